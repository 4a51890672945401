"""Short texts to which an arrow is bound although it runs along them: they are the arrow's own label."""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from designer.drawing.geometry import Point
from designer.exchange.excalidraw.element import Element

_SHORT = 60
"""Letters of a label."""
_NEAR = 16.0
"""Px between an arrow and the middle of its label, or the label's height where that is more."""
_BEYOND = 12.0
"""Px that an arrow goes on for after it has passed its label."""


def captions(
    arrows: Mapping[str, Element], targets: Mapping[str, Sequence[str]], texts: Mapping[str, Element]
) -> dict[str, str]:
    """Give the texts that are an arrow's own, each with that arrow; `targets` are what its two ends are bound to."""
    own: dict[str, str] = {}
    for id_, arrow in arrows.items():
        for end, target in zip((0, -1), targets[id_], strict=True):
            if target in texts and len({*targets[id_]}) > 1 and _runs_along(arrow.path, end, texts[target]):
                own.setdefault(target, id_)
    return own


def _runs_along(path: Sequence[Point], end: int, label: Element) -> bool:
    if label.box is None or not path or len(label.words) > _SHORT:
        return False
    distance, nearest = min(_nearest(label.box.centre, path))
    x, y = path[end]
    within = label.box.x <= x <= label.box.right and label.box.y <= y <= label.box.bottom
    return not within and distance <= max(label.box.height, _NEAR) and math.dist(nearest, path[end]) > _BEYOND


def _nearest(point: Point, path: Sequence[Point]) -> Iterator[tuple[float, Point]]:
    for (x, y), (to_x, to_y) in pairwise(path):
        across, down = to_x - x, to_y - y
        length = across * across + down * down
        along = ((point[0] - x) * across + (point[1] - y) * down) / length if length else 0.0
        share = min(max(along, 0.0), 1.0)
        place = (x + share * across, y + share * down)
        yield math.dist(point, place), place
