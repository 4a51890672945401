"""The window as a whole: drills, files, what is asked before something would be lost."""

import sys
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from designer.app import crash
from designer.app.home.page import Start
from designer.app.main import open_window, run
from designer.app.window import BUSY, SMALLEST, USUAL, Window
from designer.catalog.library import scenario
from designer.errors import DesignerError
from designer.exchange.formats import load, save
from designer.model.design import Component, Design
from designer.model.scenario import Level
from tests.bad_files import BAD_FILES


def said(window: Window) -> list[str]:
    assert window.sheet is not None
    return [label.text() for label in window.sheet.findChildren(QLabel)]


def answer(window: Window, name: str) -> None:
    assert window.sheet is not None
    next(made for made in window.sheet.findChildren(QPushButton) if made.text() == name).click()


def graded(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: window.workspace.critique is not None, timeout=20_000)


def drawn(window: Window, *kinds: str) -> list[str]:
    return [window.board.hands.place(kind) for kind in kinds]


def test_a_drill_begins_empty_with_its_brief_and_its_clock(interview: Window) -> None:
    assert interview.drawing
    assert interview.workspace.document.design == Design(title=scenario("fraud").title, scenario="fraud")
    assert interview.attempt.remaining_s > scenario("fraud").minutes * 60 - 30
    assert interview.windowTitle().startswith(scenario("fraud").title)


@pytest.mark.parametrize("what", [*BAD_FILES, "missing", "a folder", "50 MB"])
def test_a_file_that_cannot_be_read_is_said_and_the_drawing_stays(interview: Window, tmp_path: Path, what: str) -> None:
    drawn(interview, "client")
    before = interview.workspace.document.design
    broken = tmp_path if what == "a folder" else tmp_path / "broken.design.json"
    if what in BAD_FILES:
        broken.write_text(BAD_FILES[what][0], encoding="utf-8")
    elif what == "50 MB":
        with broken.open("wb") as file:
            file.truncate(50_000_000)
    with pytest.raises(DesignerError) as refused:
        load(broken)
    assert not interview.files.read(broken)
    assert str(refused.value) in said(interview)
    answer(interview, "Close")
    assert interview.workspace.document.design is before
    assert interview.workspace.document.can_undo
    assert interview.attempt.running


def test_many_mistakes_fit_on_the_screen(window: Window, tmp_path: Path) -> None:
    kinds = ", ".join(f'{{"id": "a{number}", "kind": "nonsense-{number}"}}' for number in range(200))
    broken = tmp_path / "broken.design.json"
    broken.write_text(f'{{"format": "designer-design/1", "components": [{kinds}]}}', encoding="utf-8")
    window.files.read(broken)
    assert window.sheet is not None
    close = next(made for made in window.sheet.findChildren(QPushButton) if made.text() == "Close")
    assert window.rect().contains(close.mapTo(window, close.rect().bottomRight()))


def test_opening_another_drawing_asks_before_a_drill_is_left(interview: Window, tmp_path: Path) -> None:
    drawn(interview, "client")
    save(Design(title="Other", components=(Component(id="a", kind="client"),)), tmp_path / "other.design.json")
    interview.files.read(tmp_path / "other.design.json")
    assert "Leave the drill?" in said(interview)
    answer(interview, "Go on drawing")
    assert interview.workspace.document.design.title == scenario("fraud").title
    interview.files.read(tmp_path / "other.design.json")
    answer(interview, "Leave")
    assert interview.workspace.document.design.title == "Other"
    assert not interview.attempt.running


def test_saving_is_told_in_the_title_and_only_when_it_is_so(window: Window, tmp_path: Path) -> None:
    path = tmp_path / "mine.design.json"
    window.drill.open_blank()
    assert not window.isWindowModified()
    drawn(window, "client", "model_server")
    assert window.isWindowModified()
    window.files.ask_path = lambda _request: path
    assert window.files.save()
    assert not window.isWindowModified()
    assert load(path) == window.workspace.document.design
    window.workspace.undo()
    assert window.isWindowModified()
    window.workspace.redo()
    assert not window.isWindowModified()


def test_a_yaml_file_stays_yaml_and_that_its_comments_go_is_said_once(window: Window, tmp_path: Path) -> None:
    path = tmp_path / "mine.design.yaml"
    path.write_text("# my drawing\nformat: designer-design/1\ncomponents:\n  - {id: a, kind: cdn}\n")
    window.files.read(path)
    drawn(window, "cache")
    told: list[str] = []
    window.files.done.connect(told.append)
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert path.read_text().startswith("format: designer-design/1\n")
    assert load(path) == window.workspace.document.design
    drawn(window, "dns")
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert told == ["Saved in mine.design.yaml, without the comments that it had.", "Saved in mine.design.yaml."]


