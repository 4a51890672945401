"""What the money goes to: the cost of a drawing by component, by group of the palette and by competency."""

from collections.abc import Callable, Mapping

from designer.analysis.cost import cost_estimate, cost_per_thousand_requests, node_cost_usd_per_month, unpriced
from designer.analysis.element import Node
from designer.analysis.graph import DesignGraph
from designer.model.analysis import Cost
from designer.model.scenario import Brief


def cost(graph: DesignGraph, brief: Brief) -> Cost:
    """Give the cost by component, by group of the palette and by competency, and what a thousand requests cost."""
    return Cost(
        total=cost_estimate(graph),
        per_thousand_requests=cost_per_thousand_requests(graph, brief),
        by_component=_by(graph, lambda node: node.id),
        by_group=_by(graph, lambda node: node.kind.group),
        by_competency=_by(graph, lambda node: node.kind.competency.value),
        unpriced=unpriced(graph),
    )


def _by(graph: DesignGraph, key: Callable[[Node], str]) -> Mapping[str, float]:
    """Add up by key, the dearest first; what costs nothing is left out."""
    sums: dict[str, float] = {}
    for node in graph.nodes.values():
        spent = node_cost_usd_per_month(node)
        if spent:
            sums[key(node)] = sums.get(key(node), 0.0) + spent
    return dict(sorted(sums.items(), key=lambda item: (-item[1], item[0])))
