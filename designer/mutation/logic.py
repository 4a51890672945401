"""Small changes of a rule's logic: a clause dropped, a comparison turned round, a number up or down a notch."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WHOLE = frozenset({"min_zones", "min_regions"})
"""The brief's facts that are counted, and change by one."""
ALTERNATIVE = "drop alternative"
"""The kind of change that takes one word from a list: a kind, a role, a concept, a kind of connection."""
SHOWN = 90
"""Letters of a part that a report shows."""
NOTCH = 1.25
"""A number of ten or less that is whole changes by one, any other by a quarter."""
SMALL = 10
DROPPED = frozenset(
    {"where", "entered_by", "left_by", "on", "except", "upstream_of", "downstream_of", "inputs_of", "callers_of"}
    | {"answers_with", "needed_by", "needing", "role", "every", "by", "from", "to", "half", "applies", "none"}
)
"""The keys that narrow something, or that a rule can do without; where one cannot, what is left is no rule."""
TESTS = frozenset({"where", "has", "given"})
"""The keys of maps from names to what is asked of them."""
OTHER = {"all": "any", "any": "all"}
OPPOSITE = {">=": "<", "<=": ">", ">": "<=", "<": ">="}
_COMPARISON = re.compile(r"\s*(>=|<=|==|>|<)\s*(.+)")


@dataclass(frozen=True)
class Change:
    """A part of a rule that was changed: what it is now, which kind of change it was, where, and in words."""

    part: Any
    kind: str
    words: str
    at: tuple[str, ...] = ()

    def inside(self, part: Any, at: str) -> "Change":  # noqa: ANN401 (plain data)
        """Give the change as one of the part around it."""
        return Change(part, self.kind, self.words, (at, *self.at))

    def __str__(self) -> str:
        """Say where and what."""
        return f"{' > '.join(self.at)}: {self.words}"


def changes(logic: Mapping[str, Any]) -> Iterator[Change]:
    """Give every small change of a rule's `applies`, `for`, `require` and `half`, each result once."""
    seen = {_key(logic)}
    for change in _changes(dict(logic)):
        if _key(change.part) not in seen:
            seen.add(_key(change.part))
            yield change


def _key(part: object) -> str:
    return json.dumps(part, sort_keys=True)


def _in_a_line(part: object) -> str:
    text = json.dumps(part, ensure_ascii=False).replace('"', "")
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _changes(part: Any) -> Iterator[Change]:  # noqa: ANN401 (plain data)
    if isinstance(part, dict):
        yield from _of_map(part)
    elif isinstance(part, list):
        yield from _without_one(part)
        for index, item in enumerate(part):
            for change in _changes(item):
                yield change.inside([*part[:index], change.part, *part[index + 1 :]], str(index + 1))
    elif isinstance(part, str) and (match := _COMPARISON.fullmatch(part)):
        yield from _of_comparison(match[1], match[2])


def _of_map(part: dict[str, Any]) -> Iterator[Change]:
    for key, inner in part.items():
        rest = {other: value for other, value in part.items() if other != key}
        if key in DROPPED:
            yield Change(rest, f"drop {key}", f"dropped {_in_a_line({key: inner})}")
        if key in OTHER:
            yield Change({OTHER[key]: inner}, "all/any", f"'{key}' made '{OTHER[key]}'")
        if key == "not":
            yield Change(inner, "drop not", "dropped 'not'")
        if key in TESTS and isinstance(inner, dict) and len(inner) > 1:
            yield from _without_a_test(part, key, inner)
        for change in _changes(inner):
            yield change.inside({**part, key: change.part}, key)


def _without_a_test(part: dict[str, Any], key: str, tests: dict[str, Any]) -> Iterator[Change]:
    for name, wanted in tests.items():
        rest = {other: value for other, value in tests.items() if other != name}
        yield Change({**part, key: rest}, "drop test", f"dropped {_in_a_line({name: wanted})}", (key,))


def _without_one(part: Sequence[Any]) -> Iterator[Change]:
    clauses = all(isinstance(item, dict) for item in part)
    for index, item in enumerate(part if len(part) > 1 else ()):
        kind = "drop clause" if clauses else ALTERNATIVE
        yield Change([*part[:index], *part[index + 1 :]], kind, f"dropped {_in_a_line(item)}", (str(index + 1),))


def _of_comparison(comparison: str, right: str) -> Iterator[Change]:
    if comparison in OPPOSITE:
        turned = f"{OPPOSITE[comparison]} {right}"
        yield Change(turned, "flip comparison", f"'{comparison} {right}' made '{turned}'")
    for moved in _notches(right):
        yield Change(f"{comparison} {moved}", "notch", f"'{comparison} {right}' made '{comparison} {moved}'")


def _notches(right: str) -> tuple[str, ...]:
    if right.removeprefix("$brief.") in WHOLE:
        return f"{right} + 1", f"{right} - 1"
    try:
        number = float(right)
    except ValueError:
        return f"{NOTCH} * ({right})", f"({right}) / {NOTCH}"
    if number == int(number) and number <= SMALL:
        return tuple(f"{number + step:g}" for step in (1, -1) if number + step >= 0)
    return f"{number * NOTCH:g}", f"{number / NOTCH:g}"
