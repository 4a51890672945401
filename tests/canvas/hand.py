"""A board in a real window, with a small drawing on it, and a mouse."""

from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from designer.canvas.document import Document
from designer.canvas.view import BoardView
from designer.catalog.library import catalog
from designer.drawing.theme import LIGHT
from designer.model.design import Component, Connection, ConnectionKind, Design

NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def small_design() -> Design:
    """An application that asks a model server, which asks a feature store; a label store stands apart."""
    return Design(
        title="Small",
        components=(
            Component(id="app", kind="app_service", name="Payments", position=(0, 0)),
            Component(id="model", kind="model_server", name="Scorer", position=(320, 0)),
            Component(id="features", kind="feature_store", position=(320, 200)),
            Component(id="labels", kind="label_store", position=(0, 200)),
        ),
        connections=(
            Connection(id="ask", source="app", target="model", kind=ConnectionKind.REQUEST),
            Connection(id="look-up", source="model", target="features", kind=ConnectionKind.REQUEST),
        ),
    )


@dataclass
class Hand:
    """The mouse over one board, in scene coordinates, and what the board said."""

    view: BoardView
    said: list[str] = field(default_factory=list)

    @property
    def design(self) -> Design:
        return self.view.document.design

    def at(self, point: QPointF | str) -> QPoint:
        """Where a point of the scene, or the middle of a component, is in the viewport."""
        if isinstance(point, str):
            point = self.view.board.nodes[point].box.center()
        return self.view.mapFromScene(point)

    def handle(self, id_: str) -> QPoint:
        """The handle at the right of a component; the pointer must be over the component first."""
        self.hover(id_)
        box = self.view.board.nodes[id_].box
        return self.at(QPointF(box.right() + 11 / self.view.scale_factor, box.center().y()))

    # Sent through the window: QTest's moves of a widget set the real cursor, whose events arrive whenever X pleases.

    def _where(self, at: QPoint) -> tuple[QWindow, QPoint]:
        window = self.view.window()
        handle = window.windowHandle()
        assert handle is not None
        return handle, self.view.viewport().mapTo(window, at)

    def hover(self, point: QPointF | str) -> None:
        self.go(QPoint(1, 1), self.at(point))  # Qt sends nothing for a move to where the pointer was

    def click(self, point: QPointF | str, modifiers: Qt.KeyboardModifier = NONE, button: Qt.MouseButton = LEFT) -> None:
        self.press(self.at(point), modifiers, button)
        self.release(self.at(point), modifiers, button)

    def double_click(self, point: QPointF | str) -> None:
        window, at = self._where(self.at(point))
        QTest.mouseDClick(window, LEFT, NONE, at)

    def press(self, at: QPoint, modifiers: Qt.KeyboardModifier = NONE, button: Qt.MouseButton = LEFT) -> None:
        window, at = self._where(at)
        QTest.mousePress(window, button, modifiers, at)

    def go(self, *points: QPoint) -> None:
        for point in points:
            QTest.mouseMove(*self._where(point))

    def release(self, at: QPoint, modifiers: Qt.KeyboardModifier = NONE, button: Qt.MouseButton = LEFT) -> None:
        window, at = self._where(at)
        QTest.mouseRelease(window, button, modifiers, at)

    def drag(self, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.press(start, modifiers)
        self.go(start + QPoint(3, 3), (start + end) / 2, end)
        self.release(end, modifiers)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.view, key, modifiers)


def open_board(qtbot: QtBot, design: Design) -> Hand:
    """Show a design at 100 % in a window of 1000 x 700."""
    view = BoardView(Document(design), catalog(), LIGHT)
    qtbot.addWidget(view)
    view.resize(1000, 700)
    with qtbot.waitExposed(view):
        view.show()
    view.setFocus()
    view.look_at(QPointF(250, 150))
    hand = Hand(view)
    view.refused.connect(hand.said.append)
    return hand
