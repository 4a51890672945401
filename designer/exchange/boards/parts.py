"""What shapes of another program become: components, the boundaries round them, and notes."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from designer.catalog.recognition import boundary_kind, recognized
from designer.drawing.box import BOX
from designer.drawing.geometry import Rect
from designer.drawing.layout import stretch_of
from designer.exchange.boards.board import Form, Shape, Stanza
from designer.exchange.boards.ids import Ids
from designer.exchange.boards.inferred import UNKNOWN, Inferred
from designer.exchange.boards.label import label, told
from designer.exchange.boards.nesting import around
from designer.exchange.boards.since import letters, lines_of, moved_by, order, ours, regrouped, words_now
from designer.model.design import Component

Item = dict[str, Any]
"""A thing of ours as plain data."""

SURE = 0.6
"""How sure a kind has to be read to be taken without a word: of those below, about every second one is right."""
_WIDTH, _HEIGHT = 120.0, 48.0
"""A box of at least this size, in px, keeps it: our words have room in it."""
_LONGEST_ID, _LONGEST_NAME = 150, 40
_SAY_NOTHING = frozenset({"image", "icon", "group", "rectangle", "rounded", "ellipse", "diamond", "hexagon", "line"})
"""Looks that any thing may have."""


class Parts:
    """The things of a drawing that its shapes become.

    `ended` are the ids of shapes at which lines end, `stated` the groups that the file says shapes are in.
    """

    def __init__(
        self, shapes: Iterable[Shape], ended: Container[str], stated: Mapping[str, str], inferred: Inferred
    ) -> None:
        in_order = sorted(shapes, key=order)
        self._shapes = {shape.id: shape for shape in in_order}
        self._inferred, self._stated = inferred, stated
        self.components: dict[str, Item] = {}
        """By the shape's id, which is not always the component's."""
        ids = Ids()
        for shape in filter(_is_component, in_order):
            if shape.own or shape.id in ended or _says_something(shape):
                self.components[shape.id] = self._component(shape, ids)
            else:
                inferred.plain += 1
        self.holding = self._members()
        """The shapes' ids of the components in each group, in it or in a group within it, by the group's."""
        self.notes = list(identified(map(_note, filter(_is_note, in_order)), "note"))
        if not any(shape.own for shape in in_order):
            _spread(list(self.components.values()), self.notes)
        elif any(map(moved_by, in_order)):
            self._place_all()
        self.boundaries = list(identified(self._outlines(in_order), "boundary"))

    def _component(self, shape: Shape, ids: Ids) -> Item:
        own = ours(shape, "component")
        item = _kept(own, shape) if own else self._new(shape)
        item["id"] = ids.take(str(item.get("id") or shape.id)[:_LONGEST_ID])
        return item

    def _new(self, shape: Shape) -> Item:
        """Make a component of a shape that we have not written: a short text is its name, of a long one the first line.

        The other lines are its note, unless they say what our own labels say.
        """
        short, said = told(shape.text)
        name, *rest = [short] if said or len(short) <= _LONGEST_NAME else lines_of(shape.text)
        kind = said.get("kind") or self._kind(shape, [name, *rest, said.get("technology", "")])
        item: Item = {"id": shape.id, **said, "kind": kind or UNKNOWN, "name": name}
        self._inferred.taken_for[kind].append(name or "(no words)")
        return {**item, **({"note": "\n".join(rest)} if rest else {}), **_place(shape)}

    def _kind(self, shape: Shape, words: list[str]) -> str:
        """Read a kind from a shape's words, its looks and the title of its group; empty where none is named."""
        holder = self._shapes.get(shape.inside)
        looks = (look for look in shape.looks if look not in _SAY_NOTHING)
        found = recognized([*words, *looks, holder.text if holder else ""])
        if found and found.sure < SURE:
            self._inferred.unsure.append(words[0] or "(no words)")
        return found.kind if found else ""

    def _place_all(self) -> None:
        """Let what nobody had placed stay where we drew it, once something is moved that was drawn beside it."""
        for id_, item in self.components.items():
            if item.get("position") is None:
                item.update(_place(self._shapes[id_]))

    def _members(self) -> dict[str, list[str]]:
        parents = {shape.id: shape.inside for shape in self._shapes.values()}
        found: dict[str, list[str]] = defaultdict(list)
        for id_ in self.components:
            for holder in around(id_, parents):
                found[holder].append(id_)
        return found

    def _outlines(self, shapes: Iterable[Shape]) -> Iterator[Item]:
        for shape in shapes:
            if not (shape.form is Form.GROUP or ours(shape, "boundary")):
                continue
            own = ours(shape, "boundary") or {"id": shape.id, "kind": boundary_kind(shape.text).value}
            members = self._inside(shape, own.get("components", ()))
            name = own.get("name") or str(own.get("kind", "")).title()
            changed = words_now(name, " ".join(lines_of(shape.text)))
            yield {**own, "components": members, **({} if changed == name else {"name": changed})}

    def _inside(self, group: Shape, stated: Any) -> list[str]:  # noqa: ANN401 (whatever stands in the file)
        """Give a group's components: those that we wrote and nobody moved, and those that lie in it now."""
        before = {str(id_): place for place, id_ in enumerate(stated if isinstance(stated, (list, tuple)) else ())}
        now = set(self.holding[group.id])
        found: list[tuple[int, str]] = []
        for id_, item in self.components.items():
            shape = self._shapes[id_]
            own = ours(shape, "component")
            still = own is not None and not moved_by(shape) and not regrouped(shape, self._stated.get(id_, ""))
            place = before.get(str(own.get("id"))) if own and still else None
            if place is not None or (id_ in now and not (still and ours(group, "boundary"))):
                found.append((len(before) if place is None else place, str(item["id"])))
        return [id_ for _, id_ in sorted(found, key=lambda each: each[0])]


