"""What a critique and the numbers show on the board: badges, gauges, and a light on the witness."""

from collections.abc import Collection, Mapping
from typing import get_args

from designer.canvas.items.edge import EdgeItem
from designer.canvas.items.node import NodeItem
from designer.canvas.scene import BoardScene
from designer.drawing.box import State
from designer.drawing.gauge import Gauge

DIMMED = 0.28
STATES: tuple[State, ...] = get_args(State)


class Review:
    """What a critique shows on the board; none of it is in the drawing."""

    def __init__(self, board: BoardScene) -> None:
        """Begin without findings."""
        self._board = board
        self._states: Mapping[str, State] = {}
        self._marked = self._lit = False

    def show_states(self, states: Mapping[str, str]) -> None:
        """Mark components and connections; whatever is not named loses its mark, and an unknown word marks nothing."""
        self._states = {id_: state for id_, state in states.items() if state in STATES}
        self.refresh()

    def refresh(self) -> None:
        """Mark the items that the board has now."""
        if not self._states and not self._marked:
            return
        self._marked = bool(self._states)
        for table in (self._board.nodes, self._board.edges):
            for id_, item in table.items():
                item.set_state(self._states.get(id_))

    def show_gauges(self, gauges: Mapping[str, Gauge]) -> None:
        """Show numbers at these components, and none at the others."""
        for id_, node in self._board.nodes.items():
            node.set_gauge(gauges.get(id_))

    def light(self, ids: Collection[str]) -> None:
        """Dim everything but these, and the components at the ends of such connections; none dims nothing."""
        board = self._board
        if not ids and not self._lit:
            return
        self._lit = bool(ids)
        lit = {end for id_ in ids if id_ in board.edges for end in board.edges[id_].ends} | set(ids)
        for table in (board.nodes, board.edges, board.lines.labels, board.boundaries, board.notes, board.ink):
            for id_, item in table.items():
                item.setOpacity(1.0 if not ids or id_ in lit else DIMMED)
                if isinstance(item, NodeItem | EdgeItem):
                    item.set_lit(on=id_ in ids)
