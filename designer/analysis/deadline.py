"""How long callers wait: the shortest timeout above each component, and by how much a call to it outlasts that."""

from collections.abc import Mapping
from math import inf

from designer.analysis.element import REQUEST, Edge
from designer.analysis.graph import DesignGraph


def deadlines_ms(graph: DesignGraph) -> Mapping[str, float]:
    """Give the shortest timeout in ms on any way from a caller to each component; what has no entry has no deadline."""
    calls = (edge for edge in graph.edges if edge.kind is REQUEST and _waits(edge))
    limited = [edge for edge in calls if edge.number("timeout_ms", inf) < inf]
    found: dict[str, float] = {}
    for edge in sorted(limited, key=lambda edge: edge.number("timeout_ms", inf)):
        below = [edge.target]
        for id_ in below:
            if id_ not in found:
                found[id_] = edge.number("timeout_ms", inf)
                below += [call.target for call in graph.leaving(id_, [REQUEST]) if _waits(call)]
    return found


def overrun_ms(graph: DesignGraph, deadlines: Mapping[str, float], id_: str) -> float:
    """Give by how many ms the longest call to a component outlasts those who wait for its caller, at least 0."""
    calls = (edge for edge in graph.entering(id_, [REQUEST]) if _waits(edge))
    return max(0.0, *(edge.number("timeout_ms", 0.0) - deadlines.get(edge.source, inf) for edge in calls), 0.0)


def _waits(edge: Edge) -> bool:
    return edge.role != "shadow" and not edge.values.get("async")
