"""How a drawing is read as a graph: what each component is, what each arrow means, and what is joined to nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

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
from designer.analysis.naming import quoted
from designer.analysis.production import LOGS, NOT_A_RELEASE
from designer.catalog.library import Catalog
from designer.catalog.sentence import duration_s, kept_s, percent, rate_per_s
from designer.catalog.words import Words
from designer.model.critique import LooseEnd
from designer.model.design import BoundaryKind, Component, Connection, ConnectionKind, Design, PropertyValue, Spread
from designer.model.kind import Kind, PropertyType

MANAGED_ZONES = 3
"""A managed service is spread over zones by its vendor."""
CLAIMS = {DATA: frozenset({"pit", "replica"}), CONTROL: frozenset({"auto"}), DEPLOY: frozenset({"gated"})}
"""The flags that a label may claim, by the kind of connection."""

HANDING_OVER = frozenset({DATA, FEEDBACK, DEPLOY})
"""Kinds of connection that are easily taken for each other."""


def build_graph(design: Design, catalog: Catalog, words: Words) -> DesignGraph:
    """Read a drawing as a graph; raises DesignerError for a kind that the catalog does not have."""
    kinds = {component.id: catalog.kind(component.kind) for component in design.components}
    loose: list[LooseEnd] = []
    edges: list[Edge] = []
    for drawn in design.connections:
        refusal = _refusal(drawn, kinds, catalog)
        meant = _meant(drawn, kinds, catalog) if refusal else drawn.kind
        if refusal:
            told = f"{refusal.partition(': ')[0]}: read as a '{meant.value}' connection" if meant else refusal
            loose.append(LooseEnd(what=told, where=drawn.id))
        if meant:
            connection = drawn.model_copy(update={"kind": meant})
            role = _role(connection, design.connections, kinds, words)
            edges.append(_edge(connection, role, kinds[connection.target], words))
    joined = {end for edge in edges for end in (edge.source, edge.target)}
    zones, regions = _drawn_inside(design, BoundaryKind.ZONE), _drawn_inside(design, BoundaryKind.REGION)
    nodes: dict[str, Node] = {}
    for component in design.components:
        if component.id in joined:
            places = zones.get(component.id, ()), regions.get(component.id, ())
            nodes[component.id] = node = node_of(component, kinds[component.id], *places, words)
            if contradicts_itself(node):
                loose.append(LooseEnd(what=f"{quoted(node.name)} states a p99 below its median", where=component.id))
        else:
            what = f"'{component.name or kinds[component.id].title}' is joined to nothing"
            loose.append(LooseEnd(what=what, where=component.id))
    edges = _beside(nodes, _fetched(nodes, edges))
    models = _scoring_jobs(_shadows_apart(_helpers_apart(nodes, edges), edges), edges)
    read = _kept_answers(_on_devices(_trying_gates(models, edges), edges), edges, words)
    return DesignGraph(read, tuple(edges), tuple(loose))


def _fetched(nodes: Mapping[str, Node], edges: list[Edge]) -> list[Edge]:
    """Take a rollout controller's word to a registry that deploys nothing to it as fetching a version from there."""
    given = {(edge.source, edge.target) for edge in edges if edge.kind is DEPLOY}

    def fetches(edge: Edge) -> bool:
        kinds = nodes[edge.source].kind.id, nodes[edge.target].kind.id
        asks = edge.kind is CONTROL and kinds == ("deployer", "model_registry") and edge.role not in NOT_A_RELEASE
        return asks and (edge.target, edge.source) not in given

    return [
        replace(edge, source=edge.target, target=edge.source, kind=DEPLOY, role=None) if fetches(edge) else edge
        for edge in edges
    ]


def _beside(nodes: dict[str, Node], edges: list[Edge]) -> list[Edge]:
    """Take what a person calls beside the answer, to delete his data or set his wishes, as no part of its path.

    That is a client's call without a role or a share that leads to no model, and to nothing that one has filled, where
    another of its calls does; and what a client alone writes into a database, where somebody asks a model.
    """
    filled = {edge.target for edge in edges if edge.kind is DATA and "serving" in nodes[edge.source].roles}
    answers = [id_ for id_, node in nodes.items() if "online_model" in node.roles or id_ in filled]
    drawn = DesignGraph(nodes, tuple(edges), ())
    asking = drawn.reach(answers, lambda edge: edge.role != "shadow", kinds=[REQUEST], back=True)
    clients = {id_ for id_, node in nodes.items() if "entry" in node.kind.roles}
    is_asked = any(not drawn.entering(id_, [REQUEST]) for id_ in asking if "online_model" not in nodes[id_].roles)

    def own_database(edge: Edge) -> bool:
        callers = {call.source for call in drawn.entering(edge.target, [REQUEST])}
        return nodes[edge.target].kind.id == "oltp_db" and callers == {edge.source} and is_asked

    def aside(edge: Edge) -> bool:
        plain = edge.kind is REQUEST and edge.role is None and edge.values.get("share") is None
        beside = plain and edge.source in clients and edge.target not in asking
        return beside and (edge.source in asking or own_database(edge))

    return [replace(edge, role="shadow") if aside(edge) else edge for edge in edges]


