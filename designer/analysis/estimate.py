"""The numbers under a drawing, each with its method and what it assumes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from designer.analysis.availability import ZONE, path_availability
from designer.analysis.capacity import Capacity
from designer.analysis.cost import cost_estimate, cost_usd_per_month
from designer.analysis.deadline import deadlines_ms
from designer.analysis.graph import DesignGraph
from designer.analysis.latency import Latency
from designer.model.critique import Estimate
from designer.model.scenario import Brief

TARGET_UTILISATION = 0.7
"""The share of its capacity that a tier may use at peak (content/rules.md, formulas)."""


@dataclass
class Estimates:
    """All that is computed for one drawing under one brief, each once and only when asked for."""

    graph: DesignGraph
    brief: Brief
    zone_availability: float = ZONE

    @cached_property
    def capacity(self) -> Capacity:
        """Give loads and utilisations."""
        return Capacity(self.graph, self.brief)

    @cached_property
    def _p99s(self) -> Latency:
        return Latency(self.graph, "p99_ms")

    @cached_property
    def p99_ms(self) -> float | None:
        """Give the sum of p99s from the slowest entry."""
        return self._p99s.from_entries()

    @cached_property
    def p50_ms(self) -> float | None:
        """Give the sum of medians from the slowest entry."""
        return Latency(self.graph, "p50_ms").from_entries()

    @cached_property
    def availability(self) -> float | None:
        """Give what a client sees, as a fraction."""
        return path_availability(self.graph, self.zone_availability)

    @cached_property
    def deadlines_ms(self) -> Mapping[str, float]:
        """Give the shortest timeout in ms above each component."""
        return deadlines_ms(self.graph)

    @cached_property
    def cost_usd_per_month(self) -> float | None:
        """Give the cost of all that is joined; None where a price is below nothing."""
        return cost_usd_per_month(self.graph)

    def p99_ms_without(self, id_: str) -> float | None:
        """Give the sum of p99s when one component answers no more: its timeouts, and the stand-in after them."""
        return self._p99s.without(self.graph.needs(id_, back=True)).from_entries()

    def utilisation(self) -> dict[str, float]:
        """Give the utilisation of each component that has one."""
        found = {id_: self.capacity.utilisation(id_) for id_ in self.graph.nodes}
        return {id_: value for id_, value in found.items() if value is not None and value != float("inf")}

    def capacity_per_s(self) -> float | None:
        """Give the rate at which the first component on the path is full."""
        peak = self.brief.peak_rate_per_s
        used = [self.capacity.utilisation(id_) for id_ in self.graph.path]
        fullest = max((value for value in used if value is not None), default=0.0)
        return peak / fullest if peak and fullest else None

    def shown(self) -> dict[str, Estimate]:
        """Give the numbers for a critique."""
        graph = self.graph
        if graph.call_cycle:
            loop = " → ".join(graph.nodes[id_].name for id_ in (*graph.call_cycle, graph.call_cycle[0]))
            why_none = f"the calls go in a circle: {loop}"
        else:
            why_none = "" if graph.path else "no request path is drawn from a client"
        tail = ("p99s are added along the calls, parallel calls count by the slowest",)
        return {
            "availability": Estimate(
                value=self.availability,
                unavailability=None if self.availability is None else 1 - self.availability,
                unit="fraction",
                method="approximation",
                assumes=("failures are independent", f"a zone is up {self.zone_availability:.2%} of the time"),
                statement=why_none,
            ),
            "p50_ms": Estimate(
                value=self.p50_ms, unit="ms", method="approximation", assumes=("medians are added",), statement=why_none
            ),
            "p99_ms": Estimate(value=self.p99_ms, unit="ms", method="approximation", assumes=tail, statement=why_none),
            "capacity_per_s": Estimate(
                value=self.capacity_per_s(),
                unit="per_s",
                method="approximation",
                assumes=("the first full component is the limit", "fallbacks carry the whole load"),
                statement=why_none,
            ),
            "cost_usd_per_month": cost_estimate(graph),
        }
