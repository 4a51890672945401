"""Which duplicates nothing uses, and which are used."""

import pytest

from designer.analysis.graph import DesignGraph
from designer.analysis.reading import build_graph
from designer.analysis.spare import spare
from designer.catalog.library import catalog
from designer.catalog.words import words
from designer.exchange.arrows import arrows

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
    assert (id_ in spare(drawn, list(drawn.nodes))) is idle
    assert "model_server" not in spare(drawn, list(drawn.nodes))
    assert "object_store" not in spare(drawn, list(drawn.nodes))


def test_of_two_that_are_alike_and_give_nothing_the_first_is_kept() -> None:
    drawn = graph("stream > warehouse", "stream > warehouse_2")
    assert spare(drawn, ["warehouse", "warehouse_2"]) == {"warehouse_2"}
    assert spare(drawn, ["warehouse_2", "warehouse"]) == {"warehouse"}
    assert spare(drawn, ["warehouse"]) == frozenset()
