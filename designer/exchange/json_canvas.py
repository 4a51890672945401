"""Drawings in JSON Canvas 1.0 (`.canvas`), as Obsidian keeps them: cards, files, links and groups, joined by edges."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from designer.drawing.geometry import Rect
from designer.errors import DesignerError
from designer.exchange.boards import kept
from designer.exchange.boards.board import Board, Form, Line, Shape
from designer.exchange.boards.ids import Ids
from designer.exchange.boards.json_data import items, mapping, number, parse, text
from designer.exchange.boards.limits import refuse_masses
from designer.exchange.boards.nesting import believed
from designer.exchange.boards.remarks import Remarks

Data = dict[str, Any]

_STICKY = "3"
"""Yellow, of its preset colours."""
_STEP, _COLUMNS = (320.0, 160.0), 6
_SIZE = (250.0, 60.0)
"""Where nodes without a place are put: in rows."""
_WORDS = {"file": "file", "link": "url", "group": "label"}
"""The key that holds a node's words, by its type; for all others it is `text`."""


def read(raw: bytes, name: str) -> Board:
    """Read a canvas; raises DesignerError for what is none, or broken, or too large.

    Its Markdown is read as plain words. Which nodes are in a group its places alone say, and is left open.
    """
    data = parse(raw, name, "a JSON Canvas drawing")
    remarks = Remarks()
    nodes, edges = _objects(data, "nodes", remarks), _objects(data, "edges", remarks)
    if not any(isinstance(data.get(key), list) for key in ("nodes", "edges")) and data:
        raise DesignerError("this is not a JSON Canvas drawing: it has no 'nodes'", where=name)
    refuse_masses(len(nodes), "nodes", name)
    refuse_masses(len(edges), "edges", name)
    title, own = kept.read_board(data, remarks)
    shapes, known = _shapes(nodes, remarks)
    lines = tuple(_lines(edges, known, remarks))
    return Board(believed(shapes, name), lines, title, own, remarks.sentences())


def _objects(data: Data, key: str, remarks: Remarks) -> list[Data]:
    found = [each for each in items(data.get(key)) if isinstance(each, dict)]
    if left := len(items(data.get(key))) - len(found):
        remarks[f"{key} left out, since they are none: {{}}"] += left
    return found


def _shapes(nodes: list[Data], remarks: Remarks) -> tuple[list[Shape], dict[str, str]]:
    """Give the shapes, and the shape of each node's id; the first of several nodes that share one."""
    ids, shapes = Ids(), []
    known: dict[str, str] = {}
    for node in nodes:
        shape = _shape(node, ids, remarks)
        shapes.append(shape)
        known.setdefault(text(node.get("id")), shape.id)
    return shapes, known


def _shape(node: Data, ids: Ids, remarks: Remarks) -> Shape:
    held = kept.read(node, remarks)
    type_ = text(node.get("type"))
    words = text(node.get(_WORDS.get(type_, "text")))
    if type_ == "text" and not mapping(node.get(kept.BESIDE)).get("plain"):
        words = _plain(words)
    if type_ == "file":
        words = words.rsplit("/", 1)[-1] + text(node.get("subpath"))
    drawn = Form.GROUP if type_ == "group" else Form.BOX
    form = held.form or drawn
    return Shape(
        id=ids.take(held.id or text(node.get("id"))),
        text=words,
        form=form if type_ == "text" and form is not Form.GROUP else drawn,
        box=_box(node, remarks),
        looks=held.looks_now(_looks(type_, words), ()),
        inside=held.inside,
        own=held.own,
    )


def _box(node: Mapping[str, Any], remarks: Remarks) -> Rect | None:
    x, y, width, height = (number(node.get(key)) for key in ("x", "y", "width", "height"))
    if x is None or y is None:
        remarks["nodes that have no place: {}"] += 1
        return None
    return Rect(x, y, max(width or 0.0, 0.0), max(height or 0.0, 0.0))


def _looks(type_: str, words: str) -> tuple[str, ...]:
    if type_ in {"text", "group"}:
        return ()
    ending = re.search(r"\.([A-Za-z0-9]{1,8})(?:#|$)", words) if type_ == "file" else None
    return (*((type_.lower(),) if type_ else ()), *((ending[1].lower(),) if ending else ()))


def _plain(markdown: str) -> str:
    r"""Give Markdown as plain words.

    >>> _plain("## Feature **store**\n`redis`, [docs](https://example.org)")
    'Feature store\nredis, docs'
    """
    for pattern, kept_ in _MARKUP:
        markdown = pattern.sub(kept_, markdown)
    return markdown


