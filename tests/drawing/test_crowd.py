"""Who is near, asked of a grid, is who is near, asked of everybody."""

from hypothesis import given
from hypothesis import strategies as st

from designer.drawing.crowd import Crowd
from designer.drawing.geometry import Rect

rects = st.builds(
    Rect, st.floats(-3000, 3000), st.floats(-3000, 3000), st.floats(0.1, 900), st.floats(0.1, 900) | st.just(1e7)
)


@given(st.lists(rects, max_size=30), rects)
def test_near_is_what_overlaps(others: list[Rect], asked: Rect) -> None:
    crowd = Crowd(others)
    near = sorted(crowd.near(asked), key=repr)
    assert near == sorted((other for other in others if other.overlaps(asked)), key=repr)
    assert crowd.is_free(asked) == (not near)
    assert crowd.shared(asked) == sum(other.shared(asked) for other in crowd.near(asked))


def test_a_rectangle_as_large_as_the_board_is_near_to_all() -> None:
    crowd = Crowd([Rect(0, 0, 1e9, 1e9)])
    assert not crowd.is_free(Rect(5e8, 5e8, 1, 1))
    assert list(crowd.near(Rect(-1e9, -1e9, 4e9, 4e9))) == [Rect(0, 0, 1e9, 1e9)]
