"""What the conditions look at: the graph, the brief and the numbers, with the answers that several rules share kept."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial

from designer.analysis.cost import node_cost_usd_per_month
from designer.analysis.deadline import overrun_ms
from designer.analysis.element import DATA, FEEDBACK, Edge, Node, claimed
from designer.analysis.estimate import Estimates
from designer.analysis.freshness import staleness_s
from designer.analysis.graph import DesignGraph
from designer.analysis.maturity import label_maturity_s
from designer.analysis.naming import isolated, listed
from designer.analysis.production import answers_with, in_production, inputs, origins, released, releases, workers
from designer.analysis.schedule import runs_every_s
from designer.analysis.spare import Spares
from designer.catalog.library import Catalog
from designer.catalog.words import Words
from designer.model.design import ConnectionKind, Framing, PropertyValue
from designer.model.scenario import Brief
from designer.rules.outcome import Outcome
from designer.rules.value_test import SAYS

Environment = Mapping[str, str]
"""The ids that a rule's names stand for, e.g. {"ep": "model"}."""

SHOWN = 3
"""Names that a sentence carries; those that are only counted need not be looked up."""
RELEASE = "release"
"""The way of a model version: deploy connections, and what trainer, evaluator, gate and registries pass on."""

Over = frozenset[str]
"""Kinds of connection to walk, RELEASE among them."""

COMPUTED: Mapping[str, Callable[["View", Node], PropertyValue]] = {
    "managed": lambda _, node: node.managed,
    "replicas": lambda _, node: node.replicas,
    "zones": lambda _, node: node.zones,
    "regions": lambda _, node: node.regions,
    "alternatives": lambda view, node: view.graph.alternatives(node.id),
    "zones_of_copies": lambda view, node: view.graph.zones_of_copies(node.id),
    "utilisation": lambda view, node: view.estimates.capacity.utilisation(node.id),
    "utilisation_less_a_zone": lambda view, node: view.estimates.capacity.utilisation_less_a_zone(node.id),
    "utilisation_less_a_zone_scaled": lambda view, node: view.estimates.capacity.utilisation_less_a_zone_scaled(
        node.id
    ),
    "utilisation_of_quota": lambda view, node: view.estimates.capacity.utilisation_of_quota(node.id),
    "month_cost_usd": lambda _, node: node_cost_usd_per_month(node),
    "replica_load_per_s": lambda view, node: view.estimates.capacity.replica_load_per_s(node.id),
    "stated_p99_ms": lambda _, node: _stated_number(node, "p99_ms"),
    "overrun_ms": lambda view, node: overrun_ms(view.graph, view.estimates.deadlines_ms, node.id),
    "staleness_s": lambda view, node: staleness_s(view.graph, node.id),
    "runs_every_s": lambda view, node: runs_every_s(view.graph, node.id),
    "label_maturity_s": lambda view, node: label_maturity_s(view.graph, node.id),
    "p99_ms_without": lambda view, node: view.estimates.p99_ms_without(node.id),
    SAYS: lambda view, node: view.said[node.id],
}
"""What of a node is counted, computed or read from its kind, not only ticked; rules read it like properties. What it
says is all that stands in words: in its properties, technology and note, at its connections."""

RELATED: Mapping[str, Callable[[DesignGraph, str], Iterable[str]]] = {
    "inputs_of": inputs,
    "callers_of": lambda graph, id_: graph.callers(id_),
    "answers_with": answers_with,
    "needed_by": lambda graph, id_: graph.needs(id_),
    "needing": lambda graph, id_: graph.needs(id_, back=True),
}
"""What of a node rules ask for: a model's feature inputs, who calls it, what answers with it, what it cannot answer
without, and who not."""


def _stated_number(node: Node, name: str) -> float | None:
    """Give a number that the drawing itself states; a default of the catalogue is nobody's."""
    return node.number(name) if node.component.properties.get(name) is not None else None


