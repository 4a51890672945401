"""One thing that is not drawn is one thing to draw, however many rules fail for want of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from designer.model.critique import Finding
from designer.model.kind import Kind
from designer.model.rubric import Competency


@dataclass(frozen=True, slots=True)
class Absence:
    """Kinds of which one is missing, and the findings that come of that; the one that costs most stands first."""

    kinds: tuple[str, ...]
    findings: tuple[Finding, ...]


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
        of_it = sorted((each for each in left if first in each.lacks), key=_weight)
        alike = frozenset.intersection(*(frozenset(each.lacks) for each in of_it))
        found.append(Absence(tuple(sorted(alike)), tuple(of_it)))
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
