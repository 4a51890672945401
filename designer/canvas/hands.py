"""What a person's hands do to the drawing: add, move, copy, join, delete; each is one edit, or a sentence why not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QApplication

from designer.canvas.edits import clipboard, joining, verbs
from designer.canvas.gestures.move import SlideGesture
from designer.drawing.geometry import Rect
from designer.errors import DesignerError
from designer.model.design import Boundary, BoundaryKind, ConnectionKind, Design, Position
from designer.model.edit import Batch, Insert, Move, Replace, deletion, fragment

if TYPE_CHECKING:
    from designer.canvas.view import BoardView

PASTE_STEP_PX = 24.0


class Hands:
    """Changes the drawing that a board shows; while that is read-only, nothing."""

    def __init__(self, view: BoardView) -> None:
        """Take the board on which things are chosen, and where the refusals are said."""
        self._view = view
        self._pasted = 0
        self.wanted_kind: ConnectionKind | None = None

    @property
    def _design(self) -> Design:
        return self._view.document.design

    def _refuse(self, error: DesignerError) -> None:
        text = str(error)
        self._view.refused.emit(text if text.endswith((".", "?", "!")) else f"{text}.")

    # adding and removing

    def place(self, kind: str, at: QPointF | None = None) -> str:
        """Add a component and select it; give its id, empty where it was refused.

        Its centre comes to `at` (in the scene); without that it goes to the right of the one selected component, or to
        a free spot near the middle of the window.
        """
        if self._view.read_only:
            return ""
        rects = self._view.board.rects
        chosen = [id_ for id_ in self._view.selected_ids() if id_ in rects]
        if at is not None:
            corner = verbs.centred(at)
        elif len(chosen) == 1:
            corner = verbs.beside(rects[chosen[0]], rects)
        else:
            corner = verbs.free_place(verbs.centred(self._view.middle), rects)
        try:
            component = verbs.new_component(self._design, self._view.catalog, kind, corner)
        except DesignerError as error:
            self._refuse(error)
            return ""
        return self._add(Insert(collection="components", item=component), [component.id])

    def add_note(self, text: str = "", at: QPointF | None = None) -> str:
        """Add a sticky note, at a corner or near the middle of the window; without words they are typed first.

        Gives its id, empty where it was refused or is still being typed.
        """
        if self._view.read_only:
            return ""
        corner = (at.x(), at.y()) if at else self._free_for_note()
        if not text:
            self._view.bring_in(QRectF(*corner, *verbs.NOTE))
            self._view.type_note(QPointF(*corner))
            return ""
        note = verbs.new_note(self._design, text, corner)
        return self._add(Insert(collection="notes", item=note), [note.id])

    def _free_for_note(self) -> Position:
        boxes = {id_: item.box for id_, item in self._view.board.notes.items()}
        notes = {id_: Rect(box.x(), box.y(), box.width(), box.height()) for id_, box in boxes.items()}
        middle = verbs.centred(self._view.middle, verbs.NOTE)
        return verbs.free_place(middle, {**self._view.board.rects, **notes}, verbs.NOTE)

    def enclose(self, kind: BoundaryKind) -> str:
        """Draw a boundary round the selected components; give its id."""
        boundary = verbs.new_boundary(self._design, kind, self._view.selected_ids())
        if not boundary.components:
            self._view.refused.emit("Select the components that belong inside first.")
            return ""
        return self._add(Insert(collection="boundaries", item=boundary), [boundary.id])

    def _add(self, edit: Insert, ids: Sequence[str]) -> str:
        pins = self._view.board.pins()
        whole = Batch(label="Add", edits=(edit, Move(positions=pins))) if pins else edit
        if self._view.read_only or not self._view.document.do(whole):
            return ""
        self._view.select(ids)
        self._view.reveal(ids)
        return ids[0]

    def delete_selection(self) -> None:
        """Delete what is selected, with the connections that would dangle."""
        ids = verbs.with_emptied(self._design, set(self._view.selected_ids()))
        if ids and not self._view.read_only:
            self._view.document.do(deletion(self._design, ids))

    def nudge(self, by: QPointF) -> None:
        """Move the selected components and notes by so many px."""
        at = {id_: item.pos() + by for id_, item in self._view.board.movables().items()}
        if at and not self._view.read_only:
            self.move_to(at)
            self._view.reveal(at)

    def slide(self, by: QPointF) -> None:
        """Move the selected components and notes for now; `end_slide` makes one edit of all such steps."""
        if self._view.pointer.gesture is None and not self._view.read_only:
            self._view.pointer.gesture = SlideGesture(self._view)
        if isinstance(self._view.pointer.gesture, SlideGesture):
            self._view.pointer.gesture.step(by)

    def move_to(self, places: Mapping[str, QPointF], regrouped: Iterable[Boundary] = ()) -> None:
        """Move components and notes, and change boundaries with them; what nobody has placed stays where it is."""
        positions = {id_: (place.x(), place.y()) for id_, place in places.items()}
        move = Move(positions=self._view.board.pins() | positions)
        groups = [Replace(collection="boundaries", item=boundary) for boundary in regrouped]
        self._view.document.do(Batch(label="Move", edits=(move, *groups)) if groups else move)

    # copying

    def copy(self) -> None:
        """Put what is selected, with the connections among it, on the clipboard."""
        piece = fragment(self._view.board.placed(), set(self._view.selected_ids()))
        if _holds_anything(piece):
            QApplication.clipboard().setMimeData(clipboard.written(piece))
            self._pasted = 0

    def cut(self) -> None:
        """Copy what is selected and delete it."""
        if not self._view.read_only:
            self.copy()
            self.delete_selection()

    def paste(self) -> None:
        """Add what is on the clipboard: a step away from where it was, or in the middle when that is out of sight."""
        if self._view.read_only:
            return
        try:
            piece = clipboard.read(QApplication.clipboard().mimeData(), self._view.catalog)
        except DesignerError as error:
            self._refuse(error)
            return
        self._pasted += 1
        step = PASTE_STEP_PX * self._pasted
        covered = verbs.covered(piece)
        if self._view.seen.intersects(covered.translated(step, step)):
            self._insert(piece, QPointF(step, step), "Paste")
        else:
            self._insert(piece, verbs.on_grid(self._view.middle - covered.center()), "Paste")

    def duplicate(self) -> None:
        """Add a copy of what is selected, a step away."""
        self.duplicate_by(QPointF(PASTE_STEP_PX, PASTE_STEP_PX))

    def duplicate_by(self, by: QPointF) -> None:
        """Add a copy of what is selected, this far away."""
        self._insert(fragment(self._view.board.placed(), set(self._view.selected_ids())), by, "Duplicate")

    def _insert(self, piece: Design, by: QPointF, label: str) -> None:
        if self._view.read_only or not _holds_anything(piece):
            return
        edit, ids = verbs.pasting(self._design, piece, (by.x(), by.y()), label)
        if self._view.document.do(edit):
            self._view.select(ids)

    # connecting

    def connect_kind(self, kind: ConnectionKind | None) -> None:
        """Draw connections of this kind from now on; None chooses the kind that fits the two ends best."""
        self.wanted_kind = kind

    def connect_selected(self) -> None:
        """Join the selected components, the first chosen to the second, that one to the third, and so on."""
        ids = [id_ for id_ in self._view.selected_ids() if id_ in self._view.board.nodes]
        if len(ids) < 2:  # noqa: PLR2004 (a connection has two ends)
            self._view.refused.emit("Select two components to connect: first where it starts, then where it ends.")
            return
        for source, target in pairwise(ids):
            self.connect_components(source, target)

    def connect_components(self, source: str, target: str) -> str:
        """Join two components with the wanted kind of connection; give its id, empty where it was refused."""
        if self._view.read_only:
            return ""
        try:
            edge = joining.join(self._design, self._view.catalog, (source, target), self.wanted_kind)
        except DesignerError as error:
            self._refuse(error)
            return ""
        return edge.id if self._view.document.do(Insert(collection="connections", item=edge)) else ""

    def reconnect(self, id_: str, ends: tuple[str, str]) -> None:
        """Lead a connection from and to other components, where its kind is legal there too."""
        edge = self._design.connection(id_)
        if edge is None or self._view.read_only or (edge.source, edge.target) == ends:
            return
        try:
            joining.kind_between(self._design, self._view.catalog, ends, edge.kind)
        except DesignerError as error:
            self._refuse(error)
            return
        led = edge.model_copy(update={"source": ends[0], "target": ends[1]})
        self._view.document.do(Replace(collection="connections", item=led))


def _holds_anything(piece: Design) -> bool:
    return bool(piece.components or piece.notes or piece.ink)
