"""Each condition on the smallest drawings on which it holds, fails and cannot be told."""

from typing import Any

import pytest

from designer.analysis.estimate import Estimates
from designer.analysis.reading import build_graph
from designer.catalog.library import catalog
from designer.catalog.source import Source
from designer.catalog.words import words
from designer.exchange.design_file import design_of
from designer.model.design import Framing
from designer.model.scenario import Brief
from designer.rules.compiler import Compiler
from designer.rules.outcome import Outcome
from designer.rules.registry import condition_kinds
from designer.rules.view import View

DRAWING = {
    "format": "designer-design/1",
    "components": [
        {"id": "phone", "kind": "client"},
        {"id": "api", "kind": "app_service", "replicas": 2, "zones": 2, "note": "Leaves opt-outs alone."},
        {"id": "model", "kind": "model_server"},
        {"id": "rules", "kind": "fallback"},
        {"id": "lake", "kind": "object_store", "properties": {"versioned": True}},
        {"id": "checks", "kind": "data_validator", "properties": {"on_fail": "block"}},
        {"id": "train", "kind": "trainer"},
        {"id": "log", "kind": "prediction_log", "properties": {"logs": "score, version", "key": "order, day"}},
        {"id": "labels", "kind": "label_store", "properties": {"key": "day-order"}},
    ],
    "connections": [
        {"source": "phone", "target": "api", "kind": "request"},
        {"source": "api", "target": "model", "kind": "request", "properties": {"soft": True, "timeout_ms": 20}},
        {"source": "api", "target": "rules", "kind": "request"},
        {"source": "lake", "target": "checks", "kind": "data"},
        {"source": "checks", "target": "train", "kind": "data"},
        {"source": "labels", "target": "train", "kind": "data"},
        {"source": "train", "target": "model", "kind": "deploy"},
        {"source": "api", "target": "log", "kind": "data"},
        {"source": "log", "target": "lake", "kind": "data"},
    ],
}
BRIEF = Brief(peak_rate_per_s=400, p99_ms=60, learns=True, availability_slo=0.999)


FRAMING = Framing(objective="fewer late orders", metrics=("MAE per city",), guardrail=" ")


def run(condition: dict[str, Any], **names: str) -> Outcome:
    source = Source("rule", condition)
    compiler = Compiler(source, catalog(), condition_kinds(), names=tuple(names))
    compiled = compiler.condition(condition, ())
    assert not compiler.problems, compiler.problems
    graph = build_graph(design_of(Source("drawing", DRAWING)), catalog(), words())
    return compiled.evaluate(View(graph, BRIEF, Estimates(graph, BRIEF), catalog(), words(), FRAMING), names)


HOLDS: list[tuple[dict[str, Any], dict[str, str]]] = [
    ({"given": "learns"}, {}),
    ({"given": {"availability_slo": ">= 0.999"}}, {}),
    ({"some": "trainer"}, {}),
    ({"some": {"kind": "store", "where": {"versioned": True}}}, {}),
    ({"some": {"kind": "model_server", "on": "main_path"}}, {}),
    ({"some": {"kind": "any", "left_by": {"edge": "request", "to": "fallback", "role": "fallback"}}}, {}),
    (
        {
            "some": {
                "each": "app_service",
                "as": "a",
                "that": {"link": {"edge": "request", "from": "$a", "to": "model_server"}},
            }
        },
        {},
    ),
    ({"has": {"replicas": ">= 2", "zones": 2}}, {"a": "api"}),
    ({"has": {"utilisation": "<= 0.7"}}, {"a": "api"}),
    ({"link": {"edge": "request", "from": "app_service", "to": "model_server", "where": {"soft": True}}}, {}),
    ({"link": {"edge": "request", "from": "app_service", "to": "any", "where": {"timeout_ms": "<= 20"}}}, {}),
    ({"path": {"from": "app_service", "to": "trainer", "over": "data"}}, {}),
    ({"gate": {"from": "object_store", "to": "trainer", "through": "data_validator", "over": "data"}}, {}),
    ({"chain": ["object_store", {"edge": "data", "to": "data_validator"}, {"edge": "data", "to": "trainer"}]}, {}),
    ({"meet": {"left": "prediction_log", "right": "label_store", "by": "key"}}, {}),
    ({"meet": {"left": {"kind": "store", "upstream_of": "trainer", "over": "data"}, "right": "label_store"}}, {}),
    ({"measure": {"what": "p99_ms", "is": "<= $brief.p99_ms"}}, {}),
    ({"measure": {"what": "cost_usd_per_month", "is": "> 100"}}, {}),
    ({"framed": ["objective", "metrics"]}, {}),
    ({"framed": {"metrics": {"of": "performance"}, "objective": {"beside": ["latency"]}}}, {}),
    ({"path": {"from": "client", "to": "fallback", "over": "request"}}, {}),
    ({"not": {"some": "cache"}}, {}),
    ({"has": {"says": ["unsubscribed", "opt out"]}}, {"a": "api"}),
    ({"some": {"kind": "prediction_log", "where": {"says": [["scores"], ["order", "basket"]]}}}, {}),
    ({"any": [{"some": "cache"}, {"some": "trainer"}]}, {}),
    ({"told": {"that": {"some": "trainer"}, "else": "nothing learns"}}, {}),
    ({"some": {"kind": "label_store", "upstream_of": "trainer", "over": "data", "past": "data_validator"}}, {}),
    ({"all": [{"some": "client"}, {"some": "trainer"}]}, {}),
    ({"some": {"kind": "prediction_log", "where": {"logs": {"includes": ["prediction", "model_version"]}}}}, {}),
]

