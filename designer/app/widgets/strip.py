"""A bar that lies over the board."""

from PySide6.QtWidgets import QFrame


class Strip(QFrame):
    """A bar that lies over the board."""

    def __init__(self, name: str) -> None:
        """Take what a screen reader calls it."""
        super().__init__()
        self.setProperty("role", "strip")
        self.setAccessibleName(name)

    def fit(self, room: int) -> None:
        """Take the size that its parts like to have; `room` px is how wide it may be."""
        self.adjustSize()
