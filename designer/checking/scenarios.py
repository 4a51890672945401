"""Scenarios tested as code: whether a folder's words, numbers, references and weak designs agree with one another."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from designer.analyzing import changes
from designer.catalog import source
from designer.catalog.library import DESIGN_ENDING, catalog, reference_names
from designer.catalog.source import Location, Source
from designer.catalog.validation import validate
from designer.drill.envelope import value_of
from designer.drill.session import changed_facts
from designer.drill.twist import PLACES
from designer.errors import DesignerError, Problems, suggestion
from designer.exchange.formats import load
from designer.exchange.variation import weak_design
from designer.grading import grade
from designer.model.critique import MISSED, Critique
from designer.model.design import Design
from designer.model.scenario import Brief, Scenario, Twist, WeakDesign
from designer.rules.rubric import OWN, CompiledRubric, compose, read_rubric, shipped

PRODUCTION, INTERVIEW = "reference", "interview"
"""The two references that every scenario has; any other is a different answer of interview size."""
BARS: Mapping[str, float] = {PRODUCTION: 95.0}
INTERVIEW_BAR = 85.0
"""Percent that a reference reaches at the scenario's level."""
MOST_COMPONENTS, MOST_CONNECTIONS = 18, 30
"""What a strong candidate draws in the time."""
WEAKER_BY = 15.0
"""Percentage points by which a weak design lies below the interview-size reference."""
AGREES_WITHIN = 0.02
"""Relative difference between a fact of the brief, which is rounded, and the formula that gives it."""


def check_scenario(folder: Path) -> list[DesignerError]:
    """Give everything that is wrong with a scenario's folder, each with file and line."""
    try:
        file = source.read(folder / "scenario.yaml", name=f"{folder.name}/scenario.yaml")
        own = folder / OWN
        checked = _Checked(folder, file, validate(Scenario, file), read_rubric([own]) if own.is_file() else None)
    except Problems as problems:
        return list(problems.problems)
    except DesignerError as error:
        return [error]
    return list(checked.problems())


