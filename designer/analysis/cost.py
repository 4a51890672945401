"""What the drawing costs a month: replicas at peak times their price, and the volume; an upper bound."""

from designer.analysis.graph import DesignGraph, Node


def node_cost_usd_per_month(node: Node) -> float:
    """Give what one component costs a month, in US dollars, all its replicas and regions."""
    each, volume = node.number("cost_usd_per_month") or 0.0, node.number("xcost_usd_per_month") or 0.0
    return node.replicas * node.regions * each + volume


def cost_usd_per_month(graph: DesignGraph) -> float:
    """Give what the whole drawing costs a month, in US dollars."""
    return sum(node_cost_usd_per_month(node) for node in graph.nodes.values())
