"""Rules as data: what a rubric file holds, before the engine compiles its conditions."""

import re
from collections.abc import Mapping
from enum import StrEnum
from itertools import product
from typing import Annotated, Any, Literal

from pydantic import Field

from designer.model.scenario import Level, Variation
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
    def title(self) -> str:  # type: ignore[override]  # str.title means nothing for a competency
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


ANSWERING = frozenset({Competency.SERVING, Competency.REDUNDANCY})
"""What a system is there for: rules of these weigh half as much again."""
_ANSWERING_FACTOR = 1.5


class Severity(StrEnum):
    """How much a rule weighs."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"

    @property
    def points(self) -> int:
        """Give 8, 4 or 1 points."""
        return {Severity.CRITICAL: 8, Severity.MAJOR: 4, Severity.MINOR: 1}[self]


ACRONYMS = frozenset({"slo", "llm", "pii", "api", "cdn", "ann", "ab"})
"""Words of a rule's id that are written in capitals."""


class Subjects(Value):
    """The subjects of a rule, one verdict each, and the name under which conditions and messages speak of one.

    `none` is what is said, and failed, where there is no subject; without it the rule does not apply then. The share is
    that of the subjects that hold, or with `weakest` what the one that holds least has: of a chain, say.
    """

    each: Any
    name: Annotated[str, Field(alias="as", pattern=r"^[a-z][a-z_]*$")]
    none: str = ""
    weakest: bool = False


Scalar = str | bool | int | float
SHARE_TOLERANCE = 0.005
"""Half of the last digit of a share that is stated to two."""


class Example(Variation):
    """A drawing on which a rule's verdict is known: a scenario's reference and brief, each with its changes.

    With `draw`, rows such as `client > app_service > model_server` are changed in the place of the reference. With
    `for: {name: [words]}` it is one example for each word, which takes the place of `$name` wherever it stands. A
    `share` of the points, to two digits, is held against the rule's too.
    """

    of: str
    draw: tuple[str, ...] = ()
    brief: dict[str, Any] = Field(default_factory=dict)
    verdict: Literal["pass", "partial", "fail", "unknown", "not_applicable"]
    share: Annotated[float, Field(ge=0, le=1)] | None = None
    words: Annotated[dict[str, Annotated[tuple[Scalar, ...], Field(min_length=1)]], Field(alias="for")] = Field(
        default_factory=dict
    )

    def agrees(self, verdict: str, share: float) -> bool:
        """Say whether a rule's verdict and share are what is expected."""
        return verdict == self.verdict and (self.share is None or abs(share - self.share) <= SHARE_TOLERANCE)

    @property
    def spelt_out(self) -> "tuple[Example, ...]":
        """Give the examples that it stands for."""
        if not self.words:
            return (self,)
        plain = self.model_dump(exclude={"words"}, exclude_defaults=True)
        rows = product(*([(name, word) for word in words] for name, words in self.words.items()))
        return tuple(Example.model_validate(_filled(plain, dict(row))) for row in rows)


def _filled(part: Any, words: Mapping[str, Scalar]) -> Any:  # noqa: ANN401 (plain data)
    """Put words in the place of their names: `$name` alone is the word itself, within a text it is spelt."""
    if isinstance(part, str):
        whole = words.get(part[1:]) if part.startswith("$") else None
        return _NAME.sub(lambda match: str(words.get(match[1], match[0])), part) if whole is None else whole
    if isinstance(part, dict):
        return {_filled(key, words): _filled(value, words) for key, value in part.items()}
    return [_filled(item, words) for item in part] if isinstance(part, (list, tuple)) else part


_NAME = re.compile(r"\$(\w+)")


class Rule(Value):
    """One rule: when it applies, what it asks of which subjects, and what it says when that is missing.

    `also` are competencies besides its own of which it says something: half of its points count there too, and in the
    whole score once. `partly` is what it says of those for which only `half` holds, where `say` would be too much.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    number: Annotated[str, Field(pattern=r"^[A-Z]{2,4}-\d{2,3}$")]
    competency: Competency
    also: tuple[Competency, ...] = ()
    severity: Severity
    level: Level = Level.MID
    applies: Any = None
    exempt: str = ""
    subjects: Annotated[Subjects | None, Field(alias="for")] = None
    require: Any
    half: Any = None
    say: str
    partly: str = ""
    holds: str
    why: str
    fix: str
    ask: str = ""
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    approximation: str = ""
    examples: tuple[Example, ...] = ()

    @property
    def points(self) -> float:
        """Give what the rule is worth where it is not what the scenario is about."""
        return self.severity.points * (_ANSWERING_FACTOR if self.competency in ANSWERING else 1)

    @property
    def title(self) -> str:
        """Give the flaw's name as people read it, e.g. "Availability below SLO"."""
        words = [word.upper() if word in ACRONYMS else word for word in self.id.split("-")]
        return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])


class Rubric(Value):
    """Rules that are graded together; `sha256` is of the files' bytes."""

    ids: tuple[str, ...]
    version: int
    rules: tuple[Rule, ...]
    sha256: str
