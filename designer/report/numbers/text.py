"""The numbers of a drawing as plain text for a terminal."""

from collections.abc import Iterator, Mapping

from designer.model.analysis import Analysis
from designer.report.numbers.digest import sections
from designer.report.numbers.line import WHOLE, Line
from designer.report.terminal import WIDTH, wrapped

_NAME, _VALUE = 34, 48
"""Columns at which names and values end where they have room."""


def analysis_text(analysis: Analysis, names: Mapping[str, str]) -> str:
    """Write an analysis as text that ends with a line break; `names` are those of the components."""
    return "\n".join(line.rstrip() for line in _lines(analysis, names)) + "\n"


def _lines(analysis: Analysis, names: Mapping[str, str]) -> Iterator[str]:
    yield from wrapped(analysis.design.title or "Untitled drawing")
    under = f"under the load of '{analysis.scenario}'" if analysis.scenario else "without a load"
    dead = f", with {', '.join(analysis.killed)} dead" if analysis.killed else ""
    yield from wrapped(f"{under}{dead}".capitalize())
    for section in sections(analysis, names, WHOLE):
        yield ""
        yield from wrapped(section.title)
        if section.about:
            yield from wrapped(section.about)
        for line in section.lines:
            yield from _row(line)
        if section.left_out:
            yield from wrapped(f"and {section.left_out} more, in JSON", indent=2)


def _row(line: Line) -> Iterator[str]:
    """Write a name, a value and a note beside each other, or the note below them; below that what else is told."""
    head = f"{line.name:<{_NAME}}  {line.value}" if line.name and line.value else line.name or line.value
    beside = f"{head:<{_VALUE}}  {line.note}" if line.note else head
    if 2 + len(beside) <= WIDTH:
        yield from wrapped(beside, indent=2, hang=4)
    else:
        yield from wrapped(head, indent=2, hang=4)
        yield from wrapped(line.note, indent=6)
    for told in line.more:
        yield from wrapped(told, indent=6, hang=8)
