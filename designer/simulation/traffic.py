"""How many answers a model gives a second, from the brief."""

from dataclasses import dataclass

from designer.analysis.capacity import Capacity
from designer.analysis.graph import DesignGraph
from designer.analysis.schedule import runs_every_s
from designer.model.scenario import Brief

_DAY_S = 86400.0


@dataclass(frozen=True)
class Traffic:
    """A rate in answers a second, None where it is not known, and where it is from."""

    rate_per_s: float | None
    origin: str


def traffic(graph: DesignGraph, brief: Brief, model: str) -> Traffic:
    """Give a model's answers a second: its part of the brief's mean rate, else peak; events, or rows of a batch."""
    if graph.nodes[model].kind.id == "batch_scorer" and brief.batch_rows is not None:
        interval_s = runs_every_s(graph, model) or _DAY_S
        return Traffic(brief.batch_rows / interval_s, "brief: batch_rows, over the time between two runs")
    rate, name = _asked(brief)
    if rate is None:
        return Traffic(None, "the brief gives no rate")
    if model not in graph.path:
        stated = brief.events_per_s
        return Traffic(stated, "brief: events_per_s") if stated else Traffic(rate, name)
    walked = Capacity(graph, brief.model_copy(update={"peak_rate_per_s": rate})).load_per_s
    load = walked.get(model, rate)
    return Traffic(load, name if load == rate else f"{name}, along shares and calls")


def _asked(brief: Brief) -> tuple[float | None, str]:
    if brief.mean_rate_per_s is not None:
        return brief.mean_rate_per_s, "brief: mean_rate_per_s"
    if brief.peak_rate_per_s is not None:
        return brief.peak_rate_per_s, "brief: peak_rate_per_s, since it gives no mean"
    return brief.events_per_s or None, "brief: events_per_s"
