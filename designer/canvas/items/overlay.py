"""What lies over the drawing for a moment: the handles of a hovered component, and the line that is being drawn."""

from collections.abc import Sequence
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from designer.canvas.items.edge import EdgeItem
from designer.canvas.items.node import NodeItem
from designer.canvas.paint import measure, outline, role_color, text_font
from designer.drawing.connection import STYLES, ConnectionShape, connection_shape
from designer.drawing.geometry import Rect
from designer.drawing.theme import Theme
from designer.model.design import ConnectionKind

OVERLAY_LAYER: Final = 100.0
GUIDE_LAYER: Final = 9.0
"""Below the boxes, so that no line runs through words."""
DOT_PX: Final = 5.0
CATCH_PX: Final = 11.0
"""How near a press must come to a handle, on the screen."""
GAP_PX: Final = 11.0


class Handles(QGraphicsItem):
    """Four dots beside a component; a connection is dragged out of any of them. They keep their size on the screen."""

    def __init__(self, theme: Theme) -> None:
        """Begin hidden."""
        super().__init__()
        self.theme = theme
        self.node: NodeItem | None = None
        self._scale = 1.0
        self._hot: int | None = None
        self.setZValue(OVERLAY_LAYER)
        self.setVisible(False)

    def attach(self, node: NodeItem | None, scale: float) -> None:
        """Stand round this component, or vanish."""
        if node is self.node and scale == self._scale:
            return
        self.prepareGeometryChange()
        self.node, self._scale, self._hot = node, scale, None
        if node is not None:
            self.setPos(node.pos())
        self.setVisible(node is not None)

    def _places(self) -> list[QPointF]:
        if self.node is None:
            return []
        box, gap = QRectF(0, 0, self.node.rect.width, self.node.rect.height), GAP_PX / self._scale
        middle = box.center()
        return [
            QPointF(box.right() + gap, middle.y()),
            QPointF(middle.x(), box.bottom() + gap),
            QPointF(box.left() - gap, middle.y()),
            QPointF(middle.x(), box.top() - gap),
        ]

    def handle_at(self, at: QPointF) -> int | None:
        """Find the handle that a point of the scene catches."""
        reach = CATCH_PX / self._scale
        for number, place in enumerate(self._places()):
            away = place + self.pos() - at
            if away.x() ** 2 + away.y() ** 2 <= reach**2:
                return number
        return None

    def in_gap(self, at: QPointF) -> bool:
        """Tell whether a point of the scene lies beside the component, no farther off than the dots."""
        gap = GAP_PX / self._scale
        return self.node is not None and self.node.box.adjusted(-gap, -gap, gap, gap).contains(at)

    def warm(self, at: QPointF | None) -> None:
        """Light the handle under the pointer."""
        hot = None if at is None else self.handle_at(at)
        if hot != self._hot:
            self._hot = hot
            self.update()

    @property
    def reach(self) -> QRectF:
        """Give the area within which the handles stay, in the scene."""
        return self.boundingRect().translated(self.pos())

    def boundingRect(self) -> QRectF:
        """Give the box with room for the dots."""
        if self.node is None:
            return QRectF()
        room = (GAP_PX + CATCH_PX) / self._scale
        return QRectF(0, 0, self.node.rect.width, self.node.rect.height).adjusted(-room, -room, room, room)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint the dots."""
        accent, paper = role_color(self.theme, "accent"), role_color(self.theme, "surface")
        for number, place in enumerate(self._places()):
            hot = number == self._hot
            painter.setPen(QPen(accent, 1.5 / self._scale))
            painter.setBrush(accent if hot else paper)
            radius = (DOT_PX + 1.5 if hot else DOT_PX) / self._scale
            painter.drawEllipse(place, radius, radius)


class Ends(QGraphicsItem):
    """Dots at the two ends of the one selected connection, by which it is pulled to other components."""

    def __init__(self, theme: Theme) -> None:
        """Begin hidden."""
        super().__init__()
        self.theme = theme
        self.edge: EdgeItem | None = None
        self._scale = 1.0
        self.setZValue(OVERLAY_LAYER)
        self.setVisible(False)

    def attach(self, edge: EdgeItem | None, scale: float) -> None:
        """Stand at the ends of this connection as it is drawn now, or vanish."""
        self.prepareGeometryChange()
        self.edge, self._scale = edge, scale
        self._places = [edge.path().pointAtPercent(0), edge.path().pointAtPercent(1)] if edge is not None else []
        self.setVisible(edge is not None)
        self.update()

    def end_at(self, at: QPointF) -> Literal["source", "target"] | None:
        """Find the end that a point of the scene catches."""
        reach = CATCH_PX / self._scale
        for place, end in zip(self._places, ("source", "target"), strict=False):
            if (place - at).manhattanLength() <= reach:
                return "source" if end == "source" else "target"
        return None

    _places: Sequence[QPointF] = ()

    def boundingRect(self) -> QRectF:
        """Give a frame round both dots."""
        if not self._places:
            return QRectF()
        room = CATCH_PX / self._scale
        return QRectF(self._places[0], self._places[1]).normalized().adjusted(-room, -room, room, room)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint the dots."""
        painter.setPen(QPen(role_color(self.theme, "accent"), 1.5 / self._scale))
        painter.setBrush(role_color(self.theme, "surface"))
        for place in self._places:
            painter.drawEllipse(place, DOT_PX / self._scale, DOT_PX / self._scale)


