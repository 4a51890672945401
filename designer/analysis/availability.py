"""The share of time that a request is answered: a product over what it cannot do without, and over each fallback pair.

An approximation: failures count as independent. With r replicas over z zones, one zone holds ceil(r/z); a zone is up
0.9995 of the time (assumption), one instance 0.995 by default (EC2's instance-level commitment), and no spread over
zones counts more than 0.9999 (EC2's region-level commitment, 2022).
"""

from math import ceil, prod

from designer.analysis.graph import REQUEST, DesignGraph, Edge, Node

ZONE = 0.9995
REGION_LIMIT, REGIONS_LIMIT = 0.9999, 0.99999


def node_availability(node: Node, zone: float = ZONE) -> float:
    """Give a node's availability as a fraction, its replicas, zones and regions counted."""
    one = node.number("availability")
    one = 1.0 if one is None else one
    if node.managed:
        region = one
    else:
        zones = min(node.zones, node.replicas)
        together = zone * (1 - (1 - one) ** ceil(node.replicas / zones))
        region = together if zones == 1 else min(REGION_LIMIT, 1 - (1 - together) ** zones)
    return region if node.regions == 1 else max(region, min(REGIONS_LIMIT, 1 - (1 - region) ** node.regions))


def path_availability(graph: DesignGraph, zone: float = ZONE) -> float | None:
    """Give the availability that a client sees, as a fraction; None where nothing is called."""
    if not graph.path or graph.call_cycle:
        return None
    each = {id_: node_availability(node, zone) for id_, node in graph.nodes.items() if id_ in graph.path}
    needed = {id_ for id_ in graph.hard_path if not graph.alternatives(id_)}
    groups = prod(1 - _all_down(group, each) for group in _groups(graph))
    callers = graph.hard_path.union(graph.entries)
    return (
        prod(each[id_] for id_ in sorted(needed))
        * groups
        * prod(_degraded(graph, id_, each) for id_ in sorted(callers))
    )


def _groups(graph: DesignGraph) -> list[list[str]]:
    """Give the sets of hard calls of which any one is enough."""
    found: dict[tuple[str, str], list[str]] = {}
    for edge in graph.edges:
        if edge.kind is REQUEST and edge.target in graph.hard_path and edge.group and edge.hard:
            found.setdefault((edge.source, edge.group), []).append(edge.target)
    return [targets for targets in found.values() if len(targets) > 1]


def _all_down(targets: list[str], each: dict[str, float]) -> float:
    return prod(1 - each[target] for target in targets)


def _degraded(graph: DesignGraph, caller: str, each: dict[str, float]) -> float:
    """Give the share of time that a caller's soft calls work or their stand-in does; 1 where it has no stand-in."""
    calls = [edge for edge in graph.leaving(caller, [REQUEST]) if edge.target in each]
    result = 1.0
    for fallback in (edge for edge in calls if edge.role == "fallback"):
        covered = [edge for edge in calls if edge.role is None and edge.soft and _covers(fallback, edge)]
        if covered:
            main = prod(each[edge.target] for edge in covered)
            result *= 1 - (1 - main) * (1 - each[fallback.target])
    return result


def _covers(fallback: Edge, edge: Edge) -> bool:
    return fallback.group is None or fallback.group == edge.group
