"""From a rubric's data to conditions that can be run; every malformation is reported with its line, all at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Protocol

from designer.catalog.library import Catalog
from designer.catalog.source import Location, Source
from designer.errors import DesignerError, suggestion
from designer.model.design import ConnectionKind
from designer.rules.limit import Joined, Limit, Reached, Related
from designer.rules.narrowed import Narrowed
from designer.rules.outcome import Outcome
from designer.rules.selector import COMPONENT, Defined, Either, Named, Selector, Variable
from designer.rules.value_test import SAYS, Test, parse_saying, parse_test
from designer.rules.view import COMPUTED, RELATED, RELEASE, Environment, Over, View
from designer.rules.wrapping import Wrapping

SETS: Mapping[str, str] = {
    "any": COMPONENT,
    "path": "part of the request path",
    "main_path": "part of the request path",
    "hard_path": "part of the request path that it cannot do without",
    "origin": "origin of data",
    "released": "place that new versions are rolled out to",
    "trained": "model trained here",
    "worker": "worker of a stream or queue",
    "vendor_run": "service that its vendor keeps redundant",
    "in_production": "model in production",
}
"""The named sets of components, each with the words that a message says for one of them."""


DRAWN = frozenset(SETS) - {"any", "trained", "vendor_run"}
"""The sets whose members are joined to something in some way."""

EDGES: Mapping[str, frozenset[ConnectionKind]] = {
    "flow": frozenset({ConnectionKind.DATA, ConnectionKind.FEEDBACK}),
    "any": frozenset(ConnectionKind),
}
"""Words for several kinds of connection: `flow` for records that move, as data or as feedback."""

_EDGE_WORDS: Mapping[str, frozenset[ConnectionKind]] = {
    **{kind.value: frozenset({kind}) for kind in ConnectionKind},
    **EDGES,
}


class Condition(Protocol):
    """A compiled condition. `key` is its word in a rubric."""

    key: ClassVar[str]

    @classmethod
    def compile(cls, spec: Any, compiler: Compiler, at: Location) -> Condition:  # noqa: ANN401 (plain data)
        """Read it from a rubric; what is wrong goes to the compiler's problems."""

    @property
    def claims(self) -> bool:
        """Say whether ticked properties, and not only topology and numbers, decide it."""

    @property
    def shows(self) -> bool:
        """Say whether it cannot hold without something drawn or computed, whatever is ticked."""

    def evaluate(self, view: View, names: Environment) -> Outcome:
        """Look at a drawing."""


@dataclass(frozen=True)
class Malformed:
    """What stands in the place of a condition that could not be read, so that the rest is still checked."""

    key: ClassVar[str] = ""
    claims: bool = False
    shows: bool = False

    @classmethod
    def compile(cls, spec: Any, compiler: Compiler, at: Location) -> Malformed:  # noqa: ANN401, ARG003 (one signature)
        """Give itself."""
        return cls()

    def evaluate(self, view: View, names: Environment) -> Outcome:
        """Never run: a rubric with problems is refused whole."""
        raise NotImplementedError


@dataclass(frozen=True)
class Kept(Wrapping[Condition]):
    """A condition that none of the rule's names changes: looked at once a drawing, whatever the subject."""

    key: ClassVar[str] = ""

    @classmethod
    def compile(cls, spec: Any, compiler: Compiler, at: Location) -> Condition:  # noqa: ANN401 (plain data)
        """Read the inner condition."""
        return compiler.condition(spec, at)

    def evaluate(self, view: View, names: Environment) -> Outcome:
        """Look once."""
        if id(self) not in view.outcomes:
            view.outcomes[id(self)] = self.inner.evaluate(view, names)
        return view.outcomes[id(self)]


@dataclass(frozen=True)
class Term:
    """A word that a rubric defines: for a selector, or for a condition on the brief and the whole drawing."""

    spec: Mapping[str, Any]
    selector: Defined | None = None
    condition: Condition | None = None


