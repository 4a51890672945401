"""The numbers in the PDF: what a client sees, how busy, what breaks and what it costs, a line and a small bar each."""

from collections.abc import Iterator, Mapping, Sequence

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from designer.drawing.geometry import Rect
from designer.drawing.marks import Mark, Rectangle, Text
from designer.drawing.measure import cut, measure, wrap
from designer.drawing.waterfall import Row, waterfall
from designer.model.analysis import Analysis
from designer.report.numbers.digest import sections
from designer.report.numbers.line import Line
from designer.report.numbers.pictures import timeline_rows
from designer.report.paper.flow import Picture, Spot, Words, rich
from designer.report.paper.styles import H1, H2, SOFT
from designer.report.words import milliseconds

_NAME, _ALONE, _BAR, _BAR_END = 0.44, 0.62, 0.50, 0.72
"""Shares of the width: where a name beside a bar ends, and one without; where a bar begins and ends."""
_SIZE, _NOTE = 9.5, 8.5
_LEAST_PT = 120.0
"""A section begins on a new page where there is less room than this."""


def numbers(analysis: Analysis, names: Mapping[str, str], limit_ms: float | None, width: float) -> Iterator[Flowable]:
    """Yield the chapter, `width` points wide; `limit_ms` is the latency that the brief asks for."""
    yield Words.at(Spot("numbers", "The numbers"), "The numbers", H1)
    for place, section in enumerate(sections(analysis, names)):
        yield CondPageBreak(_LEAST_PT)
        yield Words(rich(section.title, "semibold"), H2)
        if section.about:
            yield Words(rich(section.about), SOFT)
        for line in section.lines:
            yield _line(line, width)
        if not place:
            yield from _timeline(timeline_rows(analysis), limit_ms, width)


def _timeline(rows: Sequence[Row], limit_ms: float | None, width: float) -> Iterator[Flowable]:
    """Draw where an ordinary request's time goes; nothing where that is not known."""
    if not rows:
        return
    bounds, marks = waterfall(rows, width, measure, limit_ms=limit_ms)
    about = "Each component's own time: median, and p99 behind it"
    about += "; the dashed line is the limit" if limit_ms is not None else ""
    alt = "; ".join(f"{row.name} {milliseconds(row.p50_ms)}, p99 {milliseconds(row.p99_ms)}" for row in rows)
    head = Words(rich("Where the time goes", "semibold"), H2), Words(rich(about), SOFT)
    yield KeepTogether([*head, Picture(bounds, marks, tag="Figure", alt=alt, before=4)])


def _line(line: Line, width: float) -> Picture:
    share = _NAME if line.share is not None else _ALONE if line.value else 1.0
    names = wrap(line.name, width * share, _SIZE, "regular", measure, 2) or ("",)
    notes = wrap(line.note, width - 8, _NOTE, "regular", measure, 3) if line.note else ()
    marks: list[Mark] = [Rectangle(0, 0, width, 0.6, fill="border")]
    marks += [Text(0, 14 + 12 * place, text, _SIZE, "ink") for place, text in enumerate(names)]
    room = width * (1 - _BAR_END) if line.share is not None else width * 0.36 if line.name else width
    if line.name and line.value:
        marks.append(Text(width, 14, cut(line.value, room, _SIZE, "medium", measure), _SIZE, "ink", "medium", "end"))
    elif line.value:
        marks.append(Text(0, 14, cut(line.value, room, _SIZE, "medium", measure), _SIZE, "ink", "medium"))
    if line.share is not None:
        start, long = width * _BAR, width * (_BAR_END - _BAR)
        marks.append(Rectangle(start, 8, long, 5, 2.5, fill="sunken"))
        if line.share > 0:
            marks.append(Rectangle(start, 8, max(5.0, long * min(line.share, 1.0)), 5, 2.5, fill=line.tone))
    top = 14 + 12 * len(names)
    marks += [Text(0, top + 11 * place, text, _NOTE, "ink_faint") for place, text in enumerate(notes)]
    height = 9 + 12 * len(names) + 11 * len(notes)
    return Picture(Rect(0, 0, width, height), marks, alt=": ".join(filter(None, (line.name, line.value, line.note))))
