"""The home page: what is found on it and how, from the keyboard, and what it remembers."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from designer.app.home.card import Record, facts
from designer.app.home.page import HomePage, Start
from designer.app.home.shelf import Shelf
from designer.app.window import Window
from designer.catalog.library import scenario
from designer.history.store import Finished, discard
from designer.model.scenario import Brief, Level, Scenario

LEVELS = (Level.STAFF, Level.MID, Level.SENIOR)
FAMILIES = ("llm", "recsys", "stream", "async")


def drill(number: int) -> Scenario:
    """One of many: every third of a level, every fourth of a family, the later the shorter."""
    update = {
        "id": f"drill-{number}",
        "title": f"Drill number {number}",
        "level": LEVELS[number % 3],
        "family": FAMILIES[number % 4],
        "minutes": 60 - number,
    }
    return scenario("fraud").model_copy(update=update)


@pytest.fixture
def home(qtbot: QtBot, show: Callable[[QWidget], None]) -> HomePage:
    made = HomePage([drill(number) for number in range(24)])
    qtbot.addWidget(made)
    made.resize(1300, 900)
    show(made)
    made.focus()
    return made


@pytest.fixture
def shelf(home: HomePage) -> Shelf:
    return home.shelf


def focused(shelf: Shelf) -> str:
    (card,) = [card for card in shelf.cards if card.hasFocus()]
    return card.scenario.id


def press(widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(widget.window().focusWidget(), key)


def in_sight(shelf: Shelf) -> list[str]:
    return [card.scenario.id for card in shelf.cards if card.isVisibleTo(shelf)]


def test_every_scenario_has_a_card_with_its_title_and_minutes(shelf: Shelf) -> None:
    assert len(shelf.cards) == 24
    for card in shelf.cards:
        assert card.accessibleName().startswith(f"{card.scenario.title}, {card.scenario.level.value}")
        assert card.corner == f"{card.scenario.minutes} min"


def test_the_levels_stand_under_one_another_each_with_its_shortest_first(shelf: Shelf) -> None:
    assert [{card.scenario.level for card in section.cards} for section in shelf.sections] == [
        {Level.MID}, {Level.SENIOR}, {Level.STAFF},
    ]  # fmt: skip
    for section in shelf.sections:
        minutes = [card.scenario.minutes for card in section.cards]
        assert len(minutes) == 8
        assert minutes == sorted(minutes)


def test_enter_starts_the_drill_of_the_card_that_has_the_keyboard(home: HomePage, qtbot: QtBot) -> None:
    press(home, Qt.Key.Key_Right)
    with qtbot.waitSignal(home.started) as started:
        press(home, Qt.Key.Key_Return)
    assert started.args == [Start(home.shelf.cards[1].scenario.id, None, "interview", None)]


def test_the_arrow_keys_go_through_all_levels_and_stop_at_the_ends(shelf: Shelf) -> None:
    ids = [card.scenario.id for card in shelf.cards]
    press(shelf, Qt.Key.Key_Left)
    assert focused(shelf) == ids[0]
    press(shelf, Qt.Key.Key_Down, Qt.Key.Key_Down)  # three columns: 3 + 3 + 2 cards a level
    assert focused(shelf) == ids[6]
    press(shelf, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up)
    assert focused(shelf) == ids[7]
    press(shelf, Qt.Key.Key_Right)
    assert focused(shelf) == ids[8]
    press(shelf, Qt.Key.Key_End, Qt.Key.Key_Down, Qt.Key.Key_Right)
    assert focused(shelf) == ids[-1]
    press(shelf, Qt.Key.Key_Home, Qt.Key.Key_Up)
    assert shelf.field.hasFocus()


def test_the_card_that_the_keyboard_comes_to_is_in_sight(home: HomePage) -> None:
    press(home, Qt.Key.Key_End)
    card = home.shelf.cards[-1]
    assert home.rect().contains(card.mapTo(home, card.rect().bottomRight()))
    press(home, Qt.Key.Key_Home, Qt.Key.Key_Up)
    assert home.rect().contains(home.shelf.field.mapTo(home, home.shelf.field.rect().topLeft()))


def test_a_letter_begins_a_search_and_enter_leads_to_what_is_found(shelf: Shelf) -> None:
    press(shelf, Qt.Key.Key_1, Qt.Key.Key_7)
    assert shelf.field.text() == "17"
    assert in_sight(shelf) == ["drill-17"]
    press(shelf, Qt.Key.Key_Return)
    assert focused(shelf) == "drill-17"
    shelf.search()
    press(shelf, Qt.Key.Key_Escape)
    assert len(in_sight(shelf)) == 24


@pytest.mark.parametrize(
    ("query", "found"),
    [("staff llm", [0, 12]), ("retrieval 60", [0]), ("asynchronous MID", [7, 19]), ("zebra", [])],
)
def test_every_word_of_a_search_must_stand_in_title_level_family_or_minutes(
    shelf: Shelf, query: str, found: list[int]
) -> None:
    shelf.field.setText(query)
    assert sorted(in_sight(shelf)) == sorted(f"drill-{number}" for number in found)


def test_a_search_that_finds_nothing_says_so_and_offers_all(home: HomePage, qtbot: QtBot) -> None:
    home.shelf.field.setText("zebra")
    assert any("“zebra”" in label.text() for label in home.findChildren(QLabel) if label.isVisible())
    home.shelf.clear()
    assert len(in_sight(home.shelf)) == 24


def test_a_family_alone_can_be_shown(shelf: Shelf) -> None:
    shelf.family.setCurrentText("LLM and retrieval")
    assert {card.scenario.family for card in shelf.cards if card.scenario.id in in_sight(shelf)} == {"llm"}
    assert len(in_sight(shelf)) == 6


def test_what_was_done_is_marked_with_its_best_score(home: HomePage) -> None:
    assert home.shelf.shown.isHidden()
    assert home._steps.isVisible()
    scores = [("drill-3", 13.69), ("drill-3", 71.9), ("drill-4", 100.0), ("gone", 50.0)]
    home.show_records([Finished(id_, None, "2026-11-22T09:30:00+00:00", score) for id_, score in scores])
    cards = {card.scenario.id: card for card in home.shelf.cards}
    assert cards["drill-3"].corner == "✓ 71 %   57 min"
    assert cards["drill-3"].accessibleName().endswith("Done twice, best 71 %")
    assert cards["drill-4"].corner == "✓ 100 %   56 min"
    assert cards["drill-5"].record is None
    assert home._steps.isHidden()
    home.shelf.shown.choose("done")
    assert sorted(in_sight(home.shelf)) == ["drill-3", "drill-4"]
    home.shelf.shown.choose("open")
    assert len(in_sight(home.shelf)) == 22
    home.show_records([])
    assert len(in_sight(home.shelf)) == 24


def test_a_drill_that_was_stopped_is_done_when_the_home_page_comes_back(
    practice: Window, data_home: Path, qtbot: QtBot
) -> None:
    practice.board.hands.place("client")
    practice.drill._finish()
    qtbot.waitUntil(lambda: practice.workspace.critique is not None)
    practice.files.follow(None)
    practice.drill.go_home()
    card = next(card for card in practice.home.shelf.cards if card.scenario.id == "fraud")
    qtbot.waitUntil(lambda: card.record == Record(1, 0.0))


def test_slash_finds_a_drill_at_home_and_a_component_on_the_board(window: Window, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_Slash)
    qtbot.waitUntil(window.home.shelf.field.hasFocus)
    window.drill.open_blank()
    QTest.keyClick(window.board.viewport(), Qt.Key.Key_Slash)
    qtbot.waitUntil(window.workspace.palette_panel.field.hasFocus)


@pytest.mark.parametrize("width", [960, 1300, 2400])
def test_nothing_is_cut_off_at_the_side(home: HomePage, qtbot: QtBot, width: int) -> None:
    home.resize(width, 700)
    qtbot.waitUntil(lambda: home.width() == width)
    for part in (home.minutes, *home.shelf.cards[:4]):
        assert part.mapTo(home, part.rect().topRight()).x() < width - 12


def test_a_card_is_as_high_as_its_words_need(shelf: Shelf) -> None:
    card = shelf.cards[0]
    assert card.height() >= card.heightForWidth(card.width())
    assert card.heightForWidth(260) > card.heightForWidth(600)


def test_level_mode_and_minutes_are_those_chosen(home: HomePage, qtbot: QtBot) -> None:
    home.level.buttons[""].setFocus()
    for value in ("", "mid", "senior"):
        QTest.keyClick(home.level.buttons[value], Qt.Key.Key_Right)
    home.mode.buttons["practice"].click()
    home.minutes.setValue(20)
    with qtbot.waitSignal(home.started) as started:
        home.shelf.cards[0].click()
    assert started.args == [Start(home.shelf.cards[0].scenario.id, Level.STAFF, "practice", 20)]


def test_a_home_page_without_scenarios_says_what_can_be_done(qtbot: QtBot) -> None:
    home = HomePage(())
    qtbot.addWidget(home)
    assert any("blank board" in label.text() for label in home.findChildren(QLabel))


def test_a_card_shows_the_three_hardest_numbers() -> None:
    brief = Brief(peak_rate_per_s=868, p99_ms=80, availability_slo=0.9995, label_delay_s=2_592_000)
    assert facts(brief) == [("868/s", "peak rate"), ("80 ms", "p99"), ("99.95 %", "availability")]
    assert facts(Brief(batch_rows=60_000_000)) == [("60M", "rows a run")]
    assert facts(Brief()) == []


def offered(window: Window) -> list[QFrame]:
    """Each attempt that is offered, in sight or not, the latest first."""
    return [card for card in window.home._banner.findChildren(QFrame) if card.property("role") == "resume"]


def press_on(window: Window, card: QFrame, name: str) -> None:
    (made,) = [made for made in card.findChildren(QPushButton) if made.accessibleName() == name]
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)


@pytest.fixture
def broken_off(window: Window, qtbot: QtBot) -> Window:
    """A window at the home page, with three drills that were left: of one component, of two and of three."""
    for count in (1, 2, 3):
        window.drill.start(Start("fraud", None, "practice", None))
        for _ in range(count):
            window.board.hands.place("client")
        window.attempt.leave()
    window.show_home()
    qtbot.waitUntil(lambda: len(offered(window)) == 3)
    return window


def test_every_drill_that_was_left_can_be_resumed(broken_off: Window) -> None:
    cards = offered(broken_off)
    assert [card.isVisible() for card in cards] == [True, True, False]
    (more,) = [made for made in broken_off.home.findChildren(QPushButton) if made.text() == "Show 1 more"]
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert cards[2].isVisible()
    press_on(broken_off, cards[2], "Resume")
    assert broken_off.drawing
    assert len(broken_off.workspace.document.design.components) == 1


def test_a_drill_is_discarded_after_a_question_alone(broken_off: Window, qtbot: QtBot) -> None:
    for answer, left in (("Cancel", [3, 2, 1]), ("Discard", [3, 1])):
        press_on(broken_off, offered(broken_off)[1], "Discard")
        sheet = broken_off.sheet
        assert sheet is not None
        assert any("2 components" in label.text() for label in sheet.findChildren(QLabel))
        assert broken_off.focusWidget().accessibleName() == "Cancel"
        next(made for made in sheet.findChildren(QPushButton) if made.text() == answer).click()
        assert [len(found.design.components) for found in broken_off.attempt.unfinished()] == left
    qtbot.waitUntil(lambda: [card.isVisible() for card in offered(broken_off)] == [True, True])


def test_what_another_window_has_resumed_is_offered_no_longer(broken_off: Window, qtbot: QtBot) -> None:
    first = offered(broken_off)[0]
    discard(broken_off.attempt.unfinished()[0])
    press_on(broken_off, first, "Resume")
    assert not broken_off.drawing
    qtbot.waitUntil(lambda: [card.isVisible() for card in offered(broken_off)] == [True, True])
