"""The shapes and lines of another program as a drawing of ours: what they stand for is read from their words."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import inf
from typing import Any

from pydantic import ValidationError

from designer.analysis.naming import listed
from designer.catalog.library import catalog
from designer.catalog.recognition import boundary_kind, connection_kind, recognized
from designer.catalog.source import Source
from designer.drawing.box import BOX
from designer.drawing.geometry import Rect
from designer.drawing.layout import stretch_of
from designer.exchange.boards.board import Board, Form, Line, Shape, Stanza
from designer.exchange.boards.outgoing import label
from designer.exchange.boards.placed import settled
from designer.exchange.design_file import design_of
from designer.exchange.reading import Reading
from designer.model.design import FORMAT, Component, ConnectionKind, fresh_id

UNKNOWN = "app_service"
"""What a box is taken for that nothing in its words names: an application of one's own."""
SURE = 0.6
"""How sure a kind has to be read to be taken without a word: of those below, about every second one is right."""
_WIDTH, _HEIGHT = 120.0, 48.0
"""A box of at least this size, in px, keeps it: our words have room in it."""
_FEW = 4
"""A line to a group of so many components joins each of them."""
_MOVED = 1.0
"""How far, in px, a shape has to be from where we drew it to have been moved."""
_LONGEST_ID, _LONGEST_NAME = 150, 40
_SAY_NOTHING = frozenset({"image", "icon", "group", "rectangle", "rounded", "ellipse", "diamond", "hexagon", "line"})
"""Looks that any thing may have."""


def design_from(board: Board, name: str) -> Reading:
    """Make a drawing of ours; raises Problems where what we once wrote into the file has been spoilt.

    What the file holds of ours is kept, with the words and places that it has now; all else is inferred, and told.
    """
    arrival = _Arrival(settled(board))
    data = {**_whole(board), **arrival.items()}
    return Reading(design_of(Source(name, data)), (*board.remarks, *arrival.remarks()), ours=False)


def _whole(board: Board) -> dict[str, Any]:
    """Give what is ours of the drawing as a whole."""
    rest = {key: value for key, value in (board.own or {}).items() if key in _KEYS}
    return {"format": FORMAT, **rest, "title": _now(rest.get("title"), board.title)}


_KEYS = frozenset({"title", "scenario", "framing", "waivers", "assumptions", "ink"})


