"""A drawing as a graph that can be asked: what each component is, what each arrow means, and who reaches whom."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from designer.analysis.naming import quoted
from designer.catalog.library import Catalog
from designer.catalog.words import Words, duration_s, percent
from designer.model.critique import LooseEnd
from designer.model.design import BoundaryKind, Component, Connection, ConnectionKind, Design, PropertyValue, Spread
from designer.model.kind import Kind, PropertyType

if TYPE_CHECKING:
    import networkx as nx

REQUEST, DATA, FEEDBACK = ConnectionKind.REQUEST, ConnectionKind.DATA, ConnectionKind.FEEDBACK
CONTROL, DEPLOY = ConnectionKind.CONTROL, ConnectionKind.DEPLOY

FRONTS = ("dns", "cdn", "load_balancer", "api_gateway", "app_service", "edge_device")
"""What may stand for the entry point where no client was drawn."""
GO_BETWEENS = frozenset({"dns", "cdn", "load_balancer", "api_gateway", "guardrail", "pii_redactor", "cache", "ab_test"})
"""What passes a call on, checked, masked, counted or cached, so that its caller asks for what stands behind it."""
MANAGED_ZONES = 3
"""A managed service is spread over zones by its vendor (content/components.md)."""


CLAIMS = {DATA: frozenset({"pit", "replica"}), CONTROL: frozenset({"auto"})}
"""The flags that a label may claim, by the kind of connection."""
MAKERS = frozenset(
    {"app_service", "human_review", "trainer", "evaluator", "gate", "model_registry", "prompt_registry", "deployer"}
    | {"ab_test", "alerting", "orchestrator", "metadata_store", "batch_scorer", "llm_server"}
)
"""Kinds whose data out is their own: a registry that gets labels and feeds training brings it no labels."""


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

    def resized(self, replicas: int, zones: int) -> "Node":
        """Give this node with other replicas, in so many zones: its own first, then new ones of its own."""
        new = (name for name in _numbered(self.zones + zones) if name not in self.zone_names)
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
        return _vendor_run(self.kind, self.values) or claimed(self.values.get("managed"))

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
        return any(claimed(self.values.get(name)) for name in ("soft", "optional", "async"))

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


def claimed(value: PropertyValue) -> bool:
    """Say whether a flag's value claims it: yes, or words that are no "no"."""
    return bool(value) and value not in ("false", "no", "none")