FAILS: list[tuple[dict[str, Any], dict[str, str], str]] = [
    ({"given": "pii"}, {}, ""),
    ({"some": "cache"}, {}, "no “Cache”"),
    ({"some": {"kind": "store", "where": {"encrypted": True}}}, {}, "with “Encrypted”"),
    ({"has": {"replicas": ">= 3"}}, {"a": "api"}, "replicas 2, at least 3 wanted"),
    ({"has": {"managed": True}}, {"a": "api"}, "not managed"),
    (
        {"link": {"edge": "deploy", "from": "any", "to": "model_server", "where": {"strategy": ["canary"]}}},
        {},
        "does not say “strategy”: canary",
    ),
    (
        {"link": {"edge": "control", "role": "alert", "from": "any", "to": "alerting"}},
        {},
        "no alert control connection",
    ),
    (
        {"link": {"edge": "request", "from": "app_service", "to": "any", "where": {"soft": True}, "every": True}},
        {},
        "does not say “soft”",
    ),
    (
        {"path": {"from": "label_store", "to": "model_server", "over": "data"}},
        {},
        "nothing leads from “Label store” to “Model server”",
    ),
    ({"path": {"from": "cache", "to": "trainer", "over": "data"}}, {}, "no “Cache”"),
    (
        {"gate": {"from": "label_store", "to": "trainer", "through": "data_validator", "over": "data"}},
        {},
        "Label store → Training job",
    ),
    ({"gate": {"from": "client", "to": "trainer", "through": "gate", "over": "data"}}, {}, "nothing leads from"),
    ({"chain": ["trainer", {"edge": "data", "to": "evaluator"}]}, {}, "no data connection from “Training job”"),
    ({"meet": {"left": "prediction_log", "right": "trainer"}}, {}, "in common"),
    ({"measure": {"what": "p99_ms", "is": "<= 10"}}, {}, "at most 10 ms wanted"),
    ({"framed": "guardrail"}, {}, "the framing names no guardrail"),
    (
        {"framed": {"metrics": {"of": "business"}, "objective": {"beside": "latency"}}},
        {},
        "the framing names no metrics",
    ),
    ({"has": {"says": ["consent", "gdpr"]}}, {"a": "api"}, "none of its words speak of “consent” or “gdpr”"),
    ({"has": {"says": [["opt out"], ["consent"]]}}, {"a": "api"}, "“opt out” and “consent”"),
    ({"some": {"kind": "object_store", "where": {"says": ["lake"]}}}, {}, "with words such as “lake”"),
    ({"not": {"some": "trainer"}}, {}, ""),
    ({"any": [{"some": "cache"}, {"some": "dns"}]}, {}, "no “Cache”; no “"),
    ({"all": [{"some": "client"}, {"some": "cache"}]}, {}, "no “Cache”"),
    ({"told": {"that": {"some": "cache"}, "else": "nothing is kept"}}, {}, "nothing is kept"),
    ({"told": {"that": {"some": "cache"}, "else": "nothing is kept ({witness})"}}, {}, "is kept (no “Cache”)"),
    (
        {"some": {"kind": "object_store", "upstream_of": "trainer", "over": "data", "past": "data_validator"}},
        {},
        "nothing leads from “Object store” to “Training job”",
    ),
]


