from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer import grade, load
from designer.catalog.library import scenario, scenario_folder
from designer.exchange.variation import varied
from designer.model.critique import Evidence, Finding
from designer.model.rubric import Competency
from designer.model.scenario import Level, Variation
from designer.rules.rubric import CompiledRubric, read_rubric, shipped, shipped_with
from designer.rules.score import score

FRAUD = load(scenario_folder("fraud") / "reference.design.yaml")

TICKED = """
rubric: mine
rules:
  - {id: unkept-keys, number: XX-01, competency: security, severity: critical, say: "Not kept.", holds: "Kept.",
     why: "Why.", fix: "Fix.", sources: [ours], require: {some: {kind: feature_store, where: {encrypted: true}}}}
"""
WIRED = TICKED.replace("where: {encrypted: true}", "where: {encrypted: true}, entered_by: {edge: request}")


def own(folder: Path, text: str) -> CompiledRubric:
    path = folder / "mine.yaml"
    path.write_text(text)
    return read_rubric([path])


def test_what_is_only_ticked_carries_two_fifths_of_a_competency(tmp_path: Path) -> None:
    critique = grade(FRAUD, "fraud", rubric=own(tmp_path, TICKED))
    security = critique.score.by_competency[Competency.SECURITY]
    assert critique.findings[0].evidence is Evidence.CLAIMED
    assert not critique.findings[0].backed
    assert security.percent == 40
    assert security.unbacked == 4.8


def test_what_is_ticked_on_something_that_is_used_counts_in_full(tmp_path: Path) -> None:
    critique = grade(FRAUD, "fraud", rubric=own(tmp_path, WIRED))
    assert critique.findings[0].evidence is Evidence.CLAIMED
    assert critique.score.by_competency[Competency.SECURITY].percent == 100


def finding(rule: str, competency: str, share: float, severity: str = "critical", **fields: object) -> Finding:
    possible = {"critical": 8.0, "major": 4.0}[severity]
    verdict = "pass" if share == 1 else "partial" if share else "fail"
    stated = {"rule": rule, "number": "XX-01", "title": rule, "competency": competency, "severity": severity}
    told = {"verdict": verdict, "share": share, "evidence": "shown", "message": "m", "why": "w", "fix": "f"}
    return Finding.model_validate(
        stated | told | {"points": {"earned": share * possible, "possible": possible}} | fields
    )


def drawn(competency: str = "monitoring") -> list[Finding]:
    """Give eight rules that are met: 64 points, beside which 16 more are at stake in each test."""
    return [finding(f"other-{number}", competency, 1.0) for number in range(8)]


def test_what_is_critical_to_an_answer_holds_back_what_is_above_a_tenth_while_it_is_missing() -> None:
    found = score([*drawn(), finding("late", "serving", 0.0), finding("masked", "security", 1.0)])
    # half of the critical points to an answer are missing: 0.5 * 0.35 of what is above 8 of 80 points
    assert found.possible == 80
    assert found.held_back == pytest.approx(0.5 * 0.35 * (72 - 8))
    assert found.earned == pytest.approx(72 - found.held_back)
    assert found.percent == 76
    assert found.capped_by == ("late",)


def test_a_rule_counts_by_half_in_each_competency_that_it_says_something_of_and_in_the_whole_once() -> None:
    watched = finding("blind", "monitoring", 1.0, also=["redundancy", "rollback"])
    found = score([watched, finding("single", "redundancy", 0.0, severity="major")])
    assert (found.earned, found.possible) == (8, 12)
    parts = found.by_competency
    assert (parts[Competency.MONITORING].earned, parts[Competency.MONITORING].possible) == (8, 8)
    assert (parts[Competency.REDUNDANCY].earned, parts[Competency.REDUNDANCY].possible) == (4, 8)
    assert (parts[Competency.ROLLBACK].earned, parts[Competency.ROLLBACK].possible) == (4, 4)


def test_what_does_not_apply_counts_nowhere_else_either() -> None:
    found = score([finding("blind", "monitoring", 1.0, also=["redundancy"], verdict="not_applicable")])
    assert found.by_competency[Competency.REDUNDANCY].possible == 0


