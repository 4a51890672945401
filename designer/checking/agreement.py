"""A rubric held against people: the same drawings, graded by readers and by us, and how far the two orders agree."""

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from statistics import fmean

from designer.catalog.library import scenario_ids
from designer.errors import DesignerError, Problems, suggestion
from designer.exchange.formats import load
from designer.exchange.grades import read_grades, stem
from designer.grading import grade
from designer.model.agreement import DIMENSIONS, Against, Agreement, Compared, Graded, LeftOut, Part
from designer.model.critique import Critique, Finding, RubricName, Verdict
from designer.model.design import Design
from designer.rules.in_use import rubric_in_use

LEAST = 2
"""Drawings that an order takes."""
EXPLAINED, RULES_EACH = 3, 5
"""How many of the largest differences are explained, by how many rules each."""
DIGITS = 4


def tau_b(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Give Kendall's rank correlation with its correction for ties (Kendall 1945); None where one side is all ties.

    >>> tau_b([1, 2, 3, 4], [1, 2, 4, 3])
    0.6666666666666666
    """
    pairs = list(combinations(zip(one, other, strict=True), 2))
    signs = [_sign(a - c) * _sign(b - d) for (a, b), (c, d) in pairs]
    untied = [sum(pair[0][side] != pair[1][side] for pair in pairs) for side in (0, 1)]
    return sum(signs) / math.sqrt(untied[0] * untied[1]) if all(untied) else None


def _sign(difference: float) -> int:
    return (difference > 0) - (difference < 0)


def ranks(values: Sequence[float]) -> list[float]:
    """Give each value's rank from the highest, 1; equal ones share the mean of their ranks.

    >>> ranks([50, 90, 50])
    [2.5, 1.0, 2.5]
    """
    count = Counter(values)
    above = {value: sum(count[other] for other in count if other > value) for value in count}
    return [above[value] + (count[value] + 1) / 2 for value in values]


@dataclass(frozen=True)
class _Pair:
    """A drawing's two verdicts."""

    graded: Graded
    critique: Critique

    @property
    def ours(self) -> float:
        return self.critique.score.percent

    @property
    def readers(self) -> float:
        return self.graded.overall

    def part(self, dimension: str) -> float | None:
        """Give our percent of a dimension; None where nothing of it applies."""
        scores = [self.critique.score.by_competency[competency] for competency in DIMENSIONS[dimension]]
        possible = sum(score.possible for score in scores)
        return 100 * sum(score.earned for score in scores) / possible if possible else None


def agreement(
    grades: Path, designs: Iterable[Path], level: str | None = None, rubric: Sequence[Path] = ()
) -> Agreement:
    """Compare readers' grades with ours, with the files of a `rubric` on top of what is in use.

    Raises DesignerError for a malformed file and for fewer than two drawings.
    """
    rows = read_grades(grades)
    drawings = _matched(rows, grades, designs)
    graded = {row.drawing for row in rows}
    left_out = [
        LeftOut(drawing=name, reason=why)
        for name, design in drawings.items()
        if (why := _foreign(design) or ("" if name in graded else "it has no grade"))
    ]
    absent = {each.drawing for each in left_out}
    pairs = [
        _Pair(row, grade(design, level=level, rubric=rubric_in_use(design.scenario or "", rubric)))
        for row in rows
        if row.drawing not in absent
        for design in [drawings[row.drawing]]
    ]
    if len(pairs) < LEAST:
        what = f"of {len(drawings)} drawings {len(pairs) or 'none'} can be compared, and it takes {LEAST}"
        first = f"'{left_out[0].drawing}' is left out: {left_out[0].reason}" if left_out else ""
        raise DesignerError(what, where=str(grades), remedy=first)
    return _compared(pairs, tuple(sorted(left_out, key=lambda each: each.drawing)))


def _matched(rows: Sequence[Graded], grades: Path, designs: Iterable[Path]) -> dict[str, Design]:
    paths: dict[str, Path] = {}
    for path in designs:
        name = stem(path.name)
        if name in paths:
            raise DesignerError(f"two drawings are named '{name}'", where=str(path), remedy=f"see {paths[name]}")
        paths[name] = path
    missing = [row for row in rows if row.drawing not in paths]
    if missing:
        spare = paths.keys() - {row.drawing for row in rows}
        raise Problems(_missing(row, grades, spare) for row in missing)
    return {name: load(path) for name, path in paths.items()}


def _missing(row: Graded, grades: Path, spare: Iterable[str]) -> DesignerError:
    near = suggestion(row.drawing, spare)
    remedy = near if near.startswith("did") else "name its file too"
    return DesignerError(f"no drawing is given for '{row.drawing}'", where=f"{grades}:{row.line}", remedy=remedy)


def _foreign(design: Design) -> str:
    """Say why a drawing cannot be graded here; nothing when it can."""
    if not design.scenario:
        return "it names no scenario"
    return "" if design.scenario in scenario_ids() else f"its scenario '{design.scenario}' does not ship"


def _compared(pairs: Sequence[_Pair], left_out: tuple[LeftOut, ...]) -> Agreement:
    groups: Mapping[str, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        groups[pair.critique.scenario].append(pair)
    by_scenario = tuple(_part(name, _overall(group)) for name, group in sorted(groups.items()))
    within = [part.tau for part in by_scenario if part.tau is not None]
    dimensions = [name for name in DIMENSIONS if any(name in pair.graded.by_dimension for pair in pairs)]
    return Agreement(
        rubric=_named([pair.critique.rubric for pair in pairs]),
        overall=_part("overall", _overall(pairs)),
        within_scenario=round(fmean(within), DIGITS) if within else None,
        by_scenario=by_scenario,
        by_dimension=tuple(_part(name, _dimension(pairs, name)) for name in dimensions),
        drawings=_drawings(pairs),
        left_out=left_out,
    )


def _named(rubrics: Sequence[RubricName]) -> RubricName:
    """Name all that the drawings were graded by, scenarios having rules of their own: each file once."""
    files = tuple(dict.fromkeys(file for rubric in rubrics for file in rubric.files))
    digest = hashlib.sha256("".join(sorted({rubric.sha256 for rubric in rubrics})).encode()).hexdigest()
    return RubricName(ids=tuple(f.id for f in files), version=rubrics[0].version, sha256=digest, files=files)


Points = Sequence[tuple[float, float]]


def _part(name: str, points: Points) -> Part:
    tau = tau_b([one for one, _ in points], [other for _, other in points])
    return Part(name=name, tau=None if tau is None else round(tau, DIGITS), drawings=len(points))


def _overall(pairs: Iterable[_Pair]) -> Points:
    return [(pair.readers, pair.ours) for pair in pairs]


def _dimension(pairs: Iterable[_Pair], name: str) -> Points:
    points = ((pair.graded.by_dimension.get(name), pair.part(name)) for pair in pairs)
    return [(readers, ours) for readers, ours in points if readers is not None and ours is not None]


def _drawings(pairs: Sequence[_Pair]) -> tuple[Compared, ...]:
    places = zip(pairs, ranks([p.readers for p in pairs]), ranks([p.ours for p in pairs]), strict=True)
    ordered = sorted(places, key=lambda place: (-abs(place[1] - place[2]), place[0].graded.drawing))
    return tuple(
        Compared(
            drawing=pair.graded.drawing,
            scenario=pair.critique.scenario,
            readers=pair.readers,
            ours=pair.ours,
            readers_rank=readers,
            our_rank=ours,
            too_high=readers - ours,
            rules=_against(pair, pairs, _sign(readers - ours)) if number < EXPLAINED else (),
        )
        for number, (pair, readers, ours) in enumerate(ordered)
    )


def _against(pair: _Pair, pairs: Sequence[_Pair], side: int) -> tuple[Against, ...]:
    """Find the rules behind a difference: where we put a drawing too high (1), those by which it beat its betters."""
    crossed = [
        other for other in pairs if side * (pair.ours - other.ours) > 0 and side * (other.readers - pair.readers) > 0
    ]
    if not crossed:
        return ()
    others = [_applying(other.critique) for other in crossed]
    found = []
    for rule, finding in _applying(pair.critique).items():
        shares = [other[rule].share for other in others if rule in other]
        points = (finding.share - fmean(shares)) * finding.points.possible if shares else 0.0
        if round(side * points, 1) > 0:
            found.append(Against(rule=rule, number=finding.number, title=finding.title, points=round(points, 1)))
    return tuple(sorted(found, key=lambda each: (-abs(each.points), each.number))[:RULES_EACH])


def _applying(critique: Critique) -> dict[str, Finding]:
    return {each.rule: each for each in critique.findings if each.verdict is not Verdict.NOT_APPLICABLE}
