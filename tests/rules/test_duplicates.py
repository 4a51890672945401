"""A part that is drawn a second time, and that nothing uses, earns nothing by any rule."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.analysis.graph import FRONTS
from designer.catalog.library import scenario, scenario_ids
from designer.grading import seen
from designer.model.design import Design
from designer.model.scenario import Level
from designer.rules.engine import findings
from designer.rules.rubric import shipped
from tests.rules.drawings import good, weak
from tests.rules.duplicates import duplicates
from tests.strategies import designs

EVERY = 8
"""Every so many-th part of a drawing is drawn twice."""


def points(design: Design, id_: str) -> dict[str, float]:
    asked = scenario(id_)
    found = findings(seen(design, asked.brief), shipped(), asked, Level.STAFF)
    return {finding.rule: finding.points.earned for finding in found}


@pytest.mark.parametrize("id_", scenario_ids())
def test_a_duplicate_that_nothing_uses_earns_nothing(id_: str) -> None:
    for number, (name, design) in enumerate((good(id_) | weak(id_)).items()):
        before = points(design, id_)
        for part in design.components[number % EVERY :: EVERY]:
            for how, more in duplicates(design, part):
                after = points(more, id_)
                assert {rule: after[rule] for rule in after if after[rule] > before[rule]} == {}, (name, part.id, how)


@settings(max_examples=60)
@given(designs(legal=True), st.sampled_from(scenario_ids()), st.data())
def test_a_duplicate_that_nothing_uses_earns_nothing_in_any_drawing(
    design: Design, id_: str, data: st.DataObject
) -> None:
    parts = [part for part in design.components if part.kind not in FRONTS]  # before a second front callers may stand
    before = points(design, id_)
    for how, more in duplicates(design, data.draw(st.sampled_from(parts))) if parts else ():
        after = points(more, id_)
        assert {rule: after[rule] for rule in after if after[rule] > before[rule]} == {}, how
