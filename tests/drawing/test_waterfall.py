from hypothesis import given
from hypothesis import strategies as st

from designer.drawing.marks import Rectangle, Text
from designer.drawing.measure import measure
from designer.drawing.waterfall import Row, nice_step, waterfall

TIMES = st.floats(0, 1e7)
ROWS = st.lists(
    st.builds(Row, name=st.text(max_size=80), start_ms=TIMES, p50_ms=TIMES, p99_ms=TIMES, depth=st.integers(0, 9)),
    max_size=12,
)


@given(ROWS, st.floats(200, 900), st.none() | st.floats(0.1, 1e6))
def test_nothing_leaves_the_picture(rows: list[Row], width: float, limit_ms: float | None) -> None:
    bounds, marks = waterfall(rows, width, measure, limit_ms=limit_ms)
    for mark in marks:
        if isinstance(mark, Rectangle):
            assert bounds.x <= mark.x
            assert mark.x + mark.width <= bounds.right + 2
            assert mark.y + mark.height <= bounds.bottom
        elif isinstance(mark, Text) and mark.anchor == "start":
            assert mark.x + measure(mark.text, mark.size, mark.weight) <= bounds.right


def test_a_call_begins_where_its_caller_called() -> None:
    rows = [Row("API", 0, 10, 20), Row("Model", 10, 30, 60, depth=1)]
    _, marks = waterfall(rows, 500, measure)
    first, second = (mark for mark in marks if isinstance(mark, Rectangle) and mark.fill == "accent")
    assert second.x > first.x
    assert abs(second.x - (first.x + first.width)) < 0.01
    assert second.width > first.width


@given(st.floats(1e-6, 1e9))
def test_a_step_is_round_and_no_smaller_than_wanted(wanted: float) -> None:
    step = nice_step(wanted)
    assert wanted * (1 - 1e-9) <= step <= 2.51 * wanted


def test_from_a_second_on_the_scale_is_in_seconds() -> None:
    _, marks = waterfall([Row("Model", 0, 1800, 4500)], 500, measure)
    told = [mark.text for mark in marks if isinstance(mark, Text)]
    assert "2 s" in told
    assert not any(text.startswith("2000") for text in told)