_MARKUP = (
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}```.*\n?", re.MULTILINE), ""),
    (re.compile(r"!?\[\[?([^\[\]\n]{1,300})\]?\](?:\([^()\s]{0,2000}\))?"), r"\1"),
    (re.compile(r"\*\*(?=\S)([^\n*]{1,500}?)(?<=\S)\*\*"), r"\1"),
    (re.compile(r"`([^`\n]{1,500})`"), r"\1"),
)
"""Headings, fences, links, bold words and code, and what is left of each."""


def _lines(edges: list[Data], known: Mapping[str, str], remarks: Remarks) -> Iterator[Line]:
    ids = Ids()
    for edge in edges:
        held = kept.read(edge, remarks)
        ends = [text(edge.get(key)) for key in ("fromNode", "toNode")]
        if missing := sum(end not in known for end in ends):
            remarks["ends of edges that lead to what is not there: {}"] += missing
        back, forth = text(edge.get("fromEnd")) == "arrow", edge.get("toEnd", "arrow") == "arrow"
        source, target = (known.get(end, "") for end in (ends if forth or not back else ends[::-1]))
        yield Line(
            id=ids.take(held.id or text(edge.get("id"))),
            source=source,
            target=target,
            text=text(edge.get("label")),
            looks=held.looks_now(() if back or forth else ("undirected",), ("undirected",)),
            both=back and forth,
            own=held.own,
        )


def write(board: Board) -> bytes:
    """Give the drawing as a canvas, the same bytes for the same board.

    What is read of them is the same board, except that places and sizes are whole px; shapes without a box get one;
    `inside` is lost where the group's box does not hold the shape's middle; lines that are not bound at both ends are
    left out; so are places of ends, and remarks. Free text is a card there, and dashes, thick lines and outlines are
    kept, but not drawn.
    """
    ids = Ids()
    shape_ids = {shape.id: ids.take(shape.id) for shape in board.shapes}
    boxes = {shape.id: _whole(shape.box, at) for at, shape in enumerate(board.shapes)}
    nodes = [_node(shape, shape_ids[shape.id], boxes[shape.id]) for shape in board.shapes]
    bound = [line for line in board.lines if line.source in shape_ids and line.target in shape_ids]
    edges = [_edge(line, ids.take(line.id), shape_ids, boxes) for line in bound]
    parts = [f'  "{key}": [{_rows(rows)}]' for key, rows in (("nodes", nodes), ("edges", edges))]
    parts += [f'  "{key}": {json.dumps(data, ensure_ascii=False)}' for key, data in kept.of_board(board).items()]
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode(errors="replace")


def _rows(rows: list[Data]) -> str:
    lines = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in rows)
    return f"\n{lines}\n  " if rows else ""


def _whole(box: Rect | None, at: int) -> Rect:
    if box is None:
        row, column = divmod(at, _COLUMNS)
        return Rect(column * _STEP[0], row * _STEP[1], *_SIZE)
    return Rect(round(box.x), round(box.y), max(round(box.width), 1), max(round(box.height), 1))


def _node(shape: Shape, id_: str, box: Rect) -> Data:
    group = shape.form is Form.GROUP
    place = {"x": int(box.x), "y": int(box.y), "width": int(box.width), "height": int(box.height)}
    words = {"label": shape.text} if group else {"text": shape.text}
    colour = {"color": _STICKY} if "sticky" in shape.looks else {}
    mine = kept.of_thing(shape, id_=id_, looks=(), form=Form.GROUP if group else Form.BOX, inside="")
    if not group and _plain(shape.text) != shape.text:
        mine[kept.BESIDE] = {**mine.get(kept.BESIDE, {}), "plain": True}
    return {"id": id_, "type": "group" if group else "text", **place, **words, **colour, **mine}


def _edge(line: Line, id_: str, ids: Mapping[str, str], boxes: Mapping[str, Rect]) -> Data:
    headless = "undirected" in line.looks and not line.both
    sides = _sides(boxes[line.source], boxes[line.target])
    return {
        "id": id_,
        "fromNode": ids[line.source],
        "fromSide": sides[0],
        **({"fromEnd": "arrow"} if line.both else {}),
        "toNode": ids[line.target],
        "toSide": sides[1],
        **({"toEnd": "none"} if headless else {}),
        **({"label": line.text} if line.text else {}),
        **kept.of_thing(line, id_=id_, looks=("undirected",) if headless else ()),
    }


def _sides(source: Rect, target: Rect) -> tuple[str, str]:
    """Choose the sides that face each other over the wider gap; a loop goes from the right to the top."""
    if source == target:
        return "right", "top"
    right, below = target.x - source.right, target.y - source.bottom
    left, above = source.x - target.right, source.y - target.bottom
    widest = max(right, left, below, above)
    ways = ((right, "right", "left"), (left, "left", "right"), (below, "bottom", "top"), (above, "top", "bottom"))
    return next((begin, end) for gap, begin, end in ways if gap == widest)
