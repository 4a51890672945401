"""How versions reach a model along one deploy connection: by which steps, under whose control, and what is kept."""

import re
from dataclasses import dataclass
from functools import cached_property

from designer.analysis.element import CONTROL, DATA, DEPLOY, REQUEST, Edge, claimed
from designer.analysis.graph import DesignGraph
from designer.analysis.naming import quoted
from designer.analysis.production import LOGS, answers_with, askers, releases, stores_filled
from designer.catalog.sentence import duration_s, percents
from designer.model.critique import Step
from designer.simulation.detection import share_of_percent
from designer.simulation.strategy import HOLD_S, START_S, Stage, stages

SWITCH_S = 60.0
REDEPLOY_S = 4 * START_S
FLEET_S = 86400.0
_SWITCHED = "assumption: traffic goes back in a minute to the version that still runs"
_OFF = "assumption: a switch reaches all replicas in a minute"
_REDEPLOYED = "assumption: four quarters of the replicas (Kubernetes' default), a minute each"
_FLEET = "assumption: devices take an update within a day"
_DEVICE = "assumption: a device goes back by itself within minutes"
_REGISTRIES = frozenset({"model_registry", "prompt_registry"})
_CONTROLLERS = frozenset({"deployer", "prompt_registry"})
_STEPWISE = frozenset({"canary", "rolling_cohort", "shadow"})
_ENOUGH_KEPT = 2
_SHADOW = re.compile(r"(?<!no )(?<!without )(?<!without a )\bshadow")


