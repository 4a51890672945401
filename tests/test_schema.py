"""The JSON Schemas: every file that ships is valid, what the reader refuses for its form is not."""

import copy
import json
import textwrap
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from designer.catalog import source
from designer.catalog.library import catalog, content_folder
from designer.exchange.design_file import to_data
from designer.model.design import Design
from designer.rules.compiler import Compiler
from designer.rules.registry import condition_kinds
from designer.schema import SCHEMAS
from designer.schema.parts import Schema
from tests.bad_files import BAD_FILES
from tests.rules.test_rubric import GOOD, MISTAKES
from tests.strategies import designs
from tests.test_cli import designer, refused

ROOT = Path(__file__).parents[1]
SHIPPED = [
    *(("rubric", path) for path in sorted(content_folder("rubrics").glob("*.yaml"))),
    *(("scenario", path) for path in sorted(content_folder("scenarios").glob("*/scenario.yaml"))),
    *(("design", path) for path in sorted(content_folder("scenarios").glob("*/*.design.yaml"))),
]


@lru_cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(SCHEMAS[name]())


def read(text: str) -> Any:  # noqa: ANN401 (whatever a file holds)
    return source.parse(text.encode(), "a.yaml").data


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_is_a_schema_whose_references_lead_somewhere(name: str) -> None:
    schema = SCHEMAS[name]()
    Draft202012Validator.check_schema(schema)
    assert set(references(schema)) <= {f"#/$defs/{part}" for part in schema["$defs"]}
    assert SCHEMAS[name]() == schema


def references(part: Any) -> Iterator[str]:  # noqa: ANN401 (any part of a schema)
    if isinstance(part, dict) and isinstance(part.get("$ref"), str):
        yield part["$ref"]
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from references(inner)


@pytest.mark.parametrize(("name", "path"), SHIPPED, ids=lambda part: getattr(part, "name", part))
def test_what_ships_is_valid(name: str, path: Path) -> None:
    validator(name).validate(source.read(path).data)


@given(designs())
def test_every_drawing_that_is_written_is_valid(design: Design) -> None:
    validator("design").validate(json.loads(json.dumps(to_data(design))))


def test_what_people_write_is_valid() -> None:
    text = """\
    format: designer-design/1
    title: 2024
    scenario: fraud
    components:
      - {id: app, kind: app_service, replicas: "3", zones: 3, technology: [Go, gRPC], note: }
      - {id: 7, kind: model_server, zones: [a, b], properties: {p50: 4 ms, p99_ms: 12, rate_per_s: 2k/s, timeout_s: 2}}
      - {id: mon, kind: ml_monitor, properties: {watches: "score drift, null rate"}}
    connections:
      - {source: app, target: 7, kind: request, properties: {timeout: 25 ms, soft: true, role: fallback}}
    notes: [remember me, {text: and me, sticky: false}]
    ink: [[[0, 0], [1, 1]]]
    framing: {objective: fewer chargebacks, metrics: {primary: recall}, numbers: [2k/s]}
    assumptions: {zone_avail: 99.9 %}
    """
    validator("design").validate(read(textwrap.dedent(text)))


MEANING = (
    "fix: Draw a cache.",
    'holds: "{app}',
    "from: $app",
    "ask: How often",
    "cost\n    severity: minor",
    "cost\n    severity: minor\n",
    "for: {each: app_service,",
    "{each: app_service, as: app",
)
"""Mistakes of what is said and meant, which no schema sees."""


@pytest.mark.parametrize(("good", "bad"), [(g, bad) for g, (bad, _) in MISTAKES.items() if g not in MEANING])
def test_a_broken_rubric_is_not_valid(good: str, bad: str) -> None:
    assert validator("rubric").is_valid(read(GOOD))
    assert not validator("rubric").is_valid(read(GOOD.replace(good, bad, 1)))


