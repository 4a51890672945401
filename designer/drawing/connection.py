"""A connection as marks: a smooth line from side to side, an arrow head by kind, and where its label goes."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from designer.drawing.geometry import Point, Rect
from designer.drawing.marks import Command, Mark, Path
from designer.model.design import Connection, ConnectionKind

Head = Literal["filled", "open", "hollow", "diamond", "bar"]
Side = Literal["left", "right", "top", "bottom"]
Cubic = tuple[Point, Point, Point, Point]

_OUTWARD: Mapping[Side, Point] = {"left": (-1, 0), "right": (1, 0), "top": (0, -1), "bottom": (0, 1)}
_HEAD = 9.0
_SLOT = 15.0
_CORNER = 14.0


@dataclass(frozen=True, slots=True)
class ConnectionStyle:
    """How a kind of connection is told apart, with colour and without: line width, dashes, arrow head."""

    role: str
    line: float
    dashes: tuple[float, ...]
    head: Head


STYLES: Mapping[ConnectionKind, ConnectionStyle] = {
    ConnectionKind.REQUEST: ConnectionStyle("request", 1.8, (), "filled"),
    ConnectionKind.DATA: ConnectionStyle("data", 1.4, (), "open"),
    ConnectionKind.FEEDBACK: ConnectionStyle("feedback", 1.5, (8.0, 5.0), "open"),
    ConnectionKind.CONTROL: ConnectionStyle("control", 1.5, (2.0, 4.0), "diamond"),
    ConnectionKind.DEPLOY: ConnectionStyle("deploy", 2.4, (12.0, 3.0, 2.0, 3.0), "hollow"),
}


@dataclass(frozen=True, slots=True)
class ConnectionShape:
    """The line of a connection, the head at its target, and the point on the line where a label may sit."""

    kind: ConnectionKind
    curve: Cubic
    head: Path
    label_at: Point

    @property
    def commands(self) -> tuple[Command, ...]:
        """Give the line alone as steps of a path, for hit tests and for a painter's own pen."""
        start, one, two, end = self.curve
        return (("M", *start), ("C", *one, *two, *end))

    @property
    def line(self) -> Path:
        """Give the line alone as a mark."""
        style = STYLES[self.kind]
        return Path(self.commands, stroke=style.role, line=style.line, dashes=style.dashes)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Give the line and its head."""
        return (self.line, self.head)

    def point(self, part: float) -> Point:
        """Give a point of the line: 0 is its start, 1 its end."""
        return along(self.curve, part)


def along(curve: Cubic, part: float) -> Point:
    """Give a point of a cubic Bézier curve."""
    rest = 1 - part
    weights = (rest**3, 3 * rest**2 * part, 3 * rest * part**2, part**3)
    x, y = (sum(weight * point[axis] for weight, point in zip(weights, curve, strict=True)) for axis in (0, 1))
    return (x, y)


def connection_shape(
    source: Rect,
    target: Rect,
    kind: ConnectionKind,
    *,
    offset: float = 0.0,
    slots: tuple[float, float] = (0.0, 0.0),
) -> ConnectionShape:
    """Join two boxes from side to side. `slots` move the two ends along their sides, `offset` moves both, in px."""
    if source == target:
        return _shape(kind, _loop(source, offset))
    leaving, arriving = sides(source, target)
    start = _end(source, leaving, slots[0] + offset)
    end = _end(target, arriving, slots[1] + offset)
    distance = math.dist(start, end)
    facing = abs(end[0] - start[0]) if leaving in ("left", "right") else abs(end[1] - start[1])
    reach = min(max(0.5 * facing, 0.25 * distance, 18.0), 140.0)
    return _shape(kind, (start, _out(start, leaving, reach), _out(end, arriving, reach + _HEAD / 2), end))


def sides(source: Rect, target: Rect) -> tuple[Side, Side]:
    """Choose the sides that face each other; where both directions would do, the one with more room, sideways first."""
    to_right, to_left = target.x - source.right, source.x - target.right
    down, up = target.y - source.bottom, source.y - target.bottom
    across, upright = max(to_right, to_left), max(down, up)
    if across >= min(upright, 32.0) or across > upright:
        return ("right", "left") if to_right >= to_left else ("left", "right")
    return ("bottom", "top") if down >= up else ("top", "bottom")


def _end(rect: Rect, side: Side, shift: float) -> Point:
    length = rect.height if side in ("left", "right") else rect.width
    limit = max(length / 2 - _CORNER, 0.0)
    shift = min(max(shift, -limit), limit)
    x, y = rect.centre
    if side in ("left", "right"):
        return (rect.x if side == "left" else rect.right, y + shift)
    return (x + shift, rect.y if side == "top" else rect.bottom)


def _out(point: Point, side: Side, reach: float) -> Point:
    direction = _OUTWARD[side]
    return (point[0] + direction[0] * reach, point[1] + direction[1] * reach)


def _loop(rect: Rect, offset: float) -> Cubic:
    reach = 46.0 + abs(offset)
    start = (rect.right, rect.y + rect.height * 0.35)
    end = (rect.right - min(32.0, rect.width / 3), rect.y)
    return (start, (start[0] + reach, start[1]), (end[0], end[1] - reach), end)


def _shape(kind: ConnectionKind, curve: Cubic) -> ConnectionShape:
    tip, before = curve[3], curve[2]
    length = math.dist(tip, before) or 1.0
    towards = ((tip[0] - before[0]) / length, (tip[1] - before[1]) / length)
    head, stop = _head(kind, tip, towards)
    line = (*curve[:3], (tip[0] - towards[0] * stop, tip[1] - towards[1] * stop))
    return ConnectionShape(kind, line, head, along(curve, 0.5))


def _head(kind: ConnectionKind, tip: Point, towards: Point) -> tuple[Path, float]:
    """Draw the head, and say how far before the tip the line has to stop so that it does not show through."""
    style = STYLES[kind]

    def at(back: float, aside: float) -> Point:
        return (tip[0] - towards[0] * back - towards[1] * aside, tip[1] - towards[1] * back + towards[0] * aside)

    def path(*points: Point, closed: bool, fill: str | None) -> Path:
        steps: list[Command] = [("L", *point) for point in points]
        steps[0] = ("M", *points[0])
        return Path(
            (*steps, ("Z",)) if closed else tuple(steps), fill=fill, stroke=style.role, line=min(style.line, 1.6)
        )

    long, wide = _HEAD, _HEAD * 0.45
    if style.head == "open":
        return path(at(long * 0.9, wide), tip, at(long * 0.9, -wide), closed=False, fill=None), 0.5
    if style.head == "diamond":
        return path(tip, at(long * 0.6, wide), at(long * 1.2, 0), at(long * 0.6, -wide), closed=True, fill="canvas"), (
            long * 1.2
        )
    fill = style.role if style.head == "filled" else "canvas"
    return path(tip, at(long, wide), at(long, -wide), closed=True, fill=fill), long


def routes(rects: Mapping[str, Rect], connections: Iterable[Connection]) -> dict[str, ConnectionShape]:
    """Shape connections together: the ends on one side of a box are spread along it, in the order of where they lead.

    A connection to a component that has no rectangle is left out.
    """
    edges = sorted(
        (edge for edge in connections if edge.source in rects and edge.target in rects), key=lambda edge: edge.id
    )
    slots = end_slots(rects, edges)
    return {
        edge.id: connection_shape(
            rects[edge.source],
            rects[edge.target],
            edge.kind,
            slots=(slots.get((edge.id, "source"), 0.0), slots.get((edge.id, "target"), 0.0)),
            offset=0.0 if edge.source != edge.target else 10.0 * _loops_before(edges, edge),
        )
        for edge in edges
    }


def _loops_before(edges: list[Connection], edge: Connection) -> int:
    return sum(1 for other in edges if other.source == other.target == edge.source and other.id < edge.id)


def end_slots(rects: Mapping[str, Rect], edges: Iterable[Connection]) -> dict[tuple[str, str], float]:
    """Spread the ends on each side of each box: how far each (connection id, "source" or "target") moves along it."""
    ends: dict[tuple[str, Side], list[tuple[float, str, str]]] = defaultdict(list)
    for edge in edges:
        if edge.source == edge.target:
            continue
        leaving, arriving = sides(rects[edge.source], rects[edge.target])
        for here, side, there, end in (
            (edge.source, leaving, edge.target, "source"),
            (edge.target, arriving, edge.source, "target"),
        ):
            axis = 1 if side in ("left", "right") else 0
            ends[here, side].append((rects[there].centre[axis], edge.id, end))
    slots = {}
    for (here, side), places in ends.items():
        length = rects[here].height if side in ("left", "right") else rects[here].width
        step = min(_SLOT, (length - 2 * _CORNER) / max(len(places) - 1, 1))
        for index, (_, id_, end) in enumerate(sorted(places)):
            slots[id_, end] = (index - (len(places) - 1) / 2) * step
    return slots
