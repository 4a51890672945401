"""`not`: a condition does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from designer.rules.outcome import Outcome

if TYPE_CHECKING:
    from designer.catalog.source import Location
    from designer.rules.compiler import Compiler, Condition
    from designer.rules.view import Environment, View


@dataclass(frozen=True)
class Negation:
    """Holds where the inner condition fails; what is unknown stays unknown."""

    key: ClassVar[str] = "not"
    inner: Condition

    @classmethod
    def compile(cls, spec: Any, compiler: Compiler, at: Location) -> Negation:  # noqa: ANN401 (plain data)
        """Read one condition."""
        return cls(compiler.condition(spec, at))

    @property
    def claims(self) -> bool:
        """Say whether the inner condition rests on ticked properties."""
        return self.inner.claims

    @property
    def shows(self) -> bool:
        """Say whether the inner condition asks for something drawn or computed."""
        return self.inner.shows

    def evaluate(self, view: View, names: Environment) -> Outcome:
        """Turn the inner truth round; what is rightly not there needs no words, and what is wrongly there few."""
        found = self.inner.evaluate(view, names)
        turned = None if found.truth is None else not found.truth
        return Outcome(
            truth=turned, witness=lambda: found.witness, text=lambda: "" if turned else found.text, aside=True
        )
