"""`told`: a condition that has words of its own for what is missing where it fails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from designer.rules.outcome import Outcome

if TYPE_CHECKING:
    from designer.catalog.source import Location
    from designer.rules.compiler import Compiler, Condition
    from designer.rules.view import Environment, View


@dataclass(frozen=True)
class Told:
    """Holds where the inner condition does; where that fails, `{witness}` stands for what it would say itself."""

    key: ClassVar[str] = "told"
    inner: Condition
    words: str

    @classmethod
    def compile(cls, spec: Any, compiler: Compiler, at: Location) -> Told:  # noqa: ANN401 (plain data)
        """Read `{that, else}`."""
        fields = compiler.fields(spec, at, {"that", "else"})
        return cls(compiler.condition(fields.get("that", {}), (*at, "that")), str(fields.get("else", "")))

    @property
    def claims(self) -> bool:
        """Say whether the inner condition rests on ticked properties."""
        return self.inner.claims

    @property
    def shows(self) -> bool:
        """Say whether the inner condition asks for something drawn or computed."""
        return self.inner.shows

    def evaluate(self, view: View, names: Environment) -> Outcome:
        """Look at the inner condition; put only its failure in other words."""
        found = self.inner.evaluate(view, names)
        if found.truth is not False:
            return found
        text = self.words
        return Outcome(
            truth=False,
            witness=lambda: found.witness,
            text=lambda: text.replace("{witness}", found.text) if "{witness}" in text else text,
        )
