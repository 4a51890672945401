"""A line at the foot of the window that says what just happened or was refused, and goes by itself."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from designer.app.widgets.parts import breakable, dress, glyph_button, row, words
from designer.app.widgets.style import look

SHOWN_MS = 6_000
_LONGEST = 620


class Notice(QFrame):
    """One sentence over the foot of its parent; a screen reader says it too, and it never takes the keyboard."""

    def __init__(self, parent: QWidget) -> None:
        """Start hidden."""
        super().__init__(parent)
        self._over = parent
        self.setProperty("role", "notice")
        self._mark = QLabel()
        self._words = words("", "notice")
        self._close = close = glyph_button("x", "Dismiss", self.hide)
        close.setProperty("role", "notice")
        layout = row(self._mark, self._words, close, spacing=12, margins=(16, 8, 8, 8))
        layout.setStretch(1, 1)
        self._row = layout
        self.setLayout(layout)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What is shown now; empty when nothing is."""
        return self.accessibleName() if self.isVisible() else ""

    def say(self, sentence: str, *, refused: bool = False, stays: bool = False) -> None:
        """Show a sentence for a while, or (`stays`) until it is hidden or another is said."""
        tone = look().notice_warning if refused else look().notice_ink
        self._mark.setPixmap(look().glyph("warning" if refused else "info", 18, tone))
        self._words.setText(breakable(sentence))
        self.setAccessibleName(sentence)
        dress(self._close, "x")
        self.show()
        self.raise_()
        self._place()
        if stays:
            self._timer.stop()
        else:
            self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _place(self) -> None:
        parent = self._over
        wanted = self._words.fontMetrics().horizontalAdvance(self._words.text()) + 110
        width = min(wanted, _LONGEST, parent.width() - 32)
        self.resize(width, self._row.totalHeightForWidth(width))
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - 64)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when the parent's size changes."""
        if watched is self.parent() and isinstance(event, QResizeEvent) and self.isVisible():
            self._place()
        return False
