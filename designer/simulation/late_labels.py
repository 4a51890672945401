"""Labels come late: how long training waits for outcomes, and who would notice that they stay away."""

import re

from designer.analysis.element import DATA, FEEDBACK
from designer.analysis.maturity import defined_s, label_maturity_s, outcomes_take_s, says_unwaited
from designer.analysis.naming import lasting, quoted
from designer.analysis.production import releases
from designer.analysis.schedule import runs_every_s
from designer.model.critique import ModelFault, Step
from designer.model.design import ConnectionKind
from designer.simulation.data_fault import DataFault
from designer.simulation.notice import Notice, reported, validations, watchers
from designer.simulation.response import told
from designer.simulation.signal import feeds
from designer.simulation.watch import seconds

_LABELS = re.compile(
    r"\b(?:label|outcome|join)s?(?:ed)?[ -](?:rate|share|volume|count|freshness|delay|lag|joined|success)\b"
)


class LateLabels(DataFault):
    """Outcomes are held up on their way to training."""

    sort = "late-labels"

    def play(self) -> ModelFault:
        """Hold the outcomes up on their way to training."""
        graph = self.graph
        before = graph.reach([self.model], lambda edge: releases(graph, edge), kinds=ConnectionKind, back=True)
        trainers = [id_ for id_ in before if graph.nodes[id_].kind.id == "trainer"]
        fed = [(trainer, feed) for trainer in trainers for feed in feeds(self.scene, trainer)]
        if not trainers:
            return self.fault("absent", statement=f"{self.name} is not trained here")
        if not fed:
            says = f"no outcomes are drawn on their way to the training of {self.name}"
            return self.fault("absent", statement=says)
        trainer, feed = fed[0]
        at = feed.feedback.source if feed.feedback else feed.path[0]
        back = graph.reach(trainers, lambda _: True, kinds=[DATA, FEEDBACK], back=True, ends=graph.makers)
        kept = {id_ for id_ in back if graph.nodes[id_].kind.id == "label_store"}
        begins = kept or {each.path[0] for _, each in fed}
        onward = graph.reach(begins, lambda _: True, kinds=[DATA, FEEDBACK], ends=graph.makers)
        sources = [graph.nodes[edge.source] for id_ in kept for edge in graph.entering(id_, [DATA, FEEDBACK])]
        bringing = {node.id for node in sources if "processor" in node.roles or node.kind.id == "data_validator"}
        landed = {id_ for _, feed in fed if feed.feedback for id_ in feed.path}
        checking = {id_ for id_ in landed if graph.nodes[id_].kind.id == "data_validator"}
        on_the_way = ((onward.keys() & back.keys()) | bringing) - graph.makers - set(trainers)
        jobs = {id_ for id_ in on_the_way if graph.nodes[id_].kind.id != "data_validator"}
        told_of = frozenset({"labels"})
        notices = [
            *validations(graph, on_the_way | checking, frozenset({"freshness", "volume"})),
            *(each for each in reported(graph, jobs, frozenset({"lag", "pipeline"}), told_of) if self._gets(each)),
            *watchers(graph, on_the_way, frozenset({"lag", "labels", "performance", "business", "proxy"}), told_of),
        ]
        waits_s, late_s = label_maturity_s(graph, trainer), self.scene.brief.label_delay_s
        if waits_s is not None and waits_s >= (late_s or 0.0):
            longest = max((wait for id_ in kept for wait in outcomes_take_s(graph, id_)), default=0.0)
            closed_s = max((wait for id_ in kept for wait in defined_s(graph.nodes[id_])), default=0.0)
            if closed_s > waits_s and not says_unwaited(graph.nodes[trainer]):
                return self._taken_for_none(at, trainer, waits_s, closed_s, notices)
            if closed_s < waits_s or says_unwaited(graph.nodes[trainer]):
                return self._missing_not_wrong(at, trainer, waits_s, longest, notices)
            return self._no_slack(at, trainer, waits_s, notices)
        next_s = runs_every_s(graph, trainer)
        grace = Step(
            what="it trains on what has come",
            at=trainer,
            seconds=next_s or 0.0,
            origin="assumption: at once, since no interval is drawn" if next_s is None else "drawn: its interval",
        )
        why = "nothing watches the labels, their lag or the jobs that bring them"
        return self.played(at, notices, why, grace)

    def _blocks(self, id_: str) -> bool:
        """Say whether a check counts labels, and stops what is made without them."""
        values = self.graph.nodes[id_].values
        return values.get("on_fail") == "block" and bool(_LABELS.search(str(values.get("checks")).lower()))

    def _gets(self, notice: Notice) -> bool:
        """Say whether labels come to who notices: a scheduler tells of runs that fail, and none fails for labels."""
        return self.graph.nodes[notice.by].kind.id != "orchestrator"

    def _first(self, notices: list[Notice]) -> Notice | None:
        telling = [notice for notice in notices if told(self.scene, notice.by).people]
        return min(telling or notices, key=lambda each: seconds(each.steps), default=None)

    def _no_slack(self, at: str, trainer: str, waits_s: float, notices: list[Notice]) -> ModelFault:
        """Wait just as long as outcomes may take: what is held up counts as none, unless somebody knows in time."""
        first, next_s = self._first(notices), runs_every_s(self.graph, trainer)
        name = quoted(self.graph.nodes[trainer].name)
        how = f"{name} waits {lasting(waits_s)}, just as long as outcomes may take"
        how = f"{how}, so that what is held up counts as none"
        if first is None:
            says = f"{how}, and nobody would notice"
            return self.fault("unnoticed", at=at, statement=says, witness=(at, trainer))
        sees = quoted(self.graph.nodes[first.by].name)
        if next_s is not None and seconds(first.steps) < next_s:
            does = "would stop" if self._blocks(first.by) else "would notice before"
            return self.harmless(at, first, f"{how}; {sees} {does} the next training", (at, trainer))
        says = f"{how}; {sees} would notice, perhaps after the next training"
        return self.fault(
            "noticed", at=at, noticed_by=first.by, statement=says, witness=(at, trainer), steps=first.steps
        )

    def _missing_not_wrong(
        self, at: str, trainer: str, waits_s: float, longest_s: float, notices: list[Notice]
    ) -> ModelFault:
        first = self._first(notices)
        name = quoted(self.graph.nodes[trainer].name)
        sees = f"{quoted(self.graph.nodes[first.by].name)} would notice" if first else "nobody would notice"
        if says_unwaited(self.graph.nodes[trainer]):
            how = f"{name} does not wait for outcomes that take {lasting(max(waits_s, longest_s))}"
            how = f"{how}, but reckons with their delay; {sees}"
            ending = "if it grew"
        else:
            more = f", but not for those that take {lasting(longest_s)}" if longest_s > waits_s else ""
            how = f"{name} waits {lasting(waits_s)} for outcomes{more}, so what is late within that time is no wrong"
            how, ending = f"{how} label; {sees}", "if they stayed away"
        return self.harmless(at, first, f"{how} {ending}", (at, trainer))

    def _taken_for_none(
        self, at: str, trainer: str, waits_s: float, longest_s: float, notices: list[Notice]
    ) -> ModelFault:
        """Say what becomes of outcomes that are not in when training has waited for as long as it does.

        A check of how many have come that stops the training keeps back what is held up.
        """
        blocking = [each for each in notices if self._blocks(each.by)]
        if first := self._first(blocking):
            check, name = (quoted(self.graph.nodes[id_].name) for id_ in (first.by, trainer))
            says = f"{check} stops the training where fewer have come than usual; {name} waits {lasting(waits_s)}"
            says = f"{says} for outcomes, though some take {lasting(longest_s)}"
            return self.harmless(at, first, says, (at, first.by, trainer))
        how = f"waits {lasting(waits_s)} for outcomes, but not for those that take {lasting(longest_s)}"
        return self.fault(
            "unnoticed",
            at=at,
            statement=f"{quoted(self.graph.nodes[trainer].name)} {how}, so that it learns these as if nothing had come",
            witness=(at, trainer),
        )
