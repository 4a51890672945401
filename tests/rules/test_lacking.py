"""What is missing altogether: the kind without which a rule cannot hold, where none is drawn, and only there."""

from typing import Any

import pytest

from designer import grade
from designer.catalog.library import catalog, scenario_ids
from designer.checking.rules import reference
from designer.model.critique import Verdict
from designer.mutation.states import without
from designer.rules.lacking import demand_of
from designer.rules.rubric import shipped


def lacks(require: object, *drawn: str, of: object = None) -> set[str]:
    return set(demand_of(of, require, shipped().terms).lacks(frozenset(drawn)))


MISSING: list[tuple[Any, set[str], set[str]]] = [
    ({"some": "trainer"}, {"client"}, {"trainer"}),
    ({"some": "trainer"}, {"trainer"}, set()),
    ({"some": ["gate", "evaluator"]}, {"client"}, {"gate", "evaluator"}),
    ({"some": ["gate", "evaluator"]}, {"gate"}, set()),
    (
        {"some": {"kind": "trainer", "entered_by": {"edge": "data", "from": "label_store"}}},
        {"trainer"},
        {"label_store"},
    ),
    ({"some": {"kind": "trainer", "except": "label_store"}}, {"trainer"}, set()),
    ({"some": {"each": "trainer", "as": "t", "that": {"some": "gate"}}}, {"trainer"}, {"gate"}),
    ({"all": [{"some": "trainer"}, {"some": "gate"}]}, {"trainer"}, {"gate"}),
    ({"any": [{"some": "trainer"}, {"some": "gate"}]}, {"client"}, set()),
    ({"any": [{"some": "trainer"}, {"some": "gate"}]}, {"gate"}, set()),
    ({"any": [{"some": "trainer"}, {"has": {"replicas": 2}}]}, {"client"}, set()),
    (
        {"any": [{"some": "trainer"}, {"path": {"from": "any", "to": "trainer", "over": "data"}}]},
        {"client"},
        {"trainer"},
    ),
    ({"not": {"some": "trainer"}}, {"client"}, set()),
    ({"link": {"edge": "data", "from": "trainer", "to": "gate"}}, {"trainer"}, {"gate"}),
    ({"gate": {"from": "any", "to": "trainer", "through": "gate", "over": "data"}}, {"trainer"}, {"gate"}),
    ({"chain": ["trainer", {"edge": "data", "to": "evaluator"}]}, {"trainer"}, {"evaluator"}),
    ({"has": {"replicas": ">= 2"}}, set(), set()),
    ({"some": "training"}, {"client"}, {"trainer"}),
    ({"some": "monitor"}, {"client"}, {"metrics_monitor", "ml_monitor"}),
    ({"some": "serving"}, {"edge_device", "serving"}, set()),
    ({"some": ["serving", "gate"]}, {"edge_device", "serving"}, set()),
    ({"some": "path"}, set(), set()),
    ("writes_text", set(), set()),
]


@pytest.mark.parametrize(
    ("require", "drawn", "missing"),
    MISSING,
    ids=lambda value: str(sorted(value) if isinstance(value, set) else value)[:60],
)
def test_the_kind_that_is_missing_first_is_named(require: object, drawn: set[str], missing: set[str]) -> None:
    assert lacks(require, *drawn) == missing


def test_what_the_subjects_need_comes_first() -> None:
    assert lacks({"some": "gate"}, of="trainer") == {"trainer"}
    assert lacks({"some": "gate"}, "trainer", of={"kind": "trainer"}) == {"gate"}


@pytest.mark.parametrize("id_", scenario_ids()[::3])
def test_a_finding_lacks_no_kind_that_is_drawn(id_: str) -> None:
    whole = reference(id_)
    kinds = sorted({part.kind for part in whole.components})
    for kind in kinds[::4]:
        gone = frozenset(part.id for part in whole.components if part.kind == kind)
        poorer = without(whole, gone)
        drawn = {part.kind for part in poorer.components}
        for finding in grade(poorer, id_).findings:
            if finding.lacks:
                assert drawn.isdisjoint(finding.lacks) or finding.lacks == (kind,)
                assert (finding.verdict, finding.share) == (Verdict.FAIL, 0)


def test_without_evaluation_several_findings_have_one_cause() -> None:
    whole = reference("fraud")
    gone = frozenset(part.id for part in whole.components if part.kind == "evaluator")
    found = [each.number for each in grade(without(whole, gone), "fraud").findings if each.lacks == ("evaluator",)]
    assert {"EV-02", "EV-03", "EV-04"} <= set(found)
    assert not [each for each in grade(whole, "fraud").findings if each.lacks]


@pytest.mark.parametrize("runs_model", [False, True])
def test_a_device_that_runs_the_model_is_a_model_that_is_drawn(runs_model: bool) -> None:
    whole = reference("search-rank")
    servers = {part.id for part in whole.components if "online_model" in catalog().kind(part.kind).roles}
    parts = tuple(
        part.model_copy(update={"kind": "edge_device", "properties": {"runs_model": runs_model}})
        if part.id in servers
        else part
        for part in whole.components
    )
    findings = grade(whole.model_copy(update={"components": parts}), "search-rank").findings
    missing = {kind for each in findings for kind in each.lacks if "online_model" in catalog().kind(kind).roles}
    assert bool(missing) is not runs_model


def test_nobody_misses_prompts_where_no_language_model_is_drawn() -> None:
    whole = reference("fraud")
    gone = frozenset(part.id for part in whole.components if part.kind in {"deployer", "model_registry"})
    lacking = {kind for each in grade(without(whole, gone), "fraud").findings for kind in each.lacks}
    assert "deployer" in lacking
    assert "prompt_registry" not in lacking


def test_what_there_is_none_of_is_told_in_a_sentence_whatever_its_words_begin_with() -> None:
    findings = grade(without(reference("fraud"), frozenset({"rules"})), "fraud").findings
    (told,) = (each.message for each in findings if each.rule == "blocked-in-an-outage")
    assert "nothing that is asked only where something else does not answer" in told
    assert "no what" not in told
