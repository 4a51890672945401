"""The inspector of one connection: its ends, its kind among the legal ones, its label, the properties of its kind."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from designer.analysis.reading import inferred_role, read_from_label
from designer.app.inspector.field import LineField, field_for
from designer.app.inspector.form import Form
from designer.app.widgets.parts import button, column, glyph_button, row, well, words
from designer.app.widgets.style import look
from designer.app.widgets.switch import Choice
from designer.canvas.document import Document
from designer.catalog.library import Catalog
from designer.catalog.quantity import format_value
from designer.catalog.words import words as dictionary
from designer.model.design import Connection, ConnectionKind, PropertyValue
from designer.model.edit import Batch, Replace
from designer.model.kind import Property
from designer.report.words import duration


class ConnectionForm(Form):
    """Edits one connection of the document."""

    wanted = Signal(str)
    """A component at one of the ends that the person asks to see, by its id."""

    def __init__(self, document: Document, catalog: Catalog, connection: Connection) -> None:
        """Show the connection's fields."""
        super().__init__(document)
        self._id, self._catalog = connection.id, catalog
        self._built_for = (connection.kind, connection.source, connection.target)
        type_ = catalog.connections[connection.kind]
        dot = QLabel()
        dot.setPixmap(look().glyph("flow-arrow", 28, connection.kind.value))
        head = row(dot, spacing=12)
        title = words(f"{type_.title} connection", "title")
        head.addLayout(column(title, words(type_.meaning, "caption"), spacing=2), 1)
        self.column.addLayout(head)
        self._ends(connection)
        self._kind(connection)
        written = LineField("Label", str.strip, lambda value: str(value or ""), placeholder="What travels along it")
        self.add("label", written)
        self._read = words("", "caption")
        self.column.addWidget(self._read)
        self.several({name: field_for(property_) for name, property_ in type_.properties.items()})
        self.column.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show the values as they are now, and what is read where none is stated."""
        super().refresh()
        connection = self.document.design.connection(self._id)
        read = self._inferred(connection) if connection else []
        self._read.setText(f"Read from its ends and label as: {', '.join(read)}" if read else "")
        self._read.setVisible(bool(read))

    def _inferred(self, connection: Connection) -> list[str]:
        design, known = self.document.design, self._catalog.kinds
        kinds = {part.id: known[part.kind] for part in design.components if part.kind in known}
        if not {connection.source, connection.target} <= kinds.keys():
            return []
        role = None
        if not connection.properties.get("role"):
            role = inferred_role(connection, design.connections, kinds, dictionary())
        properties = self._catalog.connections[connection.kind].properties
        read = read_from_label(connection, dictionary())
        told = [(properties[name], value) for name, value in read.items() if name in properties]
        stated = (f"{prop.title.lower()} {_written(prop, value)}" for prop, value in told)
        return [*([role.replace("_", " ")] if role else []), *stated]

    def _ends(self, connection: Connection) -> None:
        ends, grid = well((12, 8, 8, 8), 10, 2)
        for place, (title, id_) in enumerate((("From", connection.source), ("To", connection.target))):
            end = button(self._end(id_), partial(self.wanted.emit, id_), role="link")
            end.setAccessibleName(f"{title} {self._end(id_)}")
            grid.addWidget(words(title, "label", wrap=False), place, 0)
            grid.addWidget(end, place, 1)
        if self._back():
            swap = glyph_button("swap", "Swap direction", self._swap)
            grid.addWidget(swap, 0, 2, 2, 1)
        self.column.addWidget(ends)

    def _end(self, id_: str) -> str:
        component = self.document.design.component(id_)
        if component is None:
            return id_
        kind = self._catalog.kinds.get(component.kind)
        name = component.name or (kind.title if kind else component.kind)
        longest = 34
        return name if len(name) <= longest else f"{name[: longest - 1]}…"

    def _kinds(self, connection: Connection) -> tuple[str, str]:
        ends = (self.document.design.component(connection.source), self.document.design.component(connection.target))
        return ends[0].kind if ends[0] else "", ends[1].kind if ends[1] else ""

    def _legal(self, one: str, other: str) -> tuple[ConnectionKind, ...]:
        known = one in self._catalog.kinds and other in self._catalog.kinds
        return self._catalog.legal_kinds(one, other) if known else tuple(ConnectionKind)

    def _back(self) -> bool:
        """Say whether the same connection would be legal the other way round."""
        connection = self.document.design.connection(self._id)
        return connection is not None and connection.kind in self._legal(*reversed(self._kinds(connection)))

    def _kind(self, connection: Connection) -> None:
        legal = self._legal(*self._kinds(connection))
        shown = legal if connection.kind in legal else (connection.kind, *legal)
        self.box = Choice("Kind of connection")
        for kind in shown:
            self.box.addItem(self._catalog.connections[kind].title, kind.value)
        self.box.setCurrentIndex(shown.index(connection.kind))
        self.box.activated.connect(lambda index: self._change(kind=ConnectionKind(self.box.itemData(index))))
        self.column.addLayout(column(words("Kind", "label"), self.box, spacing=4))

    def _swap(self) -> None:
        connection = self.document.design.connection(self._id)
        if connection is not None:
            self._change(source=connection.target, target=connection.source)

    def _change(self, **fields: object) -> None:
        connection = self.document.design.connection(self._id)
        if connection is None or all(getattr(connection, name) == value for name, value in fields.items()):
            return
        if "kind" in fields:  # what the new kind does not know of is left behind, and undo brings it back
            known = self._catalog.connections[ConnectionKind(str(fields["kind"]))].properties
            fields["properties"] = {name: kept for name, kept in connection.properties.items() if name in known}
        changed = connection.model_copy(update=fields)
        label = "Change connection"
        self.document.do(Batch(label=label, edits=(Replace(collection="connections", item=changed),)))

    def is_current(self) -> bool:
        """Say whether the connection is there, of the same kind between the same ends."""
        connection = self.document.design.connection(self._id)
        return connection is not None and (connection.kind, connection.source, connection.target) == self._built_for

    def value(self, name: str) -> PropertyValue:
        """Give the connection's label or property."""
        connection = self.document.design.connection(self._id)
        if connection is None:
            return None
        return connection.label if name == "label" else connection.properties.get(name)

    def commit(self, name: str, value: PropertyValue) -> None:
        """Replace the connection by one with that value."""
        connection = self.document.design.connection(self._id)
        if connection is None or self.value(name) == value:
            return
        if name == "label":
            self._change(label=value)
            return
        properties = {key: kept for key, kept in connection.properties.items() if key != name}
        self._change(properties=properties if value is None else {**properties, name: value})


def _written(prop: Property, value: PropertyValue) -> str:
    if prop.unit == "s" and isinstance(value, (int, float)):
        return duration(value)
    return format_value(prop, value).replace("_", " ")
