"""What we keep in another program's file: what our own format says of each thing, and what that one cannot say.

The first is a stanza (`OWN`), the second stands beside it (`BESIDE`): id, looks, form, group. Where the two stand, as
JSON or as its text, each format decides. Anybody may have changed them since.
"""

import json
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from designer.exchange.boards.board import Board, Form, Line, Shape, Stanza
from designer.exchange.boards.limits import DEEPEST
from designer.exchange.boards.remarks import Remarks

OWN, BESIDE = "designer", "designer_board"
MALFORMED = "left out as malformed, of what designer itself had kept in the file: {}"
STAND_IN = {BESIDE: {"stand_in": True}}
"""What is kept of something that is drawn and is no shape: a line ends there that ends at none."""

Data = dict[str, Any]


@dataclass(frozen=True)
class Kept:
    """What was kept of one thing; of a line's ends, where the format draws them elsewhere, the real ones."""

    own: Stanza | None = None
    id: str = ""
    looks: tuple[str, ...] | None = None
    form: Form | None = None
    inside: str = ""
    source: str = ""
    target: str = ""
    stand_in: bool = False

    def looks_now(self, drawn: tuple[str, ...], drawable: Collection[str]) -> tuple[str, ...]:
        """Give the kept words, except for what is drawn otherwise by now, and what is drawn besides."""
        still = tuple(word for word in self.looks or () if word not in drawable or word in drawn)
        return drawn if self.looks is None else (*still, *(word for word in drawn if word not in still))


def of_thing(
    thing: Shape | Line,
    *,
    id_: str,
    looks: tuple[str, ...] | None = None,
    form: Form | None = None,
    inside: str | None = None,
) -> Data:
    """Give what to keep of a thing that reads, without it, as having this id, these looks, form and group.

    None says that the format has the thing's own, or that they are given up.
    """
    said = {"id": id_, "looks": looks, "form": form, "inside": inside}
    beside = {key: getattr(thing, key) for key, told in said.items() if told not in (None, getattr(thing, key, told))}
    return {**of_own(thing.own), **({BESIDE: beside} if beside else {})}


def of_own(own: Stanza | None) -> Data:
    """Give what to keep of a drawing as a whole where the format has its title."""
    return {} if own is None else {OWN: own}


def of_board(board: Board) -> Data:
    """Give what to keep of a drawing as a whole where the format has no title; nothing when there is nothing."""
    header = {**({"title": board.title} if board.title else {}), **({} if board.own is None else {"own": board.own})}
    return {BESIDE: {"board": header}} if header else {}


def as_texts(data: Data) -> dict[str, str]:
    """Give what to keep as texts, for formats that keep no more than these."""
    return {key: json.dumps(value) for key, value in data.items()}


def read(holder: object, remarks: Remarks) -> Kept:
    """Read what was kept of a thing in an object of the file, as JSON or its text."""
    holder = holder if isinstance(holder, Mapping) else {}
    return of_stanzas(holder.get(OWN), holder.get(BESIDE), remarks)


def read_board(holder: object, remarks: Remarks) -> tuple[str, Stanza | None]:
    """Read the title of a drawing, and what was kept of it as a whole."""
    beside = holder.get(BESIDE) if isinstance(holder, Mapping) else None
    header = beside.get("board") if isinstance(beside, Mapping) else None
    header = header if isinstance(header, Mapping) else {}
    return _text(header, "title"), stanza(header.get("own"), remarks)


def of_stanzas(own: object, beside: object, remarks: Remarks) -> Kept:
    """Read what was kept of a thing, and what stands beside it; what is malformed is told among the remarks."""
    data = beside if isinstance(beside, dict) else stanza(beside, remarks) or {}
    looks, form = data.get("looks"), _text(data, "form")
    return Kept(
        stanza(own, remarks),
        looks=tuple(looks) if isinstance(looks, list) and all(isinstance(word, str) for word in looks) else None,
        form=Form(form) if form in set(Form) else None,
        stand_in=data.get("stand_in") is True,
        **{key: _text(data, key) for key in ("id", "inside", "source", "target")},
    )


def _text(data: Mapping[str, Any], key: str) -> str:
    return found if isinstance(found := data.get(key), str) else ""


def stanza(value: object, remarks: Remarks) -> Stanza | None:
    """Read an object of JSON, or its text, that can be written as JSON again; one that cannot is told."""
    if value is None or value == "":
        return None
    try:
        data = json.loads(value, parse_constant=_refuse_constant) if isinstance(value, str) else value
        if isinstance(data, dict) and _is_plain(data):
            json.dumps(data, ensure_ascii=False).encode()  # half a character cannot be written again
            return data
    except (ValueError, RecursionError):
        pass
    remarks[MALFORMED] += 1
    return None


def _refuse_constant(_: str) -> NoReturn:
    """Refuse what Python reads as JSON and nobody else does: NaN, Infinity."""
    raise ValueError


def _is_plain(value: object) -> bool:
    """Say whether all numbers end, and nothing is nested too deep."""
    level = [value]
    for _ in range(DEEPEST):
        if any(isinstance(part, float) and not math.isfinite(part) for part in level):
            return False
        level = [inner for part in level for inner in _parts(part)]
    return not level


def _parts(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
