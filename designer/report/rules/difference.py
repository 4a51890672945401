"""How two drawings differ, in lines: what only the first has, marked "-", and what only the second has, marked "+"."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from designer.catalog.library import Catalog
from designer.catalog.quantity import format_value
from designer.model.design import Component, Connection, Design, PropertyValue
from designer.model.kind import Property
from designer.report import words

Sign = Literal["-", "+"]
Key = tuple[str, str, str, int]

_OWN = ("name", "technology", "replicas", "zones", "regions")
_UNSAID = "not stated"
_SAID = 4  # of a component that was added: enough to tell two examples apart


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that only one of the two has; `value` is what a box or a connection then says of itself."""

    sign: Sign
    text: str
    components: tuple[str, ...]
    connection: str = ""
    value: str = ""

    def __str__(self) -> str:
        """Give the line as a patch has it."""
        return f"{self.sign} {self.text}"


def differences(before: Design, after: Design, known: Catalog) -> tuple[Line, ...]:
    """List what differs: components, then what stands on them, then connections and what stands on those."""
    names = _names(before, known) | _names(after, known)
    return (*_components(before, after, names, known), *_connections(before, after, names, known))


def _names(design: Design, known: Catalog) -> dict[str, str]:
    return {item.id: words.short(item.name) or _title(item, known) for item in design.components}


def _title(item: Component, known: Catalog) -> str:
    return known.kinds[item.kind].title if item.kind in known.kinds else item.kind


def _components(before: Design, after: Design, names: Mapping[str, str], known: Catalog) -> Iterator[Line]:
    old = {item.id: item for item in before.components}
    new = {item.id: item for item in after.components}
    sides: tuple[tuple[Sign, dict[str, Component], dict[str, Component]], ...] = (("-", old, new), ("+", new, old))
    for sign, here, there in sides:
        for item in (item for id_, item in here.items() if id_ not in there):
            title = _title(item, known)
            what = f" ({title.lower()})" if title != names[item.id] else ""
            kind = known.kinds.get(item.kind)
            stated = _stated(item.properties, kind.properties if kind else {}) if sign == "+" else ""
            yield Line(sign, f"{names[item.id]}{what}{stated}", (item.id,))
    for id_ in (id_ for id_ in old if id_ in new):
        for title, values in _values(old[id_], new[id_], known):
            yield from _changed(names[id_], title, values, id_)


def _changed(name: str, title: str, values: tuple[str, str], id_: str) -> Iterator[Line]:
    sides: tuple[tuple[Sign, str], ...] = (("-", values[0]), ("+", values[1]))
    for sign, value in sides:
        yield Line(sign, f"{name}: {title} = {value}", (id_,), value=f"{title}: {value}")


def _values(one: Component, other: Component, known: Catalog) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the title of each value that differs, with both values for people."""
    if one.kind != other.kind:
        yield "Kind", (_title(one, known).lower(), _title(other, known).lower())
    for key in _OWN:
        left, right = getattr(one, key), getattr(other, key)
        if left != right:
            yield key.capitalize(), (_plain(left), _plain(right))
    kind = known.kinds.get(one.kind)
    yield from _properties(one.properties, other.properties, kind.properties if kind else {})


def _properties(
    one: Mapping[str, PropertyValue], other: Mapping[str, PropertyValue], known: Mapping[str, Property]
) -> Iterator[tuple[str, tuple[str, str]]]:
    for key in dict.fromkeys((*one, *other)):
        left, right = one.get(key), other.get(key)
        if left != right:
            prop = known.get(key)
            yield prop.title if prop else key.replace("_", " "), (_said(left, prop), _said(right, prop))


def _stated(properties: Mapping[str, PropertyValue], known: Mapping[str, Property]) -> str:
    """Say what stands on a thing that was added."""
    said = [f"{title} = {value}" for title, (value, _) in _properties(properties, {}, known)]
    return f": {'; '.join(said[:_SAID])}{'; …' if len(said) > _SAID else ''}" if said else ""


def _said(value: PropertyValue, prop: Property | None) -> str:
    return _plain(value) if value is None or prop is None else words.short(format_value(prop, value))


def _plain(value: object) -> str:
    return words.short(", ".join(value) if isinstance(value, tuple) else str(value)) if value else _UNSAID


def _connections(before: Design, after: Design, names: Mapping[str, str], known: Catalog) -> Iterator[Line]:
    old, new = _keyed(before), _keyed(after)
    sides: tuple[tuple[Sign, dict[Key, Connection], dict[Key, Connection]], ...] = (("-", old, new), ("+", new, old))
    for sign, here, there in sides:
        for edge in (edge for key, edge in here.items() if key not in there):
            label = f" “{words.short(edge.label)}”" if edge.label.strip() else ""
            stated = _stated(edge.properties, known.connection_properties.get(edge.kind, {})) if sign == "+" else ""
            yield Line(sign, f"{_ends(edge, names)}{label}{stated}", (edge.source, edge.target), edge.id)
    for one, other in ((old[key], new[key]) for key in old if key in new):
        known_here = known.connection_properties.get(one.kind, {})
        changed = list(_properties(one.properties, other.properties, known_here))
        if one.label != other.label:
            changed.append(("label", (_plain(one.label), _plain(other.label))))
        for title, (left, right) in changed:
            sided: tuple[tuple[Sign, Connection, str], ...] = (("-", one, left), ("+", other, right))
            for sign, edge, value in sided:
                shown = "" if title == "label" else f"{title}: {value}"
                text = f"{_ends(edge, names)}: {title} = {value}"
                yield Line(sign, text, (edge.source, edge.target), edge.id, shown)


def _keyed(design: Design) -> dict[Key, Connection]:
    """Name each connection by what it joins: an id says nothing across two drawings."""
    seen: Counter[tuple[str, str, str]] = Counter()
    keyed = {}
    for edge in design.connections:
        ends = (edge.source, edge.target, edge.kind.value)
        seen[ends] += 1
        keyed[*ends, seen[ends]] = edge
    return keyed


def _ends(edge: Connection, names: Mapping[str, str]) -> str:
    return f"{names.get(edge.source, edge.source)} → {names.get(edge.target, edge.target)} ({edge.kind.value})"
