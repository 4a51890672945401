"""A selector narrowed by what its members state, what they are joined to, and what else they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from designer.rules.limit import Limit, Within
from designer.rules.outcome import none_of
from designer.rules.selector import Lacking, Selector, truth
from designer.rules.value_test import Test
from designer.rules.view import COMPUTED, SHOWN, Environment, View


@dataclass(frozen=True)
class Narrowed:
    """A selector with conditions on top, all of which a member must meet."""

    base: Selector
    where: tuple[tuple[str, Test], ...] = ()
    limits: tuple[Limit, ...] = ()
    told: tuple[str, ...] = ()
    also: Selector | None = None
    excluding: Selector | None = None

    @property
    def words(self) -> str:
        """Name the members with what is asked of them."""
        return f"{self._named} that is {self.also.words}" if self.also else self._named

    @property
    def _named(self) -> str:
        return self.base.words + (f" with {' and '.join(self.told)}" if self.told else "")

    @cached_property
    def _demands(self) -> tuple[Limit, ...]:
        also = (Within(self.also),) if self.also else ()
        return (*also, *self.limits, *((Within(self.excluding, outside=True),) if self.excluding else ()))

    @property
    def _parts(self) -> Iterator[Selector]:
        return (part for part in (self.base, *(demand.of for demand in self._demands)) if part is not None)

    @property
    def claims(self) -> bool:
        """Say whether ticked properties decide."""
        return any(test.claims for _, test in self.where) or any(part.claims for part in self._parts)

    @property
    def shows(self) -> bool:
        """Say whether a connection or a way is asked for."""
        return bool(self.limits) or self.base.shows or (self.also is not None and self.also.shows)

    @cached_property
    def closed(self) -> bool:
        """Say whether all parts are."""
        return all(part.closed for part in self._parts)

    def members(self, view: View, names: Environment) -> frozenset[str]:
        """Select; what no name of the rule changes is selected once a drawing, and narrowed further where one does."""
        if not self.base.closed:
            return self._meeting(view, self._within(view, names, self.base.members(view, names), self._demands))
        if id(self) not in view.kept:
            settled = self._within(view, names, self.base.members(view, names), self._settled)
            view.kept[id(self)] = self._meeting(view, settled)
        return self._within(view, names, view.kept[id(self)], self._open)

    @cached_property
    def _settled(self) -> tuple[Limit, ...]:
        return tuple(demand for demand in self._demands if demand.of is None or demand.of.closed)

    @cached_property
    def _open(self) -> tuple[Limit, ...]:
        return tuple(demand for demand in self._demands if demand.of is not None and not demand.of.closed)

    def _within(
        self, view: View, names: Environment, found: frozenset[str], demands: tuple[Limit, ...]
    ) -> frozenset[str]:
        for demand in demands:
            if found:
                found = demand.among(view, names, found)
        return found

    def _meeting(self, view: View, found: frozenset[str]) -> frozenset[str]:
        """Test the members; of most properties only those that have a value need a look."""
        for name, test in self.where:
            if name not in COMPUTED and not test(None, frozenset(), view.brief):
                found &= view.stating.get(name, frozenset())
        return frozenset(id_ for id_ in found if truth(view, id_, self.where)) if self.where else found

    def lacking(self, view: View, names: Environment) -> Lacking:
        """Say what there is none of, or which demand is met by none of those that there are."""
        drawn = self.base.members(view, names)
        if not drawn:
            ids, text = self.base.lacking(view, names)
            return ids, text if ids else none_of(self.words)
        found = self._meeting(view, drawn)
        if not found:
            return (), none_of(self._named)
        if self.also and not self.also.closed:  # what the rule's own subject is not, others need not answer for
            return (), f"{self.also.words} is no {self._named}"
        for demand in self._demands:
            near, found = found, demand.among(view, names, found)
            if not found:
                ids = tuple(sorted(near))
                return ids[:SHOWN], demand.lacking(view, ids)
        return (), none_of(self.words)

    def ties(self, view: View, names: Environment, id_: str) -> tuple[str, ...]:
        """Give one connection for each demand and one way for each that is asked for."""
        parts = [*(self.also.ties(view, names, id_) if self.also else ()), *self.base.ties(view, names, id_)]
        for limit in self.limits:
            parts += limit.ties(view, names, id_)
        return tuple(dict.fromkeys(parts))
