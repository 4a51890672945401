"""How far a grid reaches: beyond nearly all times that an entry point has, and not much farther."""

from collections.abc import Sequence
from math import inf

from designer.analysis.distribution import Grid, Mass
from designer.analysis.latency import Latency

COARSE_BINS = 512
"""Points of a grid on which only the reach is looked for."""
ANSWERED = 0.9996
"""The share of the answered requests that a grid reaches to."""
LONGEST_MS = 1e15
"""Thirty thousand years: beyond, nobody waits."""
_PASSES = 4
_LOOSE = 6.0
"""How many times too long a horizon may be."""
_NO_MORE = 1e-4
"""So few more are answered within four times the time, that the others never are."""
_HARDLY_ANY = 1e-6


def fitted(latency: Latency, entries: Sequence[str]) -> Latency:
    """Give the distributions on a grid that fits them, with as many points as it has."""
    bins = latency.grid.bins
    if _answered(latency, entries) < ANSWERED:
        coarse = latency.on(Grid(min(bins, COARSE_BINS), latency.grid.horizon_ms))
        latency = latency.on(Grid(bins, _far_enough(coarse, entries)))
    for _ in range(_PASSES):
        end = _end_ms(latency, entries)
        if end >= latency.grid.horizon_ms / _LOOSE:
            break
        latency = latency.on(Grid(bins, 2 * end + 2 * latency.grid.step_ms))
    return latency


def bracketed(latency: Latency, entries: Sequence[str]) -> Latency:
    """Give fitted distributions with what the grid may be wrong by, on a grid that reaches just far enough for that."""
    horizon = min(latency.grid.horizon_ms, 1.1 * _end_ms(latency, entries))
    for _ in range(_PASSES):
        found = latency.on(Grid(latency.grid.bins, horizon, bracket=True))
        missing = max((float(mass[2].sum() - mass[0].sum()) for mass in map(found.of, entries)), key=abs, default=0.0)
        if missing > -_NO_MORE:
            break
        horizon *= 1.5
    return found


def _far_enough(coarse: Latency, entries: Sequence[str]) -> float:
    """Give a horizon beyond which no more requests are answered: either they take longer, or they never are."""
    horizon, answered = coarse.grid.horizon_ms, _answered(coarse, entries)
    while horizon < LONGEST_MS:
        wider = _answered(coarse.on(Grid(coarse.grid.bins, 4 * horizon)), entries)
        if wider < answered + _NO_MORE:
            break
        horizon, answered = 4 * horizon, wider
    return horizon


def _answered(latency: Latency, entries: Sequence[str]) -> float:
    return min((float(latency.of(id_)[0].sum()) for id_ in entries), default=1.0)


def _end_ms(latency: Latency, entries: Sequence[str]) -> float:
    return max((_end_of(latency.grid, latency.of(id_)) for id_ in entries), default=inf)


def _end_of(grid: Grid, mass: Mass) -> float:
    answered = float(mass[0].sum())
    return grid.quantile(mass, ANSWERED * answered)[0] if answered > _HARDLY_ANY else grid.horizon_ms
