"""Connecting by hand and by keys: legal, illegal, twice, to itself, and into the void."""

from PySide6.QtCore import QPoint, QPointF, Qt

from designer.model.design import ConnectionKind
from tests.canvas.hand import Hand


def pull(hand: Hand, source: str, target: str | QPointF) -> None:
    """Drag from a handle of one component to another, or to a point."""
    start = hand.handle(source)
    hand.drag(start, hand.at(target))


def test_a_legal_connection_gets_the_kind_that_fits_best(hand: Hand) -> None:
    before = hand.design
    pull(hand, "app", "features")
    new = hand.design.connections[-1]
    assert (new.source, new.target, new.kind) == ("app", "features", ConnectionKind.REQUEST)
    assert new.id in hand.view.board.edges
    assert hand.said == []
    hand.view.document.undo()
    assert hand.design == before
    assert new.id not in hand.view.board.edges


def test_the_kind_can_be_chosen(hand: Hand) -> None:
    hand.view.connect_kind(ConnectionKind.DATA)
    pull(hand, "labels", "features")
    assert hand.design.connections[-1].kind == ConnectionKind.DATA


def test_an_illegal_connection_is_refused_in_a_sentence_that_offers_another(hand: Hand) -> None:
    before = hand.design
    hand.view.connect_kind(ConnectionKind.DEPLOY)
    pull(hand, "app", "model")
    assert hand.design == before
    assert len(hand.said) == 1
    assert "request" in hand.said[0]
    assert hand.said[0].endswith(("?", "."))


def test_the_line_shows_what_would_happen_before_the_release(hand: Hand) -> None:
    nodes = hand.view.board.nodes
    start = hand.handle("app")
    hand.press(start)
    hand.go(start + QPoint(5, 5), hand.at("features"))
    assert nodes["features"].target == "legal"
    hand.go(hand.at("model"))
    assert nodes["model"].target == "refused", "they are joined already"
    assert [id_ for id_, node in nodes.items() if node.target] == ["model"]
    hand.key(Qt.Key.Key_Escape)
    assert nodes["model"].target is None
    hand.release(hand.at("model"))
    assert len(hand.design.connections) == 2
    assert hand.said == []


def test_the_same_connection_twice_is_refused(hand: Hand) -> None:
    pull(hand, "app", "model")
    assert len(hand.design.connections) == 2
    assert "already has a request connection" in hand.said[0]


def test_to_itself_is_refused(hand: Hand) -> None:
    hand.view.connect_components("app", "app")
    assert "itself" in hand.said[0]
    assert len(hand.design.connections) == 2


def test_into_the_void_is_cancelled_quietly(hand: Hand) -> None:
    pull(hand, "app", QPointF(150, 320))
    assert len(hand.design.connections) == 2
    assert hand.said == []
    assert not hand.view.document.can_undo


def test_the_connect_tool_starts_anywhere_on_a_component(hand: Hand) -> None:
    hand.key(Qt.Key.Key_A)
    assert hand.view.connecting
    hand.drag(hand.at("app"), hand.at("features"))
    assert hand.design.connections[-1].target == "features"
    hand.key(Qt.Key.Key_Escape)
    assert not hand.view.connecting


def test_two_selected_are_joined_in_the_order_of_their_choice(hand: Hand) -> None:
    hand.click("labels")
    hand.click("app", Qt.KeyboardModifier.ShiftModifier)
    hand.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    made = hand.design.connections[2:]
    if hand.said:
        assert not made
    else:
        assert [(edge.source, edge.target) for edge in made] == [("labels", "app")]


def test_one_selected_is_too_few(hand: Hand) -> None:
    hand.view.select(["app"])
    hand.view.connect_selected()
    assert "two components" in hand.said[0]


def test_a_read_only_board_draws_no_connection(hand: Hand) -> None:
    hand.view.set_read_only(True)
    hand.drag(hand.handle("app"), hand.at("features"))
    assert hand.view.connect_components("app", "features") == ""
    assert len(hand.design.connections) == 2
