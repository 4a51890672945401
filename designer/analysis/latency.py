"""How long a request takes, as a distribution: own times and waits, calls added, joined, cut at timeouts, tried again.

Requests that never get an answer are missing from the distribution, so that a percentile is the time within which that
many of *all* requests are answered. A hard call that runs into its timeout makes such a request; a soft one goes on at
its timeout, with what its stand-in takes. Calls are independent, and alternatives count as the slowest of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import inf, prod

import numpy as np

from designer.analysis.call import Alternatives, Call, Calls, Step
from designer.analysis.distribution import Grid, Lognormal, Mass, Reals, Spectrum, Uniform
from designer.analysis.element import REQUEST
from designer.analysis.queueing import Waiting


@dataclass(frozen=True)
class OwnTime:
    """What a request spends in one component itself: a service, always the same or by a law, and a wait before it."""

    service: Lognormal | float
    waiting: Waiting | None = None


StandIns = dict[tuple[str, ...], tuple[Call, ...]]
"""What stands in for calls that are given up in every request, by their ids."""


@dataclass
class Latency:
    """The distributions of one drawing on one grid, each component's once: the work grows with components and calls.

    `down` are the components that never answer. With `patient` a hard call waits beyond its timeout, so that only what
    is down leaves requests unanswered.
    """

    calls: Calls
    own: Mapping[str, OwnTime]
    grid: Grid
    down: frozenset[str] = frozenset()
    patient: bool = False
    whole: "Latency | None" = None
    failing: dict[str, float] = field(default_factory=dict)
    """The share of each call's tries that are given up, by the connection's id."""
    hedging: dict[str, float] = field(default_factory=dict)
    """The share of each call's tries that send a second copy."""
    _answered: dict[str, float] = field(default_factory=dict)
    _known: dict[str, tuple[Spectrum, Spectrum]] = field(default_factory=dict)
    _masses: dict[str, Mass] = field(default_factory=dict)
    _standing: dict[tuple[str, ...], Spectrum] = field(default_factory=dict)

    def without(self, lost: frozenset[str]) -> "Latency":
        """Give the times when some components answer no more; who does not call them keeps the time that it has."""
        return Latency(self.calls, self.own, self.grid, self.down | lost, self.patient, self)

    def on(self, grid: Grid) -> "Latency":
        """Give the same on another grid."""
        return Latency(self.calls, self.own, grid, self.down, self.patient)

    def copies(self, call: Call) -> float:
        """Give how many calls are sent in the place of one, by what is known of its timeouts and hedges."""
        failing = self.failing.get(call.id, 1.0 if self._is_down(call) and call.timeout_ms < inf else 0.0)
        return sum(failing**number for number in range(call.tries)) * (1 + self.hedging.get(call.id, 0.0))

    def late(self, call: Call) -> float:
        """Give the share of a call's tries that would be answered, but after its timeout."""
        return max(0.0, self.failing.get(call.id, 0.0) - (1 - self.answered(call.target)))

    def answered(self, id_: str) -> float:
        """Give the share of a component's requests that are ever answered, by what is known of the calls below it."""
        for below in self.calls.callees_first(id_, lambda other: other in self._answered):
            shares = [min(self._ends(call) for call in either) for step in self.calls.steps(below) for either in step]
            self._answered[below] = 0.0 if below in self.down else prod(shares)
        return self._answered[id_]

    def _ends(self, call: Call) -> float:
        """Give the share of a caller's requests in which a call does not leave it without an answer."""
        base = self._answered.get(call.target, 1.0)
        base = 0.0 if self._is_down(call) else call.hit_ratio + (1 - call.hit_ratio) * base
        failed = self.failing.get(call.id, 1 - base) ** (call.tries if call.timeout_ms < inf else 1)
        if call.soft and call.timeout_ms < inf:
            failed *= 1 - min((self._ends(other) for other in call.stand_ins), default=1.0)
        return float((1 - call.made * failed) ** call.count)

    def of(self, id_: str) -> Mass:
        """Give the time until a component has answered, its calls included."""
        if self.whole is not None and id_ not in self._touched:
            return self.whole.of(id_)
        if id_ not in self._masses:
            self._masses[id_] = self.grid.mass(self.answer(id_, self.calls.own_hit_ratio(id_)))
        return self._masses[id_]

    def answer(self, id_: str, hit: float) -> Spectrum:
        """Give the time until a component has answered, which knows a part of the answers itself."""
        if self.told(id_) is None:
            self.learn(id_)
        own, rest = self.told(id_) or (self._never, self._never)
        return own * (hit + (1 - hit) * rest) if hit else own * rest

    def learn(self, id_: str) -> None:
        """Work out a component, after what it calls; what no lost one touches is the whole drawing's to know."""
        for below in self.calls.callees_first(id_, lambda other: self.told(other) is not None):
            if self.whole is not None and below not in self._touched:
                self.whole.learn(below)
            else:
                self._known[below] = self.own_time(below), self._below(below)

    @cached_property
    def _never(self) -> Spectrum:
        return np.zeros((self.grid.rows, self.grid.bins + 1), dtype=np.complex128)

    @cached_property
    def _at_once(self) -> Spectrum:
        return np.ones((self.grid.rows, self.grid.bins + 1), dtype=np.complex128)

    @cached_property
    def _touched(self) -> frozenset[str]:
        return frozenset(self.calls.graph.reach(self.down, lambda _: True, kinds=[REQUEST], back=True))

    def told(self, id_: str) -> tuple[Spectrum, Spectrum] | None:
        """Give what is known by now: the own time of a component, and that of its calls."""
        if id_ in self.down:
            return self._never, self._at_once
        if self.whole is not None and id_ not in self._touched:
            return self.whole.told(id_)
        return self._known.get(id_)

    def own_time(self, id_: str) -> Spectrum:
        """Give the time that a request spends in a component itself, waiting and served."""
        own = self.own.get(id_)
        if own is None:
            return self._at_once
        service, waiting = own.service, own.waiting
        if not isinstance(service, float):
            spectrum = self._kept(service, lambda: self.grid.spectrum(self.grid.of(service)))
        elif service:
            spectrum = self._after(service)
        else:
            return self._at_once
        return spectrum * self._kept(waiting, lambda: waiting.spectrum(self.grid)) if waiting else spectrum

    def _after(self, time_ms: float) -> Spectrum:
        return self._kept(time_ms, lambda: self.grid.spectrum(self.grid.at(time_ms)))

    def _kept(self, key: object, make: Callable[[], Spectrum]) -> Spectrum:
        """Give what several components share, computed once."""
        if key not in self.laws:
            self.laws[key] = make()
        return self.laws[key]

    @cached_property
    def laws(self) -> dict[object, Spectrum]:
        """Keep the spectra that several components share."""
        return {} if self.whole is None else self.whole.laws

    def _below(self, id_: str) -> Spectrum:
        total, called = self._at_once, StandIns()
        for step in self.calls.steps(id_):
            total = total * self._step(step, called)
        for stand_ins in called.values():
            total = total * self._stand_in(stand_ins)
        return total

    def _step(self, step: Step, called: StandIns) -> Spectrum:
        if len(step) == 1:
            return self._either(step[0], called)
        times = [self.grid.mass(self._either(alternatives, called)) for alternatives in step]
        return self.grid.spectrum(self.grid.together(times))

    def _either(self, alternatives: Alternatives, called: StandIns) -> Spectrum:
        alive = [call for call in alternatives if not self._is_down(call)] or alternatives[:1]
        asked = sum(call.made for call in alternatives)
        if len(alternatives) == 1 or asked > 1:
            return self._slowest([self._call(call, called) for call in alive])
        return self._one_of(alive, asked, called)

    def _one_of(self, alive: Sequence[Call], asked: float, called: StandIns) -> Spectrum:
        """Give the time of the one call that a request makes: those that are left share what all are asked."""
        made = sum(call.made for call in alive) or 1.0
        times = [self._call(replace(call, made=1.0), called) * (call.made * asked / made) for call in alive]
        return (1 - asked) + sum(times, np.zeros_like(times[0]))

    def _slowest(self, times: list[Spectrum]) -> Spectrum:
        if len(times) == 1:
            return times[0]
        return self.grid.spectrum(self.grid.slower([self.grid.mass(time) for time in times]))

    def _is_down(self, call: Call) -> bool:
        return call.circular or call.target in self.down

    def _call(self, call: Call, called: StandIns) -> Spectrum:
        """Give what a caller spends on a call: in some of its requests, several times over.

        A stand-in of what is down answers every request, and once, so that it is left to the caller.
        """
        if not self._is_down(call):
            one = self._tried(call, self.answer(call.target, call.hit_ratio))
        elif call.soft:
            called[tuple(sorted(other.id for other in call.stand_ins))] = call.stand_ins
            one = self._given_up(call, np.ones(self.grid.rows))
        else:
            one = self._never
        if call.made != 1:
            one = (1 - call.made) + call.made * one
        if call.count == 1:
            return one
        if call.together:
            return self.grid.spectrum(self.grid.times(self.grid.mass(one), call.count))
        whole = int(call.count)
        return np.asarray(one**whole * ((1 - call.count + whole) + (call.count - whole) * one))

    def _tried(self, call: Call, answer: Spectrum) -> Spectrum:
        """Give the time of a call under its hedge, its timeout and its retries; several tries follow one another."""
        end = self.grid.horizon_ms
        limit = inf if self.patient and not call.soft else call.timeout_ms
        if min(limit, call.hedge_after_ms) >= end:
            return answer
        mass = self.grid.mass(answer)
        if call.hedge_after_ms < end:
            self.hedging[call.id] = float(self.grid.split(mass, call.hedge_after_ms)[1][0])
            mass = self.grid.hedged(mass, call.hedge_after_ms)
        if limit >= end:
            return self.grid.spectrum(mass)
        within, failed = self.grid.split(mass, limit)
        self.failing[call.id] = float(failed[0])
        one = total = self.grid.spectrum(within)
        for number in range(1, call.tries):
            total = total + _each(failed**number) * self._tries(call, number) * one
        return total + self._given_up(call, failed**call.tries) * self._stand_in(call.stand_ins) if call.soft else total

    def _given_up(self, call: Call, share: Reals) -> Spectrum:
        """Give the time at which a caller has given a call up; never where it has no timeout."""
        if call.timeout_ms >= self.grid.horizon_ms:
            return self._never
        return _each(share) * self._tries(call, call.tries)

    def _tries(self, call: Call, number: int) -> Spectrum:
        """Give the time of a number of tries that ran into the timeout, with the pauses that a backoff makes.

        A pause is anything up to the timeout, after the second try up to twice that, and so on (full jitter).
        """
        spectrum = self._after(number * call.timeout_ms)
        for pause in range(min(number, call.tries - 1) if call.backoff and call.timeout_ms else 0):
            spectrum = spectrum * self._pause(Uniform(call.timeout_ms * 2**pause))
        return spectrum

    def _pause(self, law: Uniform) -> Spectrum:
        return self._kept(law, lambda: self.grid.spectrum(self.grid.of(law)))

    def _stand_in(self, calls: tuple[Call, ...]) -> Spectrum:
        """Give what stands in takes: the slowest that answers where there are several, nothing where there is none."""
        alive = [call for call in calls if not self._is_down(call)]
        if not alive:
            return self._never if calls else self._at_once
        key = tuple(call.id for call in alive)
        if key not in self._standing:
            times = [self._tried(call, self.answer(call.target, call.hit_ratio)) for call in alive]
            self._standing[key] = self._slowest(times)
        return self._standing[key]


def _each(share: Reals) -> Reals:
    return share[:, None]
