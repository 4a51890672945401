"""The inspector of one component: what it is, its name and copies, the properties of its kind."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from designer.app.inspector.field import Field, LineField, NoteField, field_for
from designer.app.inspector.form import Form
from designer.app.widgets.parts import column, row, words
from designer.app.widgets.tile import tile_pixmap
from designer.canvas.document import Document
from designer.catalog.library import Catalog
from designer.catalog.quantity import parse_value
from designer.errors import DesignerError
from designer.model.design import Component, PropertyValue
from designer.model.edit import Batch, Replace
from designer.model.kind import Kind, Property, PropertyType

_OWN = ("name", "technology", "replicas", "zones", "regions", "note")
_NUMBERS = {PropertyType.QUANTITY, PropertyType.COUNT}
_COUNT = Property(name="Replicas", type=PropertyType.COUNT, title="Replicas", minimum=1, maximum=1_000_000)


def common_names(catalog: Catalog) -> tuple[str, ...]:
    """Give the properties that every kind has, in the order of the first kind."""
    kinds = list(catalog.kinds.values())
    return tuple(name for name in kinds[0].properties if all(name in kind.properties for kind in kinds))


def parse_spread(text: str, what: str) -> PropertyValue:
    """Read how far replicas are spread: a count, or names between commas.

    >>> parse_spread("3", "zones"), parse_spread("a, b", "zones"), parse_spread("", "zones")
    (3, ('a', 'b'), None)
    """
    parts = tuple(part.strip() for part in text.split(",") if part.strip())
    if not parts:
        return None
    if len(parts) == 1 and parts[0].lstrip("-").replace(".", "").isdigit():
        return parse_value(_COUNT.model_copy(update={"name": what, "maximum": 1000}), parts[0])
    if len(set(parts)) < len(parts):
        raise DesignerError(f"{what} names the same place twice", remedy="name each once")
    return parts


def _written(value: PropertyValue) -> str:
    return ", ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


class ComponentForm(Form):
    """Edits one component of the document."""

    def __init__(self, document: Document, catalog: Catalog, component: Component) -> None:
        """Show the component's fields."""
        super().__init__(document)
        self._id, self._kind_id = component.id, component.kind
        self._catalog = catalog
        kind = catalog.kinds.get(component.kind)
        self._head(kind, component)
        self.add("name", LineField("Name", str.strip, _written, placeholder=kind.title if kind else component.kind))
        example = f"{', '.join(kind.examples[:2])}…" if kind and kind.examples else ""
        self.add("technology", LineField("Technology", str.strip, _written, placeholder=example))
        self._copies()
        if kind is not None:
            self._properties(kind)
        self.add("note", NoteField("Note", "Why this one, and not another?"))
        self.column.addStretch(1)
        self.refresh()

    def _head(self, kind: Kind | None, component: Component) -> None:
        tile = QLabel()
        if kind is not None:
            tile.setPixmap(tile_pixmap(kind, 40, self.devicePixelRatioF()))
        group = next((group.title for group in self._catalog.groups if kind and group.id == kind.group), "")
        named = column(words(kind.title if kind else component.kind, "title"), words(group, "caption"), None, spacing=2)
        layout = row(tile, spacing=12)
        layout.addLayout(named, 1)
        self.column.addLayout(layout)
        if kind is not None and kind.about:
            self.column.addWidget(words(kind.about, "soft"))

    def _copies(self) -> None:
        replicas = LineField("Replicas", lambda text: parse_value(_COUNT, text or "1"), _written, placeholder="1")
        zones = LineField(
            "Zones", lambda text: parse_spread(text, "Zones"), _written, placeholder="1, or a, b",
            hint="How many zones the replicas are spread over, or their names between commas",
        )  # fmt: skip
        regions = LineField(
            "Regions", lambda text: parse_spread(text, "Regions"), _written, placeholder="1",
            hint="How many regions the replicas are spread over, or their names between commas",
        )  # fmt: skip
        line = row(spacing=12)
        self.column.addLayout(line)
        for name, field in (("replicas", replicas), ("zones", zones), ("regions", regions)):
            self.fields[name] = field
            field.committed.connect(lambda value, name=name: self.commit(name, value))
            line.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)

    def _properties(self, kind: Kind) -> None:
        common = common_names(self._catalog)
        self.several({name: field_for(kind.properties[name]) for name in kind.properties if name not in common})
        numbers: dict[str, Field] = {}
        others: dict[str, Field] = {}
        for name in common:
            property_ = kind.properties[name]
            (numbers if property_.type in _NUMBERS else others)[name] = field_for(property_)
        self.fold("Numbers", numbers)
        self.fold("Operations and privacy", others)

    def is_current(self) -> bool:
        """Say whether the component is there, of the same kind."""
        component = self.document.design.component(self._id)
        return component is not None and component.kind == self._kind_id

    def value(self, name: str) -> PropertyValue:
        """Give the component's own field or property."""
        component = self.document.design.component(self._id)
        if component is None:
            return None
        return getattr(component, name) if name in _OWN else component.properties.get(name)

    def commit(self, name: str, value: PropertyValue) -> None:
        """Replace the component by one with that value; a value of None is taken out."""
        component = self.document.design.component(self._id)
        if component is None or self.value(name) == value:
            return
        if name in _OWN:
            changed = component.model_copy(update={name: value})
        else:
            properties = {key: kept for key, kept in component.properties.items() if key != name}
            changed = component.model_copy(
                update={"properties": properties if value is None else {**properties, name: value}}
            )
        title = self.fields[name].title.lower()
        self.document.do(Batch(label=f"Change {title}", edits=(Replace(collection="components", item=changed),)))
