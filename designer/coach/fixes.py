"""Fixes, priced: what the whole score gains when a finding, or all that fail for want of one thing, are mended."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from designer.catalog.library import catalog
from designer.coach.place import places
from designer.model.advice import Fix, Mending, Place, Together
from designer.model.critique import MISSED, Finding, Points, Score, Verdict
from designer.rules.absence import absences, titled
from designer.rules.score import DIGITS, score

MENDABLE = MISSED - {Verdict.ERROR}
"""The verdicts that a change of the drawing turns into a pass; a rule that cannot be run is not the drawing's."""
SEVERAL = 3
"""Fixes at one place that are worth a word of their own."""


def fixes(findings: Sequence[Finding], names: Mapping[str, str]) -> tuple[Fix, ...]:
    """Give what would mend the findings, the one that gains most first; `names` are those of the drawing's parts.

    The score is no sum of its rules (see `designer.rules.score`), so that each gain is that of the findings scored
    again with those of the fix mended. That other rules apply to what is drawn anew is not foreseen.
    """
    now = score(findings)
    units = sorted(
        ((_gain(findings, now, mended), mended) for mended in _together(findings)),
        key=lambda unit: -unit[0],
    )
    done: set[str] = set()
    found = []
    for gained, mended in units:
        done |= {each.rule for each in mended}
        found.append(_fix(mended, gained, score(_with(findings, done)), names))
    return tuple(found)


def together(findings: Sequence[Finding], found: Sequence[Fix]) -> Together | None:
    """Give the place at which most is gained by fixes that speak of no other; None where no place has several."""
    at: dict[Place, list[int]] = {}
    for number, fix in enumerate(found, 1):
        spoken_of = {place for each in fix.mends for place in each.where}
        if len(spoken_of) == 1:
            at.setdefault(spoken_of.pop(), []).append(number)
    now = score(findings)
    several = [_made(findings, found, now, *each) for each in at.items() if len(each[1]) >= SEVERAL]
    return min(several, key=lambda each: (-each.gained_points, each.where.id), default=None)


def _made(
    findings: Sequence[Finding], found: Sequence[Fix], now: Score, place: Place, numbers: Sequence[int]
) -> Together:
    rules = {each.rule for number in numbers for each in found[number - 1].mends}
    then = score(_with(findings, rules))
    return Together(
        where=place,
        fixes=tuple(numbers),
        gained_points=round(then.earned - now.earned, DIGITS),
        percent=round(100 * then.earned / then.possible, 2),
    )


def _together(findings: Iterable[Finding]) -> Iterator[tuple[Finding, ...]]:
    """Give findings by what mends them: all that fail for want of one kind together, the others one by one."""
    left = [each for each in findings if each.verdict in MENDABLE]
    for absent in absences(left):
        yield absent.findings
        left = [each for each in left if each not in absent.findings]
    yield from ((each,) for each in left)


def _gain(findings: Sequence[Finding], now: Score, mended: Iterable[Finding]) -> float:
    """Give the points by which the whole score rises."""
    return round(score(_with(findings, {each.rule for each in mended})).earned - now.earned, DIGITS)


def _with(findings: Iterable[Finding], mended: set[str]) -> list[Finding]:
    """Give the findings with some of the rules passed."""
    return [_passed(each) if each.rule in mended else each for each in findings]


def _passed(finding: Finding) -> Finding:
    points = Points(earned=finding.points.possible, possible=finding.points.possible)
    return finding.model_copy(update={"verdict": Verdict.PASS, "share": 1.0, "points": points, "lacks": ()})


def _fix(mended: tuple[Finding, ...], gained: float, so_far: Score, names: Mapping[str, str]) -> Fix:
    draw = tuple(sorted(frozenset.intersection(*(frozenset(each.lacks) for each in mended))))
    alone = len(mended) == 1
    return Fix(
        title=mended[0].title if alone else f"No {titled(draw, catalog().kinds)}",
        draw=draw,
        mends=tuple(_mending(each, names) for each in mended),
        gained_points=gained,
        gained_percent=round(100 * gained / so_far.possible, 2),
        percent_so_far=round(100 * so_far.earned / so_far.possible, 2),
    )


def _mending(finding: Finding, names: Mapping[str, str]) -> Mending:
    return Mending(
        rule=finding.rule,
        number=finding.number,
        title=finding.title,
        competency=finding.competency,
        severity=finding.severity,
        verdict=finding.verdict,
        missing_points=round(finding.points.possible - finding.points.earned, DIGITS),
        message=finding.message,
        fix=finding.fix,
        where=places(finding.subjects or finding.witness, names),
        waived=finding.waived,
    )
