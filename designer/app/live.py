"""Keeps what is computed of a drawing up with it, beside the window's own thread; the latest drawing wins."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from designer.app.job import Job
from designer.canvas.document import Document
from designer.errors import DesignerError

PAUSE_MS = 200
"""How long the hand rests before anything is computed."""


class Live(QObject):
    """Computes something after each change while it is on; an answer that is out of date is dropped."""

    came = Signal(object)
    """What was computed, or None where the drawing has none, or it was switched off."""

    def __init__(self, document: Document, asked: Callable[[], Callable[[], object]], parent: QObject) -> None:
        """Follow this document; `asked` gives, in the window's thread, the work that is to be done beside it."""
        super().__init__(parent)
        self._asked = asked
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
        self._job.start(self._asked(), self.came.emit, self._failed)

    def _failed(self, error: DesignerError) -> None:
        self.came.emit(None)
