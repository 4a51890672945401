"""What a condition found: true, false or unknown, what it saw, and in which words."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from designer.model.design import ConnectionKind

Truth = bool | None
"""Kleene's three values; None is unknown: the drawing does not say."""


class Outcome(NamedTuple):
    """A condition's truth with its witness (ids, in order) and the words that `{witness}` stands for.

    Words that take work are a function, since most outcomes are never told.
    """

    truth: Truth
    witness: tuple[str, ...] = ()
    words: str | Callable[[], str] = ""

    @property
    def text(self) -> str:
        """Put it in words."""
        return self.words if isinstance(self.words, str) else self.words()


def conjunction(outcomes: Iterable[Outcome]) -> Outcome:
    """All hold: the first that is false decides, and none after it is looked at, then the first that is unknown."""
    return _decided(outcomes, by=False)


def disjunction(outcomes: Iterable[Outcome]) -> Outcome:
    """One holds: the first that is true decides, and none after it is looked at, then the first that is unknown.

    Where none holds, all are told.
    """
    return _decided(outcomes, by=True)


def _decided(outcomes: Iterable[Outcome], *, by: bool) -> Outcome:
    found: list[Outcome] = []
    for outcome in outcomes:
        if outcome.truth is by:
            return outcome
        found.append(outcome)
    unknown = next((outcome for outcome in found if outcome.truth is None), None)
    return unknown or Outcome(truth=not by, witness=_together(found), words=lambda: _texts(found))


def _together(outcomes: list[Outcome]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for outcome in outcomes for id_ in outcome.witness))


def _texts(outcomes: list[Outcome]) -> str:
    return "; ".join(dict.fromkeys(filter(None, (outcome.text for outcome in outcomes))))


def kinds_text(kinds: frozenset[ConnectionKind]) -> str:
    """Say which kinds of connection are meant, with a space behind; nothing where any will do.

    >>> kinds_text(frozenset({ConnectionKind.DATA, ConnectionKind.FEEDBACK})), kinds_text(frozenset(ConnectionKind))
    ('data or feedback ', '')
    """
    return "" if len(kinds) == len(ConnectionKind) else " or ".join(sorted(kinds)) + " "
