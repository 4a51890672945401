"""`link`: one component is joined to another directly, by a connection of a kind, a role and properties."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from designer.rules.outcome import Ids, Outcome, kinds_text
from designer.rules.selector import COMPONENT, told
from designer.rules.value_test import asked
from designer.rules.view import edge_value

if TYPE_CHECKING:
    from designer.analysis.element import Edge
    from designer.catalog.source import Location
    from designer.model.design import ConnectionKind
    from designer.rules.compiler import Compiler
    from designer.rules.selector import Selector
    from designer.rules.value_test import Test
    from designer.rules.view import Environment, View


@dataclass(frozen=True)
class Link:
    """Holds where such a connection is drawn; with `every`, where there are some and each meets `where`."""

    key: ClassVar[str] = "link"
    shows: ClassVar[bool] = True
    source: Selector
    target: Selector
    kinds: frozenset[ConnectionKind]
    parts: frozenset[str]
    where: tuple[tuple[str, Test], ...]
    every: bool

    @classmethod
    def compile(cls, spec: Any, compiler: Compiler, at: Location) -> Link:  # noqa: ANN401 (plain data)
        """Read `{edge, from, to, role, where, every}`."""
        fields = compiler.fields(spec, at, {"edge", "from", "to"}, {"role", "where", "every"})
        return cls(
            source=compiler.selector(fields.get("from", "any"), (*at, "from")),
            target=compiler.selector(fields.get("to", "any"), (*at, "to")),
            kinds=compiler.edge_kinds(fields.get("edge", "data"), (*at, "edge")),
            parts=compiler.parts(fields, at),
            where=compiler.tests(fields["where"], (*at, "where"), of_edges=True) if "where" in fields else (),
            every=bool(fields.get("every", False)),
        )

    @property
    def claims(self) -> bool:
        """Say whether ticked properties decide."""
        return self.source.claims or self.target.claims or any(test.claims for _, test in self.where)

    def evaluate(self, view: View, names: Environment) -> Outcome:
        """Look at the connections between the two sets, from the smaller set."""
        sources, targets = self.source.members(view, names), self.target.members(view, names)
        drawn = self._drawn(view, sources, targets)
        good = [
            edge
            for edge in drawn
            if all(test(edge_value(edge, name), frozenset(), view.brief) for name, test in self.where)
        ]
        holds = bool(good) and (len(good) == len(drawn) or not self.every)
        return Outcome(
            truth=holds,
            witness=lambda: _ends(good if holds else [edge for edge in drawn if edge not in good]),
            text=lambda: self._told(view, holds=holds, drawn=bool(drawn), sources=sources, targets=targets),
        )

    def _drawn(self, view: View, sources: frozenset[str], targets: frozenset[str]) -> list[Edge]:
        """Give the connections of the kind and role between the two sets."""
        out, into = view.graph.adjacent(self._kinds)
        if len(sources) <= len(targets):
            found = [edge for id_ in sources for edge in out.get(id_, ()) if edge.target in targets]
        else:
            found = [edge for id_ in targets for edge in into.get(id_, ()) if edge.source in sources]
        return [edge for edge in found if edge.role in self.parts] if self.parts else found

    @cached_property
    def _kinds(self) -> tuple[ConnectionKind, ...]:
        return tuple(sorted(self.kinds))

    def _told(self, view: View, *, holds: bool, drawn: bool, sources: frozenset[str], targets: frozenset[str]) -> str:
        kinds = kinds_text(self.kinds)
        if holds:
            return ""
        if drawn:
            return f"the {kinds}connection does not say {asked(self.where)}"
        ends = (("from", self.source, sources), ("to", self.target, targets))
        words = (f" {word} {told(end, view, ids)}" for word, end, ids in ends if end.words != COMPONENT)
        return f"no {kinds_text(self.kinds, self.parts)}connection{''.join(words)}"


def _ends(edges: list[Edge]) -> Ids:
    """Give the first connections, by what they join, with that."""
    ends = sorted((edge.source, edge.target, edge.id) for edge in edges)[:3]
    return tuple(dict.fromkeys(part for source, target, id_ in ends for part in (source, id_, target)))
