"""Shapes and lines as a draw.io file."""

from collections.abc import Mapping, Sequence
from itertools import count
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from designer.exchange.boards.board import Board, Form, Line, Shape
from designer.exchange.boards.kept import as_texts, of_own, of_thing
from designer.exchange.drawio.boxes import boxes, groups
from designer.exchange.drawio.labels import UNWRITABLE, as_html

_ROOT, _LAYER = "0", "1"
"""The ids of what holds all layers, and of the layer."""


def write(board: Board) -> bytes:
    """Give a draw.io file of one page.

    It holds a Board but for its remarks; looks that draw.io has no setting for here; the place of an end that is bound;
    shapes without a box, which get one under the rest; white space round and in lines beyond one blank, and no-break
    blanks; letters that XML has not; a text without words, unless it is ours; a name like "Page-1"; and parts of px
    below a thousandth. A shape inside what is no shape of the board, or inside itself, is inside nothing.
    """
    file = Element("mxfile", host="designer")
    diagram = SubElement(file, "diagram", id="designer", name=_text(board.title) or "Page-1")
    model = SubElement(diagram, "mxGraphModel", grid="1", gridSize="10", guides="1", page="0", math="0", shadow="0")
    root = SubElement(model, "root")
    cells = _Cells(board)
    _add(root, _ROOT, "", as_texts(of_own(board.own)), {})
    SubElement(root, "mxCell", {"id": _LAYER, "parent": _ROOT})
    for shape in board.shapes:
        cells.add_shape(root, shape)
    for line in board.lines:
        cells.add_line(root, line)
    indent(file)
    raw: bytes = tostring(file, encoding="utf-8", xml_declaration=True)
    return raw + b"\n"


class _Cells:
    """What the cells of a board are called in the file, and where they lie."""

    def __init__(self, board: Board) -> None:
        self._groups = groups(board.shapes)
        self._boxes = boxes(board.shapes, self._groups)
        self._taken = {_ROOT, _LAYER}
        self._free = count(1)
        self._ids = {shape.id: self._id(shape.id) for shape in board.shapes}

    def _id(self, id_: str) -> str:
        """Give the cell's id: the board's own where it can be one, else a number."""
        cell_id = id_
        while not cell_id or cell_id in self._taken or UNWRITABLE.search(cell_id):
            cell_id = f"cell-{next(self._free)}"
        self._taken.add(cell_id)
        return cell_id

    def add_shape(self, root: Element, shape: Shape) -> None:
        """Write a shape into the group that it lies in."""
        group = self._groups[shape.id]
        box, id_ = self._boxes[shape.id], self._ids[shape.id]
        x, y = (self._boxes[group].x, self._boxes[group].y) if group else (0, 0)
        settings = {"style": _shape_style(shape), "vertex": "1", "parent": self._ids[group] if group else _LAYER}
        cell = _add(root, id_, shape.text, as_texts(of_thing(shape, id_=id_)), settings)
        place = {"x": _px(box.x - x), "y": _px(box.y - y), "width": _px(box.width), "height": _px(box.height)}
        SubElement(cell, "mxGeometry", {**place, "as": "geometry"})

    def add_line(self, root: Element, line: Line) -> None:
        """Write a line, bound to its shapes."""
        id_ = self._id(line.id)
        settings = {"style": _line_style(line), "edge": "1", "parent": _LAYER}
        settings |= {
            key: self._ids[end] for key, end in (("source", line.source), ("target", line.target)) if end in self._ids
        }
        cell = _add(root, id_, line.text, as_texts(of_thing(line, id_=id_)), settings)
        geometry = SubElement(cell, "mxGeometry", {"relative": "1", "as": "geometry"})
        for key, place in (("source", line.start), ("target", line.end)):
            if place and key not in settings:
                SubElement(geometry, "mxPoint", {"x": _px(place[0]), "y": _px(place[1]), "as": f"{key}Point"})


def _add(root: Element, id_: str, text: str, data: Mapping[str, str], settings: dict[str, str]) -> Element:
    """Write a cell; what we want to find again stands round it, where draw.io shows it as the cell's data."""
    label = as_html(_text(text))
    if data:
        wrapper = SubElement(root, "UserObject", {"label": label, "id": id_, **data})
        return SubElement(wrapper, "mxCell", settings)
    return SubElement(root, "mxCell", {"id": id_, **({"value": label} if label else {}), **settings})


def _text(text: str) -> str:
    return UNWRITABLE.sub("", text)


def _px(value: float) -> str:
    return f"{round(value, 3) + 0:.12g}"


_BASE = "whiteSpace=wrap;html=1;"
_OUTLINES = {
    "cylinder": "shape=cylinder3;boundedLbl=1;backgroundOutline=1;size=12;",
    "ellipse": "ellipse;",
    "diamond": "rhombus;",
    "hexagon": "shape=hexagon;perimeter=hexagonPerimeter2;fixedSize=1;size=20;",
    "sticky": "shape=note;backgroundOutline=1;size=14;fillColor=#fff2cc;strokeColor=#d6b656;align=left;",
}
_GROUP = "container=1;collapsible=0;fillColor=none;align=left;verticalAlign=top;spacingLeft=8;fontStyle=1;arcSize=4;"
_WORDS = "text;strokeColor=none;fillColor=none;align=left;verticalAlign=top;"
_LINE = "edgeStyle=orthogonalEdgeStyle;orthogonalLoop=1;jettySize=auto;html=1;"
_DASHES = {"dotted": "dashed=1;dashPattern=1 3;", "dashed": "dashed=1;"}


def _shape_style(shape: Shape) -> str:
    if shape.form is Form.TEXT:
        return _WORDS + _BASE
    outline = _GROUP if shape.form is Form.GROUP else _named(_OUTLINES, shape.looks)
    return f"{outline}rounded={int('rounded' in shape.looks)};{_BASE}{_named(_DASHES, shape.looks)}"


def _line_style(line: Line) -> str:
    end = "none" if "undirected" in line.looks else "classic"
    start = "classic" if line.both else "none"
    thick = "strokeWidth=3;" if "thick" in line.looks else ""
    return f"{_LINE}startArrow={start};endArrow={end};{thick}{_named(_DASHES, line.looks)}"


def _named(styles: Mapping[str, str], looks: Sequence[str]) -> str:
    return next((style for look, style in styles.items() if look in looks), "")
