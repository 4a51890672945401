"""A connection on the board: a line and its head as stock items, so that painting it never enters Python."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from designer.canvas.items.detail import Detail
from designer.canvas.paint import outline, pen, role_color
from designer.drawing.box import STATE_ROLES, State
from designer.drawing.connection import STYLES, ConnectionShape
from designer.drawing.theme import Theme
from designer.model.design import Connection

LAYER: Final = 5.0
FAR_SHARE: Final = 0.7
REACH_PX: Final = 7.0
"""How far from its line a connection still catches a click."""


@lru_cache(maxsize=256)
def _line_pen(value: str, width: float, dashes: tuple[float, ...], *, cosmetic: bool = False) -> QPen:
    made = QPen(Qt.PenStyle.SolidLine)
    made.setColor(value)
    made.setWidthF(width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes:
        made.setDashPattern([length / width for length in dashes])
    made.setCosmetic(cosmetic)
    return made


class EdgeItem(QGraphicsPathItem):
    """One connection. Its line is in scene coordinates; its head is a child.

    `shape` must not be overridden to widen what catches a click: Qt takes the bounding rectangle from it, and one that
    changes unannounced leaves a dangling item in the scene's index. Who asks for a hit asks with a wider point instead.
    """

    def __init__(self, connection: Connection, theme: Theme, detail: Detail = "full") -> None:
        """Show a connection; `route` gives it its line."""
        super().__init__()
        self.id = connection.id
        self.connection, self.theme = connection, theme
        self.selected = self.hovered = self.lit = False
        self.detail: Detail = detail
        self.state: State | None = None
        self._head = QGraphicsPathItem(self)
        self._head.setVisible(detail != "hairline")
        self.middle = QPointF()
        self.setZValue(LAYER)
        self.restyle()

    @property
    def ends(self) -> tuple[str, str]:
        """The ids of the components that it joins."""
        return (self.connection.source, self.connection.target)

    @property
    def box(self) -> QRectF:
        """The frame of the line in the scene."""
        return self.path().boundingRect().adjusted(-1, -1, 1, 1)

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
        self.setPath(outline(shape.commands))
        self.setPos(0, 0)
        self._head.setPath(outline(shape.head.commands))
        style = STYLES[self.connection.kind]
        self._head.setBrush(
            QBrush(Qt.BrushStyle.NoBrush)
            if shape.head.fill is None
            else QBrush(self._head.pen().color() if style.head == "filled" else role_color(self.theme, "canvas"))
        )
        self.middle = QPointF(*shape.label_at)

    def set_selected(self, *, on: bool) -> None:
        """Show or hide that the connection is selected."""
        self.selected = on
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

    def set_detail(self, detail: Detail) -> None:
        """Be painted as fits a scale: far off with a line that does not thin out, and at last as a hairline alone."""
        if detail != self.detail:
            self.detail = detail
            self._head.setVisible(detail != "hairline")
            self.restyle()

    def restyle(self) -> None:
        """Choose the pens anew, from the kind and from what is to be shown of it."""
        style = STYLES[self.connection.kind]
        role = "accent" if self.selected or self.lit else STATE_ROLES[self.state] if self.state else style.role
        value = self.theme.color(role)
        marked = self.selected or self.lit or self.state is not None
        wider = 1.2 if marked else 0.8 if self.hovered else 0.0
        if self.detail == "hairline":
            self.setPen(_line_pen(value, 2.0 if marked else 0.0, (), cosmetic=True))
            return
        if self.detail == "far":
            self.setPen(_line_pen(value, FAR_SHARE * (style.line + wider), style.dashes, cosmetic=True))
        else:
            self.setPen(_line_pen(value, style.line + wider, style.dashes))
        self._head.setPen(pen(self.theme, role, min(style.line, 1.6) + wider / 2))
        if style.head == "filled":
            self._head.setBrush(role_color(self.theme, role))
        elif style.head != "open":
            self._head.setBrush(role_color(self.theme, "canvas"))
