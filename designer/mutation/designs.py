"""Design mutants: which rules notice what is taken from a good drawing."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from designer.analysis.estimate import Estimates
from designer.catalog.library import scenarios
from designer.checking.rules import reference
from designer.grading import seen
from designer.model.design import Component, Connection, Design
from designer.model.scenario import Level, Scenario
from designer.mutation.states import bridged, items, silenced, statements, without
from designer.rules.engine import findings
from designer.rules.rubric import VERSION, CompiledRubric, CompiledRule


class Unnoticed(StrEnum):
    """Why no rule loses a point where something is taken away."""

    OTHERS = "a rule tells it differently, and what it asks for is still there in another way"
    SLACK = "only numbers move, and stay within what the brief allows"
    SILENT = "no rule and no number rests on it: it describes, repeats a default, or adds to what is there"


DESCRIBED = frozenset({"label", "technology"})
"""Statements that say in the references what properties say already."""


@dataclass(frozen=True)
class Loss:
    """One thing taken from a reference, the rules that lose points by it, and where none does, why."""

    scenario: str
    kind: str
    words: str
    rules: tuple[str, ...]
    why: Unnoticed | None = None

    def __str__(self) -> str:
        """Say what was taken from where."""
        return f"{self.scenario}: {self.words}"


def design_mutants(
    rules: Iterable[CompiledRule], *, every: int = 1, of: Container[str] | None = None
) -> Iterator[Loss]:
    """Take each component, connection and statement, or every so many-th of its kind, from each shipped reference.

    `of` are the scenarios whose references are taken apart, by default all.
    """
    rubric = CompiledRubric((), VERSION, "", tuple(rules))
    counts: Counter[str] = Counter()
    for scenario in scenarios().values():
        if of is not None and scenario.id not in of:
            continue
        design = reference(scenario.id)
        whole = _Judged.of(design, scenario, rubric)
        for kind, words, poorer in _changes(design):
            counts[kind] += 1
            if counts[kind] % every:
                continue
            less = _Judged.of(poorer, scenario, rubric)
            noticed = tuple(rule for rule, points in less.missed.items() if points > whole.missed[rule])
            yield Loss(scenario.id, kind, words, noticed, None if noticed else whole.why_alike(less))


@dataclass(frozen=True)
class _Judged:
    """What a drawing misses by rule, and what is told of it and computed."""

    missed: Mapping[str, float]
    told: Mapping[str, tuple[object, ...]]
    estimates: Estimates

    @classmethod
    def of(cls, design: Design, scenario: Scenario, rubric: CompiledRubric) -> "_Judged":
        view = seen(design, scenario.brief)
        found = findings(view, rubric, scenario, Level.STAFF)
        return cls(
            missed={finding.rule: finding.points.possible - finding.points.earned for finding in found},
            told={finding.rule: (finding.share, finding.subjects, finding.witness) for finding in found},
            estimates=view.estimates,
        )

    @cached_property
    def numbers(self) -> object:
        """Give what is computed of the drawing; most mutants are told apart without it."""
        return self.estimates.shown(), self.estimates.utilisation()

    def why_alike(self, other: "_Judged") -> Unnoticed:
        """Say why the same points are missed of a drawing with less in it."""
        if self.told != other.told:
            return Unnoticed.OTHERS
        return Unnoticed.SILENT if self.numbers == other.numbers else Unnoticed.SLACK


def _changes(design: Design) -> Iterator[tuple[str, str, Design]]:
    """Give each kind of loss, what is lost in words, and the drawing without it."""
    names = {part.id: part.id for part in design.components} | {edge.id: _arrow(edge) for edge in design.connections}
    for item in items(design):
        kind = "component" if isinstance(item, Component) else "connection"
        yield kind, names[item.id], without(design, frozenset({item.id}))
    for part in design.components:
        past = bridged(design, part.id)
        if past != without(design, frozenset({part.id})):
            yield "step", f"{part.id}, its way led past it", past
    for item in items(design):
        for statement in (each for each in statements(item) if each.kind not in DESCRIBED):
            words = f"{names[item.id]} {statement.key}: {statement.value}"
            yield statement.kind, words, silenced(design, statement)


def _arrow(edge: Connection) -> str:
    return f"{edge.source}>{edge.target}:{edge.kind.value}"
