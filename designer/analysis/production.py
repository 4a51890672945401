"""What is in production: the models that answer, how versions are released to them, and what a model reads."""

from collections.abc import Iterator

from designer.analysis.element import CONTROL, DATA, DEPLOY, FEEDBACK, REQUEST, Edge
from designer.analysis.graph import DesignGraph
from designer.model.scenario import Brief

RELEASING = frozenset(
    {"trainer", "evaluator", "gate", "model_registry", "prompt_registry", "deployer", "ab_test", "human_review"}
)
"""Kinds that hand a version on, on its way to what serves it."""
NOT_A_RELEASE = frozenset({"champion", "holdout", "alert", "trigger", "rollback", "kill", "scale", "delete"})
"""Roles of connections between such kinds on which no version travels."""
ORIGINAL = frozenset({"source"})
"""The roles that data comes from."""
USED = ORIGINAL | {"app_service", "serving", "human_review"}
"""The roles that data comes from where somebody asks them, or feeds them."""
LOGS = frozenset({"prediction_log", "label_store"})
"""What holds only what something else tells it."""
_TARGETS = frozenset({"model_server", "llm_server", "app_service", "edge_device"})


def releases(graph: DesignGraph, edge: Edge) -> bool:
    """Say whether a version of a model or prompt travels along an edge."""
    if edge.kind is DEPLOY:
        return True
    if edge.kind not in (DATA, CONTROL) or edge.role in NOT_A_RELEASE:
        return False
    source, target = graph.nodes[edge.source], graph.nodes[edge.target]
    if edge.kind is CONTROL and _is_word(graph, source.kind.id, target.kind.id, target.id):
        return False
    return all(node.kind.id in RELEASING or "serving" in node.roles for node in (source, target))


def _is_word(graph: DesignGraph, source_kind: str, target_kind: str, target: str) -> bool:
    """Say whether a control connection is only a word on a version that comes another way.

    An evaluation's is wherever a version is deployed to what hears it, but at a gate; that of a gate, a person or an
    experiment is at a rollout controller to which a registry deploys what has come to it.
    """
    deployed = graph.entering(target, [DEPLOY])
    if source_kind == "evaluator":
        return target_kind != "gate" and bool(deployed)
    if source_kind not in {"gate", "human_review", "ab_test"} or target_kind != "deployer":
        return False
    kept = (edge.source for edge in deployed if graph.nodes[edge.source].kind.id == "model_registry")
    return any(graph.entering(id_, [DEPLOY, DATA, CONTROL]) for id_ in kept)


def origins(graph: DesignGraph) -> frozenset[str]:
    """Give what data comes from: sources, applications, models and people.

    What else nothing comes into counts where its data reaches training unchecked, and where nothing of these reaches
    training at all; so that a second stream before the same checks is worth nothing.
    """
    flow = (DATA, FEEDBACK)
    givers = [id_ for id_ in graph.nodes if any(True for _ in graph.leaving(id_, flow))]
    asked = frozenset(edge.target for edge in graph.edges if edge.kind in (REQUEST, *flow))
    proper = frozenset(id_ for id_ in givers if graph.nodes[id_].roles & (USED if id_ in asked else ORIGINAL))
    first = frozenset(id_ for id_ in givers if id_ not in asked and not graph.nodes[id_].roles & (USED | LOGS))
    checks = frozenset(graph.with_role("data_validator"))
    trainers = sorted(graph.with_role("trainer"))
    unchecked, learnt_from = (
        graph.reach(
            trainers, lambda edge: edge.role != "shadow", kinds=flow, back=True, blocked=blocked, ends=graph.makers
        )
        for blocked in (checks, frozenset())
    )
    found = proper | first.intersection(unchecked)
    return found | first if found.isdisjoint(learnt_from) else found


def workers(graph: DesignGraph, brief: Brief) -> frozenset[str]:
    """Give the models that answer without being called: over a stream or queue, where the brief asks for that.

    A device that says that it runs a model counts, where the brief does not ask for that, once data or a version comes
    to it. In any brief, those whose answers are kept where a request reads them: by the model, or by what asks it on a
    timer of its own.
    """
    models = frozenset(graph.with_role("online_model")) - graph.path
    flowing = frozenset(id_ for id_ in models if _flows_through(graph, id_))
    if brief.mode == "edge" or brief.edge:
        return flowing
    if brief.mode == "stream" or brief.asynchronous:
        return frozenset(id_ for id_ in flowing if any(graph.entering(id_, [DATA, DEPLOY])))
    keeps = frozenset(
        id_ for id_ in graph.nodes if any(_is_read(graph, to.target) for to in graph.leaving(id_, [DATA]))
    )
    timed = frozenset(
        id_ for id_ in models if any(_asks_unasked(graph, call, keeps) for call in graph.entering(id_, [REQUEST]))
    )
    return (flowing & keeps) | timed


