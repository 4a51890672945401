"""What the tests of the window get: a window of its own with its own data folder, and a small drawing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from designer.app.home.page import Start
from designer.app.main import open_window
from designer.app.widgets.style import wear
from designer.app.window import USUAL, Window
from designer.drawing.theme import LIGHT


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # no loop runs that would let old windows go
    wear(qapp, LIGHT)


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[QWidget], None]:
    """Show a widget and give it the keyboard: a display without a window manager gives it to nobody by itself."""

    def bring_up(widget: QWidget) -> None:
        widget.show()
        with qtbot.waitExposed(widget):
            widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)

    return bring_up


@pytest.fixture
def window(qtbot: QtBot, data_home: Path, show: Callable[[QWidget], None]) -> Window:
    made = open_window(data_home)
    qtbot.addWidget(made, before_close_func=lambda window: setattr(window, "_leaving", True))
    made.resize(*USUAL)  # on a small screen too
    show(made)
    return made


@pytest.fixture
def practice(window: Window) -> Window:
    """A window in the fraud drill, in practice mode."""
    window.drill.start(Start("fraud", None, "practice", None))
    return window


@pytest.fixture
def interview(window: Window) -> Window:
    """A window in the fraud drill, in interview mode."""
    window.drill.start(Start("fraud", None, "interview", None))
    return window
