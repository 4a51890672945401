"""What every PDF has: its kinds of pages, what stands on each page, and how it is put together."""

import io
from typing import Any

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from designer.drawing.fonts import TEXT
from designer.drawing.marks import Rectangle, Text
from designer.drawing.measure import cut, font, measure
from designer.report.paper.flow import THEME
from designer.report.paper.paint import paint
from designer.report.paper.tagged import ARTIFACT, TOTAL, TaggedCanvas

AUTHOR = "designer"
MARGIN, TOP, BOTTOM = 60.0, 62.0, 62.0


def document(story: list[Flowable], pages: list[PageTemplate], *, title: str, subject: str) -> bytes:
    """Lay a story out on its pages; the same story gives the same bytes."""
    out = io.BytesIO()
    made = BaseDocTemplate(
        out,
        pagesize=pages[0].pagesize,
        title=title,
        author=AUTHOR,
        subject=subject,
        creator=AUTHOR,
        invariant=1,
        lang="en-GB",
        pageCompression=1,
        initialFontName=font(TEXT["regular"]).fontName,
    )
    made.addPageTemplates(pages)
    made.build(story, canvasmaker=_canvas)
    return out.getvalue()


def _canvas(*args: Any, **options: Any) -> TaggedCanvas:  # noqa: ANN401 (reportlab's own arguments)
    canvas = TaggedCanvas(*args, **options)
    canvas.showOutline()
    canvas.total_font = (font(TEXT["regular"]).fontName, 8.0)
    return canvas


def page_template(name: str, size: tuple[float, float], margin: float, running: str) -> PageTemplate:
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
