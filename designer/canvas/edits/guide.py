"""Where a dragged box lines up: the grid, and the edges and centres of its neighbours."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF

GRID_PX = 8.0
REACH_PX = 6.0
"""How near, on the screen, an edge must come to be caught."""
OVERHANG_PX = 12.0

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


class _Axis:
    """The neighbours' stops along one axis, sorted, with the boxes that share each."""

    def __init__(self, spans: Iterable[tuple[float, float]]) -> None:
        self._boxes: dict[float, list[int]] = {}
        for number, (low, length) in enumerate(spans):
            for stop in _stops(low, length):
                self._boxes.setdefault(round(stop, 2), []).append(number)
        self._sorted = sorted(self._boxes)

    def shift(self, stops: Stops, reach: float) -> float | None:
        """Find the smallest shift that brings one of the stops onto one of the neighbours'."""
        shifts = [near - stop for stop in stops for near in self._near(stop, reach)]
        return min(shifts, key=abs, default=None)

    def _near(self, stop: float, reach: float) -> list[float]:
        at = bisect_left(self._sorted, stop)
        return [near for near in self._sorted[max(at - 1, 0) : at + 1] if abs(near - stop) <= reach]

    def met(self, stops: Stops) -> Iterator[tuple[float, list[int]]]:
        """Find who shares a stop; where the middles meet, the sides of the same boxes say nothing more."""
        low, middle, high = (round(stop, 2) for stop in stops)
        centred = self._boxes.get(middle, [])
        if centred:
            yield middle, centred
        for stop in (low, high):
            others = [number for number in self._boxes.get(stop, ()) if number not in centred]
            if others:
                yield stop, others


class Guides:
    """The lines of the neighbours, taken once when a drag begins."""

    def __init__(self, neighbours: Iterable[QRectF]) -> None:
        """Take the boxes that a dragged one may line up with."""
        self._boxes = list(neighbours)
        self._across = _Axis((box.left(), box.width()) for box in self._boxes)
        self._upright = _Axis((box.top(), box.height()) for box in self._boxes)

    def snap(self, box: QRectF, scale: float) -> Snap:
        """Catch the box at its neighbours' lines within reach, on each axis; elsewhere at the grid."""
        reach = REACH_PX / scale
        dx = self._across.shift(_stops(box.left(), box.width()), reach)
        dy = self._upright.shift(_stops(box.top(), box.height()), reach)
        on_grid = to_grid(box.topLeft())
        x = on_grid.x() if dx is None else box.left() + dx
        y = on_grid.y() if dy is None else box.top() + dy
        rested = QRectF(x, y, box.width(), box.height())
        lines = [*(self._vertical(rested) if dx is not None else ()), *(self._level(rested) if dy is not None else ())]
        return Snap(QPointF(x, y), tuple(lines))

    def _vertical(self, box: QRectF) -> Iterator[QLineF]:
        for x, met in self._across.met(_stops(box.left(), box.width())):
            other = min((self._boxes[number] for number in met), key=lambda b: abs(b.center().y() - box.center().y()))
            span = other.united(box)
            yield QLineF(x, span.top() - OVERHANG_PX, x, span.bottom() + OVERHANG_PX)

    def _level(self, box: QRectF) -> Iterator[QLineF]:
        for y, met in self._upright.met(_stops(box.top(), box.height())):
            other = min((self._boxes[number] for number in met), key=lambda b: abs(b.center().x() - box.center().x()))
            span = other.united(box)
            yield QLineF(span.left() - OVERHANG_PX, y, span.right() + OVERHANG_PX, y)
