"""What an interviewer would credit, in the words and arrows that people draw: each on a named change of a reference."""

from collections.abc import Mapping
from typing import Any

import pytest

from designer import grade, load
from designer.catalog.library import catalog, scenario, scenario_folder, scenario_ids
from designer.exchange.arrows import arrows
from designer.exchange.variation import varied
from designer.model.critique import Finding
from designer.model.design import Component, Connection, Design, PropertyValue
from designer.model.kind import Property, PropertyType
from designer.model.scenario import Brief, Variation
from designer.rules.rubric import CompiledRubric, shipped
from tests.test_grading import ALL_45, ticked

REFERENCES = {id_: load(scenario_folder(id_) / "reference.design.yaml") for id_ in scenario_ids()}


def found(rule: str, of: str, brief: dict[str, Any] | None = None, **change: Any) -> Finding:  # noqa: ANN401 (plain data)
    """Grade a changed reference by one rule."""
    asked = scenario(of)
    facts = Brief.model_validate(asked.brief.model_dump() | (brief or {}))
    compiled = shipped().find(rule)
    assert compiled is not None
    alone = CompiledRubric(("one",), 1, "", (compiled,))
    design = varied(REFERENCES[of], Variation(**change))
    (finding,) = grade(design, asked.model_copy(update={"brief": facts}), "staff", alone).findings
    return finding


def data(source: str, target: str) -> dict[str, Any]:
    return {"source": source, "target": target, "kind": "data"}


def request(source: str, target: str, **properties: float) -> dict[str, Any]:
    return {"source": source, "target": target, "kind": "request", "properties": properties}


DRIFT_ALONE = [{"id": "drift", "kind": "ml_monitor"}]
BOTH_CHECKS = ["training_checks", "event_checks"]
PAST_THE_CHECK = [data("predictions", "trainer"), data("labels", "trainer")]
MASKED: dict[str, Any] = {
    "disconnect": ["api>llm:request"],
    "add": [{"id": "mask", "kind": "pii_redactor", "replicas": 2, "zones": 2}],
    "connect": [request("api", "mask", soft=True, timeout_ms=4800), request("mask", "llm")],
}
UNLABELLED = {"rollout>scorer:deploy": {"strategy": None, "label": ""}}
NO_ROLLBACK = ["pager>rollout:control", "experiment>rollout:control"]

