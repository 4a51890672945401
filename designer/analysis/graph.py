"""A drawing as a graph that can be asked: who reaches whom, what requests touch, what answers in another's place."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from designer.analysis.element import ALL, REQUEST, Edge, Node, claimed
from designer.model.critique import LooseEnd
from designer.model.design import ConnectionKind

if TYPE_CHECKING:
    import networkx as nx

FRONTS = ("dns", "cdn", "load_balancer", "api_gateway", "app_service", "edge_device")
"""What may stand for the entry point where no client was drawn."""
GO_BETWEENS = frozenset({"dns", "cdn", "load_balancer", "api_gateway", "guardrail", "pii_redactor", "cache", "ab_test"})
"""What passes a call on, checked, masked, counted or cached, so that its caller asks for what stands behind it."""
SPREADERS = frozenset({"dns", "cdn", "load_balancer", "api_gateway"})
"""What sends each request to one of a group only, and to all of them equally often."""
MAKERS = frozenset(
    {"app_service", "human_review", "trainer", "evaluator", "gate", "model_registry", "prompt_registry", "deployer"}
    | {"ab_test", "alerting", "orchestrator", "metadata_store", "batch_scorer", "llm_server"}
)
"""Kinds whose data out is their own: a registry that gets labels and feeds training brings it no labels."""

Adjacent = dict[str, list[Edge]]
"""Edges by the node at one of their ends, kind by kind in the drawing's order."""


