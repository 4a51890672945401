"""The critique beside the board: what it shows, in which order, and what it lights."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from designer.app.review.finding_card import FindingCard
from designer.app.review.missing_card import MissingCard
from designer.app.review.panel import ReviewPanel, shown, states
from designer.checking.rules import reference
from designer.grading import grade
from designer.model.critique import Critique, Finding, Verdict
from designer.model.design import Component, Connection, ConnectionKind, Design


@pytest.fixture(scope="module")
def critique() -> Critique:
    design = Design(
        components=(
            Component(id="phone", kind="client"),
            Component(id="app", kind="app_service", replicas=2, zones=2),
            Component(id="model", kind="model_server"),
        ),
        connections=(
            Connection(id="c1", source="phone", target="app", kind=ConnectionKind.REQUEST),
            Connection(id="c2", source="app", target="model", kind=ConnectionKind.REQUEST),
        ),
    )
    return grade(design, "fraud")


@pytest.fixture
def panel(qtbot: QtBot, show: Callable[[QWidget], None], critique: Critique) -> ReviewPanel:
    made = ReviewPanel()
    qtbot.addWidget(made)
    made.resize(460, 900)
    show(made)
    made.show_critique(critique)
    return made


@pytest.mark.parametrize("width", [290, 340, 460, 700])
def test_nothing_is_cut_off_at_the_side_however_narrow_the_panel_is(
    panel: ReviewPanel, qtbot: QtBot, width: int
) -> None:
    panel.resize(width, 900)
    qtbot.waitUntil(lambda: panel.width() == width)
    seen = panel.area.viewport().width()
    body = panel.area.widget()
    assert body is not None
    qtbot.waitUntil(lambda: body.width() == seen)
    for label in panel.findChildren(QLabel):
        if label.isVisible():
            assert label.mapTo(panel, label.rect().topRight()).x() < seen


def verdicts(findings: list[Finding]) -> set[Verdict]:
    return {finding.verdict for finding in findings}


def test_missed_shows_nothing_that_was_met(critique: Critique) -> None:
    assert Verdict.FAIL in verdicts(shown(critique.findings, "missed"))
    assert not verdicts(shown(critique.findings, "missed")) & {Verdict.PASS, Verdict.NOT_APPLICABLE}


def test_all_shows_what_was_met_too(critique: Critique) -> None:
    everything = shown(critique.findings, "all")
    assert Verdict.PASS in verdicts(everything)
    assert len(everything) == sum(finding.verdict is not Verdict.NOT_APPLICABLE for finding in critique.findings)


def test_what_failed_comes_first_in_each_competency(critique: Critique) -> None:
    seen: dict[str, list[Verdict]] = {}
    for finding in shown(critique.findings, "all"):
        seen.setdefault(finding.competency, []).append(finding.verdict)
    order = [Verdict.FAIL, Verdict.ERROR, Verdict.PARTIAL, Verdict.UNKNOWN, Verdict.PASS]
    for found in seen.values():
        assert found == sorted(found, key=order.index)


def test_the_worst_that_is_said_of_a_thing_marks_it(critique: Critique) -> None:
    marks = states(critique.findings)
    failed = {id_ for finding in critique.findings if finding.verdict is Verdict.FAIL for id_ in finding.subjects}
    assert failed
    assert {marks[id_] for id_ in failed} == {"fail"}


def test_the_filter_changes_the_list(panel: ReviewPanel) -> None:
    missed = len(panel.cards)
    panel.filter.choose("all")
    assert len(panel.cards) > missed
    panel.filter.choose("missed")
    assert len(panel.cards) == missed


def test_choosing_a_finding_opens_it_and_tells(panel: ReviewPanel, qtbot: QtBot) -> None:
    card = panel.cards[0]
    with qtbot.waitSignal(panel.selected) as selected:
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert selected.args == [card]
    assert card.property("role") == "finding-open"


def test_choosing_it_again_closes_it(panel: ReviewPanel, qtbot: QtBot) -> None:
    card = panel.cards[0]
    QTest.keyClick(card, Qt.Key.Key_Return)
    with qtbot.waitSignal(panel.selected) as selected:
        QTest.keyClick(card, Qt.Key.Key_Return)
    assert selected.args == [None]
    assert card.property("role") == "finding"


def test_another_theme_leaves_open_what_was_open(panel: ReviewPanel) -> None:
    panel.choose(panel.cards[2])
    panel.say_stale()
    rule_id = panel.cards[2].finding.rule
    panel.rebuild()
    assert isinstance(panel.current, FindingCard)
    assert panel.current.finding.rule == rule_id
    assert panel.current.property("role") == "finding-open"
    assert panel._stale.isVisible()


def test_next_and_previous_go_round(panel: ReviewPanel) -> None:
    panel.step(1)
    assert panel.current is panel.cards[0]
    panel.step(-1)
    assert panel.current is panel.cards[-1]
    panel.step(1)
    assert panel.current is panel.cards[0]


def test_what_does_not_apply_is_listed_at_the_end_with_its_reason(qtbot: QtBot, critique: Critique) -> None:
    left_out = critique.findings[0].model_copy(
        update={"verdict": Verdict.NOT_APPLICABLE, "reason": "there is no data to validate"}
    )
    panel = ReviewPanel()
    qtbot.addWidget(panel)
    panel.show_critique(critique.model_copy(update={"findings": (left_out, *critique.findings[1:])}))
    panel.filter.choose("all")
    last = panel.cards[-1]
    assert isinstance(last, FindingCard)
    assert last.finding.verdict is Verdict.NOT_APPLICABLE


def test_what_is_missing_altogether_leads_to_its_first_finding(panel: ReviewPanel) -> None:
    (card,) = panel.findChildren(MissingCard)
    said = [label.text() for label in card.findChildren(QLabel)]
    assert any(text.startswith("No “Offline evaluation”") for text in said)
    seek = next(each for each in card.findChildren(QPushButton) if "Offline evaluation" in each.accessibleName())
    seek.click()
    assert isinstance(panel.current, FindingCard)
    assert panel.current.finding.lacks == ("evaluator",)


def test_where_nothing_is_missing_nothing_is_said_of_it(qtbot: QtBot) -> None:
    panel = ReviewPanel()
    qtbot.addWidget(panel)
    panel.show_critique(grade(reference("fraud"), "fraud"))
    assert not panel.findChildren(MissingCard)


def test_what_a_drill_asks_of_its_own_is_marked_on_its_card(panel: ReviewPanel) -> None:
    own = next(card for card in panel.cards if card.finding.asked)
    panel.choose(own)
    assert any("asked by this drill's brief" in label.text() for label in own.findChildren(QLabel))
    other = next(card for card in panel.cards if not card.finding.asked)
    panel.choose(other)
    assert not any("asked by this drill's brief" in label.text() for label in other.findChildren(QLabel))
