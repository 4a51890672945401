"""A small drawing with everything that a rollout drill walks along, and a way to change it."""

from typing import Any

from designer.analysis.graph import DesignGraph
from designer.analysis.reading import build_graph
from designer.catalog.library import catalog
from designer.catalog.source import Source
from designer.catalog.words import words
from designer.exchange.design_file import design_of
from designer.model.scenario import Brief

BRIEF = Brief(mean_rate_per_s=100, peak_rate_per_s=300, label_delay_s=7200)

COMPONENTS: dict[str, dict[str, Any]] = {
    "client": {"kind": "client"},
    "app": {"kind": "app_service"},
    "model": {"kind": "model_server", "name": "Model"},
    "log": {"kind": "prediction_log", "properties": {"logs": "score, model version"}},
    "labels": {"kind": "label_store", "name": "Labels"},
    "watch": {"kind": "ml_monitor", "name": "Watch", "properties": {"watches": "score distribution"}},
    "pager": {"kind": "alerting", "name": "Pager", "properties": {"human": True}},
    "registry": {"kind": "model_registry", "name": "Registry", "properties": {"keep": 3}},
    "rollout": {"kind": "deployer", "name": "Rollout"},
}
CONNECTIONS: dict[str, dict[str, Any]] = {
    "client>app": {"kind": "request"},
    "app>model": {"kind": "request"},
    "app>log": {"kind": "data"},
    "client>labels": {"kind": "feedback"},
    "log>watch": {"kind": "data"},
    "labels>watch": {"kind": "data"},
    "watch>pager": {"kind": "control", "properties": {"role": "alert"}},
    "pager>rollout": {"kind": "control", "properties": {"role": "rollback"}},
    "registry>rollout": {"kind": "deploy"},
    "rollout>model": {"kind": "deploy", "properties": {"strategy": "canary", "percent": 5}},
}


def board(
    *, without: tuple[str, ...] = (), also: dict[str, dict[str, Any]] | None = None, **stated: dict[str, Any] | None
) -> DesignGraph:
    """Draw it without some parts, with others, and with other properties: `model={...}`, or `rollout__model={...}`."""
    parts = COMPONENTS | {id_: part for id_, part in (also or {}).items() if ">" not in id_}
    edges = CONNECTIONS | {id_: edge for id_, edge in (also or {}).items() if ">" in id_}
    changes = {name.replace("__", ">"): properties for name, properties in stated.items()}
    data = {
        "format": "designer-design/1",
        "components": [
            {**part, "id": id_, "properties": {**part.get("properties", {}), **(changes.get(id_) or {})}}
            for id_, part in parts.items()
            if id_ not in without
        ],
        "connections": [
            {**_ends(id_), **edge, "properties": {**edge.get("properties", {}), **(changes.get(id_) or {})}}
            for id_, edge in edges.items()
            if id_ not in without and not set(_ends(id_).values()) & set(without)
        ],
    }
    return build_graph(design_of(Source("test", data)), catalog(), words())


def _ends(id_: str) -> dict[str, str]:
    source, _, target = id_.partition(">")
    return {"source": source, "target": target}
