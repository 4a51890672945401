"""The keys that work on the board itself, whatever menus and shortcuts the window around it has."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from designer.canvas.edits.guide import GRID_PX
from designer.model.design import BoundaryKind

if TYPE_CHECKING:
    from designer.canvas.view import BoardView

LEAP = 10
_ARROWS = {
    Qt.Key.Key_Left: QPointF(-GRID_PX, 0),
    Qt.Key.Key_Right: QPointF(GRID_PX, 0),
    Qt.Key.Key_Up: QPointF(0, -GRID_PX),
    Qt.Key.Key_Down: QPointF(0, GRID_PX),
}
Standard = QKeySequence.StandardKey


def press(view: BoardView, event: QKeyEvent) -> bool:
    """Do what a key means on the board; False leaves it to the window."""
    return _editing(view, event) or _plain(view, event)


def _editing(view: BoardView, event: QKeyEvent) -> bool:
    hands = view.hands
    for standard, verb in (
        (Standard.Copy, hands.copy),
        (Standard.Cut, hands.cut),
        (Standard.Paste, hands.paste),
        (Standard.SelectAll, view.select_all),
        (Standard.ZoomIn, view.zoom_in),
        (Standard.ZoomOut, view.zoom_out),
    ):
        if event.matches(standard):
            verb()
            return True
    if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
        verbs: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_D: hands.duplicate,
            Qt.Key.Key_L: hands.connect_selected,
            Qt.Key.Key_G: lambda: hands.enclose(BoundaryKind.ZONE),
            Qt.Key.Key_0: lambda: view.zoom_to(1.0),
        }
        chosen = verbs.get(Qt.Key(event.key()))
        if chosen is not None:
            chosen()
            return True
    return False


def _plain(view: BoardView, event: QKeyEvent) -> bool:
    key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shifted = modifiers == Qt.KeyboardModifier.ShiftModifier
    if modifiers and not shifted:
        return False
    if key in _ARROWS and len(view.board.selection):
        step = _ARROWS[key] * (LEAP if shifted else 1)
        if event.isAutoRepeat():
            view.hands.slide(step)
        else:
            view.hands.nudge(step)
        return True
    if key in (Qt.Key.Key_1, Qt.Key.Key_Exclam) and shifted:
        view.zoom_to_fit()
        return True
    if shifted:
        return False
    return _single(view, key)


def _single(view: BoardView, key: Qt.Key) -> bool:
    match key:
        case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
            view.hands.delete_selection()
        case Qt.Key.Key_Escape:
            view.escape()
        case Qt.Key.Key_Return | Qt.Key.Key_Enter:
            for id_ in view.selected_ids()[:1]:
                view.pressed.emit(id_)
            view.rename_selected()
        case Qt.Key.Key_F2:
            view.rename_selected()
        case Qt.Key.Key_A | Qt.Key.Key_C:
            view.set_connecting(on=not view.connecting)
        case Qt.Key.Key_N:
            view.hands.add_note()
        case Qt.Key.Key_V:
            view.set_connecting(on=False)
        case _:
            return False
    return True
