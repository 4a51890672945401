"""How a drawing is read as a graph: what each component is, what each arrow means, and what is joined to nothing."""

import re
from collections.abc import Iterable, Iterator, Mapping
from math import ceil

from designer.analysis.context import in_context
from designer.analysis.element import (
    CONTROL,
    DATA,
    DEPLOY,
    FEEDBACK,
    REQUEST,
    Edge,
    Node,
    claimed,
    contradicts_itself,
    done_without,
    numbered,
)
from designer.analysis.graph import DesignGraph
from designer.analysis.naming import introduced, quoted
from designer.catalog.library import Catalog
from designer.catalog.sentence import counts_all_regions, duration_s, held_s, kept_s, percent, rate_per_s
from designer.catalog.words import Words
from designer.model.critique import LooseEnd
from designer.model.design import BoundaryKind, Component, Connection, ConnectionKind, Design, PropertyValue, Spread
from designer.model.kind import Kind, PropertyType

MANAGED_ZONES = 3
"""A managed service is spread over zones by its vendor."""
CLAIMS = {DATA: frozenset({"pit", "replica", "gated"}), CONTROL: frozenset({"auto"}), DEPLOY: frozenset({"gated"})}
"""The flags that a label may claim, by the kind of connection."""

HANDING_OVER = frozenset({DATA, FEEDBACK, DEPLOY})
"""Kinds of connection that are easily taken for each other."""


def build_graph(design: Design, catalog: Catalog, words: Words) -> DesignGraph:
    """Read a drawing as a graph; raises DesignerError for a kind that the catalog does not have."""
    kinds = {component.id: catalog.kind(component.kind) for component in design.components}
    notes = {component.id: component.note for component in design.components}
    named = {component.id: introduced(component.name, kinds[component.id].title) for component in design.components}
    loose: list[LooseEnd] = []
    edges: list[Edge] = []
    for drawn in design.connections:
        refusal = _refusal(drawn, kinds, catalog, named)
        meant = _meant(drawn, kinds, catalog) if refusal else drawn.kind
        if refusal:
            told = f"{refusal.rpartition(': ')[0]}: read as a '{meant.value}' connection" if meant else refusal
            loose.append(LooseEnd(what=told, where=drawn.id))
        if meant:
            connection = drawn.model_copy(update={"kind": meant})
            role = _role(connection, design.connections, kinds, words)
            edges.append(_edge(connection, role, kinds[connection.target], notes[connection.target], words))
    loose += _drawn_twice(design, kinds)
    loose += _without_a_part(design, kinds, catalog)
    joined = {end for edge in edges for end in (edge.source, edge.target)}
    zones, regions = _drawn_inside(design, BoundaryKind.ZONE), _drawn_inside(design, BoundaryKind.REGION)
    all_regions = any(counts_all_regions(text) for text in design.assumptions.values() if isinstance(text, str))
    nodes: dict[str, Node] = {}
    for component in design.components:
        if component.id in joined:
            places = zones.get(component.id, ()), regions.get(component.id, ())
            node = node_of(component, kinds[component.id], *places, words)
            nodes[component.id] = node = _of_one_region(node) if all_regions else node
            if contradicts_itself(node):
                loose.append(LooseEnd(what=f"{quoted(node.name)} states a p99 below its median", where=component.id))
        else:
            what = f"'{component.name or kinds[component.id].title}' is joined to nothing"
            loose.append(LooseEnd(what=what, where=component.id))
    nodes, edges = in_context(nodes, edges, words)
    return DesignGraph(nodes, tuple(edges), tuple(loose))


def _drawn_twice(design: Design, kinds: Mapping[str, Kind]) -> Iterator[LooseEnd]:
    """Tell of calls that stand there twice alike, since each of them is a load of its own."""
    seen: set[tuple[object, ...]] = set()
    for call in design.connections:
        if call.kind is REQUEST:
            alike = (call.source, call.target, call.label, tuple(sorted(call.properties.items(), key=str)))
            if alike in seen:
                what = f"the call {_arrow(call, design, kinds)} is drawn twice, and counts twice"
                yield LooseEnd(what=what, where=call.id)
            seen.add(alike)


