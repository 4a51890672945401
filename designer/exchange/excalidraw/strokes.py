"""Where the strokes go that Excalidraw is handed: arrows from outline to outline, cylinders and hexagons by points."""

import math
from collections.abc import Sequence

from designer.drawing.geometry import Point, Rect

GAP = 5.0
"""Px between an arrow's end and the outline."""
_STEPS = 40
_LOOP = 40.0
"""How far an arrow goes that leads back to where it begins, in px."""
_ARC = 12
"""Points of half an ellipse."""


def aim(rect: Rect, aside: Point) -> Point:
    """Give the point of a shape at which an arrow aims: its middle, or as far aside as the shape allows."""
    x, y = rect.centre
    most_x, most_y = rect.width / 4, rect.height / 4
    return x + min(max(aside[0], -most_x), most_x), y + min(max(aside[1], -most_y), most_y)


def leave(rect: Rect, look: str, inner: Point, outer: Point) -> Point:
    """Give where the way from a point in a shape to one outside has left it, by the gap; the inner one if never."""
    length = math.dist(inner, outer)
    if length <= 0 or _encloses(rect, look, outer):
        return inner
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if _encloses(rect, look, _between(inner, outer, middle)) else (low, middle)
    return _between(inner, outer, min(high + GAP / length, 1.0))


def _between(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _encloses(rect: Rect, look: str, point: Point) -> bool:
    half_width, half_height = max(rect.width / 2, 1e-6), max(rect.height / 2, 1e-6)
    x, y = abs(point[0] - rect.centre[0]) / half_width, abs(point[1] - rect.centre[1]) / half_height
    if look == "ellipse":
        return x * x + y * y <= 1
    return x + y <= 1 if look == "diamond" else max(x, y) <= 1


def loop(rect: Rect) -> list[Point]:
    """Give an arrow that leaves a shape on its right and comes back from above."""
    start, end = (rect.right + GAP, rect.centre[1]), (rect.centre[0], rect.y - GAP)
    return [start, (rect.right + _LOOP, start[1]), (rect.right + _LOOP, rect.y - _LOOP), (end[0], rect.y - _LOOP), end]


def hexagon(rect: Rect) -> list[list[Point]]:
    """Give the outline of a hexagon with a point at its left and right."""
    cut = min(rect.width / 4, rect.height / 2)
    left, right = rect.x + cut, rect.right - cut
    middle = rect.centre[1]
    corners = [(left, rect.y), (right, rect.y), (rect.right, middle), (right, rect.bottom), (left, rect.bottom)]
    return [[*corners, (rect.x, middle), (left, rect.y)]]


def cylinder(rect: Rect) -> list[list[Point]]:
    """Give the outline of a cylinder, and the near rim of its lid."""
    lid = Rect(rect.x, rect.y, rect.width, min(rect.height / 4, 14.0))
    foot = Rect(rect.x, rect.bottom - lid.height, rect.width, lid.height)
    outline = [*_arc(lid, math.pi, 2 * math.pi), *_arc(foot, 0, math.pi)]
    return [[*outline, outline[0]], _arc(lid, math.pi, 0)]


def _arc(rect: Rect, begin: float, end: float) -> list[Point]:
    angles = [begin + (end - begin) * step / _ARC for step in range(_ARC + 1)]
    x, y = rect.centre
    return [(x + rect.width / 2 * math.cos(angle), y + rect.height / 2 * math.sin(angle)) for angle in angles]


def middle(points: Sequence[Point]) -> Point:
    """Give the point half way along, at which a label stands."""
    if len(points) % 2:
        return points[len(points) // 2]
    return _between(points[len(points) // 2 - 1], points[len(points) // 2], 0.5)
