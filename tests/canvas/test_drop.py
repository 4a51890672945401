"""A component dragged out of a palette and dropped on the board, by a real drag of the window system."""

import subprocess
from collections.abc import Sequence
from shutil import which

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QPointF, QStringListModel, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QListView, QWidget
from pytestqt.qtbot import QtBot

from designer.canvas.document import Document
from designer.canvas.edits.clipboard import KIND_TYPE
from designer.canvas.view import BoardView
from designer.catalog.library import catalog
from designer.drawing.theme import LIGHT
from tests.canvas.hand import Hand


class Kinds(QStringListModel):
    """A palette's model: drags hand over the id of a kind."""

    def mimeTypes(self) -> list[str]:
        return [KIND_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(KIND_TYPE, indexes[0].data().encode())
        return data

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled


def drop(hand: Hand, kind: str, at: QPoint, type_: str = KIND_TYPE) -> bool:
    """Hand a drop to the board as Qt would; say whether it was taken."""
    data = QMimeData()
    data.setData(type_, kind.encode())
    event = QDropEvent(
        QPointF(at), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    hand.view.dropEvent(event)
    return event.isAccepted()


def test_a_dropped_kind_has_its_centre_under_the_pointer(empty: Hand) -> None:
    assert drop(empty, "feature_store", QPoint(300, 200))
    (new,) = empty.view.board.nodes.values()
    away = new.box.center() - empty.view.mapToScene(QPoint(300, 200))
    assert abs(away.x()) <= 4
    assert abs(away.y()) <= 4
    assert empty.view.selected_ids() == ["feature_store"]


def test_an_unknown_kind_is_refused(empty: Hand) -> None:
    assert not drop(empty, "no-such-kind", QPoint(300, 200))
    assert empty.design.components == ()
    assert len(empty.said) == 1


@pytest.mark.skipif(which("xdotool") is None, reason="needs xdotool: a drag by another process")
def test_a_real_drag_from_a_palette(qtbot: QtBot) -> None:
    if QGuiApplication.platformName() != "xcb":
        pytest.skip("only a real window system can drag")
    window = QWidget()
    qtbot.addWidget(window)
    palette, model = QListView(), Kinds(["cache", "feature_store", "model_server"])
    palette.setModel(model)
    palette.setDragEnabled(True)
    palette.setDragDropMode(QListView.DragDropMode.DragOnly)
    view = BoardView(Document(), catalog(), LIGHT)
    row = QHBoxLayout(window)
    row.addWidget(palette, 1)
    row.addWidget(view, 3)
    window.setGeometry(60, 60, 1000, 500)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.wait(150)
    source = palette.viewport().mapToGlobal(palette.visualRect(model.index(1)).center())
    target = view.viewport().mapToGlobal(QPoint(300, 200))
    steps = [source + QPoint(d, d) for d in (6, 14, 24)] + [(source + target) / 2, target - QPoint(6, 4), target]
    command = ["xdotool", "mousemove", str(source.x()), str(source.y()), "sleep", "0.05", "mousedown", "1"]
    for step in steps:
        command += ["sleep", "0.05", "mousemove", str(step.x()), str(step.y())]
    command += ["sleep", "0.1", "mouseup", "1"]
    with subprocess.Popen(command) as drag:
        qtbot.waitUntil(lambda: bool(view.document.design.components), timeout=10_000)
        drag.wait()
    (new,) = view.document.design.components
    assert new.kind == "feature_store"
    away = view.board.nodes[new.id].box.center() - view.mapToScene(QPoint(300, 200))
    assert max(abs(away.x()), abs(away.y())) <= 6
