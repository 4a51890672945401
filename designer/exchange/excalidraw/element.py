"""An element of an Excalidraw scene, with its place on the board worked out."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from designer.drawing.geometry import Point, Rect, union
from designer.exchange.boards.json_data import items, mapping, number, text

STROKES = ("line", "draw", "freedraw")
"""Types that are drawn along points and enclose nothing of themselves; `draw` is the old name of `line`."""


@dataclass(frozen=True)
class Element:
    """One element; `id` is unique in its scene, `data` what the file says."""

    id: str
    data: Mapping[str, Any]

    @cached_property
    def type(self) -> str:
        """Give what the file calls it: `rectangle`, `arrow`, ..."""
        return text(self.data.get("type"))

    @cached_property
    def kept(self) -> Mapping[str, Any]:
        """Give the place for what other programs keep."""
        return mapping(self.data.get("customData"))

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """Give the groups that it is in, the innermost first."""
        return tuple(id_ for id_ in items(self.data.get("groupIds"))[-_MOST_GROUPS:] if isinstance(id_, str))

    @cached_property
    def words(self) -> str:
        """Give the text as it was typed, without the line breaks that were put in to make it fit."""
        shown, typed = text(self.data.get("text")), text(self.data.get("originalText"))
        return typed if "".join(typed.split()) == "".join(shown.split()) else shown

    @cached_property
    def path(self) -> tuple[Point, ...]:
        """Give the points of an arrow or line on the board; none when it has no place."""
        x, y = number(self.data.get("x")), number(self.data.get("y"))
        if x is None or y is None:
            return ()
        points = [point for raw in items(self.data.get("points")) if (point := _point(raw))]
        if len(points) <= 1:  # as older files have them
            points = [(0.0, 0.0), (number(self.data.get("width"), 0) or 0, number(self.data.get("height"), 0) or 0)]
        return self._turned([(x + dx, y + dy) for dx, dy in points])

    @cached_property
    def box(self) -> Rect | None:
        """Give the smallest upright rectangle round it, as it is turned; None when it has no place."""
        if self.type in {*STROKES, "arrow"}:
            return _round(self.path) if self.path else None
        x, y = number(self.data.get("x")), number(self.data.get("y"))
        if x is None or y is None:
            return None
        width, height = number(self.data.get("width"), 0) or 0, number(self.data.get("height"), 0) or 0
        rect = Rect(min(x, x + width), min(y, y + height), abs(width), abs(height))
        if not self._angle:
            return rect
        corners = [(rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom)]
        return _round(self._turned(corners))

    @cached_property
    def closed(self) -> bool:
        """Say whether a line ends where it begins, and so is an outline."""
        path = self.path
        return len(path) > 3 and math.dist(path[0], path[-1]) <= _CLOSED  # noqa: PLR2004 (a triangle)

    @cached_property
    def _angle(self) -> float:
        return math.remainder(number(self.data.get("angle"), 0) or 0, math.tau)

    def _turned(self, points: list[Point]) -> tuple[Point, ...]:
        """Turn points about the middle of what they span."""
        if not self._angle:
            return tuple(points)
        middle, sine, cosine = _round(points).centre, math.sin(self._angle), math.cos(self._angle)
        off = [(x - middle[0], y - middle[1]) for x, y in points]
        return tuple((middle[0] + x * cosine - y * sine, middle[1] + x * sine + y * cosine) for x, y in off)


_MOST_GROUPS = 8
"""Groups round one element that are looked at, the outermost."""
_CLOSED = 8.0
"""Px between the ends of a line that count as none."""


def _point(raw: object) -> Point | None:
    pair = items(raw)
    if len(pair) < 2:  # noqa: PLR2004 (x and y)
        return None
    x, y = number(pair[0]), number(pair[1])
    return None if x is None or y is None else (x, y)


def _round(points: list[Point] | tuple[Point, ...]) -> Rect:
    return union(Rect(x, y, 0, 0) for x, y in points)
