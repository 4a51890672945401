"""Marks painted onto a reportlab canvas: the one way in which a drawing gets into a PDF or a PNG."""

from collections.abc import Iterable
from typing import Any

from reportlab.lib.colors import HexColor

from designer.drawing.fonts import GLYPH_FACE, GLYPH_RISE, glyph
from designer.drawing.marks import Glyph, Mark, Path, Rectangle, Text
from designer.drawing.measure import font, measure, runs
from designer.drawing.theme import Theme
from designer.report.paper import readable

readable.install()

Canvas = Any  # reportlab's stubs leave half of the canvas untyped


def paint(canvas: Canvas, marks: Iterable[Mark], theme: Theme) -> None:
    """Paint marks in order. Their y grows downwards, the canvas's upwards: a mark at (x, y) lands at (x, -y)."""
    for mark in marks:
        if isinstance(mark, Rectangle):
            _paint_rectangle(canvas, mark, theme)
        elif isinstance(mark, Path):
            _paint_path(canvas, mark, theme)
        elif isinstance(mark, Text):
            _paint_text(canvas, mark, theme)
        else:
            _paint_glyph(canvas, mark, theme)


def _pens(canvas: Canvas, mark: Rectangle | Path, theme: Theme) -> dict[str, int]:
    if mark.fill:
        canvas.setFillColor(HexColor(theme.color(mark.fill)))
    if mark.stroke:
        canvas.setStrokeColor(HexColor(theme.color(mark.stroke)))
        canvas.setLineWidth(mark.line)
        canvas.setDash(list(mark.dashes))
        canvas.setLineCap(0 if mark.dashes else 1)
        canvas.setLineJoin(1)
    return {"fill": int(mark.fill is not None), "stroke": int(mark.stroke is not None)}


def _paint_rectangle(canvas: Canvas, mark: Rectangle, theme: Theme) -> None:
    pens = _pens(canvas, mark, theme)
    radius = min(mark.radius, mark.width / 2, mark.height / 2)
    canvas.roundRect(mark.x, -mark.y - mark.height, mark.width, mark.height, radius, **pens)


def _paint_path(canvas: Canvas, mark: Path, theme: Theme) -> None:
    pens = _pens(canvas, mark, theme)
    path = canvas.beginPath()
    steps = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close}
    for name, *numbers in mark.commands:
        steps[name](*(-number if index % 2 else number for index, number in enumerate(numbers)))
    canvas.drawPath(path, **pens)


def _paint_text(canvas: Canvas, mark: Text, theme: Theme) -> None:
    canvas.setFillColor(HexColor(theme.color(mark.fill)))
    width = 0.0 if mark.anchor == "start" else measure(mark.text, mark.size, mark.weight)
    x = mark.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[mark.anchor] * width
    for face, part in runs(mark.text, mark.weight):
        canvas.setFont(font(face).fontName, mark.size)
        canvas.drawString(x, -mark.y, part)
        x += canvas.stringWidth(part, face.name, mark.size)


def _paint_glyph(canvas: Canvas, mark: Glyph, theme: Theme) -> None:
    canvas.setFillColor(HexColor(theme.color(mark.fill)))
    canvas.setFont(font(GLYPH_FACE).fontName, mark.size)
    canvas.drawString(mark.x - mark.size / 2, -mark.y - GLYPH_RISE * mark.size, glyph(mark.name))
