"""How long training waits until an outcome is final: what the job says, else the label stores that it learns from."""

from designer.analysis.element import DATA, FEEDBACK, Node
from designer.analysis.graph import DesignGraph
from designer.catalog.sentence import durations_s

SHORTEST_S = 3600
"""A shorter time in a definition is part of the outcome itself ("watched for 30 s")."""


def label_maturity_s(graph: DesignGraph, id_: str) -> float | None:
    """Give the seconds; None where neither the job nor a label store that reaches it says so."""
    own = graph.nodes[id_].number("maturity_s")
    if own is not None:
        return own
    before = graph.reach([id_], lambda _: True, kinds=[DATA, FEEDBACK], back=True, ends=graph.makers)
    stores = [graph.nodes[other] for other in before if graph.nodes[other].kind.id == "label_store"]
    return max((wait for wait in map(store_wait_s, stores) if wait is not None), default=None)


def store_wait_s(store: Node) -> float | None:
    """Read a label store: its maturity, else the longest time in its definition ("closed 2 h after the impression")."""
    stated, definition = store.number("maturity_s"), store.values.get("definition")
    if stated is not None or not isinstance(definition, str):
        return stated
    return max((wait for wait in durations_s(definition) if wait >= SHORTEST_S), default=None)
