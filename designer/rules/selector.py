"""Which components a rule speaks of: those of a kind, role or named set, what `$name` stands for, or any of these."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from designer.rules.outcome import Ids, Outcome, Truth, none_of
from designer.rules.value_test import Test
from designer.rules.view import Environment, View
from designer.rules.wrapping import Wrapping

COMPONENT = "component"
"""The words for any component whatever."""
Lacking = tuple[Ids, str]
"""What comes nearest to being selected, if anything does, and in words what it lacks."""


class Selector(Protocol):
    """Gives a set of ids."""

    @property
    def words(self) -> str:
        """Name what is selected, for a message."""

    @property
    def claims(self) -> bool:
        """Say whether ticked properties decide who is selected."""

    @property
    def shows(self) -> bool:
        """Say whether a member has to be joined in some way, or lie on a path: to be there is not enough."""

    @property
    def closed(self) -> bool:
        """Say whether it means the same whatever the rule's names stand for, so that its members can be kept."""

    def members(self, view: View, names: Environment) -> frozenset[str]:
        """Select in a drawing, with the ids that the rule's names stand for."""

    def lacking(self, view: View, names: Environment) -> Lacking:
        """Say why nothing is selected: what is not drawn, or what of it is drawn and not joined as asked."""

    def ties(self, view: View, names: Environment, id_: str) -> tuple[str, ...]:
        """Give the connections, and the components at them, that make a member one."""


@dataclass(frozen=True)
class Named:
    """A set, a role or a kind by its word."""

    word: str
    words: str
    claims: bool = False
    shows: bool = False
    closed: bool = True

    def members(self, view: View, names: Environment) -> frozenset[str]:  # noqa: ARG002 (one signature for all)
        """Look the word up."""
        return view.sets.get(self.word, _NONE)

    def lacking(self, view: View, names: Environment) -> Lacking:  # noqa: ARG002 (one signature for all)
        """Say that there is none."""
        return (), none_of(self.words)

    def ties(self, view: View, names: Environment, id_: str) -> tuple[str, ...]:  # noqa: ARG002 (one signature for all)
        """Give none: a kind or role is the component's own, a set is computed from the whole drawing."""
        return ()


@dataclass(frozen=True)
class Defined(Wrapping[Selector]):
    """What a rubric's word stands for, selected once a drawing, and named in the rubric's own words."""

    words: str
    closed: bool = True

    def members(self, view: View, names: Environment) -> frozenset[str]:
        """Select, or look up what was selected before."""
        if id(self) not in view.kept:
            view.kept[id(self)] = self.inner.members(view, names)
        return view.kept[id(self)]

    def lacking(self, view: View, names: Environment) -> Lacking:  # noqa: ARG002 (one signature for all)
        """Say that there is none, in the rubric's own words."""
        return (), none_of(self.words)

    def ties(self, view: View, names: Environment, id_: str) -> tuple[str, ...]:
        """Give those of what it stands for."""
        return self.inner.ties(view, names, id_)


@dataclass(frozen=True)
class Variable:
    """What `$name` stands for."""

    name: str
    claims: bool = False
    shows: bool = False
    closed: bool = False

    @property
    def words(self) -> str:
        """Give the placeholder that the message fills."""
        return "it"

    def members(self, view: View, names: Environment) -> frozenset[str]:  # noqa: ARG002 (one signature for all)
        """Give the one id."""
        return frozenset({names[self.name]})

    def lacking(self, view: View, names: Environment) -> Lacking:  # noqa: ARG002 (one signature for all)
        """Never asked: it always stands for something."""
        return (), ""

    def ties(self, view: View, names: Environment, id_: str) -> tuple[str, ...]:  # noqa: ARG002 (one signature for all)
        """Give none: it is named."""
        return ()


@dataclass(frozen=True)
class Either:
    """What any of several selectors gives."""

    parts: tuple[Selector, ...]

    @property
    def words(self) -> str:
        """Name the parts."""
        return " or ".join(dict.fromkeys(part.words for part in self.parts))

    @property
    def claims(self) -> bool:
        """Say whether a part does."""
        return any(part.claims for part in self.parts)

    @property
    def shows(self) -> bool:
        """Say whether all parts do."""
        return all(part.shows for part in self.parts)

    @cached_property
    def closed(self) -> bool:
        """Say whether all parts are."""
        return all(part.closed for part in self.parts)

    def members(self, view: View, names: Environment) -> frozenset[str]:
        """Unite them, once a drawing where no name of the rule changes them."""
        if not self.closed:
            return _united(part.members(view, names) for part in self.parts)
        if id(self) not in view.kept:
            view.kept[id(self)] = _united(part.members(view, names) for part in self.parts)
        return view.kept[id(self)]

    def lacking(self, view: View, names: Environment) -> Lacking:
        """Say it of the first part of which something is drawn, else that there is none of them."""
        told = (part.lacking(view, names) for part in self.parts)
        return next((each for each in told if each[0]), ((), none_of(self.words)))

    def ties(self, view: View, names: Environment, id_: str) -> tuple[str, ...]:
        """Give those of the first part that has the member."""
        part = next((part for part in self.parts if id_ in part.members(view, names)), None)
        return part.ties(view, names, id_) if part else ()


def _united(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def truth(view: View, id_: str, where: tuple[tuple[str, Test], ...]) -> Truth:
    """Test a node: false as soon as one test fails, else unknown as soon as one cannot be told."""
    node = view.graph.nodes[id_]
    settled: Truth = True
    for name, test in where:
        found = test(view.value(node, name), node.concepts.get(name, _NONE), view.brief)
        if found is False:
            return False
        settled = settled if found else None
    return settled


_NONE: frozenset[str] = frozenset()


def nothing(selector: Selector, view: View, names: Environment) -> Outcome:
    """Give the outcome of a condition whose selector gives nothing."""
    return Outcome(
        truth=False,
        witness=lambda: selector.lacking(view, names)[0],
        text=lambda: selector.lacking(view, names)[1],
    )


def told(selector: Selector, view: View, ids: frozenset[str]) -> str:
    """Name what is selected where it is one or two, else say what is."""
    return view.names(sorted(ids)) if 0 < len(ids) <= FEW else selector.words


FEW = 2
"""So many names are told in the place of what they are."""
