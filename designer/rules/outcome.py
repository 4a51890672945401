"""What a condition found: true, false or unknown, what it saw, and in which words."""

from collections.abc import Callable, Iterable

from designer.model.design import ConnectionKind

Truth = bool | None
"""Kleene's three values; None is unknown: the drawing does not say."""

Ids = tuple[str, ...]


class Outcome:
    """A condition's truth with its witness (ids, in order) and the words that `{witness}` stands for.

    `aside` are words that only name what is there: among those of several alternatives they would mend nothing.

    What takes work to tell is given as a function, since most outcomes are never told.
    """

    __slots__ = ("_text", "_witness", "aside", "truth")

    def __init__(
        self,
        *,
        truth: Truth,
        witness: Ids | Callable[[], Ids] = (),
        text: str | Callable[[], str] = "",
        aside: bool = False,
    ) -> None:
        self.truth = truth
        self.aside = aside
        self._witness = witness
        self._text = text

    @property
    def witness(self) -> Ids:
        """Give the components and connections that show it."""
        if not isinstance(self._witness, tuple):
            self._witness = self._witness()
        return self._witness

    @property
    def text(self) -> str:
        """Put it in words."""
        if not isinstance(self._text, str):
            self._text = self._text()
        return self._text


def conjunction(outcomes: Iterable[Outcome]) -> Outcome:
    """All hold: the first that is false decides, and none after it is looked at, then the first that is unknown."""
    return _decided(outcomes, by=False)


def disjunction(outcomes: Iterable[Outcome]) -> Outcome:
    """One holds: the first that is true decides, and none after it is looked at, then the first that is unknown.

    Where none holds, all are told, but for what only names something that is there.
    """
    return _decided(outcomes, by=True)


def _decided(outcomes: Iterable[Outcome], *, by: bool) -> Outcome:
    found: list[Outcome] = []
    for outcome in outcomes:
        if outcome.truth is by:
            return outcome
        found.append(outcome)
    unknown = next((outcome for outcome in found if outcome.truth is None), None)
    return unknown or Outcome(truth=not by, witness=lambda: _together(found), text=lambda: _texts(found))


def _together(outcomes: list[Outcome]) -> Ids:
    return tuple(dict.fromkeys(id_ for outcome in outcomes for id_ in outcome.witness))


def _texts(outcomes: list[Outcome]) -> str:
    told = [outcome.text for outcome in outcomes if not outcome.aside] or [outcome.text for outcome in outcomes]
    return "; ".join(dict.fromkeys(filter(None, told)))


_NONE = {
    "what": "nothing that",
    "anything": "nothing",
    "where": "no place where",
    "whoever": "nobody who",
    "one of": "none of",
}


def none_of(words: str) -> str:
    """Say that there is none of what some words name, whatever they begin with.

    >>> none_of("cache"), none_of("what answers, or what it asks"), none_of("where callers come in")
    ('no cache', 'nothing that answers, or that it asks', 'no place where callers come in')
    """
    start = next((each for each in _NONE if words.startswith(f"{each} ")), "")
    if not start:
        return f"no {words}"
    return f"{_NONE[start]}{words.removeprefix(start).replace(', or what ', ', or that ')}"


def kinds_text(kinds: frozenset[ConnectionKind], parts: frozenset[str] = frozenset()) -> str:
    """Say which connections are meant, by role and kind, with a space behind; nothing where any will do.

    >>> kinds_text(frozenset({ConnectionKind.DATA, ConnectionKind.FEEDBACK})), kinds_text(frozenset(ConnectionKind))
    ('data or feedback ', '')
    >>> kinds_text(frozenset({ConnectionKind.CONTROL}), frozenset({"gate", "approve"}))
    'approve or gate control '
    """
    words = (sorted(parts), [] if len(kinds) == len(ConnectionKind) else sorted(kinds))
    return "".join(f"{' or '.join(either)} " for either in words if either)
