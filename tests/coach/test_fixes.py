"""Fixes are priced by the whole score, once each, the dearest first."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.coach.fixes import MENDABLE, fixes, together
from designer.grading import grade
from designer.model.critique import Critique, Evidence, Finding, Points, Verdict
from designer.model.rubric import Competency, Severity
from designer.rules.score import score
from tests.report.sample import DESIGN, finding


@pytest.fixture(scope="module")
def graded() -> Critique:
    return grade(DESIGN)


def mended(findings: tuple[Finding, ...], rules: set[str]) -> float:
    """Score findings as if some rules had earned all that they can."""
    whole = {
        each.rule: each.model_copy(
            update={
                "verdict": Verdict.PASS,
                "share": 1.0,
                "points": Points(earned=each.points.possible, possible=each.points.possible),
            }
        )
        for each in findings
    }
    return score(whole[each.rule] if each.rule in rules else each for each in findings).earned


def test_a_fix_is_worth_what_the_whole_score_gains_with_it_alone(graded: Critique) -> None:
    found = fixes(graded.findings, {})
    assert len(found) > 10
    for fix in found:
        gains = mended(graded.findings, {each.rule for each in fix.mends}) - graded.score.earned
        assert fix.gained_points == pytest.approx(gains, abs=1e-3)
        assert fix.gained_percent == pytest.approx(100 * gains / graded.score.possible, abs=0.01)


def test_the_dearest_comes_first_and_all_together_mend_everything(graded: Critique) -> None:
    found = fixes(graded.findings, {})
    assert [fix.gained_points for fix in found] == sorted((fix.gained_points for fix in found), reverse=True)
    first_three = {each.rule for fix in found[:3] for each in fix.mends}
    percent = 100 * mended(graded.findings, first_three) / graded.score.possible
    assert found[2].percent_so_far == pytest.approx(percent, abs=0.01)
    rules = [each.rule for fix in found for each in fix.mends]
    assert sorted(rules) == sorted(each.rule for each in graded.findings if each.verdict in MENDABLE)


def test_what_fails_for_want_of_one_kind_is_one_fix_worth_its_joint_gain() -> None:
    lacking = [finding(number, Verdict.FAIL, lacks=("prediction_log",)) for number in (1, 2)]
    alone = finding(3, Verdict.FAIL, lacks=("gate",))
    first, second = fixes([*lacking, alone], {})
    assert (first.title, first.draw) == ("No “Prediction log”", ("prediction_log",))
    assert [each.rule for each in first.mends] == ["rule-1", "rule-2"]
    assert first.gained_points == 16
    assert (second.title, second.draw, second.gained_points) == (alone.title, ("gate",), 8)


def test_a_fix_frees_what_the_score_holds_back() -> None:
    passed = finding(1, Verdict.PASS, Competency.TRAINING)
    unanswered = finding(2, Verdict.FAIL, Competency.SERVING)
    (fix,) = fixes([passed, unanswered], {})
    assert fix.mends[0].missing_points == 8
    assert fix.gained_points > 8
    assert fix.percent_so_far == 100


def test_what_is_only_ticked_gains_no_more_than_ticking_may_carry() -> None:
    drawn = finding(1, Verdict.FAIL, lacks=("gate",))
    ticked: dict[str, Any] = {"evidence": Evidence.CLAIMED, "backed": False}
    found = fixes([drawn, finding(2, Verdict.PASS, **ticked), finding(3, Verdict.FAIL, **ticked)], {})
    assert {fix.mends[0].rule: fix.gained_points for fix in found}["rule-3"] == pytest.approx(1.6)


@pytest.mark.parametrize("verdict", [Verdict.PASS, Verdict.NOT_APPLICABLE, Verdict.ERROR])
def test_what_no_drawing_mends_is_no_fix(verdict: Verdict) -> None:
    assert not fixes([finding(1, verdict)], {})


def test_it_says_where_by_name_and_what_was_set_aside() -> None:
    aside = finding(1, Verdict.FAIL, subjects=("model",), witness=("model", "cd"), waived="next quarter")
    walked = finding(2, Verdict.FAIL, witness=("cd", "gone"))
    first, second = (fix.mends[0] for fix in fixes([aside, walked], {"model": "Scorer", "cd": "Rollout"}))
    assert [(place.id, place.name) for place in first.where] == [("model", "Scorer")]
    assert first.waived == "next quarter"
    assert [place.name for place in second.where] == ["Rollout"]


def test_fixes_at_one_place_alone_are_told_together() -> None:
    names = {"model": "Scorer", "cd": "Rollout"}
    at_model = [finding(number, Verdict.FAIL, subjects=("model",)) for number in (1, 2, 3)]
    wider = finding(4, Verdict.FAIL, subjects=("model", "cd"))
    passed = [finding(number, Verdict.PASS) for number in (5, 6)]
    findings = [*at_model, wider, *passed]
    found = together(findings, fixes(findings, names))
    assert found is not None
    assert (found.where.name, found.fixes, found.gained_points) == ("Scorer", (1, 2, 3), 24)
    assert found.percent == pytest.approx(100 * 40 / 48, abs=0.01)
    assert together(findings[1:], fixes(findings[1:], names)) is None


@st.composite
def verdicts(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what a finding says, over verdicts, competencies, weights and what it lacks."""
    verdict = draw(st.sampled_from(Verdict))
    lacks = draw(st.frozensets(st.sampled_from(["gate", "trainer", "ml_monitor"]), max_size=2))
    return {
        "verdict": verdict,
        "competency": draw(st.sampled_from(Competency)),
        "severity": draw(st.sampled_from(Severity)),
        "lacks": tuple(sorted(lacks)) if verdict is Verdict.FAIL else (),
        "asked": draw(st.booleans()),
    }


@given(st.lists(verdicts(), max_size=12))
@settings(max_examples=40)
def test_each_miss_is_mended_once_and_no_fix_lowers_the_score(drawn: list[dict[str, Any]]) -> None:
    findings = [finding(number, **each) for number, each in enumerate(drawn)]
    found = fixes(findings, {})
    rules = [each.rule for fix in found for each in fix.mends]
    assert sorted(rules) == sorted(each.rule for each in findings if each.verdict in MENDABLE)
    assert all(fix.gained_points >= 0 for fix in found)
    so_far = [fix.percent_so_far for fix in found]
    assert so_far == sorted(so_far)
