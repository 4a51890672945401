"""A component as marks: nothing ever leaves the box."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.catalog.library import catalog
from designer.drawing.box import BOX, State, component_marks, spread_words
from designer.drawing.marks import Glyph, Mark, Rectangle, Text
from designer.drawing.measure import measure
from designer.model.design import Component

KIND = catalog().kinds["model_server"]


def texts(marks: tuple[Mark, ...]) -> list[str]:
    return [mark.text for mark in marks if isinstance(mark, Text)]


def box(**more: object) -> Component:
    return Component.model_validate({"id": "a", "kind": "model_server", **more})


@given(
    name=st.text(max_size=200),
    technology=st.text(max_size=80),
    replicas=st.integers(1, 10**6),
    zones=st.integers(1, 1000),
    size=st.none() | st.tuples(st.floats(8, 600), st.floats(8, 400)),
)
def test_words_never_leave_the_box(
    name: str, technology: str, replicas: int, zones: int, size: tuple[float, float] | None
) -> None:
    component = box(name=name, technology=technology, replicas=replicas, zones=zones, size=size)
    width, height = size or BOX
    for mark in component_marks(component, KIND, measure):
        if isinstance(mark, Text):
            assert mark.x + measure(mark.text, mark.size, mark.weight) <= width
            assert mark.size * 0.5 <= mark.y <= height
        elif isinstance(mark, Rectangle):
            assert mark.x + mark.width <= width + 0.01
            assert mark.y + mark.height <= height + 1.51


def test_a_box_says_its_name_what_it_is_and_how_far_it_is_spread() -> None:
    marks = component_marks(box(name="Scorer", replicas=3, zones=("a", "b")), KIND, measure)
    assert texts(marks) == ["Scorer", "Model server", "×3 · 2 zones"]


def test_a_box_without_a_name_says_its_kind_once() -> None:
    assert texts(component_marks(box(), KIND, measure)) == ["Model server"]


def test_technology_stands_in_for_the_kind() -> None:
    assert texts(component_marks(box(name="Scorer", technology="Triton"), KIND, measure)) == ["Scorer", "Triton"]


def test_a_long_name_takes_two_lines_and_the_numbers_stay() -> None:
    long = box(name="Features of user, session and item", replicas=4, zones=3)
    lines = texts(component_marks(long, KIND, measure))
    assert len(lines) == 3
    assert lines[-1] == "×4 · 3 zones"


def test_an_unknown_kind_is_a_grey_cube() -> None:
    marks = component_marks(Component(id="a", kind="quantum"), None, measure)
    assert texts(marks) == ["quantum"]
    assert [mark.name for mark in marks if isinstance(mark, Glyph)] == ["cube"]


@pytest.mark.parametrize(("state", "glyph"), [("fail", "x"), ("partial", "minus"), ("pass", "check")])
def test_a_state_shows_without_colour(state: State, glyph: str) -> None:
    marks = component_marks(box(), KIND, measure, state=state)
    assert glyph in {mark.name for mark in marks if isinstance(mark, Glyph)}


def test_a_selected_box_has_the_accent() -> None:
    marks = component_marks(box(), KIND, measure, selected=True)
    assert "accent" in {mark.stroke for mark in marks if isinstance(mark, Rectangle)}


def test_one_of_everything_says_nothing_of_spread() -> None:
    assert not spread_words(box(zones=1, regions=1))
