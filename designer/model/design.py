"""The drawing as a value: components joined by connections, with boundaries, notes, ink, framing and waivers."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import FailFast, Field

from designer.model.value import Value

FORMAT = "designer-design/1"

Position = tuple[float, float]
Pressure = Annotated[float, Field(ge=0, le=1)]
Identifier = Annotated[str, Field(min_length=1, max_length=200)]
Words = Annotated[str, Field(strict=True)]
Figure = Annotated[float, Field(strict=True)] | Words
PropertyValue = bool | int | float | Words | tuple[str, ...] | None
Properties = Mapping[str, PropertyValue]
Replicas = Annotated[int, Field(ge=1, le=1_000_000, strict=True)]
Spread = Annotated[int, Field(ge=1, le=1000, strict=True)] | Annotated[tuple[str, ...], Field(min_length=1)]
"""How far replicas are spread: a count of places, or the places by name."""


class ConnectionKind(StrEnum):
    """What travels along a connection; each reads from source to target in its own sense."""

    REQUEST = "request"
    DATA = "data"
    FEEDBACK = "feedback"
    CONTROL = "control"
    DEPLOY = "deploy"


class BoundaryKind(StrEnum):
    """What a boundary says of the components inside it; only a zone or region changes a number."""

    ZONE = "zone"
    REGION = "region"
    NETWORK = "network"
    TEAM = "team"
    FRAME = "frame"


class Component(Value):
    """One box of the drawing. Its id is its identity; name, position and size never change a verdict."""

    id: Identifier
    kind: str
    name: str = ""
    technology: str = ""
    position: Position | None = None
    size: tuple[Annotated[float, Field(gt=0)], Annotated[float, Field(gt=0)]] | None = None
    replicas: Replicas = 1
    zones: Spread | None = None
    regions: Spread | None = None
    properties: Properties = {}
    note: str = ""


class Connection(Value):
    """One arrow of the drawing, from the component `source` to the component `target`."""

    id: Identifier
    source: Identifier
    target: Identifier
    kind: ConnectionKind
    label: str = ""
    properties: Properties = {}


class Boundary(Value):
    """A line round some components: a zone, a region, a network, a team, or only a frame."""

    id: Identifier
    kind: BoundaryKind
    name: str = ""
    components: Annotated[tuple[Identifier, ...], FailFast()] = ()


class Note(Value):
    """Words on the board that belong to no component."""

    id: Identifier
    text: str
    position: Position | None = None
    size: tuple[float, float] | None = None
    kind: Literal["text", "sticky"] = "sticky"


class Stroke(Value):
    """A stroke of ink: points as (x, y, pressure from 0 to 1)."""

    id: Identifier
    points: Annotated[tuple[tuple[float, float, Pressure], ...], FailFast()]


Collection = Literal["components", "connections", "boundaries", "notes", "ink"]
Item = Component | Connection | Boundary | Note | Stroke

ITEM_TYPES: Mapping[str, type[Item]] = {
    "components": Component,
    "connections": Connection,
    "boundaries": Boundary,
    "notes": Note,
    "ink": Stroke,
}
"""The collections of a drawing, with what each holds."""


class Framing(Value):
    """What the person says the problem is: the objective, how it is measured, what must not get worse."""

    objective: str = ""
    metrics: tuple[str, ...] | str = ()
    guardrail: str = ""
    numbers: Mapping[str, Figure] = {}


class Waiver(Value):
    """A rule that the person sets aside, at one component or everywhere, and the reason."""

    rule: str
    at: str = ""
    because: str


class Design(Value):
    """A whole drawing. It changes only through an Edit."""

    format: str = FORMAT
    title: str = ""
    scenario: str | None = None
    components: tuple[Component, ...] = ()
    connections: tuple[Connection, ...] = ()
    boundaries: tuple[Boundary, ...] = ()
    notes: tuple[Note, ...] = ()
    ink: tuple[Stroke, ...] = ()
    framing: Framing = Framing()
    waivers: tuple[Waiver, ...] = ()
    assumptions: Mapping[str, Figure] = {}

    def component(self, id_: str) -> Component | None:
        """Find a component by its id."""
        return next((component for component in self.components if component.id == id_), None)

    def connection(self, id_: str) -> Connection | None:
        """Find a connection by its id."""
        return next((connection for connection in self.connections if connection.id == id_), None)

    def attached(self, ids: Iterable[str]) -> Iterator[Connection]:
        """Yield the connections that touch any of these components."""
        wanted = set(ids)
        return (edge for edge in self.connections if edge.source in wanted or edge.target in wanted)


def fresh_id(stem: str, taken: Iterable[str]) -> str:
    """Make an id that is not taken: the stem itself, or the stem with the first free number from 2.

    >>> fresh_id("cache", ["cache", "cache-2"])
    'cache-3'
    """
    used = set(taken)
    if stem not in used:
        return stem
    number = 2
    while f"{stem}-{number}" in used:
        number += 1
    return f"{stem}-{number}"
