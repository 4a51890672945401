"""Where a dragged box lines up: the grid, and the edges and centres of its neighbours."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF

GRID_PX = 8.0
REACH_PX = 6.0
"""How near, on the screen, an edge must come to be caught."""
OVERHANG_PX = 12.0
SAME_PX = 0.01

Stops = tuple[float, float, float]


@dataclass(frozen=True)
class Snap:
    """Where a box comes to rest, and the lines that say why."""

    position: QPointF
    lines: tuple[QLineF, ...] = ()


def to_grid(point: QPointF) -> QPointF:
    """Round a point to the grid."""
    return QPointF(round(point.x() / GRID_PX) * GRID_PX, round(point.y() / GRID_PX) * GRID_PX)


def _stops(low: float, length: float) -> Stops:
    return (low, low + length / 2, low + length)


class Guides:
    """The lines of the neighbours, taken once when a drag begins."""

    def __init__(self, neighbours: Iterable[QRectF]) -> None:
        """Take the boxes that a dragged one may line up with."""
        self._boxes = list(neighbours)

    def snap(self, box: QRectF, scale: float) -> Snap:
        """Catch the box at its neighbours' lines within reach, on each axis; elsewhere at the grid."""
        reach = REACH_PX / scale
        dx = self._nearest([(b.left(), b.width()) for b in self._boxes], _stops(box.left(), box.width()), reach)
        dy = self._nearest([(b.top(), b.height()) for b in self._boxes], _stops(box.top(), box.height()), reach)
        on_grid = to_grid(box.topLeft())
        x = on_grid.x() if dx is None else box.left() + dx
        y = on_grid.y() if dy is None else box.top() + dy
        rested = QRectF(x, y, box.width(), box.height())
        lines = [*(self._vertical(rested) if dx is not None else ()), *(self._level(rested) if dy is not None else ())]
        return Snap(QPointF(x, y), tuple(lines))

    @staticmethod
    def _nearest(spans: Sequence[tuple[float, float]], stops: Sequence[float], reach: float) -> float | None:
        """Find the smallest shift that brings one of the stops onto one of the spans' own stops."""
        best: float | None = None
        limit = reach
        for low, length in spans:
            for line in _stops(low, length):
                for stop in stops:
                    shift = line - stop
                    if abs(shift) <= limit:
                        best, limit = shift, abs(shift)
        return best

    def _vertical(self, box: QRectF) -> list[QLineF]:
        spans = [(b.left(), b.width()) for b in self._boxes]
        lines = []
        for x, met in self._met(spans, _stops(box.left(), box.width())):
            top = min(b.top() for b in (*met, box)) - OVERHANG_PX
            lines.append(QLineF(x, top, x, max(b.bottom() for b in (*met, box)) + OVERHANG_PX))
        return lines

    def _level(self, box: QRectF) -> list[QLineF]:
        spans = [(b.top(), b.height()) for b in self._boxes]
        lines = []
        for y, met in self._met(spans, _stops(box.top(), box.height())):
            left = min(b.left() for b in (*met, box)) - OVERHANG_PX
            lines.append(QLineF(left, y, max(b.right() for b in (*met, box)) + OVERHANG_PX, y))
        return lines

    def _met(self, spans: Sequence[tuple[float, float]], stops: Stops) -> Iterator[tuple[float, list[QRectF]]]:
        """Find the boxes that share a stop; where the middles meet, the sides of the same boxes say nothing more."""
        low, middle, high = stops
        said: set[int] = set()
        for stop in (middle, low, high):
            met = [
                number
                for number, span in enumerate(spans)
                if number not in said and any(abs(stop - other) < SAME_PX for other in _stops(*span))
            ]
            if met:
                yield stop, [self._boxes[number] for number in met]
            if stop == middle:
                said.update(met)
