"""Breaking things on purpose: a click loses a component or a zone, and the board shows what is still served."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from designer.app.job import Job
from designer.app.numbers.fault_strip import FaultStrip
from designer.canvas.pulse import Pulse, moves
from designer.model.critique import FaultOutcome
from designer.model.design import ConnectionKind, Design
from designer.report.critique.outline import part_names

if TYPE_CHECKING:
    from designer.canvas.view import BoardView
    from designer.errors import DesignerError

Outcome = Callable[[Design, tuple[str, ...]], FaultOutcome]
"""What is left of a drawing when these parts fail."""


class FaultPlayer(QObject):
    """The mode in which a click breaks things; the drawing itself is never touched."""

    changed = Signal()
    """It began or ended."""

    def __init__(self, board: BoardView, outcome: Outcome, zones: Callable[[Design], Sequence[str]]) -> None:
        """Play on this board; `outcome` is asked beside the window's own thread, `zones` for what can be lost."""
        super().__init__(board)
        self._board, self._outcome, self._zones = board, outcome, zones
        self._job = Job(self)
        self._pulse = Pulse(board.board)
        self._was_read_only = False
        self.still = False
        self.on = False
        self.killed: tuple[str, ...] = ()
        self.strip = FaultStrip()
        self.strip.toggled.connect(self.toggle)
        self.strip.mended.connect(self.mend)
        self.strip.done.connect(self.end)
        board.pressed.connect(self._pressed)
        board.escaped.connect(self.end)

    def begin(self) -> None:
        """Let clicks break things from now on."""
        if self.on:
            return
        self._board.select(())  # while clicks still choose, so that nothing stays chosen
        self.on = True
        self._was_read_only = self._board.read_only
        self._board.set_read_only(True)
        self.strip.offer(self._zones(self._board.document.design))
        self.changed.emit()
        self.mend()

    def end(self) -> None:
        """Mend everything, and let clicks do what they did before."""
        if not self.on:
            return
        self._job.forget()
        self._board.select(())
        self.on, self.killed = False, ()
        self._pulse.show_on((), moving=False)
        self._board.review.show_states({})
        self._board.set_read_only(self._was_read_only)
        self.changed.emit()

    def mend(self) -> None:
        """Break nothing."""
        self.killed = ()
        self._ask()

    def toggle(self, kill: str) -> None:
        """Break something, or mend it."""
        killed = [each for each in self.killed if each != kill]
        self.killed = tuple(killed) if len(killed) < len(self.killed) else (*killed, kill)
        self._ask()

    def _pressed(self, id_: str) -> None:
        if self.on and id_ in self._board.board.nodes:
            self.toggle(id_)

    def _ask(self) -> None:
        design, killed = self._board.document.design, self.killed
        if not killed:
            self._job.forget()
            self._show(None)
        else:
            self._job.start(lambda: self._outcome(design, killed), self._show, self._failed)

    def _failed(self, error: DesignerError) -> None:
        self._show(None)
        self.strip.show_failed(f"{error}.")

    def _show(self, outcome: FaultOutcome | None) -> None:
        design = self._board.document.design
        states = states_of(outcome, self.killed) if outcome is not None else {}
        self._board.review.show_states(states)
        dead = {id_ for id_, state in states.items() if state in {"lost", "down"}}
        self._pulse.show_on(carrying(design, dead), moving=moves(self._board) and not self.still)
        names, requests = part_names(design, self._board.catalog.kinds), bool(carrying(design, ()))
        if outcome is None:
            self.strip.show_intact(requests=requests)
        elif requests:
            self.strip.show_outcome(self.killed, outcome, names)
        else:
            self.strip.show_starved(self.killed, outcome.degraded, names)


def states_of(outcome: FaultOutcome, killed: Collection[str]) -> dict[str, str]:
    """Give what became of each component; the gravest word wins."""
    states = dict.fromkeys(outcome.overloaded, "overloaded")
    states |= dict.fromkeys(outcome.degraded, "degraded") | dict.fromkeys(outcome.down, "down")
    return states | dict.fromkeys((kill for kill in killed if ":" not in kill), "lost")


def carrying(design: Design, dead: Collection[str]) -> list[str]:
    """Give the ids of the request connections that requests still reach, from whoever nobody calls."""
    calls = [edge for edge in design.connections if edge.kind is ConnectionKind.REQUEST]
    called = {edge.target for edge in calls}
    reached = [id_ for id_ in dict.fromkeys(edge.source for edge in calls) if id_ not in called and id_ not in dead]
    found: dict[str, None] = {}
    for id_ in reached:  # grows on the way
        for edge in calls:
            if edge.source == id_ and edge.target not in dead and edge.id not in found:
                found[edge.id] = None
                if edge.target not in reached:
                    reached.append(edge.target)
    return list(found)
