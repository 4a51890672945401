"""One row of the table: a drawing, what it was graded by, and how it stands; or why it could not be graded."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from designer.errors import DesignerError, Problems
from designer.model.critique import Critique, Verdict
from designer.model.rubric import Competency

Cell = str | float | int | None
ESTIMATES = ("availability", "p99_ms", "capacity_per_s", "cost_usd_per_month")
COLUMNS: Mapping[str, type[str] | type[float] | type[int]] = {
    **dict.fromkeys(("file", "title", "design_sha256", "scenario", "level", "rubric_sha256"), str),
    **dict.fromkeys(("percent", "earned", "possible"), float),
    **dict.fromkeys((f"{each}_percent" for each in Competency), float),
    **dict.fromkeys((f"{each}_count" for each in Verdict), int),
    "loose_end_count": int,
    **dict.fromkeys(ESTIMATES, float),
    "error": str,
}
"""The columns in their order, with the type of what stands in them; each may be empty."""


@dataclass(frozen=True)
class Row:
    """A drawing's cells by column, and the share that each rule gives it, where any applies to it.

    A drawing that could not be graded has its file and the `error` alone, and None in the place of shares.
    """

    cells: Mapping[str, Cell]
    shares: Mapping[str, float] | None = None

    @property
    def is_graded(self) -> bool:
        """Say whether the drawing could be graded."""
        return self.shares is not None


def graded_row(path: Path, critique: Critique) -> Row:
    """Give the row of a drawing that was graded."""
    score, verdicts = critique.score, Counter(finding.verdict for finding in critique.findings)
    estimates = {name: critique.estimates.get(name) for name in ESTIMATES}
    cells: dict[str, Cell] = {
        "title": critique.design.title,
        "design_sha256": critique.design.sha256,
        "scenario": critique.scenario,
        "level": critique.level.value,
        "rubric_sha256": critique.rubric.sha256,
        "percent": score.percent,
        "earned": score.earned,
        "possible": score.possible,
        **{f"{name}_percent": each.percent for name, each in score.by_competency.items()},
        **{f"{name}_count": verdicts[name] for name in Verdict},
        "loose_end_count": len(critique.loose_ends),
        **{name: estimate.value if estimate else None for name, estimate in estimates.items()},
    }
    shares = {each.rule: each.share for each in critique.findings if each.verdict != Verdict.NOT_APPLICABLE}
    return _row(path, cells, shares)


def failed_row(path: Path, error: DesignerError) -> Row:
    """Give the row of a drawing that could not be graded: the first mistake, and how many more there are."""
    told, more = error, 0
    if isinstance(error, Problems):
        told, more = error.problems[0], len(error.problems) - 1
    return _row(path, {"error": f"{told}{f' (and {more} more)' if more else ''}"}, None)


def _row(path: Path, cells: Mapping[str, Cell], shares: Mapping[str, float] | None) -> Row:
    name = path.as_posix().encode(errors="backslashreplace").decode()  # a name need not be UTF-8
    return Row({**dict.fromkeys(COLUMNS), "file": name, **cells}, shares)
