"""What a drawing lacks altogether: the kind of component without which a rule cannot hold, however it is joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from designer.catalog.library import catalog

if TYPE_CHECKING:
    from designer.rules.terms import Terms

Kinds = frozenset[str]
Roles = frozenset[str]
"""What components are: the id of the kind of each is a role of it."""
_OTHERS = ("on", "upstream_of", "downstream_of", "inputs_of", "callers_of", "answers_with", "needed_by", "needing")
"""The keys of a selector that select others, to which its members are joined."""
_ENDS = {"link": ("from", "to"), "path": ("from", "to"), "gate": ("from", "to", "through"), "meet": ("left", "right")}
"""The selectors of conditions on several."""


@dataclass(frozen=True)
class Demand:
    """Kinds of which one must be drawn, or all or any of several demands; one that asks for nothing is always met.

    `roles` meet it too: a component may have one by what it says of itself, as a device that runs the model does.
    """

    kinds: Kinds = frozenset()
    roles: Roles = frozenset()
    all: tuple[Demand, ...] = ()
    any: tuple[Demand, ...] = ()

    def lacks(self, drawn: Roles) -> Kinds:
        """Give the kinds of which one is missing first, from the roles `drawn`; none where no kind alone decides.

        Of alternatives one is missing where the same is missing in each.
        """
        if self.kinds and drawn.isdisjoint(self.kinds | self.roles):
            return self.kinds
        found = next(filter(None, (each.lacks(drawn) for each in self.all)), frozenset())
        if found or not self.any:
            return found
        one, *others = (each.lacks(drawn) for each in self.any)
        return one if all(each == one for each in others) else frozenset()


NOTHING = Demand()


def demand_of(subjects: object, require: object, terms: Terms) -> Demand:
    """Read what kinds a rule needs for its subjects, if it has any, and for what it requires of them."""
    return Demand(all=(_selector(subjects, terms), _condition(require, terms)))


def _selector(spec: Any, terms: Terms) -> Demand:  # noqa: ANN401 (plain data)
    if isinstance(spec, str):
        return _word(spec, terms)
    if isinstance(spec, list):
        return _either([_selector(each, terms) for each in spec])
    if not isinstance(spec, Mapping):
        return NOTHING
    joined = (
        inner[end] for key, end in (("entered_by", "from"), ("left_by", "to")) if end in (inner := spec.get(key, {}))
    )
    others = (*joined, *(spec[key] for key in _OTHERS if key in spec))
    return Demand(all=tuple(_selector(each, terms) for each in (spec.get("kind", "any"), *others)))


def _word(word: str, terms: Terms) -> Demand:
    known = catalog()
    if word in known.kinds:
        return Demand(frozenset({word}))
    if word in terms and "select" in terms[word].spec:
        return _selector(terms[word].spec["select"], terms)
    if word in known.roles:
        kinds = frozenset(kind.id for kind in known.kinds.values() if word in kind.roles)
        return Demand(kinds, frozenset({word}))
    return NOTHING


def _either(parts: list[Demand]) -> Demand:
    """Join alternatives: several kinds are one demand of any of them."""
    if all(part.kinds for part in parts):
        return Demand(
            frozenset().union(*(part.kinds for part in parts)), frozenset().union(*(part.roles for part in parts))
        )
    return Demand(any=tuple(parts))


def _condition(spec: Any, terms: Terms) -> Demand:  # noqa: ANN401 (plain data)
    if isinstance(spec, str):
        return _condition(terms[spec].spec.get("when"), terms) if spec in terms else NOTHING
    if not isinstance(spec, Mapping):
        return NOTHING
    return next((Demand(all=tuple(_parts(word, inner, terms))) for word, inner in spec.items()), NOTHING)


def _parts(word: str, inner: Any, terms: Terms) -> Iterator[Demand]:  # noqa: ANN401 (plain data)
    """Give what a condition needs; one on properties, numbers, facts or absence needs no kind."""
    if word == "all":
        yield from (_condition(each, terms) for each in inner)
    elif word == "any":
        yield Demand(any=tuple(_condition(each, terms) for each in inner))
    elif word == "told":
        yield _condition(inner["that"], terms)
    elif word == "some" and isinstance(inner, Mapping) and "each" in inner:
        yield from (_selector(inner["each"], terms), _condition(inner.get("that"), terms))
    elif word == "some":
        yield _selector(inner, terms)
    elif word == "chain":
        yield from (_selector(each["to"] if number else each, terms) for number, each in enumerate(inner))
    else:
        yield from (_selector(inner[end], terms) for end in _ENDS.get(word, ()) if end in inner)
