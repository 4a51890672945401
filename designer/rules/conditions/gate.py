"""`gate`: nothing gets from one place to another but through a gate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from designer.rules.outcome import Outcome
from designer.rules.selector import nothing, told
from designer.rules.view import row

if TYPE_CHECKING:
    from designer.catalog.source import Location
    from designer.rules.compiler import Compiler
    from designer.rules.selector import Selector
    from designer.rules.view import Environment, Over, View


@dataclass(frozen=True)
class Gate:
    """Holds where a way is drawn, and taking the gates out leaves none; a way past the gates is the witness."""

    key: ClassVar[str] = "gate"
    shows: ClassVar[bool] = True
    source: Selector
    target: Selector
    through: Selector
    over: Over

    @classmethod
    def compile(cls, spec: Any, compiler: Compiler, at: Location) -> Gate:  # noqa: ANN401 (plain data)
        """Read `{from, to, through, over}`."""
        fields = compiler.fields(spec, at, {"from", "to", "through", "over"})
        return cls(
            source=compiler.selector(fields.get("from", "any"), (*at, "from")),
            target=compiler.selector(fields.get("to", "any"), (*at, "to")),
            through=compiler.selector(fields.get("through", "any"), (*at, "through")),
            over=compiler.over(fields.get("over", "data"), (*at, "over")),
        )

    @property
    def claims(self) -> bool:
        """Say whether ticked properties decide what is a gate."""
        return self.through.claims or self.source.claims or self.target.claims

    def evaluate(self, view: View, names: Environment) -> Outcome:
        """Walk once with the gates and once without."""
        sources, targets = self.source.members(view, names), self.target.members(view, names)
        if not sources:
            return nothing(self.source, view, names)
        reach = view.walk(sources, self.over).keys()
        met = reach & targets
        if not met:
            return Outcome(truth=False, witness=tuple(sorted(targets)[:3]), text=lambda: self._told(view, targets))
        gates = self.through.members(view, names)
        past = view.walk(sources, self.over, blocked=frozenset(gates & reach))
        reached = targets & past.keys()
        loose = next((id_ for id_ in past if id_ in reached), "") if reached else ""
        if not loose:
            return Outcome(
                truth=True,
                witness=lambda: view.way(sources, self.over, min(met)),
                text=lambda: view.names(sorted(gates & reach)),
            )
        way = row(past, loose)[::-1]
        return Outcome(
            truth=False, witness=way, text=lambda: " → ".join(view.name(id_) for id_ in way if id_ in view.graph.nodes)
        )

    def _told(self, view: View, targets: frozenset[str]) -> str:
        return f"nothing leads from {self.source.words} to {told(self.target, view, targets)}"
