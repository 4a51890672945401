from hypothesis import given
from hypothesis import strategies as st

from designer.drawing.gauge import Gauge, gauge_marks
from designer.drawing.marks import Rectangle, Text
from designer.drawing.measure import measure


@given(st.none() | st.floats(0, 50), st.none() | st.floats(0, 1), st.floats(40, 600), st.floats(20, 300))
def test_words_and_bar_stay_on_the_pill(used: float | None, share: float | None, width: float, height: float) -> None:
    marks = gauge_marks(Gauge(used, share), width, height, measure)
    if not Gauge(used, share).words:
        assert marks == ()
        return
    pill = marks[0]
    assert isinstance(pill, Rectangle)
    for mark in marks[1:]:
        assert isinstance(mark, Rectangle | Text)
        right = mark.x + (measure(mark.text, mark.size, mark.weight) if isinstance(mark, Text) else mark.width)
        assert pill.x <= mark.x
        assert right <= pill.x + pill.width + 0.01


def test_the_bar_turns_colour_where_room_ends() -> None:
    assert [Gauge(used).tone for used in (0.0, 0.7, 0.71, 0.99, 1.0, 3.0)] == [
        "success", "success", "warning", "warning", "danger", "danger",
    ]  # fmt: skip


def test_a_share_that_rounds_to_nothing_is_not_told() -> None:
    assert Gauge(0.5, 0.004).words == "50 % busy"
    assert Gauge(None, 0.004).words == ""
