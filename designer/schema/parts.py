"""The parts that the schemas share: what the models say, loosened to what is read, and words offered for completion."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from designer.catalog.library import Catalog, names_of
from designer.catalog.quantity import UNITS, format_value
from designer.catalog.words import words
from designer.model.kind import Property, PropertyType

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": ["string", "number"]}
"""A number where text belongs is text."""
NUMERIC = frozenset({PropertyType.QUANTITY, PropertyType.COUNT})


def document(title: str, body: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """Make a whole schema of its body and the definitions that the body and they refer to."""
    about = {key: value for key, value in body.items() if key not in {"description", "$defs"}}
    return {"$schema": DIALECT, "title": title, **about, "$defs": dict(sorted(definitions.items()))}


def ref(name: str) -> Schema:
    """Refer to a definition."""
    return {"$ref": f"#/$defs/{name}"}


def offered(names: Iterable[str], otherwise: Schema | None = None) -> Schema:
    """Offer words for completion where others are read too."""
    return {"anyOf": [{"enum": sorted(set(names))}, otherwise or TEXT]}


def one_or_more(item: Schema) -> Schema:
    """Take one, or a list of them."""
    return {"anyOf": [item, {"type": "array", "items": item, "minItems": 1}]}


def definitions(*models: type[BaseModel]) -> dict[str, Schema]:
    """Give the schemas of models and all that they are made of, by their names, text loosened to what is read."""
    found: dict[str, Schema] = {}
    for model in models:
        schema = model.model_json_schema(by_alias=True, ref_template="#/$defs/{model}")
        found |= schema.pop("$defs", {})
        found[model.__name__] = schema
    return {name: _loosened(schema) for name, schema in found.items()}


_TITLED = frozenset({"title", "default"})


def _loosened(part: Any, *, names: bool = False) -> Any:  # noqa: ANN401 (any part of a schema)
    """Let numbers stand where text belongs; leave out the titles and defaults, which repeat the names."""
    if isinstance(part, list):
        return [_loosened(each) for each in part]
    if not isinstance(part, dict):
        return part
    kept = {
        key: _loosened(value, names=key in {"properties", "$defs"})
        for key, value in part.items()
        if names or key not in _TITLED
    }
    closed = {"enum", "const", "pattern"} & kept.keys()
    return {**kept, "type": TEXT["type"]} if not names and kept.get("type") == "string" and not closed else kept


def optional(schema: Schema) -> Schema:
    """Let every key of an object that need not stand there stand there without a value, as in `note:`."""
    needed = schema.get("required", [])
    properties = {key: value if key in needed else _or_null(value) for key, value in schema["properties"].items()}
    return {**schema, "properties": properties}


def _or_null(schema: Schema) -> Schema:
    if "type" in schema and not {"enum", "const"} & schema.keys():
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return {**schema, "type": [*types, *(["null"] if "null" not in types else [])]}
    alternatives = schema.get("anyOf", [schema])
    return {**(schema if "anyOf" in schema else {}), "anyOf": [*alternatives, {"type": "null"}]}


def kind_word(catalog: Catalog) -> Schema:
    """Take the id of a component kind, each with what it is."""
    about = [f"{kind.title}. {kind.about}".strip() for kind in catalog.kinds.values()]
    return {"enum": list(catalog.kinds), "enumDescriptions": about}


def component_properties(catalog: Catalog) -> Schema:
    """Take the properties of every kind, since one that only another kind has is kept."""
    return _values(pair for kind in catalog.kinds.values() for pair in names_of(kind.properties))


def connection_properties(catalog: Catalog) -> Schema:
    """Take the properties of every kind of connection."""
    return _values(pair for type_ in catalog.connections.values() for pair in names_of(type_.properties))


def _values(named: Iterable[tuple[str, Property]]) -> Schema:
    found: dict[str, list[Property]] = {}
    for name, prop in named:
        found.setdefault(name, []).append(prop)
    stems = [name for name, props in found.items() if any(prop.unit in UNITS for prop in props)]
    units = sorted({word for words_, _ in UNITS.values() for word in words_ if word.isalpha()})
    return {
        "type": "object",
        "properties": {name: _value(props) for name, props in sorted(found.items())},
        "patternProperties": {f"^({'|'.join(sorted(stems))})_({'|'.join(units)})s?$": {"type": ["number", "string"]}},
        "additionalProperties": False,
    }


def _value(props: list[Property]) -> Schema:
    """Take what is read as a property's value; where kinds differ in it, what any of them takes."""
    types = {prop.type for prop in props}
    about = " / ".join(dict.fromkeys(map(_about, props)))
    taken = ["number", "string", "null"] if types <= NUMERIC else ["string", "number", "boolean", "array", "null"]
    plain: Schema = {"type": taken}
    if types <= NUMERIC and len({(prop.minimum, prop.maximum) for prop in props}) == 1:
        bounds = {"minimum": props[0].minimum, "maximum": props[0].maximum}
        plain |= {key: bound for key, bound in bounds.items() if bound is not None}
    known = sorted({word for prop in props for word in value_words(prop)})
    if known:
        parts = {"type": "array", "items": offered(known)}
        return {
            "description": about,
            "anyOf": [{"enum": known}, parts, {"type": ["string", "number", "boolean", "null"]}],
        }
    return {"description": about, **plain}


def value_words(prop: Property) -> tuple[str, ...]:
    """Give the words that a property's value is read for: its options, or its family of concepts."""
    return prop.options or (words().concepts(prop.concepts) if prop.concepts else ())


def _about(prop: Property) -> str:
    default = "" if prop.default is None else f" By default {format_value(prop, prop.default)}."
    unit = f" In {prop.unit}." if prop.unit else ""
    return f"{prop.title}. {prop.meaning}{unit}{default}".strip()
