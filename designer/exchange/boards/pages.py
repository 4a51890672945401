"""Several drawings of one file, put one beside the other."""

from collections.abc import Sequence
from dataclasses import replace

from designer.drawing.geometry import Point, Rect, union
from designer.exchange.boards.board import Board, Line, Shape
from designer.exchange.boards.keepsake import Ids

GAP_PX = 200


def side_by_side(boards: Sequence[Board]) -> Board:
    """Make one drawing of one or more: each stands to the right of those before it; ids that are taken get a prefix."""
    if len(boards) == 1:
        return boards[0]
    shape_ids, line_ids = Ids(), Ids()
    shapes: list[Shape] = []
    lines: list[Line] = []
    right: float | None = None
    for number, page in enumerate(boards, start=1):
        extent = union(shape.box for shape in page.shapes if shape.box)
        has_places = any(shape.box for shape in page.shapes)
        by = right + GAP_PX - extent.x if has_places and right is not None else 0.0
        right = extent.right + by if has_places else right
        prefix = f"page{number}-"
        named = {shape.id: _free(shape_ids, shape.id, prefix) for shape in page.shapes}
        shapes += (_moved_shape(shape, named, by) for shape in page.shapes)
        lines += (_moved_line(line, named, _free(line_ids, line.id, prefix), by) for line in page.lines)
    told = tuple(remark for page in boards for remark in page.remarks)
    return Board(
        tuple(shapes),
        tuple(lines),
        next((page.title for page in boards if page.title), ""),
        next((page.own for page in boards if page.own is not None), None),
        (*told, f"The file holds {len(boards)} drawings, which stand one beside the other."),
    )


def _free(ids: Ids, id_: str, prefix: str) -> str:
    return ids.take(id_) if id_ not in ids else ids.take(prefix + id_)


def _moved_shape(shape: Shape, named: dict[str, str], by: float) -> Shape:
    box = shape.box and Rect(shape.box.x + by, shape.box.y, shape.box.width, shape.box.height)
    return replace(shape, id=named[shape.id], inside=named.get(shape.inside, ""), box=box)


def _moved_line(line: Line, named: dict[str, str], id_: str, by: float) -> Line:
    source, target = named.get(line.source, ""), named.get(line.target, "")
    return replace(line, id=id_, source=source, target=target, start=_moved(line.start, by), end=_moved(line.end, by))


def _moved(point: Point | None, by: float) -> Point | None:
    return point and (point[0] + by, point[1])