@dataclass
class DesignGraph:
    """The joined components of a drawing. What is joined to nothing, or illegally, is a loose end and no part of it."""

    nodes: dict[str, Node]
    edges: tuple[Edge, ...]
    loose_ends: tuple[LooseEnd, ...]

    @cached_property
    def _adjacent(self) -> dict[ConnectionKind, tuple[dict[str, list[Edge]], dict[str, list[Edge]]]]:
        table: dict[ConnectionKind, tuple[dict[str, list[Edge]], dict[str, list[Edge]]]]
        table = {kind: ({}, {}) for kind in ConnectionKind}
        for edge in self.edges:
            out, into = table[edge.kind]
            out.setdefault(edge.source, []).append(edge)
            into.setdefault(edge.target, []).append(edge)
        return table

    def leaving(self, id_: str, kinds: Iterable[ConnectionKind] = ConnectionKind) -> Sequence[Edge]:
        """Give the edges out of a node."""
        table = self._adjacent
        return [edge for kind in kinds for edge in table[kind][0].get(id_, ())]

    def entering(self, id_: str, kinds: Iterable[ConnectionKind] = ConnectionKind) -> Sequence[Edge]:
        """Give the edges into a node."""
        table = self._adjacent
        return [edge for kind in kinds for edge in table[kind][1].get(id_, ())]

    def reach(  # noqa: PLR0913 (each limits the walk in a way of its own)
        self,
        starts: Iterable[str],
        passes: Callable[[Edge], bool],
        *,
        kinds: Iterable[ConnectionKind] = ConnectionKind,
        back: bool = False,
        blocked: frozenset[str] = frozenset(),
        ends: frozenset[str] = frozenset(),
    ) -> dict[str, Edge | None]:
        """Walk breadth first from the starts, which are part of the result; give the edge by which each was reached.

        What is `blocked` is not reached; what is in `ends` is reached, and left only where the walk starts there.
        """
        kinds = tuple(kinds)
        found: dict[str, Edge | None] = {id_: None for id_ in starts if id_ in self.nodes and id_ not in blocked}
        frontier = list(found)
        for id_ in frontier:
            if id_ in ends and found[id_] is not None:
                continue
            for edge in self.entering(id_, kinds) if back else self.leaving(id_, kinds):
                other = edge.source if back else edge.target
                if other not in found and other not in blocked and passes(edge):
                    found[other] = edge
                    frontier.append(other)
        return found

    def without(self, ids: frozenset[str]) -> "DesignGraph":
        """Give the graph without some nodes and what joins them."""
        if not ids:
            return self
        nodes = {id_: node for id_, node in self.nodes.items() if id_ not in ids}
        edges = tuple(edge for edge in self.edges if edge.source in nodes and edge.target in nodes)
        return DesignGraph(nodes, edges, self.loose_ends)

    def as_networkx(self) -> "nx.MultiDiGraph[str]":
        """Give the graph for networkx's algorithms: nodes with their `kind`, edges with their `kind` and `role`.

        It is imported here alone, since it takes a fifth of the time that grading a drawing does.
        """
        import networkx as nx

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for node in self.nodes.values():
            graph.add_node(node.id, kind=node.kind.id, name=node.name)
        for edge in self.edges:
            graph.add_edge(edge.source, edge.target, key=edge.id, kind=edge.kind.value, role=edge.role)
        return graph

    @cached_property
    def entries(self) -> tuple[str, ...]:
        """Give the ids where requests come in: the clients that call, or what faces callers where none was drawn."""
        calling = [id_ for id_ in self.nodes if self._adjacent[REQUEST][0].get(id_)]
        clients = [id_ for id_ in calling if "entry" in self.nodes[id_].kind.roles]
        uncalled = [id_ for id_ in calling if not self._adjacent[REQUEST][1].get(id_)]
        return tuple(clients or [id_ for id_ in uncalled if self.nodes[id_].kind.id in FRONTS])

    @cached_property
    def path(self) -> frozenset[str]:
        """Give what a request may touch, fallbacks included and shadows not; the client itself is not on it.

        It is empty where all that is touched only passes calls on: such a request gets no answer.
        """
        touched = self._touched(lambda edge: edge.role != "shadow")
        return touched if any(self.nodes[id_].kind.id not in GO_BETWEENS for id_ in touched) else frozenset()

    def _touched(self, passes: Callable[[Edge], bool]) -> frozenset[str]:
        found = self.reach(self.entries, passes, kinds=[REQUEST])
        return frozenset(id_ for id_ in found if "entry" not in self.nodes[id_].kind.roles)

    @cached_property
    def main_path(self) -> frozenset[str]:
        """Give what a request touches while nothing has failed: the path without what only stands in."""
        return self.path & self._touched(lambda edge: edge.role is None)

    @cached_property
    def hard_path(self) -> frozenset[str]:
        """Give what a request cannot do without."""
        return self.path & self._touched(lambda edge: edge.hard)

    @cached_property
    def call_cycle(self) -> tuple[str, ...]:
        """Give the ids of a loop of hard requests, empty when there is none."""
        calls: TopologicalSorter[str] = TopologicalSorter()
        for edge in self.edges:
            if edge.kind is REQUEST and edge.hard:
                calls.add(edge.target, edge.source)
        try:
            calls.prepare()
        except CycleError as error:
            return tuple(error.args[1][:-1])
        return ()

    @property
    def unanswered(self) -> str:
        """Say why a request has no time, load or availability at all; empty where it has."""
        if self.call_cycle:
            loop = (self.nodes[id_].name for id_ in (*self.call_cycle, self.call_cycle[0]))
            return f"the calls go in a circle: {' → '.join(loop)}"
        return "" if self.path else "no request path is drawn from a client"

    @cached_property
    def makers(self) -> frozenset[str]:
        """Give the people, applications, models and whatever steers: what leaves them is not what they were given."""
        return frozenset(
            id_
            for id_, node in self.nodes.items()
            if node.kind.id in MAKERS or not node.roles.isdisjoint({"entry", "trained", "monitor"})
        )

    def callers(self, id_: str) -> tuple[str, ...]:
        """Give who calls a node: directly, or through what only passes the call on."""
        ends = self._askers
        found = self.reach([id_], lambda edge: edge.role != "shadow", kinds=[REQUEST], back=True, ends=ends)
        return tuple(other for other in found if other != id_)

    @cached_property
    def _askers(self) -> frozenset[str]:
        return frozenset(id_ for id_, node in self.nodes.items() if node.kind.id not in GO_BETWEENS)

    def needs(self, id_: str, *, back: bool = False) -> frozenset[str]:
        """Give a node and all that it cannot answer without; with `back`, all that cannot answer without it."""
        return frozenset(self.reach([id_], lambda edge: edge.hard, kinds=[REQUEST], back=back))

    def with_role(self, role: str) -> tuple[str, ...]:
        """Give the ids of the nodes that have a role, in the drawing's order."""
        return tuple(id_ for id_, node in self.nodes.items() if role in node.roles)

    def alternatives(self, id_: str) -> int:
        """Count what can answer in a node's place: other calls of the same caller in the same group."""
        counts = [
            sum(other.group == edge.group and other.target != id_ for other in self.leaving(edge.source, [REQUEST]))
            for edge in self.entering(id_, [REQUEST])
            if edge.group is not None
        ]
        return min(counts, default=0)


