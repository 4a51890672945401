from pathlib import Path

from designer import grade, load
from designer.catalog.library import scenario_folder
from designer.model.critique import Evidence
from designer.model.rubric import Competency
from designer.rules.rubric import CompiledRubric, read_rubric, shipped

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


def test_hardly_a_rule_that_ships_can_be_ticked_alone() -> None:
    bare = [rule.rule.id for rule in shipped().rules if rule.evidence is Evidence.CLAIMED and not rule.backed]
    assert bare == ["unencrypted-personal-data"]
