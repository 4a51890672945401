"""Connections as marks: they end at the boxes, on the sides that face each other, and keep apart."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.drawing.connection import STYLES, connection_shape, routes, sides
from designer.drawing.geometry import Rect
from designer.model.design import Connection, ConnectionKind

A = Rect(0, 0, 176, 64)

rects = st.builds(Rect, st.floats(-2000, 2000), st.floats(-2000, 2000), st.floats(20, 400), st.floats(20, 300))


def edge(id_: str, source: str, target: str, kind: str = "request") -> Connection:
    return Connection.model_validate({"id": id_, "source": source, "target": target, "kind": kind})


def on_side(point: tuple[float, float], rect: Rect) -> bool:
    x, y = point
    inside = rect.x - 0.01 <= x <= rect.right + 0.01 and rect.y - 0.01 <= y <= rect.bottom + 0.01
    near = min(abs(x - rect.x), abs(x - rect.right), abs(y - rect.y), abs(y - rect.bottom))
    return inside and near < 0.01


@given(rects, rects, st.sampled_from(ConnectionKind), st.floats(-40, 40), st.floats(-40, 40))
def test_a_line_starts_and_its_head_ends_on_a_side(
    source: Rect, target: Rect, kind: ConnectionKind, one: float, other: float
) -> None:
    shape = connection_shape(source, target, kind, slots=(one, other))
    assert on_side(shape.curve[0], source)
    tips = [(numbers[0], numbers[1]) for _, *numbers in shape.head.commands if numbers]
    assert any(on_side(tip, target) for tip in tips)
    assert all(math.isfinite(number) for step in shape.commands for number in step[1:])


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (Rect(300, 0, 176, 64), ("right", "left")),
        (Rect(-300, 0, 176, 64), ("left", "right")),
        (Rect(0, 200, 176, 64), ("bottom", "top")),
        (Rect(0, -200, 176, 64), ("top", "bottom")),
        (Rect(300, 400, 176, 64), ("right", "left")),
        (Rect(20, 400, 176, 64), ("bottom", "top")),
    ],
)
def test_sides_face_each_other(target: Rect, expected: tuple[str, str]) -> None:
    assert sides(A, target) == expected


def test_ends_on_one_side_are_spread_in_the_order_of_where_they_lead() -> None:
    boxes = {"a": A, "b": Rect(300, -200, 176, 64), "c": Rect(300, 0, 176, 64), "d": Rect(300, 200, 176, 64)}
    shapes = routes(boxes, [edge("1", "a", "d"), edge("2", "a", "b"), edge("3", "a", "c")])
    starts = [shapes[id_].curve[0][1] for id_ in ("2", "3", "1")]
    assert starts == sorted(starts)
    assert len(set(starts)) == 3


def test_connections_of_one_pair_run_beside_each_other() -> None:
    boxes = {"a": A, "b": Rect(400, 0, 176, 64)}
    shapes = routes(boxes, [edge("1", "a", "b"), edge("2", "a", "b", "data"), edge("3", "b", "a", "feedback")])
    middles = {shape.label_at[1] for shape in shapes.values()}
    assert len(middles) == 3


def test_the_order_of_connections_does_not_matter() -> None:
    boxes = {"a": A, "b": Rect(400, 0, 176, 64), "c": Rect(400, 100, 176, 64)}
    edges = [edge("1", "a", "b"), edge("2", "a", "c"), edge("3", "c", "b")]
    assert routes(boxes, edges) == routes(boxes, reversed(edges))


def test_a_connection_to_itself_is_a_loop_and_two_are_apart() -> None:
    shapes = routes({"a": A}, [edge("1", "a", "a"), edge("2", "a", "a")])
    assert shapes["1"].label_at[0] > A.right
    assert shapes["1"].label_at != shapes["2"].label_at


def test_a_connection_with_a_missing_end_is_left_out() -> None:
    assert routes({"a": A}, [edge("1", "a", "gone")]) == {}


@pytest.mark.parametrize("kind", ConnectionKind)
def test_each_kind_is_drawn_in_its_own_role(kind: ConnectionKind) -> None:
    line = connection_shape(A, Rect(300, 0, 176, 64), kind).line
    assert (line.stroke, line.dashes) == (STYLES[kind].role, STYLES[kind].dashes)


def test_the_line_stops_where_a_full_head_begins() -> None:
    shape = connection_shape(A, Rect(300, 0, 176, 64), ConnectionKind.REQUEST)
    assert shape.curve[3][0] < 300 - 5
