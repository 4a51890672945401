"""Many drawings on one sheet, each under its title, to be looked at side by side; without Qt."""

import io
from collections.abc import Iterable, Mapping

from PIL import Image, ImageDraw, ImageFont

from designer.drawing.fonts import TEXT
from designer.drawing.theme import LIGHT, Theme
from designer.model.design import Design
from designer.model.kind import Kind
from designer.report.png import diagram_png

COLUMNS = 4
WIDTH, HEIGHT, HEAD, GAP = 900, 560, 40, 24
"""Pixels of one picture, of the line over it, and between two."""


def contact_sheet(drawings: Iterable[tuple[str, Design]], kinds: Mapping[str, Kind], *, theme: Theme = LIGHT) -> bytes:
    """Draw (title, design) pairs in rows as a PNG, each as large as its place allows."""
    pairs = list(drawings)
    rows = -(-len(pairs) // COLUMNS)
    columns = min(COLUMNS, max(1, len(pairs)))
    size = (columns * (WIDTH + GAP) + GAP, max(1, rows) * (HEIGHT + HEAD + GAP) + GAP)
    sheet = Image.new("RGB", size, theme.color("canvas"))
    pen, font = ImageDraw.Draw(sheet), ImageFont.truetype(TEXT["semibold"].path, 22)
    for place, (title, design) in enumerate(pairs):
        x = GAP + place % COLUMNS * (WIDTH + GAP)
        y = GAP + place // COLUMNS * (HEIGHT + HEAD + GAP)
        pen.text((x, y), title, fill=theme.color("ink"), font=font)
        picture = Image.open(io.BytesIO(diagram_png(design, kinds, scale=1.0, theme=theme))).convert("RGB")
        picture.thumbnail((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        sheet.paste(picture, (x, y + HEAD))
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()
