"""A drawing as a DOT text."""

from collections.abc import Iterator, Mapping

from designer.drawing.geometry import Point, Rect
from designer.exchange.boards import kept
from designer.exchange.boards.board import Board, Form, Line, Shape
from designer.exchange.boards.ids import Ids
from designer.exchange.boards.kept import STAND_IN, as_texts
from designer.exchange.boards.limits import DEEPEST
from designer.exchange.boards.nesting import members
from designer.exchange.dot import pens
from designer.exchange.dot.labels import quoted
from designer.exchange.dot.reading import PX_PER_INCH, PX_PER_POINT

_LOOK = (
    'fontname="Helvetica"',
    'node [fontname="Helvetica", fontsize=9, shape=box]',
    'edge [fontname="Helvetica", fontsize=8]',
)
_HIDDEN = {"shape": "point", "style": "invis", "label": ""}
_INDENT = "    "


def write(board: Board) -> bytes:
    """Write a drawing as a directed graph: shapes as nodes, groups as clusters, places as `pos` in points.

    Where every shape has a place, Graphviz keeps to the places; otherwise it finds its own. A line that ends at a group
    ends at one of its members and is cut off at the cluster; a loose end is an invisible node. What is not read back:
    remarks; the order of shapes, of which groups come first; white space round a text, NUL, and a carriage return,
    which becomes a line feed; hundredths of a px; that a shape is in one that is no group, or in itself by way of
    others; the place of an end that is bound.
    """
    return _Text(board).text().encode("utf-8", "replace")


class _Text:
    """A text while it is written."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._members = members(board.shapes, DEEPEST - 1)  # the graph itself is a step
        self._taken = Ids(shape.id for shape in board.shapes)
        self._names = {shape.id: self._name(shape) for shape in board.shapes}
        self._anchors: dict[str, str] = {}
        """Names of the nodes at which a line is drawn that ends at a group, by the group's id."""
        self._hidden: dict[str, str] = {}
        """Names of nodes that are drawn for that in a group without nodes, by the group's id."""
        self._loose: list[str] = []
        """Statements of the invisible nodes at which loose ends are drawn."""
        self._ended: set[str] = set()
        """Names of nodes at which edges are drawn."""

    def text(self) -> str:
        edges = [self._edge(line) for line in self._board.lines]
        body = [*self._header(), *self._inside(""), *self._loose, *edges]
        return "digraph {\n" + "".join(f"{_INDENT}{statement}\n" for statement in body) + "}\n"

    def _name(self, shape: Shape) -> str:
        """Name a node by its id where a text in quotes can hold that, and a cluster so that it is one."""
        if shape.form is Form.GROUP:
            is_cluster = shape.id.startswith("cluster") and _is_safe(shape.id)
            return shape.id if is_cluster else self._taken.take("cluster")
        return shape.id if _is_safe(shape.id) else self._taken.take("node")

    def _header(self) -> Iterator[str]:
        attributes = {"label": self._board.title, "compound": "true", **as_texts(kept.of_own(self._board.own))}
        if self._is_placed():
            attributes |= {"layout": "nop", "inputscale": "72"}
        yield f"graph {_list(attributes)}"
        yield from _LOOK

    def _is_placed(self) -> bool:
        """Say whether everything has a place, without which Graphviz keeps none."""
        has_places = all(shape.box for shape in self._board.shapes)
        ends = ((line.source, line.start, line.target, line.end) for line in self._board.lines)
        return has_places and all(
            (source in self._names or start) and (target in self._names or end) for source, start, target, end in ends
        )

    def _inside(self, group: str) -> Iterator[str]:
        for shape in self._members[group]:
            if shape.form is not Form.GROUP:
                yield f"{quoted(self._names[shape.id])} {_list(self._attributes(shape))}"
                continue
            yield f"subgraph {quoted(self._names[shape.id])} {{"
            yield f"{_INDENT}graph {_list(self._attributes(shape))}"
            yield from (f"{_INDENT}{statement}" for statement in self._inside(shape.id))
            if shape.id in self._hidden:
                yield f"{_INDENT}{_stand_in(self._hidden[shape.id], shape.box.centre if shape.box else None)}"
            yield "}"

    def _attributes(self, shape: Shape) -> dict[str, str]:
        drawn = pens.of_shape(shape.form, shape.looks)
        name = self._names[shape.id]
        is_ended_text = shape.form is Form.TEXT and name in self._ended
        read_as = Form.BOX if is_ended_text else shape.form
        mine = kept.of_thing(shape, id_=name, looks=pens.looks(drawn), form=read_as)
        place = _bounds(shape.box) if shape.form is Form.GROUP else _place(shape.box)
        return {"label": shape.text, **drawn, **place, **as_texts(mine)}

    def _edge(self, line: Line) -> str:
        tail, cut_at_tail = self._end(line.source, line.start)
        head, cut_at_head = self._end(line.target, line.end)
        self._ended |= {tail, head}
        drawn = pens.of_line(line.looks, both=line.both)
        attributes = {
            **({"label": line.text} if line.text else {}),
            **({"id": line.id} if _is_safe(line.id) else {}),
            **drawn,
            **({"ltail": cut_at_tail} if cut_at_tail else {}),
            **({"lhead": cut_at_head} if cut_at_head else {}),
            **as_texts(kept.of_thing(line, id_=line.id if _is_safe(line.id) else "", looks=pens.drawn_looks(drawn))),
        }
        return f"{quoted(tail)} -> {quoted(head)} {_list(attributes)}"

    def _end(self, id_: str, at: Point | None) -> tuple[str, str]:
        """Give the node at which a line is drawn, and the cluster at which it is cut off."""
        if id_ in self._names and id_ in self._members:
            return self._anchor(id_), self._names[id_]
        if id_ in self._names:
            return self._names[id_], ""
        name = self._taken.take("loose")
        self._loose.append(_stand_in(name, at))
        return name, ""

    def _anchor(self, group: str) -> str:
        if group not in self._anchors:
            within = self._first_within(group)
            if not within:
                within = self._hidden[group] = self._taken.take("hidden")
            self._anchors[group] = within
        return self._anchors[group]

    def _first_within(self, group: str) -> str:
        """Give the name of the first node in a group or in the groups in it; "" when there is none."""
        to_see = list(self._members[group])
        for shape in to_see:
            if shape.form is not Form.GROUP:
                return self._names[shape.id]
            to_see += self._members[shape.id]
        return ""


def _is_safe(id_: str) -> bool:
    return id_.isprintable() and "\\" not in id_ and id_ == id_.strip() != ""


def _list(attributes: Mapping[str, str]) -> str:
    return "[" + ", ".join(f"{name}={quoted(value)}" for name, value in attributes.items()) + "]"


def _stand_in(name: str, at: Point | None) -> str:
    place = {"pos": _pair(*at)} if at else {}
    return f"{quoted(name)} {_list({**_HIDDEN, **place, **as_texts(STAND_IN)})}"


def _place(box: Rect | None) -> dict[str, str]:
    if box is None:
        return {}
    size = {"width": _number(box.width / PX_PER_INCH), "height": _number(box.height / PX_PER_INCH)}
    return {"pos": _pair(*box.centre), **size, "fixedsize": "true"}


def _bounds(box: Rect | None) -> dict[str, str]:
    return {"bb": f"{_pair(box.x, box.bottom)},{_pair(box.right, box.y)}"} if box else {}


def _pair(x: float, y: float) -> str:
    """Give a place in points, with y upwards."""
    return f"{_number(x / PX_PER_POINT)},{_number(-y / PX_PER_POINT)}"


def _number(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")
