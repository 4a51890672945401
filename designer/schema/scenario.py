"""The schema of a scenario."""

from designer.model.scenario import Scenario
from designer.rules.rubric import shipped
from designer.schema.design import item_definitions
from designer.schema.parts import Schema, definitions, document, offered, ref
from designer.schema.rubric import VARIED


def scenario_schema() -> Schema:
    """Give the schema of a scenario's file; rules are offered by the ids of those that ship."""
    parts = {**definitions(Scenario), **item_definitions()}
    body = parts.pop("Scenario")
    rules: Schema = {"type": "array", "items": offered(rule.rule.id for rule in shipped().rules)}
    parts["ruleIds"] = rules
    body["properties"]["focus"] = ref("ruleIds")
    parts["Twist"]["properties"] |= {"rules": ref("ruleIds"), "brief": ref("Brief")}
    parts["WeakDesign"]["properties"]["misses"] = ref("ruleIds")
    parts["Variation"]["properties"] |= {key: {"type": "array", "items": ref(item)} for key, item in VARIED.items()}
    return document("A scenario of designer", body, parts)
