"""What goes wrong with the data of a model: a schema changes, labels come late, features stop being refreshed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from designer.analysis.element import DATA, FEEDBACK, REQUEST, Edge, claimed
from designer.analysis.graph import DesignGraph
from designer.analysis.maturity import label_maturity_s
from designer.analysis.naming import lasting, quoted
from designer.analysis.production import askers, inputs, releases, stores_read
from designer.analysis.schedule import runs_every_s
from designer.model.critique import ModelFault, Step
from designer.model.design import ConnectionKind
from designer.simulation.detection import BAD_AFTER
from designer.simulation.notice import Notice, mending, reported, validations, watchers
from designer.simulation.response import told
from designer.simulation.scene import Scene, Traffic
from designer.simulation.signal import feeds, way
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
_SEVERITY = ("unnoticed", "noticed", "handled", "prevented", "absent")


def worst(faults: Iterable[ModelFault]) -> ModelFault:
    """Give the fault that does most harm, by how it goes and then by its cost; the first of equal ones."""
    return min(faults, key=_badness)


def _badness(fault: ModelFault) -> tuple[int, float, float, str]:
    cost = fault.bad_predictions if fault.bad_predictions is not None else fault.bad_predictions_per_h
    return _SEVERITY.index(fault.outcome), -(cost or 0.0), -(fault.ended_after_s or 0.0), fault.at


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
        called = {edge.target for id_ in asking for edge in graph.leaving(id_, [REQUEST]) if self._unchecked(edge)}
        outside = {id_ for id_ in called if graph.nodes[id_].kind.id == "external_source"}
        origins = sorted(outside.union(filter(self._is_origin, unchecked)) - guards - asking)
        if origins:
            return worst(self._changed(origin, asking | reading) for origin in origins[: self._most])
        checking = sorted(guards & (unchecked.keys() | inputs(graph, self.model)))
        if checking:
            return self._kept_out(next((id_ for id_ in checking if told(self.scene, id_).people), checking[0]))
        return self._fault("schema-change", "absent", statement=f"no data from elsewhere reaches {self._name}")

    def _changed(self, origin: str, seen_at: frozenset[str]) -> ModelFault:
        graph = self.graph
        passed = graph.reach([origin], lambda edge: edge.role != "shadow", kinds=[DATA, FEEDBACK], ends=graph.makers)
        notices = [
            *validations(graph, passed, _CHECKED),
            *watchers(graph, seen_at, frozenset({"quality", "skew", "drift"})),
        ]
        sent = f"what {quoted(graph.nodes[origin].name)} sends is not kept out on its way to {self._name}"
        why = f"{sent}, and no monitor of what is read there watches its quality, drift or skew"
        return self._played("schema-change", origin, notices, why)

    def _kept_out(self, guard: str) -> ModelFault:
        graph, seers = self.graph, [guard]
        seers += [notice.by for notice in reported(graph, [guard], frozenset({"errors", "lag", "pipeline", "quality"}))]
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
            statement=f"{who} keeps out what does not fit, and {hears}; until it is mended, {self._name} goes without",
            witness=tuple(dict.fromkeys((guard, *way(told(self.scene, seer).reached, person)))) if person else (guard,),
        )

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

    def _is_origin(self, id_: str) -> bool:
        node = self.graph.nodes[id_]
        if node.kind.id == "human_review" or ("model" in node.roles and node.kind.id != "edge_device"):
            return False
        first = not any(self.graph.entering(id_, [DATA, FEEDBACK])) and "store" not in node.roles
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
        onward = graph.reach({each.path[0] for _, each in fed}, lambda _: True, kinds=[DATA, FEEDBACK])
        back = graph.reach(trainers, lambda _: True, kinds=[DATA, FEEDBACK], back=True, ends=graph.makers)
        on_the_way = (onward.keys() & back.keys()) - set(trainers)
        notices = [
            *validations(graph, on_the_way, frozenset({"freshness", "volume"})),
            *reported(graph, on_the_way, frozenset({"lag", "pipeline"})),
            *watchers(graph, on_the_way, frozenset({"lag", "performance", "business", "proxy"})),
        ]
        waits_s, late_s = label_maturity_s(graph, trainer), self.scene.brief.label_delay_s
        if waits_s is not None and waits_s >= (late_s or 0.0):
            return self._missing_not_wrong(at, trainer, waits_s, notices)
        next_s = runs_every_s(graph, trainer)
        grace = Step(
            what="it trains on what has come",
            at=trainer,
            seconds=next_s or 0.0,
            origin="assumption: at once, since no interval is drawn" if next_s is None else "drawn: its interval",
        )
        why = "nothing watches the labels, their lag or the jobs that bring them"
        return self._played("late-labels", at, notices, why, grace)

    def _missing_not_wrong(self, at: str, trainer: str, waits_s: float, notices: list[Notice]) -> ModelFault:
        telling = [notice for notice in notices if told(self.scene, notice.by).people]
        first = min(telling or notices, key=lambda each: seconds(each.steps), default=None)
        name = quoted(self.graph.nodes[trainer].name)
        sees = f"{quoted(self.graph.nodes[first.by].name)} would notice" if first else "nobody would notice"
        return self._fault(
            "late-labels",
            "prevented",
            at=at,
            noticed_by=first.by if first else "",
            noticed_after_s=seconds(first.steps) if first else None,
            bad_predictions=0.0,
            statement=f"{name} waits {lasting(waits_s)} for outcomes, as long as they take, so what is late within "
            f"that time is no wrong label; {sees} if they stayed away",
            witness=(at, trainer),
            steps=first.steps if first else (),
        )

    def stale_features(self) -> ModelFault:
        """Stop each job that makes what the model reads, and give the worst."""
        graph = self.graph
        makers = [id_ for id_ in sorted(inputs(graph, self.model)) if "processor" in graph.nodes[id_].roles]
        if not makers:
            return self._fault(
                "stale-features", "absent", statement=f"no job is drawn that makes what {self._name} reads"
            )
        return worst(self._stopped(job) for job in makers[: self._most])

    def _stopped(self, job: str) -> ModelFault:
        graph, every_s = self.graph, runs_every_s(self.graph, job)
        name = quoted(graph.nodes[job].name)
        missed = None
        if every_s:
            missed = Step(what="a run is missed", at=job, seconds=every_s / 2, origin=f"half of the interval of {name}")
        made = graph.reach([job], lambda _: True, kinds=[DATA], ends=graph.makers)
        seen_at = askers(graph, self.model) | stores_read(graph, self.model)
        notices = [
            *reported(graph, [job], frozenset({"lag", "pipeline"}), missed),
            *validations(graph, made, frozenset({"freshness"}), missed),
            *watchers(graph, seen_at, frozenset({"lag", "drift", "skew"}), missed),
        ]
        grace = missed
        if (self.scene.brief.freshness_s or 0.0) > (missed.seconds if missed else 0.0):
            grace = Step(
                what="it is fresh enough", seconds=self.scene.brief.freshness_s or 0.0, origin="the brief's freshness"
            )
        why = f"{name} stops, reports to no monitor that watches runs or lag, and none watches what it makes"
        return self._played("stale-features", job, notices, why, grace)

    def _played(
        self, fault: str, at: str, notices: Sequence[Notice], why: str, grace: Step | None = None
    ) -> ModelFault:
        """Give how it goes: the notice that ends first, else the first notice, else that nobody notices.

        Harm begins after the `grace`, and lasts until it is ended.
        """
        rate = self._traffic.rate_per_s
        per_h = None if rate is None else rate * BAD_AFTER * _HOUR_S
        assumes = [f"meanwhile {BAD_AFTER * 100:.0f} % of the answers are wrong", self._traffic.words]
        if grace:
            assumes.append(f"harm begins after {lasting(grace.seconds)}: {grace.what} ({grace.origin})")
        common: dict[str, object] = {"at": at, "answers_per_s": rate, "assumes": tuple(assumes)}
        ends = [(notice, end) for notice in notices if (end := mending(self.scene, self.model, notice))]
        if not ends:
            return self._unended(fault, notices, why, per_h, common)
        notice, end = min(ends, key=lambda pair: seconds(pair[0].steps) + seconds(pair[1].steps))
        ended_s = seconds(notice.steps) + seconds(end.steps)
        harmful_s = max(0.0, ended_s - (grace.seconds if grace else 0.0))
        sees, by = (quoted(self.graph.nodes[id_].name) for id_ in (notice.by, end.by))
        how = f"{by} goes on without the model" if end.switched_off else f"{by} has it mended"
        return self._fault(
            fault,
            "handled",
            **common,
            noticed_by=notice.by,
            noticed_after_s=seconds(notice.steps),
            ended_by=end.by,
            ended_after_s=ended_s,
            bad_predictions=None if rate is None else rate * BAD_AFTER * harmful_s,
            statement=f"{sees} notices, and {how}",
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
