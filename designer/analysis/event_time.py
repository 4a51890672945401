"""How long an event takes to what comes of it, where it flows to a model instead of waiting on the line.

A walk from where events arise, along data, calls and alarms, over something that answers, to whom the answer is for:
the quickest one, with the p99 of each part added up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from math import inf

from designer.analysis.call import Calls
from designer.analysis.element import CONTROL, DATA, REQUEST, Edge, Node
from designer.analysis.freshness import WHEN_TOLD
from designer.analysis.graph import GO_BETWEENS, DesignGraph
from designer.analysis.latency_sum import LatencySum
from designer.analysis.naming import quoted
from designer.analysis.production import workers
from designer.analysis.schedule import runs_every_s
from designer.analysis.service import service_of
from designer.catalog.quantity import format_number
from designer.model.critique import Estimate
from designer.model.scenario import Brief

_P99 = 0.99
_FOR_PEOPLE = frozenset({"client", "alerting", "human_review", "external_source"})
"""Kinds that an answer is for."""
_AFTERWARDS = frozenset(
    {"prediction_log", "label_store", "metadata_store", "kpi_dashboard", "evaluator", "gate", "ab_test", "trainer"}
    | {"model_registry", "prompt_registry", "deployer", "orchestrator"}
)
"""Kinds that look at answers afterwards, or make what answers the next ones: no event goes on there."""
_KEEPING = frozenset({"kv_store", "feature_store", "cache", "oltp_db", "vector_index", "warehouse"})
"""Kinds that keep what was known before an event, or what was answered."""
_NOT_THE_EVENT = frozenset(
    {"shadow", "fallback", "holdout", "champion", "rollback", "kill", "scale", "delete", "trigger"}
)


@dataclass(frozen=True)
class EventTime:
    """The quickest walk of an event: `seconds` at p99, and the ids that it goes through, the one it is for at last."""

    seconds: float
    way: tuple[str, ...]


@dataclass
class _Walk:
    graph: DesignGraph
    answering: frozenset[str]

    def quickest(self) -> EventTime | None:
        """Find the walk; None where nothing that arises comes to what ever answers: calls in a circle never do."""
        starts = [id_ for id_ in sorted(self.graph.nodes) if self._arises(id_)]
        queue: list[tuple[float, tuple[str, ...], bool]] = [(0.0, (id_,), id_ in self.answering) for id_ in starts]
        known: set[tuple[str, bool]] = set()
        answered: EventTime | None = None
        while queue:
            at, way, passed = heappop(queue)
            last = way[-1]
            if (last, passed) in known:
                continue
            known.add((last, passed))
            if passed and self.graph.nodes[last].kind.id in _FOR_PEOPLE and len(way) > 1:
                return EventTime(at, way)
            if passed and answered is None and (then := at + self._time_s(last)) < inf:
                answered = EventTime(then, way)
            for edge in self._onwards(last, answered=passed):
                then = at + self._leaving_s(edge)
                if then < inf:
                    heappush(queue, (then, (*way, edge.target), passed or edge.target in self.answering))
        return answered

    def _arises(self, id_: str) -> bool:
        return not self.graph.nodes[id_].roles.isdisjoint({"source", "entry"}) or not any(self._coming(id_))

    def _coming(self, id_: str) -> Iterator[Edge]:
        return (edge for edge in self.graph.entering(id_, [REQUEST, DATA]))

    def _onwards(self, id_: str, *, answered: bool) -> Iterator[Edge]:
        for edge in self.graph.leaving(id_, [REQUEST, DATA, CONTROL]):
            target = self.graph.nodes[edge.target]
            if edge.role in _NOT_THE_EVENT or target.kind.id in _AFTERWARDS or "monitor" in target.roles:
                continue
            if "store" in target.roles and (edge.kind is REQUEST or (target.kind.id in _KEEPING and not answered)):
                continue  # it is asked, and hands no event on
            if edge.kind is CONTROL and target.kind.id not in _FOR_PEOPLE:
                continue
            yield edge

    def _leaving_s(self, edge: Edge) -> float:
        """Give how long what came to a part takes to leave it by one edge: asked at once, handed on when done."""
        if edge.kind is REQUEST:
            return self._own_ms.get(edge.source, 0.0) / 1000 + self._wait_s(edge.source)
        stated = edge.number("delay_s", 0.0) + edge.number("interval_s", 0.0)
        told = self.graph.nodes[edge.source].kind.id in WHEN_TOLD and edge.number("interval_s", -1.0) >= 0
        return stated + (0.0 if told else self._time_s(edge.source))

    def _time_s(self, id_: str) -> float:
        return self._wait_s(id_) + self._sums.of(id_) / 1000

    def _wait_s(self, id_: str) -> float:
        """Give how long what comes lies before it is looked at: a lag that is drawn, or the time between two runs."""
        return self.graph.nodes[id_].number("lag_s") or runs_every_s(self.graph, id_) or 0.0

    @cached_property
    def _own_ms(self) -> dict[str, float]:
        nodes = self.graph.nodes.values()
        laws = {node.id: service_of(node) for node in nodes if "entry" not in node.roles and not _tells_its_lag(node)}
        return {id_: law if isinstance(law, float) else law.quantile(_P99) for id_, law in laws.items() if law}

    @cached_property
    def _sums(self) -> LatencySum:
        return LatencySum(Calls(self.graph), self._own_ms)


def _tells_its_lag(node: Node) -> bool:
    """Say whether a lag is drawn, and no time beside it: the catalogue's time of such a part is its lag."""
    return node.number("lag_s") is not None and node.component.properties.get("p99_ms") is None


def event_time(graph: DesignGraph, brief: Brief) -> EventTime | None:
    """Give how long an event takes to whom its answer is for; None where none comes to anything that answers."""
    passing = {id_ for id_, node in graph.nodes.items() if node.kind.id in GO_BETWEENS or "entry" in node.roles}
    answering = (graph.asking | workers(graph, brief)) - passing
    return _Walk(graph, answering).quickest() if answering and not graph.call_cycle else None


def event_estimate(graph: DesignGraph, brief: Brief) -> Estimate:
    """Give the same as a figure beside what the brief allows."""
    found, allowed_s = event_time(graph, brief), brief.decision_s
    said = []
    if found is None:
        said.append("no event comes to anything that ever answers it")
    else:
        first, last = (graph.nodes[id_] for id_ in (found.way[0], found.way[-1]))
        ends = f"to {quoted(last.name)}" if last.kind.id in _FOR_PEOPLE else f"until {quoted(last.name)} has answered"
        said.append(ends if first is last else f"from {quoted(first.name)} {ends}")
        if allowed_s:
            more = found.seconds > allowed_s
            said.append(f"{'over the' if more else 'of the'} {format_number(allowed_s)} s that the brief gives")
    return Estimate(
        value=None if found is None else float(f"{found.seconds:.6g}"),
        unit="s",
        method="approximation",
        assumes=(
            "the p99s of the parts on the quickest way are added, which errs high, and the lags and intervals drawn",
            "a part that tells no time takes the usual one of its kind; nothing waits in a queue",
        ),
        statement="; ".join(said),
    )
