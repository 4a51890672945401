"""How old the data of a store may be when it is read: the lag of the quickest of its writers."""

from designer.analysis.element import DATA, REQUEST, Edge
from designer.analysis.graph import DesignGraph
from designer.analysis.schedule import runs_every_s

WORKING_OFF = frozenset({"policy_engine", "app_service"})
"""Kinds that hand on what they are given, where nobody calls them."""
PASSING_ON = frozenset({"data_validator", "pii_redactor", "queue", "model_server"})
"""Kinds that hand records on as they come; their age is that of what feeds them."""


def staleness_s(graph: DesignGraph, id_: str) -> float | None:
    """Give the age in seconds; infinite where nothing writes the store, None where its writers do not say."""
    ages = [_handed_on_s(graph, edge, {id_}) for edge in graph.entering(id_, [DATA])]
    known = [age for age in ages if age is not None]
    if known:
        return min(known)
    return None if ages else float("inf")


WHEN_TOLD = frozenset({"warehouse", "object_store", "oltp_db", "data_validator", "pii_redactor"})
"""Kinds that hand on what they hold, or get, when they are told to: how often, the word on the connection says."""


def _handed_on_s(graph: DesignGraph, edge: Edge, seen: set[str]) -> float | None:
    stated = edge.number("interval_s", -1.0)
    copied = graph.nodes[edge.source].kind.id in WHEN_TOLD and stated >= 0
    return stated if copied else _lag_s(graph, edge.source, seen)


def _lag_s(graph: DesignGraph, id_: str, seen: set[str]) -> float | None:
    node = graph.nodes[id_]
    if node.kind.id == "human_review":
        return 0.0  # an entry is made when a person makes it, however long cases wait for one
    stated = node.number("lag_s")
    lag_s = runs_every_s(graph, id_) if stated is None else stated
    if lag_s is not None:
        return lag_s
    passes_on = node.kind.id in PASSING_ON
    if id_ not in seen and (passes_on or (node.kind.id in WORKING_OFF and not graph.entering(id_, [REQUEST]))):
        before = [_handed_on_s(graph, edge, seen | {id_}) for edge in graph.entering(id_, [DATA])]
        known = [age for age in before if age is not None]
        if known or passes_on:
            return min(known, default=None)
    own = (node.number("p99_ms") or 0.0) / 1000
    return None if node.kind.id in {"batch_processor", "batch_scorer", "orchestrator"} else own