@dataclass
class View:
    """One drawing under one brief."""

    graph: DesignGraph
    brief: Brief
    estimates: Estimates
    catalog: Catalog
    words: Words
    framing: Framing = field(default_factory=Framing)
    kept: dict[int, frozenset[str]] = field(default_factory=dict)
    stated: dict[tuple[int, bool], dict[str, tuple[Edge, ...]]] = field(default_factory=dict)
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    chains: dict[object, list[dict[str, Edge | None]]] = field(default_factory=dict)
    walks: dict[object, Mapping[str, Edge | None]] = field(default_factory=dict)
    relations: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def name(self, id_: str) -> str:
        """Give the name that people read of a component."""
        return isolated(self.graph.nodes[id_].name)

    def names(self, ids: Iterable[str]) -> str:
        """Give several names in a sentence: "A, B and C", the fourth and later ones counted."""
        told = list(ids)
        return listed([self.graph.nodes[id_].name for id_ in told[:SHOWN]] + [""] * (len(told) - SHOWN))

    def value(self, node: Node, name: str) -> PropertyValue:
        """Give a property of a node."""
        compute = COMPUTED.get(name)
        return compute(self, node) if compute else node.values.get(name)

    @cached_property
    def said(self) -> Mapping[str, tuple[str, ...]]:
        """Give what each node says in words: its properties, technology and note, and the words of its connections."""
        found = {
            id_: [*texts(node.component.properties.values()), node.component.technology, node.component.note]
            for id_, node in self.graph.nodes.items()
        }
        for edge in self.graph.edges:
            for id_ in (edge.source, edge.target):
                found[id_] += edge_texts(edge)
        return {id_: tuple(filter(None, said)) for id_, said in found.items()}

    @cached_property
    def roles(self) -> frozenset[str]:
        """Give the roles, kinds among them, of what is drawn and joined to something."""
        return frozenset().union(*(node.roles for node in self.graph.nodes.values()))

    @cached_property
    def spares(self) -> Spares:
        """Give the duplicates that nothing uses."""
        return Spares(self.graph)

    @cached_property
    def stating(self) -> Mapping[str, frozenset[str]]:
        """Give the nodes that have a value for a property, stated or by default."""
        found: dict[str, list[str]] = {}
        for id_, node in self.graph.nodes.items():
            for name in node.values:
                found.setdefault(name, []).append(id_)
        return {name: frozenset(ids) for name, ids in found.items()}

    def passes(self, over: Over) -> tuple[tuple[ConnectionKind, ...], Callable[[Edge], bool]]:
        """Give the kinds of connection to look at, and the test that an edge must pass to be walked."""
        if RELEASE in over:
            return tuple(ConnectionKind), partial(releases, self.graph)
        return _kinds(over), _is_no_shadow

    def walk(
        self, ids: frozenset[str], over: Over, *, back: bool = False, blocked: frozenset[str] = frozenset()
    ) -> Mapping[str, Edge | None]:
        """Walk from these nodes past the blocked ones, once a drawing; give the edge by which each was reached."""
        key = (ids, over, back, blocked)
        if key not in self.walks:
            kinds, passes = self.passes(over)
            self.walks[key] = self.graph.reach(
                sorted(ids), passes, kinds=kinds, back=back, blocked=blocked, ends=self.ends(over)
            )
        return self.walks[key]

    def way(self, ids: frozenset[str], over: Over, end: str, *, back: bool = False) -> tuple[str, ...]:
        """Give the components and connections between these nodes and one that they reach, or are reached from.

        They stand in the order in which they are walked.
        """
        way = row(self.walk(ids, over, back=back), end, back=back)
        return way if back else way[::-1]

    def ends(self, over: Over) -> frozenset[str]:
        """Give what a walk of data may end at and not pass: people and applications, say. Others pass them."""
        return self.graph.makers if over <= {DATA, FEEDBACK} else frozenset()

    def related(self, how: str, id_: str) -> frozenset[str]:
        """Give what a node asks, or is asked by, in a way that rules ask for, once a drawing."""
        key = (how, id_)
        if key not in self.relations:
            self.relations[key] = frozenset(RELATED[how](self.graph, id_))
        return self.relations[key]

    @cached_property
    def sets(self) -> Mapping[str, frozenset[str]]:
        """Give the sets of nodes that rules know by name, roles and kinds among them."""
        graph = self.graph
        return {
            **{role: frozenset(ids) for role, ids in graph.by_role.items()},
            "any": frozenset(graph.nodes),
            "path": graph.path,
            "main_path": graph.main_path,
            "hard_path": graph.hard_path,
            "origin": origins(graph),
            "released": released(graph),
            "worker": workers(graph, self.brief),
            "in_production": in_production(graph),
        }


def texts(values: Iterable[PropertyValue]) -> Iterable[str]:
    """Give the values that are words."""
    for value in values:
        yield from (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()


def edge_value(edge: Edge, name: str) -> PropertyValue:
    """Give a property of a connection, or all that it says in words."""
    return edge_texts(edge) if name == SAYS else edge.values.get(name)


def edge_texts(edge: Edge) -> tuple[str, ...]:
    """Give what a connection says in words: its label and its properties."""
    return (*filter(None, (edge.label,)), *texts(edge.values.values()))


@lru_cache
def _kinds(over: Over) -> tuple[ConnectionKind, ...]:
    return tuple(ConnectionKind(kind) for kind in sorted(over))


def _is_no_shadow(edge: Edge) -> bool:
    return edge.role != "shadow"


def row(reached: Mapping[str, Edge | None], end: str, *, back: bool = False) -> tuple[str, ...]:
    """Give the components and connections from an end to the start of the walk that reached it."""
    way = [end]
    edge = reached[end]
    while edge is not None:
        way += [edge.id, edge.target if back else edge.source]
        edge = reached[way[-1]]
    return tuple(way)


__all__ = ["COMPUTED", "RELEASE", "Environment", "Over", "View", "claimed", "row"]
