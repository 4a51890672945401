"""Rule mutants: which small changes of a rule its own examples notice."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from designer.errors import Problems
from designer.grading import seen
from designer.model.scenario import Level, Scenario
from designer.mutation.logic import Change, changes
from designer.rule_check import drawn, examples_of
from designer.rules.engine import findings
from designer.rules.rubric import VERSION, CompiledRubric, CompiledRule, recompiled
from designer.rules.view import View


@dataclass(frozen=True)
class Mutant:
    """A rule with one small change, and whether an example notices."""

    rule: str
    change: Change
    killed: bool

    def __str__(self) -> str:
        """Name the rule, the place and the change."""
        return f"{self.rule}: {self.change}"


@dataclass(frozen=True)
class _Case:
    view: View
    scenario: Scenario
    verdict: str

    def kills(self, rule: CompiledRule) -> bool:
        """Say whether a mutant's verdict is another one. What the rule before it left in the view is forgotten."""
        self.view.kept.clear()
        self.view.outcomes.clear()
        alone = CompiledRubric((), VERSION, "", (rule,))
        (finding,) = findings(self.view, alone, self.scenario, Level.STAFF)
        return finding.verdict.value != self.verdict


def logic(rule: CompiledRule) -> Mapping[str, Any]:
    """Give what a rule's file says of its logic, without its words and examples."""
    stated = rule.rule
    subjects = stated.subjects.model_dump(by_alias=True, exclude_defaults=True) if stated.subjects else None
    parts = {"applies": stated.applies, "for": subjects, "require": stated.require, "half": stated.half}
    return {key: part for key, part in parts.items() if part is not None}


def compiled_mutants(rule: CompiledRule) -> Iterator[tuple[Change, CompiledRule]]:
    """Give a rule's mutants; a change that leaves no rule is none."""
    for change in changes(logic(rule)):
        try:
            yield change, recompiled(rule, change.part)
        except Problems:
            continue


def rule_mutants(rules: Iterable[CompiledRule], *, every: int = 1) -> Iterator[Mutant]:
    """Try each mutant, or every so many-th, on all examples of its rule."""
    count = 0
    for rule in rules:
        cases: list[_Case] = []
        for change, mutant in compiled_mutants(rule):
            count += 1
            if count % every:
                continue
            cases = cases or _cases(rule)
            yield Mutant(rule.rule.id, change, any(case.kills(mutant) for case in cases))


def _cases(rule: CompiledRule) -> list[_Case]:
    cases = []
    for number, example in enumerate(examples_of(rule), 1):
        design, asked = drawn(rule, number, example)
        cases.append(_Case(seen(design, asked.brief), asked, example.verdict))
    return cases
