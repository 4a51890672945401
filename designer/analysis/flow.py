"""How a rate of requests spreads over the calls from where it comes in: shares, retries, caches and timers counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from designer.analysis.call import Calls
from designer.analysis.element import REQUEST
from designer.analysis.graph import DesignGraph

_MOST_PER_S = 1e15
"""More than any system is asked for, so that sums of it stay numbers."""


@dataclass
class Flow:
    """The calls of a graph, and what a rate of requests becomes on them."""

    graph: DesignGraph

    def walk(
        self, rate: float, copies: Mapping[str, float], *, fallbacks: bool, timers: bool = False
    ) -> dict[str, float]:
        """Carry a rate from the entries along the calls, and what callers ask on timers of their own too or not."""
        graph = self.graph
        if not graph.path or graph.call_cycle:
            return {}
        entries = dict.fromkeys(graph.entries, 0.0) | dict.fromkeys(graph.main_entries, rate / len(graph.main_entries))
        load = self.carried(entries, graph.path, copies, fallbacks=fallbacks, timers=timers)
        return {id_: rate for id_, rate in load.items() if id_ in graph.path}

    def carried(
        self,
        entries: Mapping[str, float],
        within: frozenset[str],
        copies: Mapping[str, float],
        *,
        fallbacks: bool,
        timers: bool,
    ) -> dict[str, float]:
        """Carry rates from where they come in along the calls to what is `within`."""
        graph = self.graph
        load = {**dict.fromkeys(within, 0.0), **entries}
        passed = {id_: rate * (1 - self._calls.own_hit_ratio(id_)) for id_, rate in entries.items()}
        for id_ in self._callers_first(tuple(entries), within):
            for edge in graph.leaving(id_, [REQUEST]):
                if edge.target in load and edge.role != "shadow" and (fallbacks or edge.role != "fallback"):
                    made = self._calls.made(edge) * edge.number("calls", 1.0) * copies.get(edge.id, 1.0)
                    calls = min(passed.get(id_, 0.0) * min(made, _MOST_PER_S), _MOST_PER_S)
                    if interval_s := edge.number("interval_s", 0.0):
                        node = graph.nodes[id_]
                        calls = node.replicas * node.regions / interval_s if timers else 0.0
                    load[edge.target] += calls
                    passed[edge.target] = passed.get(edge.target, 0.0) + calls * (1 - self._calls.hit_ratio(edge))
        return load

    @cached_property
    def _calls(self) -> Calls:
        return Calls(self.graph)

    def _callers_first(self, entries: tuple[str, ...], within: frozenset[str]) -> tuple[str, ...]:
        """Order what is touched so that a caller comes before what it calls; soft calls may still close a circle."""
        if (entries, within) not in self._orders:
            self._orders[entries, within] = self._ordered(entries, within)
        return self._orders[entries, within]

    @cached_property
    def _orders(self) -> dict[tuple[tuple[str, ...], frozenset[str]], tuple[str, ...]]:
        return {}

    def _ordered(self, entries: tuple[str, ...], within: frozenset[str]) -> tuple[str, ...]:
        graph, touched = self.graph, {*entries, *within}
        order: TopologicalSorter[str] = TopologicalSorter()
        for id_ in sorted(touched):
            order.add(id_, *(edge.source for edge in graph.entering(id_, [REQUEST]) if edge.source in touched))
        try:
            return tuple(order.static_order())
        except CycleError:
            return tuple(graph.reach(entries, lambda edge: edge.role != "shadow", kinds=[REQUEST]))