def _without_a_part(design: Design, kinds: Mapping[str, Kind], catalog: Catalog) -> Iterator[LooseEnd]:
    """Tell of parts that no connection of the kind plays."""
    for drawn in design.connections:
        stated, known = drawn.properties.get("role"), catalog.connections[drawn.kind].properties.get("role")
        if stated and known is not None and known.options and str(stated) not in known.options:
            told = f"'{stated}' on {_arrow(drawn, design, kinds)} is no part that a {drawn.kind.value} connection plays"
            yield LooseEnd(what=f"{told}: {', '.join(known.options)}", where=drawn.id)


def _arrow(drawn: Connection, design: Design, kinds: Mapping[str, Kind]) -> str:
    names = {each.id: each.name for each in design.components}
    return " → ".join(quoted(names[end] or kinds[end].title) for end in (drawn.source, drawn.target))


def _refusal(
    connection: Connection, kinds: Mapping[str, Kind], catalog: Catalog, named: Mapping[str, str]
) -> str | None:
    source, target = connection.source, connection.target
    if source == target:
        return "a component cannot be joined to itself"
    return catalog.refusal(kinds[source].id, kinds[target].id, connection.kind, (named[source], named[target]))


def _meant(connection: Connection, kinds: Mapping[str, Kind], catalog: Catalog) -> ConnectionKind | None:
    """Give the kind that is surely meant where another is drawn, of those on which something is handed over.

    Data, feedback and a version are one arrow to people. None where nothing, or more than one thing, could be meant.
    """
    if connection.source == connection.target or connection.kind not in HANDING_OVER:
        return None
    legal = catalog.legal_kinds(kinds[connection.source].id, kinds[connection.target].id)
    if connection.kind is FEEDBACK and DATA in legal:
        return DATA
    return legal[0] if len(legal) == 1 and legal[0] in HANDING_OVER else None


def _drawn_inside(design: Design, kind: BoundaryKind) -> dict[str, tuple[str, ...]]:
    """Name the boundaries of a kind in which each component was drawn."""
    inside: dict[str, set[str]] = {}
    for boundary in design.boundaries:
        if boundary.kind is kind:
            for id_ in boundary.components:
                inside.setdefault(id_, set()).add(boundary.name or boundary.id)
    return {id_: tuple(sorted(names)) for id_, names in inside.items()}


def _of_one_region(node: Node) -> Node:
    """Give a node that was drawn with the replicas of all its regions together those of one."""
    return node.resized(ceil(node.replicas / node.regions), node.zones)


def _places(spread: Spread | None, drawn: tuple[str, ...], otherwise: int) -> tuple[str, ...]:
    """Name the zones or regions: as stated, else as drawn; in an order that does not hang on how they were listed."""
    if spread is None:
        return drawn or numbered(otherwise)
    return numbered(spread) if isinstance(spread, int) else tuple(sorted(set(spread)))


def node_of(component: Component, kind: Kind, zones: tuple[str, ...], regions: tuple[str, ...], words: Words) -> Node:
    """Read one component; `zones` and `regions` name those that it was drawn in."""
    defaults = {name: prop.default for name, prop in kind.properties.items() if prop.default is not None}
    stated = {name: value for name, value in component.properties.items() if value is not None}
    values = {**defaults, **stated}
    if not _vendor_run(kind, values) and "managed" not in stated:
        values.pop("managed", None)
    managed = _vendor_run(kind, values) or claimed(values.get("managed"))
    zone_names = _places(component.zones, zones, MANAGED_ZONES if managed else 1)
    placed = component.zones is not None or bool(zones)
    once = component.replicas == 1
    bought = managed and once and len(zone_names) > 1 and _sold_in_zones(kind, values, placed=placed)
    if "rate_per_s" not in stated and once and _grows_by_itself(component, kind, bought=bought):
        values.pop("rate_per_s", None)
    concepts = {
        name: words.understand(prop.concepts, values.get(name)).concepts
        for name, prop in kind.properties.items()
        if prop.concepts and prop.type in {PropertyType.CONCEPTS, PropertyType.CHOICE, PropertyType.TEXT}
    }
    return Node(
        id=component.id,
        kind=kind,
        component=component,
        zone_names=zone_names,
        region_names=_places(component.regions, regions, 1),
        placed=placed,
        values=values,
        concepts=concepts,
        roles=frozenset({kind.id, *kind.roles, *_derived_roles(kind, values, bought=bought)}),
    )


