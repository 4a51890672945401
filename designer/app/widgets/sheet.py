"""A card in the middle of a dimmed window: for questions, failures, the command palette and the shortcuts."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from designer.app.widgets.parts import button, column, row, scrolling, words
from designer.app.widgets.style import look

_LONG, _MANY = 700, 10


class Sheet(QWidget):
    """Covers its window, keeps the keyboard inside its card, and goes with Escape; it never runs an event loop."""

    gone = Signal()
    """It has been answered or dismissed."""

    def __init__(self, window: QWidget, card: QFrame, *, closed: Callable[[], object] | None = None) -> None:
        """Show the card over the window at once; `closed` is called when it goes without an answer."""
        super().__init__(window)
        self._window, self._card, self._closed = window, card, closed
        self._before = window.focusWidget()
        card.setParent(self)
        card.setProperty("role", "sheet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 40, 40, 40)
        layout.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def finish(self) -> None:
        """Go, and give the keyboard back to where it was."""
        self._window.removeEventFilter(self)
        self.hide()
        self.deleteLater()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._window.setFocus(Qt.FocusReason.OtherFocusReason)
        self.gone.emit()

    def dismiss(self) -> None:
        """Go without an answer."""
        self.finish()
        if self._closed is not None:
            self._closed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if watched is self._window and isinstance(event, QResizeEvent):
            self.setGeometry(self._window.rect())
        return False

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Go round inside the card."""
        stops = [
            child
            for child in self._card.findChildren(QWidget)
            if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if stops:
            here = next((index for index, child in enumerate(stops) if child.hasFocus()), -1)
            stops[(here + (1 if next_ else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go with Escape; no key reaches what lies below."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go when the dimmed window is clicked."""
        if not self._card.geometry().contains(event.position().toPoint()):
            self.dismiss()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the window."""
        QPainter(self).fillRect(event.rect(), look().scrim)


def ask(  # noqa: PLR0913 (a question has these parts)
    window: QWidget,
    title: str,
    text: str,
    answers: tuple[tuple[str, Callable[[], object]], ...],
    *,
    dangerous: bool = False,
    keep: str = "Cancel",
) -> Sheet:
    """Ask a question: the first answer is the accented one, `keep` changes nothing. Give the sheet that asks.

    Enter gives the first answer, and changes nothing where that would be dangerous.
    """
    card = QFrame()
    card.setAccessibleName(title)
    longest = max(map(card.fontMetrics().horizontalAdvance, text.split()), default=0)  # a path cannot be broken
    widest = window.width() - 120
    card.setFixedWidth(max(460, min(longest + 100, widest)))
    buttons: list[QPushButton] = []
    sheet: list[Sheet] = []

    def give(answer: Callable[[], object]) -> None:
        sheet[0].finish()
        answer()

    for place, (name, answer) in enumerate(answers):
        role = ("danger" if dangerous else "accent") if place == 0 else "plain"
        buttons.append(button(name, partial(give, answer), role=role))
    stay = [button(keep, lambda: sheet[0].dismiss())] if keep else []
    body = _body(text, whole=longest + 100 <= widest)
    layout = column(words(title, "heading"), 4, body, 16, margins=(28, 26, 28, 24))
    layout.addLayout(row(None, *stay, *reversed(buttons), spacing=10))
    card.setLayout(layout)
    sheet.append(Sheet(window, card))
    (stay[0] if dangerous and stay else buttons[0]).setFocus(Qt.FocusReason.TabFocusReason)
    return sheet[0]


def _body(text: str, *, whole: bool) -> QWidget:
    """Give the words as a label; more than a card has room for can be scrolled through."""
    said = words(text)
    if whole:
        said.setText(text)  # so that a path is copied as it is
    said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if len(text) < _LONG and text.count("\n") < _MANY:
        return said
    area = scrolling(said)
    area.setFixedHeight(300)
    area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return area


def tell(window: QWidget, title: str, text: str) -> Sheet:
    """Say something that has to be read before going on."""
    return ask(window, title, text, (("Close", lambda: None),), keep="")
