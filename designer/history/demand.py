"""What each drill asks: the rules that are missed by whoever draws nothing, and their points by competency."""

from collections.abc import Mapping
from dataclasses import dataclass

from designer.catalog.library import scenario as scenario_named
from designer.catalog.library import scenario_ids
from designer.grading import grade
from designer.model.critique import MISSED
from designer.model.design import Design
from designer.model.rubric import Competency
from designer.model.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Demand:
    """A drill with the points that it has in each competency, and the ids of the rules that it asks for."""

    scenario: Scenario
    points: Mapping[Competency, float]
    rules: frozenset[str]


def demands() -> tuple[Demand, ...]:
    """Give what every drill asks at its own level, by the rules in use."""
    return tuple(map(_demand, scenario_ids()))


def _demand(id_: str) -> Demand:
    """Grade an empty drawing: all that the brief asks for is missing, and nothing else speaks."""
    critique = grade(Design(scenario=id_))
    points = {each: score.possible for each, score in critique.score.by_competency.items() if score.possible}
    rules = frozenset(finding.rule for finding in critique.findings if finding.verdict in MISSED)
    return Demand(scenario_named(id_), points, rules)
