"""What the tests of the board get: a board with a small drawing, an empty one, and a clean clipboard."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from designer.model.design import Design
from tests.canvas.hand import Hand, open_board, small_design


@pytest.fixture
def hand(qtbot: QtBot) -> Hand:
    return open_board(qtbot, small_design())


@pytest.fixture
def empty(qtbot: QtBot) -> Hand:
    return open_board(qtbot, Design())


@pytest.fixture(autouse=True)
def clean_clipboard(qapp: QApplication) -> Iterator[None]:
    yield
    QGuiApplication.clipboard().clear()
