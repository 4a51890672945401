"""The drawing as a page of the PDF: fitted, the number of each problem at what it points at, links both ways."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from reportlab.lib.pagesizes import A4, landscape

from designer.drawing.connection import connection_shape
from designer.drawing.geometry import Rect
from designer.drawing.marks import Mark, Rectangle, Text
from designer.drawing.measure import measure
from designer.drawing.sketch import Sketch
from designer.model.design import ConnectionKind
from designer.report.critique.cover import number_marks
from designer.report.critique.outline import Problem
from designer.report.paper.flow import Hotspot, Picture, Spot

Ends = Mapping[str, tuple[str, str]]

MARGIN = 40.0
HEADER = 74.0
LEGEND = 30.0

_LEGIBLE = 0.5
_LARGEST = 1.15
_LONGEST = 14_000.0  # pages may be 14,400 points long
_MOST_NUMBERS = 5
_PAD = 18.0


def page_size(sketch: Sketch) -> tuple[float, float]:
    """Choose the paper: A4 across, or for a drawing too large for that a page of its own on which names can be read."""
    small: tuple[float, float] = landscape(A4)
    if _scale(sketch, small) >= _LEGIBLE:
        return small
    across, upright = small[0] - room(small)[0], small[1] - room(small)[1] + LEGEND
    bounds = sketch.bounds
    wanted = (bounds.width * _LEGIBLE + across, bounds.height * _LEGIBLE + upright)
    return min(max(wanted[0], small[0]), _LONGEST), min(max(wanted[1], small[1]), _LONGEST)


def _scale(sketch: Sketch, size: tuple[float, float]) -> float:
    width, height = room(size)
    bounds = sketch.bounds
    return min(width / max(bounds.width, 1), (height - LEGEND) / max(bounds.height, 1), _LARGEST)


def room(size: tuple[float, float]) -> tuple[float, float]:
    """Give how wide and high the picture may be on paper of a size."""
    return size[0] - 2 * MARGIN, size[1] - MARGIN - HEADER - 26


def places(sketch: Sketch) -> dict[str, str]:
    """Give the name of the place in the document for everything in the diagram that can be pointed at."""
    return {id_: f"at-{index}" for index, id_ in enumerate((*sketch.rects, *sketch.shapes))}


def diagram(sketch: Sketch, problems: Iterable[Problem], ends: Ends, size: tuple[float, float], title: str) -> Picture:
    """Draw the diagram to fit the page, on a panel of its own; `ends` has the two ends of each connection."""
    width, height = room(size)
    scale = _scale(sketch, size)
    shown = sketch.bounds
    wide, tall = width / scale, (height - LEGEND) / scale
    panel = Rect(shown.x - (wide - shown.width) / 2, shown.y - (tall - shown.height) / 2, wide, tall)
    badges = list(_badges(sketch, problems, ends, max(0.75 / scale, 1.0)))
    marks = [
        Rectangle(
            panel.x, panel.y, panel.width, panel.height, 10 / scale, fill="canvas", stroke="border", line=0.7 / scale
        ),
        *sketch.marks,
        *(mark for _, marks in badges for mark in marks),
    ]
    if not sketch.groups:
        marks.append(Text(*panel.centre, "Nothing was drawn.", 13, "ink_faint", anchor="middle"))
    keys = places(sketch)
    return Picture(
        panel,
        marks,
        tag="Figure",
        alt=title,
        scale=scale,
        spot=Spot("diagram"),
        hotspots=[spot for spot, _ in badges],
        places=[Hotspot(_around(sketch, id_).grown(170), key) for id_, key in keys.items()],
    )


def _around(sketch: Sketch, id_: str) -> Rect:
    if id_ in sketch.rects:
        return sketch.rects[id_]
    x, y = sketch.shapes[id_].point(0.5)
    return Rect(x - 30, y - 30, 60, 60)


def _badges(
    sketch: Sketch, problems: Iterable[Problem], ends: Ends, scale: float
) -> Iterator[tuple[Hotspot, tuple[Mark, ...]]]:
    """Yield the numbers at each thing that problems point at, in a row on its upper edge, the first few of them."""
    pointing: Mapping[str, list[int]] = defaultdict(list)
    for problem in problems:
        ids = {place.id for place in problem.places}
        for place in problem.places:
            # A path is shown by its boxes: a number on each line between them would say nothing more.
            if not ids & set(ends.get(place.id, ())):
                pointing[place.id].append(problem.number)
    for id_, numbers in pointing.items():
        if id_ not in sketch.rects and id_ not in sketch.shapes:
            continue
        x, y = _corner(sketch, id_, scale)
        step = 20 * scale
        for number in numbers[:_MOST_NUMBERS]:
            yield _badge(number, str(number), x, y, scale)
            x += step
        if len(numbers) > _MOST_NUMBERS:
            yield _badge(numbers[_MOST_NUMBERS], f"+{len(numbers) - _MOST_NUMBERS}", x, y, scale)


def _badge(number: int, text: str, x: float, y: float, scale: float) -> tuple[Hotspot, tuple[Mark, ...]]:
    reach = 10 * scale
    return Hotspot(Rect(x - reach, y - reach, 2 * reach, 2 * reach), f"problem-{number}"), number_marks(
        text, x, y, scale
    )


def _corner(sketch: Sketch, id_: str, scale: float) -> tuple[float, float]:
    """Give where the first number stands: over a box's upper edge, clear of its name."""
    if id_ in sketch.rects:
        rect = sketch.rects[id_]
        return rect.x + 9 * scale, rect.y - 5.5 * scale
    x, y = sketch.shapes[id_].point(0.3)
    return x, y


def legend(width: float) -> Picture:
    """Draw a sample of each kind of connection, with its name."""
    marks: list[Mark] = []
    x = 0.0
    for kind in ConnectionKind:
        marks += connection_shape(Rect(x, 10, 0, 0), Rect(x + 40, 10, 0, 0), kind).marks
        marks.append(Text(x + 48, 13, kind.value, 8.5, "ink_soft"))
        x += 48 + measure(kind.value, 8.5, "regular") + 22
    return Picture(Rect(0, 0, width, 20), marks, alt="Legend: the kinds of connection")
