"""What the review's cards have in common: one is chosen, and lights on the board what it speaks of."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame

from designer.app.widgets.parts import set_role


class Card(QFrame):
    """A card that can be chosen with a click, Enter or Space."""

    chosen = Signal(object)
    """The card itself."""

    def __init__(self, lights: Iterable[str]) -> None:
        """Take the ids of what it speaks of, and be closed."""
        super().__init__()
        self.lights = tuple(lights)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        set_role(self, "finding")

    @property
    def is_open(self) -> bool:
        """Whether it is the one that was chosen."""
        return bool(self.property("role") == "finding-open")

    def open(self) -> None:
        """Look chosen."""
        set_role(self, "finding-open")

    def close_up(self) -> None:
        """Look like the others again."""
        set_role(self, "finding")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose it with Enter or Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(self)
        else:
            super().keyPressEvent(event)
