"""Every scenario that ships: its reference meets its bar, its weak designs miss exactly what they say."""

import pytest

from designer import grade, load
from designer.catalog.library import catalog, scenario, scenario_folder, scenario_ids
from designer.exchange.variation import varied
from designer.model.critique import Verdict
from designer.rules.rubric import shipped

WEAK = [(id_, weak.id) for id_ in scenario_ids() for weak in scenario(id_).weak]
MISSED = {Verdict.FAIL, Verdict.PARTIAL, Verdict.UNKNOWN, Verdict.ERROR}


@pytest.mark.parametrize("id_", scenario_ids())
def test_the_reference_meets_its_bar(id_: str) -> None:
    design = load(scenario_folder(id_) / "reference.design.yaml")
    critique = grade(design, id_)
    assert critique.score.percent >= 95
    assert not critique.loose_ends
    assert all(part.position is not None for part in design.components)
    for edge in design.connections:
        ends = (design.component(edge.source), design.component(edge.target))
        assert all(ends)
        assert catalog().refusal(ends[0].kind, ends[1].kind, edge.kind) is None  # type: ignore[union-attr]


@pytest.mark.parametrize(("id_", "weak_id"), WEAK)
def test_a_weak_design_misses_exactly_what_it_says(id_: str, weak_id: str) -> None:
    weak = next(each for each in scenario(id_).weak if each.id == weak_id)
    design = varied(load(scenario_folder(id_) / "reference.design.yaml"), weak.change)
    missed = {each.rule for each in grade(design, id_).findings if each.verdict in MISSED}
    assert missed == set(weak.misses)
    assert weak.story.strip().endswith(".")


@pytest.mark.parametrize("id_", scenario_ids())
def test_the_brief_is_consistent(id_: str) -> None:
    each = scenario(id_)
    rules = {rule.rule.id for rule in shipped().rules}
    assert set(each.focus) <= rules
    assert {rule for twist in each.twists for rule in twist.rules} <= rules
    assert all(twist.minute < each.minutes for twist in each.twists)
    assert (each.brief.mean_rate_per_s or 0) <= (each.brief.peak_rate_per_s or 0)
    assert len(each.weak) >= 2
