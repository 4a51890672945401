"""The home page, from the keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from designer.app.home import HomePage, Start
from designer.app.scenario_card import facts
from designer.catalog.library import scenarios
from designer.model.scenario import Brief, Level


@pytest.fixture
def home(qtbot: QtBot, show: Callable[[QWidget], None]) -> HomePage:
    made = HomePage(tuple(scenarios().values()))
    qtbot.addWidget(made)
    made.resize(1300, 900)
    show(made)
    made.focus()
    return made


def test_every_scenario_has_a_card_with_its_title_and_minutes(home: HomePage) -> None:
    assert len(home.cards) == len(scenarios())
    for card, scenario in zip(home.cards, scenarios().values(), strict=True):
        shown = [label.text() for label in card.findChildren(QLabel)]
        assert scenario.title in shown
        assert f"{scenario.minutes} min" in shown


def test_enter_starts_the_drill_of_the_card_that_has_the_keyboard(home: HomePage, qtbot: QtBot) -> None:
    assert home.cards[0].hasFocus()
    QTest.keyClick(home.cards[0], Qt.Key.Key_Right)
    assert home.cards[1].hasFocus()
    with qtbot.waitSignal(home.started) as started:
        QTest.keyClick(home.cards[1], Qt.Key.Key_Return)
    assert started.args == [Start(list(scenarios())[1], None, "interview", None)]


def test_the_arrow_keys_stop_at_the_ends(home: HomePage, qtbot: QtBot) -> None:
    QTest.keyClick(home.cards[0], Qt.Key.Key_Left)
    assert home.cards[0].hasFocus()


def test_level_mode_and_minutes_are_those_chosen(home: HomePage, qtbot: QtBot) -> None:
    home.level.buttons[""].setFocus()
    for value in ("", "mid", "senior"):
        QTest.keyClick(home.level.buttons[value], Qt.Key.Key_Right)
    home.mode.buttons["practice"].click()
    home.minutes.setValue(20)
    with qtbot.waitSignal(home.started) as started:
        home.cards[0].click()
    assert started.args == [Start(next(iter(scenarios())), Level.STAFF, "practice", 20)]


def test_a_home_page_without_scenarios_says_what_can_be_done(qtbot: QtBot) -> None:
    home = HomePage(())
    qtbot.addWidget(home)
    assert any("blank board" in label.text() for label in home.findChildren(QLabel))


def test_a_card_shows_the_three_hardest_numbers() -> None:
    brief = Brief(peak_rate_per_s=868, p99_ms=80, availability_slo=0.9995, label_delay_s=2_592_000)
    assert facts(brief) == [("868/s", "peak rate"), ("80 ms", "p99"), ("99.95 %", "availability")]
    assert facts(Brief(batch_rows=60_000_000)) == [("60M", "rows a run")]
    assert facts(Brief()) == []
