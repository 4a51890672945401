"""Features stop being refreshed: which job could miss its runs, what that makes old, and what holds a batch back."""

from collections.abc import Sequence

from designer.analysis.element import CONTROL, DATA
from designer.analysis.naming import quoted
from designer.analysis.old_values import too_old_s
from designer.analysis.production import askers, inputs, stores_read
from designer.analysis.schedule import JOBS, runs_every_s
from designer.model.critique import ModelFault, Step
from designer.simulation.data_fault import DataFault, worst
from designer.simulation.notice import Notice, reported, validations, watchers
from designer.simulation.signal import holding_back
from designer.simulation.watch import seconds


class StaleFeatures(DataFault):
    """A job that makes what the model reads stops."""

    sort = "stale-features"
    spoils = False

    def play(self) -> ModelFault:
        """Stop each job that makes what the model reads, and give the worst; none where the brief has no features.

        What runs more seldom than features may age makes none of those that have to be fresh, where others do.
        """
        graph = self.graph
        if not self.scene.brief.features:
            return self.fault("absent", statement="the brief asks for no features")
        makers = [id_ for id_ in sorted(inputs(graph, self.model)) if "processor" in graph.nodes[id_].roles]
        if not makers:
            return self.fault("absent", statement=f"no job is drawn that makes what {self.name} reads")
        fresh_s = self.scene.brief.freshness_s
        often = [id_ for id_ in makers if fresh_s is not None and (runs_every_s(graph, id_) or 0.0) <= fresh_s]
        return worst(self._stopped(job) for job in (often or makers)[: self.most])

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
        return self.played(job, notices, why, grace, what=f"{name} stops, ", traffic=traffic, limit_s=limit_s)

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
