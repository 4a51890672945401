"""Drawing a connection, or pulling an end of one to another component."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeVar

from PySide6.QtCore import QPointF, Qt

from designer.canvas.edits import joining
from designer.canvas.gestures.gesture import Modifiers
from designer.canvas.items.node import NodeItem
from designer.canvas.items.overlay import Preview
from designer.drawing.geometry import Rect
from designer.errors import DesignerError
from designer.model.design import ConnectionKind

if TYPE_CHECKING:
    from designer.canvas.items.edge import EdgeItem
    from designer.canvas.view import BoardView

T = TypeVar("T")


class ConnectGesture:
    """Draws a connection from a component to where the pointer is, and says on the way whether it may end there.

    With an `edge`, it is that connection's `end` that is pulled to another component.
    """

    cursor: Qt.CursorShape | None = Qt.CursorShape.CrossCursor

    def __init__(
        self,
        view: BoardView,
        fixed: NodeItem,
        edge: EdgeItem | None = None,
        end: Literal["source", "target"] = "target",
    ) -> None:
        """Begin at a press on a handle or an end; `fixed` is the component at the end that stays."""
        self._view, self._fixed, self._edge, self._end = view, fixed, edge, end
        self._other: NodeItem | None = None
        self._preview = Preview(view.theme)
        view.board.addItem(self._preview)
        if edge is not None:
            edge.setOpacity(0.2)

    def drag(self, at: QPointF, modifiers: Modifiers) -> None:
        """Draw the line to the pointer, or to the component under it."""
        view = self._view
        other = view.node_near(at, self._fixed)
        if self._other is not other and self._other is not None:
            self._other.set_target(None)
        self._other = other if other is not self._fixed else None
        if self._other is None:
            pointer = Rect(at.x() - 1, at.y() - 1, 2, 2)
            self._preview.follow(*self._ordered(self._fixed.rect, pointer), self._wanted)
            return
        rects = self._ordered(self._fixed.rect, self._other.rect)
        try:
            ends = self._ordered(self._fixed.id, self._other.id)
            kind = joining.kind_between(view.document.design, view.catalog, ends, self._wanted)
        except DesignerError:
            self._other.set_target("refused")
            self._preview.refuse(*rects)
        else:
            self._other.set_target("legal")
            self._preview.offer(*rects, kind)

    def drop(self, at: QPointF, modifiers: Modifiers) -> None:
        """Join the two, or say why not; over the empty board nothing happens."""
        self.cancel()
        other = self._view.node_near(at, self._fixed)
        if other is None:
            return
        ends = self._ordered(self._fixed.id, other.id)
        if self._edge is None:
            self._view.hands.connect_components(*ends)
        else:
            self._view.hands.reconnect(self._edge.id, ends)

    def cancel(self) -> None:
        """Draw nothing."""
        if self._other is not None:
            self._other.set_target(None)
        if self._edge is not None:
            self._edge.setOpacity(1.0)
        if self._preview.scene() is not None:
            self._view.board.removeItem(self._preview)

    @property
    def _wanted(self) -> ConnectionKind | None:
        return self._edge.connection.kind if self._edge else self._view.hands.wanted_kind

    def _ordered(self, fixed: T, other: T) -> tuple[T, T]:
        """Put two things in the order from source to target."""
        return (fixed, other) if self._end == "target" else (other, fixed)
