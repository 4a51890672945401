"""`framed`: the person has said what the problem is, in the drawing's framing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from designer.errors import suggestion
from designer.model.design import Framing
from designer.rules.outcome import Outcome
from designer.rules.value_test import is_claimed

if TYPE_CHECKING:
    from designer.catalog.source import Location
    from designer.rules.compiler import Compiler
    from designer.rules.view import Environment, View

FIELDS = ("objective", "metrics", "guardrail")


@dataclass(frozen=True)
class Framed:
    """Holds where the framing says something under every name that is asked for."""

    key: ClassVar[str] = "framed"
    shows: ClassVar[bool] = False
    claims: ClassVar[bool] = True
    asked: tuple[str, ...]

    @classmethod
    def compile(cls, spec: Any, compiler: Compiler, at: Location) -> Framed:  # noqa: ANN401 (plain data)
        """Read a name, or a list of names."""
        asked = tuple(map(str, spec if isinstance(spec, list) else [spec]))
        if not asked:
            compiler.report("'framed' names nothing", at, f"name one of {', '.join(FIELDS)}")
        for name in asked:
            if name not in FIELDS:
                compiler.report(f"a framing has no '{name}'", at, suggestion(name, FIELDS))
        return cls(asked)

    def evaluate(self, view: View, names: Environment) -> Outcome:  # noqa: ARG002 (one signature for all)
        """Look the names up."""
        silent = [name for name in self.asked if not says(view.framing, name)]
        return Outcome(truth=not silent, text=f"the framing names no {' and no '.join(silent)}" if silent else "")


def says(framing: Framing, name: str) -> bool:
    """Say whether something stands under a name, blanks aside."""
    value = getattr(framing, name)
    return any(is_claimed(text.strip()) for text in ([value] if isinstance(value, str) else value))
