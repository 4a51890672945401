"""`grade`: the only road from a drawing to a verdict."""

import hashlib
import json

from designer.analysis.assumption import Assumptions
from designer.analysis.estimate import Estimates
from designer.analysis.graph import DesignGraph
from designer.analysis.island import without_islands
from designer.analysis.reading import build_graph
from designer.analysis.star import without_star
from designer.catalog.library import catalog
from designer.catalog.library import scenario as scenario_named
from designer.catalog.words import words
from designer.errors import DesignerError, suggestion
from designer.model.critique import Critique, DesignName, Finding, RubricName
from designer.model.design import Design
from designer.model.scenario import Brief, Level, Scenario
from designer.rules.engine import findings
from designer.rules.in_use import rubric_in_use
from designer.rules.rubric import CompiledRubric
from designer.rules.score import score
from designer.rules.view import View
from designer.rules.waiver import waived
from designer.simulation.fault import Faults
from designer.simulation.model_fault import model_faults
from designer.simulation.rollout import rollouts
from designer.simulation.scene import Scene


def grade(
    design: Design,
    scenario: str | Scenario | None = None,
    level: str | None = None,
    rubric: CompiledRubric | None = None,
) -> Critique:
    """Grade a drawing as an answer to a scenario, by default its own, at a level, by default the scenario's.

    The rubric is by default what ships, with the scenario's own rules, those of installed packages and the person's
    on top. The same drawing, scenario, level and rubric give the same critique, on every machine. Raises DesignerError
    for a scenario, level or kind that does not exist.
    """
    asked = _scenario(design, scenario)
    rank = _level(level) if level else asked.level
    rubric = rubric or rubric_in_use(asked.id)
    view = seen(design, asked.brief)
    joined = without_islands(view.graph)
    names = [name for rule in rubric.rules for name in (rule.rule.id, rule.rule.number)]
    scene = Scene(view.graph, asked.brief)
    drills = rollouts(scene)
    verdicts = findings(view, rubric, asked, rank)
    if joined is not view.graph:
        alone = _looking_at(joined, design, asked.brief)
        verdicts = tuple(map(_dearer, verdicts, findings(alone, rubric, asked, rank)))
    found, unmatched = waived(verdicts, design.waivers, names)
    return Critique(
        scenario=asked.id,
        scenario_title=asked.title,
        level=rank,
        design=DesignName(title=design.title, sha256=fingerprint(design)),
        rubric=RubricName(ids=rubric.ids, version=rubric.version, sha256=rubric.sha256, files=rubric.files),
        score=score(found),
        findings=found,
        estimates=view.estimates.shown(),
        utilisation={id_: round(value, 4) for id_, value in view.estimates.utilisation().items()},
        faults=Faults(view.estimates).singles(),
        rollout=drills[0] if drills else None,
        model_faults=model_faults(scene, drills),
        loose_ends=(*joined.loose_ends, *unmatched),
    )


def _dearer(beside: Finding, alone: Finding) -> Finding:
    """Give the verdict that costs more, with an island beside the drawing or alone: an island earns nothing."""
    return max(alone, beside, key=lambda each: each.points.possible - each.points.earned)


def seen(design: Design, brief: Brief) -> View:
    """Give what rules look at: the drawing as a graph, and its numbers under a brief."""
    return _looking_at(without_star(build_graph(design, catalog(), words())), design, brief)


def _looking_at(graph: DesignGraph, design: Design, brief: Brief) -> View:
    estimates = Estimates(graph, brief, Assumptions.of(design))
    return View(graph, brief, estimates, catalog(), words(), design.framing)


def _scenario(design: Design, scenario: str | Scenario | None) -> Scenario:
    if isinstance(scenario, Scenario):
        return scenario
    wanted = scenario or design.scenario
    if not wanted:
        raise DesignerError("the drawing names no scenario", remedy="name one, e.g. --scenario fraud")
    return scenario_named(wanted)


def _level(level: str) -> Level:
    known = [each.value for each in Level]
    if level not in known:
        raise DesignerError(f"there is no level '{level}'", remedy=suggestion(level, known))
    return Level(level)


def fingerprint(design: Design) -> str:
    """Give the SHA-256 of a drawing's contents, independent of the file that it came from."""
    data = design.model_dump(mode="json", exclude_defaults=True)
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
