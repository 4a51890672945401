"""The page with the board: which panel shows when, and that nothing that is being typed or chosen is lost."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from designer.app.home.page import Start
from designer.app.inspector.field import NoteField
from designer.app.review.finding_card import FindingCard
from designer.app.widgets.parts import words
from designer.app.window import Window
from designer.app.workspace import Workspace
from designer.exchange.formats import load
from designer.model.critique import Finding


def drawn(window: Window, *kinds: str) -> list[str]:
    return [window.board.hands.place(kind, QPointF(300 * place, 0)) for place, kind in enumerate(kinds)]


def graded(qtbot: QtBot, window: Window) -> Workspace:
    qtbot.waitUntil(lambda: window.workspace.critique is not None, timeout=20_000)
    qtbot.wait(20)
    return window.workspace


@pytest.fixture
def checked(practice: Window, qtbot: QtBot) -> Workspace:
    """The page after a check in practice mode: the board may still be changed."""
    drawn(practice, "client", "app_service", "model_server")
    practice.board.hands.connect_components("app_service", "model_server")
    practice.drill.check_now()
    return graded(qtbot, practice)


@pytest.fixture
def stopped(interview: Window, qtbot: QtBot) -> Workspace:
    """The page after the end of an interview: the board can only be read."""
    drawn(interview, "client", "app_service", "model_server", *["cache"] * 12)
    for ends in pairwise(("client", "app_service", "model_server")):
        interview.board.hands.connect_components(*ends)
    interview.drill._finish()
    return graded(qtbot, interview)


def about(work: Workspace) -> Finding | None:
    return work.review.current.finding if isinstance(work.review.current, FindingCard) else None


def named(work: Workspace) -> str:
    """A component that a finding is about."""
    found = (id_ for card in work.review.cards for id_ in card.finding.subjects)
    return next(id_ for id_ in found if id_ in work.board.board.nodes)


def test_what_is_selected_after_a_check_can_be_changed_and_the_critique_comes_back(checked: Workspace) -> None:
    assert checked.review.isVisible()
    assert checked.palette_panel.isVisible()
    checked.board.select(["model_server"])
    assert checked.inspector.isVisible()
    assert checked.inspector.form is not None
    assert checked.inspector.form.isEnabled()
    checked.board.select(())
    assert checked.review.isVisible()


def test_a_finding_comes_forward_by_its_key(checked: Workspace) -> None:
    checked.board.select(["model_server"])
    checked.next_finding()
    assert checked.review.isVisible()
    assert about(checked) is checked.review.cards[0].finding
    assert checked.board.selected_ids() == []


def test_nothing_is_dim_while_another_thing_is_changed(checked: Workspace) -> None:
    checked.review.show_about(named(checked))
    node = checked.board.board.nodes["client"]
    assert node.opacity() < 1
    checked.board.select(["client"])
    assert node.opacity() == 1
    checked.board.select(())
    assert node.opacity() < 1


def test_one_button_is_accented(checked: Workspace, practice: Window, qtbot: QtBot) -> None:
    top = checked.top
    assert (top.stop.property("role"), top.export.property("role")) == ("accent", "plain")
    practice.drill._finish()
    qtbot.waitUntil(top.stop.isHidden, timeout=20_000)
    assert top.export.property("role") == "accent"


def test_a_sentence_runs_from_the_left_whatever_name_it_begins_with() -> None:
    assert words("\u062e\u0627\u062f\u0645 has no copy").text().startswith("\u200e")
    assert words("\u062e\u0627\u062f\u0645").text() == "\u062e\u0627\u062f\u0645"
    assert words("“Scorer” has no copy").text() == "“Scorer” has no copy"


def test_the_strips_fit_on_the_board_in_the_smallest_window(checked: Workspace, practice: Window) -> None:
    practice.resize(practice.minimumSize())
    QApplication.processEvents()
    for strip in (checked.strip, checked.view_strip):
        assert checked.board.rect().contains(strip.geometry())


def test_the_tab_of_the_critique_is_there_while_there_is_one(checked: Workspace, practice: Window) -> None:
    tab = checked.tabs.buttons["critique"]
    assert tab.isVisible()
    practice.drill.keep_drawing()
    assert not tab.isVisible()
    assert checked.tabs.value == "brief"


def test_a_component_chosen_in_the_review_opens_what_was_found_there(stopped: Workspace) -> None:
    chosen = named(stopped)
    stopped.board.select([chosen])
    found = about(stopped)
    assert found is not None
    assert chosen in found.subjects
    assert stopped.review.isVisible()


def test_the_review_begins_with_the_whole_drawing_in_the_middle(stopped: Workspace) -> None:
    board = stopped.board
    assert board.clear.adjusted(-2, -2, 2, 2).contains(board.board.extent())
    assert (board.middle - board.board.extent().center()).manhattanLength() < 4 / board.scale_factor


def test_a_finding_is_brought_into_sight(stopped: Workspace) -> None:
    stopped.board.zoom_to(2)
    stopped.board.look_at(QPointF(9000, 9000))
    chosen = named(stopped)
    stopped.review.show_about(chosen)
    assert stopped.board.board.nodes[chosen].lit
    assert stopped.board.seen.contains(stopped.board.board.nodes[chosen].box)


def test_panels_that_were_hidden_stay_so_in_the_next_drawing(practice: Window) -> None:
    practice.workspace.toggle_left()
    practice.drill._open(practice.workspace.document.design, None)
    assert practice.workspace.palette_panel.isHidden()


def test_a_kind_chosen_by_its_key_is_said(practice: Window) -> None:
    practice.commands.run_id("draw-data")
    assert practice.workspace.strip.buttons["data"].isChecked()
    assert practice.workspace.notice.text == "Data connections from now on; press 0 for the best fit."
    practice.commands.run_id("draw-auto")
    assert practice.workspace.strip.buttons[""].isChecked()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_what_was_renamed_stays_selected_with_the_keyboard_on_the_board(practice: Window, key: Qt.Key) -> None:
    first, _second = drawn(practice, "client", "cache")
    practice.show_board()
    practice.board.select([first])
    practice.commands.run_id("rename")
    field = practice.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Till")
    QTest.keyClick(field, key)
    assert practice.board.selected_ids() == [first]
    assert practice.focusWidget() is practice.board


def test_a_board_that_waits_for_a_connection_says_so(practice: Window) -> None:
    practice.board.set_connecting(on=True)
    assert "connect them" in practice.workspace.notice.text
    practice.board.escape()
    assert practice.workspace.notice.text == ""


def test_a_long_word_in_a_notice_is_broken_and_not_cut(practice: Window) -> None:
    notice = practice.workspace.notice
    notice.say(f"“{'x' * 200}” cannot be connected to itself")
    label = notice._words
    assert label.heightForWidth(label.width()) <= label.height()
    assert label.sizeHint().height() > label.fontMetrics().height() * 2


def test_what_is_being_typed_is_saved_too(practice: Window, tmp_path: Path) -> None:
    drawn(practice, "client")
    form = practice.workspace.inspector.form
    assert form is not None
    note = form.fields["note"]
    assert isinstance(note, NoteField)
    note.text.setFocus()
    QTest.keyClicks(note.text, "because")
    practice.files.ask_path = lambda _request: tmp_path / "mine.design.json"
    QTest.keyClick(note.text, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert load(tmp_path / "mine.design.json").components[0].note == "because"
    assert note.text.hasFocus()


def test_when_time_is_up_it_is_said_once_what_to_do(interview: Window) -> None:
    banner = interview.workspace.banner
    assert interview.attempt.session is not None
    interview.attempt.happened = list(interview.attempt.session.scenario.twists)
    interview.attempt.session.started -= interview.attempt.session.minutes * 60 - 5
    interview.attempt.tick()
    assert banner.text == ""
    interview.attempt.session.started -= 10
    interview.attempt.tick()
    assert "press Stop when you are ready" in banner.text
    banner.dismiss.click()
    interview.attempt.tick()
    assert banner.text == ""


def test_what_is_added_by_its_name_has_the_keyboard_at_once(practice: Window, qtbot: QtBot) -> None:
    board, field = practice.board, practice.workspace.palette_panel.field
    QTest.keyClick(board.viewport(), Qt.Key.Key_Slash)
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "cache")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert board.hasFocus()
    assert [component.kind for component in practice.workspace.document.design.components] == ["cache"]
    QTest.keyClick(board, Qt.Key.Key_Delete)
    assert practice.workspace.document.design.components == ()


def test_escape_empties_the_search_field_and_then_leaves_it(practice: Window) -> None:
    practice.workspace.find_component()
    field = practice.workspace.palette_panel.field
    QTest.keyClicks(field, "cache")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), field.hasFocus()) == ("", True)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert practice.board.hasFocus()


def test_another_drawing_begins_with_nothing_chosen_in_the_palette(practice: Window) -> None:
    palette = practice.workspace.palette_panel
    palette.field.setText("cache")
    row = palette.list.visualRect(palette.lines.index(0)).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert palette.list.selectedIndexes()
    practice.drill.start(Start("fraud", None, "practice", None))
    assert not palette.list.selectedIndexes()
    assert palette.field.text() == ""


@pytest.mark.parametrize("width", [960, 1240, 1440])
def test_the_first_check_leaves_its_button_where_it_was(practice: Window, qtbot: QtBot, width: int) -> None:
    practice.resize(width, 700)
    practice.board.hands.place("client")
    practice.board.select(())
    check = practice.workspace.top.check
    qtbot.waitUntil(lambda: practice.width() == width)
    middle = check.mapTo(practice, check.rect().center())
    QTest.mouseClick(check, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: practice.workspace.critique is not None, timeout=20_000)
    qtbot.waitUntil(practice.workspace.top.export.isVisible)
    practice.workspace.top.layout().activate()  # type: ignore[union-attr]
    assert practice.childAt(middle) is check
