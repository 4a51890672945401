"""How long a request takes: own times summed along the calls, the slowest of those made in parallel.

Adding p99s is an approximation: independent tails rarely coincide, so that it errs high on a chain, while many parallel
calls make it err low (Dean and Barroso, The Tail at Scale, CACM 2013). It is what can be checked on a board.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from designer.analysis.graph import REQUEST, DesignGraph, Edge


@dataclass
class Latency:
    """Sums of one percentile ("p50_ms" or "p99_ms") over the calls below each node."""

    graph: DesignGraph
    percentile: str
    lost: frozenset[str] = frozenset()
    whole: "Latency | None" = None
    _known: dict[str, float] = field(default_factory=dict)

    def from_entries(self) -> float | None:
        """Give the slowest entry's time in ms; None where nothing is called, or the calls go in a circle."""
        if not self.graph.path or self.graph.call_cycle:
            return None
        return max(self.of(id_) for id_ in self.graph.entries)

    def without(self, lost: frozenset[str]) -> "Latency":
        """Give the times when some nodes answer no more; whoever does not call them keeps the time that it has."""
        return Latency(self.graph, self.percentile, lost, self)

    @cached_property
    def _touched(self) -> Container[str]:
        return self.graph.reach(self.lost, lambda _: True, kinds=[REQUEST], back=True)

    def _told(self, id_: str) -> float | None:
        """Give a time that is known by now."""
        if self.whole is not None and id_ not in self._touched:
            return self.whole.of(id_)
        return self._known.get(id_)

    def of(self, id_: str) -> float:
        """Give the time in ms until a node has answered, its calls included."""
        if self._told(id_) is None:
            for below in self._order(id_):
                self._known[below] = self._own(below) + self._below(below)
        return self._told(id_) or 0.0

    def _order(self, id_: str) -> list[str]:
        """Give the nodes below this one, callees before callers, without recursion (a chain may be 10,000 long)."""
        order: list[str] = []
        opened: set[str] = set()
        stack = [(id_, False)]
        while stack:
            node, done = stack.pop()
            if done:
                order.append(node)
            elif node not in opened and self._told(node) is None:
                opened.add(node)
                stack.append((node, True))
                stack += [(edge.target, False) for edge in self._calls(node)]
        return order

    def _calls(self, id_: str) -> Iterable[Edge]:
        return (edge for edge in self.graph.leaving(id_, [REQUEST]) if edge.role is None)

    def _own(self, id_: str) -> float:
        return self.graph.nodes[id_].number(self.percentile) or 0.0

    def _below(self, id_: str) -> float:
        serial = 0.0
        parallel: dict[str, float] = {}
        for edge in self._calls(id_):
            time = self._call(edge)
            name = edge.values.get("parallel") or edge.group
            if name:
                parallel[str(name)] = max(parallel.get(str(name), 0.0), time)
            else:
                serial += time
        return serial + sum(parallel.values()) + self._fallback(id_)

    def _call(self, edge: Edge) -> float:
        limit = edge.number("timeout_ms", float("inf"))
        if edge.target in self.lost:
            return limit
        if edge.values.get("async"):
            return 0.0
        time = (self._told(edge.target) or 0.0) * edge.number("calls", 1.0)
        return min(time, limit) if edge.soft else time

    def _fallback(self, id_: str) -> float:
        """Give what the stand-in costs where a call was lost."""
        if not any(edge.target in self.lost for edge in self._calls(id_)):
            return 0.0
        stand_ins = (edge for edge in self.graph.leaving(id_, [REQUEST]) if edge.role == "fallback")
        return max((self._own(edge.target) for edge in stand_ins), default=0.0)
