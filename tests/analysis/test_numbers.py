import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.analysis.estimate import Estimates
from designer.analysis.placement import Lost
from designer.analysis.reading import build_graph
from designer.catalog.library import catalog, scenario, scenario_folder
from designer.catalog.words import words
from designer.exchange.formats import load
from designer.model.critique import Estimate
from designer.model.design import Design
from designer.model.scenario import Brief
from tests.analysis.drawings import CLIENT, app, graph
from tests.strategies import designs

BRIEF = Brief(peak_rate_per_s=1000)


@pytest.mark.parametrize(
    ("id_", "p99_ms"),
    [("fraud", 34.1), ("feed-rec", 83.7), ("rag-support", 4404)],
)
def test_the_references_have_their_numbers(id_: str, p99_ms: float) -> None:
    design = load(scenario_folder(id_) / "reference.design.yaml")
    found = Estimates(build_graph(design, catalog(), words()), scenario(id_).brief)
    assert (found.availability or 0) >= (scenario(id_).brief.availability_slo or 1)
    assert found.p99_ms == pytest.approx(p99_ms, rel=5e-3)
    assert (found.cost_usd_per_month or 0) <= (scenario(id_).brief.budget_usd_per_month or 0)


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
    assert numbers.p99_sum_ms is None
    assert numbers.why_none("p99_sum_ms") == "no request path is drawn from a client"


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


def test_a_figure_says_what_it_leaves_out() -> None:
    rated = {"rate_per_s": 500, "replicas": 3}
    alone = graph("c > a", c=CLIENT, a=app(**rated))
    shown = Estimates(alone, BRIEF).shown()
    assert shown["capacity_per_s"].statement.endswith("is full first")
    assert not shown["availability"].statement
    standing_by = graph("c > a", "a > b | soft=true", "a > d | role=fallback", c=CLIENT, a=app(), b=app(), d=app())
    assert "what stands in counts as an answer" in Estimates(standing_by, BRIEF).shown()["availability"].statement


def test_what_is_full_first_by_the_rate_of_its_kind_has_the_first_by_rates_that_are_drawn_beside_it() -> None:
    drawn = graph("c > a", "a > b", c=CLIENT, a=app(rate_per_s=5000), b={"kind": "kv_store"})
    told = Estimates(drawn, BRIEF).shown()["capacity_per_s"].statement
    first = "“Key-value store” is full first, by the usual rate of its kind"
    assert told == f"{first}; by the rates that are drawn, “Application service” at 5,000 /s"


def test_what_stands_in_is_asked_once_something_is_gone() -> None:
    rows = ["c > a", "a > m | soft", "a > s | role=fallback"]
    drawn = graph(*rows, c=CLIENT, a=app(rate_per_s=5000), m=app(rate_per_s=2000), s=app(rate_per_s=10))

    def capacity(gone: str) -> Estimate:
        lost = Lost(components=frozenset(gone))
        return Estimates(drawn, BRIEF, lost=lost).shown()["capacity_per_s"]

    assert "what stands in is not asked" in capacity("").assumes
    assert capacity("").value == pytest.approx(2000)
    assert "what stands in carries the whole load" in capacity("m").assumes
