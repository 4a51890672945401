"""Who would notice that a model's answers have become worse: which monitors see it, by what sign, and how late."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from designer.analysis.element import CONTROL, DATA, DEPLOY, FEEDBACK, Edge, Node, claimed
from designer.analysis.graph import DesignGraph
from designer.analysis.maturity import store_wait_s
from designer.analysis.naming import quoted
from designer.analysis.production import answers_with, readers
from designer.analysis.schedule import runs_every_s
from designer.model.critique import Step
from designer.simulation.scene import Scene


class Sign(Enum):
    """By what a monitor sees that answers are worse."""

    ANSWERS = "answers"  # their distribution, or whether they are grounded: at once
    EARLY = "early outcomes"  # a proxy, before the outcome is final
    OUTCOMES = "outcomes"  # the labels


SHOWN_BY_ANSWERS = frozenset({"predictions", "groundedness"})
SHOWN_BY_OUTCOMES = frozenset({"performance", "business"})
"""What a monitor may watch that a bad version changes; latency, errors and inputs stay as they were."""
_SYSTEM = frozenset({"latency", "errors", "cost"})
PROXY_S = 3600.0
"""Until an early sign of the outcome shows, where no feedback says (assumption)."""


@dataclass(frozen=True)
class Rhythm:
    """How much data a monitor looks at, and how often."""

    window_s: float
    interval_s: float
    origin: str


_HOURLY = Rhythm(3600.0, 3600.0, "assumption: hourly, as SageMaker Model Monitor at the most often (AWS, 2024)")
RHYTHMS: Mapping[str, Rhythm] = {
    "data_validator": Rhythm(0.0, 0.0, "assumption: answers are checked as they pass"),
    "metrics_monitor": Rhythm(
        300.0, 60.0, "assumption: over five minutes, every minute (Prometheus' default interval, 2024)"
    ),
    "ml_monitor": _HOURLY,
    "ab_test": Rhythm(3600.0, 3600.0, "assumption: hourly"),
    "kpi_dashboard": Rhythm(86400.0, 86400.0, "assumption: daily"),
}


@dataclass(frozen=True)
class Signal:
    """One monitor that would show it: the way there from the model, how late what it needs comes, and its rhythm.

    `counted_per_s` is how many outcomes people find a second, where it is people who find them.
    """

    monitor: str
    sign: Sign
    path: tuple[str, ...]
    delay: Step | None
    rhythm: Rhythm
    by_version: bool
    counted_per_s: float | None = None


@dataclass(frozen=True)
class Blind:
    """A monitor that sees the model and would not show it: `why` is missing-outcomes, unknown-delay or not-watched."""

    monitor: str
    why: str
    path: tuple[str, ...]


def signals(
    scene: Scene, model: str, at_once: frozenset[str] = SHOWN_BY_ANSWERS
) -> tuple[tuple[Signal, ...], tuple[Blind, ...]]:
    """Give the monitors that would show a bad version of a model, and those that see it and would not.

    `at_once` are the concepts that a monitor may watch by which it shows without waiting for outcomes.
    """
    found: list[Signal] = []
    blind: list[Blind] = []
    for monitor, path in _watching(scene.graph, model).items():
        shown = list(_shown_by(scene, scene.graph.nodes[monitor], path, at_once))
        found += [signal for signal in shown if isinstance(signal, Signal)]
        if not any(isinstance(signal, Signal) for signal in shown):
            blind += [miss for miss in shown if isinstance(miss, Blind)] or [Blind(monitor, "not-watched", path)]
    return tuple(found), tuple(blind)


def _watching(graph: DesignGraph, model: str) -> dict[str, tuple[str, ...]]:
    """Give the monitors that get a model's answers, or all telemetry, or the business's outcomes; each with the way.

    Where a model only fills a store, they are the answers of who reads it.
    """
    starts = answers_with(graph, model) | readers(graph, model)
    reached = graph.reach(sorted(starts), lambda edge: edge.role != "shadow", kinds=[DATA, FEEDBACK], ends=graph.makers)
    handed = {edge.target: edge.source for id_ in sorted(starts) for edge in graph.leaving(id_, [DATA])}
    ways: dict[str, tuple[str, ...]] = {}
    for id_, node in graph.nodes.items():
        if id_ in handed and checks_answers(node):
            ways[id_] = (handed[id_], id_)
        if not is_monitor(node):
            continue
        if id_ in reached:
            ways[id_] = way(reached, id_)
        elif sees_all(graph, node):
            ways[id_] = (model, id_)
        elif node.kind.id == "kpi_dashboard" and any(graph.entering(id_, [DATA, FEEDBACK])):
            ways[id_] = (id_,)
        elif node.kind.id == "ab_test" and id_ in graph.path and not graph.path.isdisjoint(starts):
            ways[id_] = (id_, model)
    return ways


def checks_answers(node: Node) -> bool:
    """Say whether a validation to which answers are handed would see that they have changed."""
    return node.kind.id == "data_validator" and "drift" in node.concepts.get("checks", frozenset())


def holding_back(graph: DesignGraph, start: str, checks: Callable[[Node], bool]) -> str:
    """Give the check that stops, and that all that is made of something has to pass before anybody gets it, if any."""
    ends = graph.makers.difference(graph.with_role("batch_scorer"))
    for id_ in graph.with_role("data_validator"):
        if graph.nodes[id_].values.get("on_fail") == "block" and checks(graph.nodes[id_]):
            handed, past = (
                graph.reach([start], lambda edge: edge.role != "shadow", kinds=[DATA], ends=ends, blocked=blocked)
                for blocked in (frozenset[str](), frozenset({id_}) | _gated(graph, id_))
            )
            if id_ in handed and not any(_gives_out(graph.nodes[other]) for other in past if other != start):
                return id_
    return ""


def _gated(graph: DesignGraph, check: str) -> frozenset[str]:
    """Give who waits for the word of a gate that a check decides at, and who looks at what is made for that gate."""
    said = (edge.target for edge in graph.leaving(check, [CONTROL]) if edge.role != "alert")
    gates = [id_ for id_ in said if graph.nodes[id_].kind.id == "gate"]
    waiting = {edge.target for id_ in gates for edge in graph.leaving(id_, [CONTROL, DEPLOY])}
    return frozenset(waiting.union(edge.source for id_ in gates for edge in graph.entering(id_, [CONTROL])))


def _gives_out(node: Node) -> bool:
    """Say whether people get what reaches a component: clients, applications, people, and stores that they read."""
    roles = node.roles & {"entry", "online_store"}
    return bool(roles) or node.kind.id in {"app_service", "human_review", "external_source", "fallback"}


def is_monitor(node: Node) -> bool:
    """Say whether a component looks at numbers: a monitor, an experiment, a dashboard of the business."""
    return "monitor" in node.roles or node.kind.id in {"kpi_dashboard", "ab_test"}


def sees_all(graph: DesignGraph, node: Node) -> bool:
    """Say whether a monitor has all telemetry: it says so, and something reports to it, or it tells somebody."""
    joined = graph.entering(node.id, [DATA]) or graph.leaving(node.id, [CONTROL])
    return node.values.get("scope") == "all" and bool(joined)


def way(reached: Mapping[str, Edge | None], id_: str) -> tuple[str, ...]:
    """Give the ids from where a walk forward started to a node that it reached."""
    ids = [id_]
    while (edge := reached[ids[-1]]) is not None:
        ids.append(edge.source)
    return tuple(reversed(ids))


def _shown_by(scene: Scene, node: Node, path: tuple[str, ...], at_once: frozenset[str]) -> Iterator[Signal | Blind]:
    graph = scene.graph
    by_version = claimed(node.values.get("by_version")) or node.kind.id == "ab_test" or _logs_version(graph, path)
    rhythm = rhythm_of(graph, node)
    watches = node.concepts.get("watches", frozenset())
    if watches & at_once or checks_answers(node):
        yield Signal(node.id, Sign.ANSWERS, path, on_the_way(graph, path), rhythm, by_version)
    if "proxy" in watches:
        delay, counted = _early(scene, node.id)
        yield Signal(node.id, Sign.EARLY, path, delay, rhythm, by_version, counted)
    if watches & SHOWN_BY_OUTCOMES or _judges_outcomes(node):
        arrival = outcomes(scene, node.id)
        if isinstance(arrival, str):
            yield Blind(node.id, arrival, path)
        else:
            yield Signal(node.id, Sign.OUTCOMES, path, arrival.step, rhythm, by_version, arrival.counted_per_s)


def _judges_outcomes(node: Node) -> bool:
    if node.kind.id == "ab_test":
        guardrails = node.concepts.get("guardrails", frozenset())
        return not guardrails or bool(guardrails - _SYSTEM)
    return node.kind.id == "kpi_dashboard"


def _logs_version(graph: DesignGraph, path: tuple[str, ...]) -> bool:
    logged = (graph.nodes[id_].concepts.get("logs", frozenset()) for id_ in path)
    return any(concepts & {"model_version", "prompt_version"} for concepts in logged)


def rhythm_of(graph: DesignGraph, node: Node) -> Rhythm:
    """Give how often a monitor looks, and at how much: as drawn on it or on what it is sent, else by its kind."""
    usual = RHYTHMS.get(node.kind.id, _HOURLY)
    stated = node.number("interval_s")
    if stated is not None and stated >= 0:
        return Rhythm(stated, stated, f"drawn on {quoted(node.name)}")
    sent = [edge for edge in graph.entering(node.id, [DATA]) if edge.number("interval_s", -1.0) >= 0]
    if sent:
        slowest = max(sent, key=lambda edge: edge.number("interval_s", 0.0))
        interval = slowest.number("interval_s", 0.0)
        return Rhythm(max(interval, usual.window_s), interval, f"drawn on {arrow(graph, slowest)}")
    return usual


def arrow(graph: DesignGraph, edge: Edge) -> str:
    """Name a connection by its two ends."""
    return f"{quoted(graph.nodes[edge.source].name)} → {quoted(graph.nodes[edge.target].name)}"


@dataclass(frozen=True)
class Arrival:
    """When outcomes reach a monitor, and how many a second people find, where it is people who find them."""

    step: Step | None
    counted_per_s: float | None


def outcomes(scene: Scene, monitor: str) -> Arrival | str:
    """Give when final outcomes reach a monitor; else why not: missing-outcomes, or unknown-delay."""
    return scene.keep(("outcomes", monitor), lambda: _outcomes(scene, monitor))


def _outcomes(scene: Scene, monitor: str) -> Arrival | str:
    fed = feeds(scene, monitor)
    if not fed:
        return "missing-outcomes"
    arrivals = [_final(scene, feed) for feed in fed]
    known = [arrival for arrival in arrivals if arrival is not None]
    return min(known, key=_seconds) if known else "unknown-delay"


def _seconds(arrival: Arrival) -> float:
    return arrival.step.seconds if arrival.step else 0.0


@dataclass(frozen=True)
class Feed:
    """Outcomes on their way to a monitor: the feedback, where one is drawn, and the way from where it lands."""

    feedback: Edge | None
    path: tuple[str, ...]


def feeds(scene: Scene, monitor: str) -> tuple[Feed, ...]:
    """Give the outcomes that reach a monitor, or a training job."""
    return scene.keep(("feeds", monitor), lambda: tuple(_feeds(scene.graph, monitor)))


def _feeds(graph: DesignGraph, monitor: str) -> Iterator[Feed]:
    before = graph.reach([monitor], lambda _: True, kinds=[DATA, FEEDBACK], back=True, ends=graph.makers)
    passed = [id_ for id_ in before if id_ not in graph.makers]
    feedbacks = [edge for id_ in passed for edge in graph.entering(id_, [FEEDBACK])]
    for edge in feedbacks:
        yield Feed(edge, _onward(before, edge.target))
    if not feedbacks:
        for id_ in passed:
            if graph.nodes[id_].kind.id == "label_store":
                yield Feed(None, _onward(before, id_))


def _onward(before: Mapping[str, Edge | None], id_: str) -> tuple[str, ...]:
    ids = [id_]
    while (edge := before[ids[-1]]) is not None:
        ids.append(edge.target)
    return tuple(ids)


def _final(scene: Scene, feed: Feed) -> Arrival | None:
    """Give when a feed's outcomes are final: late feedback or a wait for maturity, whichever is longer."""
    graph, brief = scene.graph, scene.brief
    stores = [graph.nodes[id_] for id_ in feed.path if graph.nodes[id_].kind.id == "label_store"]
    waits = [(wait, store) for store in stores if (wait := store_wait_s(store)) is not None and wait >= 0]
    known: list[Step] = [
        Step(what="outcomes are final", at=store.id, seconds=wait, origin=f"drawn on {quoted(store.name)}")
        for wait, store in waits
    ]
    late = _late(graph, feed)
    if late:
        known.append(late)
    elif brief.label_delay_s is not None:
        known.append(Step(what="outcomes are known", seconds=brief.label_delay_s, origin="the brief's delay of labels"))
    if not known:
        return None
    longest = max(known, key=lambda step: step.seconds)
    return Arrival(_with_jobs(graph, longest, feed.path), _found_by_people(graph, feed))


