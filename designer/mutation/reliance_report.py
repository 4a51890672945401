"""What rules rest on, as text: how much of what their findings name they notice, and what brings them down."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from designer.mutation.fall import Fall, Means, Stands
from designer.mutation.reliance import Named, Noticed, Passed
from designer.mutation.report import listed, share, table


def reliance_report(named: Sequence[Named], falls: Sequence[Fall]) -> str:
    """Say how rules notice the loss of what their own findings name, and what it takes until they no longer pass."""
    noticed = sum(bool(each.noticed) for each in named)
    fallen = [each for each in falls if each.means]
    return "\n".join(
        [
            f"Own witnesses: a rule notices the loss of what its finding names in {share(noticed, len(named))}.",
            *table(named, lambda each: each.kind, lambda each: bool(each.noticed)),
            *_counts("It", [each.noticed for each in named], Noticed),
            "",
            f"Falls: a rule can be brought down on one subject in {share(len(fallen), len(falls))}.",
            *_counts("Until", [each.means for each in fallen], Means),
            *_pairs(falls),
            "",
            "By rule: what it names, the part of it that it notices, and the steps until it falls",
            *_by_rule(named, falls),
            *(line for why in Passed for line in _passed(why, named)),
            *(line for why in Stands for line in _standing(why, falls)),
            "",
        ]
    )


def _pairs(falls: Sequence[Fall]) -> list[str]:
    """Say on how much of the references a rule falls on one of its subjects at least, and where on none."""
    pairs = {(each.number, each.scenario) for each in falls}
    fallen = {(each.number, each.scenario) for each in falls if each.means}
    standing = [f"{number} in {scenario}" for number, scenario in sorted(pairs - fallen)]
    first = f"  Of a rule and a reference, some subject falls in {share(len(fallen), len(pairs))}"
    return [first + (f"; none in {', '.join(standing)}." if standing else ".")]


def _counts(first: str, found: Sequence[StrEnum | None], order: Iterable[StrEnum]) -> Iterator[str]:
    return (f"  {found.count(each):5}  {first} {each.value}" for each in order if each in found)


def _by_rule(named: Sequence[Named], falls: Sequence[Fall]) -> Iterator[str]:
    numbers = {each.rule: each.number for each in named} | {each.rule: each.number for each in falls}
    width = max(map(len, numbers), default=0)
    for rule, number in sorted(numbers.items(), key=lambda pair: pair[1]):
        own = [each for each in named if each.rule == rule]
        tried = [each for each in falls if each.rule == rule]
        steps = [each.steps for each in tried if each.means]
        took = f"{min(steps)} to {max(steps)} steps" if steps else "never"
        fell = f"falls {share(len(steps), len(tried))}, {took}"
        yield f"  {number} {rule:{width}}  {share(sum(bool(each.noticed) for each in own), len(own))}; {fell}"


def _passed(why: Passed, named: Iterable[Named]) -> list[str]:
    alike = [each for each in named if each.why is why]
    kinds = ", ".join(f"{kind} {count}" for kind, count in Counter(each.kind for each in alike).most_common())
    return listed(f"Not noticed by its own rule, since {why.value} ({kinds}):", list(map(str, alike)))


def _standing(why: Stands, falls: Iterable[Fall]) -> list[str]:
    return listed(f"Cannot be brought down, since {why.value}:", [str(each) for each in falls if each.why is why])
