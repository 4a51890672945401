from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.analysis.production import in_production
from designer.analysis.reading import build_graph
from designer.catalog.library import catalog, scenario, scenario_folder, scenario_ids
from designer.catalog.words import words
from designer.exchange.formats import load
from designer.model.critique import ModelFault
from designer.model.design import Design
from designer.model.scenario import Brief
from designer.simulation.data_fault import TITLES
from designer.simulation.model_fault import model_faults
from designer.simulation.rollout import rollouts
from designer.simulation.scene import Scene
from tests.simulation.board import BRIEF, board
from tests.strategies import designs

FEATURES: dict[str, dict[str, Any]] = {
    "source": {"kind": "oltp_db"},
    "job": {"kind": "batch_processor", "name": "Job", "properties": {"interval_s": 7200}},
    "store": {"kind": "feature_store"},
    "source>job": {"kind": "data"},
    "job>store": {"kind": "data"},
    "app>store": {"kind": "request"},
}
TRAINING: dict[str, dict[str, Any]] = {
    "trainer": {"kind": "trainer", "name": "Trainer", "properties": {"interval_s": 86400}},
    "labels>trainer": {"kind": "data"},
    "trainer>registry": {"kind": "deploy"},
}
SYSTEM: dict[str, dict[str, Any]] = {
    "metrics": {"kind": "metrics_monitor", "name": "Metrics", "properties": {"watches": "lag, jobs"}},
    "metrics>pager": {"kind": "control", "properties": {"role": "alert"}},
}

LAGGING: dict[str, dict[str, Any]] = {
    **SYSTEM,
    "loader": {"kind": "batch_processor"},
    "labels>loader": {"kind": "data"},
    "loader>trainer": {"kind": "data"},
    "loader>metrics": {"kind": "data"},
}


def play(fault: str, also: dict[str, dict[str, Any]], brief: Brief = BRIEF, **drawn: Any) -> ModelFault:  # noqa: ANN401 (what `board` takes)
    graph = board(also=also, **drawn)
    return next(
        each for each in model_faults(Scene(graph, brief), rollouts(Scene(graph, brief))) if each.fault == fault
    )


def test_a_change_of_schema_that_nothing_checks_is_noticed_by_nobody() -> None:
    found = play("schema-change", FEATURES, watch={"watches": "latency"})
    assert (found.outcome, found.at) == ("unnoticed", "source")
    assert found.bad_predictions is None
    assert found.bad_predictions_per_h == 100 * 0.25 * 3600
    assert found.statement.startswith("nobody notices: what “Operational database” sends is not kept out")


def test_a_monitor_of_live_inputs_notices_it_and_a_person_mends_it() -> None:
    found = play("schema-change", FEATURES, watch={"watches": "null rate"})
    assert (found.outcome, found.noticed_by, found.ended_by) == ("handled", "watch", "pager")
    assert found.noticed_after_s == 5400
    assert found.ended_after_s == 5400 + 30 + 300 + 900 + 4 * 3600
    assert found.bad_predictions == pytest.approx(100 * 0.25 * found.ended_after_s)
    assert sum(step.seconds for step in found.steps) == found.ended_after_s


def test_a_monitor_of_answers_sees_that_they_have_shifted() -> None:
    found = play("schema-change", FEATURES)
    assert (found.outcome, found.noticed_by) == ("handled", "watch")
    assert found.statement.startswith("“Operational database” sends something else, “Watch” notices")


def test_a_kill_ends_it_sooner_than_mending() -> None:
    kill = {"pager>app": {"kind": "control", "label": "rules only", "properties": {"role": "kill"}}}
    found = play("schema-change", FEATURES | kill, watch={"watches": "null rate"})
    assert found.ended_by == "app"
    assert found.ended_after_s == 5400 + 30 + 300 + 900 + 60
    assert found.statement.endswith("and the switch at “Application service” (“rules only”) ends it")


def test_a_kill_is_no_way_to_mend_what_is_only_old() -> None:
    kill: dict[str, dict[str, Any]] = {"pager>app": {"kind": "control", "properties": {"role": "kill"}}}
    kill |= {"job>metrics": {"kind": "data"}}
    assert play("stale-features", FEATURES | SYSTEM | kill).ended_by == "pager"


def test_who_tells_nobody_has_only_noticed() -> None:
    found = play("schema-change", FEATURES, watch={"watches": "null rate"}, pager={"human": False})
    assert (found.outcome, found.noticed_by, found.ended_after_s) == ("noticed", "watch", None)
    assert found.bad_predictions_per_h == 100 * 0.25 * 3600


