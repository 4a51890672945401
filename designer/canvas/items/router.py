"""Keeps the lines of the connections: which box touches which, and only what a move concerns is computed again."""

from collections.abc import Iterable, Iterator, Mapping

from designer.drawing.connection import ConnectionShape, connection_shape, end_slots
from designer.drawing.geometry import Rect
from designer.model.design import Connection

LOOP_STEP_PX = 10.0


class Router:
    """The connections by the components that they touch, with each end's place on the side of its box."""

    def __init__(self) -> None:
        """Begin with no connections."""
        self._edges: dict[str, Connection] = {}
        self._at: dict[str, dict[str, None]] = {}
        self._slots: dict[tuple[str, str], float] = {}

    def put(self, edge: Connection) -> None:
        """Take in a connection, new or with a new value."""
        self.drop(edge.id)
        self._edges[edge.id] = edge
        for end in (edge.source, edge.target):
            self._at.setdefault(end, {})[edge.id] = None

    def drop(self, id_: str) -> frozenset[str]:
        """Forget a connection; give the components that it touched."""
        edge = self._edges.pop(id_, None)
        if edge is None:
            return frozenset()
        for end in (edge.source, edge.target):
            self._at[end].pop(id_, None)
        for end_name in ("source", "target"):
            self._slots.pop((id_, end_name), None)
        return frozenset((edge.source, edge.target))

    def attached(self, ids: Iterable[str]) -> set[str]:
        """Name the connections that touch any of these components."""
        return {edge for id_ in ids for edge in self._at.get(id_, ())}

    def neighbours(self, ids: Iterable[str]) -> set[str]:
        """Name the components at the other ends, these ones included."""
        around = set(ids)
        for edge in self.attached(around):
            around |= {self._edges[edge].source, self._edges[edge].target}
        return around

    def reroute(self, moved: Iterable[str], rects: Mapping[str, Rect]) -> Iterator[tuple[str, ConnectionShape]]:
        """Shape the connections of the components that moved, and those that have to make room for them."""
        moved = [id_ for id_ in moved if id_ in self._at]
        boxes = self.neighbours(moved)
        stale = self.attached(moved)
        near = [self._edges[id_] for id_ in self.attached(boxes)]
        for (id_, end), slot in end_slots(rects, near).items():
            edge = self._edges[id_]
            if (edge.source if end == "source" else edge.target) in boxes and self._slots.get((id_, end)) != slot:
                self._slots[id_, end] = slot
                stale.add(id_)
        return ((id_, self._shape(self._edges[id_], rects)) for id_ in stale)

    def _shape(self, edge: Connection, rects: Mapping[str, Rect]) -> ConnectionShape:
        slots = (self._slots.get((edge.id, "source"), 0.0), self._slots.get((edge.id, "target"), 0.0))
        loops = self._at[edge.source] if edge.source == edge.target else {}
        before = sum(id_ < edge.id for id_ in loops if self._edges[id_].source == self._edges[id_].target)
        return connection_shape(
            rects[edge.source], rects[edge.target], edge.kind, slots=slots, offset=LOOP_STEP_PX * before
        )
