"""The tests of the rules are tested: a changed rule must be noticed by its examples, a gap in a reference by a rule."""

import json
from dataclasses import replace
from functools import lru_cache

import pytest

from designer.catalog.library import scenario, scenario_ids
from designer.cli import main
from designer.model.rubric import Example
from designer.mutation import designs, trial
from designer.mutation.designs import Loss, Unnoticed, design_mutants
from designer.mutation.logic import changes
from designer.mutation.report import design_report, rule_report
from designer.mutation.rules import Mutant, compiled_mutants, logic, rule_mutants, word_mutants
from designer.rules import rubric
from designer.rules.rubric import CompiledRule, shipped, shipped_whole

RULES = shipped().rules
EVERY = 3
SAMPLED = RULES[::4]
"""Every fourth rule: what takes time is to draw all examples of a rule."""
KILLED = 0.95
"""The share of the sampled mutants of rules, and of the words that they use, that the examples notice at least."""
NOTICED = {"component": 0.8, "step": 0.7, "connection": 0.6, "property": 0.35, "replicas": 0.5, "zones": 0.5}
"""The share of the sampled losses of a reference that a rule notices at least, by what is lost."""


@lru_cache(maxsize=1)
def sampled() -> tuple[Mutant, ...]:
    return tuple(rule_mutants(SAMPLED, every=3))


@lru_cache(maxsize=1)
def sampled_words() -> tuple[Mutant, ...]:
    return tuple(word_mutants(RULES, every=4))


@lru_cache(maxsize=1)
def lost() -> tuple[Loss, ...]:
    return tuple(design_mutants(RULES, every=EVERY))


def named(rule_id: str) -> CompiledRule:
    found = shipped().find(rule_id)
    assert found is not None
    return found


def test_the_examples_notice_nearly_every_change_of_their_rules() -> None:
    assert sum(mutant.killed for mutant in sampled()) / len(sampled()) >= KILLED, rule_report(sampled())


def test_the_examples_notice_nearly_every_change_of_the_words_that_rules_use() -> None:
    words = sampled_words()
    assert len(words) >= 20
    assert sum(mutant.killed for mutant in words) / len(words) >= KILLED - 0.1, rule_report(words)


@pytest.mark.parametrize(("kind", "least"), NOTICED.items())
def test_the_rules_notice_what_a_reference_loses(kind: str, least: float) -> None:
    losses = [loss for loss in lost() if loss.kind == kind]
    assert sum(bool(loss.rules) for loss in losses) / len(losses) >= least, design_report(losses)


def test_what_nobody_notices_has_a_reason() -> None:
    assert all((loss.why is None) == bool(loss.rules) for loss in lost())
    text = design_report(lost())
    for why in Unnoticed:
        alike = [loss for loss in lost() if loss.why is why]
        assert (f"Not noticed, since {why.value}" in text) == bool(alike)
        assert all(f"  {loss}" in text for loss in alike)


def test_what_a_rule_rests_on_is_missed_by_it_or_replaced() -> None:
    """Of the same drawing, the first way back is taken, and then the second as well."""
    fraud = [loss for loss in fraud_losses() if "pager>rollout" in loss.words or "experiment>rollout" in loss.words]
    assert fraud
    assert all("no-way-back" not in loss.rules for loss in fraud if loss.kind == "connection"), "two ways are drawn"
    assert any("no-way-back" in loss.rules for loss in fraud_losses() if loss.words == "rollout")


@lru_cache(maxsize=1)
def fraud_losses() -> tuple[Loss, ...]:
    return tuple(design_mutants([named("no-way-back")], of={"fraud"}))


def test_a_word_s_change_is_noticed_by_the_examples_of_a_rule_that_uses_it() -> None:
    mutants = list(word_mutants([named("hand-run-training")]))
    used = {f"the word '{word}'" for word in ("training", "planned_training", "signed_plan")}
    assert {mutant.rule for mutant in mutants} == used, "words that the rule does not use are left alone"
    assert any(mutant.killed for mutant in mutants)


def test_no_mutant_equals_its_rule_or_another_mutant() -> None:
    for rule in RULES:
        texts = [json.dumps(change.part, sort_keys=True) for change in changes(logic(rule))]
        assert json.dumps(logic(rule), sort_keys=True) not in texts
        assert len(texts) == len(set(texts))


def test_every_rule_has_mutants_and_each_is_a_rule() -> None:
    for rule in RULES:
        assert all(mutant.rule.id == rule.rule.id for _, mutant in compiled_mutants(rule))
        assert any(True for _ in compiled_mutants(rule)), rule.rule.id


