"""Marks as a widget: a picture that is painted in the colours that the window has at the moment."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from designer.app.widgets.style import look
from designer.canvas.paint import Picture, pen, role_color
from designer.drawing.geometry import Rect
from designer.drawing.marks import Mark

_RADIUS = 10.0


class MarksPicture(QWidget):
    """Shows marks at a scale, in the middle of `width` px; with `panel` on a board of their own."""

    def __init__(  # noqa: PLR0913 (a picture, and how it is shown)
        self,
        bounds: Rect,
        marks: Sequence[Mark],
        name: str,
        *,
        scale: float = 1.0,
        width: float | None = None,
        panel: bool = False,
    ) -> None:
        """Take what is shown; `name` is what a screen reader says of it."""
        super().__init__()
        self._bounds, self._marks, self._scale, self._panel = bounds, tuple(marks), scale, panel
        self._painted: tuple[str, Picture] | None = None
        self.setFixedSize(round(width or bounds.width * scale), round(bounds.height * scale))
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the panel, then the marks in its middle."""
        theme = look().theme
        if self._painted is None or self._painted[0] != theme.name:
            self._painted = (theme.name, Picture(self._marks, theme))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._panel:
            painter.setPen(pen(theme, "border"))
            painter.setBrush(role_color(theme, "canvas"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.translate((self.width() - self._bounds.width * self._scale) / 2, 0)
        painter.scale(self._scale, self._scale)
        painter.translate(-self._bounds.x, -self._bounds.y)
        self._painted[1].paint(painter)
        painter.end()
