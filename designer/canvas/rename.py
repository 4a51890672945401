"""Editing words in place: a field over the box, the line or the note whose words they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from designer.canvas.edits.verbs import NOTE, renaming
from designer.canvas.paint import text_font
from designer.drawing.theme import Theme

if TYPE_CHECKING:
    from designer.canvas.view import BoardView

LONGEST = 200
SMALLEST_PX = QRectF(0, 0, 120, 24)


class WordsEditor(QObject):
    """A field for words: Enter or a click elsewhere keeps them, Escape does not.

    In a field of many lines Enter makes a new one, and Ctrl+Enter or Escape ends the typing; nothing typed is lost.
    """

    def __init__(self, parent: QWidget, place: QRect, text: str, theme: Theme, *, many_lines: bool) -> None:
        """Open a field at a place of the viewport, its words selected."""
        super().__init__(parent)
        self.committed: Callable[[str], None] = lambda _text: None
        self.closed: Callable[[], None] = lambda: None
        self.field: QLineEdit | QPlainTextEdit
        if many_lines:
            self.field = QPlainTextEdit(text, parent)
            self.field.setFrameShape(QPlainTextEdit.Shape.NoFrame)
            self.field.selectAll()
        else:
            self.field = QLineEdit(text, parent)
            self.field.setMaxLength(LONGEST)
            self.field.setFrame(False)
            self.field.selectAll()
        self._many_lines, self._done = many_lines, False
        self.field.setObjectName("words-editor")
        self.field.setAccessibleName("Words")
        self.field.setFont(text_font(13.0, "regular" if many_lines else "medium"))
        paper, ink = ("sticky", "on_sticky") if many_lines else ("surface", "ink")
        self.field.setGeometry(place)
        self.field.setStyleSheet(
            f"#words-editor {{ background: {theme.color(paper)}; color: {theme.color(ink)};"
            f" border: 2px solid {theme.color('accent')}; border-radius: 6px; padding: 0 4px;"
            f" selection-background-color: {theme.color('accent')}; selection-color: {theme.color('on_accent')}; }}"
        )
        self.field.installEventFilter(self)
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def text(self) -> str:
        """The words as they stand in the field."""
        return self.field.text() if isinstance(self.field, QLineEdit) else self.field.toPlainText()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch the field for the keys and the loss of focus that end it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.close(commit=self._many_lines)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._makes_line(event):
                self.close(commit=True)
                return True
        if event.type() == QEvent.Type.FocusOut:
            self.close(commit=True)
        return super().eventFilter(watched, event)

    def _makes_line(self, event: QKeyEvent) -> bool:
        return self._many_lines and not event.modifiers() & Qt.KeyboardModifier.ControlModifier

    def close(self, *, commit: bool) -> None:
        """End the editing, with the new words or without."""
        if self._done:
            return
        self._done = True
        text = self.text
        self.field.removeEventFilter(self)
        self.closed()  # takes the focus, which Qt would else hand on as if Tab had been pressed
        self.field.hide()
        self.field.deleteLater()
        self.deleteLater()
        if commit:
            self.committed(text.strip())


def edit_words(view: BoardView, id_: str) -> WordsEditor | None:
    """Open a field over a thing that has words: a component's name, a connection's label, a note, a boundary's name."""
    board, scale = view.board, view.scale_factor
    item = board.item(id_)
    words = renaming(view.document.design, id_)
    if item is None or words is None:
        return None
    text, make_edit = words
    text = text or (board.called(id_) if id_ in board.nodes else "")
    place = QRectF(view.viewportTransform().mapRect(item.box))
    if id_ in board.nodes:
        rim = max(4.0, place.height() / 2 - 26)
        place = place.adjusted(52 * scale, rim, -6 * scale, -rim)  # over both lines of a long name
    elif id_ in board.edges:
        place = _round(view.viewportTransform().map(board.edges[id_].path().pointAtPercent(0.5)))
    elif id_ in board.boundaries:
        place = QRectF(place.left() + 24 * scale, place.top() + 2, 180, 26)
    if place.width() < SMALLEST_PX.width():
        place = QRectF(place.center().x() - 60, place.top(), 120, max(place.height(), 24))
    editor = WordsEditor(view.viewport(), place.toRect(), text, view.theme, many_lines=id_ in board.notes)

    def commit(typed: str) -> None:
        if typed != text:
            view.document.do(make_edit(typed))

    editor.committed = commit
    editor.closed = view.end_editing
    return editor


def type_note(view: BoardView, corner: QPointF) -> WordsEditor:
    """Open a field for the words of a new note, which is added once there are some."""
    place = QRectF(view.viewportTransform().map(corner), QSizeF(*NOTE)).toRect()
    editor = WordsEditor(view.viewport(), place, "", view.theme, many_lines=True)

    def commit(typed: str) -> None:
        if typed:
            view.hands.add_note(typed, corner)

    editor.committed = commit
    editor.closed = view.end_editing
    return editor


def _round(middle: QPointF) -> QRectF:
    return QRectF(middle.x() - 80, middle.y() - 13, 160, 26)