def _is_component(shape: Shape) -> bool:
    if shape.own:
        return ours(shape, "component") is not None
    return shape.form is Form.BOX and "sticky" not in shape.looks


def _is_note(shape: Shape) -> bool:
    if shape.own:
        return ours(shape, "note") is not None
    return shape.form is Form.TEXT or (shape.form is Form.BOX and "sticky" in shape.looks)


def _kept(own: Stanza, shape: Shape) -> Item:
    """Give a component that we wrote, with the words and the place that it has now."""
    item = dict(own)
    try:
        before = label(Component.model_validate(own))
    except ValidationError:  # which is told with all else that is wrong with the drawing
        return item
    if lines_of(shape.text) and letters(shape.text) != letters(before):
        item = _retold(item, lines_of(before), lines_of(shape.text))
    by = moved_by(shape)
    if by is None:
        return item
    if item.get("position") is None:
        return {**item, **_place(shape)}
    return {**item, "position": [was + more for was, more in zip(item["position"], by, strict=True)]}


def _retold(item: Item, was: list[str], now: list[str]) -> Item:
    """Take over what somebody changed of the lines that we wrote: the name, or what stood below it."""
    if len(was) == len(now) > 1 and was[:-1] == now[:-1] and not told("\n".join(was))[1]:
        return {**item, "technology": now[-1]}
    if len(was) > 1 and len(now) > 1 and was[-1] == now[-1]:
        return {**item, "name": " ".join(now[:-1])}
    (name, said), (new_name, new) = told("\n".join(was)), told("\n".join(now))
    changed = {key: value for key, value in new.items() if said.get(key) != value}
    gone = {key for key in said if new and key not in new and key != "kind"}
    kept = {key: value for key, value in item.items() if key not in gone}
    return {**kept, **changed, **({"name": new_name} if letters(name) != letters(new_name) else {})}


def _place(shape: Shape) -> Item:
    """Give where a component takes the place of a shape: about its middle; a large one keeps its size."""
    if shape.box is None:
        return {}
    if shape.box.width >= _WIDTH and shape.box.height >= _HEIGHT:
        size = {} if (shape.box.width, shape.box.height) == BOX else {"size": [shape.box.width, shape.box.height]}
        return {"position": [shape.box.x, shape.box.y], **size}
    x, y = shape.box.centre
    return {"position": [x - BOX[0] / 2, y - BOX[1] / 2]}


def _says_something(shape: Shape) -> bool:
    return bool(lines_of(shape.text)) or not _SAY_NOTHING.issuperset(shape.looks)


def _spread(components: list[Item], notes: list[Item]) -> None:
    """Let a drawing grow whose boxes were smaller than ours, and its notes along."""
    placed = [item for item in components if "position" in item]
    for _ in range(_ROUNDS):
        stretch = stretch_of([Rect(*item["position"], *item.get("size", BOX)) for item in placed])
        if stretch is None:
            return
        for item in (*placed, *(note for note in notes if "position" in note)):
            item["position"] = stretch(item["position"])


_ROUNDS = 3
"""How often a drawing may grow, threefold at most each time."""


def _note(shape: Shape) -> Item:
    own = ours(shape, "note") or {"id": shape.id, "kind": "sticky" if "sticky" in shape.looks else "text"}
    was_placed = "position" in own or not shape.own
    place = {"position": [shape.box.x, shape.box.y]} if shape.box and was_placed else {}
    return {**own, "text": words_now(own.get("text"), shape.text), **place}


def identified(items: Iterable[Item], stem: str) -> Iterator[Item]:
    """Make ids unique in a collection: a shape that was copied has its original's."""
    ids = Ids()
    for item in items:
        yield {**item, "id": ids.take(str(item.get("id") or stem)[:_LONGEST_ID])}
