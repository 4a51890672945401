"""`some`: there is such a component, and where asked, one of which a further condition holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from designer.rules.outcome import Ids, Outcome
from designer.rules.selector import nothing

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
            return nothing(self.each, view, names)
        if self.that is None:
            return Outcome(
                truth=True,
                witness=lambda: self._tied(view, names, members[0], tuple(members[1:3])),
                text=lambda: view.names(members),
            )
        unsettled = Outcome(truth=False)
        for id_ in members:
            found = self.that.evaluate(view, {**names, self.name: id_})
            if found.truth:
                return self._holds(view, names, id_, found)
            if not unsettled.text or (found.truth is None and unsettled.truth is False):
                unsettled = _lacks(id_, found)
        return unsettled

    def _holds(self, view: View, names: Environment, id_: str, found: Outcome) -> Outcome:
        return Outcome(
            truth=True,
            witness=lambda: self._tied(view, names, id_, found.witness),
            text=lambda: found.text or view.names([id_]),
        )

    def _tied(self, view: View, names: Environment, id_: str, more: Ids) -> Ids:
        """Give a component with the connections that make it one of those that are looked for, and more."""
        return tuple(dict.fromkeys((id_, *self.each.ties(view, names, id_), *more)))


def _lacks(id_: str, found: Outcome) -> Outcome:
    return Outcome(truth=found.truth, witness=lambda: (id_, *found.witness), text=lambda: found.text)
