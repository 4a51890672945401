"""`meet`: two sets have a component in common, or two of theirs say the same of a property."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from designer.analysis.naming import quoted
from designer.catalog.words import tokens
from designer.rules.outcome import Outcome, none_of
from designer.rules.selector import nothing

if TYPE_CHECKING:
    from designer.catalog.source import Location
    from designer.rules.compiler import Compiler
    from designer.rules.selector import Selector
    from designer.rules.view import Environment, View


@dataclass(frozen=True)
class Meet:
    """Holds where left and right share a component; with `by`, where their words for that property do.

    What the one states is then part of what the other does: what is kept by call and segment is found by call.
    """

    key: ClassVar[str] = "meet"
    left: Selector
    right: Selector
    by: str | None

    @classmethod
    def compile(cls, spec: Any, compiler: Compiler, at: Location) -> Meet:  # noqa: ANN401 (plain data)
        """Read `{left, right, by}`."""
        fields = compiler.fields(spec, at, {"left", "right"}, {"by"})
        if "by" in fields:
            compiler.tests({fields["by"]: "present"}, (*at, "by"))
        left = compiler.selector(fields.get("left", "any"), (*at, "left"))
        right = compiler.selector(fields.get("right", "any"), (*at, "right"))
        return cls(left, right, fields.get("by"))

    @property
    def claims(self) -> bool:
        """Say whether a stated property decides."""
        return self.by is not None or self.left.claims or self.right.claims

    @property
    def shows(self) -> bool:
        """Say whether the drawing decides what meets, beside what is stated."""
        return self.by is None or self.left.shows or self.right.shows

    def evaluate(self, view: View, names: Environment) -> Outcome:
        """Compare the two sets."""
        left, right = self.left.members(view, names), self.right.members(view, names)
        if not left or not right:
            return nothing(self.right if left else self.left, view, names)
        if self.by is None:
            both = sorted(left & right)
            return Outcome(
                truth=bool(both),
                witness=tuple(both[:3]),
                text=lambda: view.names(both) or f"{none_of(self.left.words)} in common",
            )
        return self._by_property(view, left, right, self.by)

    def _by_property(self, view: View, left: frozenset[str], right: frozenset[str], name: str) -> Outcome:
        said, answered = _stated(view, left, name), _stated(view, right, name)
        if not said or not answered:
            silent = sorted(right if said else left)
            return Outcome(truth=None, witness=tuple(silent[:3]), text=f"{name} is not stated by {view.names(silent)}")
        for words, id_ in sorted(said.items()):
            for others, other in sorted(answered.items()):
                if set(words) <= set(others) or set(others) <= set(words):
                    shared = " ".join(words if len(words) < len(others) else others)
                    return Outcome(truth=True, witness=(id_, other), text=f"{name} {shared}")
        one, other = min(said.values()), min(answered.values())
        stated = [quoted(str(view.graph.nodes[id_].values[name])) for id_ in (one, other)]
        text = f"the {name} is {stated[0]} in {view.names([one])} and {stated[1]} in {view.names([other])}"
        return Outcome(truth=False, witness=(one, other), text=text)


def _stated(view: View, ids: frozenset[str], name: str) -> dict[tuple[str, ...], str]:
    """Give what is stated, as sorted words, so that "store, day" is "day-store"."""
    values = ((id_, view.graph.nodes[id_].values.get(name)) for id_ in sorted(ids))
    return {tuple(sorted(tokens(value))): id_ for id_, value in values if isinstance(value, str) and value}
