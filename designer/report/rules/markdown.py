"""Rules as Markdown: a page, and all of them as one tree of files that link to one another."""

from collections.abc import Iterator, Mapping, Sequence

from designer.drawing.measure import measure
from designer.drawing.sketch import Sketch
from designer.drawing.theme import LIGHT
from designer.model.kind import Kind
from designer.model.rubric import Competency
from designer.report.critique.markdown import safe
from designer.report.png import picture_png
from designer.report.rules.contrast import Contrast, pictures
from designer.report.rules.page import Case, RulePage

INDEX = "index.md"
_SCALE = 1.5
_COLORS = 128  # tints and the edges of letters need no more


def rule_markdown(page: RulePage, *, beside: str = "") -> str:
    """Write a page as Markdown; `beside` is how the names of its pictures begin, none of which are shown without."""
    return "\n".join(_lines(page, beside)) + "\n"


def rule_files(pages: Sequence[RulePage], kinds: Mapping[str, Kind]) -> dict[str, bytes]:
    """Write every page, its two pictures and an index by competency; give the bytes of each file by its path."""
    files = {INDEX: ("\n".join(_index(pages)) + "\n").encode()}
    for page in pages:
        id_, folder = page.rule.id, page.rule.competency.value
        files[_path(page)] = ("\n".join((*_lines(page, id_), "", f"[All rules](../{INDEX}#{folder})")) + "\n").encode()
        for name, sketch in zip(("flaw", "mended"), _sketches(page.contrast, kinds), strict=False):
            files[f"{folder}/{id_}-{name}.png"] = picture_png(
                sketch.bounds, sketch.marks, scale=_SCALE, theme=LIGHT, colors=_COLORS
            )
    return files


def _sketches(shown: Contrast | None, kinds: Mapping[str, Kind]) -> tuple[Sketch, ...]:
    return pictures(shown, kinds, measure) if shown else ()


def _path(page: RulePage) -> str:
    return f"{page.rule.competency.value}/{page.rule.id}.md"


def _index(pages: Sequence[RulePage]) -> Iterator[str]:
    yield from ("# Rules", "", f"{len(pages)} rules, by what they are about.")
    for competency in Competency:
        here = [page for page in pages if page.rule.competency is competency]
        if not here:
            continue
        yield from ("", f'<a id="{competency.value}"></a>', "", f"## {competency.title}", "")
        yield from ("| Number | Rule | Severity | Level | What it asks |", "|---|---|---|---|---|")
        for page in here:
            rule = page.rule
            title = f"[{safe(rule.title)}]({_path(page)})"
            yield f"| {rule.number} | {title} | {rule.severity.value} | {rule.level.value} | {safe(page.asks)} |"


def _lines(page: RulePage, beside: str) -> Iterator[str]:
    number, id_, *facts = page.facts
    yield from (f"# {safe(page.rule.title)}", "", f"`{number}` `{id_}` · {safe(' · '.join(facts))}")
    for title, text in page.sections:
        yield from ("", f"## {title}", "", safe(text))
    if page.contrast:
        yield from _contrast(page.contrast, beside)
    if page.cases:
        yield from ("", "## Examples", "", "| | Verdict | Drawing | What is changed in it |", "|---:|---|---|---|")
    yield from (_case(case) for case in page.cases)
    yield from ("", "## Sources", "", *(f"- {safe(each)}" for each in page.rule.sources))


def _contrast(shown: Contrast, beside: str) -> Iterator[str]:
    yield from ("", "## The flaw, and how it is mended", "", safe(shown.about))
    for part, name in ((shown.flawed, "flaw"), (shown.mended, "mended")):
        yield from ("", f"**{part.title}.** {safe(part.finding.message)}")
        if beside:
            yield from ("", f"![{part.title}]({beside}-{name}.png)")
    yield from ("", "```diff", *(str(line).replace("`", "'") for line in shown.lines), "```")


def _case(case: Case) -> str:
    change = "<br>".join(safe(line) for line in case.change)
    return f"| {case.number} | {case.judged} | {safe(case.title)} | {change} |"
