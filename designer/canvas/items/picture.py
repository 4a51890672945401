"""Things of the board that are only their marks: labels, boundaries, notes and ink."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from designer.canvas.items.detail import NAMED
from designer.canvas.paint import Picture, pen
from designer.drawing.geometry import Rect
from designer.drawing.marks import Mark
from designer.drawing.theme import Theme

BOUNDARY_LAYER, LABEL_LAYER, NOTE_LAYER, INK_LAYER = 0.0, 11.5, 12.0, 14.0
HEADER_PX = 26.0


class PictureItem(QGraphicsItem):
    """Marks in local coordinates, with a frame when they are selected."""

    def __init__(self, id_: str, layer: float, parent: QGraphicsItem | None = None) -> None:
        """Begin with nothing to show."""
        super().__init__(parent)
        self.id = id_
        self.selected = False
        self._picture: Picture | None = None
        self._marks: tuple[Mark, ...] = ()
        self._theme: Theme | None = None
        self._bounds = QRectF()
        self.setZValue(layer)

    @property
    def box(self) -> QRectF:
        """The marks' frame in the scene."""
        return self._bounds.translated(self.scenePos())

    def show_marks(self, marks: Iterable[Mark], bounds: Rect, theme: Theme) -> None:
        """Show other marks; `bounds` is in the same coordinates."""
        frame = QRectF(bounds.x, bounds.y, bounds.width, bounds.height)
        if frame != self._bounds:
            self.prepareGeometryChange()
            self._bounds = frame
        self._marks = tuple(marks)
        self.refresh(theme)

    def refresh(self, theme: Theme) -> None:
        """Paint anew, in this theme."""
        self._theme, self._picture = theme, None
        self.update()

    def set_selected(self, *, on: bool) -> None:
        """Show or hide the frame of a selected thing."""
        self.selected = on
        self.update()

    def set_hovered(self, *, on: bool) -> None:
        """Change nothing: only components and connections answer to the pointer."""

    def boundingRect(self) -> QRectF:
        """Give what paint may touch."""
        return self._bounds.adjusted(-5, -5, 5, 5)

    def shape(self) -> QPainterPath:
        """Give what catches a click."""
        path = QPainterPath()
        path.addRect(self._bounds)
        return path

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint the marks; from afar without words."""
        if self._theme is None:
            return
        if self._picture is None:
            self._picture = Picture(self._marks, self._theme)
        self._picture.paint(painter, words=painter.worldTransform().m11() >= NAMED)
        if self.selected:
            painter.setPen(pen(self._theme, "accent", 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._bounds.adjusted(-3, -3, 3, 3), 8, 8)


class BoundaryItem(PictureItem):
    """A boundary catches clicks only at its title and line, so that what is inside stays within reach."""

    def shape(self) -> QPainterPath:
        """Give the title strip and a band along the line."""
        path = QPainterPath()
        path.addRect(self._bounds.adjusted(-4, -4, 4, 4))
        path.addRect(self._bounds.adjusted(6, HEADER_PX, -6, -6))
        return path
