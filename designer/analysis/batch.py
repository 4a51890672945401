"""How long a batch takes: the scorers on its way, one after the other, each over all of its rows."""

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from designer.analysis.capacity import Capacity
from designer.analysis.element import DATA
from designer.analysis.naming import quoted
from designer.model.critique import Estimate

Row = tuple[float, tuple[str, ...]]
"""Hours, and the ids of the scorers that take them, in the order in which they work."""


def batch_estimate(capacity: Capacity) -> Estimate:
    """Give the hours that scoring the brief's rows takes, along the longest row of scorers."""
    graph, window_h = capacity.graph, capacity.brief.batch_window_h
    hours, row = max(_rows(capacity), default=(None, ()))
    said = [f"of the {window_h:g} h that the brief gives" if window_h else ""]
    if len(row) > 1:
        said.append(f"{quoted(graph.nodes[row[-1]].name)} and what scores before it")
    if row:
        said += ["busy all the time, at its full rate", "without the jobs before and after"]
    else:
        said.append("no batch scoring is drawn that says how much it does")
    return Estimate(
        value=hours,
        unit="h",
        method="approximation",
        assumes=("each scorer does all rows with all its replicas, once the one before is through",),
        statement="; ".join(filter(None, said)),
    )


def _rows(capacity: Capacity) -> list[Row]:
    """Give, for each scorer, the longest row that ends with it; each alone where they go in a circle."""
    window_h = capacity.brief.batch_window_h or 24.0
    used = {id_: capacity.utilisation(id_) for id_ in capacity.graph.with_role("batch_scorer")}
    hours = {id_: each * window_h for id_, each in used.items() if each is not None}
    before = {id_: _before(capacity, id_, hours) for id_ in hours}
    found: dict[str, Row] = {}
    try:
        for id_ in TopologicalSorter(before).static_order():
            longest, row = max((found[other] for other in before[id_]), default=(0.0, ()))
            found[id_] = (longest + hours[id_], (*row, id_))
    except CycleError:
        return [(each, (id_,)) for id_, each in hours.items()]
    return list(found.values())


def _before(capacity: Capacity, id_: str, hours: Mapping[str, float]) -> set[str]:
    """Give the scorers whose answers come to a scorer without another one between them."""
    reached = capacity.graph.reach([id_], lambda _: True, kinds=[DATA], back=True, ends=frozenset(hours))
    return (set(reached) & hours.keys()) - {id_}
