"""A drawing as a GraphML document that yEd draws."""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from designer.drawing.geometry import Point, Rect, union
from designer.exchange.boards import kept
from designer.exchange.boards.board import Board, Form, Line, Shape
from designer.exchange.boards.ids import Ids
from designer.exchange.boards.kept import BESIDE, OWN, STAND_IN, Data, as_texts
from designer.exchange.boards.limits import DEEPEST
from designer.exchange.boards.nesting import members
from designer.exchange.graphml import pens

_SPACES = {
    "xmlns": "http://graphml.graphdrawing.org/xmlns",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xmlns:y": "http://www.yworks.com/xml/graphml",
    "xsi:schemaLocation": "http://graphml.graphdrawing.org/xmlns "
    "http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd",
}
_UNHEARD = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""
_SAFE_ID = re.compile(r"[\w.:-]+")
_TITLE_PX = 22.0
"""Height of a group's title, which yEd counts among what is inside."""


def write(board: Board) -> bytes:
    """Write a drawing as yEd draws it, with labels among the data too for whoever reads the structure alone.

    What is not read back: remarks; the order of shapes, of which groups come before their members; white space round a
    text, a carriage return, which becomes a line feed, and what XML cannot hold; that a shape is in one that is no
    group, or in itself by way of others; the place of an end that is bound.
    """
    return _Writer(board).document()


