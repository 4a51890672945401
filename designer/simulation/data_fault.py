"""A fault in the data of a model, played: what is noticed, by whom it is ended, and what it costs until then."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from designer.analysis.graph import DesignGraph
from designer.analysis.naming import lasting, quoted
from designer.analysis.production import answers_with
from designer.model.critique import ModelFault, Step
from designer.simulation.detection import BAD_AFTER
from designer.simulation.notice import Notice, mending
from designer.simulation.scene import Scene, Traffic
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
_HOUR_S = 3600.0
_SEVERITY = ("unnoticed", "noticed", "handled", "prevented", "absent")


def worst(faults: Iterable[ModelFault]) -> ModelFault:
    """Give the fault that does most harm, by how it goes and then by its cost; the first of equal ones."""
    return min(faults, key=_badness)


def _badness(fault: ModelFault) -> tuple[int, float, float]:
    cost = fault.bad_predictions if fault.bad_predictions is not None else fault.bad_predictions_per_h
    return _SEVERITY.index(fault.outcome), -(cost or 0.0), -(fault.ended_after_s or 0.0)


def settled(fault: str, outcome: str, model: str, **fields: object) -> ModelFault:
    """Give a fault of a model, how it goes, and what else is known of it."""
    return ModelFault.model_validate(
        {"fault": fault, "title": TITLES[fault], "outcome": outcome, "model": model, **fields}
    )


_CAP = re.compile(
    r"^(?=.*\d\s?%)(?=.*\b(?:at most|no more than|max(?:imum)?|up to|cap(?:ped)?|<=?)(?:\b|\s))"
    r"(?=.*\b(?:declin|block|refus|reject|remov|deni|deny))"
)
"""How the limits of a policy cap the share of answers that refuse or remove something."""


@dataclass
class DataFault:
    """A sort of data fault of one model; `spoils` says whether answers become wrong by it, and not only old."""

    sort: ClassVar[str]
    spoils: ClassVar[bool] = True
    scene: Scene
    model: str

    @property
    def graph(self) -> DesignGraph:
        """Give the drawing."""
        return self.scene.graph

    @property
    def most(self) -> int:
        """Give how many sources or jobs a fault may begin at."""
        return max(_LEAST_BEGUN, min(_MOST_BEGUN, _PARTS // len(self.graph.nodes)))

    @property
    def name(self) -> str:
        """Give the model's name."""
        return quoted(self.graph.nodes[self.model].name)

    @cached_property
    def _traffic(self) -> Traffic:
        return self.scene.traffic(self.model)

    @cached_property
    def _capped(self) -> str:
        """Say to what share of refusals a policy that answers with the model keeps, where it states one."""
        for id_ in sorted(answers_with(self.graph, self.model)):
            limits = self.graph.nodes[id_].values.get("limits")
            text = "; ".join(map(str, limits)) if isinstance(limits, tuple) else str(limits)
            said = next((part.strip() for part in re.split(r"[;,](?!\d)", text) if _CAP.search(part.lower())), "")
            if said:
                return f"; {quoted(self.graph.nodes[id_].name)} keeps to its limit meanwhile ({quoted(said)})"
        return ""

    def fault(self, outcome: str, **fields: object) -> ModelFault:
        """Say how it goes."""
        return settled(self.sort, outcome, self.model, **fields)

    def harmless(self, at: str, first: Notice | None, statement: str, witness: Iterable[str]) -> ModelFault:
        """Give a fault that makes no answer wrong, and who would notice it first, if anybody."""
        return self.fault(
            "prevented",
            at=at,
            noticed_by=first.by if first else "",
            noticed_after_s=seconds(first.steps) if first else None,
            bad_predictions=0.0,
            statement=statement,
            witness=tuple(dict.fromkeys(witness)),
            steps=first.steps if first else (),
        )

    def played(  # noqa: PLR0913, PLR0917 (each is a part of what is told)
        self,
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
        rate = traffic.rate_per_s
        share = BAD_AFTER if self.spoils else 1.0
        per_h = None if rate is None else rate * share * _HOUR_S
        capped = self._capped if self.spoils else ""
        how = f"{BAD_AFTER * 100:.0f} % of the answers are wrong" if self.spoils else "answers rest on old data"
        assumes = [f"meanwhile {how}", traffic.words]
        until = f"; what is older than {lasting(limit_s)} is used no more" if limit_s is not None else ""
        if grace:
            assumes.append(f"harm begins after {lasting(grace.seconds)}: {grace.what} ({grace.origin})")
        common: dict[str, object] = {"at": at, "answers_per_s": rate, "assumes": tuple(assumes)}
        ends = [
            (notice, end) for notice in notices if (end := mending(self.scene, self.model, notice, wrong=self.spoils))
        ]
        if not ends:
            return self._unended(notices, why, per_h, common)
        notice, end = min(ends, key=lambda pair: seconds(pair[0].steps) + seconds(pair[1].steps))
        ended_s = seconds(notice.steps) + seconds(end.steps)
        harmful_s = max(
            0.0, (ended_s if limit_s is None else min(ended_s, limit_s)) - (grace.seconds if grace else 0.0)
        )
        if harmful_s and self.scene.comes_by_runs(self.model):
            harmful_s = max(harmful_s, self.scene.run_s(self.model))
        sees = f"{what}{quoted(self.graph.nodes[notice.by].name)} notices, and {end.how}{until}{capped}"
        return self.fault(
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
        self, notices: Sequence[Notice], why: str, per_h: float | None, common: dict[str, object]
    ) -> ModelFault:
        first = min(notices, key=lambda each: seconds(each.steps), default=None)
        if first is None:
            return self.fault(
                "unnoticed",
                **common,
                bad_predictions_per_h=per_h,
                statement=f"nobody notices: {why}",
                witness=(str(common["at"]), self.model),
            )
        return self.fault(
            "noticed",
            **common,
            noticed_by=first.by,
            noticed_after_s=seconds(first.steps),
            bad_predictions_per_h=per_h,
            statement=f"{quoted(self.graph.nodes[first.by].name)} notices, and nobody who could act is told",
            witness=tuple(dict.fromkeys((str(common["at"]), *first.path))),
            steps=first.steps,
        )
