"""From findings to points: the weighted mean a competency, capped where something critical is at zero."""

from collections.abc import Iterable

from designer.model.critique import CompetencyScore, Evidence, Finding, Score, Verdict
from designer.model.rubric import Competency, Severity

CAP = 0.6
"""What a competency can reach while one of its critical rules is at zero."""
MOST_TICKED = 0.4
"""The share of a competency that may rest on what is only ticked, with nothing drawn or computed beside it."""
DIGITS = 4


def score(findings: Iterable[Finding]) -> Score:
    """Add the points up. What does not apply is in neither sum; an error counts as nothing earned."""
    found = list(findings)
    by_competency = {
        competency: _competency([finding for finding in found if finding.competency is competency])
        for competency in Competency
    }
    earned = sum(part.earned for part in by_competency.values())
    possible = sum(part.possible for part in by_competency.values())
    return Score(
        percent=_percent(earned, possible) or 0.0,
        earned=round(earned, DIGITS),
        possible=round(possible, DIGITS),
        capped_by=tuple(rule for part in by_competency.values() for rule in part.capped_by),
        by_competency=by_competency,
    )


def _competency(findings: list[Finding]) -> CompetencyScore:
    counted = [finding for finding in findings if finding.verdict is not Verdict.NOT_APPLICABLE]
    possible = sum(finding.points.possible for finding in counted)
    unbacked = max(0.0, sum(map(_ticked, counted)) - MOST_TICKED * possible)
    earned = sum(finding.points.earned for finding in counted) - unbacked
    zero = [finding.rule for finding in counted if finding.severity is Severity.CRITICAL and finding.share == 0]
    capped = bool(zero) and earned > CAP * possible
    earned = CAP * possible if capped else earned
    return CompetencyScore(
        percent=_percent(earned, possible),
        earned=round(earned, DIGITS),
        possible=round(possible, DIGITS),
        unbacked=round(unbacked, DIGITS),
        capped_by=tuple(zero) if capped else (),
    )


def _ticked(finding: Finding) -> float:
    """Give the points that rest on what was only ticked."""
    return finding.points.earned if finding.evidence is Evidence.CLAIMED and not finding.backed else 0.0


def _percent(earned: float, possible: float) -> float | None:
    return round(100 * earned / possible, 1) if possible else None
