import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.catalog.sentence import duration_s, percent, rate_per_s, repeated_s
from designer.catalog.words import tokens, words
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
    assert "position" in words().understand("logged", "explored or not with propensity").concepts
    assert "position" not in words().understand("logged", "not with propensity").concepts


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
        (CONTROL, "ml_monitor", "deployer", "twice the pages: roll back", "rollback"),
        (CONTROL, "ml_monitor", "deployer", "page", "alert"),
        (CONTROL, "ml_monitor", "alerting", "page, they roll back", "alert"),
        (CONTROL, "kpi_dashboard", "alerting", "switch-offs up", "alert"),
        (CONTROL, "data_validator", "alerting", "a producer runs wild", "alert"),
        (CONTROL, "kpi_dashboard", "policy_engine", "switch off", "kill"),
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


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("caches", "cache"),
        ("tranches", "tranche"),
        ("batches", "batch"),
        ("queries", "query"),
        ("hashes", "hash"),
        ("GPUs", "gpu"),
        ("statuses of buses", "statuse of buse"),
        ("boxes", "box"),
        ("losses", "loss"),
        ("logs", "log"),
        ("psi", "psi"),
        ("status", "status"),
    ],
)
def test_a_plural_is_read_as_the_one(many: str, one: str) -> None:
    assert tokens(many) == tokens(one)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("nightly", 86400),
        ("each week", 604800),
        ("every 15 min", 900),
        ("twice a week", 302400),
        ("6x a day", 14400),
        ("once per shift", 28800),
        ("on Mondays", 604800),
        ("cron 0 3 * * *", 86400),
        ("*/15 * * * *", 900),
        ("0 */6 * * *", 21600),
        ("0 2 * * 0", 604800),
        ("5 0 1 * *", 2592000),
        ("0 2 * * mon,thu", 604800),
        ("30 * * * *", 3600),
        ("* * * * *", 60),
        ("10 20 30 40 50", None),
        ("0 times a day", None),
        ("once and for all", None),
        ("labels after 30 days", None),
    ],
)
def test_a_schedule_is_read_out_of_words(text: str, seconds: float | None) -> None:
    assert words().schedule_s(text) == seconds


@pytest.mark.parametrize(
    ("label", "strategy"),
    [
        ("5 % for 2 h", "canary"),
        ("shadow 2 days, then 5 %", "canary"),
        ("100 %", None),
        ("rolling, 25 % at a time", "rolling"),
        ("plant by plant", "rolling_cohort"),
        ("one region at a time", "rolling_cohort"),
        ("node by node", "rolling"),
        ("one pod at a time", "rolling"),
        ("swap alias", "blue_green"),
        ("runs beside, never shown", "shadow"),
        ("scp to the box", "direct"),
        ("model file", None),
    ],
)
def test_a_rollout_is_read_out_of_words(label: str, strategy: str | None) -> None:
    assert words().strategy(label) == strategy


@given(st.text())
def test_no_text_is_too_strange_to_be_read(text: str) -> None:
    every_s = words().schedule_s(text)
    assert every_s is None or every_s >= 0
    words().strategy(text)


def test_a_number_of_hundreds_of_digits_stays_finite() -> None:
    digits = "9" * 400
    for found in (
        duration_s(f"labels after {digits} days"),
        repeated_s(f"every {digits} min"),
        repeated_s(f"cron */{digits} * * * *"),
        rate_per_s(f"{digits}k/s"),
        percent(f"canary {digits} %"),
    ):
        assert found is not None
        assert math.isfinite(found)
