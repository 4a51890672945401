"""`analyze`: the only road from a drawing to its numbers, whole or while something in it has failed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace

from designer.analysis.availability import EntryAvailability
from designer.analysis.cost import cost_estimate
from designer.analysis.cut_set import ZONE, Cut, CutSets, cut_sets
from designer.analysis.estimate import Estimates
from designer.analysis.graph import DesignGraph
from designer.analysis.improvement import cheapest_change
from designer.analysis.latency_estimate import entry_estimates
from designer.analysis.reliability import downtime_min
from designer.analysis.spending import cost
from designer.analysis.waterfall import waterfall
from designer.catalog.library import catalog
from designer.catalog.library import scenario as scenario_named
from designer.catalog.words import words
from designer.drill.session import changed
from designer.drill.twist import change
from designer.grading import fingerprint, grade, seen
from designer.model.analysis import Analysis, CutSet, EntryFigures, Importance, Improvement, Load
from designer.model.critique import Change, Critique, DesignName, Estimate, FaultOutcome, Finding
from designer.model.design import Design
from designer.model.scenario import Brief, Scenario, Twist
from designer.rules.rubric import CompiledRubric
from designer.simulation.fault import Faults
from designer.simulation.kill import REGION, Fault, faults, zones
from designer.simulation.model_fault import model_faults
from designer.simulation.rollout import rollouts
from designer.simulation.scene import Scene

_OF_ANSWERS = ("ms", "per_s")
_UNANSWERED = {"value": None, "low": None, "high": None, "statement": "nothing is answered while this has failed"}


def analyze(design: Design, scenario: str | Scenario | None = None, kills: Iterable[str] = ()) -> Analysis:
    """Compute a drawing's numbers under a scenario's load, by default its own, while the kills have failed.

    Where neither is given, nothing is known of the load. A kill is a component's id, `zone:NAME`, `region:NAME`,
    `replica:ID` or `slow:ID`. Raises DesignerError for a scenario, kind or kill that does not exist.
    """
    asked = _scenario(design, scenario)
    brief = Brief() if asked is None else asked.brief
    view = seen(design, brief)
    estimates = replace(view.estimates, bins=view.estimates.performance.patient_bins)
    graph, played, fault = view.graph, Faults(estimates), faults(view.graph, kills)
    now = played.after(fault) if fault.kills else played.estimates
    worst = now.availabilities.worst
    cuts = None if worst is None or worst.unavailability == 1 else cut_sets(worst)
    scene = Scene(graph.without(fault.gone), brief)
    drills = rollouts(scene)
    outcomes = _outcome(played, fault, now) if fault.kills else played.singles()
    unplayed = 0 if fault.kills or not outcomes else len(graph.path - {each.kill for each in outcomes})
    return Analysis(
        design=DesignName(title=design.title, sha256=fingerprint(design)),
        scenario=None if asked is None else asked.id,
        killed=fault.kills,
        estimates=_estimates(played.estimates, now),
        entries=tuple(_entries(now)),
        importance=() if worst is None else tuple(_importance(graph, worst)),
        cut_sets=() if cuts is None else tuple(_cut_set(graph, cut) for cut in (*cuts.single, *cuts.pairs)),
        loads=tuple(_loads(now)),
        timeline=waterfall(now.performance),
        cost=cost(graph, brief),
        improvement=None if fault.kills else _improvement(played.estimates),
        faults=outcomes,
        rollout=drills[0] if drills else None,
        rollouts=drills,
        model_faults=model_faults(scene, drills),
        assumptions=asdict(now.assumed),
        notes=tuple(_notes(asked, worst, cuts, unplayed)),
        loose_ends=graph.loose_ends,
    )


def outcome(design: Design, scenario: Scenario | None, kills: Iterable[str]) -> FaultOutcome:
    """Say what is left of a drawing when all of these fail together; raises DesignerError as `analyze` does."""
    view = seen(design, Brief() if scenario is None else scenario.brief)
    (found,) = Faults(view.estimates).outcomes([faults(view.graph, kills)])
    return found


def changes(
    design: Design, scenario: Scenario, twists: Iterable[Twist], findings: Sequence[Finding] = ()
) -> tuple[Change, ...]:
    """Say how a drawing stands after each of a drill's twists, under the scenario as they have all left it."""
    played = Faults(seen(design, scenario.brief).estimates)
    return tuple(change(twist, played, findings) for twist in twists)


def grade_after(
    design: Design,
    scenario: Scenario,
    twists: Sequence[Twist],
    level: str | None = None,
    rubric: CompiledRubric | None = None,
) -> Critique:
    """Grade a drawing under the scenario as its twists have left it, and say how it stands after each."""
    after = changed(scenario, twists)
    critique = grade(design, after, level, rubric)
    return critique.model_copy(update={"changes": changes(design, after, twists, critique.findings)})


