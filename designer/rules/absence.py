"""One thing that is not drawn is one thing to draw, however many rules fail for want of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from designer.model.critique import Finding
from designer.model.kind import Kind
from designer.model.rubric import Competency, Severity


@dataclass(frozen=True, slots=True)
class Absence:
    """Kinds of which one is missing, and the findings that come of that, the one that says what to do first.

    That is one that nothing else would mend, and of these the one that costs most.
    """

    kinds: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def told_by_the_first(self) -> frozenset[str]:
        """Give the rules of the findings that need no words of their own.

        Nothing else mends them either, or they stand beside it and are not critical.
        """
        first, *others = self.findings
        return frozenset(each.rule for each in others if each.lacks == first.lacks or _minor_beside(each, first))


def _minor_beside(finding: Finding, first: Finding) -> bool:
    return finding.competency is first.competency and finding.severity is not Severity.CRITICAL


def absences(findings: Iterable[Finding]) -> tuple[Absence, ...]:
    """Give for want of what several rules fail; what costs most comes first, and each finding comes of one."""
    found: list[Absence] = []
    left = [finding for finding in findings if finding.lacks]
    while True:
        lost: dict[str, list[float]] = {}
        for finding in left:
            for kind in finding.lacks:
                lost.setdefault(kind, []).append(finding.points.possible)
        several = [kind for kind, points in lost.items() if len(points) > 1]
        if not several:
            return tuple(found)
        first = min(several, key=lambda kind: (-sum(lost[kind]), kind))
        of_it = [each for each in left if first in each.lacks]
        alike = tuple(sorted(frozenset.intersection(*(frozenset(each.lacks) for each in of_it))))
        found.append(Absence(alike, tuple(sorted(of_it, key=lambda each: (each.lacks != alike, *_weight(each))))))
        left = [each for each in left if first not in each.lacks]


def _weight(finding: Finding) -> tuple[float, int]:
    return -finding.points.possible, list(Competency).index(finding.competency)


def cause(finding: Finding, absent: Absence, kinds: Mapping[str, Kind]) -> str:
    """Name what a finding comes of: its own alternatives where they are few, else those of all that come of it."""
    return titled(finding.lacks if len(finding.lacks) <= _FEW else absent.kinds, kinds)


_FEW = 2


def titled(lacks: Iterable[str], kinds: Mapping[str, Kind]) -> str:
    """Name kinds of which one is missing."""
    return " or ".join(f"“{kinds[kind].title}”" for kind in lacks)
