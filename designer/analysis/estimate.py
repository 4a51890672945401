"""The numbers under a drawing, each with its method and what it assumes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import floor
from typing import TYPE_CHECKING

from designer.analysis.assumption import ASSUMED, Assumptions
from designer.analysis.availability import Availability
from designer.analysis.batch import batch_estimate
from designer.analysis.capacity import Capacity
from designer.analysis.cost import cost_estimate, cost_usd_per_month
from designer.analysis.deadline import deadlines_ms
from designer.analysis.event_time import event_estimate
from designer.analysis.graph import DesignGraph
from designer.analysis.naming import listed, quoted
from designer.analysis.placement import NOTHING, Lost
from designer.analysis.production import in_production
from designer.analysis.reliability import availability_text
from designer.catalog.quantity import format_number
from designer.model.critique import Estimate
from designer.model.scenario import Brief

if TYPE_CHECKING:
    from designer.analysis.performance import Performance


@dataclass
class Estimates:
    """All that is computed for one drawing under one brief, each once and only when asked for.

    `bins` are the points of a distribution's grid; by default as many as the drawing's size leaves time for.
    """

    graph: DesignGraph
    brief: Brief
    assumed: Assumptions = ASSUMED
    bins: int | None = None
    lost: Lost = NOTHING

    @cached_property
    def performance(self) -> "Performance":
        """Give the times, and the loads that they rest on; it loads numpy, and so is asked for only here."""
        from designer.analysis.performance import Performance

        return Performance(self.graph, self.brief, self.bins, self.lost.components)

    @cached_property
    def capacity(self) -> Capacity:
        """Give loads and utilisations."""
        return self.performance.capacity

    @cached_property
    def p99_ms(self) -> float | None:
        """Give the time within which 99 of 100 requests to the slowest entry are answered."""
        return self.performance.percentile("p99_ms")

    @property
    def p99_sum_ms(self) -> float | None:
        """Give the p99s added along the calls of the slowest entry, without queues and timeouts."""
        return self.performance.p99_sum_ms

    @cached_property
    def p50_ms(self) -> float | None:
        """Give the median time of the slowest entry."""
        return self.performance.percentile("p50_ms")

    @cached_property
    def availabilities(self) -> Availability:
        """Give the availability of each entry."""
        return Availability(self.graph, self.capacity, self.assumed, self.lost)

    @cached_property
    def availability_figure(self) -> Estimate:
        """Give what the clients of the worst entry see."""
        worst = self.availabilities.worst
        if worst is None:
            return Estimate(value=None, unit="fraction", method="exact", statement=self.graph.unanswered)
        found = self.availabilities.estimate(worst)
        of = len(self.graph.main_entries)
        if of == 1:
            return found
        entry = f"the worst of {of} entries, {quoted(self.graph.nodes[worst.structure.entry].name)}"
        return found.model_copy(update={"statement": "; ".join(filter(None, [entry, found.statement]))})

    @property
    def full_service(self) -> Estimate:
        """Give the share of time in which nothing is missing from the worst entry's answers, and nothing stands in."""
        worst = self.availabilities.worst
        if worst is None:
            return Estimate(value=None, unit="fraction", method="exact", statement=self.graph.unanswered)
        return self.availabilities.estimate(self.availabilities.of(worst.structure.entry, whole=True))

    @property
    def availability(self) -> float | None:
        """Give what the clients of the worst entry see, as a fraction; None where there is no such number."""
        worst = self.availabilities.worst
        of_devices = worst is not None and self.availabilities.is_of_devices_alone(worst)
        return 1.0 if of_devices else self.availability_figure.value

    @cached_property
    def availability_by_drawn_rates(self) -> float | None:
        """Give the same where the usual rate of a kind is no limit, as a fraction."""
        by_rates = Availability(self.graph, self.capacity, self.assumed, self.lost, drawn_rates_only=True)
        worst = by_rates.worst
        return None if worst is None else by_rates.estimate(worst).value

    @cached_property
    def deadlines_ms(self) -> Mapping[str, float]:
        """Give the shortest timeout in ms above each component."""
        return deadlines_ms(self.graph)

    @cached_property
    def cost_usd_per_month(self) -> float | None:
        """Give the cost of all that is joined; None where a price is below nothing."""
        return cost_usd_per_month(self.graph)

    def p99_ms_without(self, id_: str) -> float | None:
        """Give the p99 when a component and its tier answer no more: timeouts of callers, and then the stand-in."""
        if id_ not in self._without:
            self._without[id_] = self.performance.p99_ms_without(self.graph.tier(id_))
        return self._without[id_]

    @cached_property
    def _without(self) -> dict[str, float | None]:
        return {}

    def utilisation(self) -> dict[str, float]:
        """Give the utilisation of each component that has one."""
        found = {id_: self.capacity.utilisation(id_) for id_ in self.graph.nodes}
        return {id_: value for id_, value in found.items() if value is not None and value != float("inf")}

    def capacity_per_s(self) -> float | None:
        """Give the rate at which the first component on the path is full."""
        return self.capacity.saturating_rate_per_s

    def why_none(self, name: str) -> str:
        """Say why a number of a critique, or a sum of times, has no value."""
        from designer.analysis.latency_estimate import why_none

        return why_none(self.performance) if name.endswith("_ms") else self.shown()[name].statement

    def shown(self) -> dict[str, Estimate]:
        """Give the numbers for a critique."""
        from designer.analysis.latency_estimate import latency_estimates, out_of_time

        times = latency_estimates(self.performance, self.lost.components)
        late = "; ".join(filter(None, [out_of_time(self.performance), self._less_than_promised]))
        batch = {} if self.brief.batch_rows is None else {"batch_run_h": batch_estimate(self.capacity)}
        event = {} if self.brief.decision_s is None else {"event_s": event_estimate(self.graph, self.brief)}
        return {
            **batch,
            **event,
            "availability": _adding(self.availability_figure, self._standing_in, self._apart, late),
            **times,
            "p50_ms": _adding(times["p50_ms"], self._apart),
            "capacity_per_s": Estimate(
                value=None if self._queued else self._full_at_per_s,
                unit="per_s",
                method="approximation",
                assumes=(
                    "the first full component is the limit",
                    "what stands in carries the whole load" if self.capacity.lacking else "what stands in is not asked",
                    *self.performance.calls.assumes(),
                ),
                statement=self._queued or self._full_first or self.graph.unanswered,
            ),
            "cost_usd_per_month": _adding(cost_estimate(self.graph), self._over_budget),
        }

    @property
    def _full_at_per_s(self) -> float | None:
        """Give the requests or, where the brief counts these, the events a second at which something is full."""
        events = self.capacity.full_of_events
        return events[1] if events else self.capacity_per_s()

    @property
    def _full_first(self) -> str:
        """Name what is full first and, where that has only the rate of its kind, the first by the rates drawn."""
        capacity = self.capacity
        if events := capacity.full_of_events:
            return f"events; {quoted(self.graph.nodes[events[0]].name)} is full first"
        first, stated = capacity.bottleneck, capacity.stated_bottleneck
        if first is None or not self.capacity_per_s():
            return ""
        said = [f"{quoted(self.graph.nodes[first].name)} is full first"]
        if not capacity.states(first):
            said[0] += ", by the usual rate of its kind"
        if first not in self.graph.main_path:
            said[0] += ", once it stands in for all"
        elif first not in self.graph.hard_path:
            said.append("above that, answers go on without it")
        if stated and stated != first:
            rate_per_s = format_number(round(capacity.full_at_per_s(stated) or 0.0))
            said.append(f"by the rates that are drawn, {quoted(self.graph.nodes[stated].name)} at {rate_per_s} /s")
        return "; ".join(said)

    @property
    def _standing_in(self) -> str:
        return "what stands in counts as an answer" if self.graph.path - self.graph.main_path else ""

    @property
    def _less_than_promised(self) -> str:
        """Say that too few requests are answered, where only what is down and what is late together make it so."""
        up, promised = self.availability, self.brief.availability_slo
        if up is None or promised is None or self.performance.overloaded:
            return ""
        answered = up * (1 - self.performance.unanswered)
        if not answered < promised <= up:
            return ""
        return f"together {availability_text(answered)}, below the brief's {availability_text(promised)}"

    @property
    def _over_budget(self) -> str:
        """Say by how much the cost is over the brief's budget."""
        cost, budget = self.cost_usd_per_month, self.brief.budget_usd_per_month
        if cost is None or budget is None or cost <= budget:
            return ""
        over = floor(100 * (cost / budget - 1))
        return f"over the brief's ${budget:,.0f} by {f'{over:,}' if over else 'under 1'} %"

    @property
    def _queued(self) -> str:
        """Say who is the limit where work waits for it, and the brief counts it by what must be done a second."""
        used = {id_: self.capacity.utilisation(id_) for id_ in in_production(self.graph)} if self._apart else {}
        busiest = max(used, key=lambda id_: (used[id_] or 0.0, id_), default=None)
        if self.brief.work_s is None or busiest is None or not used[busiest]:
            return ""
        name = quoted(self.graph.nodes[busiest].name)
        return f"{name} works off what waits, {100 * (used[busiest] or 0.0):,.0f} % busy; that is no rate of requests"

    @property
    def _apart(self) -> str:
        """Name the models that no client waits for, where there are only such."""
        models = in_production(self.graph)
        if not self.graph.path or not models or not models.isdisjoint(self.graph.path):
            return ""
        names = listed(self.graph.nodes[id_].name for id_ in sorted(models))
        return f"only what clients wait for: {names} {'works' if len(models) == 1 else 'work'} apart from it"


def _adding(found: Estimate, *told: str) -> Estimate:
    if found.value is None:
        return found
    return found.model_copy(update={"statement": "; ".join(filter(None, [found.statement, *told]))})
