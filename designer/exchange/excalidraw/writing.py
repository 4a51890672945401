"""A board as an Excalidraw file that the program opens without mending anything."""

import json
import math
from collections import Counter
from collections.abc import Iterator

from designer.drawing.geometry import Point, Rect
from designer.exchange.boards import kept
from designer.exchange.boards.board import Board, Form, Line, Shape
from designer.exchange.boards.ids import Ids
from designer.exchange.excalidraw.lettering import lettering
from designer.exchange.excalidraw.parts import INK, Data, along, dash, element_of, keep, label, on_way, title, words_of
from designer.exchange.excalidraw.strokes import aim, cylinder, hexagon, leave, loop

_FAINT, _PAPER = "#868e96", "#fff3bf"
_ORNAMENTS = {"cylinder": cylinder, "hexagon": hexagon}
_TYPES = ("ellipse", "diamond")
_APART = 24.0
"""Px between arrows that join the same two shapes."""
_LONG, _SHORTEST = 100.0, 10.0
"""Px of an arrow with an end of which nothing is known, and of one that would have no length."""
_STEP, _COLUMNS = (240.0, 140.0), 6
_SIZE = (176.0, 64.0)
"""Where shapes without a place are put: in rows."""


def write(board: Board) -> bytes:
    """Give the drawing as a scene, the same bytes for the same board.

    What is read of them is the same board, except that shapes without a box get one, those of no size one of 1 px, and
    an end with neither shape nor place gets a place, as does that of an arrow of less than 1 px; words that are blanks
    alone are left out, and so is a text without words; a shape has one outline (rounded, ellipse, diamond, or what
    else `looks` say), a shape or line one dash; `inside` is lost where the group's box does not hold the shape's
    middle; places of ends are kept to a thousandth of a px, and are lost beside a shape; so are the remarks.
    """
    drawing = _Drawing(board)
    elements = [*drawing.shapes(), *drawing.lines()]
    header = kept.of_board(board)
    drawn = [element for element in elements if "part_of" not in element.get("customData", {}).get(kept.BESIDE, {})]
    for element in (*drawn[:1], *drawn[1:][-1:]) if header else ():  # either may be deleted there
        mine = element.setdefault("customData", {})
        mine[kept.BESIDE] = {**mine.get(kept.BESIDE, {}), **header[kept.BESIDE]}
    for at, element in enumerate(elements):
        element["index"] = _index(at)
    scene = {
        "type": "excalidraw",
        "version": 2,
        "source": "designer",
        **({} if elements else header),
        "appState": {"viewBackgroundColor": "#ffffff", "gridSize": 20, "gridStep": 5, "gridModeEnabled": False},
        "files": {},
    }
    rows = ",\n".join(json.dumps(element, ensure_ascii=False, separators=(",", ":")) for element in elements)
    rest = json.dumps(scene, ensure_ascii=False)
    return f'{rest[:-1]}, "elements": [\n{rows}\n]}}\n'.encode(errors="replace")


