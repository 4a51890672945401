"""A title with a caret that opens and closes what stands under it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from designer.app.widgets.parts import dress


class Fold(QPushButton):
    """Closed at first; `toggled` says when it is opened or closed, and Space, Enter or a click do so."""

    def __init__(self, title: str, role: str = "fold") -> None:
        """Take the title, which is the accessible name too."""
        super().__init__()
        self.setProperty("role", role)
        self.setCheckable(True)
        self.setAutoDefault(True)  # or Enter would press it in a QDialog only
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say(title)
        self.toggled.connect(self._turn)
        self._turn(on=False)

    def say(self, title: str, name: str = "") -> None:
        """Show a title; `name` is what a screen reader says instead."""
        self.setText(f" {title}")  # Qt leaves too little room after a picture
        self.setAccessibleName(name or title)

    def _turn(self, on: bool) -> None:
        dress(self, "caret-down" if on else "caret-right")
