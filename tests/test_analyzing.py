"""The whole analysis: one value that holds every number, whole or while something has failed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer import load
from designer.analyzing import analyze
from designer.catalog.library import scenario_folder
from designer.errors import DesignerError
from designer.grading import grade
from designer.model.analysis import Analysis
from designer.model.design import Component, Connection, ConnectionKind, Design, PropertyValue
from designer.simulation import fault
from tests.strategies import designs

FRAUD = load(scenario_folder("fraud") / "reference.design.yaml")
REQUEST = ConnectionKind.REQUEST


def small(*parts: Component, calls: tuple[str, ...] = ()) -> Design:
    ends = [call.split(">") for call in calls]
    connections = tuple(Connection(id=f"{one}>{other}", source=one, target=other, kind=REQUEST) for one, other in ends)
    return Design(title="Small", components=parts, connections=connections)


CLIENT = Component(id="c", kind="client")


def test_it_tells_what_a_critique_tells() -> None:
    critique, found = grade(FRAUD), analyze(FRAUD)
    assert {name: found.estimates[name] for name in critique.estimates} == critique.estimates
    assert found.faults == critique.faults
    assert found.rollout == critique.rollout
    assert (found.scenario, found.design) == ("fraud", critique.design)
    assert {each.id: round(each.utilisation or 0.0, 4) for each in found.loads if each.utilisation is not None} == (
        critique.utilisation
    )


def test_importance_adds_up_where_only_one_thing_is_in_the_way() -> None:
    found = analyze(
        small(CLIENT, Component(id="a", kind="app_service", properties={"availability": 0.9}), calls=("c>a",))
    )
    parts = {each.part: each for each in found.importance}
    assert list(parts) == ["a", "zone:1"] or list(parts) == ["a"]
    down = found.estimates["availability"].unavailability
    assert down is not None
    assert parts["a"].saved_min_per_month == pytest.approx(down * 43_800)
    assert [cut.names for cut in found.cut_sets] == [("Application service",), ("zone 1",)]


def test_regions_that_fail_are_worth_something_by_their_name() -> None:
    parts = [Component(id=id_, kind="app_service", replicas=2, zones=2) for id_ in ("a", "b")]
    design = small(CLIENT, *parts, calls=("c>a", "a>b"))
    found = analyze(design.model_copy(update={"assumptions": {"region_availability": 0.99}}))
    assert (found.importance[0].part, found.importance[0].name) == ("region:1", "region 1")
    assert found.importance[0].birnbaum == pytest.approx(1.0, abs=0.01)


def test_killed_numbers_are_those_that_are_left() -> None:
    whole, left = analyze(FRAUD), analyze(FRAUD, kills=["zone:1"])
    assert left.killed == ("zone:1",)
    assert [each.kill for each in left.faults] == ["zone:1"]
    assert left.faults[0].p99_ms == left.estimates["p99_ms"].value
    same = left.faults[0].model_copy(update={"p99_ms": None})
    assert same == next(each for each in whole.faults if each.kill == "zone:1")
    assert left.estimates["availability"].value == pytest.approx(left.faults[0].availability)
    assert left.estimates["cost_usd_per_month"] == whole.estimates["cost_usd_per_month"]
    used = {each.id: each.utilisation for each in whole.loads}
    after = {each.id: each.utilisation for each in left.loads}
    assert used["api"] is not None
    assert after["api"] == pytest.approx(used["api"] * 1.5)


def test_while_nothing_is_answered_there_is_no_time_and_no_capacity() -> None:
    for kills in (["api"], ["zone:1", "zone:2", "zone:3"], [part.id for part in FRAUD.components]):
        left = analyze(FRAUD, kills=kills).estimates
        assert left["availability"].value == 0
        for name in ("p50_ms", "p99_ms", "capacity_per_s"):
            assert left[name].value is None
            assert left[name].statement


def test_a_bad_version_is_noticed_by_who_is_left() -> None:
    assert analyze(FRAUD).rollouts[0].noticed_by == "model_monitor"
    blind = analyze(FRAUD, kills=["model_monitor"]).rollouts[0]
    assert blind.noticed_by == "experiment"  # it waits for chargebacks
    assert blind.detect_s is not None
    assert blind.detect_s > 30 * 86400
    assert analyze(FRAUD, kills=["rollout"]).rollouts[0].failure == "no-release"


def test_a_call_to_what_is_lost_takes_its_timeout_and_what_stands_in_after_it() -> None:
    parts = {"c": CLIENT, **{id_: Component(id=id_, kind="app_service", properties=_quick(id_)) for id_ in "abf"}}
    soft: dict[str, PropertyValue] = {"soft": True, "timeout_ms": 70}
    calls: tuple[tuple[str, str, dict[str, PropertyValue]], ...] = (
        ("c", "a", {}),
        ("a", "b", soft),
        ("a", "f", {"role": "fallback", "timeout_ms": 9}),
    )
    connections = tuple(
        Connection(id=f"{one}>{other}", source=one, target=other, kind=REQUEST, properties=properties)
        for one, other, properties in calls
    )
    design = Design(components=tuple(parts.values()), connections=connections)
    whole, left, dead = (analyze(design, kills=kills).estimates for kills in ([], ["slow:b"], ["a"]))
    assert whole["p50_ms"].value == pytest.approx(1 + 2, rel=0.02)
    assert left["p50_ms"].value == pytest.approx(1 + 70 + 4, rel=0.02)
    assert any("takes its whole timeout" in each for each in left["p50_ms"].assumes)
    assert (dead["p99_ms"].value, dead["p99_ms"].statement) == (None, "no request is answered")
    (entry,) = analyze(design, kills=["slow:b"]).entries
    assert entry.estimates["p50_ms"] == left["p50_ms"]


def _quick(id_: str) -> dict[str, PropertyValue]:
    each = {"a": 1, "b": 2, "f": 4}[id_]
    return {"p50_ms": each, "p99_ms": each}


def test_a_zone_that_takes_all_of_something_is_as_if_that_was_lost() -> None:
    parts = [Component(id="a", kind="app_service"), Component(id="b", kind="app_service", zones=("x",))]
    soft = Connection(id="s", source="a", target="b", kind=REQUEST, properties={"soft": True, "timeout_ms": 500})
    design = small(CLIENT, *parts, calls=("c>a",))
    design = design.model_copy(update={"connections": (*design.connections, soft)})
    by_zone, by_name = (analyze(design, kills=[kill]).estimates for kill in ("zone:x", "b"))
    assert by_zone == by_name


def test_a_large_drawing_says_what_was_not_played(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fault, "WORK", 10)
    monkeypatch.setattr(fault, "_FEWEST", 3)
    found = analyze(FRAUD)
    assert [each.kill for each in found.faults[:4]] == ["zone:1", "zone:2", "zone:3", "api"]
    assert "what happens when one of 5 less important components fails is not played" in found.notes


def test_without_a_scenario_nothing_is_known_of_the_load() -> None:
    found = analyze(small(CLIENT, Component(id="a", kind="app_service"), calls=("c>a",)))
    assert found.scenario is None
    assert found.notes[0] == "no scenario is named, so that nothing is known of the load"
    assert all(each.utilisation is None for each in found.loads)
    assert found.estimates["availability"].value is not None


def test_two_entries_have_figures_each() -> None:
    other = Component(id="d", kind="client", name="Partner")
    parts = [Component(id=id_, kind="app_service", replicas=n) for id_, n in (("a", 1), ("b", 2))]
    found = analyze(small(CLIENT, other, *parts, calls=("c>a", "d>b")))
    figures = {each.id: each.estimates["availability"].value or 0.0 for each in found.entries}
    assert figures["c"] < figures["d"]
    assert found.estimates["availability"].value == figures["c"]


@pytest.mark.parametrize(
    ("calls", "says"),
    [
        ((), "no request path is drawn from a client"),
        (
            ("c>a", "a>b", "b>a"),
            "the calls go in a circle: Application service → Application service → Application service",
        ),
    ],
)
def test_what_has_no_number_says_why(calls: tuple[str, ...], says: str) -> None:
    parts = [Component(id=id_, kind="app_service") for id_ in ("a", "b")]
    found = analyze(small(CLIENT, *parts, calls=calls))
    assert found.estimates["availability"].value is None
    assert found.estimates["full_service"].value is None
    assert sorted(found.estimates["availability"].statement) == sorted(says)
    assert (found.entries, found.importance, found.cut_sets, found.faults) == ((), (), (), ())


def test_a_kill_that_names_nothing_joined_is_refused() -> None:
    design = small(CLIENT, Component(id="a", kind="app_service"), Component(id="z", kind="kv_store"), calls=("c>a",))
    with pytest.raises(DesignerError, match="is joined to nothing, so that nothing changes when it fails"):
        analyze(design, kills=["z"])
    with pytest.raises(DesignerError, match="did you mean 'fraud'"):
        analyze(design, "fruad")


@settings(max_examples=60)
@given(designs(legal=True), st.data())
def test_every_drawing_has_an_analysis_that_is_the_same_again(design: Design, data: st.DataObject) -> None:
    whole = analyze(design, "fraud")
    assert Analysis.model_validate_json(whole.model_dump_json()) == whole == analyze(design, "fraud")
    ids = [each.kill for each in whole.faults]
    if ids:
        kill = data.draw(st.sampled_from(ids))
        left = analyze(design, "fraud", [kill])
        assert left.faults[0].served <= 1
        assert (left.estimates["availability"].value or 0.0) <= (whole.estimates["availability"].value or 0.0) + 1e-12


def test_the_request_path_comes_as_a_timeline_and_each_part_with_the_replicas_it_needs() -> None:
    found = analyze(FRAUD)
    spans = {span.id: span for span in found.timeline}
    assert list(spans)[:4] == ["caller", "dns", "gateway", "api"]
    assert spans["features"].together == spans["device"].together == "inputs"
    assert spans["caller"].takes_p99_ms == found.estimates["p99_ms"].value
    loads = {load.id: load for load in found.loads}
    assert (loads["scorer"].replicas, loads["scorer"].replicas_needed_less_a_zone) == (3, 3)
    assert loads["device"].replicas_needed is None
    assert loads["rules"].visits == 0
    assert loads["scorer"].amplification == 1
    assert set(found.entries[0].estimates) >= {"availability", "p50_ms", "p90_ms", "p99_ms", "p999_ms"}


def test_what_is_dead_costs_its_timeout_and_the_stand_in() -> None:
    whole, left = analyze(FRAUD), analyze(FRAUD, kills=["scorer"])
    before, after = (found.estimates["p99_ms"].value or 0.0 for found in (whole, left))
    assert before + 15 < after < 80
    assert analyze(FRAUD, kills=["policy"]).estimates["p99_ms"].value is None