def build_graph(design: Design, catalog: Catalog, words: Words) -> DesignGraph:
    """Read a drawing as a graph; raises DesignerError for a kind that the catalog does not have."""
    kinds = {component.id: catalog.kind(component.kind) for component in design.components}
    loose: list[LooseEnd] = []
    edges: list[Edge] = []
    for connection in design.connections:
        refusal = _refusal(connection, kinds, catalog)
        if refusal:
            loose.append(LooseEnd(what=refusal, where=connection.id))
        else:
            edges.append(_edge(connection, kinds, words))
    joined = {end for edge in edges for end in (edge.source, edge.target)}
    zones, regions = _drawn_inside(design, BoundaryKind.ZONE), _drawn_inside(design, BoundaryKind.REGION)
    nodes: dict[str, Node] = {}
    for component in design.components:
        if component.id in joined:
            places = zones.get(component.id, ()), regions.get(component.id, ())
            nodes[component.id] = node = node_of(component, kinds[component.id], *places, words)
            if contradicts_itself(node):
                loose.append(LooseEnd(what=f"{quoted(node.name)} states a p99 below its median", where=component.id))
        else:
            what = f"'{component.name or kinds[component.id].title}' is joined to nothing"
            loose.append(LooseEnd(what=what, where=component.id))
    return DesignGraph(nodes, tuple(edges), tuple(loose))


def _refusal(connection: Connection, kinds: Mapping[str, Kind], catalog: Catalog) -> str | None:
    if connection.source == connection.target:
        return "a component cannot be joined to itself"
    return catalog.refusal(kinds[connection.source].id, kinds[connection.target].id, connection.kind)


def _drawn_inside(design: Design, kind: BoundaryKind) -> dict[str, tuple[str, ...]]:
    """Name the boundaries of a kind in which each component was drawn."""
    inside: dict[str, set[str]] = {}
    for boundary in design.boundaries:
        if boundary.kind is kind:
            for id_ in boundary.components:
                inside.setdefault(id_, set()).add(boundary.name or boundary.id)
    return {id_: tuple(sorted(names)) for id_, names in inside.items()}


