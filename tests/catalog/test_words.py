import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.catalog.words import percent, words
from designer.model.design import ConnectionKind

DEPLOY, CONTROL, REQUEST = ConnectionKind.DEPLOY, ConnectionKind.CONTROL, ConnectionKind.REQUEST


@pytest.mark.parametrize(
    ("family", "text", "concepts"),
    [
        ("signals", "p99, 5xx, QPS", {"latency", "errors", "traffic"}),
        ("signals", "score and feature drift, null rate", {"drift"}),
        ("signals", ["CPU utilisation", "error rates"], {"saturation", "errors"}),
        ("logged", ["features", "score", "version"], {"features", "prediction", "model_version"}),
    ],
)
def test_people_s_words_become_concepts(family: str, text: str | list[str], concepts: set[str]) -> None:
    value = tuple(text) if isinstance(text, list) else text
    assert concepts <= words().understand(family, value).concepts


def test_what_is_denied_is_not_claimed() -> None:
    assert "drift" not in words().understand("signals", "no drift yet").concepts
    assert "drift" in words().understand("signals", "drift, no skew").concepts


def test_unknown_words_are_kept_and_earn_nothing() -> None:
    found = words().understand("signals", "vibes, p99")
    assert found.concepts == {"latency"}
    assert found.unknown == ("vibes",)
    assert words().understand("signals", True).concepts == frozenset()


@pytest.mark.parametrize(
    ("kind", "source", "target", "label", "role"),
    [
        (CONTROL, "alerting", "deployer", "", "rollback"),
        (CONTROL, "metrics_monitor", "alerting", "", "alert"),
        (CONTROL, "orchestrator", "trainer", "", "trigger"),
        (CONTROL, "evaluator", "gate", "", "gate"),
        (CONTROL, "human_review", "gate", "", "approve"),
        (CONTROL, "alerting", "app_service", "kill ranker -> popular", "kill"),
        (CONTROL, "human_review", "policy_engine", "", "kill"),
        (CONTROL, "ab_test", "app_service", "arm by user", None),
        (CONTROL, "ab_test", "app_service", "", None),
        (CONTROL, "ab_test", "app_service", "emergency stop", "kill"),
        (CONTROL, "policy_engine", "app_service", "take down", None),
        (REQUEST, "app_service", "fallback", "", "fallback"),
        (REQUEST, "app_service", "model_server", "", None),
    ],
)
def test_a_role_is_inferred_from_label_and_ends(
    kind: ConnectionKind, source: str, target: str, label: str, role: str | None
) -> None:
    assert words().role(kind, source, target, label) == role


def test_labels_tell_strategy_share_and_schedule() -> None:
    assert words().strategy("canary 5 %") == "canary"
    assert words().strategy("shadow, then 1 - 10 - 100 %") == "canary", "the stages reach people, the shadow none"
    assert words().strategy("shadow, then 1 % of the fleet, then by city") == "canary"
    assert words().strategy("shadow only") == "shadow"
    assert words().strategy("hello") is None
    assert percent("canary 5 %") == 5.0
    assert words().schedule_s("retrain nightly") == 86_400
    assert words().schedule_s("every 15 min") == 900


def test_a_metric_at_a_cut_off_is_that_metric() -> None:
    assert words().understand("gate_metrics", "NDCG@10, recall@1 %").concepts == {"quality"}


def test_the_label_of_a_control_connection_may_say_that_nobody_is_asked() -> None:
    assert words().claims("roll back automatically") == {"auto"}
    assert words().claims("roll back, not automatic") == frozenset()


def test_the_label_of_a_data_connection_claims_what_it_says() -> None:
    assert words().claims("as-of training set") == {"pit"}
    assert words().claims("nightly, from a replica") == {"replica"}
    assert words().claims("no point-in-time join yet") == frozenset()


@given(st.sampled_from(sorted(words().families)), st.text(max_size=60))
def test_no_words_crash_the_reader(family: str, text: str) -> None:
    words().understand(family, text)
    words().strategy(text)
    words().schedule_s(text)
    words().role(CONTROL, "alerting", "deployer", text)
