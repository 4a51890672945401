"""A request's way as marks: who is called when, how long each takes in the median and at p99, against the limit."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from designer.drawing.geometry import Rect
from designer.drawing.marks import Mark, Path, Rectangle, Text
from designer.drawing.measure import Measure, cut

ROW, BAR, HEAD = 20.0, 9.0, 20.0
_NAMES = 0.36
"""The share of the width that the names may take."""
_SIZE, _TICK_SIZE, _GAP = 11.0, 10.0, 10.0
_TICKS, _SECOND_MS = 4, 1000.0
_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Row:
    """One component on the way: when it is called, its own time in the median and at p99 (all in ms), how deep."""

    name: str
    start_ms: float
    p50_ms: float
    p99_ms: float
    depth: int = 0
    optional: bool = False


def waterfall(
    rows: Sequence[Row], width: float, measured: Measure, *, limit_ms: float | None = None
) -> tuple[Rect, tuple[Mark, ...]]:
    """Draw the rows under one another in a picture so wide; give its bounds and marks."""
    bounds = Rect(0, 0, width, HEAD + ROW * max(1, len(rows)) + 2)
    ends = [row.start_ms + max(row.p50_ms, row.p99_ms) for row in rows]
    last = max([*ends, limit_ms or 0.0, 1e-6])
    left = _NAMES * width
    scale = (width - left - _GAP) / last
    marks = [*_grid(last, left, scale, bounds, measured)]
    if limit_ms is not None:
        x = left + limit_ms * scale
        marks.append(Path((("M", x, HEAD - 4), ("L", x, bounds.bottom)), stroke="danger", line=1.2, dashes=(3.0, 3.0)))
    for place, row in enumerate(rows):
        marks += _row(row, HEAD + place * ROW, left, scale, measured)
    return bounds, tuple(marks)


def _row(row: Row, y: float, left: float, scale: float, measured: Measure) -> Iterator[Mark]:
    indent = min(row.depth, 4) * 8.0
    name = cut(row.name, left - indent - _GAP, _SIZE, "regular", measured)
    yield Text(indent, y + ROW / 2 + 0.36 * _SIZE, name, _SIZE, "ink_soft" if row.optional else "ink")
    x, top = left + row.start_ms * scale, y + (ROW - BAR) / 2
    slow, usual = max(1.5, row.p99_ms * scale), max(1.5, row.p50_ms * scale)
    yield Rectangle(x, top, slow, BAR, min(3.0, slow / 2), fill="accent_soft", stroke="border")
    yield Rectangle(x, top, usual, BAR, min(3.0, usual / 2), fill="ink_soft" if row.optional else "accent")


def _grid(last: float, left: float, scale: float, bounds: Rect, measured: Measure) -> Iterator[Mark]:
    step = nice_step(last / _TICKS)
    free = left
    for tick in range(int(last / step) + 1):
        x = left + tick * step * scale
        yield Path((("M", x, HEAD - 2), ("L", x, bounds.bottom)), stroke="border", line=0.8)
        at_ms = tick * step
        words = f"{at_ms / _SECOND_MS:g} s" if at_ms >= _SECOND_MS else f"{at_ms:g} ms" if tick else "0"
        half = measured(words, _TICK_SIZE, "regular") / 2
        if x - half >= free and x + half <= bounds.width:
            yield Text(x, HEAD - 7, words, _TICK_SIZE, "ink_soft", anchor="middle")
            free = x + half + 6
        elif not tick:
            yield Text(x, HEAD - 7, words, _TICK_SIZE, "ink_soft")
            free = x + 2 * half + 6


def nice_step(wanted: float) -> float:
    """Give the round number at or above a step: 1, 2, 2.5 or 5 times a power of ten.

    >>> nice_step(0.3), nice_step(21), nice_step(2)
    (0.5, 25.0, 2.0)
    """
    power = 10.0 ** math.floor(math.log10(max(wanted, 1e-9)))
    return next(round(mantissa * power, 12) for mantissa in _ROUND if mantissa * power >= wanted * (1 - 1e-9))
