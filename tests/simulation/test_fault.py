"""What is left when something fails, by small drawings and by properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.analysis.estimate import Estimates
from designer.analysis.graph import DesignGraph
from designer.analysis.reading import build_graph
from designer.catalog.library import catalog
from designer.catalog.source import Source
from designer.catalog.words import words
from designer.exchange.design_file import design_of
from designer.model.critique import FaultOutcome
from designer.model.scenario import Brief
from designer.simulation import fault as module
from designer.simulation.fault import Faults
from designer.simulation.kill import faults
from tests.analysis.drawings import CLIENT, graph
from tests.analysis.test_availability import answers, part, systems

Part = dict[str, object]


def drawn(*rows: str, **parts: Part) -> DesignGraph:
    names = {end.strip() for row in rows for end in row.partition("|")[0].split(">")}
    return graph(*rows, **{name: parts.get(name, part(0.99)) for name in sorted(names - {"c"})}, c=CLIENT)


def killed(drawing: DesignGraph, *kills: str, peak: float | None = None) -> FaultOutcome:
    (found,) = Faults(Estimates(drawing, Brief(peak_rate_per_s=peak))).outcomes([faults(drawing, kills)])
    return found


def test_what_is_needed_takes_its_callers_down() -> None:
    found = killed(drawn("c > a", "a > b"), "b")
    assert (found.served, found.down, found.degraded, found.availability) == (0.0, ("a", "b"), (), 0.0)


def test_without_a_soft_dependency_its_caller_is_degraded() -> None:
    found = killed(drawn("c > a", "a > b | soft timeout_ms=5"), "b")
    assert (found.served, found.down, found.degraded) == (1.0, ("b",), ("a",))


def test_a_stand_in_degrades_and_without_it_the_caller_is_down() -> None:
    drawing = drawn("c > a", "a > b | soft timeout_ms=5", "a > f | role=fallback")
    assert killed(drawing, "b").degraded == ("a",)
    assert killed(drawing, "f").degraded == ()
    both = killed(drawing, "b", "f")
    assert (both.kill, both.served, both.down) == ("b + f", 0.0, ("a", "b", "f"))


def test_another_of_the_group_answers_as_well_and_takes_the_load_over() -> None:
    rows = ["c > a", "a > b | group=g share=0.5", "a > d | group=g share=0.5", "b > e", "d > e"]
    tier = part(0.99, 1, 1, rate_per_s=80)
    drawing = drawn(*rows, a=part(0.99, rate_per_s=1000), b=tier, d=tier, e=part(0.99, rate_per_s=1000))
    assert killed(drawing, "b", peak=60).degraded == ()
    assert killed(drawing, "b", peak=60).overloaded == {}
    found = killed(drawing, "b", peak=100)
    assert found.overloaded == {"d": pytest.approx(1.25)}
    assert found.served == pytest.approx(0.8)
    assert found.availability is None
    assert "what is left is too small: “Application service”" in found.statement


def test_a_share_of_requests_is_lost_with_what_only_they_need() -> None:
    found = killed(drawn("c > a", "a > b | share=0.3", "a > d | share=0.7"), "b")
    assert found.served == pytest.approx(0.7)
    assert (found.down, found.degraded) == (("b",), ("a",))


def test_survivors_of_a_zone_carry_its_load() -> None:
    drawing = drawn("c > a", a=part(0.99, 3, 3, rate_per_s=40))
    found = killed(drawing, "zone:2", peak=100)
    assert found.overloaded == {"a": pytest.approx(1.25)}
    assert found.served == pytest.approx(0.8)
    assert killed(drawing, "zone:2", peak=80).overloaded == {}
    assert killed(drawing, "zone:2", "zone:1", "zone:3").served == 0.0


def test_one_replica_is_one_less() -> None:
    found = killed(drawn("c > a", a=part(0.9, 3, 3, rate_per_s=40)), "replica:a", peak=60)
    assert (found.served, found.down, found.overloaded) == (1.0, (), {})
    zone = 0.9995 * 0.9
    assert found.availability == pytest.approx(zone**2)


def test_a_region_takes_its_zones_along() -> None:
    drawing = drawn("c > a", "a > b", a=part(0.9) | {"regions": ["eu", "us"]}, b=part(0.9) | {"regions": ["us"]})
    assert killed(drawing, "region:us").down == ("a", "b")
    assert killed(drawing, "region:eu").served == 1.0
    assert killed(drawing, "zone:us/1").down == ("a", "b")


def test_a_vendor_abroad_outlives_the_region() -> None:
    vendor: Part = {"kind": "external_source"}
    assert killed(drawn("c > a", "a > v", v=vendor), "region:1").down == ("a",)
    at_home = vendor | {"regions": ["1"]}
    assert killed(drawn("c > a", "a > v", v=at_home), "region:1").down == ("a", "v")


def test_slow_is_lost_where_there_is_a_timeout_and_hangs_its_caller_where_there_is_none() -> None:
    patient = killed(drawn("c > a", "a > b | soft"), "slow:b")
    assert (patient.served, patient.down) == (0.0, ("a", "b"))
    assert patient.statement == "without a timeout, “Application service” waits on"
    hasty = killed(drawn("c > a", "a > b | soft timeout_ms=50"), "slow:b")
    assert (hasty.served, hasty.degraded, hasty.statement) == (1.0, ("a",), "")


def test_what_no_request_asks_for_changes_nothing_and_says_so() -> None:
    parts: dict[str, Part] = {"t": {"kind": "trainer"}, "r": {"kind": "model_registry"}}
    drawing = drawn("c > a")
    extra = graph("c > a", c=CLIENT, a=part(0.99), **parts)
    assert killed(drawing, "zone:1").served == 0.0
    assert list(extra.nodes) == ["c", "a"]


def test_soft_circles_end() -> None:
    found = killed(drawn("c > a", "a > b | soft timeout_ms=5", "b > a"), "b")
    assert (found.served, found.degraded) == (1.0, ("a",))


def test_without_a_path_nothing_is_played() -> None:
    drawing = drawn("c > a", "a > b", "b > a")
    assert Faults(Estimates(drawing, Brief())).singles() == ()
    assert "circle" in killed(drawing, "a").statement


def test_each_zone_and_each_component_of_the_path_is_played() -> None:
    drawing = drawn("c > a", "a > b | soft timeout_ms=5", a=part(0.99, 2, 2), b=part(0.99, 1, ("x",)))
    assert [each.kill for each in Faults(Estimates(drawing, Brief())).singles()] == [
        "zone:1", "zone:2", "zone:x", "a", "b",
    ]  # fmt: skip


def test_of_very_many_those_that_matter_are_played(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    monkeypatch.setattr(module, "_FEWEST", 1)
    drawing = drawn("c > a", "a > b", a=part(0.99), b=part(0.9))
    assert [each.kill for each in Faults(Estimates(drawing, Brief())).singles()] == ["zone:1", "b"]


@given(systems())
def test_many_faults_at_once_are_each_by_itself(drawing: DesignGraph) -> None:
    play = Faults(Estimates(drawing, Brief(peak_rate_per_s=100)))
    for each in play.singles():
        assert each == play.outcomes([faults(drawing, [each.kill])])[0]


@given(systems())
def test_what_is_down_is_what_the_words_of_the_contract_say(drawing: DesignGraph) -> None:
    for each in Faults(Estimates(drawing, Brief())).singles():
        if each.kill.startswith("zone:"):
            continue
        up = {id_: id_ != each.kill for id_ in drawing.nodes}
        assert each.served == float(answers(drawing, "c", up))
        assert each.down == tuple(id_ for id_ in sorted(drawing.path) if not answers(drawing, id_, up))


@given(systems(), st.data())
def test_the_numbers_after_a_fault_are_those_of_its_outcome(drawing: DesignGraph, data: st.DataObject) -> None:
    ids = sorted(drawing.path)
    names = [*ids, *(f"replica:{id_}" for id_ in ids), *(f"slow:{id_}" for id_ in ids)]
    names += sorted(
        {f"zone:{zone}" for id_ in ids for zone in drawing.nodes[id_].zone_names[: drawing.nodes[id_].replicas]}
    )
    fault = faults(drawing, data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=2)))
    play = Faults(Estimates(drawing, Brief(peak_rate_per_s=10)))
    (found,) = play.outcomes([fault])
    after = play.after(fault).availability
    assert (found.availability or 0.0) == pytest.approx(after or 0.0, rel=1e-9, abs=1e-11)
    if found.served == 0:
        assert not after


def test_without_requests_a_loss_starves_who_reads_from_it() -> None:
    parts = [("lake", "object_store", "a"), ("job", "batch_processor", "b"), ("log", "prediction_log", "b")]
    data = {
        "format": "designer-design/1",
        "components": [{"id": id_, "kind": kind, "zones": [zone]} for id_, kind, zone in parts],
        "connections": [
            {"source": "lake", "target": "job", "kind": "data"},
            {"source": "job", "target": "log", "kind": "data"},
        ],
    }
    drawing = build_graph(design_of(Source("test", data)), catalog(), words())
    for kill in ("lake", "slow:lake"):
        found = killed(drawing, kill)
        assert (found.served, found.down, found.degraded) == (0.0, ("lake",), ("job", "log"))
    assert (killed(drawing, "zone:b").down, killed(drawing, "zone:b").degraded) == (("job", "log"), ())
    assert killed(drawing, "log").degraded == ()
