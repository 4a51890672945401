"""Which components a rule speaks of: a kind, role, named set or `$name`, narrowed by properties and connections."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from designer.analysis.element import Edge
from designer.model.design import ConnectionKind
from designer.rules.outcome import Truth
from designer.rules.value_test import Test
from designer.rules.view import Environment, Over, View


class Selector(Protocol):
    """Gives a set of ids."""

    @property
    def words(self) -> str:
        """Name what is selected, for a message."""

    @property
    def claims(self) -> bool:
        """Say whether ticked properties decide who is selected."""

    @property
    def shows(self) -> bool:
        """Say whether a member has to be joined in some way, or lie on a path: to be there is not enough."""

    @property
    def closed(self) -> bool:
        """Say whether it means the same whatever the rule's names stand for, so that its members can be kept."""

    def members(self, view: View, names: Environment) -> frozenset[str]:
        """Select in a drawing, with the ids that the rule's names stand for."""

    def ties(self, view: View, names: Environment, id_: str) -> tuple[str, ...]:
        """Give the connections, and the components at them, that make a member one."""


@dataclass(frozen=True)
class Named:
    """A set, a role or a kind by its word."""

    word: str
    words: str
    claims: bool = False
    shows: bool = False
    closed: bool = True

    def members(self, view: View, names: Environment) -> frozenset[str]:  # noqa: ARG002 (one signature for all)
        """Look the word up."""
        return view.sets.get(self.word, _NONE)

    def ties(self, view: View, names: Environment, id_: str) -> tuple[str, ...]:  # noqa: ARG002 (one signature for all)
        """Give none: a kind or role is the component's own, a set is computed from the whole drawing."""
        return ()


@dataclass(frozen=True)
class Defined:
    """What a rubric's word stands for, selected once a drawing, and named in the rubric's own words."""

    words: str
    inner: Selector
    closed: bool = True

    @property
    def claims(self) -> bool:
        """Say what it stands for says."""
        return self.inner.claims

    @property
    def shows(self) -> bool:
        """Say what it stands for says."""
        return self.inner.shows

    def members(self, view: View, names: Environment) -> frozenset[str]:
        """Select, or look up what was selected before."""
        if id(self) not in view.kept:
            view.kept[id(self)] = self.inner.members(view, names)
        return view.kept[id(self)]

    def ties(self, view: View, names: Environment, id_: str) -> tuple[str, ...]:
        """Give those of what it stands for."""
        return self.inner.ties(view, names, id_)


@dataclass(frozen=True)
class Variable:
    """What `$name` stands for."""

    name: str
    claims: bool = False
    shows: bool = False
    closed: bool = False

    @property
    def words(self) -> str:
        """Give the placeholder that the message fills."""
        return "it"

    def members(self, view: View, names: Environment) -> frozenset[str]:  # noqa: ARG002 (one signature for all)
        """Give the one id."""
        return frozenset({names[self.name]})

    def ties(self, view: View, names: Environment, id_: str) -> tuple[str, ...]:  # noqa: ARG002 (one signature for all)
        """Give none: it is named."""
        return ()


@dataclass(frozen=True)
class Either:
    """What any of several selectors gives."""

    parts: tuple[Selector, ...]

    @property
    def words(self) -> str:
        """Name the parts."""
        return " or ".join(dict.fromkeys(part.words for part in self.parts))

    @property
    def claims(self) -> bool:
        """Say whether a part does."""
        return any(part.claims for part in self.parts)

    @property
    def shows(self) -> bool:
        """Say whether all parts do."""
        return all(part.shows for part in self.parts)

    @cached_property
    def closed(self) -> bool:
        """Say whether all parts are."""
        return all(part.closed for part in self.parts)

    def members(self, view: View, names: Environment) -> frozenset[str]:
        """Unite them, once a drawing where no name of the rule changes them."""
        if not self.closed:
            return _united(part.members(view, names) for part in self.parts)
        if id(self) not in view.kept:
            view.kept[id(self)] = _united(part.members(view, names) for part in self.parts)
        return view.kept[id(self)]

    def ties(self, view: View, names: Environment, id_: str) -> tuple[str, ...]:
        """Give those of the first part that has the member."""
        part = next((part for part in self.parts if id_ in part.members(view, names)), None)
        return part.ties(view, names, id_) if part else ()


