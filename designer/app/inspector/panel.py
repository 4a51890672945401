"""The right panel while something is selected: the form of one thing, or what can be done with several."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from designer.app.inspector.component_form import ComponentForm
from designer.app.inspector.connection_form import ConnectionForm
from designer.app.inspector.form import Form
from designer.app.inspector.words_form import BoundaryForm, NoteForm
from designer.app.widgets.parts import button, clear, column, scrolling, settle, words
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
            typing = QApplication.focusWidget()
            if typing is not None and self.isAncestorOf(typing):
                settle()
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
        if len(self._ids) == 1:
            self.form = self._form(self._ids[0])
        if self.form is not None:
            self.form.setEnabled(self._editable)
            self._column.addWidget(self.form)
            if isinstance(self.form, NoteForm | BoundaryForm):
                self._column.addWidget(self._buttons(self._shared[1:]))
                self._column.addStretch(1)
        else:
            self._column.addWidget(self._several(len(self._ids)) if self._ids else self._nothing())
            self._column.addStretch(1)
        self._scroll.verticalScrollBar().setValue(0)

    def _form(self, id_: str) -> Form | None:
        design = self._document.design
        component, connection = design.component(id_), design.connection(id_)
        if component is not None:
            return ComponentForm(self._document, self._catalog, component)
        if connection is not None:
            form = ConnectionForm(self._document, self._catalog, connection)
            form.wanted.connect(self.wanted)
            return form
        note = next((note for note in design.notes if note.id == id_), None)
        if note is not None:
            return NoteForm(self._document, note)
        boundary = next((boundary for boundary in design.boundaries if boundary.id == id_), None)
        return BoundaryForm(self._document, self._catalog, boundary) if boundary is not None else None

    def _nothing(self) -> QWidget:
        empty = QWidget()
        sentence = "Choose a box or an arrow on the board to see and change what it says."
        title = words("Nothing is selected", "title")
        empty.setLayout(column(title, words(sentence, "soft"), margins=(16, 20, 16, 16)))
        return empty

    def _several(self, count: int) -> QWidget:
        title = f"{count} things are selected" if count > 1 else "A stroke is selected"
        return self._buttons(self._shared, words(title, "title"), 4)

    def _buttons(self, shared: Sequence[SharedAction], *head: QWidget | int) -> QWidget:
        buttons = [button(name, act, glyph=glyph) for name, glyph, act in shared]
        for made in buttons:
            made.setEnabled(self._editable)
        held = QWidget()
        held.setLayout(column(*head, *buttons, margins=(16, 20 if head else 0, 16, 16)))
        return held
