"""Paints marks with Qt: the same rectangles, paths, words and glyphs that the PDF, SVG and PNG are made of."""

from collections.abc import Iterable
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontDatabase, QFontMetricsF, QPainter, QPainterPath, QPen

from designer.drawing.fonts import FACES, FALLBACKS, GLYPH_FACE, GLYPH_RISE, TEXT, glyph
from designer.drawing.marks import Command, Glyph, Mark, Path, Rectangle, Text, Weight
from designer.drawing.theme import Theme

WEIGHTS = {"regular": QFont.Weight.Normal, "medium": QFont.Weight.Medium, "semibold": QFont.Weight.DemiBold}


@cache
def load_fonts() -> None:
    """Register the fonts that ship with Qt, once; needs an application."""
    for face in FACES:
        QFontDatabase.addApplicationFont(str(face.path))


@cache
def text_font(size_px: float, weight: Weight = "regular") -> QFont:
    """Make the font of a text mark, with the fallbacks for Arabic, Chinese and emoji behind it."""
    load_fonts()
    font = QFont()
    font.setFamilies([TEXT[weight].family, *(face.family for face in FALLBACKS)])
    font.setPixelSize(max(1, round(size_px)))
    font.setWeight(WEIGHTS[weight])
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def glyph_font(size_px: float) -> QFont:
    """Make the font of a glyph mark."""
    load_fonts()
    font = QFont(GLYPH_FACE.family)
    font.setPixelSize(max(1, round(size_px)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def _metrics(size_px: float, weight: Weight) -> QFontMetricsF:
    return QFontMetricsF(text_font(size_px, weight))


@lru_cache(maxsize=20_000)
def measure(text: str, size: float, weight: Weight) -> float:
    """Give the width of words in px, as this painter will show them."""
    return _metrics(size, weight).horizontalAdvance(text)


@cache
def color(value: str, alpha: float = 1.0) -> QColor:
    """Make a colour once."""
    made = QColor(value)
    made.setAlphaF(alpha)
    return made


def role_color(theme: Theme, role: str, alpha: float = 1.0) -> QColor:
    """Give a role's colour in a theme."""
    return color(theme.color(role), alpha)


def pen(theme: Theme, role: str | None, width: float = 1.0, dashes: tuple[float, ...] = ()) -> QPen:
    """Make the pen of an outline; dashes are in px, as in the marks."""
    if role is None:
        return QPen(Qt.PenStyle.NoPen)
    made = QPen(role_color(theme, role), width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap if dashes else Qt.PenCapStyle.RoundCap)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashes and width > 0:
        made.setDashPattern([length / width for length in dashes])
    return made


def outline(commands: Iterable[Command]) -> QPainterPath:
    """Turn a path mark's steps into Qt's path."""
    path = QPainterPath()
    for step in commands:
        match step:
            case ("M", x, y):
                path.moveTo(x, y)
            case ("L", x, y):
                path.lineTo(x, y)
            case ("C", x1, y1, x2, y2, x, y):
                path.cubicTo(x1, y1, x2, y2, x, y)
            case _:
                path.closeSubpath()
    return path


class Picture:
    """Marks made ready for one theme, so that painting them is a few calls; words can be left out."""

    def __init__(self, marks: Iterable[Mark], theme: Theme) -> None:
        """Prepare pens, brushes, fonts and paths once."""
        self._shapes: list[tuple[QPen, QBrush, QRectF | QPainterPath, float]] = []
        self._words: list[tuple[QFont, QColor, QPointF, str]] = []
        for mark in marks:
            self._add(mark, theme)

    def _add(self, mark: Mark, theme: Theme) -> None:
        if isinstance(mark, Text):
            left = mark.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[mark.anchor] * measure(
                mark.text, mark.size, mark.weight
            )
            font = text_font(mark.size, mark.weight)
            self._words.append((font, role_color(theme, mark.fill), QPointF(left, mark.y), mark.text))
        elif isinstance(mark, Glyph):
            font = glyph_font(mark.size)
            letter = glyph(mark.name)
            left = mark.x - QFontMetricsF(font).horizontalAdvance(letter) / 2
            at = QPointF(left, mark.y + GLYPH_RISE * mark.size)
            self._words.append((font, role_color(theme, mark.fill), at, letter))
        else:
            brush = QBrush(role_color(theme, mark.fill)) if mark.fill else QBrush(Qt.BrushStyle.NoBrush)
            line = pen(theme, mark.stroke, mark.line, mark.dashes)
            self._shapes.append((line, brush, *_shape(mark)))

    def paint(self, painter: QPainter, *, words: bool = True) -> None:
        """Paint the marks in their own coordinates: the shapes, then the words and glyphs over them."""
        for line, brush, shape, radius in self._shapes:
            painter.setPen(line)
            painter.setBrush(brush)
            if isinstance(shape, QPainterPath):
                painter.drawPath(shape)
            else:
                painter.drawRoundedRect(shape, radius, radius)
        if words:
            for font, ink, at, text in self._words:
                painter.setFont(font)
                painter.setPen(ink)
                painter.drawText(at, text)


def _shape(mark: Rectangle | Path) -> tuple[QRectF | QPainterPath, float]:
    if isinstance(mark, Rectangle):
        return QRectF(mark.x, mark.y, mark.width, mark.height), mark.radius
    return outline(mark.commands), 0.0
