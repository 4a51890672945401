"""What every form of the inspector does: show the fields of an item, and make each committed value one edit."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from designer.app.field import Field, LineField
from designer.app.parts import dress
from designer.canvas.document import Document
from designer.model.design import PropertyValue


class Form(QWidget):
    """A column of fields by name, kept up with the document."""

    rebuilt = Signal()
    """The item changed so much that another form should take the place of this one."""

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

    def add(self, name: str, field: Field, layout: QVBoxLayout | None = None) -> Field:
        """Put a field at the end."""
        self.fields[name] = field
        (layout or self.column).addWidget(field)
        field.committed.connect(lambda value: self.commit(name, value))
        return field

    def refresh(self) -> None:
        """Show the values as they are now."""
        for name, field in self.fields.items():
            field.show_value(self.value(name))

    def fold(self, title: str, fields: dict[str, Field], *, open_: bool = False) -> QPushButton:
        """Put fields under a title that opens and closes them; short numbers stand two in a row."""
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 2, 0, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        place = 0
        for name, field in fields.items():
            short = isinstance(field, LineField) and type(field) is LineField
            if not short and place % 2:
                place += 1
            grid.addWidget(field, place // 2, place % 2, 1, 1 if short else 2)
            place += 1 if short else 2
            self.fields[name] = field
            field.committed.connect(lambda value, name=name: self.commit(name, value))
        head = QPushButton(title)
        head.setProperty("role", "fold")
        head.setAccessibleName(title)
        head.setCheckable(True)
        head.setChecked(open_)
        inside.setVisible(open_)

        def toggle(on: bool) -> None:  # noqa: FBT001 (Qt's signal)
            inside.setVisible(on)
            dress(head, "caret-down" if on else "caret-right")

        head.toggled.connect(toggle)
        dress(head, "caret-down" if open_ else "caret-right")
        self.column.addWidget(head)
        self.column.addWidget(inside)
        return head
