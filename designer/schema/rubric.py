"""The schema of a rubric: the stanza of a rule, and the language of its conditions, selectors and tests."""

from designer.catalog.library import Catalog, catalog, scenario_ids
from designer.catalog.words import words
from designer.model.design import ConnectionKind
from designer.model.rubric import Rule
from designer.model.scenario import Brief
from designer.rules.compiler import EDGES, SETS, Compiler
from designer.rules.conditions.framed import FAMILY, FIELDS
from designer.rules.conditions.measure import NUMBERS
from designer.rules.registry import condition_kinds
from designer.rules.rubric import KEYS, shipped
from designer.rules.value_test import SAYS
from designer.rules.view import COMPUTED, RELEASE
from designer.schema.design import item_definitions
from designer.schema.parts import TEXT, Schema, definitions, document, offered, one_or_more, ref, value_words

_CONDITION, _SELECTOR, _TEST = ref("condition"), ref("selector"), ref("test")
_EDGE, _OVER, _NAME = ref("edge"), ref("over"), {"type": "string", "pattern": "^[A-Za-z_]\\w*$"}
_PHRASES: Schema = {"type": "array", "items": TEXT, "minItems": 1}
_SUBJECT, _EDGES = ref("componentTests"), ref("connectionTests")


def _map(required: Schema, more: Schema | None = None) -> Schema:
    """Take a map of these keys, the first ones needed."""
    properties = {**required, **(more or {})}
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


_CONCEPTS: Schema = one_or_more({"enum": list(words().concepts(FAMILY))})
_FRAMED = _map({}, {"of": _CONCEPTS, "beside": _CONCEPTS})


def _role() -> Schema:
    return one_or_more({"enum": sorted(catalog().parts(ConnectionKind))})


def conditions() -> dict[str, Schema]:
    """Give what stands under each condition's word; one that is not described here takes anything."""
    facts: Schema = {"enum": list(Brief.model_fields)}
    described: dict[str, Schema] = {
        "all": {"type": "array", "items": _CONDITION, "minItems": 1},
        "any": {"type": "array", "items": _CONDITION, "minItems": 1},
        "not": _CONDITION,
        "told": _map({"that": _CONDITION, "else": TEXT}),
        "given": {
            "anyOf": [*one_or_more(facts)["anyOf"], {"type": "object", "propertyNames": facts}],
            "description": "Facts of the brief: one, several, or a map from facts to tests.",
        },
        "has": _SUBJECT,
        "some": {"anyOf": [_SELECTOR, _map({"each": _SELECTOR, "as": _NAME, "that": _CONDITION})]},
        "link": _map(
            {"edge": _EDGE, "from": _SELECTOR, "to": _SELECTOR},
            {"role": _role(), "where": _EDGES, "every": {"type": "boolean"}},
        ),
        "path": _map({"from": _SELECTOR, "to": _SELECTOR, "over": _OVER}),
        "gate": _map({"from": _SELECTOR, "to": _SELECTOR, "through": _SELECTOR, "over": _OVER}),
        "chain": {
            "type": "array",
            "prefixItems": [_SELECTOR],
            "items": _map({"edge": _EDGE, "to": _SELECTOR}, {"role": _role()}),
            "minItems": 2,
        },
        "meet": _map({"left": _SELECTOR, "right": _SELECTOR}, {"by": TEXT}),
        "measure": _map({"what": {"enum": list(NUMBERS)}, "is": _TEST}),
        "framed": {"anyOf": [one_or_more({"enum": list(FIELDS)}), _map({}, dict.fromkeys(FIELDS, _FRAMED))]},
    }
    return {word: described.get(word, {}) for word in condition_kinds()}


def _selector(known: Catalog) -> Schema:
    terms = shipped().terms.items()
    roles = {role for kind in known.kinds.values() for role in kind.roles}
    narrowed: dict[str, Schema] = dict.fromkeys(sorted(Compiler._SELECTING), _SELECTOR)  # noqa: SLF001 (the one list)
    narrowed |= {"where": _SUBJECT, "over": _OVER}
    for key, end in (("entered_by", "from"), ("left_by", "to")):
        narrowed[key] = _map({"edge": _EDGE}, {"role": _role(), end: _SELECTOR, "where": _EDGES})
    return {
        "description": "A kind, a role, a set, $name, a list of these, or a map that narrows one.",
        "anyOf": [
            {"enum": sorted({*SETS, *roles, *known.kinds, *(word for word, term in terms if term.selector)})},
            {"type": "string", "pattern": OWN_WORD},
            {"type": "string", "pattern": r"^\$\w+$"},
            {"type": "array", "items": _SELECTOR, "minItems": 1},
            {"type": "object", "properties": narrowed, "additionalProperties": False, "minProperties": 1},
        ],
    }