SCORES = frozenset({"serving", "online_model", "trained"})
"""The roles of a model of one's own that answers."""


def _scoring_jobs(nodes: dict[str, Node], edges: list[Edge]) -> dict[str, Node]:
    """Take a stream job as a model that reads, beside its events, what training wrote for it: profiles, thresholds.

    Where no model is drawn otherwise, what a batch job wrote counts too: a season's medians are a model.
    """
    written = [edge for edge in edges if edge.kind is DATA]
    modelled = any("online_model" in node.roles or node.kind.id == "trainer" for node in nodes.values())
    writers = {"trainer"} if modelled else {"trainer", "batch_processor"}
    by_training = {edge.target for edge in written if nodes[edge.source].kind.id in writers}
    learned = {id_ for id_ in by_training if "store" in nodes[id_].roles and nodes[id_].kind.id not in LOGS}
    events = {edge.target for edge in written if nodes[edge.source].kind.id in {"stream", "queue"}}
    scoring = {edge.target for edge in written if edge.source in learned} & events
    return {
        id_: replace(node, roles=node.roles | SCORES) if id_ in scoring and node.kind.id == "stream_processor" else node
        for id_, node in nodes.items()
    }


def _helpers_apart(nodes: dict[str, Node], edges: list[Edge]) -> dict[str, Node]:
    """Take as no models of ours, beside one that versions are deployed to, the helpers that nothing deploys.

    Those are what serves the same version (`model_ref`) as what is deployed, and what names no version: where no
    request asks it, and where it is a device that asks a model on board.
    """
    deployed = {edge.target for edge in edges if edge.kind is DEPLOY}
    ours = {id_ for id_ in deployed if "trained" in nodes[id_].roles}
    if not ours:
        return nodes
    asked = {edge.target for edge in edges if edge.kind is REQUEST}
    asking = {edge.source for edge in edges if edge.kind is REQUEST and edge.target in ours}
    versions = {nodes[id_].values.get("model_ref") for id_ in ours} - {None}

    def helps(node: Node) -> bool:
        if version := node.values.get("model_ref"):
            return version in versions
        return node.id in asking if node.kind.id == "edge_device" else node.id not in asked

    return {
        id_: replace(node, roles=node.roles - {"trained"}) if id_ not in deployed and helps(node) else node
        for id_, node in nodes.items()
    }


TRIED_ON = frozenset({"store", "prediction_log", "label_store", "data_validator", "processor", "stream"})
"""The roles of what a candidate may be tried on."""


def _trying_gates(nodes: dict[str, Node], edges: list[Edge]) -> dict[str, Node]:
    """Take a gate that names its metrics and gets data to try candidates on as an evaluation too, where it has none."""
    told = {edge.target for edge in edges if nodes[edge.source].kind.id == "evaluator"}
    data = {edge.target for edge in edges if edge.kind is DATA and nodes[edge.source].roles & TRIED_ON}
    return {
        id_: replace(node, roles=node.roles | {"evaluator"})
        if node.kind.id == "gate" and node.concepts.get("metrics") and id_ in data - told
        else node
        for id_, node in nodes.items()
    }


def _shadows_apart(nodes: dict[str, Node], edges: list[Edge]) -> dict[str, Node]:
    """Take as no models that answer those that only a shadow is deployed to, and nobody waits for, beside others."""
    deployed: dict[str, set[object]] = {}
    for edge in edges:
        if edge.kind is DEPLOY and "online_model" in nodes[edge.target].roles:
            deployed.setdefault(edge.target, set()).add(edge.values.get("strategy"))
    asked = {edge.target for edge in edges if edge.kind is REQUEST and edge.role != "shadow"}
    shadows = {id_ for id_, strategies in deployed.items() if strategies == {"shadow"} and id_ not in asked}
    if len(shadows) == len(deployed):
        return nodes
    return {id_: replace(node, roles=node.roles - SCORES) if id_ in shadows else node for id_, node in nodes.items()}


FLEET = 10
"""So many devices are a fleet, and not a few machines that happen to be as many as others."""


