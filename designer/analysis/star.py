"""A drawing in which nearly all is joined to one box only: a list, through which nothing flows."""

from collections.abc import Mapping

from designer.analysis.graph import DesignGraph
from designer.model.critique import LooseEnd

LEAST = 10
"""Joined components below which a hub and its spokes may well be the whole system."""
SPOKES = 0.7
"""The share of the other components that is joined to the hub alone, from which on it is a list (assumption)."""


def without_star(graph: DesignGraph) -> DesignGraph:
    """Give the graph; where it is a star, without the spokes, each of which is a loose end."""
    spokes = _spokes(graph)
    if not spokes:
        return graph
    (hub,) = set(spokes.values())
    edges = tuple(edge for edge in graph.edges if edge.source not in spokes and edge.target not in spokes)
    joined = {end for edge in edges for end in (edge.source, edge.target)}
    name = graph.nodes[hub].name
    loose = (
        LooseEnd(what=f"'{node.name}' is joined to '{name}' alone, as nearly all is, so nothing flows", where=id_)
        for id_, node in graph.nodes.items()
        if id_ in spokes
    )
    nodes = {id_: node for id_, node in graph.nodes.items() if id_ in joined}
    return DesignGraph(nodes, edges, (*graph.loose_ends, *loose))


def _spokes(graph: DesignGraph) -> Mapping[str, str]:
    """Give the spokes of a star, each with the hub; nothing where the drawing is none."""
    if len(graph.nodes) < LEAST:
        return {}
    neighbours: dict[str, set[str]] = {id_: set() for id_ in graph.nodes}
    for edge in graph.edges:
        neighbours[edge.source].add(edge.target)
        neighbours[edge.target].add(edge.source)
    hub = max(neighbours, key=lambda id_: (len(neighbours[id_]), id_))
    spokes = {id_: hub for id_, others in neighbours.items() if others == {hub}}
    return spokes if len(spokes) >= SPOKES * (len(graph.nodes) - 1) else {}
