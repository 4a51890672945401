"""A rule's page for a terminal: 80 columns, and in the place of pictures the lines that differ."""

from collections.abc import Iterator

from designer.report.rules.contrast import Contrast
from designer.report.rules.page import Case, RulePage
from designer.report.terminal import WIDTH, item, paragraph, plain

_COLUMN = 16


def rule_text(page: RulePage) -> str:
    """Write the page as text that ends with a line break."""
    return "\n".join(plain(line) for block in _lines(page) for line in block.split("\n")) + "\n"


def _lines(page: RulePage) -> Iterator[str]:
    number, id_, *facts = page.facts
    yield f"{page.rule.title}  ({id_}, {number})"
    yield paragraph("; ".join(facts))
    for title, text in page.sections:
        yield from ("", title, paragraph(text, "  "))
    if page.contrast:
        yield from _contrast(page.contrast)
    if page.cases:
        yield from ("", "Examples")
    for case in page.cases:
        yield from _case(case)
    yield from ("", "Sources", *(item(each, "  - ") for each in page.rule.sources))


def _contrast(shown: Contrast) -> Iterator[str]:
    yield from ("", "The flaw (-) and how it is mended (+)", paragraph(shown.about, "  "), "")
    yield from (item(line.text, f"  {line.sign} ") for line in shown.lines)
    yield ""
    for part in (shown.flawed, shown.mended):
        yield item(part.finding.message, f"  {part.title}: ".ljust(_COLUMN + 2))


def _case(case: Case) -> Iterator[str]:
    head = f"  {case.number:>2}  {case.judged:<14}  "
    if len(head) > WIDTH // 2:
        yield head.rstrip()
        head = " " * 22
    yield item(case.title, head)
    yield from (item(line[2:], f"{'':22}{line[:2]}") for line in case.change)
