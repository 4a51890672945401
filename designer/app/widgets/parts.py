"""The small parts that every panel is made of: words in a role of the style, buttons with a glyph, rows and columns."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from designer.app.widgets.style import look

GLYPH_SIZE = 18
_LONGEST_WORD = 24
Margins = tuple[int, int, int, int]
"""Left, top, right, bottom, in px."""


def breakable(text: str) -> str:
    r"""Let a word that no line would hold be broken, at places that are not seen; real words stay whole.

    >>> [len(part) for part in breakable("a " + "x" * 60).split("\u200b")]
    [26, 24, 12]
    """
    return re.sub(rf"(\w{{{_LONGEST_WORD}}})(?=\w)", "\\1\u200b", text)


def from_the_left(text: str) -> str:
    """Let a sentence of ours run from left to right, though it begin with a name in a script that does not."""
    ours = any(letter.isascii() and letter.isalpha() for letter in text)
    ways = (unicodedata.bidirectional(letter) for letter in text)
    first = next((way for way in ways if way in {"L", "R", "AL"}), "L")
    return f"\u200e{text}" if ours and first != "L" else text


def words(text: str, role: str = "body", *, wrap: bool = True) -> QLabel:
    """Make a label of plain text (never markup: a file's words are shown as they are) in a role of the style."""
    label = QLabel(breakable(from_the_left(text)) if wrap else text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(wrap)
    if wrap:
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        label.setMinimumWidth(40)
    return label


class Elided(QLabel):
    """One line of plain words that is cut short, with the whole of it on hovering, where there is no room."""

    def __init__(self, role: str) -> None:
        """Begin without words."""
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_words(self, text: str) -> None:
        """Show these words, as many as fit."""
        self._whole = " ".join(text.split())
        self.setAccessibleName(self._whole)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 40))
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget another role of the style, and repaint it so."""
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def button(
    text: str, pressed: Callable[[], object] | None = None, *, role: str = "plain", glyph: str = "", hint: str = ""
) -> QPushButton:
    """Make a button with words; its accessible name is its text."""
    made = QPushButton(f" {text}" if glyph else text)  # Qt leaves too little room after a picture
    made.setProperty("role", role)
    made.setAutoDefault(True)  # or Enter would press it in a QDialog only
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAccessibleName(text)
    made.setToolTip(hint)
    if glyph:
        dress(made, glyph)
    if pressed is not None:
        made.clicked.connect(lambda: pressed())
    return made


def glyph_button(glyph: str, name: str, pressed: Callable[[], object] | None = None, *, hint: str = "") -> QToolButton:
    """Make a button that is only a picture; `name` is what a screen reader says, and hovering shows."""
    made = QToolButton()
    made.setAccessibleName(name)
    made.setToolTip(hint or name)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    dress(made, glyph)
    if pressed is not None:
        made.clicked.connect(lambda: pressed())
    return made


def dress(made: QPushButton | QToolButton, glyph: str) -> None:
    """Put a glyph on a button in the colour that its role asks for."""
    made.setProperty("glyph", glyph)
    made.setIconSize(QSize(GLYPH_SIZE, GLYPH_SIZE))
    made.setIcon(look().icon(glyph, GLYPH_SIZE, str(made.property("role") or "")))


def redress(root: QWidget) -> None:
    """Repaint the glyphs of every button under a widget, after the theme has changed."""
    for made in root.findChildren(QAbstractButton):
        if made.property("glyph") and isinstance(made, QPushButton | QToolButton):
            dress(made, str(made.property("glyph")))


def row(*items: QWidget | int | None, spacing: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Lay items out from left to right; a number is a gap, None takes what room is left."""
    layout = QHBoxLayout()
    _fill(layout, items, spacing, margins)
    return layout


def column(*items: QWidget | int | None, spacing: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Lay items out from top to bottom; a number is a gap, None takes what room is left."""
    layout = QVBoxLayout()
    _fill(layout, items, spacing, margins)
    return layout


def _fill(layout: QBoxLayout, items: tuple[QWidget | int | None, ...], spacing: int, margins: Margins) -> None:
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        else:
            layout.addWidget(item)


def in_tab_order(stops: Iterable[QWidget]) -> None:
    """Let Tab go through these one after the other: Qt goes by when each was made."""
    for before, stop in pairwise(stops):
        QWidget.setTabOrder(before, stop)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def scrolling(inside: QWidget) -> QScrollArea:
    """Let a column scroll up and down, never sideways."""
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def rule() -> QFrame:
    """Make a hairline between two sections."""
    line = QFrame()
    line.setProperty("role", "hairline")
    line.setFixedHeight(1)
    return line


def well(margins: Margins, across: int, down: int) -> tuple[QFrame, QGridLayout]:
    """Make a sunken box with a grid whose second column takes the room; `across` and `down` are the gaps in it."""
    frame = QFrame()
    frame.setProperty("role", "well")
    grid = QGridLayout(frame)
    grid.setContentsMargins(*margins)
    grid.setHorizontalSpacing(across)
    grid.setVerticalSpacing(down)
    grid.setColumnStretch(1, 1)
    return frame, grid


def settle() -> None:
    """Let a field that is being typed in commit what stands there, as if it were left; it keeps the keyboard."""
    typing = QApplication.focusWidget()
    if isinstance(typing, QLineEdit | QPlainTextEdit):
        typing.clearFocus()
        if typing.isVisible():
            typing.setFocus(Qt.FocusReason.OtherFocusReason)
