import json
from pathlib import Path

import pytest

from designer.catalog.library import catalog, read_catalog, read_scenario, scenario, scenario_ids
from designer.catalog.quantity import parse_value
from designer.errors import DesignerError
from designer.model.design import ConnectionKind
from designer.model.kind import Kind, PropertyType
from designer.model.rubric import Competency

KINDS = catalog().kinds


def test_there_are_45_kinds_in_13_groups_and_every_group_is_used() -> None:
    assert len(KINDS) == 45
    assert len(catalog().groups) == 13
    assert {kind.group for kind in KINDS.values()} == {group.id for group in catalog().groups}


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.id)
def test_every_kind_is_whole(kind: Kind) -> None:
    assert kind.title
    assert kind.about.endswith(".")
    assert kind.examples
    assert kind.incoming.kinds or kind.outgoing.kinds
    for prop in kind.properties.values():
        assert prop.title, prop.name
        if prop.default is not None:
            assert parse_value(prop, prop.default) == prop.default, prop.name
            if prop.type is PropertyType.QUANTITY:
                assert prop.source, f"{kind.id}.{prop.name} has a number without a source"
        if prop.type is PropertyType.QUANTITY:
            assert prop.unit, prop.name


def test_a_kind_serves_the_competency_of_its_group_unless_it_names_another() -> None:
    groups = {group.id: group.competency for group in catalog().groups}
    assert KINDS["model_server"].competency is groups["serving"] is Competency.SERVING
    assert KINDS["fallback"].group == "serving"
    assert KINDS["fallback"].competency is Competency.REDUNDANCY


def test_every_kind_can_be_joined_to_something() -> None:
    for one in KINDS:
        assert any(catalog().legal_kinds(one, other) or catalog().legal_kinds(other, one) for other in KINDS), one


def test_a_refusal_is_a_sentence_that_offers_what_is_legal() -> None:
    says = catalog().refusal("trainer", "model_server", ConnectionKind.REQUEST)
    assert says == "'Training job' cannot send requests to 'Model server': did you mean a 'deploy' connection?" or (
        says is not None and "did you mean" in says and "deploy" in says
    )
    assert catalog().refusal("client", "app_service", ConnectionKind.REQUEST) is None
    back = catalog().refusal("dns", "client", ConnectionKind.REQUEST)
    assert back is not None
    assert "the other way round" in back


@pytest.mark.parametrize("source", KINDS)
def test_legality_and_refusal_agree(source: str) -> None:
    for target in KINDS:
        legal = catalog().legal_kinds(source, target)
        for kind in ConnectionKind:
            assert (catalog().refusal(source, target, kind) is None) == (kind in legal)


def test_an_unknown_kind_or_scenario_names_the_nearest() -> None:
    with pytest.raises(DesignerError, match="did you mean 'trainer'"):
        catalog().kind("trianer")
    with pytest.raises(DesignerError, match="did you mean 'fraud'"):
        scenario("fruad")


@pytest.mark.parametrize("id_", scenario_ids())
def test_a_scenario_is_named_like_its_folder(id_: str) -> None:
    assert scenario(id_).id == id_


def test_mistakes_in_a_scenario_are_reported_with_lines(tmp_path: Path) -> None:
    path = tmp_path / "scenario.yaml"
    path.write_text("id: x\ntitle: X\nlevel: junior\nminutes: 1\nfamliy: risk\nprompt: P\nfunctional: []\n")
    with pytest.raises(DesignerError) as refused:
        read_scenario(path)
    text = str(refused.value)
    assert f"{path}:3: 'level' cannot be 'junior'" in text
    assert f"{path}:4: 'minutes' is 1: it must be at least 5" in text
    assert f"{path}:5: unknown key 'famliy'; did you mean 'family'?" in text
    assert "'brief' is missing" in text


def test_mistakes_in_a_file_of_kinds_are_reported_with_lines(tmp_path: Path) -> None:
    path = tmp_path / "kinds.yaml"
    stanza = {"title": "T", "group": "g", "glyf": "x"}
    data = {
        "groups": [{"id": "g", "title": "G", "competency": "data"}],
        "vocabulary": {},
        "common": [],
        "connections": {},
        "kinds": {"k": stanza},
    }
    path.write_text(json.dumps(data, indent=1))
    with pytest.raises(DesignerError, match=r"kinds.yaml:\d+: unknown key 'glyf'; did you mean 'glyph'"):
        read_catalog(path)