def _late(graph: DesignGraph, feed: Feed) -> Step | None:
    edge = feed.feedback
    if edge is None or edge.number("delay_s", -1.0) < 0:
        return None
    return Step(
        what="outcomes arrive",
        at=edge.source,
        seconds=edge.number("delay_s", 0.0),
        origin=f"drawn on {arrow(graph, edge)}",
    )


def _early(scene: Scene, monitor: str) -> tuple[Step, float | None]:
    """Give when an early sign shows: the quickest feedback with a delay drawn, else an hour, or the labels' delay."""
    graph, brief = scene.graph, scene.brief
    drawn = [(late, feed) for feed in feeds(scene, monitor) if (late := _late(graph, feed))]
    if drawn:
        first, feed = min(drawn, key=lambda pair: pair[0].seconds)
        return first.model_copy(update={"what": "an early outcome arrives"}), _found_by_people(graph, feed)
    if brief.label_delay_s is not None and brief.label_delay_s < PROXY_S:
        return Step(
            what="an early outcome arrives", seconds=brief.label_delay_s, origin="the brief's delay of labels"
        ), None
    return Step(
        what="an early outcome arrives", seconds=PROXY_S, origin="assumption: an early sign shows within an hour"
    ), None


def _found_by_people(graph: DesignGraph, feed: Feed) -> float | None:
    source = graph.nodes[feed.feedback.source] if feed.feedback else None
    if source is None or source.kind.id != "human_review":
        return None
    return max(0.0, source.number("rate_per_s") or 0.0) * source.replicas


def on_the_way(graph: DesignGraph, path: tuple[str, ...]) -> Step | None:
    """Give the wait for the jobs on a way, on average half of the time between two runs of each."""
    lags = [(runs_every_s(graph, id_) or 0.0, id_) for id_ in path if graph.nodes[id_].kind.id == "batch_processor"]
    total, slowest = sum(lag for lag, _ in lags) / 2, max(lags, default=(0.0, ""))[1]
    if not total:
        return None
    origin = f"half of the interval drawn on {quoted(graph.nodes[slowest].name)}"
    return Step(what="the next run of the job", at=slowest, seconds=total, origin=origin)


def _with_jobs(graph: DesignGraph, step: Step, path: tuple[str, ...]) -> Step:
    job = on_the_way(graph, path)
    if job is None:
        return step
    return step.model_copy(update={"seconds": step.seconds + job.seconds, "origin": f"{step.origin}; {job.origin}"})
