"""Adding, deleting, copying and renaming, and that undo gives back the same drawing to the byte."""

import json
from itertools import combinations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from designer.canvas.edits.clipboard import FRAGMENT_TYPE, read
from designer.catalog.library import catalog
from designer.errors import DesignerError
from designer.model.design import BoundaryKind, Component, Design, Stroke
from tests.canvas.hand import Hand, open_board

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_new_component_stands_free_is_selected_and_in_sight(hand: Hand) -> None:
    ids = [hand.view.hands.place("cache") for _ in range(6)]
    assert len(set(ids)) == 6
    assert hand.view.selected_ids() == [ids[-1]]
    boxes = [node.box for node in hand.view.board.nodes.values()]
    assert not any(one.intersects(other) for i, one in enumerate(boxes) for other in boxes[:i])
    assert hand.view.seen.contains(hand.view.board.nodes[ids[-1]].box)


def test_a_component_goes_to_the_right_of_the_selected_one(hand: Hand) -> None:
    hand.view.select(["model"])
    new = hand.view.board.nodes[hand.view.hands.place("cache")].box
    model = hand.view.board.nodes["model"].box
    assert new.left() > model.right()
    assert new.top() == model.top()


def test_a_component_can_be_placed_by_its_centre(empty: Hand) -> None:
    new = empty.view.board.nodes[empty.view.hands.place("cache", QPointF(200, 200))].box
    assert abs(new.center().x() - 200) <= 4
    assert abs(new.center().y() - 200) <= 4


def test_an_unknown_kind_is_refused(empty: Hand) -> None:
    assert empty.view.hands.place("cahce") == ""
    assert "did you mean 'cache'" in empty.said[0]
    assert empty.design == Design()


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_deleting_takes_the_connections_and_undo_gives_the_same_bytes(hand: Hand, key: Qt.Key) -> None:
    hand.view.select(["model"])
    hand.view.hands.enclose(BoundaryKind.ZONE)
    before = hand.design.model_dump_json()
    hand.view.select(["model", "labels"])
    hand.key(key)
    assert [component.id for component in hand.design.components] == ["app", "features"]
    assert hand.design.connections == ()
    assert hand.view.selected_ids() == []
    assert (set(hand.view.board.nodes), set(hand.view.board.edges)) == ({"app", "features"}, set())
    hand.view.document.undo()
    assert hand.design.model_dump_json() == before
    assert set(hand.view.board.edges) == {"ask", "look-up"}
    assert len(hand.view.board.boundaries) == 1


def test_a_connection_alone_can_be_deleted(hand: Hand) -> None:
    middle = hand.view.board.edges["ask"].path().pointAtPercent(0.5)
    hand.click(middle + QPointF(0, 5))
    assert hand.view.selected_ids() == ["ask"]
    hand.key(Qt.Key.Key_Delete)
    assert [edge.id for edge in hand.design.connections] == ["look-up"]
    assert len(hand.design.components) == 4


def test_copy_and_paste_between_two_windows(hand: Hand, qtbot: QtBot) -> None:
    other = open_board(qtbot, Design())
    hand.view.select(["app", "model"])
    hand.key(Qt.Key.Key_C, CTRL)
    other.key(Qt.Key.Key_V, CTRL)
    pasted = other.design
    assert [(c.id, c.name) for c in pasted.components] == [("app", "Payments"), ("model", "Scorer")]
    assert [(e.source, e.target) for e in pasted.connections] == [("app", "model")]
    assert other.view.selected_ids() == ["app", "model"]
    assert other.view.seen.contains(other.view.board.extent())


def test_pasting_twice_makes_new_ids_a_step_apart(hand: Hand) -> None:
    hand.view.select(["app", "model"])
    hand.view.hands.copy()
    hand.view.hands.paste()
    hand.view.hands.paste()
    ids = [component.id for component in hand.design.components]
    assert ids[4:] == ["app-2", "model-2", "app-3", "model-3"]
    places = [hand.view.board.nodes[id_].pos().toTuple() for id_ in ("app", "app-2", "app-3")]
    assert places == [(0, 0), (24, 24), (48, 48)]
    hand.view.document.undo()
    assert len(hand.design.components) == 6


def test_the_clipboard_also_holds_the_text(hand: Hand) -> None:
    hand.view.select(["app"])
    hand.view.hands.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasFormat(FRAGMENT_TYPE)
    assert json.loads(data.text())["components"][0]["id"] == "app"


def test_text_of_a_fragment_can_be_pasted(empty: Hand) -> None:
    piece = Design(components=(Component(id="a", kind="cache"),))
    QGuiApplication.clipboard().setText(piece.model_dump_json())
    empty.view.hands.paste()
    assert [component.kind for component in empty.design.components] == ["cache"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "nothing on the clipboard"),
        ("hello", "no piece of a drawing"),
        ("{}x", "not a drawing"),
        ('{"components": [{"id": "a"}]}', "components.0.kind"),
        ('{"components": [{"id": "a", "kind": "cahce"}]}', "unknown kind 'cahce'"),
        ('{"components": [{"id": "a", "kind": "cache"}, {"id": "a", "kind": "cache"}]}', "two things called 'a'"),
        ('{"connections": [{"id": "e", "source": "a", "target": "b", "kind": "data"}]}', "loose end"),
    ],
)
def test_pasting_what_is_no_fragment_is_refused_in_a_sentence(empty: Hand, text: str, words: str) -> None:
    data = QMimeData()
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)
    empty.view.hands.paste()
    assert empty.design == Design()
    assert len(empty.said) == 1
    assert words in empty.said[0]
    assert "\n" not in empty.said[0]


