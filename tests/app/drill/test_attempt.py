"""What is kept of a drill once it is stopped."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from designer.app.window import Window
from designer.history.attempts import attempts
from designer.history.record import Record
from designer.history.store import Recovered


def never(found: Recovered) -> Record:
    raise AssertionError(f"{found.journal} has its score")


def stop(window: Window, qtbot: QtBot) -> Record:
    """Stop when time is over, so that nothing is asked; give what is shown in short."""
    assert window.attempt.session is not None
    window.attempt.session.started -= window.attempt.remaining_s + 1
    window.drill.stop()
    qtbot.waitUntil(lambda: window.workspace.critique is not None, timeout=20_000)
    assert window.workspace.critique is not None
    return Record.of(window.workspace.critique)


def test_the_score_that_is_shown_is_kept(interview: Window, qtbot: QtBot, data_home: Path) -> None:
    for kind in ("client", "app_service", "model_server"):
        interview.board.hands.place(kind)
    shown = stop(interview, qtbot)
    (kept,) = attempts(data_home, never).found
    assert (kept.scenario, kept.mode, kept.record) == ("fraud", "interview", shown)
    assert kept.minutes_used > 30
    interview.drill.keep_drawing()
    interview.board.hands.place("cache")
    interview.attempt.finish("closed")
    assert len(attempts(data_home, never).found) == 1


def test_what_is_resumed_and_stopped_at_once_is_kept(interview: Window, qtbot: QtBot, data_home: Path) -> None:
    interview.board.hands.place("client")
    interview.attempt.leave()  # as a kill would
    interview.drill.resume(*interview.attempt.unfinished())
    shown = stop(interview, qtbot)
    assert [each.record for each in attempts(data_home, never).found] == [shown]
    assert interview.attempt.unfinished() == ()


def test_a_score_that_cannot_be_kept_is_said(interview: Window, qtbot: QtBot, data_home: Path) -> None:
    interview.board.hands.place("client")
    interview.attempt.leave()
    interview.drill.resume(*interview.attempt.unfinished())
    (data_home / "attempts").rename(data_home / "elsewhere")
    (data_home / "attempts").write_text("in the way")
    with qtbot.waitSignal(interview.attempt.unkept) as said:
        stop(interview, qtbot)
    assert "cannot be kept safe" in said.args[0]
