"""Tests of one value: `2`, `">= 2"`, `present`, a list, `{includes: [...]}`, or arithmetic over the brief's facts."""

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from designer.analysis.element import claimed
from designer.catalog.arithmetic import Arithmetic
from designer.catalog.words import Phrase, tokens
from designer.errors import DesignerError, suggestion
from designer.model.design import PropertyValue
from designer.model.scenario import Brief
from designer.rules.outcome import Truth

COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "==": operator.eq,
}
_COMPARISON = re.compile(r"\s*(>=|<=|==|>|<)\s*(.+)")
_SIGNS = ("=", "<", ">", "!", "~", "≥", "≤", "≠", "≈")
"""What nothing but a comparison begins with."""
_BRIEF = "brief."
TOLERANCE = 1e-9
"""Relative; so that a sum of floats that meets its limit exactly does not miss it."""


@dataclass(frozen=True)
class Expression:
    """Arithmetic over numbers and facts of the brief, e.g. `1.25 * $brief.p99_ms`."""

    text: str
    arithmetic: Arithmetic

    @classmethod
    @lru_cache(maxsize=1024)
    def parse(cls, text: str) -> "Expression":
        """Read an expression; raises DesignerError for anything but numbers, facts and plain arithmetic."""
        remedy = "write e.g. '1.25 * $brief.p99_ms'"
        try:
            arithmetic = Arithmetic.parse(text.replace("$brief.", _BRIEF))
        except DesignerError:
            raise DesignerError(f"'{text}' is no arithmetic", remedy=remedy) from None
        for name in arithmetic.names:
            if not name.startswith(_BRIEF):
                raise DesignerError(f"'{text}' is no arithmetic", remedy=remedy)
            if (fact := name.removeprefix(_BRIEF)) not in Brief.model_fields:
                raise DesignerError(f"the brief has no fact '{fact}'", remedy=suggestion(fact, Brief.model_fields))
        return cls(text, arithmetic)

    def value(self, brief: Brief) -> float | None:
        """Compute it; None where the brief does not have a fact."""
        if not self._names:
            return self._constant
        return self.arithmetic.value(lambda name: brief.number(name.removeprefix(_BRIEF)))

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return self.arithmetic.names

    @cached_property
    def _constant(self) -> float | None:
        return self.arithmetic.value(lambda _: None)


@dataclass(frozen=True)
class Test:
    """A test of one value. `claims` says that it is satisfied by ticking or writing something, not by counting."""

    wanted: str
    check: Callable[[PropertyValue, frozenset[str], Brief], Truth]
    claims: bool

    def __call__(self, value: PropertyValue, concepts: frozenset[str], brief: Brief) -> Truth:
        """Test a value, with the concepts that were read out of it where it has some."""
        return self.check(value, concepts, brief)


def parse_test(spec: Any) -> Test:  # noqa: ANN401 (whatever stands in the rubric)
    """Read a test; raises DesignerError for what is none."""
    match spec:
        case bool():
            return Test("yes" if spec else "no", lambda value, _, __: is_claimed(value) is spec, claims=spec)
        case "present":
            return Test("anything", lambda value, _, __: is_claimed(value), claims=True)
        case int() | float():
            return _comparison("==", str(spec))
        case str() if match_ := _COMPARISON.fullmatch(spec):
            return _comparison(match_[1], match_[2])
        case str() if spec.lstrip().startswith(_SIGNS):
            near = suggestion(spec.lstrip()[:2], COMPARISONS)
            raise DesignerError(
                f"'{spec}' is no comparison", remedy=near or f"write {', '.join(COMPARISONS)} and a number"
            )
        case str() | [str(), *_]:
            return _one_of([spec] if isinstance(spec, str) else list(map(str, spec)))
        case {"includes": [str(), *_] as wanted} if len(spec) == 1:
            return _includes(frozenset(wanted))
    raise DesignerError(f"'{spec}' is no test", remedy="write e.g. 2, '>= 2', present, [a, b] or {includes: [a]}")


def is_claimed(value: PropertyValue) -> bool:
    """Say whether a value claims something: a yes, a number, or words that neither deny it nor put it off."""
    return claimed(value) if isinstance(value, str) else value is not None and value is not False and value != ()


