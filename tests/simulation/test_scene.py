from typing import Any

import pytest

from designer.model.scenario import Brief
from designer.simulation.scene import Scene
from tests.simulation.board import board

JOB: dict[str, dict[str, Any]] = {
    "job": {"kind": "batch_scorer", "properties": {"interval_s": 3600}},
    "log>job": {"kind": "data"},
    "job>labels": {"kind": "data"},
}


@pytest.mark.parametrize(
    ("brief", "rate", "origin"),
    [
        (Brief(mean_rate_per_s=100, peak_rate_per_s=300), 100, "the brief's mean rate"),
        (Brief(peak_rate_per_s=300), 300, "the brief's peak rate, since it gives no mean"),
        (Brief(events_per_s=50), 50, "the brief's events a second"),
        (Brief(events_per_s=50, answers_per_s=2), 2, "the brief's answers a second"),
        (Brief(batch_rows=86400), 1, "the brief's rows, over a day"),
        (Brief(), None, "the brief gives no rate"),
    ],
)
def test_a_rate_is_the_brief_s_and_says_which(brief: Brief, rate: float | None, origin: str) -> None:
    found = Scene(board(), brief).traffic("model")
    assert (found.rate_per_s, found.origin) == (rate, origin)


def test_a_model_gets_its_part_of_the_requests() -> None:
    found = Scene(board(app__model={"share": 0.25, "calls": 2}), Brief(mean_rate_per_s=100)).traffic("model")
    assert found.rate_per_s == pytest.approx(50)
    assert found.origin == "the brief's mean rate, along shares and calls"


ENCODER: dict[str, dict[str, Any]] = {
    "encoder": {"kind": "model_server"},
    "index": {"kind": "vector_index"},
    "stream": {"kind": "stream"},
    "stream>encoder": {"kind": "data"},
}


def test_what_fills_a_store_gives_nobody_an_answer_and_what_reads_events_does() -> None:
    brief = Brief(mean_rate_per_s=100, events_per_s=50_000)
    found = Scene(board(also={**ENCODER, "encoder>index": {"kind": "data"}}), brief).traffic("encoder")
    assert (found.rate_per_s, found.origin) == (
        None,
        "how many answers rest on what it fills a store with is not drawn",
    )
    logged = Scene(board(also={**ENCODER, "encoder>log": {"kind": "data"}}), brief).traffic("encoder")
    assert logged.rate_per_s == 50_000


def test_events_are_those_at_peak_as_requests_are() -> None:
    graph = board(without=("app>model",))
    found = Scene(graph, Brief(mean_rate_per_s=100, peak_rate_per_s=300, events_per_s=300)).traffic("model")
    assert (found.rate_per_s, found.origin) == (100, "the brief's events, at the mean")


def test_rows_that_fill_what_requests_read_are_no_answers() -> None:
    lists: dict[str, dict[str, Any]] = {"lists": {"kind": "kv_store"}, "job>lists": {"kind": "data"}}
    also = {**JOB, **lists, "app>lists": {"kind": "request"}}
    brief = Brief(mean_rate_per_s=100, batch_rows=3_600_000)
    assert Scene(board(also=also), brief).traffic("job").rate_per_s == pytest.approx(100)
    assert Scene(board(also=JOB), brief).traffic("job").rate_per_s == 1000


def test_a_batch_answers_its_rows_between_two_runs() -> None:
    found = Scene(board(also=JOB), Brief(batch_rows=7200)).traffic("job")
    assert (found.rate_per_s, found.origin) == (2, "the brief's rows, over the time between two runs")


def test_a_model_off_the_request_path_gets_the_events() -> None:
    graph = board(without=("app>model",))
    assert Scene(graph, Brief(mean_rate_per_s=100, events_per_s=7)).traffic("model").rate_per_s == 7


def test_what_was_found_is_kept() -> None:
    scene = Scene(board(), Brief())
    assert scene.keep(("one",), lambda: 1) == 1
    assert scene.keep(("one",), lambda: 2) == 1
