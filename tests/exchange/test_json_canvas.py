"""Drawings in JSON Canvas, read and written."""

import contextlib
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.drawing.geometry import Rect
from designer.errors import DesignerError
from designer.exchange.boards.board import Board, Form, Line, Shape
from designer.exchange.json_canvas import read, write
from tests.exchange.boards.places import boards

Data = dict[str, Any]


def node(id_: str, type_: str = "text", **more: object) -> Data:
    return {"id": id_, "type": type_, "x": 0, "y": 0, "width": 100, "height": 60, **more}


def canvas(nodes: list[Data], edges: list[Data] | None = None, **more: object) -> bytes:
    return json.dumps({"nodes": nodes, "edges": edges or [], **more}).encode()


def edge(id_: str, source: str, target: str, **more: object) -> Data:
    return {"id": id_, "fromNode": source, "toNode": target, **more}


def test_each_type_of_node_is_a_shape_with_its_words() -> None:
    nodes = [
        node("t", text="# Feature **store**\n`redis` [docs](https://example.org), my_own_name"),
        node("f", "file", file="notes/design.md", subpath="#Serving", x=1.5),
        node("l", "link", url="https://example.org"),
        node("g", "group", label="Zone A", background="x.png"),
        node("h", "hologram", text="?", styleAttributes={"shape": "pill"}),
    ]
    here = Rect(0, 0, 100, 60)
    assert read(canvas(nodes), "x").shapes == (
        Shape("t", "Feature store\nredis docs, my_own_name", box=here),
        Shape("f", "design.md#Serving", box=Rect(1.5, 0, 100, 60), looks=("file", "md")),
        Shape("l", "https://example.org", box=here, looks=("link",)),
        Shape("g", "Zone A", Form.GROUP, here),
        Shape("h", "?", box=here, looks=("hologram",)),
    )


def test_ends_say_where_an_edge_leads() -> None:
    edges = [
        edge("a", "s", "t", label="reads", color="3", fromSide="top", toSide="left"),
        edge("b", "s", "t", fromEnd="arrow", toEnd="none"),
        edge("c", "s", "t", fromEnd="arrow"),
        edge("d", "s", "t", toEnd="none"),
    ]
    assert read(canvas([node("s"), node("t")], edges), "x").lines == (
        Line("a", "s", "t", "reads"),
        Line("b", "t", "s"),
        Line("c", "s", "t", both=True),
        Line("d", "s", "t", looks=("undirected",)),
    )


def test_what_is_odd_is_read_and_told() -> None:
    drawn = read(canvas([node("a"), node("a"), node("p", x="left"), 7], [edge("e", "a", "gone")]), "x")  # type: ignore[list-item]
    assert [(shape.id, shape.box is None) for shape in drawn.shapes] == [("a", False), ("a-2", False), ("p", True)]
    assert [(line.source, line.target) for line in drawn.lines] == [("a", "")]
    assert drawn.remarks == (
        "nodes left out, since they are none: 1",
        "nodes that have no place: 1",
        "ends of edges that lead to what is not there: 1",
    )


def test_a_canvas_may_be_empty_or_have_nodes_alone() -> None:
    assert read(b"{}", "x") == Board()
    assert read(b'{"nodes": []}', "x") == Board()


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"nodes", "this is not a JSON Canvas drawing"),
        (b'{"type": "excalidraw"}', "this is not a JSON Canvas drawing: it has no 'nodes'"),
        (b'{"nodes": [\n}', "x:2: this is not valid JSON"),
        (b'{"nodes": ' + b"[" * 100_000, "nested too deeply"),
        (canvas([node(str(at)) for at in range(20_001)]), "there are more than 20,000 nodes"),
        (canvas([], [edge("e", "a", "b")] * 20_001), "there are more than 20,000 edges"),
        (b"{" + b" " * 20_000_000, "the file has 20 MB"),
    ],
)
def test_what_is_no_canvas_is_told_in_a_sentence(raw: bytes, says: str) -> None:
    with pytest.raises(DesignerError) as refused:
        read(raw, "x")
    assert says in str(refused.value)


def test_words_of_ours_are_no_markdown_and_sides_face_each_other() -> None:
    shapes = (Shape("a", "**kwargs** # 1", box=Rect(0, 0, 9, 9)), Shape("b", "", box=Rect(0, 99, 9, 9)))
    drawn = Board(shapes, (Line("e", "a", "b"),))
    assert read(write(drawn), "x") == drawn
    assert [json.loads(write(drawn))["edges"][0][key] for key in ("fromSide", "toSide")] == ["bottom", "top"]


@settings(max_examples=40, deadline=None)
@given(boards())
def test_what_is_written_is_read_as_the_same_board(drawn: Board) -> None:
    ids = {shape.id for shape in drawn.shapes}
    whole = tuple(line for line in drawn.lines if {line.source, line.target} <= ids)
    assert read(write(drawn), "x") == replace(drawn, lines=whole)
    assert write(drawn) == write(drawn)


def attempt(raw: bytes) -> None:
    with contextlib.suppress(DesignerError):
        write(read(raw, "x"))


VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.lists(st.integers())
KEYS = ["id", "type", "x", "width", "text", "fromNode", "toNode", "toEnd", "label", "designer", "designer_board"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(KEYS), VALUES), max_size=4), st.binary(max_size=30))
def test_anything_is_a_board_or_a_sentence(changes: list[tuple[int, str, Any]], raw: bytes) -> None:
    parts = [node("a"), node("b", "file", file="x"), node("g", "group"), edge("e", "a", "b")]
    for at, key, value in changes:
        parts[at][key] = value
    attempt(canvas(parts[:3], parts[3:]))
    attempt(raw)
    attempt(b'{"nodes": [' + raw)
