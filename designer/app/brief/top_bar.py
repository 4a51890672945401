"""Over the board: the way home, the question, the time that is left, and the one button that matters."""

import math
from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton

from designer.app.widgets.parts import Elided, button, column, dress, glyph_button, row, set_role, words

WARNING_S = 300
_TITLE_ROOM = 140
"""What the title gets beyond the least it needs, in px, before anything else gives way to it."""


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
        self._timed = False
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
        for made in (self.others, self.keep, self.save, self.export, self.check, self.stop):
            layout.addWidget(made)
        self.setLayout(layout)

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
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many words as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where the room is short, do without the phase, then without the words on most buttons.

        The accented one keeps its words, and so does the check: what comes with its answer must not move it.
        """
        every = list(self._buttons().values())
        _say(every, words=True)
        self._phase.setVisible(self._timed)
        layout = self.layout()
        if layout is None:
            return
        if layout.minimumSize().width() + _TITLE_ROOM > self.width():
            self._phase.hide()
        if layout.minimumSize().width() + _TITLE_ROOM > self.width():
            short = (made for made in every if made is not self.check and made.property("role") != "accent")
            _say(short, words=False)

    def _buttons(self) -> dict[str, QPushButton]:
        return {"check": self.check, "stop": self.stop, "keep-drawing": self.keep, "save": self.save,
                "references": self.others, "export-pdf": self.export}  # fmt: skip

    def show_time(self, elapsed_s: float, minutes: float, phase: str) -> None:
        """Show what is left, and what a well-paced candidate works on at this moment."""
        left = minutes * 60 - elapsed_s
        role = "clock-danger" if left <= 0 else "clock-warning" if left <= WARNING_S else "clock"
        self._clock.setText(clock(left))
        self._clock.setVisible(True)  # with its words in it, so that it is never shown cut
        if phase != self._phase.text() or not self._timed:
            self._timed = True
            self._phase.setText(phase)
            self._fit()
        if self._clock.property("role") != role:
            set_role(self._clock, role)
            if role != "clock":
                said = "Time is up" if role == "clock-danger" else "Five minutes left"
                QTimer.singleShot(0, lambda: QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said)))

    def hide_time(self) -> None:
        """Show no clock: no drill is running."""
        self._timed = False
        self._clock.hide()
        self._fit()


def _say(buttons: Iterable[QPushButton], *, words: bool) -> None:
    """Show buttons with their words, or with their pictures alone and the words on hovering."""
    for made in buttons:
        made.setText(f" {made.accessibleName()}" if words else "")
        made.setToolTip("" if words else made.accessibleName())
