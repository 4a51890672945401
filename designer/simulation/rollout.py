"""The rollout drill: a bad version reaches serving; who notices, who takes it back, how soon, and what it cost."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from designer.analysis.graph import DesignGraph, Edge
from designer.analysis.naming import quoted
from designer.analysis.production import in_production, release_edges
from designer.model.critique import Rollout, Step
from designer.model.scenario import Brief
from designer.simulation.detection import BAD_AFTER, BAD_BEFORE, sample_size
from designer.simulation.release import SWITCH_S, SWITCHED, Release
from designer.simulation.response import Response, response
from designer.simulation.signal import Signal
from designer.simulation.stop import KNOWN, stop
from designer.simulation.strategy import Stage, served_s, stage_at, until_seen_s
from designer.simulation.traffic import Traffic, traffic
from designer.simulation.watch import Watch

MOST_DRILLED = 40
"""Models that are drilled; of more, those with the most requests."""
_HOUR_S = 3600.0
_EVER = 100 * 365 * 86400.0
"""A hundred years: what takes longer never happens."""


def rollouts(graph: DesignGraph, brief: Brief) -> tuple[Rollout, ...]:
    """Drill each served model, the worst first; empty where none is drawn."""
    models = drilled(graph, brief)
    return tuple(sorted((rollout(graph, brief, model) for model in models), key=_badness))


def drilled(graph: DesignGraph, brief: Brief) -> tuple[str, ...]:
    """Give the ids of the models that versions reach and that answer while nothing has failed, at most some."""
    roles = set(graph.with_role("trained")) | set(graph.with_role("llm_server"))
    served = in_production(graph) & roles
    standing_by = served & (graph.path - graph.main_path)
    models = sorted(served - standing_by or served)
    if len(models) > MOST_DRILLED:
        models.sort(key=lambda id_: (-(traffic(graph, brief, id_).rate_per_s or 0.0), id_))
    return tuple(models[:MOST_DRILLED])


def _badness(found: Rollout) -> tuple[bool, float, float, str]:
    """Order by what never ends, then by bad predictions, then by time."""
    total = (found.detect_s or 0.0) + (found.restore_s or 0.0)
    return not found.failure, -(found.bad_predictions or 0.0), -total, found.model


def rollout(graph: DesignGraph, brief: Brief, model: str) -> Rollout:
    """Drill one model by each way that versions reach it, and give the worst."""
    edges = release_edges(graph, model)
    if not edges:
        says = f"the drawing does not say how a version reaches {quoted(graph.nodes[model].name)}"
        return Rollout(model=model, failure="no-release", statement=says, witness=(model,))
    return min((_Drill(graph, brief, model, edge).result() for edge in edges), key=_badness)


@dataclass(frozen=True)
class _Ending:
    """One way in which it may end: shown by a signal, answered by a response, undone by a last step."""

    signal: Signal
    response: Response
    steps: tuple[Step, ...]
    restored: bool
    bad_s: float
    share: float

    @property
    def total_s(self) -> float:
        """Give the seconds until the bad version answers no more."""
        return sum(step.seconds for step in self.steps)


@dataclass
class _Drill:
    """One model and one deploy connection, by which the bad version comes."""

    graph: DesignGraph
    brief: Brief
    model: str
    edge: Edge

    @cached_property
    def _release(self) -> Release:
        return Release(self.graph, self.model, self.edge)

    @cached_property
    def _watch(self) -> Watch:
        return Watch(self.graph, self.brief, self.model)

    @cached_property
    def _plan(self) -> tuple[Stage, ...]:
        return self._release.plan(compared=self._watch.compares)

    @cached_property
    def _traffic(self) -> Traffic:
        return traffic(self.graph, self.brief, self.model)

    def result(self) -> Rollout:
        """Walk the drawing to the quickest ending, or to where it stops."""
        endings = [ending for ending in self._endings() if ending.total_s < _EVER]
        found = Rollout(model=self.model, strategy=self._release.strategy, assumes=self._assumes())
        back = [ending for ending in endings if ending.restored and ending.response.act == "rollback"]
        if back:
            return self._restored(found, min(back, key=lambda ending: ending.total_s))
        found = self._stopped(found)
        killed = [ending for ending in endings if ending.response.act == "kill"]
        return self._switched_off(found, min(killed, key=lambda ending: ending.total_s)) if killed else found

    def _endings(self) -> Iterator[_Ending]:
        if not self._traffic.rate_per_s:
            return
        for signal, heard, edge in self._watch.acts():
            answer = response(self.graph, heard, edge) if self._helps(edge) else None
            if answer is not None:
                yield self._ending(signal, answer)

    def _helps(self, edge: Edge) -> bool:
        controllers = self._release.controllers
        if edge.role == "kill":
            return edge.target in controllers | self.graph.path | {self.model}
        return edge.target in controllers

    def _ending(self, signal: Signal, answer: Response) -> _Ending:
        before = (*self._detection(signal), *answer.steps)
        acted_s = sum(step.seconds for step in before)
        if answer.act == "kill":
            last: Step | None = Step(what="the model is switched off", at=answer.at, seconds=SWITCH_S, origin=SWITCHED)
        else:
            last = self._release.undo(answer.at, self._plan, acted_s)
        stage, undone_s = stage_at(self._plan, acted_s), last.seconds if last else 0.0
        return _Ending(
            signal=signal,
            response=answer,
            steps=(*before, *([last] if last else ())),
            restored=last is not None,
            bad_s=served_s(self._plan, acted_s) + stage.served * undone_s,
            share=stage.served,
        )

    def _detection(self, signal: Signal) -> tuple[Step, ...]:
        """Give the steps until a signal shows: outcomes arrive, enough is counted or a window is full, it is seen."""
        rate, rhythm = self._traffic.rate_per_s or 0.0, signal.rhythm
        counted = rate if signal.counted_per_s is None else min(rate, signal.counted_per_s)
        answers = sample_size()
        counting_s = until_seen_s(self._plan, counted, answers)
        what, seconds, origin = "a window is full", rhythm.window_s, rhythm.origin
        if counting_s > rhythm.window_s:
            what, seconds = "enough is counted", min(counting_s, _EVER)
            origin = f"{answers:,.0f} answers of the new version ({self._traffic.origin})"
        collected = Step(what=what, at=signal.monitor, seconds=seconds, origin=origin)
        looked = Step(what="it is looked at", at=signal.monitor, seconds=rhythm.interval_s / 2, origin=rhythm.origin)
        return (*([signal.delay] if signal.delay else ()), collected, looked)

    @cached_property
    def _detect_s(self) -> float | None:
        """Give when the first of the monitors that tell anybody shows it."""
        if not self._traffic.rate_per_s:
            return None
        times = [sum(step.seconds for step in self._detection(signal)) for signal in self._watch.telling]
        first = min(times, default=_EVER)
        return first if first < _EVER else None

    def _restored(self, found: Rollout, ending: _Ending) -> Rollout:
        by, detect_s = ending.response, self._detect_s or 0.0
        shown, undone = (quoted(self.graph.nodes[id_].name) for id_ in (ending.signal.monitor, by.at))
        hand = "by itself" if by.automatic else "when a person says so"
        return found.model_copy(
            update={
                "detect_s": detect_s,
                "restore_s": ending.total_s - detect_s,
                "bad_predictions": self._bad(ending),
                "blast_share": ending.share,
                "statement": f"{shown} shows it, and {undone} takes it back {hand}",
                "witness": tuple(dict.fromkeys((self.model, *ending.signal.path, *by.path))),
                "steps": ending.steps,
            }
        )

    def _bad(self, ending: _Ending) -> float:
        return (self._traffic.rate_per_s or 0.0) * BAD_AFTER * ending.bad_s

    def _stopped(self, found: Rollout) -> Rollout:
        """Say where the walk stops, and what each hour costs until somebody notices by chance."""
        where, rate = stop(self._release, self._watch, self._traffic), self._traffic.rate_per_s
        return found.model_copy(
            update={
                "failure": where.failure,
                "statement": where.statement,
                "witness": tuple(dict.fromkeys((self.model, *where.witness))),
                "detect_s": self._detect_s if where.failure in KNOWN else None,
                "blast_share": 1.0,
                "bad_predictions_per_h": None if rate is None else rate * BAD_AFTER * _HOUR_S,
            }
        )

    def _switched_off(self, found: Rollout, ending: _Ending) -> Rollout:
        """Say what a kill switch saves where nothing can put the version before back."""
        name = quoted(self.graph.nodes[ending.response.at].name)
        return found.model_copy(
            update={
                "bad_predictions": self._bad(ending),
                "blast_share": ending.share,
                "statement": f"{found.statement}; the kill at {name} ends it, without a model",
                "steps": ending.steps,
                "bad_predictions_per_h": None,
            }
        )

    def _assumes(self) -> tuple[str, ...]:
        release, rate = self._release, self._traffic.rate_per_s
        how = f"{BAD_AFTER:.0%} of the bad version's answers are wrong, {BAD_BEFORE:.0%} of those of the version before"
        known = [
            how,
            self._traffic.origin if rate is None else f"{rate:,.4g} answers a second ({self._traffic.origin})",
        ]
        if not release.edge.values.get("strategy"):
            known.append("no strategy is drawn, so a version arrives all at once")
        elif release.stepwise and not self._watch.compares:
            known.append("no monitor tells the versions apart, so the steps count as one")
        elif release.usual_hold_s is not None:
            known.append(f"each step is held for {release.usual_hold_s / _HOUR_S:g} h")
        return tuple(known)
