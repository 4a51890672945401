"""A question that a computed figure raises: the figure is a part of the answer, and so is kept apart."""

from collections.abc import Iterable, Mapping

from designer.coach.place import places
from designer.model.advice import Question


def raised(ask: str, figure: str, ids: Iterable[str], names: Mapping[str, str], *touches: str) -> Question:
    """Give a question with its figure, at some parts; `touches` are more sentences of an answer, or empty."""
    told = (figure, *filter(None, touches))
    return Question(ask=ask, comes_of="figure", where=places(ids, names), figure=figure, touches=told)


def sentence(statement: str) -> str:
    """Give words as a sentence.

    >>> sentence("nobody notices"), sentence("")
    ('Nobody notices.', '')
    """
    return f"{statement[:1].upper()}{statement[1:]}{'' if statement.endswith('.') else '.'}" if statement else ""
