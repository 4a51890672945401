"""`not`: a condition does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from designer.rules.compiler import Condition
from designer.rules.outcome import Outcome
from designer.rules.wrapping import Wrapping

if TYPE_CHECKING:
    from designer.catalog.source import Location
    from designer.rules.compiler import Compiler
    from designer.rules.view import Environment, View


@dataclass(frozen=True)
class Negation(Wrapping[Condition]):
    """Holds where the inner condition fails; what is unknown stays unknown."""

    key: ClassVar[str] = "not"

    @classmethod
    def compile(cls, spec: Any, compiler: Compiler, at: Location) -> Negation:  # noqa: ANN401 (plain data)
        """Read one condition."""
        return cls(compiler.condition(spec, at))

    def evaluate(self, view: View, names: Environment) -> Outcome:
        """Turn the inner truth round; what is rightly not there needs no words, and what is wrongly there few."""
        found = self.inner.evaluate(view, names)
        turned = None if found.truth is None else not found.truth
        return Outcome(
            truth=turned, witness=lambda: found.witness, text=lambda: "" if turned else found.text, aside=True
        )
