"""A drill's question: the prompt, the facts of the brief, what is asked, and how long there is."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field

from designer.model.value import Value

Positive = Annotated[float, Field(gt=0)]
Fraction = Annotated[float, Field(ge=0, le=1)]


class Level(StrEnum):
    """How senior an answer the drill asks for."""

    MID = "mid"
    SENIOR = "senior"
    STAFF = "staff"

    @property
    def rank(self) -> int:
        """Give 0, 1 or 2, so that levels can be compared."""
        return list(Level).index(self)


class Brief(Value):
    """The facts that the rules may read; a quantity that is absent is not asked for, a flag that is absent is false.

    `decision_s` is the time from an event to what comes of it; `answers_per_s` what people or machines get on average,
    where that is neither the requests nor the events; `unqueued_work_s` the work of a second at peak, where no queue
    smooths it to `work_s`. With `no_raw` what comes in may not be kept as it came; with `one_answer` there is no list.
    """

    mode: Literal["online", "batch", "stream", "edge"] = "online"
    context: bool = False
    learns: bool = True
    task: str = ""
    features: bool = True
    temporal: bool = True
    peak_rate_per_s: Positive | None = None
    mean_rate_per_s: Positive | None = None
    p99_ms: Positive | None = None
    availability_slo: Annotated[float, Field(gt=0, lt=1)] | None = None
    freshness_s: Positive | None = None
    document_freshness_s: Positive | None = None
    max_model_age_s: Positive | None = None
    label_delay_s: Positive | None = None
    candidates: Positive | None = None
    repeat_share: Fraction | None = None
    events_per_s: Annotated[float, Field(ge=0)] | None = None
    answers_per_s: Positive | None = None
    stream_mb_per_s: Positive | None = None
    data_gb_per_day: Positive | None = None
    batch_rows: Positive | None = None
    batch_window_h: Positive | None = None
    decision_s: Positive | None = None
    work_s: Positive | None = None
    unqueued_work_s: Positive | None = None
    budget_usd_per_month: Positive | None = None
    min_regions: Annotated[int, Field(ge=1)] | None = None
    min_zones: Annotated[int, Field(ge=1)] = 2
    audit_days: Positive | None = None
    replay_h: Positive | None = None
    offline_h: Positive | None = None
    pii: bool = False
    deletion: bool = False
    regulated: bool = False
    people_impact: bool = False
    explain: bool = False
    irreversible: bool = False
    adversarial: bool = False
    ugc: bool = False
    calibrated: bool = False
    selective_labels: bool = False
    rag: bool = False
    acl: bool = False
    side_effects: bool = False
    edge: bool = False
    asynchronous: bool = False
    no_ab: bool = False
    no_raw: bool = False
    one_answer: bool = False

    def number(self, fact: str) -> float | None:
        """Give a fact as a number, a flag as 0 or 1; None where the brief does not state it, or states it in words."""
        stated = getattr(self, fact, None)
        return float(stated) if isinstance(stated, (bool, int, float)) else None


class Requirement(Value):
    """One line of the brief's table: what is asked, in numbers."""

    name: str
    value: str


class Clarification(Value):
    """A question that a good candidate asks, with the answer that stays hidden until asked."""

    ask: str
    answer: str


class Twist(Value):
    """A change in the middle of the drill: when, what is said, and the rules to look at again.

    It changes facts of the brief, or takes something away: `kill` names kinds of component, each of which is lost, or
    "zone" or "region", the worst one of which is. `breaks` are the rules that the production reference misses after it;
    `serves` is the least share of requests that it still answers, more than none where nothing is said.
    """

    minute: Annotated[int, Field(ge=0)]
    say: str
    rules: tuple[str, ...] = ()
    brief: dict[str, Any] = Field(default_factory=dict)
    kill: tuple[str, ...] = ()
    serves: Fraction | None = None
    breaks: tuple[str, ...] = ()
    answer: str = ""


class Phase(Value):
    """A part of the drill, and the minutes that a good answer spends on it."""

    name: str
    minutes: Annotated[int, Field(ge=1)]


class Fact(Value):
    """A number that the interviewer gives, with its unit as words: 20,000,000 "users a day"."""

    value: Annotated[float, Field(ge=0)]
    unit: Annotated[str, Field(min_length=1)]
    about: str = ""


class Envelope(Value):
    """A question for the back of an envelope. Its answer is computed from the facts and the brief, never typed in.

    `formula` is arithmetic over names of `facts` and of the brief; `unit` is that of the answer; an answer within
    `tolerance` (a fraction of it) counts as right; `gives` names the fact of the brief that it must agree with.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    ask: str
    formula: str
    unit: Annotated[str, Field(min_length=1)]
    tolerance: Annotated[float, Field(gt=0, le=0.5)] = 0.1
    gives: str = ""
    how: str


class Variation(Value):
    """Named edits of a good design: what to remove, set, add and join, and what its framing says instead."""

    remove: tuple[str, ...] = ()
    disconnect: tuple[str, ...] = ()
    set: dict[str, dict[str, Any]] = Field(default_factory=dict)
    add: tuple[dict[str, Any], ...] = ()
    connect: tuple[dict[str, Any], ...] = ()
    framing: dict[str, Any] = Field(default_factory=dict)


class WeakDesign(Value):
    """A plausible wrong answer: its story, how it differs from which reference, and the rules it misses by that."""

    id: str
    title: str
    story: str
    of: Literal["reference", "interview"] = "interview"
    change: Variation
    misses: tuple[str, ...]


class Scenario(Value):
    """A whole drill, as `scenarios/<id>/scenario.yaml` holds it."""

    id: str
    title: str
    level: Level
    minutes: Annotated[int, Field(ge=5, le=180)]
    family: str
    prompt: str
    functional: tuple[str, ...]
    requirements: tuple[Requirement, ...]
    facts: Mapping[str, Fact] = {}
    brief: Brief
    phases: tuple[Phase, ...] = ()
    envelope: tuple[Envelope, ...] = ()
    clarifications: tuple[Clarification, ...] = ()
    twists: tuple[Twist, ...] = ()
    focus: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    weak: tuple[WeakDesign, ...] = ()
