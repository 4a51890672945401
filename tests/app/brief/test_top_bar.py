"""The clock over the board."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from designer.app.brief.top_bar import TopBar


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


EVERY = {"check", "stop", "keep-drawing", "save", "export-pdf"}


@pytest.mark.parametrize("width", [960, 1100, 1300, 1600])
def test_no_word_in_the_bar_is_cut(qtbot: QtBot, width: int) -> None:
    bar = TopBar()
    qtbot.addWidget(bar)
    bar.show_drawing("Card-payment fraud detection", "Senior")
    bar.show_time(0, 40, "Frame it: what an error costs, which number decides")
    bar.show_buttons(EVERY)
    bar.resize(width, 60)
    bar.show()
    buttons = [made for made in bar.findChildren(QPushButton) if made.isVisible()]
    qtbot.waitUntil(lambda: all(made.width() >= made.sizeHint().width() for made in buttons))
    for made in buttons:
        assert made.text().strip() == made.accessibleName() or (not made.text() and made.toolTip())
    assert bar.stop.text().strip() == "Stop"
    phase = next(label for label in bar.findChildren(QLabel) if label.text().startswith("Frame it"))
    assert phase.isVisible() == (width >= 1600)
    bar.show_buttons({"save", "export-pdf"})
    assert bar.export.text().strip() == "Export PDF…"
    bar.show_buttons({"check", "stop"})
    assert bar.check.text().strip() == "Check now"
    assert phase.isVisible()