CHECKS: dict[str, dict[str, Any]] = {
    "checks": {"kind": "data_validator", "name": "Checks", "properties": {"checks": "schema", "on_fail": "block"}},
    "source>checks": {"kind": "data"},
    "checks>job": {"kind": "data"},
    "checks>pager": {"kind": "control", "properties": {"role": "alert"}},
}


def test_a_validation_that_stops_keeps_it_out() -> None:
    found = play("schema-change", FEATURES | CHECKS, without=("source>job",))
    assert (found.outcome, found.at, found.bad_predictions) == ("prevented", "checks", 0)
    assert found.statement.startswith("“Checks” keeps out what does not fit, and “Pager” is told")
    assert found.statement.endswith("until it is mended, “Job” gets nothing new from there")
    fresh = play("schema-change", FEATURES | CHECKS, Brief(freshness_s=60), without=("source>job",))
    assert fresh.statement.endswith("gets nothing new from there, and the brief allows features an age of 60 s")


def test_a_validation_that_tells_nobody_is_heard_by_whoever_watches_all_that_runs() -> None:
    all_of_it = {
        "metrics": {"kind": "metrics_monitor", "name": "Metrics", "properties": {"watches": "errors", "scope": "all"}}
    }
    silent = {key: part for key, part in CHECKS.items() if key != "checks>pager"}
    assert "nobody is told" in play("schema-change", FEATURES | silent, without=("source>job",)).statement
    found = play("schema-change", FEATURES | silent | SYSTEM | all_of_it, without=("source>job",))
    assert (found.noticed_by, found.ended_by) == ("metrics", "pager")
    assert "“Metrics” tells “Pager”" in found.statement


def test_a_model_of_ones_own_is_nothing_upstream() -> None:
    also = {"other": {"kind": "batch_scorer"}, "store": {"kind": "feature_store"}}
    also |= {"other>store": {"kind": "data"}, "app>store": {"kind": "request"}}
    assert play("schema-change", also).outcome == "absent"


def test_a_validation_that_only_warns_notices_at_once_and_lets_it_through() -> None:
    found = play("schema-change", FEATURES | CHECKS, without=("source>job",), checks={"on_fail": "warn"})
    assert (found.outcome, found.noticed_by, found.noticed_after_s) == ("handled", "checks", 0)
    assert found.bad_predictions


def test_a_validation_beside_the_way_checks_nothing_of_it() -> None:
    assert play("schema-change", FEATURES | CHECKS).outcome == "handled"  # it sees the same source, and warns in time
    beside = {key: part for key, part in CHECKS.items() if key != "source>checks"} | {
        "other": {"kind": "oltp_db"},
        "other>checks": {"kind": "data"},
    }
    assert play("schema-change", FEATURES | beside, watch={"watches": "latency"}).outcome == "unnoticed"


def test_a_declared_schema_keeps_it_out() -> None:
    found = play("schema-change", FEATURES, source__job={"schema": True})
    assert found.outcome in {"prevented", "absent"}
    assert not found.bad_predictions


def test_a_third_party_that_is_asked_is_a_source_too() -> None:
    bureau: dict[str, dict[str, Any]] = {"bureau": {"kind": "external_source"}, "app>bureau": {"kind": "request"}}
    found = play("schema-change", bureau, watch={"watches": "latency"})
    assert (found.outcome, found.at) == ("unnoticed", "bureau")


def test_late_labels_do_harm_from_the_next_training() -> None:
    found = play("late-labels", TRAINING)
    assert (found.outcome, found.at) == ("unnoticed", "client")
    assert any(known.startswith("harm begins after 24 h") for known in found.assumes)


def test_late_labels_that_are_noticed_before_the_next_training_cost_nothing() -> None:
    found = play("late-labels", TRAINING | LAGGING)
    assert (found.outcome, found.noticed_by, found.bad_predictions) == ("handled", "metrics", 0)


def test_who_waits_for_labels_misses_late_ones_and_learns_nothing_wrong() -> None:
    found = play("late-labels", TRAINING, trainer={"maturity_s": 7200})
    assert (found.outcome, found.bad_predictions) == ("prevented", 0)
    assert found.statement.startswith("“Trainer” waits 2 h for outcomes")
    assert play("late-labels", TRAINING, trainer={"maturity_s": 3600}).outcome == "unnoticed"


def test_who_judges_by_outcomes_would_notice_that_none_come() -> None:
    found = play("late-labels", TRAINING, trainer={"maturity_s": 7200}, watch={"watches": "accuracy"})
    assert found.statement.endswith("“Watch” would notice if they stayed away")
    assert play("late-labels", TRAINING, trainer={"maturity_s": 7200}, watch={"watches": "drift"}).noticed_by == ""


