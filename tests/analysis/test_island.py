"""What stands with others apart from all that answers earns nothing."""

from designer.analysis.graph import DesignGraph
from designer.analysis.island import without_islands
from designer.analysis.reading import build_graph
from designer.catalog.library import catalog
from designer.catalog.words import words
from designer.checking.rules import reference
from designer.exchange.arrows import arrows
from designer.grading import grade
from designer.model.design import Component, Connection, ConnectionKind, Design

SERVED = "client > app_service > model_server"
ISLAND = "human_review feedback> label_store > trainer"


def graph(*rows: str) -> DesignGraph:
    return without_islands(build_graph(arrows(rows, name="here"), catalog(), words()))


def test_a_loop_that_no_model_in_production_is_part_of_is_left_out() -> None:
    found = graph(SERVED, ISLAND)
    assert set(found.nodes) == {"client", "app_service", "model_server"}
    assert [each.where for each in found.loose_ends] == ["human_review", "label_store", "trainer"]
    assert "apart from all that answers" in found.loose_ends[0].what


def test_one_connection_makes_it_part_of_the_system() -> None:
    assert set(graph(SERVED, ISLAND, "trainer deploy> model_server").nodes) >= {"trainer", "label_store"}


def test_monitors_may_stand_apart_and_what_else_is_with_them_may_not() -> None:
    assert set(graph(SERVED, "metrics_monitor > alerting").nodes) >= {"metrics_monitor", "alerting"}
    assert "ml_monitor" not in graph(SERVED, "label_store > ml_monitor > alerting", ISLAND).nodes


def test_two_services_that_answer_are_both_part_of_it() -> None:
    assert len(graph(SERVED, "client_2 > app_service_2 > model_server_2").nodes) == 6


def test_where_nothing_answers_the_largest_group_stays() -> None:
    assert set(graph("warehouse > data_validator > trainer", "stream > stream_processor").nodes) == {
        "warehouse",
        "data_validator",
        "trainer",
    }
    assert len(graph("stream > stream_processor", "warehouse > trainer").nodes) == 4
    assert not graph().nodes


def test_an_island_earns_nothing_anywhere() -> None:
    poor = Design(
        components=tuple(Component(id=id_, kind=id_) for id_ in ("client", "app_service", "model_server")),
        connections=(
            Connection(id="a", source="client", target="app_service", kind=ConnectionKind.REQUEST),
            Connection(id="b", source="app_service", target="model_server", kind=ConnectionKind.REQUEST),
        ),
    )
    rest = reference("fraud")
    learns = {"object_store", "data_validator", "trainer", "evaluator", "gate", "model_registry", "label_store"}
    kept = {part.id for part in rest.components if part.kind in learns}
    island = Design(
        components=(*poor.components, *(part for part in rest.components if part.id in kept)),
        connections=(
            *poor.connections,
            *(edge for edge in rest.connections if edge.source in kept and edge.target in kept),
        ),
    )
    alone, beside = grade(poor, "fraud"), grade(island, "fraud")
    assert beside.score.earned <= alone.score.earned
    before = {each.rule: each for each in alone.findings}
    assert all(each.points.earned <= before[each.rule].points.earned for each in beside.findings)
    assert {each.where for each in beside.loose_ends} >= kept
