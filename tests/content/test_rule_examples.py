"""Every rule that ships, on its examples."""

import pytest

from designer.model.rubric import Example
from designer.rule_check import lacking, try_example
from designer.rules.rubric import CompiledRule, shipped

EXAMPLES = [(rule, number, example) for rule in shipped().rules for number, example in enumerate(rule.rule.examples, 1)]
NAMES = [f"{rule.rule.id}-{number}-{example.verdict}" for rule, number, example in EXAMPLES]


@pytest.mark.parametrize(("rule", "number", "example"), EXAMPLES, ids=NAMES)
def test_the_rule_says_what_its_example_expects(rule: CompiledRule, number: int, example: Example) -> None:
    tried = try_example(shipped(), rule, number, example)
    assert tried.agrees, str(tried)


def test_every_rule_has_an_example_of_each_verdict() -> None:
    assert [f"{rule.rule.id}: {verdict}" for rule, verdict in lacking(shipped())] == []
