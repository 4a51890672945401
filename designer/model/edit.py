"""Every way in which a drawing may change: a closed union of edits, each with its exact inverse."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from designer.errors import DesignerError
from designer.model.design import ITEM_TYPES, Collection, Component, Connection, Design, Item, Note, Position
from designer.model.value import Value


def _where(items: tuple[Item, ...], id_: str, collection: str) -> int:
    for index, item in enumerate(items):
        if item.id == id_:
            return index
    message = f"the drawing has nothing called '{id_}' among its {collection}"
    raise DesignerError(message, remedy="it may have been deleted")


def _items(design: Design, collection: str) -> tuple[Item, ...]:
    return getattr(design, collection)  # type: ignore[no-any-return]


class _OnItem(Value):
    """An edit that carries an item; the collection's name says of which type."""

    collection: Collection
    item: Item

    @model_validator(mode="before")
    @classmethod
    def _typed(cls, data: Any) -> Any:  # noqa: ANN401 (whatever JSON holds)
        if isinstance(data, dict) and isinstance(data.get("item"), dict) and data.get("collection") in ITEM_TYPES:
            return data | {"item": ITEM_TYPES[data["collection"]].model_validate(data["item"])}
        return data

    @model_validator(mode="after")
    def _matching(self) -> _OnItem:
        if not isinstance(self.item, ITEM_TYPES[self.collection]):
            message = f"{type(self.item).__name__} does not belong in {self.collection}"
            raise ValueError(message)  # noqa: TRY004 (pydantic wants a ValueError)
        return self

    def _check_ends(self, design: Design) -> None:
        if isinstance(self.item, Connection):
            for end in (self.item.source, self.item.target):
                if design.component(end) is None:
                    message = f"connection '{self.item.id}' has no component '{end}' to end at"
                    raise DesignerError(message, remedy="add the component first")


class Insert(_OnItem):
    """Put an item at an index of its collection; index -1 puts it last."""

    op: Literal["insert"] = "insert"
    index: int = -1

    def apply(self, design: Design) -> Design:
        """Give the design with the item in it; refuse an id that is taken and ends that are not there."""
        items = _items(design, self.collection)
        if any(item.id == self.item.id for item in items):
            raise DesignerError(f"'{self.item.id}' is already there", remedy="give the new one another id")
        self._check_ends(design)
        index = len(items) if self.index < 0 else self.index
        return design.model_copy(update={self.collection: (*items[:index], self.item, *items[index:])})

    def inverse(self, before: Design) -> Edit:  # noqa: ARG002 (one signature for all)
        """Give the edit that takes the item out again."""
        return Remove(collection=self.collection, id=self.item.id)


class Remove(Value):
    """Take an item out. A component that connections still touch is refused: `deletion` takes both."""

    op: Literal["remove"] = "remove"
    collection: Collection
    id: str

    def apply(self, design: Design) -> Design:
        """Give the design without the item."""
        items = _items(design, self.collection)
        index = _where(items, self.id, self.collection)
        if self.collection == "components":
            held = next(design.attached([self.id]), None)
            if held is not None:
                raise DesignerError(
                    f"'{self.id}' is still joined by '{held.id}'", remedy="remove its connections first"
                )
        return design.model_copy(update={self.collection: (*items[:index], *items[index + 1 :])})

    def inverse(self, before: Design) -> Edit:
        """Give the edit that puts the item back where it stood."""
        items = _items(before, self.collection)
        index = _where(items, self.id, self.collection)
        return Insert(collection=self.collection, item=items[index], index=index)


class Replace(_OnItem):
    """Put another value in the place of the item with the same id."""

    op: Literal["replace"] = "replace"

    def apply(self, design: Design) -> Design:
        """Give the design with the item's new value."""
        items = _items(design, self.collection)
        index = _where(items, self.item.id, self.collection)
        self._check_ends(design)
        return design.model_copy(update={self.collection: (*items[:index], self.item, *items[index + 1 :])})

    def inverse(self, before: Design) -> Edit:
        """Give the edit that restores the old value."""
        items = _items(before, self.collection)
        return Replace(collection=self.collection, item=items[_where(items, self.item.id, self.collection)])


class Move(Value):
    """Move components and notes to new positions, by id."""

    op: Literal["move"] = "move"
    positions: Mapping[str, Position | None]

    def apply(self, design: Design) -> Design:
        """Give the design with the items moved; an id that is not there is refused."""
        known = {item.id for item in design.components} | {item.id for item in design.notes}
        for id_ in self.positions:
            if id_ not in known:
                raise DesignerError(f"there is no '{id_}' to move", remedy="it may have been deleted")
        return design.model_copy(
            update={
                collection: tuple(
                    item.model_copy(update={"position": self.positions[item.id]}) if item.id in self.positions else item
                    for item in items
                )
                for collection, items in (("components", design.components), ("notes", design.notes))
            }
        )

    def inverse(self, before: Design) -> Edit:
        """Give the move back."""
        movable: tuple[Component | Note, ...] = (*before.components, *before.notes)
        return Move(positions={item.id: item.position for item in movable if item.id in self.positions})


Header = Literal["title", "scenario", "framing", "waivers", "assumptions"]


