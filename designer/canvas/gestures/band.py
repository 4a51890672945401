"""The rubber band, which selects what it touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsRectItem

from designer.canvas.gestures.gesture import Modifiers
from designer.canvas.items.overlay import OVERLAY_LAYER
from designer.canvas.paint import role_color

if TYPE_CHECKING:
    from designer.canvas.view import BoardView


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