def test_who_sees_everything_and_watches_no_labels_misses_none() -> None:
    everything = {
        "kind": "metrics_monitor",
        "name": "All",
        "properties": {"watches": "age of the queue", "scope": "all"},
    }
    also = TRAINING | {"all": everything, "all>pager": {"kind": "control", "properties": {"role": "alert"}}}
    assert play("late-labels", also, trainer={"maturity_s": 7200}).noticed_by == ""
    assert play("late-labels", also, trainer={"maturity_s": 7200}, all={"watches": "label delay"}).noticed_by == "all"


def test_outcomes_that_take_longer_than_training_waits_are_named() -> None:
    longer = {"definition": "bought within 24 h, returned within 7 days", "maturity_s": 86400}
    found = play("late-labels", TRAINING, labels=longer)
    assert "waits 24 h for outcomes, but not for those that take 7 days, so" in found.statement


def test_who_reckons_with_the_delay_of_outcomes_waits_for_none() -> None:
    said = {"maturity_s": 7200, "sampling": "young clicks weighted by a delay model"}
    assert "does not wait for outcomes that take 2 h" in play("late-labels", TRAINING, trainer=said).statement
    plain = {"maturity_s": 7200, "sampling": "young clicks weighted"}
    assert "waits 2 h for outcomes" in play("late-labels", TRAINING, trainer=plain).statement


def test_what_is_not_trained_here_has_no_late_labels_and_no_skew() -> None:
    assert play("late-labels", {}).statement == "“Model” is not trained here"
    assert play("training-serving-skew", {}).outcome == "absent"


def test_a_job_that_stops_unseen_makes_features_old() -> None:
    found = play("stale-features", FEATURES)
    assert (found.outcome, found.at) == ("unnoticed", "job")
    assert found.statement.startswith("nobody notices: “Job” stops, reports to no monitor")


def test_a_missed_run_is_noticed_by_who_watches_the_jobs() -> None:
    found = play("stale-features", FEATURES | SYSTEM | {"job>metrics": {"kind": "data"}})
    assert (found.outcome, found.noticed_by) == ("handled", "metrics")
    assert found.noticed_after_s == 300 + 30  # from the missed run: the window, and half of the evaluation
    assert found.ended_after_s is not None
    assert found.bad_predictions == pytest.approx(100 * found.ended_after_s)  # so many answers rest on what is old


def test_features_may_be_as_old_as_the_brief_allows() -> None:
    brief = Brief(mean_rate_per_s=100, freshness_s=86400)
    found = play("stale-features", FEATURES | SYSTEM | {"job>metrics": {"kind": "data"}}, brief)
    assert found.bad_predictions == 0


def test_what_starts_a_job_or_the_job_itself_may_raise_the_alarm() -> None:
    alarm = {"job>pager": {"kind": "control", "properties": {"role": "alert"}}}
    assert play("stale-features", FEATURES | alarm).noticed_by == "job"
    started: dict[str, dict[str, Any]] = {
        "flow": {"kind": "orchestrator"},
        "flow>job": {"kind": "control", "properties": {"role": "trigger"}},
        "flow>pager": {"kind": "control", "properties": {"role": "alert"}},
    }
    assert play("stale-features", FEATURES | started).noticed_by == "flow"


def test_a_queue_s_age_is_not_that_of_a_table() -> None:
    everything = {"kind": "metrics_monitor", "name": "All", "properties": {"scope": "all"}}
    also = FEATURES | {"all": everything, "all>pager": {"kind": "control", "properties": {"role": "alert"}}}
    assert play("stale-features", also, all={"watches": "age of the queue"}).noticed_by == ""
    assert play("stale-features", also, all={"watches": "feature freshness"}).noticed_by == "all"


WEEKLY: dict[str, dict[str, Any]] = {
    "flow": {"kind": "orchestrator", "name": "Flow"},
    "job": {"kind": "batch_processor", "name": "Job", "properties": {"interval_s": 604800}},
    "lake": {"kind": "object_store"},
    "lake>job": {"kind": "data"},
    "job>model": {"kind": "data"},
    "model": {"kind": "batch_scorer", "name": "Model", "properties": {"interval_s": 604800}},
    "check": {
        "kind": "data_validator",
        "name": "Check",
        "properties": {"checks": "score distribution against last week"},
    },
    "model>check": {"kind": "data"},
    "check>app": {"kind": "data"},
    "flow>job": {"kind": "control", "properties": {"role": "trigger"}},
    "flow>model": {"kind": "control", "properties": {"role": "trigger"}},
    "flow>pager": {"kind": "control", "properties": {"role": "alert"}},
}
ROWS = Brief(batch_rows=604800)
ASKED = ("app>model", "app>log")


