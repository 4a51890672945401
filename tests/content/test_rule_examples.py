"""Every rule that ships, on its examples."""

from collections.abc import Iterator

import pytest

from designer.catalog import source
from designer.catalog.library import content_folder, scenario_folder, scenario_ids
from designer.checking.rules import EXAMPLES as BESIDE
from designer.checking.rules import examples_of, lacking, try_example, written_examples
from designer.model.rubric import Example
from designer.rules.rubric import CompiledRule, shipped, shipped_whole

EXAMPLES = [(rule, number, example) for rule in shipped().rules for number, example in enumerate(examples_of(rule), 1)]
NAMES = [f"{rule.rule.id}-{number}-{example.verdict}" for rule, number, example in EXAMPLES]


@pytest.mark.parametrize(("rule", "number", "example"), EXAMPLES, ids=NAMES)
def test_the_rule_says_what_its_example_expects(rule: CompiledRule, number: int, example: Example) -> None:
    tried = try_example(shipped(), rule, number, example)
    assert tried.agrees, str(tried)


OWN = [rule for rule in shipped_whole().rules if rule.scenario]


WORDS = 3
"""Of the words of a list every third is tried here; `designer rules --check` tries all."""


def some_examples(rule: CompiledRule) -> Iterator[tuple[int, Example]]:
    """Yield examples with their numbers."""
    spelt = [place for written in written_examples(rule) for place in range(len(written.spelt_out))]
    yield from (
        (number, example)
        for number, (place, example) in enumerate(zip(spelt, examples_of(rule), strict=True), 1)
        if place % WORDS == 0
    )


@pytest.mark.parametrize("rule", OWN, ids=lambda rule: rule.rule.number)
def test_a_drill_s_own_rule_says_what_its_examples_expect(rule: CompiledRule) -> None:
    tried = [try_example(shipped_whole(), rule, number, example) for number, example in some_examples(rule)]
    assert [str(each) for each in tried if not each.agrees] == []


def test_every_drill_has_rules_of_its_own() -> None:
    assert {rule.scenario for rule in OWN} == set(scenario_ids())


def test_every_rule_has_an_example_of_each_verdict() -> None:
    assert [f"{rule.rule.id}: {verdict}" for rule, verdict in lacking(shipped_whole())] == []


def test_every_example_in_a_file_of_its_own_is_of_a_rule_that_ships() -> None:
    known = {rule.rule.id for rule in shipped().rules}
    folder = content_folder("rubrics") / "examples"
    named = {name for path in folder.glob("*.yaml") for name in source.read(path).data["examples"]}
    assert named
    assert named <= known


@pytest.mark.parametrize("id_", scenario_ids())
def test_every_example_beside_a_drill_s_own_rules_is_of_one_of_them(id_: str) -> None:
    named = source.read(scenario_folder(id_) / BESIDE).data["examples"]
    assert named
    assert set(named) <= {rule.rule.id for rule in OWN if rule.scenario == id_}
