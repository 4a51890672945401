"""The numbers beside the board: they keep up while practising, are silent in an interview, and things can be broken."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from designer.app.numbers.fault_strip import NO_REQUESTS
from designer.app.numbers.meter import Meter
from designer.app.window import Window
from designer.catalog.library import scenario_folder
from designer.exchange.formats import load
from designer.model.design import Design

TIME_MS = 20_000


def interview_design() -> Design:
    return load(scenario_folder("fraud") / "interview.design.yaml")


@pytest.fixture
def counted(practice: Window, qtbot: QtBot) -> Window:
    """The fraud drill with a drawing whose numbers are there."""
    practice.workspace.document.open(interview_design())
    qtbot.waitUntil(lambda: practice.workspace.numbers.analysis is not None, timeout=TIME_MS)
    return practice


def test_the_numbers_come_while_practising_and_follow_the_drawing(counted: Window, qtbot: QtBot) -> None:
    numbers = counted.workspace.numbers
    assert numbers.strip.isVisible()
    shown = numbers.strip.values["availability"].text()
    assert shown.endswith(" %")
    counted.board.select(["scorer"])
    before = numbers.analysis
    counted.board.hands.delete_selection()
    qtbot.waitUntil(lambda: numbers.analysis is not before, timeout=TIME_MS)
    assert numbers.panel.findChildren(Meter)


def test_an_interview_is_silent_until_the_end(interview: Window, qtbot: QtBot) -> None:
    interview.workspace.document.open(interview_design())
    work = interview.workspace
    assert not work.tabs.buttons["numbers"].isVisible()
    assert not work.numbers.strip.isVisible()
    assert not interview.commands.actions["break"].isEnabled()
    assert not interview.commands.actions["gauges"].isEnabled()
    interview.drill._finish()
    qtbot.waitUntil(lambda: work.numbers.analysis is not None, timeout=TIME_MS)
    assert interview.commands.actions["break"].isEnabled()


def test_gauges_come_and_go(counted: Window) -> None:
    node = counted.board.board.nodes["scorer"]
    counted.commands.run_id("gauges")
    assert node.gauge is not None
    assert "busy" in node.gauge.words
    counted.commands.run_id("gauges")
    assert node.gauge is None


def test_gauges_that_are_too_small_to_be_seen_are_announced(counted: Window) -> None:
    counted.board.zoom_to(1.0)
    counted.commands.run_id("gauges")
    assert "Zoom in" not in counted.workspace.notice.text
    counted.commands.run_id("gauges")
    counted.board.zoom_to(0.4)
    counted.commands.run_id("gauges")
    assert "Zoom in" in counted.workspace.notice.text


def test_a_click_breaks_and_another_mends(counted: Window, qtbot: QtBot) -> None:
    work, faults = counted.workspace, counted.workspace.numbers.faults
    before = work.document.design
    counted.commands.run_id("break")
    assert faults.strip.isVisible()
    assert not work.strip.isVisible()
    counted.board.pressed.emit("scorer")
    qtbot.waitUntil(lambda: counted.board.board.nodes["scorer"].state == "lost", timeout=TIME_MS)
    assert counted.board.board.nodes["api"].state == "degraded"
    assert faults.strip.says.text() == "100 % of the requests are answered."
    counted.board.pressed.emit("api")
    qtbot.waitUntil(lambda: faults.strip.says.text() == "0 % of the requests are answered.", timeout=TIME_MS)
    counted.board.pressed.emit("api")
    qtbot.waitUntil(lambda: faults.strip.says.text() == "100 % of the requests are answered.", timeout=TIME_MS)
    faults.end()
    assert work.strip.isVisible()
    assert counted.board.board.nodes["scorer"].state is None
    assert work.document.design is before


def test_a_zone_is_lost_by_its_button(counted: Window, qtbot: QtBot) -> None:
    faults = counted.workspace.numbers.faults
    counted.commands.run_id("break")
    zones = list(faults.strip.zones)
    assert len(zones) == 3
    faults.strip.zones[zones[0]].click()
    qtbot.waitUntil(lambda: "answered" in faults.strip.says.text() and bool(faults.killed), timeout=TIME_MS)
    assert faults.killed == (f"zone:{zones[0]}",)
    faults.mend()
    assert not faults.killed
    assert not faults.strip.zones[zones[0]].isChecked()


def test_escape_ends_the_breaking_on_the_board_and_in_the_strip(counted: Window) -> None:
    faults = counted.workspace.numbers.faults
    for place in (counted.board, faults.strip.mend):
        counted.commands.run_id("break")
        assert faults.on
        assert not counted.workspace.palette_panel.isEnabled()
        QTest.keyClick(place, Qt.Key.Key_Escape)
        assert not faults.on
        assert counted.workspace.palette_panel.isEnabled()


def test_a_click_on_a_connection_breaks_nothing_and_nothing_can_be_undone(counted: Window) -> None:
    counted.board.select(["scorer"])
    counted.board.hands.nudge(QPointF(8, 0))
    work, drawn = counted.workspace, counted.workspace.document.design
    counted.commands.run_id("break")
    work.tabs.choose("numbers")
    counted.board.select([drawn.connections[0].id])
    counted.board.pressed.emit(drawn.connections[0].id)
    assert not work.numbers.faults.killed
    assert work.tabs.value == "numbers"
    assert not counted.commands.actions["undo"].isEnabled()
    assert work.document.design is drawn


def test_the_keyboard_goes_through_components_and_breaks_with_enter(counted: Window) -> None:
    faults, board = counted.workspace.numbers.faults, counted.board
    counted.commands.run_id("break")
    QTest.keyClick(board, Qt.Key.Key_Tab)
    QTest.keyClick(board, Qt.Key.Key_Tab)
    assert not faults.killed
    (chosen,) = board.selected_ids()
    QTest.keyClick(board, Qt.Key.Key_Return)
    assert faults.killed == (chosen,)
    QTest.keyClick(board, Qt.Key.Key_Return)
    assert not faults.killed
    QTest.keyClick(board, Qt.Key.Key_Escape)
    assert not board.selected_ids()


def test_a_press_of_the_mouse_breaks(counted: Window) -> None:
    faults, board = counted.workspace.numbers.faults, counted.board
    counted.commands.run_id("break")
    at = board.mapFromScene(board.board.nodes["scorer"].box.center())
    QTest.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert faults.killed == ("scorer",)
    QTest.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert not faults.killed


def test_the_arrows_go_through_the_lines_and_light_what_they_are_about(counted: Window) -> None:
    counted.workspace.tabs.choose("numbers")
    lines = counted.workspace.numbers.panel.findChildren(Meter)
    place = next(place for place, line in enumerate(lines) if "Scorer" in line.accessibleName())
    lines[place - 1].setFocus()
    QTest.keyClick(lines[place - 1], Qt.Key.Key_Down)
    assert lines[place].hasFocus()
    nodes = counted.board.board.nodes
    assert nodes["scorer"].opacity() == 1
    assert nodes["api"].opacity() < 1
    counted.workspace.numbers.panel.rebuild()
    assert nodes["api"].opacity() == 1


def test_breaking_after_a_check_does_not_count_as_the_end(counted: Window, qtbot: QtBot) -> None:
    counted.drill.check_now()
    qtbot.waitUntil(lambda: counted.workspace.critique is not None, timeout=TIME_MS)
    counted.commands.run_id("break")
    assert not counted.commands.actions["references"].isEnabled()


def test_another_drawing_ends_the_breaking(counted: Window) -> None:
    counted.commands.run_id("break")
    counted.board.pressed.emit("scorer")
    counted.workspace.hide_critique()
    assert not counted.workspace.numbers.faults.on
    assert not counted.board.read_only


def test_without_requests_it_says_who_gets_no_new_data(practice: Window, qtbot: QtBot) -> None:
    practice.workspace.document.open(load(scenario_folder("demand-forecast") / "interview.design.yaml"))
    faults = practice.workspace.numbers.faults
    practice.commands.run_id("break")
    assert faults.strip.about.text() == NO_REQUESTS
    practice.board.pressed.emit("lake")
    qtbot.waitUntil(lambda: "no new data" in faults.strip.says.text(), timeout=TIME_MS)
    states = {id_: node.state for id_, node in practice.board.board.nodes.items()}
    assert states["lake"] == "lost"
    assert "degraded" in states.values()


def test_on_an_empty_board_there_is_nothing_to_break(practice: Window) -> None:
    practice.commands.run_id("break")
    assert not practice.workspace.numbers.faults.on
    assert "nothing to break" in practice.workspace.notice.text


def test_the_strip_of_faults_stays_within_a_narrow_board(counted: Window, qtbot: QtBot) -> None:
    counted.resize(960, 600)
    counted.commands.run_id("break")
    strip, board = counted.workspace.numbers.faults.strip, counted.board
    qtbot.waitUntil(lambda: board.width() < 500)
    assert board.rect().contains(strip.geometry())
    for made in strip.findChildren(QPushButton):
        assert strip.rect().contains(made.geometry())


def test_stopping_ends_the_breaking(counted: Window, qtbot: QtBot) -> None:
    counted.commands.run_id("break")
    counted.drill._finish()
    qtbot.waitUntil(lambda: counted.workspace.critique is not None, timeout=TIME_MS)
    assert not counted.workspace.numbers.faults.on
    assert counted.board.read_only


def test_motion_can_be_switched_off_and_stays_off(practice: Window) -> None:
    practice.commands.run_id("still")
    assert practice.settings.now.still
    assert practice.workspace.numbers.faults.still
    practice.commands.run_id("still")
    assert not practice.workspace.numbers.faults.still
