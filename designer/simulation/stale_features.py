"""Features stop being refreshed: which job could miss its runs, what that makes old, and what holds a batch back."""

from collections.abc import Sequence
from dataclasses import replace

from designer.analysis.element import CONTROL, DATA, REQUEST
from designer.analysis.naming import quoted
from designer.analysis.old_values import too_old_s
from designer.analysis.production import askers, inputs, stores_read
from designer.analysis.schedule import JOBS, runs_every_s
from designer.model.critique import ModelFault, Step
from designer.simulation.data_fault import DataFault, worst
from designer.simulation.notice import Notice, reported, validations, watchers
from designer.simulation.scene import Traffic
from designer.simulation.signal import holding_back
from designer.simulation.watch import seconds

_HOUR_S = 3600.0


class StaleFeatures(DataFault):
    """A job that makes what the model reads stops."""

    sort = "stale-features"
    spoils = False

    def play(self) -> ModelFault:
        """Stop each job that makes what the model reads, and give the worst; none where the brief has no features.

        What runs more seldom than features may age makes none of those that have to be fresh, where others do. Where
        none makes anything too old, it is told of the one that runs most seldom.
        """
        graph = self.graph
        if not self.scene.brief.features:
            return self.fault("absent", statement="the brief asks for no features")
        makers = [id_ for id_ in sorted(inputs(graph, self.model)) if "processor" in graph.nodes[id_].roles]
        if not makers:
            return self.fault("absent", statement=f"no job is drawn that makes what {self.name} reads")
        fresh_s = self.scene.brief.freshness_s
        often = [id_ for id_ in makers if fresh_s is not None and (runs_every_s(graph, id_) or 0.0) <= fresh_s]
        found = {job: self._stopped(job) for job in (often or makers)[: self.most]}
        most = worst(found.values())
        if most.bad_predictions != 0:
            return most
        seldom = max(found, key=lambda job: runs_every_s(graph, job) or 0.0)
        return found[seldom] if found[seldom].outcome == most.outcome else most

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
        if self._gets_nothing_but(job):
            return self._silent(job, notices)
        grace, run_s = None, self._may_take_s(job) if age_s <= fresh_s else 0.0
        if fresh_s - age_s + run_s > 0:
            origin = "the brief's freshness" + (", and the window in which it is made" if run_s else "")
            grace = Step(what="it is fresh enough", seconds=fresh_s - age_s + run_s, origin=origin)
        if grace and graph.nodes[job].kind.id not in JOBS:
            notices = [self._not_before(grace, each) for each in notices]
        why = f"{name} stops, reports to no monitor that watches runs or lag, and none watches what it makes"
        read = sorted(made.keys() & stores_read(graph, self.model))
        limits = [too_old_s(graph.nodes[id_]) for id_ in read]
        limit_s = max((each for each in limits if each is not None), default=None) if None not in limits else None
        traffic = self.scene.reading(self.model, read)
        return self.played(job, notices, why, grace, what=f"{name} stops, ", traffic=traffic, limit_s=limit_s)

    def _not_before(self, grace: Step, notice: Notice) -> Notice:
        """Let an alarm on the age of what flows ring once it is older than it may be, or an hour old."""
        age = grace.model_copy(
            update={"what": "it is too old", "at": notice.by, "seconds": min(grace.seconds, _HOUR_S)}
        )
        return replace(notice, steps=(age, *notice.steps))

    def _may_take_s(self, job: str) -> float:
        """Give how long a run may take before what it makes is used: the brief's window, if the job runs so seldom."""
        window_s = (self.scene.brief.batch_window_h or 0.0) * _HOUR_S
        seldom = self.graph.nodes[job].kind.id in JOBS and window_s < (runs_every_s(self.graph, job) or 0.0)
        return window_s if seldom else 0.0

    def _gets_nothing_but(self, job: str) -> bool:
        """Say whether a model answers only what a stream job hands it: nobody asks it, and nothing else comes to it."""
        graph = self.graph
        if graph.nodes[job].kind.id in JOBS or any(graph.entering(self.model, [REQUEST])):
            return False
        carriers = frozenset(id_ for kind in ("stream", "queue") for id_ in graph.with_role(kind)) - {job}
        ends = frozenset(graph.nodes) - carriers
        givers = graph.reach([self.model], lambda edge: edge.role != "shadow", kinds=[DATA], back=True, ends=ends)
        return {id_ for id_ in givers if id_ not in carriers} == {self.model, job}

    def _silent(self, job: str, notices: Sequence[Notice]) -> ModelFault:
        name = quoted(self.graph.nodes[job].name)
        none = Traffic(None, "what gets nothing answers nothing")
        what = f"{name} stops, {self.name} gets nothing more and answers nothing until then, "
        why = f"{name} stops, {self.name} answers nothing without it, and no monitor watches its runs or lag"
        return self.played(job, notices, why, what=what, traffic=none)

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
        says = f"{name} stops, {stops} {how} made without it, so that nothing new leaves; {sees}"
        return self.harmless(job, first, says, (job, holding))
