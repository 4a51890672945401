"""A selector narrowed by what its members state, what they are joined to, and what else they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from designer.rules.limit import Limit
from designer.rules.selector import Selector, truth
from designer.rules.value_test import Test
from designer.rules.view import Environment, View


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
        with_tests = self.base.words + (f" with {' and '.join(self.told)}" if self.told else "")
        return f"{with_tests} that is {self.also.words}" if self.also else with_tests

    @property
    def _parts(self) -> Iterator[Selector]:
        others = (limit.of for limit in self.limits)
        return (part for part in (self.base, self.also, self.excluding, *others) if part is not None)

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
        """Select; what no name of the rule changes is selected once a drawing."""
        if not self.closed:
            return self._select(view, names)
        if id(self) not in view.kept:
            view.kept[id(self)] = self._select(view, names)
        return view.kept[id(self)]

    def _select(self, view: View, names: Environment) -> frozenset[str]:
        found = self.base.members(view, names)
        if self.also:
            found &= self.also.members(view, names)
        for limit in self.limits:
            if found:
                found = limit.among(view, names, found)
        if self.excluding:
            found -= self.excluding.members(view, names)
        return frozenset(id_ for id_ in found if truth(view, id_, self.where)) if self.where else found

    def ties(self, view: View, names: Environment, id_: str) -> tuple[str, ...]:
        """Give one connection for each demand and one way for each that is asked for."""
        parts = [*(self.also.ties(view, names, id_) if self.also else ()), *self.base.ties(view, names, id_)]
        for limit in self.limits:
            parts += limit.ties(view, names, id_)
        return tuple(dict.fromkeys(parts))
