"""The board as a screen reader meets it: a list of the components, each with its name, kind and connections."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget

if TYPE_CHECKING:
    from designer.canvas.view import BoardView

# Interfaces are kept by the board for as long as it lives, and say of themselves when their component is gone: taking
# them out of Qt's cache while a client holds one is how such code crashes. `interface_cast` must not be overridden; in
# PySide6 6.11 that is a segmentation fault as soon as a client connects.


class ComponentInterface(QAccessibleInterface):
    """One component, as an item of the board's list."""

    def __init__(self, view: BoardView, id_: str) -> None:
        """Speak for the component with this id."""
        super().__init__()
        self.view, self.id = view, id_

    def isValid(self) -> bool:
        """Say whether the component is still on the board."""
        return self.id in self.view.board.nodes

    def object(self) -> QObject | None:  # type: ignore[override]
        """Give none: a component is no QObject."""
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        """Give the window of the board."""
        return self.view.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        """Give the list."""
        return QAccessible.queryAccessibleInterface(self.view)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Give none: a component is a leaf."""
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Give none."""
        return None

    def childCount(self) -> int:
        """Count none."""
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Find none."""
        return -1

    def role(self) -> QAccessible.Role:
        """Be an item of a list."""
        return QAccessible.Role.ListItem

    def rect(self) -> QRect:
        """Give where the box is on the screen."""
        node = self.view.board.nodes.get(self.id)
        if node is None:
            return QRect()
        shown = self.view.mapFromScene(node.box).boundingRect()
        return QRect(self.view.viewport().mapToGlobal(shown.topLeft()), shown.size())

    def text(self, t: QAccessible.Text) -> str:
        """Give the name, or say what it is and what it is joined to."""
        if not self.isValid():
            return ""
        if t == QAccessible.Text.Name:
            return self.view.board.called(self.id)
        return self.view.board.described(self.id) if t == QAccessible.Text.Description else ""

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Change nothing: renaming is a command of the board."""

    def state(self) -> QAccessible.State:
        """Say that it can be selected, and whether it is."""
        state = QAccessible.State()
        state.selectable = state.focusable = True
        state.selected = state.focused = self.id in self.view.board.selection
        return state


class BoardInterface(QAccessibleWidget):
    """The board, as a list of its components in the order in which they were added."""

    def __init__(self, view: BoardView) -> None:
        """Speak for a board."""
        super().__init__(view, QAccessible.Role.List, view.accessibleName())
        self.view = view
        self._items: dict[str, ComponentInterface] = {}

    def childCount(self) -> int:
        """Count the components."""
        return len(self.view.document.design.components)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Give a component by its place in the list."""
        components = self.view.document.design.components
        return self.item(components[index].id) if 0 <= index < len(components) else None

    def item(self, id_: str) -> ComponentInterface:
        """Give the interface of a component, the same one each time."""
        if id_ not in self._items:
            self._items[id_] = ComponentInterface(self.view, id_)
            QAccessible.registerAccessibleInterface(self._items[id_])
        return self._items[id_]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Find a component's place in the list."""
        ids = [component.id for component in self.view.document.design.components]
        id_ = getattr(child, "id", None)
        return ids.index(id_) if id_ in ids else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Find the component at a point of the screen."""
        at = self.view.viewport().mapFromGlobal(QRect(x, y, 1, 1).topLeft())
        node = self.view.node_at(self.view.mapToScene(at))
        return self.item(node.id) if node is not None else None


def _interface(class_name: str, widget: QObject) -> QAccessibleInterface | None:
    """Make the interface of a board; the board keeps it, since Qt does not."""
    if class_name != "BoardView":
        return None
    view: BoardView = widget  # type: ignore[assignment]
    view.interface = BoardInterface(view)
    return view.interface


@cache
def speak() -> None:
    """Let screen readers meet every board as a list; does it once."""
    QAccessible.installFactory(_interface)


def announce(view: BoardView, words: str) -> None:
    """Have a screen reader say something now, if one listens."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(view, words))
