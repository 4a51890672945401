"""How quickly a drawing answers under a brief: load, waits and calls together, up to percentiles of each entry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf, log2

from designer.analysis.call import Call, Calls
from designer.analysis.capacity import Capacity
from designer.analysis.distribution import Grid, Lognormal
from designer.analysis.fitting import COARSE_BINS, LONGEST_MS, bracketed, fitted
from designer.analysis.graph import DesignGraph
from designer.analysis.latency import Latency, OwnTime
from designer.analysis.latency_sum import LatencySum
from designer.analysis.reach import Extent, Reach
from designer.analysis.service import is_overloaded, service_of, waiting_of
from designer.model.scenario import Brief

QUANTILES = {"p50_ms": 0.5, "p90_ms": 0.9, "p99_ms": 0.99, "p999_ms": 0.999}
"""What is told of an entry point."""
DRAWING_BINS, IDLE_BINS = 4096, 16384
"""Points of a grid while somebody draws, and while nobody does."""
FEWEST_BINS, MOST_BINS = 128, 2048
"""What a drawing gets at least and at most, where nobody asks for a number of them."""
WORK = 2**17
"""Points that all components and calls of a drawing get together."""
PATIENCE = 3000
"""More components and calls than this are never convolved."""
LARGE, LARGEST = 60, 320
"""More components and calls than this on the request path are added, not convolved: without a part, and at all."""
ROUNDS = 12
"""How often load and retries are worked out from one another."""
CERTAIN = 1e-6
"""A share that is as good as none."""


@dataclass(frozen=True)
class Percentile:
    """A time in ms with what the grid may be wrong by; infinite where too few requests are ever answered."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass
