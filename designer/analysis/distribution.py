"""A time as a distribution on a linear grid: masses at multiples of a step, or their spectrum, in which times add up.

Every distribution is kept up to three times over: rounded so that its mean is kept, rounded down and rounded up. All
that is done to times here is monotone, so that the last two bracket what the grid itself may be wrong by. Mass that is
missing is a time beyond the horizon, or an answer that never comes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import erf, erfc, exp, expm1, inf, log, pi, sqrt
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Mass = Reals
"""Probabilities, shape (rows, bins): row 0 keeps the mean, rows 1 and 2 are rounded down and up."""
Spectrum = NDArray[np.complex128]
"""The damped transform of a mass, shape (rows, bins + 1)."""

Z99 = 2.3263478740408408
"""The 99th percentile of the standard normal distribution."""
WIDEST = 1e4
"""The largest p99 over p50 that a lognormal service time is fitted to."""
DAMPING = 1e-8
"""What is left of a mass one period later, so that a convolution does not wrap round into what is read."""


class Law(Protocol):
    """A distribution in closed form."""

    def below(self, edges: Reals) -> Reals:
        """Give P(X <= t) at ascending times from 0 on."""

    def limited_mean(self, edges: Reals) -> Reals:
        """Give E[min(X, t)] at ascending times from 0 on."""


@dataclass(frozen=True)
class Lognormal:
    """A service time with a median and a spread: `log_median` of ms, `sigma` of the logarithm.

    >>> service = Lognormal.fit(p50_ms=20, p99_ms=100)
    >>> round(service.sigma, 7), round(service.mean, 6), round(service.squared_variation, 7)
    (0.6918303, 25.407562, 0.6138605)
    """

    log_median: float
    sigma: float

    @classmethod
    def fit(cls, p50_ms: float, p99_ms: float) -> "Lognormal":
        """Give the distribution with this median and 99th percentile; raises ValueError unless 0 < p50 < p99."""
        if not 0 < p50_ms < p99_ms <= WIDEST * p50_ms:
            raise ValueError(f"no lognormal time has p50 {p50_ms} and p99 {p99_ms}")
        return cls(log(p50_ms), log(p99_ms / p50_ms) / Z99)

    @property
    def mean(self) -> float:
        """Give the mean in ms."""
        return exp(self.log_median + self.sigma**2 / 2)

    @property
    def squared_variation(self) -> float:
        """Give the squared coefficient of variation, variance over squared mean."""
        return expm1(self.sigma**2)

    def scaled(self, factor: float) -> "Lognormal":
        """Give the time that many times as long."""
        return Lognormal(self.log_median + log(factor), self.sigma)

    def quantile(self, share: float) -> float:
        """Give the time below which a share of the cases lies, 0 < share < 1."""
        return exp(self.log_median + self.sigma * _normal_quantile(share))

    def below(self, edges: Reals) -> Reals:
        """Give P(X <= t)."""
        return normal_below(self._standard(edges))

    def limited_mean(self, edges: Reals) -> Reals:
        """Give E[min(X, t)]."""
        z = self._standard(edges)
        return self.mean * normal_below(z - self.sigma) + edges * (1 - normal_below(z))

    def _standard(self, edges: Reals) -> Reals:
        return (np.log(np.maximum(edges, 1e-300)) - self.log_median) / self.sigma

    def limited_moments(self, t: float) -> tuple[float, float]:
        """Give E[min(X, t)] and the integral of it from 0 to t, in full precision at one time t > 0."""
        z = (log(t) - self.log_median) / self.sigma
        above = erfc(z / sqrt(2)) / 2
        first = self.mean * normal_below_at(z - self.sigma) + t * above
        second = exp(2 * self.log_median + 2 * self.sigma**2) * normal_below_at(z - 2 * self.sigma) + t * t * above
        return first, t * first - second / 2


@dataclass(frozen=True)
class Exponential:
    """A time without memory, by its mean in ms."""

    mean: float

    def below(self, edges: Reals) -> Reals:
        """Give P(X <= t)."""
        return np.asarray(-np.expm1(-edges / self.mean))

    def limited_mean(self, edges: Reals) -> Reals:
        """Give E[min(X, t)]."""
        return np.asarray(-self.mean * np.expm1(-edges / self.mean))


@dataclass(frozen=True)
class Uniform:
    """Any time up to the longest, in ms, each as likely."""

    longest: float

    def below(self, edges: Reals) -> Reals:
        """Give P(X <= t)."""
        return np.asarray(np.minimum(edges / self.longest, 1.0))

    def limited_mean(self, edges: Reals) -> Reals:
        """Give E[min(X, t)]."""
        cut = np.minimum(edges, self.longest)
        return np.asarray(cut - cut * cut / (2 * self.longest))


@dataclass(frozen=True)
class Residual:
    """What is left of a service in progress when somebody else arrives: density P(X > t) / E[X]."""

    service: Lognormal

    def below(self, edges: Reals) -> Reals:
        """Give P(X <= t)."""
        return np.minimum(self.service.limited_mean(edges) / self.service.mean, 1.0)

    def limited_mean(self, edges: Reals) -> Reals:
        """Give E[min(X, t)]: the first steps in closed form, since they may hold everything, then by trapezoids."""
        below = self.below(edges)
        found = np.concatenate([[0.0], np.cumsum((1 - (below[1:] + below[:-1]) / 2) * np.diff(edges))])
        first = min(_CLOSED, len(edges) - 1)
        exact = [t - self.service.limited_moments(t)[1] / self.service.mean for t in map(float, edges[1 : first + 1])]
        found[first:] += exact[-1] - found[first]
        found[1 : first + 1] = exact
        return found


_CLOSED = 8
"""Steps of a grid whose mean is computed in closed form."""


@dataclass(frozen=True)
class Grid:
    """Times at 0, step, 2 step ... below a horizon; `bracket` adds the rows that are rounded down and up."""

    bins: int
    horizon_ms: float
    bracket: bool = False

    @property
    def step_ms(self) -> float:
        """Give the distance of two points."""
        return self.horizon_ms / self.bins

    @property
    def rows(self) -> int:
        """Give how many times over each distribution is kept."""
        return 3 if self.bracket else 1

    @cached_property
    def _edges(self) -> Reals:
        return np.arange(self.bins + 1, dtype=np.float64) * self.step_ms

    @cached_property
    def _damping(self) -> Reals:
        return np.asarray(DAMPING ** (np.arange(self.bins) / (2 * self.bins)))

    def of(self, law: Law) -> Mass:
        """Give a distribution's masses; what lies beyond the horizon is left out."""
        over = np.diff(law.limited_mean(self._edges)) / self.step_ms
        fair = np.concatenate([[1.0], over[:-1]]) - over
        if not self.bracket:
            return np.maximum(fair, 0)[None]
        below = law.below(self._edges)
        return np.maximum(np.stack([fair, np.diff(below), np.diff(below[:-1], prepend=0.0)]), 0)

    def at(self, time_ms: float) -> Mass:
        """Give a time that is always the same."""
        mass = np.zeros((self.rows, self.bins))
        if time_ms < self.horizon_ms:
            self._place(mass, time_ms, np.ones(self.rows))
        return mass

    def _place(self, mass: Mass, time_ms: float, share: Reals) -> None:
        """Add a share of each row at one time below the horizon."""
        place = time_ms / self.step_ms
        down = int(place)
        part = place - down
        shares = [(0, down, 1 - part), (0, down + 1, part)]
        if self.bracket:
            shares += [(1, down, 1.0), (2, down + (part > 0), 1.0)]
        for row, index, weight in shares:
            if index < self.bins:
                mass[row, index] += weight * share[row]

    def spectrum(self, mass: Mass) -> Spectrum:
        """Give the transform: the sum of independent times is the product of theirs."""
        return np.fft.rfft(mass * self._damping, 2 * self.bins)

    def mass(self, spectrum: Spectrum) -> Mass:
        """Give the masses back."""
        return np.maximum(np.fft.irfft(spectrum, 2 * self.bins)[:, : self.bins] / self._damping, 0)

    def split(self, mass: Mass, limit_ms: float) -> tuple[Mass, Reals]:
        """Give what lies within a limit, and for each row the share that does not, which is missing from it.

        A row that is rounded down or up errs to the quick or the slow side here too.
        """
        if limit_ms >= self.horizon_ms:
            return mass, np.maximum(1 - mass.sum(axis=1), 0)
        within, place = mass.copy(), limit_ms / self.step_ms
        near = int(place + 0.5)
        within[0, near + 1 :] = 0
        if near < self.bins:
            within[0, near] *= place + 0.5 - near
        within[1:, int(place) + 1 :] = 0
        return within, np.maximum(1 - within.sum(axis=1), 0)

    def together(self, masses: Iterable[Mass]) -> Mass:
        """Give the time until all of several independent times have passed."""
        return _from_below(np.prod([np.cumsum(mass, axis=1) for mass in masses], axis=0))

    def times(self, mass: Mass, count: float) -> Mass:
        """Give the longest of several independent times of one kind; a broken count is mixed of both whole ones."""
        below, whole = np.minimum(np.cumsum(mass, axis=1), 1.0), int(count)
        return _from_below(below**whole * ((1 - count + whole) + (count - whole) * below))

    def slower(self, masses: Iterable[Mass]) -> Mass:
        """Give a time that is no quicker than any one of several, at every percentile."""
        return _from_below(np.min([np.cumsum(mass, axis=1) for mass in masses], axis=0))

    def hedged(self, mass: Mass, after_ms: float) -> Mass:
        """Give the quicker of a time and of a second, independent one that starts later.

        Dean and Barroso, The Tail at Scale, CACM 2013: P(longer than t) is the product of both.
        """
        longer, place = 1 - np.cumsum(mass, axis=1), after_ms / self.step_ms
        down, part = int(place), place - int(place)
        second = (1 - part) * _later(longer, down) + part * _later(longer, down + 1)
        if self.bracket:
            second[1], second[2] = _later(longer[1:2], down)[0], _later(longer[2:3], down + (part > 0))[0]
        return _from_below(1 - longer * second)

    def quantile(self, mass: Mass, share: float) -> tuple[float, ...]:
        """Give the time in ms within which a share of the cases lies, for each row; infinite where it never does."""
        return tuple(self._quantile(row, np.cumsum(mass[row]), share) for row in range(self.rows))

    def _quantile(self, row: int, below: Reals, share: float) -> float:
        index = int(np.searchsorted(below, share))
        if index >= self.bins:
            return inf
        if row:
            return index * self.step_ms
        before = float(below[index - 1]) if index else 0.0
        part = (share - before) / max(float(below[index]) - before, 1e-300)
        return max(0.0, index - 0.5 + part) * self.step_ms

    def mean(self, mass: Mass) -> float:
        """Give the mean in ms of the row that keeps it."""
        return float(mass[0] @ self._edges[:-1])


