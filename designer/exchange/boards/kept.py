"""What we keep in another program's file beside what that program shows: stanzas, forms, words for looks, nesting.

The other program hands on two keys unread: `designer` is the stanza itself, `designerBoard` all the rest.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from designer.drawing.geometry import Rect
from designer.errors import DesignerError
from designer.exchange.boards.board import Board, Form, Line, Shape, Stanza
from designer.exchange.boards.json_data import DEEPEST, Remarks, is_plain, items, mapping, text

OWN, MORE = "designer", "designerBoard"
_MALFORMED = "What designer itself had kept in the file was malformed, and is left out, in {} places."

Data = dict[str, Any]


@dataclass(frozen=True)
class Kept:
    """What was kept of one thing. `more` is data that anybody may have changed."""

    own: Stanza | None
    more: Mapping[str, Any]

    def looks(self, drawn: tuple[str, ...], drawable: Collection[str]) -> tuple[str, ...]:
        """Give the kept words, except for what is drawn otherwise by now, and what is drawn besides."""
        if not isinstance(self.more.get("looks"), list):
            return drawn
        words = (word for word in items(self.more["looks"]) if isinstance(word, str))
        still = tuple(word for word in words if word not in drawable or word in drawn)
        return (*still, *(word for word in drawn if word not in still))

    def form(self, drawn: Form) -> Form:
        """Give the kept form, or else that in which it is drawn."""
        stated = text(self.more.get("form"))
        return Form(stated) if stated in set(Form) else drawn


def of_thing(thing: Shape | Line, id_: str, looks: tuple[str, ...], form: Form = Form.BOX) -> Data:
    """Give what must be kept of a thing that has this id in the file, and looks like this to who reads it."""
    more: Data = {}
    if thing.id != id_:
        more["id"] = thing.id
    if thing.looks != looks:
        more["looks"] = list(thing.looks)
    if isinstance(thing, Shape) and thing.form is not form:
        more["form"] = thing.form.value
    if isinstance(thing, Shape) and thing.inside:
        more["inside"] = thing.inside
    return {**({} if thing.own is None else {OWN: thing.own}), **({MORE: more} if more else {})}


def read(holder: object, remarks: Remarks) -> Kept:
    """Read what was kept in an object of the file; a stanza that is none is told among the remarks."""
    data = mapping(holder)
    return Kept(_stanza(data.get(OWN), remarks), mapping(data.get(MORE)))


def of_board(board: Board) -> Data:
    """Give what must be kept of the drawing as a whole; nothing when there is nothing."""
    title: Data = {"title": board.title} if board.title else {}
    return title if board.own is None else {**title, "own": board.own}


def read_board(header: object, remarks: Remarks) -> tuple[str, Stanza | None]:
    """Read the title, and our own stanza, of the drawing as a whole."""
    data = mapping(header)
    return text(data.get("title")), _stanza(data.get("own"), remarks)


def _stanza(value: object, remarks: Remarks) -> Stanza | None:
    if value is None:
        return None
    if not isinstance(value, dict) or not is_plain(value):
        remarks[_MALFORMED] += 1
        return None
    return value


class Ids:
    """Gives every id once.

    >>> ids = Ids()
    >>> [ids.take("a"), ids.take("a"), ids.take("")]
    ['a', 'a-2', 'thing']
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._counts: Counter[str] = Counter()

    def take(self, id_: str) -> str:
        """Give this id, or when it is empty or taken, the first free one like it."""
        stem = name = id_ or "thing"
        while name in self._taken:
            self._counts[stem] += 1
            name = f"{stem}-{self._counts[stem] + 1}"
        self._taken.add(name)
        return name


def nested(shapes: Iterable[Shape], name: str) -> tuple[Shape, ...]:
    """Drop each `inside` that the places belie: the group must be there, be larger, and hold the shape's middle.

    Raises DesignerError for nesting of more than a hundred steps.
    """
    all_ = tuple(shapes)
    groups = {shape.id: shape for shape in all_ if shape.form is Form.GROUP}
    checked = tuple(shape if _holds(groups.get(shape.inside), shape) else replace(shape, inside="") for shape in all_)
    parents = {shape.id: shape.inside for shape in checked}
    if any(_depth(id_, parents) > DEEPEST for id_ in groups):
        raise DesignerError(f"groups are nested more than {DEEPEST} steps deep", where=name)
    return checked


def _holds(group: Shape | None, shape: Shape) -> bool:
    if group is None or group.box is None or shape.box is None:
        return False
    return _area(group.box) > _area(shape.box) and _has(group.box, shape.box.centre)


def _area(rect: Rect) -> float:
    return rect.width * rect.height


def _has(rect: Rect, point: tuple[float, float]) -> bool:
    return rect.x <= point[0] <= rect.right and rect.y <= point[1] <= rect.bottom


def _depth(id_: str, parents: Mapping[str, str]) -> int:
    depth = 0
    while id_ and depth <= DEEPEST:
        id_ = parents.get(id_, "")
        depth += 1
    return depth
