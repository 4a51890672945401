"""Advice as plain text for a terminal: what to draw next and what that is worth, then what will be asked."""

from collections.abc import Iterator, Sequence

from designer.analysis.naming import quoted
from designer.model.advice import Advice, Fix, Mending, Place, Question, Together
from designer.report import words
from designer.report.terminal import plain, wrapped

SHOWN = 8
"""Fixes that are told in full: more than anybody draws in an evening."""
_FIRST = 3
_PLACES, _NAMED = 4, 12


def advice_text(advice: Advice, *, answers: bool = False) -> str:
    """Write advice as text that ends with a line break; `answers` adds what good answers touch on."""
    return "\n".join(line.rstrip() for line in _lines(advice, answers=answers)) + "\n"


def _lines(advice: Advice, *, answers: bool) -> Iterator[str]:
    yield plain(advice.scenario_title or advice.scenario)
    about = (advice.design.title, f"{advice.level.value.title()} level")
    yield from wrapped(" · ".join(dict.fromkeys(filter(None, about))))
    yield ""
    yield f"{words.percent(advice.percent)}  {words.points(advice.earned, advice.possible)} points that applied"
    yield from wrapped(_outlook(advice))
    if advice.together:
        yield from wrapped(_at_one_place(advice.together))
    if words.number(advice.held_back) != "0":
        held = f"{words.number(advice.held_back)} points are held back while the brief is not answered"
        yield from wrapped(f"{held}, and so is a part of what each fix is worth alone")
    if advice.fixes:
        yield from ("", "Fixes, the one worth most first")
    for number, fix in enumerate(advice.fixes[:SHOWN], 1):
        yield ""
        yield from _fix(number, fix)
    yield from _smaller(advice.fixes[SHOWN:])
    yield from _questions(advice.questions, answers=answers)


def _outlook(advice: Advice) -> str:
    """Say how far the first few fixes lead."""
    if not advice.fixes:
        return "Nothing that was scored is missing."
    first = advice.fixes[:_FIRST]
    count = {1: "the one fix", 2: "the first two"}.get(len(first), "the first three")
    return f"With {count}: {words.percent(advice.percent)} → {words.percent(first[-1].percent_so_far)}"


def _at_one_place(found: Together) -> str:
    """Say that several fixes are at one place, which is mended at once."""
    gain = f"+{words.number(found.gained_points)} points, {words.percent(found.percent)} with all of these"
    return f"{len(found.fixes)} fixes are at {quoted(found.where.name)} alone: {gain}"


def _fix(number: int, fix: Fix) -> Iterator[str]:
    first = fix.mends[0]
    yield from wrapped(f"{number:>3}  {fix.title}", hang=5)
    yield from wrapped(f"{_gain(fix)}; {words.percent(fix.percent_so_far)} with all up to here", indent=5)
    if len(fix.mends) > 1:
        yield from (line for each in fix.mends for line in _part(each))
        return
    yield from wrapped(f"{first.number} · {first.rule} · {first.severity} · {first.competency.title}", indent=5)
    yield from wrapped(first.message, indent=5)
    yield from wrapped(f"Do:  {first.fix or first.message}", indent=5, hang=10)
    if first.where:
        yield from wrapped(f"At:  {_where(first.where)}", indent=5, hang=10)
    if first.waived:
        yield from wrapped(f"Set aside in the drawing: {first.waived}", indent=5, hang=10)


def _part(mending: Mending) -> list[str]:
    """Say what one of several rules asks of what is to be drawn, with its points."""
    aside = " (set aside in the drawing)" if mending.waived else ""
    points = words.number(mending.missing_points)
    at = f" (at {_where(mending.where)})" if mending.where else ""
    said = f"{points:>4}  {mending.rule}{aside}: {mending.fix or mending.message}{at}"
    return wrapped(said, indent=5, hang=11)


def _gain(fix: Fix) -> str:
    """Say what a fix is worth; what is less than a tenth is said to be."""
    points, percent = (_tenths(value) for value in (fix.gained_points, fix.gained_percent))
    box = "; a new box at least" if fix.draw else ""
    return f"{points} points, {percent} %{box}"


def _tenths(value: float) -> str:
    return f"+{words.number(value)}" if value >= 0.1 or not value else "under +0.1"  # noqa: PLR2004 (a tenth)


def _where(places: Sequence[Place]) -> str:
    left = len(places) - _PLACES
    return ", ".join(words.short(place.name) for place in places[:_PLACES]) + (f" and {left} more" if left > 0 else "")


def _smaller(fixes: Sequence[Fix]) -> Iterator[str]:
    """Name what is worth less, with its points, and of very much only how much more there is."""
    if fixes:
        yield ""
        named = "; ".join(f"{fix.title} ({_tenths(fix.gained_points)})" for fix in fixes[:_NAMED])
        left = len(fixes) - _NAMED
        yield from wrapped(f"Then, by points: {named}{f'; and {left} more' if left > 0 else ''}", indent=5)


def _questions(questions: Sequence[Question], *, answers: bool) -> Iterator[str]:
    if questions:
        yield from ("", "An interviewer would ask", "")
    for number, question in enumerate(questions, 1):
        yield from wrapped(f"{number:>3}  {question.ask}", hang=5)
    if questions and answers:
        yield from ("", "What good answers touch on", "")
        for number, question in enumerate(questions, 1):
            yield from wrapped(f"{number:>3}  {' '.join(question.touches)}", hang=5)
    elif questions:
        yield from ("", "Answer aloud first; --answers tells what good answers touch on.")
