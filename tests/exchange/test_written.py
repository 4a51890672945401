"""What a reasonable author may write: read as it was meant, or refused with the right words."""

from typing import Any

import pytest

from designer.catalog.source import parse
from designer.errors import DesignerError
from designer.exchange.design_file import design_of
from designer.model.design import Design

HEAD = """
format: designer-design/1
components:
  - {id: a, kind: app_service}
  - {id: m, kind: model_server%s}
connections:
  - {source: a, target: m, kind: request%s}
"""


def drawing(component: str = "", connection: str = "", rest: str = "") -> Design:
    text = HEAD % (component, connection) + rest
    return design_of(parse(text.encode(), "x.yaml"))


def refusal(component: str = "", connection: str = "", rest: str = "") -> str:
    with pytest.raises(DesignerError) as refused:
        drawing(component, connection, rest)
    return str(refused.value)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("p50: 4 ms, p99: 12, rps: 2k/s, cost: 300 $, avail: 99.9 %", {"p50_ms": 4, "p99_ms": 12, "rate_per_s": 2000}),
        ("lag: 5 min", {"lag_s": 300}),
        ("interval: nightly", {"interval_s": 86400}),
        ("timeout_s: 2", {"timeout_ms": 2000}),
        ("lag_min: 5", {"lag_s": 300}),
        ("slices: [1, NO, 12:30]", {"slices": ("1", "NO", "12:30")}),
        ("pii: no, autoscale: yes", {"pii": False, "autoscale": True}),
    ],
)
def test_properties_are_read_under_short_names_and_with_units(written: str, read: dict[str, Any]) -> None:
    properties = drawing(f", properties: {{{written}}}").components[1].properties
    assert {name: properties.get(name) for name in read} == read


@pytest.mark.parametrize(
    ("component", "connection", "rest", "says"),
    [
        ("p50: 4, p50_ms: 50", "", "", "x.yaml:5: 'p50' and 'p50_ms' are both p50_ms, and say different things; keep"),
        ("p50_ms: 50, p50: 4", "", "", "x.yaml:5: 'p50_ms' and 'p50' are both p50_ms"),
        ("availability: 0.9, availability_percent: 50", "", "", "are both availability"),
        ("", "t: 10, timeout_ms: 1000, timeout_s: 3", "", "x.yaml:7: 't' and 'timeout_ms' are both timeout_ms"),
        ("", "", "assumptions: {zone_avail: 0.9, zone_availability: 0.5}", "x.yaml:8: 'zone_avail' and 'zone_avail"),
    ],
)
def test_a_property_that_is_stated_twice_is_refused_whatever_the_order(
    component: str, connection: str, rest: str, says: str
) -> None:
    message = refusal(f", properties: {{{component}}}", f", properties: {{{connection}}}", rest)
    assert says in message


def test_a_property_may_be_stated_twice_where_both_say_the_same() -> None:
    assert drawing(", properties: {p50: 4 ms, p50_ms: 4}").components[1].properties == {"p50_ms": 4}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("3", 3),
        ('"3"', 3),
        ("2.0", 2),
        ("[a, b]", ("a", "b")),
        ("[1, 2]", ("1", "2")),
        ('"a, b"', ("a", "b")),
        ("eu-west-1a", ("eu-west-1a",)),
        ("", None),
    ],
)
def test_zones_are_a_count_or_names(written: str, read: object) -> None:
    assert drawing(f", zones: {written}").components[1].zones == read


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("three", "'zones' is 'three': it must be a whole number"),
        ("true", "'zones' is true"),
        ("0", "at least 1"),
        ("[]", "at least 1 item"),
        ("[a, {b: 1}]", "item 2 of 'zones'"),
        ("9" * 30, "at most 1,000"),
    ],
)
def test_other_zones_are_refused_in_one_sentence(written: str, says: str) -> None:
    message = refusal(f", zones: {written}")
    assert says in message
    assert "\n" not in message
    assert "constrained" not in message


def test_numbers_are_names_where_names_belong_and_empty_keys_say_nothing() -> None:
    text = """
        {format: designer-design/1, title: 2024, notes: , framing: ,
         components: [{id: 1, kind: client, name: no, note: , properties: }, {id: 2, kind: app_service}],
         connections: [{source: 1, target: 2, kind: request, label: yes}]}"""
    design = design_of(parse(text.encode(), "x.yaml"))
    assert (design.title, design.components[0].name, design.connections[0].label) == ("2024", "no", "yes")
    assert design.connections[0].source == design.components[0].id == "1"