_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def _index(number: int) -> str:
    """Give the key by which the program orders elements: a letter for how many digits follow, and these.

    >>> _index(0), _index(61), _index(62)
    ('a0', 'az', 'b00')
    """
    digits = 1
    while number >= len(_DIGITS) ** digits:
        number -= len(_DIGITS) ** digits
        digits += 1
    places = (number // len(_DIGITS) ** place % len(_DIGITS) for place in reversed(range(digits)))
    return chr(ord("a") + digits - 1) + "".join(_DIGITS[place] for place in places)


class _Drawing:
    """The elements of one board, with the ids that they get."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._ids = Ids()
        self._shape_ids = {shape.id: self._ids.take(shape.id) for shape in board.shapes}
        self._line_ids = [self._ids.take(line.id) for line in board.lines]
        self._boxes = {shape.id: _box(shape, at) for at, shape in enumerate(board.shapes)}
        self._looks = {shape.id: _type(shape) for shape in board.shapes}
        self._bound: dict[str, list[Data]] = {}
        for id_, line in zip(self._line_ids, board.lines, strict=True):
            for end in {line.source, line.target} & self._shape_ids.keys():
                self._bound.setdefault(end, []).append({"id": id_, "type": "arrow"})

    def shapes(self) -> Iterator[Data]:
        """Give each shape, its words after it, what adorns it before."""
        for shape in self._board.shapes:
            if shape.form is not Form.TEXT:
                yield from self._shape(shape)
            elif shape.text.strip():
                yield self._free(shape)

    def _shape(self, shape: Shape) -> Iterator[Data]:
        id_, box, look = self._shape_ids[shape.id], self._boxes[shape.id], self._looks[shape.id]
        ornament = next((_ORNAMENTS[word] for word in shape.looks if word in _ORNAMENTS), None)
        rounded = "rounded" in shape.looks and look == "rectangle"
        element = element_of(id_, look, box, shape.looks)
        element["roundness"] = {"type": 3} if rounded else {"type": 2} if look != "rectangle" else None
        element["strokeColor"] = _FAINT if shape.form is Form.GROUP else INK
        if "sticky" in shape.looks:
            element |= {"backgroundColor": _PAPER, "strokeColor": _FAINT, "fillStyle": "solid"}
        if ornament:
            element |= {"strokeColor": "transparent", "groupIds": [self._ids.take(f"{id_}-group")]}
            for points in ornament(box):
                stroke = along(self._ids.take(f"{id_}-outline"), "line", points, shape.looks)
                stroke |= {"groupIds": element["groupIds"], "customData": {kept.BESIDE: {"part_of": id_}}}
                yield stroke | {"polygon": False, "startArrowhead": None, "endArrowhead": None}
        drawn = (*(("rounded",) if rounded else ()), *((look,) if look in _TYPES else ()), *dash(shape.looks))
        keep(element, kept.of_thing(shape, id_=id_, looks=drawn, form=Form.BOX, inside=""))
        element["boundElements"] = list(self._bound.get(shape.id, []))
        yield element
        if shape.text.strip():
            words = title(shape.text, box) if shape.form is Form.GROUP else label(shape.text, box, look)
            yield self._bind(words, element, shape.text)

    def _bind(self, words: Data, holder: Data, text: str) -> Data:
        """Make words the label of an element, on both sides."""
        id_ = self._ids.take(f"{holder['id']}-text")
        place = Rect(words.pop("x"), words.pop("y"), words.pop("width"), words.pop("height"))
        element = element_of(id_, "text", place, ()) | words
        holder["boundElements"] = [{"id": id_, "type": "text"}, *holder["boundElements"]]
        return element | {"containerId": holder["id"], "originalText": text, "groupIds": holder["groupIds"]}

    def _free(self, shape: Shape) -> Data:
        id_, box = self._shape_ids[shape.id], self._boxes[shape.id]
        set_ = lettering(shape.text, box.width, box.height)
        element = element_of(id_, "text", box, ()) | words_of(set_.shown, set_.size, "left", "top")
        keep(element, kept.of_thing(shape, id_=id_, looks=(), form=Form.TEXT, inside=""))
        element["boundElements"] = list(self._bound.get(shape.id, []))
        return element | {"containerId": None, "originalText": shape.text, "autoResize": False}

    def lines(self) -> Iterator[Data]:
        """Give each arrow, its words after it."""
        lines = self._board.lines
        beside = Counter(frozenset((line.source, line.target)) for line in lines)
        seen: Counter[frozenset[str]] = Counter()
        for id_, line in zip(self._line_ids, lines, strict=True):
            pair = frozenset((line.source, line.target))
            aside = (seen[pair] - (beside[pair] - 1) / 2) * _APART
            seen[pair] += 1
            yield from self._line(line, id_, aside)

    def _line(self, line: Line, id_: str, aside: float) -> Iterator[Data]:
        points, aims = self._way(line, aside)
        head = None if "undirected" in line.looks and not line.both else "arrow"
        element = along(id_, "arrow", points, line.looks)
        element["strokeWidth"] = 4 if "thick" in line.looks else 2
        element |= {"startArrowhead": head if line.both else None, "endArrowhead": head, "elbowed": False}
        element["startBinding"] = self._binding(line.source, aims[0], points[0])
        element["endBinding"] = self._binding(line.target, aims[1], points[-1])
        drawn = (*(() if head else ("undirected",)), *dash(line.looks), *(("thick",) if "thick" in line.looks else ()))
        keep(element, kept.of_thing(line, id_=id_, looks=drawn))
        yield element
        if line.text.strip():
            yield self._bind(on_way(line.text, points), element, line.text)

    def _way(self, line: Line, aside: float) -> tuple[list[Point], tuple[Point, Point]]:
        """Give the points of an arrow, and the points in its two shapes at which it aims."""
        source, target = self._boxes.get(line.source), self._boxes.get(line.target)
        if source and line.source == line.target:
            return loop(source), (source.centre, source.centre)
        start = source.centre if source else line.start or _off(target.centre if target else line.end, -_LONG)
        end = target.centre if target else line.end or _off(start, _LONG)
        across = _across(start, end, aside if line.source <= line.target else -aside)
        aims = aim(source, across) if source else start, aim(target, across) if target else end
        begin = leave(source, self._looks[line.source], aims[0], aims[1]) if source else start
        stop = leave(target, self._looks[line.target], aims[1], aims[0]) if target else end
        if _turns_back(aims, (begin, stop)):  # the two lie over each other
            begin, stop = aims
        if math.dist(begin, stop) < 1:  # what is shorter is deleted when it is opened
            begin, stop = (begin, _off(stop, _SHORTEST)) if target or not source else (_off(begin, -_SHORTEST), stop)
        return [begin, stop], aims

    def _binding(self, id_: str, aimed: Point, point: Point) -> Data | None:
        box = self._boxes.get(id_)
        if box is None:
            return None
        fixed = [_share(aimed[0], box.x, box.width), _share(aimed[1], box.y, box.height)]
        within = box.x < point[0] < box.right and box.y < point[1] < box.bottom
        return {"elementId": self._shape_ids[id_], "fixedPoint": fixed, "mode": "inside" if within else "orbit"}


def _off(point: Point | None, by: float) -> Point:
    x, y = point or (0.0, 0.0)
    return x + by, y


def _turns_back(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    (x, y), (to_x, to_y) = one
    (ox, oy), (oto_x, oto_y) = other
    return (to_x - x) * (oto_x - ox) + (to_y - y) * (oto_y - oy) < 0


def _across(start: Point, end: Point, aside: float) -> Point:
    length = math.dist(start, end)
    if not length:
        return 0.0, 0.0
    return -(end[1] - start[1]) / length * aside, (end[0] - start[0]) / length * aside


def _share(place: float, begin: float, length: float) -> float:
    """Give a place as a share of a length; never one half, which the program itself moves."""
    share = round((place - begin) / length, 4)
    return 0.5001 if share == 0.5 else share  # noqa: PLR2004 (one half)


def _box(shape: Shape, at: int) -> Rect:
    if shape.box is None:
        row, column = divmod(at, _COLUMNS)
        return Rect(column * _STEP[0], row * _STEP[1], *_SIZE)
    return Rect(shape.box.x, shape.box.y, max(shape.box.width, 1.0), max(shape.box.height, 1.0))


def _type(shape: Shape) -> str:
    return next((word for word in shape.looks if word in _TYPES), "rectangle")