@dataclass
class Release:
    """One model and one of the connections by which its versions come."""

    graph: DesignGraph
    model: str
    edge: Edge

    @cached_property
    def strategy(self) -> str:
        """Give the strategy that the connection states, direct where it states none."""
        return str(self.edge.values.get("strategy") or "direct")

    @property
    def stepwise(self) -> bool:
        """Say whether a part of the traffic gets the version first, to compare it with the rest."""
        return self.strategy in _STEPWISE

    @cached_property
    def hold_s(self) -> float | None:
        """Give how long a step is held, in seconds, as it is drawn; None where it is not."""
        stated = self.edge.number("hold_s", -1.0)
        return stated if stated >= 0 else self._said_s()

    def _said_s(self) -> float | None:
        """Read the label: how long a step is held, and how long a shadow where nothing else is."""
        shadows, steps = self._told
        times = map(duration_s, (*steps, *shadows) if self.strategy == "shadow" else steps)
        return next((each for each in times if each is not None), None)

    @cached_property
    def _told(self) -> tuple[list[str], list[str]]:
        """Give what the label says of a shadow, and what it says of the other steps."""
        parts = re.split(r"[,;]|\bthen\b", self.edge.label)
        shadows = [part for part in parts if _SHADOW.search(part.lower())]
        return shadows, [part for part in parts if part not in shadows]

    @property
    def shadowed(self) -> Stage | None:
        """Give the shadow that the label puts before the steps of another strategy, a day where it says no time."""
        shadows, _ = self._told
        if not (shadows and self.stepwise) or self.strategy == "shadow":
            return None
        held_s = duration_s(shadows[0])
        seen = next((each for each in percents(shadows[0]) if _is_percent(each)), _ALL_PERCENT)
        return Stage(0.0, share_of_percent(seen), HOLD_S["shadow"] if held_s is None else held_s)

    @cached_property
    def tried(self) -> "Release | None":
        """Give what the same hand deploys to a shadow beside the model, before it comes here; None where nothing is."""
        if self.strategy == "shadow" or self.shadowed:
            return None
        there = (edge for edge in self.graph.leaving(self.edge.source, [DEPLOY]) if edge.target != self.model)
        shadows = (edge for edge in there if edge.values.get("strategy") == "shadow" and self._beside(edge.target))
        found = (Release(self.graph, edge.target, edge) for edge in shadows)
        return max(found, key=lambda each: (each.hold_s or 0.0, each.edge.label), default=None)

    def _beside(self, other: str) -> bool:
        """Say whether a component is asked or fed by who asks or feeds the model, and only looked at."""
        graph, ids = self.graph, (self.model, other)
        asked = list(graph.entering(other, [REQUEST]))
        if asked:
            asking = {edge.source for edge in graph.entering(self.model, [REQUEST])}
            return all(edge.role == "shadow" for edge in asked) and not asking.isdisjoint(edge.source for edge in asked)
        fed = [{edge.source for edge in graph.entering(id_, [DATA])} for id_ in ids]
        told = [{edge.target for edge in graph.leaving(id_, [DATA])} for id_ in ids]
        return not fed[0].isdisjoint(fed[1]) and not told[0].isdisjoint(told[1]) and all(map(self._records, told[1]))

    def _records(self, id_: str) -> bool:
        node = self.graph.nodes[id_]
        return node.kind.id in LOGS or "monitor" in node.roles

    @property
    def usual_hold_s(self) -> float | None:
        """Give how long a step is held by assumption; None where nothing is held, or the drawing says."""
        return HOLD_S.get(self.strategy) if self.hold_s is None else None

    def plan(self, *, compared: bool) -> tuple[Stage, ...]:
        """Give the stages; steps that nobody can compare with the rest protect nobody, and count as one."""
        if self.stepwise and not compared:
            return stages(None)
        ahead = self.tried.plan(compared=compared)[:-1] if self.tried and compared else ()
        return (*ahead, *self._own_plan)

    @cached_property
    def _own_plan(self) -> tuple[Stage, ...]:
        shadow, said = self.shadowed, self.edge.label
        if shadow:
            said = ", ".join(self._told[1])
        first, labelled = self._first, [each for each in percents(said) if _is_percent(each)]
        if self.strategy == "shadow":
            mirrored = 1.0 if first is None else share_of_percent(first)
            return stages("shadow", labelled if len(labelled) > 1 else (), self.hold_s, mirrored)
        steps = labelled if first is None else [first, *(each for each in labelled if each > first)]
        return (*([shadow] if shadow else ()), *stages(self.strategy, steps, self.hold_s))

    @cached_property
    def _first(self) -> float | None:
        """Give the first share in percent, None where it is not stated, or is none."""
        stated = self.edge.number("percent", 0.0)
        return stated if _is_percent(stated) else None

    @property
    def misread(self) -> str:
        """Say which number on the connection is no share of the traffic; empty where all are."""
        stated = [self.edge.number("percent", 100.0), *percents(self.edge.label)]
        wrong = [each for each in stated if not _is_percent(each)]
        return f"{wrong[0]:g} % is no share of the traffic, and is left out" if wrong else ""

    @cached_property
    def controllers(self) -> frozenset[str]:
        """Give what can put an earlier version back: rollout controllers of the model, or a device itself."""
        graph = self.graph
        edges = [edge for id_ in askers(graph, self.model) for edge in graph.entering(id_, [DEPLOY, CONTROL])]
        putting = [edge for edge in edges if edge.kind is DEPLOY or edge.role == "rollback"]
        found = {edge.source for edge in putting if graph.nodes[edge.source].kind.id in _CONTROLLERS}
        return frozenset(found | ({self.model} if self._keeps_its_own else set()))

    @cached_property
    def _keeps_its_own(self) -> bool:
        return claimed(self.graph.nodes[self.model].values.get("keep_previous"))

    @property
    def kept_there(self) -> str:
        """Say where a device has the version before itself; empty where it does not."""
        return f", to the one that {quoted(self.graph.nodes[self.model].name)} keeps" if self._keeps_its_own else ""

    @cached_property
    def registry(self) -> tuple[str, float | None] | None:
        """Give the registry behind the connection that keeps most, and how many versions that is, if it says."""
        graph = self.graph
        before = graph.reach(
            [self.edge.source], lambda edge: releases(graph, edge), kinds=[DEPLOY, DATA, CONTROL], back=True
        )
        kept = [(graph.nodes[id_].number("keep"), id_) for id_ in before if graph.nodes[id_].kind.id in _REGISTRIES]
        if not kept:
            return None
        keep, id_ = max(kept, key=lambda each: (-1.0 if each[0] is None else each[0], each[1]))
        return id_, keep

    @cached_property
    def has_earlier(self) -> bool:
        """Say whether an earlier version is kept, to be deployed again."""
        kept = self.registry[1] if self.registry else None
        return self._keeps_its_own or (kept or 0) >= _ENOUGH_KEPT

    def undo(self, at: str, plan: tuple[Stage, ...], acted_s: float) -> Step | None:
        """Give the step that puts the version before back, so many seconds after the push; None where none is kept.

        While the version before still runs, in the steps of a rollout or beside it, traffic only has to go back.
        """
        kept_s = self.usual_hold_s if self.hold_s is None else self.hold_s
        beside = self.strategy == "blue_green" and acted_s < (kept_s or 0.0)
        if beside or acted_s < sum(stage.hold_s for stage in plan[:-1]):
            return Step(what="the version before takes over", at=at, seconds=SWITCH_S, origin=_SWITCHED)
        if not self.has_earlier:
            return None
        seconds, origin = REDEPLOY_S, _REDEPLOYED
        if self.graph.nodes[self.model].kind.id == "edge_device":
            seconds, origin = (REDEPLOY_S, _DEVICE) if self._keeps_its_own else (FLEET_S, _FLEET)
        return Step(what="the version before is deployed", at=at, seconds=seconds, origin=origin)


def switches(graph: DesignGraph, model: str) -> frozenset[str]:
    """Give where a switch keeps a model's answers from people: at who answers with them, on a path that reads them."""
    on_path = model in graph.path or not graph.path.isdisjoint(stores_filled(graph, model))
    return answers_with(graph, model) | (graph.path if on_path else frozenset())


def switched_off(at: str) -> Step:
    """Give the step that takes a model out of service without a release."""
    return Step(what="the model is switched off", at=at, seconds=SWITCH_S, origin=_OFF)


def _is_percent(number: float) -> bool:
    return 0 < number <= _ALL_PERCENT


_ALL_PERCENT = 100
