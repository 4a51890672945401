"""`some`: there is such a component, and where asked, one of which a further condition holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from designer.rules.outcome import Outcome

if TYPE_CHECKING:
    from designer.catalog.source import Location
    from designer.rules.compiler import Compiler, Condition
    from designer.rules.selector import Selector
    from designer.rules.view import Environment, View


@dataclass(frozen=True)
class Some:
    """Holds where the selector gives something; with `that`, something under the name `as` for which `that` holds."""

    key: ClassVar[str] = "some"
    each: Selector
    name: str = ""
    that: Condition | None = None

    @classmethod
    def compile(cls, spec: Any, compiler: Compiler, at: Location) -> Some:  # noqa: ANN401 (plain data)
        """Read a selector, or `{each, as, that}`."""
        if not (isinstance(spec, dict) and "that" in spec):
            return cls(compiler.selector(spec, at))
        fields = compiler.fields(spec, at, {"each", "as", "that"})
        if not fields:
            return cls(compiler.selector("any", at))
        inner = compiler.binding(fields["as"], (*at, "as"))
        each = compiler.selector(fields["each"], (*at, "each"))
        return cls(each, inner.names[-1], inner.condition(fields["that"], (*at, "that")))

    @property
    def claims(self) -> bool:
        """Say whether ticked properties decide."""
        return self.each.claims or (self.that is not None and self.that.claims)

    @property
    def shows(self) -> bool:
        """Say whether what is looked for has to be joined, or to have something drawn about it."""
        return self.each.shows or (self.that is not None and self.that.shows)

    def evaluate(self, view: View, names: Environment) -> Outcome:
        """Try one after the other; the first that holds is the witness, else the one that came nearest is told."""
        members = sorted(self.each.members(view, names))
        if not members:
            return Outcome(truth=False, words=lambda: f"no {self.each.words}")
        if self.that is None:
            witness = (*self._witness(view, names, members[0]), *members[1:3])
            return Outcome(truth=True, witness=tuple(dict.fromkeys(witness)), words=lambda: view.names(members))
        unsettled = Outcome(truth=False)
        for id_ in members:
            found = self.that.evaluate(view, {**names, self.name: id_})
            if found.truth:
                witness = (*self._witness(view, names, id_), *found.witness)
                return Outcome(truth=True, witness=tuple(dict.fromkeys(witness)), words=found.words)
            if not unsettled.text or (found.truth is None and unsettled.truth is False):
                unsettled = Outcome(truth=found.truth, witness=(id_, *found.witness), words=found.words)
        return unsettled

    def _witness(self, view: View, names: Environment, id_: str) -> tuple[str, ...]:
        """Give a component with the connections that make it one of those that are looked for."""
        return (id_, *self.each.ties(view, names, id_))
