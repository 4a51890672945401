"""draw.io's pages as one drawing of shapes and lines."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from designer.drawing.geometry import Point, Rect, union, within
from designer.errors import DesignerError
from designer.exchange.boards.board import Board, Form, Line, Shape, Stanza
from designer.exchange.drawio.cells import Cell, cells, number, point
from designer.exchange.drawio.envelope import Page, pages
from designer.exchange.drawio.nodes import Nodes
from designer.exchange.drawio.style import dashes, has_head, looks

MOST = 20_000
"""Shapes, or lines, of a drawing."""
_BETWEEN_PAGES_PX = 200
_THICK_PX = 3
_UNNAMED = re.compile(r"(Page[- ]?\d+)?")


def read(raw: bytes, name: str) -> Board:
    """Read a draw.io file; raises DesignerError for what is none, broken, hostile, too large or too deep.

    Pages stand one beside the other. A card and its icon, an icon and the text under it, a table and its rows are one
    shape each; bundles that are not to be seen are none; hidden cells are left out.
    """
    reading = _Reading(name)
    found = pages(raw, name)
    for page in found:
        reading.add(page)
    title = found[0].name if len(found) == 1 else ""
    return Board(
        tuple(reading.shapes),
        tuple(reading.lines),
        "" if _UNNAMED.fullmatch(title) else title,
        reading.own,
        tuple(reading.remarks()),
    )


class _Reading:
    """What has been read of a file up to now."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.shapes: list[Shape] = []
        self.lines: list[Line] = []
        self.own: Stanza | None = None
        self._right: float | None = None
        self._ids: Counter[tuple[str, str]] = Counter()
        self._odd: Counter[str] = Counter()

    def add(self, page: Page) -> None:
        """Read a page, to the right of those before it."""
        root, all_ = cells(page.model, self.name)
        vertices = [cell for cell in all_ if cell.sort == "vertex" and not cell.hidden and not _is_on_line(cell)]
        edges = [cell for cell in all_ if cell.sort == "edge" and not _is_hidden(cell)]
        if max(len(vertices) + len(self.shapes), len(edges) + len(self.lines)) > MOST:
            what = f"there are more than {MOST:,} shapes or lines"
            raise DesignerError(what, where=self.name, remedy="is it the right file?")
        self.own = self.own or self._own(root)
        nodes = Nodes(vertices, edges)
        ids = {id(cell): self._id(cell) for cell in (*nodes.shapes, *edges)}
        shapes = [self._shape(cell, nodes, ids) for cell in nodes.shapes]
        lines = [self._line(edge, nodes, ids) for edge in edges]
        self._beside(shapes, lines, number(page.model, "pageWidth"))
        self._odd["page"] += 1
        self._odd["layer"] += max(0, sum(cell.sort == "layer" and not cell.hidden for cell in all_) - 1)
        self._odd["hidden"] += sum(cell.sort != "layer" and _is_hidden(cell) for cell in all_)

    def _id(self, cell: Cell) -> str:
        """Give a cell's id, or one like it where another has that."""
        id_ = cell.id if cell.given_id is None else cell.given_id
        while count := self._ids[cell.sort, id_]:
            self._ids[cell.sort, id_] += 1
            id_ = f"{id_} ({count + 1})"
        self._ids[cell.sort, id_] += 1
        return id_

    def _own(self, cell: Cell) -> Stanza | None:
        try:
            return cell.own
        except ValueError:
            self._odd["own"] += 1
            return None

    def _shape(self, cell: Cell, nodes: Nodes, ids: Mapping[int, str]) -> Shape:
        drawn = [cell, *nodes.parts.get(id(cell), ())]
        self._odd["picture"] += any(each.style.get("image", "").startswith("data:") for each in drawn)
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
            self._own(cell),
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
        line_looks = tuple(filter(None, (dashes(edge.style), _weight(edge), "" if any(heads) else "arrowless")))
        text = "\n".join(filter(None, texts))
        return Line(ids[id(edge)], ends[0], ends[1], text, start, end, line_looks, all(heads), self._own(edge))

    def _end(self, end: Cell | None, nodes: Nodes, ids: Mapping[int, str]) -> str:
        if end is not None and (end.sort == "edge" or _is_on_line(end)):
            self._odd["on a line"] += 1
            return ""
        return "" if end is None or end.sort == "layer" else ids[id(nodes.of(end))]

    def _beside(self, shapes: list[Shape], lines: list[Line], width: float) -> None:
        """Keep a page's shapes and lines, moved to the right of the pages before it."""
        places = [place for line in lines for place in (line.start, line.end) if place]
        around = union([*(shape.box for shape in shapes if shape.box), *(Rect(*place, 0, 0) for place in places)])
        if self._right is None:
            self.shapes, self.lines = shapes, lines
            self._right = max(width, around.right)
            return
        by = self._right + _BETWEEN_PAGES_PX - min(around.x, 0)
        self.shapes += [
            replace(shape, box=shape.box and replace(shape.box, x=_right_of(shape.box.x, by))) for shape in shapes
        ]
        self.lines += [replace(line, start=_moved(line.start, by), end=_moved(line.end, by)) for line in lines]
        self._right = by + max(width, around.right)

    def remarks(self) -> Iterator[str]:
        """Tell what was not read as it stands in the file, a sentence each."""
        odd = self._odd
        if odd["page"] > 1:
            yield f"The file has {odd['page']} pages; they are read one beside the other."
        if odd["layer"]:
            yield "The layers are read as one."
        if count := odd["hidden"]:
            yield f"{_counted(count, 'hidden shape or line was', 'hidden shapes and lines were')} left out."
        if count := odd["picture"]:
            yield f"{_counted(count, 'picture was', 'pictures were')} left out; the shapes are read without."
        if count := odd["on a line"]:
            yield f"{_counted(count, 'line ends', 'ends of lines are')} on another line, and read as loose."
        if count := odd["own"]:
            yield f"{_counted(count, 'note', 'notes')} that designer left in the file cannot be read any more."


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


def _right_of(x: float, by: float) -> float:
    return round(within(x + by), 3)


def _moved(place: Point | None, by: float) -> Point | None:
    return place and (_right_of(place[0], by), place[1])


def _counted(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"
