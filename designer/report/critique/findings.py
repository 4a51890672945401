"""The findings in the PDF: what cost points and what would mend it, what passed, and what was not scored and why."""

from collections.abc import Iterator, Mapping, Sequence

from reportlab.platypus import Flowable, KeepTogether

from designer.drawing.fonts import TEXT
from designer.drawing.geometry import Rect
from designer.drawing.marks import Mark, Rectangle, Text
from designer.drawing.measure import font, measure, wrap
from designer.model.critique import Evidence, Finding, Verdict
from designer.report import words
from designer.report.critique import changes
from designer.report.critique.cover import number_marks
from designer.report.critique.outline import Place, Problem, Report, rule_facts, unscored_because, verdict_word
from designer.report.paper.flow import THEME, Picture, Spot, Words, bold, callout, colored, link, rich, style
from designer.report.paper.styles import BODY, H1, H2, SOFT

INDENT = 32.0
GREEN = THEME.color("success")
H2_BESIDE = style(14, 18, weight="semibold", tag="H2", spaceBefore=26, spaceAfter=8)
FACTS = style(8.5, 12, "ink_faint", leftIndent=INDENT, spaceAfter=5)
MESSAGE = style(10, 15, leftIndent=INDENT, spaceAfter=5)
FIX = callout(INDENT, 8, 12)
MORE = style(8.5, 12.5, "ink_soft", leftIndent=INDENT, spaceAfter=3)
LINE = style(9, 13.5, leftIndent=14, spaceAfter=2.5, bulletIndent=1, bulletFontName=font(TEXT["regular"]).fontName)
PASSED = style(9, 13.5, leftIndent=14, spaceAfter=2.5, bulletFontName=font(TEXT["regular"]).fontName, bulletColor=GREEN)
GROUP = style(10, 14, weight="medium", tag="H3", spaceBefore=9, spaceAfter=4, keepWithNext=1)

_CHIPS = {Verdict.FAIL: ("danger_soft", "danger"), Verdict.PARTIAL: ("warning_soft", "warning")}
_MOST_PLACES = 12


def findings(report: Report, width: float, places: Mapping[str, str]) -> Iterator[Flowable]:
    """Yield the pages after the diagram; `places` has the place in the diagram of each id."""
    yield Words.at(Spot("findings", "Findings"), "Findings", H1)
    if not report.problems:
        yield Words("Every rule that applied passed." if report.passes else "Nothing was scored.", BODY)
    yield from _missing(report)
    for competency, problems in report.problems.items():
        head = Words.at(Spot(f"competency-{competency.value}", competency.title, 1), rich(competency.title), H2_BESIDE)
        for place, problem in enumerate(problems):
            yield KeepTogether([*([] if place else [head]), *_problem(problem, width, places)])
    yield from _changes(report)
    yield from _open(report)
    yield from _passes(report)
    yield from _unscored(report)
    yield from _loose_ends(report)
    title = Words.at(Spot("method", "How the score is computed"), "How the score is computed", H2)
    yield KeepTogether([title, *(Words(rich(sentence), SOFT) for sentence in report.method)])


def _problem(problem: Problem, width: float, places: Mapping[str, str]) -> Iterator[Flowable]:
    finding = problem.finding
    yield _head(problem, width)
    yield Words(rich("  ·  ".join(problem.facts)), FACTS)
    if problem.told_at:
        told_at = link(f"problem-{problem.told_at}", str(problem.told_at))
        yield Words(f"{rich(problem.cause.removesuffix(f'{problem.told_at}.'))}{told_at}.", MESSAGE)
        return
    yield Words(rich(" ".join(filter(None, (finding.message, problem.cause)))), MESSAGE)
    if finding.why:
        yield Words(f"{bold('Why')}  {rich(finding.why)}", MESSAGE)
    if finding.fix:
        yield Words(f"{bold('Fix')}  {rich(finding.fix)}", FIX)
    if problem.places:
        yield Words("Look at: " + _look_at(problem.places, places), MORE)
    if finding.sources:
        yield Words(colored(rich("Sources: " + "; ".join(finding.sources)), "ink_faint"), MORE)
    if finding.waived:
        yield Words(f"{bold('Set aside in the drawing')}  {rich(finding.waived)}", MORE)
    if finding.approximation:
        yield Words(colored(rich("An approximation: " + finding.approximation), "ink_faint"), MORE)


def _missing(report: Report) -> Iterator[Flowable]:
    """Yield what is not drawn at all, with links to the problems that come of it."""
    if report.missing:
        yield Words.at(Spot("missing", "Missing altogether", 1), "Missing altogether", H2_BESIDE)
    for each in report.missing:
        numbers = ", ".join(link(f"problem-{number}", str(number)) for number in each.problems)
        cost = f"{len(each.problems)} problems ({numbers}), {rich(words.number(each.lost))} points."
        yield Words(
            f"{rich(each.title, 'medium')}: {cost} {colored(rich(each.about), 'ink_soft')}", LINE, bulletText="•"
        )