SHARES: list[tuple[str, float, str, dict[str, Any]]] = [
    # a validation of what comes from outside is what DI-01 asks; that logs and labels go past it is for DI-08 to say
    ("DI-01", 1.0, "fraud", {"remove": ["training_checks", "model_monitor"], "connect": PAST_THE_CHECK}),
    ("DI-08", 0.0, "fraud", {"remove": ["training_checks", "model_monitor"], "connect": PAST_THE_CHECK}),
    # a model monitor on what training reads notices, and stops nothing
    ("DI-01", 0.5, "fraud", {"remove": [*BOTH_CHECKS, "features"], "connect": PAST_THE_CHECK}),
    (
        "DI-01",
        0.0,
        "fraud",
        {"remove": ["training_checks", "event_checks", "model_monitor"], "connect": PAST_THE_CHECK},
    ),
    # what a monitor sees of a caller, it sees of what that calls; of the gateway in front it sees nothing
    ("MO-01", 6 / 7, "fraud", {"set": {"metrics": {"scope": None, "watches": "p99, 5xx"}}}),
    ("MO-01", 0.5, "fraud", {"set": {"metrics": {"watches": "cpu, memory"}}}),
    # distributions compared with training's are a watch for drift, null rates are half of one
    ("MO-02", 1.0, "fraud", {"set": {"model_monitor": {"watches": "training/serving skew"}}}),
    ("MO-02", 0.5, "fraud", {"set": {"model_monitor": {"watches": "null rate"}}}),
    ("MO-02", 0.0, "fraud", {"disconnect": ["predictions>model_monitor:data"]}),
    # a key that nobody stated loses half and asks; one monitor for drift alone costs nothing
    ("MO-04", 0.5, "fraud", {"set": {"labels": {"key": None}}}),
    (
        "MO-04",
        1.0,
        "fraud",
        {"add": DRIFT_ALONE, "connect": [data("predictions", "drift")]},
    ),
    # corrections may arrive as data from people; outcomes in the lake alone are half a loop
    ("MO-05", 1.0, "rag-support", {"remove": ["outcomes"], "connect": [data("agents", "conversations")]}),
    ("MO-05", 0.5, "fraud", {"remove": ["labels"]}),
    # an alert that ends at nobody in particular is half of one
    ("MO-08", 0.5, "fraud", {"set": {"pager": {"human": None}}}),
    # a rented model's version is the prompt's; one of our own needs its own
    ("MO-10", 1.0, "rag-support", {"set": {"conversations": {"logs": "answer, prompt version"}}}),
    ("MO-10", 0.5, "fraud", {"set": {"predictions": {"logs": "score, prompt version"}}}),
    ("MO-10", 1.0, "rag-support", MASKED),
    # a call through a mask is a call, and its caller's fallback stands in for both
    ("SV-03", 1.0, "rag-support", MASKED),
    ("DP-03", 1.0, "rag-support", MASKED),
    # "managed" says who runs it, not on how many machines
    ("RD-01", 3.5 / 4, "fraud", {"set": {"gateway": {"managed": True, "replicas": 1, "zones": 1}}}),
    ("RD-02", 3.5 / 4, "fraud", {"set": {"gateway": {"managed": True, "replicas": 1, "zones": 1}}}),
    # the label says how a version arrives; a rollout that is taken back says half of it; direct is direct
    ("DP-05", 1.0, "fraud", {"set": {"rollout>scorer:deploy": {"strategy": None, "label": "5 % of traffic first"}}}),
    ("DP-05", 0.5, "fraud", {"set": UNLABELLED}),
    ("DP-05", 0.0, "fraud", {"set": UNLABELLED, "disconnect": NO_ROLLBACK}),
    ("DP-05", 0.0, "fraud", {"set": {"rollout>scorer:deploy": {"strategy": "direct", "label": ""}}}),
    # a handover to people is no call that a request waits for, and people are no tier with a peak
    ("SV-01", 1.0, "rag-support", {"connect": [request("api", "agents")]}),
    ("CC-01", 1.0, "rag-support", {"connect": [request("api", "agents")]}),
    # an embedder answers nobody
    ("SV-08", 0.0, "rag-support", {"remove": ["llm", "second_llm"]}),
]


@pytest.mark.parametrize(("rule", "share", "of", "change"), SHARES)
def test_it_is_worth(rule: str, share: float, of: str, change: dict[str, Any]) -> None:
    assert found(rule, of, **change).share == pytest.approx(share, abs=1e-4)


BATCH: dict[str, Any] = {
    "brief": {"mode": "batch"},
    "remove": ["gateway", "api", "scorer", "policy", "rules", "device", "predictions", "stream_features", "features"],
    "add": [{"id": "job", "kind": "batch_scorer"}, {"id": "answers", "kind": "warehouse"}],
    "connect": [
        data("daily_features", "job"),
        data("daily_features", "training_checks"),
        data("job", "answers"),
        data("job", "metrics"),
        data("answers", "model_monitor"),
        {"source": "rollout", "target": "job", "kind": "deploy"},
    ],
}


@pytest.mark.parametrize(
    ("rule", "share", "set_"),
    [
        ("FS-01", 1.0, {}),
        ("MO-01", 1.0, {"metrics": {"watches": "task deadlines, rows written"}}),
        ("MO-02", 1.0, {}),
        ("MO-04", 0.5, {}),
        ("MO-10", 0.0, {}),
        ("DP-03", 1.0, {}),
        ("EV-01", 1.0, {}),
        ("SV-08", 1.0, {}),
    ],
)
def test_what_is_computed_ahead_is_judged_by_its_runs_and_its_table(
    rule: str, share: float, set_: dict[str, Any]
) -> None:
    assert found(rule, "fraud", **BATCH, set=set_).share == pytest.approx(share)