def _places(spread: Spread | None, drawn: tuple[str, ...], otherwise: int) -> tuple[str, ...]:
    """Name the zones or regions: as stated, else as drawn; in an order that does not hang on how they were listed."""
    if spread is None:
        return drawn or _numbered(otherwise)
    return _numbered(spread) if isinstance(spread, int) else tuple(sorted(set(spread)))


@lru_cache
def _numbered(count: int) -> tuple[str, ...]:
    return tuple(str(number) for number in range(1, count + 1))


def node_of(component: Component, kind: Kind, zones: tuple[str, ...], regions: tuple[str, ...], words: Words) -> Node:
    """Read one component; `zones` and `regions` name those that it was drawn in."""
    defaults = {name: prop.default for name, prop in kind.properties.items() if prop.default is not None}
    values = {**defaults, **{name: value for name, value in component.properties.items() if value is not None}}
    managed = _vendor_run(kind, values) or claimed(values.get("managed"))
    concepts = {
        name: words.understand(prop.concepts, values.get(name)).concepts
        for name, prop in kind.properties.items()
        if prop.concepts and prop.type in {PropertyType.CONCEPTS, PropertyType.CHOICE, PropertyType.TEXT}
    }
    return Node(
        id=component.id,
        kind=kind,
        component=component,
        zone_names=_places(component.zones, zones, MANAGED_ZONES if managed else 1),
        region_names=_places(component.regions, regions, 1),
        placed=component.zones is not None or bool(zones),
        values=values,
        concepts=concepts,
        roles=frozenset({kind.id, *kind.roles, *_derived_roles(kind, values)}),
    )


def _vendor_run(kind: Kind, values: Mapping[str, PropertyValue]) -> bool:
    """Say whether a vendor runs it: by its kind, unless it is hosted by oneself."""
    return kind.managed and str(values.get("hosted", "")).lower() != "self"


def _derived_roles(kind: Kind, values: Mapping[str, PropertyValue]) -> Iterator[str]:
    """Add the roles that depend on what was stated: what serves a model, and whether that model was trained here.

    A vendor keeps redundant what is managed by its kind; "managed" that is ticked says who runs it, not on how many.
    """
    if _vendor_run(kind, values):
        yield "vendor_run"
    serves = "serving" in kind.roles or (kind.id == "edge_device" and claimed(values.get("runs_model")))
    if serves:
        yield "serving"
        if kind.id == "edge_device":
            yield "online_model"
        if str(values.get("hosted", "")).lower() != "api" and not claimed(values.get("pretrained")):
            yield "trained"


def _edge(connection: Connection, kinds: Mapping[str, Kind], words: Words) -> Edge:
    values = dict(connection.properties)
    stated = values.get("role")
    role = str(stated) if stated else None
    if role is None:
        ends = kinds[connection.source].id, kinds[connection.target].id
        role = words.role(connection.kind, *ends, connection.label)
    _read_label(connection, values, words)
    if connection.kind is REQUEST and kinds[connection.target].id == "human_review":
        values.setdefault("async", True)  # a handover: no request waits until a person has time
    return Edge(connection.id, connection.source, connection.target, connection.kind, role, values, connection.label)


def _read_label(connection: Connection, values: dict[str, PropertyValue], words: Words) -> None:
    """Complete what a label states and no property does: "canary 5 %", "labels after 30 days"."""
    if connection.kind is DEPLOY:
        text = values.get("strategy") if isinstance(values.get("strategy"), str) else connection.label
        values["strategy"] = words.strategy(str(text))
        if values.get("percent") is None:
            values["percent"] = percent(connection.label)
    elif connection.kind is CONTROL and values.get("interval_s") is None:
        values["interval_s"] = words.schedule_s(connection.label)
    elif connection.kind is FEEDBACK and values.get("delay_s") is None:
        values["delay_s"] = duration_s(connection.label)
    claims = words.claims(connection.label) & CLAIMS.get(connection.kind, frozenset())
    values.update({flag: True for flag in claims if values.get(flag) is None})
