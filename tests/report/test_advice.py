"""Advice for a terminal: what to draw next and what it is worth, and questions without their answers."""

from designer.coach.fixes import fixes
from designer.model.advice import Advice, Place, Question, Together
from designer.model.critique import Finding, Verdict
from designer.report.advice import SHOWN, advice_text
from tests.report.sample import critique, finding

HOSTILE = "\x1b[2J\x07" + "long " * 60
QUESTION = Question(ask="Who wakes up?", comes_of="figure", figure="Nobody.", touches=("Nobody.", "An alert would do."))


def advice(*findings: Finding, **more: object) -> Advice:
    graded = critique(findings)
    data = {
        "scenario": graded.scenario,
        "scenario_title": graded.scenario_title,
        "level": graded.level,
        "design": graded.design,
        "rubric": graded.rubric,
        "percent": graded.score.percent,
        "earned": graded.score.earned,
        "possible": graded.score.possible,
        "fixes": fixes(findings, {"model": "Scorer"}),
        "questions": (QUESTION,),
    }
    return Advice.model_validate(data | more)


def told(found: Advice, *, answers: bool = False) -> str:
    text = advice_text(found, answers=answers)
    assert max(map(len, text.splitlines())) <= 80
    return " ".join(text.split())


def test_it_says_where_the_first_fixes_lead_and_what_each_is_worth() -> None:
    passed = [finding(number, Verdict.PASS) for number in range(4, 8)]
    said = told(advice(*(finding(number, Verdict.FAIL, subjects=("model",)) for number in (1, 2, 3)), *passed))
    assert "57 % 32 of 56 points that applied With the first three: 57 % → 100 %" in said
    assert (
        "1 Title of rule 1 +8 points, +14.3 %; 71 % with all up to here "
        "DP-01 · rule-1 · critical · Registry, deploy and rollback "
        "Message of rule 1. Do: What mends rule 1. At: Scorer"
    ) in said


def test_one_thing_that_is_missing_says_what_each_rule_asks_of_it() -> None:
    aside = finding(2, Verdict.FAIL, lacks=("gate",), waived="next quarter", subjects=("model",))
    said = told(advice(finding(1, Verdict.FAIL, lacks=("gate",)), aside))
    assert "With the one fix: 0 % → 100 %" in said
    assert "1 No “Promotion gate” +16 points, +100 %; a new box at least; 100 % with all up to here" in said
    assert "8 rule-1: What mends rule 1." in said
    assert "8 rule-2 (set aside in the drawing): What mends rule 2. (at Scorer)" in said


def test_what_is_worth_less_is_only_named() -> None:
    said = told(advice(*(finding(number, Verdict.FAIL) for number in range(1, SHOWN + 15))))
    assert f"Title of rule {SHOWN + 1} (+8)" in said
    assert "; and 2 more" in said
    assert f"What mends rule {SHOWN + 1}." not in said


def test_a_whole_drawing_is_told_so() -> None:
    said = told(advice(finding(1, Verdict.PASS), questions=()))
    assert "Nothing that was scored is missing." in said
    assert "Fixes" not in said
    assert "interviewer" not in said


def test_what_is_held_back_is_told_with_what_that_means() -> None:
    assert "held back" not in told(advice(finding(1, Verdict.FAIL)))
    assert "4.5 points are held back" in told(advice(finding(1, Verdict.FAIL), held_back=4.5))


def test_fixes_at_one_place_are_told_together() -> None:
    at_one = Together(where=Place(id="model", name="Scorer"), fixes=(1, 2, 3), gained_points=24.0, percent=83.3)
    said = told(advice(finding(1, Verdict.FAIL), together=at_one))
    assert "3 fixes are at “Scorer” alone: +24 points, 83 % with all of these" in said


def test_answers_are_kept_back_until_asked_for() -> None:
    found = advice(finding(1, Verdict.FAIL))
    assert "1 Who wakes up?" in told(found)
    assert "An alert would do." not in told(found)
    assert "What good answers touch on 1 Nobody. An alert would do." in told(found, answers=True)


def test_names_cannot_command_the_terminal() -> None:
    hostile = finding(1, Verdict.FAIL, title=HOSTILE, message=HOSTILE, waived=HOSTILE)
    text = advice_text(advice(hostile, questions=(Question(ask=HOSTILE, comes_of="rule", touches=(HOSTILE,)),)))
    assert "\x1b" not in text
    assert "\x07" not in text
