"""`given`: the brief says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from designer.errors import DesignerError, suggestion
from designer.model.scenario import Brief
from designer.rules.outcome import Outcome
from designer.rules.value_test import Test, is_claimed, parse_test

if TYPE_CHECKING:
    from designer.catalog.source import Location
    from designer.rules.compiler import Compiler
    from designer.rules.view import Environment, View


@dataclass(frozen=True)
class Given:
    """Holds where every named fact of the brief is given, or is as asked."""

    key: ClassVar[str] = "given"
    shows: ClassVar[bool] = False
    claims: ClassVar[bool] = False
    facts: tuple[tuple[str, Test | None], ...]

    @classmethod
    def compile(cls, spec: Any, compiler: Compiler, at: Location) -> Given:  # noqa: ANN401 (plain data)
        """Read a fact, a list of facts, or a map from facts to tests."""
        asked = spec if isinstance(spec, dict) else dict.fromkeys(spec if isinstance(spec, list) else [spec])
        facts: list[tuple[str, Test | None]] = []
        if not asked:
            compiler.report("'given' names no fact of the brief", at, "name one, e.g. p99_ms")
        for fact, wanted in asked.items():
            if fact not in Brief.model_fields:
                compiler.report(f"the brief has no fact '{fact}'", at, suggestion(str(fact), Brief.model_fields))
            try:
                facts.append((str(fact), None if wanted is None else parse_test(wanted)))
            except DesignerError as error:
                compiler.report(error.what, (*at, fact), error.remedy)
        return cls(tuple(facts))

    def evaluate(self, view: View, names: Environment) -> Outcome:  # noqa: ARG002 (one signature for all)
        """Look the facts up; a fact that is absent is not given."""
        for fact, test in self.facts:
            stated = getattr(view.brief, fact)
            holds = is_claimed(stated) if test is None else test(stated, frozenset(), view.brief) is True
            if not holds:
                return Outcome(truth=False)
        return Outcome(truth=True)