def _on_devices(nodes: dict[str, Node], edges: list[Edge]) -> dict[str, Node]:
    """Take what is drawn as often as the fleet of devices that it is joined to as running on them, at no price.

    The catalogue's price is of a machine of its own; one that is stated is kept. What is spread over other zones than
    the devices is no part of one.
    """
    fleet = {id_ for id_, node in nodes.items() if node.kind.id == "edge_device" and node.replicas >= FLEET}
    joined: dict[str, set[str]] = {}
    for edge in edges if fleet else ():
        joined.setdefault(edge.source, set()).add(edge.target)
        joined.setdefault(edge.target, set()).add(edge.source)
    found, frontier = set(fleet), sorted(fleet)
    for id_ in frontier:
        more = {other for other in joined.get(id_, ()) if _copies(nodes[other]) == _copies(nodes[id_])} - found
        found |= more
        frontier += sorted(more)
    return {
        id_: replace(node, values={**node.values, "cost_usd_per_month": 0}, rides=True)
        if id_ in found - fleet and node.component.properties.get("cost_usd_per_month") is None
        else node
        for id_, node in nodes.items()
    }


_BRINGS = frozenset({"stream", "queue", "stream_processor", "data_validator", "pii_redactor"})
_KEEPS = frozenset({"object_store", "warehouse"})


def _kept_answers(nodes: dict[str, Node], edges: list[Edge], words: Words) -> dict[str, Node]:
    """Read a plain store as the prediction log where none is drawn and what comes to it from the models says so.

    What it is said to hold must name the answers, and the features or the version that they came from.
    """
    if any(node.kind.id == "prediction_log" for node in nodes.values()):
        return nodes
    found = {}
    for id_, texts in _brought(nodes, edges).items():
        logs = tuple(sorted(texts))
        kept = words.understand("logged", logs).concepts
        if "prediction" in kept and kept & {"features", "model_version"}:
            node = nodes[id_]
            roles, values = node.roles | {"prediction_log"}, {**node.values, "logs": logs}
            found[id_] = replace(node, roles=roles, values=values, concepts={**node.concepts, "logs": kept})
    return {**nodes, **found}


def _brought(nodes: dict[str, Node], edges: list[Edge]) -> dict[str, set[str]]:
    """Give what is said of the data that models, or who asks them, bring to plain stores: by streams or straight."""
    data: dict[str, list[Edge]] = {}
    for edge in edges:
        if edge.kind is DATA and edge.role != "shadow":
            data.setdefault(edge.source, []).append(edge)
    models = {id_ for id_, node in nodes.items() if "online_model" in node.roles}
    asking = {edge.source for edge in edges if edge.kind is REQUEST and edge.target in models}
    answering = models | {id_ for id_ in asking if nodes[id_].kind.id == "app_service"}
    said: dict[str, set[str]] = {}
    for first in (edge for id_ in sorted(answering) for edge in data.get(id_, ())):
        ways, passed = [first], set()
        for edge in ways:
            target = nodes[edge.target]
            if target.kind.id in _KEEPS:
                said.setdefault(target.id, set()).update(filter(None, (first.label, edge.label, target.component.note)))
            elif target.kind.id in _BRINGS and target.id not in passed:
                passed.add(target.id)
                ways += data.get(target.id, ())
    return said


def _copies(node: Node) -> tuple[int, int, int]:
    return node.replicas, node.zones, node.regions


def _refusal(connection: Connection, kinds: Mapping[str, Kind], catalog: Catalog) -> str | None:
    if connection.source == connection.target:
        return "a component cannot be joined to itself"
    return catalog.refusal(kinds[connection.source].id, kinds[connection.target].id, connection.kind)


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
    concepts = {
        name: words.understand(prop.concepts, values.get(name)).concepts
        for name, prop in kind.properties.items()
        if prop.concepts and prop.type in {PropertyType.CONCEPTS, PropertyType.CHOICE, PropertyType.TEXT}
    }
    return Node(
        id=component.id,
        kind=kind,
        component=component,
        zone_names=_places(component.zones, zones, MANAGED_ZONES if managed else 1),
        region_names=_places(component.regions, regions, 1),
        placed=component.zones is not None or bool(zones),
        values=values,
        concepts=concepts,
        roles=frozenset({kind.id, *kind.roles, *_derived_roles(kind, values)}),
    )


def _vendor_run(kind: Kind, values: Mapping[str, PropertyValue]) -> bool:
    """Say whether a vendor runs it: by its kind, unless the drawing says that it is one's own."""
    ours = str(values.get("hosted", "")).lower() == "self" or not claimed(values.get("managed", True))
    return kind.managed and not ours


def _derived_roles(kind: Kind, values: Mapping[str, PropertyValue]) -> Iterator[str]:
    """Add the roles that depend on what was stated: what serves a model, and whether that model was trained here.

    A vendor keeps redundant what is managed by its kind; "managed" that is ticked says who runs it, not on how many.
    """
    if _vendor_run(kind, values):
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
    return str(stated) if stated else inferred_role(connection, drawn, kinds, words)


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


def _edge(connection: Connection, role: str | None, target: Kind, words: Words) -> Edge:
    values = dict(connection.properties)
    _read_label(connection, values, words)
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
