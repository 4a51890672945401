"""Spare duplicates: what is joined to nothing but what another of its kind is joined to, and idle beside that one."""

from collections.abc import Iterator, Sequence

from designer.analysis.element import DATA, FEEDBACK, REQUEST, Edge
from designer.analysis.graph import DesignGraph

USE = (REQUEST, DATA, FEEDBACK)
"""The kinds of connection by which a component is asked or fed; versions and orders alone are neither."""

Joint = tuple[str, str, bool]
"""What a component is joined to: the kind of connection, the other end, and whether it comes in."""


def spare(graph: DesignGraph, ids: Sequence[str]) -> frozenset[str]:
    """Give those components that another one of their kind makes idle.

    A component is idle where nothing feeds or asks it though its twin is fed or asked, or where it only takes in what
    the twin takes in. Of those that are exactly alike the first in order is kept.
    """
    rank = {id_: number for number, id_ in enumerate(ids)}
    return frozenset(id_ for id_ in ids if any(_is_idle(graph, id_, twin, rank) for twin in _twins(graph, id_)))


def _twins(graph: DesignGraph, id_: str) -> Iterator[str]:
    """Give what is of the same kind and joined to all that a component is joined to."""
    joints = _joints(graph, id_)
    for joint in sorted(joints)[:1]:
        _, other, comes_in = joint
        edges = graph.leaving(other) if comes_in else graph.entering(other)
        near = dict.fromkeys(edge.target if comes_in else edge.source for edge in edges)
        for twin in near:
            alike = twin != id_ and graph.nodes[twin].kind.id == graph.nodes[id_].kind.id
            if alike and joints <= _joints(graph, twin):
                yield twin


def _joints(graph: DesignGraph, id_: str) -> frozenset[Joint]:
    return frozenset(
        (*((edge.kind.value, edge.source, True) for edge in graph.entering(id_)), *map(_out, graph.leaving(id_)))
    )


def _out(edge: Edge) -> Joint:
    return edge.kind.value, edge.target, False


def _is_idle(graph: DesignGraph, id_: str, twin: str, rank: dict[str, int]) -> bool:
    if _takes(graph, id_) < _takes(graph, twin) or _gives(graph, id_) < _gives(graph, twin):
        return True
    alike = _joints(graph, id_) == _joints(graph, twin) and not _gives(graph, id_)
    return alike and rank.get(twin, len(rank)) < rank[id_]


def _takes(graph: DesignGraph, id_: str) -> int:
    """Say whether something uses or feeds a component (2), or only versions and orders come in (1)."""
    return 2 if any(graph.entering(id_, USE)) else 1 if any(graph.entering(id_)) else 0


def _gives(graph: DesignGraph, id_: str) -> bool:
    """Say whether somebody has something of a component: an answer, or what leaves it."""
    return any(graph.entering(id_, [REQUEST])) or any(graph.leaving(id_))
