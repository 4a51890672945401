from itertools import pairwise
from math import exp, inf, log
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.analysis.distribution import (
    Exponential,
    Grid,
    Lognormal,
    Mass,
    Residual,
    Uniform,
    normal_below,
)

SERVICES = st.builds(lambda p50, ratio: Lognormal.fit(p50, p50 * ratio), st.floats(0.5, 50), st.floats(1.05, 30))


def added(grid: Grid, *laws: Exponential | Lognormal | Uniform) -> Mass:
    spectrum = grid.spectrum(grid.at(0))
    for law in laws:
        spectrum = spectrum * grid.spectrum(grid.of(law))
    return grid.mass(spectrum)


def test_the_normal_distribution_is_right_to_twelve_places() -> None:
    z = np.linspace(-8.9, 8.9, 5001)
    exact = [NormalDist().cdf(float(each)) for each in z]
    assert float(np.abs(normal_below(z) - exact).max()) < 2e-12


@pytest.mark.parametrize(("p50", "p99"), [(0, 5), (5, 5), (5, 4), (-1, 5), (1, 1e9)])
def test_what_is_no_lognormal_time_is_refused(p50: float, p99: float) -> None:
    with pytest.raises(ValueError, match="no lognormal time"):
        Lognormal.fit(p50, p99)


@given(SERVICES, st.integers(64, 4096), st.floats(2, 100))
def test_a_time_keeps_its_mean_however_coarse_the_grid(law: Lognormal, bins: int, reach: float) -> None:
    grid = Grid(bins, law.quantile(1 - 1e-9) * reach)
    assert grid.mean(grid.of(law)) == pytest.approx(law.mean, rel=1e-4)


@given(SERVICES, st.sampled_from([0.5, 0.9, 0.99, 0.999]))
def test_the_bracket_holds_the_percentiles_of_a_lognormal_time(law: Lognormal, share: float) -> None:
    grid = Grid(1024, law.quantile(0.9999), bracket=True)
    value, low, high = grid.quantile(grid.of(law), share)
    assert low - 1e-9 <= law.quantile(share) <= high + 1e-9
    assert low <= value + grid.step_ms / 2
    assert value - grid.step_ms / 2 <= high


@given(st.lists(SERVICES, min_size=2, max_size=6))
def test_added_times_have_added_means(laws: list[Lognormal]) -> None:
    grid = Grid(4096, sum(law.quantile(1 - 1e-7) for law in laws))
    assert grid.mean(added(grid, *laws)) == pytest.approx(sum(law.mean for law in laws), rel=1e-4)


def test_a_sum_that_passes_the_horizon_does_not_come_round_again() -> None:
    grid = Grid(256, 10.0)
    mass = added(grid, *[Uniform(9.0)] * 6)
    read = 255.5 * grid.step_ms  # the last point stands for what lies about it
    inside = (read**6 - 6 * (read - 9) ** 6) / 720 / 9**6  # Irwin and Hall
    assert float(mass.sum()) == pytest.approx(inside, rel=1e-3)
    assert grid.quantile(mass, 0.5) == (inf,)


def test_a_chain_of_exponential_times_has_its_published_percentiles() -> None:
    grid = Grid(16384, 1500.0, bracket=True)
    mass = added(grid, *(Exponential(1000 / (rate - 50)) for rate in (100, 80, 70)))
    assert grid.quantile(mass, 0.5)[0] == pytest.approx(90.22518263, rel=1e-5)
    assert grid.quantile(mass, 0.99)[0] == pytest.approx(308.3882993, rel=1e-6)
    assert grid.mean(mass) == pytest.approx(103.3333333, rel=1e-7)


@pytest.mark.parametrize("count", [1, 2, 10, 100])
def test_the_longest_of_many_exponential_times_has_the_harmonic_number_as_mean(count: int) -> None:
    grid = Grid(16384, 40.0)
    one = grid.of(Exponential(1.0))
    harmonic = sum(1 / number for number in range(1, count + 1))
    assert grid.mean(grid.times(one, count)) == pytest.approx(harmonic, rel=1e-6)
    if count == 2:
        assert np.allclose(grid.together([one, one]), grid.times(one, 2))


def test_a_hedged_exponential_time_is_the_published_one() -> None:
    grid = Grid(16384, 12.0)
    mass = grid.hedged(grid.of(Exponential(1.0)), 1.0)
    assert grid.quantile(mass, 0.99)[0] == pytest.approx(2.802585093, abs=1e-6)
    assert grid.mean(mass) == pytest.approx(0.8160602794, abs=1e-6)


@given(SERVICES, st.floats(0.1, 200), st.floats(0.1, 200))
def test_a_hedge_never_makes_slower_and_an_earlier_one_is_quicker(law: Lognormal, one: float, other: float) -> None:
    grid = Grid(512, law.quantile(1 - 1e-6), bracket=True)
    mass = grid.of(law)
    early, late = (grid.hedged(mass, after) for after in sorted((one, other)))
    for quick, slow in pairwise((early, late, mass)):
        assert (np.cumsum(quick, axis=1) >= np.cumsum(slow, axis=1) - 1e-12).all()


@given(SERVICES, st.floats(0.01, 300))
def test_a_split_loses_nothing_and_errs_to_the_safe_side(law: Lognormal, limit: float) -> None:
    grid = Grid(512, law.quantile(1 - 1e-9), bracket=True)
    within, beyond = grid.split(grid.of(law), limit)
    assert within.sum(axis=1) + beyond == pytest.approx(1.0)
    exact = 1 - NormalDist(law.log_median, law.sigma).cdf(log(limit))
    assert beyond[1] - 1e-6 <= exact <= beyond[2] + 1e-6


def test_a_constant_time_lies_between_two_points_of_the_grid() -> None:
    grid = Grid(100, 100.0, bracket=True)
    assert grid.mean(grid.at(12.25)) == pytest.approx(12.25)
    assert grid.quantile(grid.at(12.25), 0.5)[1:] == (12.0, 13.0)
    assert grid.at(100.0).sum() == 0


@given(SERVICES, st.integers(64, 2048))
def test_a_residual_service_keeps_its_mean(law: Lognormal, bins: int) -> None:
    residual = law.mean * (1 + law.squared_variation) / 2
    grid = Grid(bins, law.quantile(1 - 1e-13) * 4)
    assert grid.mean(grid.of(Residual(law))) == pytest.approx(residual, rel=0.01)


def test_a_uniform_time_is_read_as_one() -> None:
    grid = Grid(1000, 20.0)
    mass = grid.of(Uniform(10.0))
    assert grid.mean(mass) == pytest.approx(5.0)
    assert grid.quantile(mass, 0.25)[0] == pytest.approx(2.5, abs=grid.step_ms)


def test_the_fit_goes_through_both_percentiles() -> None:
    law = Lognormal.fit(20, 100)
    assert law.quantile(0.5) == pytest.approx(20)
    assert law.quantile(0.99) == pytest.approx(100)
    assert law.scaled(2).mean == pytest.approx(2 * law.mean)
    assert law.mean == pytest.approx(20 * exp(law.sigma**2 / 2))
