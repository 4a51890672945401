"""How loaded each component is at the brief's peak: calls from the clients, streams by megabytes, batches by window."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil, inf

from designer.analysis.element import DATA, REQUEST, Node, claimed
from designer.analysis.flow import Flow
from designer.analysis.graph import DesignGraph
from designer.analysis.production import carried_events, event_takers, workers
from designer.model.scenario import Brief

HOUR_S = 3600.0
TARGET_UTILISATION = 0.7
"""The share of its capacity that a tier may use at peak: what is left is for bursts, deploys and what fails."""


@dataclass
class Capacity:
    """Loads and utilisations under a brief's peak.

    `copies` says how many calls are sent in the place of one, by the connection's id: retries and hedges; else one is.
    `lacking` says that something is gone, so that what stands in is asked.
    """

    graph: DesignGraph
    brief: Brief
    copies: Mapping[str, float] = field(default_factory=dict)
    lacking: bool = False

    @cached_property
    def load_per_s(self) -> dict[str, float]:
        """Give the calls a second that reach each node of the path, fallbacks counted as if all was lost."""
        return self._load(fallbacks=True)

    @cached_property
    def expected_per_s(self) -> dict[str, float]:
        """Give the calls a second while nothing is lost, so that what only stands in is idle."""
        return self._load(fallbacks=False)

    @cached_property
    def amplification(self) -> dict[str, float]:
        """Give by how much retries multiply the load of each node at worst: where every try of every call fails.

        Tries multiply from layer to layer: three in each of five are 243 (Brooker, Timeouts, retries and backoff with
        jitter, Amazon Builders' Library, 2019).
        """
        worst = {edge.id: 1 + edge.number("retries", 0.0) for edge in self.graph.edges if edge.kind is REQUEST}
        once, often = (self._flow.walk(1.0, copies, fallbacks=True) for copies in ({}, worst))
        return {id_: often[id_] / load for id_, load in once.items() if load}

    @cached_property
    def visits(self) -> dict[str, float]:
        """Give how often one request calls each node of the path, on average and while nothing is lost."""
        return self._flow.walk(1.0, {}, fallbacks=False)

    @cached_property
    def events_per_s(self) -> dict[str, float]:
        """Give the events a second that reach, at peak, what answers them and the models that it calls for each.

        It is empty where the brief has clients ask, or counts work. What is called once a model has decided is left
        out: how many events that concerns, nobody says.
        """
        rate, graph = self.brief.events_per_s, self.graph
        counted = self.brief.peak_rate_per_s is not None or self.brief.work_s is not None
        if rate is None or counted or self.brief.mode != "stream" or graph.call_cycle:
            return {}
        answering = graph.asking | self._workers
        takers = event_takers(graph, answering, rate)
        called = graph.reach(takers, lambda edge: edge.role != "shadow", kinds=[REQUEST])
        loads = self._flow.carried(takers, frozenset(called), self.copies, fallbacks=True, timers=True)
        answering -= frozenset(graph.with_role("entry"))
        return {id_: load for id_, load in loads.items() if id_ in answering}

    @cached_property
    def full_of_events(self) -> tuple[str, float] | None:
        """Give what is full first as events increase, and at how many a second; None where no rates are known.

        What carries them to what answers counts where its rate is drawn; it takes all of them.
        """
        peak = self.brief.events_per_s
        if not peak or not self.events_per_s:
            return None
        used = {id_: self.utilisation(id_) for id_ in self.events_per_s}
        answering = self.graph.asking | self._workers
        carried = carried_events(self.graph, answering, peak)
        bringing = self.graph.reach(answering, lambda edge: edge.source in carried, kinds=[DATA], back=True)
        for id_, load in carried.items():
            if id_ in bringing and states_rate(self.graph.nodes[id_]):
                used[id_] = self._busy(self.graph.nodes[id_], load)
        known = {id_: share for id_, share in used.items() if share}
        first = max(sorted(known), key=known.__getitem__, default=None)
        return None if first is None else (first, peak / known[first])

    def _load(self, *, fallbacks: bool) -> dict[str, float]:
        peak = self.brief.peak_rate_per_s
        return {} if peak is None else self._flow.walk(peak, self.copies, fallbacks=fallbacks, timers=True)

    @cached_property
    def _flow(self) -> Flow:
        return Flow(self.graph)

    @cached_property
    def _workers(self) -> frozenset[str]:
        return workers(self.graph, self.brief)

    def utilisation(self, id_: str) -> float | None:
        """Give load over capacity, 1 being full; None where the load or the capacity is not known."""
        if id_ not in self._used:
            self._used[id_] = self._utilisation(id_)
        return self._used[id_]

    @cached_property
    def _used(self) -> dict[str, float | None]:
        return {}

    def _utilisation(self, id_: str) -> float | None:
        node = self.graph.nodes[id_]
        if id_ in self.load_per_s and not self._counts_work(node):
            return self._busy(node, self.load_per_s[id_])
        if id_ in self.events_per_s:
            return self._worked_off(self.events_per_s[id_], [id_])
        if node.kind.id == "stream" and self.brief.stream_mb_per_s is not None:
            each = node.number("mb_s")
            return None if each is None else _ratio(self.brief.stream_mb_per_s, each * node.replicas)
        if self.brief.work_s is not None and (id_ in self.load_per_s or self._takes_work(id_)):
            return self._worked_off(self._work_s(id_, self.brief.work_s), self._pool(id_))
        if node.kind.id == "batch_scorer" and self.brief.batch_rows is not None:
            return self._batch_used(id_, self.brief.batch_rows)
        return None

    def _work_s(self, id_: str, queued: float) -> float:
        """Give the work that comes to a node: what a queue leaves of it, or where it is asked, its part of the peak."""
        asked = id_ in self._part_asked and id_ not in self._workers
        return (self.brief.unqueued_work_s or queued) * self._part_asked[id_] if asked else queued

    @cached_property
    def _part_asked(self) -> dict[str, float]:
        """Give the part of the work that each node of the path is asked for: callers share it out among models."""
        return {id_: min(1.0, often) for id_, often in self._flow.walk(1.0, {}, fallbacks=True).items() if often}

    def _batch_used(self, id_: str, rows: float) -> float | None:
        """Give a batch over what a scorer can do in the window; None where it is not known how much of it is for it.

        That is where it could not do the whole and another scorer could: then it has a part, or a second look.
        """
        window_s = (self.brief.batch_window_h or 24.0) * HOUR_S
        scorers = {node.id: node for node in self.graph.nodes.values() if node.kind.id == "batch_scorer"}
        each = {other: node.number("rows_s") for other, node in scorers.items()}
        used = {
            other: _ratio(rows, rows_per_s * scorers[other].replicas * window_s)
            for other, rows_per_s in each.items()
            if rows_per_s is not None
        }
        mine = used.pop(id_, None)
        return None if mine is not None and mine > 1 and any(other <= 1 for other in used.values()) else mine

    def _counts_work(self, node: Node) -> bool:
        """Say whether a node states what work it does, in the brief's unit, and not how many calls it takes."""
        return self.brief.work_s is not None and bool(node.number("speed")) and not states_rate(node)

    def _takes_work(self, id_: str) -> bool:
        return id_ in self._workers and not self._is_handed_a_part(id_)

    def _worked_off(self, load: float, ids: Iterable[str]) -> float | None:
        """Give a load over what some nodes do together; None where one of them does not say."""
        known = [self._works_off(self.graph.nodes[id_]) for id_ in ids]
        return None if None in known else _ratio(load, sum(each or 0.0 for each in known))

    def _pool(self, id_: str) -> tuple[str, ...]:
        """Give the workers that take from the same queues, so that each piece of work is done by one of them."""
        queues = {edge.source for edge in self.graph.entering(id_, [DATA])} & set(self.graph.with_role("queue"))
        takers = {edge.target for queue in queues for edge in self.graph.leaving(queue, [DATA])}
        return tuple(sorted((takers & self._workers) | {id_}))

    def _is_handed_a_part(self, id_: str) -> bool:
        """Say whether a worker's work comes from another worker, which hands on what part nobody says."""
        before = [edge.source for edge in self.graph.entering(id_, [DATA])]
        queued = [edge.source for queue in before for edge in self.graph.entering(queue, [DATA])]
        return not self._workers.isdisjoint([*before, *queued])

    def _works_off(self, node: Node) -> float | None:
        each = self._each_per_s(node)
        return None if each is None else each * node.replicas * node.regions

    @staticmethod
    def _each_per_s(node: Node) -> float | None:
        return node.number("speed") or rate_per_s(node)

    def expected_utilisation(self, id_: str) -> float | None:
        """Give load over capacity while nothing is lost; None off the path, or where one of both is not known."""
        load = self.expected_per_s.get(id_)
        return None if load is None else self._busy(self.graph.nodes[id_], load)

    def _busy(self, node: Node, load: float) -> float | None:
        capacity = rate_per_s(node)
        return None if capacity is None else _ratio(load, capacity * node.replicas * node.regions)

    def replica_load_per_s(self, id_: str) -> float | None:
        """Give the calls a second that reach one replica; None off the path or without a peak."""
        node = self.graph.nodes[id_]
        load = self.load_per_s.get(id_)
        return None if load is None else load / (node.replicas * node.regions)

    def utilisation_less_a_zone(self, id_: str) -> float | None:
        """Give load over what is left of a node, or of its copies in a group, when their fullest zone is gone.

        It is infinite when nothing is left. In one of several regions the other zones there take over, or the other
        regions do, whatever is easier.
        """
        node = self.graph.nodes[id_]
        full = self.utilisation(id_)
        if not full:
            return full
        copies = [self.graph.nodes[copy] for copy in sorted(self.graph.copies(id_))]
        copies = [copy for copy in copies if self._each_per_s(copy) and self.utilisation(copy.id) is not None]
        if len(copies) > 1 and all(copy.regions == 1 for copy in copies):
            return self._less_a_zone_of(copies)
        left = node.replicas - ceil(node.replicas / min(node.zones, node.replicas))
        in_region = full * node.replicas / left if left else inf
        return min(in_region, full * node.regions / (node.regions - 1)) if node.regions > 1 else in_region

    def utilisation_less_a_zone_scaled(self, id_: str) -> float | None:
        """Give load over what is left without the fullest zone once as many replicas run as autoscaling may start."""
        node, left = self.graph.nodes[id_], self.utilisation_less_a_zone(id_)
        most = node.number("max_r") if claimed(node.values.get("autoscale")) else None
        return left if left is None or most is None else left * node.replicas / max(most, node.replicas)

    def _less_a_zone_of(self, copies: list[Node]) -> float:
        """Give the load of several over what the others of their zones can do, whichever zone is gone."""
        load, can_do = 0.0, defaultdict[str, float](float)
        for copy in copies:
            each = self._each_per_s(copy) or 0.0
            load += (self.utilisation(copy.id) or 0.0) * each * copy.replicas
            zones = copy.zone_names[: copy.replicas]
            for index, zone in enumerate(zones):
                can_do[zone] += each * (copy.replicas // len(zones) + (index < copy.replicas % len(zones)))
        return _ratio(load, sum(can_do.values()) - max(can_do.values()))

    def utilisation_of_quota(self, id_: str) -> float | None:
        """Give the part of a vendor's rate that the peak takes; None where neither rate nor quota is stated."""
        return self.utilisation(id_) if states_rate(self.graph.nodes[id_]) else None

    def replicas_needed(self, id_: str, target: float = TARGET_UTILISATION) -> int | None:
        """Give how many replicas a region needs to be used no more than that; None where no number would do."""
        node, full = self.graph.nodes[id_], self.utilisation(id_)
        return None if full in {None, inf} else max(1, _up((full or 0.0) * node.replicas / target))

    def replicas_needed_less_a_zone(self, id_: str) -> int | None:
        """Give how many replicas a region needs to carry the peak when its fullest zone is gone.

        None where no number would do: in one zone of one region nothing is left.
        """
        node, needed = self.graph.nodes[id_], self.replicas_needed(id_, target=1.0)
        if needed is None or (node.zones == 1 and node.regions == 1):
            return None
        full, found = self.utilisation(id_) or 0.0, []
        if node.zones > 1:
            found.append(needed + ceil(needed / (node.zones - 1)))
        if node.regions > 1:
            found.append(max(1, _up(full * node.replicas * node.regions / (node.regions - 1))))
        return min(found)

    @cached_property
    def bottleneck(self) -> str | None:
        """Give the component that is full first as the load grows; None where that is not known."""
        return self._fullest(self._used_by_callers)

    @cached_property
    def stated_bottleneck(self) -> str | None:
        """Give the one that is full first of those whose rate the drawing states."""
        return self._fullest(filter(self.states, self._used_by_callers))

    def _fullest(self, ids: Iterable[str]) -> str | None:
        """Give the one that is full first, and of several at once one that an answer cannot do without."""
        used, hard = self._used_by_callers, self.graph.hard_path
        return max(ids, key=lambda id_: (float(f"{used[id_]:.9g}"), id_ in hard), default=None)

    def full_at_per_s(self, id_: str) -> float | None:
        """Give the rate from clients at which a component is full."""
        peak, used = self.brief.peak_rate_per_s, self._used_by_callers.get(id_)
        return peak / used if peak and used else None

    def states(self, id_: str) -> bool:
        """Say whether the drawing gives a component's rate, and not its kind alone."""
        node = self.graph.nodes[id_]
        return states_rate(node) or node.component.properties.get("speed") is not None

    @cached_property
    def _used_by_callers(self) -> Mapping[str, float]:
        """Give the part of its capacity that the peak takes of all that callers wait for.

        People are handed work, and a device in the field has the load of its own place: neither is a limit for all.
        """
        graph = self.graph
        waited = graph.reach(
            graph.entries,
            lambda edge: edge.role != "shadow" and (edge.source in graph.entries or not edge.values.get("async")),
            kinds=[REQUEST],
        )
        apart = {*graph.with_role("human_review"), *graph.with_role("edge_device")}
        used = {id_: self._used_by_requests(id_) for id_ in sorted(graph.path.intersection(waited) - apart)}
        return {id_: value for id_, value in used.items() if value}

    def _used_by_requests(self, id_: str) -> float | None:
        """Give the part that the peak takes of what timers leave of a component's capacity."""
        loads = self.load_per_s if self.lacking else self.expected_per_s
        by_calls = id_ in loads and not self._counts_work(self.graph.nodes[id_])
        full = self._busy(self.graph.nodes[id_], loads[id_]) if by_calls else self.utilisation(id_)
        timed_per_s = self._timed_per_s.get(id_, 0.0)
        if full is None or not timed_per_s:
            return full
        timed = full * timed_per_s / loads[id_]
        return _ratio(full - timed, max(0.0, 1 - timed))

    @cached_property
    def _timed_per_s(self) -> dict[str, float]:
        """Give the calls a second that reach each node of the path on timers, however few requests there are."""
        return self._flow.walk(0.0, self.copies, fallbacks=self.lacking, timers=True)

    @cached_property
    def saturating_rate_per_s(self) -> float | None:
        """Give the rate from clients at which the first component is full."""
        return self.full_at_per_s(self.bottleneck or "")


def rate_per_s(node: Node) -> float | None:
    """Give what one replica handles; a vendor's quota is the limit of what it sells."""
    quota = node.number("quota_rate_per_s")
    return node.number("rate_per_s") if quota is None else quota


def states_rate(node: Node) -> bool:
    """Say whether the drawing itself gives a node's rate or quota."""
    return any(node.component.properties.get(name) is not None for name in ("quota_rate_per_s", "rate_per_s"))


def _ratio(load: float, capacity: float) -> float:
    return load / capacity if capacity else inf


def _up(count: float) -> int:
    """Round up, but not for what the last bits of a division add."""
    return ceil(count - 1e-9)
