"""What has to be known in the middle of a drill, over the board until it is put away."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from designer.app.widgets.parts import button, column, row, words
from designer.app.widgets.style import look

_WIDEST, _TOP = 560, 72


class Banner(QFrame):
    """The interviewer's change of mind, or the end of the time; several wait for each other."""

    def __init__(self, parent: QWidget) -> None:
        """Start hidden."""
        super().__init__(parent)
        self._over = parent
        self.setProperty("role", "banner")
        self._waiting: list[tuple[str, str, str]] = []
        self._more: dict[str, str] = {}
        self._title = words("", "strong")
        self._text = words("")
        self._left = words("", "soft")
        self._mark = QLabel()
        layout = row(spacing=12, margins=(16, 12, 12, 12))
        layout.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(column(self._title, self._text, self._left, spacing=3), 1)
        self.dismiss = button("Got it", self._next, role="quiet")
        layout.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignTop)
        self._row = layout
        self.setLayout(layout)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What is shown now; empty when nothing is."""
        return self._text.text() if not self.isHidden() else ""

    @property
    def more(self) -> str:
        """What is said of it beneath; empty when nothing is."""
        return self._left.text() if self.text else ""

    def say(self, title: str, text: str, *, glyph: str = "megaphone") -> None:
        """Show it, after those that have not been put away."""
        self._waiting.append((title, text, glyph))
        if self.isHidden():
            self._show()

    def tell_more(self, text: str, more: str) -> None:
        """Say something beneath what was said with this text, as long as it has not been put away."""
        if more == self._more.get(text, "") or all(text != said for _, said, _ in self._waiting):
            return
        self._more[text] = more
        if self._waiting[0][1] == text:
            self._show()

    def put_away(self) -> None:
        """Show nothing more."""
        self._waiting.clear()
        self._more.clear()
        self.hide()

    def _next(self) -> None:
        self._more.pop(self._waiting[0][1], None)
        self._waiting = self._waiting[1:]
        if self._waiting:
            self._show()
        else:
            self.hide()

    def _show(self) -> None:
        title, text, glyph = self._waiting[0]
        self._mark.setPixmap(look().glyph(glyph, 22, "warning"))
        self._title.setText(title)
        self._text.setText(text)
        more = self._more.get(text, "")
        self._left.setText(more)
        self._left.setVisible(bool(more))
        self.show()
        self.raise_()
        self._place()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{title}: {text} {more}".rstrip()))

    def _place(self) -> None:
        parent = self._over
        width = min(_WIDEST, parent.width() - 32)
        self.resize(width, self._row.totalHeightForWidth(width))
        self.move((parent.width() - width) // 2, _TOP)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle."""
        if watched is self.parent() and isinstance(event, QResizeEvent) and not self.isHidden():
            self._place()
        return False
