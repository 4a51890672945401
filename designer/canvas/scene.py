"""The scene: an item for each thing of the drawing, kept up with the document by touching only what an edit touched."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from designer.canvas.document import Document
from designer.canvas.edits import joining
from designer.canvas.edits.grouping import Grouping
from designer.canvas.edits.touched import touched
from designer.canvas.items.edge import EdgeItem
from designer.canvas.items.lines import Lines
from designer.canvas.items.node import NodeItem
from designer.canvas.items.picture import BOUNDARY_LAYER, INK_LAYER, NOTE_LAYER, BoundaryItem, PictureItem
from designer.canvas.paint import measure
from designer.canvas.selection import Selection
from designer.catalog.library import Catalog
from designer.drawing.boundary import boundary_marks, boundary_rects
from designer.drawing.box import spread_words
from designer.drawing.geometry import Rect
from designer.drawing.layout import positions
from designer.drawing.note import note_marks, note_rects
from designer.drawing.sketch import ink_group
from designer.drawing.theme import Theme
from designer.model.design import Boundary, Component, Design, Note, Position
from designer.model.edit import Edit

Item = NodeItem | EdgeItem | PictureItem
MANY = 40
"""From so many at once on, items are not treated one by one: lines are carried, the whole window is painted."""


class BoardScene(QGraphicsScene):
    """The items of an open drawing, by id."""

    following = Signal(object)
    """A change of the document is about to be shown: the edit, or None for a whole new design."""
    extent_changed = Signal()
    """What the drawing covers may have changed."""

    def __init__(self, document: Document, catalog: Catalog, theme: Theme, parent: QObject | None = None) -> None:
        """Show a document; it is followed from then on."""
        super().__init__(parent)
        self.document, self.catalog, self.theme = document, catalog, theme
        self.selection = Selection(self)
        self.nodes: dict[str, NodeItem] = {}
        self.lines = Lines(self, theme)
        self.boundaries: dict[str, BoundaryItem] = {}
        self.notes: dict[str, PictureItem] = {}
        self.ink: dict[str, PictureItem] = {}
        self.reach = QRectF()
        self.rects: dict[str, Rect] = {}
        self._unplaced: dict[str, Position] = {}
        self.selection.changed.connect(self._show_selection)
        document.changed.connect(self.sync)
        self.sync(None)

    # keeping up with the document

    def sync(self, edit: Edit | None) -> None:
        """Follow an edit that was applied, or (None) a whole new design."""
        self.following.emit(edit)
        design = self.document.design
        if edit is None:
            self._open(design)
        else:
            self._follow(touched(edit), design)
        self.selection.keep(self.ids())
        self.extent_changed.emit()

    def _open(self, design: Design) -> None:
        self.selection.replace(())
        self.lines.clear()
        tables: tuple[dict[str, Any], ...] = (self.nodes, self.boundaries, self.notes, self.ink)
        for table in tables:
            for item in table.values():
                self.removeItem(item)
            table.clear()
        self.rects.clear()
        self._unplaced = {}
        self.reach = QRectF()
        self._follow(
            {
                "components": {item.id for item in design.components},
                "connections": {item.id for item in design.connections},
                "boundaries": {item.id for item in design.boundaries},
                "notes": {item.id for item in design.notes},
                "ink": {item.id for item in design.ink},
            },
            design,
        )

    def _follow(self, changed: Mapping[str, set[str]], design: Design) -> None:
        stale = self._follow_connections(changed.get("connections", set()), design)
        moved = self._follow_components(changed.get("components", set()), design)
        self.lines.route(stale | moved, self.rects)
        if changed.get("boundaries") or moved:
            self._draw_boundaries(design.boundaries)
        if changed.get("notes"):
            self._follow_notes(changed["notes"], design)
        if changed.get("ink"):
            self._follow_ink(changed["ink"], design)

    def _follow_components(self, ids: set[str], design: Design) -> set[str]:
        """Bring these components up to date; name those whose box is new or elsewhere."""
        now = {item.id: item for item in design.components if item.id in ids}
        if any(item.position is None and item.id not in self._unplaced for item in now.values()):
            laid_out = positions(design, self.catalog.kinds)
            self._unplaced |= {id_: at for id_, at in laid_out.items() if id_ not in self._unplaced}
        moved = set()
        for id_ in ids - now.keys():
            self._take_out(self.nodes.pop(id_, None))
            self.rects.pop(id_, None)
        for id_, component in now.items():  # in the drawing's order: what comes later lies over what came before
            if self._show_component(component):
                moved.add(id_)
        return moved

    def _show_component(self, component: Component) -> bool:
        kind = self.catalog.kinds.get(component.kind)
        node = self.nodes.get(component.id)
        if node is None:
            node = self.nodes[component.id] = NodeItem(component, kind, self.theme)
            node.setPos(QPointF(*self._position(component)))
            self.addItem(node)
        else:
            if not _same_but_for_place(component, node.component):
                node.show_component(component, kind)
            node.component = component
            node.setPos(QPointF(*self._position(component)))
        before, now = self.rects.get(component.id), node.rect
        self.rects[component.id] = now
        if before == now:
            return False
        self.reach = self.reach.united(node.box)
        return True

    def _position(self, component: Component) -> Position:
        return component.position or self._unplaced[component.id]

    def _follow_connections(self, ids: set[str], design: Design) -> set[str]:
        """Bring these connections up to date; name the components at their ends."""
        now = {item.id: item for item in design.connections if item.id in ids}
        ends: set[str] = set()
        for id_ in ids:
            ends |= self.lines.drop(id_)
            if id_ in now:
                ends |= {now[id_].source, now[id_].target}
                self.lines.put(now[id_])
            else:
                self.lines.take_out(id_)
        return ends

    def _draw_boundaries(self, boundaries: Iterable[Boundary]) -> None:
        """Draw the boundaries round their components, and no others."""
        boundaries = tuple(boundaries)
        if not boundaries and not self.boundaries:
            return
        outlines = boundary_rects(boundaries, self.rects)
        for id_ in self.boundaries.keys() - outlines.keys():
            self._take_out(self.boundaries.pop(id_))
        for boundary in boundaries:
            if boundary.id in outlines:
                if boundary.id not in self.boundaries:
                    layer = BOUNDARY_LAYER - 0.001 * len(boundary.components)
                    self.boundaries[boundary.id] = BoundaryItem(boundary.id, layer)
                    self.addItem(self.boundaries[boundary.id])
                outline = outlines[boundary.id]
                marks = boundary_marks(boundary, outline, measure)
                self.boundaries[boundary.id].show_marks(marks, outline, self.theme)

    def _follow_notes(self, ids: set[str], design: Design) -> None:
        for id_ in ids - {note.id for note in design.notes}:
            self._take_out(self.notes.pop(id_, None))
        covered = self.extent()
        below = Rect(covered.x(), covered.y(), covered.width(), covered.height())
        for note, rect in note_rects((note for note in design.notes if note.id in ids), below, measure):
            if note.id not in self.notes:
                self.notes[note.id] = PictureItem(note.id, NOTE_LAYER)
                self.addItem(self.notes[note.id])
            item = self.notes[note.id]
            item.setPos(rect.x, rect.y)
            self.reach = self.reach.united(QRectF(rect.x, rect.y, rect.width, rect.height))
            item.show_marks(note_marks(note, rect, measure), Rect(0, 0, rect.width, rect.height), self.theme)

    def _follow_ink(self, ids: set[str], design: Design) -> None:
        for id_ in ids:
            self._take_out(self.ink.pop(id_, None))
        for stroke in design.ink:
            if stroke.id in ids and stroke.points:
                group = ink_group(stroke)
                item = self.ink[stroke.id] = PictureItem(stroke.id, INK_LAYER)
                item.show_marks(group.marks, group.bounds, self.theme)
                self.addItem(item)
                self.reach = self.reach.united(item.box)

    def _take_out(self, item: QGraphicsItem | None) -> None:
        if item is not None:
            self.removeItem(item)

    # what is where

    @property
    def edges(self) -> dict[str, EdgeItem]:
        """The connections' items."""
        return self.lines.edges

    def ids(self) -> set[str]:
        """Name everything that can be selected."""
        return {*self.nodes, *self.edges, *self.boundaries, *self.notes, *self.ink}

    def item(self, id_: str) -> Item | None:
        """Find the item of anything by its id."""
        for table in (self.nodes, self.edges, self.boundaries, self.notes, self.ink):
            if id_ in table:
                return table[id_]
        return None

    def movable(self, id_: str) -> NodeItem | PictureItem | None:
        """Find the item of a component or note, which alone have places of their own."""
        return self.nodes.get(id_) or self.notes.get(id_)

    def movables(self) -> dict[str, NodeItem | PictureItem]:
        """Give the items that a move of the selection moves; a boundary stands for all that it holds."""
        held = {item.id: item.components for item in self.document.design.boundaries}
        ids = [id_ for chosen in self.selection.ids for id_ in (*held.get(chosen, ()), chosen)]
        return {id_: item for id_ in ids if (item := self.movable(id_)) is not None}

    def called(self, id_: str) -> str:
        """Give the words that name a thing to a person who does not see the board."""
        if id_ in self.nodes:
            return joining.called(self.nodes[id_].component, self.catalog)
        if id_ in self.edges:
            edge = self.edges[id_].connection
            return f"{edge.kind.value} connection from {self.called(edge.source)} to {self.called(edge.target)}"
        return "boundary" if id_ in self.boundaries else "note"

    def described(self, id_: str) -> str:
        """Say what a component is and how it is joined, for a person who does not see the board."""
        component = self.nodes[id_].component
        kind = self.catalog.kinds.get(component.kind)
        edges = self.document.design.connections
        out, into = (sum(getattr(edge, end) == id_ for edge in edges) for end in ("source", "target"))
        what = kind.title if kind and kind.title != self.called(id_) else ""
        parts = (what, spread_words(component), f"connections: {out} out, {into} in")
        return "; ".join(part for part in parts if part)

    def extent(self) -> QRectF:
        """Give the rectangle that the boxes, boundaries, notes and ink cover; empty for an empty drawing."""
        boxes = list(self.rects.values())
        covered = QRectF()
        if boxes:
            left, top = min(box.x for box in boxes), min(box.y for box in boxes)
            right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
            covered = QRectF(left, top, right - left, bottom - top)
        for item in (*self.boundaries.values(), *self.notes.values(), *self.ink.values()):
            covered = covered.united(item.box)
        return covered

    def placed(self) -> Design:
        """Give the drawing with the position at which each component and note is shown."""
        design = self.document.design
        return design.model_copy(
            update={
                "components": tuple(
                    item if item.position else item.model_copy(update={"position": self._position(item)})
                    for item in design.components
                ),
                "notes": tuple(
                    item if item.position else item.model_copy(update={"position": self.place_of(item)})
                    for item in design.notes
                ),
            }
        )

    def pins(self) -> dict[str, Position]:
        """Give where the components are shown that nobody has placed; an edit that places any pins them too."""
        return {item.id: self._unplaced[item.id] for item in self.document.design.components if item.position is None}

    def place_of(self, note: Note) -> Position:
        """Give where a note is shown."""
        at = self.notes[note.id].pos()
        return (at.x(), at.y())

    # gestures in progress

    def preview(self, origins: Mapping[str, QPointF], by: QPointF, grouping: Grouping | None = None) -> None:
        """Show components and notes this far from their origins for now, with lines and boundaries; no edit is made."""
        moved = set()
        for id_, origin in origins.items():
            if id_ in self.nodes:
                self.nodes[id_].setPos(origin + by)
                self.rects[id_] = self.nodes[id_].rect
                moved.add(id_)
            elif id_ in self.notes:
                self.notes[id_].setPos(origin + by)
        if len(moved) < MANY or by.isNull():
            self.lines.route(moved, self.rects)
        else:
            self.lines.carry(moved, by, self.rects)
        self._draw_boundaries(grouping.after(self.rects) if grouping else self.document.design.boundaries)

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in another theme."""
        self.theme = theme
        self.lines.refresh(theme)
        for table in (self.nodes, self.boundaries, self.notes, self.ink):
            for item in table.values():
                item.refresh(theme)

    def _show_selection(self, added: set[str], removed: set[str]) -> None:
        if len(added) + len(removed) >= MANY:
            self.update()  # once for all, before each item asks for its own
        for ids, on in ((removed, False), (added, True)):
            for id_ in ids:
                item = self.item(id_)
                if item is not None:
                    item.set_selected(on=on)


def _same_but_for_place(one: Component, other: Component) -> bool:
    return one == other or one.model_copy(update={"position": other.position}) == other