def test_what_is_there_and_should_not_be_is_named_only_where_no_alternative_says_more() -> None:
    there = {"not": {"some": "trainer"}}
    assert run({"any": [there, {"some": "cache"}]}).text == "no “Cache”"
    assert run({"any": [there]}).text == "“Training job”"


@pytest.mark.parametrize(("condition", "names"), HOLDS, ids=lambda value: str(value)[:70])
def test_it_holds(condition: dict[str, Any], names: dict[str, str]) -> None:
    assert run(condition, **names).truth is True


@pytest.mark.parametrize(("condition", "names", "says"), FAILS, ids=lambda value: str(value)[:70])
def test_it_fails_and_tells_why(condition: dict[str, Any], names: dict[str, str], says: str) -> None:
    found = run(condition, **names)
    assert found.truth is False
    assert says in found.text


NEAREST: list[tuple[object, str, tuple[str, ...]]] = [
    (
        {"kind": "trainer", "entered_by": {"edge": "control", "from": "alerting"}},
        "no control connection from “Alerting” to “Training job”",
        ("train",),
    ),
    (
        {"kind": "label_store", "left_by": {"edge": "control", "role": "trigger"}},
        "no trigger control connection from “Label store”",
        ("labels",),
    ),
    (
        {
            "kind": "model_server",
            "entered_by": {"edge": "request", "from": "app_service", "where": {"hedge_after_ms": "> 0"}},
        },
        "no request connection from “Application service” to “Model server” that says “hedge after ms”: > 0",
        ("model",),
    ),
    (
        {"kind": "label_store", "upstream_of": "model_server", "over": "data"},
        "nothing leads from “Label store” to “Model server”",
        ("labels",),
    ),
    (
        {"kind": "model_server", "downstream_of": "label_store", "over": "data"},
        "nothing leads from “Label store” to “Model server”",
        ("model",),
    ),
    ({"kind": "label_store", "on": "path"}, "no part of the request path among “Label store”", ("labels",)),
    ({"kind": "label_store", "except": "store"}, "nothing beside “Label store”", ("labels",)),
    (
        {"kind": "label_store", "callers_of": "model_server"},
        "no call from “Label store” to “Model server”",
        ("labels",),
    ),
    ({"kind": "label_store", "needed_by": "model_server"}, "“Model server” can do without “Label store”", ("labels",)),
    ({"kind": "cache", "on": "path"}, "no “Cache” that is part of the request path", ()),
    ({"kind": "label_store", "where": {"encrypted": True}, "on": "path"}, "no “Label store” with “Encrypted”", ()),
    (["cache", {"kind": "label_store", "on": "path"}], "no part of the request path among “Label store”", ("labels",)),
]


@pytest.mark.parametrize(("selector", "says", "near"), NEAREST, ids=lambda value: str(value)[:70])
def test_what_is_drawn_is_not_called_missing(selector: object, says: str, near: tuple[str, ...]) -> None:
    found = run({"some": selector})
    assert (found.truth, found.text, found.witness) == (False, says, near)


def test_what_the_drawing_does_not_say_is_unknown() -> None:
    assert run({"has": {"interval_s": "<= 60"}}, a="train").truth is None
    assert run({"not": {"has": {"interval_s": "<= 60"}}}, a="train").truth is None
    assert run({"meet": {"left": "label_store", "right": "trainer", "by": "key"}}).truth is None


def test_a_flag_that_is_not_ticked_is_absent() -> None:
    assert run({"has": {"versioned": True}}, a="labels").truth is False


