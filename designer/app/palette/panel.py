"""The components to draw with: a search field over the list, to drag onto the board or to add with Enter."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QToolButton

from designer.app.palette.kind_list import FOUND, KindList, Lines
from designer.app.palette.search import Match
from designer.app.widgets.parts import column, words
from designer.catalog.library import Catalog


class PalettePanel(QFrame):
    """The left panel: search field and list."""

    added = Signal(str)
    """A kind that was chosen with Enter or a double click, by its id."""
    left = Signal()
    """Escape was pressed in the empty search field."""

    def __init__(self, catalog: Catalog) -> None:
        """Offer the catalog's kinds."""
        super().__init__()
        self.setProperty("role", "left")
        self.setAccessibleName("Components")
        self.field = QLineEdit(placeholderText="Find a component  /")
        self.field.setAccessibleName("Find a component")
        self.field.setClearButtonEnabled(True)
        for clear in self.field.findChildren(QToolButton):
            clear.setAccessibleName("Clear")
        self.lines = Lines(catalog)
        self.list = KindList(self.lines)
        self.nothing = words("", "muted")
        self.nothing.setContentsMargins(16, 8, 16, 0)
        self.nothing.hide()
        top = column(self.field, margins=(12, 12, 12, 6))
        layout = column(spacing=0)
        layout.addLayout(top)
        layout.addWidget(self.nothing)
        layout.addWidget(self.list, 1)
        self.setLayout(layout)
        self.setMinimumWidth(200)
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._add_current)
        self.list.activated.connect(lambda index: self._add(index))
        self.field.installEventFilter(self)

    def focus(self) -> None:
        """Put the cursor in the search field, ready to type over what stands there."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def forget(self) -> None:
        """Have nothing typed and nothing chosen, as at first."""
        self.field.clear()
        self.list.setCurrentIndex(QModelIndex())
        self.list.scrollToTop()

    def _search(self, query: str) -> None:
        self.lines.search(query)
        found = bool(self.lines.lines)
        self.nothing.setText(f"No component is called “{query.strip()}”. Try what it does: “queue”, “cache”, “drift”.")
        self.nothing.setVisible(not found)
        if found and query.strip():
            self.list.setCurrentIndex(self.lines.index(0))
        self.list.scrollToTop()

    def _add_current(self) -> None:
        if self.field.text().strip():
            self._add(self.list.currentIndex() if self.list.currentIndex().isValid() else self.lines.index(0))
            self.field.clear()

    def _add(self, index: QModelIndex) -> None:
        line = index.data(FOUND)
        if isinstance(line, Match):
            self.added.emit(line.kind.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys choose in the list while the cursor stays in the field; Escape empties or leaves it."""
        if watched is not self.field or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        steps: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Down: lambda: self._step(1),
            Qt.Key.Key_Up: lambda: self._step(-1),
        }
        if event.key() in steps:
            steps[event.key()]()
            return True
        if event.key() == Qt.Key.Key_Escape:
            if self.field.text():
                self.field.clear()
            else:
                self.left.emit()
            return True
        return event.key() == Qt.Key.Key_Slash and not self.field.text()  # the key that leads here, pressed once more

    def _step(self, by: int) -> None:
        row = self.list.currentIndex().row() + by
        while 0 <= row < self.lines.rowCount() and isinstance(self.lines.lines[row], str):
            row += by
        if 0 <= row < self.lines.rowCount():
            self.list.setCurrentIndex(self.lines.index(row))
