"""A drawing as a picture: its marks painted onto one PDF page, and that page turned into pixels; without Qt."""

import io
from collections.abc import Iterable, Mapping

import pypdfium2
from PIL import Image
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from designer.drawing.fonts import TEXT
from designer.drawing.geometry import Rect
from designer.drawing.marks import Mark
from designer.drawing.measure import font, measure
from designer.drawing.sketch import sketch
from designer.drawing.theme import LIGHT, Theme
from designer.model.design import Design
from designer.model.kind import Kind
from designer.report.paper.paint import paint

LONGEST_PT = 14_000.0
"""Longer pages break the PDF format's own limit of 14,400 points."""

MOST_PIXELS = 40_000_000


def diagram_png(design: Design, kinds: Mapping[str, Kind], *, scale: float = 2.0, theme: Theme = LIGHT) -> bytes:
    """Draw a design as a PNG, `scale` pixels for each px of the board; a huge one is scaled down to 40 megapixels."""
    picture = sketch(design, kinds, measure)
    return picture_png(picture.bounds, picture.marks, scale=scale, theme=theme)


def picture_png(bounds: Rect, marks: Iterable[Mark], *, scale: float, theme: Theme, colors: int | None = None) -> bytes:
    """Paint any marks within their bounds as a PNG; `colors` makes do with so few, for a smaller file."""
    page = pypdfium2.PdfDocument(page_pdf(bounds, marks, theme))[0]
    width, height = page.get_size()
    pixels = scale * max(bounds.width, 1.0) / width
    pixels = min(pixels, (MOST_PIXELS / (width * height)) ** 0.5)
    image = page.render(scale=pixels).to_pil()
    out = io.BytesIO()
    # which keeps the colours of small marks, and is three times as quick as the median cut
    (image.quantize(colors, Image.Quantize.MAXCOVERAGE) if colors else image).save(out, "PNG")
    return out.getvalue()


def page_pdf(bounds: Rect, marks: Iterable[Mark], theme: Theme) -> bytes:
    """Paint marks onto a single page of their own size."""
    shrink = min(1.0, LONGEST_PT / max(bounds.width, bounds.height))
    out = io.BytesIO()
    canvas = Canvas(
        out,
        pagesize=(bounds.width * shrink, bounds.height * shrink),
        invariant=1,
        initialFontName=font(TEXT["regular"]).fontName,  # type: ignore[arg-type] # the stub takes it for a number
    )
    canvas.setFillColor(HexColor(theme.color("canvas")))
    canvas.rect(0, 0, bounds.width * shrink, bounds.height * shrink, stroke=0, fill=1)
    canvas.scale(shrink, shrink)
    canvas.translate(-bounds.x, bounds.bottom)
    paint(canvas, marks, theme)
    canvas.save()
    return out.getvalue()
