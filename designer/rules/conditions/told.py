"""`told`: a condition that has words of its own for what is missing where it fails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from designer.rules.compiler import Condition, Malformed
from designer.rules.outcome import Outcome
from designer.rules.wrapping import Wrapping

if TYPE_CHECKING:
    from designer.catalog.source import Location
    from designer.rules.compiler import Compiler
    from designer.rules.view import Environment, View


@dataclass(frozen=True)
class Told(Wrapping[Condition]):
    """Holds where the inner condition does; where that fails, `{witness}` stands for what it would say itself."""

    key: ClassVar[str] = "told"
    words: str

    @classmethod
    def compile(cls, spec: Any, compiler: Compiler, at: Location) -> Condition:  # noqa: ANN401 (plain data)
        """Read `{that, else}`."""
        fields = compiler.fields(spec, at, {"that", "else"})
        if not fields:
            return Malformed()
        return cls(compiler.condition(fields["that"], (*at, "that")), str(fields["else"]))

    def evaluate(self, view: View, names: Environment) -> Outcome:
        """Look at the inner condition; put only its failure in other words."""
        found = self.inner.evaluate(view, names)
        if found.truth is not False:
            return found
        return Outcome(
            truth=False,
            witness=lambda: found.witness,
            text=lambda: self.words.replace("{witness}", found.text) if "{witness}" in self.words else self.words,
        )