def _vendor_run(kind: Kind, values: Mapping[str, PropertyValue]) -> bool:
    """Say whether a vendor runs it: by its kind, unless the drawing says that it is one's own."""
    ours = str(values.get("hosted", "")).lower() == "self" or not claimed(values.get("managed", True))
    return kind.managed and not ours


def _sold_in_zones(kind: Kind, values: Mapping[str, PropertyValue], *, placed: bool) -> bool:
    """Say whether a vendor sells a kind as one thing over several zones, whether they are stated (`placed`) or not.

    Nobody draws the replicas or zones of a gateway that is bought, or of a store whose standby takes over. Of another
    store, or of a stream, the zones have to be stated; a database has to say that a standby is there.
    """
    if kind.id in _DOORS or ("store" in kind.roles and claimed(values.get("failover"))):
        return True
    return placed and kind.id != "oltp_db" and ("store" in kind.roles or kind.id == "stream")


_DOORS = frozenset({"api_gateway", "load_balancer"})
_ELASTIC = re.compile(
    r"(?:(?:aws|amazon|google|gcp|azure|microsoft) )*"
    r"(?:dynamo ?db|(?:cloud )?firestore|cosmos ?db|(?:cloud )?bigtable|(?:cloud )?spanner|s3|gcs|cloud storage|"
    r"blob storage)\b(?![- ](?:compatible|api|local))",
    re.IGNORECASE,
)


def _grows_by_itself(component: Component, kind: Kind, *, bought: bool) -> bool:
    """Say whether a vendor brings what the load takes, so that the usual rate of one machine says nothing of it."""
    if "store" in kind.roles and claimed(component.properties.get("managed", True)):
        return _ELASTIC.match(component.technology.strip()) is not None
    return bought and kind.id in _DOORS and component.properties.get("managed") is not None


def _derived_roles(kind: Kind, values: Mapping[str, PropertyValue], *, bought: bool) -> Iterator[str]:
    """Add the roles that depend on what was stated: what serves a model, and whether that model was trained here.

    A vendor keeps redundant what is managed by its kind, or `bought` over zones; "managed" that is ticked at anything
    else says who runs it, not on how many.
    """
    if bought or _vendor_run(kind, values):
        yield "vendor_run"
    serves = "serving" in kind.roles or (kind.id == "edge_device" and claimed(values.get("runs_model")))
    if serves:
        yield "serving"
        if kind.id == "edge_device":
            yield "online_model"
        if str(values.get("hosted", "")).lower() != "api" and not claimed(values.get("pretrained")):
            yield "trained"


def _role(connection: Connection, drawn: Iterable[Connection], kinds: Mapping[str, Kind], words: Words) -> str | None:
    stated = connection.properties.get("role")
    if not stated or (connection.kind is REQUEST and not _plays(str(stated), connection, drawn, kinds)):
        return inferred_role(connection, drawn, kinds, words)
    return str(stated)


def _plays(role: str, call: Connection, drawn: Iterable[Connection], kinds: Mapping[str, Kind]) -> bool:
    """Say whether a call can play the part that is stated.

    Calls know two, and a client that makes nothing but such calls would need no answer at all, so that nothing could
    ever fail it.
    """
    if role not in {"fallback", "shadow"}:
        return False
    if kinds[call.source].id != "client":
        return True
    others = (each for each in drawn if each.source == call.source and each.kind is REQUEST)
    return any(each.properties.get("role") not in {"fallback", "shadow"} for each in others)


