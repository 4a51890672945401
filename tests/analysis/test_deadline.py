import pytest
from hypothesis import given

from designer.analysis.deadline import deadlines_ms, overrun_ms
from designer.analysis.estimate import Estimates
from designer.analysis.reading import build_graph
from designer.catalog.library import catalog
from designer.catalog.words import words
from designer.model.design import Design
from designer.model.scenario import Brief
from tests.analysis.drawings import CLIENT, app, graph
from tests.strategies import designs


def test_a_deadline_is_the_shortest_timeout_on_any_way_to_a_component() -> None:
    drawn = graph("c > a | timeout_ms=100", "a > b", "b > d | timeout_ms=300", c=CLIENT, a=app(), b=app(), d=app())
    assert deadlines_ms(drawn) == {"a": 100, "b": 100, "d": 100}


@pytest.mark.parametrize(("inner", "expected"), [("timeout_ms=80", 0), ("timeout_ms=130", 30), ("", 0)])
def test_a_call_overruns_by_what_it_outlasts_those_above(inner: str, expected: float) -> None:
    drawn = graph("c > a | timeout_ms=100", f"a > b | {inner}", c=CLIENT, a=app(), b=app())
    assert overrun_ms(drawn, deadlines_ms(drawn), "b") == expected


@pytest.mark.parametrize("unwaited", ["async", "role=shadow"])
def test_nobody_gives_up_on_what_nobody_waits_for(unwaited: str) -> None:
    rows = ("c > d", f"c > a | timeout_ms=100 {unwaited}", "a > b | timeout_ms=130")
    drawn = graph(*rows, c=CLIENT, a=app(), b=app(), d=app())
    assert deadlines_ms(drawn) == {"b": 130}
    assert overrun_ms(drawn, deadlines_ms(drawn), "b") == 0


@given(designs())
def test_no_call_is_given_up_later_than_it_states(design: Design) -> None:
    drawn = build_graph(design, catalog(), words())
    found = deadlines_ms(drawn)
    for edge in drawn.edges:
        if edge.kind.value == "request" and edge.role != "shadow" and not edge.values.get("async"):
            assert found.get(edge.target, float("inf")) <= edge.number("timeout_ms", float("inf"))


def test_load_is_shared_by_the_replicas_of_every_region() -> None:
    drawn = graph("c > a", c=CLIENT, a=app(replicas=4, regions=2))
    assert Estimates(drawn, Brief(peak_rate_per_s=800)).capacity.replica_load_per_s("a") == 100
    assert Estimates(drawn, Brief()).capacity.replica_load_per_s("a") is None
