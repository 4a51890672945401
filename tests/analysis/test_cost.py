import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.analysis.cost import (
    at_list_prices_usd_per_month,
    cost_estimate,
    cost_per_thousand_requests,
    cost_usd_per_month,
    node_cost_usd_per_month,
    usd_per_month,
)
from designer.analysis.estimate import Estimates
from designer.analysis.graph import DesignGraph
from designer.analysis.reading import build_graph
from designer.analysis.spending import cost
from designer.catalog.library import catalog, scenario, scenario_folder
from designer.catalog.words import words
from designer.errors import DesignerError
from designer.exchange.formats import load
from designer.model.design import Component, Connection, ConnectionKind, Design
from designer.model.scenario import Brief
from tests.analysis import drawings
from tests.analysis.drawings import CLIENT, app
from tests.strategies import designs


def graph(design: Design) -> DesignGraph:
    return build_graph(design, catalog(), words())


def called(kind: str, **stated: float | str | bool) -> DesignGraph:
    """Draw a client that calls one component."""
    parts = (Component(id="c", kind="client"), Component(id="a", kind=kind, name="Part", properties=stated))
    call = Connection(id="call", source="c", target="a", kind=ConnectionKind.REQUEST)
    return graph(Design(components=parts, connections=(call,)))


def test_a_component_costs_its_replicas_in_each_region_and_its_volume() -> None:
    found = graph(
        Design(
            components=(
                Component(id="c", kind="client"),
                Component(
                    id="a",
                    kind="app_service",
                    replicas=3,
                    regions=2,
                    properties={"cost_usd_per_month": 100, "xcost_usd_per_month": 40},
                ),
            ),
            connections=(Connection(id="call", source="c", target="a", kind=ConnectionKind.REQUEST),),
        )
    )
    assert node_cost_usd_per_month(found.nodes["a"]) == 3 * 2 * 100 + 40


def test_the_sums_by_group_and_by_competency_are_those_of_the_components() -> None:
    found = cost(graph(load(scenario_folder("fraud") / "reference.design.yaml")), scenario("fraud").brief)
    total = found.total.value
    assert total == pytest.approx(sum(found.by_component.values()))
    assert total == pytest.approx(sum(found.by_group.values()))
    assert total == pytest.approx(sum(found.by_competency.values()))
    assert found.by_component["scorer"] == 3 * 248
    assert found.by_group["release"] == found.by_competency["rollback"] == 50  # registry and rollout
    assert found.by_competency["redundancy"] == 3 * 70 + 5  # the rules that stand in, and the traffic manager
    assert list(found.by_component.values()) == sorted(found.by_component.values(), reverse=True)


def test_a_thousand_requests_cost_by_the_mean_rate_and_else_by_the_peak() -> None:
    drawn = called("app_service", cost_usd_per_month=2628.0)
    by_mean = cost_per_thousand_requests(drawn, Brief(mean_rate_per_s=1, peak_rate_per_s=10))
    assert by_mean.value == pytest.approx(1.0)  # 730 h of 3,600 s, so 2,628,000 requests
    assert "mean" in by_mean.assumes[0]
    by_peak = cost_per_thousand_requests(drawn, Brief(peak_rate_per_s=10))
    assert by_peak.value == pytest.approx(0.1)
    assert "lower bound" in by_peak.assumes[0]


def test_without_a_rate_a_request_has_no_cost() -> None:
    found = cost_per_thousand_requests(called("app_service"), Brief())
    assert found.value is None
    assert found.statement == "the brief gives no rate of requests"


@pytest.mark.parametrize("price", [-0.1, float("nan")])
def test_a_price_by_the_hour_is_at_least_nothing(price: float) -> None:
    with pytest.raises(DesignerError, match="and it is at least 0"):
        usd_per_month(price)


@pytest.mark.parametrize("name", ["cost_usd_per_month", "xcost_usd_per_month"])
def test_a_price_below_nothing_is_stated_and_never_summed(name: str) -> None:
    drawn = called("app_service", **{name: -1.0})
    found = cost(drawn, Brief(mean_rate_per_s=1))
    assert found.total.value is None
    assert found.per_thousand_requests.value is None
    assert found.total.statement == "a price below nothing is stated for “Part”"
    assert cost_usd_per_month(drawn) is None


