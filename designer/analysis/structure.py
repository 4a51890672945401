"""Who cannot answer without whom, from one entry down: an AND of clauses, each of which is any one of some calls."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_, or_
from typing import TypeVar

from designer.analysis.element import REQUEST, Edge, claimed
from designer.analysis.graph import DesignGraph

T = TypeVar("T")
Clause = tuple[str, ...]
"""Ids of which any one is enough."""


@dataclass(frozen=True)
class Structure:
    """What an entry needs; `needs` has callees before callers, but where calls go in a circle.

    A call that closes a circle is no help to whoever waits for it, unless `whole` asks whether everything is up.
    """

    entry: str
    needs: Mapping[str, tuple[Clause, ...]]
    circular: bool = False
    whole: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """Give the ids of all that may matter, the entry among them, callers first."""
        return tuple(self.needs)[::-1]

    def evaluate(
        self,
        leaves: Mapping[str, T],
        all_of: Callable[[Iterable[T]], T],
        any_of: Callable[[Iterable[T]], T],
        ends: tuple[T, T],
    ) -> dict[str, T]:
        """Work the structure out in any lattice: `leaves` say when each part runs, `ends` what down and up are."""
        state = dict.fromkeys(self.needs, ends[self.whole])
        while True:
            before = dict(state) if self.circular else state
            for id_, clauses in self.needs.items():
                parts = [any_of([state[target] for target in clause]) for clause in clauses]
                state[id_] = all_of([leaves[id_], *parts])
            if not self.circular or state == before:
                return state

    def serving(self, failed: Mapping[str, int], columns: int) -> dict[str, int]:
        """Say who answers, in many cases at once: bit c of a number speaks of case c; `failed` has who is down."""
        up = (1 << columns) - 1
        leaves = {id_: up & ~failed.get(id_, 0) for id_ in self.needs}
        return self.evaluate(leaves, lambda found: reduce(and_, found), lambda found: reduce(or_, found), (0, up))

    @cached_property
    def essential(self) -> frozenset[str]:
        """Give the ids whose loss alone takes the entry down."""
        parts = self.parts
        answered = self.serving({id_: 1 << bit for bit, id_ in enumerate(parts)}, len(parts))[self.entry]
        return frozenset(id_ for bit, id_ in enumerate(parts) if not answered >> bit & 1)

    @cached_property
    def rest(self) -> "Structure":
        """Give what is left to ask when all that is essential is up: the entry needs what any of it needs.

        Where the entry is up, so is everything essential; what counts on that counts on nothing more.
        """
        if self.circular:
            return self
        left = {
            id_: tuple(clause for clause in clauses if self.essential.isdisjoint(clause))
            for id_, clauses in self.needs.items()
        }
        left[self.entry] = tuple(
            dict.fromkeys(clause for id_ in self.parts if id_ in self.essential for clause in left[id_])
        )
        return Structure(self.entry, *callees_first([self.entry], left.__getitem__), self.whole)


def structure(graph: DesignGraph, entry: str, *, whole: bool = False) -> Structure:
    """Read what an entry needs to be answered; with `whole`, what an answer needs in which nothing is missing."""
    needs, circular = callees_first([entry], lambda id_: clauses(graph, id_, entry=id_ == entry, whole=whole))
    return Structure(entry, needs, circular, whole)


def callees_first(
    starts: Iterable[str], needed: Callable[[str], tuple[Clause, ...]]
) -> tuple[Mapping[str, tuple[Clause, ...]], bool]:
    """Walk from the starts, without recursion; say also whether some calls go in a circle."""
    needs: dict[str, tuple[Clause, ...]] = {}
    found: dict[str, tuple[Clause, ...]] = {}
    stack = [(start, False) for start in reversed(list(starts))]
    while stack:
        id_, done = stack.pop()
        if done:
            needs[id_] = found[id_]
        elif id_ not in found:
            found[id_] = needed(id_)
            stack.append((id_, True))
            stack += [(target, False) for clause in reversed(found[id_]) for target in reversed(clause)]
    place = {id_: index for index, id_ in enumerate(needs)}
    return needs, any(place[target] >= place[id_] for id_ in needs for clause in needs[id_] for target in clause)


def clauses(graph: DesignGraph, id_: str, *, entry: bool = False, whole: bool = False) -> tuple[Clause, ...]:
    """Give what a caller needs, as ids of which any one is enough."""
    needed = calls_needed(graph, id_, entry=entry, whole=whole)
    return tuple(tuple(dict.fromkeys(edge.target for edge in calls)) for calls in needed)


def calls_needed(
    graph: DesignGraph, id_: str, *, entry: bool = False, whole: bool = False
) -> Iterator[tuple[Edge, ...]]:
    """Give what a caller needs: each plain call, any one of a group, and a soft call or what stands in for it.

    An entry whose calls are all soft or not waited for still wants them: they are what it is there for.
    """
    calls = [edge for edge in graph.leaving(id_, [REQUEST]) if edge.role in {None, "fallback"}]
    main = [edge for edge in calls if edge.role is None]
    stand_ins = [edge for edge in calls if edge.role == "fallback"]
    asked = entry and not any(edge.hard for edge in main) and not claimed(graph.nodes[id_].values.get("default"))
    groups: dict[str, list[Edge]] = {}
    for edge in main:
        if edge.hard and edge.group is not None:
            groups.setdefault(edge.group, []).append(edge)
        elif edge.hard or (whole and not waited_by_none(edge)):
            yield (edge,)
        else:
            others = [other for other in stand_ins if covers(other, edge)]
            if others or asked:
                yield (edge, *others)
    for group, edges in groups.items():
        yield (*edges, *(other for other in stand_ins if other.group == group and not whole))


def covers(stand_in: Edge, edge: Edge) -> bool:
    """Say whether a fallback answers for a soft call; nothing stands in for a call that nobody waits for."""
    return not waited_by_none(edge) and (stand_in.group is None or stand_in.group == edge.group)


def waited_by_none(edge: Edge) -> bool:
    """Say whether the caller goes on without waiting."""
    return claimed(edge.values.get("async"))
