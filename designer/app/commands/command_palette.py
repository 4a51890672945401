"""Every command by name: type a few letters, press Enter."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QListWidget, QListWidgetItem, QWidget

from designer.app.commands.action import Action
from designer.app.widgets.parts import Elided, column, words
from designer.app.widgets.sheet import Sheet
from designer.app.widgets.style import look

_PAGE_KEYS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


def rank(query: str, action: Action) -> int | None:
    """Say how well a command fits what was typed: 0 is best, None is not at all.

    >>> save = Action("save", "Save as…", "files.save", "File")
    >>> rank("sav", save), rank("as", save), rank("fi sa", save), rank("zoom", save)
    (0, 1, 2, None)
    """
    wanted, title = query.casefold().strip(), action.title.casefold()
    if title.startswith(wanted):
        return 0
    if wanted in title:
        return 1
    everything = f"{title} {action.menu} {action.about} {action.id}".casefold()
    return 2 if all(word in everything for word in wanted.split()) else None


class CommandPalette(QFrame):
    """A search field over the list of commands that can be given now."""

    def __init__(self, actions: Iterable[Action], keys: Callable[[str], str]) -> None:
        """Offer these actions; `keys` writes a shortcut for people."""
        super().__init__()
        self._actions, self._keys = tuple(actions), keys
        self.chosen: Callable[[Action], object] = lambda _action: None
        self.setFixedWidth(560)
        self.setAccessibleName("All commands")
        self._field = QLineEdit(placeholderText="Type a command")
        self._field.setAccessibleName("Command")
        self._field.setProperty("role", "large")
        self._list = QListWidget()
        self._list.setAccessibleName("Commands")
        self._list.setMinimumHeight(380)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = words("No command is called that.", "muted")
        self._nothing.hide()
        self.setLayout(column(self._field, self._nothing, self._list, spacing=10, margins=(16, 16, 16, 16)))
        self._field.textChanged.connect(self._fill)
        self._field.returnPressed.connect(self._choose)
        self._list.itemClicked.connect(lambda _item: self._choose())
        self._field.installEventFilter(self)
        self._fill("")

    def focus(self) -> None:
        """Put the cursor in the search field."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fill(self, query: str) -> None:
        ranked = [(rank(query, action), place, action) for place, action in enumerate(self._actions)]
        found = sorted(((order, place) for order, place, _ in ranked if order is not None))
        self._list.clear()
        for _, place in found:
            action = self._actions[place]
            item = QListWidgetItem(self._list)
            item.setData(Qt.ItemDataRole.UserRole, action)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, action.title)
            line = self._line(action)
            item.setSizeHint(QSize(0, line.sizeHint().height()))  # as wide as the list, however long the words
            self._list.setItemWidget(item, line)
        self._list.setCurrentRow(0)
        self._nothing.setVisible(not found)

    def _line(self, action: Action) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(10, 8, 10, 8)
        picture = QLabel()
        picture.setFixedWidth(24)
        picture.setPixmap(look().glyph(action.glyph or "caret-right", 16, "ink_faint"))
        layout.addWidget(picture)
        layout.addWidget(words(action.title, wrap=False))
        about = Elided("muted")
        about.show_words(action.about)
        layout.addWidget(about, 1)
        if action.shortcuts:
            layout.addWidget(words(self._keys(action.shortcuts[0]), "key", wrap=False))
        return line

    def _choose(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self.chosen(item.data(Qt.ItemDataRole.UserRole))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while the cursor stays in the field."""
        if watched is self._field and event.type() == QEvent.Type.KeyPress:
            key = event.key() if isinstance(event, QKeyEvent) else None
            if key in _PAGE_KEYS:
                step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8}.get(Qt.Key(key), 8)
                self._list.setCurrentRow(max(0, min(self._list.count() - 1, self._list.currentRow() + step)))
                return True
        return False


def show_commands(
    window: QWidget, actions: Iterable[Action], keys: Callable[[str], str], run: Callable[[Action], object]
) -> Sheet:
    """Open the command palette over the window; `run` is called with the command that was chosen."""
    palette = CommandPalette(actions, keys)
    sheet = Sheet(window, palette)

    def choose(action: Action) -> None:
        sheet.finish()
        run(action)

    palette.chosen = choose
    palette.focus()
    return sheet