def _later(longer: Reals, steps: int) -> Reals:
    """Give the survival of a time that starts some steps later: certain until then."""
    kept = max(longer.shape[1] - steps, 0)
    return np.concatenate([np.ones((len(longer), longer.shape[1] - kept)), longer[:, :kept]], axis=1)


def _from_below(below: Reals) -> Mass:
    return np.maximum(np.diff(below, axis=1, prepend=0.0), 0)


_REACH, _KNOTS = 9.0, 4096
_GAP = 2 * _REACH / _KNOTS


def normal_below_at(z: float) -> float:
    """Give P(N <= z) of the standard normal in full precision, in its lower tail too."""
    return erfc(-z / sqrt(2)) / 2


@lru_cache
def _pieces() -> Reals:
    """Give the normal distribution between evenly spaced knots: the coefficients of a cubic a row."""
    knots = np.linspace(-_REACH, _REACH, _KNOTS + 1)
    value = np.array([(1 + erf(z / sqrt(2))) / 2 for z in knots.tolist()])
    slope = _GAP * np.exp(-(knots**2) / 2) / sqrt(2 * pi)
    rise, begins, ends = np.diff(value), slope[:-1], slope[1:]
    return np.stack([value[:-1], begins, 3 * rise - 2 * begins - ends, begins + ends - 2 * rise], axis=1)


def normal_below(z: Reals) -> Reals:
    """Give P(N <= z) of the standard normal, right to 2e-12: cubic pieces, as numpy has no error function."""
    place = np.clip((z + _REACH) / _GAP, 0, _KNOTS * (1 - 1e-12))
    at = place.astype(np.intp)
    t = place - at
    low, first, second, third = _pieces().take(at, axis=0).T
    return np.asarray(low + t * (first + t * (second + t * third)))


@lru_cache
def _normal_quantile(share: float) -> float:
    """Give z with P(N <= z) = share, by halving."""
    low, high = -_REACH, _REACH
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if normal_below_at(middle) < share else (low, middle)
    return (low + high) / 2
