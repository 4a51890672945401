"""`path`: something gets from one place to another over connections of some kinds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from designer.rules.outcome import Outcome
from designer.rules.selector import nothing, told

if TYPE_CHECKING:
    from designer.catalog.source import Location
    from designer.rules.compiler import Compiler
    from designer.rules.selector import Selector
    from designer.rules.view import Environment, Over, View


@dataclass(frozen=True)
class Path:
    """Holds where a way is drawn; a shortest one is the witness."""

    key: ClassVar[str] = "path"
    shows: ClassVar[bool] = True
    source: Selector
    target: Selector
    over: Over

    @classmethod
    def compile(cls, spec: Any, compiler: Compiler, at: Location) -> Path:  # noqa: ANN401 (plain data)
        """Read `{from, to, over}`."""
        fields = compiler.fields(spec, at, {"from", "to", "over"})
        return cls(
            source=compiler.selector(fields.get("from", "any"), (*at, "from")),
            target=compiler.selector(fields.get("to", "any"), (*at, "to")),
            over=compiler.over(fields.get("over", "data"), (*at, "over")),
        )

    @property
    def claims(self) -> bool:
        """Say whether ticked properties decide what is a start or an end."""
        return self.source.claims or self.target.claims

    def evaluate(self, view: View, names: Environment) -> Outcome:
        """Walk from the starts."""
        sources, targets = self.source.members(view, names), self.target.members(view, names)
        if not sources or not targets:
            return nothing(self.target if sources else self.source, view, names)
        met = view.walk(sources, self.over).keys() & targets
        if not met:
            return Outcome(truth=False, witness=tuple(sorted(sources)[:3]), text=lambda: self._told(view, targets))
        return Outcome(
            truth=True,
            witness=lambda: view.way(sources, self.over, min(met)),
            text=lambda: view.names(sorted(met)),
        )

    def _told(self, view: View, targets: frozenset[str]) -> str:
        return f"nothing leads from {self.source.words} to {told(self.target, view, targets)}"
