"""What we keep of a thing as text in another program's file: its stanza, and what that format cannot say of it."""

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from designer.exchange.boards.board import Form, Line, Shape, Stanza

OWN, BESIDE = "designer", "designer_board"
"""The names of the two attributes: the stanza, and what stands beside it (id, looks, form)."""
MOST, DEEPEST = 20_000, 100
"""Shapes, and lines, of one drawing; groups inside one another."""
MALFORMED = "What designer itself had kept in the file was malformed, and is left out, in {} places."


class Remarks(Counter[str]):
    """What of a file was not read, counted by a sentence that has a place for the number."""

    def sentences(self) -> tuple[str, ...]:
        """Give the sentences, in the order in which they first came up."""
        return tuple(sentence.format(f"{count:,}") for sentence, count in self.items())


@dataclass(frozen=True)
class Keepsake:
    """What was kept of one thing. A `stand_in` is no shape: a line ends there that ends at none."""

    own: Stanza | None = None
    id: str = ""
    looks: tuple[str, ...] | None = None
    form: Form | None = None
    stand_in: bool = False


def kept(thing: Shape | Line, *, id_: str, looks: tuple[str, ...], form: Form = Form.BOX) -> dict[str, str]:
    """Give the attributes for a thing that reads, without them, as having this id, these looks and this form."""
    beside: dict[str, Any] = {}
    if thing.id != id_:
        beside["id"] = thing.id
    if thing.looks != looks:
        beside["looks"] = thing.looks
    if isinstance(thing, Shape) and thing.form is not form:
        beside["form"] = thing.form
    return {**own_kept(thing.own), **({BESIDE: json.dumps(beside)} if beside else {})}


def own_kept(own: Stanza | None) -> dict[str, str]:
    """Give the attribute that holds a stanza; none where there is no stanza."""
    return {} if own is None else {OWN: json.dumps(own)}


STAND_IN = {BESIDE: json.dumps({"stand_in": True})}
"""The attributes of a stand-in."""


def read(attributes: Mapping[str, str], remarks: Remarks) -> Keepsake:
    """Read what was kept among a thing's attributes; what is malformed is told among the remarks."""
    own, beside = (_object(attributes.get(name, ""), remarks) for name in (OWN, BESIDE))
    if beside is None:
        return Keepsake(own)
    id_, looks, form = beside.get("id"), beside.get("looks"), beside.get("form")
    return Keepsake(
        own,
        id_ if isinstance(id_, str) else "",
        tuple(looks) if isinstance(looks, list) and all(isinstance(word, str) for word in looks) else None,
        Form(form) if isinstance(form, str) and form in set(Form) else None,
        beside.get("stand_in") is True,
    )


def _object(text: str, remarks: Remarks) -> dict[str, Any] | None:
    if not text:
        return None
    try:
        data = json.loads(text, parse_constant=_refuse_constant)
        json.dumps(data, ensure_ascii=False).encode()  # half a character cannot be written again
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or not _is_plain(data):
        remarks[MALFORMED] += 1
        return None
    return data


def _refuse_constant(_: str) -> NoReturn:
    """Refuse what Python reads as JSON and nobody else does: NaN, Infinity."""
    raise ValueError


def _is_plain(value: object) -> bool:
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


class Ids:
    """Gives every id once.

    >>> ids = Ids()
    >>> [ids.take("a"), ids.take("a"), ids.take("b")]
    ['a', 'a-2', 'b']
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._counts: Counter[str] = Counter()

    def __contains__(self, id_: str) -> bool:
        return id_ in self._taken

    def take(self, id_: str) -> str:
        """Give this id, or when it is taken, the first free one like it."""
        free = id_
        while free in self._taken:
            self._counts[id_] += 1
            free = f"{id_}-{self._counts[id_] + 1}"
        self._taken.add(free)
        return free


def members(shapes: Iterable[Shape]) -> dict[str, list[Shape]]:
    """Give the shapes in each group, by the group's id, and under "" those in none.

    In none is also who is in a shape that is no group, or in himself by way of others, or too deep.
    """
    all_ = tuple(shapes)
    groups = {shape.id: shape.inside for shape in all_ if shape.form is Form.GROUP}
    found: dict[str, list[Shape]] = {"": [], **{id_: [] for id_ in groups}}
    for shape in all_:
        is_sound = shape.inside in groups and _is_sound(shape.inside, groups)
        found[shape.inside if is_sound else ""].append(shape)
    return found


def _is_sound(group: str, groups: Mapping[str, str]) -> bool:
    """Say whether the way out of a group ends, after fewer steps than are read again."""
    for _ in range(DEEPEST - 2):
        if group not in groups:
            return True
        group = groups[group]
    return False
