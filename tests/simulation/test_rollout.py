from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.analysis.reading import build_graph
from designer.catalog.library import catalog, scenario, scenario_folder, scenario_ids
from designer.catalog.words import words
from designer.exchange.formats import load
from designer.model.critique import Rollout
from designer.model.design import Design
from designer.model.scenario import Brief
from designer.simulation.detection import sample_size
from designer.simulation.model_fault import model_faults
from designer.simulation.release import switches
from designer.simulation.rollout import MOST_DRILLED, drilled, rollout, rollouts
from designer.simulation.scene import Scene
from tests.simulation.board import BRIEF, board
from tests.strategies import designs


def drill(brief: Brief = BRIEF, **drawn: Any) -> Rollout:  # noqa: ANN401 (what `board` takes)
    return rollouts(Scene(board(**drawn), brief))[0]


def took(found: Rollout, what: str) -> float:
    return next(step.seconds for step in found.steps if step.what == what)


def test_the_walk_goes_from_the_model_to_its_rollout() -> None:
    found = drill()
    assert found.failure == ""
    assert found.witness == ("model", "app", "log", "watch", "pager", "rollout")
    assert found.statement == "“Watch” shows it, and “Rollout” takes it back when a person says so"
    assert found.detect_s == 3600 + 1800  # an hourly window, seen half an hour after it is full
    assert found.restore_s == 30 + 300 + 900 + 60  # sent, answered, decided, switched back while it is a canary
    assert found.bad_predictions == pytest.approx(100 * 0.05 * 0.25 * (found.detect_s + found.restore_s))
    assert found.blast_share == 0.05


def test_the_steps_add_up_and_say_where_they_are_from() -> None:
    found = drill(watch={"interval_s": 600}, pager={"runbook": True})
    assert sum(step.seconds for step in found.steps) == (found.detect_s or 0) + (found.restore_s or 0)
    assert took(found, "it is looked at") == 300
    assert took(found, "a person decides") == 300
    origins = [step.origin for step in found.steps]
    assert "drawn on “Watch”" in origins
    assert all(origin.startswith(("drawn on", "brief", "assumption", "1,030")) for origin in origins)


def test_few_requests_take_long_to_count() -> None:
    found = drill(Brief(mean_rate_per_s=1))
    assert took(found, "enough is counted") == pytest.approx(sample_size() / 0.05)
    assert "1,030 answers" in next(step.origin for step in found.steps if step.what == "enough is counted")


def test_outcomes_are_waited_for_as_the_brief_says() -> None:
    found = drill(watch={"watches": "accuracy"})
    assert took(found, "outcomes are known") == 7200
    assert found.detect_s == 7200 + 3600 + 1800


def test_outcomes_are_waited_for_as_it_is_drawn() -> None:
    found = drill(watch={"watches": "accuracy"}, client__labels={"delay_s": 60}, labels={"maturity_s": 86400})
    assert took(found, "outcomes are final") == 86400
    assert found.steps[0].origin == "drawn on “Labels”"
    early = drill(watch={"watches": "accuracy"}, client__labels={"delay_s": 60})
    assert took(early, "outcomes arrive") == 60


def test_an_early_sign_shows_within_the_hour_or_as_drawn() -> None:
    assert took(drill(watch={"watches": "clicks"}), "an early outcome arrives") == 3600
    assert took(drill(watch={"watches": "clicks"}, client__labels={"delay_s": 60}), "an early outcome arrives") == 60
    assert (
        took(drill(Brief(mean_rate_per_s=1, label_delay_s=5), watch={"watches": "clicks"}), "an early outcome arrives")
        == 5
    )


def test_people_find_only_so_many_outcomes() -> None:
    found = drill(
        without=("client>labels",),
        watch={"watches": "accuracy"},
        also={
            "people": {"kind": "human_review", "properties": {"rate_per_s": 0.01}},
            "people>labels": {"kind": "feedback"},
            "app>people": {"kind": "data"},
        },
        rollout__model={"strategy": "direct", "percent": None},
    )
    assert took(found, "enough is counted") == pytest.approx(sample_size() / 0.01)


def test_a_late_detection_reaches_all_the_traffic() -> None:
    found = drill(rollout__model={"hold_s": 600})
    assert found.blast_share == 1
    assert took(found, "the version before is deployed") == 240
    whole = (found.detect_s or 0) + (found.restore_s or 0) - 600
    assert found.bad_predictions == pytest.approx(100 * 0.25 * (0.05 * 600 + whole))


