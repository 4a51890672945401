"""Moving with the mouse and the arrow keys: live, one edit at the end, undone at once."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from designer.model.design import Component, Design
from designer.model.edit import Move
from tests.canvas.hand import Hand, open_board

SHIFT, ALT, CTRL = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def place(hand: Hand, id_: str) -> tuple[float, float] | None:
    component = hand.design.component(id_)
    assert component is not None
    return component.position


def test_a_component_follows_the_mouse_and_lands_on_the_grid(hand: Hand) -> None:
    before = hand.design
    start = hand.at("labels")
    hand.press(start)
    hand.go(start + QPoint(5, 5), start + QPoint(50, 101))
    assert hand.view.board.nodes["labels"].pos() == QPointF(48, 304)
    assert hand.design == before, "no edit is made before the release"
    hand.release(start + QPoint(50, 101))
    assert place(hand, "labels") == (48, 304)
    hand.view.document.undo()
    assert hand.design == before
    assert hand.view.board.nodes["labels"].pos() == QPointF(0, 200)


def test_the_connections_follow_while_a_component_is_dragged(hand: Hand) -> None:
    line = hand.view.board.edges["ask"].path().boundingRect()
    untouched = hand.view.board.edges["look-up"].path()
    start = hand.at("app")
    hand.press(start)
    hand.go(start + QPoint(5, 5), start + QPoint(-80, 160))
    assert hand.view.board.edges["ask"].path().boundingRect() != line
    assert hand.view.board.edges["look-up"].path() == untouched


def test_escape_puts_everything_back(hand: Hand) -> None:
    before, line = hand.design, hand.view.board.edges["ask"].path()
    start = hand.at("app")
    hand.press(start)
    hand.go(start + QPoint(5, 5), start + QPoint(50, 80))
    hand.key(Qt.Key.Key_Escape)
    hand.release(start + QPoint(50, 80))
    assert hand.design == before
    assert hand.view.board.nodes["app"].pos() == QPointF(0, 0)
    assert hand.view.board.edges["ask"].path() == line
    assert not hand.view.document.can_undo


def test_moving_many_is_one_edit(hand: Hand) -> None:
    before = hand.design
    hand.view.select(["app", "model", "features"])
    start = hand.at("app")
    hand.drag(start, start + QPoint(40, 80))
    assert [place(hand, id_) for id_ in ("app", "model", "features")] == [(40, 80), (360, 80), (360, 280)]
    hand.view.document.undo()
    assert hand.design == before
    assert not hand.view.document.can_undo


def test_a_click_that_trembles_moves_nothing(hand: Hand) -> None:
    start = hand.at("app")
    hand.drag(start, start + QPoint(1, 1))
    assert not hand.view.document.can_undo
    assert hand.view.selected_ids() == ["app"]


def test_a_box_is_caught_by_its_neighbours_line_and_a_guide_says_so(hand: Hand) -> None:
    start = hand.at("labels")
    hand.press(start)
    hand.go(start + QPoint(5, 5), start + QPoint(316, 150))
    assert hand.view.board.nodes["labels"].x() == 320
    lines = [item for item in hand.view.board.items() if type(item).__name__ == "QGraphicsLineItem"]
    assert lines
    hand.release(start + QPoint(316, 150))
    assert place(hand, "labels") == (320, 352)
    assert not [item for item in hand.view.board.items() if type(item).__name__ == "QGraphicsLineItem"]


def test_ctrl_sets_free_from_grid_and_guides(hand: Hand) -> None:
    start = hand.at("labels")
    hand.press(start)
    hand.go(start + QPoint(5, 5), start + QPoint(53, 101))
    hand.release(start + QPoint(53, 101), CTRL)
    assert place(hand, "labels") == (53, 301)


def test_alt_drag_leaves_the_original_and_adds_a_copy(hand: Hand) -> None:
    before = hand.design
    start = hand.at("model")
    hand.drag(start, start + QPoint(0, -160), ALT)
    assert place(hand, "model") == (320, 0)
    assert place(hand, "model-2") == (320, -160)
    assert hand.view.selected_ids() == ["model-2"]
    hand.view.document.undo()
    assert hand.design == before


def test_arrow_keys_move_a_grid_step_and_with_shift_ten(hand: Hand) -> None:
    hand.view.select(["labels"])
    hand.key(Qt.Key.Key_Right)
    hand.key(Qt.Key.Key_Down, SHIFT)
    assert place(hand, "labels") == (8, 280)


def test_a_read_only_board_selects_but_moves_nothing(hand: Hand) -> None:
    hand.view.set_read_only(True)
    start = hand.at("app")
    hand.drag(start, start + QPoint(80, 80))
    hand.key(Qt.Key.Key_Right)
    assert hand.view.selected_ids() == ["app"]
    assert not hand.view.document.can_undo


def test_an_edit_from_elsewhere_drops_the_gesture(hand: Hand) -> None:
    start = hand.at("app")
    hand.press(start)
    hand.go(start + QPoint(5, 5), start + QPoint(80, 80))
    hand.view.document.do(Move(positions={"labels": (0, 400)}))
    hand.release(start + QPoint(80, 80))
    assert place(hand, "app") == (0, 0)
    assert hand.view.board.nodes["app"].pos() == QPointF(0, 0)


def test_what_nobody_placed_stays_where_it_is_shown(qtbot: QtBot) -> None:
    hand = open_board(qtbot, Design(components=tuple(Component(id=f"c{n}", kind="cache") for n in range(4))))
    before, shown = hand.design, {id_: node.pos() for id_, node in hand.view.board.nodes.items()}
    hand.view.select(["c1"])
    hand.key(Qt.Key.Key_Down)
    assert place(hand, "c1") == (shown["c1"] + QPointF(0, 8)).toTuple()
    assert place(hand, "c3") == shown["c3"].toTuple()
    hand.view.document.undo()
    assert hand.design == before
    hand.view.hands.place("cache")
    assert place(hand, "c3") == shown["c3"].toTuple()
    hand.view.document.undo()
    assert hand.design == before


def test_the_sheet_drifts_while_a_drag_is_at_the_border(hand: Hand, qtbot: QtBot) -> None:
    before = hand.view.seen.right()
    start = hand.at("labels")
    hand.press(start)
    border = QPoint(hand.view.viewport().width() - 3, start.y())
    hand.go(start + QPoint(5, 5), border)
    qtbot.waitUntil(lambda: hand.view.seen.right() > before + 60)
    assert hand.view.board.nodes["labels"].box.right() > before
    hand.release(border)
    rested = hand.view.seen
    qtbot.wait(60)
    assert hand.view.seen == rested
    assert hand.view.seen.contains(hand.view.board.nodes["labels"].box.center())


def test_what_is_let_go_past_the_border_is_brought_back_into_sight(hand: Hand) -> None:
    outside = QPoint(-300, hand.at("labels").y())
    hand.drag(hand.at("labels"), outside)
    assert hand.view.board.nodes["labels"].x() < 0
    assert hand.view.seen.contains(hand.view.board.nodes["labels"].box)


def hold(hand: Hand, key: Qt.Key, times: int) -> None:
    """Press a key and let it repeat, without letting go."""
    for turn in range(times + 1):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", turn > 0)
        QApplication.sendEvent(hand.view, event)


def test_a_held_arrow_key_is_two_edits_however_far_it_goes(hand: Hand) -> None:
    hand.view.select(["labels"])
    hold(hand, Qt.Key.Key_Right, 30)
    assert hand.view.board.nodes["labels"].x() == 31 * 8
    hand.view.keyReleaseEvent(QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier))
    assert place(hand, "labels") == (31 * 8, 200)
    hand.view.document.undo()
    hand.view.document.undo()
    assert place(hand, "labels") == (0, 200)
    assert not hand.view.document.can_undo


def test_escape_takes_the_held_arrow_key_back(hand: Hand) -> None:
    hand.view.select(["labels"])
    hold(hand, Qt.Key.Key_Right, 30)
    hand.key(Qt.Key.Key_Escape)
    assert place(hand, "labels") == (8, 200)
    assert hand.view.board.nodes["labels"].x() == 8
