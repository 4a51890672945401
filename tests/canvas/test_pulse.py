"""Dots on connections that carry requests: they run, or stand where nothing should move."""

from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QWidget
from pytestqt.qtbot import QtBot

from designer.canvas.document import Document
from designer.canvas.pulse import MOST, Pulse, moves
from designer.canvas.scene import BoardScene
from designer.catalog.library import catalog
from designer.drawing.theme import LIGHT
from designer.model.design import Component, Connection, ConnectionKind, Design

DESIGN = Design(
    components=(
        Component(id="app", kind="app_service", position=(0, 0)),
        Component(id="model", kind="model_server", position=(500, 0)),
    ),
    connections=(Connection(id="call", source="app", target="model", kind=ConnectionKind.REQUEST),),
)


def test_dots_run_along_a_connection_and_go(qtbot: QtBot) -> None:
    board = BoardScene(Document(DESIGN), catalog(), LIGHT)
    pulse = Pulse(board)
    pulse.show_on(["call", "gone"], moving=True)
    before = list(pulse.places())
    assert len(before) >= 3
    qtbot.waitUntil(lambda: list(pulse.places()) != before)
    assert all(pulse.boundingRect().contains(place) for place in pulse.places())
    pulse.show_on([], moving=True)
    assert not pulse.running
    assert not pulse.isVisible()
    assert list(pulse.places()) == []


def test_dots_stand_where_nothing_should_move(qtbot: QtBot) -> None:
    board = BoardScene(Document(DESIGN), catalog(), LIGHT)
    pulse = Pulse(board)
    pulse.show_on(["call"], moving=False)
    assert pulse.isVisible()
    assert not pulse.running


class Still(QProxyStyle):
    def styleHint(self, hint: QStyle.StyleHint, option: QStyleOption | None = None, widget: QWidget | None = None,
                  data: object = None) -> int:  # fmt: skip
        duration = QStyle.StyleHint.SH_Widget_Animation_Duration
        return 0 if hint == duration else super().styleHint(hint, option, widget)


def test_a_desktop_that_wants_no_motion_gets_none(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    assert moves(widget)
    style = Still()
    widget.setStyle(style)
    assert not moves(widget)


def test_long_lines_get_no_more_dots_than_can_be_painted_and_these_stand(qtbot: QtBot) -> None:
    parts = [Component(id=f"a{place}", kind="app_service", position=(0, 9000.0 * place)) for place in range(9)]
    edges = [
        Connection(id=f"e{place}", source=f"a{place}", target=f"a{place + 1}", kind=ConnectionKind.REQUEST)
        for place in range(8)
    ]
    board = BoardScene(Document(Design(components=tuple(parts), connections=tuple(edges))), catalog(), LIGHT)
    pulse = Pulse(board)
    pulse.show_on([edge.id for edge in edges], moving=True)
    assert not pulse.running
    assert 0 < len(list(pulse.places())) <= MOST + len(edges)
    pulse.show_on(["e0"], moving=True)
    assert pulse.running
    pulse.show_on([], moving=True)
