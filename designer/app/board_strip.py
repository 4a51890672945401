"""The strips over the board: which kind of connection is drawn, undo and redo, and the zoom."""

from collections.abc import Callable, Mapping
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from designer.app.widgets.parts import glyph_button, row
from designer.app.widgets.pixmap import blank, painting
from designer.app.widgets.strip import Strip
from designer.app.widgets.style import look
from designer.catalog.library import Catalog
from designer.model.design import ConnectionKind

_MARGIN, _WORDS_NEED = 14, 612
Side = Literal["left", "centre", "right"]
_DASHES: Mapping[ConnectionKind, list[float]] = {
    ConnectionKind.REQUEST: [],
    ConnectionKind.DATA: [],
    ConnectionKind.FEEDBACK: [5, 3],
    ConnectionKind.CONTROL: [2, 2.5],
    ConnectionKind.DEPLOY: [8, 2, 2, 2],
}


class ConnectionStrip(Strip):
    """The kinds of connection, at once a legend and a choice; "Best fit" takes what suits the two ends."""

    chosen = Signal(str)
    """A kind's value, or "" for the best fit."""

    def __init__(self, catalog: Catalog) -> None:
        """Offer the catalog's kinds."""
        super().__init__("Kind of connection to draw")
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        choices = [("", "Best fit", "The kind that suits the two ends", "0")]
        for place, (kind, type_) in enumerate(catalog.connections.items(), start=1):
            choices.append((kind.value, type_.title, f"{type_.meaning}\nDrawn {type_.direction}", str(place)))
        for value, title, meaning, key in choices:
            made = QToolButton()
            made.setText(title)
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.setCursor(Qt.CursorShape.PointingHandCursor)
            made.setAccessibleName(f"Draw {title.lower()} connections" if value else "Draw the best fit")
            made.setToolTip(f"{title}  ({key})\n{meaning}")
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            made.setIconSize(QSize(22, 14))
            made.clicked.connect(lambda _checked=False, value=value: self.chosen.emit(value))
            self._group.addButton(made)
            self.buttons[value] = made
        self.buttons[""].setChecked(True)
        self.setLayout(row(*self.buttons.values(), spacing=2, margins=(5, 4, 5, 4)))
        self.redress()

    def choose(self, value: str) -> None:
        """Show which kind is drawn."""
        self.buttons[value].setChecked(True)

    def fit(self, room: int) -> None:
        """Leave the words out where there is little room."""
        small = room < _WORDS_NEED
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if small else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for value, made in self.buttons.items():
            made.setToolButtonStyle(style if value else Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        super().fit(room)

    def redress(self) -> None:
        """Paint the samples in the colours of the theme."""
        for value, made in self.buttons.items():
            made.setIcon(_sample(ConnectionKind(value), self.devicePixelRatioF()) if value else QIcon())


def _sample(kind: ConnectionKind, scale: float) -> QIcon:
    picture = blank(22, 14, scale)
    pen = QPen(QColor(look().colours[kind.value]), 2)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if _DASHES[kind]:
        pen.setDashPattern([length / 2 for length in _DASHES[kind]])
    with painting(picture) as painter:
        painter.setPen(pen)
        painter.drawLine(1, 7, 16, 7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look().colours[kind.value]))
        painter.drawPolygon([QPoint(15, 3), QPoint(21, 7), QPoint(15, 11)])
    return QIcon(picture)


class ViewStrip(Strip):
    """Undo, redo, zoom: the buttons of the window's own actions."""

    def __init__(self, actions: Mapping[str, QAction], zoom: Callable[[], object]) -> None:
        """Show the actions; a click on the percentage is `zoom`, back to actual size."""
        super().__init__("View")
        self.percent = QToolButton()
        self.percent.setText("100 %")
        self.percent.setAccessibleName("Actual size")
        self.percent.setToolTip("Actual size  (Ctrl+0)")
        self.percent.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.percent.setMinimumWidth(58)
        self.percent.clicked.connect(lambda: zoom())
        buttons = {name: _button_of(actions[name]) for name in ("undo", "redo", "zoom-out", "zoom-in", "zoom-fit")}
        self.setLayout(
            row(
                buttons["undo"], buttons["redo"], 8, buttons["zoom-out"], self.percent, buttons["zoom-in"],
                buttons["zoom-fit"], spacing=2, margins=(5, 4, 5, 4),
            )
        )  # fmt: skip

    def show_zoom(self, scale: float) -> None:
        """Show the zoom."""
        self.percent.setText(f"{round(scale * 100)} %")


def _button_of(action: QAction) -> QToolButton:
    glyph = str(action.property("glyph"))
    made = glyph_button(glyph, action.text(), action.trigger, hint=f"{action.text()}  ({action.shortcut().toString()})")

    def follow() -> None:
        made.setEnabled(action.isEnabled())

    action.changed.connect(follow)
    follow()
    return made


class Corner(QObject):
    """Keeps a strip at a place over a widget: at its top or bottom; on the left, in the middle or on the right."""

    def __init__(self, strip: Strip, over: QWidget, *, top: bool, side: Side, avoid: QWidget | None = None) -> None:
        """Put the strip there at once and whenever a size changes, over what is to be avoided where both do not fit."""
        super().__init__(over)
        self._strip, self._over, self._top, self._side = strip, over, top, side
        self._avoid = avoid
        strip.setParent(over)
        strip.raise_()
        over.installEventFilter(self)
        strip.installEventFilter(self)
        self.place()

    def place(self) -> None:
        """Put the strip in its place."""
        self._strip.fit(self._over.width() - 2 * _MARGIN)
        room = self._over.width() - self._strip.width()
        x = {"left": _MARGIN, "centre": room // 2, "right": room - _MARGIN}[self._side]
        y = _MARGIN if self._top else self._over.height() - self._strip.height() - _MARGIN
        if self._avoid is not None and x < self._avoid.geometry().right() + _MARGIN:
            y -= self._avoid.height() + _MARGIN // 2  # no room beside it: above it
        self._strip.move(x, y)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size."""
        if isinstance(event, QResizeEvent) or (watched is self._strip and event.type() == QEvent.Type.Show):
            self.place()
        return False
