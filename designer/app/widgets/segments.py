"""One choice of a few, all of them in sight."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton

from designer.app.widgets.parts import row


class Segments(QFrame):
    """A row of buttons of which one is pressed; the arrow keys go from one to the next."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], *, tight: bool = False) -> None:
        """Offer (value, words) pairs, close together where there are many; the first is pressed."""
        super().__init__()
        self.setProperty("role", "segments")
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        for value, text in choices:
            made = QPushButton(text)
            made.setProperty("role", "segment-tight" if tight else "segment")
            made.setCheckable(True)
            made.setAccessibleName(f"{name}: {text}")
            made.setCursor(Qt.CursorShape.PointingHandCursor)
            made.toggled.connect(lambda on, value=value: self.chosen.emit(value) if on else None)
            self._group.addButton(made)
            self.buttons[value] = made
        first = next(iter(self.buttons.values()))
        first.setChecked(True)
        self.setLayout(row(*self.buttons.values(), spacing=2, margins=(3, 3, 3, 3)))

    @property
    def value(self) -> str:
        """The value that is chosen."""
        return next(value for value, made in self.buttons.items() if made.isChecked())

    def choose(self, value: str) -> None:
        """Choose a value."""
        self.buttons[value].setChecked(True)

    def offer(self, value: str, *, on: bool) -> None:
        """Show a choice, or hide it; one that is chosen gives way to the first."""
        self.buttons[value].setVisible(on)
        if not on and self.value == value:
            self.choose(next(iter(self.buttons)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go left and right."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        values = [value for value, made in self.buttons.items() if not made.isHidden()]
        made = self.buttons[values[(values.index(self.value) + step) % len(values)]]
        made.setChecked(True)
        made.setFocus(Qt.FocusReason.TabFocusReason)
