"""The board: the view of an open drawing, with the hands that people know from other whiteboards."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from designer.canvas import accessible, clipboard, joining, keys, rename, verbs
from designer.canvas.document import Document
from designer.canvas.pointer import Pointer
from designer.canvas.review import Review
from designer.canvas.scene import BoardScene
from designer.canvas.surface import Surface
from designer.canvas.tool import SlideGesture
from designer.catalog.library import Catalog
from designer.drawing.theme import Theme
from designer.errors import DesignerError
from designer.model.design import Boundary, BoundaryKind, ConnectionKind, Design
from designer.model.edit import Batch, Edit, Insert, Move, Replace, deletion, fragment

PASTE_STEP_PX = 24.0


class BoardView(Surface):
    """Shows a document and lets a person draw in it."""

    selection_changed = Signal(list)
    """The ids of what is selected, in the order in which it was chosen."""
    refused = Signal(str)
    """One sentence: why a gesture had no effect, and what would."""
    connecting_changed = Signal(bool)
    """Whether a press on a component now draws a connection."""
    pressed = Signal(str)
    """The id of what was pressed with the mouse, or with Enter while it was selected."""
    escaped = Signal()
    """Escape was pressed where the board itself had nothing to cancel."""

    def __init__(self, document: Document, catalog: Catalog, theme: Theme, parent: QWidget | None = None) -> None:
        """Show an open document."""
        self.document, self.catalog = document, catalog
        self._pointer: Pointer | None = None
        self._editor: rename.WordsEditor | None = None
        self.board = BoardScene(document, catalog, theme)
        super().__init__(self.board, theme, parent)
        self.wanted_kind: ConnectionKind | None = None
        self.connecting = self.read_only = False
        self._pasted = 0
        self._pointer = Pointer(self)
        self.review = Review(self.board)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Design board")
        self.interface: accessible.BoardInterface | None = None
        accessible.speak()
        self.board.selection.changed.connect(self._tell_selection)
        self.board.following.connect(self._abandon)
        self.board.extent_changed.connect(self._follow_extent)
        self.zoom_changed.connect(self._follow_zoom)
        document.refused.connect(self.refused)
        self._follow_extent()
        self._tell_selection()

    # adding and removing

    def place(self, kind: str, at: QPointF | None = None) -> str:
        """Add a component and select it; give its id, empty where it was refused.

        Its centre comes to `at` (in the scene); without that it goes to the right of the one selected component, or to
        a free spot near the middle of the window.
        """
        if self.read_only:
            return ""
        rects = self.board.rects
        chosen = [id_ for id_ in self.selected_ids() if id_ in rects]
        if at is not None:
            corner = verbs.centred(at)
        elif len(chosen) == 1:
            corner = verbs.beside(rects[chosen[0]], rects)
        else:
            corner = verbs.free_place(verbs.centred(self.middle), rects)
        try:
            component = verbs.new_component(self.document.design, self.catalog, kind, corner)
        except DesignerError as error:
            self.refused.emit(_sentence(error))
            return ""
        return self._add(Insert(collection="components", item=component), [component.id])

    def add_note(self, text: str = "", at: QPointF | None = None) -> str:
        """Add a sticky note, at a corner or near the middle of the window; without words they are typed first.

        Gives its id, empty where it was refused or is still being typed.
        """
        if self.read_only:
            return ""
        corner = (at.x(), at.y()) if at else verbs.free_place(verbs.centred(self.middle), self.board.rects)
        if not text:
            self._editor = rename.type_note(self, QPointF(*corner))
            return ""
        note = verbs.new_note(self.document.design, text, corner)
        return self._add(Insert(collection="notes", item=note), [note.id])

    def enclose(self, kind: BoundaryKind) -> str:
        """Draw a boundary round the selected components; give its id."""
        boundary = verbs.new_boundary(self.document.design, kind, self.selected_ids())
        if not boundary.components:
            self.refused.emit("Select the components that belong inside first.")
            return ""
        return self._add(Insert(collection="boundaries", item=boundary), [boundary.id])

    def _add(self, edit: Insert, ids: Sequence[str]) -> str:
        pins = self.board.pins()
        whole = Batch(label="Add", edits=(edit, Move(positions=pins))) if pins else edit
        if self.read_only or not self.document.do(whole):
            return ""
        self.select(ids)
        self.reveal(ids)
        return ids[0]

    def delete_selection(self) -> None:
        """Delete what is selected, with the connections that would dangle."""
        ids = verbs.with_emptied(self.document.design, set(self.selected_ids()))
        if ids and not self.read_only:
            self.document.do(deletion(self.document.design, ids))

    def nudge(self, by: QPointF) -> None:
        """Move the selected components and notes by so many px."""
        at = {id_: item.pos() + by for id_, item in self.board.movables().items()}
        if at and not self.read_only:
            self.move_to(at)
            self.reveal(at)

    def slide(self, by: QPointF) -> None:
        """Move the selected components and notes for now; `end_slide` makes one edit of all such steps."""
        if self.pointer.gesture is None and not self.read_only:
            self.pointer.gesture = SlideGesture(self)
        if isinstance(self.pointer.gesture, SlideGesture):
            self.pointer.gesture.step(by)

    def move_to(self, places: Mapping[str, QPointF], regrouped: Iterable[Boundary] = ()) -> None:
        """Move components and notes, and change boundaries with them; what nobody has placed stays where it is."""
        positions = {id_: (place.x(), place.y()) for id_, place in places.items()}
        move = Move(positions=self.board.pins() | positions)
        groups = [Replace(collection="boundaries", item=boundary) for boundary in regrouped]
        self.document.do(Batch(label="Move", edits=(move, *groups)) if groups else move)

    # copying

    def copy(self) -> None:
        """Put what is selected, with the connections among it, on the clipboard."""
        piece = fragment(self.board.placed(), set(self.selected_ids()))
        if _holds_anything(piece):
            QApplication.clipboard().setMimeData(clipboard.written(piece))
            self._pasted = 0

    def cut(self) -> None:
        """Copy what is selected and delete it."""
        if not self.read_only:
            self.copy()
            self.delete_selection()

    def paste(self) -> None:
        """Add what is on the clipboard: a step away from where it was, or in the middle when that is out of sight."""
        if self.read_only:
            return
        try:
            piece = clipboard.read(QApplication.clipboard().mimeData(), self.catalog)
        except DesignerError as error:
            self.refused.emit(_sentence(error))
            return
        self._pasted += 1
        step = PASTE_STEP_PX * self._pasted
        covered = verbs.covered(piece)
        if self.seen.intersects(covered.translated(step, step)):
            self._insert(piece, QPointF(step, step), "Paste")
        else:
            self._insert(piece, verbs.on_grid(self.middle - covered.center()), "Paste")

    def duplicate(self) -> None:
        """Add a copy of what is selected, a step away."""
        self.duplicate_by(QPointF(PASTE_STEP_PX, PASTE_STEP_PX))

    def duplicate_by(self, by: QPointF) -> None:
        """Add a copy of what is selected, this far away."""
        self._insert(fragment(self.board.placed(), set(self.selected_ids())), by, "Duplicate")

    def _insert(self, piece: Design, by: QPointF, label: str) -> None:
        if self.read_only or not _holds_anything(piece):
            return
        edit, ids = verbs.pasting(self.document.design, piece, (by.x(), by.y()), label)
        if self.document.do(edit):
            self.select(ids)

    # connecting

    def connect_kind(self, kind: ConnectionKind | None) -> None:
        """Draw connections of this kind from now on; None chooses the kind that fits the two ends best."""
        self.wanted_kind = kind

    def set_connecting(self, *, on: bool) -> None:
        """Let a press on a component draw a connection instead of moving it."""
        if on != self.connecting and not (on and self.read_only):
            self.connecting = on
            self.pointer.show_cursor()
            self.connecting_changed.emit(on)

    def connect_selected(self) -> None:
        """Join the selected components, the first chosen to the second, that one to the third, and so on."""
        ids = [id_ for id_ in self.selected_ids() if id_ in self.board.nodes]
        if len(ids) < 2:  # noqa: PLR2004 (a connection has two ends)
            self.refused.emit("Select two components to connect: first where it starts, then where it ends.")
            return
        for source, target in pairwise(ids):
            self.connect_components(source, target)

    def connect_components(self, source: str, target: str) -> str:
        """Join two components with the wanted kind of connection; give its id, empty where it was refused."""
        if self.read_only:
            return ""
        try:
            edge = joining.join(self.document.design, self.catalog, (source, target), self.wanted_kind)
        except DesignerError as error:
            self.refused.emit(_sentence(error))
            return ""
        return edge.id if self.document.do(Insert(collection="connections", item=edge)) else ""

    def reconnect(self, id_: str, ends: tuple[str, str]) -> None:
        """Lead a connection from and to other components, where its kind is legal there too."""
        edge = self.document.design.connection(id_)
        if edge is None or self.read_only or (edge.source, edge.target) == ends:
            return
        try:
            joining.kind_between(self.document.design, self.catalog, ends, edge.kind)
        except DesignerError as error:
            self.refused.emit(_sentence(error))
            return
        led = edge.model_copy(update={"source": ends[0], "target": ends[1]})
        self.document.do(Replace(collection="connections", item=led))

    # selecting

    def select(self, ids: Iterable[str]) -> None:
        """Select these and nothing else; what is not on the board is passed over."""
        known = self.board.ids()
        self.board.selection.replace(id_ for id_ in ids if id_ in known)

    def selected_ids(self) -> list[str]:
        """Name what is selected, in the order in which it was chosen."""
        return self.board.selection.ids

    def select_all(self) -> None:
        """Select everything."""
        board = self.board
        self.select([*verbs.reading_order(board.rects), *board.notes, *board.edges, *board.boundaries, *board.ink])

    def escape(self) -> None:
        """Cancel the gesture in progress; else stop connecting; else select nothing, and say so."""
        if self.pointer.cancel():
            return
        if self.connecting:
            self.set_connecting(on=False)
        else:
            self.select(())
            self.escaped.emit()

    def rename_selected(self) -> None:
        """Edit the words of the one selected thing in place."""
        ids = self.selected_ids()
        if len(ids) == 1 and not self.read_only:
            self._editor = rename.edit_words(self, ids[0])

    def end_editing(self) -> None:
        """Take the focus back from the field in which words were typed."""
        self._editor = None
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # reviewing

    def show_findings(self, states: Mapping[str, str]) -> None:
        """Mark components and connections with what was found there: "fail", "partial", "unknown" or "pass"."""
        self.review.show_states(states)

    def highlight(self, ids: Iterable[str]) -> None:
        """Light these up, dim everything else and bring them into sight; none lights everything."""
        wanted = [id_ for id_ in ids if self.board.item(id_) is not None]
        self.review.light(wanted)
        self.reveal(wanted)

    def zoom_to_fit(self) -> None:
        """Show the whole drawing with a margin."""
        self.show_area(self.board.extent())

    def reveal(self, ids: Iterable[str]) -> None:
        """Scroll these into sight, and zoom out where they would not fit."""
        boxes = [item.box for id_ in ids if (item := self.board.item(id_)) is not None]
        area = QRectF()
        for box in boxes:
            area = area.united(box)
        if not area.isEmpty():
            self.bring_in(area)

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in another theme."""
        self.theme = self.pointer.handles.theme = self.pointer.ends.theme = theme
        self.board.set_theme(theme)
        self.viewport().update()

    def set_read_only(self, on: bool) -> None:
        """Allow looking and selecting only, or drawing again."""
        self.pointer.cancel()
        self.set_connecting(on=False)
        self.read_only = on
        self.setAcceptDrops(not on)
        self.pointer.forget()
        self.pointer.show_ends()

    def set_empty_hint(self, title: str, lines: Sequence[str]) -> None:
        """Set what the empty board says."""
        self.set_hint(title, lines)

    # following

    def _abandon(self, edit: Edit | None) -> None:
        """Drop the gesture in progress: the drawing has changed under it."""
        if edit is None and self._editor is not None:
            self._editor.close(commit=False)
        if self._pointer is not None:
            self._pointer.cancel()
            self._pointer.forget()
            self.review.light(())

    def _follow_extent(self) -> None:
        self.set_contents(self.board.reach if self.board.ids() else QRectF())
        self.review.refresh()
        self.pointer.show_ends()
        self._describe()

    def _follow_zoom(self, scale: float) -> None:
        self.board.lines.show_detail(scale)
        self.pointer.forget()
        self.pointer.show_ends()
        if self._editor is not None:
            self._editor.close(commit=True)

    def _tell_selection(self) -> None:
        ids = self.selected_ids()
        self.pointer.show_ends()
        self._describe()
        self.selection_changed.emit(ids)
        if len(ids) == 1:
            more = f", {self.board.described(ids[0])}" if ids[0] in self.board.nodes else ""
            accessible.announce(self, self.board.called(ids[0]) + more)
        elif ids:
            accessible.announce(self, f"{len(ids)} selected")

    def _describe(self) -> None:
        design = self.document.design
        words = f"{len(design.components)} components, {len(design.connections)} connections."
        names = [self.board.called(id_) for id_ in self.selected_ids()[:5]]
        self.setAccessibleDescription(f"{words} Selected: {', '.join(names)}." if names else words)

    # events

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the words of what is under the pointer."""
        item = self.pointer.item_at(self.mapToScene(event.position().toPoint()))
        if item is not None and event.button() == Qt.MouseButton.LeftButton:
            self.select([item.id])
            self.rename_selected()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key means on the board, and leave the rest to the window."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.hold_space(on=True)
        elif not keys.press(self, event):
            event.ignore()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 (Qt's own name)
        """Go to the next component with Tab; past the last one the focus goes on through the window."""
        order = verbs.reading_order(self.board.rects)
        chosen = [id_ for id_ in self.selected_ids() if id_ in self.board.rects]
        place = order.index(chosen[-1]) + (1 if next else -1) if chosen else (0 if next else len(order) - 1)
        if self._editor is not None:
            self._editor.close(commit=True)
        elif self.window().focusWidget() is not self:
            return super().focusNextPrevChild(next)
        if not 0 <= place < len(order):
            return super().focusNextPrevChild(next)
        self.select([order[place]])
        self.reveal([order[place]])
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let a component of the palette in."""
        self._consider(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Let a component of the palette in."""
        self._consider(event)

    def _consider(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(clipboard.KIND_TYPE) and not self.read_only:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the component that was dropped, its centre under the pointer."""
        kind = bytes(event.mimeData().data(clipboard.KIND_TYPE).data()).decode(errors="replace")
        if self.place(kind, self.mapToScene(event.position().toPoint())):
            event.acceptProposedAction()
            self.setFocus(Qt.FocusReason.MouseFocusReason)


def _holds_anything(piece: Design) -> bool:
    return bool(piece.components or piece.notes or piece.ink)


def _sentence(error: DesignerError) -> str:
    text = str(error)
    return text if text.endswith((".", "?", "!")) else f"{text}."
