"""A safeguard, wired in, never lowers its competency; a good drawing without one never scores more."""

from collections.abc import Iterator
from random import Random

import pytest

from designer.catalog.library import scenario, scenario_ids
from designer.grading import seen
from designer.model.critique import Score
from designer.model.design import Component, Design
from designer.model.rubric import Competency
from designer.model.scenario import Level
from designer.mutation.states import bridged, without
from designer.rules.engine import findings
from designer.rules.rubric import shipped
from designer.rules.score import score
from tests.rules.drawings import good, weak

SAFEGUARDS = {
    "data_validator": Competency.DATA,
    "metrics_monitor": Competency.MONITORING,
    "ml_monitor": Competency.MONITORING,
    "alerting": Competency.MONITORING,
    "prediction_log": Competency.MONITORING,
    "evaluator": Competency.EVALUATION,
    "gate": Competency.EVALUATION,
    "ab_test": Competency.EVALUATION,
    "model_registry": Competency.ROLLBACK,
    "deployer": Competency.ROLLBACK,
    "fallback": Competency.SERVING,
    "guardrail": Competency.LLM,
    "prompt_registry": Competency.LLM,
    "pii_redactor": Competency.SECURITY,
    "orchestrator": Competency.TRAINING,
    "metadata_store": Competency.TRAINING,
}
"""The competency that each safeguard is drawn for."""


IN_THE_WAY = frozenset({"data_validator", "pii_redactor", "guardrail"})
"""Safeguards that stand in the way of what flows, which goes on without them."""
EVERY = 3
"""Every so many-th safeguard of a drawing is tried."""
THINNED = 0.2
"""The share of the other parts that a thinner drawing lacks."""


def judged(design: Design, id_: str) -> Score:
    asked = scenario(id_)
    return score(findings(seen(design, asked.brief), shipped(), asked, Level.STAFF))


def safeguards(design: Design, first: int) -> list[Component]:
    """Give every so many-th safeguard of a drawing."""
    return [part for part in design.components if part.kind in SAFEGUARDS][first % EVERY :: EVERY]


def contexts(design: Design, part: Component) -> Iterator[Design]:
    """Give a drawing, and a thinner one in which the part is joined to all that it was."""
    yield design
    near = {part.id}.union(
        *({edge.source, edge.target} for edge in design.connections if part.id in (edge.source, edge.target))
    )
    chance = Random(f"{design.title} {part.id}")  # noqa: S311 (the same parts each time)
    yield without(
        design,
        frozenset(each.id for each in design.components if each.id not in near and chance.random() < THINNED),
    )


@pytest.mark.parametrize("id_", scenario_ids())
def test_a_safeguard_that_is_wired_in_never_lowers_its_competency(id_: str) -> None:
    for number, (name, design) in enumerate((good(id_) | weak(id_)).items()):
        for part in safeguards(design, number):
            for drawn in contexts(design, part):
                lacking = bridged(drawn, part.id) if part.kind in IN_THE_WAY else without(drawn, frozenset({part.id}))
                before = judged(lacking, id_).by_competency[SAFEGUARDS[part.kind]].percent
                after = judged(drawn, id_).by_competency[SAFEGUARDS[part.kind]].percent
                assert before is None or after is None or before <= after, (name, part.id)


@pytest.mark.parametrize("id_", scenario_ids())
def test_a_good_drawing_without_a_safeguard_never_scores_more(id_: str) -> None:
    for name, design in good(id_).items():
        whole = judged(design, id_).percent
        for part in safeguards(design, 0):
            assert judged(without(design, frozenset({part.id})), id_).percent <= whole, (name, part.id)
