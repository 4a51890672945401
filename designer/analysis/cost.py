"""What the drawing costs a month: replicas at peak times their list price, and the volume on top."""

from designer.analysis.element import Node
from designer.analysis.graph import DesignGraph
from designer.analysis.naming import listed
from designer.catalog.quantity import HOURS_A_MONTH
from designer.errors import DesignerError
from designer.model.critique import Estimate
from designer.model.scenario import Brief

PAID_BY_USE = frozenset({"external_source", "llm_server"})
"""Kinds whose vendor is paid by the call or the token: without a price drawn nothing is known of it."""
_HOUR_S = 3600.0
_THOUSAND = 1000.0
_UPPER = "list prices, with as many replicas all month as are drawn for the peak: an upper bound"


def usd_per_month(usd_per_hour: float) -> float:
    """Give what a machine costs a month that is paid by the hour; raises DesignerError for less than nothing.

    >>> round(usd_per_month(0.096), 2)
    70.08
    """
    if not usd_per_hour >= 0:
        raise DesignerError(f"the price is {usd_per_hour:g} $/h, and it is at least 0")
    return usd_per_hour * HOURS_A_MONTH


def node_cost_usd_per_month(node: Node) -> float | None:
    """Give what one component costs a month, in US dollars, all its replicas and regions; None below nothing."""
    each, volume = node.number("cost_usd_per_month") or 0.0, node.number("xcost_usd_per_month") or 0.0
    return None if min(each, volume) < 0 else node.replicas * node.regions * each + volume


def cost_usd_per_month(graph: DesignGraph) -> float | None:
    """Give what all that is joined costs a month, in US dollars; None where a price is below nothing."""
    costs = [node_cost_usd_per_month(node) for node in graph.nodes.values()]
    return None if None in costs else sum(cost for cost in costs if cost is not None)


def at_list_prices_usd_per_month(graph: DesignGraph) -> float:
    """Give the part of the cost, in US dollars, that the drawing prices nowhere: what its kinds usually cost."""
    prices = ("cost_usd_per_month", "xcost_usd_per_month")
    nodes = (node for node in graph.nodes.values() if not node.rides)
    unsaid = (node for node in nodes if all(node.component.properties.get(name) is None for name in prices))
    return sum(node_cost_usd_per_month(node) or 0.0 for node in unsaid)


def unpriced(graph: DesignGraph) -> tuple[str, ...]:
    """Give the ids of what costs something that the drawing does not say: paid by use, or priced in mere words."""
    return tuple(id_ for id_, node in graph.nodes.items() if _is_unpriced(node))


def _is_unpriced(node: Node) -> bool:
    stated = [node.values.get(name) for name in ("cost_usd_per_month", "xcost_usd_per_month")]
    in_words = any(isinstance(value, str) for value in stated)
    by_use = node.kind.id in PAID_BY_USE and str(node.values.get("hosted", "")).lower() != "self"
    return in_words or (by_use and not any(stated) and "cost_usd_per_month" not in node.component.properties)


def cost_estimate(graph: DesignGraph) -> Estimate:
    """Give the cost of all that is joined, with what was left out of it."""
    return Estimate(
        value=cost_usd_per_month(graph),
        unit="usd_per_month",
        method="approximation",
        assumes=(_UPPER,),
        statement=_statement(graph),
    )


def cost_per_thousand_requests(graph: DesignGraph, brief: Brief) -> Estimate:
    """Give what a thousand requests cost, in US dollars, from the brief's mean rate, else from its peak."""
    total, rate = cost_usd_per_month(graph), brief.mean_rate_per_s or brief.peak_rate_per_s
    value = None if total is None or rate is None else total / (rate * HOURS_A_MONTH * _HOUR_S) * _THOUSAND
    if rate is None:
        known = ""
    elif brief.mean_rate_per_s:
        known = f"{rate:,g} requests a second, the brief's mean"
    else:
        known = f"{rate:,g} requests a second all month, the brief's peak, since it gives no mean: a lower bound"
    return Estimate(
        value=value,
        unit="usd_per_thousand_requests",
        method="approximation",
        assumes=(known, _UPPER) if known else (),
        statement=_statement(graph) if known else "the brief gives no rate of requests",
    )


def _statement(graph: DesignGraph) -> str:
    below = [node.name for node in graph.nodes.values() if node_cost_usd_per_month(node) is None]
    if below:
        return f"a price below nothing is stated for {listed(below)}"
    free = [graph.nodes[id_].name for id_ in unpriced(graph)]
    on_board = [node.name for node in graph.nodes.values() if node.rides]
    said = (
        (f"without {listed(free)}, for which no price is drawn", free),
        (
            f"{listed(on_board)} at no price, since there are as many as devices: they are taken to run on these",
            on_board,
        ),
    )
    return "; ".join(text for text, told in said if told)
