"""The rollout drill: a bad version reaches serving; who notices, who takes it back, how soon, and what it cost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

from designer.analysis.element import CONTROL, DEPLOY, REQUEST, Edge
from designer.analysis.graph import DesignGraph
from designer.analysis.naming import quoted
from designer.analysis.production import in_production, readers, release_edges, stores_filled
from designer.model.critique import Rollout, Step
from designer.simulation.detection import BAD_AFTER, BAD_BEFORE
from designer.simulation.release import Release, switched_off, switches
from designer.simulation.response import Response, response
from designer.simulation.scene import Scene, Traffic
from designer.simulation.signal import SHOWN_BY_ANSWERS, Signal, checks_answers, holding_back
from designer.simulation.stop import KNOWN, UNTIMED, stop
from designer.simulation.strategy import Stage, served_s, stage_at
from designer.simulation.watch import EVER_S, Watch, detection, seconds

MOST_DRILLED = 20
"""Models that are drilled; of more, those with the most requests."""
_HOUR_S = 3600.0


def rollouts(scene: Scene) -> tuple[Rollout, ...]:
    """Drill each served model, the worst first; empty where none is drawn. Of very many, the busiest are drilled.

    Helpers come after what people get their answers from.
    """
    models = drilled(scene)
    helping = helpers(scene.graph, models)
    found = sorted(
        (rollout(scene, model) for model in models[:MOST_DRILLED]),
        key=lambda each: (each.model in helping, *_badness(each)),
    )
    if len(models) > MOST_DRILLED:
        known = f"the {MOST_DRILLED} busiest of {len(models)} models were drilled"
        found = [each.model_copy(update={"assumes": (*each.assumes, known)}) for each in found]
    return tuple(found)


def drilled(scene: Scene) -> list[str]:
    """Give the ids of the models that answer while nothing has failed, the busiest first.

    Those of which nobody knows how many answers rest on them come in only where that is known of none. Of several that
    get the same version (`model_ref`) from the same hand it is the busiest, by whose steps the version is judged.
    """
    graph = scene.graph
    roles = set(graph.with_role("trained")) | set(graph.with_role("llm_server"))
    served = in_production(graph) & roles
    served = frozenset(id_ for id_ in served if scene.traffic(id_).rate_per_s is not None) or served
    standing_by = served & (graph.path - graph.main_path)
    busiest = sorted(
        served - standing_by or served,
        key=lambda id_: (-(scene.traffic(id_).rate_per_s or 0.0), id_ not in graph.path, id_),
    )
    first: dict[tuple[str, str], str] = {}
    return [id_ for id_ in busiest if all(first.setdefault(sort, id_) == id_ for sort in _versions(graph, id_))]


def helpers(graph: DesignGraph, models: Sequence[str]) -> frozenset[str]:
    """Give the models whose answers those of others can do without: all that asks for them may go on without."""
    found = frozenset(model for model in models if model not in graph.path and _can_be_missed(graph, model))
    return found if len(found) < len(models) else frozenset()


def _can_be_missed(graph: DesignGraph, model: str) -> bool:
    """Say whether all that a model fills is asked by calls that may fail."""
    asking = [edge for store in stores_filled(graph, model) for edge in graph.entering(store, [REQUEST])]
    return bool(asking) and not any(edge.hard for edge in asking)


def _versions(graph: DesignGraph, model: str) -> set[tuple[str, str]]:
    """Give what a model gets versions of, as far as it says so, and from whom."""
    version = graph.nodes[model].values.get("model_ref")
    return {(edge.source, str(version)) for edge in graph.entering(model, [DEPLOY])} if version else set()


def _badness(found: Rollout) -> tuple[int, float, float]:
    """Order by what never ends, then what nothing is pushed to, then by bad predictions, then by time."""
    total = (found.detect_s or 0.0) + (found.restore_s or 0.0)
    failed = ("", "no-release").index(found.failure) if found.failure in {"", "no-release"} else 2
    return -failed, -(found.bad_predictions or 0.0), -total


def rollout(scene: Scene, model: str, at_once: frozenset[str] = SHOWN_BY_ANSWERS) -> Rollout:
    """Drill one model by each way that versions reach it, and give the worst.

    `at_once` are the concepts that a monitor may watch by which it shows without waiting for outcomes.
    """
    edges = release_edges(scene.graph, model)
    if not edges:
        says = f"the drawing does not say how a version reaches {quoted(scene.graph.nodes[model].name)}"
        return Rollout(model=model, failure="no-release", statement=says, witness=(model,))
    return min((_Drill(scene, model, edge, at_once).result() for edge in edges), key=_badness)


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
        return seconds(self.steps)


@dataclass
class _Drill:
    """One model and one deploy connection, by which the bad version comes."""

    scene: Scene
    model: str
    edge: Edge
    at_once: frozenset[str]

    @cached_property
    def _release(self) -> Release:
        return Release(self.scene.graph, self.model, self.edge)

    @cached_property
    def _watch(self) -> Watch:
        return Watch(self.scene, self.model, self.at_once)

    @cached_property
    def _plan(self) -> tuple[Stage, ...]:
        return self._release.plan(compared=self._watch.compares)

    @cached_property
    def _traffic(self) -> Traffic:
        return self.scene.traffic(self.model)

    def result(self) -> Rollout:
        """Walk the drawing to the quickest ending, or to where it stops."""
        endings = [ending for ending in self._endings() if ending.total_s < EVER_S]
        found = Rollout(
            model=self.model,
            strategy=self._release.strategy,
            answers_per_s=self._traffic.rate_per_s,
            assumes=self._assumes(),
        )
        back = [ending for ending in endings if ending.restored and ending.response.act == "rollback"]
        if self.scene.comes_by_runs(self.model) and (
            holding := holding_back(self.scene.graph, self.model, checks_answers)
        ):
            return self._held_back(found, holding)
        killed = [ending for ending in endings if ending.response.act == "kill"]
        if back:
            alone = [ending for ending in killed if ending.response.automatic]
            off = min(alone, key=lambda ending: ending.total_s, default=None)
            return self._restored(found, min(back, key=lambda ending: ending.total_s), off)
        found = self._stopped(found)
        return self._switched_off(found, min(killed, key=lambda ending: ending.total_s)) if killed else found

    def _endings(self) -> Iterator[_Ending]:
        if not self._traffic.rate_per_s:
            return
        for signal, heard, edge in self._watch.acts():
            answer = response(self.scene.graph, heard, edge) if self._helps(edge) else None
            if answer is not None:
                yield self._ending(signal, answer)

    def _helps(self, edge: Edge) -> bool:
        controllers = self._release.controllers
        if edge.role == "kill":
            return edge.target in controllers | switches(self.scene.graph, self.model)
        return edge.target in controllers

    def _ending(self, signal: Signal, answer: Response) -> _Ending:
        before = (*detection(signal, self._plan, self._traffic), *answer.steps)
        acted_s = seconds(before)
        if answer.act == "kill":
            last: Step | None = switched_off(answer.at)
        else:
            last = self._release.undo(answer.at, self._plan, acted_s)
        after = [last] if last else []
        if last and answer.act == "rollback" and self._lists_stay:
            after.append(self._made_anew(acted_s + last.seconds))
        stage, undone_s = stage_at(self._plan, acted_s), seconds(after)
        return _Ending(
            signal=signal,
            response=answer,
            steps=(*before, *after),
            restored=last is not None,
            bad_s=served_s(self._plan, acted_s) + stage.served * undone_s,
            share=stage.served,
        )

    def _made_anew(self, passed_s: float) -> Step:
        """Give the step in which a batch writes over what it wrote: a run for it, or its next one if that is sooner."""
        next_s = max(0.0, self.scene.run_s(self.model) - passed_s)
        window_s = (self.scene.brief.batch_window_h or inf) * _HOUR_S
        origin = "the brief's window" if window_s < next_s else "the time between two runs"
        return Step(what="its lists are made anew", at=self.model, seconds=min(next_s, window_s), origin=origin)

    @cached_property
    def _lists_stay(self) -> bool:
        """Say whether requests read what a batch wrote until it writes anew: nothing drawn puts lists back."""
        graph = self.scene.graph
        read = stores_filled(graph, self.model) if graph.nodes[self.model].kind.id == "batch_scorer" else ()
        putting = [edge for id_ in {*read, *readers(graph, self.model)} for edge in graph.entering(id_, [CONTROL])]
        return bool(read) and all(edge.role != "rollback" for edge in putting)

    @cached_property
    def _detect_s(self) -> float | None:
        """Give when the first of the monitors that tell anybody shows it."""
        if not self._traffic.rate_per_s:
            return None
        times = [seconds(detection(signal, self._plan, self._traffic)) for signal in self._watch.telling]
        first = min(times, default=EVER_S)
        return first if first < EVER_S else None

    def _restored(self, found: Rollout, ending: _Ending, off: _Ending | None) -> Rollout:
        """Say how the version before comes back, and what switches the bad one off by itself sooner than that."""
        sooner = off if off and ending.bad_s and off.total_s < ending.total_s else None
        also = (
            f"{quoted(self.scene.graph.nodes[sooner.response.at].name)} switches it off by itself, " if sooner else ""
        )
        by, detect_s = ending.response, self._detect_s or 0.0
        shown, undone = (quoted(self.scene.graph.nodes[id_].name) for id_ in (ending.signal.monitor, by.at))
        back = f"takes it back {'by itself' if by.automatic else 'when a person says so'}{self._release.kept_there}"
        if self._lists_stay:
            back = f"{back}; the lists that it wrote stay until they are made anew"
        elif self.scene.comes_by_runs(self.model):
            back = f"{back}, for the next run; what was handed out stays so"
        shadow = self._release.shadowed or self._release.tried
        before = " in the shadow" if shadow and not ending.bad_s else ""
        return found.model_copy(
            update={
                "noticed_by": ending.signal.monitor,
                "ended_by": by.at,
                "detect_s": detect_s,
                "restore_s": ending.total_s - detect_s,
                "bad_predictions": self._bad(sooner or ending),
                "blast_share": (sooner or ending).share,
                "statement": f"{shown} shows it{before}, {also}and {undone} {back}",
                "witness": tuple(dict.fromkeys((self.model, *ending.signal.path, *by.path))),
                "steps": ending.steps,
            }
        )

    def _bad(self, ending: _Ending) -> float:
        """Give the wrong answers, at least those of one run where answers come by runs."""
        a_run_s = ending.share * self.scene.run_s(self.model) if self.scene.comes_by_runs(self.model) else 0.0
        return (self._traffic.rate_per_s or 0.0) * BAD_AFTER * max(ending.bad_s, a_run_s)

    def _held_back(self, found: Rollout, check: str) -> Rollout:
        name = quoted(self.scene.graph.nodes[check].name)
        return found.model_copy(
            update={
                "noticed_by": check,
                "ended_by": check,
                "detect_s": 0.0,
                "bad_predictions": 0.0,
                "blast_share": 0.0,
                "statement": f"{name} stops a run whose answers have shifted before anybody gets it; "
                "what looks like the runs before passes",
                "witness": (self.model, check),
            }
        )

    def _stopped(self, found: Rollout) -> Rollout:
        """Say where the walk stops, and what each hour costs until somebody notices by chance."""
        where, rate = stop(self._release, self._watch, self._traffic), self._traffic.rate_per_s
        return found.model_copy(
            update={
                "failure": where.failure,
                "noticed_by": where.noticed_by,
                "ended_by": where.witness[-1] if where.failure in UNTIMED else "",
                "statement": where.statement,
                "witness": tuple(dict.fromkeys((self.model, *where.witness))),
                "detect_s": self._detect_s if where.failure in KNOWN else None,
                "blast_share": None if where.failure in UNTIMED else 1.0,
                "bad_predictions_per_h": None if rate is None else rate * BAD_AFTER * _HOUR_S,
            }
        )

    def _switched_off(self, found: Rollout, ending: _Ending) -> Rollout:
        """Say what a kill switch saves where nothing can put the version before back."""
        name = quoted(self.scene.graph.nodes[ending.response.at].name)
        return found.model_copy(
            update={
                "noticed_by": ending.signal.monitor,
                "ended_by": ending.response.at,
                "bad_predictions": self._bad(ending),
                "blast_share": ending.share,
                "statement": f"{found.statement}; the kill at {name} ends it, without a model",
                "steps": ending.steps,
                "bad_predictions_per_h": None,
            }
        )

    def _assumes(self) -> tuple[str, ...]:
        release = self._release
        before, after = f"{BAD_BEFORE * 100:.0f} %", f"{BAD_AFTER * 100:.0f} %"
        how = f"{after} of the bad version's answers are wrong, {before} of those of the version before"
        known = [how, self._traffic.words]
        if not release.edge.values.get("strategy"):
            known.append("no strategy is drawn, so a version arrives all at once")
        elif release.stepwise and not self._watch.compares:
            known.append("no monitor tells the versions apart, so the steps count as one")
        elif release.usual_hold_s is not None:
            known.append(f"each step is held for {release.usual_hold_s / _HOUR_S:g} h")
        return (*known, release.misread) if release.misread else tuple(known)
