"""From findings to points: the weighted mean of all rules, held back where what is critical to an answer is missing."""

from collections.abc import Iterable

from designer.model.critique import CompetencyScore, Evidence, Finding, Score, Verdict
from designer.model.rubric import Competency, Severity

TO_AN_ANSWER = frozenset(
    {Competency.SERVING, Competency.REDUNDANCY, Competency.COST, Competency.SECURITY, Competency.LLM}
)
"""What a request meets on its way: a drawing that fails it is not saved by what happens beside."""
MOST_HELD_BACK = 0.5
"""The share of the points above the free ones that is lost where all that is critical to an answer is missing."""
ASKED = 0.25
"""The share that is lost besides where nothing is there of one thing that the brief asks in words of its own and that
decides: what a critical rule of the scenario's own looks at."""
FREE = 0.1
"""The share of all points that is never held back: what little there is may be told from nothing."""
MOST_TICKED = 0.4
"""The share of a competency that may rest on what is only ticked, with nothing drawn or computed beside it."""
LIMITED = {Competency.REDUNDANCY: 0.85, Competency.COST: 0.5}
"""The share of what these earn that is lost where serving earns nothing: what protects an answer, or pays for it, is
worth as much as that."""
DIGITS = 4


def score(findings: Iterable[Finding]) -> Score:
    """Add the points up. What does not apply is in neither sum; an error counts as nothing earned."""
    found = [finding for finding in findings if finding.verdict is not Verdict.NOT_APPLICABLE]
    answers = _competency(found, Competency.SERVING)
    unserved = 1 - answers.earned / answers.possible if answers.possible else 0.0
    by_competency = {each: _competency(found, each, LIMITED.get(each, 0.0) * unserved) for each in Competency}
    counted = sum(part.earned for part in by_competency.values())
    possible = sum(part.possible for part in by_competency.values())
    missing, share = _missing(found)
    held_back = share * max(0.0, counted - FREE * possible)
    return Score(
        percent=_percent(counted - held_back, possible) or 0.0,
        earned=round(counted - held_back, DIGITS),
        possible=round(possible, DIGITS),
        held_back=round(held_back, DIGITS),
        capped_by=missing if held_back else (),
        by_competency=by_competency,
    )


def _missing(counted: list[Finding]) -> tuple[tuple[str, ...], float]:
    """Give the critical rules that earn nothing and hold the whole back, and the share of it that they hold."""
    critical = [each for each in counted if each.severity is Severity.CRITICAL]
    answering = [each for each in critical if each.competency in TO_AN_ANSWER]
    unanswered = any(each.asked and each.share == 0 for each in critical)
    share = MOST_HELD_BACK * _share_at_zero(answering) + (ASKED if unanswered else 0)
    return tuple(each.rule for each in critical if each.share == 0 and (each in answering or each.asked)), share


def _share_at_zero(rules: list[Finding]) -> float:
    """Give the share of the points of some rules that belong to those that earn nothing."""
    possible = sum(each.points.possible for each in rules)
    return sum(each.points.possible for each in rules if each.share == 0) / possible if possible else 0.0


def _competency(found: list[Finding], competency: Competency, loses: float = 0.0) -> CompetencyScore:
    """Add one competency up, of whose points a share is lost (0 to 1)."""
    counted = [finding for finding in found if finding.competency is competency]
    possible = sum(finding.points.possible for finding in counted)
    unbacked = max(0.0, sum(map(_ticked, counted)) - MOST_TICKED * possible)
    drawn = sum(finding.points.earned for finding in counted) - unbacked
    limited = loses * max(0.0, drawn - FREE * possible)
    earned = drawn - limited
    return CompetencyScore(
        percent=_percent(earned, possible),
        earned=round(earned, DIGITS),
        possible=round(possible, DIGITS),
        unbacked=round(unbacked, DIGITS),
        limited=round(limited, DIGITS),
    )


def _ticked(finding: Finding) -> float:
    """Give the points that rest on what was only ticked."""
    return finding.points.earned if finding.evidence is Evidence.CLAIMED and not finding.backed else 0.0


def _percent(earned: float, possible: float) -> float | None:
    return round(100 * earned / possible, 1) if possible else None
