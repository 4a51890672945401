"""What a press of the mouse begins: each gesture is an object that follows the pointer and can be cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsLineItem, QGraphicsRectItem, QGraphicsView

from designer.canvas import joining
from designer.canvas.grouping import Grouping
from designer.canvas.guide import Guides, Snap, to_grid
from designer.canvas.node import LAYER, NodeItem
from designer.canvas.overlay import GUIDE_LAYER, OVERLAY_LAYER, Preview
from designer.canvas.paint import pen, role_color
from designer.canvas.scene import MANY
from designer.drawing.geometry import Rect
from designer.errors import DesignerError
from designer.model.design import ConnectionKind

if TYPE_CHECKING:
    from designer.canvas.edge import EdgeItem
    from designer.canvas.view import BoardView

Modifiers = Qt.KeyboardModifier
T = TypeVar("T")


class Gesture(Protocol):
    """A drag in progress; points are in the scene."""

    cursor: Qt.CursorShape | None

    def drag(self, at: QPointF, modifiers: Modifiers) -> None:
        """Follow the pointer."""

    def drop(self, at: QPointF, modifiers: Modifiers) -> None:
        """End with what the pointer shows."""

    def cancel(self) -> None:
        """End as though it had not begun."""


class MoveGesture:
    """Moves what is selected, live, and makes one edit of it at the end; with Alt a copy moves instead."""

    cursor: Qt.CursorShape | None = None

    def __init__(self, view: BoardView, held: str, start: QPointF) -> None:
        """Begin at a press on `held`, which is one of the selected, or a boundary round components."""
        self._view, self._start = view, start
        scene = view.board
        self._from = {id_: item.pos() for id_, item in scene.movables().items()}
        self._grouping = Grouping(view.document.design.boundaries, scene.rects, self._from)
        grabbed = scene.movable(held) or scene.movables()[next(iter(self._from))]
        self._held_from = grabbed.box
        seen = view.seen
        others = (node.box for id_, node in scene.nodes.items() if id_ not in self._from)
        self._guides = Guides(box for box in others if box.intersects(seen)) if len(self._from) == 1 else None
        self._lines: list[QGraphicsLineItem] = []
        self._ghosts: list[NodeItem] = []
        self._by = QPointF()
        self._raise(on=True)

    def drag(self, at: QPointF, modifiers: Modifiers) -> None:
        """Follow the pointer, caught by the grid or a neighbour's line unless Ctrl is held."""
        box = self._held_from.translated(at - self._start)
        snap = self._snap(box, modifiers)
        self._by = snap.position - self._held_from.topLeft()
        copying = bool(modifiers & Modifiers.AltModifier)
        scene = self._view.board
        self._show_ghosts(on=copying)
        scene.preview(self._from, QPointF() if copying else self._by, None if copying else self._grouping)
        self._show_lines(snap)

    def drop(self, at: QPointF, modifiers: Modifiers) -> None:
        """Make the move, or the copy, one edit."""
        self.drag(at, modifiers)
        copying = bool(modifiers & Modifiers.AltModifier)
        by, regrouped = self._by, self._grouping.changed(self._view.board.rects)
        self.cancel()
        if by.isNull():
            return
        if copying:
            self._view.hands.duplicate_by(by)
        else:
            self._view.hands.move_to({id_: place + by for id_, place in self._from.items()}, regrouped)
            if not self._view.seen.intersects(self._held_from.translated(by)):  # let go past the window's border
                self._view.reveal(self._from)

    def cancel(self) -> None:
        """Put everything back."""
        self._show_ghosts(on=False)
        self._show_lines(Snap(QPointF()))
        self._view.board.preview(self._from, QPointF())
        self._raise(on=False)

    def _raise(self, *, on: bool) -> None:
        """Lift a few dragged boxes over the others; for many, paint the whole window at each step, which is cheaper."""
        if len(self._from) >= MANY:
            modes = QGraphicsView.ViewportUpdateMode
            self._view.setViewportUpdateMode(modes.FullViewportUpdate if on else modes.SmartViewportUpdate)
            return
        for id_ in self._from.keys() & self._view.board.nodes.keys():
            self._view.board.nodes[id_].setZValue(LAYER + on)

    def _snap(self, box: QRectF, modifiers: Modifiers) -> Snap:
        if modifiers & Modifiers.ControlModifier:
            return Snap(box.topLeft())
        if self._guides is None:
            return Snap(to_grid(box.topLeft()))
        return self._guides.snap(box, self._view.scale_factor)

    def _show_lines(self, snap: Snap) -> None:
        scene = self._view.board
        for line in self._lines:
            scene.removeItem(line)
        line_pen = pen(scene.theme, "accent", 1.0)
        line_pen.setCosmetic(True)
        self._lines = [scene.addLine(line, line_pen) for line in snap.lines]
        for item in self._lines:
            item.setZValue(GUIDE_LAYER)

    def _show_ghosts(self, *, on: bool) -> None:
        scene = self._view.board
        if on and not self._ghosts:
            for id_ in self._from.keys() & scene.nodes.keys():
                node = scene.nodes[id_]
                ghost = NodeItem(node.component, node.kind, scene.theme)
                ghost.setOpacity(0.75)
                ghost.setZValue(OVERLAY_LAYER)
                ghost.setData(0, id_)
                scene.addItem(ghost)
                self._ghosts.append(ghost)
        for ghost in self._ghosts:
            if on:
                ghost.setPos(self._from[ghost.data(0)] + self._by)
            else:
                scene.removeItem(ghost)
        if not on:
            self._ghosts = []


