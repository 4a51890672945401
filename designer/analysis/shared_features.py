"""What training and serving have in common: a store, a transform, a job or a log that gives both the same features."""

from dataclasses import dataclass

from designer.analysis.element import DATA, FEEDBACK
from designer.analysis.graph import DesignGraph
from designer.analysis.naming import listed
from designer.analysis.production import answers_with, inputs


@dataclass(frozen=True)
class SharedFeatures:
    """The ids of what gives training and a model the same features, and a sentence on how."""

    ids: tuple[str, ...]
    how: str


def shared_features(graph: DesignGraph, model: str) -> SharedFeatures | None:
    """Give what gives training and a model the same features; None where nothing does."""
    trainers = graph.with_role("trainer")
    learned_from = graph.reach(trainers, lambda _: True, kinds=[DATA, FEEDBACK], back=True, ends=graph.makers)
    before = [id_ for id_ in learned_from if id_ not in trainers]
    others = frozenset(id_ for id_ in inputs(graph, model) if not _agree(graph, id_, model))
    read = inputs(graph, model, without=others) - others
    common = [id_ for id_ in before if id_ in read]
    stores = [id_ for id_ in common if graph.nodes[id_].kind.id == "feature_store"]
    jobs = [id_ for id_ in common if "processor" in graph.nodes[id_].roles]
    transform = _same_transform(graph, [*before, *trainers], read)
    ways = {
        "both read {}": stores,
        f"both compute them by one transform, {_transforms(graph, transform)}": transform,
        "what both read is made by {}": jobs,
        "training reads the features as they were served, from {}": _logged(graph, model, before),
    }
    return next((_told(graph, ids, how) for how, ids in ways.items() if ids), None)


def _agree(graph: DesignGraph, id_: str, model: str) -> bool:
    """Say whether what its callers read may be a model's own: not where the two name different transforms."""
    named = {graph.nodes[each].values.get("transform") for each in (id_, model)}
    return sum(isinstance(name, str) for name in named) < _DIFFERENT


_DIFFERENT = 2


def _transforms(graph: DesignGraph, ids: list[str]) -> str:
    return listed(dict.fromkeys(str(graph.nodes[id_].values.get("transform")) for id_ in ids))


def _told(graph: DesignGraph, ids: list[str], how: str) -> SharedFeatures:
    return SharedFeatures(tuple(ids), how.format(listed(graph.nodes[id_].name for id_ in ids)))


def _same_transform(graph: DesignGraph, before: list[str], read: frozenset[str]) -> list[str]:
    named = {id_: graph.nodes[id_].values.get("transform") for id_ in (*before, *sorted(read))}
    served = {named[id_] for id_ in read if isinstance(named[id_], str)}
    same = [id_ for id_ in before if named[id_] in served]
    return [id_ for id_ in same if "serving" not in graph.nodes[id_].roles] or same


def _logged(graph: DesignGraph, model: str, before: list[str]) -> list[str]:
    """Give the logs of features as served from which training learns."""
    written = graph.reach(
        sorted(answers_with(graph, model)), lambda edge: edge.role != "shadow", kinds=[DATA], ends=graph.makers
    )
    logs = [id_ for id_ in before if id_ in written and graph.nodes[id_].kind.id == "prediction_log"]
    return [id_ for id_ in logs if "features" in graph.nodes[id_].concepts.get("logs", frozenset())]