class _Arrival:
    """The things of one board as they become ours, and what was inferred of them on the way."""

    def __init__(self, board: Board) -> None:
        shapes, lines = sorted(board.shapes, key=_number), sorted(board.lines, key=_number)
        self._shapes = {shape.id: shape for shape in shapes}
        self._components: dict[str, dict[str, Any]] = {}
        """By the shape's id, which is not always the component's."""
        self._taken_for: dict[str, list[str]] = defaultdict(list)
        self._unsure: list[str] = []
        self._joined: dict[ConnectionKind, int] = defaultdict(int)
        self._lost: dict[str, list[str]] = defaultdict(list)
        taken: set[str] = set()
        joined = {end for line in lines for end in (line.source, line.target)}
        for shape in shapes:
            if _is_component(shape) and (shape.own or shape.id in joined or _says_something(shape)):
                self._components[shape.id] = self._component(shape, taken)
        self._holding = self._members()
        self._plain = sum(map(_is_component, shapes)) - len(self._components)
        self._notes = list(_identified(map(_note, filter(_is_note, shapes)), "note"))
        if not any(shape.own for shape in shapes):
            _spread(list(self._components.values()), self._notes)
        self._boundaries = list(_identified(self._outlines(shapes), "boundary"))
        self._connections = list(_identified(self._joints(lines), "connection"))

    def items(self) -> dict[str, list[dict[str, Any]]]:
        """Give the collections of the drawing."""
        found = {
            "components": list(self._components.values()),
            "connections": self._connections,
            "boundaries": self._boundaries,
            "notes": self._notes,
        }
        return {key: value for key, value in found.items() if value}

    def remarks(self) -> Iterator[str]:
        """Say what was left out, and what was inferred."""
        kinds = catalog().kinds
        for reason, names in self._lost.items():
            yield f"{len(names)} {'line' if len(names) == 1 else 'lines'} left out, since {reason}: {listed(names)}"
        if self._plain:
            yield f"shapes left out, since they have neither words nor lines: {self._plain}"
        if unknown := self._taken_for.get(""):
            yield f"read as {kinds[UNKNOWN].title}, since no word names what it is: {listed(unknown)}"
        if self._unsure:
            yield f"not sure of {listed(self._unsure)}: see that their kinds are right"
        if self._joined:
            told = ", ".join(f"{count} {kind.value}" for kind, count in sorted(self._joined.items()))
            yield f"kinds of connection inferred: {told}"
        for kind, names in sorted(self._taken_for.items()):
            if kind:
                yield f"read as {kinds[kind].title}: {', '.join(f'“{name}”' for name in names)}"

    def _component(self, shape: Shape, taken: set[str]) -> dict[str, Any]:
        own = _own(shape, "component")
        item = _kept(own, shape) if own else self._new(shape)
        item["id"] = fresh_id(str(item.get("id") or shape.id)[:_LONGEST_ID], taken)
        taken.add(item["id"])
        return item

    def _new(self, shape: Shape) -> dict[str, Any]:
        """Make a component of a shape that we have not written: a short text is its name, of a long one the first line.

        The other lines are its note.
        """
        lines = _lines(shape.text)
        name, *rest = [" ".join(lines)] if len(" ".join(lines)) <= _LONGEST_NAME else lines
        holder = self._shapes.get(shape.inside)
        found = recognized([shape.text, *(look for look in shape.looks if look not in _SAY_NOTHING), _title(holder)])
        self._taken_for[found.kind if found else ""].append(name or "(no words)")
        if found and found.sure < SURE:
            self._unsure.append(name or "(no words)")
        item: dict[str, Any] = {"id": shape.id, "kind": found.kind if found else UNKNOWN, "name": name}
        return {**item, **({"note": "\n".join(rest)} if rest else {}), **_place(shape)}

    def _members(self) -> dict[str, list[str]]:
        """Give the components in each group, in it or in a group within it, by the shape's id."""
        found: dict[str, list[str]] = defaultdict(list)
        for id_ in self._components:
            for holder in self._holders(id_):
                found[holder].append(id_)
        return found

    def _holders(self, id_: str) -> Iterator[str]:
        """Give the groups round a shape from within, each once."""
        seen = {id_}
        holder = self._shapes[id_].inside
        while holder in self._shapes and holder not in seen:
            yield holder
            seen.add(holder)
            holder = self._shapes[holder].inside

    def _outlines(self, shapes: Iterable[Shape]) -> Iterator[dict[str, Any]]:
        for shape in shapes:
            if not (shape.form is Form.GROUP or _own(shape, "boundary")):
                continue
            own = _own(shape, "boundary") or {"id": shape.id, "kind": boundary_kind(shape.text).value}
            members = self._inside(shape, own.get("components", ()))
            name = own.get("name") or str(own.get("kind", "")).title()
            changed = _now(name, " ".join(_lines(shape.text)))
            yield {**own, "components": members, **({} if changed == name else {"name": changed})}

    def _inside(self, group: Shape, stated: Any) -> list[str]:  # noqa: ANN401 (whatever stands in the file)
        """Give a group's components: those that we wrote and nobody moved, and those that lie in it now."""
        before = {str(id_): place for place, id_ in enumerate(stated if isinstance(stated, (list, tuple)) else ())}
        now = set(self._holding[group.id])
        found: list[tuple[int, str]] = []
        for id_, item in self._components.items():
            own = _own(self._shapes[id_], "component")
            still = own is not None and not _moved(self._shapes[id_])
            place = before.get(str(own.get("id"))) if own and still else None
            if place is not None or (id_ in now and not (still and _own(group, "boundary"))):
                found.append((len(before) if place is None else place, str(item["id"])))
        return [id_ for _, id_ in sorted(found, key=lambda each: each[0])]

    def _joints(self, lines: Iterable[Line]) -> Iterator[dict[str, Any]]:
        for line in lines:
            sources, targets = self._ends(line.source), self._ends(line.target)
            if _own(line, "connection") and {line.source, line.target} <= self._components.keys():
                yield self._joint(line, line.source, line.target)
            elif not (sources and targets):
                self._lost["an end of it is bound to no component"].append(_described(line, self._shapes))
            elif line.source == line.target:
                self._lost["it joins a thing with itself"].append(_described(line, self._shapes))
            else:
                pairs = ((source, target) for source in sources for target in targets if source != target)
                yield from (self._joint(line, *pair) for pair in pairs)

    def _ends(self, id_: str) -> list[str]:
        """Give the components that an end of a line stands for: one, or the few of a group."""
        if id_ in self._components:
            return [id_]
        members = self._holding.get(id_, [])
        return members if len(members) <= _FEW else []

    def _joint(self, line: Line, source: str, target: str) -> dict[str, Any]:
        one, other = self._components[source], self._components[target]
        own = _own(line, "connection") or {}
        label_ = _now(own.get("label"), line.text) if line.text else ""
        ends = {"source": one["id"], "target": other["id"], "label": label_}
        if own:
            return {**own, **ends}
        kind = connection_kind(str(one["kind"]), str(other["kind"]), line.text) or ConnectionKind.DATA
        self._joined[kind] += 1
        whole = (line.source, line.target) == (source, target)
        return {"id": line.id if whole else f"{line.id}-{source}-{target}", "kind": kind.value, **ends}