@dataclass
class DesignGraph:
    """The joined components of a drawing. What is joined to nothing, or illegally, is a loose end and no part of it."""

    nodes: dict[str, Node]
    edges: tuple[Edge, ...]
    loose_ends: tuple[LooseEnd, ...]

    def adjacent(self, kinds: Iterable[ConnectionKind]) -> tuple[Adjacent, Adjacent]:
        """Give the edges of some kinds by the node that they leave, and by the node that they enter."""
        kinds = tuple(kinds)
        if kinds not in self._tables:
            tables = [self._tables[kind,] for kind in kinds]
            self._tables[kinds] = _merged(out for out, _ in tables), _merged(into for _, into in tables)
        return self._tables[kinds]

    @cached_property
    def _tables(self) -> dict[tuple[ConnectionKind, ...], tuple[Adjacent, Adjacent]]:
        tables: dict[tuple[ConnectionKind, ...], tuple[Adjacent, Adjacent]] = {(kind,): ({}, {}) for kind in ALL}
        for edge in self.edges:
            out, into = tables[edge.kind,]
            out.setdefault(edge.source, []).append(edge)
            into.setdefault(edge.target, []).append(edge)
        return tables

    def leaving(self, id_: str, kinds: Iterable[ConnectionKind] = ALL) -> Sequence[Edge]:
        """Give the edges out of a node."""
        return self.adjacent(kinds)[0].get(id_, ())

    def entering(self, id_: str, kinds: Iterable[ConnectionKind] = ALL) -> Sequence[Edge]:
        """Give the edges into a node."""
        return self.adjacent(kinds)[1].get(id_, ())

    def reach(  # noqa: PLR0913 (each limits the walk in a way of its own)
        self,
        starts: Iterable[str],
        passes: Callable[[Edge], bool],
        *,
        kinds: Iterable[ConnectionKind] = ALL,
        back: bool = False,
        blocked: frozenset[str] = frozenset(),
        ends: frozenset[str] = frozenset(),
    ) -> dict[str, Edge | None]:
        """Walk breadth first from the starts, which are part of the result; give the edge by which each was reached.

        What is `blocked` is not reached; what is in `ends` is reached, and left only where the walk starts there.
        """
        adjacent = self.adjacent(kinds)[back]
        found: dict[str, Edge | None] = {id_: None for id_ in starts if id_ in self.nodes and id_ not in blocked}
        frontier = list(found)
        for id_ in frontier:
            if id_ in ends and found[id_] is not None:
                continue
            for edge in adjacent.get(id_, ()):
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
        """Give the ids where requests come in: the clients that call, or what faces callers where none does."""
        out, into = self.adjacent([REQUEST])
        calling = [id_ for id_ in self.nodes if any(map(self._wants_an_answer, out.get(id_, ())))]
        clients = [id_ for id_ in calling if "entry" in self.nodes[id_].kind.roles]
        uncalled = [id_ for id_ in calling if id_ not in into]
        return tuple(clients or [id_ for id_ in uncalled if self.nodes[id_].kind.id in FRONTS])

    def _wants_an_answer(self, call: Edge) -> bool:
        """Say whether a call brings in a request; what a client hands people, and does not wait for, is none."""
        ends = self.nodes[call.source].kind.roles, self.nodes[call.target].kind.id
        handed = "entry" in ends[0] and ends[1] == "human_review" and claimed(call.values.get("async"))
        return call.role != "shadow" and not handed

    @cached_property
    def main_entries(self) -> tuple[str, ...]:
        """Give the entries that a brief's load and objectives speak of: those that ask a model, or all if none does.

        Who looks something up beside that, an auditor or an operator, is no user of the answer.
        """
        return tuple(id_ for id_ in self.entries if id_ in self.asking) or self.entries

    @cached_property
    def asking(self) -> frozenset[str]:
        """Give the models that answer, and what calls one, be it through others."""
        models = self.with_role("online_model")
        return frozenset(self.reach(models, lambda edge: edge.role != "shadow", kinds=[REQUEST], back=True))

    @cached_property
    def path(self) -> frozenset[str]:
        """Give what a request may touch, fallbacks included and shadows not; the client itself is not on it.

        It is empty where all that is touched only passes calls on: such a request gets no answer.
        """
        touched = self._touched(lambda edge: edge.role != "shadow", self.entries)
        return touched if any(self.nodes[id_].kind.id not in GO_BETWEENS for id_ in touched) else frozenset()

    def _touched(self, passes: Callable[[Edge], bool], starts: Iterable[str]) -> frozenset[str]:
        found = self.reach(starts, passes, kinds=[REQUEST])
        return frozenset(id_ for id_ in found if "entry" not in self.nodes[id_].kind.roles)

    @cached_property
    def main_path(self) -> frozenset[str]:
        """Give what a request touches while nothing has failed: the path without what only stands in.

        What is asked by others than those who want an answer, an auditor's desk, say, is no part of it.
        """
        return self.path & self._touched(lambda edge: edge.role is None, self.main_entries)

    @cached_property
    def hard_path(self) -> frozenset[str]:
        """Give what a request cannot do without; where all callers can do without an answer, what the answer cannot.

        A page that shows something else when nothing comes in time is no reason for an answer to hang on one process.
        """
        starts = self.main_entries
        hard = self.path & self._touched(lambda edge: edge.hard, starts)
        return hard or self.path & self._touched(lambda edge: edge.hard or self._asks_for_an_answer(edge), starts)

    def _asks_for_an_answer(self, edge: Edge) -> bool:
        return edge.source in self.entries and edge.role is None

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
        return frozenset(id_ for id_ in self.nodes if not self._passes_on(id_))

    def _passes_on(self, id_: str) -> bool:
        """Say whether calls go through a node to what stands behind it: by its kind, or since it only picks a model."""
        kind = self.nodes[id_].kind.id
        asked = [self.nodes[edge.target] for edge in self.leaving(id_, [REQUEST]) if edge.role != "shadow"]
        picks = kind == "policy_engine" and bool(asked) and all("online_model" in node.roles for node in asked)
        return kind in GO_BETWEENS or picks

    def needs(self, id_: str, *, back: bool = False) -> frozenset[str]:
        """Give a node and all that it cannot answer without; with `back`, all that cannot answer without it."""
        return frozenset(self.reach([id_], lambda edge: edge.hard, kinds=[REQUEST], back=back))

    def with_role(self, role: str) -> tuple[str, ...]:
        """Give the ids of the nodes that have a role, in the drawing's order."""
        return self.by_role.get(role, ())

    @cached_property
    def by_role(self) -> Mapping[str, tuple[str, ...]]:
        """Give the ids of the nodes by their roles, in the drawing's order."""
        found: dict[str, list[str]] = {}
        for id_, node in self.nodes.items():
            for role in node.roles:
                found.setdefault(role, []).append(id_)
        return {role: tuple(ids) for role, ids in found.items()}

    def either(self, call: Edge) -> tuple[str, ...]:
        """Name the calls of which a caller asks, or needs, any one; empty where a call is made for itself."""
        return self._either.get(call.id, ())

    @cached_property
    def _either(self) -> Mapping[str, tuple[str, ...]]:
        """Give the name of each call's choice.

        Soft calls in a group with a stand-in are each made, and the group says what is stood in for: a chain of models,
        all replaced at once. Only those that share requests out among the like, by shares, are a choice there too.
        """
        groups: dict[tuple[str, str], list[Edge]] = {}
        stood_in_for: set[tuple[str, str]] = set()
        for edge in self.edges:
            if edge.kind is REQUEST and edge.group is not None:
                groups.setdefault((edge.source, edge.group), []).append(edge)
                if edge.role == "fallback" and self.nodes[edge.source].kind.id not in SPREADERS:
                    stood_in_for.add((edge.source, edge.group))
        found: dict[str, tuple[str, ...]] = {}
        for (source, group), edges in groups.items():
            made = [edge for edge in edges if edge.soft and (source, group) in stood_in_for]
            found |= {edge.id: (group,) for edge in edges if not edge.role}
            found |= {edge.id: () for edge in made} | dict(self._shared_out(made))
        return found

    def _shared_out(self, calls: Iterable[Edge]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Give the calls that go to components of one kind by shares of at most a whole, with a name for each kind."""
        like: dict[str, list[Edge]] = {}
        for edge in calls:
            if "share" in edge.values and not edge.role:
                like.setdefault(self.nodes[edge.target].kind.id, []).append(edge)
        for kind, edges in like.items():
            if len(edges) > 1 and sum(edge.number("share", 1.0) for edge in edges) <= 1 + 1e-9:
                yield from ((edge.id, (str(edge.group), kind)) for edge in edges)

    def alternatives(self, id_: str) -> int:
        """Count what can answer in a node's place: other calls of the same caller in the same group."""
        counts = [
            sum(other.target != id_ for other in self._in_its_place(edge))
            for edge in self.entering(id_, [REQUEST])
            if edge.group is not None
        ]
        return min(counts, default=0)

    def _in_its_place(self, call: Edge) -> Iterator[Edge]:
        for other in self.leaving(call.source, [REQUEST]):
            if other.group == call.group and (other.role or call.role or self._as_readily(call, other)):
                yield other

    def _as_readily(self, call: Edge, other: Edge) -> bool:
        """Say whether a caller asks the one or the other, whichever."""
        return bool(self.either(call)) and self.either(call) == self.either(other)

    def copies(self, id_: str) -> frozenset[str]:
        """Give a node and all that every caller of it asks as readily: its calls in the same group, stand-ins apart."""
        asked = [edge for edge in self.entering(id_, [REQUEST]) if not edge.role]
        as_readily = [frozenset(self._grouped(edge)) for edge in asked]
        return frozenset.intersection(*as_readily) if as_readily else frozenset({id_})

    def _grouped(self, call: Edge) -> Iterator[str]:
        yield call.target
        if call.group is not None:
            calls = self.leaving(call.source, [REQUEST])
            yield from (other.target for other in calls if self._as_readily(call, other))

    def tier(self, id_: str) -> frozenset[str]:
        """Give a node and those of its copies that are the same thing drawn again: a kind with the same properties."""
        own = self.nodes[id_].component
        copies = ((copy, self.nodes[copy].component) for copy in self.copies(id_))
        same = (copy for copy, other in copies if (other.kind, other.properties) == (own.kind, own.properties))
        return frozenset((id_, *same))

    def zones_of_copies(self, id_: str) -> int:
        """Count the zones in which a node or a copy of it has a replica."""
        copies = [self.nodes[copy] for copy in self.copies(id_)]
        return len({zone for node in copies for zone in node.zone_names[: node.replicas]})


def _merged(tables: Iterable[Adjacent]) -> Adjacent:
    found: Adjacent = {}
    for table in tables:
        for id_, edges in table.items():
            found[id_] = found[id_] + edges if id_ in found else edges
    return found
