"""How often a job runs and how long it waits for labels, as the drawing says it."""

from collections.abc import Mapping

import pytest

from designer.analysis.graph import DesignGraph
from designer.analysis.maturity import label_maturity_s
from designer.analysis.reading import build_graph
from designer.analysis.schedule import runs_every_s
from designer.catalog.library import catalog
from designer.catalog.source import Source
from designer.catalog.words import words
from designer.exchange.design_file import design_of

TRIGGER = {"source": "clock", "target": "job", "kind": "control"}
DAY, WEEK = 86400, 604800


def drawn(*connections: Mapping[str, object], **components: Mapping[str, object]) -> DesignGraph:
    kinds = {"job": "trainer", "clock": "orchestrator", "labels": "label_store", "people": "human_review"}
    data = {
        "format": "designer-design/1",
        "components": [{"id": id_, "kind": kind, "properties": components.get(id_, {})} for id_, kind in kinds.items()],
        "connections": list(connections),
    }
    return build_graph(design_of(Source("test", data)), catalog(), words())


@pytest.mark.parametrize(
    ("connection", "properties", "every_s"),
    [
        (TRIGGER, {"clock": {"interval_s": DAY}}, DAY),
        (TRIGGER | {"label": "trigger weekly"}, {"clock": {"interval_s": DAY}}, WEEK),
        (TRIGGER | {"properties": {"interval_s": WEEK}}, {"clock": {"interval_s": DAY}}, WEEK),
        (TRIGGER, {"clock": {"interval_s": DAY}, "job": {"interval_s": WEEK}}, WEEK),
        (TRIGGER, {}, None),
        (TRIGGER | {"label": "alert"}, {"clock": {"interval_s": DAY}}, None),
    ],
    ids=["its trigger's", "the trigger's words", "the trigger's own", "its own", "not said", "no trigger"],
)
def test_a_job_runs_as_often_as(
    connection: dict[str, object], properties: Mapping[str, Mapping[str, object]], every_s: float | None
) -> None:
    assert runs_every_s(drawn(connection, **properties), "job") == every_s


def test_jobs_that_trigger_each_other_have_no_interval() -> None:
    back = {"source": "job", "target": "clock", "kind": "control", "properties": {"role": "trigger"}}
    assert runs_every_s(drawn(TRIGGER, back), "job") is None


@pytest.mark.parametrize(
    ("properties", "wait_s"),
    [
        ({"job": {"maturity_s": DAY}, "labels": {"maturity_s": WEEK}}, DAY),
        ({"labels": {"maturity_s": WEEK, "definition": "final after 1 day"}}, WEEK),
        ({"labels": {"definition": "watched for 30 s, closed after 2 h"}}, 7200),
        ({"labels": {"definition": "watched for 30 s"}}, None),
        ({"labels": {"definition": True}}, None),
    ],
    ids=["the job's own", "the label store's", "its definition's longest", "a time in the outcome", "not said"],
)
def test_training_waits_for_labels_as_long_as(
    properties: Mapping[str, Mapping[str, object]], wait_s: float | None
) -> None:
    learned = {"source": "labels", "target": "job", "kind": "data"}
    assert label_maturity_s(drawn(learned, **properties), "job") == wait_s


def test_labels_that_do_not_reach_training_say_nothing_of_it() -> None:
    elsewhere = {"source": "people", "target": "labels", "kind": "feedback"}
    assert label_maturity_s(drawn(elsewhere, TRIGGER, labels={"maturity_s": WEEK}), "job") is None