@pytest.mark.parametrize(
    "written",
    [
        "{points: [[0, 1, 0.25], [2, 3, 0.25]]}",
        "[[0, 1, 0.25], [2, 3, 0.25]]",
        "{points: [[0, 1], [2, 3]], pressures: [0.25, 0.25]}",
        "{points: [[0, 1], [2, 3]], pressure: 0.25}",
        "{points: [{x: 0, y: 1, pressure: 0.25}, {x: 2, y: 3, p: 0.25}]}",
    ],
)
def test_ink_is_read_in_every_form(written: str) -> None:
    (stroke,) = drawing(rest=f"ink: [{written}]").ink
    assert stroke.points == ((0, 1, 0.25), (2, 3, 0.25))
    assert drawing(rest=f"ink: {{strokes: [{written}]}}").ink == (stroke,)


def test_ink_without_pressure_has_half_and_with_too_much_is_refused() -> None:
    assert drawing(rest="ink: [{points: [[0, 1]]}]").ink[0].points == ((0, 1, 0.5),)
    assert "item 3 of item 1 of 'points' is 7" in refusal(rest="ink: [{points: [[0, 1, 7]]}]")
    assert "pressures" in refusal(rest="ink: [{points: [[0, 1]], pressures: [1, 1]}]")


def test_notes_may_be_plain_sentences() -> None:
    notes = drawing(rest="notes: [ask for the budget, {text: b, sticky: false}, {text: c}]").notes
    assert [(note.text, note.kind) for note in notes] == [
        ("ask for the budget", "sticky"),
        ("b", "text"),
        ("c", "sticky"),
    ]
    assert len({note.id for note in notes}) == 3


def test_framing_takes_sentences_lists_and_figures() -> None:
    framing = drawing(
        rest="framing: {objective: [a, b], metrics: {online: ctr}, guardrail: [p99, cost], numbers: [5000 QPS x 3, 7]}"
    ).framing
    assert (framing.objective, framing.metrics, framing.guardrail) == ("a, b", ("online: ctr",), "p99, cost")
    assert framing.numbers == {"1": "5000 QPS x 3", "2": 7}


def test_assumptions_may_carry_a_percent_sign_and_are_checked_with_their_line() -> None:
    assert drawing(rest="assumptions: {zone_avail: 99.9 %, peak: 3x}").assumptions == {
        "zone_availability": 0.999,
        "peak": "3x",
    }
    message = refusal(rest="assumptions: {zone_availability: 99.9}")
    assert message.startswith("x.yaml:8: the assumption zone_availability is 99.9")


@pytest.mark.parametrize(
    ("component", "connection", "rest", "says"),
    [
        (", rps: 5", "", "", "unknown key 'rps'; it is a property: write it under 'properties'"),
        ("", ", t: 5", "", "unknown key 't'; it is a property: write it under 'properties'"),
        (", properties: {replicas: 5}", "", "", "it stands beside 'properties', not among them"),
        (", properties: {batching: max 8, 5 ms}", "", "", "put a text that has a comma in quotes"),
        ("", ", properties: {rps: 5}", "", "unknown property 'rps'; known are: async, "),
        (", zone: a", "", "", "did you mean 'zones'?"),
        ("", "", "waivers: [{rule: bad-model-stays, at: mm, because: x}]", "x.yaml:8: the waiver is for 'mm'"),
    ],
)
def test_a_misplaced_key_is_shown_its_place(component: str, connection: str, rest: str, says: str) -> None:
    assert says in refusal(component, connection, rest)


@pytest.mark.parametrize(
    ("kind", "means"), [("Redis", "cache"), ("Trainer", "trainer"), ("app-service", "app_service")]
)
def test_an_unknown_kind_is_found_by_its_products(kind: str, means: str) -> None:
    with pytest.raises(DesignerError, match="unknown kind") as refused:
        design_of(parse(f"format: designer-design/1\ncomponents: [{{id: a, kind: {kind}}}]".encode(), "x.yaml"))
    assert f"did you mean '{means}'" in str(refused.value)


def test_many_mistakes_are_told_in_part_and_many_like_things_are_numbered() -> None:
    components = ", ".join(f"{{id: c{number}, kind: nothing}}" for number in range(3000))
    text = f"format: designer-design/1\ncomponents: [{components}]"
    with pytest.raises(DesignerError) as refused:
        design_of(parse(text.encode(), "x.yaml"))
    lines = str(refused.value).splitlines()
    assert len(lines) < 30
    assert lines[-1] == "there are more mistakes than these"
    notes = drawing(rest=f"notes: [{', '.join(['{text: x}'] * 5000)}]").notes
    assert len({note.id for note in notes}) == 5000


def test_a_drawing_of_a_million_things_is_refused() -> None:
    with pytest.raises(DesignerError, match="there are 200,000 components"):
        design_of(parse(b'{"format": "designer-design/1", "components": [' + b"1," * 199_999 + b"1]}", "x.json"))


def test_a_name_of_megabytes_makes_no_message_of_megabytes() -> None:
    raw = b'{"format": "designer-design/1", "components": [{"id": "a", "kind": "%s"}]}' % (b"k" * 1_000_000)
    with pytest.raises(DesignerError) as refused:
        design_of(parse(raw, "x.json"))
    assert len(str(refused.value)) == 1000
