"""Limits of a selector: what its members are joined to, what they reach, and whom they serve."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from designer.rules.outcome import kinds_text, none_of
from designer.rules.selector import COMPONENT
from designer.rules.value_test import asked
from designer.rules.view import edge_value, row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from designer.analysis.element import Edge
    from designer.model.design import ConnectionKind
    from designer.rules.outcome import Ids
    from designer.rules.selector import Selector
    from designer.rules.value_test import Test
    from designer.rules.view import Environment, Over, View


_UNRELATED: Mapping[str, str] = {
    "inputs_of": "no input of {1} comes from {0}",
    "callers_of": "no call from {0} to {1}",
    "answers_with": "no answer of {1} goes through {0}",
    "needed_by": "{1} can do without {0}",
    "needing": "{0} can do without {1}",
}
"""What is said where none of some components is related to others in such a way, by the key of RELATED."""


class Limit(Protocol):
    """A demand on components, by how they are joined to others."""

    @property
    def of(self) -> Selector | None:
        """Give what selects those others; None where any will do."""

    def among(self, view: View, names: Environment, ids: frozenset[str]) -> frozenset[str]:
        """Give those of some components that meet it."""

    def lacking(self, view: View, ids: Ids) -> str:
        """Say that none of some components meets it."""

    def ties(self, view: View, names: Environment, id_: str) -> tuple[str, ...]:
        """Give the connections, and the components at them, by which a component meets it."""


@dataclass(frozen=True)
class Joined:
    """A demand on a node's connections: one of this kind, in such a role, from or to such a node."""

    kinds: frozenset[ConnectionKind]
    into: bool
    parts: frozenset[str] = frozenset()
    of: Selector | None = None
    where: tuple[tuple[str, Test], ...] = ()

    @cached_property
    def _kinds(self) -> tuple[ConnectionKind, ...]:
        return tuple(sorted(self.kinds))

    def among(self, view: View, names: Environment, ids: frozenset[str]) -> frozenset[str]:
        """Look at the connections from the fewer ends."""
        others = self.of.members(view, names) if self.of else None
        few, at_target = (ids, self.into) if others is None or len(others) >= len(ids) else (others, not self.into)
        found = self._fitting(view, few, at_target=at_target)
        if others is not None:
            found = (edge for edge in found if (edge.source if self.into else edge.target) in others)
        return ids.intersection(edge.target if self.into else edge.source for edge in found)

    def _fitting(self, view: View, ids: Iterable[str], *, at_target: bool) -> Iterable[Edge]:
        """Give the connections of some nodes in the role, with such properties."""
        if self.where:
            return (edge for id_ in ids for edge in self._stating(view, id_, at_target=at_target))
        table = view.graph.adjacent(self._kinds)[at_target]
        edges = (edge for id_ in ids for edge in table.get(id_, ()))
        return (edge for edge in edges if edge.role in self.parts) if self.parts else edges

    def _stating(self, view: View, id_: str, *, at_target: bool) -> tuple[Edge, ...]:
        """Give a node's connections with such properties, once a drawing: many subjects may ask for them."""
        kept = view.stated.setdefault((id(self), at_target), {})
        if id_ not in kept:
            edges = view.graph.adjacent(self._kinds)[at_target].get(id_, ())
            kept[id_] = tuple(edge for edge in edges if self._meets(view, edge))
        return kept[id_]

    def lacking(self, view: View, ids: Ids) -> str:
        """Say which connection none of them has."""
        said = asked(self.where)
        them, others = view.names(ids), self.of.words if self.of and self.of.words != COMPONENT else ""
        source, target = (others, them) if self.into else (them, others)
        ends = f"{f' from {source}' if source else ''}{f' to {target}' if target else ''}"
        return f"no {kinds_text(self.kinds, self.parts)}connection{ends}{f' that says {said}' if said else ''}"

    def ties(self, view: View, names: Environment, id_: str) -> tuple[str, ...]:
        """Give the first connection that fits, what is at its other end, and what makes that fit."""
        others = self.of.members(view, names) if self.of else None
        edges = self._fitting(view, (id_,), at_target=self.into)
        ends = ((edge, edge.source if self.into else edge.target) for edge in edges)
        edge, other = next((edge, other) for edge, other in ends if others is None or other in others)
        return (edge.id, other, *(self.of.ties(view, names, other) if self.of else ()))

    def _meets(self, view: View, edge: Edge) -> bool:
        if self.parts and edge.role not in self.parts:
            return False
        return all(test(edge_value(edge, name), frozenset(), view.brief) for name, test in self.where)


@dataclass(frozen=True)
class Reached:
    """A demand to be reached from such a node over connections of some kinds; with `back`, to reach one."""

    of: Selector
    over: Over
    back: bool
    past: Selector | None = None
    """What the way must not lead through."""

    def among(self, view: View, names: Environment, ids: frozenset[str]) -> frozenset[str]:
        """Walk from the nodes."""
        return frozenset(ids & self._walk(view, names).keys())

    def _walk(self, view: View, names: Environment) -> Mapping[str, Edge | None]:
        blocked = self.past.members(view, names) if self.past else frozenset()
        return view.walk(self.of.members(view, names), self.over, back=self.back, blocked=blocked)

    def lacking(self, view: View, ids: Ids) -> str:
        """Say that there is no way."""
        source, target = (view.names(ids), self.of.words) if self.back else (self.of.words, view.names(ids))
        return f"nothing leads from {source} to {target}"

    def ties(self, view: View, names: Environment, id_: str) -> tuple[str, ...]:
        """Give the way."""
        way = row(self._walk(view, names), id_, back=self.back)
        return way if self.back else way[::-1]


@dataclass(frozen=True)
class Related:
    """A demand to be what such a node asks, or is asked by: `how` is a key of RELATED."""

    of: Selector
    how: str

    def among(self, view: View, names: Environment, ids: frozenset[str]) -> frozenset[str]:
        """Ask each of the nodes."""
        found = (view.related(self.how, id_) for id_ in self.of.members(view, names))
        return ids & frozenset().union(*found)

    def lacking(self, view: View, ids: Ids) -> str:
        """Say that they have nothing to do with each other."""
        return _UNRELATED[self.how].format(view.names(ids), self.of.words)

    def ties(self, view: View, names: Environment, id_: str) -> tuple[str, ...]:  # noqa: ARG002 (one signature for all)
        """Give none: it is computed from the whole drawing."""
        return ()


@dataclass(frozen=True)
class Within:
    """A demand to be one of these too; with `outside`, to be none of them."""

    of: Selector
    outside: bool = False

    def among(self, view: View, names: Environment, ids: frozenset[str]) -> frozenset[str]:
        """Compare."""
        members = self.of.members(view, names)
        return ids - members if self.outside else ids & members

    def lacking(self, view: View, ids: Ids) -> str:
        """Say that none of them is one, or that all are."""
        return (
            f"nothing beside {view.names(ids)}" if self.outside else f"{none_of(self.of.words)} among {view.names(ids)}"
        )

    def ties(self, view: View, names: Environment, id_: str) -> tuple[str, ...]:
        """Give what makes it one of these."""
        return () if self.outside else self.of.ties(view, names, id_)
