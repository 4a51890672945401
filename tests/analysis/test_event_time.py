"""How long an event takes: the quickest walk over something that answers to whom the answer is for."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.analysis.estimate import Estimates
from designer.analysis.event_time import EventTime, event_estimate, event_time
from designer.analysis.reading import build_graph
from designer.catalog.library import catalog
from designer.catalog.words import words
from designer.model.design import Design
from designer.model.scenario import Brief
from tests.analysis.drawings import CLIENT, app, graph
from tests.strategies import designs

BRIEF = Brief(mode="stream", events_per_s=100, decision_s=2)


def part(kind: str, p99_ms: float = 0, **stated: object) -> dict[str, object]:
    return {"kind": kind, "properties": {"p50_ms": p99_ms / 2, "p99_ms": p99_ms, **stated}}


PARTS: dict[str, dict[str, object]] = {
    "c": CLIENT,
    "k": part("stream", 10),
    "f": {"kind": "stream_processor", "properties": {"lag_s": 3}},
    "m": part("model_server", 100),
    "p": part("policy_engine", 20),
    "kv": part("kv_store", 5),
    "people": {"kind": "human_review"},
    "log": {"kind": "prediction_log"},
    "mon": {"kind": "ml_monitor"},
}


def walked(*rows: str, **changed: dict[str, object]) -> EventTime | None:
    drawn = {row.strip() for edge in rows for row in edge.partition("|")[0].replace("~", "").split(">")}
    parts = {**PARTS, **changed}
    return event_time(graph(*rows, **{id_: parts[id_] for id_ in sorted(drawn)}), BRIEF)


ROAD = ("c ~> k", "k ~> m", "m ~> p", "p ~> people")


def test_the_p99s_along_the_way_add_up() -> None:
    found = walked(*ROAD)
    assert found is not None
    assert found.way == ("c", "k", "m", "p", "people")
    assert found.seconds == pytest.approx(0.13)


def test_calls_that_a_part_waits_for_count_and_those_that_come_late_do_not() -> None:
    asked = walked(*ROAD, "m > kv")
    assert asked is not None
    assert asked.seconds == pytest.approx(0.135)


@given(st.integers(1, 100))
def test_a_lag_and_a_delay_that_are_drawn_count_in_the_place_of_the_usual_ones(lag_s: int) -> None:
    lagging: dict[str, object] = {"kind": "stream_processor", "properties": {"lag_s": lag_s}}
    found = walked("c ~> k", "k ~> f", "f ~> m | delay_s=4", "m ~> p", "p ~> people", f=lagging)
    assert found is not None
    assert found.seconds == pytest.approx(0.13 + lag_s + 4)


def test_a_shorter_way_round_is_taken_unless_it_passes_nothing_that_answers() -> None:
    slow = walked("c ~> k", "k ~> f", "f ~> m", "m ~> p", "p ~> people")
    assert slow is not None
    quick = walked("c ~> k", "k ~> f", "f ~> m", "k ~> m", "m ~> p", "p ~> people", "c ~> people")
    assert quick == walked(*ROAD)
    assert slow.seconds > 3


def test_what_is_known_before_is_no_way_of_an_event_and_where_an_answer_is_kept_is_one() -> None:
    known = walked("c ~> kv", "kv ~> m", "c ~> k", "k ~> f", "f ~> m", "m ~> people")
    assert known is not None
    assert known.way == ("c", "k", "f", "m", "people")
    kept = walked("c ~> k", "k ~> m", "m ~> kv", "kv ~> p", "p ~> people")
    assert kept is not None
    assert kept.way == ("c", "k", "m", "kv", "p", "people")


def test_what_looks_at_answers_afterwards_is_no_way_to_people() -> None:
    found = walked("c ~> k", "k ~> m", "m ~> log", "m ~> mon", "log ~> people")
    assert found is not None
    assert found.way == ("c", "k", "m")
    assert found.seconds == pytest.approx(0.11)


def test_what_nothing_that_answers_hears_of_has_no_time() -> None:
    assert walked("c ~> k", "k ~> f", "f ~> kv") is None
    assert event_estimate(graph("c ~> k", c=CLIENT, k=part("stream")), BRIEF).value is None


def test_where_clients_wait_it_is_until_they_are_answered() -> None:
    found = event_estimate(graph("c > a", "a > m", c=CLIENT, a=app(), m=part("model_server", 100)), BRIEF)
    assert found.value == pytest.approx(0.11)
    assert "has answered" in found.statement


def test_a_circle_of_calls_has_none() -> None:
    assert (
        event_time(graph("c > a", "a > b", "b > a", "b > m", c=CLIENT, a=app(), b=app(), m=PARTS["m"]), BRIEF) is None
    )


def test_a_circle_of_calls_beside_the_path_of_clients_is_no_way_that_ends() -> None:
    """The client waits for none of it, so that its own calls have no cycle, and the sum of these is infinite."""
    parts = {"c": CLIENT, "k": PARTS["k"], "a": app(), "b": app(), "m": PARTS["m"], "people": PARTS["people"]}
    circle = ("c ~> k", "k ~> a", "a > m", "a > b", "b > a | soft")
    found = event_time(graph(*circle, "a ~> people", **parts), BRIEF)
    assert found is not None
    assert (found.way[-1], found.seconds < inf) == ("m", True)


@given(designs(legal=True))
def test_whatever_is_drawn_has_a_finite_time_or_none(design: Design) -> None:
    found = event_estimate(build_graph(design, catalog(), words()), BRIEF).value
    assert found is None or 0 <= found < inf


def test_it_is_told_where_the_brief_asks_and_beside_what_it_allows() -> None:
    drawn = graph(*ROAD, **{id_: PARTS[id_] for id_ in ("c", "k", "m", "p", "people")})
    assert "of the 2 s that the brief gives" in Estimates(drawn, BRIEF).shown()["event_s"].statement
    hasty = BRIEF.model_copy(update={"decision_s": 0.1})
    assert "over the 0.1 s that the brief gives" in Estimates(drawn, hasty).shown()["event_s"].statement
    assert "event_s" not in Estimates(drawn, Brief(mode="stream", events_per_s=100)).shown()
