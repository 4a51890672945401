"""The interviewer's questions under the findings: worked out when somebody looks, and answers folded up."""

from collections.abc import Callable
from itertools import pairwise
from threading import Event

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from designer.app.home.page import Start
from designer.app.review.missing_card import MissingCard
from designer.app.review.panel import ReviewPanel
from designer.app.review.questions import WAIT, Ask, Questions
from designer.app.widgets.style import wear
from designer.app.window import Window
from designer.coach.advice import advise
from designer.drawing.theme import DARK
from designer.errors import DesignerError
from designer.grading import grade
from designer.model.advice import Place, Question
from designer.model.critique import Critique
from designer.model.design import Component, Design

SAID = "Who is woken, and by what?"
SCORER, STORE = (
    Question(
        ask=f"“{name}”: {SAID} {'And then what? ' * 20}",
        comes_of="rule",
        where=(Place(id=id_, name=name),),
        touches=("Nobody watches it.", "Draw a monitor."),
    )
    for id_, name in (("model", "Scorer"), ("store", "Feature store"))
)


@pytest.fixture(scope="module")
def critique() -> Critique:
    return grade(Design(components=(Component(id="a", kind="app_service"),)), "fraud")


@pytest.fixture
def panel(qtbot: QtBot, show: Callable[[QWidget], None], critique: Critique) -> ReviewPanel:
    made = ReviewPanel()
    qtbot.addWidget(made)
    made.resize(460, 900)
    show(made)
    made.show_critique(critique, ask=lambda: (SCORER, STORE))
    return made


def opened(qtbot: QtBot, panel: ReviewPanel) -> Questions:
    QTest.keyClick(panel.questions.head, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(card.isVisible() for card in panel.questions.cards))
    return panel.questions


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_nothing_is_worked_out_before_somebody_looks(qtbot: QtBot, panel: ReviewPanel, critique: Critique) -> None:
    asked: list[bool] = []

    def ask() -> tuple[Question, ...]:
        asked.append(True)
        return (SCORER,)

    panel.show_critique(critique, ask=ask)
    assert panel.questions.isVisible()
    assert not panel.questions.head.isChecked()
    assert not asked
    opened(qtbot, panel)
    assert panel.questions.head.accessibleName() == "An interviewer would ask, 1 question"
    for _ in range(2):
        panel.questions.head.click()
    assert asked == [True]


def test_a_question_lights_what_it_is_about_and_lets_go(qtbot: QtBot, panel: ReviewPanel) -> None:
    card = opened(qtbot, panel).cards[1]
    lit: list[tuple[str, ...]] = []
    panel.selected.connect(lambda chosen: lit.append(chosen.lights if chosen is not None else ()))
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert panel.current is card
    assert card.is_open
    QTest.keyClick(card, Qt.Key.Key_Space)
    panel.choose(card)
    panel.choose(panel.cards[0])
    assert not card.is_open
    panel.choose(card)
    panel.questions.head.click()
    assert lit == [("store",), (), ("store",), panel.cards[0].lights, ("store",), ()]
    assert panel.current is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_an_answer_is_folded_up_until_it_is_asked_for(qtbot: QtBot, panel: ReviewPanel, key: Qt.Key) -> None:
    first, second = opened(qtbot, panel).cards
    assert "Draw a monitor." not in said(panel.questions)
    QTest.keyClick(first.fold, key)
    assert "Draw a monitor." in said(first)
    assert "Draw a monitor." not in said(second)
    assert panel.current is None
    QTest.keyClick(first.fold, key)
    assert "Draw a monitor." not in said(first)


@pytest.mark.parametrize("width", [290, 460])
def test_long_questions_wrap(qtbot: QtBot, panel: ReviewPanel, width: int) -> None:
    panel.resize(width, 900)
    for card in opened(qtbot, panel).cards:
        card.fold.click()
    seen, body = panel.area.viewport().width(), panel.area.widget()
    assert body is not None
    qtbot.waitUntil(lambda: body.width() == panel.area.viewport().width())
    for part in (*panel.questions.findChildren(QLabel), *(card.fold for card in panel.questions.cards)):
        assert part.mapTo(panel, part.rect().topRight()).x() < seen
        assert part.height() >= part.heightForWidth(part.width())


