"""Over the board: the way home, the question, the time that is left, and the one button that matters."""

import math

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QWidget

from designer.app.parts import Elided, button, column, dress, glyph_button, row, set_role, words

WARNING_S = 300


def clock(seconds: float) -> str:
    """Write what is left; what is over has a minus.

    >>> clock(2399.2), clock(59), clock(-61)
    ('40:00', '0:59', '−1:01')
    """
    whole = math.ceil(seconds)
    return f"{'−' if whole < 0 else ''}{abs(whole) // 60}:{abs(whole) % 60:02d}"


class TopBar(QFrame):
    """One row; the clock turns colour five minutes before the end and again when time is over."""

    wanted = Signal(str)
    """The id of a command."""

    def __init__(self) -> None:
        """Show nothing of a drill yet."""
        super().__init__()
        set_role(self, "bar")
        self.setFixedHeight(60)
        self._title = Elided("title")
        self._title.setMinimumWidth(60)
        self._about = Elided("caption")
        self._clock = words("", "clock", wrap=False)
        self._clock.setAccessibleName("Time left")
        self._phase = words("", "caption", wrap=False)
        self.check = button("Check now", lambda: self.wanted.emit("check"), glyph="check-circle")
        self.stop = button("Stop", lambda: self.wanted.emit("stop"), role="accent", glyph="stop")
        self.others = button("How others draw it", lambda: self.wanted.emit("references"), glyph="book-open")
        self.keep = button("Keep drawing", lambda: self.wanted.emit("keep-drawing"), glyph="pencil-simple")
        self.save = button("Save drawing…", lambda: self.wanted.emit("save"), glyph="floppy-disk")
        self.export = button("Export PDF…", lambda: self.wanted.emit("export-pdf"), role="accent", glyph="file-pdf")
        named = column(None, self._title, self._about, None, spacing=2)
        home = glyph_button("house", "Home", lambda: self.wanted.emit("home"))
        layout = row(home, spacing=12, margins=(12, 0, 14, 0))
        layout.addLayout(named, 1)
        layout.addWidget(self._phase)
        layout.addWidget(self._clock)
        layout.addSpacing(4)
        for made in (self.others, self.keep, self.save, self.check, self.export, self.stop):
            layout.addWidget(made)
        self.setLayout(layout)
        self._announced = ""

    def show_drawing(self, title: str, about: str) -> None:
        """Name what is on the board."""
        self._title.show_words(title)
        self._about.show_words(about)

    def show_buttons(self, shown: set[str]) -> None:
        """Show those of the buttons that can be pressed now, by the ids of their commands; one of them is accented."""
        for name, made in self._buttons().items():
            made.setVisible(name in shown)
        role = "plain" if "stop" in shown else "accent"
        if self.export.property("role") != role:
            set_role(self.export, role)
            dress(self.export, "file-pdf")

    def _buttons(self) -> dict[str, QWidget]:
        return {"check": self.check, "stop": self.stop, "keep-drawing": self.keep, "save": self.save,
                "references": self.others, "export-pdf": self.export}  # fmt: skip

    def show_time(self, elapsed_s: float, minutes: float, phase: str) -> None:
        """Show what is left, and what a well-paced candidate works on at this moment."""
        left = minutes * 60 - elapsed_s
        role = "clock-danger" if left <= 0 else "clock-warning" if left <= WARNING_S else "clock"
        self._clock.setText(clock(left))
        self._phase.setText(phase)
        self._clock.setVisible(True)  # with their words in them, so that they are never shown cut
        self._phase.setVisible(True)
        if self._clock.property("role") != role:
            set_role(self._clock, role)
            if role != "clock":
                said = "Time is up" if role == "clock-danger" else "Five minutes left"
                QTimer.singleShot(0, lambda: QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said)))

    def hide_time(self) -> None:
        """Show no clock: no drill is running."""
        self._clock.hide()
        self._phase.hide()
