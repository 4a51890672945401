"""`has`: the subject's properties, counted, computed or ticked, are as asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from designer.catalog.quantity import format_number
from designer.rules.outcome import Outcome
from designer.rules.selector import truth
from designer.rules.value_test import SAYS, limit_text

if TYPE_CHECKING:
    from designer.catalog.source import Location
    from designer.rules.compiler import Compiler
    from designer.rules.value_test import Test
    from designer.rules.view import Environment, View


@dataclass(frozen=True)
class Has:
    """Holds where the innermost named subject meets every test."""

    key: ClassVar[str] = "has"
    subject: str
    where: tuple[tuple[str, Test], ...]

    @classmethod
    def compile(cls, spec: Any, compiler: Compiler, at: Location) -> Has:  # noqa: ANN401 (plain data)
        """Read a map from properties to tests."""
        if not compiler.names:
            compiler.report("'has' needs a subject", at, "give the rule a 'for: {each, as}'")
        compiler.used += compiler.names[-1:]
        return cls(compiler.names[-1] if compiler.names else "", compiler.tests(spec, at))

    @property
    def claims(self) -> bool:
        """Say whether something ticked is asked for."""
        return any(test.claims for _, test in self.where)

    @property
    def shows(self) -> bool:
        """Say whether a number that is counted or computed is asked for."""
        return any(not test.claims for _, test in self.where)

    def evaluate(self, view: View, names: Environment) -> Outcome:
        """Test the subject; tell what stands there instead."""
        id_ = names[self.subject]
        found = [truth(view, id_, (asked,)) for asked in self.where]
        holds = False if False in found else None if None in found else True
        told = [asked for asked, each in zip(self.where, found, strict=True) if each is holds]
        return Outcome(
            truth=holds, witness=(id_,), text=lambda: ", ".join(self._told(view, id_, *asked) for asked in told)
        )

    def _told(self, view: View, id_: str, name: str, test: Test) -> str:
        if name == SAYS:
            said = test(view.said[id_], frozenset(), view.brief)
            return f"{'its words speak' if said else 'none of its words speak'} of {test.wanted}"
        value = view.value(view.graph.nodes[id_], name)
        words, write = _written(name)
        if value == float("inf"):
            return "nothing writes it" if name == "staleness_s" else "no capacity is left"
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return f"{words} {write(value)}, {limit_text(test, view.brief, write)} wanted"
        if isinstance(value, bool):
            return words if value else f"not {words}"
        if value is None:
            return f"{words} is not stated"
        return f"{words} is {', '.join(value) if isinstance(value, tuple) else value}, {test.wanted} wanted"


AGES = {"staleness_s": "age", "runs_every_s": "interval", "label_maturity_s": "wait for labels"}
"""Stretches of time that are written in the largest unit that they fill, by their names in a sentence."""


def _written(name: str) -> tuple[str, Callable[[float], str]]:
    """Give a number's name without its unit, and the way in which it is written with it."""
    words = name.replace("_", " ")
    if name.startswith("utilisation"):
        return "utilisation", lambda value: f"{value * 100:,.0f} %"
    if name in AGES:
        return AGES[name], _age
    for ending, unit in ((" per s", " /s"), (" ms", " ms"), (" s", " s")):
        if words.endswith(ending):
            return words.removesuffix(ending), lambda value, unit=unit: _number(value) + unit
    return words, _number


def _number(value: float) -> str:
    return format_number(round(value, 3))


def _age(seconds: float) -> str:
    """Write a stretch of time in the largest unit that it fills: 86400 is "1 d"."""
    for unit, length in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= length:
            return f"{format_number(round(seconds / length, 1))} {unit}"
    return f"{_number(seconds)} s"
