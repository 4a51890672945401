"""From findings to points: the weighted mean of all rules, held back by as much as the brief is left unanswered."""

from collections.abc import Iterable, Sequence

from designer.model.critique import CompetencyScore, Evidence, Finding, Score, Verdict
from designer.model.rubric import Competency, Severity

TO_AN_ANSWER = frozenset(
    {Competency.SERVING, Competency.REDUNDANCY, Competency.COST, Competency.SECURITY, Competency.LLM}
)
"""What a request meets on its way: a drawing that fails it is not saved by what happens beside."""
ON_THE_WAY = 0.35
"""The share of what is drawn that is held back where nothing is there of all that is critical to an answer."""
DECIDES = 0.2
"""The share that is held back besides where nothing is there of one thing that the brief asks in words of its own and
that decides: what a critical rule of the scenario's own looks at."""
ASKED = 0.2
"""The share that is held back besides where nothing is there of all that the brief asks in words of its own."""
FREE = 0.1
"""The share of points that is never held back, of the whole and of each competency: what little there is may be told
from nothing."""
PROTECTS = {Competency.REDUNDANCY: 0.85, Competency.COST: 0.5}
"""The share of what these earn that is lost where serving earns nothing: what protects an answer, or pays for it, is
worth as much as that."""
ALSO = 0.5
"""The share of a rule's points that counts in each competency besides its own of which it says something."""
MOST_TICKED = 0.4
"""The share of a competency that may rest on what is only ticked, with nothing drawn or computed beside it."""
DIGITS = 4


def score(findings: Iterable[Finding]) -> Score:
    """Add the points up. What does not apply is in neither sum; an error counts as nothing earned.

    Each rule counts in the whole once, by its own competency; half of its points count in each other
    competency of which it says something, too. A drawing that does not answer the brief falls as a whole. Each
    competency falls likewise, but by its own points alone, since nothing that is mended elsewhere may lower it.
    """
    found = [finding for finding in findings if finding.verdict is not Verdict.NOT_APPLICABLE]
    missing, unanswered = _unanswered(found)
    own = {each: [finding for finding in found if finding.competency is each] for each in Competency}
    serves = _competency(own[Competency.SERVING])
    unserved = 1 - serves.earned / serves.possible if serves.possible else 0.0
    without = {each: PROTECTS.get(each, 0.0) * unserved for each in Competency}
    once = [_competency(own[each], loses=without[each]) for each in Competency]
    counted, possible = sum(part.earned for part in once), sum(part.possible for part in once)
    held_back = unanswered * max(0.0, counted - FREE * possible)
    by_competency = {
        each: _competency(own[each], [one for one in found if each in one.also], loses=max(unanswered, without[each]))
        for each in Competency
    }
    return Score(
        percent=_percent(counted - held_back, possible) or 0.0,
        earned=round(counted - held_back, DIGITS),
        possible=round(possible, DIGITS),
        held_back=round(held_back, DIGITS),
        lost=round(sum(part.limited for part in once), DIGITS),
        capped_by=missing if held_back else (),
        by_competency=by_competency,
    )


def _unanswered(found: list[Finding]) -> tuple[tuple[str, ...], float]:
    """Give what of the brief is not answered, and the share of what is drawn that this holds back.

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


def _competency(own: list[Finding], besides: Sequence[Finding] = (), loses: float = 0.0) -> CompetencyScore:
    """Add one competency up, of whose points above the free ones a share is held back (0 to 1)."""
    counted = [(1.0, finding) for finding in own] + [(ALSO, finding) for finding in besides]
    possible = sum(share * finding.points.possible for share, finding in counted)
    unbacked = max(0.0, sum(share * _ticked(finding) for share, finding in counted) - MOST_TICKED * possible)
    drawn = sum(share * finding.points.earned for share, finding in counted) - unbacked
    limited = loses * max(0.0, drawn - FREE * possible)
    return CompetencyScore(
        percent=_percent(drawn - limited, possible),
        earned=round(drawn - limited, DIGITS),
        possible=round(possible, DIGITS),
        unbacked=round(unbacked, DIGITS),
        limited=round(limited, DIGITS),
    )


def _ticked(finding: Finding) -> float:
    """Give the points that rest on what was only ticked."""
    return finding.points.earned if finding.evidence is Evidence.CLAIMED and not finding.backed else 0.0


def _percent(earned: float, possible: float) -> float | None:
    return round(100 * earned / possible, 1) if possible else None
