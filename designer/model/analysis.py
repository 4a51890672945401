"""The numbers under a drawing: what `designer analyze` says of it, whole or with something in it that failed."""

from collections.abc import Mapping
from typing import Literal

from designer.model.critique import DesignName, Estimate, FaultOutcome, LooseEnd, ModelFault, Rollout
from designer.model.value import Value

FORMAT = "designer-analysis/1"


class EntryFigures(Value):
    """What the clients of one entry point see: named estimates (availability, p50_ms, p90_ms, p99_ms, p999_ms)."""

    id: str
    name: str
    estimates: Mapping[str, Estimate]


class Importance(Value):
    """How much of the downtime goes away if one part never fails: a component's id, `zone:NAME` or `region:NAME`.

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
    """How loaded one component is at the brief's peak; None where the load or the capacity is not known.

    `visits` are the calls of one request to it while nothing is lost, `amplification` is by how much retries multiply
    its load at worst. `replicas_needed` are those of a region at 70 % of what they can do, and `less_a_zone` those that
    carry the peak without the fullest zone; a managed service has none that are ours.
    """

    id: str
    name: str
    rate_per_s: float | None = None
    utilisation: float | None = None
    visits: float | None = None
    amplification: float | None = None
    replicas: int = 1
    replicas_needed: int | None = None
    replicas_needed_less_a_zone: int | None = None


class Span(Value):
    """One component on the timeline of an ordinary request: when it is called, and how long it and its calls take.

    `own_ms` is its own median wait and service, `takes_ms` what its caller waits, its calls included; both also at p99.
    `together` names the calls that begin at the same time, `share` is the part of the requests that make the call.
    """

    id: str
    name: str
    depth: int
    starts_ms: float
    own_ms: float | None
    own_p99_ms: float | None
    takes_ms: float | None
    takes_p99_ms: float | None
    together: str = ""
    share: float = 1.0


class Cost(Value):
    """What the drawing costs a month, in US dollars; what costs nothing is in none of the sums.

    `unpriced` are the ids of components that cost something, of which the drawing does not say how much.
    """

    total: Estimate
    per_thousand_requests: Estimate
    by_component: Mapping[str, float] = {}
    by_group: Mapping[str, float] = {}
    by_competency: Mapping[str, float] = {}
    unpriced: tuple[str, ...] = ()


class Change(Value):
    """One change of a drawing, at one component: what it costs more a month, and the availability that it gives."""

    at: str
    sort: Literal["replica", "zone", "soft", "fallback"]
    sentence: str
    cost_usd_per_month: float
    availability: float


class Improvement(Value):
    """The cheapest single change with which the drawing meets its availability objective; else the best one.

    `change` is None where the objective is met already, or where nothing could be computed; `statement` says which.
    """

    meets: bool
    change: Change | None = None
    tried: int = 0
    statement: str = ""


class Analysis(Value):
    """Everything that `analyze` says of a drawing: `killed` are the faults under which the numbers hold.

    `rollout` is the worst of the `rollouts`, importance and cut sets are those of the entry that is down longest, the
    timeline is that of the slowest entry, and `notes` say what was left out, and why.
    """

    format: str = FORMAT
    design: DesignName
    scenario: str | None = None
    killed: tuple[str, ...] = ()
    estimates: Mapping[str, Estimate]
    entries: tuple[EntryFigures, ...] = ()
    importance: tuple[Importance, ...] = ()
    cut_sets: tuple[CutSet, ...] = ()
    loads: tuple[Load, ...] = ()
    timeline: tuple[Span, ...] = ()
    cost: Cost | None = None
    improvement: Improvement | None = None
    faults: tuple[FaultOutcome, ...] = ()
    rollout: Rollout | None = None
    rollouts: tuple[Rollout, ...] = ()
    model_faults: tuple[ModelFault, ...] = ()
    assumptions: Mapping[str, float] = {}
    notes: tuple[str, ...] = ()
    loose_ends: tuple[LooseEnd, ...] = ()