class SlideGesture:
    """Moves what is selected for as long as an arrow key repeats, and makes one edit of it when the key is let go."""

    cursor: Qt.CursorShape | None = None

    def __init__(self, view: BoardView) -> None:
        """Begin where the selected things are."""
        self._view = view
        self._from = {id_: item.pos() for id_, item in view.board.movables().items()}
        self._by = QPointF()

    def step(self, by: QPointF) -> None:
        """Go on by so many px."""
        self._by += by
        self._view.board.preview(self._from, self._by)

    def drag(self, at: QPointF, modifiers: Modifiers) -> None:
        """Take no notice of the mouse."""

    def drop(self, at: QPointF, modifiers: Modifiers) -> None:
        """Make the whole way one edit."""
        by = self._by
        self.cancel()
        if self._from and not by.isNull():
            self._view.hands.move_to({id_: place + by for id_, place in self._from.items()})

    def cancel(self) -> None:
        """Put everything back."""
        self._view.board.preview(self._from, QPointF())


class BandGesture:
    """A rubber band: selects what it touches, with Shift added to what was selected."""

    cursor: Qt.CursorShape | None = None

    def __init__(self, view: BoardView, start: QPointF, modifiers: Modifiers) -> None:
        """Begin at a press on the empty board."""
        self._view, self._start = view, start
        self._before = view.board.selection.ids
        self._kept = self._before if modifiers & Modifiers.ShiftModifier else []
        self._band = QGraphicsRectItem()
        line = QPen(role_color(view.theme, "accent"), 1.0)
        line.setCosmetic(True)
        self._band.setPen(line)
        self._band.setBrush(role_color(view.theme, "accent", 0.1))
        self._band.setZValue(OVERLAY_LAYER)
        view.board.addItem(self._band)

    def drag(self, at: QPointF, modifiers: Modifiers) -> None:
        """Stretch to the pointer."""
        area = QRectF(self._start, at).normalized()
        self._band.setRect(area)
        scene = self._view.board
        met: list[str] = [id_ for id_, node in scene.nodes.items() if node.box.intersects(area)]
        met += [id_ for id_, note in scene.notes.items() if note.box.intersects(area)]
        met += [id_ for id_, boundary in scene.boundaries.items() if area.contains(boundary.box)]
        met += [id_ for id_, edge in scene.edges.items() if area.contains(edge.path().boundingRect())]
        scene.selection.replace([*self._kept, *met])

    def drop(self, at: QPointF, modifiers: Modifiers) -> None:
        """Keep what is selected."""
        self._view.board.removeItem(self._band)

    def cancel(self) -> None:
        """Select again what was selected before."""
        self._view.board.removeItem(self._band)
        self._view.board.selection.replace(self._before)


class PanGesture:
    """Drags the sheet itself; its points are of the window, since the scene moves under it."""

    cursor: Qt.CursorShape | None = Qt.CursorShape.ClosedHandCursor

    def __init__(self, view: BoardView, start: QPointF) -> None:
        """Begin at a press with the middle button, or with Space held."""
        self._view = view
        self._last = view.viewportTransform().map(start)

    def drag(self, at: QPointF, modifiers: Modifiers) -> None:
        """Follow the pointer."""
        here = self._view.viewportTransform().map(at)
        self._view.pan(here - self._last)
        self._last = here

    def drop(self, at: QPointF, modifiers: Modifiers) -> None:
        """Stay where it is."""

    def cancel(self) -> None:
        """Stay where it is."""


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
