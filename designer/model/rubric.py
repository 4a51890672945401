"""Rules as data: what a rubric file holds, before the engine compiles its conditions."""

from enum import StrEnum
from typing import Any

from designer.model.scenario import Level
from designer.model.value import Value


class Competency(StrEnum):
    """What a rule is about; the score is given for each."""

    DATA = "data"
    FEATURES = "features"
    TRAINING = "training"
    EVALUATION = "evaluation"
    ROLLBACK = "rollback"
    SERVING = "serving"
    REDUNDANCY = "redundancy"
    MONITORING = "monitoring"
    COST = "cost"
    SECURITY = "security"
    LLM = "llm"
    FRAMING = "framing"

    @property
    def title(self) -> str:
        """Give the name that people read."""
        return TITLES[self]


TITLES = {
    Competency.DATA: "Data ingest and validation",
    Competency.FEATURES: "Features and skew",
    Competency.TRAINING: "Training and reproducibility",
    Competency.EVALUATION: "Evaluation and gates",
    Competency.ROLLBACK: "Registry, deploy and rollback",
    Competency.SERVING: "Serving and latency",
    Competency.REDUNDANCY: "Redundancy and failover",
    Competency.MONITORING: "Monitoring and alerting",
    Competency.COST: "Cost and capacity",
    Competency.SECURITY: "Security and governance",
    Competency.LLM: "LLM and retrieval",
    Competency.FRAMING: "Problem framing",
}


class Severity(StrEnum):
    """How much a rule weighs."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"

    @property
    def points(self) -> int:
        """Give 8, 4 or 1 points."""
        return {Severity.CRITICAL: 8, Severity.MAJOR: 4, Severity.MINOR: 1}[self]


class Subjects(Value):
    """The subjects of a rule, one verdict each, under the name that the messages use."""

    each: Any
    name: str


class Rule(Value):
    """One rule: when it applies, what it asks of which subjects, and what it says when that is missing."""

    id: str
    number: str
    title: str
    competency: Competency
    severity: Severity
    level: Level = Level.MID
    applies: Any = None
    subjects: Subjects | None = None
    require: Any
    say: str
    why: str
    fix: str
    ask: str = ""
    sources: tuple[str, ...]
    approximation: str = ""
    where: str = ""


class Rubric(Value):
    """Rules that are graded together; `sha256` is of the files' bytes."""

    ids: tuple[str, ...]
    version: int
    rules: tuple[Rule, ...]
    sha256: str
