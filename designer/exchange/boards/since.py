"""What has become of the words and places of things since we wrote them into a file."""

import unicodedata
from collections.abc import Mapping
from math import inf
from typing import Any

from designer.exchange.boards.board import Line, Shape, Stanza

_MOVED = 1.0
"""How far, in px, a shape has to be from where we drew it to have been moved."""


def ours(thing: Shape | Line, what: str) -> Stanza | None:
    """Give what we wrote of a thing as what it then was: "component", "boundary", "note", "connection"."""
    stanza = (thing.own or {}).get(what)
    return stanza if isinstance(stanza, Mapping) else None


def order(thing: Shape | Line) -> float:
    """Give a thing's place among its like when we wrote it; what came later stands behind."""
    place = (thing.own or {}).get("number")
    return place if isinstance(place, int) else inf


def moved_by(shape: Shape) -> tuple[float, float] | None:
    """Give how far a shape is from where we drew it, in px; None for one that stands there, or was never drawn."""
    at = (shape.own or {}).get("at")
    if shape.box is None or not (isinstance(at, (list, tuple)) and len(at) == len(("x", "y"))):
        return None
    if not all(isinstance(was, (int, float)) for was in at):
        return None
    by = (shape.box.x - at[0], shape.box.y - at[1])
    return by if max(map(abs, by)) > _MOVED else None


def regrouped(shape: Shape, stated: str) -> bool:
    """Say whether a shape that we drew is in another group by now; `stated` is the one that the file says."""
    return bool((shape.own or {}).get("inside", stated) != stated)


def lines_of(text: str) -> list[str]:
    """Give the lines of a text that have words, with single blanks between these."""
    return [line for part in text.splitlines() if (line := " ".join(part.split()))]


def words_now(was: Any, text: str) -> str:  # noqa: ANN401 (whatever stands in the file)
    """Give the words that a thing has now: ours where nothing but blanks has changed."""
    return was if isinstance(was, str) and letters(was) == letters(text) else text


def letters(text: str) -> str:
    """Give a text without blanks and letters that command a terminal."""
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cc" and not letter.isspace())
