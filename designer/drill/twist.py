"""What a twist does to a drawing: what of it is lost, and what is left of the service."""

from collections.abc import Iterable, Iterator, Sequence

from designer.analysis.graph import DesignGraph
from designer.model.critique import MISSED, Change, FaultOutcome, Finding
from designer.model.scenario import Twist
from designer.simulation.fault import Faults, starved
from designer.simulation.kill import REGION, ZONE, Fault, faults, regions, zones

PLACES = {"zone": (ZONE, zones), "region": (REGION, regions)}
"""The places of which a twist may take the worst one: how one is killed, and how they are found."""


def change(twist: Twist, played: Faults, findings: Iterable[Finding] = ()) -> Change:
    """Say how a drawing stands after a twist; `played` are its faults under the brief as the twist leaves it.

    All components of a kind are lost together; of zones and regions that one is whose loss serves least. What an
    earlier twist took is back.
    """
    graph, missed = played.graph, {finding.rule for finding in findings if finding.verdict in MISSED}
    lost, outcome = worst(played, list(losses(graph, twist)))
    return Change(
        minute=twist.minute,
        say=twist.say,
        killed=lost.kills,
        outcome=None if graph.unanswered else outcome,
        starved=starved(graph, lost),
        lacking=tuple(word for word in dict.fromkeys(twist.kill) if not _kills(graph, word)),
        rules=twist.rules,
        missed=tuple(rule for rule in dict.fromkeys(twist.rules) if rule in missed),
    )


def worst(played: Faults, found: Sequence[Fault]) -> tuple[Fault, FaultOutcome | None]:
    """Give the loss that serves least and its outcome: of equal ones that which touches most, or the first."""
    outcomes = played.outcomes(found) if found else ()
    return min(zip(found, outcomes, strict=True), key=lambda pair: _order(pair[1]), default=(Fault(), None))


def _order(outcome: FaultOutcome) -> tuple[float, int, int]:
    return outcome.served, -len(outcome.down), -len(outcome.degraded) - len(outcome.overloaded)


def losses(graph: DesignGraph, twist: Twist) -> Iterator[Fault]:
    """Give what a twist may come to in a drawing: all of its kinds at once, and any one zone or region."""
    found = [faults(graph, [id_ for word in twist.kill if word not in PLACES for id_ in _kills(graph, word)])]
    for place in PLACES:
        if place in twist.kill:
            named = [faults(graph, [kill]) for kill in _kills(graph, place)]
            found = [before | lost for before in found for lost in named] or found
    yield from (each for each in found if each.kills)


def _kills(graph: DesignGraph, word: str) -> tuple[str, ...]:
    """Give what a word of a twist means in a drawing: the components of a kind, or every zone or region."""
    if word in PLACES:
        prefix, names = PLACES[word]
        return tuple(f"{prefix}{name}" for name in names(graph))
    return tuple(sorted(node.id for node in graph.nodes.values() if node.kind.id == word))
