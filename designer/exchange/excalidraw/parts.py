"""The elements that Excalidraw is handed, each with all that the program itself would give it."""

import math
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from designer.drawing.geometry import Point, Rect
from designer.exchange.excalidraw.lettering import LINE_HEIGHT, lettering
from designer.exchange.excalidraw.strokes import middle

Data = dict[str, Any]

INK = "#1e1e1e"
_PADDING = 5.0
_ROOM: Mapping[str, float] = {"ellipse": 1 / math.sqrt(2), "diamond": 0.5}
"""The share of a shape's width and height that words have."""


def dash(looks: Sequence[str]) -> tuple[str, ...]:
    """Give the first of the words for looks that says how a line is broken, or none."""
    return next(((word,) for word in looks if word in {"dashed", "dotted"}), ())


def keep(element: Data, data: Data) -> None:
    """Put what we know of an element where the program leaves it alone."""
    if data:
        element["customData"] = data


def element_of(id_: str, type_: str, box: Rect, looks: Sequence[str]) -> Data:
    """Give what every element has."""
    return {
        "id": id_,
        "type": type_,
        "x": box.x,
        "y": box.y,
        "width": box.width,
        "height": box.height,
        "angle": 0,
        "strokeColor": INK,
        "backgroundColor": "transparent",
        "fillStyle": "solid",
        "strokeWidth": 2,
        "strokeStyle": "".join(dash(looks)) or "solid",
        "roughness": 1,
        "opacity": 100,
        "groupIds": [],
        "frameId": None,
        "index": None,
        "roundness": None,
        "seed": _nonce(id_, "seed"),
        "version": 1,
        "versionNonce": _nonce(id_, "version"),
        "isDeleted": False,
        "boundElements": [],
        "updated": 1,
        "link": None,
        "locked": False,
    }


def _nonce(id_: str, use: str) -> int:
    """Give what the program draws at random, from the id: it shakes the hand that draws, and tells versions apart."""
    return zlib.crc32(f"{use} {id_}".encode(errors="replace")) & 0x7FFFFFFF or 1


def along(id_: str, type_: str, points: Sequence[Point], looks: Sequence[str]) -> Data:
    """Give an arrow or a line along points of the board."""
    (x, y), xs, ys = points[0], [point[0] for point in points], [point[1] for point in points]
    element = element_of(id_, type_, Rect(x, y, max(xs) - min(xs), max(ys) - min(ys)), looks)
    way = [[px - x, py - y] for px, py in points]
    return element | {"points": way, "lastCommittedPoint": None, "startBinding": None, "endBinding": None}


def words_of(shown: str, size: int, align: str, upright: str) -> Data:
    """Give what every text has."""
    return {
        "text": shown,
        "fontSize": size,
        "fontFamily": 5,
        "textAlign": align,
        "verticalAlign": upright,
        "lineHeight": LINE_HEIGHT,
        "autoResize": True,
    }


def label(text: str, box: Rect, look: str) -> Data:
    """Give the words in the middle of a shape."""
    room = _ROOM.get(look, 1.0)
    width, height = (max(side * room - 2 * _PADDING, 1.0) for side in (box.width, box.height))
    return _centred(text, box.centre, width, height)


def _centred(text: str, at: Point, width: float, height: float) -> Data:
    set_ = lettering(text, width, height)
    place = {"x": at[0] - set_.width / 2, "y": at[1] - set_.height / 2, "width": set_.width, "height": set_.height}
    return place | words_of(set_.shown, set_.size, "center", "middle")


def title(text: str, box: Rect) -> Data:
    """Give the words in the upper left corner of a group."""
    set_ = lettering(text, max(box.width - 2 * _PADDING, 1.0), 25.0)
    place = {"x": box.x + _PADDING, "y": box.y + _PADDING, "width": set_.width, "height": set_.height}
    return place | words_of(set_.shown, set_.size, "left", "top")


def on_way(text: str, points: Sequence[Point]) -> Data:
    """Give the words half way along an arrow."""
    return _centred(text, middle(points), max(math.dist(points[0], points[-1]) * 0.7, 80.0), 40.0)
