"""What a condition found: true, false or unknown, what it saw, and in which words."""

from collections.abc import Iterable
from dataclasses import dataclass

from designer.model.design import ConnectionKind

Truth = bool | None
"""Kleene's three values; None is unknown: the drawing does not say."""


@dataclass(frozen=True)
class Outcome:
    """A condition's truth with its witness (ids, in order) and the words that `{witness}` stands for."""

    truth: Truth
    witness: tuple[str, ...] = ()
    text: str = ""


def conjunction(outcomes: Iterable[Outcome]) -> Outcome:
    """All hold: the first that is false decides, then the first that is unknown."""
    found = list(outcomes)
    for wanted in (False, None):
        deciding = [outcome for outcome in found if outcome.truth is wanted]
        if deciding:
            return deciding[0]
    return Outcome(truth=True, witness=_together(found), text=_texts(found))


def disjunction(outcomes: Iterable[Outcome]) -> Outcome:
    """One holds: the first that is true decides, then the first that is unknown; else all are told."""
    found = list(outcomes)
    for wanted in (True, None):
        deciding = [outcome for outcome in found if outcome.truth is wanted]
        if deciding:
            return deciding[0]
    return Outcome(truth=False, witness=_together(found), text=_texts(found))


def _together(outcomes: list[Outcome]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for outcome in outcomes for id_ in outcome.witness))


def _texts(outcomes: list[Outcome]) -> str:
    return "; ".join(dict.fromkeys(outcome.text for outcome in outcomes if outcome.text))


def kinds_text(kinds: frozenset[ConnectionKind]) -> str:
    """Say which kinds of connection are meant, with a space behind; nothing where any will do.

    >>> kinds_text(frozenset({ConnectionKind.DATA, ConnectionKind.FEEDBACK})), kinds_text(frozenset(ConnectionKind))
    ('data or feedback ', '')
    """
    return "" if len(kinds) == len(ConnectionKind) else " or ".join(sorted(kinds)) + " "
