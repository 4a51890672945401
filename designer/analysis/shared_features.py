"""What training and serving have in common: a store, a transform, a job or a log that gives both the same features."""

from designer.analysis.element import DATA, FEEDBACK
from designer.analysis.graph import DesignGraph
from designer.analysis.production import askers, inputs


def shared_features(graph: DesignGraph, model: str) -> tuple[str, ...]:
    """Give the ids of components that give training and a model the same features; empty where there are none."""
    trainers = graph.with_role("trainer")
    learned_from = graph.reach(trainers, lambda _: True, kinds=[DATA, FEEDBACK], back=True, ends=graph.makers)
    before = [id_ for id_ in learned_from if id_ not in trainers]
    read = inputs(graph, model)
    common = [id_ for id_ in before if id_ in read]
    stores = [id_ for id_ in common if graph.nodes[id_].kind.id == "feature_store"]
    jobs = [id_ for id_ in common if "processor" in graph.nodes[id_].roles]
    return tuple(stores or _same_transform(graph, before, read) or jobs or _logged(graph, model, before))


def _same_transform(graph: DesignGraph, before: list[str], read: frozenset[str]) -> list[str]:
    named = {id_: graph.nodes[id_].values.get("transform") for id_ in (*before, *sorted(read))}
    served = {named[id_] for id_ in read if isinstance(named[id_], str)}
    same = [id_ for id_ in before if named[id_] in served]
    return [id_ for id_ in same if "serving" not in graph.nodes[id_].roles] or same


def _logged(graph: DesignGraph, model: str, before: list[str]) -> list[str]:
    """Give the logs of features as served from which training learns."""
    written = graph.reach(
        sorted(askers(graph, model)), lambda edge: edge.role != "shadow", kinds=[DATA], ends=graph.makers
    )
    logs = [id_ for id_ in before if id_ in written and graph.nodes[id_].kind.id == "prediction_log"]
    return [id_ for id_ in logs if "features" in graph.nodes[id_].concepts.get("logs", frozenset())]