def test_a_shadow_that_is_judged_in_time_harms_nobody() -> None:
    found = drill(rollout__model={"strategy": "shadow", "percent": None})
    assert (found.bad_predictions, found.blast_share) == (0, 0)


def test_blue_and_green_go_back_quickly_while_both_run() -> None:
    quick = drill(rollout__model={"strategy": "blue_green", "percent": None, "hold_s": 86400})
    assert took(quick, "the version before takes over") == 60
    late = drill(rollout__model={"strategy": "blue_green", "percent": None})
    assert took(late, "the version before is deployed") == 240
    assert quick.blast_share == late.blast_share == 1


def test_steps_that_nobody_compares_count_as_one() -> None:
    found = drill(log={"logs": "score"})
    assert found.blast_share == 1
    assert "no monitor tells the versions apart, so the steps count as one" in found.assumes
    assert drill(log={"logs": "score"}, watch={"by_version": True}).blast_share == 0.05


def test_a_controller_that_acts_alone_waits_for_nobody() -> None:
    found = drill(rollout={"auto_rollback": True}, pager={"human": False})
    assert found.restore_s == 30 + 60
    assert found.statement == "“Watch” shows it, and “Rollout” takes it back by itself"
    asked = drill(rollout={"auto_rollback": True}, pager__rollout={"auto": False})
    assert asked.restore_s == 30 + 300 + 900 + 60


def test_a_canary_percent_is_a_percentage_and_not_a_fraction() -> None:
    assert drill(rollout__model={"percent": "5 %"}).blast_share == 0.05
    assert drill(rollout__model={"percent": 0.05}).blast_share == 0.0005


@pytest.mark.parametrize("label", ["canary 500 %", "canary 0 %"])
def test_what_is_no_share_of_the_traffic_is_left_out_and_named(label: str) -> None:
    edge = {"kind": "deploy", "label": label}
    found = drill(
        without=("rollout>model",),
        also={"second": {"kind": "deployer"}, "registry>second": {"kind": "deploy"}, "second>model": edge},
    )
    assert any("is no share of the traffic" in known for known in found.assumes)


def test_numbers_below_nothing_are_as_good_as_absent() -> None:
    """A file with such numbers is refused; a drawing that a program made may hold them."""
    drawn = load(scenario_folder("fraud") / "reference.design.yaml")
    negative = {
        "interval_s": -5.0,
        "delay_s": -5.0,
        "percent": -5.0,
        "hold_s": -5.0,
        "rate_per_s": -5.0,
        "p50_ms": -5.0,
        "maturity_s": -5.0,
    }
    turned = drawn.model_copy(
        update={
            "components": tuple(
                each.model_copy(update={"properties": {**each.properties, **negative}}) for each in drawn.components
            ),
            "connections": tuple(
                each.model_copy(update={"properties": {**each.properties, **negative}}) for each in drawn.connections
            ),
        }
    )
    scene = Scene(build_graph(turned, catalog(), words()), scenario("fraud").brief)
    found = rollouts(scene)
    assert all(step.seconds >= 0 for each in found for step in each.steps)
    assert all(step.seconds >= 0 for each in model_faults(scene, found) for step in each.steps)


@pytest.mark.parametrize(
    ("failure", "last", "drawn"),
    [
        ("no-release", "model", {"without": ("rollout>model",)}),
        ("no-monitor", "model", {"without": ("log>watch",)}),
        ("not-watched", "watch", {"watch": {"watches": "latency, errors"}}),
        ("missing-outcomes", "watch", {"watch": {"watches": "accuracy"}, "without": ("labels>watch",)}),
        ("no-alert", "watch", {"without": ("watch>pager",)}),
        ("nobody-on-call", "pager", {"pager": {"human": False}}),
        ("no-rollback", "pager", {"without": ("pager>rollout",)}),
        (
            "no-earlier-version",
            "registry",
            {"registry": {"keep": 1}, "rollout__model": {"strategy": "direct", "percent": None}},
        ),
        (
            "no-earlier-version",
            "registry",
            {"registry": {"keep": None}, "rollout__model": {"strategy": "direct", "percent": None}},
        ),
        (
            "no-earlier-version",
            "rollout",
            {"without": ("registry",), "rollout__model": {"strategy": "direct", "percent": None}},
        ),
    ],
)
def test_each_missing_link_is_a_failure_of_its_own(failure: str, last: str, drawn: dict[str, Any]) -> None:
    found = drill(**drawn)
    assert found.failure == failure
    assert found.witness[-1] == last
    assert found.restore_s is None
    assert found.bad_predictions is None
    assert found.bad_predictions_per_h == (None if failure == "no-release" else 100 * 0.25 * 3600)
    assert found.statement


