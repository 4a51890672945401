"""A whole drawing as marks, grouped by what they show, so that painters can link, name and find each part."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from designer.drawing.boundary import boundary_marks, boundary_rects
from designer.drawing.box import State, box_rect, component_marks
from designer.drawing.connection import ConnectionShape, connection_shape, routes
from designer.drawing.crowd import Crowd
from designer.drawing.geometry import Point, Rect, union, within
from designer.drawing.layout import positions
from designer.drawing.marks import Command, Mark, Path, Rectangle, Text
from designer.drawing.measure import Measure, cut
from designer.drawing.note import note_marks, note_rects
from designer.model.design import Connection, Design, Stroke
from designer.model.kind import Kind

__all__ = ["Group", "Sketch", "component_marks", "connection_shape", "label_marks", "sketch"]

GroupKind = Literal["boundary", "connection", "component", "label", "note", "ink"]

MARGIN = 32.0
_LABEL_SIZE = 11.0
_LABEL_ROOMS = (170.0, 120.0, 84.0)
_HIDES = 1.6
_LABEL_SPOTS = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8)


@dataclass(frozen=True, slots=True)
class Group:
    """The marks of one thing on the board, in board coordinates; a connection's label is a group with the same id."""

    id: str
    kind: GroupKind
    bounds: Rect
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """A whole drawing: its groups from back to front, with where each box and line lies, by id."""

    bounds: Rect
    groups: tuple[Group, ...]
    rects: Mapping[str, Rect]
    shapes: Mapping[str, ConnectionShape]

    @property
    def marks(self) -> Iterator[Mark]:
        """Yield every mark from back to front."""
        return (mark for group in self.groups for mark in group.marks)


def sketch(
    design: Design,
    kinds: Mapping[str, Kind],
    measured: Measure,
    *,
    highlight: frozenset[str] = frozenset(),
    states: Mapping[str, State] = {},
) -> Sketch:
    """Draw a design; components without a position are laid out, and those in `highlight` are ringed."""
    where = positions(design, kinds)
    rects = {item.id: box_rect(item, where[item.id]) for item in design.components}
    shapes = routes(rects, design.connections)
    edges = [edge for edge in design.connections if edge.id in shapes]
    groups: list[Group] = []
    outlines = boundary_rects(design.boundaries, rects)
    for boundary in sorted(design.boundaries, key=lambda item: -len(item.components)):
        if boundary.id in outlines:
            outline = outlines[boundary.id]
            groups.append(Group(boundary.id, "boundary", outline, boundary_marks(boundary, outline, measured)))
    groups += (_connection_group(edge.id, shapes[edge.id], highlighted=edge.id in highlight) for edge in edges)
    for item in design.components:
        rect = rects[item.id]
        marks = component_marks(
            item, kinds.get(item.kind), measured, state=states.get(item.id), selected=item.id in highlight
        )
        groups.append(Group(item.id, "component", rect, shifted(marks, rect.x, rect.y)))
    groups += _labels(edges, shapes, rects, measured)
    below = union(group.bounds for group in groups)
    for note, rect in note_rects(design.notes, below, measured):
        groups.append(Group(note.id, "note", rect, shifted(note_marks(note, rect, measured), rect.x, rect.y)))
    groups += (ink_group(stroke) for stroke in design.ink if stroke.points)
    return Sketch(union(group.bounds for group in groups).grown(MARGIN), tuple(groups), rects, shapes)


def shifted(marks: Iterable[Mark], dx: float, dy: float) -> tuple[Mark, ...]:
    """Move marks by so many px."""
    return tuple(_shifted(mark, dx, dy) for mark in marks)


def _shifted(mark: Mark, dx: float, dy: float) -> Mark:
    if isinstance(mark, Path):
        return replace(mark, commands=tuple(_moved(command, dx, dy) for command in mark.commands))
    return replace(mark, x=mark.x + dx, y=mark.y + dy)


def _moved(command: Command, dx: float, dy: float) -> Command:
    return (command[0], *(number + (dy if index % 2 else dx) for index, number in enumerate(command[1:])))


def _connection_group(id_: str, shape: ConnectionShape, *, highlighted: bool) -> Group:
    halo = (Path(shape.commands, stroke="accent_soft", line=9.0),) if highlighted else ()
    xs, ys = zip(*(shape.point(step / 12) for step in range(13)), strict=True)
    bounds = Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).grown(5)
    return Group(id_, "connection", bounds, (*halo, *shape.marks))


def label_marks(label: str, measured: Measure, room: float = _LABEL_ROOMS[0]) -> tuple[Rect, tuple[Mark, ...]]:
    """Draw a connection's label round (0, 0), on a patch of the canvas; give the patch too."""
    words = cut(label, room, _LABEL_SIZE, "regular", measured)
    width = measured(words, _LABEL_SIZE, "regular") + 10
    patch = Rect(-width / 2, -8, width, 16)
    return patch, (
        Rectangle(patch.x, patch.y, patch.width, patch.height, 5, fill="canvas"),
        Text(0, 4, words, _LABEL_SIZE, "ink_soft", anchor="middle"),
    )


def _labels(
    edges: Iterable[Connection], shapes: Mapping[str, ConnectionShape], rects: Mapping[str, Rect], measured: Measure
) -> Iterator[Group]:
    """Put each label where it hides no box and no other label; where there is no such place, a shorter one is tried."""
    taken = Crowd(rect.grown(2) for rect in rects.values())
    for edge in sorted((edge for edge in edges if edge.label.strip()), key=lambda edge: edge.id):
        tries = []
        for room in _LABEL_ROOMS:
            patch, marks = label_marks(edge.label, measured, room)
            spots = _spots(shapes[edge.id], patch)
            places = [Rect(x + patch.x, y + patch.y, patch.width, patch.height) for x, y in spots]
            hidden = [taken.shared(place) for place in places]
            best = hidden.index(min(hidden))
            tries.append((hidden[best], places[best], shifted(marks, *spots[best])))
            if not hidden[best]:
                break
        _, place, marks = min(tries, key=lambda one: one[0])
        taken.add(place)
        yield Group(edge.id, "label", place, marks)


def _spots(shape: ConnectionShape, patch: Rect) -> list[Point]:
    """Give where on a line a label may sit: on it, or just above a short level one, which it would hide."""
    (left, top), (right, bottom) = shape.curve[0], shape.curve[3]
    hides = abs(bottom - top) < patch.height and abs(right - left) < patch.width * _HIDES
    lift = -11.0 if hides else 0.0
    return [(x, y + lift) for x, y in map(shape.point, _LABEL_SPOTS)]


def ink_group(stroke: Stroke) -> Group:
    """Draw a stroke that has at least one point; its width is that of its mean pressure."""
    xs, ys, pressures = zip(*((within(x), within(y), pressure) for x, y, pressure in stroke.points), strict=True)
    line = 1.5 + 2.5 * min(max(sum(pressures) / len(pressures), 0.0), 1.0)
    steps = [("L", x, y) for x, y in zip(xs, ys, strict=True)]
    # A tap is a stroke of one point: a line of no length paints nothing, so it gets a short one.
    steps.append(("L", xs[-1] + 0.1, ys[-1]))
    bounds = Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).grown(line)
    return Group(stroke.id, "ink", bounds, (Path((("M", xs[0], ys[0]), *steps), stroke="ink_stroke", line=line),))