def test_a_batch_whose_features_and_scores_are_started_together_makes_nothing_of_old_ones() -> None:
    found = play("stale-features", WEEKLY, ROWS, without=ASKED)
    assert (found.outcome, found.bad_predictions, found.noticed_by) == ("prevented", 0, "flow")
    assert found.statement == (
        "“Job” stops, “Flow” starts no run that is made without it, so that nothing new leaves; “Flow” notices"
    )
    alone = play("stale-features", WEEKLY, ROWS, without=(*ASKED, "flow>model"))
    assert (alone.outcome, alone.bad_predictions) == ("handled", 604800)  # the whole of a run


def test_a_check_of_freshness_before_the_list_leaves_stops_it() -> None:
    fresh = {"checks": "freshness", "on_fail": "block"}
    found = play("stale-features", WEEKLY, ROWS, without=(*ASKED, "flow>model"), check=fresh)
    assert (found.outcome, found.bad_predictions) == ("prevented", 0)
    assert "“Check” stops what is made without it" in found.statement
    beside = play(
        "stale-features", WEEKLY | {"model>app": {"kind": "data"}}, ROWS, without=(*ASKED, "flow>model"), check=fresh
    )
    assert beside.outcome == "handled"


def test_a_check_that_every_list_passes_keeps_a_bad_version_s_from_people() -> None:
    shifted = {"on_fail": "block"}
    found = play("bad-model", WEEKLY, ROWS, without=ASKED, check=shifted)
    assert (found.noticed_by, found.ended_by, found.bad_predictions) == ("check", "check", 0)
    beside = play("bad-model", WEEKLY | {"model>app": {"kind": "data"}}, ROWS, without=ASKED, check=shifted)
    assert beside.bad_predictions != 0
    assert play("bad-model", WEEKLY, ROWS, without=ASKED).ended_by != "check"  # it only warns


def test_without_features_in_the_brief_none_are_old() -> None:
    assert play("stale-features", FEATURES, BRIEF.model_copy(update={"features": False})).outcome == "absent"


def test_without_jobs_nothing_goes_stale() -> None:
    assert play("stale-features", {}).statement == "no job is drawn that makes what “Model” reads"


def test_one_store_for_training_and_serving_prevents_skew() -> None:
    found = play("training-serving-skew", FEATURES | TRAINING | {"store>trainer": {"kind": "data"}})
    assert (found.outcome, found.at) == ("prevented", "store")
    assert found.statement == "training and “Model” have the same features: both read “Feature store”"


def test_one_transform_for_training_and_serving_prevents_skew() -> None:
    also = FEATURES | TRAINING | {"rows": {"kind": "batch_processor", "name": "Rows"}}
    also |= {"source>rows": {"kind": "data"}, "rows>trainer": {"kind": "data"}}
    found = play("training-serving-skew", also, job={"transform": "f1"}, rows={"transform": "f1"})
    assert found.statement.endswith("both compute them by one transform, “f1”")
    assert play("training-serving-skew", also, job={"transform": "f1"}, rows={"transform": "f2"}).outcome != "prevented"


def test_what_embeds_reads_no_features_where_another_model_does() -> None:
    also = FEATURES | TRAINING | {"store>trainer": {"kind": "data"}, "encoder": {"kind": "model_server"}}
    also |= {"app>encoder": {"kind": "request"}}
    found = play("training-serving-skew", also, encoder={"task": "embed"})
    assert (found.outcome, found.model) == ("prevented", "model")


def test_a_store_of_another_transform_is_not_the_model_s() -> None:
    also = FEATURES | TRAINING | {"store>trainer": {"kind": "data"}}
    found = play("training-serving-skew", also, store={"transform": "f1"}, model={"transform": "f2"})
    assert "both read" not in found.statement
    assert "both read" in play("training-serving-skew", also, store={"transform": "f1"}).statement


def test_features_logged_as_served_prevent_skew() -> None:
    also = TRAINING | {"log>trainer": {"kind": "data"}}
    assert play("training-serving-skew", also, log={"logs": "features, score"}).at == "log"
    assert play("training-serving-skew", also, log={"logs": "score"}).outcome != "prevented"


def test_skew_is_seen_by_who_watches_for_it() -> None:
    found = play("training-serving-skew", FEATURES | TRAINING, watch={"watches": "training-serving skew"})
    assert (found.outcome, found.noticed_by, found.ended_by) == ("handled", "watch", "rollout")
    unseen = play("training-serving-skew", FEATURES | TRAINING, watch={"watches": "drift"})
    assert unseen.outcome == "unnoticed"


def test_a_bad_version_is_the_rollout_drill() -> None:
    graph = board()
    drill = rollouts(Scene(graph, BRIEF))[0]
    found = model_faults(Scene(graph, BRIEF), (drill,))[-1]
    assert (found.fault, found.outcome, found.at) == ("bad-model", "handled", "rollout")
    assert (found.noticed_by, found.ended_by) == ("watch", "rollout")
    assert found.bad_predictions == drill.bad_predictions
    assert found.ended_after_s == (drill.detect_s or 0) + (drill.restore_s or 0)


