"""A drawing of ours as the shapes and lines of another program, with all that we know of each kept beside it."""

from collections.abc import Iterator, Mapping
from typing import Any

from designer.catalog.library import catalog
from designer.drawing.boundary import boundary_rects
from designer.drawing.box import BOX, box_rect
from designer.drawing.geometry import Rect, union
from designer.drawing.layout import positions
from designer.exchange.boards.board import Board, Form, Line, Shape
from designer.exchange.boards.ids import Ids
from designer.exchange.boards.label import label
from designer.exchange.design_file import to_data
from designer.model.design import Boundary, Component, ConnectionKind, Design

LOOKS: Mapping[ConnectionKind, tuple[str, ...]] = {
    ConnectionKind.REQUEST: (),
    ConnectionKind.DATA: (),
    ConnectionKind.FEEDBACK: ("dashed",),
    ConnectionKind.CONTROL: ("dotted",),
    ConnectionKind.DEPLOY: ("thick",),
}
"""How a kind of connection is drawn where there are no colours."""
_LOOKS_OF_ROLES = {"store": "cylinder", "source": "rounded", "monitor": "hexagon"}
"""How components of a role are drawn; all others are boxes."""
_NOTE = Rect(0, 0, 200, 100)
_BELOW = 200.0
"""Px below the drawing, and below one another, at which empty boundaries are drawn."""
_LINE = 18.0
_LETTERS = 26
"""Letters in a line of a note, about."""


def board_of(design: Design) -> Board:
    """Give the shapes and lines of a drawing, groups first; each component, group and note has a place.

    Ids stay, but for a boundary or note that has another thing's id: that gets the next free one here.
    """
    data = to_data(design)
    places = positions(design, catalog().kinds)
    boxes = {part.id: box_rect(part, places[part.id]) for part in design.components}
    names = _names(design)
    holders = _holders(design.boundaries, boxes)
    around = {id_: names["boundaries", holder] for id_, holder in holders.items()}
    components = tuple(
        Shape(
            part.id,
            label(part),
            box=boxes[part.id],
            looks=_looks(part),
            inside=around.get(part.id, ""),
            own={
                "component": stanza,
                "at": [boxes[part.id].x, boxes[part.id].y],
                "inside": around.get(part.id, ""),
                "number": number,
            },
        )
        for number, (part, stanza) in enumerate(zip(design.components, data.get("components", ()), strict=True))
    )
    lines = tuple(
        Line(
            edge.id,
            edge.source,
            edge.target,
            edge.label,
            looks=LOOKS[edge.kind],
            own={"connection": stanza, "number": number},
        )
        for number, (edge, stanza) in enumerate(zip(design.connections, data.get("connections", ()), strict=True))
    )
    groups = _groups(design, data, boxes, names)
    notes = _notes(design, data, boxes, names)
    rest = {key: value for key, value in data.items() if key not in _DRAWN}
    return Board((*groups, *components, *notes), lines, design.title, own=rest)


_DRAWN = frozenset({"components", "connections", "boundaries", "notes"})


def _looks(part: Component) -> tuple[str, ...]:
    kind = catalog().kinds.get(part.kind)
    roles = kind.roles if kind else ()
    return tuple(looks for role, looks in _LOOKS_OF_ROLES.items() if role in roles)[:1]


def _names(design: Design) -> dict[tuple[str, str], str]:
    """Give the id here of each boundary and note, by collection and id."""
    ids = Ids(part.id for part in design.components)
    collections = ("boundaries", "notes")
    return {(name, item.id): ids.take(item.id) for name in collections for item in getattr(design, name)}


def _holders(boundaries: tuple[Boundary, ...], boxes: Mapping[str, Rect]) -> dict[str, str]:
    """Give the boundary that each component, and each boundary, lies in: of those that hold all of it the smallest."""
    sizes = sorted(boundaries, key=lambda item: (len({*item.components}), item.id))
    members = {item.id: frozenset(item.components) & boxes.keys() for item in sizes}
    found: dict[str, str] = {}
    for item in sizes:
        for id_ in members[item.id]:
            found.setdefault(id_, item.id)
    return found


def _inside(item: Boundary, boundaries: tuple[Boundary, ...]) -> str:
    """Give the smallest boundary that holds all that another holds, and more."""
    mine = frozenset(item.components)
    wider = [other for other in boundaries if mine and mine < frozenset(other.components)]
    return min(wider, key=lambda other: (len({*other.components}), other.id)).id if wider else ""


def _groups(
    design: Design,
    data: Mapping[str, Any],
    boxes: Mapping[str, Rect],
    names: Mapping[tuple[str, str], str],
) -> Iterator[Shape]:
    outlines = boundary_rects(design.boundaries, boxes)
    empty = [item.id for item in design.boundaries if item.id not in outlines]
    below = union(boxes.values()).bottom + _BELOW if boxes else 0.0
    outlines |= {id_: Rect(0, below + row * _BELOW, *BOX) for row, id_ in enumerate(empty)}
    for number, (item, stanza) in enumerate(zip(design.boundaries, data.get("boundaries", ()), strict=True)):
        yield Shape(
            names["boundaries", item.id],
            item.name or item.kind.value.title(),
            Form.GROUP,
            outlines[item.id],
            inside=names.get(("boundaries", _inside(item, design.boundaries)), ""),
            own={"boundary": stanza, "number": number},
        )


def _notes(
    design: Design, data: Mapping[str, Any], boxes: Mapping[str, Rect], names: Mapping[tuple[str, str], str]
) -> Iterator[Shape]:
    whole = union(boxes.values()) if boxes else Rect(0, 0, 0, 0)
    x = whole.x
    for number, (item, stanza) in enumerate(zip(design.notes, data.get("notes", ()), strict=True)):
        lines = sum(1 + len(part) // _LETTERS for part in item.text.splitlines())
        width, height = item.size or (_NOTE.width, max(_NOTE.height, lines * _LINE + 2 * _LINE))
        at = item.position or (x, whole.bottom + 2 * _LINE)
        x += 0 if item.position else width + _LINE
        sticky = item.kind == "sticky"
        yield Shape(
            names["notes", item.id],
            item.text,
            Form.BOX if sticky else Form.TEXT,
            Rect(*at, abs(width), abs(height)),
            looks=("sticky",) if sticky else (),
            own={"note": stanza, "number": number},
        )
