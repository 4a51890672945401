"""What a critique says and in which order, as data: PDF, plain text and Markdown are all written from it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from designer.analysis.naming import isolated, listed
from designer.model.critique import Critique, Evidence, Finding, Verdict
from designer.model.design import Design
from designer.model.kind import Kind
from designer.model.rubric import Competency
from designer.model.scenario import Scenario
from designer.report import words
from designer.report.consequences import Consequence, consequences
from designer.report.critique.changes import Aftermath, aftermaths
from designer.rules.absence import Absence, absences, cause, titled
from designer.rules.score import ASKED as ASKED_FOR
from designer.rules.score import DECIDES, ON_THE_WAY, PROTECTS

_WORST = 3
_LOOSE = 40
"""Loose ends that a report lists."""
_BUSY = 0.7
ASKED = "asked by this drill's brief"
"""What is said of the findings of a drill's own rules."""


@dataclass(frozen=True, slots=True)
class Place:
    """Something in the drawing that a finding points at: a component or connection, and its name for people."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding that cost points, under its number in this report."""

    number: int
    finding: Finding
    places: tuple[Place, ...]
    missing: str = ""
    """What is not drawn at all, in words, where this problem is one of several that come of it."""
    told_at: int = 0
    """The number of the one of these that says what to do, where it is another."""

    @property
    def lost(self) -> float:
        """Give the points that it cost."""
        return self.finding.points.possible - self.finding.points.earned

    @property
    def cause(self) -> str:
        """Say of what it comes, where several come of that; the first of them says what to do."""
        where = f", as does {self.told_at}" if self.told_at else ""
        return f"Comes of there being no {self.missing}{where}." if self.missing else ""

    @property
    def facts(self) -> tuple[str, ...]:
        """Give what identifies it: the rule's number and id, how much it weighs, and what decided it."""
        said = (*words.also(self.finding.also), *((ASKED,) if self.finding.asked else ()))
        return (*rule_facts(self.finding), self.finding.severity.value, evidence(self.finding), *said)


@dataclass(frozen=True, slots=True)
class Missing:
    """A kind of component, or one of a few, that is not drawn at all, and the problems that come of it, by number."""

    title: str
    about: str
    problems: tuple[int, ...]
    lost: float

    @property
    def cost(self) -> str:
        """Say what it costs."""
        return f"{len(self.problems)} problems ({', '.join(map(str, self.problems))}), {words.number(self.lost)} points"


@dataclass(frozen=True, slots=True)
class Bar:
    """One competency's score, and the points that are held back; without a percentage where nothing of it applied.

    Where no rule of it counts at the critique's level, it is `above` that.
    """

    competency: Competency
    percent: float | None
    earned: float
    possible: float
    held_back: float = 0.0
    above: bool = False

    @property
    def share(self) -> str:
        """Give the percentage as it is written, or why there is none."""
        return "higher level" if self.above else words.percent(self.percent)

    @property
    def drawn(self) -> float:
        """Give the percentage that what is drawn would earn, were nothing held back."""
        return 100 * (self.earned + self.held_back) / self.possible if self.possible else 0.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A computed number, with how it was computed and what it assumes."""

    title: str
    value: str
    about: str
    method: str
    assumes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A critique, ordered for reading."""

    scenario: str
    title: str
    facts: tuple[str, ...]
    percent: float | None
    of_points: str
    held_back: tuple[str, ...]
    bars: tuple[Bar, ...]
    shared: str
    figures: tuple[Figure, ...]
    busiest: tuple[str, ...]
    asked: tuple[str, ...]
    requirements: tuple[tuple[str, str], ...]
    missing: tuple[Missing, ...]
    problems: Mapping[Competency, tuple[Problem, ...]]
    passes: Mapping[Competency, tuple[Finding, ...]]
    questions: tuple[Finding, ...]
    errors: tuple[Finding, ...]
    unscored: tuple[Finding, ...]
    loose_ends: tuple[tuple[str, str], ...]
    consequences: tuple[Consequence, ...]
    changes: tuple[Aftermath, ...]
    method: tuple[str, ...]

    @property
    def named(self) -> tuple[str, ...]:
        """Give what the critique is of: the scenario, then the drawing where that is called something else."""
        return tuple(dict.fromkeys((self.scenario, self.title)))

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """Give every problem in the order of its number."""
        return tuple(problem for problems in self.problems.values() for problem in problems)

    @property
    def worst(self) -> tuple[Problem, ...]:
        """Give the few problems that cost most, and of those that come of one thing only the first."""
        told = (problem for problem in self.all_problems if not problem.told_at)
        return tuple(sorted(told, key=lambda problem: (-problem.lost, problem.number))[:_WORST])


