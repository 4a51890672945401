"""A connection on the board: a line and its head as stock items, so that painting it never enters Python."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPainterPathStroker, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from designer.canvas.paint import measure, outline, pen, role_color, text_font
from designer.drawing.box import STATE_ROLES, State
from designer.drawing.connection import STYLES, ConnectionShape
from designer.drawing.theme import Theme
from designer.model.design import Connection

LAYER: Final = 5.0
REACH_PX: Final = 7.0
"""How far from its line a connection still catches a click."""


@lru_cache(maxsize=256)
def _line_pen(theme: str, value: str, width: float, dashes: tuple[float, ...]) -> QPen:
    made = QPen(Qt.PenStyle.SolidLine)
    made.setColor(value)
    made.setWidthF(width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes:
        made.setDashPattern([length / width for length in dashes])
    made.setCosmetic(width == 0)
    return made


class EdgeItem(QGraphicsPathItem):
    """One connection. Its line is in scene coordinates; its head is a child, and its label another."""

    def __init__(self, connection: Connection, theme: Theme) -> None:
        """Show a connection; `route` gives it its line."""
        super().__init__()
        self.id = connection.id
        self.connection, self.theme = connection, theme
        self.selected = self.hovered = self.coarse = self.lit = False
        self.state: State | None = None
        self._head = QGraphicsPathItem(self)
        self._label: LabelItem | None = None
        self._stretch: QPainterPath | None = None
        self.setZValue(LAYER)
        self.restyle()

    @property
    def ends(self) -> tuple[str, str]:
        """The ids of the components that it joins."""
        return (self.connection.source, self.connection.target)

    @property
    def box(self) -> QRectF:
        """The frame of the line in the scene."""
        return self.path().boundingRect()

    @property
    def label(self) -> str:
        """The words at the middle of the line."""
        return self.connection.label

    def show_connection(self, connection: Connection) -> None:
        """Show another value of the same connection."""
        self.connection = connection
        self.restyle()

    def refresh(self, theme: Theme) -> None:
        """Paint anew, in this theme."""
        self.theme = theme
        self.restyle()

    def route(self, shape: ConnectionShape) -> None:
        """Take a new line between the two boxes."""
        self._stretch = None
        self.setPath(outline(shape.commands))
        self._head.setPath(outline(shape.head.commands))
        style = STYLES[self.connection.kind]
        self._head.setBrush(
            QBrush(Qt.BrushStyle.NoBrush)
            if shape.head.fill is None
            else QBrush(self._head.pen().color() if style.head == "filled" else role_color(self.theme, "canvas"))
        )
        if self.label:
            self._place_label(QPointF(*shape.label_at))

    def _place_label(self, at: QPointF) -> None:
        if self._label is None:
            self._label = LabelItem(self)
        self._label.show_text(self.label, self.theme)
        self._label.setPos(at)

    def set_selected(self, *, on: bool) -> None:
        """Show or hide that the connection is selected."""
        self.selected = on
        self.setZValue(LAYER + on)
        self.restyle()

    def set_hovered(self, *, on: bool) -> None:
        """Show that a press would select this connection."""
        self.hovered = on
        self.restyle()

    def set_lit(self, *, on: bool) -> None:
        """Show that the finding in hand is about this connection."""
        if on != self.lit:
            self.lit = on
            self.restyle()

    def set_state(self, state: State | None) -> None:
        """Show what the review found here."""
        if state != self.state:
            self.state = state
            self.restyle()

    def set_coarse(self, *, on: bool) -> None:
        """Seen from afar, be a hairline without dashes, head and label."""
        if on != self.coarse:
            self.coarse = on
            self._head.setVisible(not on)
            if self._label is not None:
                self._label.setVisible(not on)
            self.restyle()

    def restyle(self) -> None:
        """Choose the pens anew, from the kind and from what is to be shown of it."""
        style = STYLES[self.connection.kind]
        role = "accent" if self.selected or self.lit else STATE_ROLES[self.state] if self.state else style.role
        value = self.theme.color(role)
        marked = self.selected or self.lit or self.state is not None
        wider = 1.2 if marked else 0.8 if self.hovered else 0.0
        if self.coarse:
            self.setPen(_line_pen(self.theme.name, value, 8.0 if marked else 0.0, ()))
            return
        self.setPen(_line_pen(self.theme.name, value, style.line + wider, style.dashes))
        self._head.setPen(pen(self.theme, role, min(style.line, 1.6) + wider / 2))
        if style.head == "filled":
            self._head.setBrush(role_color(self.theme, role))
        elif style.head != "open":
            self._head.setBrush(role_color(self.theme, "canvas"))
        if self._label is not None:
            self._label.show_text(self.label, self.theme)

    def shape(self) -> QPainterPath:
        """Give a band round the line, so that it need not be hit exactly."""
        if self._stretch is None:
            stroker = QPainterPathStroker()
            stroker.setWidth(2 * REACH_PX)
            self._stretch = stroker.createStroke(self.path())
        return self._stretch


class LabelItem(QGraphicsItem):
    """The words of a connection, on a pill of the paper's colour that interrupts the line."""

    SIZE: Final = 11.0

    def __init__(self, parent: QGraphicsItem) -> None:
        """Stand at the middle of its parent's line."""
        super().__init__(parent)
        self._text, self._theme = "", None
        self._bounds = QRectF()

    def show_text(self, text: str, theme: Theme) -> None:
        """Show these words, centred."""
        if text != self._text:
            self.prepareGeometryChange()
            width = measure(text, self.SIZE, "regular") + 12
            self._bounds = QRectF(-width / 2, -9, width, 18)
        self._text, self._theme = text, theme
        self.setVisible(bool(text))
        self.update()

    def boundingRect(self) -> QRectF:
        """Give the pill."""
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint the pill and the words."""
        if self._theme is None:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(role_color(self._theme, "canvas"))
        painter.drawRoundedRect(self._bounds, 9, 9)
        painter.setFont(text_font(self.SIZE))
        painter.setPen(role_color(self._theme, "ink_soft"))
        painter.drawText(QPointF(self._bounds.left() + 6, 4), self._text)
