"""Where components go that nobody placed: layers from left to right, in lanes from online path to monitoring."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from statistics import fmean

from designer.drawing.box import box_rect
from designer.drawing.crowd import Crowd
from designer.drawing.geometry import Rect, union, within
from designer.model.design import Component, ConnectionKind, Design, Position
from designer.model.kind import Kind

COLUMN_GAP, ROW_GAP, LANE_GAP = 104.0, 36.0, 72.0
_TALLEST_COLUMN = 7
_SWEEPS = 6
_FEW = 12  # so many are fitted in one by one; of more, a picture of their own is easier to read
_MOST_PAIRS = 16  # of one box: enough to see that a drawing is crowded

_LANES: Mapping[str, int] = {
    "sources": 0,
    "infra": 0,
    "serving": 0,
    "llm": 0,
    "features": 0,
    "ingest": 1,
    "storage": 1,
    "processing": 1,
    "governance": 1,
    "training": 2,
    "evaluation": 2,
    "release": 2,
    "monitoring": 3,
}
_LOOSE_LANE = 4
_STAGES: Mapping[str, int] = {"training": 1, "evaluation": 2, "release": 3, "monitoring": 4}

_FORWARD = (
    ConnectionKind.REQUEST,
    ConnectionKind.DATA,
    ConnectionKind.DEPLOY,
    ConnectionKind.FEEDBACK,
    ConnectionKind.CONTROL,
)
"""Which connections decide the direction first, where following all of them would lead in a circle."""

Edges = list[tuple[str, str]]
Columns = dict[tuple[int, int], list[str]]
"""The ids of each column, by lane and rank."""


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
        return _layered(items, edges, kinds)
    placed = _stretched(items, placed)
    loose = {id_: item for id_, item in items.items() if id_ not in placed}
    if len(loose) > max(_FEW, len(placed)):
        return placed | _below(
            items, placed, _layered(loose, [pair for pair in edges if {*pair} <= loose.keys()], kinds)
        )
    return _fitted(items, edges, placed)


def _below(
    items: Mapping[str, Component], placed: Mapping[str, Position], block: Mapping[str, Position]
) -> dict[str, Position]:
    """Move a block of positions under everything that is placed."""
    whole = union(box_rect(items[id_], position) for id_, position in placed.items())
    return {id_: (x + whole.x, y + whole.bottom + 2 * LANE_GAP) for id_, (x, y) in block.items()}


def _edges(design: Design, items: Mapping[str, Component]) -> Edges:
    """Give the distinct pairs that are joined, those that say most about the direction first."""
    ordered = sorted(design.connections, key=lambda edge: (_FORWARD.index(edge.kind), edge.source, edge.target))
    pairs = ((edge.source, edge.target) for edge in ordered)
    return list(dict.fromkeys(pair for pair in pairs if pair[0] != pair[1] and {*pair} <= items.keys()))


def _layered(items: Mapping[str, Component], edges: Edges, kinds: Mapping[str, Kind]) -> dict[str, Position]:
    joined = {end for pair in edges for end in pair}
    groups = {id_: kinds[item.kind].group if item.kind in kinds else "" for id_, item in items.items()}
    lanes = {id_: _LANES.get(groups[id_], 0) if id_ in joined else _LOOSE_LANE for id_ in items}
    # What goes back from a later stage (a champion to compare with) says less of the direction than what goes on.
    stages = {id_: _STAGES.get(group, 0) for id_, group in groups.items()}
    ranks = _ranks(items, sorted(edges, key=lambda pair: stages[pair[0]] > stages[pair[1]]), lanes)
    columns: Columns = defaultdict(list)
    for id_ in items:
        columns[lanes[id_], ranks[id_]].append(id_)
    return _swept(items, edges, columns)


def _ranks(items: Iterable[str], edges: Edges, lanes: Mapping[str, int]) -> dict[str, int]:
    """Give each component's column: after all that lead to it inside its lane, or under what it hangs from above."""
    ranks: dict[str, int] = {}
    for lane in sorted(set(lanes.values()) - {_LOOSE_LANE}):
        members = [id_ for id_ in items if lanes[id_] == lane]
        inner = _acyclic([pair for pair in edges if lanes[pair[0]] == lanes[pair[1]] == lane])
        above = _above(edges, members, ranks)
        ranks |= _drawn_near(_longest(members, inner, above), inner, above)
    inside = {end for pair in edges if lanes[pair[0]] == lanes[pair[1]] for end in pair}
    for lane in sorted(set(lanes.values()) - {_LOOSE_LANE}):
        alone = [id_ for id_ in items if lanes[id_] == lane and id_ not in inside]
        ranks |= _above(edges, alone, ranks)
    loose = [id_ for id_ in items if lanes[id_] == _LOOSE_LANE]
    wide = max(math.ceil(math.sqrt(len(loose) * 1.6)), max(ranks.values(), default=0) + 1)
    return ranks | {id_: index % wide for index, id_ in enumerate(loose)}


