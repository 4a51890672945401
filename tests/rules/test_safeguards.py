"""A safeguard, wired as the references wire it, never lowers its competency; without it the score never rises."""

import pytest

from designer import grade, load
from designer.catalog.library import scenario_folder, scenario_ids
from designer.exchange.variation import varied
from designer.model.rubric import Competency
from designer.model.scenario import Variation

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


@pytest.mark.parametrize("id_", scenario_ids())
def test_a_safeguard_s_competency_never_falls_when_it_is_wired_in_nor_rises_the_score_when_it_is_taken(
    id_: str,
) -> None:
    design = load(scenario_folder(id_) / "reference.design.yaml")
    whole = grade(design, id_, "staff").score
    for part in design.components:
        competency = SAFEGUARDS.get(part.kind)
        if competency is None:
            continue
        without = grade(varied(design, Variation(remove=(part.id,))), id_, "staff").score
        before, after = without.by_competency[competency].percent, whole.by_competency[competency].percent
        assert before is None or after is None or before <= after, part.id
        assert without.percent <= whole.percent, part.id
