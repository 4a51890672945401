"""What ships with designer: the component kinds, the scenarios, and where their files are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from designer.catalog import source
from designer.catalog.validation import validate
from designer.errors import DesignerError, suggestion
from designer.model.design import ConnectionKind
from designer.model.kind import Ends, Group, Kind, Property
from designer.model.scenario import Scenario
from designer.model.value import Value

_PACKAGE = Path(__file__).resolve().parent.parent


def content_folder(name: str) -> Path:
    """Find `scenarios` or `rubrics`: in the package when it is installed, beside it in a checkout."""
    installed = _PACKAGE / "_content" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


class ConnectionType(Value):
    """What one of the five kinds of connection means, and the properties that it may have."""

    kind: ConnectionKind
    title: str
    meaning: str = ""
    direction: str = ""
    properties: Mapping[str, Property] = {}


@dataclass(frozen=True)
class Catalog:
    """The palette: kinds in order, their groups, and what may be joined to what."""

    kinds: Mapping[str, Kind]
    groups: tuple[Group, ...]
    connections: Mapping[ConnectionKind, ConnectionType]

    @property
    def connection_properties(self) -> Mapping[ConnectionKind, Mapping[str, Property]]:
        """Give the properties of each kind of connection, by name."""
        return {kind: type_.properties for kind, type_ in self.connections.items()}

    @cached_property
    def property_names(self) -> Mapping[str, Property]:
        """Give every property that any kind has, by each name and alias that it may be written with."""
        return {name: prop for names in self.names_by_kind.values() for name, prop in names.items()}

    @cached_property
    def property_titles(self) -> Mapping[str, str]:
        """Give what people read of every property, as the first kind that has it puts it."""
        titles: dict[str, str] = {}
        for kind in self.kinds.values():
            for name, prop in kind.properties.items():
                titles.setdefault(name, prop.title)
        return titles

    @cached_property
    def names_by_kind(self) -> Mapping[str, Mapping[str, Property]]:
        """Give the properties of each kind of component, by each name and alias that they may be written with."""
        return {id_: dict(names_of(kind.properties)) for id_, kind in self.kinds.items()}

    @cached_property
    def names_by_connection(self) -> Mapping[ConnectionKind, Mapping[str, Property]]:
        """Give the same of each kind of connection."""
        return {kind: dict(names_of(type_.properties)) for kind, type_ in self.connections.items()}

    @cached_property
    def names_on_connections(self) -> Mapping[str, Property]:
        """Give every property that any kind of connection has, by each name and alias."""
        return {name: prop for names in self.names_by_connection.values() for name, prop in names.items()}

    @cached_property
    def connection_property_names(self) -> frozenset[str]:
        """Give the name of every property that any kind of connection has."""
        return frozenset(name for type_ in self.connections.values() for name in type_.properties)

    def parts(self, kinds: Iterable[ConnectionKind]) -> frozenset[str]:
        """Give the parts that connections of these kinds can play, by which rules ask for them: fallback, gate, ..."""
        played = (self.connections[kind].properties.get("role") for kind in kinds)
        return frozenset(option for role in played if role for option in role.options)

    @cached_property
    def roles(self) -> frozenset[str]:
        """Give the roles that kinds have, by which rules select them."""
        return frozenset(role for kind in self.kinds.values() for role in kind.roles)

    def kind(self, id_: str) -> Kind:
        """Find a kind; raises DesignerError with the nearest name."""
        if id_ not in self.kinds:
            raise DesignerError(f"unknown kind '{id_}'", remedy=self.nearest_kind(id_))
        return self.kinds[id_]

    def nearest_kind(self, word: str) -> str:
        """Say which kind a word may mean: by its id, its title, or a product that it is an example for."""
        wanted = word.strip().lower().replace("-", "_").replace(" ", "_")
        near = suggestion(wanted, self.kinds)
        for kind in self.kinds.values():
            names = (kind.title, *kind.examples)
            if wanted.replace("_", " ") in {name.lower() for name in names}:
                near = f"did you mean '{kind.id}'?"
        return near or "see 'designer components'"

    def legal_kinds(self, source_kind: str, target_kind: str) -> tuple[ConnectionKind, ...]:
        """Give the connection kinds that may join these two, the likeliest first; empty when none may."""
        leaving, entering = self.kinds[source_kind].outgoing, self.kinds[target_kind].incoming
        out, into = list(leaving.kinds), list(entering.kinds)
        legal = [kind for kind in out if _meet(leaving, entering, kind)]
        return tuple(sorted(legal, key=lambda kind: out.index(kind) + into.index(kind)))

    def refusal(
        self, source_kind: str, target_kind: str, kind: ConnectionKind, ends: tuple[str, str] | None = None
    ) -> str | None:
        """Say in one sentence why a connection is not legal and what would be; None when it is legal.

        The sentence names the two `ends` in these words, or by their kinds.
        """
        if _meet(self.kinds[source_kind].outgoing, self.kinds[target_kind].incoming, kind):
            return None
        one, other = ends or (f"'{self.kinds[id_].title}'" for id_ in (source_kind, target_kind))
        start = f"{one} cannot {_VERBS[kind]} {other}"
        legal = self.legal_kinds(source_kind, target_kind)
        if legal:
            return f"{start}: did you mean {_choice(legal)}?"
        back = self.legal_kinds(target_kind, source_kind)
        if back:
            return f"{start}: did you mean {_choice(back)} the other way round?"
        return f"{start}: nothing joins these two directly, put something in between."


_VERBS = {
    ConnectionKind.REQUEST: "send requests to",
    ConnectionKind.DATA: "send data to",
    ConnectionKind.FEEDBACK: "send feedback to",
    ConnectionKind.CONTROL: "control",
    ConnectionKind.DEPLOY: "deploy to",
}


def _choice(kinds: tuple[ConnectionKind, ...]) -> str:
    words = [f"a '{kind.value}' connection" for kind in kinds]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _meet(leaving: Ends, entering: Ends, kind: ConnectionKind) -> bool:
    if not (leaving.allows(kind) and entering.allows(kind)):
        return False
    out, into = set(leaving.kinds[kind]), set(entering.kinds[kind])
    return not out or not into or bool(out & into)


def names_of(properties: Mapping[str, Property]) -> Iterator[tuple[str, Property]]:
    """Yield every name and alias with its property; a name may also be written without its unit."""
    for prop in properties.values():
        bare = prop.name.removesuffix(f"_{_ENDINGS.get(prop.unit, prop.unit)}")
        if bare not in properties:
            yield bare, prop
    for prop in properties.values():
        for name in (*prop.aliases, prop.name):
            yield name, prop


_ENDINGS = {"d": "days"}
"""How a unit ends a property's name, where that is not the unit itself."""


