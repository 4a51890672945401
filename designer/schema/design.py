"""The schema of a drawing as people write it; what the reader can fill in may be left out."""

from designer.catalog.library import catalog, scenario_ids
from designer.model.design import FORMAT, Boundary, Component, Connection, Design, Framing, Note, Stroke, Waiver
from designer.schema.parts import (
    TEXT,
    Schema,
    component_properties,
    connection_properties,
    definitions,
    document,
    kind_word,
    offered,
    optional,
    ref,
)

_COUNT: Schema = {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string"}]}
_PLACES: Schema = {"anyOf": [*_COUNT["anyOf"], {"type": "array", "items": TEXT, "minItems": 1}]}
_WORDS: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
_FIGURES: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT}, {"type": "object"}]}


def design_schema() -> Schema:
    """Give the schema of a drawing."""
    parts = item_definitions() | definitions(Boundary, Note, Stroke, Framing, Waiver)
    for name in ("Boundary", "Note", "Stroke"):
        parts[name] = _unnamed(parts[name])
    parts["Framing"]["properties"] |= {
        "objective": _WORDS,
        "guardrail": _WORDS,
        "metrics": _FIGURES,
        "numbers": _FIGURES,
    }
    parts["Note"]["properties"]["sticky"] = {"type": "boolean"}
    parts["Stroke"]["properties"] |= {"points": {"type": "array"}, "pressures": {"type": ["array", "number"]}}
    parts["Stroke"]["properties"]["pressure"] = {"type": ["array", "number"]}
    for name in ("Boundary", "Note", "Stroke", "Framing", "Waiver"):
        parts[name] = optional(parts[name])
    body = definitions(Design)["Design"]
    body["properties"] |= {
        "format": {"enum": [FORMAT]},
        "scenario": offered(scenario_ids()),
        "notes": {"type": "array", "items": {"anyOf": [TEXT, ref("Note")]}},
        "ink": {"type": ["array", "object"], "items": {"anyOf": [{"type": "array"}, ref("Stroke")]}},
        "assumptions": _FIGURES,
    }
    return document("A drawing of designer", optional({**body, "required": ["format"]}), parts)


def item_definitions() -> dict[str, Schema]:
    """Give the definitions of what drawings, and variations of drawings, are made of."""
    known = catalog()
    parts = definitions(Component, Connection)
    component = parts["Component"]["properties"]
    component |= {"kind": kind_word(known), "replicas": _COUNT, "zones": _PLACES, "regions": _PLACES}
    component |= {"technology": _WORDS, "properties": ref("ComponentProperties")}
    parts["Connection"]["properties"]["properties"] = ref("ConnectionProperties")
    return {
        **parts,
        "Component": optional(parts["Component"]),
        "Connection": optional(_unnamed(parts["Connection"])),
        "ComponentProperties": component_properties(known),
        "ConnectionProperties": connection_properties(known),
    }


def _unnamed(part: Schema) -> Schema:
    """Let an id be left out; the reader gives one."""
    return {**part, "required": [name for name in part["required"] if name != "id"]}
