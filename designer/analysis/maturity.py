"""How long training waits until an outcome is final: what the job says, else the label stores that it learns from."""

import re
from collections.abc import Iterator

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


def defined_s(store: Node) -> list[float]:
    """Give the times in a label store's definition: until an outcome counts as none."""
    definition = store.values.get("definition")
    return durations_s(definition) if isinstance(definition, str) else []


def outcomes_take_s(graph: DesignGraph, store: str) -> Iterator[float]:
    """Give what a label store's definition, and what is drawn into it, say of how long outcomes take."""
    yield from defined_s(graph.nodes[store])
    yield from (edge.number("delay_s", 0.0) for edge in graph.entering(store, [DATA, FEEDBACK]))


_UNWAITED = re.compile(
    r"\b(?:delay|delayed[ -](?:feedback|conversion|label|outcome)) model\b"
    r"|\b(?:delay|reporting|arrival|maturity|maturation) (?:curve|distribution|cdf)\b|\bby (?:their|its|the) delay\b"
    r"|\b(?:waits? for no|does not wait for|without waiting for|not waiting for)\b[^.;]*"
    r"\b(?:label|outcome|conversion|click|purchase|hour|day|week)s?\b"
)


def says_unwaited(trainer: Node) -> bool:
    """Say whether a training job says in words that it learns before outcomes are final, and models their delay."""
    said = (trainer.component.note, trainer.values.get("sampling"))
    return any(isinstance(text, str) and bool(_UNWAITED.search(text.lower())) for text in said)