@dataclass
class _Checked:
    """One scenario that could be read, with its drawings."""

    folder: Path
    file: Source
    scenario: Scenario
    own: CompiledRubric | None

    def problems(self) -> Iterator[DesignerError]:
        """Give what is wrong: names of nothing, numbers that disagree, drawings that do not do what they should."""
        if self.scenario.id != self.folder.name:
            yield self._wrong(f"the id is '{self.scenario.id}', and the folder is '{self.folder.name}'", ("id",))
        yield from self._rules()
        yield from self._names()
        yield from self._times()
        yield from self._numbers()
        yield from self._references()
        for index, weak in enumerate(self.scenario.weak):
            yield from self._refusals(lambda weak=weak, index=index: self._weak(weak, ("weak", index)))  # type: ignore[misc]
        for index, twist in enumerate(self.scenario.twists):
            yield from self._twist(twist, ("twists", index))

    def _wrong(self, what: str, at: Location = (), remedy: str = "") -> DesignerError:
        return self.file.problem(what, at, remedy)

    def _refusals(self, look: Callable[[], Iterable[DesignerError]]) -> Iterator[DesignerError]:
        """Look at what may be refused on the way, and make that one of the problems."""
        try:
            yield from look()
        except Problems as problems:
            yield from problems.problems
        except DesignerError as error:
            yield error

    # names

    def _names(self) -> Iterator[DesignerError]:
        rules = {rule.rule.id for rule in self._rubric.rules}
        stated: list[tuple[str, Location, Iterable[str]]] = [("rule", ("focus",), rules)]
        for index in range(len(self.scenario.twists)):
            stated += [("rule", ("twists", index, key), rules) for key in ("rules", "breaks")]
            stated.append(("kind", ("twists", index, "kill"), _kills()))
        stated += [("rule", ("weak", index, "misses"), rules) for index in range(len(self.scenario.weak))]
        for what, at, known in stated:
            for number, name in enumerate(self._part(at)):
                if name not in known:
                    yield self._wrong(f"unknown {what} '{name}'", (*at, number), suggestion(name, known))

    def _part(self, at: Location) -> Iterable[str]:
        found = self.file.data
        for step in at:
            found = found.get(step, ()) if isinstance(found, Mapping) else found[step]
        return map(str, found)

    # time and numbers

    def _times(self) -> Iterator[DesignerError]:
        minutes = self.scenario.minutes
        planned = sum(phase.minutes for phase in self.scenario.phases)
        if planned != minutes:
            yield self._wrong(f"the phases take {planned} minutes, and the drill {minutes}", ("phases",))
        for index, twist in enumerate(self.scenario.twists):
            if twist.minute >= minutes:
                what = f"this twist comes at minute {twist.minute}, and the drill ends at {minutes}"
                yield self._wrong(what, ("twists", index, "minute"))

    def _numbers(self) -> Iterator[DesignerError]:
        for index, question in enumerate(self.scenario.envelope):
            at: Location = ("envelope", index)
            try:
                value = value_of(question, self.scenario)
            except DesignerError as error:
                known = {
                    *self.scenario.facts,
                    *(fact for fact in Brief.model_fields if self.scenario.brief.number(fact)),
                }
                word = error.what.rsplit("'", 2)[-2] if "'" in error.what else ""
                yield self._wrong(error.what, (*at, "formula"), suggestion(word, known))
                continue
            stated = self.scenario.brief.number(question.gives) if question.gives else value
            if stated is None:
                yield self._wrong(f"the brief has no number '{question.gives}'", (*at, "gives"))
            elif abs(stated - value) > AGREES_WITHIN * abs(value):
                what = f"the brief says {question.gives} is {stated:g}, and '{question.formula}' gives {value:g}"
                yield self._wrong(what, (*at, "gives"))

    # drawings

    @cached_property
    def _rubric(self) -> CompiledRubric:
        return compose(shipped(), self.own) if self.own else shipped()

    def _rules(self) -> Iterator[DesignerError]:
        """Say where the rules of its own are for others; whether they judge as they should, their examples tell."""
        for rule in self.own.rules[:1] if self.own else ():
            if rule.scenario != self.scenario.id:
                remedy = f"say 'scenario: {self.scenario.id}' at its top"
                yield DesignerError("these rules are for other drills", where=rule.where, remedy=remedy)

    @cached_property
    def _grades(self) -> dict[str, Critique]:
        return {}

    def _drawing(self, name: str) -> Design:
        return load(self.folder / f"{name}{DESIGN_ENDING}")

    def _graded(self, name: str) -> Critique:
        if name not in self._grades:
            self._grades[name] = grade(self._drawing(name), self.scenario, rubric=self._rubric)
        return self._grades[name]

    def _references(self) -> Iterator[DesignerError]:
        names = reference_names(self.folder)
        for missing in {PRODUCTION, INTERVIEW}.difference(names):
            yield self._wrong(f"there is no {missing}{DESIGN_ENDING} beside it")
        for name in names:
            yield from self._refusals(lambda name=name: self._reference(name))  # type: ignore[misc]

    def _reference(self, name: str) -> Iterator[DesignerError]:
        design, critique = self._drawing(name), self._graded(name)
        where, bar = f"{self.folder.name}/{name}{DESIGN_ENDING}", BARS.get(name, INTERVIEW_BAR)
        for end in critique.loose_ends:
            yield DesignerError(end.what, where=f"{where}: {end.where}")
        if critique.score.percent < bar:
            missed = ", ".join(sorted(_missed(critique)))
            what = (
                f"this reference gets {critique.score.percent:g} % of the {bar:g} % that it should; it misses {missed}"
            )
            yield DesignerError(what, where=where)
        for component in design.components:
            if component.position is None:
                yield DesignerError(f"'{component.id}' has no position", where=where, remedy="lay it out")
        counts = len(design.components), len(design.connections)
        if name != PRODUCTION and (counts[0] > MOST_COMPONENTS or counts[1] > MOST_CONNECTIONS):
            what = f"it has {counts[0]} components and {counts[1]} connections"
            yield DesignerError(what, where=where, remedy=f"keep to {MOST_COMPONENTS} and {MOST_CONNECTIONS}")
        cost, budget = critique.estimates["cost_usd_per_month"].value, self.scenario.brief.budget_usd_per_month
        if cost is not None and budget is not None and cost > budget:
            yield DesignerError(f"it costs {cost:,.0f} $ of {budget:,.0f} $ a month", where=where)

    def _weak(self, weak: WeakDesign, at: Location) -> Iterator[DesignerError]:
        design = weak_design(self.folder, weak, name=self.file.where((*at, "change")))
        critique = grade(design, self.scenario, rubric=self._rubric)
        bar = self._graded(INTERVIEW).score.percent - WEAKER_BY
        if critique.score.percent > bar:
            yield self._wrong(f"this weak design gets {critique.score.percent:g} %, and at most {bar:g} % is weak", at)
        by_change = _missed(critique) - _missed(self._graded(weak.of))
        for number, rule in enumerate(weak.misses):
            if rule not in by_change:
                yield self._wrong(f"this weak design does not miss '{rule}' by its change", (*at, "misses", number))
        for rule in sorted(by_change.difference(weak.misses)):
            yield self._wrong(f"this weak design misses '{rule}' too", (*at, "misses"), "add it")

    def _twist(self, twist: Twist, at: Location) -> Iterator[DesignerError]:
        facts = set(Brief.model_fields)
        for fact in twist.brief:
            if fact not in facts:
                yield self._wrong(f"the brief has no fact '{fact}'", (*at, "brief", fact), suggestion(fact, facts))
        if not facts.issuperset(twist.brief):
            return
        if twist.breaks:
            yield from self._refusals(lambda: self._broken(twist, at))
        if twist.kill:
            for name in reference_names(self.folder):
                yield from self._refusals(lambda name=name: self._killed(twist, name, at))  # type: ignore[misc]
        elif twist.serves is not None:
            yield self._wrong("this twist kills nothing, so that nothing has to be served after it", (*at, "serves"))

    def _broken(self, twist: Twist, at: Location) -> Iterator[DesignerError]:
        after = self._after([twist], at)
        missed = _missed(grade(self._drawing(PRODUCTION), after, rubric=self._rubric))
        for number, rule in enumerate(twist.breaks):
            if rule not in missed:
                yield self._wrong(f"after this twist the reference still meets '{rule}'", (*at, "breaks", number))

    def _after(self, twists: Iterable[Twist], at: Location) -> Scenario:
        """Give the scenario after some twists; raises where its brief is refused then."""
        after = changed_facts(self.scenario, twists)
        brief = validate(Brief, self.file, after, (*at, "brief"))
        return self.scenario.model_copy(update={"brief": brief})

    def _killed(self, twist: Twist, name: str, at: Location) -> Iterator[DesignerError]:
        """Play a twist's kill on a reference, under the brief as this twist and those before it leave it."""
        before = [each for each in self.scenario.twists if each.minute <= twist.minute]
        (found,) = changes(self._drawing(name), self._after(before, at), [twist])
        if name == PRODUCTION:
            for word in _kills().intersection(found.lacking):
                what = f"{name}{DESIGN_ENDING} has no '{word}' that this twist could kill"
                yield self._wrong(what, (*at, "kill", twist.kill.index(word)))
        if found.outcome is None:
            return
        served, least = found.outcome.served, twist.serves
        if least is None and not served:
            what = f"after this twist {name}{DESIGN_ENDING} answers no request"
            yield self._wrong(what, (*at, "kill"), "say 'serves: 0' where that is meant")
        elif least is not None and name == PRODUCTION and served < least:
            what = f"after this twist {name}{DESIGN_ENDING} answers {served:.3g} of the requests"
            yield self._wrong(what, (*at, "serves"))


def _kills() -> frozenset[str]:
    """Give the words that a twist may kill by."""
    return frozenset(PLACES).union(catalog().kinds)


def _missed(critique: Critique) -> frozenset[str]:
    return frozenset(finding.rule for finding in critique.findings if finding.verdict in MISSED)
