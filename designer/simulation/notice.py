"""Who notices that data went wrong, and what they do: a validation, a monitor or a job tells people, who mend it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from designer.analysis.element import CONTROL, DATA, FEEDBACK, Edge, Node, claimed
from designer.analysis.graph import DesignGraph
from designer.analysis.naming import quoted
from designer.analysis.schedule import runs_every_s
from designer.model.critique import Step
from designer.simulation.release import switched_off, switches
from designer.simulation.response import acts, by_people, response, told
from designer.simulation.scene import Scene
from designer.simulation.signal import on_the_way, rhythm_of, sees_all, way
from designer.simulation.watch import seconds

MEND_S = 4 * 3600.0
_MENDED = "assumption: four hours to find what broke and to mend it"


@dataclass(frozen=True)
class Notice:
    """A component that notices: the way there from where it begins, and the steps until it does."""

    by: str
    path: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Mending:
    """How it ends once noticed: a clause that says it, by what, on which way, in which steps."""

    by: str
    path: tuple[str, ...]
    steps: tuple[Step, ...]
    how: str


def watchers(
    graph: DesignGraph, starts: Iterable[str], concepts: frozenset[str], of_all: frozenset[str] | None = None
) -> Iterator[Notice]:
    """Give the monitors that get data from any of the starts, however far, and watch one of the concepts.

    One that sees everything and gets nothing from there has to watch one of `of_all`, by default any of the same.
    """
    begins = sorted(starts)
    reached = graph.reach(begins, lambda edge: edge.role != "shadow", kinds=[DATA, FEEDBACK], ends=graph.makers)
    for id_ in graph.with_role("monitor"):
        node = graph.nodes[id_]
        watched = node.concepts.get("watches", frozenset())
        if id_ in reached and watched & concepts:
            yield _looked_at(graph, node, way(reached, id_))
        elif begins and sees_all(graph, node) and watched & (concepts if of_all is None else of_all):
            yield _looked_at(graph, node, (begins[0], id_))


def reported(
    graph: DesignGraph, jobs: Iterable[str], concepts: frozenset[str], of_all: frozenset[str]
) -> Iterator[Notice]:
    """Give the monitors that jobs themselves report to, or what starts them, and the jobs that raise an alarm.

    One that sees everything has to watch one of the narrower concepts `of_all`: a queue's age is not that of a table.
    """
    working = sorted({id_ for job in jobs for id_ in (job, *_starters(graph, job))})
    for id_ in working:
        if any(edge.role == "alert" for edge in graph.leaving(id_, [CONTROL])):
            yield Notice(id_, (id_,), ())
        for edge in graph.leaving(id_, [DATA]):
            node = graph.nodes[edge.target]
            if "monitor" in node.roles and node.concepts.get("watches", frozenset()) & concepts:
                yield _looked_at(graph, node, (id_, node.id))
    for id_ in graph.with_role("monitor"):
        node = graph.nodes[id_]
        if working and sees_all(graph, node) and node.concepts.get("watches", frozenset()) & of_all:
            yield _looked_at(graph, node, (working[0], id_))


def validations(graph: DesignGraph, ids: Iterable[str], checks: frozenset[str]) -> Iterator[Notice]:
    """Give the validations among some components that check one of the concepts."""
    for id_ in sorted(ids):
        node = graph.nodes[id_]
        if node.kind.id == "data_validator" and node.concepts.get("checks", frozenset()) & checks:
            yield Notice(id_, (id_,), (_checked(graph, id_),))


def _checked(graph: DesignGraph, id_: str) -> Step:
    interval_s = runs_every_s(graph, id_)
    if interval_s is None:
        return Step(what="it is checked as it passes", at=id_, seconds=0.0, origin="assumption: each record is checked")
    return Step(what="it is checked at the next run", at=id_, seconds=interval_s / 2, origin="drawn: half its interval")


def _starters(graph: DesignGraph, job: str) -> list[str]:
    return [edge.source for edge in graph.entering(job, [CONTROL]) if edge.role == "trigger"]


def _looked_at(graph: DesignGraph, node: Node, path: tuple[str, ...]) -> Notice:
    rhythm, waiting = rhythm_of(graph, node), on_the_way(graph, path[1:])
    full = Step(what="a window is full", at=node.id, seconds=rhythm.window_s, origin=rhythm.origin)
    looked = Step(what="it is looked at", at=node.id, seconds=rhythm.interval_s / 2, origin=rhythm.origin)
    return Notice(node.id, path, (*([waiting] if waiting else ()), full, looked))


def mending(scene: Scene, model: str, notice: Notice, *, wrong: bool) -> Mending | None:
    """Give the quickest end of what was noticed: mended, or switched off where data is wrong and not only old.

    None where nobody acts.
    """
    key = ("mending", model, notice.by, "wrong" if wrong else "old")
    return scene.keep(key, lambda: min(_mendings(scene, model, notice, wrong=wrong), key=_takes_s, default=None))


def _takes_s(found: Mending) -> float:
    return seconds(found.steps)


_VOLUME = re.compile(
    r"\b(?:sends?|sent|requests?|calls|messages|traffic|volume|cost|spend|budget|bill)\b"
    r"[^,;]*(?:[<>]|\b(?:above|over|twice|x|per)\b)"
)


def _of_volume(edge: Edge) -> bool:
    """Say whether a switch acts by itself on how much there is alone, which wrong data need not change."""
    said = f"{edge.label}; {edge.values.get('metric') or ''}".lower()
    return claimed(edge.values.get("auto")) and bool(_VOLUME.search(said))


def _mendings(scene: Scene, model: str, notice: Notice, *, wrong: bool) -> Iterator[Mending]:
    graph, heard = scene.graph, told(scene, notice.by)
    for edge in acts(graph, heard) if wrong else ():
        answer = response(graph, heard, edge) if edge.role == "kill" and not _of_volume(edge) else None
        if answer is not None and edge.target in switches(graph, model):
            means = f" ({quoted(edge.label)})" if edge.label else ""
            how = f"the switch at {quoted(graph.nodes[edge.target].name)}{means} ends it"
            yield Mending(edge.target, answer.path, (*answer.steps, switched_off(edge.target)), how)
    for path, steps in by_people(graph, heard):
        mended = Step(what="it is mended", at=path[-1], seconds=MEND_S, origin=_MENDED)
        yield Mending(path[-1], path, (*steps, mended), f"{quoted(graph.nodes[path[-1]].name)} has it mended")
