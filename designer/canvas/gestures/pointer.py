"""The mouse on the board: what a press means, the gesture that it begins, and what lights up under the pointer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent

from designer.canvas.gestures.band import BandGesture
from designer.canvas.gestures.connect import ConnectGesture
from designer.canvas.gestures.drift import Drift
from designer.canvas.gestures.gesture import Gesture, Modifiers
from designer.canvas.gestures.move import MoveGesture, SlideGesture
from designer.canvas.gestures.pan import PanGesture
from designer.canvas.items.edge import REACH_PX, EdgeItem
from designer.canvas.items.lines import LabelItem
from designer.canvas.items.node import NodeItem
from designer.canvas.items.overlay import Ends, Handles
from designer.canvas.items.picture import PictureItem

if TYPE_CHECKING:
    from designer.canvas.scene import Item
    from designer.canvas.view import BoardView

DRAG_PX = 4.0
"""How far the pointer must go before a press is a drag."""
NEAR_PX = 14.0
"""How far from a box a connection may be let go and still end there."""
SMALLEST_FOR_HANDLES = 0.4


class Pointer:
    """The mouse's state: what was pressed, the gesture in progress, what is hovered."""

    def __init__(self, view: BoardView) -> None:
        """Begin with nothing pressed."""
        self._view = view
        self.gesture: Gesture | None = None
        self.space_held = False
        self._pressed_at: QPointF | None = None
        self._begin: Callable[[], Gesture] | None = None
        self._click: Callable[[], None] | None = None
        self._hovered: Item | None = None
        self._modifiers = Modifiers.NoModifier
        self._drift = Drift(view, self._follow)
        self.handles = Handles(view.theme)
        view.board.addItem(self.handles)
        self.ends = Ends(view.theme)
        view.board.addItem(self.ends)

    # what is where

    def node_at(self, at: QPointF) -> NodeItem | None:
        """Find the topmost component at a point of the scene."""
        nodes = self._view.board.nodes
        under = self._view.board.items(at)
        return next((item for item in under if isinstance(item, NodeItem) and nodes.get(item.id) is item), None)

    def node_near(self, at: QPointF, but: NodeItem) -> NodeItem | None:
        """Find the component, `but` this one, that is nearest to a point within reach of it."""
        reach = NEAR_PX / self._view.scale_factor
        around = QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
        nodes = self._view.board.nodes
        near = [item for item in self._view.board.items(around) if isinstance(item, NodeItem)]
        known = [item for item in near if nodes.get(item.id) is item and item is not but]
        return min(known, key=lambda item: (item.box.center() - at).manhattanLength(), default=None)

    def item_at(self, at: QPointF) -> Item | None:
        """Find what a press here would take: a component first, then a note, a connection, a boundary."""
        board = self._view.board
        reach = REACH_PX / min(self._view.scale_factor, 1.0)
        near = QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
        under = board.items(near)
        inside = [
            item for item in under if isinstance(item, NodeItem | PictureItem) and item.contains(item.mapFromScene(at))
        ]
        for candidates in (
            [item for item in inside if isinstance(item, NodeItem) and board.nodes.get(item.id) is item],
            [item for item in inside if isinstance(item, PictureItem) and item.id in board.notes],
            [board.edges[item.id] for item in inside if isinstance(item, LabelItem)],
            [item for item in under if isinstance(item, EdgeItem)],
            [item for item in inside if isinstance(item, PictureItem) and item.id in {**board.ink, **board.boundaries}],
        ):
            if candidates:
                return candidates[0]
        return None

    # presses

    def press(self, event: QMouseEvent) -> None:
        """Begin what this press means."""
        at = self._view.mapToScene(event.position().toPoint())
        self._pressed_at, self._begin, self._click = event.position(), None, None
        if event.button() == Qt.MouseButton.MiddleButton or (
            event.button() == Qt.MouseButton.LeftButton and self.space_held
        ):
            self._start(PanGesture(self._view, at))
        elif event.button() == Qt.MouseButton.LeftButton:
            self._press_left(at, event.modifiers())
        elif event.button() == Qt.MouseButton.RightButton:
            self._press_right(at)

    def _press_left(self, at: QPointF, modifiers: Modifiers) -> None:
        view = self._view
        item, end = self.item_at(at), self.ends.end_at(at)
        in_gap = item is None and end is None and self.handles.in_gap(at)
        source = self.handles.node if in_gap or self.handles.handle_at(at) is not None else None
        if source is None and view.connecting:
            source = self.node_at(at)
        if source is not None and not view.read_only:
            self._start(ConnectGesture(view, source))
            return
        if end is not None and self.ends.edge is not None:
            edge = self.ends.edge
            fixed = view.board.nodes[edge.ends[0] if end == "target" else edge.ends[1]]
            self._begin = lambda: ConnectGesture(view, fixed, edge, end)
            return
        if item is None:
            if not modifiers & Modifiers.ShiftModifier:
                view.board.selection.replace(())
            self._begin = lambda: BandGesture(view, at, modifiers)
            return
        self._press_item(item.id, at, modifiers)

    def _press_item(self, id_: str, at: QPointF, modifiers: Modifiers) -> None:
        view = self._view
        selection = view.board.selection
        if modifiers & Modifiers.ShiftModifier:
            selection.toggle(id_)
        elif id_ not in selection:
            selection.replace([id_])
        else:
            self._click = lambda: selection.replace([id_])
        view.pressed.emit(id_)
        if view.board.movables() and id_ not in view.board.edges and id_ in selection and not view.read_only:
            self._begin = lambda: MoveGesture(view, id_, at)

    def _press_right(self, at: QPointF) -> None:
        item = self.item_at(at)
        if item is None:
            self._view.board.selection.replace(())
        elif item.id not in self._view.board.selection:
            self._view.board.selection.replace([item.id])

    def _start(self, gesture: Gesture) -> None:
        self.gesture, self._begin, self._click = gesture, None, None
        self.handles.attach(None, self._view.scale_factor)
        self._light(None)
        self.show_cursor()

    # moves and releases

    def move(self, event: QMouseEvent) -> None:
        """Follow the pointer with the gesture, or light up what is under it."""
        at = self._view.mapToScene(event.position().toPoint())
        if self._begin is not None and self._pressed_at is not None:
            away = event.position() - self._pressed_at
            if abs(away.x()) + abs(away.y()) >= DRAG_PX:
                self._start(self._begin())
        if self.gesture is not None:
            self._modifiers = event.modifiers()
            self.gesture.drag(at, self._modifiers)
            if not isinstance(self.gesture, PanGesture):
                self._drift.steer(event.position())
        elif event.buttons() == Qt.MouseButton.NoButton:
            self.hover(at)

    def _follow(self, at: QPointF) -> None:
        """Let the gesture follow the sheet that moved under a still pointer."""
        if self.gesture is not None:
            self.gesture.drag(self._view.mapToScene(at.toPoint()), self._modifiers)

    def release(self, event: QMouseEvent) -> None:
        """End the gesture, or do what a mere click means."""
        self._drift.stop()
        gesture, click = self.gesture, self._click
        self.gesture = self._begin = self._click = self._pressed_at = None
        at = self._view.mapToScene(event.position().toPoint())
        if gesture is not None:
            gesture.drop(at, event.modifiers())
        elif click is not None:
            click()
        self.show_cursor()
        self.hover(at)

    def end_slide(self) -> None:
        """Make one edit of what an arrow key has moved while it was held."""
        gesture = self.gesture
        if isinstance(gesture, SlideGesture):
            self.gesture = None
            gesture.drop(QPointF(), Modifiers.NoModifier)

    def cancel(self) -> bool:
        """Drop the gesture in progress; say whether there was one."""
        self._drift.stop()
        gesture, self.gesture, self._begin, self._click = self.gesture, None, None, None
        if gesture is None:
            return False
        gesture.cancel()
        self.show_cursor()
        return True

    # what lights up

    def hover(self, at: QPointF | None) -> None:
        """Light up what a press would take, and show the handles of a component."""
        view = self._view
        handles = self.handles
        if at is not None and handles.node is not None and handles.handle_at(at) is not None:
            handles.warm(at)
            return
        item = self.item_at(at) if at is not None else None
        self._light(item)
        usable = isinstance(item, NodeItem) and not view.read_only and view.scale_factor >= SMALLEST_FOR_HANDLES
        if usable or at is None or not (handles.node is not None and handles.reach.contains(at) and item is None):
            handles.attach(item if usable and isinstance(item, NodeItem) else None, view.scale_factor)
        handles.warm(at)

    def show_ends(self) -> None:
        """Show the ends of the one selected connection, if it may be changed."""
        view = self._view
        ids = view.selected_ids()
        edge = view.board.edges.get(ids[0]) if len(ids) == 1 and not view.read_only else None
        self.ends.attach(edge, view.scale_factor)

    def _light(self, item: Item | None) -> None:
        if item is self._hovered:
            return
        if self._hovered is not None and self._view.board.item(self._hovered.id) is self._hovered:
            self._hovered.set_hovered(on=False)
        self._hovered = item
        if item is not None:
            item.set_hovered(on=True)

    def forget(self) -> None:
        """Let go of items that may no longer be there."""
        self._light(None)
        self.handles.attach(None, self._view.scale_factor)

    def show_cursor(self) -> None:
        """Show the cursor that fits what a press would do."""
        if self.gesture is not None and self.gesture.cursor is not None:
            shape = self.gesture.cursor
        elif self.space_held:
            shape = Qt.CursorShape.OpenHandCursor
        else:
            shape = Qt.CursorShape.CrossCursor if self._view.connecting else Qt.CursorShape.ArrowCursor
        self._view.viewport().setCursor(shape)
