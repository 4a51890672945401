"""What a component may be: its kind, the properties it can have with their units, and what may be joined to it."""

from collections.abc import Mapping
from enum import StrEnum

from designer.model.design import ConnectionKind, PropertyValue
from designer.model.rubric import Competency
from designer.model.value import Value


class PropertyType(StrEnum):
    """How a property's value is read."""

    FLAG = "flag"  # yes or no; words that are not a "no" count as a claimed yes
    TEXT = "text"  # free words
    CHOICE = "choice"  # one of the options; other words are kept and earn nothing
    CONCEPTS = "concepts"  # a list or a sentence, read through the catalog's synonyms
    QUANTITY = "quantity"  # a number with the property's unit
    COUNT = "count"  # a whole number


class Property(Value):
    """A property of a component or connection: type, unit, bounds, what it means, and its default with its source."""

    name: str
    type: PropertyType
    title: str
    meaning: str = ""
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    options: tuple[str, ...] = ()
    concepts: str = ""
    aliases: tuple[str, ...] = ()
    default: PropertyValue = None
    source: str = ""


class Ends(Value):
    """The connection kinds that may enter or leave, the likeliest first, each with its roles (none: any role)."""

    kinds: Mapping[ConnectionKind, tuple[str, ...]] = {}

    def allows(self, kind: ConnectionKind) -> bool:
        """Say whether a connection of this kind may end here."""
        return kind in self.kinds


class Kind(Value):
    """One of the component kinds of the palette; its cost counts for its competency, by default that of its group."""

    id: str
    title: str
    group: str
    competency: Competency
    glyph: str
    about: str = ""
    roles: tuple[str, ...] = ()
    managed: bool = False
    incoming: Ends = Ends()
    outgoing: Ends = Ends()
    properties: Mapping[str, Property] = {}
    examples: tuple[str, ...] = ()


class Group(Value):
    """A section of the palette, with the competency that its kinds serve unless they name another."""

    id: str
    title: str
    competency: Competency
