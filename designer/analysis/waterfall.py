"""The request path of the slowest entry point as a timeline: who is called when, and how long that takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from designer.analysis.call import Call, Step
from designer.analysis.distribution import Grid
from designer.analysis.latency import Latency
from designer.analysis.performance import QUANTILES, Performance, extent_of, rounded
from designer.model.analysis import Span

MOST_ROWS = 200
"""Rows that a drawing of it can hold."""
_OWN_BINS = 1024


def waterfall(performance: Performance) -> tuple[Span, ...]:
    """Give the spans in the order in which they begin below their caller; none where there are no distributions.

    A component has one span, where it is first called. Starts add medians, as if every call was made, so that they show
    an ordinary request.
    """
    if performance.slowest is None or performance.added:
        return ()
    return tuple(span for span, _ in zip(_Timeline(performance).spans(), range(MOST_ROWS), strict=False))


@dataclass(frozen=True)
class _Begun:
    """A call that is about to be told: at which time it begins, and how deep below the entry."""

    id: str
    starts_ms: float
    depth: int
    call: Call | None = None
    together: str = ""


class _Timeline:
    def __init__(self, performance: Performance) -> None:
        self.performance = performance
        self.latency: Latency = performance.distributions

    def spans(self) -> Iterator[Span]:
        """Walk the calls depth first, without recursion."""
        told: set[str] = set()
        stack = [_Begun(self.performance.slowest or "", 0.0, 0)]
        while stack:
            begun = stack.pop()
            if begun.id not in told:
                told.add(begun.id)
                yield self._span(begun)
                stack += reversed(list(self._below(begun)))

    def _span(self, begun: _Begun) -> Span:
        own_ms, own_p99_ms = (self._quantile(begun.id, name, own=True) for name in ("p50_ms", "p99_ms"))
        takes_ms, takes_p99_ms = (self._takes(begun.id, begun.call, name) for name in ("p50_ms", "p99_ms"))
        return Span(
            id=begun.id,
            name=self.performance.graph.nodes[begun.id].name,
            depth=begun.depth,
            starts_ms=rounded(begun.starts_ms),
            own_ms=_told(own_ms),
            own_p99_ms=_told(own_p99_ms),
            takes_ms=_told(takes_ms),
            takes_p99_ms=_told(takes_p99_ms),
            together=begun.together,
            share=1.0 if begun.call is None else begun.call.made,
        )

    def _below(self, begun: _Begun) -> Iterator[_Begun]:
        starts = begun.starts_ms + _finite(self._quantile(begun.id, "p50_ms", own=True))
        for step in self.performance.calls.steps(begun.id):
            for call in _all(step):
                group = call.group if len(step) > 1 else ""
                yield _Begun(call.target, starts, begun.depth + 1, call, group)
            starts += max(_finite(self._takes(call.target, call, "p50_ms")) * self._times(call) for call in _all(step))

    def _times(self, call: Call) -> float:
        return 1.0 if call.together else max(1.0, call.count)

    def _takes(self, id_: str, call: Call | None, name: str) -> float:
        time = self._quantile(id_, name, own=False)
        return time if call is None or call.timeout_ms == inf else min(time, call.given_up_ms)

    def _quantile(self, id_: str, name: str, *, own: bool) -> float:
        if id_ in self.latency.down:
            return inf
        if own or not self.performance.calls.steps(id_):
            return self._own(id_, name)
        return self.latency.grid.quantile(self.latency.of(id_), QUANTILES[name])[0]

    def _own(self, id_: str, name: str) -> float:
        """Give a percentile of a component's own time, on a grid that suits what may be a small part of the whole."""
        time = self.latency.own[id_]
        if time.waiting is None:
            return time.service if isinstance(time.service, float) else time.service.quantile(QUANTILES[name])
        alone = self.latency.on(Grid(_OWN_BINS, extent_of(time).reach_ms))
        return alone.grid.quantile(alone.grid.mass(alone.own_time(id_)), QUANTILES[name])[0]


def _all(step: Step) -> list[Call]:
    return [call for either in step for call in either]


def _finite(time_ms: float) -> float:
    return 0.0 if time_ms == inf else time_ms


def _told(time_ms: float) -> float | None:
    return None if time_ms == inf else rounded(time_ms)
