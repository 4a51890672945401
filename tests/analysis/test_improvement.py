import pytest

from designer.analysis.estimate import Estimates
from designer.analysis.graph import DesignGraph
from designer.analysis.improvement import MOST_TRIED, PARTS, cheapest_change
from designer.analysis.reading import build_graph
from designer.catalog.library import catalog
from designer.catalog.words import words
from designer.errors import DesignerError
from designer.model.analysis import Improvement
from designer.model.design import Component, Connection, ConnectionKind, Design
from designer.model.scenario import Brief

REQUEST = ConnectionKind.REQUEST


def drawn(*parts: Component, calls: dict[str, str], **stated: bool | str) -> DesignGraph:
    connections = tuple(
        Connection(id=f"{source}>{target}", source=source, target=target, kind=REQUEST, properties=stated)
        for target, source in calls.items()
    )
    return build_graph(Design(components=parts, connections=connections), catalog(), words())


CLIENT = Component(id="c", kind="client")


def best(graph: DesignGraph, slo: float | None) -> Improvement:
    return cheapest_change(graph, slo, lambda each: Estimates(each, Brief()).availability, catalog(), words())


def test_a_second_replica_in_a_zone_of_its_own_is_found() -> None:
    found = best(drawn(CLIENT, Component(id="a", kind="app_service", name="App"), calls={"a": "c"}), 0.9999)
    assert found.meets
    assert found.change is not None
    assert (found.change.at, found.change.sort) == ("a", "zone")
    assert found.change.sentence == "one more replica of “App”, in another zone"
    assert found.change.cost_usd_per_month == 124
    assert found.change.availability >= 0.9999


def test_what_costs_nothing_comes_first() -> None:
    graph = drawn(
        CLIENT,
        Component(id="a", kind="app_service", replicas=3, zones=3),
        Component(id="s", kind="kv_store", name="Profiles", properties={"availability": 0.99}),
        calls={"a": "c", "s": "a"},
    )
    found = best(graph, 0.9995)
    assert found.meets
    assert found.change is not None
    assert (found.change.sort, found.change.at, found.change.cost_usd_per_month) == ("soft", "s", 0)


def test_a_model_is_done_without_only_by_a_stand_in() -> None:
    graph = drawn(
        CLIENT,
        Component(id="a", kind="app_service", replicas=3, zones=3),
        Component(id="m", kind="llm_server", name="Model", properties={"availability": 0.99}),
        calls={"a": "c", "m": "a"},
    )
    found = best(graph, 0.9995)
    assert found.change is not None
    assert (found.change.sort, found.change.at) == ("fallback", "m")
    assert found.change.cost_usd_per_month == 3 * 70
    assert found.change.sentence == "a fallback for “Model”, called softly"


def test_what_protects_is_never_skipped() -> None:
    graph = drawn(
        CLIENT,
        Component(id="a", kind="app_service", replicas=3, zones=3),
        Component(id="g", kind="guardrail"),
        calls={"a": "c", "g": "a"},
    )
    found = best(graph, 0.9995)
    assert found.change is not None
    assert found.change.sort in {"replica", "zone"}


@pytest.mark.parametrize(
    ("slo", "statement"),
    [(None, "the brief asks for no availability"), (0.9, "meets 90 % as it is drawn")],
)
def test_there_may_be_nothing_to_change(slo: float | None, statement: str) -> None:
    found = best(drawn(CLIENT, Component(id="a", kind="app_service"), calls={"a": "c"}), slo)
    assert found.change is None
    assert found.statement == statement


def test_an_objective_in_percent_is_refused() -> None:
    with pytest.raises(DesignerError, match=r"the objective is 99.95, and .*; write 0.9995"):
        best(drawn(CLIENT, Component(id="a", kind="app_service"), calls={"a": "c"}), 99.95)


def test_a_circle_of_calls_has_no_availability_to_raise() -> None:
    parts = (CLIENT, Component(id="a", kind="app_service"), Component(id="b", kind="app_service"))
    calls = (("c", "a"), ("a", "b"), ("b", "a"))
    edges = tuple(
        Connection(id=f"{source}>{target}", source=source, target=target, kind=REQUEST) for source, target in calls
    )
    graph = build_graph(Design(components=parts, connections=edges), catalog(), words())
    assert best(graph, 0.99).statement == "the drawing has no availability that a change could raise"


def test_where_no_change_is_enough_the_nearest_is_named() -> None:
    parts = [CLIENT, *(Component(id=f"a{number}", kind="app_service") for number in range(3))]
    found = best(drawn(*parts, calls={"a0": "c", "a1": "a0", "a2": "a1"}), 0.99999)
    assert not found.meets
    assert found.change is not None
    assert found.statement == "no single change reaches 99.999 %; this one comes nearest"


def test_a_large_drawing_is_tried_up_to_a_limit_and_says_so() -> None:
    parts = [CLIENT, *(Component(id=f"a{number}", kind="app_service") for number in range(150))]
    calls = {"a0": "c"} | {f"a{number}": "a0" for number in range(1, 150)}
    found = best(drawn(*parts, calls=calls), 0.99999)
    assert found.tried == PARTS // 150 < MOST_TRIED
    assert found.statement.startswith("of the 66 cheapest changes none reaches")


def test_an_objective_of_many_nines_is_written_with_all_of_them() -> None:
    found = best(drawn(CLIENT, Component(id="a", kind="app_service"), calls={"a": "c"}), 0.999999999)
    assert "reaches 99.9999999 %" in found.statement
