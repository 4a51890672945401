"""The first pages of the PDF: the score, where the points went, the numbers, and what was asked."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from reportlab.platypus import Flowable, PageBreak, Spacer

from designer.drawing.geometry import Rect
from designer.drawing.marks import Mark, Rectangle, Text
from designer.drawing.measure import cut, measure, wrap
from designer.report import words
from designer.report.critique.outline import Bar, Figure, Problem, Report
from designer.report.paper.flow import Hotspot, Picture, Spot, Words, colored, rich, style
from designer.report.paper.styles import BODY, FACTS, H2, OVERLINE, SOFT, TITLE

SUBTITLE = style(13, 18, "ink_soft", spaceAfter=3)
HELD_BACK = style(9.5, 14, "danger", weight="medium", spaceAfter=2)

_CARD_GAP, _VALUE = 10.0, 14.0
_CARDS = 4
_WHOLE = 40
"""Lines that hold whatever is said of a figure."""


def cover(report: Report, width: float) -> Iterator[Flowable]:
    """Yield the first pages, `width` points wide."""
    yield Words("CRITIQUE", OVERLINE)
    yield Words.at(Spot("cover", "Overview"), rich(report.scenario, "semibold"), TITLE)
    for name in report.named[1:]:
        yield Words(rich(words.short(name, 160)), SUBTITLE)
    yield Words(rich("  ·  ".join(report.facts)), FACTS)
    yield _score(report, width)
    for sentence in report.held_back:
        yield Words(rich(sentence, "medium"), HELD_BACK)
    yield Words.at(Spot("competencies", "By competency", 1), "By competency", H2)
    for bar in report.bars:
        yield _bar(bar, width)
    if report.shared:
        yield Spacer(1, 5)
        yield Words(colored(rich(report.shared), "ink_faint"), SOFT)
    if report.worst:
        yield Words.at(Spot("worst", "Worth most", 1), "Worth most", H2)
        for problem in report.worst:
            yield _worst(problem, width)
    yield from _figures(report, width)
    yield from _asked(report, width)


def _score(report: Report, width: float) -> Picture:
    """Draw the overall score: a big quiet figure, and a line as long as the score is high."""
    whole = "–" if report.percent is None else words.percent(report.percent).removesuffix(" %")
    beside = measure(whole, 60, "semibold") + 2
    share = min(max((report.percent or 0.0) / 100, 0.0), 1.0)
    marks: list[Mark] = [
        Text(-2, 52, whole, 60, "ink", "semibold"),
        Text(beside, 52, "%", 26, "ink_soft", "medium"),
        Text(beside + 40, 37, report.of_points, 10.5, "ink"),
        Text(beside + 40, 52, _lost(report), 9, "ink_faint"),
        Rectangle(0, 70, width, 6, 3, fill="sunken"),
    ]
    if share:
        marks.append(Rectangle(0, 70, max(width * share, 6), 6, 3, fill="accent"))
    return Picture(Rect(0, 0, width, 76), marks, alt=f"Score: {whole} percent, {report.of_points}", after=10)


def _lost(report: Report) -> str:
    count = len(report.all_problems)
    asks = len(report.questions)
    if report.percent is None:
        return "no rule applied"
    said = "nothing to work on" if not count else f"{count} finding{'s' if count > 1 else ''} to work on"
    return said + (f", {asks} question{'s' if asks > 1 else ''} left open" if asks else "")


def _bar(bar: Bar, width: float) -> Picture:
    start, end = 178.0, width - 132
    marks: list[Mark] = [
        Text(0, 12.5, cut(bar.competency.title, start - 10, 9.5, "regular", measure), 9.5, "ink"),
        Rectangle(start, 6, end - start, 6, 3, fill="sunken"),
        Text(width, 12.5, f"{words.points(bar.earned, bar.possible)}", 9, "ink_soft", anchor="end"),
    ]
    if bar.percent is None:
        marks[1:] = [Text(start, 12.5, bar.share, 9, "ink_faint")]
    else:
        marks.append(Text(end + 40, 12.5, words.percent(bar.percent), 9.5, "ink", "medium", "end"))
        drawn, earned = ((end - start) * min(max(share / 100, 0.0), 1.0) for share in (bar.drawn, bar.percent))
        if drawn > earned:
            marks.append(Rectangle(start, 8, drawn, 2, 1, fill="border_strong"))
        if earned:
            marks.append(Rectangle(start, 6, max(earned, 6), 6, 3, fill="accent"))
    return Picture(Rect(0, 0, width, 20.5), marks)


def _worst(problem: Problem, width: float) -> Picture:
    title = cut(problem.finding.title, width - 120, 9.5, "regular", measure)
    marks = (
        *number_marks(str(problem.number), 9, 9),
        Text(28, 12.5, title, 9.5, "ink"),
        Text(width, 12.5, f"{words.number(problem.lost)} points", 9, "ink_soft", anchor="end"),
    )
    rect = Rect(0, 0, width, 21)
    return Picture(rect, marks, hotspots=[Hotspot(rect, f"problem-{problem.number}")])


def number_marks(text: str, x: float, y: float, scale: float = 1.0) -> tuple[Mark, ...]:
    """Draw a problem's number round (x, y), in the pill that stands in the text and in the diagram."""
    size, high = 8.5 * scale, 17 * scale
    wide = max(measure(text, size, "semibold") + 9 * scale, high)
    return (
        Rectangle(x - wide / 2, y - high / 2, wide, high, high / 2, fill="danger"),
        Text(x, y + 3.1 * scale, text, size, "surface", "semibold", "middle"),
    )