@dataclass
class Compiler:
    """Reads the conditions and selectors of one rubric file and gathers its problems."""

    source: Source
    catalog: Catalog
    conditions: Mapping[str, type[Condition]]
    terms: Mapping[str, Term] = field(default_factory=dict)
    problems: list[DesignerError] = field(default_factory=list)
    names: tuple[str, ...] = ()
    used: list[str] = field(default_factory=list)
    """Every use of a name so far, so that a condition without any can be told."""

    def report(self, what: str, at: Location, remedy: str = "") -> None:
        """Note a problem at a place of the file."""
        self.problems.append(self.source.problem(what, at, remedy))

    def condition(self, spec: Any, at: Location) -> Condition:  # noqa: ANN401 (plain data)
        """Read a condition: a map of one key, the condition's word, or the word that a rubric defines for one."""
        if isinstance(spec, str):
            return self._named_condition(spec, at)
        if not isinstance(spec, dict) or len(spec) != 1:
            keys = f", it has {', '.join(map(str, spec))}" if isinstance(spec, dict) and spec else ""
            self.report(f"a condition is a map of one key{keys}", at, "join several by 'all' or 'any'")
            return Malformed()
        (word, inner), *_ = spec.items()
        kind = self.conditions.get(word)
        if kind is None:
            self.report(f"unknown condition '{word}'", (*at, word), suggestion(word, self.conditions))
            return Malformed()
        before = len(self.used)
        condition = kind.compile(inner, self, (*at, word))
        return condition if len(self.used) > before or not self.names else Kept(condition)

    def _named_condition(self, word: str, at: Location) -> Condition:
        known = {name: term.condition for name, term in self.terms.items() if term.condition}
        if word not in known:
            self.report(f"no condition is defined as '{word}'", at, suggestion(word, known) or "write it as a map")
        return known.get(word) or Malformed()

    def fields(self, spec: Any, at: Location, required: set[str], optional: set[str] = frozenset()) -> dict[str, Any]:  # type: ignore[assignment]  # noqa: ANN401
        """Check a map's keys; give it, empty when it is no map or a required key is missing."""
        if not isinstance(spec, dict):
            self.report(f"'{at[-1]}' needs the keys {', '.join(sorted(required))}", at)
            return {}
        for key in spec:
            if key not in required | optional:
                self.report(f"'{at[-1]}' has no key '{key}'", (*at, key), suggestion(key, required | optional))
        missing = sorted(required - set(spec))
        if missing:
            self.report(f"'{at[-1]}' lacks {', '.join(missing)}", at)
            return {}
        return spec

    def selector(self, spec: Any, at: Location) -> Selector:  # noqa: ANN401 (plain data)
        """Read a selector: a word, a list of which any will do, or a map that narrows one."""
        if isinstance(spec, list) and spec:
            return Either(tuple(self.selector(part, (*at, index)) for index, part in enumerate(spec)))
        if isinstance(spec, dict):
            return self._narrowed(spec, at)
        if not isinstance(spec, str):
            self.report(f"'{spec}' selects nothing", at, "name a kind, a role, a set or $name")
            return Named("any", COMPONENT)
        if spec.startswith("$"):
            if spec[1:] not in self.names:
                self.report(f"'{spec}' stands for nothing here", at, suggestion(spec[1:], self.names))
            self.used.append(spec[1:])
            return Variable(spec[1:])
        return self._word(spec, at)

    def _word(self, word: str, at: Location) -> Named | Defined:
        if word in self.catalog.kinds:
            return Named(word, f"“{self.catalog.kinds[word].title}”")
        if word in self.terms and (selector := self.terms[word].selector):
            return selector
        if word not in SETS and word not in self.catalog.roles:
            defined = (name for name, term in self.terms.items() if term.selector)
            known = {*SETS, *self.catalog.roles, *self.catalog.kinds, *defined}
            self.report(f"there is no kind, role or set '{word}'", at, suggestion(word, known))
        return Named(word, SETS.get(word, word.replace("_", " ")), shows=word in DRAWN)

    _SELECTING = frozenset(
        {
            "kind",
            "where",
            "entered_by",
            "left_by",
            "upstream_of",
            "downstream_of",
            "over",
            "past",
            "on",
            "except",
            *RELATED,
        }
    )

    def _narrowed(self, spec: dict[str, Any], at: Location) -> Narrowed:
        for key in spec:
            if key not in self._SELECTING:
                self.report(f"a selector has no key '{key}'", (*at, key), suggestion(key, self._SELECTING))
        where = self.tests(spec["where"], (*at, "where")) if "where" in spec else ()
        if not spec:
            self.report(
                "a selector that selects nothing in particular", at, "name a kind, or 'any' for whatever there is"
            )
        if "past" in spec and "over" not in spec:
            self.report("'past' says what a walk leaves out, and there is no walk", (*at, "past"), "add 'over'")
        if "over" in spec and not {"upstream_of", "downstream_of"} & spec.keys():
            self.report(
                "'over' says what to walk over, and there is no walk",
                (*at, "over"),
                "add 'upstream_of' or 'downstream_of'",
            )
        return Narrowed(
            base=self.selector(spec.get("kind", "any"), (*at, "kind")),
            where=where,
            told=tuple(self._told(name, test) for name, test in where),
            limits=(
                *self._joined(spec, "entered_by", at),
                *self._joined(spec, "left_by", at),
                *self._reached(spec, at),
                *(Related(self.selector(spec[how], (*at, how)), how) for how in RELATED if how in spec),
            ),
            also=self.selector(spec["on"], (*at, "on")) if "on" in spec else None,
            excluding=self.selector(spec["except"], (*at, "except")) if "except" in spec else None,
        )

    def _reached(self, spec: dict[str, Any], at: Location) -> Iterator[Limit]:
        asked = [key for key in ("upstream_of", "downstream_of") if key in spec]
        if asked and "over" not in spec:
            self.report("'upstream_of' and 'downstream_of' need 'over'", at, "say which kinds of connection to walk")
        over = self.over(spec["over"], (*at, "over")) if "over" in spec else frozenset()
        past = self.selector(spec["past"], (*at, "past")) if "past" in spec else None
        if past and not past.closed:
            self.report("what 'past' leaves out is the same for all", (*at, "past"), "name it without $")
        return (Reached(self.selector(spec[key], (*at, key)), over, key == "upstream_of", past) for key in asked)

    def _told(self, name: str, test: Test) -> str:
        """Write what is asked of a property in the inspector's words: “Watches”: drift or skew."""
        if name == SAYS:
            return f"words such as {test.wanted}"
        title = f"“{self.catalog.property_titles.get(name) or name.replace('_', ' ')}”"
        return {"anything": title, "yes": title, "no": f"no {title}"}.get(test.wanted, f"{title}: {test.wanted}")

    def _joined(self, spec: dict[str, Any], key: str, at: Location) -> tuple[Joined, ...]:
        if key not in spec:
            return ()
        into = key == "entered_by"
        end = "from" if into else "to"
        inner = self.fields(spec[key], (*at, key), {"edge"}, {"role", end, "where"})
        if not inner:
            return ()
        return (
            Joined(
                kinds=self.edge_kinds(inner["edge"], (*at, key, "edge")),
                into=into,
                parts=self.parts(inner, (*at, key)),
                of=self.selector(inner[end], (*at, key, end)) if end in inner else None,
                where=self.tests(inner["where"], (*at, key, "where"), of_edges=True) if "where" in inner else (),
            ),
        )

    def edge_kinds(self, spec: Any, at: Location) -> frozenset[ConnectionKind]:  # noqa: ANN401 (plain data)
        """Read one kind of connection, a word for several, or a list of these."""
        words = list(map(str, spec if isinstance(spec, list) else [spec]))
        for word in words:
            if word not in _EDGE_WORDS:
                self.report(f"there is no kind of connection '{word}'", at, suggestion(word, _EDGE_WORDS))
        return frozenset().union(*(_EDGE_WORDS[word] for word in words if word in _EDGE_WORDS))

    def parts(self, fields: Mapping[str, Any], at: Location) -> frozenset[str]:
        """Read which parts a connection `{edge, role}` may play, one or a list; empty where it may be any."""
        if "role" not in fields:
            return frozenset()
        spec = fields["role"]
        wanted = frozenset(map(str, spec if isinstance(spec, list) else [spec]))
        known = self.catalog.parts(self.edge_kinds(fields.get("edge", "data"), (*at, "edge")))
        for word in sorted(wanted - known):
            near = suggestion(word, known) if known else "leave 'role' away"
            self.report(f"a connection of this kind never has the role '{word}'", (*at, "role"), near)
        return wanted

    def over(self, spec: Any, at: Location) -> Over:  # noqa: ANN401 (plain data)
        """Read what to walk over: kinds of connection, or `release`."""
        return frozenset({RELEASE}) if spec == RELEASE else frozenset(self.edge_kinds(spec, at))

    def tests(self, spec: Any, at: Location, *, of_edges: bool = False) -> tuple[tuple[str, Test], ...]:  # noqa: ANN401
        """Read a map from properties to tests."""
        if not isinstance(spec, dict):
            self.report("'where' is a map from properties to what is asked of them", at)
            return ()
        if not spec:
            self.report("nothing is asked here", at, "name a property and what it has to be")
        known = self.catalog.connection_property_names if of_edges else self.catalog.property_names
        found: list[tuple[str, Test]] = []
        for name, wanted in spec.items():
            if name not in known and name != SAYS and (of_edges or name not in COMPUTED):
                near = suggestion(name, [*known, SAYS, *(() if of_edges else COMPUTED)])
                self.report(f"no component has a property '{name}'", (*at, name), near)
            try:
                found.append((name, parse_saying(wanted) if name == SAYS else parse_test(wanted)))
            except DesignerError as error:
                self.report(error.what, (*at, name), error.remedy)
        return tuple(found)

    def binding(self, name: Any, at: Location) -> Compiler:  # noqa: ANN401 (plain data)
        """Give a compiler that knows one name more, for what stands inside a quantifier."""
        if not isinstance(name, str) or not name.isidentifier():
            self.report(f"'{name}' is no name", at, "use a word of small letters")
            name = "it"
        return replace(self, names=(*self.names, name))
