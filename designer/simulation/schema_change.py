"""A schema changes upstream: which source could send something else, what keeps it out, and who then waits."""

import re
from collections.abc import Callable
from functools import cached_property

from designer.analysis.element import DATA, DEPLOY, FEEDBACK, REQUEST, Edge, Node, claimed
from designer.analysis.naming import lasting, listed, quoted
from designer.analysis.production import CARRIERS, LOGS, answers_with, askers, inputs, stores_read
from designer.model.critique import ModelFault
from designer.simulation.data_fault import DataFault, worst
from designer.simulation.notice import reported, validations, watchers
from designer.simulation.response import told
from designer.simulation.signal import holding_back, is_monitor, way
from designer.simulation.watch import seconds

_CHECKED = frozenset({"schema", "quality", "range"})
_SEVERAL = 2


def _stems(*texts: str) -> frozenset[str]:
    """Give the longer words of texts, in small letters and without the ending of a plural."""
    return frozenset(word.removesuffix("s") for text in texts for word in re.findall(r"[a-z]{4,}", text.lower()))


def _checks_rows(node: Node) -> bool:
    return bool(node.concepts.get("checks", frozenset()) & (_CHECKED | {"drift"}))


class SchemaChange(DataFault):
    """A source sends something else."""

    sort = "schema-change"

    def play(self) -> ModelFault:
        """Change what each source sends that nothing checks on the way to the model, and give the worst."""
        graph, guards = self.graph, self._guards
        reading, asking = stores_read(graph, self.model), askers(graph, self.model)
        starts, ends = sorted({self.model} | reading), graph.makers | guards
        unchecked = graph.reach(starts, self._unchecked, kinds=[DATA, FEEDBACK], back=True, ends=ends)
        queued = [edge.source for id_ in unchecked if self._carries(id_) for edge in graph.entering(id_, [REQUEST])]
        bringing = graph.reach(queued, self._unchecked, kinds=[DATA, FEEDBACK, REQUEST], back=True, ends=guards)
        called = {edge.target for id_ in asking for edge in graph.leaving(id_, [REQUEST]) if self._unchecked(edge)}
        outside = {id_ for id_ in called if graph.nodes[id_].kind.id == "external_source"}
        outside |= {id_ for id_ in bringing if "source" in graph.nodes[id_].roles}
        origins = sorted(outside.union(filter(self._is_origin, unchecked)) - guards - asking)
        checking = sorted(guards & (unchecked.keys() | inputs(graph, self.model)))
        upstream = [id_ for id_ in origins if not self._is_own_tool(id_)]
        if origins := upstream if upstream or checking else origins:
            return worst(self._changed(origin, asking | reading) for origin in origins[: self.most])
        if checking:
            return self._kept_out(next((id_ for id_ in checking if told(self.scene, id_).people), checking[0]))
        return self.fault("absent", statement=f"no data from elsewhere reaches {self.name}")

    def _changed(self, origin: str, seen_at: frozenset[str]) -> ModelFault:
        graph = self.graph
        put_in = filter(self._carries, graph.reach([origin], lambda edge: edge.role != "shadow", kinds=[REQUEST]))
        passed = graph.reach(
            sorted({origin, *put_in}), lambda edge: edge.role != "shadow", kinds=[DATA, FEEDBACK], ends=graph.makers
        )
        notices = [
            *validations(graph, passed, _CHECKED),
            *watchers(graph, seen_at, frozenset({"quality", "skew", "drift"})),
            *watchers(graph, answers_with(graph, self.model), frozenset({"predictions"})),
        ]
        name = quoted(graph.nodes[origin].name)
        if self.scene.comes_by_runs(self.model) and (holding := holding_back(graph, self.model, _checks_rows)):
            stops = f"{quoted(graph.nodes[holding].name)} stops a list that does not fit before anybody gets it"
            first = min(notices, key=lambda each: seconds(each.steps), default=None)
            says = f"{name} sends something else, and {stops}; what looks like the lists before passes"
            return self.harmless(origin, first, says, (origin, holding))
        why = f"what {name} sends is not kept out on its way to {self.name}, and no monitor of what is read or answered"
        why = f"{why} there watches its quality, drift or skew"
        return self.played(origin, notices, why, what=f"{name} sends something else, ")

    def _kept_out(self, guard: str) -> ModelFault:
        graph, seers = self.graph, [guard]
        concepts = frozenset({"errors", "lag", "pipeline", "quality"})
        seers += [notice.by for notice in reported(graph, [guard], concepts, concepts)]
        hearing = [(seer, people[0]) for seer in seers if (people := told(self.scene, seer).people)]
        seer, person = hearing[0] if hearing else (guard, "")
        who = quoted(graph.nodes[guard].name)
        hears = f"{quoted(graph.nodes[person].name)} is told" if person else "nobody is told"
        if seer != guard:
            hears = f"{quoted(graph.nodes[seer].name)} tells {quoted(graph.nodes[person].name)}"
        return self.fault(
            "prevented",
            at=guard,
            noticed_by=seer,
            ended_by=person,
            bad_predictions=0.0,
            statement=f"{who} keeps out what does not fit, and {hears}; until it is mended, {self._waiting(guard)}",
            witness=tuple(dict.fromkeys((guard, *way(told(self.scene, seer).reached, person)))) if person else (guard,),
        )

    def _waiting(self, guard: str) -> str:
        """Say who gets nothing new while a guard keeps it out, and what the brief promises of it meanwhile."""
        graph, brief = self.graph, self.scene.brief
        reached = graph.reach([guard], self._brings(guard), kinds=[DATA], ends=graph.makers)
        waiting = {id_ for id_ in reached if id_ != guard and graph.nodes[id_].kind.id not in CARRIERS}
        nearest = [id_ for id_ in reached if id_ in waiting and waiting.isdisjoint(way(reached, id_)[:-1])]
        takes_over = [graph.nodes[id_].name for id_ in nearest if self._takes_over(id_)]
        nearest = [id_ for id_ in nearest if self._wants(id_)]
        nearest.sort(key=lambda id_: (id_ not in inputs(graph, self.model), graph.nodes[id_].kind.id in LOGS))
        get = "gets" if len(nearest) < _SEVERAL else "get"
        says = f"{listed(graph.nodes[id_].name for id_ in nearest) or self.name} {get} nothing new from there"
        if takes_over:
            says = f"{listed(takes_over)} {'stands' if len(takes_over) < _SEVERAL else 'stand'} in, and {says}"
        ages = {"features": brief.freshness_s, "what is searched": brief.document_freshness_s}
        promised = [(age_s, what) for what, age_s in ages.items() if age_s is not None]
        if not promised:
            return says
        age_s, what = min(promised)
        return f"{says}, and the brief allows {what} an age of {lasting(age_s)}"

    def _takes_over(self, id_: str) -> bool:
        """Say whether something stands in that gets data; one that is called does so only where a call fails."""
        return self.graph.nodes[id_].kind.id == "fallback" and not any(self.graph.entering(id_, [REQUEST]))

    def _brings(self, guard: str) -> Callable[[Edge], bool]:
        """Say which connections carry what a guard lets through, and not what another brings to the same stream.

        That is told by the words of the connection, where they are those of the other.
        """
        graph = self.graph
        own = _stems(*(edge.label for edge in graph.entering(guard)))
        passed = graph.reach([guard], lambda edge: edge.role != "shadow", kinds=[DATA], ends=graph.makers)

        def brings(edge: Edge) -> bool:
            if edge.role == "shadow" or not self._carries(edge.source):
                return edge.role != "shadow"
            others = [each for each in graph.entering(edge.source, [DATA, FEEDBACK]) if each.source not in passed]
            theirs = _stems(*(each.label for each in others))
            return not _stems(edge.label) & (theirs - own)

        return brings

    def _wants(self, id_: str) -> bool:
        """Say whether a component lacks what is kept out: none that looks on, stands in, or is only tried."""
        node = self.graph.nodes[id_]
        deployed = list(self.graph.entering(id_, [DEPLOY]))
        tried = (
            id_ != self.model and bool(deployed) and all(edge.values.get("strategy") == "shadow" for edge in deployed)
        )
        return not (is_monitor(node) or tried or node.kind.id in {"fallback", "human_review"})

    @cached_property
    def _guards(self) -> frozenset[str]:
        """Give what lets no record through that does not fit: validations that stop or set aside, declared schemas."""
        found = set()
        for id_, node in self.graph.nodes.items():
            stops = str(node.values.get("on_fail", "")) in {"block", "quarantine"}
            checks = node.kind.id == "data_validator" and bool(node.concepts.get("checks", frozenset()) & _CHECKED)
            if (stops and checks) or claimed(node.values.get("schema")):
                found.add(id_)
        return frozenset(found)

    def _unchecked(self, edge: Edge) -> bool:
        return edge.role != "shadow" and not claimed(edge.values.get("schema"))

    def _carries(self, id_: str) -> bool:
        return bool(self.graph.nodes[id_].roles & {"queue", "stream"})

    def _is_own_tool(self, id_: str) -> bool:
        """Say whether an application is one that only our own people use."""
        graph = self.graph
        if graph.nodes[id_].kind.id != "app_service" or id_ in graph.path:
            return False
        using = [graph.nodes[edge.source] for edge in graph.entering(id_, [DATA, FEEDBACK, REQUEST])]
        return bool(using) and all(node.kind.id == "human_review" for node in using)

    def _is_origin(self, id_: str) -> bool:
        node = self.graph.nodes[id_]
        if node.kind.id == "human_review" or ("model" in node.roles and node.kind.id != "edge_device"):
            return False
        brought = [DATA, FEEDBACK, REQUEST] if self._carries(id_) else [DATA, FEEDBACK]
        first = not any(self.graph.entering(id_, brought)) and "store" not in node.roles
        return id_ in self.graph.makers or "source" in node.roles or (first and id_ != self.model)
