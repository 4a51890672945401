"""The right panel while something is selected: the form of a component, of a connection, or of several things."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from designer.app.component_form import ComponentForm
from designer.app.connection_form import ConnectionForm
from designer.app.form import Form
from designer.app.parts import button, clear, column, scrolling, words
from designer.canvas.document import Document
from designer.catalog.library import Catalog

SharedAction = tuple[str, str, Callable[[], object]]
"""A button for several selected things: its name, its glyph, what it does."""


class Inspector(QWidget):
    """Shows what is selected, and follows the document."""

    wanted = Signal(str)
    """A component that the person asks to see, by its id."""

    def __init__(self, document: Document, catalog: Catalog, shared: Sequence[SharedAction]) -> None:
        """Start with nothing to show."""
        super().__init__()
        self._document, self._catalog, self._shared = document, catalog, shared
        self._ids: list[str] = []
        self.form: Form | None = None
        self._editable = True
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._scroll = scrolling(self._body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        document.changed.connect(lambda _edit: self._follow())
        self._build()

    def show_selection(self, ids: Sequence[str]) -> None:
        """Show what these ids name."""
        if list(ids) != self._ids:
            self._ids = list(ids)
            self._build()

    def set_editable(self, editable: bool) -> None:
        """Let the fields be changed, or only read."""
        self._editable = editable
        if self.form is not None:
            self.form.setEnabled(editable)

    def rebuild(self) -> None:
        """Make the form again, in the colours of a new theme."""
        self._build()

    def _follow(self) -> None:
        if self.form is not None and self.form.is_current():
            self.form.refresh()
        else:
            self._build()

    def _build(self) -> None:
        self.form = None
        clear(self._column)
        design = self._document.design
        there = [id_ for id_ in self._ids if design.component(id_) or design.connection(id_)]
        if len(there) == 1:
            component, connection = design.component(there[0]), design.connection(there[0])
            if component is not None:
                self.form = ComponentForm(self._document, self._catalog, component)
            elif connection is not None:
                form = ConnectionForm(self._document, self._catalog, connection)
                form.wanted.connect(self.wanted)
                self.form = form
        if self.form is not None:
            self.form.setEnabled(self._editable)
            self._column.addWidget(self.form)
        else:
            self._column.addWidget(self._several(len(self._ids)) if self._ids else self._nothing())
            self._column.addStretch(1)
        self._scroll.verticalScrollBar().setValue(0)

    def _nothing(self) -> QWidget:
        empty = QWidget()
        sentence = "Choose a box or an arrow on the board to see and change what it says."
        title = words("Nothing is selected", "title")
        empty.setLayout(column(title, words(sentence, "soft"), margins=(16, 20, 16, 16)))
        return empty

    def _several(self, count: int) -> QWidget:
        held = QWidget()
        title = f"{count} things are selected" if count > 1 else "A note is selected"
        buttons = [button(name, act, glyph=glyph) for name, glyph, act in self._shared]
        for made in buttons:
            made.setEnabled(self._editable)
        held.setLayout(column(words(title, "title"), 4, *buttons, margins=(16, 20, 16, 16)))
        return held