@lru_cache(maxsize=1)
def catalog() -> Catalog:
    """Read the kinds that ship, once."""
    return read_catalog(_PACKAGE / "catalog" / "kinds.yaml")


def read_catalog(path: Path) -> Catalog:
    """Read a file of kinds; every mistake in it is reported with its line."""
    file = source.read(path, name=path.name)
    vocabulary = file.data["vocabulary"]
    common = {name: vocabulary[name] for name in file.data["common"]}
    groups = tuple(validate(Group, file, group, ("groups", at)) for at, group in enumerate(file.data["groups"]))
    served = {group.id: group.competency for group in groups}
    kinds = {
        id_: _kind(file, id_, {"competency": served.get(stanza.get("group")), **stanza}, vocabulary, common)
        for id_, stanza in file.data["kinds"].items()
    }
    order = [group.id for group in groups]
    ordered = dict(sorted(kinds.items(), key=lambda item: order.index(item[1].group)))
    connections = {
        ConnectionKind(kind): _connection(file, kind, stanza) for kind, stanza in file.data["connections"].items()
    }
    return Catalog(ordered, groups, connections)


def _properties(
    stanza: Mapping[str, Any], vocabulary: Mapping[str, Any], common: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    own = stanza.get("properties") or {}
    names = [*[name for name in own if name not in common], *common]
    return {name: {"name": name, **vocabulary.get(name, {}), **(own.get(name) or {})} for name in names}


def _kind(
    file: source.Source, id_: str, stanza: dict[str, Any], vocabulary: dict[str, Any], common: dict[str, Any]
) -> Kind:
    fields = {key: value for key, value in stanza.items() if key not in {"in", "out"}}
    properties = _properties(stanza, vocabulary, common)
    if stanza.get("managed") and "managed" in properties:
        properties["managed"]["default"] = True
    fields |= {"id": id_, "properties": properties}
    fields["incoming"] = {"kinds": stanza.get("in") or {}}
    fields["outgoing"] = {"kinds": stanza.get("out") or {}}
    return validate(Kind, file, fields, ("kinds", id_))


def _connection(file: source.Source, kind: str, stanza: dict[str, Any]) -> ConnectionType:
    named = {name: {"name": name, **fields} for name, fields in (stanza.get("properties") or {}).items()}
    return validate(ConnectionType, file, stanza | {"kind": kind, "properties": named}, ("connections", kind))


def scenario_folder(id_: str) -> Path:
    """Give the folder of a scenario that ships: its brief, its reference designs."""
    return content_folder("scenarios") / id_


def reference_names(folder: Path) -> tuple[str, ...]:
    """Name the reference designs of a scenario's folder: "reference" (production size), "interview", and any others."""
    return tuple(sorted(path.name.removesuffix(DESIGN_ENDING) for path in folder.glob(f"*{DESIGN_ENDING}")))


DESIGN_ENDING = ".design.yaml"


@lru_cache(maxsize=1)
def scenario_ids() -> tuple[str, ...]:
    """Name the scenarios that ship, in the order of their folders."""
    root = content_folder("scenarios")
    return tuple(sorted(path.parent.name for path in root.glob("*/scenario.yaml")))


@lru_cache(maxsize=64)
def scenario(id_: str) -> Scenario:
    """Read one scenario that ships; raises DesignerError with the nearest id."""
    if id_ not in scenario_ids():
        raise DesignerError(f"there is no scenario '{id_}'", remedy=suggestion(id_, scenario_ids()))
    return read_scenario(scenario_folder(id_) / "scenario.yaml")


def read_scenario(path: Path) -> Scenario:
    """Read a scenario file; every mistake in it is reported with its line."""
    return validate(Scenario, source.read(path))


def scenarios() -> Mapping[str, Scenario]:
    """Read every scenario that ships, by id."""
    return {id_: scenario(id_) for id_ in scenario_ids()}