@dataclass(frozen=True)
class Joined:
    """A demand on a node's connections: one of this kind, in this role, from or to such a node."""

    kinds: frozenset[ConnectionKind]
    into: bool
    role: str | None = None
    other: Selector | None = None
    where: tuple[tuple[str, Test], ...] = ()

    @cached_property
    def _kinds(self) -> tuple[ConnectionKind, ...]:
        return tuple(sorted(self.kinds))

    def among(self, view: View, ids: frozenset[str], others: frozenset[str] | None) -> frozenset[str]:
        """Give those of some nodes that have a connection that fits, looking from the fewer ends."""
        tables = view.graph.adjacent(self._kinds)
        few, table = (ids, tables[self.into])
        if others is not None and len(others) < len(ids):
            few, table = others, tables[not self.into]
        found = self._fitting(view, (edge for id_ in few for edge in table.get(id_, ())), others)
        return ids.intersection(edge.target if self.into else edge.source for edge in found)

    def _fitting(self, view: View, edges: Iterable[Edge], others: frozenset[str] | None) -> Iterable[Edge]:
        """Keep the connections of the role, with such an end and such properties."""
        if self.role is not None:
            edges = (edge for edge in edges if edge.role == self.role)
        if others is not None:
            edges = (edge for edge in edges if (edge.source if self.into else edge.target) in others)
        if self.where:
            edges = (edge for edge in edges if self._meets(view, edge))
        return edges

    def ties(self, view: View, names: Environment, id_: str) -> tuple[str, ...]:
        """Give the first connection that fits, what is at its other end, and what makes that fit."""
        others = self.other.members(view, names) if self.other else None
        table = view.graph.adjacent(self._kinds)[self.into]
        edge = next(iter(self._fitting(view, table[id_], others)))
        other = edge.source if self.into else edge.target
        return (edge.id, other, *(self.other.ties(view, names, other) if self.other else ()))

    def _meets(self, view: View, edge: Edge) -> bool:
        return all(test(edge.values.get(name), frozenset(), view.brief) for name, test in self.where)


@dataclass(frozen=True)
class Narrowed:
    """A selector with conditions on top, all of which a member must meet."""

    base: Selector
    where: tuple[tuple[str, Test], ...] = ()
    joined: tuple[Joined, ...] = ()
    upstream_of: Selector | None = None
    downstream_of: Selector | None = None
    over: Over = frozenset()
    inputs_of: Selector | None = None
    callers_of: Selector | None = None
    needed_by: Selector | None = None
    needing: Selector | None = None
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
        reached = (self.upstream_of, self.downstream_of, self.inputs_of, self.callers_of, self.needed_by, self.needing)
        others = (demand.other for demand in self.joined)
        return (part for part in (self.base, *reached, self.also, self.excluding, *others) if part is not None)

    @property
    def claims(self) -> bool:
        """Say whether ticked properties decide."""
        return any(test.claims for _, test in self.where) or any(part.claims for part in self._parts)

    @property
    def shows(self) -> bool:
        """Say whether a connection or a way is asked for."""
        ways = (self.upstream_of, self.downstream_of, self.inputs_of, self.callers_of, self.needed_by, self.needing)
        return bool(self.joined) or any(ways) or self.base.shows or (self.also is not None and self.also.shows)

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
        """Select, the cheap conditions first."""
        found = self.base.members(view, names)
        for limit in (self._by_reach(view, names), self._by_calls(view, names)):
            found = found if limit is None else found & limit
        for demand in self.joined:
            others = demand.other.members(view, names) if demand.other else None
            found = demand.among(view, found, others)
        if self.excluding:
            found -= self.excluding.members(view, names)
        return frozenset(id_ for id_ in found if meets(view, id_, self.where)) if self.where else found

    def ties(self, view: View, names: Environment, id_: str) -> tuple[str, ...]:
        """Give one connection for each demand and one way for each that is asked for."""
        parts = [*(self.also.ties(view, names, id_) if self.also else ()), *self.base.ties(view, names, id_)]
        for demand in self.joined:
            parts += demand.ties(view, names, id_)
        for selector, back in ((self.upstream_of, True), (self.downstream_of, False)):
            if selector:
                parts += view.way(selector.members(view, names), self.over, id_, back=back)
        return tuple(dict.fromkeys(parts))

    def _by_reach(self, view: View, names: Environment) -> frozenset[str] | None:
        limit = self.also.members(view, names) if self.also else None
        for selector, back in ((self.upstream_of, True), (self.downstream_of, False)):
            if selector:
                reached = view.reach(selector.members(view, names), self.over, back=back)
                limit = reached if limit is None else limit & reached
        return limit

    def _by_calls(self, view: View, names: Environment) -> frozenset[str] | None:
        if self.inputs_of:
            return _united(view.inputs(id_) for id_ in self.inputs_of.members(view, names))
        if self.needed_by:
            return _united(view.graph.needs(id_) for id_ in self.needed_by.members(view, names))
        if self.needing:
            return _united(view.graph.needs(id_, back=True) for id_ in self.needing.members(view, names))
        if self.callers_of:
            return _united(frozenset(view.graph.callers(id_)) for id_ in self.callers_of.members(view, names))
        return None


def _united(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def meets(view: View, id_: str, where: tuple[tuple[str, Test], ...]) -> bool:
    """Say whether a node meets every test for certain."""
    return truth(view, id_, where) is True


def truth(view: View, id_: str, where: tuple[tuple[str, Test], ...]) -> Truth:
    """Test a node: false as soon as one test fails, else unknown as soon as one cannot be told."""
    node = view.graph.nodes[id_]
    settled: Truth = True
    for name, test in where:
        found = test(view.value(node, name), node.concepts.get(name, _NONE), view.brief)
        if found is False:
            return False
        settled = settled if found else None
    return settled


_NONE: frozenset[str] = frozenset()