def _drawn_near(ranks: dict[str, int], edges: Edges, fixed: Mapping[str, int]) -> dict[str, int]:
    """Move what nothing leads to, and what hangs from nothing above, next to the first that it leads to."""
    reached = {target for _, target in edges}
    after: dict[str, list[int]] = defaultdict(list)
    for source, target in edges:
        after[source].append(ranks[target])
    free = [id_ for id_ in ranks if id_ not in reached and id_ not in fixed and after[id_]]
    return ranks | {id_: max(min(after[id_]) - 1, 0) for id_ in free}


def _above(edges: Edges, members: list[str], ranks: Mapping[str, int]) -> dict[str, int]:
    """Give each member a column right of what leads to it from other lanes, or else left of what it leads to there.

    Straight below would be nearer, but the lines would run behind the boxes in between.
    """
    before: dict[str, list[int]] = {id_: [] for id_ in members}
    after: dict[str, list[int]] = {id_: [] for id_ in members}
    for source, target in edges:
        if target in before and source in ranks:
            before[target].append(ranks[source] + 1)
        elif source in after and target in ranks:
            after[source].append(max(ranks[target] - 1, 0))
    return {id_: min(before[id_] or after[id_]) for id_ in members if before[id_] or after[id_]}


def _acyclic(edges: Edges) -> Edges:
    """Keep the edges, in their order, that close no circle."""
    after: dict[str, set[str]] = defaultdict(set)
    kept = []
    for source, target in edges:
        if not _leads(after, target, source):
            after[source].add(target)
            kept.append((source, target))
    return kept