def test_examples_of_the_drills_own_rules_notice_most_small_changes_of_them() -> None:
    own = [rule for rule in shipped_whole().rules if rule.scenario in scenario_ids()[::8]]
    shared = {f"the word '{word}'" for word in shipped().terms}
    words = [mutant for mutant in word_mutants(own, every=14) if mutant.rule not in shared]
    mutants = [*rule_mutants(own, every=8), *words]
    assert len(mutants) > 40
    assert sum(mutant.killed for mutant in mutants) / len(mutants) >= KILLED, rule_report(mutants)


def test_the_sample_is_the_same_each_time() -> None:
    rules = [named("over-budget"), named("single-zone")]
    assert list(map(str, rule_mutants(rules, every=3))) == list(map(str, rule_mutants(rules, every=3)))


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ({"all": [{"given": "a"}, {"given": "b"}]}, {"any": [{"given": "a"}, {"given": "b"}]}),
        ({"all": [{"given": "a"}, {"given": "b"}]}, {"all": [{"given": "b"}]}),
        ({"has": {"replicas": ">= 2"}}, {"has": {"replicas": "< 2"}}),
        ({"has": {"replicas": ">= 2"}}, {"has": {"replicas": ">= 3"}}),
        ({"has": {"replicas": ">= 2"}}, {"has": {"replicas": ">= 1"}}),
        ({"has": {"p99_ms": "<= 80"}}, {"has": {"p99_ms": "<= 100"}}),
        ({"has": {"p99_ms": "<= $brief.p99_ms"}}, {"has": {"p99_ms": "<= 1.25 * ($brief.p99_ms)"}}),
        ({"has": {"spot": "present", "ckpt": "present"}}, {"has": {"ckpt": "present"}}),
        ({"not": {"given": "a"}}, {"given": "a"}),
        ({"some": {"kind": "store", "on": "path"}}, {"some": {"kind": "store"}}),
        ({"some": {"kind": "store", "entered_by": {"edge": "data"}}}, {"some": {"kind": "store"}}),
        ({"some": ["store", "stream"]}, {"some": ["stream"]}),
    ],
)
def test_a_change_is_small(part: dict[str, object], expected: dict[str, object]) -> None:
    assert {"require": expected} in [change.part for change in changes({"require": part})]


def test_a_change_says_where_and_what() -> None:
    told = {str(change) for change in changes({"require": {"any": [{"not": {"given": "a"}}]}})}
    assert told == {"require: 'any' made 'all'", "require > any > 1: dropped 'not'"}


def test_a_report_counts_and_lists() -> None:
    mutants = list(rule_mutants([named("over-capacity")]))
    text = rule_report(mutants)
    assert f"of {len(mutants)} (" in text
    assert all(str(mutant) in text for mutant in mutants if not mutant.killed)


def test_a_report_lists_what_no_rule_notices() -> None:
    text = design_report(
        [
            Loss("fraud", "zones", "api zones: 3", ("single-zone",)),
            Loss("fraud", "property", "api x: 1", (), Unnoticed.SILENT),
        ]
    )
    assert "1 of 2 (50.0 %)" in text
    assert "fraud: api x: 1" in text
    assert "api zones" not in text


@pytest.mark.parametrize("more", [[], ["--mutants"]])
def test_the_command_checks_what_ships(
    more: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    few = replace(shipped(), rules=(named("hand-run-training"), named("over-capacity")))
    monkeypatch.setattr(rubric, "shipped_whole", lambda: few)
    for module in (designs, trial):  # the others take minutes
        monkeypatch.setattr(module, "scenarios", lambda: {"fraud": scenario("fraud")})
    assert main(["rules", "--check", *more], len) == 0
    text = capsys.readouterr().out
    assert text.startswith("2 rules, ")
    assert ("Every 8th mutant is tried" in text) == (not more)
    assert "Rule mutants: the examples notice" in text
    assert more == [] or "the word 'training'" in text
    assert "Design mutants: the rules notice" in text
    assert "Own witnesses: a rule notices" in text
    assert more == [] or "CC-01 over-capacity" in text


def test_the_command_checks_the_rules_that_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for module in (designs, trial):
        monkeypatch.setattr(module, "scenarios", lambda: {"fraud": scenario("fraud")})
    assert main(["rules", "--check", "--mutants", "TR-01"], len) == 0
    text = capsys.readouterr().out
    assert text.startswith("1 rule, ")
    assert "TR-01 hand-run-training" in text


def test_a_wrong_example_stops_the_check_of_what_ships(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rule = named("over-capacity")
    wrong = rule.rule.model_copy(update={"examples": (Example(of="fraud", verdict="fail"),)})
    monkeypatch.setattr(rubric, "shipped_whole", lambda: replace(shipped(), rules=(replace(rule, rule=wrong),)))
    assert main(["rules", "--check"], len) == 2
    assert "'over-capacity': example 1 should be fail, and is pass" in capsys.readouterr().err
