"""Spare duplicates: what is joined to nothing but what another of its kind is joined to, and idle beside that one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from designer.analysis.element import DATA, FEEDBACK, REQUEST, Edge
from designer.analysis.graph import DesignGraph
from designer.model.design import ConnectionKind

USE = frozenset({REQUEST, DATA, FEEDBACK})
"""The kinds of connection by which a component is asked or fed; versions and orders alone are neither."""

USED = 2

Joint = tuple[ConnectionKind, str, bool]
"""What a component is joined to: the kind of connection, the other end, and whether it comes in."""


@dataclass(frozen=True)
class Alike:
    """All components of a kind that are joined to exactly the same."""

    kind: str
    joints: frozenset[Joint]

    @cached_property
    def takes(self) -> int:
        """Say whether something uses or feeds them (USED), or only versions and orders come in (1)."""
        return max((USED if kind in USE else 1 for kind, _, comes_in in self.joints if comes_in), default=0)

    @cached_property
    def gives(self) -> bool:
        """Say whether somebody has something of them: an answer, or what leaves them."""
        return any(kind is REQUEST or not comes_in for kind, _, comes_in in self.joints)

    def outdone(self, other: "Alike") -> bool:
        """Say whether others are joined to all that these are joined to, and are more used."""
        less = self.takes < other.takes or self.gives < other.gives
        return less and self.kind == other.kind and self.joints < other.joints


@dataclass
class Spares:
    """The spare duplicates of one drawing: what is exactly alike is looked at once."""

    graph: DesignGraph

    def among(self, ids: Sequence[str]) -> frozenset[str]:
        """Give those components that another one of their kind makes idle.

        A component is idle where nothing feeds or asks it though its twin is fed or asked, or where it only takes in
        what the twin takes in. Of those that are exactly alike the first in order is kept.
        """
        kept: set[Alike] = set()
        found: list[str] = []
        for id_ in ids:
            alike = self._alike[id_]
            if alike in self._outdone or (alike in kept and not alike.gives):
                found.append(id_)
            kept.add(alike)
        return frozenset(found)

    @cached_property
    def _alike(self) -> Mapping[str, Alike]:
        joints: dict[str, list[Joint]] = {id_: [] for id_ in self.graph.nodes}
        for edge in self.graph.edges:
            joints[edge.source].append((edge.kind, edge.target, False))
            joints[edge.target].append((edge.kind, edge.source, True))
        return {id_: Alike(node.kind.id, frozenset(joints[id_])) for id_, node in self.graph.nodes.items()}

    @cached_property
    def _outdone(self) -> frozenset[Alike]:
        return frozenset(filter(self._is_outdone, dict.fromkeys(self._alike.values())))

    def _is_outdone(self, alike: Alike) -> bool:
        """Compare with what shares the joint that the fewest have: a hub has thousands."""
        if alike.takes == USED and alike.gives:
            return False
        rarest = min(alike.joints, key=lambda joint: len(self._at(joint)))
        beside = {self._alike[end] for edge in self._at(rarest) for end in (edge.source, edge.target)}
        return any(map(alike.outdone, beside))

    def _at(self, joint: Joint) -> Sequence[Edge]:
        kind, other, comes_in = joint
        return self.graph.leaving(other, [kind]) if comes_in else self.graph.entering(other, [kind])
