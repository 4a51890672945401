"""A component on the board: its card, painted from its marks, and the rings that say selected, legal or refused."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from designer.canvas.items.detail import FULL, NAMED
from designer.canvas.paint import Picture, measure, role_color
from designer.drawing.box import BOX, RADIUS, STATE_ROLES, State, component_marks, state_marks
from designer.drawing.far import far_marks
from designer.drawing.gauge import Gauge, gauge_marks
from designer.drawing.geometry import Rect
from designer.drawing.marks import Mark, Rectangle
from designer.drawing.theme import Theme
from designer.model.design import Component
from designer.model.kind import Kind

LAYER: Final = 10.0
NEAR_BADGE: Final = 9.0
FAR_BADGE: Final = 16.0
"""The radius of a badge, from near and from farther off, in the drawing's px."""
_GAUGE_ROOM: Final = 28.0
"""By how much a gauge may be wider than its box, on either side."""
_RING = {"legal": "accent", "refused": "danger"}


class NodeItem(QGraphicsItem):
    """One component. Its place in the scene is the top left corner of its box."""

    def __init__(self, component: Component, kind: Kind | None, theme: Theme) -> None:
        """Show a component; `kind` is None where the catalog does not know it."""
        super().__init__()
        self.id = component.id
        self.component, self.kind, self.theme = component, kind, theme
        self.selected = self.hovered = self.lit = False
        self.target: str | None = None
        self.state: State | None = None
        self.gauge: Gauge | None = None
        self._picture: Picture | None = None
        self._dim = False
        self._large: Picture | None = None
        self._badges: dict[float, Picture] = {}
        self._gauge_picture: Picture | None = None
        self._measure_box()
        self.setZValue(LAYER)

    def _measure_box(self) -> None:
        width, height = self.component.size or BOX
        self._box = QRectF(0, 0, width, height)
        self._front = self._box
        self._bounds = self._box.adjusted(-_GAUGE_ROOM, -20, _GAUGE_ROOM, 12)

    # what it shows

    def show_component(self, component: Component, kind: Kind | None) -> None:
        """Show another value of the same component."""
        if component.size != self.component.size:
            self.prepareGeometryChange()
        self.component, self.kind = component, kind
        self._measure_box()
        self.refresh(self.theme)

    def refresh(self, theme: Theme) -> None:
        """Paint anew, in this theme."""
        self.theme, self._picture, self._large, self._badges = theme, None, None, {}
        self._gauge_picture = None
        self.update()

    def set_selected(self, *, on: bool) -> None:
        """Show or hide the ring of a selected component."""
        self.selected = on
        self.update()

    def set_hovered(self, *, on: bool) -> None:
        """Show that a press would act on this component."""
        self.hovered = on
        self.update()

    def set_target(self, target: str | None) -> None:
        """Show that a connection may end here ("legal"), or may not ("refused")."""
        if target != self.target:
            self.target = target
            self.update()

    def set_lit(self, *, on: bool) -> None:
        """Show that the finding in hand is about this component."""
        if on != self.lit:
            self.lit = on
            self.update()

    def set_state(self, state: State | None) -> None:
        """Show what the review found here."""
        if state != self.state:
            self.state, self._picture, self._badges = state, None, {}
            self.update()

    def set_gauge(self, gauge: Gauge | None) -> None:
        """Show numbers at the lower edge, or none."""
        if gauge != self.gauge:
            self.gauge, self._gauge_picture = gauge, None
            self.update()

    # geometry

    @property
    def box(self) -> QRectF:
        """The box in the scene."""
        return self._box.translated(self.pos())

    @property
    def rect(self) -> Rect:
        """The box in the scene, as the drawing's own rectangle."""
        return Rect(self.x(), self.y(), self._box.width(), self._box.height())

    def boundingRect(self) -> QRectF:
        """Give what paint may touch."""
        return self._bounds

    def shape(self) -> QPainterPath:
        """Give the box alone: rings and badges catch no clicks."""
        path = QPainterPath()
        path.addRect(self._box)
        return path

    # painting

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint the card; from farther off a tile in the colour of its group, with its name while that can be read."""
        scale = painter.worldTransform().m11()
        if scale < FULL:
            self._paint_tile(painter, named=scale >= NAMED)
            return
        if self.selected or self.target or self.lit:
            self._paint_ring(painter)
        dim = self.opacity() < 1
        if self._picture is None or dim != self._dim:
            marks = component_marks(self.component, self.kind, measure, state=self.state)
            self._dim = dim
            self._picture = Picture((mark for mark in marks if not (dim and _is_shadow(mark))), self.theme)
            self._front = _front(marks) or self._box
        self._picture.paint(painter)
        if self.selected or self.target or self.lit or self.hovered:
            self._paint_outline(painter)
            self._paint_badge(painter, NEAR_BADGE)
        if self.gauge is not None:
            self._paint_gauge(painter, self.gauge)

    def _paint_gauge(self, painter: QPainter, gauge: Gauge) -> None:
        if self._gauge_picture is None:
            marks = gauge_marks(gauge, self._box.width(), self._box.height(), measure)
            self._gauge_picture = Picture(marks, self.theme)
        self._gauge_picture.paint(painter)

    def _paint_badge(self, painter: QPainter, radius: float) -> None:
        """Paint the badge over all else of the box."""
        if self.state and radius not in self._badges:
            self._badges[radius] = Picture(state_marks(self.state, self._box.width(), radius), self.theme)
        if self.state:
            self._badges[radius].paint(painter)

    def _paint_tile(self, painter: QPainter, *, named: bool) -> None:
        group = self.kind.group if self.kind else "other"
        role, line = self._edge()
        role = role or (STATE_ROLES[self.state] if self.state else f"glyph_{group}")
        painter.setPen(_pen(self.theme, role, 6.0 if self.state or line > 1 else 0.0))
        painter.setBrush(_brush(self.theme, f"tint_{group}"))
        if not named:
            painter.drawRect(self._box)
            return
        painter.drawRoundedRect(self._box, RADIUS, RADIUS)
        if self._large is None:
            self._large = Picture(far_marks(self.component, self.kind, measure), self.theme)
        self._large.paint(painter)
        self._paint_badge(painter, FAR_BADGE)

    def _edge(self) -> tuple[str | None, float]:
        if self.target:
            return _RING[self.target], 2.0
        if self.selected or self.lit:
            return "accent", 2.0
        return ("border_strong", 1.0) if self.hovered else (None, 1.0)

    def _paint_ring(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        role = "danger" if self.target == "refused" else "accent"
        painter.setBrush(role_color(self.theme, role, 0.22))  # clear, so that arrow heads show through
        painter.drawRoundedRect(self._box.adjusted(-4, -4, 4, 4), RADIUS + 4, RADIUS + 4)

    def _paint_outline(self, painter: QPainter) -> None:
        role, line = self._edge()
        painter.setPen(_pen(self.theme, role or "border", line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self._front, RADIUS, RADIUS)


def _is_shadow(mark: Mark) -> bool:
    """Tell the shadow, which would darken a card that is seen through."""
    return isinstance(mark, Rectangle) and mark.fill == "shadow"


def _front(marks: Iterable[Mark]) -> QRectF | None:
    """Find the card that stands in front, which is the one to outline where a second stands behind it."""
    cards = [mark for mark in marks if isinstance(mark, Rectangle) and mark.fill == "surface"]
    return QRectF(cards[-1].x, cards[-1].y, cards[-1].width, cards[-1].height) if cards else None


_pens: dict[tuple[str, str, float], QPen] = {}
_brushes: dict[tuple[str, str], QBrush] = {}


def _pen(theme: Theme, role: str, width: float) -> QPen:
    key = (theme.name, role, width)
    if key not in _pens:
        _pens[key] = QPen(role_color(theme, role), width)
    return _pens[key]


def _brush(theme: Theme, role: str) -> QBrush:
    key = (theme.name, role)
    if key not in _brushes:
        _brushes[key] = QBrush(role_color(theme, role))
    return _brushes[key]
