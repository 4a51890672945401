"""Rules as a PDF: a page or two for each, in front of all of them an index that leads there; with bookmarks."""

from collections.abc import Iterator, Mapping, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable, KeepTogether, PageBreak

from designer.drawing.geometry import Rect
from designer.drawing.marks import Mark, Rectangle, Text
from designer.drawing.measure import measure
from designer.drawing.sketch import Sketch
from designer.model.kind import Kind
from designer.model.rubric import Competency
from designer.report.paper.document import MARGIN, document, page_template
from designer.report.paper.flow import Picture, Spot, Words, bold, callout, colored, link, rich, style
from designer.report.paper.styles import BODY, FACTS, H1, H2, OVERLINE, SOFT, TITLE
from designer.report.rules.contrast import Contrast, Part, pictures
from designer.report.rules.page import Case, RulePage

WIDTH = A4[0] - 2 * MARGIN
LEAD = style(12, 18, spaceBefore=4, spaceAfter=10)
FIX = callout(0, 11, 14)
CHANGE = style(8.5, 13, "ink_soft", leftIndent=24, firstLineIndent=-10)
ROW = style(9.5, 14, leftIndent=14, spaceBefore=4)
ENTRY = style(9, 13, leftIndent=44, firstLineIndent=-44)
GROUP = style(11, 15, weight="semibold", tag="H2", spaceBefore=12, spaceAfter=4, keepWithNext=1)

_LARGEST = 0.78
_TALLEST = 165.0  # so that most rules have both on their first page
_WEIGHTS = {"critical": "danger", "major": "warning", "minor": "ink_soft"}
_SIGNS = {"-": "danger", "+": "success"}


def rules_pdf(pages: Sequence[RulePage], kinds: Mapping[str, Kind]) -> bytes:
    """Write rules as a PDF, the index first where there are several; the same rules give the same bytes."""
    several = len(pages) > 1
    story: list[Flowable] = list(_index(pages)) if several else []
    for competency in Competency:
        chapter = Spot(competency.value, competency.title) if several else None
        for page in (page for page in pages if page.rule.competency is competency):
            story += [PageBreak()] if story else []
            story += _rule(page, kinds, chapter, level=int(several))
            chapter = None
    title = "Rules" if several else f"{pages[0].rule.number}: {pages[0].rule.title}"
    return document(story, [page_template("page", A4, MARGIN, title)], title=title, subject="What designs are held to")


def _index(pages: Sequence[RulePage]) -> Iterator[Flowable]:
    yield Words("RULES", OVERLINE)
    yield Words.at(Spot("index", "Index"), "What a design is held to", TITLE)
    yield Words(f"{len(pages)} rules, by what they are about", FACTS)
    for competency in Competency:
        here = [page.rule for page in pages if page.rule.competency is competency]
        if here:
            yield Words(rich(competency.title, "semibold"), GROUP)
        for rule in here:
            weight = colored(rich(f"  {rule.severity.value}"), _WEIGHTS[rule.severity.value])
            number = colored(rich(rule.number), "ink_faint")
            yield Words(f"{number}\u2002{link(rule.id, rule.title)}{weight}", ENTRY)


def _rule(page: RulePage, kinds: Mapping[str, Kind], chapter: Spot | None, level: int) -> Iterator[Flowable]:
    rule = page.rule
    number, id_, *facts = page.facts
    overline = Words(rich(f"RULE {number}"), OVERLINE)
    overline.spot = chapter
    yield overline
    yield Words.at(Spot(rule.id, rule.title, level), rich(rule.title), H1)
    yield Words(rich("  ·  ".join((id_, *facts))), FACTS)
    yield Words(rich(page.asks), LEAD)
    for title, text in page.sections[1:]:
        yield Words(f"{bold(title)}  {rich(text)}", FIX if title == "Fix" else BODY)
    if page.contrast:
        yield from _contrast(page.contrast, kinds)
    head = [Words("Examples", H2)]
    for case in page.cases:
        yield KeepTogether([*head, *_case(case)])
        head = []
    yield KeepTogether([Words("Sources", H2), *(Words(rich(each), SOFT) for each in rule.sources)])


def _contrast(shown: Contrast, kinds: Mapping[str, Kind]) -> Iterator[Flowable]:
    head = [Words("The flaw, and how it is mended", H2), Words(rich(shown.about), SOFT)]
    for part, sketch in zip((shown.flawed, shown.mended), pictures(shown, kinds, measure), strict=True):
        said = Words(f"{bold(part.title)}  {rich(part.finding.message)}", BODY)
        yield KeepTogether([*head, said, _picture(part, sketch)])
        head = []
    yield from (_line(str(line)) for line in shown.lines)


def _line(text: str) -> Words:
    return Words(f"{colored(bold(text[:1].replace('-', '–')), _SIGNS[text[:1]])}  {rich(text[2:])}", CHANGE)


def _picture(part: Part, sketch: Sketch) -> Picture:
    """Draw a part as wide as the page, on a panel like that of the whole drawing."""
    shown = sketch.bounds
    scale = min(WIDTH / shown.width, _TALLEST / shown.height, _LARGEST)
    panel = Rect(shown.x - (WIDTH / scale - shown.width) / 2, shown.y, WIDTH / scale, shown.height)
    back = Rectangle(
        panel.x, panel.y, panel.width, panel.height, 10 / scale, fill="canvas", stroke="border", line=0.7 / scale
    )
    marks: list[Mark] = [back, *sketch.marks]
    if not part.design.components:
        marks.append(Text(*panel.centre, "Nothing of it is drawn.", 13, "ink_faint", anchor="middle"))
    alt = f"{part.title}: {part.finding.message}"
    return Picture(panel, marks, tag="Figure", alt=alt, scale=scale, before=2, after=10)


def _case(case: Case) -> Iterator[Flowable]:
    judged = colored(rich(case.judged), {"pass": "success", "fail": "danger"}.get(case.verdict, "ink_soft"))
    yield Words(f"{rich(case.title)}  {judged}", ROW, bulletText=str(case.number))
    yield from (_line(line) for line in case.change)
