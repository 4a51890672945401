"""Requests on their way: dots that run along the connections which still carry them, while something has failed."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyle, QStyleOptionGraphicsItem, QWidget

from designer.canvas.items.edge import EdgeItem
from designer.canvas.paint import role_color
from designer.canvas.scene import BoardScene

LAYER: Final = 6.0
"""Over the lines and under the boxes."""
STEP_MS: Final = 33
SPEED_PX: Final = 110.0
APART_PX: Final = 56.0
"""How far a dot runs in a second, and how far dots are from one another, in the drawing's px."""
MOST: Final = 600
"""Dots at once; where lines are longer they lie farther apart and stand, or a step would repaint for too long."""
RADIUS_PX: Final = 3.2
FARTHEST: Final = 0.25
"""The scale down to which dots keep their size on the screen."""


def moves(widget: QWidget) -> bool:
    """Say whether this desktop wants things to move: its style gives animations no time where it does not."""
    return widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget) > 0


class Pulse(QGraphicsItem):
    """Paints the dots of all connections at once, so that a step costs one item."""

    def __init__(self, board: BoardScene) -> None:
        """Begin without any."""
        super().__init__()
        self._board = board
        self._edges: list[EdgeItem] = []
        self._area = QRectF()
        self._run_px, self._apart_px = 0.0, APART_PX
        self._timer = QTimer(board)
        self._timer.setInterval(STEP_MS)
        self._timer.timeout.connect(self._step)
        self.setZValue(LAYER)
        self.setVisible(False)
        board.addItem(self)

    @property
    def running(self) -> bool:
        """Whether the dots move."""
        return self._timer.isActive()

    def show_on(self, ids: Iterable[str], *, moving: bool) -> None:
        """Run along these connections, or stand still on them; none takes the dots away."""
        self.prepareGeometryChange()
        self._edges = [self._board.edges[id_] for id_ in ids if id_ in self._board.edges]
        self._area = QRectF()
        for edge in self._edges:
            self._area = self._area.united(edge.path().boundingRect())
        wanted_px = sum(edge.path().length() for edge in self._edges) / MOST
        self._apart_px = max(APART_PX, wanted_px)
        self.setVisible(bool(self._edges))
        if self._edges and moving and wanted_px <= APART_PX:
            self._timer.start()
        else:
            self._timer.stop()
        self.update()

    def _step(self) -> None:
        self._run_px = (self._run_px + SPEED_PX * STEP_MS / 1000) % APART_PX
        self.update()

    def boundingRect(self) -> QRectF:
        """Give a frame round all the lines."""
        room = RADIUS_PX / FARTHEST
        return self._area.adjusted(-room, -room, room, room)

    def places(self) -> Iterable[QPointF]:
        """Give where the dots are now, in the scene."""
        for edge in self._edges:
            path = edge.path()
            length = path.length()
            at = self._run_px
            while at < length:
                yield path.pointAtPercent(path.percentAtLength(at))
                at += self._apart_px

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint the dots."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(role_color(self._board.theme, "success"))
        radius = RADIUS_PX / min(1.0, max(FARTHEST, painter.worldTransform().m11()))
        for place in self.places():
            painter.drawEllipse(place, radius, radius)
