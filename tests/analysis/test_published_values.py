"""The numbers against what others have published, through the public functions and, where they can be, drawn."""

from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from designer.analysis.capacity import Capacity
from designer.analysis.cost import cost_usd_per_month, usd_per_month
from designer.analysis.distribution import Exponential, Grid, Lognormal
from designer.analysis.estimate import Estimates
from designer.analysis.graph import DesignGraph
from designer.analysis.performance import Performance
from designer.analysis.placement import Lost
from designer.analysis.queueing import Queue, pollaczek_khinchine
from designer.analysis.reading import build_graph
from designer.analysis.reliability import (
    HOURS_A_YEAR,
    downtime_min,
    own_budget,
    parallel,
    repairable,
    series,
    two_terminal,
)
from designer.catalog.library import catalog
from designer.catalog.source import Source
from designer.catalog.words import words
from designer.exchange.design_file import design_of
from designer.model.scenario import Brief
from designer.simulation.detection import sample_size, share_of_percent
from designer.simulation.strategy import bad_rate
from tests.analysis.drawings import CLIENT, app, graph
from tests.analysis.test_availability import down, found

Entry = dict[str, Any]
Nested = float | dict[str, list[Any]]
PUBLISHED: dict[str, list[Entry]] = yaml.safe_load(
    Path(__file__).with_name("published_values.yaml").read_text(encoding="utf-8")
)


def entry(group: str, id_: str) -> Entry:
    """Give a published value by its name."""
    return next(each for each in PUBLISHED[group] if each["id"] == id_)


def test_every_value_says_where_it_is_from() -> None:
    assert all(each["source"] for group in PUBLISHED.values() for each in group)


@pytest.mark.parametrize("published", PUBLISHED["cost"], ids=lambda each: each["id"])
def test_cost(published: Entry) -> None:
    given = published["given"]["usd_per_hour"]
    near = pytest.approx(published["expected"], abs=published["within"])
    assert usd_per_month(given) == near
    data = {
        "format": "designer-design/1",
        "components": [
            {"id": "c", "kind": "client"},
            {"id": "a", "kind": "app_service", "properties": {"cost_usd_per_month": f"{given} $/h"}},
        ],
        "connections": [{"source": "c", "target": "a", "kind": "request"}],
    }
    assert cost_usd_per_month(build_graph(design_of(Source("test", data)), catalog(), words())) == near


def test_answers_to_tell_two_shares_apart() -> None:
    published = entry("rollout", "answers-to-tell-two-shares-apart")
    assert sample_size(**published["given"]) == pytest.approx(published["expected"], abs=published["within"])


def test_errors_of_a_canary() -> None:
    published = entry("rollout", "errors-of-a-canary")
    canary_share = share_of_percent(published["given"]["canary_percent"])
    assert bad_rate(canary_share, published["given"]["bad_share"]) == pytest.approx(
        published["expected"], abs=published["within"]
    )


def combined(structure: Nested) -> float:
    """Give the unavailability of nested `all_of` and `any_of`."""
    if isinstance(structure, float):
        return 1 - structure
    (how, inner), *_ = structure.items()
    return {"all_of": series, "any_of": parallel}[how](combined(each) for each in inner)


def drawn(structure: Nested) -> DesignGraph:
    """Draw nested `all_of` and `any_of`: applications that never fail call what is named, or any one of a group."""
    parts: list[dict[str, Any]] = [{"id": "c", "kind": "client"}]
    calls: list[dict[str, Any]] = []

    def draw(inner: Nested, caller: str, group: str | None) -> None:
        id_ = f"p{len(parts)}"
        parts_of = {} if isinstance(inner, float) else inner
        parts.append({"id": id_, "kind": "app_service", "properties": {"availability": 1.0 if parts_of else inner}})
        properties = {"group": group} if group else {}
        calls.append({"source": caller, "target": id_, "kind": "request", "properties": properties})
        for how, each in ((how, each) for how, inners in parts_of.items() for each in inners):
            draw(each, id_, "any" if how == "any_of" else None)

    draw(structure, "c", None)
    data = {"format": "designer-design/1", "components": parts, "connections": calls}
    return build_graph(design_of(Source("test", data)), catalog(), words())


@pytest.mark.parametrize("published", PUBLISHED["availability"], ids=lambda each: each["id"])
def test_availability(published: Entry) -> None:
    near = pytest.approx(published["expected"], abs=published["within"])
    assert 1 - combined(published["given"]) == near
    assert 1 - down(drawn(published["given"]), zone_availability=1.0) == near
    assert combined(published["given"]) == pytest.approx(
        down(drawn(published["given"]), zone_availability=1.0), rel=1e-9
    )


@pytest.mark.parametrize("published", PUBLISHED["repair"], ids=lambda each: each["id"])
def test_repair(published: Entry) -> None:
    assert 1 - repairable(**published["given"]) == pytest.approx(published["expected"], abs=published["within"])


@pytest.mark.parametrize("published", PUBLISHED["downtime"], ids=lambda each: each["id"])
def test_downtime(published: Entry) -> None:
    near = pytest.approx(published["expected"], abs=published["within"])
    assert downtime_min(1 - published["given"], HOURS_A_YEAR) == near


@pytest.mark.parametrize("published", PUBLISHED["budget"], ids=lambda each: each["id"])
def test_budget(published: Entry) -> None:
    given = published["given"]
    left = own_budget(given["target"], [given["each"]] * given["dependencies"])
    assert downtime_min(left, HOURS_A_YEAR) == pytest.approx(published["expected"], abs=published["within"])


