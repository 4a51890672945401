"""The edits that the board's verbs make, and where new things go; all of it without a mouse."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from PySide6.QtCore import QPointF, QRectF

from designer.canvas.edits.guide import GRID_PX, to_grid
from designer.catalog.library import Catalog
from designer.drawing.box import BOX
from designer.drawing.geometry import Rect
from designer.model.design import Boundary, BoundaryKind, Collection, Component, Design, Item, Note, Position, fresh_id
from designer.model.edit import Batch, Insert, Replace, insertion

APART_PX = 64.0
"""The room left beside a component for the next one and the line between them."""
ROOM_PX = 16.0
SPIRAL_STEPS = 400
NOTE = (200.0, 96.0)
"""The room that a new note gets, in px: its usual width, and the height of four lines."""


def taken_ids(design: Design) -> set[str]:
    """Name every id that the drawing uses."""
    return {
        item.id
        for items in (design.components, design.connections, design.boundaries, design.notes, design.ink)
        for item in items
    }


def new_component(design: Design, catalog: Catalog, kind: str, place: Position) -> Component:
    """Make a component of a kind at its top left corner; raises DesignerError for an unknown kind."""
    return Component(id=fresh_id(catalog.kind(kind).id, taken_ids(design)), kind=kind, position=place)


def new_note(design: Design, text: str, place: Position) -> Note:
    """Make a sticky note."""
    return Note(id=fresh_id("note", taken_ids(design)), text=text, position=place)


def new_boundary(design: Design, kind: BoundaryKind, ids: Iterable[str]) -> Boundary:
    """Make a boundary round those of these ids that are components."""
    known = {component.id for component in design.components}
    inside = tuple(id_ for id_ in ids if id_ in known)
    return Boundary(id=fresh_id(kind.value, taken_ids(design)), kind=kind, components=inside)


def on_grid(point: QPointF) -> QPointF:
    """Round to the grid."""
    return to_grid(point)


def covered(piece: Design) -> QRectF:
    """Give the rectangle that the boxes of a fragment cover, about; its notes count as boxes."""
    area = QRectF()
    places = [(item.position, item.size) for item in piece.components] + [(n.position, n.size) for n in piece.notes]
    strokes = [QRectF(x, y, 1, 1) for stroke in piece.ink for x, y, _ in stroke.points]
    for point in strokes:
        area = area.united(point)
    for position, size in places:
        area = area.united(QRectF(*(position or (0.0, 0.0)), *(size or BOX)))
    return area


def with_emptied(design: Design, ids: set[str]) -> set[str]:
    """Add the boundaries that would be left without a component when these go: nobody could see them any more."""
    return ids | {item.id for item in design.boundaries if item.components and ids.issuperset(item.components)}


def centred(at: QPointF, size: tuple[float, float] = BOX) -> Position:
    """Give the corner, on the grid, of a new thing of this size whose middle is here."""
    corner = to_grid(at - QPointF(size[0] / 2, size[1] / 2))
    return (corner.x(), corner.y())


def free_place(at: Position, rects: Mapping[str, Rect], size: tuple[float, float] = BOX) -> Position:
    """Find the free spot for a new thing of this size nearest to a corner, going round it in growing circles."""
    boxes = list(rects.values())
    for x, y in _spiral(at):
        wanted = Rect(x, y, *size).grown(ROOM_PX)
        if not any(wanted.overlaps(box) for box in boxes):
            return (x, y)
    return at


def _spiral(at: Position) -> Iterator[Position]:
    yield at
    for step in range(1, SPIRAL_STEPS):
        angle, reach = step * 2.399963, 24.0 * math.sqrt(step)  # the golden angle spreads the tries evenly
        point = to_grid(QPointF(at[0] + 1.6 * reach * math.cos(angle), at[1] + reach * math.sin(angle)))
        yield (point.x(), point.y())


def beside(box: Rect, rects: Mapping[str, Rect]) -> Position:
    """Find the place for the next component to the right of one: level with it, else below in the same column."""
    x = math.ceil((box.right + APART_PX) / GRID_PX) * GRID_PX
    for row in range(20):
        for y in {box.y + row * (BOX[1] + 3 * GRID_PX), box.y - row * (BOX[1] + 3 * GRID_PX)}:
            wanted = Rect(x, y, *BOX).grown(ROOM_PX / 2)
            if not any(wanted.overlaps(other) for other in rects.values()):
                return (x, y)
    return free_place((x, box.y), rects)


def pasting(design: Design, piece: Design, offset: Position, label: str = "Paste") -> tuple[Batch, list[str]]:
    """Make the edit that adds a fragment under fresh ids, and name what it adds but for the connections."""
    batch = insertion(design, piece, offset, lambda id_, taken: fresh_id(_stem(id_), taken))
    new = [edit.item.id for edit in batch.edits if isinstance(edit, Insert) and edit.collection != "connections"]
    return batch.model_copy(update={"label": label}), new


def _stem(id_: str) -> str:
    """Drop the number of a copy, so that copies of `cache-2` are not called `cache-2-2`."""
    head, _, tail = id_.rpartition("-")
    return head if head and tail.isdigit() else id_


def reading_order(rects: Mapping[str, Rect]) -> list[str]:
    """Order boxes as one reads: row by row, a row being what begins within half a box's height."""
    rest = sorted(rects, key=lambda id_: (rects[id_].y, rects[id_].x))
    ordered: list[str] = []
    while rest:
        top = rects[rest[0]]
        row = [id_ for id_ in rest if rects[id_].y < top.y + top.height / 2]
        ordered += sorted(row, key=lambda id_: rects[id_].x)
        rest = rest[len(row) :]
    return ordered


WORDS: Mapping[Collection, str] = {
    "components": "name",
    "connections": "label",
    "notes": "text",
    "boundaries": "name",
}
"""The field of each thing that holds the words which are shown of it."""


def renaming(design: Design, id_: str) -> tuple[str, Callable[[str], Replace]] | None:
    """Give the words of a thing and how to make the edit that changes them; None where it has no words."""
    for collection, field in WORDS.items():
        item = next((item for item in getattr(design, collection) if item.id == id_), None)
        if item is not None:
            return getattr(item, field), partial(_renamed, collection, item, field)
    return None


def _renamed(collection: Collection, item: Item, field: str, text: str) -> Replace:
    return Replace(collection=collection, item=item.model_copy(update={field: text}))