def test_a_bad_version_without_a_way_back_is_noticed() -> None:
    found = play("bad-model", {}, without=("pager>rollout",))
    assert (found.outcome, found.noticed_by, found.ended_by) == ("noticed", "watch", "")


def test_without_a_rate_nothing_is_counted() -> None:
    found = play("schema-change", FEATURES, Brief(), watch={"watches": "null rate"})
    assert found.outcome == "handled"
    assert found.bad_predictions is None
    assert "the brief gives no rate" in found.assumes


def test_of_several_models_the_worst_is_told() -> None:
    second = {"second": {"kind": "model_server"}, "app>second": {"kind": "request"}}
    found = play("bad-model", second)
    assert (found.model, found.outcome) == ("second", "unnoticed")


def test_without_a_model_there_is_nothing_to_break() -> None:
    assert model_faults(Scene(board(without=("model",)), BRIEF), ()) == ()


def mirrored(design: Design) -> Design:
    """Give the same drawing with other ids, and its parts the other way round."""
    other = {part.id: f"z{len(design.components) - place}" for place, part in enumerate(design.components)}
    return design.model_copy(
        update={
            "components": tuple(part.model_copy(update={"id": other[part.id]}) for part in reversed(design.components)),
            "connections": tuple(
                edge.model_copy(
                    update={"id": f"x{edge.id}", "source": other[edge.source], "target": other[edge.target]}
                )
                for edge in reversed(design.connections)
            ),
        }
    )


def told(design: Design, brief: Brief) -> tuple[object, object]:
    scene = Scene(build_graph(design, catalog(), words()), brief)
    drills = rollouts(scene)
    return [(each.failure, each.detect_s, each.restore_s, each.bad_predictions, each.blast_share) for each in drills], [
        (each.fault, each.outcome, each.ended_after_s, each.bad_predictions) for each in model_faults(scene, drills)
    ]


@pytest.mark.parametrize("id_", scenario_ids())
def test_ids_and_order_change_no_figure(id_: str) -> None:
    design, brief = load(scenario_folder(id_) / "reference.design.yaml"), scenario(id_).brief
    assert told(mirrored(design), brief) == told(design, brief)


@given(designs(legal=True, most=20))
def test_ids_and_order_change_no_figure_of_any_drawing(design: Design) -> None:
    brief = Brief(mean_rate_per_s=10, label_delay_s=60)
    assert told(mirrored(design), brief) == told(design, brief)


@given(designs(legal=True), st.none() | st.floats(0.01, 1e5))
def test_any_drawing_is_played_without_a_crash_and_without_nonsense(design: Design, rate: float | None) -> None:
    graph, brief = build_graph(design, catalog(), words()), Brief(mean_rate_per_s=rate, label_delay_s=60)
    found = model_faults(Scene(graph, brief), rollouts(Scene(graph, brief)))
    assert [fault.fault for fault in found] in ([], list(TITLES))
    for fault in found:
        assert set(fault.witness) <= set(graph.nodes)
        assert fault.statement
        assert fault.outcome != "handled" or fault.ended_by
        numbers = (fault.noticed_after_s, fault.ended_after_s, fault.bad_predictions, fault.bad_predictions_per_h)
        assert all(number is None or number >= 0 for number in numbers)


@pytest.mark.parametrize("joined", ["app>everything", "everything>pager"])
def test_a_monitor_of_everything_hears_it_where_it_is_joined_at_all(joined: str) -> None:
    kind = "data" if joined.startswith("app") else "control"
    seeing: dict[str, dict[str, Any]] = {
        "everything": {
            "kind": "metrics_monitor",
            "name": "All",
            "properties": {"watches": "lag, jobs", "scope": "all"},
        },
        joined: {"kind": kind},
    }
    found = play("stale-features", {**FEATURES, **seeing})
    assert found.noticed_by == "everything"
    assert play("stale-features", {**FEATURES, "everything": seeing["everything"]}).noticed_by == ""


def test_what_keeps_a_change_out_is_told_of_by_the_one_that_tells_somebody() -> None:
    guards: dict[str, dict[str, Any]] = {
        "events": {"kind": "stream", "name": "Events", "properties": {"schema": True}},
        "source>events": {"kind": "data"},
        "events>job": {"kind": "data"},
        "valid": {"kind": "data_validator", "properties": {"checks": "schema", "on_fail": "block"}},
        "valid>pager": {"kind": "control", "properties": {"role": "alert"}},
        "other": {"kind": "oltp_db"},
        "other>valid": {"kind": "data"},
        "valid>job": {"kind": "data"},
    }
    plain = {id_: part for id_, part in FEATURES.items() if id_ != "source>job"}
    found = play("schema-change", {**plain, **guards})
    assert (found.outcome, found.at, found.ended_by) == ("prevented", "valid", "pager")


