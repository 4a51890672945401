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
class Framed:
    """Holds where the framing says something under every name that is asked for.

    `{metrics: {beside: [latency]}}` asks for a part that is of something else, `{objective: {of: [business]}}` for one
    that is of it: what a monitor's words mean.
    """

    key: ClassVar[str] = "framed"
    shows: ClassVar[bool] = False
    claims: ClassVar[bool] = True
    asked: tuple[str, ...]
    of: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()

    @classmethod
    def compile(cls, spec: Any, compiler: Compiler, at: Location) -> Framed:  # noqa: ANN401 (plain data)
        """Read a name, a list of names, or a map from one to what is wanted of it."""
        wanted: dict[str, frozenset[str]] = {}
        if isinstance(spec, dict):
            for name, tests in spec.items():
                for key, concepts in compiler.fields(tests, (*at, name), set(), {"of", "beside"}).items():
                    wanted[key] = frozenset(map(str, concepts))
                    known = words().concepts(FAMILY)
                    for concept in sorted(wanted[key].difference(known)):
                        compiler.report(f"no words mean '{concept}'", (*at, name, key), suggestion(concept, known))
            spec = list(spec)
        asked = tuple(map(str, spec if isinstance(spec, list) else [spec]))
        if not asked:
            compiler.report("'framed' names nothing", at, f"name one of {', '.join(FIELDS)}")
        for name in asked:
            if name not in FIELDS:
                compiler.report(f"a framing has no '{name}'", at, suggestion(name, FIELDS))
        return cls(asked, **wanted)

    def evaluate(self, view: View, names: Environment) -> Outcome:  # noqa: ARG002 (one signature for all)
        """Look the names up."""
        silent = [
            name for name in self.asked if not any(self._is_wanted(view, text) for text in said(view.framing, name))
        ]
        return Outcome(truth=not silent, text=f"the framing names no {' and no '.join(silent)}" if silent else "")

    def _is_wanted(self, view: View, text: str) -> bool:
        """Say whether one part of a text is of what is asked for, or of anything beside what does not count."""
        found = [view.words.understand(FAMILY, part).concepts for part in _PARTS.split(text) if part.strip()]
        if self.beside:
            return any(not concepts or not concepts <= self.beside for concepts in found)
        return not self.of or any(concepts & self.of for concepts in found)


def said(framing: Framing, name: str) -> list[str]:
    """Give what stands under a name, without blanks and what is denied or put off."""
    value = getattr(framing, name)
    return [text for text in ([value] if isinstance(value, str) else value) if is_claimed(text.strip())]
