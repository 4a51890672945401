"""The interviewer asks of this drawing: the deepest first, each thing once, and never with the answer in it."""

import pytest

from designer.coach.advice import advise
from designer.coach.interviewer import MOST, questions
from designer.grading import seen
from designer.model.advice import Advice
from designer.model.critique import Evidence, Finding, Verdict
from designer.model.design import Design
from designer.model.rubric import Competency, Severity
from designer.model.scenario import Brief
from tests.report.sample import DESIGN, critique, finding

NAMES = {"model": "Scorer", "api": "Authorisation"}


def asked(*findings: Finding, most: int = MOST) -> list[str]:
    """Ask of findings alone: the drawing behind them is empty, so that no figure raises anything."""
    nothing = seen(Design(), Brief()).estimates
    return [each.ask for each in questions(critique(tuple(findings)), nothing, NAMES, most)]


@pytest.fixture(scope="module")
def advice() -> Advice:
    return advise(DESIGN)


def test_the_deepest_comes_first_and_of_equal_ones_what_misses_most() -> None:
    minor = finding(
        1, Verdict.FAIL, Competency.COST, ask="A?", severity=Severity.MINOR, points={"earned": 0, "possible": 1}
    )
    half = finding(2, Verdict.PARTIAL, Competency.DATA, ask="B?")
    whole = finding(3, Verdict.FAIL, Competency.TRAINING, ask="C?")
    open_ = finding(4, Verdict.UNKNOWN, Competency.FEATURES, ask="D?")
    assert asked(minor, half, whole, open_) == ["C?", "B?", "D?", "A?"]


def test_it_names_the_components_that_it_is_about() -> None:
    told = finding(1, Verdict.FAIL, ask="What does “Scorer” do?", subjects=("model",))
    untold = finding(2, Verdict.FAIL, ask="This hangs. And then?", subjects=("model", "api"))
    nobody = finding(3, Verdict.FAIL, Competency.DATA, ask="Who checks it?")
    assert asked(told, untold, nobody) == [
        "Who checks it?",
        "What does “Scorer” do?",
        "“Scorer” and “Authorisation”: This hangs. And then?",
    ]


def test_what_a_rule_saw_is_left_out_of_its_question() -> None:
    assert asked(finding(1, Verdict.FAIL, ask="By which key (no key at “Log (new)”)?")) == ["By which key?"]
    assert asked(finding(1, Verdict.FAIL, ask="What of “Log (new)”?")) == ["What of “Log (new)”?"]


def test_one_wording_and_one_cause_are_asked_once() -> None:
    lacking = [finding(number, Verdict.FAIL, ask=f"{number}?", lacks=("gate",)) for number in (1, 2)]
    same = [finding(number, Verdict.FAIL, Competency.DATA, ask="Same?") for number in (3, 4)]
    assert asked(*lacking, *same) == ["Same?", "1?"]


def test_one_competency_does_not_take_the_whole_interview() -> None:
    many = [finding(number, Verdict.FAIL, Competency.DATA, ask=f"{number}?") for number in range(9)]
    light = finding(9, Verdict.FAIL, Competency.COST, ask="Cost?", points={"earned": 0, "possible": 1})
    assert asked(*many, light, most=3) == ["0?", "1?", "Cost?"]
    assert len(asked(*many, light, most=6)) == 6


def test_what_passes_or_cannot_be_run_is_not_asked_but_a_bare_claim_is() -> None:
    quiet = [finding(number, verdict, ask=f"{verdict}?") for number, verdict in enumerate(Verdict) if verdict in QUIET]
    claim = finding(9, Verdict.PASS, ask="How so?", evidence=Evidence.CLAIMED, subjects=("model",))
    assert asked(*quiet) == []
    assert asked(*quiet, claim) == ["“Scorer”: How so?"]
    assert asked(finding(1, Verdict.FAIL, ask="First?"), claim, most=1) == ["First?"]


QUIET = {Verdict.PASS, Verdict.NOT_APPLICABLE, Verdict.ERROR}


def test_about_ten_are_asked_all_different_and_none_holds_its_answer(advice: Advice) -> None:
    assert len(advice.questions) == MOST
    assert len({each.ask for each in advice.questions}) == MOST
    assert {each.comes_of for each in advice.questions} == {"rule", "figure"}
    for each in advice.questions:
        assert each.ask.endswith("?") or each.verdict is Verdict.UNKNOWN
        assert each.touches
        assert not any(sentence in each.ask for sentence in each.touches)


def test_the_same_drawing_gets_the_same_advice(advice: Advice) -> None:
    assert advise(DESIGN) == advice


def test_an_empty_drawing_is_asked_for_what_the_brief_needs() -> None:
    found = advise(Design(), "fraud")
    assert found.percent < 10
    assert found.fixes
    assert {each.comes_of for each in found.questions} == {"rule"}
    assert "How old are the values of the store when they are read?" in [each.ask for each in found.questions]
