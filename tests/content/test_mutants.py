"""The tests of the rules are tested: a changed rule must be noticed by its examples, a gap in a reference by a rule."""

import json
from functools import lru_cache
from pathlib import Path

import pytest

from designer.mutation.designs import Loss, design_mutants
from designer.mutation.logic import ALTERNATIVE, changes
from designer.mutation.report import design_report, rule_report
from designer.mutation.rules import Mutant, compiled_mutants, logic, rule_mutants
from designer.rules.rubric import CompiledRule, shipped

RULES = shipped().rules
EVERY = 10
SAMPLED = RULES[::4]
"""Every fourth rule: what takes time is to draw all examples of a rule."""
KILLED, KILLED_LOGIC = 0.72, 0.9
"""The share of the sampled rule mutants that the examples notice at least: of all, and without the words of lists."""
NOTICED = {"component": 0.7, "connection": 0.6, "property": 0.25, "replicas": 0.5, "zones": 0.5}
"""The share of the sampled losses of a reference that a rule notices at least, by what is lost."""


@lru_cache(maxsize=1)
def sampled() -> tuple[Mutant, ...]:
    return tuple(rule_mutants(SAMPLED, every=3))


@lru_cache(maxsize=1)
def lost() -> tuple[Loss, ...]:
    return tuple(design_mutants(RULES, every=EVERY))


def named(rule_id: str) -> CompiledRule:
    found = shipped().find(rule_id)
    assert found is not None
    return found


def test_the_examples_notice_most_changes_of_their_rules() -> None:
    logical = [mutant for mutant in sampled() if mutant.change.kind != ALTERNATIVE]
    assert sum(mutant.killed for mutant in sampled()) / len(sampled()) >= KILLED, rule_report(sampled())
    assert sum(mutant.killed for mutant in logical) / len(logical) >= KILLED_LOGIC, rule_report(logical)


@pytest.mark.parametrize(("kind", "least"), NOTICED.items())
def test_the_rules_notice_what_a_reference_loses(kind: str, least: float) -> None:
    losses = [loss for loss in lost() if loss.kind == kind]
    assert sum(bool(loss.rules) for loss in losses) / len(losses) >= least, design_report(losses)


def test_what_is_listed_as_equivalent_is_a_mutant_that_nothing_notices() -> None:
    listed = [line.split(" | ") for line in _equivalents()]
    assert all(len(parts) == 2 and parts[1] for parts in listed), "each line is 'rule: place: change | reason'"
    names = [name for name, _ in listed]
    rules = {name.split(":")[0] for name in names}
    alive = {str(mutant) for mutant in rule_mutants(map(named, sorted(rules))) if not mutant.killed}
    assert [name for name in names if name not in alive] == []


def _equivalents() -> list[str]:
    return (Path(__file__).parent / "equivalent_mutants.txt").read_text(encoding="utf-8").splitlines()


def test_no_mutant_equals_its_rule_or_another_mutant() -> None:
    for rule in RULES:
        texts = [json.dumps(change.part, sort_keys=True) for change in changes(logic(rule))]
        assert json.dumps(logic(rule), sort_keys=True) not in texts
        assert len(texts) == len(set(texts))


def test_every_rule_has_mutants_and_each_is_a_rule() -> None:
    for rule in RULES:
        assert all(mutant.rule.id == rule.rule.id for _, mutant in compiled_mutants(rule))
        assert any(True for _ in compiled_mutants(rule)), rule.rule.id


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
        [Loss("fraud", "zones", "api zones: 3", ("single-zone",)), Loss("fraud", "property", "api x: 1", ())]
    )
    assert "1 of 2 (50.0 %)" in text
    assert "fraud: api x: 1" in text
    assert "api zones" not in text
