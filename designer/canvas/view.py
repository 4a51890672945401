"""The board: the view of an open drawing, with the hands that people know from other whiteboards."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from designer.canvas import accessible, keys, rename
from designer.canvas.document import Document
from designer.canvas.edits import clipboard, verbs
from designer.canvas.gestures.pointer import Pointer
from designer.canvas.hands import Hands
from designer.canvas.review import Review
from designer.canvas.scene import BoardScene
from designer.canvas.surface import Surface
from designer.catalog.library import Catalog
from designer.drawing.theme import Theme
from designer.model.edit import Edit


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
        self.connecting = self.read_only = False
        self.hands = Hands(self)
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

    def set_connecting(self, *, on: bool) -> None:
        """Let a press on a component draw a connection instead of moving it."""
        if on != self.connecting and not (on and self.read_only):
            self.connecting = on
            self.pointer.show_cursor()
            self.connecting_changed.emit(on)

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

    def type_note(self, at: QPointF) -> None:
        """Open a field for the words of a note that is to be at this corner."""
        self._editor = rename.type_note(self, at)

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
        if self.hands.place(kind, self.mapToScene(event.position().toPoint())):
            event.acceptProposedAction()
            self.setFocus(Qt.FocusReason.MouseFocusReason)
