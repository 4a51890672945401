"""How loaded each component is at the brief's peak: calls from the clients, streams by megabytes, batches by window."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from math import ceil

from designer.analysis.graph import REQUEST, DesignGraph, Node
from designer.model.scenario import Brief

HOUR_S = 3600.0


@dataclass
class Capacity:
    """Loads and utilisations under a brief's peak."""

    graph: DesignGraph
    brief: Brief

    @cached_property
    def load_per_s(self) -> dict[str, float]:
        """Give the calls a second that reach each node of the path, fallbacks counted as if all was lost."""
        peak = self.brief.peak_rate_per_s
        graph = self.graph
        if peak is None or not graph.path or graph.call_cycle:
            return {}
        load = dict.fromkeys(graph.path, 0.0) | dict.fromkeys(graph.entries, peak / len(graph.entries))
        for id_ in self._callers_first():
            for edge in graph.leaving(id_, [REQUEST]):
                if edge.target in load and edge.role != "shadow":
                    load[edge.target] += load[id_] * edge.number("share", 1.0) * edge.number("calls", 1.0)
        return {id_: rate for id_, rate in load.items() if id_ in graph.path}

    def _callers_first(self) -> Iterable[str]:
        """Order entries and path so that a caller comes before what it calls; soft calls may still close a circle."""
        graph, touched = self.graph, {*self.graph.entries, *self.graph.path}
        order: TopologicalSorter[str] = TopologicalSorter()
        for id_ in sorted(touched):
            order.add(id_, *(edge.source for edge in graph.entering(id_, [REQUEST]) if edge.source in touched))
        try:
            return tuple(order.static_order())
        except CycleError:
            return graph.reach(graph.entries, lambda edge: edge.role != "shadow", kinds=[REQUEST])

    def utilisation(self, id_: str) -> float | None:
        """Give load over capacity, 1 being full; None where the load or the capacity is not known."""
        node = self.graph.nodes[id_]
        if id_ in self.load_per_s:
            capacity = _rate_per_s(node)
            return None if capacity is None else _ratio(self.load_per_s[id_], capacity * node.replicas * node.regions)
        if node.kind.id == "stream" and self.brief.stream_mb_per_s is not None:
            each = node.number("mb_s")
            return None if each is None else _ratio(self.brief.stream_mb_per_s, each * node.replicas)
        if node.kind.id == "batch_scorer" and self.brief.batch_rows is not None:
            rows_per_s, window_h = node.number("rows_s"), self.brief.batch_window_h or 24.0
            done = None if rows_per_s is None else rows_per_s * node.replicas * window_h * HOUR_S
            return None if done is None else _ratio(self.brief.batch_rows, done)
        return None

    def replica_load_per_s(self, id_: str) -> float | None:
        """Give the calls a second that reach one replica; None off the path or without a peak."""
        node = self.graph.nodes[id_]
        load = self.load_per_s.get(id_)
        return None if load is None else load / (node.replicas * node.regions)

    def utilisation_less_a_zone(self, id_: str) -> float | None:
        """Give load over what is left of a node when its fullest zone is gone; infinite when nothing is left."""
        node = self.graph.nodes[id_]
        full = self.utilisation(id_)
        if full is None:
            return None
        if node.regions > 1:
            return full * node.regions / (node.regions - 1)
        left = node.replicas - ceil(node.replicas / min(node.zones, node.replicas))
        return full * node.replicas / left if left else float("inf")

    def utilisation_of_quota(self, id_: str) -> float | None:
        """Give the part of a vendor's rate that the peak takes; None where neither rate nor quota is stated."""
        stated = self.graph.nodes[id_].component.properties
        known = any(stated.get(name) is not None for name in ("quota_rate_per_s", "rate_per_s"))
        return self.utilisation(id_) if known else None


def _rate_per_s(node: Node) -> float | None:
    """Give what one replica handles; a vendor's quota is the limit of what it sells."""
    quota = node.number("quota_rate_per_s")
    return node.number("rate_per_s") if quota is None else quota


def _ratio(load: float, capacity: float) -> float:
    return load / capacity if capacity else float("inf")
