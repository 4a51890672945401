"""The table of actions made into Qt's actions and menus, each enabled when what it needs holds."""

from collections.abc import Callable, Mapping
from operator import attrgetter

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from designer.app.commands.action import ACTIONS, MENUS, Action
from designer.app.widgets.parts import settle
from designer.app.widgets.style import look

Names = Callable[[], frozenset[str]]


def shown_keys(shortcut: str) -> str:
    """Write a shortcut as this platform does."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


class Commands(QObject):
    """Every action of the window; `states` names what holds now."""

    def __init__(self, window: QMainWindow, states: Names) -> None:
        """Make the actions and fill the menu bar."""
        super().__init__(window)
        self._window, self._states = window, states
        self.actions: Mapping[str, QAction] = {action.id: self._make(action) for action in ACTIONS}
        self._fill_menus()
        self.refresh()

    def run(self, action: Action) -> None:
        """Do what an action does, if it may be done now."""
        settle()
        if action.needs <= self._states():
            call = attrgetter(action.call)(self._window)
            call() if action.argument is None else call(action.argument)

    def run_id(self, id_: str) -> None:
        """Do what the action of this id does, if it may be done now."""
        self.run(next(action for action in ACTIONS if action.id == id_))

    def offered(self) -> list[Action]:
        """Give the actions that may be done now."""
        states = self._states()
        return [action for action in ACTIONS if action.needs <= states and action.id != "commands"]

    def refresh(self) -> None:
        """Enable what may be done now, and nothing else."""
        states = self._states()
        for action in ACTIONS:
            self.actions[action.id].setEnabled(action.needs <= states)

    def name_undo(self, undo: str, redo: str) -> None:
        """Say in the menu what would be undone and redone."""
        self.actions["undo"].setText(f"Undo {undo.lower()}" if undo else "Undo")
        self.actions["redo"].setText(f"Redo {redo.lower()}" if redo else "Redo")

    def redress(self) -> None:
        """Repaint the glyphs in the colours of the theme."""
        for action in ACTIONS:
            if action.glyph:
                self.actions[action.id].setIcon(look().icon(action.glyph, 16))

    def _make(self, action: Action) -> QAction:
        made = QAction(action.title, self._window)
        made.setShortcuts([QKeySequence(keys) for keys in action.shortcuts])
        made.setStatusTip(action.about)
        made.setProperty("glyph", action.glyph)
        if action.glyph:
            made.setIcon(look().icon(action.glyph, 16))
        made.triggered.connect(lambda _checked=False: self.run(action))
        self._window.addAction(made)
        return made

    def _fill_menus(self) -> None:
        menus = {name: QMenu(f"&{name}", self._window) for name in MENUS}
        for action in ACTIONS:
            if action.menu:
                if action.separated:
                    menus[action.menu].addSeparator()
                menus[action.menu].addAction(self.actions[action.id])
        for menu in menus.values():
            self._window.menuBar().addMenu(menu)
