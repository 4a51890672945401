"""The project's own format: `.design.json`, the same in YAML, as the contract of the format describes it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from designer.catalog import source
from designer.catalog.library import Catalog, catalog
from designer.catalog.quantity import UNITS, parse_value
from designer.catalog.source import Location, Source
from designer.catalog.validation import validate
from designer.errors import MOST_TOLD, DesignerError, Problems, suggestion
from designer.exchange.foreign import foreign
from designer.exchange.written import SHARES, as_model
from designer.model.design import FORMAT, Component, Connection, Design, PropertyValue
from designer.model.kind import Property

VERSION = int(FORMAT.rsplit("/", 1)[1])


def read(path: Path) -> Design:
    """Read a drawing; every mistake in it is reported with its line, all at once."""
    return read_text(source.read_bytes(path), str(path))


def read_text(raw: bytes, name: str) -> Design:
    """Read the text of a drawing, which messages call by a name; another program's is refused as that."""
    try:
        return design_of(source.parse(raw, name))
    except DesignerError:
        if other := foreign(raw):
            raise DesignerError(f"this is {other}, which is not read here", where=name, remedy=_OTHERS) from None
        raise


_OTHERS = "'designer convert --help' names the formats that are"


def design_of(file: Source) -> Design:
    """Make a drawing of a file's data."""
    _check_format(file)
    _refuse_masses(file)
    design = validate(Design, file, as_model(file.data), remedy=_place)
    return _checked(design, file, catalog())


def _check_format(file: Source) -> None:
    if not isinstance(file.data, dict):
        raise file.problem("this is no drawing: a drawing is a list of 'key: value' pairs")
    stated = file.data.get("format")
    if stated is None:
        raise file.problem(
            "this is no drawing of designer: it has no 'format'", remedy=f"begin it with format: {FORMAT}"
        )
    match = re.fullmatch(r"designer-design/(\d{1,6})", str(stated))
    if match is None:
        raise file.problem(f"the format '{str(stated)[:60]}' is not known", ("format",), f"this version reads {FORMAT}")
    if int(match[1]) > VERSION:
        what = f"this drawing is of a newer format ({stated}) than this version of designer reads ({FORMAT})"
        raise file.problem(what, ("format",), "update designer")
    if int(match[1]) < 1:
        raise file.problem(f"there is no format '{stated}'", ("format",), f"this version reads {FORMAT}")


MOST_ITEMS = 100_000
"""Things of one sort in a drawing."""


def _refuse_masses(file: Source) -> None:
    """Refuse early what would take minutes to complain of."""
    for key, part in file.data.items():
        if isinstance(part, (list, dict)) and len(part) > MOST_ITEMS:
            raise file.problem(f"there are {len(part):,} {key}, and at most {MOST_ITEMS:,} are read", (key,))
        for index, item in enumerate(part if isinstance(part, list) else ()):
            if isinstance(item, dict) and any(len(value) > MOST_ITEMS for value in item.values() if _is_many(value)):
                raise file.problem(f"this has more than {MOST_ITEMS:,} parts", (key, index))


def _is_many(value: object) -> bool:
    return isinstance(value, (list, dict))


def _place(location: Location) -> str:
    """Say where a key belongs that stands on a component or connection and is a property."""
    if len(location) != _ON_ITEM or location[0] not in {"components", "connections"}:
        return ""
    known = catalog().property_names if location[0] == "components" else catalog().names_on_connections
    return "it is a property: write it under 'properties'" if location[-1] in known else ""


_ON_ITEM = 3
"""Steps to a key of an item: the collection, the item, the key."""


def _checked(design: Design, file: Source, known: Catalog) -> Design:
    """Check what needs the catalog or the whole drawing: kinds, properties, references, ids."""
    problems = _Mistakes()
    components = tuple(
        _component(component, file, ("components", index), known, problems)
        for index, component in enumerate(design.components)
    )
    ids = {component.id for component in components}
    connections = tuple(
        _connection(edge, file, ("connections", index), known, problems)
        for index, edge in enumerate(design.connections)
    )
    for found in (_repeated(design, file), _dangling(design, file, ids), _strange(design, file, ids)):
        problems.extend(found)
    problems.refuse()
    return design.model_copy(update={"components": components, "connections": connections})


class _Mistakes(list[DesignerError]):
    """The mistakes of one file; enough of them end the reading, since naming what was meant takes time."""

    def append(self, mistake: DesignerError) -> None:
        """Add one, and raise them all when they are enough."""
        super().append(mistake)
        if len(self) > MOST_TOLD:
            self.refuse()

    def extend(self, mistakes: Iterable[DesignerError]) -> None:
        """Add several, one by one."""
        for mistake in mistakes:
            self.append(mistake)

    def refuse(self) -> None:
        """Raise what there is, if there is any."""
        if self:
            raise Problems(self)


def _component(component: Component, file: Source, at: Location, known: Catalog, problems: "_Mistakes") -> Component:
    kind = known.kinds.get(component.kind)
    if kind is None:
        what = f"unknown kind '{component.kind}'"
        problems.append(file.problem(what, (*at, "kind"), known.nearest_kind(component.kind)))
        return component
    mine = known.names_by_kind[kind.id]
    values = _values(component.properties, mine, known.property_names, file, (*at, "properties"), problems)
    return component.model_copy(update={"properties": values})


def _connection(edge: Connection, file: Source, at: Location, known: Catalog, problems: "_Mistakes") -> Connection:
    mine = known.names_by_connection[edge.kind]
    values = _values(edge.properties, mine, known.names_on_connections, file, (*at, "properties"), problems)
    return edge.model_copy(update={"properties": values})


