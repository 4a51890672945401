"""Shapes by their places: which lie in a rectangle, above one, or near a point; thousands of them at once."""

import math
from collections.abc import Iterable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from designer.drawing.geometry import Point, Rect
from designer.exchange.boards.board import Form, Shape

MOST, HALF = 0.75, 0.5
"""Shares of an area that make what is inside: of a shape, and of a text."""
_OVERLAP = 8.0
"""Px by which a caption may reach into its picture."""
NEAR = 24.0
"""Px between a loose end and the outline that it is taken to meet."""
_SQUARE, _FEW = 256.0, 64
"""Px of the side of the squares by which shapes are looked up, and how many of them one may cover."""
_HAIR = 1e-6
"""Px that rounding may take."""

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]
Order = tuple[float, float, float, str]


def order(shape: Shape) -> Order:
    """Give what shapes are ordered by, the smallest first; shapes of one size by their places."""
    box = shape.box or Rect(0, 0, 0, 0)
    return box.area, box.y, box.x, shape.id


class Boxes:
    """Those of some shapes that have boxes. The places alone decide what is found, and its order; then the ids."""

    def __init__(self, shapes: Iterable[Shape]) -> None:
        self.shapes = sorted((shape for shape in shapes if shape.box is not None), key=order)
        boxes = [shape.box for shape in self.shapes if shape.box is not None]
        places = [(box.x, box.y, box.right, box.bottom, box.area, box.centre[0]) for box in boxes]
        table = np.array(places, dtype=np.float64).reshape(-1, 6)
        self._left, self._top, self._right, self._bottom, self._areas, centres = table.T
        self._of_group = np.array([shape.form is Form.GROUP for shape in self.shapes], dtype=bool)
        self._by_centre = np.argsort(centres, kind="stable")
        self._centres = centres[self._by_centre]

    def within(self, box: Rect, share: float, below: float = math.inf) -> Places:
        """Find the shapes of which such a share, half or more, lies in a rectangle, and whose area is below a limit."""
        begin = np.searchsorted(self._centres, box.x - _HAIR, "left")
        end = np.searchsorted(self._centres, box.right + _HAIR, "right")
        near = np.sort(self._by_centre[begin:end])
        across = np.minimum(self._right[near], box.right) - np.maximum(self._left[near], box.x)
        upright = np.minimum(self._bottom[near], box.bottom) - np.maximum(self._top[near], box.y)
        areas = self._areas[near]
        enough = np.maximum(across, 0) * np.maximum(upright, 0) >= share * areas
        found: Places = near[enough & (across >= 0) & (upright >= 0) & (areas < below)]
        return found

    def over_or_under(self, box: Rect, farthest: float) -> tuple[float, Shape] | None:
        """Give the nearest shape at most so far above or below a text, in line with its middle, with the gap.

        Of one above and one below that are as near it is the one above.
        """
        gaps = np.where(self._bottom - _OVERLAP <= box.y, box.y - self._bottom, self._top - box.bottom)
        over = (self._left <= box.centre[0]) & (box.centre[0] <= self._right)
        near = np.flatnonzero(over & (gaps <= farthest) & (gaps >= -_OVERLAP))
        if not near.size:
            return None
        best = near[np.argmin(gaps[near])]
        return float(gaps[best]), self.shapes[best]

    def nearest(self, point: Point) -> list[tuple[float, Shape]]:
        """Give the shapes whose outline is near a point, the nearest first, boxes before groups.

        A point inside a box is at the box; one inside a group is as far from it as from its outline.
        """
        x, y = point
        at = self._about(point)
        across = np.maximum(self._left[at] - x, x - self._right[at])
        upright = np.maximum(self._top[at] - y, y - self._bottom[at])
        outside = np.hypot(np.maximum(across, 0), np.maximum(upright, 0))
        inside = np.where(self._of_group[at], -np.maximum(across, upright), 0.0)
        distances = np.where((across < 0) & (upright < 0), inside, outside)
        near = np.flatnonzero(distances <= NEAR)
        ranked = near[np.lexsort((distances[near], self._of_group[at][near]))]  # of equals the smallest stays first
        return [(float(distances[each]), self.shapes[at[each]]) for each in ranked]

    def _about(self, point: Point) -> Places:
        """Find the shapes that may be near a point: what covers its square of the board, and all that is large."""
        here = self._squares.get((int(point[0] // _SQUARE), int(point[1] // _SQUARE)), ())
        return np.array(sorted((*self._large, *here)), dtype=np.intp)

    @cached_property
    def _large(self) -> list[int]:
        return [at for at, squares in enumerate(self._covered) if squares is None]

    @cached_property
    def _squares(self) -> dict[tuple[int, int], list[int]]:
        squares: dict[tuple[int, int], list[int]] = {}
        for at, covered in enumerate(self._covered):
            for square in covered or ():
                squares.setdefault(square, []).append(at)
        return squares

    @cached_property
    def _covered(self) -> list[list[tuple[int, int]] | None]:
        return [_squares_of(shape.box.grown(NEAR)) if shape.box else [] for shape in self.shapes]


def _squares_of(box: Rect) -> list[tuple[int, int]] | None:
    """Give the squares that a rectangle covers; None for more than a few."""
    left, top = int(box.x // _SQUARE), int(box.y // _SQUARE)
    right, bottom = int(box.right // _SQUARE), int(box.bottom // _SQUARE)
    if (right - left + 1) * (bottom - top + 1) > _FEW:
        return None
    return [(across, down) for across in range(left, right + 1) for down in range(top, bottom + 1)]


def innermost(outlines: Iterable[Shape], inner: Iterable[Shape], share: float) -> dict[str, Shape]:
    """Give the smallest outline in which such a share of each shape lies, by the shape's id; it is larger than that."""
    boxes = Boxes(inner)
    around = Boxes(outlines)
    found = np.full(len(boxes.shapes), -1)
    for number, outline in enumerate(around.shapes):
        if outline.box is not None:
            held = boxes.within(outline.box, share, below=outline.box.area)
            found[held[found[held] < 0]] = number
    return {shape.id: around.shapes[at] for shape, at in zip(boxes.shapes, found, strict=True) if at >= 0}