def test_what_redundancy_and_cost_lose_beside_an_answer_that_fails_is_told_once() -> None:
    late = [finding("late", "serving", 0.0, "major"), finding("zones", "redundancy", 1.0)]
    found = score([*late, finding("watched", "monitoring", 1.0, also=["redundancy"])])
    assert found.lost == pytest.approx(0.85 * 0.9 * 8)
    assert found.earned == pytest.approx(16 - found.lost)


def test_the_whole_falls_and_each_competency_by_its_own_points() -> None:
    found = score([*drawn(), finding("late", "serving", 0.0), finding("masked", "security", 1.0)])
    for each, points in ((Competency.MONITORING, 64), (Competency.SECURITY, 8)):
        part = found.by_competency[each]
        assert part.limited == pytest.approx(0.5 * 0.35 * 0.9 * points)
        assert part.earned == pytest.approx(points - part.limited)
    assert found.by_competency[Competency.SERVING].earned == 0


def test_what_the_brief_asks_in_its_own_words_holds_back_more_where_it_decides() -> None:
    missing, met = finding("unsaid", "data", 0.0, asked=True), finding("done", "data", 1.0, asked=True)
    found = score([*drawn(), missing, met])
    assert found.held_back == pytest.approx((0.2 + 0.2 * 0.5) * (72 - 8))
    assert found.capped_by == ("unsaid",)
    beside = score([*drawn(), finding("unsaid", "data", 0.0, "major", asked=True), met])
    assert beside.held_back == pytest.approx(0.2 / 3 * (72 - 7.6), abs=1e-4)
    served = score([*drawn(), finding("unsaid", "serving", 0.0, asked=True), finding("masked", "security", 1.0)])
    assert served.held_back == pytest.approx((0.5 * 0.35 + 0.4) * (72 - 8))


def test_what_is_half_there_is_named_where_nothing_is_missing() -> None:
    half, met = finding("half", "data", 0.5, asked=True), finding("done", "data", 1.0, asked=True)
    found = score([*drawn(), half, met])
    assert found.held_back == pytest.approx(0.2 * 0.25 * (76 - 8))
    assert found.capped_by == ("half",)
    assert score([*drawn(), met]).capped_by == ()


def test_what_is_missing_beside_the_way_to_an_answer_or_not_critical_holds_nothing_back() -> None:
    beside = [
        finding("blind", "monitoring", 0.0),
        finding("slow", "serving", 0.0, "major"),
        finding("s", "serving", 1.0),
    ]
    assert score(beside).held_back == 0
    assert score(beside).capped_by == ()
    assert score([finding("late", "serving", 0.0)]).percent == 0


@pytest.mark.parametrize(("competency", "most"), [(Competency.REDUNDANCY, 0.85), (Competency.COST, 0.5)])
def test_what_protects_an_answer_or_pays_for_it_loses_as_serving_falls_short(
    competency: Competency, most: float
) -> None:
    found = score([*drawn(competency.value), *drawn(), finding("quick", "serving", 0.5)])
    lost = 0.5 * most * (64 - 6.4)  # half of serving is missing, and a tenth of 64 points is never lost
    assert found.by_competency[competency].limited == pytest.approx(lost)
    assert found.by_competency[competency].earned == pytest.approx(64 - lost)
    assert found.by_competency[Competency.MONITORING].earned == 64
    assert found.held_back == 0
    assert found.earned == pytest.approx(64 + 64 - lost + 4)


def test_what_is_only_ticked_in_serving_saves_nothing_that_it_protects() -> None:
    ticked = [finding(f"ticked-{place}", "serving", 1.0, evidence="claimed", backed=False) for place in range(5)]
    part = score([*drawn("redundancy"), *ticked]).by_competency[Competency.REDUNDANCY]
    assert part.limited == pytest.approx(0.6 * 0.85 * (64 - 6.4)), "two fifths of serving may rest on ticking"