def test_a_table_that_keeps_its_versions_is_half_a_log() -> None:
    kept = [{"id": "answers", "kind": "warehouse", "properties": {"versioned": True}}]
    assert found("MO-10", "fraud", **BATCH | {"add": [BATCH["add"][0], *kept]}).share == pytest.approx(0.5)


@pytest.mark.parametrize("mode", ["stream", "online"])
def test_a_worker_serves_where_the_brief_asks_for_a_stream(mode: str) -> None:
    change: dict[str, Any] = {
        "disconnect": ["api>scorer:request"],
        "connect": [data("events", "scorer"), data("scorer", "policy")],
    }
    assert found("SV-08", "fraud", {"mode": mode}, **change).share == (mode == "stream")


def test_a_device_that_scores_by_itself_serves_where_the_brief_asks_for_the_edge() -> None:
    change: dict[str, Any] = {
        "remove": ["scorer"],
        "add": [{"id": "till", "kind": "edge_device", "properties": {"runs_model": True}}],
        "connect": [data("till", "events"), data("till", "predictions"), data("till", "metrics")],
    }
    for rule in ("SV-08", "MO-01", "MO-10"):
        assert found(rule, "fraud", {"mode": "edge"}, **change).share == 1, rule


@pytest.mark.parametrize(
    ("rule", "of", "change", "says"),
    [
        (
            "CC-01",
            "fraud",
            {"set": {"scorer": {"replicas": 1, "zones": 1}}},
            "Too small for the peak: “Scorer” (utilisation 145 %, at most 70 % wanted).",
        ),
        (
            "RD-01",
            "fraud",
            {"set": {"gateway": {"replicas": 1, "zones": 1}, "policy": {"replicas": 1, "zones": 1}}},
            "Run as one process, so that a restart is an outage: “Gateway” and “Decision policy”.",
        ),
        (
            "FS-05",
            "fraud",
            {"remove": ["stream_features"]},
            "Features are read that are older than the brief allows: “Feature store” (age 1 d, at most 5 s wanted).",
        ),
        (
            "RD-03",
            "fraud",
            {"set": {"scorer": {"replicas": 1, "zones": 1}, "policy": {"rate_per_s": 400}}},
            "a zone lost (“Scorer”: no capacity is left; “Decision policy”: utilisation 108 %, at most 100 % wanted).",
        ),
        (
            "DP-03",
            "feed-rec",
            {"disconnect": ["pager>rollout:control", "experiment>rollout:control"]},
            "“Two-tower embedder” and “Ranker” back, but no detector is drawn to set it off: no rollback control",
        ),
        (
            "SV-08",
            "fraud",
            {"remove": ["scorer"]},
            "no model of your own that is part of the request path.",
        ),
    ],
)
def test_it_says_so_in_a_sentence_for_one_or_for_several(rule: str, of: str, change: dict[str, Any], says: str) -> None:
    assert says in found(rule, of, **change).message


TWENTY = {
    *("EV-01", "DP-03", "DP-05", "MO-05", "MO-04", "MO-10", "MO-08", "FS-01", "FS-05", "DI-01"),
    *("SV-08", "SV-03", "SV-01", "RD-04", "CC-01", "RD-01", "RD-02", "RD-03", "MO-01", "MO-02"),
}
"""The rules that every drill is about."""


def twenty() -> CompiledRubric:
    return CompiledRubric(("twenty",), 1, "", tuple(rule for rule in shipped().rules if rule.rule.number in TWENTY))


def perfect(properties: Mapping[str, Property]) -> dict[str, PropertyValue]:
    """Tick everything, and give every number the best value that it may have."""
    low = {"p50_ms", "p99_ms", "lag_s", "cost_usd_per_month", "xcost_usd_per_month"}
    values = ticked(properties)
    for prop in properties.values():
        if prop.type in {PropertyType.QUANTITY, PropertyType.COUNT}:
            values[prop.name] = prop.minimum or 0 if prop.name in low else prop.maximum or 10**6
        elif prop.type is PropertyType.TEXT:
            values[prop.name] = "the same"
    return values


