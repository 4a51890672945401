"""An endless sheet of dotted paper: pans, zooms at the cursor, and shows a quiet hint while it is empty."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLineF, QMarginsF, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QNativeGestureEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from designer.canvas.paint import glyph_font, role_color, text_font
from designer.drawing.fonts import glyph
from designer.drawing.theme import Theme

SMALLEST, LARGEST = 0.1, 4.0
STEP = 1.2
DOT_SPACING_PX = 24.0
DOT_PX = 2.0
MARGINS_PX = QMarginsF(40, 72, 40, 72)
"""What stays free round a drawing that is fitted: the window's strips float over the top and the bottom."""
LARGEST_FIT = 1.25
"""A drawing of three boxes is not blown up to fill the window."""


_ROUNDED_PX = 2.0
"""What a sheet that was made to fit may lie off, since it is scrolled by whole pixels."""


def _outside(first: float, last: float, low: float, high: float) -> float:
    """Give how far a stretch lies beyond the upper end of another, or (negative) beyond the lower one."""
    return max(last - high, 0.0) or min(first - low, 0.0)


class Viewport(QGraphicsView):
    """A view that scrolls without bars and keeps the point under the cursor where it is when it zooms."""

    zoom_changed = Signal(float)
    """The new scale: 1.0 is 100 %."""

    def __init__(self, scene: QGraphicsScene, theme: Theme, parent: QWidget | None = None) -> None:
        """Show a scene; the caller keeps it alive."""
        super().__init__(scene, parent)
        self.theme = theme
        self._hint: tuple[str, tuple[str, ...]] = ("", ())
        self._contents = QRectF()
        self._fitted: QRectF | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.set_contents(QRectF())

    @property
    def scale_factor(self) -> float:
        """The scale that is shown: 1.0 is 100 %."""
        return self.transform().m11()

    @property
    def seen(self) -> QRectF:
        """The part of the sheet that the window shows."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    @property
    def middle(self) -> QPointF:
        """The point of the sheet in the middle of the window."""
        return self.seen.center()

    @property
    def clear(self) -> QRectF:
        """The part of the sheet that nothing floats over."""
        return self.mapToScene(self.viewport().rect().marginsRemoved(MARGINS_PX.toMargins())).boundingRect()

    def set_contents(self, contents: QRectF) -> None:
        """Say what the sheet holds, so that it can always be scrolled a whole window past that."""
        was_empty = self._contents.isEmpty()
        if contents != self._contents:
            self._contents, self._fitted = contents, None
        if was_empty != contents.isEmpty():
            self.viewport().update()
        seen = self.seen
        room_x, room_y = max(seen.width(), 2000.0), max(seen.height(), 2000.0)
        if not self.sceneRect().contains(contents.adjusted(-room_x, -room_y, room_x, room_y)):
            self.setSceneRect(contents.united(seen).adjusted(-2 * room_x, -2 * room_y, 2 * room_x, 2 * room_y))

    def set_hint(self, title: str, lines: Sequence[str]) -> None:
        """Set what the empty sheet says; an empty title says nothing."""
        self._hint = (title, tuple(lines))
        self.viewport().update()

    # zoom and pan

    def zoom_in(self) -> None:
        """Come a step nearer, at the middle of the window."""
        self.zoom_at(self.viewport().rect().center(), self.scale_factor * STEP)

    def zoom_out(self) -> None:
        """Go a step away, at the middle of the window."""
        self.zoom_at(self.viewport().rect().center(), self.scale_factor / STEP)

    def zoom_to(self, scale: float) -> None:
        """Show at this scale (1.0 is 100 %), keeping the middle of the window."""
        self.zoom_at(self.viewport().rect().center(), scale)

    def zoom_at(self, point: QPoint | QPointF, scale: float) -> None:
        """Scale between 10 % and 400 %, keeping what lies under a point of the viewport where it is."""
        at = QPointF(point)
        scale = min(max(scale, SMALLEST), LARGEST)
        if abs(scale - self.scale_factor) < 1e-6:  # noqa: PLR2004 (rounding of the transform)
            return
        kept = self.viewportTransform().inverted()[0].map(at)
        self._fitted = None
        self.setTransform(QTransform.fromScale(scale, scale))
        self.set_contents(self._contents)
        shift = self.viewportTransform().map(kept) - at
        self.pan(-shift)
        self.zoom_changed.emit(scale)

    def show_area(self, area: QRectF) -> None:
        """Show a whole area of the sheet with a margin, in a window of any size until the sheet is panned or zoomed.

        An empty one is shown at 100 %.
        """
        if area.isEmpty():
            self.zoom_to(1.0)
            return
        room = QRectF(self.viewport().rect()).marginsRemoved(MARGINS_PX)
        self.zoom_to(min(room.width() / area.width(), room.height() / area.height(), LARGEST_FIT))
        self.look_at(area.center())
        self._fitted = QRectF(area)

    def look_at(self, point: QPointF) -> None:
        """Bring a point of the sheet to the middle of the window."""
        self.pan(QPointF(self.viewport().rect().center()) - self.viewportTransform().map(point))

    def bring_in(self, area: QRectF) -> None:
        """Bring an area into sight, no farther than needed, and smaller where it would not fit."""
        room, scale = self.clear, self.scale_factor
        if area.width() > room.width() + 1 or area.height() > room.height() + 1:
            self.show_area(area)
            return
        right = _outside(area.left(), area.right(), room.left(), room.right()) * scale
        down = _outside(area.top(), area.bottom(), room.top(), room.bottom()) * scale
        if max(abs(right), abs(down)) > _ROUNDED_PX:
            self.pan(-QPointF(right, down))

    def pan(self, by: QPointF) -> None:
        """Shift the sheet by so many pixels of the window."""
        self._fitted = None
        seen = self.seen
        wanted = seen.translated(-by / self.scale_factor)
        if not self.sceneRect().contains(wanted):
            self.setSceneRect(self.sceneRect().united(wanted.adjusted(-500, -500, 500, 500)))
        level, upright = self.horizontalScrollBar(), self.verticalScrollBar()
        level.setValue(level.value() - round(by.x()))
        upright.setValue(upright.value() - round(by.y()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Shift sideways, with Ctrl zoom at the cursor."""
        turn, modifiers = event.angleDelta(), event.modifiers()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self.zoom_at(event.position(), self.scale_factor * STEP ** ((turn.y() or turn.x()) / 120))
        else:
            by = QPointF(event.pixelDelta()) if not event.pixelDelta().isNull() else QPointF(turn) * 0.6
            sideways = modifiers & Qt.KeyboardModifier.ShiftModifier and not by.x()
            self.pan(QPointF(by.y(), 0) if sideways else by)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Zoom by pinching on a touchpad."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_at(event.position(), self.scale_factor * (1 + event.value()))
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the top left corner where it is; an area that was fitted fills the new size."""
        super().resizeEvent(event)
        self.set_contents(self._contents)
        if self._fitted is not None:
            self.show_area(self._fitted)

    # what lies behind the drawing

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Paint the paper and its dots, which thin out and fade as the sheet is zoomed out."""
        area = QRectF(rect)
        painter.fillRect(area, role_color(self.theme, "canvas"))
        fade = round(min(1.0, (self.scale_factor - SMALLEST) / 0.4), 1)
        if fade > 0:
            self._paint_dots(painter, area, fade)

    def _paint_dots(self, painter: QPainter, area: QRectF, fade: float) -> None:
        scale, spacing = self.scale_factor, DOT_SPACING_PX
        while spacing * scale < DOT_SPACING_PX * 0.66:
            spacing *= 2
        # A dashed line a row is far cheaper from Python than a point each; a cosmetic pen counts in device pixels.
        ratio = self.devicePixelRatioF()
        dot = QPen(role_color(self.theme, "grid", fade), (DOT_PX if scale > 0.5 else DOT_PX / 2) * ratio)  # noqa: PLR2004
        dot.setCosmetic(True)
        dot.setCapStyle(Qt.PenCapStyle.FlatCap)
        dot.setDashPattern([1.0, max(spacing * scale * ratio / dot.widthF() - 1.0, 1.0)])
        left, y = (area.left() // spacing) * spacing, (area.top() // spacing) * spacing
        rows = []
        while y <= area.bottom():
            rows.append(QLineF(left, y, area.right(), y))
            y += spacing
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(dot)
        painter.drawLines(rows)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the scene, and the hint over it while there is nothing in it."""
        super().paintEvent(event)
        title, lines = self._hint
        if title and self._contents.isEmpty():
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_hint(painter, title, lines)
            painter.end()

    def _paint_hint(self, painter: QPainter, title: str, lines: tuple[str, ...]) -> None:
        middle = QPointF(self.viewport().rect().center())
        row = 24.0
        y = middle.y() - row * len(lines) / 2 - 8
        painter.setFont(glyph_font(44))
        painter.setPen(role_color(self.theme, "border_strong"))
        self._centred(painter, middle.x(), y - 40, glyph("flow-arrow"))
        painter.setFont(text_font(18, "semibold"))
        painter.setPen(role_color(self.theme, "ink_soft"))
        self._centred(painter, middle.x(), y, title)
        painter.setFont(text_font(13))
        painter.setPen(role_color(self.theme, "ink_faint"))
        area = QRectF(16, y + 14, self.viewport().width() - 32, 24)
        how = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        for line in lines:
            needed = painter.boundingRect(area, how, line)
            painter.drawText(area.adjusted(0, 0, 0, needed.height()), how, line)
            area.translate(0, needed.height() + 8)

    @staticmethod
    def _centred(painter: QPainter, x: float, y: float, text: str) -> None:
        painter.drawText(QPointF(x - painter.fontMetrics().horizontalAdvance(text) / 2, y), text)
