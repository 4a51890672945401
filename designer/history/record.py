"""What is kept of an attempt that was graded: its score by competency and each rule's verdict."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from designer.model.critique import Critique, Verdict
from designer.model.rubric import Competency
from designer.model.scenario import Level
from designer.model.value import Value

_SAID = (Verdict.PASS, Verdict.PARTIAL, Verdict.UNKNOWN, Verdict.FAIL)
Percent = Annotated[float, Field(ge=0, le=100)]


class Record(Value):
    """A critique in short: in percent the whole and what was observed of it, and the rules' ids by their verdicts.

    Rules that did not apply or could not be run say nothing of a person, and are in none. `rubric` is the SHA-256 of
    the rules by which it was graded.
    """

    format: Literal["designer-score/1"] = "designer-score/1"
    level: Level
    percent: Percent
    by_competency: Mapping[Competency, Percent] = {}
    verdicts: Mapping[Verdict, tuple[str, ...]] = {}
    rubric: str = ""

    @classmethod
    def of(cls, critique: Critique) -> "Record":
        """Keep of a critique what progress and schedule read."""
        scores = critique.score.by_competency.items()
        found = critique.findings
        verdicts = {verdict: tuple(each.rule for each in found if each.verdict is verdict) for verdict in _SAID}
        return cls(
            level=critique.level,
            percent=critique.score.percent,
            by_competency={competency: score.percent for competency, score in scores if score.percent is not None},
            verdicts={verdict: rules for verdict, rules in verdicts.items() if rules},
            rubric=critique.rubric.sha256,
        )