def _is_component(shape: Shape) -> bool:
    if shape.own:
        return _own(shape, "component") is not None
    return shape.form is Form.BOX and "sticky" not in shape.looks


def _is_note(shape: Shape) -> bool:
    if shape.own:
        return _own(shape, "note") is not None
    return shape.form is Form.TEXT or (shape.form is Form.BOX and "sticky" in shape.looks)


def _title(holder: Shape | None) -> str:
    return holder.text if holder else ""


def _own(thing: Shape | Line, what: str) -> Stanza | None:
    stanza = (thing.own or {}).get(what)
    return stanza if isinstance(stanza, Mapping) else None


def _number(thing: Shape | Line) -> float:
    """Give a thing's place among its like when we wrote it; what came later stands behind."""
    number = (thing.own or {}).get("number")
    return number if isinstance(number, int) else inf


def _kept(own: Stanza, shape: Shape) -> dict[str, Any]:
    """Give a component that we wrote, with the name and place that it has now."""
    item = dict(own)
    try:
        before = label(Component.model_validate(own))
    except ValidationError:  # which is told with all else that is wrong with the drawing
        return item
    if (now := _lines(shape.text)) and _letters(shape.text) != _letters(before):
        item["name"] = now[0]
    return {**item, **_place(shape)} if _moved(shape) else item


def _moved(shape: Shape) -> bool:
    """Say whether a shape that we drew is not where we drew it."""
    at = (shape.own or {}).get("at")
    if shape.box is None or not (isinstance(at, (list, tuple)) and len(at) == len(("x", "y"))):
        return False
    where = (shape.box.x, shape.box.y)
    return any(not isinstance(was, (int, float)) or abs(was - now) > _MOVED for was, now in zip(at, where, strict=True))


def _place(shape: Shape) -> dict[str, Any]:
    """Give where a component takes the place of a shape: about its middle; a large one keeps its size."""
    if shape.box is None:
        return {}
    if shape.box.width >= _WIDTH and shape.box.height >= _HEIGHT:
        size = {} if (shape.box.width, shape.box.height) == BOX else {"size": [shape.box.width, shape.box.height]}
        return {"position": [shape.box.x, shape.box.y], **size}
    x, y = shape.box.centre
    return {"position": [x - BOX[0] / 2, y - BOX[1] / 2]}


def _says_something(shape: Shape) -> bool:
    return bool(_lines(shape.text)) or not _SAY_NOTHING.issuperset(shape.looks)


def _spread(components: list[dict[str, Any]], notes: list[dict[str, Any]]) -> None:
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


def _note(shape: Shape) -> dict[str, Any]:
    own = _own(shape, "note") or {"id": shape.id, "kind": "sticky" if "sticky" in shape.looks else "text"}
    was_placed = "position" in own or not shape.own
    place = {"position": [shape.box.x, shape.box.y]} if shape.box and was_placed else {}
    return {**own, "text": _now(own.get("text"), shape.text), **place}


def _identified(items: Iterable[dict[str, Any]], stem: str) -> Iterator[dict[str, Any]]:
    """Make ids unique in a collection: a shape that was copied has its original's."""
    taken: set[str] = set()
    for item in items:
        item["id"] = fresh_id(str(item.get("id") or stem)[:_LONGEST_ID], taken)
        taken.add(item["id"])
        yield item


def _lines(text: str) -> list[str]:
    return [line for part in text.splitlines() if (line := " ".join(part.split()))]


def _now(was: Any, text: str) -> str:  # noqa: ANN401 (whatever stands in the file)
    """Give the words that a thing has now: ours where nothing but blanks has changed."""
    return was if isinstance(was, str) and _letters(was) == _letters(text) else text


def _letters(text: str) -> str:
    """Give a text without blanks and letters that command a terminal."""
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cc" and not letter.isspace())


def _described(line: Line, shapes: Mapping[str, Shape]) -> str:
    ends = [" ".join(_lines(shapes[id_].text)) if id_ in shapes else "?" for id_ in (line.source, line.target)]
    return line.text or " → ".join(ends)
