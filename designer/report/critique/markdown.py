"""The critique as Markdown, for a pull request or a wiki."""

import re
from collections.abc import Iterator, Mapping

from designer.model.critique import Critique
from designer.model.design import Design
from designer.model.kind import Kind
from designer.report import words
from designer.report.critique import changes
from designer.report.critique.outline import Problem, Report, report, rule_facts, unscored_because, verdict_word
from designer.report.terminal import plain

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!$&])")


def critique_markdown(critique: Critique, design: Design, kinds: Mapping[str, Kind]) -> str:
    """Write a critique as Markdown that ends with a line break; everybody's words are escaped."""
    return "\n".join(_lines(report(critique, design, kinds))) + "\n"


def safe(text: str) -> str:
    r"""Write anybody's words so that Markdown shows them as they are, on one line.

    >>> safe("a*b <script>")
    'a\\*b \\<script\\>'
    >>> safe("a\x1b[2Jb")
    'a\\[2Jb'
    """
    return _SPECIAL.sub(r"\\\1", plain(" ".join(text.split())))


def _lines(content: Report) -> Iterator[str]:
    yield f"# {safe(content.scenario)}: {words.percent(content.percent)}"
    yield ""
    yield f"{safe(' · '.join((*content.named[1:], *content.facts)))}. {safe(content.of_points)}."
    for sentence in content.held_back:
        yield from ("", f"**{safe(sentence)}.**")
    yield from ("", "| Competency | Score | Points | Held back |", "|---|---:|---:|---:|")
    for bar in content.bars:
        points = "" if bar.percent is None else words.points(bar.earned, bar.possible)
        held = "" if (number := words.number(bar.held_back)) == "0" else number
        yield f"| {bar.competency.title} | {bar.share} | {points} | {held} |"
    if content.shared:
        yield from ("", content.shared)
    if content.figures:
        yield from ("", "| Estimate | Value | How |", "|---|---:|---|")
    for figure in content.figures:
        how = "; ".join(part for part in (figure.about, figure.method, *figure.assumes) if part)
        yield f"| {safe(figure.title)} | {safe(figure.value)} | {safe(how)} |"
    if content.missing:
        yield from ("", "## Missing altogether", "")
    for missing in content.missing:
        yield f"- {safe(' '.join(filter(None, (f'{missing.title}: {missing.cost}.', missing.about))))}"
    for competency, problems in content.problems.items():
        yield from ("", f"## {competency.title}")
        for problem in problems:
            yield from _problem(problem)
    yield from _changes(content)
    yield from _lists(content)


def _problem(problem: Problem) -> Iterator[str]:
    finding = problem.finding
    score = words.points(finding.points.earned, finding.points.possible)
    yield from ("", f"### {problem.number}. {safe(finding.title)}", "")
    yield f"{verdict_word(finding.verdict)}, {score} points · {safe(' · '.join(problem.facts))}"
    if problem.told_at:
        yield from ("", safe(problem.cause))
        return
    yield from ("", safe(" ".join(filter(None, (finding.message, problem.cause)))))
    for title, text in (("Why", finding.why), ("Fix", finding.fix), ("Sources", "; ".join(finding.sources))):
        if text:
            yield from ("", f"**{title}:** {safe(text)}")
    if problem.places:
        yield from ("", "**Look at:** " + ", ".join(safe(place.name) for place in problem.places))


def _changes(content: Report) -> Iterator[str]:
    if content.changes:
        yield from ("", f"## {changes.TITLE}", "")
    for each in content.changes:
        yield f"- {safe(' '.join((f'{each.title}: {each.said}', *each.sentences)))}"


def _lists(content: Report) -> Iterator[str]:
    passed = [finding for found in content.passes.values() for finding in found]
    sections = (
        ("Open questions", [(found, found.ask or found.message) for found in content.questions]),
        ("Rules that could not be run", [(found, unscored_because(found)) for found in content.errors]),
        ("What passed", [(found, found.message) for found in passed]),
        ("Not scored, and why", [(found, unscored_because(found)) for found in content.unscored]),
    )
    if content.consequences:
        yield from ("", "## When a version or data go wrong", "")
    for each in content.consequences:
        figures = f" ({', '.join(each.figures)})" if each.figures else ""
        yield f"- {safe(each.title)}: {safe(each.outcome)}. {safe(each.sentence)}{safe(figures)}"
    for title, lines in sections:
        if lines:
            yield from ("", f"## {title}", "")
        for finding, text in lines:
            yield f"- {safe(finding.title)} ({safe(', '.join(rule_facts(finding)))}): {safe(text)}"
    if content.loose_ends:
        yield from ("", "## Loose ends", "")
    for what, where in content.loose_ends:
        yield f"- {safe(what)}{f' ({safe(where)})' if where else ''}"
    yield from ("", "## How the score is computed", "")
    for sentence in content.method:
        yield f"- {safe(sentence)}"
