"""The page of a rule over the critique: how it opens, what it shows, and what it says when it cannot."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from designer.app.review.finding_card import FindingCard
from designer.app.review.panel import ReviewPanel
from designer.app.widgets.marks_picture import MarksPicture
from designer.app.widgets.sheet import Sheet
from designer.app.widgets.style import wear
from designer.drawing.theme import DARK
from designer.grading import grade
from designer.model.critique import Finding
from designer.model.design import Component, Design
from designer.rules.rubric import shipped


@pytest.fixture
def panel(qtbot: QtBot, show: Callable[[QWidget], None]) -> ReviewPanel:
    made = ReviewPanel()
    qtbot.addWidget(made)
    made.resize(900, 800)
    show(made)
    made.show_critique(grade(Design(components=(Component(id="a", kind="app_service"),)), "fraud"))
    return made


def opened(panel: ReviewPanel, id_: str) -> FindingCard:
    card = next(card for card in panel.cards if card.finding.rule == id_)
    panel.choose(card)
    return card


def sheet_of(panel: ReviewPanel) -> Sheet:
    (sheet,) = (sheet for sheet in panel.findChildren(Sheet) if sheet.isVisible())
    return sheet


def said(sheet: QWidget) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisibleTo(sheet))


def loaded(qtbot: QtBot, panel: ReviewPanel) -> Sheet:
    sheet = sheet_of(panel)
    qtbot.waitUntil(lambda: not panel._asking.busy, timeout=20_000)
    qtbot.waitUntil(lambda: len(said(sheet).splitlines()) > 1)
    return sheet


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_link_opens_the_page_with_the_keyboard(qtbot: QtBot, panel: ReviewPanel, key: Qt.Key) -> None:
    card = opened(panel, "no-way-back")
    assert card.about is not None
    QTest.keyClick(card, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is card.about
    QTest.keyClick(card.about, key)
    sheet = loaded(qtbot, panel)
    rule = shipped().find("no-way-back")
    assert rule is not None
    for text in (rule.rule.title, "DP-03", rule.rule.why, rule.rule.fix, *rule.rule.sources):
        assert text in said(sheet)
    assert card.property("role") == "finding-open"
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert QApplication.focusWidget() is card.about


def test_both_pictures_are_painted_and_named(qtbot: QtBot, panel: ReviewPanel) -> None:
    card = opened(panel, "unregistered-model")
    assert card.about is not None
    card.about.click()
    sheet = loaded(qtbot, panel)
    flawed, mended = sheet.findChildren(MarksPicture)
    assert flawed.accessibleName().startswith("With the flaw: ")
    assert mended.accessibleName().startswith("Mended: ")
    assert flawed.size() == mended.size()
    assert flawed.grab().toImage() != mended.grab().toImage()
    before = flawed.grab().toImage()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    wear(app, DARK)
    assert flawed.grab().toImage() != before


def test_the_arrow_keys_scroll_and_tab_reaches_close(qtbot: QtBot, panel: ReviewPanel) -> None:
    card = opened(panel, "unregistered-model")
    assert card.about is not None
    card.about.click()
    sheet = loaded(qtbot, panel)
    (area,) = sheet.findChildren(QScrollArea)
    assert area.hasFocus()
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    QTest.keyClick(area, Qt.Key.Key_Down)
    assert area.verticalScrollBar().value() > 0
    QTest.keyClick(area, Qt.Key.Key_Tab)
    reached = QApplication.focusWidget()
    assert reached is not None
    assert reached.accessibleName() == "Close"


def test_closed_at_once_it_wants_its_answer_no_more(qtbot: QtBot, panel: ReviewPanel) -> None:
    card = opened(panel, "no-way-back")
    assert card.about is not None
    card.about.click()
    sheet_of(panel).dismiss()
    assert not panel._asking.busy
    card.about.click()
    assert "DP-03" in said(loaded(qtbot, panel))


def test_a_rule_that_is_no_longer_in_use_is_told(qtbot: QtBot, panel: ReviewPanel) -> None:
    gone: Finding = panel.cards[0].finding.model_copy(update={"rule": "gone-since"})
    panel._tell_about(gone)
    assert "'gone-since' is no longer among those in use" in said(loaded(qtbot, panel))


def test_a_drill_s_own_rule_has_a_page_too(qtbot: QtBot, panel: ReviewPanel) -> None:
    card = next(card for card in panel.cards if card.finding.asked)
    panel.choose(card)
    assert card.about is not None
    card.about.click()
    assert card.finding.number in said(loaded(qtbot, panel))