def test_without_a_delay_of_labels_nothing_is_guessed() -> None:
    found = drill(Brief(mean_rate_per_s=100), watch={"watches": "accuracy"})
    assert found.failure == "unknown-delay"
    assert found.detect_s is None


def test_without_a_rate_nothing_is_guessed() -> None:
    found = drill(Brief(label_delay_s=60))
    assert (found.failure, found.detect_s, found.bad_predictions) == ("no-rate", None, None)
    assert found.statement.startswith("the brief gives no rate")


def test_the_peak_stands_in_for_the_mean_and_says_so() -> None:
    found = drill(Brief(peak_rate_per_s=300))
    assert any("peak rate, since it gives no mean" in known for known in found.assumes)


def test_a_kill_ends_it_where_nothing_takes_it_back() -> None:
    found = drill(without=("pager>rollout",), also={"pager>app": {"kind": "control", "properties": {"role": "kill"}}})
    assert found.failure == "no-rollback"
    assert found.restore_s is None
    assert found.bad_predictions is not None
    assert found.statement.endswith("the kill at “Application service” ends it, without a model")


def test_the_rollback_has_to_be_the_one_that_deploys_the_model() -> None:
    also = {
        "other": {"kind": "deployer"},
        "pager>other": {"kind": "control", "properties": {"role": "rollback"}},
        "registry>other": {"kind": "deploy"},
    }
    assert drill(without=("pager>rollout",), also=also).failure == "no-rollback"


def test_a_device_goes_back_by_what_it_keeps() -> None:
    edge = {"kind": "deploy", "properties": {"strategy": "direct"}}
    also: dict[str, dict[str, Any]] = {
        "device": {"kind": "edge_device", "properties": {"runs_model": True}},
        "rollout>device": edge,
        "device>log": {"kind": "data"},
    }
    brief = Brief(mode="edge", mean_rate_per_s=100)
    slow = next(each for each in rollouts(Scene(board(also=also), brief)) if each.model == "device")
    assert took(slow, "the version before is deployed") == 86400
    kept = also | {"device": {"kind": "edge_device", "properties": {"runs_model": True, "keep_previous": True}}}
    quick = next(each for each in rollouts(Scene(board(also=kept), brief)) if each.model == "device")
    assert took(quick, "the version before is deployed") == 240


def test_of_several_models_the_worst_comes_first() -> None:
    also = {"second": {"kind": "model_server"}, "app>second": {"kind": "request"}}
    found = rollouts(Scene(board(also=also), BRIEF))
    assert [each.model for each in found] == ["second", "model"]
    assert found[0].failure == "no-release"


ENCODER: dict[str, dict[str, Any]] = {
    "stream": {"kind": "stream"},
    "encoder": {"kind": "model_server", "name": "Encoder"},
    "index": {"kind": "vector_index"},
    "stream>encoder": {"kind": "data"},
    "encoder>index": {"kind": "data"},
    "app>index": {"kind": "request"},
    "rollout>encoder": {"kind": "deploy", "properties": {"strategy": "canary", "percent": 5}},
}


def test_what_fills_a_store_is_judged_by_the_answers_of_who_reads_it() -> None:
    scene = Scene(board(also=ENCODER), BRIEF)
    assert scene.traffic("encoder").rate_per_s == 100
    found = rollout(scene, "encoder")
    assert (found.noticed_by, found.ended_by) == ("watch", "rollout")


def test_a_store_that_no_answer_rests_on_is_drilled_last_of_all() -> None:
    unread = Scene(board(also=ENCODER, without=("app>index",)), BRIEF)
    assert unread.traffic("encoder").rate_per_s is None
    assert [each.model for each in rollouts(unread)] == ["model"]


def test_a_validation_of_answers_shows_a_bad_version() -> None:
    checks = {"checks": {"kind": "data_validator", "name": "Checks", "properties": {"checks": "score distribution"}}}
    wired = {"checks>pager": {"kind": "control", "properties": {"role": "alert"}}}
    beside = checks | wired | {"labels>checks": {"kind": "data"}}
    after = checks | wired | {"app>checks": {"kind": "data"}}
    for also, noticed_by in ((beside, ""), (after, "checks")):
        assert rollout(Scene(board(also=also, without=("watch",)), BRIEF), "model").noticed_by == noticed_by


