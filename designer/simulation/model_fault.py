"""What breaks a model without breaking a machine: its data, a skew between training and serving, a bad version."""

from collections.abc import Sequence

from designer.analysis.element import DEPLOY
from designer.analysis.graph import DesignGraph
from designer.analysis.naming import quoted
from designer.analysis.production import answers_with
from designer.analysis.shared_features import shared_features
from designer.model.critique import ModelFault, Rollout
from designer.simulation.data_fault import MOST_PLAYED, settled, worst
from designer.simulation.late_labels import LateLabels
from designer.simulation.notice import watchers
from designer.simulation.rollout import helpers, rollout
from designer.simulation.scene import Scene
from designer.simulation.schema_change import SchemaChange
from designer.simulation.signal import SHOWN_BY_ANSWERS
from designer.simulation.stale_features import StaleFeatures
from designer.simulation.watch import seconds


def model_faults(scene: Scene, drills: Sequence[Rollout]) -> tuple[ModelFault, ...]:
    """Play each fault on the models that were drilled, and give for each the model that it hits worst.

    Of models that it hits alike it is the busiest, and no helper. What embeds a text or an image reads no features,
    where others do.
    """
    if not drills:
        return ()
    graph = scene.graph
    played = [drill.model for drill in drills[:MOST_PLAYED]]
    helping = helpers(graph, played)
    models = sorted(
        (model for model in played if model not in helping),
        key=lambda id_: (-(scene.traffic(id_).rate_per_s or 0.0), id_ not in graph.path),
    )
    reading = [model for model in models if graph.nodes[model].values.get("task") != "embed"] or models
    return (
        worst(SchemaChange(scene, model).play() for model in models),
        worst(LateLabels(scene, model).play() for model in models),
        worst(StaleFeatures(scene, model).play() for model in reading),
        worst(skew(scene, model) for model in reading),
        _of_drill(scene.graph, "bad-model", drills[0]),
    )


def skew(scene: Scene, model: str) -> ModelFault:
    """Ship a version whose training computed a feature in another way than serving does."""
    graph = scene.graph
    fault, name = "training-serving-skew", quoted(graph.nodes[model].name)
    if "trained" not in graph.nodes[model].roles or not graph.with_role("trainer"):
        return settled(fault, "absent", model, statement=f"{name} is not trained here")
    if not scene.brief.features:
        return settled(fault, "absent", model, statement=f"the brief asks for no features that {name} reads")
    shared = shared_features(graph, model)
    if shared is None:
        return _of_drill(graph, fault, rollout(scene, model, SHOWN_BY_ANSWERS | {"skew"}))
    return settled(
        fault,
        "prevented",
        model,
        at=shared.ids[0],
        bad_predictions=0.0,
        statement=f"training and {name} have the same features: {shared.how}{_watched(scene, model)}",
        witness=tuple(dict.fromkeys((shared.ids[0], model))),
    )


def _watched(scene: Scene, model: str) -> str:
    """Say who would see a difference all the same, as where an older version is still about."""
    seers = watchers(scene.graph, answers_with(scene.graph, model), frozenset({"skew"}))
    first = next(iter(seers), None)
    return f", and {quoted(scene.graph.nodes[first.by].name)} watches for a difference" if first else ""


def _of_drill(graph: DesignGraph, fault: str, drill: Rollout) -> ModelFault:
    """Give a rollout drill as a fault."""
    ended = bool(drill.ended_by)
    outcome = "handled" if ended else "noticed" if drill.noticed_by else "unnoticed"
    return settled(
        fault,
        outcome,
        drill.model,
        at=next((edge.source for edge in graph.entering(drill.model, [DEPLOY])), drill.model),
        noticed_by=drill.noticed_by,
        noticed_after_s=drill.detect_s,
        ended_by=drill.ended_by,
        ended_after_s=seconds(drill.steps) if drill.steps else None,
        bad_predictions=drill.bad_predictions,
        bad_predictions_per_h=drill.bad_predictions_per_h,
        answers_per_s=drill.answers_per_s,
        statement=drill.statement,
        witness=drill.witness,
        steps=drill.steps,
        assumes=drill.assumes,
    )
