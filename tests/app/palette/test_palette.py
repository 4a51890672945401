"""The components panel, from the keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from designer.app.palette.panel import PalettePanel
from designer.canvas.edits.clipboard import KIND_TYPE
from designer.catalog.library import catalog


@pytest.fixture
def panel(qtbot: QtBot, show: Callable[[QWidget], None]) -> PalettePanel:
    made = PalettePanel(catalog())
    qtbot.addWidget(made)
    show(made)
    return made


def test_a_name_and_enter_add_the_best_match_and_make_room_for_the_next(panel: PalettePanel, qtbot: QtBot) -> None:
    QTest.keyClicks(panel.field, "kafka")
    with qtbot.waitSignal(panel.added) as added:
        QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert added.args == ["stream"]
    assert panel.field.text() == ""


def test_the_key_that_leads_to_the_field_is_not_part_of_a_name(panel: PalettePanel) -> None:
    QTest.keyClicks(panel.field, "/kafka")
    assert panel.field.text() == "kafka"
    QTest.keyClicks(panel.field, "/")
    assert panel.field.text() == "kafka/"


def test_the_arrow_keys_choose_while_the_cursor_stays_in_the_field(panel: PalettePanel, qtbot: QtBot) -> None:
    QTest.keyClicks(panel.field, "kafka")
    QTest.keyClick(panel.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.added) as added:
        QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert added.args != ["stream"]


def test_enter_on_an_empty_field_adds_nothing(panel: PalettePanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.added):
        QTest.keyClick(panel.field, Qt.Key.Key_Return)


def test_what_is_not_there_is_said(panel: PalettePanel, qtbot: QtBot) -> None:
    QTest.keyClicks(panel.field, "flux capacitor")
    assert panel.nothing.isVisible()
    assert "“flux capacitor”" in panel.nothing.text()
    with qtbot.assertNotEmitted(panel.added):
        QTest.keyClick(panel.field, Qt.Key.Key_Return)
    QTest.keyClick(panel.field, Qt.Key.Key_Escape)
    assert not panel.nothing.isVisible()
    assert panel.lines.rowCount() == len(catalog().kinds) + len(catalog().groups)


def test_one_who_comes_by_the_keyboard_stands_on_the_first_kind(panel: PalettePanel, qtbot: QtBot) -> None:
    panel.field.setFocus()
    QTest.keyClick(panel.field, Qt.Key.Key_Tab)
    assert panel.list.hasFocus()
    assert panel.list.selectedIndexes()
    with qtbot.waitSignal(panel.added) as added:
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert added.args == [next(iter(catalog().kinds))]


def test_titles_of_sections_can_be_neither_chosen_nor_dragged(panel: PalettePanel) -> None:
    assert panel.lines.flags(panel.lines.index(0)) == Qt.ItemFlag.NoItemFlags
    assert panel.lines.flags(panel.lines.index(1)) & Qt.ItemFlag.ItemIsDragEnabled


def test_a_drag_carries_the_kind(panel: PalettePanel) -> None:
    data = panel.lines.mimeData([panel.lines.index(1)])
    assert bytes(data.data(KIND_TYPE).data()) == next(iter(catalog().kinds)).encode()
