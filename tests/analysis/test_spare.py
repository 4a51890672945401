"""Which duplicates nothing uses, and which are used."""

from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.analysis.graph import DesignGraph
from designer.analysis.reading import build_graph
from designer.analysis.spare import Spares
from designer.catalog.library import catalog
from designer.catalog.words import words
from designer.exchange.arrows import arrows
from designer.model.design import Design
from tests.rules.duplicates import ORDERS
from tests.strategies import designs

BASE = ["client > app_service > model_server data> metrics_monitor", "stream > object_store > trainer"]


def graph(*rows: str) -> DesignGraph:
    return build_graph(arrows([*BASE, *rows], name="spare"), catalog(), words())


@pytest.mark.parametrize(
    ("rows", "id_", "idle"),
    [
        # nobody asks it, nobody feeds it, nobody has anything of it
        (["model_server_2 data> metrics_monitor"], "model_server_2", True),
        (["object_store_2 > trainer"], "object_store_2", True),
        (["stream > object_store_2"], "object_store_2", True),
        # it is asked, or fed and read, or joined to something of its own
        (["app_service > model_server_2"], "model_server_2", False),
        (["stream > object_store_2 > trainer"], "object_store_2", False),
        (["stream > object_store_2 > evaluator"], "object_store_2", False),
        (["object_store_2 > evaluator"], "object_store_2", False),
        # the first of its kind makes nothing idle that is another
        (["stream > warehouse"], "warehouse", False),
    ],
)
def test_a_duplicate_is_idle_beside_one_that_is_used(rows: list[str], id_: str, idle: bool) -> None:
    drawn = graph(*rows)
    assert (id_ in Spares(drawn).among(list(drawn.nodes))) is idle
    assert "model_server" not in Spares(drawn).among(list(drawn.nodes))
    assert "object_store" not in Spares(drawn).among(list(drawn.nodes))


def test_of_two_that_are_alike_and_give_nothing_the_first_is_kept() -> None:
    drawn = graph("stream > warehouse", "stream > warehouse_2")
    assert Spares(drawn).among(["warehouse", "warehouse_2"]) == {"warehouse_2"}
    assert Spares(drawn).among(["warehouse_2", "warehouse"]) == {"warehouse"}
    assert Spares(drawn).among(["warehouse"]) == frozenset()


def by_definition(drawn: DesignGraph, ids: list[str]) -> set[str]:
    """Compare every component with every other one."""
    joints = {
        id_: {(edge.kind, edge.target, False) for edge in drawn.leaving(id_)}
        | {(edge.kind, edge.source, True) for edge in drawn.entering(id_)}
        for id_ in drawn.nodes
    }
    fed = {id_: any(into and kind not in ORDERS for kind, _, into in joints[id_]) for id_ in joints}
    told = {id_: any(into for _, _, into in joints[id_]) for id_ in joints}
    gives = {id_: any(not into or kind == "request" for kind, _, into in joints[id_]) for id_ in joints}
    found = set()
    for one, other in permutations(drawn.nodes, 2):
        if one not in ids or drawn.nodes[one].kind != drawn.nodes[other].kind or not joints[one] <= joints[other]:
            continue
        if (fed[one], told[one]) < (fed[other], told[other]) or gives[one] < gives[other]:
            found.add(one)
        if joints[one] == joints[other] and not gives[one] and other in ids and ids.index(other) < ids.index(one):
            found.add(one)
    return found


@given(designs(legal=True), st.randoms(use_true_random=False))
def test_the_quick_way_finds_what_the_definition_says(design: Design, random: Random) -> None:
    drawn = build_graph(design, catalog(), words())
    ids = list(drawn.nodes)
    random.shuffle(ids)
    asked = ids[: random.randint(0, len(ids))]
    assert Spares(drawn).among(asked) == by_definition(drawn, asked)


@given(designs(legal=True), st.data())
def test_a_second_one_of_each_is_found_as_the_definition_says(design: Design, data: st.DataObject) -> None:
    parts = [part.model_copy(update={"id": f"{part.id}-again"}) for part in design.components]
    edges = [
        edge.model_copy(update={"id": f"{edge.id}-again", end: f"{getattr(edge, end)}-again"})
        for edge in design.connections
        for end in data.draw(st.sampled_from([(), ("source",), ("target",)]))
    ]
    twice = design.model_copy(
        update={"components": (*design.components, *parts), "connections": (*design.connections, *edges)}
    )
    drawn = build_graph(twice, catalog(), words())
    assert Spares(drawn).among(list(drawn.nodes)) == by_definition(drawn, list(drawn.nodes))
