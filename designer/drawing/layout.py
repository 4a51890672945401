"""Where components go that nobody placed: layers from left to right, in lanes from online path to monitoring."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from statistics import fmean
from typing import NamedTuple

from designer.drawing.box import box_rect
from designer.drawing.crowd import Crowd
from designer.drawing.frames import framed_positions, nested
from designer.drawing.geometry import Rect, union, within
from designer.drawing.ranks import Edges, columns
from designer.drawing.stacks import COLUMN_GAP, LANE_GAP, ROW_GAP, stacked_positions
from designer.model.design import Component, ConnectionKind, Design, Position
from designer.model.kind import Kind

_FEW = 12  # so many are fitted in one by one; of more, a picture of their own is easier to read
_MOST_PAIRS = 16  # of one box: enough to see that a drawing is crowded

_FORWARD = (
    ConnectionKind.REQUEST,
    ConnectionKind.DATA,
    ConnectionKind.DEPLOY,
    ConnectionKind.FEEDBACK,
    ConnectionKind.CONTROL,
)
"""Which connections decide the direction first, where following all of them would lead in a circle."""


def positions(design: Design, kinds: Mapping[str, Kind]) -> dict[str, Position]:
    """Give every component's position, by id: as placed, or laid out round what is placed.

    The same drawing always gives the same picture, whatever the order of its parts. A drawing that was placed for
    smaller boxes, so that many overlap here, is stretched until they do not.
    """
    items = {item.id: item for item in sorted(design.components, key=lambda item: item.id)}
    edges = _edges(design, items)
    placed = {
        id_: (within(item.position[0]), within(item.position[1]))
        for id_, item in items.items()
        if item.position is not None
    }
    if not placed:
        frames = nested(design.boundaries, items)
        framed = framed_positions(items, edges, kinds, frames) if frames else None
        return framed or stacked_positions(items, edges, columns(items, edges, kinds))
    placed = _stretched(items, placed)
    loose = {id_: item for id_, item in items.items() if id_ not in placed}
    if len(loose) > max(_FEW, len(placed)):
        inner = [pair for pair in edges if {*pair} <= loose.keys()]
        return placed | _below(items, placed, stacked_positions(loose, inner, columns(loose, inner, kinds)))
    return _fitted(items, edges, placed)


def _edges(design: Design, items: Mapping[str, Component]) -> Edges:
    """Give the distinct pairs that are joined, those that say most about the direction first."""
    ordered = sorted(design.connections, key=lambda edge: (_FORWARD.index(edge.kind), edge.source, edge.target))
    pairs = ((edge.source, edge.target) for edge in ordered)
    return list(dict.fromkeys(pair for pair in pairs if pair[0] != pair[1] and {*pair} <= items.keys()))


def _below(
    items: Mapping[str, Component], placed: Mapping[str, Position], block: Mapping[str, Position]
) -> dict[str, Position]:
    """Move a block of positions under everything that is placed."""
    whole = union(box_rect(items[id_], position) for id_, position in placed.items())
    return {id_: (x + whole.x, y + whole.bottom + 2 * LANE_GAP) for id_, (x, y) in block.items()}


def _fitted(items: Mapping[str, Component], edges: Edges, placed: Mapping[str, Position]) -> dict[str, Position]:
    """Put each component that nobody placed beside what it is joined to, in the nearest free spot."""
    done = dict(placed)
    near: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for source, target in edges:
        near[source].append((target, -1))
        near[target].append((source, 1))
    taken = Crowd(box_rect(items[id_], position) for id_, position in done.items())
    below = union(box_rect(items[id_], position) for id_, position in done.items())
    waiting = [id_ for id_ in items if id_ not in done]
    while waiting:
        best = min(waiting, key=lambda id_: (-sum(other in done for other, _ in near[id_]), id_))
        waiting.remove(best)
        wish = _wish(items[best], [(done[other], way) for other, way in near[best] if other in done], below)
        spot = next(rect for rect in _spots(wish) if taken.is_free(rect.grown(ROW_GAP / 2)))
        done[best] = (spot.x, spot.y)
        taken.add(spot)
        below = union([below, spot])
    return done


def _wish(item: Component, near: list[tuple[Position, int]], whole: Rect) -> Rect:
    """Give where a component would like to be: right of its sources, left of its targets, or below everything."""
    box = box_rect(item)
    if not near:
        return Rect(whole.x, whole.bottom + LANE_GAP, box.width, box.height)
    step = box.width + COLUMN_GAP
    x = fmean(position[0] + way * step for position, way in near)
    return Rect(round(x, 2), round(fmean(position[1] for position, _ in near), 2), box.width, box.height)


def _spots(wish: Rect) -> Iterator[Rect]:
    """Yield spots round a wish, nearest first, ring by ring."""
    yield wish
    ring = 0
    while True:
        ring += 1
        steps = [
            (dx, dy) for dx in range(-ring, ring + 1) for dy in range(-ring, ring + 1) if max(abs(dx), abs(dy)) == ring
        ]
        for dx, dy in sorted(steps, key=lambda step: (math.hypot(step[0] * 2.2, step[1]), step)):
            yield Rect(wish.x + dx * (wish.width + COLUMN_GAP) / 2, wish.y + dy * 50, wish.width, wish.height)


class Stretch(NamedTuple):
    """How a drawing is scaled from a corner: by how much across, and by how much upright."""

    x: float
    y: float
    across: float
    upright: float

    def __call__(self, position: Position) -> Position:
        """Give where a point comes to lie."""
        x, y = position
        across, upright = self.x + (x - self.x) * self.across, self.y + (y - self.y) * self.upright
        return within(round(across, 2)), within(round(upright, 2))


def _stretched(items: Mapping[str, Component], placed: dict[str, Position]) -> dict[str, Position]:
    """Scale a drawing that was made for smaller boxes, if it was.

    Of several boxes at one and the same point only the first counts as placed then.
    """
    stretch = stretch_of([box_rect(items[id_], position) for id_, position in placed.items()])
    if stretch is None:
        return dict(placed)
    first = {place: id_ for id_, place in reversed(placed.items())}
    return {id_: stretch(place) for id_, place in placed.items() if first[place] == id_}


def stretch_of(boxes: Sequence[Rect]) -> Stretch | None:
    """Say how to scale a drawing that was made for smaller boxes; None for one where only a few boxes touch."""
    crowd = Crowd()
    pairs: list[tuple[Rect, Rect]] = []
    crowded: set[Rect] = set()
    for box in boxes:
        touching = list(islice(crowd.near(box.grown(6)), _MOST_PAIRS))
        pairs += ((box, other) for other in touching)
        crowded |= {box, *touching} if touching else set()
        crowd.add(box)
    if len(pairs) < 3 or sum(box in crowded for box in boxes) * 4 < len(boxes):  # noqa: PLR2004 (made so)
        return None
    across = max([1.0, *(_factor(one, other, 0) for one, other in pairs if _sideways(one, other))])
    upright = max([1.0, *(_factor(one, other, 1) for one, other in pairs if not _sideways(one, other))])
    whole = union(boxes)
    return Stretch(whole.x, whole.y, across, upright)


def _sideways(one: Rect, other: Rect) -> bool:
    return _factor(one, other, 0) <= _factor(one, other, 1)


def _factor(one: Rect, other: Rect, axis: int) -> float:
    """Give by how much an axis must grow until two boxes have room between them along it; at most threefold."""
    apart = abs(one.x - other.x) if axis == 0 else abs(one.y - other.y)
    need = (one.width + COLUMN_GAP * 0.6) if axis == 0 else (one.height + ROW_GAP * 0.6)
    return min(max(need / apart, 1.0), 3.0) if apart else 3.0