@pytest.mark.parametrize(
    ("kind", "stated", "known"),
    [
        ("llm_server", {}, False),
        ("llm_server", {"xcost_usd_per_month": 300}, True),
        ("llm_server", {"hosted": "self"}, True),
        ("llm_server", {"cost_usd_per_month": 0}, True),
        ("external_source", {}, False),
        ("app_service", {"cost_usd_per_month": "by contract"}, False),
        ("app_service", {}, True),
    ],
)
def test_what_has_no_price_is_named(kind: str, stated: dict[str, float | str], known: bool) -> None:
    found = cost(called(kind, **stated), Brief())
    assert found.unpriced == (() if known else ("a",))
    assert found.total.statement == ("" if known else "without “Part”, for which no price is drawn")


@given(designs(), st.integers(0, 99), st.integers(1, 5))
def test_more_replicas_never_cost_less(design: Design, which: int, more: int) -> None:
    if not design.components:
        return
    chosen = design.components[which % len(design.components)]
    larger = chosen.model_copy(update={"replicas": chosen.replicas + more})
    grown = design.model_copy(
        update={"components": tuple(larger if part is chosen else part for part in design.components)}
    )
    before, after = cost_usd_per_month(graph(design)), cost_usd_per_month(graph(grown))
    assert before is not None
    assert after is not None
    assert after >= before


@pytest.mark.parametrize(
    ("devices", "models", "stated", "priced"),
    [(60, 60, None, 0.0), (60, 60, 30.0, 1_800.0), (60, 59, None, 59.0), (9, 9, None, 9.0)],
)
def test_what_is_drawn_as_often_as_a_fleet_runs_on_its_devices(
    devices: int, models: int, stated: float | None, priced: float
) -> None:
    price = {} if stated is None else {"cost_usd_per_month": stated}
    parts = (
        Component(id="car", kind="edge_device", replicas=devices),
        Component(id="rules", kind="fallback", replicas=models),
        Component(id="model", kind="model_server", replicas=models, properties=price),
        Component(id="apart", kind="model_server", replicas=models),
        Component(id="bus", kind="stream"),
    )
    ways = (("car", "rules"), ("rules", "model"), ("bus", "apart"), ("car", "bus"))
    kinds = (ConnectionKind.REQUEST, ConnectionKind.DATA, ConnectionKind.DATA, ConnectionKind.DATA)
    rows = tuple(
        Connection(id=f"{a}>{b}", source=a, target=b, kind=kind) for (a, b), kind in zip(ways, kinds, strict=True)
    )
    found = graph(Design(components=parts, connections=rows))
    one = catalog().kinds["model_server"].properties["cost_usd_per_month"].default
    assert isinstance(one, (int, float))
    expected = priced if stated is not None else priced * one
    assert node_cost_usd_per_month(found.nodes["model"]) == pytest.approx(expected)
    assert node_cost_usd_per_month(found.nodes["apart"]) == pytest.approx(models * one)
    told = "“Fallback”" + ("" if stated else " and “Model server”") + " at no price, since there are as many as devices"
    assert (told in cost_estimate(found).statement) is (expected != models * one)


def test_what_is_spread_over_other_zones_is_no_part_of_a_device() -> None:
    parts = (
        Component(id="till", kind="edge_device", replicas=12),
        Component(id="model", kind="model_server", replicas=12, zones=3),
    )
    call = Connection(id="call", source="till", target="model", kind=ConnectionKind.REQUEST)
    apart = graph(Design(components=parts, connections=(call,)))
    assert node_cost_usd_per_month(apart.nodes["model"])
    assert not apart.nodes["model"].rides
    there = graph(Design(components=(parts[0].model_copy(update={"zones": 3}), parts[1]), connections=(call,)))
    assert node_cost_usd_per_month(there.nodes["model"]) == 0


@pytest.mark.parametrize(("budget", "said"), [(None, ""), (200.0, ""), (96.0, "by 4 %"), (99.5, "by under 1 %")])
def test_a_cost_over_the_budget_says_by_how_much(budget: float | None, said: str) -> None:
    asked = Brief(budget_usd_per_month=budget)
    found = Estimates(called("app_service", cost_usd_per_month=100), asked).shown()["cost_usd_per_month"]
    assert found.value == 100
    assert ("over the brief's" in found.statement) == bool(said)
    assert said in found.statement


def test_what_the_drawing_prices_nowhere_is_known_apart() -> None:
    stated = app(replicas=2, cost_usd_per_month=100)
    drawn = drawings.graph("c > a", "a > b", c=CLIENT, a=stated, b=app(replicas=3))
    usual = node_cost_usd_per_month(drawn.nodes["b"])
    assert usual
    assert at_list_prices_usd_per_month(drawn) == usual
    assert cost_usd_per_month(drawn) == usual + 200
