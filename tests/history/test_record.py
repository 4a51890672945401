import pytest
from pydantic import ValidationError

from designer.catalog.library import scenario_folder
from designer.exchange.formats import load
from designer.grading import grade
from designer.history.record import Record
from designer.model.critique import Verdict
from designer.model.rubric import Competency


def test_a_critique_is_kept_in_short_and_read_back() -> None:
    critique = grade(load(scenario_folder("asr") / "interview.design.yaml"))
    kept = Record.of(critique)
    assert Record.model_validate_json(kept.model_dump_json()) == kept
    assert (kept.percent, kept.level, kept.rubric) == (critique.score.percent, critique.level, critique.rubric.sha256)
    assert Competency.LLM not in kept.by_competency  # nothing of it was observed
    assert kept.by_competency[Competency.SERVING] == critique.score.by_competency[Competency.SERVING].percent
    said = {rule: verdict for verdict, rules in kept.verdicts.items() for rule in rules}
    applied = {each.rule: each.verdict for each in critique.findings if each.verdict is not Verdict.NOT_APPLICABLE}
    assert said == applied


def test_a_newer_score_is_refused() -> None:
    with pytest.raises(ValidationError):
        Record.model_validate({"format": "designer-score/2", "level": "mid", "percent": 3.0})