def test_the_witness_of_a_gate_is_the_way_past_it() -> None:
    found = run({"gate": {"from": "label_store", "to": "trainer", "through": "data_validator", "over": "data"}})
    assert found.witness == ("labels", "labels-train-data", "train")


WITNESSES: list[tuple[dict[str, Any], dict[str, str], tuple[str, ...]]] = [
    # a way, from where it begins to where it ends
    (
        {"path": {"from": "app_service", "to": "object_store", "over": "data"}},
        {},
        ("api", "api-log-data", "log", "log-lake-data", "lake"),
    ),
    # the way that is guarded, the guard on it
    (
        {"gate": {"from": "object_store", "to": "trainer", "through": "data_validator", "over": "data"}},
        {},
        ("lake", "lake-checks-data", "checks", "checks-train-data", "train"),
    ),
    # what is looked for, and the connection that makes it so
    (
        {"some": {"kind": "trainer", "entered_by": {"edge": "data", "from": "label_store"}}},
        {},
        ("train", "labels-train-data", "labels"),
    ),
    (
        {"some": {"kind": "store", "downstream_of": "app_service", "over": "data"}},
        {},
        ("lake", "api", "api-log-data", "log", "log-lake-data"),
    ),
    (
        {"some": {"kind": "prediction_log", "upstream_of": "$m", "over": "data"}},
        {"m": "checks"},
        ("log", "log-lake-data", "lake", "lake-checks-data", "checks"),
    ),
    (
        {
            "some": {
                "each": {"kind": "any", "left_by": {"edge": "request", "to": "$m"}},
                "as": "caller",
                "that": {"link": {"edge": "request", "from": "$caller", "to": "fallback"}},
            }
        },
        {"m": "model"},
        ("api", "api-model-request", "model", "api-rules-request", "rules"),
    ),
    # a latency names where a request takes its time, an availability what it needs, a cost what is dear
    ({"measure": {"what": "p99_ms", "is": "<= 1000"}}, {}, ("api", "model")),
    ({"measure": {"what": "availability", "is": "> 0"}}, {}, ("api",)),
    ({"measure": {"what": "cost_usd_per_month", "is": ">= 0"}}, {}, ("api", "model", "train")),
]


@pytest.mark.parametrize(("condition", "names", "witness"), WITNESSES, ids=lambda value: str(value)[:70])
def test_a_condition_that_holds_names_what_it_rests_on(
    condition: dict[str, Any], names: dict[str, str], witness: tuple[str, ...]
) -> None:
    found = run(condition, **names)
    assert found.truth is True
    assert found.witness == witness


def test_what_is_only_ticked_is_known_as_claimed() -> None:
    def claims(condition: dict[str, Any], *names: str) -> bool:
        return (
            Compiler(Source("rule", condition), catalog(), condition_kinds(), names=names)
            .condition(condition, ())
            .claims
        )

    assert claims({"some": {"kind": "store", "where": {"encrypted": True}}})
    assert claims({"has": {"pit": True}}, "a")
    assert not claims({"has": {"replicas": ">= 2"}}, "a")
    assert not claims({"gate": {"from": "any", "to": "trainer", "through": "data_validator", "over": "data"}})
    assert not claims({"any": [{"some": "trainer"}, {"some": {"kind": "store", "where": {"encrypted": True}}}]})


def test_a_framing_is_asked_only_for_what_it_has() -> None:
    compiler = Compiler(Source("rule", {}), catalog(), condition_kinds())
    compiler.condition({"framed": "objectives"}, ())
    assert "did you mean 'objective'" in str(compiler.problems[0])


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"metrics": {"of": ["latencies"]}}, "no words mean 'latencies'; did you mean 'latency'"),
        ({"metrics": {"off": ["latency"]}}, "'metrics' has no key 'off'; did you mean 'of'"),
        ({"metric": {"of": "latency"}}, "a framing has no 'metric'; did you mean 'metrics'"),
        ({}, "'framed' names nothing"),
    ],
)
def test_what_is_wanted_of_a_framing_is_asked_in_known_words(asked: dict[str, object], told: str) -> None:
    compiler = Compiler(Source("rule", {}), catalog(), condition_kinds())
    compiler.condition({"framed": asked}, ())
    assert told in str(compiler.problems[0])