def test_another_program_s_file_is_read_and_never_saved_over(window: Window, tmp_path: Path) -> None:
    flow, copy, mine = (tmp_path / name for name in ("flow.mmd", "copy.excalidraw", "mine.design.json"))
    flow.write_text("flowchart LR\n  a[Mobile app] --> b[Model server]\n  b --> c[Zorblax]\n")
    told: list[str] = []
    window.files.done.connect(told.append)
    assert window.files.read(flow)
    parts = window.workspace.document.design.components
    assert [part.kind for part in parts] == ["client", "model_server", "app_service"]
    assert told[0].startswith("Read from flow.mmd, which stays as it is. Read as Application service, since no word")
    before = flow.read_bytes()
    drawn(window, "cache")
    window.files.ask_path = lambda _request: copy
    assert window.files.save()
    assert told[-1] == "Written to copy.excalidraw for Excalidraw."
    assert window.files.path is None
    assert load(copy) == window.workspace.document.design
    window.files.ask_path = lambda _request: mine
    assert window.files.save()
    assert window.files.path == mine
    assert flow.read_bytes() == before


def test_a_file_that_cannot_be_written_leaves_the_drawing_unsaved(window: Window, tmp_path: Path) -> None:
    window.drill.open_blank()
    drawn(window, "client")
    window.files.ask_path = lambda _request: tmp_path / "no-such-folder" / "x.design.json"
    assert not window.files.save()
    assert "The drawing cannot be saved" in said(window)
    answer(window, "Close")
    assert window.isWindowModified()


def test_what_another_window_has_saved_is_not_overwritten_unasked(window: Window, tmp_path: Path) -> None:
    path, mine = tmp_path / "shared.design.json", tmp_path / "mine.design.json"
    save(Design(title="Shared"), path)
    window.files.read(path)
    drawn(window, "cache")
    theirs = Design(title="Theirs", components=(Component(id="a", kind="cdn"),))
    save(theirs, path)
    assert not window.files.save()
    assert load(path) == theirs
    window.files.ask_path = lambda _request: mine
    answer(window, "Save as…")
    assert load(mine).title == "Shared"
    assert window.files.save()
    window.files.follow(path)
    drawn(window, "dns")
    save(Design(title="Again theirs"), path)
    assert not window.files.save()
    answer(window, "Overwrite")
    assert load(path) == window.workspace.document.design
    assert not window.files.modified
    path.unlink()
    drawn(window, "dns")
    assert window.files.save()


def test_a_changed_drawing_is_asked_about_before_the_window_closes(window: Window) -> None:
    window.drill.open_blank()
    drawn(window, "client")
    assert not window.close()
    assert "Save the drawing?" in said(window)
    answer(window, "Cancel")
    assert window.isVisible()
    window.close()
    answer(window, "Don't save")
    assert not window.isVisible()


def test_a_drawing_without_changes_closes_at_once(window: Window) -> None:
    window.drill.open_blank()
    assert window.close()


def test_while_a_question_is_open_no_command_can_be_given(interview: Window) -> None:
    interview.drill.stop()
    assert interview.commands.offered() == []
    answer(interview, "Go on drawing")
    assert interview.attempt.running


def test_stopping_grades_and_lets_the_board_only_be_read(interview: Window, qtbot: QtBot) -> None:
    drawn(interview, "client", "model_server")
    interview.drill.stop()
    answer(interview, "Stop and grade")
    graded(qtbot, interview)
    assert interview.board.read_only
    assert not interview.attempt.running
    assert interview.attempt.unfinished() == ()
    interview.drill.keep_drawing()
    assert not interview.board.read_only
    assert "check" in {action.id for action in interview.commands.offered()}


def test_when_time_is_over_nothing_is_asked(interview: Window, qtbot: QtBot) -> None:
    assert interview.attempt.session is not None
    interview.attempt.session.started -= scenario("fraud").minutes * 60 + 5
    drawn(interview, "client")
    interview.drill.stop()
    assert interview.sheet is None
    graded(qtbot, interview)