def _leads(after: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        fresh = after.get(here, set()) - seen
        seen |= fresh
        waiting += fresh
    return False


def _longest(members: list[str], edges: Edges, first: Mapping[str, int]) -> dict[str, int]:
    """Rank by the longest way; a lane's beginnings stand below what they hang from."""
    after: dict[str, list[str]] = defaultdict(list)
    missing = dict.fromkeys(members, 0)
    for source, target in edges:
        after[source].append(target)
        missing[target] += 1
    ranks = {id_: first.get(id_, 0) for id_ in members if not missing[id_]}
    ready = list(ranks)
    while ready:
        here = ready.pop()
        for there in after[here]:
            ranks[there] = max(ranks.get(there, 0), ranks[here] + 1)
            missing[there] -= 1
            if not missing[there]:
                ready.append(there)
    return ranks


@dataclass(frozen=True)
class _Lanes:
    """Where each lane lies and how high it is, and where each column of it begins."""

    tops: Mapping[int, float]
    heights: Mapping[int, float]
    lefts: Mapping[tuple[int, int], float]


def _swept(items: Mapping[str, Component], edges: Edges, columns: Columns) -> dict[str, Position]:
    """Order each column by where its neighbours are, a few times over, so that few lines cross."""
    near: dict[str, list[str]] = defaultdict(list)
    for source, target in edges:
        near[source].append(target)
        near[target].append(source)
    boxes = {id_: box_rect(item) for id_, item in items.items()}
    lanes = _lanes(columns, boxes)
    placed = {id_: spot for place in columns for id_, spot in _stacked(place, columns, boxes, lanes)}
    for sweep in range(_SWEEPS):
        for place in sorted(columns, reverse=bool(sweep % 2)):
            columns[place].sort(key=lambda id_: (fmean([placed[other][1] for other in near[id_]] or [0.0]), id_))
            placed.update(_stacked(place, columns, boxes, lanes))
    lanes = _lanes(columns, boxes)
    return {id_: spot for place in columns for id_, spot in _stacked(place, columns, boxes, lanes)}


def _lanes(columns: Columns, boxes: Mapping[str, Rect]) -> _Lanes:
    heights: dict[int, float] = defaultdict(float)
    for (lane, _), ids in columns.items():
        heights[lane] = max(heights[lane], *(_height(part, boxes) for part in _parts(ids)))
    tops, top = {}, 0.0
    for lane in sorted(heights):
        tops[lane] = top
        top += heights[lane] + LANE_GAP
    return _Lanes(tops, heights, _lefts({place: _parts(ids) for place, ids in columns.items()}, boxes))


def _stacked(
    place: tuple[int, int], columns: Columns, boxes: Mapping[str, Rect], lanes: _Lanes
) -> Iterator[tuple[str, Position]]:
    """Yield the positions of one column, centred in its lane; a tall one is broken into several."""
    lane, rank = place
    for index, ids in enumerate(_parts(columns[place])):
        y = lanes.tops[lane] + (lanes.heights[lane] - _height(ids, boxes)) / 2
        for id_ in ids:
            yield id_, (lanes.lefts[rank, index], round(y, 2))
            y += boxes[id_].height + ROW_GAP


def _parts(ids: list[str]) -> list[list[str]]:
    count = math.ceil(len(ids) / _TALLEST_COLUMN)
    size = math.ceil(len(ids) / count)
    return [ids[start : start + size] for start in range(0, len(ids), size)]


def _lefts(parts: Mapping[tuple[int, int], list[list[str]]], boxes: Mapping[str, Rect]) -> dict[tuple[int, int], float]:
    wide: dict[tuple[int, int], float] = defaultdict(float)
    for (_, rank), all_ in parts.items():
        for index, ids in enumerate(all_):
            wide[rank, index] = max(wide[rank, index], *(boxes[id_].width for id_ in ids))
    lefts, left = {}, 0.0
    for column in sorted(wide):
        lefts[column] = left
        left += wide[column] + COLUMN_GAP
    return lefts


def _height(ids: list[str], boxes: Mapping[str, Rect]) -> float:
    return sum(boxes[id_].height for id_ in ids) + ROW_GAP * (len(ids) - 1)


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


def _stretched(items: Mapping[str, Component], placed: dict[str, Position]) -> dict[str, Position]:
    """Scale a drawing that was made for smaller boxes; one where only a few boxes touch is left as it is.

    Of several boxes at one and the same point only the first counts as placed then.
    """
    boxes = {id_: box_rect(items[id_], position) for id_, position in placed.items()}
    crowd = Crowd()
    pairs: list[tuple[Rect, Rect]] = []
    crowded: set[Rect] = set()
    for box in boxes.values():
        touching = list(islice(crowd.near(box.grown(6)), _MOST_PAIRS))
        pairs += ((box, other) for other in touching)
        crowded |= {box, *touching} if touching else set()
        crowd.add(box)
    if len(pairs) < 3 or sum(box in crowded for box in boxes.values()) * 4 < len(boxes):  # noqa: PLR2004 (made so)
        return dict(placed)
    across = max([1.0, *(_factor(one, other, 0) for one, other in pairs if _sideways(one, other))])
    upright = max([1.0, *(_factor(one, other, 1) for one, other in pairs if not _sideways(one, other))])
    whole = union(boxes.values())
    first = {place: id_ for id_, place in reversed(placed.items())}
    return {
        id_: (within(round(whole.x + (x - whole.x) * across, 2)), within(round(whole.y + (y - whole.y) * upright, 2)))
        for id_, (x, y) in placed.items()
        if first[x, y] == id_
    }


def _sideways(one: Rect, other: Rect) -> bool:
    return _factor(one, other, 0) <= _factor(one, other, 1)


def _factor(one: Rect, other: Rect, axis: int) -> float:
    """Give by how much an axis must grow until two boxes have room between them along it; at most threefold."""
    apart = abs(one.x - other.x) if axis == 0 else abs(one.y - other.y)
    need = (one.width + COLUMN_GAP * 0.6) if axis == 0 else (one.height + ROW_GAP * 0.6)
    return min(max(need / apart, 1.0), 3.0) if apart else 3.0