def inferred_role(
    connection: Connection, drawn: Iterable[Connection], kinds: Mapping[str, Kind], words: Words
) -> str | None:
    """Give the part that a connection plays by its label and its ends, among all that is `drawn`; kinds are by id.

    A label such as "late: show the old price" on the only model that is called, or on a call that says itself that it
    can be done without, says what is done without it, and not that it stands in. Neither does a check, which gives no
    answer, nor a policy of a caller that has something else to stand in.
    """
    role = words.role(connection.kind, kinds[connection.source].id, kinds[connection.target].id, connection.label)
    if role != "fallback" or kinds[connection.target].id == "fallback":
        return role
    if done_without(connection.properties) or words.fails_closed(connection.label):
        return None
    others = (each for each in drawn if each.source == connection.source and each.id != connection.id)
    match kinds[connection.target].id:
        case "guardrail" | "pii_redactor":
            return None
        case "policy_engine":
            return None if any(_stands_in(each, kinds) for each in others) else role
    if "online_model" not in kinds[connection.target].roles:
        return role
    return role if any(_may_be_stood_in_for(each, kinds.get(each.target)) for each in others) else None


def _stands_in(call: Connection, kinds: Mapping[str, Kind]) -> bool:
    said = call.properties.get("role") == "fallback"
    return call.kind is REQUEST and (said or kinds[call.target].id == "fallback")


def _may_be_stood_in_for(call: Connection, target: Kind | None) -> bool:
    """Say whether a call is one that its caller can do without, of a model or a service that may hold one."""
    states = call.properties
    answers = target is not None and ("online_model" in target.roles or target.id == "app_service")
    asked = call.kind is REQUEST and states.get("role") not in {"fallback", "shadow"}
    return asked and answers and done_without(states)


def _edge(connection: Connection, role: str | None, target: Kind, note: str, words: Words) -> Edge:
    """Read a connection by its label, its ends, and what its target says in a note of those who keep its answers."""
    values = dict(connection.properties)
    _read_label(connection, values, words)
    unpaced = connection.kind is REQUEST and values.get("interval_s") is None
    if unpaced and done_without(values) and (held := held_s(note)):
        values["interval_s"] = held
    if connection.kind is REQUEST and (target.id == "human_review" or values.get("interval_s")):
        values.setdefault("async", True)  # a handover to a person, or a timer: no request waits for it
    return Edge(connection.id, connection.source, connection.target, connection.kind, role, values, connection.label)


def read_from_label(connection: Connection, words: Words) -> Mapping[str, PropertyValue]:
    """Give what a connection's label states of its properties, where they do not state it themselves."""
    values = dict(connection.properties)
    _read_label(connection, values, words)
    stated = {name for name, value in connection.properties.items() if value is not None}
    return {name: value for name, value in values.items() if value is not None and name not in stated}


def _read_label(connection: Connection, values: dict[str, PropertyValue], words: Words) -> None:
    """Complete what a label states and no property does: "canary 5 %", "labels after 30 days"."""
    if connection.kind is DEPLOY:
        text = values.get("strategy") if isinstance(values.get("strategy"), str) else connection.label
        values["strategy"] = words.strategy(str(text))
        if values.get("percent") is None:
            values["percent"] = percent(connection.label)
    elif connection.kind is CONTROL and values.get("interval_s") is None:
        values["interval_s"] = words.schedule_s(connection.label)
    elif connection.kind is REQUEST and values.get("interval_s") is None and done_without(values):
        timer_s = words.schedule_s(connection.label) if claimed(values.get("async")) else None
        values["interval_s"] = timer_s or kept_s(connection.label)
    elif connection.kind is DATA:
        values["interval_s"] = words.schedule_s(connection.label)
        if values.get("rate_per_s") is None:
            values["rate_per_s"] = rate_per_s(connection.label)
    elif connection.kind is FEEDBACK and values.get("delay_s") is None:
        values["delay_s"] = duration_s(connection.label)
    claims = words.claims(connection.label) & CLAIMS.get(connection.kind, frozenset())
    values.update({flag: True for flag in claims if values.get(flag) is None})
