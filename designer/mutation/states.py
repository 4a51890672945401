"""A drawing with something less in it, something unsaid, or a connection more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from designer.catalog.library import catalog
from designer.model.design import Component, Connection, Design

Item = Component | Connection
T = TypeVar("T", Component, Connection)


@dataclass(frozen=True)
class Statement:
    """What a component or connection says of itself: its key, and the value."""

    item: Item
    key: str
    value: Any

    @property
    def kind(self) -> str:
        """Say which kind of statement it is: replicas, zones, a label, a property, ..."""
        return self.key if self.key in _PLAIN else "property"


_PLAIN = {"technology": "", "replicas": 1, "zones": 1, "regions": 1, "label": ""}
"""What stands on an item itself, with what it says when it says nothing."""


def items(design: Design) -> tuple[Item, ...]:
    """Give all components and connections of a drawing."""
    return (*design.components, *design.connections)


def statements(item: Item) -> Iterator[Statement]:
    """Give what an item says of itself beyond what it is."""
    for key, nothing in _PLAIN.items():
        value = getattr(item, key, None)
        if value is not None and value != nothing:
            yield Statement(item, key, value)
    for key, value in item.properties.items():
        yield Statement(item, key, value)


def without(design: Design, gone: frozenset[str]) -> Design:
    """Give the drawing without some components and connections, and what hangs on them."""
    left = {part.id for part in design.components} - gone
    return design.model_copy(
        update={
            "components": tuple(part for part in design.components if part.id in left),
            "connections": tuple(
                edge for edge in design.connections if edge.id not in gone and {edge.source, edge.target} <= left
            ),
            "boundaries": tuple(
                boundary.model_copy(update={"components": tuple(id_ for id_ in boundary.components if id_ in left)})
                for boundary in design.boundaries
            ),
        }
    )


def silenced(design: Design, *unsaid: Statement) -> Design:
    """Give the drawing with statements less."""
    told = {statement.item.id: statement.item for statement in unsaid}
    for statement in unsaid:
        told[statement.item.id] = _silent(told[statement.item.id], statement.key)
    return design.model_copy(
        update={
            "components": tuple(_told(part, told) for part in design.components),
            "connections": tuple(_told(edge, told) for edge in design.connections),
        }
    )


def _told(item: T, told: Mapping[str, Item]) -> T:
    found = told.get(item.id)
    return found if isinstance(found, type(item)) else item


def _silent(item: Item, key: str) -> Item:
    if key in _PLAIN:
        return item.model_copy(update={key: _PLAIN[key]})
    rest = {name: value for name, value in item.properties.items() if name != key}
    return item.model_copy(update={"properties": rest})


def bridged(design: Design, id_: str) -> Design:
    """Give the drawing where what came into a component goes on to where it led, by the same kind of connection.

    A bridge is drawn where it is legal, and says what the connection into the component said.
    """
    kinds = {part.id: part.kind for part in design.components}
    into = [edge for edge in design.connections if edge.target == id_ and edge.source != id_]
    out = [edge for edge in design.connections if edge.source == id_ and edge.target != id_]
    drawn = {(edge.source, edge.target, edge.kind) for edge in design.connections}
    bridges = tuple(
        first.model_copy(update={"id": f"{first.id}-{second.id}", "target": second.target})
        for first in into
        for second in out
        if first.kind is second.kind
        and first.source != second.target
        and (first.source, second.target, first.kind) not in drawn
        and first.kind in catalog().legal_kinds(kinds[first.source], kinds[second.target])
    )
    rest = without(design, frozenset({id_}))
    return rest.model_copy(update={"connections": (*rest.connections, *bridges)})


def joined_to(design: Design, id_: str, others: tuple[str, ...]) -> Iterator[Design]:
    """Give the drawing with a connection more from a component to one of the others, for each that is legal."""
    kinds = {part.id: part.kind for part in design.components}
    drawn = {(edge.source, edge.target, edge.kind) for edge in design.connections}
    for other in others if id_ in kinds else ():
        for kind in catalog().legal_kinds(kinds[id_], kinds[other]) if other in kinds and other != id_ else ():
            if (id_, other, kind) not in drawn:
                more = Connection(id=f"{id_}-{other}-{kind}-more", source=id_, target=other, kind=kind)
                yield design.model_copy(update={"connections": (*design.connections, more)})


def led_to(design: Design, id_: str, others: tuple[str, ...]) -> Iterator[Design]:
    """Give the drawing with a connection that ends at one of the others instead, for each where that is legal."""
    kinds = {part.id: part.kind for part in design.components}
    for edge in design.connections:
        for other in others if edge.id == id_ else ():
            if other in kinds and edge.kind in catalog().legal_kinds(kinds[edge.source], kinds[other]):
                led = edge.model_copy(update={"target": other})
                rest = (led if each.id == id_ else each for each in design.connections)
                yield design.model_copy(update={"connections": tuple(rest)})


def items_at(design: Design, ids: frozenset[str]) -> tuple[Item, ...]:
    """Give these components and connections, and the connections at the components."""
    near = (edge for edge in design.connections if edge.id in ids or {edge.source, edge.target} & ids)
    return (*(part for part in design.components if part.id in ids), *near)
