"""The critique as a PDF: cover, diagram, findings; tagged, with bookmarks and links both ways, every font embedded."""

import datetime as dt
import io
from collections.abc import Mapping
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate, Spacer

from designer.drawing.fonts import TEXT
from designer.drawing.marks import Rectangle, Text
from designer.drawing.measure import cut, font, measure
from designer.drawing.sketch import sketch
from designer.model.critique import Critique
from designer.model.design import Design
from designer.model.kind import Kind
from designer.model.scenario import Scenario
from designer.report import diagram as drawn
from designer.report.cover import cover
from designer.report.findings import H1, findings
from designer.report.flow import THEME, Spot, Words
from designer.report.outline import Report, report
from designer.report.paint import paint
from designer.report.tagged import ARTIFACT, TOTAL, TaggedCanvas

AUTHOR = "designer"
MARGIN, TOP, BOTTOM = 60.0, 62.0, 62.0


def critique_pdf(  # noqa: PLR0913 (a critique, what it is of, and when)
    critique: Critique,
    design: Design,
    scenario: Scenario,
    kinds: Mapping[str, Kind],
    *,
    drawn_on: dt.date | None,
    elapsed_s: float | None,
) -> bytes:
    """Write a critique as a PDF; the same arguments give the same bytes."""
    content = report(critique, design, kinds, scenario, drawn_on=drawn_on, elapsed_s=elapsed_s)
    picture = sketch(design, kinds, measure)
    paper = drawn.page_size(picture)
    width = A4[0] - 2 * MARGIN
    wide = drawn.room(paper)[0]
    about = f"The drawing “{content.title}”: {len(design.components)} components, {len(design.connections)} connections"
    places = drawn.places(picture)
    ends = {edge.id: (edge.source, edge.target) for edge in design.connections}
    story: list[Flowable] = [
        *cover(content, width),
        NextPageTemplate("diagram"),
        PageBreak(),
        Words.at(Spot("drawing", "The drawing"), "The drawing", H1),
        Spacer(1, 6),
        drawn.diagram(picture, content.all_problems, ends, paper, about),
        Spacer(1, 8),
        drawn.legend(wide),
        NextPageTemplate("page"),
        PageBreak(),
        *findings(content, width, places),
    ]
    return _built(story, content, paper)


def _built(story: list[Flowable], content: Report, paper: tuple[float, float]) -> bytes:
    out = io.BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=A4,
        title=f"Critique: {content.scenario} – {content.title}",
        author=AUTHOR,
        subject="Critique of an ML system design",
        creator=AUTHOR,
        invariant=1,
        lang="en-GB",
        pageCompression=1,
        initialFontName=font(TEXT["regular"]).fontName,
    )
    running = f"{content.scenario}  ·  {content.title}"
    document.addPageTemplates(
        [
            _template("cover", A4, MARGIN, ""),
            _template("page", A4, MARGIN, running),
            _template("diagram", paper, drawn.MARGIN, running),
        ]
    )
    document.build(story, canvasmaker=_canvas)
    return out.getvalue()


def _canvas(*args: Any, **options: Any) -> TaggedCanvas:  # noqa: ANN401 (reportlab's own arguments)
    canvas = TaggedCanvas(*args, **options)
    canvas.showOutline()
    canvas.total_font = (font(TEXT["regular"]).fontName, 8.0)
    return canvas


def _template(name: str, size: tuple[float, float], margin: float, running: str) -> PageTemplate:
    """Make a kind of page: its frame, and what stands on every such page."""
    width, height = size
    top, bottom = (TOP, BOTTOM) if name != "diagram" else (46.0, 36.0)
    frame = Frame(
        margin,
        bottom,
        width - 2 * margin,
        height - top - bottom,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )

    def furniture(canvas: Any, _: BaseDocTemplate) -> None:  # noqa: ANN401 (reportlab's canvas)
        with canvas.tagged(ARTIFACT):
            _furniture(canvas, size, margin, running)

    return PageTemplate(
        name, [frame], onPage=furniture, pagesize=size, autoNextPageTemplate="page" if name == "cover" else None
    )


def _furniture(canvas: Any, size: tuple[float, float], margin: float, running: str) -> None:  # noqa: ANN401
    width, height = size
    if running:
        head = cut(running, width - 2 * margin, 8, "regular", measure)
        marks = [Text(margin, 30 - height, head, 8, "ink_faint")]
        paint(canvas, marks, THEME)
    foot = -22.0
    slot = 14.0
    paint(
        canvas,
        [
            Text(margin, foot, AUTHOR, 8, "ink_faint", "medium"),
            Text(width - margin - slot, foot, f"Page {canvas.getPageNumber()} of ", 8, "ink_faint", anchor="end"),
            Rectangle(margin, foot - 14, width - 2 * margin, 0.5, fill="border"),
        ],
        THEME,
    )
    canvas.saveState()
    canvas.translate(width - margin - slot + 0.5, -foot)
    canvas.doForm(TOTAL)
    canvas.restoreState()
