"""Ids that are given once."""

from collections import Counter
from collections.abc import Iterable


class Ids:
    """Gives every id once.

    >>> ids = Ids(["c"])
    >>> [ids.take("a"), ids.take("a"), ids.take("c")]
    ['a', 'a-2', 'c-2']
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._counts: Counter[str] = Counter()

    def __contains__(self, id_: str) -> bool:
        return id_ in self._taken

    def take(self, id_: str) -> str:
        """Give this id, or when it is taken, the first free one like it; one like "thing" where it is empty."""
        stem = free = id_ or "thing"
        while free in self._taken:
            self._counts[stem] += 1
            free = f"{stem}-{self._counts[stem] + 1}"
        self._taken.add(free)
        return free
