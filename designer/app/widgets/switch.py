"""A yes or no as a switch, and a choice as a field with a list: both painted our own way."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QStyledItemDelegate

from designer.app.widgets.glyph import paint_glyph
from designer.app.widgets.style import look
from designer.canvas.paint import text_font

_TRACK = (34.0, 20.0)


class Switch(QCheckBox):
    """Words on the left, the switch on the right; the whole line can be clicked."""

    def __init__(self, text: str) -> None:
        """Take the words, which are the accessible name too."""
        super().__init__(text)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give the size of one line."""
        return QSize(120, 30)

    def minimumSizeHint(self) -> QSize:
        """Let the words be cut short where there is no room."""
        return QSize(80, 30)

    def hitButton(self, pos: object) -> bool:
        """Take a click anywhere on the line."""
        return self.rect().contains(pos)  # type: ignore[call-overload,no-any-return]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words and the switch."""
        colours, painter = look().colours, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, height = _TRACK
        track = QRectF(self.width() - width - 3, (self.height() - height) / 2, width, height)
        painter.setFont(text_font(look().theme.sizes.body))
        painter.setPen(QColor(colours["ink" if self.isEnabled() else "ink_faint"]))
        room = self.rect().adjusted(0, 0, -int(width) - 14, 0)
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        on = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen if on else QPen(QColor(colours["border_strong"]), 1))
        painter.setBrush(QColor(colours["accent" if on else "sunken"]))
        painter.drawRoundedRect(track, height / 2, height / 2)
        knob = QRectF(0, 0, height - 6, height - 6)
        knob.moveCenter(track.center())
        knob.moveLeft(track.right() - height + 3 if on else track.left() + 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours["on_accent" if on else "border_strong"]))
        painter.drawEllipse(knob)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours["focus"]), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), height / 2 + 2, height / 2 + 2)


class Choice(QComboBox):
    """A combo box with our caret, which the wheel only turns when it has the keyboard."""

    def __init__(self, name: str) -> None:
        """Take the accessible name."""
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(QStyledItemDelegate(self))  # the only kind that a style sheet gives room
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the caret over what the style sheet paints."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.width() - 28, 0, 22, self.height())
        paint_glyph(painter, area, "caret-down", 13, look().colours["ink_soft"])

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the panel scroll unless this is what the person works on."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
