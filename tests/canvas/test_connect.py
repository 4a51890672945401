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
    hand.view.hands.connect_kind(ConnectionKind.DATA)
    pull(hand, "labels", "features")
    assert hand.design.connections[-1].kind == ConnectionKind.DATA


def test_an_illegal_connection_is_refused_in_a_sentence_that_offers_another(hand: Hand) -> None:
    before = hand.design
    hand.view.hands.connect_kind(ConnectionKind.DEPLOY)
    pull(hand, "app", "model")
    assert hand.design == before
    assert len(hand.said) == 1
    assert hand.said[0].startswith("“Payments” (Application service) cannot deploy to “Scorer” (Model server): ")
    assert "request" in hand.said[0]
    assert hand.said[0].endswith(("?", "."))


def test_an_unnamed_component_is_named_by_its_kind_alone(hand: Hand) -> None:
    hand.view.hands.connect_kind(ConnectionKind.DEPLOY)
    pull(hand, "labels", "app")
    assert hand.said[0].startswith("“Label store” cannot deploy to “Payments” (Application service): ")


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
    hand.view.hands.connect_components("app", "app")
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
    hand.view.hands.connect_selected()
    assert "two components" in hand.said[0]


def test_a_read_only_board_draws_no_connection(hand: Hand) -> None:
    hand.view.set_read_only(True)
    hand.drag(hand.handle("app"), hand.at("features"))
    assert hand.view.hands.connect_components("app", "features") == ""
    assert len(hand.design.connections) == 2


def end_of(hand: Hand, id_: str, part: float) -> QPoint:
    return hand.at(hand.view.board.edges[id_].path().pointAtPercent(part))


def test_the_end_of_a_selected_connection_can_be_pulled_elsewhere(hand: Hand) -> None:
    before = hand.design
    hand.view.select(["ask"])
    hand.drag(end_of(hand, "ask", 1), hand.at("features"))
    edge = hand.design.connection("ask")
    assert edge is not None
    assert (edge.source, edge.target) == ("app", "features")
    assert hand.view.selected_ids() == ["ask"]
    hand.view.document.undo()
    assert hand.design == before


def test_so_can_its_start(hand: Hand) -> None:
    hand.view.select(["look-up"])
    hand.drag(end_of(hand, "look-up", 0), hand.at("app"))
    edge = hand.design.connection("look-up")
    assert edge is not None
    assert (edge.source, edge.target) == ("app", "features")


def test_an_end_is_not_pulled_to_where_its_kind_is_illegal(hand: Hand) -> None:
    before = hand.design
    hand.view.select(["ask"])
    hand.drag(end_of(hand, "ask", 1), hand.at("labels"))
    assert hand.design == before
    assert len(hand.said) == 1
    assert hand.view.board.edges["ask"].opacity() == 1


def test_an_end_let_go_over_nothing_stays(hand: Hand) -> None:
    before = hand.design
    hand.view.select(["ask"])
    hand.drag(end_of(hand, "ask", 1), hand.at(QPointF(250, 120)))
    assert hand.design == before
    assert hand.said == []


def test_a_near_miss_is_a_hit(hand: Hand) -> None:
    box = hand.view.board.nodes["features"].box
    pull(hand, "app", QPointF(box.left() - 8, box.top() - 6))
    assert hand.design.connections[-1].target == "features"


def test_a_mere_click_on_a_handle_says_nothing(hand: Hand) -> None:
    at = hand.handle("app")
    hand.press(at)
    hand.release(at)
    assert hand.said == []
    assert len(hand.design.connections) == 2


def test_the_gap_between_a_box_and_its_dots_belongs_to_the_box(hand: Hand) -> None:
    box = hand.view.board.nodes["app"].box
    for beside in (QPointF(box.right() + 2, box.top() + 8), QPointF(box.left() + 12, box.top() - 9)):
        hand.hover("app")
        hand.go(hand.at(beside))
        hand.drag(hand.at(beside), hand.at("features"))
        assert hand.design.connections[-1].source == "app"
        hand.view.document.undo()