def report(  # noqa: PLR0913 (a critique, what it is of, and when)
    critique: Critique,
    design: Design,
    kinds: Mapping[str, Kind],
    scenario: Scenario | None = None,
    *,
    drawn_on: dt.date | None = None,
    elapsed_s: float | None = None,
) -> Report:
    """Put a critique in order; without a date none is named, so that equal arguments give an equal report."""
    names = _names(design, kinds)
    absent = absences(critique.findings)
    problems = _problems(critique, absent, names, kinds)
    return Report(
        scenario=critique.scenario_title or critique.scenario,
        title=critique.design.title or design.title or "Untitled drawing",
        facts=_facts(critique, scenario, drawn_on, elapsed_s),
        percent=critique.score.percent if critique.score.possible else None,
        of_points=f"{words.points(critique.score.earned, critique.score.possible)} points that applied",
        held_back=held_back(critique),
        bars=bars(critique),
        shared=shared(critique.findings),
        figures=_figures(critique),
        busiest=_busiest(critique, names),
        asked=tuple(line.strip() for line in scenario.prompt.splitlines() if line.strip()) if scenario else (),
        requirements=tuple((line.name, line.value) for line in scenario.requirements) if scenario else (),
        missing=_missing(absent, problems, kinds),
        problems=problems,
        passes=_by_competency(finding for finding in critique.findings if finding.verdict is Verdict.PASS),
        questions=_with(critique, Verdict.UNKNOWN),
        errors=_with(critique, Verdict.ERROR),
        unscored=_with(critique, Verdict.NOT_APPLICABLE),
        loose_ends=_loose_ends(critique),
        consequences=consequences([critique.rollout] if critique.rollout else [], critique.model_faults, names),
        changes=aftermaths(critique.changes, critique.findings, names),
        method=_method(critique),
    )


def rule_facts(finding: Finding) -> tuple[str, ...]:
    """Give a rule's number and id."""
    return tuple(part for part in (finding.number, finding.rule) if part)


def shared(findings: Iterable[Finding]) -> str:
    """Say why competencies add up to more than the whole, where rules count in several."""
    counted = any(finding.also for finding in findings if finding.verdict is not Verdict.NOT_APPLICABLE)
    return SHARED if counted else ""


SHARED = (
    "A rule that says something of another competency as well counts there too, by half of its points, and in the "
    "whole score once."
)


def evidence(finding: Finding) -> str:
    """Say what decided a finding."""
    return "shown by the drawing" if finding.evidence is Evidence.SHOWN else "claimed by a property"


def unscored_because(finding: Finding) -> str:
    """Say why a finding counts neither for nor against."""
    return finding.reason or finding.message


def verdict_word(verdict: Verdict) -> str:
    """Give a verdict as people read it."""
    return {
        Verdict.PASS: "Passed",
        Verdict.PARTIAL: "Partly",
        Verdict.FAIL: "Failed",
        Verdict.UNKNOWN: "Open",
        Verdict.NOT_APPLICABLE: "Not needed",
        Verdict.ERROR: "Not run",
    }[verdict]


def part_names(design: Design, kinds: Mapping[str, Kind]) -> dict[str, str]:
    """Give a name for people to each component."""
    titles = {item.id: kinds[item.kind].title if item.kind in kinds else item.kind for item in design.components}
    return {item.id: isolated(words.short(item.name)) or titles[item.id] for item in design.components}


def _names(design: Design, kinds: Mapping[str, Kind]) -> dict[str, str]:
    """Give a name for people to each component and connection."""
    names = part_names(design, kinds)
    for edge in design.connections:
        ends = f"{names.get(edge.source, edge.source)} → {names.get(edge.target, edge.target)}"
        names[edge.id] = f"{ends} ({edge.kind.value})"
    return names


def _facts(
    critique: Critique, scenario: Scenario | None, drawn_on: dt.date | None, elapsed_s: float | None
) -> tuple[str, ...]:
    facts = [f"{critique.level.value.title()} level"]
    if drawn_on is not None:
        facts.append(words.day(drawn_on))
    if elapsed_s is not None:
        used = words.minutes(elapsed_s)
        facts.append(f"{used.removesuffix(' min')} of {scenario.minutes} min used" if scenario else f"{used} used")
    return tuple(facts)


def held_back(critique: Critique) -> tuple[str, ...]:
    """Say how much of what is drawn earns nothing, and by which rules; and what redundancy and cost lose besides."""
    score, titles = critique.score, {finding.rule: finding.title for finding in critique.findings}
    said = []
    if (points := words.number(score.held_back)) != "0":
        unmet = listed(titles[rule] for rule in score.capped_by)
        said.append(f"{points} points are held back, since the brief is not answered as it asks: {unmet}")
    if (points := words.number(score.lost)) != "0":
        what = f"{Competency.REDUNDANCY.title} and of {Competency.COST.title}"
        why = f"both count only as far as {Competency.SERVING.title} earns its own"
        said.append(f"{points} points of {what} are lost, since {why}")
    return tuple(said)


def bars(critique: Critique) -> tuple[Bar, ...]:
    """Give a bar for each competency that is in the score, in their order."""
    scores, asked = critique.score.by_competency, {finding.competency for finding in critique.findings}
    found = ((one, scores[one]) for one in Competency if one in scores)
    return tuple(
        Bar(one, each.percent, each.earned, each.possible, each.limited, each.percent is None and one not in asked)
        for one, each in found
    )


