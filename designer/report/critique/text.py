"""The critique as plain text for a terminal: 80 columns, colours only when asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from designer.model.critique import Critique, Finding, Verdict
from designer.model.design import Design
from designer.model.kind import Kind
from designer.report import words
from designer.report.consequences import OUTCOMES, Consequence
from designer.report.critique import changes
from designer.report.critique.outline import Bar, Problem, Report, report, rule_facts, unscored_because, verdict_word
from designer.report.terminal import plain, wrapped

_BAR = 24
_CODES = {"bold": "1", "soft": "2", "danger": "31", "warning": "33", "success": "32"}
_ROLES = {Verdict.FAIL: "danger", Verdict.PARTIAL: "warning"}


def critique_text(critique: Critique, design: Design, kinds: Mapping[str, Kind], *, colors: bool = False) -> str:
    """Write a critique as text that ends with a line break; `colors` puts ANSI codes round what stands out."""
    lines = _lines(report(critique, design, kinds), _Pen(colors=colors))
    return "\n".join(line.rstrip() for line in lines) + "\n"


class _Pen:
    """Marks words for the terminal, or leaves them as they are."""

    def __init__(self, *, colors: bool) -> None:
        self.colors = colors

    def __call__(self, text: str, role: str) -> str:
        return f"\x1b[{_CODES[role]}m{plain(text)}\x1b[0m" if self.colors else plain(text)


def _lines(content: Report, pen: _Pen) -> Iterator[str]:
    yield pen(content.scenario, "bold")
    yield from wrapped(f"{' · '.join((*content.named[1:], *content.facts))}")
    yield ""
    yield f"{pen(words.percent(content.percent), 'bold')}  {content.of_points}"
    for sentence in content.held_back:
        yield from (pen(line, "danger") for line in wrapped(sentence))
    yield ""
    yield from map(_bar, content.bars)
    yield from wrapped(content.shared)
    yield ""
    for figure in content.figures:
        about = f"  ({figure.about})" if figure.about else ""
        how = "" if figure.method == "exact" else "about " if figure.value != "not known" else ""
        yield from wrapped(f"{figure.title:<26}{how}{figure.value}{about}", hang=26)
    if content.missing:
        yield from ("", pen("Missing altogether", "bold"))
    for missing in content.missing:
        yield from wrapped(f"{missing.title}: {missing.cost}", indent=5)
    for problem in content.all_problems:
        yield ""
        yield from _problem(problem, pen)
    yield from _consequences(content.consequences, pen)
    yield from _changes(content, pen)
    yield from _section("Open questions (each earns half until the drawing says)", pen, content.questions, _question)
    yield from _section("Could not be run", pen, content.errors, unscored_because)
    yield from _section("Not scored, and why", pen, content.unscored, unscored_because)
    yield from _loose_ends(content, pen)
    passed = sum(len(found) for found in content.passes.values())
    yield ""
    yield f"{passed} rule{'' if passed == 1 else 's'} passed."


def _bar(bar: Bar) -> str:
    if bar.percent is None:
        return f"{bar.competency.title:<30}{'':<{_BAR}}    {bar.share}"
    full, held = (round(_BAR * min(max(share / 100, 0.0), 1.0)) for share in (bar.percent, bar.drawn))
    drawn = "█" * full + "░" * (held - full) + "·" * (_BAR - held)
    points = words.points(bar.earned, bar.possible)
    return f"{bar.competency.title:<30}{drawn} {words.percent(bar.percent):>6}  {points:>15}"


def _problem(problem: Problem, pen: _Pen) -> Iterator[str]:
    finding = problem.finding
    role = _ROLES[finding.verdict]
    score = words.points(finding.points.earned, finding.points.possible)
    first = f"{problem.number:>3}  {finding.title}"
    lines = wrapped(first, hang=5)
    yield pen(lines[0], "bold")
    yield from (pen(line, "bold") for line in lines[1:])
    yield f"     {pen(verdict_word(finding.verdict), role)}, {score} points"
    yield from wrapped(" · ".join(problem.facts), indent=5)
    if problem.told_at:
        yield from wrapped(problem.cause, indent=5)
        return
    yield from wrapped(" ".join(filter(None, (finding.message, problem.cause))), indent=5)
    if finding.fix:
        yield from wrapped(f"Fix: {finding.fix}", indent=5)
    if finding.waived:
        yield from wrapped(f"Set aside in the drawing: {finding.waived}", indent=5)
    if problem.places:
        yield from wrapped("At:  " + ", ".join(place.name for place in problem.places[:6]), indent=5)


def _consequences(found: Sequence[Consequence], pen: _Pen) -> Iterator[str]:
    """Say in a line or two how each fault goes that can happen."""
    told = [each for each in found if each.outcome != OUTCOMES["absent"]]
    if told:
        yield ""
        yield pen("When a version or data go wrong", "bold")
    for each in told:
        figures = f" ({', '.join(each.figures)})" if each.figures else ""
        yield from wrapped(f"  -  {each.title}: {each.outcome}. {each.sentence}{figures}", hang=5)


def _changes(content: Report, pen: _Pen) -> Iterator[str]:
    """Say what was changed on the way, what is left after it, and what to look at again."""
    if content.changes:
        yield ""
        yield pen(changes.TITLE, "bold")
    for each in content.changes:
        yield from wrapped(f"  -  {each.title}: {each.said}", hang=5)
        yield from (line for sentence in each.sentences for line in wrapped(sentence, indent=5))


def _question(finding: Finding) -> str:
    return finding.ask or finding.message


def _section(title: str, pen: _Pen, found: Sequence[Finding], say: Callable[[Finding], str]) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield pen(title, "bold")
    for finding in found:
        yield from wrapped(f"  -  {finding.title}: {say(finding)} ({' '.join(rule_facts(finding)[:1])})", hang=5)


def _loose_ends(content: Report, pen: _Pen) -> Iterator[str]:
    if content.loose_ends:
        yield ""
        yield pen("Loose ends", "bold")
    for what, where in content.loose_ends:
        yield from wrapped(f"  -  {what}{f' ({words.short(where)})' if where else ''}", hang=5)
