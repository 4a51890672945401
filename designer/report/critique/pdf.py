"""The critique as a PDF: cover, diagram, findings; tagged, with bookmarks and links both ways, every font embedded."""

import datetime as dt
from collections.abc import Mapping

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable, NextPageTemplate, PageBreak, Spacer

from designer.analyzing import analyze
from designer.drawing.measure import measure
from designer.drawing.sketch import sketch
from designer.model.critique import Critique
from designer.model.design import Design
from designer.model.kind import Kind
from designer.model.scenario import Scenario
from designer.report.critique import diagram as drawn
from designer.report.critique.cover import cover
from designer.report.critique.findings import findings
from designer.report.critique.outline import part_names, report
from designer.report.numbers.pdf import numbers
from designer.report.paper.document import MARGIN, document, page_template
from designer.report.paper.flow import Spot, Words
from designer.report.paper.styles import H1


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
        PageBreak(),
        *numbers(analyze(design, scenario), part_names(design, kinds), scenario.brief.p99_ms, width),
    ]
    running = "  ·  ".join(content.named)
    pages = [
        page_template("cover", A4, MARGIN, ""),
        page_template("page", A4, MARGIN, running),
        page_template("diagram", paper, drawn.MARGIN, running),
    ]
    title = f"Critique: {' – '.join(content.named)}"
    return document(story, pages, title=title, subject="Critique of an ML system design")
