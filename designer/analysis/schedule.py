"""How often a job runs: by its own interval, by the words on what triggers it, or as often as what triggers it.

Where none of these say it, by the words on the data that a job reads or writes: "nightly".
"""

from designer.analysis.element import CONTROL, DATA, Edge
from designer.analysis.graph import DesignGraph


def runs_every_s(graph: DesignGraph, id_: str, seen: frozenset[str] = frozenset()) -> float | None:
    """Give the seconds between two runs; None where the drawing does not say."""
    own = graph.nodes[id_].number("interval_s")
    if own is not None and own >= 0:
        return own
    triggers = [edge for edge in graph.entering(id_, [CONTROL]) if edge.role == "trigger" and edge.source not in seen]
    intervals = (_triggered_every_s(graph, edge, seen | {id_}) for edge in triggers)
    stated = min((interval for interval in intervals if interval is not None), default=None)
    return _in_words(graph, id_) if stated is None else stated


JOBS = frozenset({"batch_processor", "batch_scorer", "trainer"})
"""Kinds that run now and then, so that the word on their data is their schedule; an hour's counts may stream."""


def _in_words(graph: DesignGraph, id_: str) -> float | None:
    """Give the interval that stands on what a job reads, or else on what it writes."""
    if graph.nodes[id_].kind.id not in JOBS:
        return None
    for edges in (graph.entering(id_, [DATA]), graph.leaving(id_, [DATA])):
        intervals = [edge.number("interval_s", -1.0) for edge in edges]
        if stated := [interval for interval in intervals if interval >= 0]:
            return min(stated)
    return None


def _triggered_every_s(graph: DesignGraph, edge: Edge, seen: frozenset[str]) -> float | None:
    stated = edge.values.get("interval_s")
    return float(stated) if isinstance(stated, (int, float)) and stated >= 0 else runs_every_s(graph, edge.source, seen)
