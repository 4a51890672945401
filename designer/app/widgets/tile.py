"""A kind as a picture: its glyph on the tinted tile of its group, and the card that hangs on the pointer."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from designer.app.widgets.glyph import paint_glyph
from designer.app.widgets.pixmap import blank, painting
from designer.app.widgets.style import look
from designer.canvas.paint import text_font
from designer.model.kind import Kind


def paint_tile(painter: QPainter, tile: QRectF, kind: Kind) -> None:
    """Paint the glyph of a kind on the tinted tile of its group."""
    theme = look().theme
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.color(f"tint_{kind.group}")))
    painter.drawRoundedRect(tile, tile.width() / 4, tile.width() / 4)
    paint_glyph(painter, tile, kind.glyph, tile.width() * 0.62, theme.color(f"glyph_{kind.group}"))


def tile_pixmap(kind: Kind, size: int, scale: float) -> QPixmap:
    """Give a kind's tile as a picture."""
    picture = blank(size, size, scale)
    with painting(picture) as painter:
        paint_tile(painter, QRectF(0, 0, size, size), kind)
    return picture


def drag_picture(kind: Kind, scale: float) -> QPixmap:
    """Give what hangs on the pointer while a kind is dragged: its card."""
    theme = look().theme
    width, height = 176, 56
    picture = blank(width, height, scale)
    with painting(picture) as painter:
        painter.setOpacity(0.92)
        painter.setPen(QPen(QColor(theme.color("accent")), 1.5))
        painter.setBrush(QColor(theme.color("raised")))
        painter.drawRoundedRect(QRectF(1, 1, width - 2, height - 2), 12, 12)
        paint_tile(painter, QRectF(12, 11, 34, 34), kind)
        painter.setFont(text_font(theme.sizes.body, "semibold"))
        painter.setPen(QColor(theme.color("ink")))
        area = QRectF(56, 4, width - 64, height - 8)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, kind.title)
    return picture
