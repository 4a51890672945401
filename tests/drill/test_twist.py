"""What a twist takes from a drawing: all of a kind, or the worst zone or region, and nothing that is not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.analysis.estimate import Estimates
from designer.analysis.graph import DesignGraph
from designer.drill.twist import change, losses
from designer.model.critique import Change, Verdict
from designer.model.rubric import Competency
from designer.model.scenario import Brief, Twist
from designer.simulation.fault import Faults
from designer.simulation.kill import regions, zones
from tests.analysis.drawings import CLIENT, app, graph
from tests.analysis.test_availability import systems
from tests.report.sample import finding
from tests.simulation.board import board


def twist(*kill: str, rules: tuple[str, ...] = ()) -> Twist:
    return Twist(minute=5, say="Something is gone.", kill=kill, rules=rules)


def after(drawing: DesignGraph, *kill: str, peak: float | None = None) -> Change:
    return change(twist(*kill), Faults(Estimates(drawing, Brief(peak_rate_per_s=peak))))


def vendor(**fields: object) -> dict[str, object]:
    return {"kind": "external_source", **fields}


def test_all_of_a_kind_are_lost_together() -> None:
    drawing = graph("c > a", "a > v | soft timeout_ms=5", "a > w", a=app(), v=vendor(), w=vendor(), c=CLIENT)
    found = after(drawing, "external_source")
    assert found.killed == ("v", "w")
    assert found.outcome is not None
    assert (found.outcome.served, found.outcome.down) == (0.0, ("a", "v", "w"))


def test_of_what_is_not_drawn_nothing_is_lost() -> None:
    found = after(graph("c > a", a=app(), c=CLIENT), "external_source", "cache")
    assert (found.killed, found.outcome, found.lacking) == ((), None, ("external_source", "cache"))


def test_a_twist_that_takes_nothing_leaves_everything_as_it_is() -> None:
    found = after(graph("c > a", a=app(), c=CLIENT))
    assert (found.killed, found.outcome, found.starved, found.lacking) == ((), None, (), ())


def test_the_zone_is_lost_whose_loss_serves_least() -> None:
    drawing = graph("c > a", "a > b", a=app(replicas=3, zones=3), b=app(zones=("2",)), c=CLIENT)
    found = after(drawing, "zone")
    assert found.killed == ("zone:2",)
    assert found.outcome is not None
    assert found.outcome.served == 0


def test_where_all_zones_serve_alike_the_one_is_lost_that_touches_most() -> None:
    drawing = graph("c > a", "a > b | soft timeout_ms=5", a=app(replicas=3, zones=3), b=app(zones=("3",)), c=CLIENT)
    found = after(drawing, "zone")
    assert found.killed == ("zone:3",)
    assert found.outcome is not None
    assert (found.outcome.served, found.outcome.degraded) == (1.0, ("a",))


def test_the_region_is_lost_whose_loss_serves_least() -> None:
    drawing = graph("c > a", "a > b", a=app(regions=("north", "south")), b=app(regions=("south",)), c=CLIENT)
    assert after(drawing, "region").killed == ("region:south",)


def test_a_kind_and_a_zone_fail_at_once() -> None:
    drawing = graph("c > a", "a > v | soft timeout_ms=5", a=app(replicas=2, zones=2), v=vendor(), c=CLIENT)
    assert after(drawing, "zone", "external_source").killed == ("v", "zone:1")


def test_the_brief_decides_whether_what_is_left_is_enough() -> None:
    drawing = graph("c > a", a=app(replicas=3, zones=3, rate_per_s=100), c=CLIENT)
    usual, doubled = after(drawing, "zone", peak=200).outcome, after(drawing, "zone", peak=400).outcome
    assert usual is not None
    assert doubled is not None
    assert (usual.served, doubled.served) == (1.0, 0.5)


def test_where_nobody_asks_only_what_gets_no_data_is_told() -> None:
    found = after(board(without=("client", "app")), "label_store")
    assert (found.killed, found.outcome, found.starved) == (("labels",), None, ("watch",))


def test_what_got_data_from_what_is_gone_is_told() -> None:
    found = after(board(), "prediction_log", "label_store")
    assert found.killed == ("log", "labels")
    assert found.starved == ("watch",)
    assert after(board(), "prediction_log", "label_store", "ml_monitor").starved == ()


@pytest.mark.parametrize("verdict", list(Verdict))
def test_the_rules_to_look_at_again_are_told_where_they_cost_points(verdict: Verdict) -> None:
    findings = (finding(1, verdict, Competency.COST, rule="over-budget"), finding(2, Verdict.FAIL, rule="other"))
    looked = twist(rules=("over-budget", "never-run"))
    found = change(looked, Faults(Estimates(board(), Brief())), findings)
    costs = verdict not in {Verdict.PASS, Verdict.NOT_APPLICABLE}
    assert found.missed == (("over-budget",) if costs else ())


@given(systems(), st.sampled_from(["zone", "region", "app_service", "model_server", "cache"]))
def test_no_other_loss_of_its_sort_leaves_less(drawing: DesignGraph, word: str) -> None:
    play = Faults(Estimates(drawing, Brief(peak_rate_per_s=100)))
    found = change(twist(word), play)
    others = play.outcomes(list(losses(drawing, twist(word))))
    assert (found.outcome is None) == (not others)
    if found.outcome is not None:
        assert found.outcome.served == min(each.served for each in others)
        assert found.outcome.kill == " + ".join(found.killed)
    counts = {"zone": len(zones(drawing)), "region": len(regions(drawing))}
    of_kind = {id_ for id_, node in drawing.nodes.items() if node.kind.id == word}
    assert len(others) == counts.get(word, bool(of_kind))
    assert word in counts or set(found.killed) == of_kind
    assert found.lacking == (() if others else (word,))
