from math import inf

import ciw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.analysis.distribution import Grid, Lognormal
from designer.analysis.queueing import Queue, Waiting, erlang_b, erlang_c, pollaczek_khinchine

SPREADS = st.floats(0.2, 1.2)


def wait_grid(waiting: Waiting, bins: int = 4096) -> Grid:
    return Grid(bins, 40 * waiting.mean_of_waiting_ms, bracket=True)


@given(st.integers(1, 60), st.floats(0.01, 0.99))
def test_erlang_c_lies_above_erlang_b_and_falls_with_servers(servers: int, used: float) -> None:
    erlangs = servers * used
    assert 0 <= erlang_b(servers, erlangs) <= erlang_c(servers, erlangs) <= 1
    assert erlang_c(servers + 1, erlangs) <= erlang_c(servers, erlangs)


def test_very_many_servers_are_close_to_their_limit() -> None:
    assert erlang_c(10_001, 9_951) == pytest.approx(erlang_c(10_000, 9_950), rel=0.01)
    assert erlang_c(1_000_000, 100_000) == 0


def test_a_queue_that_only_grows_has_no_wait() -> None:
    queue = Queue(arrival_rate=10, service_rate=5, servers=2)
    assert queue.waiting_share == 1
    assert queue.wait == inf
    assert queue.idle_share == queue.answered_within(10) == 0
    assert pollaczek_khinchine(1.0, 5, 1) == inf
    assert Waiting(Lognormal.fit(5, 20), 1, 1.0).mean_of_waiting_ms == inf


@given(st.floats(1, 50), SPREADS, st.floats(0.05, 0.95))
def test_the_law_of_one_server_has_the_mean_of_pollaczek_and_khinchine(p50: float, spread: float, used: float) -> None:
    service = Lognormal.fit(p50, p50 * 2.7183 ** (2.326 * spread))
    waiting = Waiting(service, 1, used)
    mean = pollaczek_khinchine(used, service.mean, service.squared_variation)
    assert waiting.mean_ms == pytest.approx(mean)
    grid = wait_grid(waiting)
    mass = grid.mass(waiting.spectrum(grid))
    assert grid.mean(mass) == pytest.approx(mean, rel=0.02)
    assert 1 - mass[0, 0] <= used + 1e-9


@given(st.integers(1, 40), st.floats(0.1, 0.95))
def test_more_load_and_fewer_servers_never_shorten_a_wait(servers: int, used: float) -> None:
    service = Lognormal.fit(10, 40)
    waits = [Waiting(service, servers, part).mean_ms for part in (used, min(0.99, used * 1.04))]
    assert waits[0] <= waits[1] + 1e-12
    assert Waiting(service, servers + 1, used).mean_ms <= waits[0] + 1e-12


def simulated_p99(servers: int, used: float, service: Lognormal, customers: int = 30_000) -> float:
    """Give the p99 of wait and service in a simulated queue with these servers."""
    rate = used * servers / service.mean
    ciw.seed(7)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate)],
        service_distributions=[ciw.dists.Lognormal(service.log_median, service.sigma)],
        number_of_servers=[servers],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(customers / rate)
    records = [each for each in simulation.get_all_records() if each.arrival_date > customers / rate / 10]
    times = sorted(each.waiting_time + each.service_time for each in records)
    return float(times[int(0.99 * len(times))])


@pytest.mark.parametrize(("servers", "used", "p99"), [(1, 0.6, 40.0), (4, 0.8, 40.0), (8, 0.85, 60.0)])
def test_the_p99_errs_by_minus_5_to_plus_20_percent_of_a_simulated_queue(servers: int, used: float, p99: float) -> None:
    service = Lognormal.fit(10, p99)
    waiting = Waiting(service, servers, used)
    grid = Grid(4096, 20 * (p99 + 4 * waiting.mean_of_waiting_ms))
    mass = grid.mass(grid.spectrum(grid.of(service)) * waiting.spectrum(grid))
    ratio = grid.quantile(mass, 0.99)[0] / simulated_p99(servers, used, service)
    assert 0.95 <= ratio <= 1.20


@settings(max_examples=20)
@given(st.integers(1, 30), st.floats(0.05, 0.95))
def test_an_exponential_queue_keeps_littles_law(servers: int, used: float) -> None:
    queue = Queue(arrival_rate=used * servers * 3, service_rate=3, servers=servers)
    assert queue.in_system == pytest.approx(queue.in_queue + queue.erlangs)
    assert queue.utilisation == pytest.approx(used)
