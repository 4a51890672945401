"""What every gesture can do: it follows the pointer, ends, and can be cancelled."""

from typing import Protocol

from PySide6.QtCore import QPointF, Qt

Modifiers = Qt.KeyboardModifier


class Gesture(Protocol):
    """A drag in progress; points are in the scene."""

    cursor: Qt.CursorShape | None

    def drag(self, at: QPointF, modifiers: Modifiers) -> None:
        """Follow the pointer."""

    def drop(self, at: QPointF, modifiers: Modifiers) -> None:
        """End with what the pointer shows."""

    def cancel(self) -> None:
        """End as though it had not begun."""
