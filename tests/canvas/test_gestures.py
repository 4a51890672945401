"""Any mixture of gestures and keys leaves the board in step with its drawing, and undo leads back to the first byte."""

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from designer.model.design import BoundaryKind, Design
from tests.canvas.hand import Hand, open_board, small_design
from tests.canvas.steps import assert_in_step

SPOTS = st.tuples(st.integers(20, 980), st.integers(20, 680)).map(lambda spot: QPoint(*spot))
MODIFIERS = st.sampled_from(
    [
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.ShiftModifier,
        Qt.KeyboardModifier.AltModifier,
        Qt.KeyboardModifier.ControlModifier,
    ]
)
KEYS = st.sampled_from(
    [
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Exclam, Qt.KeyboardModifier.ShiftModifier),
    ]
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("drag"), SPOTS, SPOTS, MODIFIERS),
        st.tuples(st.just("drop"), st.sampled_from(["app", "model", "features", "labels"]), SPOTS, MODIFIERS),
        st.tuples(st.just("cancel"), SPOTS, SPOTS, MODIFIERS),
        st.tuples(st.just("click"), SPOTS, MODIFIERS),
        st.tuples(st.just("key"), KEYS),
        st.tuples(st.sampled_from(["undo", "redo", "enclose", "note", "place", "zoom", "findings", "highlight"])),
    ),
    max_size=14,
)


def end_typing(hand: Hand) -> None:
    """Type a word wherever words are asked for."""
    for kind in (QLineEdit, QPlainTextEdit):
        for field in hand.view.viewport().findChildren(kind):
            if field.isVisible():
                QTest.keyClicks(field, "x")
                QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def verbs(hand: Hand) -> dict[str, Callable[[], object]]:
    view = hand.view
    return {
        "undo": view.document.undo,
        "redo": view.document.redo,
        "enclose": lambda: view.hands.enclose(BoundaryKind.ZONE),
        "note": lambda: view.hands.add_note("remember"),
        "place": lambda: view.hands.place("cache"),
        "zoom": lambda: view.zoom_to(0.3 if view.scale_factor >= 1 else 1.0),
        "findings": lambda: view.show_findings({"app": "fail", "ask": "partial"}),
        "highlight": lambda: view.highlight(["ask"]),
    }


def do(hand: Hand, step: tuple[object, ...]) -> None:
    match step:
        case ("drag", QPoint() as start, QPoint() as end, Qt.KeyboardModifier() as modifiers):
            hand.drag(start, end, modifiers)
        case ("drop", str() as id_, QPoint() as end, Qt.KeyboardModifier() as modifiers):
            if id_ in hand.view.board.nodes:
                hand.drag(hand.at(id_), end, modifiers)
        case ("cancel", QPoint() as start, QPoint() as end, Qt.KeyboardModifier() as modifiers):
            hand.press(start, modifiers)
            hand.go((start + end) / 2, end)
            hand.view.escape()
            hand.release(end)
        case ("click", QPoint() as at, Qt.KeyboardModifier() as modifiers):
            hand.press(at, modifiers)
            hand.release(at, modifiers)
        case ("key", (Qt.Key() as key, Qt.KeyboardModifier() as modifiers)):
            hand.key(key, modifiers)
        case (str() as verb,):
            verbs(hand)[verb]()
        case _:
            raise AssertionError(step)
    end_typing(hand)
    QApplication.processEvents()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_gestures_keep_the_board_in_step(qtbot: QtBot, steps: list[tuple[object, ...]]) -> None:
    hand = open_board(qtbot, small_design())
    first = hand.design.model_dump_json()
    for step in steps:
        do(hand, step)
        assert_in_step(hand.view.board)
        assert set(hand.view.selected_ids()) <= hand.view.board.ids()
    while hand.view.document.can_redo:
        hand.view.document.redo()
    last = hand.design
    while hand.view.document.can_undo:
        hand.view.document.undo()
    assert hand.design.model_dump_json() == first
    while hand.view.document.can_redo:
        hand.view.document.redo()
    assert hand.design == last
    assert_in_step(hand.view.board)
    hand.view.document.open(Design())
    hand.view.close()
