"""Moving what is selected, with the mouse or with the arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtWidgets import QGraphicsLineItem, QGraphicsView

from designer.canvas.edits.grouping import Grouping
from designer.canvas.edits.guide import Guides, Snap, to_grid
from designer.canvas.gestures.gesture import Modifiers
from designer.canvas.items.node import LAYER, NodeItem
from designer.canvas.items.overlay import GUIDE_LAYER, OVERLAY_LAYER
from designer.canvas.paint import pen
from designer.canvas.scene import MANY

if TYPE_CHECKING:
    from designer.canvas.view import BoardView


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
