"""The open drawing: its history of edits, and the signals by which every view of it keeps up."""

from PySide6.QtCore import QObject, Signal

from designer.errors import DesignerError
from designer.model.design import Design
from designer.model.edit import Edit
from designer.model.history import History


class Document(QObject):
    """A drawing that is open in a window; it changes only through `do`, `undo`, `redo` and `open`."""

    changed = Signal(object)
    """After every change: the edit that was applied (for undo, the inverse), or None for a whole new design."""
    edited = Signal(object)
    """Every edit as applied, undo and redo included; what an append-only log needs to replay the drawing."""
    refused = Signal(str)
    """One sentence: why the last edit was refused."""

    def __init__(self, design: Design | None = None, parent: QObject | None = None) -> None:
        """Open a design, an empty one by default."""
        super().__init__(parent)
        self.history = History(design or Design())

    @property
    def design(self) -> Design:
        """The drawing as it stands."""
        return self.history.design

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return self.history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone edit to apply again."""
        return self.history.can_redo

    @property
    def undo_label(self) -> str:
        """What undo would take back, for its menu entry."""
        return self.history.undo_label

    @property
    def redo_label(self) -> str:
        """What redo would apply again, for its menu entry."""
        return self.history.redo_label

    def open(self, design: Design) -> None:
        """Show another drawing, with nothing to undo yet."""
        self.history = History(design)
        self.changed.emit(None)

    def do(self, edit: Edit) -> bool:
        """Apply an edit; one that cannot be applied changes nothing and is told through `refused`."""
        try:
            self.history.do(edit)
        except DesignerError as error:
            self.refused.emit(str(error))
            return False
        self._tell(edit)
        return True

    def undo(self) -> None:
        """Take the last edit back, if there is one."""
        self._tell(self.history.undo())

    def redo(self) -> None:
        """Apply the last undone edit again, if there is one."""
        self._tell(self.history.redo())

    def _tell(self, edit: Edit | None) -> None:
        if edit is not None:
            self.edited.emit(edit)
            self.changed.emit(edit)
