"""A real mouse and keyboard over the real window: another process moves the pointer, and the window lives meanwhile."""

import os
import subprocess
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from designer.canvas.items.overlay import GAP_PX
from designer.canvas.view import BoardView

PAUSE_S = "0.03"
PATIENCE_S = 15.0


class Hands:
    """Mouse and keyboard of the display that this process has its windows on."""

    def __init__(self, app: QApplication, watchdog_s: float) -> None:
        self._app = app
        self._dog = QTimer()
        self._dog.setSingleShot(True)
        self._dog.timeout.connect(self._bite)
        self._dog.start(int(watchdog_s * 1000))
        self.doing = "starting"

    def _bite(self) -> None:
        print(f"the watchdog bit while: {self.doing}", file=sys.stderr, flush=True)
        os._exit(3)

    def spin(self, seconds: float) -> None:
        """Let the window live for a while."""
        loop = QEventLoop()
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        loop.exec()

    def wait(self, what: str, holds: Callable[[], object]) -> None:
        """Let the window live until something holds."""
        self.doing = f"waiting until {what}"
        end = time.monotonic() + PATIENCE_S
        while not holds():
            if time.monotonic() > end:
                raise AssertionError(f"waited {PATIENCE_S:g} s in vain until {what}")
            self.spin(0.02)

    def _do(self, *command: str) -> None:
        process = subprocess.Popen(["xdotool", *command])
        self.wait(f"xdotool has done {' '.join(command)[:80]}", lambda: process.poll() is not None)
        assert process.returncode == 0, command
        self.spin(0.05)

    def click(self, at: QPoint, times: int = 1) -> None:
        """Move to a point of the screen and click."""
        where = [str(at.x()), str(at.y())]
        self._do("mousemove", *where, "sleep", PAUSE_S, "click", "--repeat", str(times), "--delay", "60", "1")

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Press, move by small steps, and let go."""
        away = end - start
        points = [start, start + QPoint(3, 3), start + QPoint(9, 6), start + QPoint(16, 8)]
        points += [start + away * part / 4 for part in (1, 2, 3)] + [end - QPoint(4, 3), end, end]
        command = ["mousemove", str(start.x()), str(start.y()), "sleep", "0.12", "mousedown", "1"]
        for point in points[1:]:
            command += ["sleep", PAUSE_S, "mousemove", str(point.x()), str(point.y())]
        self._do(*command, "sleep", "0.12", "mouseup", "1", "sleep", "0.05")

    def hover(self, at: QPoint) -> None:
        """Move there, and a little on, so that the window sees a move."""
        back = [str(at.x() - 4), str(at.y() - 4)]
        self._do("mousemove", *back, "sleep", PAUSE_S, "mousemove", str(at.x()), str(at.y()), "sleep", PAUSE_S)

    def type(self, text: str) -> None:
        """Type words."""
        self._do("type", "--delay", "15", text)

    def key(self, *names: str) -> None:
        """Press keys, as xdotool names them: "ctrl+z"."""
        self._do("key", "--delay", "30", *names)


def middle(widget: QWidget) -> QPoint:
    """The middle of a widget on the screen."""
    return widget.mapToGlobal(widget.rect().center())


def on_board(board: BoardView, id_: str) -> QPoint:
    """The middle of a component on the screen."""
    return board.viewport().mapToGlobal(board.mapFromScene(board.board.nodes[id_].box.center()))


def handle(board: BoardView, id_: str) -> QPoint:
    """The handle to the right of a component; the pointer has to be over the component first."""
    box = board.board.nodes[id_].box
    edge = board.mapFromScene(box.center() + (box.topRight() - box.topLeft()) / 2)
    return board.viewport().mapToGlobal(edge + QPoint(round(GAP_PX), 0))
