"""Looking and selecting: zoom, pan, rubber band, keys, the review's lights, and what a screen reader hears."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from designer.canvas.review import DIMMED
from designer.drawing.theme import DARK, LIGHT
from designer.model.design import BoundaryKind, Design
from tests.canvas.hand import NONE, Hand

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def wheel(hand: Hand, at: QPoint, turn: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    viewport = hand.view.viewport()
    event = QWheelEvent(
        QPointF(at),
        QPointF(viewport.mapToGlobal(at)),
        QPoint(),
        turn,
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


@pytest.mark.parametrize("at", [QPoint(500, 350), QPoint(10, 10), QPoint(990, 600)])
@pytest.mark.parametrize("turn", [120, -120, -600])
def test_zoom_keeps_what_lies_under_the_cursor(hand: Hand, at: QPoint, turn: int) -> None:
    view = hand.view
    before = view.viewportTransform().inverted()[0].map(QPointF(at))
    wheel(hand, at, QPoint(0, turn), CTRL)
    assert view.scale_factor != 1.0
    after = view.viewportTransform().map(before)
    assert abs(after.x() - at.x()) <= 1
    assert abs(after.y() - at.y()) <= 1


def test_zoom_stays_between_10_and_400_percent(hand: Hand) -> None:
    told: list[float] = []
    hand.view.zoom_changed.connect(told.append)
    hand.view.zoom_to(99)
    hand.view.zoom_to(0.001)
    assert told == [4.0, pytest.approx(0.1)]
    assert hand.view.scale_factor == pytest.approx(0.1)


def test_fit_shows_everything_and_does_not_blow_up_a_small_drawing(hand: Hand) -> None:
    hand.view.zoom_to(4)
    hand.key(Qt.Key.Key_1, SHIFT)
    assert hand.view.seen.contains(hand.view.board.extent())
    assert hand.view.scale_factor <= 1.25


def test_a_fitted_drawing_stays_fitted_when_the_window_changes_its_size(hand: Hand) -> None:
    hand.view.zoom_to_fit()
    hand.view.resize(500, 400)
    assert hand.view.clear.adjusted(-2, -2, 2, 2).contains(hand.view.board.extent())
    hand.view.resize(1200, 800)
    off = hand.view.middle - hand.view.board.extent().center()
    assert off.manhattanLength() < 3
    hand.view.pan(QPointF(50, 0))
    before = hand.view.seen.topLeft()
    hand.view.resize(900, 700)
    assert (hand.view.seen.topLeft() - before).manhattanLength() < 2


def test_fit_of_an_empty_board_is_100_percent(empty: Hand) -> None:
    empty.view.zoom_to(2)
    empty.view.zoom_to_fit()
    assert empty.view.scale_factor == 1.0


def test_the_wheel_scrolls_and_with_shift_sideways(hand: Hand) -> None:
    before = hand.view.seen
    wheel(hand, QPoint(100, 100), QPoint(0, -120))
    down = hand.view.seen
    assert (down.x(), down.y() > before.y()) == (before.x(), True)
    wheel(hand, QPoint(100, 100), QPoint(0, -120), SHIFT)
    assert hand.view.seen.x() > down.x()


def test_space_or_the_middle_button_drags_the_sheet_without_end(hand: Hand) -> None:
    before = hand.view.seen
    for _ in range(12):
        hand.press(QPoint(900, 100), button=Qt.MouseButton.MiddleButton)
        hand.go(QPoint(500, 300), QPoint(100, 500))
        hand.release(QPoint(100, 500), button=Qt.MouseButton.MiddleButton)
    assert hand.view.seen.topLeft() == before.topLeft() + QPointF(12 * 800, -12 * 400)
    QTest.keyPress(hand.view, Qt.Key.Key_Space)
    hand.drag(QPoint(100, 100), QPoint(150, 100))
    QTest.keyRelease(hand.view, Qt.Key.Key_Space)
    assert hand.view.seen.x() == before.x() + 12 * 800 - 50
    assert not hand.view.document.can_undo


def test_a_rubber_band_selects_what_it_touches(hand: Hand) -> None:
    hand.press(hand.at(QPointF(-40, -40)))
    hand.go(hand.at(QPointF(0, 10)), hand.at(QPointF(400, 40)))
    assert set(hand.view.selected_ids()) == {"app", "model", "ask"} or set(hand.view.selected_ids()) == {"app", "model"}
    hand.release(hand.at(QPointF(400, 40)))
    hand.press(hand.at(QPointF(-40, 180)), SHIFT)
    hand.go(hand.at(QPointF(0, 200)), hand.at(QPointF(40, 300)))
    hand.release(hand.at(QPointF(40, 300)), SHIFT)
    assert {"app", "model", "labels"} <= set(hand.view.selected_ids())


def test_escape_drops_a_rubber_band(hand: Hand) -> None:
    hand.view.select(["labels"])
    hand.press(hand.at(QPointF(-40, -40)), SHIFT)
    hand.go(hand.at(QPointF(0, 10)), hand.at(QPointF(400, 40)))
    hand.key(Qt.Key.Key_Escape)
    hand.release(hand.at(QPointF(400, 40)), SHIFT)
    assert hand.view.selected_ids() == ["labels"]


def test_shift_click_adds_and_takes_away(hand: Hand) -> None:
    told: list[list[str]] = []
    hand.view.selection_changed.connect(told.append)
    hand.click("app")
    hand.click("model", SHIFT)
    hand.click("app", SHIFT)
    assert told == [["app"], ["app", "model"], ["model"]]


def test_a_click_on_the_board_or_escape_selects_nothing(hand: Hand) -> None:
    hand.view.select_all()
    assert set(hand.view.selected_ids()) == {"app", "model", "features", "labels", "ask", "look-up"}
    hand.click(QPointF(150, 330))
    assert hand.view.selected_ids() == []
    hand.key(Qt.Key.Key_A, CTRL)
    hand.key(Qt.Key.Key_Escape)
    assert hand.view.selected_ids() == []


def test_tab_walks_in_reading_order_and_then_leaves(hand: Hand) -> None:
    walked = []
    for _ in range(4):
        hand.key(Qt.Key.Key_Tab)
        walked += hand.view.selected_ids()
    assert walked == ["app", "model", "labels", "features"]
    hand.key(Qt.Key.Key_Tab)
    assert hand.view.selected_ids() == ["features"]
    hand.key(Qt.Key.Key_Backtab, SHIFT)
    assert hand.view.selected_ids() == ["labels"]


def test_selecting_what_is_not_there_selects_nothing(hand: Hand) -> None:
    hand.view.select(["ghost"])
    assert hand.view.selected_ids() == []


def test_undo_keys_are_left_to_the_window(hand: Hand) -> None:
    hand.view.hands.place("cache")
    hand.key(Qt.Key.Key_Z, CTRL)
    assert len(hand.design.components) == 5


def test_findings_are_marked_and_unknown_words_mark_nothing(hand: Hand) -> None:
    hand.view.show_findings({"model": "fail", "ask": "partial", "app": "error", "ghost": "fail"})
    board = hand.view.board
    assert {id_: node.state for id_, node in board.nodes.items()} == {
        "model": "fail", "app": None, "features": None, "labels": None
    }  # fmt: skip
    assert board.edges["ask"].state == "partial"
    hand.view.show_findings({})
    assert board.nodes["model"].state is None


def test_an_outline_never_runs_over_the_badge(hand: Hand) -> None:
    hand.view.show_findings({"model": "fail"})
    spot = hand.view.board.nodes["model"].box.topRight() + QPointF(-6, 0)  # on the outline, inside the badge
    assert pixel(hand, spot) == LIGHT.color("danger")
    hand.view.select(["model"])
    assert pixel(hand, spot) == LIGHT.color("danger")


@pytest.mark.parametrize(("scale", "up"), [(1.0, 5), (0.5, 9), (0.3, 9)])
def test_a_badge_is_seen_from_near_and_far(hand: Hand, scale: float, up: int) -> None:
    hand.view.show_findings({"model": "fail"})
    hand.view.zoom_to(scale)
    spot = hand.view.board.nodes["model"].box.topRight() + QPointF(-2, 2 - up)
    assert pixel(hand, spot) == LIGHT.color("danger")


def test_findings_stay_while_the_drawing_changes(hand: Hand) -> None:
    hand.view.show_findings({"model": "fail"})
    hand.view.select(["model"])
    hand.view.hands.delete_selection()
    hand.view.document.undo()
    assert hand.view.board.nodes["model"].state == "fail"


def test_a_witness_is_lit_the_rest_dimmed_and_brought_into_sight(hand: Hand) -> None:
    hand.view.look_at(QPointF(9000, 9000))
    hand.view.highlight(["ask"])
    board = hand.view.board
    assert board.edges["ask"].lit
    assert [board.nodes[id_].opacity() for id_ in ("app", "model")] == [1, 1]
    assert board.nodes["labels"].opacity() == pytest.approx(DIMMED)
    assert hand.view.seen.intersects(board.edges["ask"].box)
    hand.view.highlight([])
    assert board.nodes["labels"].opacity() == 1
    assert not board.edges["ask"].lit


def test_a_witness_in_sight_moves_nothing_and_one_beside_it_no_more_than_needed(hand: Hand) -> None:
    hand.view.zoom_to_fit()
    before = hand.view.seen
    for id_ in hand.view.board.nodes:
        hand.view.highlight([id_])
    assert hand.view.seen == before
    hand.view.zoom_to(2)
    hand.view.look_at(hand.view.board.nodes["app"].box.center())
    hand.view.pan(QPointF(-hand.view.viewport().width() * 0.6, 0))
    hand.view.highlight(["app"])
    clear, box = hand.view.clear, hand.view.board.nodes["app"].box
    assert clear.left() == pytest.approx(box.left(), abs=2)


def test_a_witness_that_does_not_fit_is_zoomed_out_to(hand: Hand) -> None:
    hand.view.zoom_to(4)
    hand.view.highlight(["app", "features"])
    seen, board = hand.view.seen, hand.view.board
    assert seen.contains(board.nodes["app"].box)
    assert seen.contains(board.nodes["features"].box)


def test_hovering_lights_a_component_and_shows_its_handles(hand: Hand) -> None:
    hand.hover("app")
    assert hand.view.board.nodes["app"].hovered
    assert hand.view.pointer.handles.isVisible()
    hand.hover(QPointF(150, 330))
    assert not hand.view.board.nodes["app"].hovered
    assert not hand.view.pointer.handles.isVisible()


def test_a_read_only_board_shows_no_handles(hand: Hand) -> None:
    hand.view.set_read_only(True)
    hand.hover("app")
    assert not hand.view.pointer.handles.isVisible()


def pixel(hand: Hand, at: QPointF) -> str:
    shot = hand.view.grab().toImage()
    ratio = shot.devicePixelRatio()
    point = hand.at(at)
    return shot.pixelColor(round(point.x() * ratio), round(point.y() * ratio)).name()


def test_a_frame_round_what_is_selected_hides_nothing_of_it(hand: Hand) -> None:
    note = hand.view.hands.add_note("ask", QPointF(0, 330))
    hand.view.select(["labels"])
    zone = hand.view.hands.enclose(BoundaryKind.ZONE)
    spots = {note: QPointF(150, 340), zone: hand.view.board.boundaries[zone].box.topRight() + QPointF(-30, 12)}
    for id_, spot in spots.items():
        hand.view.select([])
        before = pixel(hand, spot)
        hand.view.select([id_])
        assert pixel(hand, spot) == before


def test_one_who_comes_by_the_keyboard_sees_a_ring_round_the_board(hand: Hand, qtbot: QtBot) -> None:
    hand.view.activateWindow()
    qtbot.waitUntil(hand.view.isActiveWindow)
    corner = hand.view.mapToScene(QPoint(1, 300))
    hand.view.clearFocus()
    assert pixel(hand, corner) != LIGHT.color("focus")
    hand.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert pixel(hand, corner) == LIGHT.color("focus")
    hand.click(QPointF(150, 330))
    assert pixel(hand, corner) != LIGHT.color("focus")


def test_the_theme_can_be_changed(hand: Hand) -> None:
    spot = hand.view.board.nodes["app"].box.topLeft() + QPointF(88, 6)
    assert pixel(hand, spot) == LIGHT.color("surface")
    hand.view.set_theme(DARK)
    assert pixel(hand, spot) == DARK.color("surface")
    assert pixel(hand, QPointF(150, 333)) == DARK.color("canvas")


def test_from_afar_a_component_is_a_tile_of_its_group(hand: Hand) -> None:
    corner = hand.view.board.nodes["labels"].box.topLeft() + QPointF(24, 8)
    hand.view.zoom_to(0.15)
    assert pixel(hand, corner) == LIGHT.color("tint_storage")
    assert not hand.view.board.edges["ask"].childItems()[0].isVisible()
    hand.view.zoom_to(0.3)
    assert pixel(hand, corner) == LIGHT.color("tint_storage")
    assert hand.view.board.edges["ask"].childItems()[0].isVisible()


def test_an_empty_board_says_how_to_begin(empty: Hand) -> None:
    blank = empty.view.grab().toImage()
    empty.view.set_empty_hint("Draw your system", ["Drag a component here"])
    assert empty.view.grab().toImage() != blank
    empty.view.hands.place("cache")
    empty.view.select(())
    with_one = empty.view.grab().toImage()
    empty.view.set_empty_hint("", [])
    assert empty.view.grab().toImage() == with_one


def test_a_screen_reader_hears_what_is_there_and_selected(hand: Hand) -> None:
    assert hand.view.accessibleName() == "Design board"
    assert hand.view.accessibleDescription() == "4 components, 2 connections."
    hand.view.select(["labels", "ask"])
    assert (
        hand.view.accessibleDescription().endswith(
            "Selected: Label / outcome store, request connection from Payments to Scorer."
        )
        or "Selected: Label" in hand.view.accessibleDescription()
    )


def test_another_drawing_takes_the_place_of_the_first(hand: Hand) -> None:
    hand.view.select(["app"])
    hand.view.document.open(Design())
    assert hand.view.selected_ids() == []
    assert hand.view.board.ids() == set()
    assert hand.view.board.extent() == QRectF()
    hand.view.grab()


def test_the_right_button_selects_what_it_points_at(hand: Hand) -> None:
    hand.view.select(["app", "model"])
    hand.click("app", button=Qt.MouseButton.RightButton)
    assert hand.view.selected_ids() == ["app", "model"]
    hand.click("labels", button=Qt.MouseButton.RightButton)
    assert hand.view.selected_ids() == ["labels"]


def test_a_click_on_one_of_many_selects_it_alone(hand: Hand) -> None:
    hand.view.select(["app", "model"])
    hand.click("app")
    assert hand.view.selected_ids() == ["app"]
