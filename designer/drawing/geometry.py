"""Rectangles and points of the board; x grows to the right, y grows downwards, lengths are px at 100 %."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Point = tuple[float, float]

LIMIT = 100_000.0
"""How far from the origin anything is drawn, in px; a file may say more."""


def within(number: float) -> float:
    """Bring a coordinate into the board."""
    return min(max(number, -LIMIT), LIMIT)


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle, from its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Give the x of the right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Give the y of the lower side."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """Give the middle."""
        return (self.x + self.width / 2, self.y + self.height / 2)

    @property
    def area(self) -> float:
        """Give the area in square px."""
        return self.width * self.height

    def has(self, point: Point) -> bool:
        """Say whether a point lies in it, or on a side."""
        return self.x <= point[0] <= self.right and self.y <= point[1] <= self.bottom

    def grown(self, by: float) -> Rect:
        """Give the rectangle with this much more on each side."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def overlaps(self, other: Rect) -> bool:
        """Say whether the two share an area; touching sides do not count."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def shared(self, other: Rect) -> float:
        """Give the area that the two share, in square px."""
        across = min(self.right, other.right) - max(self.x, other.x)
        upright = min(self.bottom, other.bottom) - max(self.y, other.y)
        return across * upright if across > 0 and upright > 0 else 0.0


def union(rects: Iterable[Rect]) -> Rect:
    """Give the smallest rectangle round all of these; nothing gives an empty one at the origin."""
    all_ = list(rects)
    if not all_:
        return Rect(0, 0, 0, 0)
    left, top = min(rect.x for rect in all_), min(rect.y for rect in all_)
    return Rect(left, top, max(rect.right for rect in all_) - left, max(rect.bottom for rect in all_) - top)
