"""What a request does below a component: calls one after the other, together, or in the place of each other."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from math import inf

from designer.analysis.element import DATA, REQUEST, Edge
from designer.analysis.graph import SPREADERS, DesignGraph

CACHES = frozenset({"cache", "cdn"})
"""What answers a part of the calls by itself, so that what stands behind it is called for the others only."""
COMPUTED = frozenset({"model_server", "llm_server", "vector_index"})
"""What a kept answer spares."""
_MODELS = "language models"
_WHOLE = 0.01
"""What shares that people write may miss of the whole."""


@dataclass(frozen=True)
class Call:
    """A request connection, read: how often it is made and tried, and for how long its caller waits.

    `made` is the part of the caller's requests that make it at all, `count` how often those do, `group` the name of the
    calls that are made together with it, `hit_ratio` what the cache at its end answers by itself. A circular call leads
    back to its own caller, who only gives it up.
    """

    id: str
    source: str
    target: str
    soft: bool
    circular: bool
    made: float
    count: float
    group: str
    hit_ratio: float
    timeout_ms: float
    tries: int
    backoff: bool
    hedge_after_ms: float
    stand_ins: tuple["Call", ...] = ()

    @property
    def together(self) -> bool:
        """Say whether its repetitions, and others, are made at the same time."""
        return bool(self.group)

    @property
    def given_up_ms(self) -> float:
        """Give after how long the last try is over, the longest pauses between tries included."""
        pauses = self.timeout_ms * (2.0 ** (self.tries - 1) - 1) if self.backoff and self.tries > 1 else 0.0
        return self.tries * self.timeout_ms + pauses


MOST_CALLS = 1e6
"""Calls of one request whose times are added up, at most."""

Alternatives = tuple[Call, ...]
"""Calls of one group, of which one is enough; most often a single call."""
Step = tuple[Alternatives, ...]
"""What is called together; most often a single call."""


class Calls:
    """The calls of a drawing that somebody waits for, in the order in which they are made."""

    def __init__(self, graph: DesignGraph) -> None:
        self.graph = graph
        self._steps: dict[str, tuple[Step, ...]] = {}
        self._choices: dict[str, dict[str, int]] = {}
        self._lookups: dict[str, float] = {}

    def waited(self, id_: str) -> list[Edge]:
        """Give a component's calls that it waits for, its stand-ins among them."""
        return [edge for edge in self.graph.leaving(id_, [REQUEST]) if _waited(edge)]

    def steps(self, id_: str) -> tuple[Step, ...]:
        """Give what a component calls while nothing is lost."""
        if id_ not in self._steps:
            self._steps[id_] = tuple(self._find(id_))
        return self._steps[id_]

    def all(self, id_: str) -> Iterator[Call]:
        """Give a component's calls without its stand-ins."""
        return (call for step in self.steps(id_) for alternatives in step for call in alternatives)

    def _find(self, id_: str) -> Iterator[Step]:
        waited = self.waited(id_)
        fallbacks = [edge for edge in waited if edge.role == "fallback" and edge.id not in self.circular]
        either: dict[object, list[Edge]] = {}
        for edge in waited:
            if edge.role is None:
                either.setdefault(self._choice(edge) or self.graph.either(edge) or (edge.id,), []).append(edge)
        together: dict[object, list[Alternatives]] = {}
        for name, edges in either.items():
            parallel = next((str(edge.values["parallel"]) for edge in edges if edge.values.get("parallel")), (name,))
            together.setdefault(parallel, []).append(tuple(self._call(edge, fallbacks) for edge in edges))
        return (tuple(step) for step in together.values())

    def _call(self, edge: Edge, fallbacks: Iterable[Edge] = ()) -> Call:
        covering = [other for other in fallbacks if edge.soft and other.group in {None, edge.group}]
        return Call(
            id=edge.id,
            source=edge.source,
            target=edge.target,
            soft=edge.soft,
            circular=edge.id in self.circular,
            made=self.made(edge),
            count=min(edge.number("calls", 1.0), MOST_CALLS),
            group=str(edge.values.get("parallel") or ""),
            hit_ratio=self.hit_ratio(edge),
            timeout_ms=edge.number("timeout_ms", inf),
            tries=1 + int(edge.number("retries", 0.0)),
            backoff=bool(edge.values.get("backoff")),
            hedge_after_ms=edge.number("hedge_after_ms", inf),
            stand_ins=tuple(self._call(other) for other in covering),
        )

    @cached_property
    def circular(self) -> frozenset[str]:
        """Give the ids of the soft calls and stand-ins that lead back to their own caller."""
        order: TopologicalSorter[str] = TopologicalSorter()
        edges = [edge for edge in self.graph.edges if edge.kind is REQUEST and _waited(edge)]
        for edge in edges:
            order.add(edge.target, edge.source)
        try:
            order.prepare()
        except CycleError:
            return frozenset(self._in_circles(edges))
        return frozenset()

    def _in_circles(self, edges: list[Edge]) -> Iterator[str]:
        import networkx as nx

        graph = nx.DiGraph((edge.source, edge.target) for edge in edges)
        place = {id_: index for index, found in enumerate(nx.strongly_connected_components(graph)) for id_ in found}
        return (edge.id for edge in edges if not edge.hard and place[edge.source] == place[edge.target])

    def hit_ratio(self, edge: Edge) -> float:
        """Give the part of an edge's calls that the cache at its end answers by itself."""
        return self._hit(edge.target, edge.number("hit_ratio", -1.0))

    def own_hit_ratio(self, id_: str) -> float:
        """Give the part of a component's requests that it answers by itself, where it is a cache."""
        return self._hit(id_, -1.0)

    def _hit(self, id_: str, stated: float) -> float:
        """Take the call's own word, else the cache's; a share that is stated behind the cache says it already."""
        node = self.graph.nodes[id_]
        if node.kind.id not in CACHES or any("share" in edge.values for edge in self.waited(id_)):
            return 0.0
        return stated if stated >= 0 else node.number("hit") or 0.0

    def made(self, edge: Edge) -> float:
        """Give the part of the caller's requests that make a call at all.

        A caller that looks an answer up in a cache beside its models asks these for what the cache did not have. A
        share says that already, unless those of several models make up the whole: then it is of what is left.
        """
        share, hit = edge.number("share", 1 / self._choices_of(edge)), edge.number("hit_ratio", -1.0)
        if self.graph.nodes[edge.target].kind.id in CACHES:
            return share
        says_all = "share" in edge.values and not self._shares_the_rest(edge)
        if hit < 0 and not says_all and self._computes(edge.target):
            hit = self._looked_up(edge.source)
        return share * (1 - max(0.0, hit))

    def _shares_the_rest(self, edge: Edge) -> bool:
        """Say whether the calls to several models of a kind state shares that add up to the whole."""
        kind = self.graph.nodes[edge.target].kind.id
        alike = [other for other in self.waited(edge.source) if self.graph.nodes[other.target].kind.id == kind]
        shares = [other.number("share", 0.0) for other in alike if other.role is None]
        return len(shares) > 1 and abs(sum(shares) - 1) < _WHOLE

    def _computes(self, id_: str) -> bool:
        """Say whether it computes answers that a cache may hold, or passes all that it is asked on to what does."""
        kind = self.graph.nodes[id_].kind.id
        passed_on = self.waited(id_) if kind == "load_balancer" else []
        computes = bool(passed_on) and all(self.graph.nodes[edge.target].kind.id in COMPUTED for edge in passed_on)
        return kind in COMPUTED or computes

    def assumes(self) -> tuple[str, ...]:
        """Say how requests are shared where the drawing gives no share."""
        asked = [edge for id_ in sorted(self.graph.path) for edge in self.waited(id_)]
        kept = any(self.graph.nodes[edge.target].kind.id in COMPUTED and self._looked_up(edge.source) for edge in asked)
        choices = {self._choice(edge) for edge in asked if self._choices_of(edge) > 1}
        told = {
            "what a cache beside the models has is not asked of them": kept,
            "a caller that can do without each of several language models asks one of them": _MODELS in choices,
            "a group gets each request once, every member equally often": bool(choices - {_MODELS}),
        }
        return tuple(text for text, holds in told.items() if holds)

    def _looked_up(self, id_: str) -> float:
        """Give the part of a caller's requests that a cache of answers beside what it calls has."""
        if id_ not in self._lookups:
            caches = [edge for edge in self.waited(id_) if edge.role is None and self._keeps_answers(edge.target)]
            self._lookups[id_] = max((self.hit_ratio(edge) for edge in caches), default=0.0)
        return self._lookups[id_]

    def _keeps_answers(self, id_: str) -> bool:
        """Say whether a cache leads nowhere itself, and is filled by nothing but those who ask it."""
        filled = (edge.source for edge in self.graph.entering(id_, [DATA]))
        asking = {edge.source for edge in self.graph.entering(id_, [REQUEST])}
        alone = self.graph.nodes[id_].kind.id == "cache" and not self.waited(id_)
        return alone and all(source in asking or "serving" in self.graph.nodes[source].roles for source in filled)

    def _choices_of(self, edge: Edge) -> int:
        """Count the calls of which a request makes only this one."""
        if edge.source not in self._choices:
            keys = {other.id: self._choice(other) for other in self.waited(edge.source)}
            count = Counter(key for key in keys.values() if key)
            self._choices[edge.source] = {id_: count[key] for id_, key in keys.items() if key}
        return self._choices[edge.source].get(edge.id, 1)

    def _choice(self, edge: Edge) -> str | None:
        """Name the calls of which a request makes one: to a group behind a balancer, or to one language model.

        Who asks several models and could do without each, and says no share, routes between them.
        """
        if edge.role is not None or "share" in edge.values or edge.values.get("parallel"):
            return None
        if edge.group is not None:
            return f"group {edge.group}" if self.graph.nodes[edge.source].kind.id in SPREADERS else None
        return _MODELS if edge.soft and self.graph.nodes[edge.target].kind.id == "llm_server" else None

    def callees_first(self, id_: str, known: Callable[[str], bool]) -> list[str]:
        """Order a component and what it waits for, callees before callers; what is known is left out.

        It does without recursion, since a chain may be 10,000 long.
        """
        order: list[str] = []
        opened: set[str] = set()
        stack = [(id_, False)]
        while stack:
            node, done = stack.pop()
            if done:
                order.append(node)
            elif node not in opened and not known(node):
                opened.add(node)
                stack.append((node, True))
                for call in self.all(node):
                    stack += [(each.target, False) for each in (call, *call.stand_ins) if not each.circular]
        return order


def _waited(edge: Edge) -> bool:
    return edge.role in {None, "fallback"} and not edge.values.get("async")
