"""What every form of the inspector does: show the fields of an item, and make each committed value one edit."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from designer.app.inspector.field import ConceptsField, Field, FlagField
from designer.app.widgets.fold import Fold
from designer.canvas.document import Document
from designer.model.design import PropertyValue


class Form(QWidget):
    """A column of fields by name, kept up with the document."""

    def __init__(self, document: Document) -> None:
        """Edit this document."""
        super().__init__()
        self.document = document
        self.fields: dict[str, Field] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 14, 16, 24)
        self.column.setSpacing(12)

    def value(self, name: str) -> PropertyValue:
        """Give the value that a field shows."""
        raise NotImplementedError

    def commit(self, name: str, value: PropertyValue) -> None:
        """Make the edit that gives a field another value."""
        raise NotImplementedError

    def is_current(self) -> bool:
        """Say whether what the form shows is still there, and of the same kind."""
        raise NotImplementedError

    def add(self, name: str, field: Field) -> Field:
        """Put a field at the end."""
        self.fields[name] = field
        self.column.addWidget(field)
        field.committed.connect(lambda value: self.commit(name, value))
        return field

    def refresh(self) -> None:
        """Show the values as they are now."""
        for name, field in self.fields.items():
            field.show_value(self.value(name))

    def several(self, fields: Mapping[str, Field]) -> QWidget:
        """Lay fields out: sentences first, then what is short two in a row, then the switches."""
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        place = 0
        for name, field in sorted(fields.items(), key=lambda item: _rank(item[1])):
            short = _rank(field) == 1
            place += 0 if short else place % 2
            grid.addWidget(field, place // 2, place % 2, 1, 1 if short else 2, Qt.AlignmentFlag.AlignTop)
            place += 1 if short else 2
            self.fields[name] = field
            field.committed.connect(lambda value, name=name: self.commit(name, value))
        self.column.addWidget(inside)
        inside.setVisible(bool(fields))
        return inside

    def fold(self, title: str, fields: Mapping[str, Field]) -> None:
        """Put fields under a title that opens and closes them; open where one is set."""
        head = Fold(title)
        self.column.addWidget(head)
        inside = self.several(fields)
        head.toggled.connect(inside.setVisible)
        head.setChecked(any(self.value(name) is not None for name in fields))
        inside.setVisible(head.isChecked())


def _rank(field: Field) -> int:
    return 0 if isinstance(field, ConceptsField) else 2 if isinstance(field, FlagField) else 1