def test_of_very_many_models_only_some_are_drilled() -> None:
    also: dict[str, dict[str, Any]] = {}
    for number in range(MOST_DRILLED + 5):
        also |= {f"m{number}": {"kind": "model_server"}, f"app>m{number}": {"kind": "request"}}
    found = rollouts(Scene(board(also=also), BRIEF))
    assert len(found) == MOST_DRILLED
    assert f"the {MOST_DRILLED} busiest of {MOST_DRILLED + 6} models were drilled" in found[0].assumes


def test_without_a_model_there_is_nothing_to_drill() -> None:
    assert rollouts(Scene(board(without=("model",)), BRIEF)) == ()


@pytest.mark.parametrize("id_", scenario_ids())
def test_every_reference_takes_a_bad_version_back_if_the_brief_gives_a_rate(id_: str) -> None:
    graph = build_graph(load(scenario_folder(id_) / "reference.design.yaml"), catalog(), words())
    brief = scenario(id_).brief
    known = any((brief.mean_rate_per_s, brief.peak_rate_per_s, brief.events_per_s, brief.batch_rows))
    for found in rollouts(Scene(graph, brief)):
        assert found.failure == ("" if known else "no-rate"), found.statement


WATCHES = st.sampled_from(["score", "accuracy", "clicks", "accuracy, score"])
LOGS = st.sampled_from(["score", "score, model version"])
STRATEGIES = st.sampled_from(["canary", "rolling_cohort", "rolling", "shadow", "blue_green"])