def _look_at(at: Sequence[Place], places: Mapping[str, str]) -> str:
    named = [link(places[one.id], one.name) if one.id in places else rich(one.name) for one in at[:_MOST_PLACES]]
    left = len(at) - _MOST_PLACES
    return ", ".join(named) + (f" and {left} more" if left > 0 else "")


def _head(problem: Problem, width: float) -> Picture:
    """Draw a problem's first line: number, title, verdict, points."""
    finding = problem.finding
    fill, ink = _CHIPS[finding.verdict]
    verdict = verdict_word(finding.verdict)
    score = words.points(finding.points.earned, finding.points.possible)
    chip = measure(verdict, 8.5, "medium") + 14
    right = width - measure(score, 9, "regular") - 8
    lines = wrap(finding.title, right - chip - INDENT - 12, 11.5, "semibold", measure, 4)
    height = 6 + 15 * max(len(lines), 1)
    marks: list[Mark] = [
        *number_marks(str(problem.number), 10, 9.5),
        *(Text(INDENT, 13.5 + 15 * index, line, 11.5, "ink", "semibold") for index, line in enumerate(lines)),
        Rectangle(right - chip, 1.5, chip, 16, 5, fill=fill),
        Text(right - chip / 2, 12.5, verdict, 8.5, ink, "medium", "middle"),
        Text(width, 12.5, score, 9, "ink_soft", anchor="end"),
    ]
    said = f"{problem.number}. {words.short(finding.title, 80)}"
    return Picture(
        Rect(0, 0, width, height), marks, tag="H3", spot=Spot(f"problem-{problem.number}", said, 2), before=15
    )


def _passes(report: Report) -> Iterator[Flowable]:
    if not report.passes:
        return
    count = sum(len(found) for found in report.passes.values())
    yield Words.at(Spot("passes", "What passed"), f"What passed  {colored(str(count), 'ink_faint')}", H2)
    for competency, found in report.passes.items():
        yield Words(rich(competency.title, "medium"), GROUP)
        for finding in found:
            yield Words(f"{rich(finding.message or finding.title)}  {_small(finding)}", PASSED, bulletText="✓")


def _small(finding: Finding) -> str:
    claimed = ("claimed",) if finding.evidence is Evidence.CLAIMED else ()
    points = (f"{words.number(finding.points.possible)}\u00a0points",) if finding.points.possible else ()
    return colored(rich(" · ".join((*rule_facts(finding), *points, *claimed))), "ink_faint")


def _open(report: Report) -> Iterator[Flowable]:
    """Yield what the drawing leaves open, and what could not be run: both cost points."""
    if report.questions:
        yield Words.at(Spot("questions", "Open questions"), "Open questions", H2)
        yield Words("The drawing does not say. Each earns half of its points until it does.", SOFT)
    for finding in report.questions:
        yield _line(finding, finding.title, finding.ask or finding.message, _scored(finding))
    if report.errors:
        yield Words.at(Spot("errors", "Rules that could not be run"), "Rules that could not be run", H2)
    for finding in report.errors:
        yield _line(finding, finding.title, finding.reason or finding.message, _scored(finding))


def _changes(report: Report) -> Iterator[Flowable]:
    """Yield what was changed on the way, what is left after it, and what to look at again."""
    if report.changes:
        yield Words.at(Spot("changes", changes.TITLE), changes.TITLE, H2)
    for each in report.changes:
        said = f"{rich(each.said, 'medium')}  {colored(rich(each.title), 'ink_faint')}"
        yield Words(
            "<br/>".join((said, *(colored(rich(one), "ink_soft") for one in each.sentences))), LINE, bulletText="•"
        )


def _unscored(report: Report) -> Iterator[Flowable]:
    if report.unscored:
        yield Words.at(Spot("unscored", "Not scored, and why"), "Not scored, and why", H2)
    for finding in report.unscored:
        yield _line(finding, finding.title, unscored_because(finding), "")


def _scored(finding: Finding) -> str:
    return words.points(finding.points.earned, finding.points.possible)


def _line(finding: Finding, title: str, why: str, points: str) -> Words:
    facts = colored(rich(" · ".join((*rule_facts(finding), *((points,) if points else ())))), "ink_faint")
    return Words(f"{rich(title)}  {facts}<br/>{colored(rich(why), 'ink_soft')}", LINE, bulletText="•")


def _loose_ends(report: Report) -> Iterator[Flowable]:
    if not report.loose_ends:
        return
    yield Words.at(Spot("loose-ends", "Loose ends"), "Loose ends", H2)
    for what, where in report.loose_ends:
        place = f"  {colored(rich(words.short(where)), 'ink_faint')}" if where else ""
        yield Words(f"{rich(what)}{place}", LINE, bulletText="•")
