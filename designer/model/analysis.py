"""The numbers under a drawing: what `designer analyze` says of it, whole or with something in it that failed."""

from collections.abc import Mapping

from designer.model.critique import DesignName, Estimate, FaultOutcome, LooseEnd, Rollout
from designer.model.value import Value

FORMAT = "designer-analysis/1"


class EntryFigures(Value):
    """What the clients of one entry point see: named estimates (availability, p50_ms, p90_ms, p99_ms, p999_ms)."""

    id: str
    name: str
    estimates: Mapping[str, Estimate]


class Importance(Value):
    """How much of the downtime goes away if one part never fails; `part` is a component's id, or `zone:NAME`.

    `birnbaum` is the chance that the part's state decides whether a request is answered.
    """

    part: str
    name: str
    birnbaum: float
    saved_min_per_month: float


class CutSet(Value):
    """One or two parts that, down together, take the entry down, with the chance that they are."""

    parts: tuple[str, ...]
    names: tuple[str, ...]
    unavailability: float


class Load(Value):
    """How loaded one component is at the brief's peak; None where the load or the capacity is not known."""

    id: str
    name: str
    rate_per_s: float | None = None
    utilisation: float | None = None


class Analysis(Value):
    """Everything that `analyze` says of a drawing; `killed` are the faults under which the numbers hold."""

    format: str = FORMAT
    design: DesignName
    scenario: str | None = None
    killed: tuple[str, ...] = ()
    estimates: Mapping[str, Estimate]
    entries: tuple[EntryFigures, ...] = ()
    importance: tuple[Importance, ...] = ()
    cut_sets: tuple[CutSet, ...] = ()
    loads: tuple[Load, ...] = ()
    faults: tuple[FaultOutcome, ...] = ()
    rollout: Rollout | None = None
    assumptions: Mapping[str, float] = {}
    loose_ends: tuple[LooseEnd, ...] = ()
