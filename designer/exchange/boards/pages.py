"""Several drawings of one file, put one beside the other."""

from collections.abc import Sequence
from dataclasses import replace

from designer.drawing.geometry import Point, Rect, union, within
from designer.exchange.boards.board import Board, Line, Shape
from designer.exchange.boards.ids import Ids
from designer.exchange.boards.remarks import Remarks

SEVERAL = "drawings in the file, read one beside the other: {}"
_GAP_PX = 200


def side_by_side(boards: Sequence[Board], remarks: Remarks, papers_px: Sequence[float] = ()) -> Board:
    """Make one drawing of one or more: each stands to the right of those before it; ids that are taken get a prefix.

    A drawing takes as much room as it has places, or as the width of the paper that it is on, where that is more.
    """
    if len(boards) == 1:
        return boards[0]
    shape_ids, line_ids = Ids(), Ids()
    shapes: list[Shape] = []
    lines: list[Line] = []
    right: float | None = None
    for number, page in enumerate(boards, start=1):
        extent = _extent(page, papers_px[number - 1 : number])
        by = right + _GAP_PX - extent.x if extent and right is not None else 0.0
        right = extent.right + by if extent else right
        prefix = f"page{number}-"
        named = {shape.id: _free(shape_ids, shape.id, prefix) for shape in page.shapes}
        shapes += (_moved_shape(shape, named, by) for shape in page.shapes)
        lines += (_moved_line(line, named, _free(line_ids, line.id, prefix), by) for line in page.lines)
    remarks[SEVERAL] += len(boards)
    title = next((page.title for page in boards if page.title), "")
    own = next((page.own for page in boards if page.own is not None), None)
    return Board(tuple(shapes), tuple(lines), title, own)


def _extent(page: Board, paper_px: Sequence[float]) -> Rect | None:
    """Give the rectangle round all places of a page, and its paper, which begins at the origin; None without any."""
    boxes = [shape.box for shape in page.shapes if shape.box]
    boxes += [Rect(*end, 0, 0) for line in page.lines for end in (line.start, line.end) if end]
    boxes += [Rect(0, 0, width, 0) for width in paper_px]
    return union(boxes) if boxes else None


def _free(ids: Ids, id_: str, prefix: str) -> str:
    return ids.take(id_) if id_ not in ids else ids.take(prefix + id_)


def _moved_shape(shape: Shape, named: dict[str, str], by: float) -> Shape:
    box = shape.box and replace(shape.box, x=_right_of(shape.box.x, by))
    return replace(shape, id=named[shape.id], inside=named.get(shape.inside, ""), box=box)


def _moved_line(line: Line, named: dict[str, str], id_: str, by: float) -> Line:
    source, target = named.get(line.source, ""), named.get(line.target, "")
    return replace(line, id=id_, source=source, target=target, start=_moved(line.start, by), end=_moved(line.end, by))


def _moved(point: Point | None, by: float) -> Point | None:
    return point and (_right_of(point[0], by), point[1])


def _right_of(x: float, by: float) -> float:
    return round(within(x + by), 3)
