"""The debrief: references stay closed until the drawing is finished, and are boards that nobody can draw on."""

from functools import partial

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from designer.app.widgets.segments import Segments
from designer.app.widgets.sheet import Sheet
from designer.app.window import Window
from designer.canvas.view import BoardView
from designer.catalog.library import reference_names, scenario, scenario_folder


def finished(window: Window, qtbot: QtBot) -> None:
    window.drill._finish()
    qtbot.waitUntil(lambda: window.workspace.critique is not None and window.workspace.board.read_only)


def says(sheet: Sheet, start: str) -> bool:
    return any(label.text().startswith(start) for label in sheet.findChildren(QLabel))


def test_the_references_are_closed_until_the_end(practice: Window, qtbot: QtBot) -> None:
    action = practice.commands.actions["references"]
    assert not action.isEnabled()
    practice.drill.check_now()
    qtbot.waitUntil(lambda: practice.workspace.critique is not None)
    assert not action.isEnabled()
    finished(practice, qtbot)
    qtbot.waitUntil(action.isEnabled)
    practice.drill.keep_drawing()
    assert not action.isEnabled()


def test_each_reference_is_shown_with_its_score(practice: Window, qtbot: QtBot) -> None:
    finished(practice, qtbot)
    practice.commands.run_id("references")
    sheet = practice.sheet
    assert sheet is not None
    board, choice = sheet.findChild(BoardView), sheet.findChild(Segments)
    assert board is not None
    assert choice is not None
    assert set(choice.buttons) == set(reference_names(scenario_folder("fraud")))
    for name in choice.buttons:
        choice.choose(name)
        told = f"{'18' if name == 'interview' else '33'} components, " if name in {"interview", "reference"} else ""
        qtbot.waitUntil(partial(says, sheet, told))
    assert board.document.design.components
    assert board.read_only
    assert scenario("fraud").follow_ups[0] in [label.text() for label in sheet.findChildren(QLabel)]
    sheet.dismiss()
    assert practice.sheet is None
