"""The verdict on a drawing: findings with their witnesses, the score, and the numbers it rests on."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from designer.model.rubric import Competency, Severity
from designer.model.scenario import Level
from designer.model.value import Value

FORMAT = "designer-critique/1"


class Verdict(StrEnum):
    """What a rule found."""

    PASS = "pass"  # noqa: S105 (a verdict, not a password)
    PARTIAL = "partial"
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    ERROR = "error"


MISSED = frozenset({Verdict.FAIL, Verdict.PARTIAL, Verdict.UNKNOWN, Verdict.ERROR})
"""The verdicts that cost points."""


class Evidence(StrEnum):
    """Whether a finding was decided by topology or a computed number, or rests on a property that was ticked."""

    SHOWN = "shown"
    CLAIMED = "claimed"


class Points(Value):
    """What a finding earned of what it could."""

    earned: float
    possible: float


class Finding(Value):
    """One rule's verdict on one drawing. `subjects` and `witness` are ids of components and connections.

    `also` are competencies besides its own in which half of its points count too.
    `backed` says that the rule asks for something drawn or computed beside what may be ticked; `waived` is the reason
    for which the drawing sets the finding aside, which changes no points. `lacks` are kinds of which none is drawn, and
    one must be before the rule can hold; `asked` says that it is a rule of the scenario's own.
    """

    rule: str
    number: str
    title: str
    competency: Competency
    also: tuple[Competency, ...] = ()
    severity: Severity
    verdict: Verdict
    share: float
    points: Points
    evidence: Evidence
    backed: bool = True
    subjects: tuple[str, ...] = ()
    witness: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    asked: bool = False
    message: str
    reason: str = ""
    why: str
    fix: str
    ask: str = ""
    sources: tuple[str, ...] = ()
    approximation: str = ""
    waived: str = ""


class CompetencyScore(Value):
    """One competency's score; `percent` is None where nothing of it applied.

    `unbacked` are the points that were not earned, since ticking alone may not carry a competency, and `limited` those
    that are held back, since the brief is not answered as it asks.
    """

    percent: float | None
    earned: float
    possible: float
    unbacked: float = 0.0
    limited: float = 0.0


class Score(Value):
    """The whole score, in percent of the points that applied.

    `held_back` are the points that were drawn and not earned, since the brief is not answered as it asks: by the rules
    of `capped_by`; `lost` are those of redundancy and cost that are worth nothing without an answer. Competencies fall
    likewise, each by its own points, and a rule may count in several, so that they do not add up to the whole.
    """

    percent: float
    earned: float
    possible: float
    held_back: float = 0.0
    lost: float = 0.0
    capped_by: tuple[str, ...] = ()
    by_competency: Mapping[Competency, CompetencyScore]


class Estimate(Value):
    """A number computed from the drawing, with how it was computed and what it assumes.

    `low` and `high` hold what is true, where the method says by how much it may be off. An availability also has its
    complement, which keeps the figures that 1 - value would lose.
    """

    value: float | None
    unit: str
    method: Literal["exact", "approximation", "estimate"]
    low: float | None = None
    high: float | None = None
    unavailability: float | None = None
    assumes: tuple[str, ...] = ()
    statement: str = ""


class FaultOutcome(Value):
    """What is left when something fails: `kill` names it, `served` is the share of requests that get an answer.

    `degraded` are the ids of callers that do without something, `down` of what answers no more, and `overloaded` gives
    the survivors' utilisation where it is above 1.
    """

    kill: str
    served: float
    degraded: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    overloaded: Mapping[str, float] = {}
    availability: float | None = None
    p99_ms: float | None = None
    statement: str = ""


class Step(Value):
    """A stretch of time after something went wrong: what happens in it, at which component, and for how long.

    `origin` says where the duration is from: "brief", "drawn on …", or "assumption: …" with its source, if it has one.
    """

    what: str
    at: str = ""
    seconds: float
    origin: str


class Rollout(Value):
    """What a bad version of one model costs under the drawn way of releasing; None where the drawing has no answer.

    `detect_s` runs from the push until something or someone that can act is told, `restore_s` from there until the
    version before answers all requests again, and the `steps` add up to both. `bad_predictions` counts the wrong
    answers of the bad version until then, `blast_share` is the largest share of the traffic that it answered, of
    all of the model's `answers_per_s`.
    `noticed_by` and `ended_by` are the components that show it and that end it. Where the walk along the drawing
    stops, `failure` names how, and the `witness` ends with the component where.
    """

    model: str = ""
    strategy: str = ""
    noticed_by: str = ""
    ended_by: str = ""
    detect_s: float | None = None
    restore_s: float | None = None
    bad_predictions: float | None = None
    blast_share: float | None = None
    bad_predictions_per_h: float | None = None
    answers_per_s: float | None = None
    failure: str = ""
    statement: str = ""
    witness: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    assumes: tuple[str, ...] = ()


class ModelFault(Value):
    """What follows when data or a version go wrong under one model, found by walking the drawing.

    It begins `at` a component. `outcome` says how it goes: `absent` (nothing is drawn that could fail so), `prevented`
    (it does no harm as drawn), `handled` (noticed and ended), `noticed` (and nobody acts), `unnoticed`. Times run from
    its beginning; `bad_predictions` is what it cost until it ended, per hour where it does not end, of so many
    `answers_per_s`.
    """

    fault: Literal["schema-change", "late-labels", "stale-features", "training-serving-skew", "bad-model"]
    title: str
    outcome: Literal["absent", "prevented", "handled", "noticed", "unnoticed"]
    model: str = ""
    at: str = ""
    noticed_by: str = ""
    noticed_after_s: float | None = None
    ended_by: str = ""
    ended_after_s: float | None = None
    bad_predictions: float | None = None
    bad_predictions_per_h: float | None = None
    answers_per_s: float | None = None
    statement: str = ""
    witness: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    assumes: tuple[str, ...] = ()


class Change(Value):
    """What changed in the middle of a drill, and how the drawing stands after it.

    `killed` is what it took away, as `FaultOutcome.kill` names it, and `outcome` what is left without that: None where
    it took nothing, or no request is answered in any case. `starved` are the ids of what gets data, straight or on a
    way, from something that is gone, the nearest first. `lacking` are the kinds, or "zone" or "region", that it would
    have taken and that are not drawn. `rules` are those to look at again, `missed` those that the drawing misses.
    """

    minute: int
    say: str
    killed: tuple[str, ...] = ()
    outcome: FaultOutcome | None = None
    starved: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


class LooseEnd(Value):
    """Something in the drawing that could not be read as meant."""

    what: str
    where: str


class DesignName(Value):
    """Which drawing was graded."""

    title: str
    sha256: str


class RubricFile(Value):
    """One file of rules: the name and the edition that it gives itself, and the SHA-256 of its bytes."""

    id: str
    version: int
    sha256: str


class RubricName(Value):
    """Which rubric graded it: the version of the language, one digest of the whole, and each file in its order."""

    ids: tuple[str, ...]
    version: int
    sha256: str
    files: tuple[RubricFile, ...] = ()


class Critique(Value):
    """Everything that `grade` says of a drawing; `changes` are those of a drill that had come before it was graded."""

    format: str = FORMAT
    scenario: str
    scenario_title: str
    level: Level
    design: DesignName
    rubric: RubricName
    score: Score
    findings: tuple[Finding, ...]
    estimates: Mapping[str, Estimate]
    utilisation: Mapping[str, float] = {}
    faults: tuple[FaultOutcome, ...] = ()
    rollout: Rollout | None = None
    model_faults: tuple[ModelFault, ...] = ()
    loose_ends: tuple[LooseEnd, ...] = ()
    changes: tuple[Change, ...] = ()
