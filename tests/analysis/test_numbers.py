import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.analysis.estimate import Estimates
from designer.analysis.graph import DesignGraph, build_graph
from designer.catalog.library import catalog, scenario, scenario_folder
from designer.catalog.source import Source
from designer.catalog.words import words
from designer.exchange.design_file import design_of
from designer.exchange.formats import load
from designer.model.design import Component, Connection, ConnectionKind, Design
from designer.model.scenario import Brief
from tests.strategies import designs

BRIEF = Brief(peak_rate_per_s=1000)


def graph(*rows: str, **components: dict[str, object]) -> DesignGraph:
    """Make a graph of "a > b" request calls, each with its properties after a bar: "a > b | soft timeout_ms=5"."""
    connections = []
    for row in rows:
        ends, _, stated = row.partition("|")
        source, target = (end.strip() for end in ends.split(">"))
        pairs = (part.partition("=") for part in stated.split())
        properties = {name: value or True for name, _, value in pairs}
        connections.append({"source": source, "target": target, "kind": "request", "properties": properties})
    data = {
        "format": "designer-design/1",
        "components": [{"id": id_, **fields} for id_, fields in components.items()],
        "connections": connections,
    }
    return build_graph(design_of(Source("test", data)), catalog(), words())


def app(**fields: object) -> dict[str, object]:
    own: dict[str, object] = {key: fields.pop(key) for key in ("replicas", "zones", "regions") if key in fields}
    return {"kind": "app_service", **own, "properties": {"p99_ms": 10, "p50_ms": 1, **fields}}


CLIENT: dict[str, object] = {"kind": "client"}


@pytest.mark.parametrize(
    ("id_", "p99_ms"),
    [("fraud", 57), ("feed-rec", 127), ("rag-support", 4843)],
)
def test_the_references_have_their_published_numbers(id_: str, p99_ms: float) -> None:
    design = load(scenario_folder(id_) / "reference.design.yaml")
    found = Estimates(build_graph(design, catalog(), words()), scenario(id_).brief)
    assert (found.availability or 0) >= (scenario(id_).brief.availability_slo or 1)
    assert found.p99_ms == pytest.approx(p99_ms)
    assert (found.cost_usd_per_month or 0) <= (scenario(id_).brief.budget_usd_per_month or 0)


def test_serial_calls_add_and_parallel_ones_take_the_slowest() -> None:
    serial = graph("c > a", "a > b", "a > d", c=CLIENT, a=app(), b=app(p99_ms=20), d=app(p99_ms=30))
    assert Estimates(serial, BRIEF).p99_ms == 60
    together = graph(
        "c > a", "a > b | parallel=x", "a > d | parallel=x", c=CLIENT, a=app(), b=app(p99_ms=20), d=app(p99_ms=30)
    )
    assert Estimates(together, BRIEF).p99_ms == 40


def test_a_soft_call_counts_at_most_its_timeout() -> None:
    found = graph("c > a", "a > b | soft timeout_ms=5", c=CLIENT, a=app(), b=app(p99_ms=200))
    assert Estimates(found, BRIEF).p99_ms == 15
    hard = graph("c > a", "a > b | timeout_ms=5", c=CLIENT, a=app(), b=app(p99_ms=200))
    assert Estimates(hard, BRIEF).p99_ms == 210


def test_without_a_component_the_timeout_and_the_stand_in_count() -> None:
    found = graph(
        "c > a", "a > b | soft timeout_ms=25", "a > f | role=fallback", c=CLIENT, a=app(), b=app(), f=app(p99_ms=3)
    )
    assert Estimates(found, BRIEF).p99_ms_without("b") == 10 + 25 + 3


def test_load_follows_shares_and_calls() -> None:
    found = graph("c > a", "a > b | share=0.25 calls=2", c=CLIENT, a=app(rate_per_s=2000), b=app(rate_per_s=1000))
    numbers = Estimates(found, BRIEF)
    assert numbers.capacity.utilisation("a") == pytest.approx(0.5)
    assert numbers.capacity.utilisation("b") == pytest.approx(0.5)
    assert numbers.capacity_per_s() == pytest.approx(2000)


def test_losing_a_zone_leaves_what_is_left() -> None:
    found = graph("c > a", c=CLIENT, a=app(rate_per_s=500, replicas=3, zones=3))
    assert Estimates(found, BRIEF).capacity.utilisation_less_a_zone("a") == pytest.approx(1.0)
    alone = graph("c > a", c=CLIENT, a=app(rate_per_s=5000))
    assert Estimates(alone, BRIEF).capacity.utilisation_less_a_zone("a") == float("inf")


