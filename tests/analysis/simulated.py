"""The oracle of latency: each call of each request drawn at random, by rules that are written here a second time."""

from math import inf, log

import numpy as np
from numpy.typing import NDArray

from designer.analysis.element import REQUEST, Edge
from designer.analysis.graph import DesignGraph

Times = NDArray[np.float64]
Z99 = 2.3263478740408408


class Simulation:
    """A number of requests at once; a time is infinite where no answer comes."""

    def __init__(self, graph: DesignGraph, requests: int, seed: int = 1) -> None:
        self.graph, self.requests = graph, requests
        self.chance = np.random.default_rng(seed)

    def of(self, id_: str) -> Times:
        """Give the times until a component has answered."""
        node = self.graph.nodes[id_]
        time = self._service(node.number("p50_ms") or 0.0, node.number("p99_ms") or 0.0)
        below = np.zeros(self.requests)
        together: dict[str, Times] = {}
        for edge in self.graph.leaving(id_, [REQUEST]):
            if edge.role is not None:
                continue
            spent = self._spent(edge)
            name = edge.values.get("parallel")
            if name:
                together[str(name)] = np.maximum(together.get(str(name), np.zeros(self.requests)), spent)
            else:
                below = below + spent
        below = below + sum(together.values(), np.zeros(self.requests))
        if node.kind.id == "cache":
            below = np.where(self.chance.random(self.requests) < (node.number("hit") or 0.0), 0.0, below)
        return time + below

    def _service(self, p50: float, p99: float) -> Times:
        if not p50:
            return np.zeros(self.requests)
        normal = self.chance.standard_normal(self.requests)
        return np.asarray(np.exp(log(p50) + log(p99 / p50) / Z99 * normal))

    def _spent(self, edge: Edge) -> Times:
        made = self.chance.random(self.requests) < edge.number("share", 1.0)
        calls = [self._call(edge) for _ in range(int(edge.number("calls", 1.0)))]
        spent = np.max(calls, axis=0) if edge.values.get("parallel") else np.sum(calls, axis=0)
        return np.where(made, spent, 0.0)

    def _call(self, edge: Edge) -> Times:
        limit = edge.number("timeout_ms", inf)
        total, open_ = np.zeros(self.requests), np.ones(self.requests, dtype=bool)
        for _ in range(1 + int(edge.number("retries", 0.0))):
            one = self.of(edge.target)
            if "hedge_after_ms" in edge.values:
                one = np.minimum(one, edge.number("hedge_after_ms", inf) + self.of(edge.target))
            total = np.where(open_, total + np.minimum(one, limit), total)
            open_ = open_ & (one > limit)
        if not edge.soft:
            return np.where(open_, inf, total)
        stand_ins = [other for other in self.graph.leaving(edge.source, [REQUEST]) if other.role == "fallback"]
        return np.where(open_, total + self._call(stand_ins[0]), total) if stand_ins else total
