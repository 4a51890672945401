"""A hub and its spokes are no design; a service with many callees among others is."""

from designer.analysis.graph import DesignGraph
from designer.analysis.reading import build_graph
from designer.analysis.star import without_star
from designer.catalog.library import catalog
from designer.catalog.words import words
from designer.exchange.arrows import arrows
from designer.grading import grade

SPOKES = [f"app_service > kv_store_{number}" for number in range(2, 14)]


def graph(*rows: str) -> DesignGraph:
    return without_star(build_graph(arrows(rows, name="here"), catalog(), words()))


def test_the_spokes_of_a_star_are_loose_ends() -> None:
    found = graph(*SPOKES)
    assert not found.nodes
    assert not found.edges
    assert len(found.loose_ends) == len(SPOKES)
    assert "alone, as nearly all is, so nothing flows" in found.loose_ends[0].what


def test_what_is_joined_beside_the_star_stays() -> None:
    found = graph("client > api_gateway > app_service", *SPOKES)
    assert set(found.nodes) == {"client", "api_gateway", "app_service"}


def test_a_small_star_may_be_the_whole_system() -> None:
    assert len(graph(*SPOKES[:8]).nodes) == 9


def test_a_drawing_with_a_structure_of_its_own_is_left_alone() -> None:
    answer = "client > api_gateway > app_service > model_server > prediction_log"
    learning = "prediction_log > data_validator > trainer > evaluator > gate"
    assert len(graph(answer, learning, *SPOKES[:6]).nodes) == 15


def test_a_critique_tells_the_loose_ends_of_a_star() -> None:
    critique = grade(arrows(SPOKES, name="here"), "fraud")
    assert critique.score.percent == 0
    assert sum("nothing flows" in end.what for end in critique.loose_ends) == len(SPOKES)