def test_cut_takes_away_what_it_copies(hand: Hand) -> None:
    hand.view.select(["labels"])
    hand.key(Qt.Key.Key_X, CTRL)
    assert hand.design.component("labels") is None
    hand.view.hands.paste()
    assert hand.design.component("labels") is not None


def test_duplicate_keeps_the_connections_among_the_copies(hand: Hand) -> None:
    hand.view.select(["app", "model"])
    hand.key(Qt.Key.Key_D, CTRL)
    assert [(e.source, e.target) for e in hand.design.connections[2:]] == [("app-2", "model-2")]


def editor(hand: Hand) -> QLineEdit | QPlainTextEdit:
    field = hand.view.viewport().findChild(QLineEdit) or hand.view.viewport().findChild(QPlainTextEdit)
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    return field


def test_a_double_click_renames_in_place(hand: Hand) -> None:
    hand.double_click("app")
    QTest.keyClicks(editor(hand), "Checkout")
    QTest.keyClick(editor(hand), Qt.Key.Key_Return)
    app = hand.design.component("app")
    assert app is not None
    assert app.name == "Checkout"
    assert hand.view.document.undo_label == "Change"


def test_escape_keeps_the_old_name(hand: Hand) -> None:
    hand.view.select(["app"])
    hand.key(Qt.Key.Key_F2)
    QTest.keyClicks(editor(hand), "Checkout")
    QTest.keyClick(editor(hand), Qt.Key.Key_Escape)
    assert not hand.view.document.can_undo


def test_an_unchanged_name_is_no_edit(hand: Hand) -> None:
    hand.view.select(["labels"])
    hand.key(Qt.Key.Key_Return)
    QTest.keyClick(editor(hand), Qt.Key.Key_Return)
    assert not hand.view.document.can_undo


def test_a_connection_gets_its_label_in_place(hand: Hand) -> None:
    hand.view.select(["ask"])
    hand.view.rename_selected()
    QTest.keyClicks(editor(hand), "80 ms")
    QTest.keyClick(editor(hand), Qt.Key.Key_Return)
    edge = hand.design.connection("ask")
    assert edge is not None
    assert edge.label == "80 ms"
    assert "ask" in hand.view.board.lines.labels


def test_a_note_is_typed_at_once(empty: Hand) -> None:
    empty.view.hands.add_note()
    QTest.keyClicks(editor(empty), "ask about PII")
    QTest.keyClick(editor(empty), Qt.Key.Key_Return, CTRL)
    assert [note.text for note in empty.design.notes] == ["ask about PII"]


def test_a_double_click_on_the_empty_board_does_nothing(hand: Hand) -> None:
    hand.double_click(QPointF(150, 330))
    assert hand.view.viewport().findChild(QLineEdit) is None
    assert not hand.view.document.can_undo


def test_a_read_only_board_takes_no_edit(hand: Hand) -> None:
    before = hand.design
    hand.view.select(["app"])
    hand.view.hands.copy()
    hand.view.set_read_only(True)
    hand.view.hands.delete_selection()
    hand.view.hands.cut()
    hand.view.hands.paste()
    hand.view.hands.duplicate()
    hand.view.rename_selected()
    hand.view.hands.add_note("x")
    assert hand.view.hands.place("cache") == ""
    assert hand.view.hands.enclose(BoundaryKind.ZONE) == ""
    assert hand.design == before


def test_an_empty_note_is_never_added(empty: Hand) -> None:
    empty.key(Qt.Key.Key_N)
    QTest.keyClick(editor(empty), Qt.Key.Key_Escape)
    assert empty.design == Design()
    assert not empty.view.document.can_undo


def test_escape_keeps_what_was_typed_into_a_note(empty: Hand) -> None:
    empty.key(Qt.Key.Key_N)
    QTest.keyClicks(editor(empty), "labels after 30 days")
    QTest.keyClick(editor(empty), Qt.Key.Key_Escape)
    assert [note.text for note in empty.design.notes] == ["labels after 30 days"]


def test_ink_is_copied_too(qtbot: QtBot) -> None:
    hand = open_board(qtbot, Design(ink=(Stroke(id="s", points=((0, 0, 0.5), (10, 10, 1.0))),)))
    hand.view.select(["s"])
    hand.view.hands.duplicate()
    assert hand.design.ink[1].points == ((24, 24, 0.5), (34, 34, 1.0))


def test_a_platform_without_a_clipboard_has_nothing_to_paste() -> None:
    with pytest.raises(DesignerError, match="nothing on the clipboard"):
        read(None, catalog())


def test_opening_another_drawing_drops_what_is_being_typed(hand: Hand) -> None:
    hand.view.select(["app"])
    hand.view.rename_selected()
    QTest.keyClicks(editor(hand), "half a na")
    hand.view.document.open(Design(components=(Component(id="app", kind="cache"),)))
    assert not hand.view.document.can_undo
    assert hand.said == []


@pytest.mark.parametrize("rows", [1, 3, 9])
def test_a_note_finds_a_free_place_in_sight(empty: Hand, rows: int) -> None:
    middle = empty.view.middle
    for row in range(rows):
        for column in range(rows):
            away = QPointF((column - rows // 2) * 216, (row - rows // 2) * 104)
            empty.view.hands.place("client", middle + away)
    empty.view.select(())
    empty.key(Qt.Key.Key_N)
    assert empty.view.viewport().rect().contains(editor(empty).geometry())
    QTest.keyClicks(editor(empty), "ask about PII, and how long it may be kept where")
    QTest.keyClick(editor(empty), Qt.Key.Key_Return, CTRL)
    empty.view.hands.add_note("labels after 30 days")
    board = empty.view.board
    boxes = [*(node.box for node in board.nodes.values()), *(note.box for note in board.notes.values())]
    assert len(boxes) == rows * rows + 2
    assert not any(one.intersects(other) for one, other in combinations(boxes, 2))
