"""All that shows the numbers of the open drawing: the panel, the strip, the gauges, and the breaking of things."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from designer.app.live import Live
from designer.app.numbers.fault_player import FaultPlayer
from designer.app.numbers.panel import NumbersPanel
from designer.app.numbers.strip import NumbersStrip
from designer.canvas.document import Document
from designer.canvas.view import BoardView
from designer.model.analysis import Analysis
from designer.model.critique import FaultOutcome
from designer.model.design import Design
from designer.model.scenario import Scenario
from designer.report.critique.outline import part_names
from designer.report.numbers.pictures import gauges


class BoardNumbers(QObject):
    """Keeps its parts up with the drawing while it may speak; in an interview it is silent."""

    offered = Signal(bool)
    """Whether there are numbers to look at from now on."""

    def __init__(self, document: Document, board: BoardView) -> None:
        """Begin silent."""
        super().__init__(board)
        self._board = board
        self.scenario: Scenario | None = None
        self.analysis: Analysis | None = None
        self._gauges = False
        self.panel = NumbersPanel()
        self.strip = NumbersStrip()
        self.faults = FaultPlayer(board, self._outcome, _zones)
        self.live = Live(document, self._asked, self)
        self.live.came.connect(self._show)
        self.panel.pointed.connect(self._point)
        self.panel.break_wanted.connect(self.faults.begin)

    def follow(self, scenario: Scenario | None, *, on: bool) -> None:
        """Compute for this scenario from now on, or be silent."""
        changed, self.scenario = scenario != self.scenario, scenario
        self.offered.emit(on)
        if not on:
            self.faults.end()
        self.live.switch(on=on)
        if changed:
            self.live.refresh()

    def toggle_gauges(self) -> bool:
        """Show the numbers at each component, or not; give whether they are shown from now on."""
        self._gauges = not self._gauges
        self._show_gauges()
        return self._gauges

    def _asked(self) -> Callable[[], Analysis]:
        design, scenario = self._board.document.design, self.scenario

        def work() -> Analysis:
            from designer.analyzing import analyze

            return analyze(design, scenario)

        return work

    def _outcome(self, design: Design, killed: tuple[str, ...]) -> FaultOutcome:
        from designer.analyzing import outcome

        return outcome(design, self.scenario, killed)

    def _show(self, analysis: Analysis | None) -> None:
        self.analysis = analysis
        self.strip.show_analysis(analysis)
        self.panel.show_analysis(analysis, part_names(self._board.document.design, self._board.catalog.kinds))
        self._show_gauges()

    def _show_gauges(self) -> None:
        found = gauges(self.analysis) if self._gauges and self.analysis is not None else {}
        self._board.review.show_gauges(found)

    def _point(self, ids: Sequence[str]) -> None:
        if not self.faults.on:
            self._board.review.light([id_ for id_ in ids if self._board.board.item(id_) is not None])


def _zones(design: Design) -> Sequence[str]:
    from designer.analyzing import zones_in

    return zones_in(design)
