"""Spare duplicates: what is joined to nothing but what another of its kind is joined to, and idle beside that one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
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
    """The spare duplicates of one drawing: each that is asked about is compared with its neighbours' neighbours."""

    graph: DesignGraph
    _known: dict[str, Alike] = field(default_factory=dict)
    _outdone: dict[Alike, bool] = field(default_factory=dict)

    def among(self, ids: Sequence[str]) -> frozenset[str]:
        """Give those components that another one of their kind makes idle.

        A component is idle where nothing feeds or asks it though its twin is fed or asked, or where it only takes in
        what the twin takes in. Of those that are exactly alike the first in order is kept.
        """
        kept: set[Alike] = set()
        found: list[str] = []
        for id_ in ids:
            alike = self._alike(id_)
            if self._is_outdone(alike) or (alike in kept and not alike.gives):
                found.append(id_)
            kept.add(alike)
        return frozenset(found)

    def _alike(self, id_: str) -> Alike:
        if id_ not in self._known:
            out = ((edge.kind, edge.target, False) for edge in self.graph.leaving(id_))
            into = ((edge.kind, edge.source, True) for edge in self.graph.entering(id_))
            self._known[id_] = Alike(self.graph.nodes[id_].kind.id, frozenset((*out, *into)))
        return self._known[id_]

    def _is_outdone(self, alike: Alike) -> bool:
        if alike not in self._outdone:
            self._outdone[alike] = not (alike.takes == USED and alike.gives) and any(
                map(alike.outdone, self._beside(alike))
            )
        return self._outdone[alike]

    def _beside(self, alike: Alike) -> frozenset[Alike]:
        """Give what shares the joint that the fewest have: a hub has thousands."""
        rarest = min(alike.joints, key=lambda joint: len(self._at(joint)))
        return frozenset(self._alike(end) for edge in self._at(rarest) for end in (edge.source, edge.target))

    def _at(self, joint: Joint) -> Sequence[Edge]:
        kind, other, comes_in = joint
        return self.graph.leaving(other, [kind]) if comes_in else self.graph.entering(other, [kind])
