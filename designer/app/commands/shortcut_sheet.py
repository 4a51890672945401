"""All keys on one page."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QWidget

from designer.app.commands.action import ACTIONS, MENUS
from designer.app.widgets.parts import button, column, row, rule, scrolling, words
from designer.app.widgets.sheet import Sheet

BOARD_KEYS = (
    ("Drag from a box's edge to another box", "Connect them"),
    ("A", "Drag from anywhere on a box to connect"),
    ("Arrow keys", "Move the selected, or go to the next box"),
    ("Tab, Shift+Tab", "Go through the boxes"),
    ("Enter", "Rename the selected box"),
    ("Space and drag", "Move over the board"),
    ("Ctrl and wheel", "Zoom"),
    ("Esc", "Give up a gesture, then the selection"),
)
"""What the board itself does with the mouse and the keys, which no menu shows."""


def show_shortcuts(window: QWidget, keys: Callable[[str], str]) -> Sheet:
    """Open the page over the window."""
    card = QFrame()
    card.setAccessibleName("Keyboard shortcuts")
    card.setFixedSize(min(900, window.width() - 80), min(840, window.height() - 80))
    inside = QWidget()
    columns = QHBoxLayout(inside)
    columns.setContentsMargins(0, 0, 12, 0)
    columns.setSpacing(40)
    left, right = QGridLayout(), QGridLayout()
    for grid, menus in ((left, MENUS[:2]), (right, MENUS[2:])):
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(7)
        for menu in menus:
            lines = [
                (action.title, [keys(shortcut) for shortcut in action.shortcuts])
                for action in ACTIONS
                if action.menu == menu and action.shortcuts
            ]
            _section(grid, menu, lines)
    _section(right, "On the board", [(what, [how]) for how, what in BOARD_KEYS])
    for grid in (left, right):
        grid.setRowStretch(grid.rowCount(), 1)
        columns.addLayout(grid, 1)
    sheet: list[Sheet] = []
    close = button("Close", lambda: sheet[0].dismiss())
    layout = column(words("Keyboard shortcuts", "heading"), 8, rule(), margins=(28, 24, 24, 20))
    layout.addWidget(scrolling(inside), 1)
    layout.addLayout(row(None, close))
    card.setLayout(layout)
    sheet.append(Sheet(window, card))
    close.setFocus(Qt.FocusReason.TabFocusReason)
    return sheet[0]


def _section(grid: QGridLayout, title: str, lines: list[tuple[str, list[str]]]) -> None:
    at = grid.rowCount()
    heading = words(title, "section")
    heading.setContentsMargins(0, 12 if at > 1 else 0, 0, 2)
    grid.addWidget(heading, at, 0, 1, 2)
    for name, shown in lines:
        at += 1
        grid.addWidget(words(name), at, 0, Qt.AlignmentFlag.AlignTop)
        held = QWidget()
        held.setLayout(row(*[words(key, "key", wrap=False) for key in shown], None, spacing=6))
        grid.addWidget(held, at, 1, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
