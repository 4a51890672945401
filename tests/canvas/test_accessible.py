"""The board as a screen reader meets it: a list of components with names, descriptions, places and states."""

import gc

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from pytestqt.qtbot import QtBot

from designer.canvas import accessible
from designer.model.design import Design
from tests.canvas.hand import Hand, open_board, small_design

Text = QAccessible.Text


def interface(hand: Hand) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(hand.view)


def test_the_board_is_a_list_of_its_components(hand: Hand) -> None:
    board = interface(hand)
    assert board.role() == QAccessible.Role.List
    assert board.text(Text.Name) == "Design board"
    items = [board.child(number) for number in range(board.childCount())]
    assert [item.text(Text.Name) for item in items[:2]] == ["Payments", "Scorer"]
    assert items[1].text(Text.Description).endswith("connections: 1 out, 1 in")
    assert items[1].role() == QAccessible.Role.ListItem
    assert board.indexOfChild(items[1]) == 1
    assert board.child(99) is None


def test_an_item_knows_its_place_and_whether_it_is_selected(hand: Hand) -> None:
    board = interface(hand)
    item = board.child(0)
    box = hand.view.mapFromScene(hand.view.board.nodes["app"].box).boundingRect()
    assert item.rect() == QRect(hand.view.viewport().mapToGlobal(box.topLeft()), box.size())
    assert not item.state().selected
    hand.view.select(["app"])
    assert item.state().selected
    middle = item.rect().center()
    assert board.childAt(middle.x(), middle.y()) is item


def test_an_item_whose_component_is_gone_says_so(hand: Hand) -> None:
    board = interface(hand)
    item = board.child(3)
    hand.view.select(["labels"])
    hand.view.hands.delete_selection()
    assert not item.isValid()
    assert item.text(Text.Name) == ""
    assert board.childCount() == 3
    hand.view.document.undo()
    assert item.isValid()


def test_boards_come_and_go(qtbot: QtBot) -> None:
    for _ in range(5):
        other = open_board(qtbot, small_design())
        board = interface(other)
        items = [board.child(number) for number in range(board.childCount())]
        other.view.document.open(Design())
        assert not any(item.isValid() for item in items)
        other.view.close()
        del other, board, items
        gc.collect()


def test_what_is_selected_is_announced(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(accessible, "announce", lambda _view, words: said.append(words))
    hand.view.select(["app"])
    hand.view.select(["app", "model"])
    hand.view.select(["ask"])
    hand.view.select([])
    assert said[0].startswith("Payments, ")
    assert said[1:] == ["2 selected", "request connection from Payments to Scorer"]