def test_without_features_in_the_brief_none_is_computed_differently() -> None:
    brief = BRIEF.model_copy(update={"features": False})
    assert play("training-serving-skew", FEATURES | TRAINING, brief).outcome == "absent"


def test_a_job_that_computes_old_answers_again_is_no_model_in_production() -> None:
    also = {"again": {"kind": "batch_scorer"}, "people": {"kind": "human_review"}}
    also |= {"log>again": {"kind": "data"}, "again>people": {"kind": "data"}}
    assert "again" not in in_production(board(also=also))
    also |= {"labels>again": {"kind": "data"}}
    assert "again" in in_production(board(also=also))


def test_what_training_does_not_wait_for_is_learned_wrong() -> None:
    longer = {"definition": "fraud = chargeback within 90 days", "maturity_s": 2592000}
    found = play("late-labels", TRAINING, labels=longer)
    assert (found.outcome, found.bad_predictions) == ("unnoticed", None)
    assert found.statement.endswith("those that take 90 days, so that it learns these as if nothing had come")
    assert play("late-labels", TRAINING, labels=longer | {"maturity_s": 7862400}).outcome == "prevented"
    corrected = {"people": {"kind": "human_review"}, "people>labels": {"kind": "feedback"}}
    appeal = play(
        "late-labels", TRAINING | corrected, labels={"maturity_s": 86400}, people__labels={"delay_s": 1209600}
    )
    assert (appeal.outcome, "take 14 days" in appeal.statement) == ("prevented", True)
    delayed = {"sampling": "young cases weighted by a delay model"}
    assert play("late-labels", TRAINING, labels=longer, trainer=delayed).outcome == "prevented"


NOTICED: dict[str, dict[str, Any]] = {**FEATURES, **SYSTEM, "job>metrics": {"kind": "data"}}


@pytest.mark.parametrize(
    ("note", "drawn", "seconds"),
    [
        ("", {"ttl_s": 300}, 300),
        ("older than 120 s = missing", {}, 120),
        ("rings when older than 120 s", {}, 330 + 1230 + 4 * 3600),
        ("", {}, 330 + 1230 + 4 * 3600),
    ],
)
def test_what_is_too_old_is_used_no_more(note: str, drawn: dict[str, Any], seconds: float) -> None:
    store = {"store": {"kind": "kv_store", "note": note, "properties": drawn}}
    found = play("stale-features", NOTICED | store)
    assert found.bad_predictions == pytest.approx(100 * seconds)
    assert ("used no more" in found.statement) == (seconds < 1000)


def test_what_runs_seldom_makes_nothing_that_has_to_be_fresh() -> None:
    stream: dict[str, dict[str, Any]] = {
        "live": {"kind": "stream_processor", "name": "Live"},
        "source>live": {"kind": "data"},
        "live>store": {"kind": "data"},
    }
    brief = Brief(mean_rate_per_s=100, freshness_s=60)
    assert play("stale-features", FEATURES | stream, brief).at == "live"
    assert play("stale-features", FEATURES, brief).at == "job"


def test_what_is_read_past_a_cache_is_old_in_every_answer() -> None:
    behind = {"app>model": {"kind": "request", "properties": {"share": 0.5}}}
    read_too = {"app>store": {"kind": "request", "properties": {"share": 0.5}}}
    assert play("stale-features", NOTICED | behind).answers_per_s == 100
    assert play("stale-features", NOTICED | behind | read_too).answers_per_s == 50


def test_a_queue_of_ones_own_is_nothing_upstream() -> None:
    queue: dict[str, dict[str, Any]] = {
        "sender": {"kind": "client"},
        "door": {"kind": "app_service"},
        "queue": {"kind": "queue"},
        "sender>door": {"kind": "request"},
        "door>queue": {"kind": "request"},
        "queue>model": {"kind": "data"},
    }
    assert play("schema-change", queue).at == "sender"
    fed_from_nowhere = {key: part for key, part in queue.items() if key != "door>queue"}
    assert play("schema-change", fed_from_nowhere).at == "queue"