class SetHeader(Value):
    """Change what is said of the drawing as a whole: its title, scenario, framing, waivers or assumptions."""

    op: Literal["set_header"] = "set_header"
    fields: Mapping[Header, Any]

    def apply(self, design: Design) -> Design:
        """Give the design with those fields, each checked as the design's own."""
        checked = Design.model_validate(dict(self.fields))
        return design.model_copy(update={name: getattr(checked, name) for name in self.fields})

    def inverse(self, before: Design) -> Edit:
        """Give the edit that restores the old fields."""
        return SetHeader(fields={name: _plain(getattr(before, name)) for name in self.fields})


def _plain(value: Any) -> Any:  # noqa: ANN401 (any header field)
    if isinstance(value, Value):
        return value.model_dump(mode="json")
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


class Batch(Value):
    """Several edits that a person makes with one gesture, undone together."""

    op: Literal["batch"] = "batch"
    label: str = ""
    edits: tuple[Edit, ...]

    def apply(self, design: Design) -> Design:
        """Apply all in order, or none: an edit that is refused leaves the design as it was."""
        for edit in self.edits:
            design = edit.apply(design)
        return design

    def inverse(self, before: Design) -> Edit:
        """Give the inverses in the opposite order."""
        undo: list[Edit] = []
        for edit in self.edits:
            undo.insert(0, edit.inverse(before))
            before = edit.apply(before)
        return Batch(label=self.label, edits=tuple(undo))


Edit = Annotated[Insert | Remove | Replace | Move | SetHeader | Batch, Field(discriminator="op")]
Batch.model_rebuild()


def deletion(design: Design, ids: set[str]) -> Batch:
    """Make the edit that deletes whatever these ids name, with the connections that would dangle."""
    edges = {edge.id for edge in design.connections if edge.id in ids or edge.source in ids or edge.target in ids}
    edits: list[Edit] = [Remove(collection="connections", id=id_) for id_ in sorted(edges)]
    gone = {component.id for component in design.components if component.id in ids}
    for boundary in design.boundaries:
        if boundary.id not in ids and gone & set(boundary.components):
            kept = tuple(id_ for id_ in boundary.components if id_ not in gone)
            edits.append(Replace(collection="boundaries", item=boundary.model_copy(update={"components": kept})))
    for collection, items in (
        ("components", design.components),
        ("boundaries", design.boundaries),
        ("notes", design.notes),
        ("ink", design.ink),
    ):
        edits += [Remove(collection=collection, id=item.id) for item in items if item.id in ids]  # type: ignore[arg-type]
    return Batch(label="Delete", edits=tuple(edits))


def fragment(design: Design, ids: set[str]) -> Design:
    """Cut out what these ids name, and the connections with both ends among it, as a design of its own."""
    inside = {
        item.id: tuple(id_ for id_ in item.components if id_ in ids) for item in design.boundaries if item.id in ids
    }
    return Design(
        components=tuple(item for item in design.components if item.id in ids),
        connections=tuple(edge for edge in design.connections if edge.source in ids and edge.target in ids),
        boundaries=tuple(
            item.model_copy(update={"components": inside[item.id]}) for item in design.boundaries if inside.get(item.id)
        ),
        notes=tuple(item for item in design.notes if item.id in ids),
        ink=tuple(item for item in design.ink if item.id in ids),
    )


def insertion(design: Design, piece: Design, offset: Position, rename: Callable[[str, set[str]], str]) -> Batch:
    """Make the edit that pastes a fragment, moved by `offset`; `rename(id, taken)` gives the new ids."""
    taken = {item.id for item in _all_items(design)}
    names: dict[str, str] = {}
    for item in _all_items(piece):
        names[item.id] = rename(item.id, taken)
        taken.add(names[item.id])

    def placed(item: Component | Note) -> Item:
        return item.model_copy(update={"id": names[item.id], "position": _shifted(item.position, offset)})

    edits: list[Edit] = [Insert(collection="components", item=placed(item)) for item in piece.components]
    edits += [Insert(collection="notes", item=placed(item)) for item in piece.notes]
    for edge in piece.connections:
        ends = {"id": names[edge.id], "source": names[edge.source], "target": names[edge.target]}
        edits.append(Insert(collection="connections", item=edge.model_copy(update=ends)))
    for boundary in piece.boundaries:
        group = {"id": names[boundary.id], "components": tuple(names[id_] for id_ in boundary.components)}
        edits.append(Insert(collection="boundaries", item=boundary.model_copy(update=group)))
    for stroke in piece.ink:
        points = tuple((x + offset[0], y + offset[1], pressure) for x, y, pressure in stroke.points)
        edits.append(
            Insert(collection="ink", item=stroke.model_copy(update={"id": names[stroke.id], "points": points}))
        )
    return Batch(label="Paste", edits=tuple(edits))


def _all_items(design: Design) -> tuple[Item, ...]:
    return (*design.components, *design.notes, *design.connections, *design.boundaries, *design.ink)


def _shifted(position: Position | None, offset: Position) -> Position:
    x, y = position or (0.0, 0.0)
    return (x + offset[0], y + offset[1])
