"""A boundary as marks: a quiet line round its components, with what it is at its top left."""

from collections.abc import Iterable, Mapping

from designer.drawing.geometry import Rect, union
from designer.drawing.marks import Glyph, Mark, Rectangle, Text
from designer.drawing.measure import Measure, cut
from designer.model.design import Boundary, BoundaryKind

PAD = 20.0
HEADER = 22.0
"""Px between an outline and what stands in it, and for its title above; a frame in a frame adds as much."""

_LOOKS: Mapping[BoundaryKind, tuple[str, tuple[float, ...]]] = {
    BoundaryKind.ZONE: ("map-pin", (6.0, 4.0)),
    BoundaryKind.REGION: ("globe-hemisphere-west", (10.0, 5.0)),
    BoundaryKind.NETWORK: ("network", (2.0, 4.0)),
    BoundaryKind.TEAM: ("users-three", (6.0, 4.0)),
    BoundaryKind.FRAME: ("frame-corners", ()),
}


def boundary_rects(boundaries: Iterable[Boundary], rects: Mapping[str, Rect]) -> dict[str, Rect]:
    """Give where each boundary lies, by id; one that holds another is wider, and one that holds nothing is left out."""
    outlines: dict[str, Rect] = {}
    inner: list[tuple[frozenset[str], int]] = []
    for boundary in sorted(boundaries, key=lambda item: (len(item.components), item.id)):
        members = frozenset(id_ for id_ in boundary.components if id_ in rects)
        if not members:
            continue
        depth = 1 + max((level for others, level in inner if others <= members), default=0)
        inner.append((members, depth))
        box = union(rects[id_] for id_ in members).grown(PAD * depth)
        outlines[boundary.id] = Rect(box.x, box.y - HEADER * depth, box.width, box.height + HEADER * depth)
    return outlines


def boundary_marks(boundary: Boundary, outline: Rect, measured: Measure) -> tuple[Mark, ...]:
    """Draw a boundary where it lies."""
    glyph, dashes = _LOOKS[boundary.kind]
    title = cut(boundary.name or boundary.kind.value.title(), outline.width - 46, 12, "medium", measured)
    return (
        Rectangle(
            outline.x,
            outline.y,
            outline.width,
            outline.height,
            16,
            fill="sunken",
            stroke="border_strong",
            dashes=dashes,
        ),
        Glyph(outline.x + 20, outline.y + 17, glyph, 14, "ink_faint"),
        Text(outline.x + 32, outline.y + 21.4, title, 12, "ink_faint", "medium"),
    )
