"""Labelled points on a square from 0 to 100, with the line on which both sides would agree, in our own marks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from designer.drawing.geometry import Rect
from designer.drawing.marks import Mark, Path, Rectangle, Text
from designer.drawing.measure import cut, measure
from designer.drawing.theme import LIGHT, Theme
from designer.report.png import picture_png

SIDE, MARGIN, HEAD, FOOT = 600.0, 64.0, 92.0, 78.0
TICKS = (0, 20, 40, 60, 80, 100)
_DOT = 4.5
_LABEL = 11.0
_LONGEST_LABEL = 150.0
_RINGS = (9.0, 20.0, 34.0, 50.0)
_HIDING, _FARTHER, _LINE = 4.0, 60.0, 2.0
"""What counts against a place: a px² of something else covered, each ring farther out, a px of the dashed line."""
_CROWD = 40
"""More points than this, and only those are labelled beside which there is room."""
COLOURS = tuple(
    f"glyph_{group}"
    for group in ("sources", "training", "processing", "llm", "evaluation", "ingest", "monitoring", "features")
)
"""One for each group of points, in their order; then from the beginning."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A point with its name; `group` gives its colour."""

    name: str
    group: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Plot:
    """What is written round the points."""

    title: str
    subtitle: str
    across: str
    upwards: str


def scatter_png(dots: Sequence[Dot], plot: Plot, *, scale: float = 2.0, theme: Theme = LIGHT) -> bytes:
    """Draw the plot as a PNG, `scale` pixels for each of its px; the same points give the same bytes."""
    return picture_png(bounds(), scatter(dots, plot), scale=scale, theme=theme)


def bounds() -> Rect:
    """Give how large the plot is; its field begins at (0, 0)."""
    return Rect(-MARGIN, -HEAD, SIDE + 2 * MARGIN, SIDE + HEAD + FOOT)


def scatter(dots: Sequence[Dot], plot: Plot) -> list[Mark]:
    """Give the plot's marks from back to front."""
    groups = list(dict.fromkeys(dot.group for dot in dots))
    colours = {group: COLOURS[index % len(COLOURS)] for index, group in enumerate(groups)}
    marks: list[Mark] = [*_frame(plot), *_legend(colours)]
    labels = _labels(dots)
    for dot, label in zip(dots, labels, strict=True):
        if label is not None and label.leader:
            marks.append(Path((("M", *_at(dot)), ("L", *label.foot)), stroke="border_strong", line=0.75))
    for dot, label in zip(dots, labels, strict=True):
        x, y = _at(dot)
        marks.append(_circle(x, y, colours[dot.group]))
        if label is not None:
            marks.append(Text(label.rect.x, label.rect.bottom - 3, label.text, _LABEL, "ink_soft"))
    return marks


def _at(dot: Dot) -> tuple[float, float]:
    return dot.x / 100 * SIDE, SIDE - dot.y / 100 * SIDE


def _circle(x: float, y: float, colour: str, reach: float = _DOT) -> Rectangle:
    return Rectangle(x - reach, y - reach, 2 * reach, 2 * reach, reach, fill=colour, stroke="surface", line=1)


def _frame(plot: Plot) -> Iterator[Mark]:
    wide = SIDE + MARGIN
    yield Text(0, -HEAD + 30, cut(plot.title, wide, 17, "semibold", measure), 17, "ink", "semibold")
    yield Text(0, -HEAD + 50, cut(plot.subtitle, wide, 12, "regular", measure), 12, "ink_soft")
    yield Rectangle(0, 0, SIDE, SIDE, fill="surface", stroke="border")
    for tick in TICKS:
        place = tick / 100 * SIDE
        if tick not in {TICKS[0], TICKS[-1]}:
            yield Path((("M", place, 0.0), ("L", place, SIDE)), stroke="grid")
            yield Path((("M", 0.0, place), ("L", SIDE, place)), stroke="grid")
        yield Text(place, SIDE + 18, str(tick), _LABEL, "ink_faint", anchor="middle")
        yield Text(-8, SIDE - place + 4, str(tick), _LABEL, "ink_faint", anchor="end")
    yield Path((("M", 0.0, SIDE), ("L", SIDE, 0.0)), stroke="border_strong", dashes=(5, 4))
    yield Text(SIDE, SIDE + 38, plot.across, 12, "ink_soft", "medium", "end")
    yield Text(0, -10, plot.upwards, 12, "ink_soft", "medium")


def _legend(colours: dict[str, str]) -> Iterator[Mark]:
    """Name the groups in a row beneath, as many as there is room for."""
    x = 0.0
    for group, colour in colours.items():
        name = cut(group, _LONGEST_LABEL, _LABEL, "regular", measure)
        width = measure(name, _LABEL, "regular")
        if x + width > SIDE:
            yield Text(x, SIDE + 60, "…", _LABEL, "ink_soft")
            return
        yield _circle(x + _DOT, SIDE + 56, colour)
        yield Text(x + 14, SIDE + 60, name, _LABEL, "ink_soft")
        x += width + 32


@dataclass(frozen=True, slots=True)
class _Label:
    text: str
    rect: Rect
    foot: tuple[float, float]
    far: float

    @property
    def leader(self) -> bool:
        """Whether it lies so far out that a line has to lead to it."""
        return self.far > 0


def _labels(dots: Sequence[Dot]) -> list[_Label | None]:
    """Place the names beside their points, each where it covers least of the points and names before it."""
    taken = [Rect(x - _DOT, y - _DOT, 2 * _DOT, 2 * _DOT) for x, y in map(_at, dots)]
    placed: list[_Label | None] = []
    for dot in dots:
        label = min(_spots(dot), key=lambda spot: _covered(spot.rect, taken) + _crossed(spot.rect) + spot.far)
        if len(dots) > _CROWD and _covered(label.rect, taken) > 0:
            placed.append(None)
            continue
        placed.append(label)
        taken.append(label.rect)
    return placed


def _spots(dot: Dot) -> Iterator[_Label]:
    """Yield the places round a point, the best first: beside it, then above, below and aslant, then farther out."""
    text = cut(dot.name, _LONGEST_LABEL, _LABEL, "regular", measure)
    width, height = measure(text, _LABEL, "regular"), _LABEL + 3
    x, y = _at(dot)
    sides = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
    for (number, ring), (across, down) in product(enumerate(_RINGS), sides):
        foot = (x + across * ring, y + down * ring)
        left = foot[0] - {1: -2.0 * number, 0: width / 2, -1: width + 2.0 * number}[across]
        top = foot[1] - {1: 0.0, 0: height / 2, -1: height}[down]
        yield _Label(text, Rect(left, top, width, height), foot, far=_FARTHER * number)


def _covered(rect: Rect, taken: Iterable[Rect]) -> float:
    """Give the area of other things that a rectangle covers, and what of it leaves the field."""
    field = Rect(0, 0, SIDE, SIDE)
    outside = rect.width * rect.height - _common(rect, field)
    return _HIDING * round(outside + sum(_common(rect, other) for other in taken), 3)


def _crossed(rect: Rect) -> float:
    """Give how much of the dashed line a rectangle covers."""
    return _LINE * max(min(rect.right, SIDE - rect.y) - max(rect.x, SIDE - rect.bottom), 0.0)


def _common(one: Rect, other: Rect) -> float:
    wide = min(one.right, other.right) - max(one.x, other.x)
    high = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(wide, 0.0) * max(high, 0.0)