def test_checking_in_practice_does_not_stop_the_clock(practice: Window, qtbot: QtBot) -> None:
    drawn(practice, "client", "model_server")
    practice.commands.run_id("check")
    graded(qtbot, practice)
    assert practice.attempt.running
    assert not practice.board.read_only
    first = practice.workspace.critique
    drawn(practice, "feature_store")
    practice.board.select(())
    assert any(label.text().startswith("The drawing has changed") for label in practice.findChildren(QLabel)
               if label.isVisible())  # fmt: skip
    practice.commands.run_id("check")
    qtbot.waitUntil(lambda: practice.workspace.critique is not first, timeout=20_000)


def test_the_level_chosen_is_the_level_graded(window: Window, qtbot: QtBot) -> None:
    window.drill.start(Start("fraud", Level.STAFF, "practice", 10))
    drawn(window, "client")
    window.drill.check_now()
    graded(qtbot, window)
    assert window.workspace.critique is not None
    assert window.workspace.critique.level is Level.STAFF


def test_a_twist_is_said_at_its_minute_once_and_kept_in_the_brief(interview: Window) -> None:
    first = min(scenario("fraud").twists, key=lambda twist: twist.minute)
    interview.attempt.tick()
    assert interview.workspace.banner.text == ""
    assert interview.attempt.session is not None
    interview.attempt.session.started -= first.minute * 60 + 1
    interview.attempt.tick()
    interview.attempt.tick()
    assert interview.workspace.banner.text == first.say
    assert interview.attempt.happened == [first]
    interview.workspace.banner.dismiss.click()
    assert interview.workspace.banner.text == ""
    assert any(label.text() == first.say for label in interview.workspace.brief.findChildren(QLabel))


def test_an_attempt_that_was_broken_off_is_offered_and_resumed(
    interview: Window, qtbot: QtBot, data_home: Path
) -> None:
    drawn(interview, "client", "model_server")
    interview.workspace.undo()
    kept = interview.workspace.document.design
    assert interview.attempt.session is not None
    interview.attempt.session.started -= 600
    drawn(interview, "cache")
    interview.workspace.undo()
    interview.attempt.leave()  # as a kill would: nothing says that it is finished
    again = open_window(data_home)
    qtbot.addWidget(again)
    (found,) = again.attempt.unfinished()
    again.drill.resume(found)
    assert again.workspace.document.design == kept
    assert again.attempt.running
    assert again.attempt.elapsed_s == pytest.approx(600, abs=30)


def test_an_attempt_that_was_thrown_away_is_not_offered_again(interview: Window, qtbot: QtBot, data_home: Path) -> None:
    drawn(interview, "client")
    interview.attempt.leave()
    again = open_window(data_home)
    qtbot.addWidget(again)
    (found,) = again.attempt.unfinished()
    again.drill.discard(found)
    answer(again, "Discard")
    assert again.attempt.unfinished() == ()


def test_a_drawing_without_a_scenario_can_be_given_one(window: Window, qtbot: QtBot) -> None:
    window.drill.open_blank()
    drawn(window, "client")
    assert "check" not in {action.id for action in window.commands.offered()}
    window.workspace.brief.chosen.emit("fraud")
    assert window.workspace.document.design.scenario == "fraud"
    window.commands.run_id("check")
    graded(qtbot, window)


def test_a_verdict_that_comes_when_another_drawing_is_open_is_not_shown(practice: Window, qtbot: QtBot) -> None:
    drawn(practice, "client", "model_server")
    practice.drill.check_now()
    practice.drill.open_blank()
    answer(practice, "Leave")
    qtbot.wait(1500)
    assert practice.workspace.critique is None


def test_the_critique_is_exported_as_a_pdf(practice: Window, qtbot: QtBot, tmp_path: Path) -> None:
    drawn(practice, "client", "model_server")
    practice.drill.check_now()
    graded(qtbot, practice)
    practice.files.ask_path = lambda _request: tmp_path / "critique"
    practice.commands.run_id("export-pdf")
    qtbot.waitUntil((tmp_path / "critique.pdf").exists, timeout=20_000)
    assert (tmp_path / "critique.pdf").read_bytes().startswith(b"%PDF")


def test_the_front_door_opens_a_drill_and_leaves_with_the_exit_code(qtbot: QtBot, qapp: QApplication) -> None:
    seen: list[str] = []

    def leave() -> None:
        opened = next(widget for widget in qapp.topLevelWidgets() if isinstance(widget, Window) and widget.isVisible())
        seen.append(opened.windowTitle())
        qtbot.addWidget(opened, before_close_func=lambda window: setattr(window, "_leaving", True))
        qapp.exit(0)

    QTimer.singleShot(100, leave)
    hook = sys.excepthook
    try:
        assert run(scenario="fraud", mode="practice", minutes=20) == 0
    finally:
        sys.excepthook = hook
    assert seen[0].startswith(scenario("fraud").title)