def _comparison(comparison: str, right: str) -> Test:
    compare, expression = COMPARISONS[comparison], Expression.parse(right)

    def check(value: PropertyValue, _: frozenset[str], brief: Brief) -> Truth:
        limit = expression.value(brief)
        if limit is None or value is None or isinstance(value, (bool, str, tuple)):
            return None
        slack = TOLERANCE * abs(limit) if comparison in {">=", "<="} else 0.0
        return compare(value, limit - slack if comparison == ">=" else limit + slack)

    return Test(f"{comparison} {right}", check, claims=False)


def _one_of(options: list[str]) -> Test:
    known = {tokens(option) for option in options}

    def check(value: PropertyValue, concepts: frozenset[str], _: Brief) -> Truth:
        return not concepts.isdisjoint(options) or (isinstance(value, str) and tokens(value) in known)

    return Test(" or ".join(option.replace("_", " ") for option in options), check, claims=True)


def _includes(wanted: frozenset[str]) -> Test:
    def check(_: PropertyValue, concepts: frozenset[str], __: Brief) -> Truth:
        return wanted <= concepts

    words = ", ".join(sorted(word.replace("_", " ") for word in wanted))
    return Test(words, check, claims=True)


SAYS = "says"
"""What stands in the place of a property's name where any of a person's own words may say it."""


def asked(where: Iterable[tuple[str, Test]]) -> str:
    """Put in words what is asked of several properties.

    >>> asked([("hedge_after_ms", parse_test("> 0")), (SAYS, parse_saying(["daily"]))])
    '“hedge after ms”: > 0 and “daily”'
    """
    named = ((f"“{name.replace('_', ' ')}”: " if name != SAYS else "", test.wanted) for name, test in where)
    return " and ".join(f"{name}{wanted}" for name, wanted in named)


def parse_saying(spec: Any) -> Test:  # noqa: ANN401 (whatever stands in the rubric)
    """Read what is to be said: phrases of which any will do, or lists of them, one of each; raises DesignerError.

    A phrase is looked for in whole words, whatever the case, punctuation or plural, wherever it stands.
    """
    groups = spec if isinstance(spec, list) and spec and isinstance(spec[0], list) else [spec]
    for group in groups:
        phrases = group if isinstance(group, list) else []
        if not phrases or not all(isinstance(each, (str, int)) and tokens(str(each)) for each in phrases):
            raise DesignerError(f"'{group}' is nothing to say", remedy="give phrases: [opt out, unsubscribed]")
    wanted = [[str(phrase) for phrase in group] for group in groups]
    looked_for = [_by_first_word(map(tokens, group)) for group in wanted]

    def check(value: PropertyValue, _: frozenset[str], __: Brief) -> Truth:
        said = [tokens(text) for text in value] if isinstance(value, tuple) else []
        return all(any(_says_one(text, group) for text in said) for group in looked_for)

    told = " and ".join(" or ".join(f"“{phrase}”" for phrase in group[:SHOWN_PHRASES]) for group in wanted)
    return Test(told, check, claims=True)


SHOWN_PHRASES = 3
"""Of the phrases that mean the same, a message gives the first few."""


def _by_first_word(phrases: Iterable[Phrase]) -> Mapping[str, list[Phrase]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0], []).append(phrase)
    return found


def _says_one(text: Phrase, phrases: Mapping[str, list[Phrase]]) -> bool:
    """Say whether one of the phrases, kept by their first words, stands in a text."""
    if phrases.keys().isdisjoint(text):  # as of most texts, and soon told
        return False
    return any(
        text[start : start + len(phrase)] == phrase
        for start, word in enumerate(text)
        if word in phrases
        for phrase in phrases[word]
    )


_WORDS = {"<=": "at most", ">=": "at least", "<": "less than", ">": "more than", "==": "exactly"}


@lru_cache(maxsize=256)
def _expression(text: str) -> Expression:
    return Expression.parse(text)


def limit_text(test: Test, brief: Brief, write: Callable[[float], str]) -> str:
    """Write what a comparison asks for, with the brief's number in it: "at most 80 ms"."""
    match = _COMPARISON.fullmatch(test.wanted)
    value = _expression(match[2]).value(brief) if match else None
    return f"{_WORDS[match[1]]} {write(value)}" if match and value is not None else test.wanted
