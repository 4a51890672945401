"""From findings to points: the weighted mean of all rules, held back by as much as the brief is left unanswered."""

from collections.abc import Iterable

from designer.model.critique import CompetencyScore, Evidence, Finding, Score, Verdict
from designer.model.rubric import Competency, Severity

TO_AN_ANSWER = frozenset(
    {Competency.SERVING, Competency.REDUNDANCY, Competency.COST, Competency.SECURITY, Competency.LLM}
)
"""What a request meets on its way: a drawing that fails it is not saved by what happens beside."""
ON_THE_WAY = 0.3
"""The share of each competency that is lost where nothing is there of all that is critical to an answer."""
DECIDES = 0.2
"""The share that is lost besides where nothing is there of one thing that the brief asks in words of its own and that
decides: what a critical rule of the scenario's own looks at."""
ASKED = 0.3
"""The share that is lost besides where nothing is there of all that the brief asks in words of its own."""
FREE = 0.1
"""The share of all points that is never held back: what little there is may be told from nothing."""
PROTECTS = 0.85
"""The share of redundancy that is lost where serving earns nothing: what protects an answer is worth what that is."""
MOST_TICKED = 0.4
"""The share of a competency that may rest on what is only ticked, with nothing drawn or computed beside it."""
DIGITS = 4


def score(findings: Iterable[Finding]) -> Score:
    """Add the points up. What does not apply is in neither sum; an error counts as nothing earned."""
    found = [finding for finding in findings if finding.verdict is not Verdict.NOT_APPLICABLE]
    missing, unanswered = _unanswered(found)
    unserved = _left([each for each in found if each.competency is Competency.SERVING])
    drawn = {each: _drawn([finding for finding in found if finding.competency is each]) for each in Competency}
    held = unanswered * _above_free(drawn.values())
    protects = max(held, PROTECTS * unserved * _above_free([drawn[Competency.REDUNDANCY]]))
    by_competency = {
        each: _held(part, protects if each is Competency.REDUNDANCY else held) for each, part in drawn.items()
    }
    earned = sum(part.earned for part in by_competency.values())
    possible = sum(part.possible for part in by_competency.values())
    held_back = sum(part.limited for part in by_competency.values())
    return Score(
        percent=_percent(earned, possible) or 0.0,
        earned=round(earned, DIGITS),
        possible=round(possible, DIGITS),
        held_back=round(held_back, DIGITS),
        capped_by=missing if held_back else (),
        by_competency=by_competency,
    )


def _unanswered(found: list[Finding]) -> tuple[tuple[str, ...], float]:
    """Give what of the brief is not answered, and the share of each competency that this holds back.

    Named are the rules at zero that hold something back, and where there are none those that earn less than they could.
    """
    critical = [each for each in found if each.severity is Severity.CRITICAL]
    answering = [each for each in critical if each.competency in TO_AN_ANSWER]
    asked = [each for each in found if each.asked]
    decides = any(each.asked and each.share == 0 for each in critical)
    share = ON_THE_WAY * _share_at_zero(answering) + (DECIDES if decides else 0) + ASKED * _left(asked)
    holding = [each for each in found if each in answering or each.asked]
    missing = [each for each in holding if each.share == 0] or [each for each in asked if each.share < 1]
    return tuple(each.rule for each in missing), share


def _share_at_zero(rules: list[Finding]) -> float:
    """Give the share of the points of some rules that belong to those that earn nothing."""
    possible = sum(each.points.possible for each in rules)
    return sum(each.points.possible for each in rules if each.share == 0) / possible if possible else 0.0


def _left(rules: list[Finding]) -> float:
    """Give the share of the points of some rules that is not earned; of no rules nothing."""
    possible = sum(each.points.possible for each in rules)
    return 1 - sum(each.points.earned for each in rules) / possible if possible else 0.0


def _drawn(counted: list[Finding]) -> CompetencyScore:
    """Add one competency's findings up, before anything is held back."""
    possible = sum(finding.points.possible for finding in counted)
    unbacked = max(0.0, sum(map(_ticked, counted)) - MOST_TICKED * possible)
    earned = sum(finding.points.earned for finding in counted) - unbacked
    return CompetencyScore(percent=None, earned=earned, possible=possible, unbacked=round(unbacked, DIGITS))


def _above_free(drawn: Iterable[CompetencyScore]) -> float:
    """Give the share of the earned points that lies above what is never held back."""
    earned, possible = (sum(part) for part in zip(*((each.earned, each.possible) for each in drawn), strict=True))
    return max(0.0, 1 - FREE * possible / earned) if earned else 0.0


def _held(drawn: CompetencyScore, share: float) -> CompetencyScore:
    """Hold a share of what a competency earned back (0 to 1)."""
    earned = drawn.earned * (1 - share)
    kept = {"earned": round(earned, DIGITS), "limited": round(drawn.earned - earned, DIGITS)}
    return drawn.model_copy(update={"percent": _percent(earned, drawn.possible), **kept})


def _ticked(finding: Finding) -> float:
    """Give the points that rest on what was only ticked."""
    return finding.points.earned if finding.evidence is Evidence.CLAIMED and not finding.backed else 0.0


def _percent(earned: float, possible: float) -> float | None:
    return round(100 * earned / possible, 1) if possible else None
