"""Work that takes longer than a blink, done beside the window's own thread."""

import contextlib
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from designer.errors import DesignerError


class _Answers(QObject):
    """Carries what came of the work back to the window's thread; it outlives whoever asked, until it has done so."""

    came = Signal(object, object)

    @Slot(object, object)
    def put_away(self, _result: object, _error: Exception | None) -> None:
        """Be needed no longer."""
        _under_way.discard(self)


_under_way: set[_Answers] = set()
"""Answers that a thread still has in its hands: one of them deleted with its window would be used after that."""


class _Work(QRunnable):
    def __init__(self, work: Callable[[], object], answers: _Answers) -> None:
        super().__init__()
        self._work, self._answers = work, answers

    def run(self) -> None:
        try:
            result, error = self._work(), None
        except Exception as caught:  # noqa: BLE001 (carried over and raised where it is reported)
            result, error = None, caught
        with contextlib.suppress(RuntimeError):  # the application has gone
            self._answers.came.emit(result, error)


class Job(QObject):
    """One piece of work at a time; a new one makes the answer of the one before unwanted."""

    busy_changed = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        """Start idle."""
        super().__init__(parent)
        self._current: _Answers | None = None
        self._done: Callable[[Any], object] = lambda _result: None
        self._failed: Callable[[DesignerError], object] = lambda _error: None

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._current is not None

    def start(
        self, work: Callable[[], object], done: Callable[[Any], object], failed: Callable[[DesignerError], object]
    ) -> None:
        """Do the work; then `done` gets its result, or `failed` the DesignerError, in the window's thread."""
        self._done, self._failed = done, failed
        self._current = _Answers()
        _under_way.add(self._current)
        self._current.came.connect(self._answer)
        self._current.came.connect(self._current.put_away)
        self.busy_changed.emit(True)
        QThreadPool.globalInstance().start(_Work(work, self._current))

    def forget(self) -> None:
        """Want the answer no longer."""
        if self._current is not None:
            self._current = None
            self.busy_changed.emit(False)

    @Slot(object, object)
    def _answer(self, result: object, error: Exception | None) -> None:
        answers = self.sender()
        if answers is not self._current:
            return
        self._current = None
        self.busy_changed.emit(False)
        if isinstance(error, DesignerError):
            self._failed(error)
        elif error is not None:
            raise error
        else:
            self._done(result)
