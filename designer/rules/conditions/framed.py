"""`framed`: the person has said what the problem is, in the drawing's framing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from designer.catalog.words import words
from designer.errors import suggestion
from designer.model.design import Framing
from designer.rules.outcome import Outcome
from designer.rules.value_test import is_claimed

if TYPE_CHECKING:
    from designer.catalog.source import Location
    from designer.rules.compiler import Compiler
    from designer.rules.view import Environment, View

FIELDS = ("objective", "metrics", "guardrail")
FAMILY = "signals"
"""The dictionary by which the words of a framing are read: what a monitor may watch."""
_PARTS = re.compile(r"[,;]|\band\b")


@dataclass(frozen=True)
class Asked:
    """One name of a framing, and what its words are to be of: some concepts, or anything beside some others."""

    name: str
    of: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()

    def is_met(self, view: View) -> bool:
        """Say whether anything that stands under the name is of what is asked for."""
        texts = said(view.framing, self.name)
        parts = [part for text in texts for part in _PARTS.split(text) if part.strip()]
        if not self.of and not self.beside:
            return bool(texts)
        found = [view.words.understand(FAMILY, part).concepts for part in parts]
        if self.beside:
            return any(not concepts or not concepts <= self.beside for concepts in found)
        return any(concepts & self.of for concepts in found)


@dataclass(frozen=True)
class Framed:
    """Holds where the framing says something under every name that is asked for.

    `{metrics: {beside: [latency]}}` asks for a part that is of something else, `{objective: {of: [business]}}` for one
    that is of it: what a monitor's words mean.
    """

    key: ClassVar[str] = "framed"
    shows: ClassVar[bool] = False
    claims: ClassVar[bool] = True
    asked: tuple[Asked, ...]

    @classmethod
    def compile(cls, spec: Any, compiler: Compiler, at: Location) -> Framed:  # noqa: ANN401 (plain data)
        """Read a name, a list of names, or a map from names to what is wanted of each."""
        names = spec if isinstance(spec, (dict, list)) else [spec]
        wanted = {str(name): spec[name] if isinstance(spec, dict) else None for name in names}
        if not wanted:
            compiler.report("'framed' names nothing", at, f"name one of {', '.join(FIELDS)}")
        for name in wanted:
            if name not in FIELDS:
                compiler.report(f"a framing has no '{name}'", at, suggestion(name, FIELDS))
        return cls(tuple(_asked(name, tests, compiler, at) for name, tests in wanted.items()))

    def evaluate(self, view: View, names: Environment) -> Outcome:  # noqa: ARG002 (one signature for all)
        """Look the names up."""
        silent = [each.name for each in self.asked if not each.is_met(view)]
        return Outcome(truth=not silent, text=f"the framing names no {' and no '.join(silent)}" if silent else "")


def _asked(name: str, tests: Any, compiler: Compiler, at: Location) -> Asked:  # noqa: ANN401 (plain data)
    """Read what is wanted of a name: nothing, or concepts under `of` or `beside`."""
    if tests is None:
        return Asked(name)
    known = words().concepts(FAMILY)
    wanted: dict[str, frozenset[str]] = {}
    for key, concepts in compiler.fields(tests, (*at, name), set(), {"of", "beside"}).items():
        wanted[str(key)] = frozenset(map(str, concepts if isinstance(concepts, list) else [concepts]))
        for concept in sorted(wanted[str(key)].difference(known)):
            compiler.report(f"no words mean '{concept}'", (*at, name, key), suggestion(concept, known))
    return Asked(name, wanted.get("of", frozenset()), wanted.get("beside", frozenset()))


def said(framing: Framing, name: str) -> list[str]:
    """Give what stands under a name, without blanks and what is denied or put off."""
    value = getattr(framing, name)
    return [text for text in ([value] if isinstance(value, str) else value) if is_claimed(text.strip())]