class _Writer:
    """A document while it is written."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._members = members(board.shapes, DEEPEST - 1)  # the graph itself is a step
        safe = [shape.id for shape in board.shapes if _SAFE_ID.fullmatch(shape.id)]
        self._taken = Ids(safe)
        self._names = {id_: id_ for id_ in safe}
        self._names |= {each.id: self._taken.take("n") for each in board.shapes if each.id not in self._names}
        self._ended = {end for line in board.lines for end in (line.source, line.target)}

    def document(self) -> bytes:
        root = Element("graphml", _SPACES)
        self._keys(root)
        graph = SubElement(root, "graph", {"id": "G", "edgedefault": "directed"})
        _data(graph, {"graph-description": self._board.title}, kept.of_own(self._board.own), "graph")
        self._nodes(graph, self._members[""])
        ids = Ids(line.id for line in self._board.lines if _SAFE_ID.fullmatch(line.id))
        for line in self._board.lines:
            self._edge(graph, line, line.id if _SAFE_ID.fullmatch(line.id) else ids.take("e"))
        if len(self._board.shapes) < _MOST_INDENTED:
            indent(graph)
        written: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
        return written + b"\n"

    def _keys(self, root: Element) -> None:
        for of in ("node", "edge"):
            SubElement(root, "key", {"id": f"{of}-graphics", "for": of, "yfiles.type": f"{of}graphics"})
            _key(root, of, "label")
        _key(root, "graph", "description", "Description")
        for of in ("graph", "node", "edge"):
            _key(root, of, OWN)
            _key(root, of, BESIDE)

    def _nodes(self, graph: Element, shapes: Iterable[Shape]) -> None:
        for shape in shapes:
            node = SubElement(graph, "node", {"id": self._names[shape.id]})
            pen = pens.of_shape(shape.form, shape.looks)
            text = _clean(shape.text)
            is_ended_text = shape.form is Form.TEXT and shape.id in self._ended
            read_as = Form.BOX if is_ended_text else shape.form
            mine = kept.of_thing(shape, id_="", looks=pens.looks(pen), form=read_as)
            _data(node, {"node-label": text}, mine, "node")
            drawn = SubElement(node, "data", {"key": "node-graphics"})
            if shape.form is not Form.GROUP:
                _draw(drawn, pen, shape.box, text)
                continue
            node.set("yfiles.foldertype", "group")
            self._draw_group(drawn, shape, pen, text)
            inner = SubElement(node, "graph", {"id": f"{self._names[shape.id]}:", "edgedefault": "directed"})
            self._nodes(inner, self._members[shape.id])

    def _draw_group(self, parent: Element, shape: Shape, pen: pens.Pen, text: str) -> None:
        """Draw a group as yEd does, which computes its box from what is in it, and from the room left beside."""
        proxy = SubElement(parent, "y:ProxyAutoBoundsNode")
        drawn = _draw(SubElement(proxy, "y:Realizers", {"active": "0"}), pen, shape.box, text)
        SubElement(drawn, "y:State", {"closed": "false", "innerGraphDisplayEnabled": "false"})
        inner = [member.box for member in self._members[shape.id] if member.box]
        if shape.box and inner:
            SubElement(drawn, "y:Insets", _insets(shape.box, union(inner)))

    def _edge(self, graph: Element, line: Line, id_: str) -> None:
        source = self._names.get(line.source) or self._loose(graph, line.start)
        target = self._names.get(line.target) or self._loose(graph, line.end)
        edge = SubElement(graph, "edge", {"id": id_, "source": source, "target": target})
        text = _clean(line.text)
        border, thick = stroke = pens.of_line(line.looks)
        is_plain = "undirected" in line.looks and not line.both
        looks = (*pens.line_looks(stroke), *(("undirected",) if is_plain else ()))
        mine = kept.of_thing(line, id_="", looks=looks)
        _data(edge, {"edge-label": text} if text else {}, mine, "edge")
        drawn = SubElement(SubElement(edge, "data", {"key": "edge-graphics"}), "y:PolyLineEdge")
        SubElement(drawn, "y:Path", dict.fromkeys(("sx", "sy", "tx", "ty"), "0.0"))
        SubElement(drawn, "y:LineStyle", {"color": "#000000", "type": border, "width": "3.0" if thick else "1.0"})
        heads = {"source": "standard" if line.both else "none", "target": "none" if is_plain else "standard"}
        SubElement(drawn, "y:Arrows", heads)
        if text:
            SubElement(drawn, "y:EdgeLabel").text = _label(text)

    def _loose(self, graph: Element, at: Point | None) -> str:
        """Write a node that nobody sees, at which a line ends that ends at none."""
        name = self._taken.take("loose")
        node = SubElement(graph, "node", {"id": name})
        _data(node, {}, STAND_IN, "node")
        box = Rect(at[0] - 0.5, at[1] - 0.5, 1, 1) if at else None
        _draw(SubElement(node, "data", {"key": "node-graphics"}), pens.of_shape(Form.TEXT, ()), box, "")
        return name


_MOST_INDENTED = 2_000
"""Shapes of a drawing that people may want to read as text."""


def _key(root: Element, of: str, name: str, title: str = "") -> None:
    stated = {"id": f"{of}-{name}", "for": of, "attr.name": title or name, "attr.type": "string"}
    SubElement(root, "key", stated)


def _data(parent: Element, words: dict[str, str], mine: Data, of: str) -> None:
    for key, text in {**words, **{f"{of}-{name}": text for name, text in as_texts(mine).items()}}.items():
        if text:
            SubElement(parent, "data", {"key": key}).text = _clean(text)


def _draw(parent: Element, pen: pens.Pen, box: Rect | None, text: str) -> Element:
    node = SubElement(parent, f"y:{pen.node}", {"configuration": pen.shape} if pen.node == "GenericNode" else {})
    if box:
        names = ("x", "y", "width", "height")
        SubElement(node, "y:Geometry", {name: repr(float(getattr(box, name))) for name in names})
    is_group = pen.node == "GroupNode"
    fill = {"color": "#F5F5F5" if is_group else "#FFFFFF", "transparent": "false"} if pen.outline else _NONE
    SubElement(node, "y:Fill", fill)
    width = "3.0" if pen.thick else "1.0"
    border = {"color": "#000000", "type": pen.border, "width": width} if pen.outline else {**_NONE, "type": "line"}
    SubElement(node, "y:BorderStyle", border)
    if text or is_group:
        place = {"modelName": "internal", "modelPosition": "t" if is_group else "c"}
        SubElement(node, "y:NodeLabel", place).text = _label(text)
    if pen.node in {"ShapeNode", "GroupNode"}:
        SubElement(node, "y:Shape", {"type": pen.shape})
    return node


_NONE = {"hasColor": "false"}


def _insets(box: Rect, inner: Rect) -> dict[str, str]:
    room = {
        "left": inner.x - box.x,
        "top": inner.y - box.y - _TITLE_PX,
        "right": box.right - inner.right,
        "bottom": box.bottom - inner.bottom,
    }
    room = {side: max(0.0, float(length)) for side, length in room.items()}
    return {
        **{side: str(round(length)) for side, length in room.items()},
        **{f"{side}F": repr(round(length, 2)) for side, length in room.items()},
    }


def _clean(text: str) -> str:
    return _UNHEARD.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _label(text: str) -> str:
    """Write a label; yEd, and who reads it again, would take what begins so for HTML."""
    if text[:5].lower() != "<html":
        return text
    return "<html>" + text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