def test_who_waits_just_as_long_as_outcomes_take_has_to_hear_of_late_ones_before_the_next_training() -> None:
    closed = {"definition": "bought within 24 h", "maturity_s": 86400}
    alone = play("late-labels", TRAINING, labels=closed)
    assert (alone.outcome, alone.statement.endswith("counts as none, and nobody would notice")) == ("unnoticed", True)
    heard = play("late-labels", TRAINING, labels=closed, watch={"watches": "accuracy"})
    assert heard.outcome == "prevented"
    assert heard.statement.endswith("counts as none; “Watch” would notice before the next training")
    hourly = play("late-labels", TRAINING, labels=closed, watch={"watches": "accuracy"}, trainer={"interval_s": 3600})
    assert hourly.outcome == "noticed"


STREAMED: dict[str, dict[str, Any]] = {
    "events": {"kind": "stream"},
    "job": {"kind": "stream_processor", "name": "Job", "properties": {"lag_s": 5}},
    "client>events": {"kind": "data"},
    "events>job": {"kind": "data"},
    "job>model": {"kind": "data"},
    "model>log": {"kind": "data"},
}


def test_a_model_that_gets_nothing_answers_nothing_and_nothing_old() -> None:
    alone = play("stale-features", STREAMED, without=("app>model",))
    assert "“Model” answers nothing without it" in alone.statement
    assert (alone.bad_predictions, alone.bad_predictions_per_h) == (None, None)
    beside = {**STREAMED, "events>model": {"kind": "data"}}
    assert play("stale-features", beside, without=("app>model",)).bad_predictions_per_h == 360_000


def test_what_is_made_in_a_window_may_be_older_by_it() -> None:
    daily = {**FEATURES, **SYSTEM, "job>metrics": {"kind": "data"}}
    brief = BRIEF.model_copy(update={"freshness_s": 86400})
    assert play("stale-features", daily, brief, job={"interval_s": 86400}).bad_predictions
    windowed = brief.model_copy(update={"batch_window_h": 6})
    assert play("stale-features", daily, windowed, job={"interval_s": 86400}).bad_predictions == 0


def test_what_stands_in_lacks_nothing_that_is_kept_out() -> None:
    parts: dict[str, dict[str, Any]] = {
        **STREAMED,
        "check": {"kind": "data_validator", "properties": {"checks": "schema", "on_fail": "quarantine"}},
        "rules": {"kind": "fallback", "name": "Rules"},
        "events>check": {"kind": "data"},
        "check>job": {"kind": "data"},
        "check>rules": {"kind": "data"},
    }
    found = play(
        "schema-change", {id_: part for id_, part in parts.items() if id_ != "events>job"}, without=("app>model",)
    )
    assert found.statement.endswith("until it is mended, “Rules” stands in, and “Model” gets nothing new from there")
    shadowed = {id_: part for id_, part in parts.items() if id_ != "events>job"}
    again = play("schema-change", shadowed, without=("app>model",), rollout__model={"strategy": "shadow"})
    assert again.statement == found.statement


def test_a_gate_that_a_check_decides_at_holds_the_list_back() -> None:
    batch: dict[str, dict[str, Any]] = {
        **FEATURES,
        "model": {"kind": "batch_scorer", "name": "Model", "properties": {"interval_s": 86400}},
        "lists": {"kind": "object_store"},
        "check": {
            "kind": "data_validator",
            "name": "Check",
            "properties": {"checks": "range, drift", "on_fail": "block"},
        },
        "go": {"kind": "gate"},
        "store>model": {"kind": "data"},
        "model>lists": {"kind": "data"},
        "lists>check": {"kind": "data"},
        "lists>app": {"kind": "data"},
        "check>go": {"kind": "control"},
    }
    gone = ("app>model", "client>app", "app>store")
    brief = Brief(batch_rows=86_400, mode="batch", features=True)
    assert "Check" not in play("schema-change", batch, brief, without=gone).statement
    held = {**batch, "go>app": {"kind": "deploy"}}
    assert "“Check” stops a list that does not fit" in play("schema-change", held, brief, without=gone).statement


TOPICS: dict[str, dict[str, Any]] = {
    "phones": {"kind": "client"},
    "door": {"kind": "ingest", "name": "Door", "properties": {"schema": True}},
    "trips": {"kind": "oltp_db", "name": "Trips"},
    "topic": {"kind": "stream"},
    "job": {"kind": "stream_processor", "name": "Job", "properties": {"lag_s": 5}},
    "store": {"kind": "feature_store", "name": "Store"},
    "times": {"kind": "warehouse", "name": "Times"},
    "phones>door": {"kind": "request"},
    "door>topic": {"kind": "data"},
    "trips>topic": {"kind": "data", "label": "CDC of trips", "properties": {"schema": True}},
    "topic>job": {"kind": "data"},
    "job>store": {"kind": "data"},
    "topic>times": {"kind": "data", "label": "trip ended"},
    "app>store": {"kind": "request"},
}


