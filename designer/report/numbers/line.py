"""The rows in which the numbers are told, and how many of them a reader has room for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a name, what is said of it, and perhaps a share of a whole (1 is all of it) in a tone.

    `ids` are what it speaks of in the drawing; `note` is what else there is to know, `more` what only whoever reads
    the whole is told, a line each.
    """

    name: str
    value: str
    note: str = ""
    share: float | None = None
    tone: str = "accent"
    ids: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Some rows under a title, with a sentence on how they were found, and how many rows there was no room for."""

    title: str
    lines: tuple[Line, ...]
    about: str = ""
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is told: rows of a list and names in a row at most, and whether what pictures show is told in words."""

    rows: int
    named: int
    whole: bool = False


GLANCE = Extent(rows=6, named=2)
"""Beside the board and on paper; what matters less is among the data of `designer analyze --format json`."""
WHOLE = Extent(rows=12, named=4, whole=True)


def first(title: str, lines: Iterable[Line], extent: Extent, about: str = "") -> Section:
    """Make a section of the rows of a list that there is room for."""
    found = tuple(lines)
    return Section(title, found[: extent.rows], about, max(0, len(found) - extent.rows))


def joined(names: Sequence[str]) -> str:
    """Name all of them.

    >>> joined(["A"]), joined(["A", "B", "C"])
    ('A', 'A, B and C')
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
