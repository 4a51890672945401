"""Dragging the sheet itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from designer.canvas.gestures.gesture import Modifiers

if TYPE_CHECKING:
    from designer.canvas.view import BoardView


class PanGesture:
    """Drags the sheet itself; its points are of the window, since the scene moves under it."""

    cursor: Qt.CursorShape | None = Qt.CursorShape.ClosedHandCursor

    def __init__(self, view: BoardView, start: QPointF) -> None:
        """Begin at a press with the middle button, or with Space held."""
        self._view = view
        self._last = view.viewportTransform().map(start)

    def drag(self, at: QPointF, modifiers: Modifiers) -> None:
        """Follow the pointer."""
        here = self._view.viewportTransform().map(at)
        self._view.pan(here - self._last)
        self._last = here

    def drop(self, at: QPointF, modifiers: Modifiers) -> None:
        """Stay where it is."""

    def cancel(self) -> None:
        """Stay where it is."""
