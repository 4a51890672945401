"""The formulas for independent parts against other ways to the same number."""

from decimal import Decimal, getcontext
from fractions import Fraction
from itertools import combinations, product
from math import comb, fsum, prod

import pytest
from graphillion import GraphSet
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.analysis.reliability import (
    at_least,
    downtime_min,
    fraction,
    own_budget,
    parallel,
    repairable,
    series,
    too_few,
    two_terminal,
)
from designer.errors import DesignerError

NEAR = 1e-9
SMALL = st.sampled_from([0.0, 1e-9, 2e-9, 1e-6, 0.003, 0.1, 0.5, 0.97, 1.0])
LISTS = st.lists(SMALL, min_size=1, max_size=6)


def exactly(downs: list[float], needed: int) -> float:
    states = (ups for ups in product([True, False], repeat=len(downs)) if sum(ups) < needed)
    return float(sum(prod(chance(up, down) for up, down in zip(ups, downs, strict=True)) for ups in states))


def chance(up: bool, down: float) -> Fraction:
    return 1 - Fraction(down) if up else Fraction(down)


@given(LISTS)
def test_series_and_parallel_are_all_and_any(downs: list[float]) -> None:
    assert series(downs) == pytest.approx(exactly(downs, len(downs)), rel=NEAR)
    assert parallel(downs) == pytest.approx(exactly(downs, 1), rel=NEAR)


@given(LISTS, st.integers(0, 7))
def test_at_least_counts_every_state(downs: list[float], needed: int) -> None:
    assert at_least(needed, downs) == pytest.approx(exactly(downs, needed), rel=NEAR)


@given(st.integers(0, 12), st.integers(0, 12), SMALL)
def test_equal_replicas_are_a_binomial_tail(needed: int, replicas: int, down: float) -> None:
    one = Fraction(down)
    expected = sum(
        comb(replicas, up) * (1 - one) ** up * one ** (replicas - up) for up in range(min(needed, replicas + 1))
    )
    assert too_few(needed, replicas, down) == pytest.approx(float(expected), rel=NEAR)


@pytest.mark.parametrize(("needed", "replicas", "down"), [(900, 1000, 0.09), (1800, 2000, 0.09), (5, 2000, 0.999)])
def test_thousands_of_replicas_are_counted(needed: int, replicas: int, down: float) -> None:
    getcontext().prec = 60
    one = Decimal(down)
    expected = sum(comb(replicas, up) * (1 - one) ** up * one ** (replicas - up) for up in range(needed))
    assert too_few(needed, replicas, down) == pytest.approx(float(expected), rel=1e-8)


def test_a_million_replicas_are_no_trouble() -> None:
    assert too_few(900_000, 1_000_000, 0.1) == pytest.approx(0.5, abs=1e-3)
    assert too_few(1, 1_000_000, 0.1) == 0.0


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[tuple[str, str]], list[float]]:
    nodes = "stabc"[: draw(st.integers(2, 5))]
    pairs = [pair for pair in combinations(nodes, 2) if draw(st.booleans())]
    return pairs, [draw(st.sampled_from([0.5, 0.1, 0.01, 1e-7])) for _ in pairs]


def joined(edges: list[tuple[str, str]], up: dict[str, bool]) -> bool:
    reached, frontier = {"s"}, ["s"] if up.get("s", True) else []
    for here in frontier:
        for one, other in edges:
            for start, end in ((one, other), (other, one)):
                if start == here and end not in reached and up.get(end, True):
                    reached.add(end)
                    frontier.append(end)
    return "t" in reached and bool(frontier)


@given(networks(), st.sampled_from([{}, {"a": 0.2}, {"s": 0.01, "b": 0.3}]))
def test_a_network_is_as_reliable_as_all_its_states_say(
    network: tuple[list[tuple[str, str]], list[float]], nodes_down: dict[str, float]
) -> None:
    edges, downs = network
    terms = []
    for ups in product([True, False], repeat=len(edges) + len(nodes_down)):
        left = [edge for edge, up in zip(edges, ups, strict=False) if up]
        nodes_up = dict(zip(nodes_down, ups[len(edges) :], strict=True))
        if not joined(left, nodes_up):
            chances = zip([*downs, *nodes_down.values()], ups, strict=True)
            terms.append(prod(1 - down if up else down for down, up in chances))
    assert two_terminal(edges, ("s", "t"), downs, nodes_down) == pytest.approx(fsum(terms), rel=NEAR)


@settings(max_examples=25)
@given(networks())
def test_a_network_is_as_reliable_as_graphillion_says(network: tuple[list[tuple[str, str]], list[float]]) -> None:
    edges, downs = network
    if not {"s", "t"} <= {end for edge in edges for end in edge}:
        assert two_terminal(edges, ("s", "t"), downs) == 1.0
        return
    GraphSet.set_universe(edges)
    ways = GraphSet.paths("s", "t")
    cut = GraphSet({}) - GraphSet({}).supergraphs(ways)
    up = {edge: 1 - down for edge, down in zip(edges, downs, strict=True)}
    assert two_terminal(edges, ("s", "t"), downs) == pytest.approx(cut.probability(up), rel=1e-7)


def test_the_ends_of_a_network_may_be_one_or_apart() -> None:
    assert two_terminal([("s", "a")], ("s", "s"), [0.5]) == 0.0
    assert two_terminal([("s", "a")], ("s", "t"), [0.5]) == 1.0


def test_hours_and_budgets() -> None:
    assert repairable(9, 1) == pytest.approx(0.1)
    assert downtime_min(1.0) == 730 * 60
    assert own_budget(0.999, [0.99]) < 0
    with pytest.raises(DesignerError, match="more than 0"):
        repairable(0, 1)


@pytest.mark.parametrize("wrong", [99.95, -0.1, 1.5, float("nan"), float("inf")])
def test_a_percentage_is_no_share(wrong: float) -> None:
    with pytest.raises(DesignerError, match="between 0 and 1"):
        fraction(wrong)
    for function in (series, parallel):
        with pytest.raises(DesignerError, match="between 0 and 1"):
            function([0.1, wrong])
    with pytest.raises(DesignerError, match="between 0 and 1"):
        at_least(1, [wrong])
