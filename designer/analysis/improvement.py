"""The cheapest single change that brings a drawing to its availability: a replica, a zone, or doing without."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from designer.analysis.cost import node_cost_usd_per_month
from designer.analysis.element import REQUEST, Edge, Node
from designer.analysis.graph import DesignGraph
from designer.analysis.naming import quoted
from designer.analysis.reading import node_of
from designer.analysis.reliability import fraction
from designer.catalog.library import Catalog
from designer.catalog.words import Words
from designer.model.analysis import Change, Improvement
from designer.model.design import Component

MOST_TRIED, LEAST_TRIED, PARTS = 200, 10, 10_000
"""Changes that are tried, the cheapest first: each is one computation of the availability, so of a path with many parts
fewer are."""
MOST_ZONES = 3
"""Zones that a region has everywhere; a few have more."""
_CAN_DO_WITHOUT = frozenset({"app_service", "policy_engine", "model_server", "llm_server", "edge_device"})
"""Callers with code of one's own, which can go on with a default value where a call fails."""
_HAS_A_DEFAULT = frozenset({"store", "external_source"})
"""Roles of what is read: a default value does for it, and an answer has to come from somewhere else."""
_NEVER_SKIPPED = frozenset({"guardrail", "pii_redactor", "policy_engine"})
"""Kinds that protect: without them it is better not to answer."""


@dataclass(frozen=True)
class _Candidate:
    at: Node
    sort: Literal["replica", "zone", "soft", "fallback"]
    sentence: str
    cost_usd_per_month: float
    apply: Callable[[], DesignGraph]


def cheapest_change(
    graph: DesignGraph,
    slo: float | None,
    availability: Callable[[DesignGraph], float | None],
    catalog: Catalog,
    words: Words,
) -> Improvement:
    """Find the cheapest single change with which `availability` (a fraction) of the drawing reaches `slo`.

    Tried are, at each component of the request path, one more replica, one more zone, and doing without it: a soft
    call, or for a model a soft call with a stand-in. A call becomes soft only where its caller has code of its own.
    Raises DesignerError for an objective in percent.
    """
    if slo is None:
        return Improvement(meets=False, statement="the brief asks for no availability")
    fraction(slo, "the objective")
    now = availability(graph)
    if now is None:
        return Improvement(meets=False, statement="the drawing has no availability that a change could raise")
    if now >= slo:
        return Improvement(meets=True, statement=f"meets {slo * 100:.12g} % as it is drawn")
    most = max(LEAST_TRIED, min(MOST_TRIED, PARTS // len(graph.path)))
    candidates = sorted(_candidates(graph, catalog, words), key=_price)
    return _first(candidates[:most], len(candidates), now, slo, availability)


def _price(candidate: _Candidate) -> tuple[float, str, str]:
    return candidate.cost_usd_per_month, candidate.sort, candidate.at.id


def _first(
    tried: list[_Candidate], of: int, now: float, slo: float, availability: Callable[[DesignGraph], float | None]
) -> Improvement:
    """Try the candidates in order until one reaches the objective; failing that, give the one that reached highest."""
    best: Change | None = None
    for number, candidate in enumerate(tried, start=1):
        reached = availability(candidate.apply())
        if reached is not None and reached > (best.availability if best else now):
            best = Change(
                at=candidate.at.id,
                sort=candidate.sort,
                sentence=candidate.sentence,
                cost_usd_per_month=candidate.cost_usd_per_month,
                availability=reached,
            )
            if reached >= slo:
                return Improvement(meets=True, change=best, tried=number)
    none = f"of the {len(tried)} cheapest changes none" if of > len(tried) else "no single change"
    nearest = "; this one comes nearest" if best else ", and none comes nearer to it"
    told = f"{none} reaches {slo * 100:.12g} %{nearest}"
    return Improvement(meets=False, change=best, tried=len(tried), statement=told)


def _candidates(graph: DesignGraph, catalog: Catalog, words: Words) -> Iterator[_Candidate]:
    for id_ in sorted(graph.path):
        node = graph.nodes[id_]
        if not node.sold_whole:
            yield from _more(graph, node)
        if id_ in graph.hard_path:
            yield from _done_without(graph, node, catalog, words)


def _more(graph: DesignGraph, node: Node) -> Iterator[_Candidate]:
    """Give one more replica, and up to three zones one more, which takes a replica where each has only one."""
    name = quoted(node.name)
    more = node.resized(node.replicas + 1, node.zones)
    yield _Candidate(node, "replica", f"one more replica of {name}", _added(node, more), partial(_with, graph, more))
    zones = min(node.zones, node.replicas) + 1
    if zones > MOST_ZONES:
        return
    spread = node.resized(max(node.replicas, zones), zones)
    says = f"{name} spread over {zones} zones"
    if spread.replicas > node.replicas:
        says = f"one more replica of {name}, in another zone"
    yield _Candidate(node, "zone", says, _added(node, spread), partial(_with, graph, spread))


def _added(node: Node, larger: Node) -> float:
    return (node_cost_usd_per_month(larger) or 0.0) - (node_cost_usd_per_month(node) or 0.0)


def _with(graph: DesignGraph, *nodes: Node) -> DesignGraph:
    return replace(graph, nodes=graph.nodes | {node.id: node for node in nodes})


def _done_without(graph: DesignGraph, node: Node, catalog: Catalog, words: Words) -> Iterator[_Candidate]:
    """Give the change that lets the callers do without: with a stand-in for what answers, else with a default."""
    calls = [edge for edge in graph.entering(node.id, [REQUEST]) if edge.hard]
    callers = {edge.source: graph.nodes[edge.source] for edge in calls}
    if not calls or node.kind.id in _NEVER_SKIPPED or any(edge.group for edge in calls):
        return
    if any(caller.kind.id not in _CAN_DO_WITHOUT for caller in callers.values()):
        return
    if node.roles & _HAS_A_DEFAULT:
        soft = [replace(edge, values={**edge.values, "soft": True}) for edge in calls]
        yield _Candidate(
            node, "soft", f"{quoted(node.name)} called softly", 0.0, partial(_rewired, graph, calls, tuple(soft))
        )
        return
    stand_in = _stand_in(node, max(callers.values(), key=lambda caller: caller.zones), catalog, words)
    rewired = [edge for call in calls for edge in _covered(call, stand_in.id)]
    cost = node_cost_usd_per_month(stand_in) or 0.0
    grown = _with(graph, stand_in)
    says = f"a fallback for {quoted(node.name)}, called softly"
    yield _Candidate(node, "fallback", says, cost, partial(_rewired, grown, calls, tuple(rewired)))


def _stand_in(node: Node, caller: Node, catalog: Catalog, words: Words) -> Node:
    """Make a fallback over as many zones as its caller."""
    zones = caller.zone_names[: caller.replicas]
    component = Component(id=f"{node.id} fallback", kind="fallback", replicas=len(zones))
    return node_of(component, catalog.kind("fallback"), zones, caller.region_names, words)


def _covered(call: Edge, stand_in: str) -> tuple[Edge, Edge]:
    """Make a hard call soft, with a fallback in a group of the two."""
    group = f"{call.id} or fallback"
    soft = replace(call, values={**call.values, "soft": True, "group": group})
    return soft, replace(call, id=group, target=stand_in, role="fallback", values={"group": group})


def _rewired(graph: DesignGraph, instead_of: list[Edge], edges: tuple[Edge, ...]) -> DesignGraph:
    gone = {edge.id for edge in instead_of}
    return replace(graph, edges=(*(edge for edge in graph.edges if edge.id not in gone), *edges))
