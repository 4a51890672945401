"""The guarantees of a verdict, on the shipped references and on whatever hypothesis draws."""

import json
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer import grade, load
from designer.catalog.library import catalog, scenario_folder, scenario_ids
from designer.errors import DesignerError
from designer.model.critique import Critique, Verdict
from designer.model.design import Component, Connection, Design, PropertyValue
from designer.model.kind import Property, PropertyType
from designer.report.critique.data import critique_data, critique_json
from designer.rules.rubric import shipped_with
from tests.strategies import designs

REFERENCES = {id_: load(scenario_folder(id_) / "reference.design.yaml") for id_ in scenario_ids()}
SCENARIOS = sorted(REFERENCES)


def verdicts(critique: Critique) -> list[tuple[str, Verdict, float, float]]:
    return [(each.rule, each.verdict, each.share, each.points.earned) for each in critique.findings]


def ticked(properties: Mapping[str, Property]) -> dict[str, PropertyValue]:
    """Claim everything that can be claimed."""
    values: dict[str, PropertyValue] = {}
    for prop in properties.values():
        if prop.type is PropertyType.FLAG:
            values[prop.name] = True
        elif prop.type is PropertyType.CONCEPTS:
            values[prop.name] = (
                "latency, errors, traffic, saturation, drift, prediction, model version, features, schema"
            )
        elif prop.options:
            values[prop.name] = prop.options[0]
    return values


ALL_45 = tuple(
    Component(id=kind.id, kind=kind.id, properties=ticked(kind.properties)) for kind in catalog().kinds.values()
)


@pytest.mark.parametrize("id_", SCENARIOS)
@pytest.mark.parametrize(
    "design",
    [
        Design(),
        Design(components=tuple(Component(id=kind, kind=kind) for kind in catalog().kinds)),
        Design(components=ALL_45),
        Design(components=tuple(part.model_copy(update={"replicas": 9, "zones": 3}) for part in ALL_45)),
    ],
    ids=["empty", "45 kinds", "45 kinds full of flags", "45 kinds full of flags and replicas"],
)
def test_what_is_not_joined_earns_nothing(design: Design, id_: str) -> None:
    for level in ("mid", "senior", "staff"):
        score = grade(design, id_, level).score
        assert score.percent == 0
        assert score.possible > 0


def renamed(design: Design, draw: st.DrawFn) -> Design:
    """Give everything another id, name, place and order."""
    new = {part.id: f"x{number}" for number, part in enumerate(draw(st.permutations(design.components)))}
    places = st.none() | st.tuples(st.floats(-9e3, 9e3), st.floats(-9e3, 9e3))
    parts = [
        part.model_copy(
            update={
                "id": new[part.id],
                "name": draw(st.text(max_size=8)),
                "position": draw(places),
            }
        )
        for part in design.components
    ]
    edges = [
        edge.model_copy(update={"id": f"y{number}", "source": new[edge.source], "target": new[edge.target]})
        for number, edge in enumerate(design.connections)
    ]
    boundaries = tuple(
        boundary.model_copy(update={"components": tuple(new[id_] for id_ in boundary.components)})
        for boundary in design.boundaries
    )
    return design.model_copy(
        update={
            "title": draw(st.text(max_size=8)),
            "components": tuple(draw(st.permutations(parts))),
            "connections": tuple(draw(st.permutations(edges))),
            "boundaries": boundaries,
        }
    )


@st.composite
def disguised(draw: st.DrawFn) -> tuple[str, Design, Design]:
    """Draw a part of a reference, and the same under other names."""
    id_ = draw(st.sampled_from(SCENARIOS))
    whole = REFERENCES[id_]
    gone = draw(st.sets(st.sampled_from([part.id for part in whole.components]), max_size=6))
    design = whole.model_copy(
        update={
            "components": tuple(part for part in whole.components if part.id not in gone),
            "connections": tuple(edge for edge in whole.connections if not {edge.source, edge.target} & gone),
            "boundaries": (),
        }
    )
    return id_, design, renamed(design, draw)


@settings(max_examples=60)
@given(disguised())
def test_names_places_order_and_ids_change_no_verdict(case: tuple[str, Design, Design]) -> None:
    id_, design, other = case
    assert verdicts(grade(design, id_)) == verdicts(grade(other, id_))


@settings(max_examples=60)
@given(designs(legal=True), st.sampled_from(SCENARIOS), st.data())
def test_names_places_order_and_ids_change_no_verdict_of_any_drawing(
    design: Design, id_: str, data: st.DataObject
) -> None:
    other = data.draw(st.composite(lambda draw: renamed(design, draw))())
    assert verdicts(grade(design, id_)) == verdicts(grade(other, id_))


@settings(max_examples=60)
@given(designs(), st.sampled_from(SCENARIOS), st.sampled_from(sorted(catalog().kinds)))
def test_an_unconnected_component_changes_no_verdict(design: Design, id_: str, kind: str) -> None:
    more = design.model_copy(
        update={"components": (*design.components, Component(id="alone", kind=kind, replicas=3, zones=3))}
    )
    assert verdicts(grade(design, id_)) == verdicts(grade(more, id_))


