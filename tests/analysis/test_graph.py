import networkx as nx
from hypothesis import given

from designer.analysis.graph import DesignGraph, build_graph
from designer.catalog.library import catalog
from designer.catalog.words import words
from designer.model.design import Boundary, BoundaryKind, Component, Connection, ConnectionKind, Design, PropertyValue
from tests.strategies import designs


def built(design: Design) -> DesignGraph:
    return build_graph(design, catalog(), words())


def test_what_is_joined_to_nothing_is_a_loose_end_and_no_part_of_the_graph() -> None:
    graph = built(Design(components=(Component(id="a", kind="client", name="Phone"),)))
    assert not graph.nodes
    assert graph.loose_ends[0].what == "'Phone' is joined to nothing"


def test_an_illegal_connection_is_a_loose_end_and_joins_nothing() -> None:
    parts = (Component(id="t", kind="trainer"), Component(id="m", kind="model_server"))
    edge = Connection(id="e", source="t", target="m", kind=ConnectionKind.REQUEST)
    graph = built(Design(components=parts, connections=(edge,)))
    assert not graph.edges
    assert "did you mean" in graph.loose_ends[0].what
    assert graph.loose_ends[0].where == "e"


def test_zones_come_from_the_count_the_names_the_boundary_or_the_vendor() -> None:
    parts = (
        Component(id="c", kind="client"),
        Component(id="count", kind="app_service", zones=2),
        Component(id="names", kind="app_service", zones=("a", "b", "a")),
        Component(id="drawn", kind="app_service"),
        Component(id="vendor", kind="load_balancer"),
        Component(id="plain", kind="app_service"),
    )
    edges = tuple(
        Connection(id=f"c-{part.id}", source="c", target=part.id, kind=ConnectionKind.REQUEST) for part in parts[1:]
    )
    zones = tuple(Boundary(id=name, kind=BoundaryKind.ZONE, components=("drawn",)) for name in ("one", "two"))
    graph = built(Design(components=parts, connections=edges, boundaries=zones))
    assert {id_: node.zones for id_, node in graph.nodes.items() if id_ != "c"} == {
        "count": 2,
        "names": 2,
        "drawn": 2,
        "vendor": 3,
        "plain": 1,
    }


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


def test_without_a_client_what_faces_callers_is_the_entry() -> None:
    parts = (Component(id="g", kind="api_gateway"), Component(id="a", kind="app_service"))
    edge = Connection(id="e", source="g", target="a", kind=ConnectionKind.REQUEST)
    assert built(Design(components=parts, connections=(edge,))).entries == ("g",)


@given(designs())
def test_every_drawing_becomes_a_graph_of_its_legally_joined_parts(design: Design) -> None:
    graph = built(design)
    assert len(graph.edges) + sum(
        end.where in {edge.id for edge in design.connections} for end in graph.loose_ends
    ) == len(design.connections)
    assert set(graph.nodes) == {end for edge in graph.edges for end in (edge.source, edge.target)}
    assert graph.hard_path <= graph.main_path <= graph.path


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