def _asks_unasked(graph: DesignGraph, call: Edge, keeps: frozenset[str]) -> bool:
    """Say whether somebody whom nobody calls asks a model, and keeps what it says where requests read it.

    A policy that is asked too may keep it, once it has held it to its limits.
    """
    if call.role == "shadow" or any(graph.entering(call.source, [REQUEST])):
        return False
    asked = {edge.target for edge in graph.leaving(call.source, [REQUEST])}
    return not keeps.isdisjoint({call.source} | asked.intersection(graph.with_role("policy_engine")))


BRINGERS = frozenset({"app_service", "ingest", "data_validator", "pii_redactor"})
"""Kinds that bring to a stream what arises, beside the sources themselves."""
CARRIERS = ("stream", "queue", "data_validator", "pii_redactor", "stream_processor")
"""Kinds that hand on the events that they get."""


def carried_events(graph: DesignGraph, answering: frozenset[str], rate_per_s: float) -> dict[str, float]:
    """Give the streams, checks and jobs that events pass on their way to what answers, with how many a second.

    Events come in at the given rate. Each of these hands on what it gets, and no more than a connection states.
    """
    carriers = frozenset(id_ for kind in CARRIERS for id_ in graph.with_role(kind)) - answering
    reached = dict.fromkeys((id_ for id_ in sorted(carriers) if _is_fed_from_outside(graph, id_)), rate_per_s)
    frontier = list(reached)
    for id_ in frontier:
        for edge in graph.leaving(id_, [DATA]):
            if edge.target in carriers and edge.target not in reached:
                reached[edge.target] = min(reached[id_], edge.number("rate_per_s", rate_per_s))
                frontier.append(edge.target)
    return reached


def event_takers(graph: DesignGraph, answering: frozenset[str], rate_per_s: float) -> dict[str, float]:
    """Give what of `answering` events come to first, by itself or to call a model, with how many a second reach it.

    What something that answers hands on is left out, since nobody says how much that is. Where no stream brings events
    to what answers, they come as requests of the clients: a stream that leads nowhere spares nobody the rate.
    """
    found: dict[str, float] = {}
    for id_, carried in carried_events(graph, answering, rate_per_s).items():
        for edge in graph.leaving(id_, [DATA]):
            if edge.target in answering:
                passed = min(carried, edge.number("rate_per_s", rate_per_s))
                found[edge.target] = max(passed, found.get(edge.target, 0.0))
    return found or {id_: rate_per_s / len(graph.main_entries) for id_ in graph.main_entries}


def _is_fed_from_outside(graph: DesignGraph, id_: str) -> bool:
    """Say whether a stream takes what arises, and not only what some job has made of it."""
    if graph.nodes[id_].kind.id not in {"stream", "queue"}:
        return False
    givers = [graph.nodes[edge.source] for edge in graph.entering(id_, [DATA, FEEDBACK])]
    return not givers or any(node.roles & ORIGINAL or node.kind.id in BRINGERS for node in givers)


def _is_read(graph: DesignGraph, id_: str) -> bool:
    return id_ in graph.path and "online_store" in graph.nodes[id_].roles


def in_production(graph: DesignGraph) -> frozenset[str]:
    """Give the models that answer, one way or another; where none does yet, those that a version is deployed to."""
    serving = graph.with_role("serving")
    used = frozenset(
        id_ for id_ in serving if id_ in graph.path or (_flows_through(graph, id_) and not _looks_back(graph, id_))
    )
    return used or frozenset(id_ for id_ in serving if any(graph.entering(id_, [DEPLOY])))


def released(graph: DesignGraph) -> frozenset[str]:
    """Give what versions are rolled out to: models trained here, and what else in use is deployed to.

    What computes old answers again is none of these: it is to have the version of then.
    """
    production = in_production(graph)
    deployed = frozenset(
        edge.target
        for edge in graph.edges
        if edge.kind is DEPLOY and graph.nodes[edge.target].kind.id in _TARGETS and not _looks_back(graph, edge.target)
    )
    trained = production.intersection(graph.with_role("trained"), graph.with_role("online_model"))
    in_use = graph.path | production
    return trained | (deployed & in_use or deployed)


def _looks_back(graph: DesignGraph, id_: str) -> bool:
    """Say whether something reads a log of answers to compute again what was answered then.

    That is an application that asks no model, or a job that is given nothing else.
    """
    givers = {graph.nodes[edge.source].kind.id for edge in graph.entering(id_, [DATA])}
    if graph.nodes[id_].kind.id == "batch_scorer":
        return givers == {"prediction_log"}
    return graph.nodes[id_].kind.id == "app_service" and id_ not in graph.asking and "prediction_log" in givers


