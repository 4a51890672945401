"""`measure`: a number computed from the whole drawing is as asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from designer.analysis.cost import at_list_prices_usd_per_month, node_cost_usd_per_month
from designer.analysis.reliability import availability_text
from designer.catalog.quantity import format_number
from designer.errors import DesignerError, suggestion
from designer.rules.outcome import Outcome
from designer.rules.value_test import Test, limit_text, parse_test

if TYPE_CHECKING:
    from designer.analysis.estimate import Estimates
    from designer.catalog.source import Location
    from designer.rules.compiler import Compiler
    from designer.rules.view import Environment, View


COST = "cost_usd_per_month"
DEAREST = 3
"""Components that a cost names: those that cost most."""
NUMBERS: Mapping[str, tuple[Callable[[Estimates], float | None], Callable[[float], str]]] = {
    "p99_ms": (lambda estimates: estimates.p99_ms, lambda value: f"{format_number(round(value, 1))} ms"),
    "p99_sum_ms": (lambda estimates: estimates.p99_sum_ms, lambda value: f"{format_number(round(value, 1))} ms"),
    "p50_ms": (lambda estimates: estimates.p50_ms, lambda value: f"{format_number(round(value, 1))} ms"),
    "availability": (lambda estimates: estimates.availability, availability_text),
    "availability_by_drawn_rates": (lambda estimates: estimates.availability_by_drawn_rates, availability_text),
    COST: (
        lambda estimates: estimates.cost_usd_per_month,
        lambda value: f"{format_number(round(value))} $",
    ),
}
"""What can be measured: how it is computed, and how it is written."""


@dataclass(frozen=True)
class Measure:
    """Holds where the number meets the test; where no request path is drawn, there is nothing that could."""

    key: ClassVar[str] = "measure"
    shows: ClassVar[bool] = True
    claims: ClassVar[bool] = False
    number: str
    test: Test

    @classmethod
    def compile(cls, spec: Any, compiler: Compiler, at: Location) -> Measure:  # noqa: ANN401 (plain data)
        """Read `{what, is}`."""
        fields = compiler.fields(spec, at, {"what", "is"})
        what = str(fields.get("what", "p99_ms"))
        if what not in NUMBERS:
            compiler.report(f"'{what}' is not measured", (*at, "what"), suggestion(what, NUMBERS))
        try:
            return cls(what, parse_test(fields.get("is", 0)))
        except DesignerError as error:
            compiler.report(error.what, (*at, "is"), error.remedy)
            return cls(what, parse_test(0))

    def evaluate(self, view: View, names: Environment) -> Outcome:  # noqa: ARG002 (one signature for all)
        """Compute and compare."""
        compute, write = NUMBERS[self.number]
        value = compute(view.estimates)
        if value is None:
            blocking = view.graph.call_cycle or view.estimates.availabilities.overloaded(sorted(view.graph.path))
            return Outcome(truth=False, witness=blocking, text=lambda: view.estimates.why_none(self.number))
        holds = self.test(value, frozenset(), view.brief)
        listed = at_list_prices_usd_per_month(view.graph) if self.number == COST else 0.0
        of_ours = f" ({write(listed)} of it at list prices, since the drawing gives none)" if listed >= 1 else ""
        return Outcome(
            truth=holds,
            witness=lambda: self._witness(view, holds=bool(holds)),
            text=lambda: f"{write(value)}{of_ours}, {limit_text(self.test, view.brief, write)} wanted",
        )

    def _witness(self, view: View, *, holds: bool) -> tuple[str, ...]:
        """Name what makes the number: what is dear, what a request cannot do without, what it takes its time in.

        Of an availability that is too low, what a tenth of the downtime and more hangs on, the most first.
        """
        graph = view.graph
        worst = None if holds or self.number != "availability" else view.estimates.availabilities.worst
        if worst is not None:
            saved = {id_: each for id_, each in worst.saved().items() if id_ in graph.nodes}
            much = [id_ for id_ in saved if saved[id_] >= worst.unavailability / 10]
            if much:
                return tuple(sorted(much, key=lambda id_: (-saved[id_], id_)))
        if self.number == COST:
            costs = {node.id: node_cost_usd_per_month(node) or 0 for node in graph.nodes.values()}
            return tuple(sorted(costs, key=lambda id_: (-costs[id_], id_))[:DEAREST])
        return tuple(sorted(graph.hard_path if self.number == "availability" else graph.main_path))