@pytest.mark.parametrize("published", PUBLISHED["networks"], ids=lambda each: each["id"])
def test_networks(published: Entry) -> None:
    given = published["given"]
    names = [str(number) for number in range(given.get("complete", 0))]
    edges = [tuple(edge) for edge in given.get("edges") or combinations(names, 2)]
    ends = given.get("ends") or (names[0], names[-1])
    reached = 1 - two_terminal(edges, tuple(ends), [given["down"]] * len(edges))
    assert reached == pytest.approx(published["expected"], abs=published["within"])


@pytest.mark.parametrize("published", PUBLISHED["static_stability"], ids=lambda each: each["id"])
def test_static_stability(published: Entry) -> None:
    given = published["given"]
    data = {
        "format": "designer-design/1",
        "components": [
            {"id": "c", "kind": "client"},
            {"id": "a", "kind": "app_service", "replicas": given["replicas"], "zones": given["zones"],
             "properties": {"availability": 1.0, "rate_per_s": 10}},
        ],
        "connections": [{"source": "c", "target": "a", "kind": "request"}],
    }  # fmt: skip
    drawing = build_graph(design_of(Source("test", data)), catalog(), words())
    numbers = found(drawing, peak=10.0 * given["needed"])
    assert numbers.availabilities.needed("a") == given["needed"]
    left = numbers.availabilities.of("c").given(Lost(zones=frozenset({"1"})))
    assert (left is not None and left < 1) is published["expected"]


@pytest.mark.parametrize("published", PUBLISHED["queues"], ids=lambda each: each["id"])
def test_queues(published: Entry) -> None:
    queue = Queue(**published["given"])
    found = {name: getattr(queue, name) for name in published["expected"]}
    assert found == pytest.approx(published["expected"], abs=published["within"])


@pytest.mark.parametrize("published", PUBLISHED["service_levels"], ids=lambda each: each["id"])
def test_service_levels(published: Entry) -> None:
    given = dict(published["given"])
    wait = given.pop("wait")
    assert Queue(**given).answered_within(wait) == pytest.approx(published["expected"], abs=published["within"])


@pytest.mark.parametrize("published", PUBLISHED["mean_waits"], ids=lambda each: each["id"])
def test_mean_waits(published: Entry) -> None:
    found = pollaczek_khinchine(**published["given"])
    assert found == pytest.approx(published["expected"], abs=published["within"])


@pytest.mark.parametrize("published", PUBLISHED["chains_of_queues"], ids=lambda each: each["id"])
def test_chains_of_queues(published: Entry) -> None:
    given, grid = published["given"], Grid(16384, 1500.0)
    spectrum = grid.spectrum(grid.at(0))
    for rate in given["service_rates"]:
        spectrum = spectrum * grid.spectrum(grid.of(Exponential(1000 / (rate - given["arrival_rate"]))))
    mass = grid.mass(spectrum)
    found = {"mean": grid.mean(mass), "p50": grid.quantile(mass, 0.5)[0], "p99": grid.quantile(mass, 0.99)[0]}
    assert found == pytest.approx(published["expected"], rel=published["within_ratio"])


@pytest.mark.parametrize("published", PUBLISHED["longest_of"], ids=lambda each: each["id"])
def test_longest_of(published: Entry) -> None:
    grid = Grid(16384, 40.0)
    longest = grid.times(grid.of(Exponential(1.0)), published["given"])
    assert grid.mean(longest) == pytest.approx(published["expected"], abs=published["within"])


@pytest.mark.parametrize("published", PUBLISHED["slow_requests"], ids=lambda each: each["id"])
def test_slow_requests(published: Entry) -> None:
    """Draw it: a call that 99 of 100 times takes at most 1,000 ms, made a hundred times at once."""
    given = published["given"]
    parts: dict[str, dict[str, object]] = {
        "c": CLIENT,
        "a": app(p50_ms=0, p99_ms=0),
        "b": app(p50_ms=10, p99_ms=1000),
    }
    drawn = graph("c > a", f"a > b | parallel=x calls={given['calls']}", **parts)
    performance = Performance(drawn, Brief(), bins=16384)
    grid, mass = performance.distributions.grid, performance.distributions.of("c")
    slow = float(grid.split(mass, 1000)[1][0])
    assert slow == pytest.approx(published["expected"], abs=published["within"])


@pytest.mark.parametrize("published", PUBLISHED["hedges"], ids=lambda each: each["id"])
def test_hedges(published: Entry) -> None:
    given, grid = published["given"], Grid(16384, 12.0)
    mass = grid.hedged(grid.of(Exponential(given["mean"])), given["after"])
    found = {"p99": grid.quantile(mass, 0.99)[0], "mean": grid.mean(mass)}
    assert found == pytest.approx(published["expected"], abs=published["within"])


@pytest.mark.parametrize("published", PUBLISHED["fits"], ids=lambda each: each["id"])
def test_fits(published: Entry) -> None:
    law = Lognormal.fit(**published["given"])
    found = {name: getattr(law, name) for name in published["expected"]}
    assert found == pytest.approx(published["expected"], rel=published["within_ratio"])
    shown = Estimates(graph("c > a", c=CLIENT, a=app(**published["given"])), Brief()).shown()
    assert {name: shown[name].value for name in published["given"]} == pytest.approx(published["given"], rel=1e-3)


@pytest.mark.parametrize("published", PUBLISHED["amplification"], ids=lambda each: each["id"])
def test_amplification(published: Entry) -> None:
    layers, again = published["given"]["layers"], published["given"]["tries"] - 1
    names = ["c", *(f"n{number}" for number in range(layers))]
    rows = [f"{caller} > {called} | retries={again}" for caller, called in pairwise(names)]
    parts = {name: app() for name in names[1:]}
    found = Capacity(graph(*rows, c=CLIENT, **parts), Brief(peak_rate_per_s=1)).amplification
    assert found[names[-1]] == published["expected"]