class Preview(QGraphicsPathItem):
    """The connection that a drag would draw, with the name of its kind, or the sign that it may not be drawn."""

    def __init__(self, theme: Theme) -> None:
        """Begin with no line."""
        super().__init__()
        self._theme = theme
        self._head = QGraphicsPathItem(self)
        self._tag = Tag(theme, self)
        self.setZValue(OVERLAY_LAYER)

    def follow(self, source: Rect, target: Rect, kind: ConnectionKind | None) -> None:
        """Lead to or from the pointer, over nothing that it could end at."""
        self._show(connection_shape(source, target, kind or ConnectionKind.REQUEST), "accent", "")

    def offer(self, source: Rect, target: Rect, kind: ConnectionKind) -> None:
        """Show the connection as it will be, and name its kind."""
        self._show(connection_shape(source, target, kind), STYLES[kind].role, kind.value)

    def refuse(self, source: Rect, target: Rect) -> None:
        """Show that these two cannot be joined."""
        self._show(connection_shape(source, target, ConnectionKind.REQUEST), "danger", "not possible", refused=True)

    def _show(self, shape: ConnectionShape, role: str, words: str, *, refused: bool = False) -> None:
        style, ink = STYLES[shape.kind], role_color(self._theme, role)
        line = QPen(ink, max(style.line, 1.8))
        dashes = (5.0, 5.0) if refused else style.dashes
        if dashes:
            line.setDashPattern([length / line.widthF() for length in dashes])
        self.setPen(line)
        self.setPath(outline(shape.commands))
        self._head.setPath(outline(shape.head.commands))
        self._head.setPen(QPen(ink, 1.6))
        filled = style.head == "filled"
        self._head.setBrush(ink if filled else role_color(self._theme, "canvas"))
        if style.head == "open":
            self._head.setBrush(Qt.BrushStyle.NoBrush)
        self._tag.say(words, role)
        self._tag.setPos(*shape.label_at)


class Tag(QGraphicsItem):
    """A word on a pill in the middle of a line that is being drawn, readable at any scale."""

    def __init__(self, theme: Theme, parent: QGraphicsItem) -> None:
        """Begin without words."""
        super().__init__(parent)
        self._theme, self._words, self._role = theme, "", "accent"
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)

    def say(self, words: str, role: str) -> None:
        """Show these words on this colour; none hides the pill."""
        self.prepareGeometryChange()
        self._words, self._role = words, role
        self.setVisible(bool(words))

    def boundingRect(self) -> QRectF:
        """Give the pill."""
        width = measure(self._words, 12, "medium") + 18
        return QRectF(-width / 2, -11, width, 22)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint the pill and the words."""
        pill = self.boundingRect()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(role_color(self._theme, self._role))
        painter.drawRoundedRect(pill, 11, 11)
        painter.setPen(role_color(self._theme, "surface"))
        painter.setFont(text_font(12, "medium"))
        painter.drawText(QPointF(pill.left() + 9, 4.5), self._words)
