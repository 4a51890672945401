"""What the parts of a drawing are by what stands round them: a model that only shadows, a store that is the log."""

from collections.abc import Mapping
from dataclasses import replace

from designer.analysis.element import CONTROL, DATA, DEPLOY, REQUEST, Edge, Node
from designer.analysis.graph import DesignGraph
from designer.analysis.production import LOGS, NOT_A_RELEASE
from designer.catalog.words import Words


def in_context(nodes: dict[str, Node], edges: list[Edge], words: Words) -> tuple[dict[str, Node], list[Edge]]:
    """Read parts and connections again, each by the others; their ids stay as they are."""
    edges = _beside(nodes, _fetched(nodes, edges))
    models = _scoring_jobs(_shadows_apart(_helpers_apart(nodes, edges), edges), edges)
    return _kept_answers(_on_devices(_trying_gates(models, edges), edges), edges, words), edges


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
    return {id_: _riding(node, is_device=id_ in fleet) if id_ in found else node for id_, node in nodes.items()}


def _riding(node: Node, *, is_device: bool) -> Node:
    free = not is_device and node.component.properties.get("cost_usd_per_month") is None
    values = {**node.values, "cost_usd_per_month": 0} if free else node.values
    return replace(node, values=values, on_board=True, rides=free)


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