def test_what_protects_an_answer_falls_with_the_rest_where_that_is_more() -> None:
    asked = [finding("unsaid", "data", 0.0, asked=True), finding("quick", "serving", 1.0)]
    parts = score([*drawn("redundancy"), *drawn(), *asked]).by_competency
    assert 0 < parts[Competency.REDUNDANCY].limited == parts[Competency.MONITORING].limited


@pytest.mark.parametrize("serves", [[], [finding("quick", "serving", 1.0)]])
def test_nothing_is_lost_where_serving_is_whole_or_not_asked(serves: list[Finding]) -> None:
    found = score([*serves, finding("copies", "redundancy", 1.0)]).by_competency[Competency.REDUNDANCY]
    assert (found.percent, found.limited) == (100, 0)


def test_the_first_tenth_is_never_lost() -> None:
    unserved = [finding("late", "serving", 0.0), finding("copies", "redundancy", 0.1)]
    assert score(unserved).by_competency[Competency.REDUNDANCY].percent == 10
    little = [finding("late", "serving", 0.0), finding("unsaid", "data", 0.0, asked=True)]
    assert score([*little, finding("masked", "security", 0.3)]).held_back == 0


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["serving", "redundancy", "llm", "training"]),
            st.sampled_from([0.0, 0.5, 1.0]),
            st.booleans(),
        ),
        max_size=9,
    )
)
def test_no_better_share_lowers_the_score_or_its_competency(rules: list[tuple[str, float, bool]]) -> None:
    found = [finding(f"r-{n}", competency, share, asked=asked) for n, (competency, share, asked) in enumerate(rules)]
    before = score(found)
    for n, (competency, share, asked) in enumerate(rules):
        better = finding(f"r-{n}", competency, min(1.0, share + 0.5), asked=asked)
        after = score([*found[:n], better, *found[n + 1 :]])
        assert after.percent >= before.percent
        own = Competency(competency)
        assert after.by_competency[own].earned >= before.by_competency[own].earned - 1e-3


def test_a_chain_is_as_good_as_its_weakest_part(tmp_path: Path) -> None:
    text = """
rubric: mine
rules:
  - {id: single, number: XX-01, competency: redundancy, severity: critical, say: "{part}.", holds: "{part}.",
     why: "Why.", fix: "Fix.", sources: [ours], for: {each: [api_gateway, app_service], as: part},
     require: {has: {replicas: ">= 3"}}, half: {has: {replicas: ">= 2"}}}
"""
    mean, weakest = (own(tmp_path, each) for each in (text, text.replace("as: part", "as: part, weakest: true")))
    alone = varied(FRAUD, Variation(set={"gateway": {"replicas": 2}}))
    assert grade(alone, "fraud", rubric=weakest).findings[0].share == 0.5
    assert 0.5 < grade(alone, "fraud", rubric=mean).findings[0].share < 1


def test_rules_of_serving_and_redundancy_weigh_half_as_much_again() -> None:
    points = {rule.rule.competency: rule.rule.points for rule in shipped().rules if rule.rule.severity == "critical"}
    assert {competency.value for competency, value in points.items() if value == 12} == {"serving", "redundancy"}
    assert set(points.values()) == {8, 12}


def test_what_a_scenario_is_about_counts_double_and_from_one_level_earlier_on() -> None:
    asked = scenario("churn")
    assert "unbounded-actions" in asked.focus
    rules = {rule.rule.id: rule.rule for rule in shipped_with("churn").rules}
    found = {
        each.rule: each for each in grade(load(scenario_folder("churn") / "reference.design.yaml"), "churn").findings
    }
    assert rules["unbounded-actions"].level is Level.SENIOR
    assert found["unbounded-actions"].points.possible == 2 * rules["unbounded-actions"].points
    early = {name for name in found if rules[name].level.rank > asked.level.rank}
    assert early <= set(asked.focus)
    assert all(rules[name].level.rank == asked.level.rank + 1 for name in early)


def test_hardly_a_rule_that_ships_can_be_ticked_alone() -> None:
    bare = [rule.rule.id for rule in shipped().rules if rule.evidence is Evidence.CLAIMED and not rule.backed]
    assert bare == ["unencrypted-personal-data"]
