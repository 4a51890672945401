"""What an edit may have changed, so that nothing else need be looked at."""

from collections import defaultdict
from collections.abc import Iterator

from designer.model.edit import Batch, Edit, Insert, Move, Remove, Replace

Touched = dict[str, set[str]]
"""Ids by collection."""


def touched(edit: Edit) -> Touched:
    """Name what an edit may have changed, by collection.

    >>> touched(Move(positions={"a": (0, 0)}))["components"]
    {'a'}
    """
    found: Touched = defaultdict(set)
    for part in _parts(edit):
        if isinstance(part, Move):
            found["components"] |= set(part.positions)
            found["notes"] |= set(part.positions)
        elif isinstance(part, Insert | Replace):
            found[part.collection].add(part.item.id)
        elif isinstance(part, Remove):
            found[part.collection].add(part.id)
    return found


def _parts(edit: Edit) -> Iterator[Edit]:
    if isinstance(edit, Batch):
        for part in edit.edits:
            yield from _parts(part)
    else:
        yield edit
