"""What the mutants showed, as text: the numbers first, then what nobody noticed."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from designer.mutation.designs import Loss, Unnoticed
from designer.mutation.logic import ALTERNATIVE
from designer.mutation.rules import Mutant

T = TypeVar("T")
NAMED = 12
"""Rules in one line of a report."""


def rule_report(mutants: Sequence[Mutant]) -> str:
    """Say which changes of the rules their examples notice: by rule, by kind of change, and the others in words."""
    logical = [mutant for mutant in mutants if mutant.change.kind != ALTERNATIVE]
    survivors = [str(mutant) for mutant in mutants if not mutant.killed]
    return "\n".join(
        [
            f"Rule mutants: the examples notice {_killed(mutants)};",
            f"without the words of a list that are dropped one at a time: {_killed(logical)}.",
            *table(mutants, lambda mutant: mutant.change.kind, lambda mutant: mutant.killed),
            "",
            "By rule:",
            *table(mutants, lambda mutant: mutant.rule, lambda mutant: mutant.killed),
            *listed("Not noticed:", survivors),
            "",
        ]
    )


def design_report(losses: Sequence[Loss]) -> str:
    """Say which losses of the references a rule notices: by scenario, by kind of loss, and the others."""
    noticed = sum(bool(loss.rules) for loss in losses)
    rules = Counter(rule for loss in losses for rule in loss.rules)
    busy = ", ".join(f"{rule} {count}" for rule, count in rules.most_common(NAMED))
    return "\n".join(
        [
            f"Design mutants: the rules notice {share(noticed, len(losses))} of what is taken from a reference.",
            *table(losses, lambda loss: loss.kind, lambda loss: bool(loss.rules)),
            *table(losses, lambda loss: loss.scenario, lambda loss: bool(loss.rules)),
            f"  {len(rules)} rules notice something, most of all {busy}." if busy else "  No rule notices anything.",
            *(line for why in Unnoticed for line in _unnoticed(why, losses)),
            "",
        ]
    )


def _unnoticed(why: Unnoticed, losses: Iterable[Loss]) -> list[str]:
    alike = [loss for loss in losses if loss.why is why]
    kinds = Counter(loss.kind for loss in alike)
    counts = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
    return listed(f"Not noticed, since {why.value} ({counts}):", list(map(str, alike)))


def _killed(mutants: Sequence[Mutant]) -> str:
    return share(sum(mutant.killed for mutant in mutants), len(mutants))


def share(part: int, whole: int) -> str:
    """Write a part of a whole, in percent too."""
    return f"{part} of {whole}" + (f" ({part / whole:.1%})".replace("%", " %") if whole else "")


def table(items: Iterable[T], name: Callable[[T], str], good: Callable[[T], bool]) -> Iterator[str]:
    """Write for each name how many of its items are good."""
    counts: dict[str, list[int]] = {}
    for item in items:
        count = counts.setdefault(name(item), [0, 0])
        count[0] += good(item)
        count[1] += 1
    width = max(map(len, counts), default=0)
    return (f"  {key:{width}}  {share(*count)}" for key, count in counts.items())


def listed(title: str, lines: Sequence[str]) -> list[str]:
    """Write lines under a title; nothing where there are none."""
    return ["", title, *(f"  {line}" for line in lines)] if lines else []
