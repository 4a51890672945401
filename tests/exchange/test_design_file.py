import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from designer.catalog.source import parse
from designer.errors import DesignerError
from designer.exchange.design_file import design_of, to_data, write
from designer.exchange.formats import load, save
from designer.model.design import Design
from tests.strategies import designs

SMALL: dict[str, Any] = {
    "format": "designer-design/1",
    "title": "Card-fraud scoring",
    "scenario": "fraud",
    "components": [
        {"id": "app", "kind": "app_service", "replicas": 3, "zones": 3},
        {"id": "model", "kind": "model_server", "zones": ["a", "b"], "properties": {"p50_ms": 4, "rate_per_s": "2k/s"}},
    ],
    "connections": [
        {"source": "app", "target": "model", "kind": "request", "properties": {"timeout_ms": 25, "soft": True}}
    ],
}


def read(data: Any, name: str = "x.json") -> Design:  # noqa: ANN401 (whatever a file may hold)
    return design_of(parse(json.dumps(data, indent=1).encode(), name))


def changed(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 (whatever a file may hold)
    return {**json.loads(json.dumps(SMALL)), **changes}


def with_component(**keys: Any) -> dict[str, Any]:  # noqa: ANN401 (whatever a file may hold)
    return changed(components=[{"id": "app", "kind": "app_service", **keys}], connections=[])


def test_the_contract_s_smallest_drawing_is_read() -> None:
    design = read(SMALL)
    assert design.components[1].zones == ("a", "b")
    assert design.components[1].properties["rate_per_s"] == 2000
    assert design.connections[0].id


def test_yaml_says_the_same_as_json(tmp_path: Path) -> None:
    path = tmp_path / "x.design.yaml"
    path.write_text(yaml.safe_dump(SMALL))
    assert load(path) == read(SMALL)


REFUSED = {
    "unknown kind": (
        with_component(kind="ap_service"),
        "x.json:8: unknown kind 'ap_service'; did you mean 'app_service'?",
    ),
    "unknown key": (with_component(replica=2), "unknown key 'replica'; did you mean 'replicas'?"),
    "unknown top key": (changed(component=[]), "unknown key 'component'; did you mean 'components'?"),
    "unknown property": (with_component(properties={"p99ms": 3}), "unknown property 'p99ms'; did you mean 'p99_ms'?"),
    "negative replicas": (with_component(replicas=-2), "'replicas' is -2: it must be at least 1"),
    "no replicas": (with_component(replicas=0), "it must be at least 1"),
    "half a replica": (with_component(replicas=1.5), "it must be a whole number"),
    "negative latency": (with_component(properties={"p99_ms": -1}), "p99_ms is -1, and it must be at least 0 ms"),
    "more than always": (with_component(properties={"availability": 99.9}), "at most 1, or up to 100 %"),
    "words for a number": (with_component(properties={"p99_ms": "fast"}), "p99_ms is 'fast', and it must be a number"),
    "dangling": (
        changed(connections=[{"source": "app", "target": "modl", "kind": "data"}]),
        "the connection's target 'modl' is not among the components; did you mean 'model'?",
    ),
    "bad connection kind": (
        changed(connections=[{"source": "app", "target": "model", "kind": "requst"}]),
        "'kind' cannot be 'requst'; did you mean 'request'?",
    ),
    "duplicate id": (changed(components=[SMALL["components"][0]] * 2, connections=[]), "the id 'app' is taken"),
    "id missing": (changed(components=[{"kind": "client"}], connections=[]), "'id' is missing in a component"),
    "empty id": (changed(components=[{"id": "", "kind": "client"}], connections=[]), "'id' is ''"),
    "boundary of a stranger": (
        changed(boundaries=[{"kind": "zone", "components": ["ghost"]}]),
        "the boundary holds 'ghost', which is not among the components",
    ),
    "a map for a property": (
        with_component(properties={"p99_ms": {"a": 1}}),
        "it must be a number, words, a list of words",
    ),
    "position of three": (with_component(position=[1, 2, 3]), "'position'"),
    "no format": ({"components": []}, "it has no 'format'"),
    "another format": (changed(format="excalidraw"), "the format 'excalidraw' is not known"),
    "newer format": (changed(format="designer-design/2"), "of a newer format"),
    "format zero": (changed(format="designer-design/0"), "there is no format"),
    "a list": ([1, 2], "this is no drawing"),
    "components no list": (changed(components={"a": 1}), "'components'"),
}


@pytest.mark.parametrize(("data", "says"), REFUSED.values(), ids=REFUSED)
def test_a_wrong_drawing_is_refused_with_line_and_nearest_name(data: Any, says: str) -> None:  # noqa: ANN401
    with pytest.raises(DesignerError) as refused:
        read(data)
    assert says in str(refused.value)
    assert str(refused.value).startswith("x.json")
    assert "pydantic" not in str(refused.value)


def test_nan_is_refused() -> None:
    raw = json.dumps(with_component(position=[0, 0])).replace("[0, 0]", "[NaN, 0]").encode()
    with pytest.raises(DesignerError, match="finite"):
        design_of(parse(raw, "x.json"))
    raw = json.dumps(with_component(properties={"p99_ms": 1})).replace('"p99_ms": 1', '"p99_ms": NaN').encode()
    with pytest.raises(DesignerError, match="finite"):
        design_of(parse(raw, "x.json"))


def test_all_mistakes_of_a_drawing_are_told_at_once() -> None:
    data = changed(
        components=[{"id": "a", "kind": "clint"}, {"id": "b", "kind": "client", "properties": {"pi": True}}],
        connections=[{"source": "a", "target": "c", "kind": "data"}],
    )
    with pytest.raises(DesignerError) as refused:
        read(data)
    assert len(str(refused.value).splitlines()) == 3


def test_a_property_of_another_kind_is_kept() -> None:
    assert read(with_component(properties={"lag_s": 5})).components[0].properties == {"lag_s": 5}


@given(designs())
def test_what_is_written_is_read_back_the_same(design: Design) -> None:
    assert design_of(parse(write(design), "x.json")) == design


@given(designs())
def test_writing_is_stable(design: Design) -> None:
    assert write(design_of(parse(write(design), "x.json"))) == write(design)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*SMALL, "id", "kind", "x"]), inner, max_size=5)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*SMALL, "boundaries", "notes", "ink", "framing", "waivers"]), JSON))
def test_no_data_crashes_the_reader(data: dict[str, Any]) -> None:
    with contextlib.suppress(DesignerError):
        read({**data, "format": "designer-design/1"})


def test_saving_is_whole_or_not_at_all(tmp_path: Path) -> None:
    design, path = read(SMALL), tmp_path / "drawing.design.json"
    save(design, path)
    assert load(path) == design
    with pytest.raises(DesignerError, match="cannot be written"):
        save(design, tmp_path / "no" / "where.json")
    with pytest.raises(DesignerError, match="this is a folder"):
        save(design, tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["drawing.design.json"]


def test_saved_data_leaves_out_what_is_at_its_default() -> None:
    assert to_data(Design()) == {"format": "designer-design/1"}
