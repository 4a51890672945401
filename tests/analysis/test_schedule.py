"""How often a job runs and how long it waits for labels, as the drawing says it."""

from collections.abc import Iterable, Mapping

import pytest

from designer.analysis.freshness import staleness_s
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


KINDS = {"job": "trainer", "clock": "orchestrator", "labels": "label_store", "people": "human_review"}


def drawn(*connections: Mapping[str, object], **components: Mapping[str, object]) -> DesignGraph:
    return built(KINDS, connections, **components)


def built(
    kinds: Mapping[str, str], connections: Iterable[Mapping[str, object]], **components: Mapping[str, object]
) -> DesignGraph:
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


@pytest.mark.parametrize(
    ("rows", "every_s"),
    [
        ([{"source": "lake", "target": "job", "kind": "data", "label": "nightly"}], DAY),
        ([{"source": "lake", "target": "job", "kind": "data", "label": "each week, all of it"}], WEEK),
        ([{"source": "job", "target": "table", "kind": "data", "label": "rewritten every 6 h"}], 21600),
        ([{"source": "lake", "target": "job", "kind": "data", "label": "labels after 30 days"}], None),
        (
            [
                TRIGGER | {"label": "trigger weekly"},
                {"source": "lake", "target": "job", "kind": "data", "label": "nightly"},
            ],
            WEEK,
        ),
    ],
    ids=["what it reads", "each", "what it writes", "a delay", "its trigger comes first"],
)
def test_the_words_on_a_jobs_data_say_how_often_it_runs(rows: list[dict[str, object]], every_s: float | None) -> None:
    kinds = {"lake": "object_store", "job": "batch_processor", "table": "kv_store", "clock": "orchestrator"}
    assert runs_every_s(built(kinds, rows), "job") == every_s


def test_an_hours_counts_that_stream_do_not_run_hourly() -> None:
    rows: list[dict[str, object]] = [{"source": "job", "target": "table", "kind": "data", "label": "hourly counts"}]
    assert runs_every_s(built({"job": "stream_processor", "table": "kv_store"}, rows), "job") is None


@pytest.mark.parametrize(
    ("writer", "label", "age_s"),
    [
        ("warehouse", "copied every night", DAY),
        ("batch_processor", "refreshed every night", DAY),
        ("batch_processor", "", None),
        ("stream_processor", "hourly counts", 1),
    ],
)
def test_a_store_is_as_old_as_the_words_on_what_fills_it(writer: str, label: str, age_s: float | None) -> None:
    row = {"source": "job", "target": "table", "kind": "data", "label": label}
    graph = built({"job": writer, "table": "kv_store"}, [row], job={"lag_s": 1} if age_s == 1 else {})
    assert staleness_s(graph, "table") == age_s


@pytest.mark.parametrize("kind", ["policy_engine", "app_service", "data_validator"])
def test_what_stands_between_a_nightly_job_and_its_table_makes_nothing_fresh(kind: str) -> None:
    kinds = {"job": "batch_scorer", "step": kind, "table": "kv_store", "app": "app_service"}
    rows: list[dict[str, object]] = [
        {"source": "job", "target": "step", "kind": "data"},
        {"source": "step", "target": "table", "kind": "data"},
    ]
    assert staleness_s(built(kinds, rows, job={"interval_s": DAY}), "table") == DAY
    rows.append({"source": "app", "target": "step", "kind": "request"})
    if kind != "data_validator":
        asked = staleness_s(built(kinds, rows, job={"interval_s": DAY}), "table")
        assert asked is not None
        assert asked < 1, "what is asked writes what it is asked for"


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