@settings(max_examples=60)
@given(designs(), st.sampled_from(SCENARIOS))
def test_no_drawing_makes_a_rule_raise(design: Design, id_: str) -> None:
    critique = grade(design, id_)
    assert not [each for each in critique.findings if each.verdict is Verdict.ERROR]
    assert 0 <= critique.score.percent <= 100
    for each in critique.findings:
        assert 0 <= each.points.earned <= each.points.possible
        assert each.message.strip()
        assert each.message[0] == each.message[0].upper()


@settings(max_examples=20)
@given(designs(), st.sampled_from(SCENARIOS))
def test_the_same_drawing_gets_the_same_bytes(design: Design, id_: str) -> None:
    again = Design.model_validate_json(design.model_dump_json())
    assert critique_json(grade(design, id_)) == critique_json(grade(again, id_))


@pytest.mark.parametrize("id_", SCENARIOS)
def test_deleting_anything_from_a_reference_never_raises_its_score(id_: str) -> None:
    whole = REFERENCES[id_]
    best = grade(whole, id_).score.percent
    for part in whole.components:
        left = [edge for edge in whole.connections if part.id not in (edge.source, edge.target)]
        less = whole.model_copy(
            update={
                "components": tuple(other for other in whole.components if other.id != part.id),
                "connections": tuple(left),
                "boundaries": (),
            }
        )
        assert grade(less, id_).score.percent <= best, part.id


@pytest.mark.parametrize("id_", SCENARIOS)
@pytest.mark.parametrize("hub", ["app_service", "stream", "ml_monitor", "alerting"])
def test_a_star_of_every_kind_full_of_flags_is_no_design(hub: str, id_: str) -> None:
    known = catalog()
    edges = []
    for part in ALL_45:
        for one, other in ((hub, part.id), (part.id, hub)):
            kinds = known.legal_kinds(one, other) if part.id != hub else ()
            if kinds:
                edges.append(Connection(id=f"{one}-{other}", source=one, target=other, kind=kinds[0]))
    score = grade(Design(components=ALL_45, connections=tuple(edges)), id_).score
    assert score.percent < 40


def test_a_rule_that_raises_is_one_visible_error(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = shipped_with("fraud").rules
    broken = rules[3]

    def explode(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(type(broken.require), "evaluate", explode)
    critique = grade(REFERENCES["fraud"], "fraud")
    errors = [each for each in critique.findings if each.verdict is Verdict.ERROR]
    assert broken.rule.id in {each.rule for each in errors}
    assert len(critique.findings) == sum(rule.rule.level.rank <= critique.level.rank for rule in rules)
    assert all("boom" in each.message and each.points.earned == 0 < each.points.possible for each in errors)


def test_the_json_is_the_contract_s() -> None:
    data = critique_data(grade(REFERENCES["fraud"], "fraud", "senior"))
    assert data["format"] == "designer-critique/1"
    assert {"scenario", "level", "design", "rubric", "score", "findings", "estimates", "loose_ends"} <= set(data)
    assert set(data["design"]) == {"title", "sha256"}
    assert {"percent", "earned", "possible", "capped_by", "by_competency"} <= set(data["score"])
    finding = {
        "rule",
        "number",
        "competency",
        "severity",
        "verdict",
        "share",
        "points",
        "evidence",
        "subjects",
        "witness",
    }
    assert finding | {"message", "why", "fix", "ask", "sources"} <= set(data["findings"][0])
    assert {"value", "unavailability", "method", "assumes"} <= set(data["estimates"]["availability"])
    assert data["estimates"]["utilisation"]["scorer"] == pytest.approx(868 / 1800, abs=1e-3)
    assert json.loads(json.dumps(data)) == data


@pytest.mark.parametrize(
    ("scenario", "level", "says"),
    [
        ("fruad", None, "did you mean 'fraud'"),
        ("fraud", "snior", "did you mean 'senior'"),
        (None, None, "names no scenario"),
    ],
)
def test_a_scenario_or_level_that_does_not_exist_is_refused(scenario: str | None, level: str | None, says: str) -> None:
    with pytest.raises(DesignerError, match=says):
        grade(Design(), scenario, level)


def test_a_critical_rule_at_zero_on_the_way_to_an_answer_holds_the_whole_back() -> None:
    whole = REFERENCES["fraud"]
    slow = [part.model_copy(update={"properties": {**part.properties, "p99_ms": 500}}) for part in whole.components]
    critique = grade(whole.model_copy(update={"components": tuple(slow)}), "fraud")
    late = next(each for each in critique.findings if each.rule == "latency-over-budget")
    assert late.share == 0
    assert "latency-over-budget" in critique.score.capped_by
    by_competency = critique.score.by_competency
    assert 0 < by_competency["serving"].percent < by_competency["redundancy"].percent < 75  # type: ignore[index, operator]
    assert all(part.limited > 0 for part in by_competency.values() if part.earned)
    assert critique.score.held_back > 0


def test_every_question_names_what_it_is_about() -> None:
    for id_, design in REFERENCES.items():
        for drawn in (design, Design()):
            asked = [finding.ask for finding in grade(drawn, id_, "staff").findings]
            assert not [ask for ask in asked if "{" in ask or " ()" in ask]
