"""A rubric of one's own that cannot be read: told in a dialog at the start and at the end, and never a crash."""

from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from designer.app.main import look_at_rubrics
from designer.app.window import Window

GOOD = """\
rubric: school
rules:
  - {id: no-cdn, number: XX-01, competency: cost, severity: minor, require: {some: cdn}, say: No CDN is drawn.,
     holds: A CDN is drawn., why: Bytes travel., fix: Draw one., sources: [ours]}
"""


def placed(home: Path, text: str) -> Path:
    path = home / "rubrics" / "school.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def said(window: Window) -> str:
    assert window.sheet is not None
    return " ".join(label.text() for label in window.sheet.findChildren(QLabel))


def test_a_malformed_rubric_is_told_when_the_window_opens(window: Window, qtbot: QtBot, data_home: Path) -> None:
    placed(data_home, "rules: 3")
    look_at_rubrics(window)
    qtbot.waitUntil(lambda: window.sheet is not None, timeout=20_000)
    assert "A rubric of your own cannot be read" in said(window)
    assert "school.yaml:1" in said(window)


def test_a_malformed_rubric_is_told_in_the_drill_which_goes_on_once_it_is_mended(
    interview: Window, qtbot: QtBot, data_home: Path
) -> None:
    path = placed(data_home, GOOD.replace("cdn}", "cnd}"))
    interview.drill._grade(final=False)
    qtbot.waitUntil(lambda: interview.sheet is not None, timeout=20_000)
    assert "school.yaml:3" in said(interview)
    path.write_text(GOOD)
    interview.drill._grade(final=False)
    qtbot.waitUntil(lambda: interview.workspace.critique is not None, timeout=20_000)
    critique = interview.workspace.critique
    assert critique is not None
    assert critique.findings[-1].rule == "no-cdn"


def test_nothing_is_told_when_there_is_nothing_wrong(window: Window, qtbot: QtBot, data_home: Path) -> None:
    placed(data_home, GOOD)
    look_at_rubrics(window)
    qtbot.wait(300)
    assert window.sheet is None
