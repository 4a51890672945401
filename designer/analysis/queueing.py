"""How long a request waits for a free server: Erlang's formulas, M/M/c and M/G/1 in closed form, M/G/c as a law.

Rates and times go together: per hour with hours, per millisecond with milliseconds. A queue whose servers are busy all
the time only grows, so that nothing here gives a finite wait at a utilisation of 1 and above.
"""

from dataclasses import dataclass
from functools import cached_property
from math import exp, inf, pi, sqrt

from designer.analysis.distribution import Grid, Lognormal, Residual, Spectrum, normal_below_at

MANY_SERVERS = 10_000
"""Above this many, Erlang C is that of Halfin and Whitt (1981), whose error is then far below one part in a hundred."""


def erlang_b(servers: int, erlangs: float) -> float:
    """Give the share of calls that find all servers busy and are turned away, by recursion over the servers."""
    blocked = 1.0
    for count in range(1, servers + 1):
        blocked = erlangs * blocked / (count + erlangs * blocked)
    return blocked


def erlang_c(servers: int, erlangs: float) -> float:
    """Give the share of calls that have to wait; 1 where the offered load is all that the servers can do, or more.

    >>> round(erlang_c(servers=14, erlangs=10), 12)  # 100 calls in half an hour, three minutes each
    0.174131933595
    """
    if erlangs >= servers:
        return 1.0
    spare = (1 - erlangs / servers) * sqrt(servers)
    if servers > MANY_SERVERS:
        return 1 / (1 + spare * normal_below_at(spare) * sqrt(2 * pi) * exp(spare * spare / 2)) if spare < _FAR else 0.0
    blocked = erlang_b(servers, erlangs)
    return blocked / (1 - erlangs / servers * (1 - blocked))


_FAR = 30.0
_IDLE = 8.0
"""Spare servers over the root of all, above which less than one request in a million waits."""


@dataclass(frozen=True)
class Queue:
    """M/M/c: arrivals without memory at a rate, each of the servers ends services at a rate of its own.

    >>> one = Queue(arrival_rate=24, service_rate=30)
    >>> round(one.in_system, 9), round(one.time_in_system, 9), round(one.idle_share, 9)
    (4.0, 0.166666667, 0.2)
    """

    arrival_rate: float
    service_rate: float
    servers: int = 1

    @property
    def erlangs(self) -> float:
        """Give the offered load, the mean number of busy servers."""
        return self.arrival_rate / self.service_rate

    @property
    def utilisation(self) -> float:
        """Give the share of time that a server is busy; 1 and more means that the queue only grows."""
        return self.erlangs / self.servers

    @property
    def waiting_share(self) -> float:
        """Give the share of arrivals that have to wait."""
        return erlang_c(self.servers, self.erlangs)

    @property
    def wait(self) -> float:
        """Give the mean wait, Wq; infinite where the queue only grows."""
        spare = self.servers * self.service_rate - self.arrival_rate
        return self.waiting_share / spare if spare > 0 else inf

    @property
    def time_in_system(self) -> float:
        """Give the mean wait and service, W."""
        return self.wait + 1 / self.service_rate

    @property
    def in_queue(self) -> float:
        """Give the mean number that waits, Lq, by Little's law."""
        return self.arrival_rate * self.wait

    @property
    def in_system(self) -> float:
        """Give the mean number that waits or is served, L."""
        return self.arrival_rate * self.time_in_system

    @property
    def idle_share(self) -> float:
        """Give the share of time that nobody is there, p0."""
        if self.utilisation >= 1:
            return 0.0
        term = total = 1.0
        for count in range(1, self.servers):
            term *= self.erlangs / count
            total += term
        return 1 / (total + term * self.erlangs / self.servers / (1 - self.utilisation))

    def answered_within(self, wait: float) -> float:
        """Give the share of arrivals whose wait is no longer than this: the service level of a call centre."""
        spare = self.servers * self.service_rate - self.arrival_rate
        return 1 - self.waiting_share * exp(-spare * wait) if spare > 0 else 0.0


def pollaczek_khinchine(utilisation: float, mean_service: float, squared_variation: float) -> float:
    """Give the mean wait at one server, rho E[S] (1 + cs2) / (2 (1 - rho)), whatever the law; infinite from rho 1 on.

    >>> pollaczek_khinchine(utilisation=0.5, mean_service=10, squared_variation=1)  # as M/M/1
    10.0
    """
    if utilisation >= 1:
        return inf
    return utilisation * mean_service * (1 + squared_variation) / (2 * (1 - utilisation))


@dataclass(frozen=True)
class Waiting:
    """The wait at c servers with a lognormal service: none by Erlang C, else a geometric sum of residual services.

    Exact for one server (Pollaczek-Khinchine); its mean is that of Allen and Cunneen for more, and p99 of the whole
    time then errs by -3 % to +16 % (against simulation).
    """

    service: Lognormal
    servers: int
    utilisation: float

    @cached_property
    def share(self) -> float:
        """Give the share of requests that wait; none at all where so many servers are idle that hardly one does."""
        if (1 - self.utilisation) * sqrt(self.servers) > _IDLE:
            return 0.0
        return erlang_c(self.servers, self.utilisation * self.servers)

    @property
    def mean_ms(self) -> float:
        """Give the mean wait, of those who do not wait too."""
        return self.share * self.mean_of_waiting_ms

    @property
    def mean_of_waiting_ms(self) -> float:
        """Give the mean wait of those who wait; infinite from a utilisation of 1 on."""
        if self.utilisation >= 1:
            return inf
        residual = self.service.mean * (1 + self.service.squared_variation) / 2
        return residual / (self.servers * (1 - self.utilisation))

    def spectrum(self, grid: Grid) -> Spectrum:
        """Give the law on a grid; below a utilisation of 1 only."""
        share, busy = self.share, self.utilisation
        one = grid.spectrum(grid.of(Residual(self.service.scaled(1 / self.servers))))
        return (1 - share) + share * (1 - busy) * one / (1 - busy * one)
