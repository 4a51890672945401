"""The clock over the board."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from designer.app.top_bar import TopBar


def clock_of(bar: TopBar) -> QLabel:
    return next(label for label in bar.findChildren(QLabel) if label.accessibleName() == "Time left")


@pytest.mark.parametrize(
    ("elapsed_s", "written", "role"),
    [
        (0, "40:00", "clock"),
        (35 * 60 - 1, "5:01", "clock"),
        (35 * 60, "5:00", "clock-warning"),
        (40 * 60, "0:00", "clock-danger"),
        (41 * 60, "−1:00", "clock-danger"),
    ],
)
def test_the_clock_warns_five_minutes_before_the_end(qtbot: QtBot, elapsed_s: float, written: str, role: str) -> None:
    bar = TopBar()
    qtbot.addWidget(bar)
    bar.show_time(elapsed_s, 40, "Serve it")
    assert clock_of(bar).text() == written
    assert clock_of(bar).property("role") == role
