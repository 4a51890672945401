"""Drills as pages of plain text: the list, and one with all that its interviewer would say."""

from collections.abc import Iterable, Iterator

from designer.catalog.library import catalog
from designer.drill.envelope import Answer
from designer.drill.envelope import answers as answered
from designer.model.rubric import Rule
from designer.model.scenario import Scenario, Twist
from designer.report import words
from designer.report.terminal import columns, item, paragraph


def scenario_list(scenarios: Iterable[Scenario]) -> str:
    """List the drills, a line each."""
    head = ("scenario", "level", "minutes", "family", "title")
    return columns([head, *((s.id, s.level.value, str(s.minutes), s.family, s.title) for s in scenarios)])


def scenario_page(scenario: Scenario, own: Iterable[Rule] = (), *, answers: bool = False) -> str:
    """Give the page of a drill, with the rules of its own.

    `answers` shows what is kept back until it is asked for, or until the end; the rules are among that.
    """
    s = scenario
    sections = {
        "What it must do": [item(line) for line in s.functional],
        "In numbers": [item(f"{line.name}: {line.value}") for line in s.requirements],
        "Minutes": [item(f"{phase.minutes:>2}  {phase.name}") for phase in s.phases],
        "Questions worth asking": list(_questions(s, answers=answers)),
        "On the back of an envelope": [line for each in answered(s) for line in _envelope(each, answers=answers)],
        "What changes on the way": [line for each in s.twists for line in _twist(each)] if answers else [],
        "Asked at the end": [item(line) for line in s.follow_ups] if answers else [],
        "Rules of its own": [
            line
            for rule in own
            for line in (item(f"{rule.number} {rule.title}, {rule.severity.value}"), paragraph(rule.fix, "  "))
        ] if answers else [],
        "Weak answers": [
            line for each in s.weak for line in (item(f"{each.title}: {each.story}"), _misses(each.misses))
        ] if answers else [],
    }  # fmt: skip
    head = [f"{s.title}  ({s.id})", f"{s.level.value}, {s.minutes} minutes, {s.family}", "", paragraph(s.prompt)]
    body = [line for title, lines in sections.items() if lines for line in ("", title, *lines)]
    return "\n".join([*head, *body]) + "\n"


def _questions(scenario: Scenario, *, answers: bool) -> Iterator[str]:
    for each in scenario.clarifications:
        yield item(each.ask)
        if answers:
            yield paragraph(each.answer, "  ")


def _envelope(answer: Answer, *, answers: bool) -> Iterator[str]:
    yield item(answer.question.ask)
    if answers:
        within = f"within {answer.question.tolerance:.0%} counts".replace("%", " %")
        yield paragraph(f"{answer.text} ({within}): {answer.question.how}", "  ")


def _twist(twist: Twist) -> Iterator[str]:
    yield item(f"minute {twist.minute}: {twist.say}")
    if twist.kill:
        yield paragraph(f"takes away {' and '.join(map(_taken, twist.kill))}{_served(twist.serves)}", "  ")
    if twist.answer:
        yield paragraph(twist.answer, "  ")


def _taken(word: str) -> str:
    known = catalog().kinds.get(word)
    return f"every {known.title.lower()}" if known else f"the {word} that costs most answers"


def _served(share: float | None) -> str:
    return f"; the reference answers at least {words.percent(100 * share)} of the requests" if share else ""


def _misses(rules: Iterable[str]) -> str:
    return paragraph(f"misses {', '.join(rules)}", "  ")