def test_what_another_brings_to_a_shared_stream_is_not_held_up() -> None:
    said = play("schema-change", TOPICS).statement
    assert said.endswith("“Store” gets nothing new from there")
    unsaid = play("schema-change", {**TOPICS, "topic>times": {"kind": "data"}}).statement
    assert unsaid.endswith("“Store” and “Times” get nothing new from there")
    by_name = {**TOPICS, "trips>topic": {"kind": "data", "label": "CDC", "properties": {"schema": True}}}
    assert play("schema-change", by_name).statement == unsaid, "a component's name says nothing of what it sends"
    alone = {key: part for key, part in TOPICS.items() if key != "trips>topic"}
    assert play("schema-change", alone).statement == unsaid


def test_what_is_called_in_place_of_another_stands_in_for_a_failed_call_alone() -> None:
    rules = {"rules": {"kind": "fallback", "name": "Rules"}, "job>rules": {"kind": "data"}}
    called = {**TOPICS, **rules, "app>rules": {"kind": "request", "properties": {"role": "fallback"}}}
    assert "stands in" not in play("schema-change", called).statement
    assert "“Rules” stands in" in play("schema-change", {**TOPICS, **rules}).statement


def test_a_tool_of_ones_own_people_is_nothing_upstream_where_others_are() -> None:
    tool: dict[str, dict[str, Any]] = {
        "desk": {"kind": "human_review"},
        "admin": {"kind": "app_service", "name": "Admin"},
        "list": {"kind": "kv_store"},
        "desk>admin": {"kind": "feedback"},
        "admin>list": {"kind": "data"},
        "app>list": {"kind": "request"},
    }
    assert play("schema-change", {**TOPICS, **tool}).outcome == "prevented"
    assert play("schema-change", tool).at == "admin"


def test_a_policy_that_caps_refusals_is_said_to() -> None:
    def limited(limits: str) -> str:
        policy: dict[str, dict[str, Any]] = {
            "policy": {"kind": "policy_engine", "name": "Policy", "properties": {"limits": limits}},
            "app>policy": {"kind": "request"},
        }
        return play("schema-change", FEATURES | policy, watch={"watches": "null rate"}).statement

    capped = limited("at most 1 % declined in 5 minutes, never all")
    assert capped.endswith("; “Policy” keeps to its limit meanwhile (“at most 1 % declined in 5 minutes”)")
    assert "limit" not in limited("at most 3 a day") + limited("at most 1 % of the budget")


def test_a_switch_that_acts_on_volume_alone_ends_no_change_of_schema() -> None:
    def off(metric: str) -> ModelFault:
        edge = {"kind": "control", "properties": {"role": "kill", "auto": True, "metric": metric}}
        return play("schema-change", FEATURES | {"watch>app": edge}, watch={"watches": "null rate"})

    assert off("calls per minute > 2x usual").ended_by == "pager"
    assert off("null rate above 5 %").ended_by == "app"


@pytest.mark.parametrize(
    ("sampling", "outcome"),
    [("immature rows weighted by the delay curve", "prevented"), ("immature rows weighted", "unnoticed")],
)
def test_rows_that_are_weighed_by_a_curve_of_delay_teach_nothing_wrong(sampling: str, outcome: str) -> None:
    longer = {"definition": "good = 90 days quiet", "maturity_s": 2592000}
    found = play("late-labels", TRAINING, labels=longer, trainer={"sampling": sampling})
    assert found.outcome == outcome
    assert ("does not wait for outcomes that take 90 days" in found.statement) == (outcome == "prevented")


def test_a_check_that_counts_labels_stops_training_on_too_few() -> None:
    def checked(checks: str) -> ModelFault:
        guard: dict[str, dict[str, Any]] = {
            "rows": {"kind": "data_validator", "name": "Rows", "properties": {"checks": checks, "on_fail": "block"}},
            "labels>rows": {"kind": "data"},
            "rows>trainer": {"kind": "data"},
        }
        longer = {"definition": "fraud = chargeback within 90 days", "maturity_s": 2592000}
        return play("late-labels", TRAINING | guard, labels=longer, without=("labels>trainer",))

    assert checked("schema, volume, label rate").statement.startswith("“Rows” stops the training where fewer")
    assert checked("schema, volume").outcome == "unnoticed"


def test_the_age_of_what_flows_is_told_no_sooner_than_it_may_be() -> None:
    seen = {**FEATURES, **SYSTEM, "job": {"kind": "stream_processor", "name": "Job"}, "job>metrics": {"kind": "data"}}
    for fresh_s, later_s in ((60, 60), (7200, 3600)):
        found = play("stale-features", seen, BRIEF.model_copy(update={"freshness_s": fresh_s}))
        assert found.noticed_after_s == later_s + 300 + 30
    assert play("stale-features", seen).noticed_after_s == 300 + 30
