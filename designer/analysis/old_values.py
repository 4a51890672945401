"""From which age on what a store holds is used no more."""

from designer.analysis.element import Node
from designer.catalog import sentence


def too_old_s(store: Node) -> float | None:
    """Give the seconds: the shortest that it says, by its time to live or in its own words; None where it says none."""
    said = (store.number("ttl_s"), sentence.too_old_s(store.component.note))
    return min((each for each in said if each), default=None)
