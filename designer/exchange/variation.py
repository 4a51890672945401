"""A good drawing with named edits: how weak designs, and the examples of rules, are written."""

from pathlib import Path
from typing import Any

from designer.catalog.library import DESIGN_ENDING
from designer.catalog.source import Source
from designer.errors import DesignerError, suggestion
from designer.exchange.design_file import design_of, read, to_data
from designer.model.design import Component, Design
from designer.model.scenario import Variation, WeakDesign

OWN_KEYS = frozenset(Component.model_fields) - {"id", "properties"}
"""What stands on a component itself; any other key of `set` is one of its properties."""


def varied(design: Design, change: Variation, *, name: str = "variation") -> Design:
    """Apply a variation; raises DesignerError for an id that is not there and for what a file would be refused for."""
    data = to_data(design)
    components = {item["id"]: dict(item) for item in data.get("components", [])}
    connections = [dict(item) for item in data.get("connections", [])]
    _known(change.remove, components, name)
    for id_ in change.remove:
        del components[id_]
    connections = [edge for edge in connections if edge["source"] in components and edge["target"] in components]
    for key in change.disconnect:
        connections = [edge for edge in connections if edge not in _connection(key, connections, name)]
    for key, values in change.set.items():
        if key in components:
            _set(components[key], values, OWN_KEYS)
        else:
            for edge in _connection(key, connections, name):
                _set(edge, values, {"label", "kind"})
    data["components"] = [*components.values(), *change.add]
    data["connections"] = [*connections, *change.connect]
    if change.framing:
        data["framing"] = data.get("framing", {}) | change.framing
    for boundary in data.get("boundaries", []):
        boundary["components"] = [id_ for id_ in boundary.get("components", []) if id_ in components]
    return design_of(Source(name, data))


def weak_design(folder: Path, weak: WeakDesign, *, name: str = "variation") -> Design:
    """Draw a weak design of the scenario in a folder."""
    return varied(read(folder / f"{weak.of}{DESIGN_ENDING}"), weak.change, name=name)


def _known(ids: tuple[str, ...], components: dict[str, Any], name: str) -> None:
    for id_ in ids:
        if ids.count(id_) > 1:
            raise DesignerError(f"'{id_}' is removed twice", where=name, remedy="name it once")
        if id_ not in components:
            raise DesignerError(
                f"there is no component '{id_}' to remove", where=name, remedy=suggestion(id_, components)
            )


def _connection(key: str, connections: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """Find a connection by its id, or all by "source>target" or "source>target:kind"."""
    ends, _, kind = key.partition(":")
    source, _, target = ends.partition(">")
    found = [
        edge
        for edge in connections
        if edge["id"] == key or ((edge["source"], edge["target"]) == (source, target) and kind in ("", edge["kind"]))
    ]
    if not found:
        known = [f"{edge['source']}>{edge['target']}:{edge['kind']}" for edge in connections]
        raise DesignerError(f"there is no component or connection '{key}'", where=name, remedy=suggestion(key, known))
    return found


def _set(item: dict[str, Any], values: dict[str, Any], own: frozenset[str] | set[str]) -> None:
    properties = dict(item.get("properties", {}))
    for key, value in values.items():
        place = item if key in own else properties
        if value is None:
            place.pop(key, None)
        else:
            place[key] = value
    item["properties"] = properties
