"""The bounds for what is too large against the exact number."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.analysis import compiled, stratified
from designer.analysis.estimate import Estimates
from designer.analysis.graph import DesignGraph
from designer.model.scenario import Brief
from tests.analysis.drawings import CLIENT, graph
from tests.analysis.test_availability import found, part, systems


@given(systems(most=8), st.sampled_from([1, 80_000]))
def test_the_bounds_hold_what_is_true(drawing: DesignGraph, pairs: int) -> None:
    exact = found(drawing).availabilities.of("c")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stratified, "PAIRS", pairs)
        patch.setattr(stratified, "SAMPLES", 500)
        got = stratified.bounds(exact.structure, exact.failing, exact.shared.weights)
    true = exact.unavailability
    assert got.low * (1 - 1e-9) <= true <= got.high * (1 + 1e-9)
    assert got.low <= got.value <= got.high


@given(st.integers(1, 3), st.lists(st.sampled_from([0.001, 0.3, 0.9]), min_size=3, max_size=12))
def test_samples_fail_as_often_as_asked_and_nothing_fails_twice(number: int, chances: list[float]) -> None:
    rows, cases = stratified._sample(number, np.array(chances), 400)
    assert len(set(zip(rows.tolist(), cases.tolist(), strict=True))) == len(rows)
    assert min(np.bincount(cases, minlength=400)) >= number
    assert set(rows.tolist()) <= set(range(len(chances)))


def test_samples_are_drawn_with_the_right_chances() -> None:
    chances = np.array([0.1, 0.5, 0.2, 0.4])
    rows, cases = stratified._sample(2, chances, 40_000)
    states = np.zeros((40_000, 4), dtype=bool)
    states[cases, rows] = True
    for state in range(16):
        bits = np.array([bool(state >> bit & 1) for bit in range(4)])
        chance = np.where(bits, chances, 1 - chances).prod()
        expected = chance / stratified._at_least(2, chances)[0] if bits.sum() > 1 else 0.0
        assert (states == bits).all(axis=1).mean() == pytest.approx(expected, abs=0.01)


def mesh(wide: int, deep: int) -> DesignGraph:
    """Make layers in which each part calls two groups of the next layer, so that hardly anything can be told apart."""
    rows, names = [], ["a"]
    for layer in range(deep):
        below = [f"n{layer}-{number}" for number in range(wide)]
        for index, name in enumerate(names if layer else ["a"]):
            for step, other in enumerate(below):
                rows.append(f"{name} > {other} | group=g{(step + index) % 3}")
        names = below
    parts = {end.strip() for row in rows for end in row.partition("|")[0].split(">")}
    return graph("c > a", *rows, c=CLIENT, **{name: part(0.99, 2, 2) for name in parts})


def test_what_is_too_large_is_estimated_between_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    drawing = mesh(6, 3)
    exact = found(drawing).availability_figure
    assert exact.method == "exact"
    assert exact.low is None
    monkeypatch.setattr(compiled, "CELLS", 10)
    figure = Estimates(drawing, Brief()).availability_figure
    assert figure.method == "estimate"
    assert figure.low is not None
    assert figure.high is not None
    assert exact.value is not None
    assert figure.low <= exact.value <= figure.high
    assert "bounds are sure" in figure.statement
    assert figure == Estimates(drawing, Brief()).availability_figure


def test_more_zones_than_can_be_told_apart_widen_the_bounds() -> None:
    drawing = graph("c > a", "a > b", c=CLIENT, a=part(0.99, 40, 40), b=part(0.99, 40, 40))
    figure = found(drawing).availability_figure
    assert figure.method == "estimate"
    assert figure.low is not None
    assert figure.high == pytest.approx(1.0)
    assert 1 - figure.low < 1e-3


def test_absurdly_many_zones_and_regions_have_bounds_at_once() -> None:
    wide = part(0.9, 1_000_000, 1000) | {"regions": 1000}
    figure = found(graph("c > a", "a > b", c=CLIENT, a=wide, b=wide), region_availability=0.999).availability_figure
    assert figure.method == "estimate"
    assert figure.low is not None
    assert figure.high is not None
    assert figure.low <= figure.high
    named = {f"n{index}": part(0.9, 30, tuple(f"z{index // 2}-{zone}" for zone in range(30))) for index in range(40)}
    rows = [f"c > {name}" for name in named]
    figure = found(graph(*rows, c=CLIENT, **named)).availability_figure
    assert (figure.method, figure.low) == ("estimate", 0.0)
