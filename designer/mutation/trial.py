"""One rule on one reference: what it finds when something is taken from the drawing, or stands there otherwise."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from designer.catalog.library import scenarios
from designer.checking.rules import reference
from designer.grading import seen
from designer.model.critique import Finding, Verdict
from designer.model.design import Design
from designer.model.scenario import Level, Scenario
from designer.mutation.states import without
from designer.rules.engine import findings
from designer.rules.narrowed import Narrowed
from designer.rules.rubric import VERSION, CompiledRubric, CompiledRule
from designer.rules.selector import Lacking
from designer.rules.view import Environment, View


@dataclass(frozen=True)
class _One:
    """Selects one component, whatever else there is."""

    id: str
    words: str = ""
    claims: bool = False
    shows: bool = False
    closed: bool = True

    def members(self, view: View, names: Environment) -> frozenset[str]:  # noqa: ARG002 (one signature for all)
        """Give it, where it is drawn and joined."""
        return frozenset({self.id} & view.graph.nodes.keys())

    def lacking(self, view: View, names: Environment) -> Lacking:  # noqa: ARG002 (one signature for all)
        """Say that it is not drawn."""
        return (), f"no '{self.id}'"

    def ties(self, view: View, names: Environment, id_: str) -> tuple[str, ...]:  # noqa: ARG002 (one signature for all)
        """Give none: it is named."""
        return ()


@dataclass
class Trial:
    """Grades one drawing by one rule alone, each state of the drawing once."""

    scenario: Scenario
    design: Design
    rule: CompiledRule
    found: dict[frozenset[str], Finding] = field(default_factory=dict)

    @cached_property
    def whole(self) -> Finding:
        """Give what the rule finds while nothing is taken."""
        return self.without(frozenset())

    def without(self, gone: frozenset[str]) -> Finding:
        """Give what the rule finds without some components and connections."""
        if gone not in self.found:
            self.found[gone] = self.finds(without(self.design, gone))
        return self.found[gone]

    def finds(self, design: Design) -> Finding:
        """Give what the rule finds in another state of the drawing."""
        alone = CompiledRubric((), VERSION, "", (self.rule,))
        (finding,) = findings(seen(design, self.scenario.brief), alone, self.scenario, Level.STAFF)
        return finding

    def lost(self, finding: Finding) -> bool:
        """Say whether the rule gives less than for the whole drawing, or does not apply any more."""
        return finding.verdict is Verdict.NOT_APPLICABLE or finding.share < self.whole.share

    def asks(self, *words: str) -> bool:
        """Say whether one of these words of the rubric language is in what the rule requires."""
        return not set(words).isdisjoint(_words(self.rule.rule.require))

    def about_each(self) -> Iterator["Trial"]:
        """Give the rule on each of its subjects alone; one that has none, itself."""
        if self.rule.each is None or not self.whole.subjects:
            yield self
            return
        for id_ in self.whole.subjects:
            only = replace(self.rule, each=Narrowed(base=self.rule.each, also=_One(id_)))
            yield replace(self, rule=only, found={})

    def speaks_of(self, finding: Finding) -> bool:
        """Say whether the rule still applies, to a subject if it had one."""
        gone = self.whole.subjects and not finding.subjects
        return finding.verdict is not Verdict.NOT_APPLICABLE and not gone


def trials(rules: Iterable[CompiledRule], *, every: int = 1, of: Container[str] | None = None) -> Iterator[Trial]:
    """Give each rule with each shipped reference that it passes, or every so many-th of these pairs.

    `of` are the scenarios whose references are tried, by default all.
    """
    kept = tuple(rules)
    count = 0
    for scenario in scenarios().values():
        tried = [rule for rule in kept if rule.scenario in ("", scenario.id)]
        for rule in tried if of is None or scenario.id in of else ():
            count += 1
            if count % every == 0:
                trial = Trial(scenario, reference(scenario.id), rule)
                if trial.whole.verdict is Verdict.PASS:
                    yield trial


def _words(part: object) -> Iterator[str]:
    """Give the keys of a rule's logic."""
    for key, inner in part.items() if isinstance(part, Mapping) else ():
        yield key
        yield from _words(inner)
    for inner in part if isinstance(part, (list, tuple)) else ():
        yield from _words(inner)
