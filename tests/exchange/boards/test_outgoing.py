from hypothesis import given

from designer.catalog.library import catalog, scenario_folder
from designer.exchange.boards.board import Board, Form, Shape
from designer.exchange.boards.outgoing import LOOKS, board_of
from designer.exchange.formats import load
from designer.model.design import Boundary, BoundaryKind, Component, Connection, ConnectionKind, Design, Note
from tests.strategies import designs

SERVED = Design(
    title="Ranking",
    scenario="fraud",
    components=(
        Component(id="app", kind="client", name="Shop"),
        Component(id="model", kind="model_server", name="Ranker", replicas=3, zones=3, position=(400.0, 80.0)),
        Component(id="lake", kind="object_store", technology="S3"),
    ),
    connections=(
        Connection(id="ask", source="app", target="model", kind=ConnectionKind.REQUEST, label="rank 200"),
        Connection(id="log", source="model", target="lake", kind=ConnectionKind.DATA),
    ),
    boundaries=(
        Boundary(id="zone", kind=BoundaryKind.ZONE, components=("model",)),
        Boundary(id="ours", kind=BoundaryKind.TEAM, name="Ranking team", components=("model", "lake")),
    ),
    notes=(Note(id="model", text="p99 80 ms"), Note(id="told", text="Words", kind="text", position=(0.0, -90.0))),
)


def shapes(board: Board) -> dict[str, Shape]:
    return {shape.id: shape for shape in board.shapes}


def test_a_component_says_what_it_is_and_how_far_it_is_spread() -> None:
    drawn = shapes(board_of(SERVED))
    assert drawn["app"].text == "Shop\nClient"
    assert drawn["model"].text == "Ranker\nModel server · ×3 · 3 zones"
    assert drawn["lake"].text == "Object store\nS3"
    assert drawn["lake"].looks == ("cylinder",)


def test_groups_stand_round_their_members_and_come_first() -> None:
    board = board_of(SERVED)
    drawn = shapes(board)
    assert [shape.form for shape in board.shapes[:2]] == [Form.GROUP, Form.GROUP]
    assert (drawn["model"].inside, drawn["zone"].inside, drawn["lake"].inside) == ("zone", "ours", "ours")
    inner, outer, model = (drawn[id_].box for id_ in ("zone", "ours", "model"))
    assert inner
    assert outer
    assert model
    assert outer.x < inner.x < model.x
    assert outer.y < inner.y < model.y
    assert drawn["zone"].text == "Zone", "one without a name is called what it is"


def test_a_note_that_shares_an_id_gets_another_and_keeps_its_own() -> None:
    drawn = shapes(board_of(SERVED))
    assert drawn["model-2"].own == {"note": {"id": "model", "text": "p99 80 ms"}, "number": 0}
    assert drawn["model-2"].looks == ("sticky",)
    assert drawn["told"].form is Form.TEXT


def test_kinds_of_connection_look_different_without_colours() -> None:
    assert [line.text for line in board_of(SERVED).lines] == ["rank 200", ""]
    assert LOOKS[ConnectionKind.DEPLOY] != LOOKS[ConnectionKind.REQUEST] != LOOKS[ConnectionKind.CONTROL]
    assert LOOKS.keys() == set(ConnectionKind)


def test_the_drawing_as_a_whole_goes_along() -> None:
    board = board_of(SERVED)
    assert board.title == "Ranking"
    assert board.own == {"format": "designer-design/1", "title": "Ranking", "scenario": "fraud"}
    assert board_of(load(scenario_folder("fraud") / "reference.design.yaml")).own.keys() >= {"framing", "scenario"}  # type: ignore[union-attr]


@given(designs())
def test_any_drawing_has_a_shape_for_each_component_at_a_place(design: Design) -> None:
    board = board_of(design)
    drawn = shapes(board)
    assert len(drawn) == len(board.shapes)
    assert [shape.id for shape in board.shapes if shape.own and "component" in shape.own] == [
        part.id for part in design.components
    ]
    assert all(shape.box for shape in board.shapes)
    assert all(drawn[line.source] and drawn[line.target] for line in board.lines)
    assert all(part.kind in catalog().kinds for part in design.components)
