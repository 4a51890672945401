import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.analysis.graph import DesignGraph
from designer.analysis.reading import build_graph
from designer.catalog.library import catalog
from designer.catalog.words import words
from designer.model.design import Component, Connection, ConnectionKind, Design, PropertyValue
from tests.analysis.drawings import graph as short
from tests.strategies import designs


def built(design: Design) -> DesignGraph:
    return build_graph(design, catalog(), words())


def test_the_path_leaves_out_shadows_and_the_hard_path_what_is_soft() -> None:
    parts = tuple(Component(id=id_, kind="app_service") for id_ in ("a", "soft", "shadow", "under"))
    calls: tuple[tuple[str, str, dict[str, PropertyValue]], ...] = (
        ("c", "a", {}),
        ("a", "soft", {"soft": True}),
        ("a", "shadow", {"role": "shadow"}),
        ("soft", "under", {}),
    )
    edges = tuple(
        Connection(id=f"{one}{other}", source=one, target=other, kind=ConnectionKind.REQUEST, properties=stated)
        for one, other, stated in calls
    )
    graph = built(Design(components=(Component(id="c", kind="client"), *parts), connections=edges))
    assert graph.path == {"a", "soft", "under"}
    assert graph.hard_path == {"a"}


def test_callers_that_can_do_without_an_answer_do_not_empty_the_hard_path() -> None:
    kinds = {"c": "client", "a": "app_service", "m": "model_server", "x": "cache", "f": "fallback"}
    calls: tuple[tuple[str, str, dict[str, PropertyValue]], ...] = (
        ("c", "a", {"soft": True, "group": "ad"}),
        ("a", "m", {}),
        ("a", "x", {"soft": True}),
        ("c", "f", {"role": "fallback", "group": "ad"}),
    )
    edges = tuple(
        Connection(id=f"{one}{other}", source=one, target=other, kind=ConnectionKind.REQUEST, properties=stated)
        for one, other, stated in calls
    )
    parts = tuple(Component(id=id_, kind=kind) for id_, kind in kinds.items())
    assert built(Design(components=parts, connections=edges)).hard_path == {"a", "m"}


def test_without_a_client_what_faces_callers_is_the_entry() -> None:
    parts = (Component(id="g", kind="api_gateway"), Component(id="a", kind="app_service"))
    edge = Connection(id="e", source="g", target="a", kind=ConnectionKind.REQUEST)
    assert built(Design(components=parts, connections=(edge,))).entries == ("g",)


@given(designs(legal=True))
def test_networkx_sees_the_same_circles_and_reaches_the_same(design: Design) -> None:
    graph = built(design)
    other = graph.as_networkx()
    assert set(other.nodes) == set(graph.nodes)
    for id_ in graph.nodes:
        reached = graph.reach([id_], lambda _: True)
        assert set(reached) == nx.descendants(other, id_) | {id_}
    hard: nx.DiGraph[str] = nx.DiGraph()
    for edge in graph.edges:
        if edge.kind is ConnectionKind.REQUEST and edge.role is None:
            hard.add_edge(edge.source, edge.target)
    assert bool(graph.call_cycle) == (not nx.is_directed_acyclic_graph(hard))


def drawn(*edges: tuple[str, str, ConnectionKind], **kinds: str) -> DesignGraph:
    """Draw components by id and kind, and connections between them."""
    parts = tuple(Component(id=id_, kind=kind) for id_, kind in kinds.items())
    joined = tuple(Connection(id=f"{one}>{two}", source=one, target=two, kind=kind) for one, two, kind in edges)
    return built(Design(components=parts, connections=joined))


CALLS, FLOWS = ConnectionKind.REQUEST, ConnectionKind.DATA


def test_a_call_that_is_only_passed_on_is_its_caller_s() -> None:
    graph = drawn(
        ("c", "lb", CALLS),
        ("lb", "app", CALLS),
        ("app", "mask", CALLS),
        ("mask", "llm", CALLS),
        c="client",
        lb="load_balancer",
        app="app_service",
        mask="pii_redactor",
        llm="llm_server",
    )
    assert set(graph.callers("llm")) == {"mask", "app"}
    assert set(graph.callers("app")) == {"lb", "c"}


def test_a_policy_that_only_picks_the_model_passes_its_callers_calls_on() -> None:
    parts = {"c": "client", "app": "app_service", "pick": "policy_engine", "small": "llm_server", "large": "llm_server"}
    calls = (("c", "app", CALLS), ("app", "pick", CALLS), ("pick", "small", CALLS), ("pick", "large", CALLS))
    assert set(drawn(*calls, **parts).callers("small")) == {"pick", "app"}
    decides = drawn(*calls, ("pick", "store", CALLS), **parts, store="kv_store")
    assert set(decides.callers("small")) == {"pick"}, "what asks for more than models decides"


def test_a_client_whose_calls_are_all_beside_the_answer_is_no_entry() -> None:
    parts = {"phone": "client", "events": "stream", "worker": "app_service", "m": "model_server", "wishes": "oltp_db"}
    graph = drawn(("events", "worker", FLOWS), ("worker", "m", CALLS), ("phone", "wishes", CALLS), **parts)
    assert graph.entries == ("worker",)
    assert graph.path == {"worker", "m"}
    assert drawn(("events", "worker", FLOWS), ("phone", "wishes", CALLS), **parts).entries == ("phone",)
    asked = drawn(("worker", "m", CALLS), ("worker", "wishes", CALLS), ("phone", "wishes", CALLS), **parts)
    assert "wishes" in asked.path, "what the answer asks as well is of the answer"