STUFFED = tuple(
    Component(id=kind.id, kind=kind.id, replicas=9, zones=3, regions=3, properties=perfect(kind.properties))
    for kind in catalog().kinds.values()
)


def test_a_rule_that_has_nothing_to_speak_of_says_why_in_its_own_words() -> None:
    assert found("SV-10", "fraud").reason == "No request that somebody waits for is drawn with retries."
    assert found("SG-01", "fraud").reason != ""


@pytest.mark.parametrize(
    ("rule", "brief", "reason"),
    [
        ("CC-03", {"peak_rate_per_s": None}, "The brief gives no peak of requests."),
        ("CC-03", {"budget_usd_per_month": None}, "The brief gives no budget."),
        ("CC-04", {"mean_rate_per_s": 800}, "The brief gives no peak of three times its mean."),
        ("EV-07", {"mode": "batch"}, "The brief asks for a batch job, which has no live traffic to split."),
        ("SV-03", {"availability_slo": None}, "The brief gives no availability of what answers requests."),
        ("TR-05", {"learns": False}, "The brief asks for no model that is trained here."),
        ("TR-05", {"label_delay_s": 60}, "The brief speaks of no labels, or of some that are final within the hour."),
    ],
)
def test_only_the_reason_that_holds_is_given(rule: str, brief: dict[str, Any], reason: str) -> None:
    finding = found(rule, "fraud", brief)
    assert (finding.verdict, finding.reason) == ("not_applicable", reason)


def star(hub: str, *, every: bool) -> Design:
    """Join all 45 kinds, full of flags and perfect numbers, to one of them, by one legal connection or by every."""
    edges = []
    for part in STUFFED:
        for one, other in ((hub, part.id), (part.id, hub)):
            kinds = catalog().legal_kinds(one, other) if part.id != hub else ()
            edges += [
                Connection(id=f"{one}-{other}-{kind}", source=one, target=other, kind=kind)
                for kind in (kinds if every else kinds[:1])
            ]
    return Design(components=STUFFED, connections=tuple(edges))


@pytest.mark.parametrize("id_", scenario_ids())
def test_flags_numbers_and_a_hub_are_worth_a_third_at_most(id_: str) -> None:
    for hub in ("app_service", "stream", "ml_monitor", "model_server", "edge_device", "prompt_registry"):
        for every in (False, True):
            assert grade(star(hub, every=every), id_).score.percent < 35, hub


PIPELINES = {
    "online": ["client > app_service > model_server", "object_store > trainer deploy> model_server"],
    "batch": ["external_source > batch_processor > trainer deploy> batch_scorer > warehouse"],
    "stream": ["external_source > stream > model_server data> kv_store", "trainer deploy> model_server"],
    "edge": ["client > app_service > model_server", "object_store > trainer deploy> model_server"],
}


@pytest.mark.parametrize("id_", scenario_ids())
def test_a_straight_pipeline_of_five_boxes_is_worth_a_little(id_: str) -> None:
    pipeline = arrows(PIPELINES[scenario(id_).brief.mode or "online"], name="five boxes")
    assert len(pipeline.components) == 5
    assert 5 <= grade(pipeline, id_).score.percent <= 25
    stated, copies = {"p50_ms": 4, "p99_ms": 12}, 1 if scenario(id_).brief.mode == "edge" else 60
    sized = tuple(
        part.model_copy(update={"replicas": copies, "properties": stated if part.kind == "model_server" else {}})
        for part in pipeline.components
    )
    pipeline = pipeline.model_copy(update={"components": sized})
    assert 5 <= grade(pipeline, id_).score.percent <= 25


@pytest.mark.parametrize("id_", scenario_ids())
def test_what_is_joined_to_nothing_earns_nothing_and_a_reference_nearly_all(id_: str) -> None:
    for parts in (ALL_45, STUFFED):
        assert grade(Design(components=parts), id_).score.percent == 0
    assert grade(REFERENCES[id_], id_, rubric=twenty()).score.percent == 100
