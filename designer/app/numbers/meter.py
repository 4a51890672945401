"""A named value with a bar under it: what the numbers are shown with."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from designer.app.widgets.parts import column, row, set_role, words
from designer.app.widgets.style import look
from designer.canvas.paint import role_color
from designer.report.numbers.line import Line


class Track(QWidget):
    """A share of a whole as a thin bar; what is more than the whole fills it."""

    def __init__(self, share: float, tone: str) -> None:
        """Take the share, 1 being all, and the colour's role."""
        super().__init__()
        self._share, self._tone = min(max(share, 0.0), 1.0), tone
        self.setFixedHeight(4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track and the share."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(self.rect())
        painter.setBrush(role_color(look().theme, "border"))
        painter.drawRoundedRect(track, 2, 2)
        if not self._share:
            return
        track.setWidth(max(4.0, track.width() * self._share))
        painter.setBrush(role_color(look().theme, self._tone))
        painter.drawRoundedRect(track, 2, 2)


class Meter(QFrame):
    """One line of the numbers; pointing at it, or coming to it with the keyboard, says what it speaks of."""

    pointed = Signal(tuple)
    stepped = Signal(int)
    """An arrow key asks for the line so many further down."""

    def __init__(self, line: Line) -> None:
        """Lay the line out: name and value side by side, the note below, the bar at the bottom."""
        super().__init__()
        set_role(self, "meter")
        self._ids = line.ids
        top = row(spacing=12)
        if line.name:
            top.addWidget(words(line.name), 1)
            top.addWidget(words(line.value, "strong", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
        else:
            top.addWidget(words(line.value), 1)
        layout = column(spacing=3)
        layout.addLayout(top)
        if line.note:
            layout.addWidget(words(line.note, "caption"))
        if line.share is not None:
            layout.addWidget(Track(line.share, line.tone))
        self.setLayout(layout)
        self.setAccessibleName(": ".join(filter(None, (line.name, line.value))))
        self.setAccessibleDescription(line.note)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Say what this is about."""
        self.pointed.emit(self._ids)

    def leaveEvent(self, event: QEvent) -> None:
        """Say that it is no longer looked at."""
        self.pointed.emit(())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say what this is about."""
        self.pointed.emit(self._ids)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that it is no longer read."""
        self.pointed.emit(())
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down from line to line."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)
