"""What goes wrong with the data of a model: a schema changes, labels come late, features stop being refreshed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from designer.analysis.element import CONTROL, DATA, FEEDBACK, REQUEST, Edge, claimed
from designer.analysis.graph import DesignGraph
from designer.analysis.maturity import defined_s, label_maturity_s, outcomes_take_s, says_unwaited
from designer.analysis.naming import lasting, listed, quoted
from designer.analysis.old_values import too_old_s
from designer.analysis.production import CARRIERS, LOGS, answers_with, askers, inputs, releases, stores_read
from designer.analysis.schedule import JOBS, runs_every_s
from designer.model.critique import ModelFault, Step
from designer.model.design import ConnectionKind
from designer.simulation.detection import BAD_AFTER
from designer.simulation.notice import Notice, mending, reported, validations, watchers
from designer.simulation.response import told
from designer.simulation.scene import Scene, Traffic
from designer.simulation.signal import feeds, holding_back, is_monitor, way
from designer.simulation.watch import seconds

TITLES = {
    "schema-change": "A schema changes upstream",
    "late-labels": "Labels come late",
    "stale-features": "Features stop being refreshed",
    "training-serving-skew": "Training and serving compute a feature differently",
    "bad-model": "A bad version is pushed",
}
MOST_PLAYED = 6
"""Models on which data faults are played."""
_MOST_BEGUN, _LEAST_BEGUN, _PARTS = 30, 4, 20_000
"""Sources and jobs of one model at which a fault begins, fewer in a drawing with many parts."""
_CHECKED = frozenset({"schema", "quality", "range"})
_HOUR_S = 3600.0
_SEVERAL = 2
_SEVERITY = ("unnoticed", "noticed", "handled", "prevented", "absent")


def worst(faults: Iterable[ModelFault]) -> ModelFault:
    """Give the fault that does most harm, by how it goes and then by its cost; the first of equal ones."""
    return min(faults, key=_badness)


def _badness(fault: ModelFault) -> tuple[int, float, float]:
    cost = fault.bad_predictions if fault.bad_predictions is not None else fault.bad_predictions_per_h
    return _SEVERITY.index(fault.outcome), -(cost or 0.0), -(fault.ended_after_s or 0.0)


@dataclass
class DataFaults:
    """The data faults of one model."""

    scene: Scene
    model: str

    @property
    def graph(self) -> DesignGraph:
        """Give the drawing."""
        return self.scene.graph

    @property
    def _most(self) -> int:
        return max(_LEAST_BEGUN, min(_MOST_BEGUN, _PARTS // len(self.graph.nodes)))

    @property
    def _name(self) -> str:
        return quoted(self.graph.nodes[self.model].name)

    @cached_property
    def _traffic(self) -> Traffic:
        return self.scene.traffic(self.model)

    def _fault(self, fault: str, outcome: str, **fields: object) -> ModelFault:
        return ModelFault.model_validate(
            {"fault": fault, "title": TITLES[fault], "outcome": outcome, "model": self.model, **fields}
        )

    def schema_change(self) -> ModelFault:
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
        if origins:
            return worst(self._changed(origin, asking | reading) for origin in origins[: self._most])
        checking = sorted(guards & (unchecked.keys() | inputs(graph, self.model)))
        if checking:
            return self._kept_out(next((id_ for id_ in checking if told(self.scene, id_).people), checking[0]))
        return self._fault("schema-change", "absent", statement=f"no data from elsewhere reaches {self._name}")

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
        why = (
            f"what {name} sends is not kept out on its way to {self._name}, and no monitor of what is read or answered"
        )
        why = f"{why} there watches its quality, drift or skew"
        return self._played("schema-change", origin, notices, why, what=f"{name} sends something else, ")

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
        return self._fault(
            "schema-change",
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
        reached = graph.reach([guard], lambda edge: edge.role != "shadow", kinds=[DATA], ends=graph.makers)
        waiting = [id_ for id_ in reached if id_ != guard and graph.nodes[id_].kind.id not in CARRIERS]
        nearest = [id_ for id_ in waiting if (edge := reached[id_]) is None or edge.source not in waiting]
        nearest = [id_ for id_ in nearest if not is_monitor(graph.nodes[id_])]
        nearest.sort(key=lambda id_: (id_ not in inputs(graph, self.model), graph.nodes[id_].kind.id in LOGS))
        get = "gets" if len(nearest) < _SEVERAL else "get"
        says = f"{listed(graph.nodes[id_].name for id_ in nearest) or self._name} {get} nothing new from there"
        ages = {"features": brief.freshness_s, "what is searched": brief.document_freshness_s}
        promised = [(age_s, what) for what, age_s in ages.items() if age_s is not None]
        if not promised:
            return says
        age_s, what = min(promised)
        return f"{says}, and the brief allows {what} an age of {lasting(age_s)}"

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

    def _is_origin(self, id_: str) -> bool:
        node = self.graph.nodes[id_]
        if node.kind.id == "human_review" or ("model" in node.roles and node.kind.id != "edge_device"):
            return False
        brought = [DATA, FEEDBACK, REQUEST] if self._carries(id_) else [DATA, FEEDBACK]
        first = not any(self.graph.entering(id_, brought)) and "store" not in node.roles
        return id_ in self.graph.makers or "source" in node.roles or (first and id_ != self.model)

    def late_labels(self) -> ModelFault:
        """Hold the outcomes up on their way to training."""
        graph = self.graph
        before = graph.reach([self.model], lambda edge: releases(graph, edge), kinds=ConnectionKind, back=True)
        trainers = [id_ for id_ in before if graph.nodes[id_].kind.id == "trainer"]
        fed = [(trainer, feed) for trainer in trainers for feed in feeds(self.scene, trainer)]
        if not trainers:
            return self._fault("late-labels", "absent", statement=f"{self._name} is not trained here")
        if not fed:
            says = f"no outcomes are drawn on their way to the training of {self._name}"
            return self._fault("late-labels", "absent", statement=says)
        trainer, feed = fed[0]
        at = feed.feedback.source if feed.feedback else feed.path[0]
        back = graph.reach(trainers, lambda _: True, kinds=[DATA, FEEDBACK], back=True, ends=graph.makers)
        kept = {id_ for id_ in back if graph.nodes[id_].kind.id == "label_store"}
        onward = graph.reach(kept or {each.path[0] for _, each in fed}, lambda _: True, kinds=[DATA, FEEDBACK])
        sources = [graph.nodes[edge.source] for id_ in kept for edge in graph.entering(id_, [DATA, FEEDBACK])]
        bringing = {node.id for node in sources if "processor" in node.roles or node.kind.id == "data_validator"}
        on_the_way = ((onward.keys() & back.keys()) | bringing) - set(trainers)
        told_of = frozenset({"labels"})
        notices = [
            *validations(graph, on_the_way, frozenset({"freshness", "volume"})),
            *reported(graph, on_the_way, frozenset({"lag", "pipeline"}), told_of),
            *watchers(graph, on_the_way, frozenset({"lag", "labels", "performance", "business", "proxy"}), told_of),
        ]
        waits_s, late_s = label_maturity_s(graph, trainer), self.scene.brief.label_delay_s
        if waits_s is not None and waits_s >= (late_s or 0.0):
            longest = max((wait for id_ in kept for wait in outcomes_take_s(graph, id_)), default=0.0)
            closed_s = max((wait for id_ in kept for wait in defined_s(graph.nodes[id_])), default=0.0)
            if closed_s > waits_s and not says_unwaited(graph.nodes[trainer]):
                return self._taken_for_none(at, trainer, waits_s, closed_s)
            return self._missing_not_wrong(at, trainer, waits_s, longest, notices)
        next_s = runs_every_s(graph, trainer)
        grace = Step(
            what="it trains on what has come",
            at=trainer,
            seconds=next_s or 0.0,
            origin="assumption: at once, since no interval is drawn" if next_s is None else "drawn: its interval",
        )
        why = "nothing watches the labels, their lag or the jobs that bring them"
        return self._played("late-labels", at, notices, why, grace)

    def _missing_not_wrong(
        self, at: str, trainer: str, waits_s: float, longest_s: float, notices: list[Notice]
    ) -> ModelFault:
        telling = [notice for notice in notices if told(self.scene, notice.by).people]
        first = min(telling or notices, key=lambda each: seconds(each.steps), default=None)
        name = quoted(self.graph.nodes[trainer].name)
        sees = f"{quoted(self.graph.nodes[first.by].name)} would notice" if first else "nobody would notice"
        if says_unwaited(self.graph.nodes[trainer]):
            how = (
                f"{name} does not wait for outcomes that take {lasting(waits_s)}, but reckons with their delay; {sees}"
            )
            ending = "if it grew"
        else:
            more = f", but not for those that take {lasting(longest_s)}" if longest_s > waits_s else ""
            how = f"{name} waits {lasting(waits_s)} for outcomes{more}, so what is late within that time is no wrong"
            how, ending = f"{how} label; {sees}", "if they stayed away"
        return self._fault(
            "late-labels",
            "prevented",
            at=at,
            noticed_by=first.by if first else "",
            noticed_after_s=seconds(first.steps) if first else None,
            bad_predictions=0.0,
            statement=f"{how} {ending}",
            witness=(at, trainer),
            steps=first.steps if first else (),
        )

    def _taken_for_none(self, at: str, trainer: str, waits_s: float, longest_s: float) -> ModelFault:
        """Say what becomes of outcomes that are not in when training has waited for as long as it does."""
        how = f"waits {lasting(waits_s)} for outcomes, but not for those that take {lasting(longest_s)}"
        return self._fault(
            "late-labels",
            "unnoticed",
            at=at,
            statement=f"{quoted(self.graph.nodes[trainer].name)} {how}, so that it learns these as if nothing had come",
            witness=(at, trainer),
        )

    def stale_features(self) -> ModelFault:
        """Stop each job that makes what the model reads, and give the worst; none where the brief has no features.

        What runs more seldom than features may age makes none of those that have to be fresh, where others do.
        """
        graph = self.graph
        if not self.scene.brief.features:
            return self._fault("stale-features", "absent", statement="the brief asks for no features")
        makers = [id_ for id_ in sorted(inputs(graph, self.model)) if "processor" in graph.nodes[id_].roles]
        if not makers:
            return self._fault(
                "stale-features", "absent", statement=f"no job is drawn that makes what {self._name} reads"
            )
        fresh_s = self.scene.brief.freshness_s
        often = [id_ for id_ in makers if fresh_s is not None and (runs_every_s(graph, id_) or 0.0) <= fresh_s]
        return worst(self._stopped(job) for job in (often or makers)[: self._most])

    def _stopped(self, job: str) -> ModelFault:
        """Let a job miss a run, from which time is counted: what it made is then as old as its interval."""
        graph, age_s = self.graph, runs_every_s(self.graph, job) or 0.0
        name, fresh_s = quoted(graph.nodes[job].name), self.scene.brief.freshness_s or 0.0
        made = graph.reach([job], lambda _: True, kinds=[DATA], ends=graph.makers)
        seen_at = askers(graph, self.model) | stores_read(graph, self.model)
        old = frozenset({"freshness", "pipeline"} if graph.nodes[job].kind.id in JOBS else {"lag", "pipeline"})
        notices = [
            *reported(graph, [job], frozenset({"lag", "pipeline"}), old),
            *validations(graph, made, frozenset({"freshness"})),
            *watchers(graph, seen_at, frozenset({"lag", "drift", "skew"}), old),
        ]
        if self.scene.comes_by_runs(self.model) and (holding := self._not_run(job)):
            return self._held_up(job, holding, notices)
        grace = None
        if fresh_s > age_s:
            grace = Step(what="it is fresh enough", seconds=fresh_s - age_s, origin="the brief's freshness")
        why = f"{name} stops, reports to no monitor that watches runs or lag, and none watches what it makes"
        read = sorted(made.keys() & stores_read(graph, self.model))
        limits = [too_old_s(graph.nodes[id_]) for id_ in read]
        limit_s = max((each for each in limits if each is not None), default=None) if None not in limits else None
        traffic = self.scene.reading(self.model, read)
        return self._played(
            "stale-features", job, notices, why, grace, what=f"{name} stops, ", traffic=traffic, limit_s=limit_s
        )

    def _not_run(self, job: str) -> str:
        """Give what lets a batch make nothing of old features: a check of freshness that stops, or what starts both."""
        graph = self.graph
        starting, started = (
            {edge.source for edge in graph.entering(id_, [CONTROL]) if edge.role == "trigger"}
            for id_ in (job, self.model)
        )
        fresh = holding_back(graph, job, lambda node: "freshness" in node.concepts.get("checks", frozenset()))
        return fresh or min(starting & started, default="")

    def _held_up(self, job: str, holding: str, notices: Sequence[Notice]) -> ModelFault:
        first = min(notices, key=lambda each: seconds(each.steps), default=None)
        stops, name = (quoted(self.graph.nodes[id_].name) for id_ in (holding, job))
        sees = f"{quoted(self.graph.nodes[first.by].name)} notices" if first else "nobody notices"
        how = "stops what is" if self.graph.nodes[holding].kind.id == "data_validator" else "starts no run that is"
        return self._fault(
            "stale-features",
            "prevented",
            at=job,
            noticed_by=first.by if first else "",
            noticed_after_s=seconds(first.steps) if first else None,
            bad_predictions=0.0,
            statement=f"{name} stops, {stops} {how} made without it, so that nothing new leaves; {sees}",
            witness=tuple(dict.fromkeys((job, holding))),
        )

    def _played(  # noqa: PLR0913, PLR0917 (each is a part of what is told)
        self,
        fault: str,
        at: str,
        notices: Sequence[Notice],
        why: str,
        grace: Step | None = None,
        what: str = "",
        traffic: Traffic | None = None,
        limit_s: float | None = None,
    ) -> ModelFault:
        """Give how it goes: the notice that ends first, else the first notice, else that nobody notices.

        Harm begins after the `grace`, and lasts until it is ended, and at least for a run of what comes by runs; or
        until what is old is as old as `limit_s`, from where on nobody uses it.
        """
        traffic = traffic or self._traffic
        rate, wrong = traffic.rate_per_s, fault != "stale-features"
        share = BAD_AFTER if wrong else 1.0
        per_h = None if rate is None else rate * share * _HOUR_S
        how = f"{BAD_AFTER * 100:.0f} % of the answers are wrong" if wrong else "answers rest on old data"
        assumes = [f"meanwhile {how}", traffic.words]
        until = f"; what is older than {lasting(limit_s)} is used no more" if limit_s is not None else ""
        if grace:
            assumes.append(f"harm begins after {lasting(grace.seconds)}: {grace.what} ({grace.origin})")
        common: dict[str, object] = {"at": at, "answers_per_s": rate, "assumes": tuple(assumes)}
        ends = [(notice, end) for notice in notices if (end := mending(self.scene, self.model, notice, wrong=wrong))]
        if not ends:
            return self._unended(fault, notices, why, per_h, common)
        notice, end = min(ends, key=lambda pair: seconds(pair[0].steps) + seconds(pair[1].steps))
        ended_s = seconds(notice.steps) + seconds(end.steps)
        harmful_s = max(
            0.0, (ended_s if limit_s is None else min(ended_s, limit_s)) - (grace.seconds if grace else 0.0)
        )
        if harmful_s and self.scene.comes_by_runs(self.model):
            harmful_s = max(harmful_s, self.scene.run_s(self.model))
        sees = f"{what}{quoted(self.graph.nodes[notice.by].name)} notices, and {end.how}{until}"
        return self._fault(
            fault,
            "handled",
            **common,
            noticed_by=notice.by,
            noticed_after_s=seconds(notice.steps),
            ended_by=end.by,
            ended_after_s=ended_s,
            bad_predictions=None if rate is None else rate * share * harmful_s,
            statement=sees,
            witness=tuple(dict.fromkeys((at, *notice.path, *end.path))),
            steps=(*notice.steps, *end.steps),
        )

    def _unended(
        self, fault: str, notices: Sequence[Notice], why: str, per_h: float | None, common: dict[str, object]
    ) -> ModelFault:
        first = min(notices, key=lambda each: seconds(each.steps), default=None)
        if first is None:
            return self._fault(
                fault,
                "unnoticed",
                **common,
                bad_predictions_per_h=per_h,
                statement=f"nobody notices: {why}",
                witness=(str(common["at"]), self.model),
            )
        return self._fault(
            fault,
            "noticed",
            **common,
            noticed_by=first.by,
            noticed_after_s=seconds(first.steps),
            bad_predictions_per_h=per_h,
            statement=f"{quoted(self.graph.nodes[first.by].name)} notices, and nobody who could act is told",
            witness=tuple(dict.fromkeys((str(common["at"]), *first.path))),
            steps=first.steps,
        )