class Performance:
    """The times of one drawing under one brief.

    `gone` are the components that never answer, so that what stands in for them carries the whole load. `bins` are the
    points of the grids. Without a number a drawing gets as many as its size leaves time for, and one with more than
    LARGEST components and calls on the request path has its times added.
    """

    graph: DesignGraph
    brief: Brief
    bins: int | None = None
    gone: frozenset[str] = frozenset()

    @cached_property
    def calls(self) -> Calls:
        """Give what each component calls."""
        return Calls(self.graph)

    @cached_property
    def capacity(self) -> Capacity:
        """Give loads and utilisations, with what retries and hedges add while nothing is lost.

        Timeouts make retries, those make load, and that makes waits and timeouts: the load is raised until it stays.
        """
        capacity = Capacity(self.graph, self.brief, lacking=bool(self.gone))
        again = [] if self.added or not self.possible or not capacity.load_per_s else self._repeated
        for _ in range(ROUNDS if again else 0):
            latency = self._latency(capacity, COARSE_BINS)
            for id_ in self.graph.entries:
                latency.of(id_)
            copies = {call.id: latency.copies(call) for call in again}
            if all(abs(copies[id_] - capacity.copies.get(id_, 1.0)) < CERTAIN for id_ in copies):
                break
            capacity = replace(capacity, copies=copies)
        return capacity

    @property
    def _repeated(self) -> list[Call]:
        callers = {*self.graph.path, *self.graph.entries}
        found = [call for id_ in sorted(callers) for call in self.calls.all(id_)]
        return [call for call in found if (call.tries > 1 and call.timeout_ms < inf) or call.hedge_after_ms < inf]

    @cached_property
    def contradicting(self) -> tuple[str, ...]:
        """Give the components of the path that say of their time what cannot be."""
        return tuple(id_ for id_ in sorted(self.graph.path) if self._services[id_] is None)

    @cached_property
    def _services(self) -> Mapping[str, Lognormal | float | None]:
        """Give the time that a request takes in each component alone; None where what is said of it cannot be."""
        return {id_: service_of(self.graph.nodes[id_]) for id_ in {*self.graph.path, *self.graph.entries}}

    @cached_property
    def overloaded(self) -> tuple[str, ...]:
        """Give the components to which more comes than they can do, the worst first."""
        used = self.utilisation_of(self.capacity)
        found = self._down(used) - self.gone
        return tuple(sorted(found, key=lambda id_: (-(used(id_) or 0.0), id_)))

    def utilisation_of(self, capacity: Capacity) -> Callable[[str], float | None]:
        """Give the utilisations that queues come from: stand-ins are idle, unless something is gone."""
        return capacity.utilisation if self.gone else capacity.expected_utilisation

    def _down(self, utilisation: Callable[[str], float | None]) -> frozenset[str]:
        nodes = self.graph.nodes
        full = {id_ for id_ in self.graph.path if is_overloaded(nodes[id_], utilisation(id_))}
        return self.gone | full

    @property
    def possible(self) -> bool:
        """Say whether the drawing has a time at all."""
        return bool(self.graph.path) and not self.graph.call_cycle and not self.contradicting

    @cached_property
    def size(self) -> int:
        """Count the components and calls of the request path."""
        return len(self.graph.path) + sum(len(self.calls.waited(id_)) for id_ in self.graph.path)

    @property
    def patient_bins(self) -> int | None:
        """Give the points with which to look again at what was hurried for its size; None where nothing was."""
        return None if self._bins == MOST_BINS or self.size > PATIENCE else IDLE_BINS

    @property
    def added(self) -> bool:
        """Say whether the drawing is too large for distributions, so that each percentile is a sum."""
        return self.bins is None and self.size > LARGEST

    @cached_property
    def slowest(self) -> str | None:
        """Give the entry point whose p99 is longest, the first by id of several; None where there are no times."""
        if not self.possible:
            return None
        return max(sorted(self.graph.main_entries), key=lambda id_: self._percentile(id_, "p99_ms"))

    def percentile(self, name: str) -> float | None:
        """Give p50_ms, p90_ms, p99_ms or p999_ms of the slowest entry point; None where it has none."""
        if self.slowest is None:
            return None
        found = self._percentile(self.slowest, name)
        return None if found == inf else found

    def _percentile(self, entry: str, name: str) -> float:
        if self.added:
            return rounded(self._sum(QUANTILES[name]).of(entry))
        return rounded(self.distributions.grid.quantile(self.distributions.of(entry), QUANTILES[name])[0])

    def percentiles(self, entry: str) -> Mapping[str, Percentile]:
        """Give the percentiles of an entry point, with their brackets where they come from a grid."""
        if self.added:
            return {name: Percentile(self._percentile(entry, name)) for name in QUANTILES}
        grid, mass = self._bracketed.grid, self._bracketed.of(entry)
        found = {name: grid.quantile(mass, share) for name, share in QUANTILES.items()}
        return {
            name: Percentile(value, min(value, rounded(low)), max(value, rounded(high)))
            for name, (_, low, high) in found.items()
            for value in [self._percentile(entry, name)]
        }

    @cached_property
    def unanswered(self) -> float:
        """Give the share of the slowest entry's requests that never get an answer: a hard call was given up."""
        if self.slowest is None or self.added:
            return 0.0
        return 1 - self.distributions.answered(self.slowest)

    @cached_property
    def tightest(self) -> Call | None:
        """Give the hard call whose timeout costs most answers."""
        visits = self.capacity.visits
        hard = [call for id_ in (*self.graph.entries, *sorted(self.graph.path)) for call in self.calls.all(id_)]
        lost = {
            call: visits.get(call.source, 1.0) * call.made * self.distributions.late(call) ** call.tries
            for call in hard
            if not call.soft
        }
        worst = max(lost, key=lambda call: (lost[call], call.id), default=None)
        return worst if worst is not None and lost[worst] > 0 else None

    @property
    def queues(self) -> bool:
        """Say whether anything waits."""
        return not self.added and any(time.waiting for time in self.distributions.own.values())

    def p99_ms_without(self, lost: frozenset[str]) -> float | None:
        """Give the p99 in ms of the slowest entry when some components answer no more; infinite where it never answers.

        What stands in carries the whole load then. A large drawing's p99s are added, not convolved, which errs high.
        """
        if not self.possible:
            return None
        entries = self.graph.main_entries
        if self.size > LARGE:
            added = self._sum(QUANTILES["p99_ms"]).without(lost)
            return rounded(max(added.of(id_) for id_ in entries))
        times = self._losing.without(lost)
        return rounded(max(times.grid.quantile(times.of(id_), QUANTILES["p99_ms"])[0] for id_ in entries))

    def percentiles_without(self, entry: str, lost: frozenset[str]) -> Mapping[str, float]:
        """Give an entry point's percentiles in ms when some components answer no more, as `p99_ms_without` does."""
        if self.size > LARGE:
            return {name: rounded(self._sum(share).without(lost).of(entry)) for name, share in QUANTILES.items()}
        times = self._losing.without(lost)
        mass = times.of(entry)
        return {name: rounded(times.grid.quantile(mass, share)[0]) for name, share in QUANTILES.items()}

    @cached_property
    def _losing(self) -> Latency:
        """Give the distributions with room for every timeout and stand-in, which then carries the whole load.

        The question is how long the rest takes, so that a hard call is waited for beyond its timeout.
        """
        own, down = self._own(self.capacity.utilisation), self._down(self.capacity.utilisation)
        reach = Reach(self.calls, {id_: extent_of(time) for id_, time in own.items()}, down, losing=True)
        return Latency(self.calls, own, Grid(self.bins or self._bins, self._horizon(reach)), down, patient=True)

    @cached_property
    def p99_sum_ms(self) -> float | None:
        """Give the p99s of the slowest entry's parts added along its calls, as if nothing queued and nobody gave up.

        It is the budget that people add up on a whiteboard; None where no request path is drawn.
        """
        added = LatencySum(self.calls, self._own_ms(QUANTILES["p99_ms"]))
        found = max((added.of(entry) for entry in self.graph.main_entries if self.graph.path), default=inf)
        return None if found == inf else found

    def _sum(self, share: float) -> LatencySum:
        """Give the sums of one percentile of each component."""
        if share not in self._sums:
            down = self.gone.union(self.overloaded)
            self._sums[share] = LatencySum(self.calls, self._own_ms(share), down)
        return self._sums[share]

    def _own_ms(self, share: float) -> dict[str, float]:
        services = ((id_, self._services[id_] or 0.0) for id_ in self.graph.path)
        return {id_: law if isinstance(law, float) else law.quantile(share) for id_, law in services}

    @cached_property
    def _sums(self) -> dict[float, LatencySum]:
        return {}

    @cached_property
    def distributions(self) -> Latency:
        """Give the distributions of the whole drawing."""
        return self._latency(self.capacity, self.bins or self._bins)

    @cached_property
    def _bracketed(self) -> Latency:
        return bracketed(self.distributions, self.graph.entries)

    @cached_property
    def _bins(self) -> int:
        return int(min(MOST_BINS, max(FEWEST_BINS, 2 ** int(log2(WORK / max(1, self.size))))))

    def _own(self, utilisation: Callable[[str], float | None]) -> dict[str, OwnTime]:
        own: dict[str, OwnTime] = {}
        for id_, law in self._services.items():
            service = law or 0.0
            waiting = waiting_of(self.graph.nodes[id_], service, utilisation(id_))
            own[id_] = OwnTime(service, waiting if waiting and waiting.share > CERTAIN else None)
        return own

    def _latency(self, capacity: Capacity, bins: int) -> Latency:
        """Give the distributions on a grid that reaches beyond nearly all times, and not much farther."""
        used = self.utilisation_of(capacity)
        own, down = self._own(used), self._down(used)
        reach = Reach(self.calls, {id_: extent_of(time) for id_, time in own.items()}, down)
        latency = Latency(self.calls, own, Grid(bins, self._horizon(reach)), down)
        return fitted(latency, self.graph.entries)

    def _horizon(self, reach: Reach) -> float:
        longest = max((reach.of(id_).reach_ms for id_ in self.graph.entries), default=0.0)
        return min(max(longest * 1.01, 1e-3), LONGEST_MS)


def rounded(number: float) -> float:
    """Give six figures of a number: what lies beyond depends on the machine and on the order of things."""
    return float(f"{number:.6g}")


def extent_of(time: OwnTime) -> Extent:
    """Give how far the time in one component reaches."""
    service, waiting = time.service, time.waiting
    if isinstance(service, Lognormal):
        own = Extent(service.mean, service.squared_variation * service.mean * service.mean, service.quantile(_RARE))
    else:
        own = Extent(float(service) if isinstance(service, float) else 0.0)
    if waiting is None:
        return own
    mean = waiting.mean_of_waiting_ms
    longest = 10 * mean if waiting.share > _SELDOM else mean
    return own.added(Extent(waiting.mean_ms, waiting.share * 2 * mean * mean, longest))


_RARE, _SELDOM = 1 - 1e-4, 1e-3