@pytest.mark.parametrize(
    "require",
    [
        "{link: {edge: request, from: app_service}}",
        "{gate: {from: any, to: any, through: any}}",
        "{given: peak_rate}",
        "{given: {peak_rate: 3}}",
        "{measure: {what: p98_ms, is: 3}}",
        "{framed: [objectives]}",
        "{framed: {metrics: {off: [latency]}}}",
        "{framed: {metrics: {of: [vibes]}}}",
        "{has: {replica: 2}}",
        "{has: {watches: {includs: [drift]}}}",
        "{some: {kind: trainer, were: {replicas: 2}}}",
        "{some: trianer}",
        "{all: []}",
        "{all: [{some: cache}], any: [{some: cache}]}",
        "{chain: [trainer]}",
        "{chain: [trainer, {edge: dat, to: evaluator}]}",
        "{path: {from: trainer, to: gate, over: releases}}",
        "{not: {}}",
        "cache",
    ],
)
def test_a_broken_condition_is_not_valid(require: str) -> None:
    text = GOOD.replace("{link: {edge: request, from: $app, to: cache}}", require)
    assert not validator("rubric").is_valid(read(text))


def test_the_head_of_a_rubric_is_checked() -> None:
    assert validator("rubric").is_valid(read("version: 2\n" + GOOD))
    for head in ("version: new\n", "version: 0\n", "verson: 2\n"):
        assert not validator("rubric").is_valid(read(head + GOOD))


def test_the_language_is_described_whole() -> None:
    parts = SCHEMAS["rubric"]()["$defs"]
    described = parts["condition"]["anyOf"][-1]["properties"]
    assert set(described) == set(condition_kinds())
    assert all(described.values()), "a condition that takes anything is not completed"
    narrowed = next(part for part in parts["selector"]["anyOf"] if part.get("type") == "object")
    assert set(narrowed["properties"]) == Compiler._SELECTING
    words = set(parts["selector"]["anyOf"][0]["enum"])
    assert {*catalog().kinds, "store", "main_path"} <= words
    assert {"drift", "skew"} <= set(parts["componentTests"]["properties"]["watches"]["anyOf"][0]["enum"])


def test_editors_get_kinds_and_properties_with_what_they_mean() -> None:
    parts = SCHEMAS["design"]()["$defs"]
    kinds = parts["Component"]["properties"]["kind"]
    assert kinds["enum"] == list(catalog().kinds)
    assert len(kinds["enumDescriptions"]) == len(kinds["enum"])
    p99 = parts["ComponentProperties"]["properties"]["p99_ms"]
    assert "In ms." in p99["description"]


FORM = [name for name in BAD_FILES if name in {"unknown kind", "unknown key", "negative replicas"}]


@pytest.mark.parametrize("name", FORM)
def test_a_broken_drawing_is_not_valid(name: str) -> None:
    assert not validator("design").is_valid(json.loads(BAD_FILES[name][0]))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("components", 0, "properties"), {"rate": [1, 2]}),
        (("components", 0, "properties"), {"no_such_thing": 1}),
        (("components", 0, "kind"), None),
        (("connections", 0, "kind"), "requests"),
        (("connections", 0, "properties"), {"timeout_msec": True, "nothing_such": 1}),
        (("format",), "designer-design/9"),
        (("boundaries",), [{"kind": "ring", "components": []}]),
    ],
)
def test_each_broken_part_of_a_drawing_is_not_valid(place: tuple[str | int, ...], value: object) -> None:
    good: Schema = {
        "format": "designer-design/1",
        "components": [{"id": "a", "kind": "app_service"}],
        "connections": [{"source": "a", "target": "a", "kind": "request"}],
    }
    assert validator("design").is_valid(good)
    broken = copy.deepcopy(good)
    part: Any = broken
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = value
    assert not validator("design").is_valid(broken)


@pytest.mark.parametrize(
    ("good", "bad"), [("level: ", "levels: "), ("minutes: ", "minutes: 9"), ("  mode: online", "  mode: on line")]
)
def test_a_broken_scenario_is_not_valid(good: str, bad: str) -> None:
    text = (content_folder("scenarios") / "fraud" / "scenario.yaml").read_text()
    changed = text.replace(good, bad, 1) if good in text else text.replace("brief:\n", f"brief:\n{bad}\n", 1)
    assert changed != text
    assert not validator("scenario").is_valid(read(changed))


def test_the_command_prints_it() -> None:
    for name, schema in SCHEMAS.items():
        assert json.loads(designer("schema", name).stdout) == schema()
    refused("schema", "desgin", says="'desgin' is not a schema; did you mean 'design'?")
    refused("schema", says="see 'designer schema --help'")


def test_the_rule_of_the_readme_is_valid() -> None:
    text = (ROOT / "README.md").read_text().split("    rubric: mine\n")[1].split("\n\n")[0]
    validator("rubric").validate(read(textwrap.dedent("    rubric: mine\n" + text)))
