"""draw.io's pages as one drawing of shapes and lines."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from designer.drawing.geometry import Point, within
from designer.exchange.boards import kept
from designer.exchange.boards.board import Board, Form, Line, Shape
from designer.exchange.boards.ids import Ids
from designer.exchange.boards.kept import Kept
from designer.exchange.boards.limits import refuse_masses
from designer.exchange.boards.pages import side_by_side
from designer.exchange.boards.remarks import Remarks
from designer.exchange.drawio.cells import Cell, cells, number, point
from designer.exchange.drawio.envelope import Page, pages
from designer.exchange.drawio.nodes import Nodes
from designer.exchange.drawio.style import dashes, has_head, looks

_THICK_PX = 3
_UNNAMED = re.compile(r"(Page[- ]?\d+)?")


def read(raw: bytes, name: str) -> Board:
    """Read a draw.io file; raises DesignerError for what is none, broken, hostile, too large or too deep.

    Pages stand one beside the other. A card and its icon, an icon and the text under it, a table and its rows are one
    shape each; bundles that are not to be seen are none; hidden cells are left out.
    """
    found = pages(raw, name)
    remarks = Remarks()
    boards: list[Board] = []
    for page in found:
        boards.append(_Sheet(page, remarks, name).board())
        refuse_masses(sum(len(board.shapes) for board in boards), "shapes", name)
        refuse_masses(sum(len(board.lines) for board in boards), "lines", name)
    whole = side_by_side(boards, remarks, [number(page.model, "pageWidth") for page in found]) if boards else Board()
    title = found[0].name if len(found) == 1 else ""
    return replace(whole, title="" if _UNNAMED.fullmatch(title) else title, remarks=remarks.sentences())


_HIDDEN = "hidden shapes and lines left out: {}"
_LAYERS = "layers read as one with the first: {}"
_PICTURES = "pictures left out, of shapes that are read without: {}"
_ON_A_LINE = "ends of lines on other lines, read as loose: {}"


class _Sheet:
    """One page on its way to being a drawing."""

    def __init__(self, page: Page, remarks: Remarks, name: str) -> None:
        self._root, self._cells = cells(page.model, name)
        self._remarks, self._name = remarks, name
        self._kept: dict[int, Kept] = {}
        """By the cell's identity."""

    def board(self) -> Board:
        vertices = [cell for cell in self._cells if cell.sort == "vertex" and not cell.hidden and not _is_on_line(cell)]
        edges = [cell for cell in self._cells if cell.sort == "edge" and not _is_hidden(cell)]
        refuse_masses(len(vertices), "shapes", self._name)
        refuse_masses(len(edges), "lines", self._name)
        nodes = Nodes(vertices, edges)
        ids = self._identified(nodes.shapes) | self._identified(edges)
        shapes = tuple(self._shape(cell, nodes, ids) for cell in nodes.shapes)
        lines = tuple(self._line(edge, nodes, ids) for edge in edges)
        self._remarks[_LAYERS] += max(0, sum(cell.sort == "layer" and not cell.hidden for cell in self._cells) - 1)
        self._remarks[_HIDDEN] += sum(cell.sort != "layer" and _is_hidden(cell) for cell in self._cells)
        return Board(shapes, lines, own=kept.read(self._root.data, self._remarks).own)

    def _identified(self, all_: Sequence[Cell]) -> dict[int, str]:
        """Give each cell its id, or one like it where another has that."""
        ids = Ids()
        found = {}
        for cell in all_:
            held = self._kept[id(cell)] = kept.read(cell.data, self._remarks)
            found[id(cell)] = ids.take(held.id or cell.id)
        return found

    def _shape(self, cell: Cell, nodes: Nodes, ids: Mapping[int, str]) -> Shape:
        drawn = [cell, *nodes.parts.get(id(cell), ())]
        self._remarks[_PICTURES] += any(each.style.get("image", "").startswith("data:") for each in drawn)
        is_group = cell.is_container or bool(nodes.members(cell))
        is_text = cell.is_words and not is_group and len(drawn) == 1
        group = nodes.group(cell)
        return Shape(
            ids[id(cell)],
            "\n".join(filter(None, nodes.texts(cell))),
            Form.GROUP if is_group else Form.TEXT if is_text else Form.BOX,
            cell.box,
            tuple(dict.fromkeys(word for each in drawn if not each.is_words for word in looks(each.style))),
            "" if group is None else ids[id(group)],
            self._kept[id(cell)].own,
        )

    def _line(self, edge: Cell, nodes: Nodes, ids: Mapping[int, str]) -> Line:
        ends = [self._end(end, nodes, ids) for end in (edge.source, edge.target)]
        points = [_point(edge, role) for role in ("sourcePoint", "targetPoint")]
        heads = [has_head(edge.style, end) for end in ("start", "end")]
        if heads == [True, False]:  # drawn from where the arrow points to
            ends.reverse()
            points.reverse()
        start, end = (None if id_ else place for id_, place in zip(ends, points, strict=True))
        texts = [edge.text, *(child.text for child in edge.children if child.sort == "vertex" and not child.hidden)]
        line_looks = tuple(filter(None, (dashes(edge.style), _weight(edge), "" if any(heads) else "undirected")))
        text = "\n".join(filter(None, texts))
        return Line(ids[id(edge)], ends[0], ends[1], text, start, end, line_looks, all(heads), self._kept[id(edge)].own)

    def _end(self, end: Cell | None, nodes: Nodes, ids: Mapping[int, str]) -> str:
        if end is not None and (end.sort == "edge" or _is_on_line(end)):
            self._remarks[_ON_A_LINE] += 1
            return ""
        return "" if end is None or end.sort == "layer" else ids[id(nodes.of(end))]


def _is_on_line(cell: Cell) -> bool:
    return cell.parent is not None and cell.parent.sort == "edge"


def _is_hidden(cell: Cell) -> bool:
    """Say whether a cell is not to be seen; a line that is joined to such a one is not, either."""
    return cell.hidden or any(end is not None and end.hidden for end in (cell.source, cell.target))


def _point(edge: Cell, role: str) -> Point | None:
    place = point(edge.geometry, role)
    return place and (round(within(place[0] + edge.origin[0]), 3), round(within(place[1] + edge.origin[1]), 3))


def _weight(edge: Cell) -> str:
    try:
        return "thick" if float(edge.style.get("strokeWidth", "1")) >= _THICK_PX else ""
    except ValueError:
        return ""
