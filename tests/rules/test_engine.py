"""How one rule's findings over several subjects are told, and that nothing is put in words that nobody reads."""

import gc
from pathlib import Path

import pytest

from designer.catalog.library import scenario
from designer.grading import seen
from designer.model.critique import Finding, Verdict
from designer.model.design import Component, Connection, ConnectionKind, Design
from designer.model.scenario import Level
from designer.rules import value_test
from designer.rules.engine import findings
from designer.rules.outcome import Outcome, conjunction, disjunction
from designer.rules.rubric import read_rubric

RULE = """\
rubric: mine
rules:
  - id: alone
    number: XX-01
    competency: redundancy
    severity: minor
    for: {each: app_service, as: app}
    require: {has: {replicas: ">= 4"}}
    say: "{app} has too few: {witness}."
    holds: "Enough."
    why: One may fail.
    fix: Add some.
    sources: [our own]
"""


def told(folder: Path, *replicas: int, rule: str = RULE, grouped: int = 0, **first: bool) -> Finding:
    """Run the rule over an application for each number of replicas, of which the first may stand in for one another.

    The very first has the properties `first` beside.
    """
    path = folder / "mine.yaml"
    path.write_text(rule)
    parts = [
        Component(id=f"a{n}", kind="app_service", name=f"App {n}", replicas=r, properties={} if n else dict(first))
        for n, r in enumerate(replicas)
    ]
    calls = [
        Connection(
            id=f"c{part.id}",
            source="c",
            target=part.id,
            kind=ConnectionKind.REQUEST,
            properties={"group": "tier"} if place < grouped else {},
        )
        for place, part in enumerate(parts)
    ]
    design = Design(components=(Component(id="c", kind="client"), *parts), connections=tuple(calls))
    asked = scenario("fraud")
    (finding,) = findings(seen(design, asked.brief), read_rubric([path], {}), asked, Level.STAFF)
    return finding


def test_copies_of_a_tier_count_once_and_by_the_worst(tmp_path: Path) -> None:
    assert told(tmp_path, 4, 4, 1, 4).share == 0.75
    assert told(tmp_path, 4, 4, 1, 4, grouped=3).share == 0.5
    assert told(tmp_path, 1, 1, 1, 4, grouped=3).share == 0.5
    assert told(tmp_path, 4, 4, 1, 4, grouped=3, kill=True).share == pytest.approx(2 / 3), "what differs is no copy"


def test_what_all_subjects_have_in_common_is_told_once(tmp_path: Path) -> None:
    assert told(tmp_path, 1).message == "“App 0” has too few: replicas 1, at least 4 wanted."
    assert told(tmp_path, 2, 2, 2, 2, 2, 2).message.endswith("has too few: replicas 2, at least 4 wanted.")


def test_a_sentence_that_begins_with_its_subjects_speaks_of_each(tmp_path: Path) -> None:
    assert told(tmp_path, 1, 1).message.startswith("Each of “App 0” and “App 1” has too few")
    rule = RULE.replace("{app} has", "Requests find that {app} has")
    assert told(tmp_path, 1, 1, rule=rule).message.startswith("Requests find that “App 0” and “App 1” has")


def test_what_has_half_is_told_in_words_of_its_own(tmp_path: Path) -> None:
    rule = RULE + '    half: {has: {replicas: ">= 2"}}\n'
    apart = rule + '    partly: "{app} is nearly enough: {witness}."\n'
    assert told(tmp_path, 3, rule=rule).message == "“App 0” has too few: replicas 3, at least 4 wanted."
    found = told(tmp_path, 3, rule=apart)
    assert found.verdict is Verdict.PARTIAL
    assert found.message == "“App 0” is nearly enough: replicas 3, at least 4 wanted."
    both = told(tmp_path, 3, 1, 4, rule=apart)
    assert both.message == (
        "“App 1” has too few: replicas 1, at least 4 wanted. “App 0” is nearly enough: replicas 3, at least 4 wanted."
    )
    assert both.subjects == ("a0", "a1")
    assert told(tmp_path, 1, rule=apart).message == "“App 0” has too few: replicas 1, at least 4 wanted."


@pytest.mark.parametrize("last", [3, 7])
def test_what_differs_is_told_of_each_subject_and_the_fourth_and_later_are_left_out(tmp_path: Path, last: int) -> None:
    two = told(tmp_path, 1, 2)
    assert two.message.endswith("“App 0”: replicas 1, at least 4 wanted; “App 1”: replicas 2, at least 4 wanted.")
    many = told(tmp_path, *[1] * last, 2)
    assert many.message.count("replicas 1") == 3
    assert many.message.endswith("; and more.")
    assert len(many.subjects) == last + 1


def test_words_that_no_message_holds_are_not_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def limit_text(test: value_test.Test, *_: object) -> str:
        asked.append(test.wanted)
        return "4"

    monkeypatch.setattr("designer.rules.conditions.has.limit_text", limit_text)
    assert told(tmp_path, 4, 5).verdict is Verdict.PASS
    assert told(tmp_path, 1, rule=RULE.replace(": {witness}", "")).verdict is Verdict.FAIL
    assert not asked
    assert told(tmp_path, 1).verdict is Verdict.FAIL
    assert asked == [">= 4"]


def test_the_words_of_parts_are_joined_only_when_they_are_told() -> None:
    def never() -> str:
        raise AssertionError

    false, true = Outcome(truth=False, text=never), Outcome(truth=True, text=never)
    assert conjunction([true, false]) is false
    assert disjunction([false, true]) is true
    assert conjunction([true, true]).truth is True
    words = [
        Outcome(truth=False, text=lambda: "no gate"),
        Outcome(truth=False),
        Outcome(truth=False, text="no cache"),
    ]
    assert disjunction(words).text == "no gate; no cache"


@pytest.mark.parametrize("usual", [True, False])
def test_python_looks_for_garbage_afterwards_as_it_did_before(tmp_path: Path, usual: bool) -> None:
    before = gc.isenabled()
    try:
        gc.enable() if usual else gc.disable()
        told(tmp_path, 1)
        assert gc.isenabled() is usual
    finally:
        gc.enable() if before else gc.disable()