def _figures(critique: Critique) -> tuple[Figure, ...]:
    figures, said = [], ""
    for name, found in words.worth_telling(critique.estimates).items():
        about = "" if found.statement == said and found.value is not None else found.statement
        said = found.statement
        if name == "availability" and found.value is not None:
            down = words.downtime(1 - found.value if found.unavailability is None else found.unavailability)
            about = "; ".join(filter(None, [down, about]))
        title = words.ESTIMATE_TITLES.get(name, name.replace("_", " ").capitalize())
        value = words.estimate(found)
        if name == "cost_usd_per_month":
            title, value = f"{title} a month", value.removesuffix(" a month")
        figures.append(Figure(title, value, about, found.method, found.assumes))
    return tuple(figures)


def _loose_ends(critique: Critique) -> tuple[tuple[str, str], ...]:
    """Give what is joined to nothing, and of very much only how much more there is."""
    told = tuple((end.what, end.where) for end in critique.loose_ends)
    left = len(told) - _LOOSE
    return told if left <= 1 else (*told[:_LOOSE], (f"{left:,} more of this sort", ""))


def _busiest(critique: Critique, names: Mapping[str, str]) -> tuple[str, ...]:
    busy = sorted(critique.utilisation.items(), key=lambda item: (-item[1], item[0]))
    return tuple(f"{names.get(id_, id_)} {100 * share:,.0f} %" for id_, share in busy if share >= _BUSY)


def _problems(
    critique: Critique, absent: Sequence[Absence], names: Mapping[str, str], kinds: Mapping[str, Kind]
) -> dict[Competency, tuple[Problem, ...]]:
    grouped = _by_competency(item for item in critique.findings if item.verdict in {Verdict.FAIL, Verdict.PARTIAL})
    causes = {finding.rule: each for each in absent for finding in each.findings}
    number = 0
    problems = {}
    for competency, findings in grouped.items():
        lines = []
        for finding in sorted(findings, key=lambda item: item.points.earned - item.points.possible):
            number += 1
            ids = dict.fromkeys(finding.witness or finding.subjects)
            places = tuple(Place(id_, names[id_]) for id_ in ids if id_ in names)
            comes_of = causes.get(finding.rule)
            lines.append(Problem(number, finding, places, cause(finding, comes_of, kinds) if comes_of else ""))
        problems[competency] = tuple(lines)
    numbers = {problem.finding.rule: problem.number for group in problems.values() for problem in group}
    first = {rule: numbers[each.findings[0].rule] for each in absent for rule in each.told_by_the_first}
    return {
        competency: tuple(replace(problem, told_at=first.get(problem.finding.rule, 0)) for problem in group)
        for competency, group in problems.items()
    }


def _missing(
    absent: Iterable[Absence], problems: Mapping[Competency, tuple[Problem, ...]], kinds: Mapping[str, Kind]
) -> tuple[Missing, ...]:
    every = [problem for group in problems.values() for problem in group]
    come_of_it = [(each.kinds, [problem for problem in every if problem.finding in each.findings]) for each in absent]
    return tuple(
        Missing(
            title=f"No {titled(lacks, kinds)}",
            about=kinds[lacks[0]].about if len(lacks) == 1 else "",
            problems=tuple(problem.number for problem in group),
            lost=sum(problem.lost for problem in group),
        )
        for lacks, group in come_of_it
    )


def _by_competency(findings: Iterable[Finding]) -> dict[Competency, tuple[Finding, ...]]:
    all_ = tuple(findings)
    grouped = {one: tuple(finding for finding in all_ if finding.competency is one) for one in Competency}
    return {one: found for one, found in grouped.items() if found}


def _with(critique: Critique, verdict: Verdict) -> tuple[Finding, ...]:
    return tuple(finding for finding in critique.findings if finding.verdict is verdict)


def _method(critique: Critique) -> tuple[str, ...]:
    later = {file.id: f" (version {file.version})" for file in critique.rubric.files if file.version > 1}
    rubric = ", ".join(f"{id_}{later.get(id_, '')}" for id_ in critique.rubric.ids)
    return (
        "A rule is worth 8 points (critical), 4 (major) or 1 (minor), of serving and redundancy half as much again.",
        "What the scenario is about counts double, and from one level earlier on.",
        "It earns the share of its subjects that pass; what rests on a ticked property alone is marked as claimed.",
        "What the drawing does not say earns half and is asked; a rule that could not be run earns nothing.",
        "One that does not apply counts neither for nor against.",
        (
            f"Redundancy loses up to {words.share(PROTECTS[Competency.REDUNDANCY])} of what is above a tenth, and cost "
            f"up to {words.share(PROTECTS[Competency.COST])}, by as much as serving falls short."
        ),
        f"While at zero, critical rules on the way to an answer hold back up to {words.share(ON_THE_WAY)} of that.",
        f"One on what the brief asks in words of its own holds back {words.share(DECIDES)} besides.",
        f"What is missing of all rules on that holds back up to {words.share(ASKED_FOR)} more.",
        (
            f"Rubric: {rubric}, version {critique.rubric.version} ({critique.rubric.sha256[:12]}). "
            f"Drawing: {critique.design.sha256[:12]}. The same drawing and rubric always give the same verdict."
        ),
    )
