"""`all`: every one of several conditions holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from designer.rules.outcome import Outcome, conjunction

if TYPE_CHECKING:
    from designer.catalog.source import Location
    from designer.rules.compiler import Compiler, Condition
    from designer.rules.view import Environment, View


@dataclass(frozen=True)
class AllOf:
    """Holds where all parts do; the part that fails is the witness."""

    key: ClassVar[str] = "all"
    parts: tuple[Condition, ...]

    @classmethod
    def compile(cls, spec: Any, compiler: Compiler, at: Location) -> AllOf:  # noqa: ANN401 (plain data)
        """Read a list of conditions."""
        if not isinstance(spec, list) or not spec:
            compiler.report("'all' is a list of conditions", at)
            return cls(())
        return cls(tuple(compiler.condition(part, (*at, index)) for index, part in enumerate(spec)))

    @property
    def claims(self) -> bool:
        """Say whether a part rests on ticked properties."""
        return any(part.claims for part in self.parts)

    @property
    def shows(self) -> bool:
        """Say whether a part asks for something drawn or computed."""
        return any(part.shows for part in self.parts)

    def evaluate(self, view: View, names: Environment) -> Outcome:
        """Look at each part."""
        return conjunction(part.evaluate(view, names) for part in self.parts)
