"""What places imply: labels, captions, groups, members and loose ends."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.drawing.geometry import Rect
from designer.exchange.boards.board import Board, Form, Line, Shape
from designer.exchange.boards.placed import settled


def box(id_: str, *place: float, words: str = "", looks: Iterable[str] = ()) -> Shape:
    return Shape(id_, words, Form.BOX, Rect(*place), tuple(looks))


def text(id_: str, words: str, *place: float) -> Shape:
    return Shape(id_, words, Form.TEXT, Rect(*place))


def group(id_: str, *place: float, words: str = "") -> Shape:
    return Shape(id_, words, Form.GROUP, Rect(*place))


def shapes(*drawn: Shape) -> list[tuple[str, str, str]]:
    return [(shape.id, shape.text, shape.inside) for shape in settled(Board(drawn)).shapes]


def ends(drawn: Iterable[Shape], *lines: Line) -> list[tuple[str, str]]:
    return [(line.source, line.target) for line in settled(Board(tuple(drawn), lines)).lines]


def test_free_text_mostly_inside_an_unlabelled_shape_is_its_label() -> None:
    assert shapes(box("a", 0, 0, 100, 60), text("t", "Scorer", 60, 20, 60, 20)) == [("a", "Scorer", "")]


def test_several_texts_in_a_shape_are_joined_as_they_are_read() -> None:
    card = box("a", 0, 0, 200, 100)
    assert shapes(text("low", "v2", 10, 60, 50, 20), card, text("t", "Scorer", 10, 10, 60, 20)) == [
        ("a", "Scorer\nv2", "")
    ]


def test_text_mostly_outside_or_in_a_labelled_shape_stays_free() -> None:
    outside, within = text("t", "x", 80, 20, 60, 20), text("t", "x", 10, 10, 60, 20)
    assert len(shapes(box("a", 0, 0, 100, 60), outside)) == 2
    assert len(shapes(box("a", 0, 0, 100, 60, words="Scorer"), within)) == 2


def test_what_we_wrote_as_a_note_is_no_label() -> None:
    note = replace(text("t", "x", 10, 10, 60, 20), own={"note": {}})
    assert len(shapes(box("a", 0, 0, 100, 60), note)) == 2


def test_lines_that_were_bound_to_a_label_are_bound_to_its_shape() -> None:
    drawn = [box("a", 0, 0, 100, 60), text("t", "Scorer", 10, 10, 60, 20), box("b", 300, 0, 100, 60)]
    assert ends(drawn, Line("e", "t", "b")) == [("a", "b")]


def test_a_text_that_a_line_joins_to_a_shape_is_no_label_of_it() -> None:
    drawn = Board((box("a", 0, 0, 100, 60), text("t", "x", 10, 10, 60, 20)), (Line("e", "t", "a"),))
    assert settled(drawn) == drawn


TWO = (box("a", 50, 80, 100, 60, words="A"), box("b", 250, 80, 100, 60, words="B"))


def test_an_outline_round_two_shapes_is_a_group_with_the_title_inside_its_top_edge() -> None:
    drawn = (box("g", 0, 0, 400, 300), *TWO, text("t", "Zone", 10, 10, 60, 20), text("n", "note", 10, 250, 60, 20))
    assert settled(Board(drawn)).shapes[0] == group("g", 0, 0, 400, 300, words="Zone")
    assert shapes(*drawn) == [("g", "Zone", ""), ("a", "A", "g"), ("b", "B", "g"), ("n", "note", "g")]


def test_an_outline_round_one_shape_is_a_group_if_it_is_dashed_or_much_larger_than_what_is_named_in_it() -> None:
    one = box("a", 50, 80, 100, 60)
    named = replace(one, text="A")
    within = {
        "dashed": (box("g", 0, 0, 200, 150, looks=["dashed"]), one),
        "large": (box("g", 0, 0, 400, 300), named),
        "large, named by a free text": (box("g", 0, 0, 400, 300), one, text("t", "A", 60, 90, 40, 20)),
    }
    outside = {
        "small": (box("g", 0, 0, 155, 145), named),
        "nothing in it is named": (box("g", 0, 0, 400, 300), one),
        "a picture on a card": (box("g", 0, 0, 400, 300), replace(named, looks=("image",))),
    }
    assert {case: settled(Board(drawn)).shapes[1].inside for case, drawn in within.items()} == dict.fromkeys(
        within, "g"
    )
    assert {case: settled(Board(drawn)).shapes[1].inside for case, drawn in outside.items()} == dict.fromkeys(
        outside, ""
    )


def test_pictures_stickies_and_components_of_ours_are_no_outlines() -> None:
    for outline in (
        box("g", 0, 0, 400, 300, looks=["image"]),
        box("g", 0, 0, 400, 300, looks=["sticky"]),
        replace(box("g", 0, 0, 400, 300), own={"component": {}}),
    ):
        assert [inside for *_, inside in shapes(outline, *TWO)] == ["", "", ""]


def test_the_innermost_group_has_a_shape_and_what_is_stated_stays() -> None:
    outer, inner = box("o", -100, -100, 900, 900), box("g", 0, 0, 400, 300)
    assert {id_: inside for id_, _, inside in shapes(outer, inner, *TWO)} == {"o": "", "g": "o", "a": "g", "b": "g"}
    stated = replace(TWO[0], inside="o")
    assert {id_: inside for id_, _, inside in shapes(outer, inner, stated, TWO[1])}["a"] == "o"


def test_a_group_with_stated_members_takes_what_was_put_into_it_since() -> None:
    drawn = (group("g", 0, 0, 400, 300), replace(TWO[0], inside="g"), TWO[1])
    assert [inside for *_, inside in shapes(*drawn)] == ["", "g", "g"]


def test_groups_are_never_inside_each_other_in_a_circle() -> None:
    large, small = replace(group("l", 0, 0, 400, 300), inside="s"), group("s", 10, 10, 200, 200)
    assert [inside for *_, inside in shapes(large, small)] == ["s", ""]


def test_loose_ends_are_bound_to_the_nearest_outline_within_24_px() -> None:
    near, far = Line("e", start=(123.0, 30.0), end=(290.0, 30.0)), Line("e", start=(125.0, 30.0), end=(250.0, 30.0))
    drawn = [box("a", 0, 0, 100, 60), box("b", 300, 0, 100, 60)]
    assert ends(drawn, near) == [("a", "b")]
    assert ends(drawn, far) == [("", "")]
    assert settled(Board(tuple(drawn), (far,))).lines[0] == far
    assert settled(Board(tuple(drawn), (near,))).lines[0] == Line("e", "a", "b")
    assert ends(drawn, Line("e", start=(50.0, 30.0), end=(350.0, 30.0))) == [("a", "b")]


def test_a_group_is_met_only_where_no_box_is_near_and_only_at_its_outline() -> None:
    drawn = [group("g", 0, 0, 400, 300), *TWO, box("c", 600, 80, 100, 60)]
    assert ends(drawn, Line("e", "c", end=(405.0, 280.0))) == [("c", "g")]
    assert ends(drawn, Line("e", "c", end=(372.0, 110.0))) == [("c", "b")]
    assert ends(drawn, Line("e", "c", end=(200.0, 200.0))) == [("c", "")]


def test_no_line_is_bound_to_one_shape_twice_or_to_a_group_round_its_other_end() -> None:
    drawn = [group("g", 0, 0, 400, 300), *TWO]
    assert ends(drawn, Line("e", "a", end=(160.0, 110.0))) == [("a", "")]
    assert ends(drawn, Line("e", "a", end=(390.0, 250.0))) == [("a", "")]
    assert ends([drawn[1]], Line("e", start=(152.0, 100.0), end=(151.0, 120.0))) == [("", "a")]


def test_an_end_bound_to_a_short_text_on_its_own_way_makes_that_the_label() -> None:
    drawn = [box("a", 0, 0, 100, 60), box("b", 300, 0, 100, 60), text("t", "scores", 180, 20, 50, 20)]
    along = Line("e", "a", "t", end=(295.0, 30.0))
    assert settled(Board(tuple(drawn), (along,))) == Board(tuple(drawn[:2]), (Line("e", "a", "b", "scores"),))
    for other in (replace(along, end=None), replace(along, end=(185.0, 30.0)), replace(along, end=(205.0, 200.0))):
        assert ends(drawn, other) == [("a", "t")]
    long = replace(drawn[2], text="scores " * 20)
    assert ends([*drawn[:2], long], along) == [("a", "t")]


def test_free_text_right_under_an_unlabelled_picture_is_its_caption() -> None:
    picture = box("i", 0, 0, 80, 80, looks=["image"])
    caption, second = text("t", "S3", 20, 90, 40, 20), text("u", "bucket", 20, 101, 40, 20)
    assert shapes(picture, second, caption) == [("i", "S3", ""), ("u", "bucket", "")]
    assert len(shapes(replace(picture, text="Bucket"), caption)) == 2


def test_text_right_over_a_picture_is_its_caption_too() -> None:
    assert shapes(box("i", 0, 0, 80, 80), text("t", "S3", 20, -25, 40, 20)) == [("i", "S3", "")]
    above, below = box("i", 0, 0, 80, 80), box("j", 0, 110, 80, 80)
    assert shapes(above, below, text("t", "S3", 20, 85, 40, 20)) == [("i", "S3", ""), ("j", "", "")]


@pytest.mark.parametrize("place", [(20, 105, 40, 20), (90, 90, 40, 20), (20, -45, 40, 20)])
def test_text_too_far_below_or_beside_or_above_is_no_caption(place: tuple[int, ...]) -> None:
    assert len(shapes(box("i", 0, 0, 80, 80), text("t", "S3", *place))) == 2


def test_a_caption_belongs_to_the_nearest_picture_above_it() -> None:
    drawn = [box("far", 0, 0, 80, 70), box("near", 0, 50, 80, 35), text("t", "S3", 20, 90, 40, 20)]
    assert [words for _, words, _ in shapes(*drawn)] == ["", "S3"]


def test_shapes_without_a_box_are_left_alone() -> None:
    drawn = Board(
        (Shape("a"), Shape("t", "x", Form.TEXT), Shape("g", "", Form.GROUP)), (Line("e", "a", "g"), Line("f"))
    )
    assert settled(drawn) == drawn


SIDES = st.integers(0, 30).map(lambda steps: steps * 10)


@st.composite
def crowded(draw: st.DrawFn) -> Board:
    """Draw up to nine shapes on a grid so narrow that they often lie in one another, and three lines."""
    drawn = []
    for number in range(draw(st.integers(0, 9))):
        form = draw(st.sampled_from(Form))
        place = draw(st.tuples(SIDES, SIDES, SIDES, SIDES))
        words = "words" if form is Form.TEXT else draw(st.sampled_from(["", "", "words"]))
        looks = draw(st.sampled_from([(), ("dashed",), ("image",)]))
        inside = draw(st.sampled_from(["", "", "", "s0", "s3"]))
        drawn.append(Shape(f"s{number}", words, form, Rect(*map(float, place)), looks, inside))
    ids = st.sampled_from(["", "", *(shape.id for shape in drawn)])
    points = st.none() | st.tuples(SIDES.map(float), SIDES.map(float))
    lines = [Line(f"e{at}", draw(ids), draw(ids), "", draw(points), draw(points)) for at in range(3)]
    return Board(tuple(drawn), tuple(lines))


@settings(max_examples=60, deadline=None)
@given(crowded())
def test_settling_again_changes_nothing(drawn: Board) -> None:
    once = settled(drawn)
    assert settled(once) == once


@settings(max_examples=60, deadline=None)
@given(crowded(), st.randoms(use_true_random=False))
def test_the_order_of_things_changes_nothing(drawn: Board, chance: st.DataObject) -> None:
    mixed = replace(
        drawn,
        shapes=tuple(chance.sample(drawn.shapes, len(drawn.shapes))),  # type: ignore[attr-defined]
        lines=drawn.lines[::-1],
    )
    one, other = settled(drawn), settled(mixed)
    assert {shape.id: shape for shape in one.shapes} == {shape.id: shape for shape in other.shapes}
    assert {line.id: line for line in one.lines} == {line.id: line for line in other.lines}


def moved(drawn: Board, by: float) -> Board:
    def place(point: tuple[float, float] | None) -> tuple[float, float] | None:
        return None if point is None else (point[0] + by, point[1] - by)

    there = [
        replace(shape, box=Rect(shape.box.x + by, shape.box.y - by, shape.box.width, shape.box.height))
        for shape in drawn.shapes
        if shape.box
    ]
    lines = [replace(line, start=place(line.start), end=place(line.end)) for line in drawn.lines]
    return replace(drawn, shapes=tuple(there), lines=tuple(lines))


@settings(max_examples=60, deadline=None)
@given(crowded(), st.sampled_from([-7000.0, 64.0, 4096.0]))
def test_moving_the_whole_board_changes_nothing(drawn: Board, by: float) -> None:
    assert settled(moved(drawn, by)) == moved(settled(drawn), by)
