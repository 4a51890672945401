"""What was done to a drawing and what can be undone: the drawing with its two stacks of edits."""

from dataclasses import dataclass, field

from designer.model.design import Design
from designer.model.edit import Batch, Edit


def label(edit: Edit) -> str:
    """Name an edit for the undo menu.

    >>> from designer.model.edit import Move
    >>> label(Move(positions={}))
    'Move'
    """
    if isinstance(edit, Batch):
        return edit.label or "Edit"
    return {"insert": "Add", "remove": "Delete", "replace": "Change", "move": "Move", "set_header": "Change"}[edit.op]


@dataclass
class History:
    """A drawing and its undo and redo stacks; an edit that is refused changes none of the three."""

    design: Design
    _done: list[tuple[Edit, Edit]] = field(default_factory=list)
    _undone: list[tuple[Edit, Edit]] = field(default_factory=list)

    def do(self, edit: Edit) -> Design:
        """Apply a new edit; what had been undone can no longer be redone. Raises DesignerError when refused."""
        changed = edit.apply(self.design)
        self._done.append((edit, edit.inverse(self.design)))
        self._undone.clear()
        self.design = changed
        return changed

    def undo(self) -> Edit | None:
        """Take the last edit back; give the edit that was applied to do so, None when there is none."""
        if not self._done:
            return None
        edit, inverse = self._done.pop()
        self.design = inverse.apply(self.design)
        self._undone.append((edit, inverse))
        return inverse

    def redo(self) -> Edit | None:
        """Do again what was undone last; give that edit, None when there is none."""
        if not self._undone:
            return None
        edit, inverse = self._undone.pop()
        self.design = edit.apply(self.design)
        self._done.append((edit, inverse))
        return edit

    @property
    def can_undo(self) -> bool:
        """Say whether there is anything to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Say whether there is anything to redo."""
        return bool(self._undone)

    @property
    def undo_label(self) -> str:
        """Name what `undo` would take back; empty when nothing."""
        return label(self._done[-1][0]) if self._done else ""

    @property
    def redo_label(self) -> str:
        """Name what `redo` would do again; empty when nothing."""
        return label(self._undone[-1][0]) if self._undone else ""
