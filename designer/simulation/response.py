"""What happens once a monitor shows that something is wrong: who is told, who decides, and what they can do."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from designer.analysis.element import CONTROL, DATA, Edge, Node, claimed
from designer.analysis.graph import DesignGraph
from designer.analysis.naming import quoted
from designer.model.critique import Step
from designer.simulation.scene import Scene
from designer.simulation.signal import arrow, is_monitor, rhythm_of, way

ALERT_S = 30.0
ACKNOWLEDGE_S = 300.0
DECIDE_S, DECIDE_BY_RUNBOOK_S = 900.0, 300.0
_ALERT = "assumption: Alertmanager's default group_wait (Prometheus, 2024)"
_ACKNOWLEDGE = "assumption: five minutes, where users wait (Site Reliability Engineering ch. 11, 2016)"
_DECIDE = "assumption: a quarter of an hour without a runbook"
_RUNBOOK = "assumption: a third of a quarter of an hour with a runbook (Site Reliability Engineering ch. 1, 2016)"
_BY_HAND = re.compile(
    r"\b(?:by hand|manual|manually|decides?|(?:person|human|somebody|on[ -]call) (?:says|rolls|presses))\b"
)


@dataclass(frozen=True)
class Response:
    """A way from a monitor to an act: by whom, at what, and the time until it is begun."""

    act: Literal["rollback", "kill"]
    at: str
    path: tuple[str, ...]
    steps: tuple[Step, ...]
    automatic: bool

    @property
    def seconds(self) -> float:
        """Give the time from what the monitor shows until the act begins."""
        return sum(step.seconds for step in self.steps)


@dataclass(frozen=True)
class Told:
    """Who hears of what a monitor shows: everything that it tells, and the people among them."""

    reached: Mapping[str, Edge | None]
    people: tuple[str, ...]


def told(scene: Scene, monitor: str) -> Told:
    """Walk the alerts from a monitor, and what it passes on to other monitors or to people."""
    return scene.keep(("told", monitor), lambda: _told(scene.graph, monitor))


def _told(graph: DesignGraph, monitor: str) -> Told:
    reached = graph.reach([monitor], lambda edge: _tells(graph, edge), kinds=[CONTROL, DATA])
    people = tuple(id_ for id_ in reached if is_person(graph.nodes[id_]))
    return Told(reached, people)


def _tells(graph: DesignGraph, edge: Edge) -> bool:
    target = graph.nodes[edge.target]
    if edge.kind is CONTROL:
        return edge.role == "alert" and "entry" not in target.roles
    return is_monitor(target) or target.kind.id == "human_review"


def is_person(node: Node) -> bool:
    """Say whether somebody is there: a person on call, or people who review."""
    return node.kind.id == "human_review" or (node.kind.id == "alerting" and claimed(node.values.get("human")))


def acts(graph: DesignGraph, heard: Told) -> Iterator[Edge]:
    """Give the connections by which those who are told can do something: roll back, or switch off."""
    for id_ in heard.reached:
        yield from (edge for edge in graph.leaving(id_, [CONTROL]) if edge.role in {"rollback", "kill"})


def acts_alone(graph: DesignGraph, edge: Edge) -> bool:
    """Say whether an act needs no person: as said on the connection, else by the rollout controller that it reaches.

    A controller that goes back by itself needs nobody on call to say so; what people review, or what is said to be done
    by hand, waits for them.
    """
    stated = edge.values.get("auto")
    if stated is not None:
        return claimed(stated)
    by_hand = edge.role != "rollback" or graph.nodes[edge.source].kind.id == "human_review" or _says_by_hand(edge)
    return not by_hand and claimed(graph.nodes[edge.target].values.get("auto_rollback"))


def _says_by_hand(edge: Edge) -> bool:
    """Say whether the label of a connection leaves its act to a person."""
    return bool(_BY_HAND.search(edge.label.lower()))


def response(graph: DesignGraph, heard: Told, edge: Edge) -> Response | None:
    """Give the quickest way to an act, by itself or by a person; None where nobody is there to decide."""
    return min(_responses(graph, heard, edge), key=lambda each: each.seconds, default=None)


def _responses(graph: DesignGraph, heard: Told, edge: Edge) -> Iterator[Response]:
    act: Literal["rollback", "kill"] = "kill" if edge.role == "kill" else "rollback"
    if acts_alone(graph, edge):
        path = way(heard.reached, edge.source)
        decided = Step(what="acts by itself", at=edge.target, seconds=0.0, origin=f"drawn on {arrow(graph, edge)}")
        yield Response(act, edge.target, (*path, edge.target), (*_news(graph, path), decided), automatic=True)
    for path, steps in by_people(graph, heard):
        yield Response(act, edge.target, (*path, edge.target), steps, automatic=False)


def by_people(graph: DesignGraph, heard: Told) -> Iterator[tuple[tuple[str, ...], tuple[Step, ...]]]:
    """Give, for each person who is told, the way of the news and the steps until they have decided."""
    for person in heard.people:
        path = way(heard.reached, person)
        yield path, (*_news(graph, path), *_decision(graph, person))


def _news(graph: DesignGraph, path: tuple[str, ...]) -> Iterator[Step]:
    """Give the time that it takes to tell: of each alert, and of each monitor that has to look on the way."""
    for id_ in path[1:]:
        node = graph.nodes[id_]
        if node.kind.id == "alerting":
            yield Step(what="the alert is sent", at=id_, seconds=ALERT_S, origin=_ALERT)
        elif is_monitor(node):
            rhythm = rhythm_of(graph, node)
            yield Step(what="it is looked at again", at=id_, seconds=rhythm.interval_s / 2, origin=rhythm.origin)


def _decision(graph: DesignGraph, person: str) -> Iterator[Step]:
    node = graph.nodes[person]
    if node.kind.id == "human_review":
        seconds = max(0.0, node.number("p50_ms") or 0.0) / 1000
        yield Step(what="a person looks at it", at=person, seconds=seconds, origin=f"p50 of {quoted(node.name)}")
    else:
        yield Step(what="a person answers", at=person, seconds=ACKNOWLEDGE_S, origin=_ACKNOWLEDGE)
    if claimed(node.values.get("runbook")):
        yield Step(what="a person decides", at=person, seconds=DECIDE_BY_RUNBOOK_S, origin=_RUNBOOK)
    else:
        yield Step(what="a person decides", at=person, seconds=DECIDE_S, origin=_DECIDE)