def test_the_front_door_refuses_a_scenario_that_does_not_exist() -> None:
    with pytest.raises(DesignerError, match="there is no scenario 'fruad'; did you mean 'fraud'"):
        run(scenario="fruad")


def test_the_theme_is_changed_and_remembered(practice: Window, data_home: Path) -> None:
    practice.toggle_theme()
    assert practice.board.theme.dark
    assert '"dark"' in (data_home / "settings.json").read_text(encoding="utf-8")
    practice.toggle_theme()
    assert not practice.board.theme.dark


def test_the_slash_goes_to_the_search_field_and_a_refusal_is_shown(practice: Window) -> None:
    practice.commands.run_id("find")
    assert practice.focusWidget() is practice.workspace.palette_panel.field
    drawn(practice, "alerting", "feature_store")
    practice.board.select(["alerting", "feature_store"])
    practice.board.hands.connect_selected()
    assert "Alert" in practice.workspace.notice.text


def test_a_command_is_given_by_its_name(practice: Window, qtbot: QtBot) -> None:
    drawn(practice, "client")
    practice.show_commands()
    field = practice.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "undo")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert practice.sheet is None
    assert practice.workspace.document.design.components == ()


def test_escape_puts_a_sheet_away_and_tab_stays_inside(practice: Window, qtbot: QtBot) -> None:
    practice.drill.go_home()
    sheet = practice.sheet
    assert sheet is not None
    for _ in range(3):
        focused = practice.focusWidget()
        assert focused is not None
        assert sheet.isAncestorOf(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert practice.sheet is None


def test_a_bug_is_told_logged_and_leaves_the_drawing(
    practice: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn(practice, "client")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    crash.watch(tmp_path, lambda what, log: practice.tell("Something went wrong inside", f"{what} {log}"))
    sys.excepthook(ZeroDivisionError, ZeroDivisionError("one by none"), None)
    assert any("one by none" in text for text in said(practice))
    assert "ZeroDivisionError" in (tmp_path / crash.LOG).read_text(encoding="utf-8")
    assert len(practice.workspace.document.design.components) == 1


def test_every_button_has_a_name(practice: Window) -> None:
    buttons = practice.findChildren(QAbstractButton)
    assert [made for made in buttons if not made.accessibleName() and not made.objectName().startswith("qt_")] == []


def test_enter_presses_the_button_that_has_the_keyboard(window: Window) -> None:
    window.drill.open_blank()
    drawn(window, "client")
    for name, left in (("Cancel", ("client",)), ("Don't save", ())):
        window.drill.open_blank()
        assert window.sheet is not None
        made = next(made for made in window.sheet.findChildren(QPushButton) if made.text() == name)
        while not made.hasFocus():
            QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        QTest.keyClick(made, Qt.Key.Key_Return)
        assert window.sheet is None
        assert tuple(component.kind for component in window.workspace.document.design.components) == left


def test_every_command_is_as_wide_as_the_list_with_its_key_in_sight(practice: Window, qtbot: QtBot) -> None:
    practice.show_commands()
    assert practice.sheet is not None
    (offered,) = practice.sheet.findChildren(QListWidget)
    qtbot.waitUntil(lambda: offered.itemWidget(offered.item(0)).width() == offered.viewport().width())
    assert not offered.horizontalScrollBar().isVisible()
    keys = [label for label in offered.findChildren(QLabel) if label.property("role") == "key"]
    assert keys
    for key in keys:
        assert key.mapTo(offered.viewport(), key.rect().topRight()).x() < offered.viewport().width()


def test_the_window_is_no_larger_than_the_screen(qtbot: QtBot, data_home: Path) -> None:
    made = open_window(data_home)
    qtbot.addWidget(made)
    room = made.screen().availableSize()
    assert made.width() <= max(SMALLEST[0], min(USUAL[0], room.width()))
    assert made.height() <= max(SMALLEST[1], min(USUAL[1], room.height()))


def test_work_that_takes_long_is_told_until_it_is_done(window: Window, qtbot: QtBot) -> None:
    awaited = Event()
    window.notice._timer.setInterval(0)
    window.drill.job.start(lambda: awaited.wait(20), lambda _: None, lambda _: None)
    assert window.notice.text == BUSY
    qtbot.wait(20)
    assert window.notice.text == BUSY
    awaited.set()
    qtbot.waitUntil(lambda: not window.notice.text)