def _figures(report: Report, width: float) -> Iterator[Flowable]:
    if not report.figures:
        return
    yield PageBreak()
    yield Words.at(Spot("estimates", "Estimates", 1), "Estimates", H2)
    for start in range(0, len(report.figures), _CARDS):
        yield _cards(report.figures[start : start + _CARDS], width)
    cut_off = (figure for figure in report.figures if _about(figure, width) != _about(figure, width, _WHOLE))
    whole: dict[str, list[str]] = {}
    for figure in cut_off:
        whole.setdefault(figure.about, []).append(figure.title)
    for about, names in whole.items():
        yield Words(f"{rich(', '.join(names), 'medium')}: {rich(about)}.", SOFT)
    for (method, assumes), group in groupby(report.figures, key=lambda figure: (figure.method, figure.assumes)):
        titles = ", ".join(figure.title for figure in group)
        told = "; ".join(assumes) or "nothing beyond the drawing"
        how = "exact" if method == "exact" else f"an {method}"
        yield Words(f"{rich(titles, 'medium')}: {how}. {colored(rich('Assumes: ' + told), 'ink_faint')}.", SOFT)
    if report.busiest:
        yield Words(rich("Busiest at peak: " + ", ".join(report.busiest[:6])), SOFT)


def _side(width: float) -> float:
    return (width - _CARD_GAP * (_CARDS - 1)) / _CARDS


def _about(figure: Figure, width: float, most: int = 2) -> Sequence[str]:
    return wrap(figure.about, _side(width) - 24, 8.5, "regular", measure, most) if figure.about else ()


def _cards(figures: tuple[Figure, ...], width: float) -> Picture:
    side = _side(width)
    marks: list[Mark] = []
    for index, figure in enumerate(figures):
        x = index * (side + _CARD_GAP)
        about = _about(figure, width)
        marks += [
            Rectangle(x, 0, side, 70, 8, fill="canvas", stroke="border", line=0.7),
            Text(x + 12, 19, figure.title, 8.5, "ink_soft"),
            Text(x + 12, 39, cut(figure.value, side - 24, _VALUE, "semibold", measure), _VALUE, "ink", "semibold"),
            *(Text(x + 12, 53 + 10.5 * line, text, 8.5, "ink_faint") for line, text in enumerate(about)),
        ]
    said = ", ".join(f"{figure.title} {figure.value}" for figure in figures)
    return Picture(Rect(0, 0, width, 70), marks, alt=said, after=_CARD_GAP)


def _asked(report: Report, width: float) -> Iterator[Flowable]:
    yield Words.at(Spot("asked", "What was asked", 1), "What was asked", H2)
    for line in report.asked:
        yield Words(rich(line), BODY)
    if report.requirements:
        yield Spacer(1, 4)
    for name, value in report.requirements:
        yield _requirement(name, value, width)


def _requirement(name: str, value: str, width: float) -> Picture:
    lines = wrap(value, width - 178, 9, "regular", measure, 8) or ("",)
    height = 8 + 13 * len(lines)
    marks: tuple[Mark, ...] = (
        Rectangle(0, 0, width, 0.6, fill="border"),
        Text(0, 14, cut(name, 168, 9, "medium", measure), 9, "ink", "medium"),
        *(Text(178, 14 + 13 * index, line, 9, "ink_soft") for index, line in enumerate(lines)),
    )
    return Picture(Rect(0, 0, width, height), marks)