def test_a_quota_is_used_as_far_as_the_drawing_states_one() -> None:
    for stated, expected in (({"quota_rate_per_s": 1250}, 0.8), ({"rate_per_s": 2000}, 0.5), ({}, None)):
        found = graph("c > v", c=CLIENT, v={"kind": "external_source", "properties": stated})
        assert Estimates(found, BRIEF).capacity.utilisation_of_quota("v") == expected


def test_one_of_a_group_is_enough() -> None:
    found = graph("c > a", "a > b | group=g", "a > d | group=g", c=CLIENT, a=app(), b=app(), d=app())
    assert found.alternatives("b") == 1


def test_a_circle_of_calls_is_a_statement_and_no_number() -> None:
    found = graph("c > a", "a > b", "b > a", c=CLIENT, a=app(), b=app())
    numbers = Estimates(found, BRIEF)
    assert numbers.p99_ms is None
    assert numbers.availability is None
    assert "circle" in numbers.shown()["p99_ms"].statement


def test_no_request_path_is_a_statement_and_no_number() -> None:
    numbers = Estimates(graph(), BRIEF)
    assert numbers.availability is None
    assert numbers.shown()["availability"].statement == "no request path is drawn from a client"
    assert numbers.capacity_per_s() is None


def test_a_long_chain_does_not_exhaust_the_stack() -> None:
    names = [f"n{index}" for index in range(3000)]
    design = Design(
        components=(Component(id="c", kind="client"), *(Component(id=name, kind="app_service") for name in names)),
        connections=tuple(
            Connection(id=f"e{index}", source=source, target=target, kind=ConnectionKind.REQUEST)
            for index, (source, target) in enumerate(zip(["c", *names], names, strict=False))
        ),
    )
    found = Estimates(build_graph(design, catalog(), words()), BRIEF)
    assert found.p99_ms == pytest.approx(3000 * 15)
    assert len(found.utilisation()) == 3000


@given(designs(legal=True), st.floats(1, 1e6))
def test_every_number_is_sane(design: Design, peak: float) -> None:
    numbers = Estimates(build_graph(design, catalog(), words()), Brief(peak_rate_per_s=peak))
    assert numbers.availability is None or 0 <= numbers.availability <= 1
    assert numbers.p99_ms is None or numbers.p99_ms >= 0
    assert numbers.cost_usd_per_month is not None
    assert numbers.cost_usd_per_month >= 0
    assert all(value >= 0 for value in numbers.utilisation().values())


@given(st.integers(1, 6), st.integers(1, 3))
def test_a_replica_more_never_raises_utilisation(replicas: int, zones: int) -> None:
    fewer = Estimates(graph("c > a", c=CLIENT, a=app(replicas=replicas, zones=zones)), BRIEF)
    more = Estimates(graph("c > a", c=CLIENT, a=app(replicas=replicas + 1, zones=zones)), BRIEF)
    assert (more.capacity.utilisation("a") or 0) < (fewer.capacity.utilisation("a") or 0)


def test_calls_that_stand_in_for_each_other_take_as_long_as_the_slowest() -> None:
    parts: dict[str, dict[str, object]] = {
        "c": {"kind": "client"},
        "a": app(),
        "x": app(p99_ms=30),
        "y": app(p99_ms=40),
    }
    either = graph("c > a", "a > x | group=model", "a > y | group=model", **parts)
    both = graph("c > a", "a > x", "a > y", **parts)
    assert Estimates(either, BRIEF).p99_ms == pytest.approx(50)
    assert Estimates(both, BRIEF).p99_ms == pytest.approx(80)


def test_what_is_lost_behind_a_mask_costs_the_soft_call_s_timeout_and_the_stand_in() -> None:
    parts: dict[str, dict[str, object]] = {
        "c": {"kind": "client"},
        "a": app(),
        "mask": {"kind": "pii_redactor"},
        "llm": {"kind": "llm_server"},
        "plain": {"kind": "fallback", "properties": {"p99_ms": 5}},
    }
    drawing = graph("c > a", "a > mask | soft timeout_ms=90", "mask > llm", "a > plain", **parts)
    assert Estimates(drawing, BRIEF).p99_ms_without("llm") == pytest.approx(10 + 90 + 5)
