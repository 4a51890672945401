"""Boundaries and the mouse: what is dropped in joins, what is pulled out leaves, and each is one edit."""

import pytest
from PySide6.QtCore import QPoint, Qt

from designer.model.design import BoundaryKind
from tests.canvas.hand import Hand


@pytest.fixture
def zoned(hand: Hand) -> Hand:
    """The model server and the feature store in one zone."""
    hand.view.select(["model", "features"])
    assert hand.view.hands.enclose(BoundaryKind.ZONE) == "zone"
    return hand


def members(hand: Hand) -> tuple[str, ...]:
    (zone,) = hand.design.boundaries
    return zone.components


def test_what_is_dropped_in_a_boundary_joins_it(zoned: Hand) -> None:
    before = zoned.design
    start = zoned.at("labels")
    end = start + QPoint(320, -96)
    zoned.press(start)
    zoned.go(start + QPoint(5, 5), end)
    assert zoned.design == before
    zoned.release(end)
    assert members(zoned) == ("model", "features", "labels")
    assert zoned.view.document.undo_label == "Move"
    zoned.view.document.undo()
    assert zoned.design == before


def test_what_is_pulled_out_leaves_it(zoned: Hand) -> None:
    start = zoned.at("features")
    outline = zoned.view.board.boundaries["zone"].box
    zoned.drag(start, start + QPoint(0, 260))
    assert members(zoned) == ("model",)
    assert zoned.view.board.boundaries["zone"].box.height() < outline.height()


def test_a_small_move_changes_no_boundary(zoned: Hand) -> None:
    start = zoned.at("features")
    zoned.drag(start, start + QPoint(30, 40))
    assert members(zoned) == ("model", "features")


def test_a_boundary_moves_along_with_all_that_it_holds(zoned: Hand) -> None:
    zoned.view.select(["model", "features"])
    start = zoned.at("model")
    zoned.drag(start, start + QPoint(120, 200))
    assert members(zoned) == ("model", "features")


def test_nudging_changes_no_boundary(zoned: Hand) -> None:
    zoned.view.select(["features"])
    zoned.view.hands.nudge(QPoint(0, 900).toPointF())
    assert members(zoned) == ("model", "features")


def test_escape_puts_the_boundary_back(zoned: Hand) -> None:
    outline = zoned.view.board.boundaries["zone"].box
    start = zoned.at("labels")
    zoned.press(start)
    zoned.go(start + QPoint(5, 5), start + QPoint(280, -60))
    zoned.view.escape()
    zoned.release(start)
    assert zoned.view.board.boundaries["zone"].box == outline
    assert members(zoned) == ("model", "features")


def test_a_boundary_goes_with_the_last_component_in_it(zoned: Hand) -> None:
    before = zoned.design
    zoned.view.select(["model", "features"])
    zoned.view.hands.delete_selection()
    assert zoned.design.boundaries == ()
    zoned.view.document.undo()
    assert zoned.design == before


def test_nothing_selected_is_nothing_to_enclose(hand: Hand) -> None:
    hand.view.select(["ask"])
    assert hand.view.hands.enclose(BoundaryKind.ZONE) == ""
    assert len(hand.said) == 1


def test_a_boundary_is_caught_at_its_line_and_not_in_its_middle(zoned: Hand) -> None:
    box = zoned.view.board.boundaries["zone"].box
    zoned.view.select(())
    zoned.click(box.topLeft() + QPoint(30, 12).toPointF())
    assert zoned.view.selected_ids() == ["zone"]
    zoned.click(box.center())
    assert zoned.view.selected_ids() != ["zone"]


def test_a_boundary_is_moved_by_its_title_with_all_that_it_holds(zoned: Hand) -> None:
    before = zoned.design
    zoned.view.select(())
    title = zoned.at(zoned.view.board.boundaries["zone"].box.topLeft() + QPoint(30, 12).toPointF())
    zoned.drag(title, title + QPoint(80, 160))
    assert [zoned.view.board.nodes[id_].pos().toTuple() for id_ in ("model", "features")] == [(400, 160), (400, 360)]
    assert members(zoned) == ("model", "features")
    zoned.view.document.undo()
    assert zoned.design == before


def test_a_boundary_is_copied_with_what_it_holds(zoned: Hand) -> None:
    zoned.view.select(["zone", "model", "features"])
    zoned.view.hands.duplicate()
    assert [zone.components for zone in zoned.design.boundaries] == [("model", "features"), ("model-2", "features-2")]
    assert "zone-2" in zoned.view.selected_ids()


def test_keys_enclose_what_is_selected(hand: Hand) -> None:
    hand.view.select(["labels"])
    hand.key(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert members(hand) == ("labels",)