def zones_in(design: Design) -> list[str]:
    """Name the zones that a drawing has, by which they can be killed."""
    return zones(seen(design, Brief()).graph)


def _scenario(design: Design, scenario: str | Scenario | None) -> Scenario | None:
    wanted = scenario or design.scenario
    return wanted if wanted is None or isinstance(wanted, Scenario) else scenario_named(wanted)


def _estimates(before: Estimates, now: Estimates) -> dict[str, Estimate]:
    """Give the numbers, the availability of two sorts first; what has failed is paid for all the same."""
    shown = now.shown() | {"cost_usd_per_month": cost_estimate(before.graph)}
    if shown["availability"].value == 0 and (before.availability or 0.0) > 0:
        served = (name for name, found in shown.items() if found.unit in _OF_ANSWERS and found.value is not None)
        shown |= {name: shown[name].model_copy(update=_UNANSWERED) for name in tuple(served)}
    return {"availability": shown.pop("availability"), "full_service": now.full_service, **shown}


def _outcome(played: Faults, fault: Fault, now: Estimates) -> tuple[FaultOutcome, ...]:
    """Give what becomes of the one fault, with how long requests take then."""
    (found,) = played.outcomes([fault])
    return (found.model_copy(update={"p99_ms": now.shown()["p99_ms"].value}),)


def _entries(now: Estimates) -> Iterator[EntryFigures]:
    for entry in () if now.graph.unanswered else now.graph.entries:
        found: dict[str, Estimate] = {
            "availability": now.availabilities.estimate(now.availabilities.of(entry)),
            "full_service": now.availabilities.estimate(now.availabilities.of(entry, whole=True)),
            **(entry_estimates(now.performance, entry, now.lost.components) if now.performance.possible else {}),
        }
        yield EntryFigures(id=entry, name=now.graph.nodes[entry].name, estimates=found)


def _importance(graph: DesignGraph, worst: EntryAvailability) -> Iterator[Importance]:
    """Give what is worth mending, the most first; what never fails is not."""
    saved, decides = worst.saved(), worst.birnbaum()
    for part in sorted(saved, key=lambda part: (-saved[part], part)):
        if saved[part] > 0:
            id_ = part if part in graph.nodes or part.startswith(REGION) else f"{ZONE}{part}"
            minutes = downtime_min(saved[part])
            yield Importance(part=id_, name=_name(graph, id_), birnbaum=decides[part], saved_min_per_month=minutes)


def _cut_set(graph: DesignGraph, cut: Cut) -> CutSet:
    return CutSet(
        parts=cut.parts, names=tuple(_name(graph, part) for part in cut.parts), unavailability=cut.unavailability
    )


def _name(graph: DesignGraph, part: str) -> str:
    return graph.nodes[part].name if part in graph.nodes else part.replace(":", " ", 1)


def _loads(now: Estimates) -> Iterator[Load]:
    capacity, used = now.capacity, now.utilisation()
    rates = {**capacity.events_per_s, **capacity.load_per_s}
    for id_, node in now.graph.nodes.items():
        if id_ in used or id_ in rates:
            yield Load(
                id=id_,
                name=node.name,
                rate_per_s=rates.get(id_),
                utilisation=used.get(id_),
                visits=capacity.visits.get(id_),
                amplification=capacity.amplification.get(id_),
                replicas=node.replicas,
                replicas_needed=None if node.sold_whole else capacity.replicas_needed(id_),
                replicas_needed_less_a_zone=None if node.sold_whole else capacity.replicas_needed_less_a_zone(id_),
            )


def _improvement(now: Estimates) -> Improvement:
    def availability(graph: DesignGraph) -> float | None:
        return replace(now, graph=graph).availability

    return cheapest_change(now.graph, now.brief.availability_slo, availability, catalog(), words())


def _notes(
    asked: Scenario | None, worst: EntryAvailability | None, cuts: CutSets | None, unplayed: int
) -> Iterator[str]:
    if asked is None:
        yield "no scenario is named, so that nothing is known of the load"
    if unplayed:
        yield f"what happens when one of {unplayed} less important components fails is not played"
    if worst is not None and worst.weighed is None:
        yield "the drawing is too entangled to say what each part is worth"
    if worst is not None and cuts is None:
        yield "the entry is down or too small, so that nothing more is needed to take it down"
    if cuts is not None and cuts.left_out is None:
        yield "only single parts that take the entry down are listed: there are too many pairs to try"
    elif cuts is not None and cuts.left_out:
        yield f"{cuts.left_out} less likely pairs that take the entry down are not listed"
