"""The glyph font's pictures as Qt's pictures and icons."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QIcon, QPainter, QPixmap

from designer.app.widgets.pixmap import blank, painting
from designer.canvas.paint import glyph_font
from designer.drawing.fonts import GLYPH_RISE, glyph


def paint_glyph(painter: QPainter, area: QRectF, name: str, size: float, colour: str) -> None:
    """Draw a glyph in the middle of an area."""
    font = glyph_font(size)
    letter = glyph(name)
    left = area.center().x() - QFontMetricsF(font).horizontalAdvance(letter) / 2
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(QPointF(left, area.center().y() + GLYPH_RISE * size), letter)


@lru_cache(maxsize=512)
def _drawn(name: str, size: int, colour: str, scale: float) -> QPixmap:
    picture = blank(size, size, scale)
    with painting(picture) as painter:
        paint_glyph(painter, QRectF(0, 0, size, size), name, size * 0.94, colour)
    return picture


def glyph_pixmap(name: str, size: int, colour: str) -> QPixmap:
    """Give a glyph as a picture, sharp at the scale of the screen that the app is on."""
    screen = QGuiApplication.primaryScreen()
    return _drawn(name, size, colour, screen.devicePixelRatio() if screen else 1.0)


def glyph_icon(name: str, size: int, colour: str, pale: str) -> QIcon:
    """Give a glyph as an icon that turns pale where it is disabled."""
    made = QIcon()
    made.addPixmap(glyph_pixmap(name, size, colour), QIcon.Mode.Normal)
    made.addPixmap(glyph_pixmap(name, size, colour), QIcon.Mode.Selected)
    made.addPixmap(glyph_pixmap(name, size, pale), QIcon.Mode.Disabled)
    return made
