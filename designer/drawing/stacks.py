"""Columns of components turned into positions: ordered so that few lines cross, stacked in their lanes."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import fmean

from designer.drawing.box import box_rect
from designer.drawing.geometry import Rect
from designer.drawing.ranks import Columns, Edges
from designer.model.design import Component, Position

COLUMN_GAP, ROW_GAP, LANE_GAP = 104.0, 36.0, 72.0
_TALLEST_COLUMN = 7
_SWEEPS = 6


def stacked_positions(items: Mapping[str, Component], edges: Edges, columns: Columns) -> dict[str, Position]:
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


@dataclass(frozen=True)
class _Lanes:
    """Where each lane lies and how high it is, and where each column of it begins."""

    tops: Mapping[int, float]
    heights: Mapping[int, float]
    lefts: Mapping[tuple[int, int], float]


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