def _tests(names: dict[str, list[str]]) -> Schema:
    properties = {name: offered_test(known) if known else _TEST for name, known in sorted(names.items())}
    properties = properties | {SAYS: ref("saying")}
    return {"type": "object", "properties": properties, "additionalProperties": False, "minProperties": 1}


def offered_test(known: list[str]) -> Schema:
    """Take a test, with the words offered that the value is read for."""
    word: Schema = {"enum": known}
    includes = _map({"includes": {"type": "array", "items": word}})
    return {"anyOf": [word, {"type": "array", "items": word}, includes, _TEST]}


def _component_tests(known: Catalog) -> Schema:
    names: dict[str, list[str]] = {name: [] for name in COMPUTED}
    names |= {name: list(value_words(prop)) for name, prop in known.property_names.items()}
    return _tests(names)


def _connection_tests(known: Catalog) -> Schema:
    properties = [prop for type_ in known.connections.values() for prop in type_.properties.values()]
    return _tests({prop.name: list(value_words(prop)) for prop in properties})


def rubric_schema() -> Schema:
    """Give the schema of a rubric file."""
    known = catalog()
    parts = {**definitions(Rule, Brief), **item_definitions()}
    rule, example = parts["Rule"]["properties"], parts["Example"]["properties"]
    rule |= dict.fromkeys(("applies", "require", "half"), _CONDITION)
    rule["for"] = ref("Subjects")
    parts["Rule"]["dependentRequired"] = {"partly": ["half"]}
    parts["Subjects"]["properties"]["each"] = _SELECTOR
    example |= {"of": offered(scenario_ids()), "brief": ref("Brief")}
    example |= {key: {"type": "array", "items": ref(item)} for key, item in VARIED.items()}
    edges: Schema = {"enum": [*ConnectionKind, *EDGES]}
    words = [word for word, term in shipped().terms.items() if term.condition]
    condition = _map({}, conditions()) | {"minProperties": 1, "maxProperties": 1}
    parts |= {
        "condition": {"anyOf": [{"enum": words}, {"type": "string", "pattern": OWN_WORD}, condition]},
        "word": _map({"means": TEXT}, {"select": _SELECTOR, "when": _CONDITION}),
        "selector": _selector(known),
        "edge": one_or_more(edges),
        "over": {"anyOf": [{"enum": [RELEASE]}, *one_or_more(edges)["anyOf"]]},
        "test": {
            "description": "2, '>= 2', true, present, [a, b], {includes: [a]}, '<= 1.25 * $brief.p99_ms'",
            "anyOf": [
                {"type": ["boolean", "number", "string"]},
                {"type": "array", "items": TEXT, "minItems": 1},
                _map({"includes": {"type": "array", "items": TEXT, "minItems": 1}}),
            ],
        },
        "saying": {
            "description": "What any words there say: [opt out, unsubscribed], or lists of these, one of each",
            "anyOf": [_PHRASES, {"type": "array", "items": _PHRASES, "minItems": 1}],
        },
        "componentTests": _component_tests(known),
        "connectionTests": _connection_tests(known),
    }
    name, version, drill, define, rules = KEYS
    properties = {
        name: TEXT,
        version: {"type": "integer", "minimum": 1},
        drill: offered(scenario_ids()),
        define: {"type": "object", "additionalProperties": ref("word")},
        rules: {"type": "array", "items": ref("Rule")},
    }
    body = _map({}, properties) | {"anyOf": [{"required": [rules]}, {"required": [define]}]}
    return document("A rubric of designer", body, parts)


OWN_WORD = r"^\$?[a-z]+(_\w+)+$"
"""A word that the file itself may define: with an underscore, so that a misspelt kind of one word is still told."""
VARIED = {"add": "Component", "connect": "Connection"}
"""What a variation of a drawing adds, and what each is."""
