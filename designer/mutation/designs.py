"""Design mutants: which rules notice what is taken from a good drawing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from designer.catalog.library import scenarios
from designer.exchange.variation import varied
from designer.grading import seen
from designer.model.design import Component, Connection, Design
from designer.model.scenario import Level, Scenario, Variation
from designer.rule_check import reference
from designer.rules.engine import findings
from designer.rules.rubric import VERSION, CompiledRubric, CompiledRule


@dataclass(frozen=True)
class Loss:
    """One thing taken from a reference, and the rules that lose points by it."""

    scenario: str
    kind: str
    words: str
    rules: tuple[str, ...]

    def __str__(self) -> str:
        """Say what was taken from where."""
        return f"{self.scenario}: {self.words}"


def design_mutants(rules: Iterable[CompiledRule], *, every: int = 1) -> Iterator[Loss]:
    """Take each component, connection and statement, or every so many-th, from each shipped reference."""
    rubric = CompiledRubric((), VERSION, "", tuple(rules))
    count = 0
    for scenario in scenarios().values():
        design = reference(scenario.id)
        whole = _missed(design, scenario, rubric)
        for kind, words, change in _changes(design):
            count += 1
            if count % every:
                continue
            missed = _missed(varied(design, change, name=scenario.id), scenario, rubric)
            noticed = (rule for rule, points in missed.items() if points > whole[rule])
            yield Loss(scenario.id, kind, words, tuple(noticed))


def _missed(design: Design, scenario: Scenario, rubric: CompiledRubric) -> Mapping[str, float]:
    found = findings(seen(design, scenario.brief), rubric, scenario, Level.STAFF)
    return {finding.rule: finding.points.possible - finding.points.earned for finding in found}


def _changes(design: Design) -> Iterator[tuple[str, str, Variation]]:
    for component in design.components:
        yield "component", component.id, Variation(remove=(component.id,))
    for edge in design.connections:
        yield "connection", _arrow(edge), Variation(disconnect=(edge.id,))
    for component in design.components:
        yield from _statements(component, component.id)
        yield from _copies(component)
    for edge in design.connections:
        yield from _statements(edge, _arrow(edge))


def _arrow(edge: Connection) -> str:
    return f"{edge.source}>{edge.target}:{edge.kind.value}"


def _statements(item: Component | Connection, name: str) -> Iterator[tuple[str, str, Variation]]:
    for key, value in item.properties.items():
        yield "property", f"{name} {key}: {value}", _without(item.id, {key: None})


def _copies(component: Component) -> Iterator[tuple[str, str, Variation]]:
    if component.replicas > 1:
        yield "replicas", f"{component.id} replicas: {component.replicas}", _without(component.id, {"replicas": 1})
    if component.zones is not None and component.zones != 1:
        yield "zones", f"{component.id} zones: {component.zones}", _without(component.id, {"zones": 1})


def _without(id_: str, values: dict[str, Any]) -> Variation:
    return Variation(set={id_: values})
