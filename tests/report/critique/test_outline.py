"""What a critique says and in which order."""

import datetime as dt

import pytest

from designer import grade, load
from designer.catalog.library import catalog, scenario_folder
from designer.drawing.script import joined, visual
from designer.model.critique import Verdict
from designer.model.design import Design
from designer.model.rubric import Competency
from designer.report.critique.outline import Report, held_back, report
from tests.report.sample import DESIGN, FINDINGS, SCENARIO, component, critique, finding, join

KINDS = catalog().kinds


def outlined(**more: object) -> Report:
    return report(critique(), DESIGN, KINDS, SCENARIO, **more)  # type: ignore[arg-type]


def test_problems_are_numbered_in_reading_order() -> None:
    assert [problem.number for problem in outlined().all_problems] == [1, 2, 3]
    assert list(outlined().problems) == [Competency.ROLLBACK, Competency.REDUNDANCY]


def test_within_a_competency_what_cost_most_comes_first() -> None:
    findings = (finding(1, Verdict.PARTIAL), finding(2, Verdict.FAIL))
    found = report(critique(findings), DESIGN, KINDS, SCENARIO)
    assert [problem.finding.rule for problem in found.all_problems] == ["rule-2", "rule-1"]


def test_places_have_names_for_people() -> None:
    names = [place.name for problem in outlined().all_problems for place in problem.places]
    assert names == [
        "Fraud scorer",
        "Rollout controller",
        "Weekly training → Rollout controller (deploy)",
        "Rules of last year",
    ]


def test_names_that_run_from_right_to_left_do_not_turn_the_arrow_between_them_round() -> None:
    one, other = "\u062e\u0627\u062f\u0645", "\u0645\u062e\u0632\u0646"
    edge = join("a", "b", "request")
    drawn = Design(components=(component("a", "client", one), component("b", "cache", other)), connections=(edge,))
    found = report(critique((finding(1, Verdict.FAIL, witness=(edge.id,)),)), drawn, KINDS, SCENARIO)
    seen = visual(found.all_problems[0].places[0].name)
    first, second = seen.split(" → ")
    assert joined(one)[::-1] in first
    assert joined(other)[::-1] in second


def test_a_place_that_is_not_in_the_drawing_is_left_out() -> None:
    found = report(critique((finding(1, Verdict.FAIL, witness=("gone", "model")),)), DESIGN, KINDS, SCENARIO)
    assert [place.id for place in found.all_problems[0].places] == ["model"]


def test_every_finding_is_somewhere_exactly_once() -> None:
    content = outlined()
    problems = [problem.finding for problem in content.all_problems]
    passes = [one for found in content.passes.values() for one in found]
    told = [*problems, *passes, *content.questions, *content.errors, *content.unscored]
    assert sorted(one.rule for one in told) == sorted(one.rule for one in FINDINGS)


def test_what_holds_the_score_back_names_the_rules_and_what_they_hold() -> None:
    whole, less = outlined().held_back
    assert whole.startswith(
        "2.5 points are held back, since the brief is not answered as it asks: “A model is released"
    )
    assert less.startswith(
        "2 points of Redundancy and failover and of Cost and capacity are lost, since both count only as far as"
    )


def test_what_is_held_back_of_redundancy_with_the_whole_is_told_once() -> None:
    whole = load(scenario_folder("fraud") / "reference.design.yaml")
    slow = (part.model_copy(update={"properties": {**part.properties, "p99_ms": 500}}) for part in whole.components)
    graded = grade(whole.model_copy(update={"components": tuple(slow)}), "fraud")
    parts = graded.score.by_competency
    assert parts[Competency.REDUNDANCY].limited > 0
    told = held_back(graded)
    assert len(told) == 2
    points = [float(sentence.split()[0]) for sentence in told]
    drawn = sum(finding.points.earned for finding in graded.findings)
    assert sum(points) == pytest.approx(drawn - graded.score.earned, abs=0.2)


def test_what_rounds_to_no_points_is_not_told_as_lost() -> None:
    score = critique().score.model_copy(update={"lost": 0.04, "held_back": 0.0})
    assert held_back(critique().model_copy(update={"score": score})) == ()


def test_that_rules_count_in_several_competencies_is_said_where_they_do() -> None:
    assert outlined().shared == ""
    first, *others = FINDINGS
    counted = first.model_copy(update={"also": (Competency.SERVING, Competency.DATA)})
    content = report(critique((counted, *others)), DESIGN, KINDS, SCENARIO)
    assert "in the whole score once" in content.shared
    told = next(problem for problem in content.all_problems if problem.finding.rule == first.rule)
    assert "half counts in Serving and latency and in Data ingest and validation too" in told.facts
    unscored = counted.model_copy(update={"verdict": Verdict.NOT_APPLICABLE})
    assert report(critique((unscored, *others)), DESIGN, KINDS, SCENARIO).shared == ""


def test_the_date_and_the_time_used_are_said_only_when_known() -> None:
    assert outlined().facts == ("Senior level",)
    said = outlined(drawn_on=dt.date(2026, 11, 2), elapsed_s=2290)
    assert said.facts == ("Senior level", "2 November 2026", "38 of 40 min used")


def test_only_busy_components_are_named() -> None:
    assert outlined().busiest == ("Fraud scorer 82 %",)


def test_what_was_not_scored_is_no_number() -> None:
    nothing = report(critique(()), DESIGN, KINDS, SCENARIO)
    assert nothing.percent is None
    assert all(bar.percent is None for bar in nothing.bars)
    assert {bar.share for bar in nothing.bars} == {"higher level"}


def test_the_worst_are_few_and_sorted_by_what_they_cost() -> None:
    findings = tuple(finding(number, Verdict.FAIL if number % 2 else Verdict.PARTIAL) for number in range(9))
    worst = report(critique(findings), DESIGN, KINDS, SCENARIO).worst
    assert [problem.lost for problem in worst] == [8, 8, 8]


def test_estimates_say_their_method_and_what_they_assume() -> None:
    figures = {figure.title: figure for figure in outlined().figures}
    assert figures["Availability"].value == "99.97 %"
    assert figures["Availability"].about == "down 13.1 min a month"
    assert figures["Availability"].assumes == ("failures are independent",)
    assert figures["Capacity"].value == "not known"
