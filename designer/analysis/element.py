"""What a drawing is made of once read as a graph: nodes, components as their kinds complete them, and edges."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from designer.model.design import Component, ConnectionKind, PropertyValue
from designer.model.kind import Kind

REQUEST, DATA, FEEDBACK = ConnectionKind.REQUEST, ConnectionKind.DATA, ConnectionKind.FEEDBACK
CONTROL, DEPLOY = ConnectionKind.CONTROL, ConnectionKind.DEPLOY
ALL = tuple(ConnectionKind)


@dataclass(frozen=True)
class Node:
    """A component with what its kind says of it: `values` are the stated properties over the kind's defaults.

    A count of zones or regions names them from 1; `placed` says that the drawing states the zones at all.
    """

    id: str
    kind: Kind
    component: Component
    zone_names: tuple[str, ...]
    region_names: tuple[str, ...]
    placed: bool
    values: Mapping[str, PropertyValue]
    concepts: Mapping[str, frozenset[str]]
    roles: frozenset[str]
    on_board: bool = False
    """Whether it is a fleet of devices or is taken to run on one: in no zone, unless the drawing says so."""
    rides: bool = False
    """Whether it runs on such devices at no price of its own."""

    def resized(self, replicas: int, zones: int) -> "Node":
        """Give this node with other replicas, in so many zones: its own first, then new ones of its own."""
        new = (name for name in numbered(self.zones + zones) if name not in self.zone_names)
        component = self.component.model_copy(update={"replicas": replicas})
        return replace(self, component=component, zone_names=(*self.zone_names, *new)[:zones])

    @property
    def replicas(self) -> int:
        """Give the number of replicas in one region."""
        return self.component.replicas

    @property
    def zones(self) -> int:
        """Count the zones of one region."""
        return len(self.zone_names)

    @property
    def regions(self) -> int:
        """Count the regions."""
        return len(self.region_names)

    @property
    def managed(self) -> bool:
        """Say whether a vendor keeps it redundant: by its kind, or claimed."""
        return "vendor_run" in self.roles or claimed(self.values.get("managed"))

    @property
    def sold_whole(self) -> bool:
        """Say whether its availability is that of a whole service, however many replicas of it are drawn.

        What is only said to be managed counts by its replicas where some are drawn and no availability is stated: the
        catalogue's figure is then of one of them.
        """
        stated = self.component.properties.get("availability") is not None
        return "vendor_run" in self.roles or (self.managed and (stated or self.replicas == 1))

    @property
    def name(self) -> str:
        """Give the name that people read."""
        return self.component.name or self.kind.title

    def number(self, name: str) -> float | None:
        """Give a numeric property, None where neither the drawing nor the kind has one."""
        value = self.values.get(name)
        return None if isinstance(value, (bool, str, tuple)) or value is None else float(value)


@dataclass(frozen=True)
class Edge:
    """A connection with its role, and its properties as its label and its ends complete them."""

    id: str
    source: str
    target: str
    kind: ConnectionKind
    role: str | None
    values: Mapping[str, PropertyValue]
    label: str = ""

    @property
    def soft(self) -> bool:
        """Say whether the caller does without the answer; a call that is optional or not waited for is soft too."""
        return done_without(self.values)

    @property
    def hard(self) -> bool:
        """Say whether the caller waits for the answer and cannot do without; what only stands in is not hard."""
        return self.role is None and not self.soft

    @property
    def group(self) -> str | None:
        """Give the name that calls which may stand in for one another share."""
        value = self.values.get("group")
        return str(value) if value is not None else None

    def number(self, name: str, default: float) -> float:
        """Give a numeric property."""
        value = self.values.get(name)
        return default if isinstance(value, (bool, str, tuple)) or value is None else float(value)


def contradicts_itself(node: Node) -> bool:
    """Say whether the drawing states a p99 that is below its own median."""
    p50, p99 = (node.component.properties.get(name) for name in ("p50_ms", "p99_ms"))
    return isinstance(p50, (int, float)) and isinstance(p99, (int, float)) and p99 < p50


_DENIED = frozenset(
    {"false", "no", "none", "off", "0", "never", "nobody", "missing", "not yet", "not done", "later", "open", "?"}
)
_PUT_OFF = ("todo", "to do", "tbd")


def claimed(value: PropertyValue) -> bool:
    """Say whether a flag's value claims it: yes, or words that neither deny it nor put it off.

    >>> claimed(True), claimed("mTLS"), claimed("No"), claimed("not yet"), claimed("TODO")
    (True, True, False, False, False)
    """
    if not isinstance(value, str):
        return bool(value)
    said = value.strip().lower()
    return bool(said) and said not in _DENIED and not said.startswith(_PUT_OFF)


def done_without(values: Mapping[str, PropertyValue]) -> bool:
    """Say whether a call states that its caller does without the answer, or does not wait for it."""
    return any(claimed(values.get(name)) for name in ("soft", "optional", "async"))


@lru_cache
def numbered(count: int) -> tuple[str, ...]:
    """Name zones or regions that are only counted: from 1."""
    return tuple(str(number) for number in range(1, count + 1))
