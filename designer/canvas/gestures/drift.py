"""Scrolls the sheet while something is dragged near the border of the window."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QTimer

from designer.canvas.viewport import Viewport

BORDER_PX = 28.0
FASTEST_PX = 22.0
"""How far the sheet moves at a tick, with the pointer on the border or past it."""
TICK_MS = 16


class Drift:
    """Pans a view at every tick for as long as the pointer stays near its border."""

    def __init__(self, view: Viewport, follow: Callable[[QPointF], None]) -> None:
        """Call `follow` with the pointer's place in the window after every step."""
        self._view, self._follow = view, follow
        self._at = QPointF()
        self._timer = QTimer(view)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    def steer(self, at: QPointF) -> None:
        """Take the pointer's place in the window; drift when it is near the border, stop when it is not."""
        self._at = at
        if self.speed(at).isNull():
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Drift no more."""
        self._timer.stop()

    def speed(self, at: QPointF) -> QPointF:
        """Give how far the sheet moves at a tick: faster the nearer the pointer is to the border."""
        room = QRectF(self._view.viewport().rect()).adjusted(BORDER_PX, BORDER_PX, -BORDER_PX, -BORDER_PX)
        return QPointF(_pull(at.x(), room.left(), room.right()), _pull(at.y(), room.top(), room.bottom()))

    def tick(self) -> None:
        """Pan one step, and let the gesture follow."""
        self._view.pan(-self.speed(self._at))
        self._follow(self._at)


def _pull(at: float, low: float, high: float) -> float:
    past = min(at - low, 0.0) + max(at - high, 0.0)
    return max(-1.0, min(past / BORDER_PX, 1.0)) * FASTEST_PX
