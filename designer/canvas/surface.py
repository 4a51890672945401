"""The board's surface: hands what the mouse and the Space key do over it to the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent

from designer.canvas.paint import pen
from designer.canvas.viewport import Viewport

if TYPE_CHECKING:
    from designer.canvas.gestures.pointer import Pointer
    from designer.canvas.items.node import NodeItem


RING_PX = 2.0


class Surface(Viewport):
    """A sheet with a pointer over it."""

    _pointer: Pointer | None = None
    _led_by_keys = False

    @property
    def pointer(self) -> Pointer:
        """The mouse."""
        if self._pointer is None:  # pragma: no cover (only while the board is being made)
            raise RuntimeError("the board is not ready")
        return self._pointer

    def node_at(self, at: QPointF) -> NodeItem | None:
        """Find the component at a point of the scene."""
        return self.pointer.node_at(at)

    def node_near(self, at: QPointF, but: NodeItem) -> NodeItem | None:
        """Find the component at a point of the scene, or the one that it just misses, `but` this one."""
        return self.pointer.node_at(at) or self.pointer.node_near(at, but)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin what this press means."""
        if self._led_by_keys:
            self._led_by_keys = False
            self.viewport().update()
        self.pointer.press(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture."""
        self.pointer.release(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Put out what lit up under the pointer."""
        self.pointer.hover(None)
        super().leaveEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of the sheet with the Space key."""
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Space:
            self.hold_space(on=False)
        self.pointer.end_slide()
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a ring to those who come by the Tab key."""
        self._led_by_keys = event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
        self.viewport().update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of the Space key, whose release will go elsewhere."""
        self.hold_space(on=False)
        self._led_by_keys = False
        self.viewport().update()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring over the sheet."""
        super().paintEvent(event)
        if self._led_by_keys:
            painter = QPainter(self.viewport())
            painter.setPen(pen(self.theme, "focus", RING_PX))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))
            painter.end()

    def hold_space(self, *, on: bool) -> None:
        """Take hold of the sheet, so that a press pans it, or let go."""
        self.pointer.space_held = on
        self.pointer.show_cursor()
