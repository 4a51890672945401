"""What lines of another program become: connections of the kinds that may join their ends."""

from collections.abc import Iterable, Iterator, Mapping

from designer.catalog.library import catalog
from designer.catalog.recognition import connection_kind
from designer.exchange.boards.board import Line, Shape
from designer.exchange.boards.inferred import Inferred
from designer.exchange.boards.parts import Item, Parts, identified
from designer.exchange.boards.since import lines_of, order, ours, words_now
from designer.model.design import ConnectionKind

_FEW = 4
"""A line to a group of so many components joins each of them."""


def connections(joints: Iterable[Line], shapes: Iterable[Shape], parts: Parts, inferred: Inferred) -> list[Item]:
    """Give the connections that lines become between parts; what becomes none is told."""
    known = {shape.id: shape for shape in shapes}
    found = (each for line in sorted(joints, key=order) for each in _of_line(line, known, parts, inferred))
    return list(identified(found, "connection"))


def _of_line(line: Line, shapes: Mapping[str, Shape], parts: Parts, inferred: Inferred) -> Iterator[Item]:
    sources, targets = _ends(line.source, parts), _ends(line.target, parts)
    if ours(line, "connection") and {line.source, line.target} <= parts.components.keys():
        yield _joint(line, line.source, line.target, parts, inferred)
    elif not (sources and targets):
        inferred.lost["an end of it is bound to no component"].append(_described(line, shapes))
    elif line.source == line.target:
        inferred.lost["it joins a thing with itself"].append(_described(line, shapes))
    else:
        pairs = ((source, target) for source in sources for target in targets if source != target)
        yield from (_joint(line, *pair, parts, inferred) for pair in pairs)


def _ends(id_: str, parts: Parts) -> list[str]:
    """Give the components that an end of a line stands for: one, or the few of a group."""
    if id_ in parts.components:
        return [id_]
    members = parts.holding.get(id_, [])
    return members if len(members) <= _FEW else []


def _joint(line: Line, source: str, target: str, parts: Parts, inferred: Inferred) -> Item:
    one, other = parts.components[source], parts.components[target]
    own = ours(line, "connection") or {}
    label = words_now(own.get("label"), line.text) if line.text else ""
    ends = {"source": one["id"], "target": other["id"], "label": label}
    if own:
        return {**own, **ends}
    ends_are = [str(end.get("kind")) for end in (one, other)]
    sound = catalog().kinds.keys() >= set(ends_are)  # or it is told with all else that is wrong with the drawing
    kind = (connection_kind(ends_are[0], ends_are[1], line.text) if sound else None) or ConnectionKind.DATA
    inferred.joined[kind] += 1
    whole = (line.source, line.target) == (source, target)
    return {"id": line.id if whole else f"{line.id}-{source}-{target}", "kind": kind.value, **ends}


def _described(line: Line, shapes: Mapping[str, Shape]) -> str:
    ends = [" ".join(lines_of(shapes[id_].text)) if id_ in shapes else "?" for id_ in (line.source, line.target)]
    return " ".join(lines_of(line.text)) or " → ".join(ends)
