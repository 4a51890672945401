"""`chain`: a row of components, each joined to the next in the way that is asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from designer.rules.outcome import Outcome, kinds_text
from designer.rules.selector import nothing, told

if TYPE_CHECKING:
    from designer.analysis.element import Edge
    from designer.catalog.source import Location
    from designer.model.design import ConnectionKind
    from designer.rules.compiler import Compiler
    from designer.rules.selector import Selector
    from designer.rules.view import Environment, View


Layer: TypeAlias = "dict[str, Edge | None]"
"""What a step reached, each with the connection by which it did."""


@dataclass(frozen=True)
class Step:
    """The next connection of a chain and where it ends."""

    kinds: frozenset[ConnectionKind]
    parts: frozenset[str]
    target: Selector


@dataclass(frozen=True)
class Chain:
    """Holds where every step can be taken; where it stops is told."""

    key: ClassVar[str] = "chain"
    shows: ClassVar[bool] = True
    start: Selector
    steps: tuple[Step, ...]

    @classmethod
    def compile(cls, spec: Any, compiler: Compiler, at: Location) -> Chain:  # noqa: ANN401 (plain data)
        """Read a selector and then steps `{edge, role, to}`."""
        if not isinstance(spec, list) or len(spec) < 2:  # noqa: PLR2004 (a start and a step)
            compiler.report("'chain' is a list: a start, then steps {edge, to}", at)
            return cls(compiler.selector("any", at), ())
        steps = tuple(cls._step(part, compiler, (*at, index)) for index, part in enumerate(spec) if index)
        return cls(compiler.selector(spec[0], (*at, 0)), steps)

    @classmethod
    def _step(cls, spec: Any, compiler: Compiler, at: Location) -> Step:  # noqa: ANN401 (plain data)
        fields = compiler.fields(spec, at, {"edge", "to"}, {"role"})
        kinds = compiler.edge_kinds(fields.get("edge", "data"), (*at, "edge"))
        return Step(kinds, compiler.parts(fields, at), compiler.selector(fields.get("to", "any"), (*at, "to")))

    @property
    def claims(self) -> bool:
        """Say whether ticked properties decide a step."""
        return self.start.claims or any(step.target.claims for step in self.steps)

    def evaluate(self, view: View, names: Environment) -> Outcome:
        """Take all steps at once from all that the step before reached; those without a name once a drawing."""
        key = ("chain", id(self))
        if self._closed and key not in view.chains:
            view.chains[key] = self._walk(view, names, [self._begun(view, names)], self.steps[: self._closed - 1])
        begun = view.chains[key] if self._closed else [self._begun(view, names)]
        if not begun[0]:
            return nothing(self.start, view, names)
        layers = self._walk(view, names, begun, self.steps[len(begun) - 1 :]) if begun[-1] else begun
        if not layers[-1]:
            step = self.steps[len(layers) - 2]
            return self._stopped(view, step, layers[:-1], step.target.members(view, names))
        return Outcome(truth=True, witness=lambda: _row(layers))

    @cached_property
    def _closed(self) -> int:
        """Count the start and the steps after it that no name of the rule changes."""
        parts = (self.start, *(step.target for step in self.steps))
        return next((count for count, part in enumerate(parts) if not part.closed), len(parts))

    def _begun(self, view: View, names: Environment) -> Layer:
        return dict.fromkeys(sorted(self.start.members(view, names)))

    def _walk(self, view: View, names: Environment, begun: list[Layer], steps: tuple[Step, ...]) -> list[Layer]:
        """Add what each step reaches; the last is empty where one could not be taken."""
        layers = list(begun)
        for step in steps if layers[-1] else ():
            targets = step.target.members(view, names)
            kinds = sorted(step.kinds)
            reached: Layer = {}
            for id_ in layers[-1]:
                for edge in view.graph.leaving(id_, kinds):
                    if edge.target in targets and (not step.parts or edge.role in step.parts):
                        reached.setdefault(edge.target, edge)
            layers.append(reached)
            if not reached:
                break
        return layers

    def _stopped(self, view: View, step: Step, layers: list[Layer], targets: frozenset[str]) -> Outcome:
        def text() -> str:
            wanted, ends = kinds_text(step.kinds, step.parts), view.names(sorted(layers[-1]))
            return f"no {wanted}connection from {ends} to {told(step.target, view, targets)}"

        return Outcome(truth=False, witness=lambda: _row(layers)[-5:], text=text)


def _row(layers: list[Layer]) -> tuple[str, ...]:
    """Give one whole row backwards from its end, components and connections."""
    end = min(layers[-1])
    row = [end]
    for layer in reversed(layers[1:]):
        edge = layer[end]
        if edge is None:
            break
        row += [edge.id, edge.source]
        end = edge.source
    return tuple(reversed(row))
