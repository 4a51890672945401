"""The inspectors of what is on the board beside boxes and arrows: a note, and a boundary round components."""

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QLabel

from designer.app.inspector.field import LineField, NoteField
from designer.app.inspector.form import Form
from designer.app.widgets.parts import column, row, words
from designer.app.widgets.style import look
from designer.app.widgets.switch import Choice
from designer.canvas.document import Document
from designer.catalog.library import Catalog
from designer.model.design import Boundary, BoundaryKind, Note, PropertyValue
from designer.model.edit import Batch, Replace

KINDS: Mapping[BoundaryKind, tuple[str, str]] = {
    BoundaryKind.ZONE: ("map-pin", "What is inside runs in this zone, and fails with it."),
    BoundaryKind.REGION: ("globe-hemisphere-west", "What is inside runs in this region."),
    BoundaryKind.NETWORK: ("network", "What is inside shares a network."),
    BoundaryKind.TEAM: ("users-three", "What is inside belongs to one team."),
    BoundaryKind.FRAME: ("frame-corners", "A line round what belongs together; it changes nothing else."),
}
"""Of each kind of boundary: its glyph, and what it means."""
_TALL = 160


class NoteForm(Form):
    """Edits the words of one note."""

    def __init__(self, document: Document, note: Note) -> None:
        """Show the note's words."""
        super().__init__(document)
        self._id = note.id
        self.column.addLayout(_head("note", "Note", "Words on the board; no rule reads them."))
        field = NoteField("Words", "What should be remembered?")
        field.text.setFixedHeight(_TALL)
        self.add("text", field)
        self.refresh()

    def _note(self) -> Note | None:
        return next((note for note in self.document.design.notes if note.id == self._id), None)

    def is_current(self) -> bool:
        """Say whether the note is still there."""
        return self._note() is not None

    def value(self, name: str) -> PropertyValue:
        """Give the words."""
        note = self._note()
        return getattr(note, name) if note is not None else None

    def commit(self, name: str, value: PropertyValue) -> None:
        """Replace the note by one with these words."""
        note = self._note()
        if note is not None and self.value(name) != value:
            changed = note.model_copy(update={name: value})
            self.document.do(Batch(label="Change note", edits=(Replace(collection="notes", item=changed),)))


class BoundaryForm(Form):
    """Edits the kind and the name of one boundary."""

    def __init__(self, document: Document, catalog: Catalog, boundary: Boundary) -> None:
        """Show the boundary's fields, and what it holds."""
        super().__init__(document)
        self._id, self._built_for = boundary.id, (boundary.kind, boundary.components)
        glyph, meaning = KINDS[boundary.kind]
        self.column.addLayout(_head(glyph, boundary.kind.value.title(), meaning))
        self.box = Choice("Kind of boundary")
        for kind in BoundaryKind:
            self.box.addItem(kind.value.title(), kind.value)
        self.box.setCurrentIndex(list(BoundaryKind).index(boundary.kind))
        self.box.activated.connect(lambda index: self.commit("kind", self.box.itemData(index)))
        self.column.addLayout(column(words("Kind", "label"), self.box, spacing=4))
        self.add("name", LineField("Name", str.strip, lambda value: str(value or ""),
                                   placeholder=boundary.kind.value.title()))  # fmt: skip
        self.column.addWidget(words(f"Holds {self._held(catalog, boundary)}.", "soft"))
        self.refresh()

    def _held(self, catalog: Catalog, boundary: Boundary) -> str:
        held = [item for id_ in boundary.components if (item := self.document.design.component(id_)) is not None]
        titles = [item.name or (kind.title if (kind := catalog.kinds.get(item.kind)) else item.kind) for item in held]
        return ", ".join(titles) or "nothing"

    def _boundary(self) -> Boundary | None:
        return next((boundary for boundary in self.document.design.boundaries if boundary.id == self._id), None)

    def is_current(self) -> bool:
        """Say whether the boundary is there, of the same kind, round the same components."""
        boundary = self._boundary()
        return boundary is not None and (boundary.kind, boundary.components) == self._built_for

    def value(self, name: str) -> PropertyValue:
        """Give the kind's or the boundary's own words."""
        boundary = self._boundary()
        return str(getattr(boundary, name)) if boundary is not None else None

    def commit(self, name: str, value: PropertyValue) -> None:
        """Replace the boundary by one with that kind or name."""
        boundary = self._boundary()
        if boundary is not None and self.value(name) != value:
            changed = boundary.model_copy(update={name: BoundaryKind(str(value)) if name == "kind" else value})
            self.document.do(Batch(label=f"Change {name}", edits=(Replace(collection="boundaries", item=changed),)))


def _head(glyph: str, title: str, meaning: str) -> QHBoxLayout:
    mark = QLabel()
    mark.setPixmap(look().glyph(glyph, 28, "ink_soft"))
    head = row(mark, spacing=12)
    head.addLayout(column(words(title, "title"), words(meaning, "caption"), spacing=2), 1)
    return head
