"""Keeps the numbers up with the drawing, beside the window's own thread; the latest drawing wins."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from designer.app.job import Job
from designer.canvas.document import Document
from designer.errors import DesignerError
from designer.model.analysis import Analysis
from designer.model.design import Design
from designer.model.scenario import Scenario

PAUSE_MS = 200
"""How long the hand rests before anything is computed."""


class LiveNumbers(QObject):
    """Computes an analysis after each change while it is `on`; an answer that is out of date is dropped."""

    came = Signal(object)
    """An Analysis, or None where the drawing has none."""

    def __init__(self, document: Document, scenario: Callable[[], Scenario | None], parent: QObject) -> None:
        """Follow this document, under the scenario that it answers at the moment."""
        super().__init__(parent)
        self._document, self._scenario = document, scenario
        self._job = Job(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._start)
        self._on = False
        document.changed.connect(lambda _edit: self.refresh())

    def switch(self, *, on: bool) -> None:
        """Compute from now on, or no more; what is under way is forgotten."""
        if on == self._on:
            return
        self._on = on
        if on:
            self.refresh()
        else:
            self._pause.stop()
            self._job.forget()
            self.came.emit(None)

    def refresh(self) -> None:
        """Compute once the hand rests."""
        if self._on:
            self._job.forget()
            self._pause.start()

    def _start(self) -> None:
        design, scenario = self._document.design, self._scenario()
        self._job.start(lambda: _analysed(design, scenario), self.came.emit, self._failed)

    def _failed(self, error: DesignerError) -> None:
        self.came.emit(None)


def _analysed(design: Design, scenario: Scenario | None) -> Analysis:
    from designer.analyzing import analyze

    return analyze(design, scenario)