@st.composite
def boards(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the board in one of its many ways."""
    return {
        "watch": {"watches": draw(WATCHES), "interval_s": draw(st.none() | st.floats(0, 1e5))},
        "log": {"logs": draw(LOGS)},
        "pager": {"human": draw(st.booleans()), "runbook": draw(st.booleans())},
        "registry": {"keep": draw(st.none() | st.integers(0, 3))},
        "labels": {"maturity_s": draw(st.none() | st.floats(0, 1e6))},
        "client__labels": {"delay_s": draw(st.none() | st.floats(0, 1e6))},
        "pager__rollout": {"role": "rollback", "auto": draw(st.none() | st.booleans())},
        "without": draw(st.sampled_from([(), ("watch>pager",), ("labels>watch",), ("registry",), ("pager>rollout",)])),
    }


@given(boards(), STRATEGIES, st.none() | st.floats(0.5, 100), st.none() | st.floats(0, 1e6), st.floats(0.01, 1e4))
def test_a_step_by_step_rollout_never_harms_more_than_all_at_once(
    drawn: dict[str, Any], strategy: str, percent: float | None, hold_s: float | None, rate: float
) -> None:
    brief = Brief(mean_rate_per_s=rate, label_delay_s=3600)
    direct = drill(brief, **drawn, rollout__model={"strategy": "direct", "percent": None})
    stepwise = drill(brief, **drawn, rollout__model={"strategy": strategy, "percent": percent, "hold_s": hold_s})
    assert (stepwise.blast_share or 0) <= (direct.blast_share or 0)
    if direct.bad_predictions is not None:
        assert stepwise.bad_predictions is not None
        assert stepwise.bad_predictions <= direct.bad_predictions * (1 + 1e-9)


@given(boards(), st.floats(1, 1e6), st.floats(0, 1e6))
def test_later_labels_never_shorten_the_detection(drawn: dict[str, Any], delay_s: float, more_s: float) -> None:
    soon = drill(Brief(mean_rate_per_s=100, label_delay_s=delay_s), **drawn)
    late = drill(Brief(mean_rate_per_s=100, label_delay_s=delay_s + more_s), **drawn)
    assert (soon.detect_s is None) == (late.detect_s is None)
    assert (late.detect_s or 0) >= (soon.detect_s or 0)


@given(boards())
def test_an_automatic_rollback_never_lengthens_the_restore(drawn: dict[str, Any]) -> None:
    by_hand = drill(**drawn)
    alone = drill(**drawn | {"pager__rollout": {"role": "rollback", "auto": True}})
    if by_hand.restore_s is not None:
        assert alone.restore_s is not None
        assert alone.restore_s <= by_hand.restore_s


@given(designs(legal=True), st.none() | st.floats(0.01, 1e5))
def test_any_drawing_is_drilled_without_a_crash_and_without_nonsense(design: Design, rate: float | None) -> None:
    graph = build_graph(design, catalog(), words())
    for found in rollouts(Scene(graph, Brief(mean_rate_per_s=rate))):
        assert set(found.witness) <= set(graph.nodes)
        assert bool(found.failure) == (found.restore_s is None)
        numbers = (found.detect_s, found.restore_s, found.bad_predictions, found.blast_share)
        assert all(number is None or number >= 0 for number in numbers)
        assert found.model in graph.nodes


def test_a_switch_that_acts_by_itself_ends_the_harm_before_the_version_is_back() -> None:
    off: dict[str, dict[str, Any]] = {"watch>app": {"kind": "control", "properties": {"role": "kill", "auto": True}}}
    alone, found = (rollouts(Scene(board(also=also), BRIEF))[0] for also in ({}, off))
    assert found.ended_by == alone.ended_by == "rollout"
    assert "“Application service” switches it off by itself, and “Rollout” takes it back" in found.statement
    assert (found.bad_predictions or 0) < (alone.bad_predictions or 0)
    asked = {"watch>app": {"kind": "control", "properties": {"role": "kill"}}}
    assert rollouts(Scene(board(also=asked), BRIEF))[0].statement == alone.statement


def test_what_a_person_sets_off_waits_for_them() -> None:
    edge = {"kind": "control", "label": "rollback by hand", "properties": {"role": "rollback"}}
    by_hand = drill(rollout={"auto_rollback": True}, also={"pager>rollout": edge})
    assert by_hand.statement.endswith("takes it back when a person says so")
    assert drill(rollout={"auto_rollback": True}).statement.endswith("takes it back by itself")
    assert drill(rollout={"auto_rollback": False}).statement == by_hand.statement
    said = drill(rollout={"auto_rollback": True}, pager__rollout={"auto": True})
    assert said.statement.endswith("takes it back by itself")
    system = {
        "metrics": {"kind": "metrics_monitor", "properties": {"watches": "p99, alarm delay", "scope": "all"}},
        "metrics>rollout": {"kind": "control", "properties": {"role": "rollback", "auto": True}},
    }
    also = {**system, "pager>rollout": edge}
    assert drill(also=also, rollout={"auto_rollback": True}).statement == by_hand.statement
    wired = {"watch>rollout": {"kind": "control", "properties": {"role": "rollback"}}}
    assert drill(also=wired, rollout={"auto_rollback": True}).statement.endswith("by itself")


def test_a_shadow_before_the_canary_shows_it_with_no_harm() -> None:
    def shown(label: str, **drawn: Any) -> Rollout:  # noqa: ANN401 (what `board` takes)
        edge = {"kind": "deploy", "label": label, "properties": {"strategy": "canary", "percent": 5}}
        return drill(also={"rollout>model": edge}, **drawn)

    found = shown("shadow two days, then canary 5 %, 25 %, all")
    assert (found.bad_predictions, found.blast_share) == (0, 0)
    assert "shows it in the shadow, and" in found.statement
    short, none = shown("shadow 1 min, then canary 5 %"), shown("no shadow, canary 5 %")
    assert short.blast_share == none.blast_share == 0.05
    assert "shadow" not in short.statement + none.statement
    assert shown("shadow two days, then canary 5 %", log={"logs": "score"}).blast_share == 1


@pytest.mark.parametrize(("watches", "failure"), [("fee distribution by zone", ""), ("fee server p99", "not-watched")])
def test_what_answers_cost_people_is_the_answer_where_that_is_a_price(watches: str, failure: str) -> None:
    assert drill(watch={"watches": watches}).failure == failure


SHADOW: dict[str, dict[str, Any]] = {
    "next": {"kind": "model_server"},
    "app>next": {"kind": "request", "properties": {"role": "shadow"}},
    "rollout>next": {"kind": "deploy", "properties": {"strategy": "shadow"}},
}


def test_a_shadow_that_the_same_hand_deploys_beside_a_model_shows_a_version_first() -> None:
    switched = {"strategy": "blue_green", "percent": None}
    found = drill(also=SHADOW, rollout__model=switched, watch={"by_version": True})
    assert (found.bad_predictions, "in the shadow" in found.statement) == (0, True)
    elsewhere = {**SHADOW, "app>next": {"kind": "request"}}
    assert drill(also=elsewhere, rollout__model=switched, watch={"by_version": True}).bad_predictions


def test_of_one_version_by_one_hand_the_busiest_model_is_drilled() -> None:
    worker: dict[str, dict[str, Any]] = {
        "queue": {"kind": "queue"},
        "worker": {"kind": "model_server", "properties": {"model_ref": "m", "rate_per_s": 3}},
        "app>queue": {"kind": "data"},
        "queue>worker": {"kind": "data"},
        "worker>log": {"kind": "data"},
        "rollout>worker": {"kind": "deploy"},
    }
    graph = board(also=worker, model={"model_ref": "m"})
    assert drilled(Scene(graph, BRIEF)) == ["model"]
    other = board(also=worker, model={"model_ref": "another"})
    assert drilled(Scene(other, BRIEF)) == ["model", "worker"]
    assert Scene(other, BRIEF).traffic("worker").rate_per_s == 3


def test_a_switch_on_the_path_ends_nothing_of_what_a_worker_answers() -> None:
    graph = board(
        without=("app>model",),
        also={
            "queue": {"kind": "queue"},
            "app>queue": {"kind": "data"},
            "queue>model": {"kind": "data"},
            "model>log": {"kind": "data"},
        },
    )
    assert switches(graph, "model") == {"model"}
    assert "app" in switches(board(), "model")


def test_lists_that_a_batch_wrote_stay_until_they_are_made_anew() -> None:
    batch: dict[str, dict[str, Any]] = {
        "model": {"kind": "batch_scorer", "name": "Model", "properties": {"interval_s": 86400}},
        "lists": {"kind": "kv_store"},
        "model>lists": {"kind": "data"},
        "app>lists": {"kind": "request"},
    }
    found = drill(without=("app>model",), also=batch)
    assert found.statement.endswith("the lists that it wrote stay until they are made anew")
    put_back = {**batch, "pager>app": {"kind": "control", "properties": {"role": "rollback"}}}
    assert "made anew" not in drill(without=("app>model",), also=put_back).statement


SPARE: dict[str, dict[str, Any]] = {
    "queue": {"kind": "queue"},
    "spare": {"kind": "model_server", "name": "Spare"},
    "app>queue": {"kind": "data"},
    "queue>model": {"kind": "data"},
    "queue>spare": {"kind": "data", "label": "overflow"},
    "model>log": {"kind": "data"},
    "spare>log": {"kind": "data"},
    "rollout>spare": {"kind": "deploy"},
}


def test_what_takes_only_the_rest_is_not_drilled_as_if_it_took_all() -> None:
    assert drilled(Scene(board(without=("app>model",), also=SPARE), BRIEF)) == ["model"]
    plain = {**SPARE, "queue>spare": {"kind": "data"}}
    assert drilled(Scene(board(without=("app>model",), also=plain), BRIEF)) == ["model", "spare"]
    alone = {**SPARE, "other": {"kind": "queue"}, "app>other": {"kind": "data"}, "other>spare": {"kind": "data"}}
    assert "spare" in drilled(Scene(board(without=("app>model",), also=alone), BRIEF))


def test_what_others_can_do_without_comes_after_them() -> None:
    curve: dict[str, dict[str, Any]] = {
        "events": {"kind": "stream"},
        "decide": {"kind": "policy_engine"},
        "curve": {"kind": "batch_scorer", "name": "Curve", "properties": {"interval_s": 86400}},
        "curves": {"kind": "kv_store"},
        "client>events": {"kind": "data"},
        "events>model": {"kind": "data"},
        "model>decide": {"kind": "data"},
        "decide>log": {"kind": "data"},
        "log>curve": {"kind": "data"},
        "events>curve": {"kind": "data"},
        "curve>curves": {"kind": "data"},
        "decide>curves": {"kind": "request", "properties": {"soft": True}},
        "rollout>curve": {"kind": "deploy"},
    }
    brief = Brief(mode="stream", events_per_s=100, answers_per_s=10)
    found = rollouts(Scene(board(without=("app>model",), also=curve), brief))
    assert [each.model for each in found] == ["model", "curve"]
    assert "“Rollout” takes it back" in found[1].statement
    assert (found[0].bad_predictions or 0) < (found[1].bad_predictions or 0)
    hard = {**curve, "decide>curves": {"kind": "request"}}
    assert rollouts(Scene(board(without=("app>model",), also=hard), brief))[0].model == "curve"
