"""A component from farther off: its name whole where that can be, and its glyph where the name leaves room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.catalog.library import catalog
from designer.drawing.box import BOX
from designer.drawing.far import far_marks
from designer.drawing.marks import Glyph, Text
from designer.drawing.measure import measure
from designer.model.design import Component

KIND = catalog().kinds["model_server"]


def seen(name: str) -> tuple[list[str], bool]:
    marks = far_marks(Component(id="a", kind="model_server", name=name), KIND, measure)
    return [mark.text for mark in marks if isinstance(mark, Text)], any(isinstance(mark, Glyph) for mark in marks)


@pytest.mark.parametrize(
    ("name", "lines", "glyph"),
    [
        ("Scorer", ["Scorer"], True),
        ("Feature store", ["Feature", "store"], True),
        ("", ["Model", "server"], True),
        ("Authorisation API", ["Authorisation", "API"], False),
    ],
)
def test_the_glyph_stands_beside_a_name_that_stays_whole(name: str, lines: list[str], glyph: bool) -> None:
    assert seen(name) == (lines, glyph)


@given(name=st.text(max_size=60), size=st.none() | st.tuples(st.floats(8, 600), st.floats(8, 400)))
def test_words_never_leave_the_box(name: str, size: tuple[float, float] | None) -> None:
    width, _ = size or BOX
    for mark in far_marks(Component(id="a", kind="model_server", name=name, size=size), KIND, measure):
        if isinstance(mark, Text):
            wide = measure(mark.text, mark.size, mark.weight)
            left = mark.x - (wide / 2 if mark.anchor == "middle" else 0)
            assert left >= -0.01
            assert left + wide <= width + 0.01
