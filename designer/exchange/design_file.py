"""The project's own format: `.design.json`, the same in YAML, as the contract of the format describes it."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from designer.catalog import source
from designer.catalog.library import Catalog, catalog, names_of
from designer.catalog.quantity import parse_value
from designer.catalog.source import Location, Source
from designer.catalog.validation import validate
from designer.errors import DesignerError, Problems, suggestion
from designer.model.design import FORMAT, Component, Connection, Design, PropertyValue, fresh_id
from designer.model.kind import Property

VERSION = int(FORMAT.rsplit("/", 1)[1])


def read(path: Path) -> Design:
    """Read a drawing; every mistake in it is reported with its line, all at once."""
    return design_of(source.read(path))


def design_of(file: Source) -> Design:
    """Make a drawing of a file's data."""
    _check_format(file)
    design = validate(Design, file, _with_ids(file.data))
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


def _with_ids(data: Mapping[str, Any]) -> dict[str, Any]:
    """Give an id to each thing that was written without one; components need theirs."""
    filled = dict(data)
    for collection, stem in (
        ("connections", "connection"),
        ("boundaries", "boundary"),
        ("notes", "note"),
        ("ink", "ink"),
    ):
        items = data.get(collection)
        if isinstance(items, list):
            filled[collection] = list(_identified(items, stem))
    return filled


def _identified(items: list[Any], stem: str) -> Iterator[Any]:
    taken = {str(item["id"]) for item in items if isinstance(item, dict) and item.get("id") is not None}
    for item in items:
        if not isinstance(item, dict) or item.get("id") is not None:
            yield item
            continue
        ends = (
            f"{item.get('source')}-{item.get('target')}-{item.get('kind')}"[:150]
            if stem == "connection"
            else f"{stem}-1"
        )
        id_ = fresh_id(ends, taken)
        taken.add(id_)
        yield {**item, "id": id_}


def _checked(design: Design, file: Source, known: Catalog) -> Design:
    """Check what needs the catalog or the whole drawing: kinds, properties, references, ids."""
    problems: list[DesignerError] = []
    components = tuple(
        _component(component, file, ("components", index), known, problems)
        for index, component in enumerate(design.components)
    )
    ids = {component.id for component in components}
    connections = tuple(
        _connection(edge, file, ("connections", index), known, problems)
        for index, edge in enumerate(design.connections)
    )
    problems += _repeated(design, file)
    problems += _dangling(design, file, ids)
    if problems:
        raise Problems(problems)
    return design.model_copy(update={"components": components, "connections": connections})


def _component(
    component: Component, file: Source, at: Location, known: Catalog, problems: list[DesignerError]
) -> Component:
    kind = known.kinds.get(component.kind)
    if kind is None:
        what = f"unknown kind '{component.kind}'"
        problems.append(file.problem(what, (*at, "kind"), suggestion(component.kind, known.kinds)))
        return component
    mine = dict(names_of(kind.properties))
    values = _values(component.properties, mine, known.property_names, file, (*at, "properties"), problems)
    return component.model_copy(update={"properties": values})


def _connection(
    edge: Connection, file: Source, at: Location, known: Catalog, problems: list[DesignerError]
) -> Connection:
    every = {name: prop for type_ in known.connections.values() for name, prop in names_of(type_.properties)}
    mine = dict(names_of(known.connections[edge.kind].properties))
    values = _values(edge.properties, mine, every, file, (*at, "properties"), problems)
    return edge.model_copy(update={"properties": values})


def _values(  # noqa: PLR0913, PLR0917 (what is stated, what is known, and where to complain)
    stated: Mapping[str, PropertyValue],
    mine: Mapping[str, Property],
    every: Mapping[str, Property],
    file: Source,
    at: Location,
    problems: list[DesignerError],
) -> dict[str, PropertyValue]:
    """Read the stated properties; one that only other kinds have is kept, one that no kind has is an error."""
    values: dict[str, PropertyValue] = {}
    for name, raw in stated.items():
        prop = mine.get(name) or every.get(name)
        if prop is None:
            near = suggestion(name, mine)
            remedy = near if near.startswith("did") else suggestion(name, every)
            problems.append(file.problem(f"unknown property '{name}'", (*at, name), remedy))
            continue
        try:
            value = parse_value(prop, raw)
        except DesignerError as error:
            problems.append(file.problem(error.what, (*at, name), error.remedy))
        else:
            if value is not None:
                values[prop.name] = value
    return values


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
