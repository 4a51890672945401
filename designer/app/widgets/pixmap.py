"""Small pictures that are painted once: transparent at first, and sharp at the scale of a screen."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPixmap


def blank(width: int, height: int, scale: float) -> QPixmap:
    """Make a picture of so many px, each `scale` dots of the screen."""
    picture = QPixmap(QSize(width, height) * scale)
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


@contextmanager
def painting(picture: QPixmap) -> Iterator[QPainter]:
    """Paint on a picture with smooth edges."""
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield painter
    finally:
        painter.end()
