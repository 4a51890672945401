"""Rule mutants: which small changes of a rule its own examples notice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from designer.catalog.library import catalog
from designer.catalog.source import Source
from designer.checking.rules import drawn, examples_of
from designer.errors import DesignerError, Problems
from designer.grading import seen
from designer.model.rubric import Example
from designer.model.scenario import Level, Scenario
from designer.mutation.logic import Change, changes
from designer.rules.compiler import Term
from designer.rules.engine import findings
from designer.rules.rubric import VERSION, CompiledRubric, CompiledRule, recompiled
from designer.rules.terms import Terms, read_terms
from designer.rules.value_test import SAYS
from designer.rules.view import View


@dataclass(frozen=True)
class Mutant:
    """A rule, or a word that rules use, with one small change, and whether an example notices."""

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
    example: Example

    def kills(self, rule: CompiledRule) -> bool:
        """Say whether a mutant's verdict is another one. What the rule before it left in the view is forgotten."""
        self.view.kept.clear()
        self.view.outcomes.clear()
        self.view.chains.clear()
        alone = CompiledRubric((), VERSION, "", (rule,))
        (finding,) = findings(self.view, alone, self.scenario, Level.STAFF)
        return not self.example.agrees(finding.verdict.value, finding.share)


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


def word_mutants(rules: Sequence[CompiledRule], *, every: int = 1) -> Iterator[Mutant]:
    """Try each mutant of the words that the rules' files define, on all examples of the rules that use the word."""
    cases: dict[str, list[_Case]] = {}
    count = 0
    for word, term, users in _defined(rules):
        for change in changes({key: part for key, part in term.spec.items() if key != "means"}):
            count += 1
            if count % every:
                continue
            known = {id(rule.terms): rule.terms for rule in users}
            spec = {**change.part, "means": term.spec["means"]}
            mutated = {key: _with(terms, word, spec) for key, terms in known.items()}
            if None in mutated.values():
                continue
            killed = False
            for rule in users:
                if killed:
                    break
                mutant = recompiled(rule, logic(rule), mutated[id(rule.terms)])
                cases[rule.rule.id] = cases.get(rule.rule.id) or _cases(rule)
                killed = any(case.kills(mutant) for case in cases[rule.rule.id])
            yield Mutant(f"the word '{word}'", change, killed)


def _defined(rules: Sequence[CompiledRule]) -> Iterator[tuple[str, Term, list[CompiledRule]]]:
    """Give each word that is defined anywhere, and the rules that use it: two drills may give one word two meanings."""
    used: dict[tuple[str, int], tuple[Term, list[CompiledRule]]] = {}
    for rule in rules:
        for word in _words(logic(rule), rule.terms):
            term = rule.terms[word]
            used.setdefault((word, id(term)), (term, []))[1].append(rule)
    for (word, _), (term, users) in used.items():
        yield word, term, users


def _with(terms: Terms, word: str, spec: Mapping[str, Any]) -> Terms | None:
    """Give the words with one of them changed; None where it is no word any more."""
    problems: list[DesignerError] = []
    specs = {name: spec if name == word else term.spec for name, term in terms.items()}
    found = read_terms(Source("words", {"define": specs}), {}, catalog(), problems)
    return None if problems else found


def _words(part: object, terms: Terms) -> frozenset[str]:
    """Give the defined words that a rule's logic uses, those that these use among them."""
    if isinstance(part, str):
        return _words(terms[part].spec, terms) | {part} if part in terms else frozenset()
    if isinstance(part, Mapping):
        inner: Iterable[object] = (each for key, each in part.items() if key != SAYS)  # phrases are no words of ours
    else:
        inner = part if isinstance(part, (list, tuple)) else ()
    return frozenset().union(*(_words(each, terms) for each in inner))


def _cases(rule: CompiledRule) -> list[_Case]:
    cases = []
    for number, example in enumerate(examples_of(rule), 1):
        design, asked = drawn(rule, number, example)
        cases.append(_Case(seen(design, asked.brief), asked, example))
    return cases