def askers(graph: DesignGraph, id_: str) -> frozenset[str]:
    """Give a model and who calls it, the clients left out: what they write down may hold its answers."""
    return frozenset({id_, *(caller for caller in graph.callers(id_) if "entry" not in graph.nodes[caller].roles)})


def answers_with(graph: DesignGraph, id_: str) -> frozenset[str]:
    """Give a model, who calls it or is handed its answers, and the policies and intakes that these ask.

    Any of them may write down what was answered.
    """
    asking = askers(graph, id_) | _handed_on(graph, id_)
    asked = {edge.target for asker in asking for edge in graph.leaving(asker, [REQUEST])}
    return asking | asked.intersection((*graph.with_role("policy_engine"), *graph.with_role("ingest")))


def _handed_on(graph: DesignGraph, id_: str) -> frozenset[str]:
    """Give the applications and policies that a model's answers are handed to as data, before any log of them."""
    logs = frozenset(id_ for kind in LOGS for id_ in graph.with_role(kind))
    reached = graph.reach([id_], lambda edge: edge.role != "shadow", kinds=[DATA], blocked=logs, ends=graph.makers)
    return frozenset(reached).intersection((*graph.with_role("app_service"), *graph.with_role("policy_engine"))) - {id_}


def stores_filled(graph: DesignGraph, id_: str) -> frozenset[str]:
    """Give the stores that a model beside the request path fills, by itself or by what it hands its answers to.

    They are those on the path, and those that others which answer events ask. Logs are none of them: they hold what was
    answered, and not what will be.
    """
    if id_ in graph.path:
        return frozenset()
    handed = graph.reach(
        sorted(askers(graph, id_)), lambda edge: edge.role != "shadow", kinds=[DATA], ends=graph.makers
    )
    filled = frozenset(
        other for other in handed if "store" in graph.nodes[other].roles and graph.nodes[other].kind.id not in LOGS
    )
    return filled & (graph.path | _asked_beside(graph, id_)) if filled - graph.path else filled


def _asked_beside(graph: DesignGraph, id_: str) -> frozenset[str]:
    """Give what is asked by those who answer with another model than this, beside the request path."""
    others = in_production(graph) - graph.path - {id_}
    asking = frozenset[str]().union(*(answers_with(graph, other) for other in others))
    return frozenset(edge.target for asker in asking for edge in graph.leaving(asker, [REQUEST]))


def readers(graph: DesignGraph, id_: str) -> frozenset[str]:
    """Give who answers with what a model beside the request path fills a store with, the clients left out."""
    asking = {caller for store in stores_filled(graph, id_) for caller in graph.callers(store)}
    asking = {caller for caller in asking if "entry" not in graph.nodes[caller].roles}
    return frozenset().union(*(answers_with(graph, caller) for caller in asking))


def stores_read(graph: DesignGraph, id_: str) -> frozenset[str]:
    """Give the stores that a model and its callers ask."""
    read = {edge.target for asker in askers(graph, id_) for edge in graph.leaving(asker, [REQUEST])}
    return frozenset(other for other in read if "store" in graph.nodes[other].roles)


def inputs(graph: DesignGraph, id_: str, without: frozenset[str] = frozenset()) -> frozenset[str]:
    """Give a model's feature inputs: it and its callers, the stores that they read, what those are made from.

    Some may be left out, and what only they are made from.
    """
    starts = sorted(({id_} | stores_read(graph, id_)) - without)
    made_from = graph.reach(
        starts,
        lambda edge: edge.role != "shadow",
        kinds=[DATA, FEEDBACK],
        back=True,
        blocked=without,
        ends=graph.makers,
    )
    return frozenset(made_from) | askers(graph, id_)


def release_edges(graph: DesignGraph, id_: str) -> tuple[Edge, ...]:
    """Give the edges by which versions reach a model: into it, or where there is none into what calls it."""
    return tuple(_deployed_to(graph, {id_})) or tuple(_deployed_to(graph, askers(graph, id_) - {id_}))


def _deployed_to(graph: DesignGraph, ids: frozenset[str] | set[str]) -> Iterator[Edge]:
    return (edge for id_ in sorted(ids) for edge in graph.entering(id_, [DEPLOY]))


def _flows_through(graph: DesignGraph, id_: str) -> bool:
    """Say whether a node takes data in, and hands on what it makes of it as data or by a call; a device senses itself.

    Who asks a store, a cache or another model hands nothing on.
    """
    takes = graph.nodes[id_].kind.id == "edge_device" or any(graph.entering(id_, [DATA]))
    called = (graph.nodes[edge.target].roles for edge in graph.leaving(id_, [REQUEST]))
    hands_on = any(roles.isdisjoint({"store", "online_model"}) for roles in called)
    return takes and (hands_on or any(graph.leaving(id_, [DATA])))
