"""How often a job runs: by its own interval, by the words on what triggers it, or as often as what triggers it."""

from designer.analysis.element import CONTROL, Edge
from designer.analysis.graph import DesignGraph


def runs_every_s(graph: DesignGraph, id_: str, seen: frozenset[str] = frozenset()) -> float | None:
    """Give the seconds between two runs; None where the drawing does not say."""
    own = graph.nodes[id_].number("interval_s")
    if own is not None and own >= 0:
        return own
    triggers = [edge for edge in graph.entering(id_, [CONTROL]) if edge.role == "trigger" and edge.source not in seen]
    intervals = (_triggered_every_s(graph, edge, seen | {id_}) for edge in triggers)
    return min((interval for interval in intervals if interval is not None), default=None)


def _triggered_every_s(graph: DesignGraph, edge: Edge, seen: frozenset[str]) -> float | None:
    stated = edge.values.get("interval_s")
    return float(stated) if isinstance(stated, (int, float)) and stated >= 0 else runs_every_s(graph, edge.source, seen)