def test_a_request_that_is_only_passed_on_is_no_path() -> None:
    calls = (("c", "lb", CALLS), ("lb", "gate", CALLS))
    parts = {"c": "client", "lb": "load_balancer", "gate": "api_gateway"}
    assert not drawn(*calls, **parts).path
    assert drawn(*calls, ("gate", "app", CALLS), **parts, app="app_service").hard_path == {"lb", "gate", "app"}


def test_what_needs_a_node_stops_at_a_soft_call() -> None:
    parts = tuple(
        Component(id=id_, kind=kind) for id_, kind in [("a", "app_service"), ("m", "pii_redactor"), ("l", "llm_server")]
    )
    soft = Connection(id="1", source="a", target="m", kind=CALLS, properties={"soft": True})
    hard = Connection(id="2", source="m", target="l", kind=CALLS)
    graph = built(Design(components=parts, connections=(soft, hard)))
    assert graph.needs("m") == {"m", "l"}
    assert graph.needs("l", back=True) == {"l", "m"}
    assert graph.needs("a") == {"a"}


def test_people_and_applications_make_what_leaves_them() -> None:
    graph = drawn(
        ("log", "app", FLOWS),
        ("app", "events", FLOWS),
        ("events", "train", FLOWS),
        log="prediction_log",
        app="app_service",
        events="stream",
        train="trainer",
    )
    reached = graph.reach(["log"], lambda _: True, kinds=[FLOWS], ends=graph.makers)
    assert set(reached) == {"log", "app"}
    assert set(graph.reach(["app"], lambda _: True, kinds=[FLOWS], ends=graph.makers)) == {"app", "events", "train"}


def test_a_handover_to_people_is_waited_for_by_nobody() -> None:
    graph = drawn(("app", "desk", CALLS), ("c", "app", CALLS), c="client", app="app_service", desk="human_review")
    assert [edge.soft for edge in graph.entering("desk")] == [True]
    assert graph.hard_path == {"app"}


@given(designs(legal=True), st.permutations(list(ConnectionKind)), st.integers(0, 5))
def test_edges_come_kind_by_kind_as_asked_in_the_drawings_order(
    design: Design, order: list[ConnectionKind], count: int
) -> None:
    graph, kinds = built(design), order[:count]
    for id_ in graph.nodes:
        assert list(graph.leaving(id_, kinds)) == [
            edge for kind in kinds for edge in graph.edges if edge.kind is kind and edge.source == id_
        ]
        assert list(graph.entering(id_, kinds)) == [
            edge for kind in kinds for edge in graph.edges if edge.kind is kind and edge.target == id_
        ]


@given(designs())
def test_roles_give_their_nodes_in_the_drawings_order(design: Design) -> None:
    graph = built(design)
    assert all(graph.with_role(role) for role in graph.by_role)
    for role in (*catalog().roles, "trained", "client", "no such role"):
        assert list(graph.with_role(role)) == [id_ for id_, node in graph.nodes.items() if role in node.roles]


@pytest.mark.parametrize(
    ("stated", "role"),
    [
        ("late -> defaults | soft", None),
        ("whom never, fail closed", None),
        ("late: show the old price | optional", None),
        ("when the ranker is late", "fallback"),
    ],
)
def test_what_a_call_says_of_its_own_failure_makes_it_no_fallback(stated: str, role: str | None) -> None:
    kinds = {"c": "client", "a": "app_service", "f": "feature_store"}
    parts: dict[str, dict[str, object]] = {id_: {"kind": kind} for id_, kind in kinds.items()}
    assert [edge.role for edge in short("c > a", f"a > f : {stated}", **parts).entering("f")] == [role]


@pytest.mark.parametrize(
    ("target", "beside", "role"),
    [
        ("guardrail", "", None),
        ("pii_redactor", "", None),
        ("policy_engine", "", "fallback"),
        ("policy_engine", "fallback", None),
        ("kv_store", "fallback", "fallback"),
    ],
)
def test_what_happens_when_a_check_is_down_makes_it_no_fallback(target: str, beside: str, role: str | None) -> None:
    parts: dict[str, dict[str, object]] = {
        "c": {"kind": "client"},
        "a": {"kind": "app_service"},
        "x": {"kind": target},
    }
    calls = ["c > a", "a > x : if it is down only the old list is shown"]
    if beside:
        parts, calls = {**parts, "f": {"kind": beside}}, [*calls, "a > f"]
    assert [edge.role for edge in short(*calls, **parts).entering("x")] == [role]


def test_what_a_client_hands_people_and_does_not_wait_for_is_no_request() -> None:
    parts: dict[str, dict[str, object]] = {
        "panel": {"kind": "client"},
        "people": {"kind": "human_review"},
        "device": {"kind": "edge_device"},
        "rules": {"kind": "policy_engine"},
    }
    handed = short("panel > people | async soft", "device > rules", **parts)
    assert handed.entries == ("device",)
    assert handed.path == {"rules", "device"}
    assert short("panel > rules | async soft", "device > rules", **parts).entries == ("panel",)