def test_tab_goes_from_the_filter_through_the_findings_to_the_questions(
    qtbot: QtBot, show: Callable[[QWidget], None], panel: ReviewPanel
) -> None:
    opened(qtbot, panel)
    panel.filter.choose("all")  # whose cards are made later
    last = panel.cards[-1]
    qtbot.waitUntil(last.isVisible)
    show(panel)
    (missing,) = (card for card in panel.findChildren(MissingCard) if card.isVisible())
    seek = missing.findChild(QPushButton)
    for before, stop in (
        (panel.filter.buttons["all"], seek),
        *pairwise((*panel.cards, *panel.questions.stops)),
    ):
        before.setFocus()
        QTest.keyClick(before, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is stop


def test_the_questions_of_an_older_critique_are_dropped(qtbot: QtBot, panel: ReviewPanel, critique: Critique) -> None:
    go_on = Event()

    def slowly() -> tuple[Question, ...]:
        go_on.wait(20)
        return (SCORER, SCORER, SCORER)

    panel.show_critique(critique, ask=slowly)
    panel.questions.head.click()
    qtbot.waitUntil(lambda: WAIT in said(panel.questions))
    panel.show_critique(critique, ask=lambda: (STORE,))
    assert not panel.questions.head.isChecked()
    go_on.set()
    QThreadPool.globalInstance().waitForDone()
    qtbot.wait(20)
    assert not panel.questions.cards
    opened(qtbot, panel)
    assert [card.question for card in panel.questions.cards] == [STORE]


def test_what_fails_is_a_sentence_and_is_tried_again(qtbot: QtBot, panel: ReviewPanel, critique: Critique) -> None:
    failures = [DesignerError("The rubric cannot be read")]

    def ask() -> tuple[Question, ...]:
        if failures:
            raise failures.pop()
        return (SCORER,)

    panel.show_critique(critique, ask=ask)
    panel.questions.head.click()
    qtbot.waitUntil(lambda: "The rubric cannot be read" in said(panel.questions))
    panel.questions.head.click()
    opened(qtbot, panel)
    assert "cannot be read" not in said(panel.questions)


def test_what_unfolds_at_the_bottom_is_brought_into_sight(qtbot: QtBot, panel: ReviewPanel, critique: Critique) -> None:
    panel.show_critique(critique, ask=lambda: (SCORER, STORE) * 5)
    bar, questions = panel.area.verticalScrollBar(), panel.questions
    qtbot.waitUntil(lambda: bar.maximum() > panel.height())
    bar.setValue(bar.maximum())
    opened(qtbot, panel)
    qtbot.waitUntil(lambda: 0 <= questions.head.mapTo(panel, questions.head.rect().topLeft()).y() < 40)


@pytest.mark.parametrize("ask", [None, tuple])
def test_without_questions_there_is_no_list(
    qtbot: QtBot, panel: ReviewPanel, critique: Critique, ask: Ask | None
) -> None:
    panel.show_critique(critique, ask=ask)
    assert panel.questions.isVisible() is (ask is not None)
    panel.questions.head.click()
    if ask is not None:
        qtbot.waitUntil(lambda: "invites a question" in said(panel.questions))
    assert not panel.questions.cards


def test_another_theme_leaves_open_what_was_open(qtbot: QtBot, panel: ReviewPanel, qapp: QApplication) -> None:
    card = opened(qtbot, panel).cards[1]
    card.fold.click()
    panel.choose(card)
    wear(qapp, DARK)
    panel.rebuild()
    assert panel.current is card
    assert card.is_open
    assert "Draw a monitor." in said(card)


def test_the_window_asks_what_coach_asks_and_lights_it(practice: Window, qtbot: QtBot) -> None:
    work = practice.workspace
    for kind in ("client", "app_service", "model_server"):
        assert practice.board.hands.place(kind)
    practice.board.hands.connect_components("client", "app_service")
    practice.board.hands.connect_components("app_service", "model_server")
    design = work.document.design
    practice.drill.check_now()
    qtbot.waitUntil(lambda: work.critique is not None, timeout=20_000)
    practice.board.hands.place("cache")  # the questions are those of the drawing that was checked
    work.tabs.choose("critique")
    cards = opened(qtbot, work.review).cards
    assert tuple(card.question for card in cards) == advise(design, "fraud").questions
    card = next(card for card in cards if card.lights)
    work.review.choose(card)
    board = work.board.board
    assert {id_ for id_, node in board.nodes.items() if node.opacity() == 1} == set(card.lights) & set(board.nodes)
    practice.drill.keep_drawing()
    assert work.review.questions.isHidden()
    assert not work.review.questions.cards


def test_an_interview_is_asked_nothing_before_its_end(interview: Window, qtbot: QtBot) -> None:
    work = interview.workspace
    interview.board.hands.place("app_service")
    interview.drill.check_now()  # which no button does in an interview
    qtbot.waitUntil(lambda: work.critique is not None, timeout=20_000)
    assert work.review.questions.isHidden()
    interview.drill._finish()
    qtbot.waitUntil(lambda: work.over, timeout=20_000)
    assert not work.review.questions.isHidden()
    assert not work.review.questions.head.isChecked()
    interview.drill.start(Start("fraud", None, "interview", None))
    assert work.review.questions.isHidden()
