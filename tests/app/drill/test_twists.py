"""What the interviewer changes on the way: said when it comes, with what it leaves where that may be said."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from designer.app.home.page import Start
from designer.app.main import open_window
from designer.app.review.change_card import ChangeCard
from designer.app.review.finding_card import FindingCard
from designer.app.window import Window
from designer.catalog.library import DESIGN_ENDING, scenario, scenario_folder
from designer.exchange.formats import load
from designer.model.scenario import Twist
from designer.report.critique.changes import TITLE


def drilling(window: Window, id_: str, mode: str, drawing: str = "reference") -> Sequence[Twist]:
    window.drill.start(Start(id_, None, mode, None))
    window.workspace.document.open(load(scenario_folder(id_) / f"{drawing}{DESIGN_ENDING}"))
    return sorted(scenario(id_).twists, key=lambda twist: twist.minute)


def come(window: Window, twist: Twist) -> None:
    """Let the minute of a twist come."""
    session = window.attempt.session
    assert session is not None
    session.started -= max(0.0, twist.minute * 60 + 1 - window.attempt.elapsed_s)
    window.attempt.tick()


def in_the_brief(window: Window) -> list[str]:
    return [label.text() for label in window.workspace.brief.findChildren(QLabel) if not label.isHidden()]


def told(window: Window) -> list[str]:
    return [text for text in in_the_brief(window) if text.startswith("Without ")]


def test_in_practice_banner_and_brief_say_what_is_left(window: Window, qtbot: QtBot) -> None:
    twists = drilling(window, "eta", "practice")
    banner = window.workspace.banner
    for twist in twists:
        banner.put_away()
        come(window, twist)
    qtbot.waitUntil(lambda: banner.more != "", timeout=20_000)
    assert banner.text == twists[-1].say
    assert banner.more.startswith("Without zone 1, ")
    assert told(window) == [banner.more]
    banner.dismiss.click()
    assert (banner.text, banner.more) == ("", "")


def test_what_is_left_keeps_up_with_the_drawing(window: Window, qtbot: QtBot) -> None:
    _, twist, _ = drilling(window, "fraud", "practice")
    come(window, twist)
    qtbot.waitUntil(lambda: len(told(window)) == 1, timeout=20_000)
    design = window.workspace.document.design
    window.board.select([item.id for item in design.components if item.kind == "external_source"])
    window.board.hands.delete_selection()
    nothing = "No third-party service is drawn that could be lost."
    qtbot.waitUntil(lambda: nothing in in_the_brief(window) and told(window) == [], timeout=20_000)


def test_what_was_not_put_away_waits_with_what_is_left_of_it(window: Window, qtbot: QtBot) -> None:
    first, second, _ = drilling(window, "fraud", "practice")
    come(window, second)
    qtbot.waitUntil(lambda: len(told(window)) == 1, timeout=20_000)
    banner = window.workspace.banner
    assert (banner.text, banner.more) == (first.say, "")
    banner.dismiss.click()
    assert (banner.text, banner.more) == (second.say, told(window)[0])


def test_the_numbers_follow_the_brief_as_it_is_now(window: Window, qtbot: QtBot) -> None:
    twist = drilling(window, "rtb", "practice")[1]
    come(window, twist)
    qtbot.waitUntil(lambda: window.workspace.numbers.analysis is not None, timeout=20_000)
    asked = window.attempt.scenario
    assert asked is not None
    assert asked.brief.peak_rate_per_s == twist.brief["peak_rate_per_s"]
    assert window.workspace.numbers.scenario == asked


def test_what_came_before_a_break_is_told_again_after_it(window: Window, qtbot: QtBot, data_home: Path) -> None:
    twists = drilling(window, "fraud", "practice")
    assert window.attempt.session is not None
    window.attempt.session.started -= twists[1].minute * 60 + 30
    window.board.hands.place("external_source")
    window.attempt.leave()  # as a kill would: nothing says that it is finished
    again = open_window(data_home)
    qtbot.addWidget(again, before_close_func=lambda window: setattr(window, "_leaving", True))
    again.drill.resume(*again.attempt.unfinished())
    assert again.attempt.happened == list(twists[:2])
    qtbot.waitUntil(lambda: len(in_the_brief(again)) > 0 and again.workspace.numbers.analysis is not None)
    nothing = "No third-party service is drawn that could be lost."
    qtbot.waitUntil(lambda: nothing in in_the_brief(again), timeout=20_000)
    assert again.workspace.banner.text == ""


def test_in_an_interview_nothing_is_said_before_the_end(window: Window, qtbot: QtBot) -> None:
    twists = drilling(window, "fraud", "interview")
    come(window, twists[1])
    qtbot.wait(500)
    assert window.workspace.banner.more == ""
    assert told(window) == []
    window.drill._finish()
    qtbot.waitUntil(lambda: window.workspace.critique is not None, timeout=20_000)
    qtbot.waitUntil(lambda: len(told(window)) == 1, timeout=20_000)


def test_the_review_tells_the_changes_that_came_and_no_others(window: Window, qtbot: QtBot) -> None:
    twists = drilling(window, "fraud", "interview", "interview")
    come(window, twists[1])
    window.drill._finish()
    qtbot.waitUntil(lambda: window.workspace.critique is not None, timeout=20_000)
    critique, review = window.workspace.critique, window.workspace.review
    assert critique is not None
    assert [change.say for change in critique.changes] == [twist.say for twist in twists[:2]]
    assert len(review.findChildren(ChangeCard)) == 2
    assert any(label.text() == TITLE for label in review.findChildren(QLabel))


def test_without_a_change_the_review_has_no_such_section(practice: Window, qtbot: QtBot) -> None:
    practice.board.hands.place("client")
    practice.drill.check_now()
    qtbot.waitUntil(lambda: practice.workspace.critique is not None, timeout=20_000)
    assert all(label.text() != TITLE for label in practice.workspace.review.findChildren(QLabel))


def test_a_rule_that_is_missed_leads_to_its_finding(window: Window, qtbot: QtBot) -> None:
    twists = drilling(window, "eta", "practice")
    come(window, twists[-1])
    window.drill.check_now()
    qtbot.waitUntil(lambda: window.workspace.critique is not None, timeout=20_000)
    critique, review = window.workspace.critique, window.workspace.review
    assert critique is not None
    (*_, last) = critique.changes
    assert set(twists[-1].breaks) <= set(last.missed)
    card = review.findChildren(ChangeCard)[-1]
    seek = card.findChildren(QPushButton)
    assert len(seek) == len(last.missed)
    seek[0].click()
    assert isinstance(review.current, FindingCard)
    assert review.current.finding.rule == last.missed[0]


@pytest.mark.parametrize("mode", ["interview", "practice"])
def test_the_next_drill_knows_nothing_of_the_last(window: Window, qtbot: QtBot, mode: str) -> None:
    twists = drilling(window, "fraud", mode)
    come(window, twists[1])
    window.attempt.leave()
    drilling(window, "credit", mode)
    qtbot.wait(500)
    assert window.workspace.banner.text == ""
    assert all(twist.say not in in_the_brief(window) for twist in twists)
