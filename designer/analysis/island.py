"""Parts of a drawing that are joined to one another and to nothing of what answers."""

from collections.abc import Iterator

from designer.analysis.graph import DesignGraph
from designer.analysis.production import in_production
from designer.model.critique import LooseEnd

_LOOKING_ON = frozenset({"alerting", "kpi_dashboard"})
"""Kinds that may stand apart with a monitor, which may be said to see everything."""


def without_islands(graph: DesignGraph) -> DesignGraph:
    """Give the graph without the groups that nothing joins to what answers, each of their parts a loose end.

    Where nothing answers the largest groups stay. Monitors and whom they tell may stand apart.
    """
    groups = list(_groups(graph))
    answering = graph.path | in_production(graph) | frozenset(graph.with_role("batch_scorer"))
    largest = max(map(len, groups), default=0)
    main = [group for group in groups if not group.isdisjoint(answering)] or [
        group for group in groups if len(group) == largest
    ]
    cut_off = (group for group in groups if group not in main and not all(_looks_on(graph, id_) for id_ in group))
    apart = set[str]().union(*cut_off)
    if not apart:
        return graph
    nodes = {id_: node for id_, node in graph.nodes.items() if id_ not in apart}
    edges = tuple(edge for edge in graph.edges if edge.source not in apart)
    what = "stands with others apart from all that answers"
    loose = (LooseEnd(what=f"'{graph.nodes[id_].name}' {what}", where=id_) for id_ in graph.nodes if id_ in apart)
    return DesignGraph(nodes, edges, (*graph.loose_ends, *loose))


def _looks_on(graph: DesignGraph, id_: str) -> bool:
    node = graph.nodes[id_]
    return "monitor" in node.roles or node.kind.id in _LOOKING_ON


def _groups(graph: DesignGraph) -> Iterator[set[str]]:
    """Give the ids of what hangs together, whatever the direction."""
    left = dict.fromkeys(graph.nodes)
    while left:
        first = next(iter(left))
        group, frontier = {first}, [first]
        for id_ in frontier:
            ends = {edge.target for edge in graph.leaving(id_)} | {edge.source for edge in graph.entering(id_)}
            more = sorted(ends - group)
            group.update(more)
            frontier += more
        for id_ in group:
            del left[id_]
        yield group