def _values(  # noqa: PLR0913, PLR0917 (what is stated, what is known, and where to complain)
    stated: Mapping[str, PropertyValue],
    mine: Mapping[str, Property],
    every: Mapping[str, Property],
    file: Source,
    at: Location,
    problems: "_Mistakes",
) -> dict[str, PropertyValue]:
    """Read the stated properties; one that only other kinds have is kept, one that no kind has is an error.

    So is one that is stated twice under two of its names, unless both say the same.
    """
    values: dict[str, PropertyValue] = {}
    names: dict[str, str] = {}
    for name, raw in stated.items():
        try:
            prop, value = _value(name, raw, mine, every)
        except DesignerError as error:
            problems.append(file.problem(error.what, (*at, name), error.remedy))
        else:
            if value is None:
                continue
            if values.setdefault(prop.name, value) != value:
                what = f"'{names[prop.name]}' and '{name}' are both {prop.name}, and say different things"
                problems.append(file.problem(what, (*at, name), "keep one of them"))
            names[prop.name] = name
    return values


def _value(
    name: str, raw: PropertyValue, mine: Mapping[str, Property], every: Mapping[str, Property]
) -> tuple[Property, PropertyValue]:
    prop = mine.get(name) or every.get(name)
    if prop is not None:
        return prop, parse_value(prop, raw)
    found = _in_another_unit(name, raw, mine) or _in_another_unit(name, raw, every)
    if found is None:
        raise DesignerError(f"unknown property '{name}'", remedy=_remedy(name, raw, mine, every))
    return found[0], parse_value(*found)


def _in_another_unit(name: str, raw: PropertyValue, known: Mapping[str, Property]) -> tuple[Property, str] | None:
    """Read `timeout_s: 2` where `timeout_ms` is kept: the property, and the value with its unit."""
    stem, _, unit = name.rpartition("_")
    prop = known.get(stem)
    if prop is None or isinstance(raw, (bool, tuple)) or raw is None or prop.unit not in UNITS:
        return None
    if not {unit, unit.removesuffix("s")} & UNITS[prop.unit][0].keys():
        return None
    return prop, f"{raw} {unit}"


def _remedy(name: str, raw: PropertyValue, mine: Mapping[str, Property], every: Mapping[str, Property]) -> str:
    if name in {*Component.model_fields, *Connection.model_fields}:
        return "it stands beside 'properties', not among them"
    if raw is None:
        return "put a text that has a comma in quotes"
    near = suggestion(name, mine)
    near = near if near.startswith("did") else suggestion(name, every)
    known = sorted({prop.name for prop in mine.values()})
    few = 15
    return near or (f"known are: {', '.join(known)}" if len(known) <= few else "see 'designer components KIND'")


def _repeated(design: Design, file: Source) -> Iterator[DesignerError]:
    for collection in ("components", "connections", "boundaries", "notes", "ink"):
        first: dict[str, int] = {}
        for index, item in enumerate(getattr(design, collection)):
            if item.id in first:
                at = (collection, index, "id")
                before = file.where((collection, first[item.id], "id"))
                yield file.problem(
                    f"the id '{item.id}' is taken", at, f"the first is at {before}; give this one another"
                )
            first.setdefault(item.id, index)


def _dangling(design: Design, file: Source, ids: set[str]) -> Iterator[DesignerError]:
    for index, edge in enumerate(design.connections):
        for end in ("source", "target"):
            id_ = getattr(edge, end)
            if id_ not in ids:
                what = f"the connection's {end} '{id_}' is not among the components"
                yield file.problem(what, ("connections", index, end), suggestion(id_, ids))
    for index, boundary in enumerate(design.boundaries):
        for position, id_ in enumerate(boundary.components):
            if id_ not in ids:
                what = f"the boundary holds '{id_}', which is not among the components"
                yield file.problem(what, ("boundaries", index, "components", position), suggestion(id_, ids))


def _strange(design: Design, file: Source, ids: set[str]) -> Iterator[DesignerError]:
    known = ids | {edge.id for edge in design.connections}
    for index, waiver in enumerate(design.waivers):
        if waiver.at and waiver.at not in known:
            what = f"the waiver is for '{waiver.at}', which is no component or connection"
            yield file.problem(what, ("waivers", index, "at"), suggestion(waiver.at, known))
    for name in SHARES:
        value = design.assumptions.get(name, 1.0)
        if isinstance(value, str) or not 0 < value <= 1:
            what = f"the assumption {name} is {value!r}, and it is a share of time"
            yield file.problem(what, ("assumptions", name), "write e.g. 0.9995")
        short = name.removesuffix("ability")
        if {name, short} <= set(file.data.get("assumptions") or ()):
            what = f"'{short}' and '{name}' are both {name}"
            yield file.problem(what, ("assumptions", short), "keep one of them")


def to_data(design: Design) -> dict[str, Any]:
    """Give the drawing as plain data, without what is at its default."""
    data = design.model_dump(mode="json", exclude_defaults=True)
    return {"format": FORMAT, **{key: value for key, value in data.items() if key != "format"}}


def write(design: Design) -> bytes:
    """Give the drawing as JSON text, one line a component or connection, so that it can be compared and read."""
    parts = []
    for key, value in to_data(design).items():
        if isinstance(value, list) and value:
            rows = ",\n".join(f"    {json.dumps(item, ensure_ascii=False)}" for item in value)
            parts.append(f"  {json.dumps(key)}: [\n{rows}\n  ]")
        else:
            parts.append(f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()
