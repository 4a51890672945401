import contextlib
import re
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from designer.drawing.geometry import Rect
from designer.errors import DesignerError
from designer.exchange import dot
from designer.exchange.boards.board import Board, Form, Line, Shape
from tests.exchange.boards.graphs import boards, sorted_by_id


def read(text: str) -> Board:
    return dot.read(text.encode(), "x.dot")


def shape(board: Board, id_: str) -> Shape:
    return next(each for each in board.shapes if each.id == id_)


def ends(board: Board) -> list[tuple[str, str]]:
    return [(line.source, line.target) for line in board.lines]


def labels(board: Board) -> dict[str, str]:
    return {each.id: each.text for each in board.shapes}


def test_a_small_graph() -> None:
    board = read(
        'strict digraph Fraud { client -> api [label="POST /score"]; store [label="Features", shape=cylinder] }'
    )
    assert board.title == "Fraud"
    assert labels(board) == {"client": "client", "api": "api", "store": "Features"}
    assert shape(board, "store").looks == ("cylinder",)
    assert board.lines == (Line("edge-1", "client", "api", "POST /score"),)
    assert board.remarks == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("digraph { a -> b -> c }", [("a", "b"), ("b", "c")]),
        ("digraph { a -> {b c} -> d }", [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")]),
        ("digraph { subgraph s { a b } c -> subgraph s }", [("c", "a"), ("c", "b")]),
        ("digraph { {a b} -> subgraph cluster_x { c } }", [("a", "c"), ("b", "c")]),
        ("digraph { a:out:e -> b:in }", [("a", "b")]),
        ("digraph { a -> b a -> b }", [("a", "b"), ("a", "b")]),
        ("strict digraph { a -> b a -> b b -> a }", [("a", "b"), ("b", "a")]),
        ("strict graph { a -- b b -- a }", [("a", "b")]),
        ("DiGraph { A -> B; EDGE [label=x]; }", [("A", "B")]),
        (
            'digraph { "a" + "b" -> -1.5 -> .5 -> größe -> "node" }',
            [("ab", "-1.5"), ("-1.5", ".5"), (".5", "größe"), ("größe", "node")],
        ),
        ("digraph { // a -> x\n a /* -> y */ -> b\n# z -> z\n b -> c }", [("a", "b"), ("b", "c")]),
        ("digraph { a -> b [dir=back] }", [("b", "a")]),
        ("digraph { a -> b [arrowhead=none arrowtail=normal dir=both] }", [("b", "a")]),
        ("digraph { a -> b [style=invis] b -> c }", [("b", "c")]),
        ("digraph { a\u00a0->\u00a0b }", [("a", "b")]),
    ],
)
def test_edges_in_all_their_forms(text: str, expected: list[tuple[str, str]]) -> None:
    assert ends(read(text)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (r'"two\nlines"', "two\nlines"),
        (r'"left\lright\r"', "left\nright"),
        (r'"\N of \G"', "a of G"),
        (r'"say \"a\" \\ &lt;1 &amp; &#176;"', 'say "a" \\ <1 & °'),
        ('"broken \\\nacross"', "broken across"),
        ('"con" + "cat"', "concat"),
        ("plain", "plain"),
        ("<<b>Feature</b><br/>store &amp; more>", "Feature\nstore & more"),
        ("<<table><tr><td>a</td><td>b</td></tr><tr><td port='x'> c </td></tr></table>>", "a b\nc"),
        ("<1 <!-- > --> 2>", "1 2"),
        ('""', ""),
        (r'"{<in> raw|{x\|y|z}}", shape=record', "raw\nx|y\nz"),
    ],
)
def test_labels_in_all_their_forms(value: str, expected: str) -> None:
    assert labels(read(f"digraph G {{ a [label={value}] }}"))["a"] == expected


def test_defaults_hold_for_what_comes_later_and_within_their_braces() -> None:
    text = (
        "digraph { a node [shape=diamond] b { node [shape=hexagon] edge [style=dashed] c -> d } e -> a [a=1][label=x] }"
    )
    board = read(text)
    assert {each.id: each.looks for each in board.shapes} == {
        "a": (),
        "b": ("diamond",),
        "c": ("hexagon",),
        "d": ("hexagon",),
        "e": ("diamond",),
    }
    assert [(line.looks, line.text) for line in board.lines] == [(("dashed",), ""), ((), "x")]


def test_clusters_are_groups_and_other_subgraphs_are_not() -> None:
    board = read("""digraph { label=T
        subgraph cluster_a { label="Online"; x; subgraph inner { y } subgraph cluster_b { z } }
        subgraph cluster_a { w } x -> z; out; subgraph cluster_c { label=C z } }""")
    assert board.title == "T"
    assert {each.id: each.inside for each in board.shapes} == {
        "cluster_a": "",
        "cluster_b": "cluster_a",
        "cluster_c": "",
        "x": "cluster_a",
        "y": "cluster_a",
        "z": "cluster_b",
        "w": "cluster_a",
        "out": "",
    }
    assert [each.id for each in board.shapes if each.form is Form.GROUP] == ["cluster_a", "cluster_b", "cluster_c"]
    assert labels(board)["cluster_a"] == "Online"
    assert labels(board)["cluster_b"] == ""


def test_a_cluster_takes_its_style_from_outside_unless_it_has_one() -> None:
    board = read("""digraph { subgraph cluster_a { style=dashed subgraph cluster_b { b }
        { subgraph cluster_c { style=solid c } } } subgraph cluster_d { d } }""")
    assert [each.looks for each in board.shapes[:4]] == [("dashed",), ("dashed",), (), ()]
    outer = Shape("cluster_a", form=Form.GROUP, looks=("dashed",))
    board = Board((outer, Shape("cluster_b", form=Form.GROUP, inside="cluster_a")))
    assert b'graph [label="", style="solid"]' in dot.write(board)


def test_an_edge_may_end_at_a_cluster() -> None:
    cut_off = "{} a -> b [lhead=cluster_x] subgraph cluster_x {{ b }} }}"
    assert ends(read(cut_off.format("digraph { compound=true;"))) == [("a", "cluster_x")]
    assert ends(read(cut_off.format("digraph {"))) == [("a", "b")]
    board = read("digraph { subgraph cluster_x { b } a -> cluster_x }")
    assert ends(board) == [("a", "cluster_x")]
    assert {each.id for each in board.shapes} == {"a", "b", "cluster_x"}
    assert "cluster_x-2" in labels(read("digraph { subgraph cluster_x { b } cluster_x [shape=box] }"))


def test_words_without_an_outline_are_text_unless_something_ends_there() -> None:
    board = read('digraph { node [shape=plaintext] a -> b; note; icon [shape=none image="aws/ml/sagemaker.png"] }')
    assert {each.id: each.form for each in board.shapes} == {
        "a": Form.BOX,
        "b": Form.BOX,
        "note": Form.TEXT,
        "icon": Form.BOX,
    }
    assert shape(board, "icon").looks == ("aws ml sagemaker",)


def test_looks_are_shape_style_class_and_pictures() -> None:
    board = read("""digraph { a [shape=note style="filled,dashed" class="Vendor run"] b [shape=circle penwidth=3]
        c [label=<<img src="icons/kafka.svg"/>Kafka>] a -> b [style=dotted color=red]
        b -> c [dir=both] c -> a [dir=none] }""")
    assert [each.looks for each in board.shapes] == [
        ("sticky", "dashed", "vendor run"),
        ("ellipse", "circle", "thick"),
        ("icons kafka",),
    ]
    assert [(line.looks, line.both) for line in board.lines] == [
        (("dotted",), False),
        ((), True),
        (("undirected",), False),
    ]
    assert read("graph { a -- b }").lines[0].looks == ("undirected",)


def test_places_are_turned_upside_down_and_measured_in_px() -> None:
    board = read("""digraph { graph [bb="0,0,108,300"]; a [pos="54,282", width=1.5, height=0.5];
        subgraph cluster_x { bb="0,0,72,75" } }""")
    assert shape(board, "a").box == Rect(0, 0, 144, 48)
    assert shape(board, "cluster_x").box == Rect(0, 300, 96, 100)
    assert read('graph { a [pos="1,-2!"] }').shapes[0].box == Rect(60, 168, 72, 48)
    assert read('graph { inputscale=72 a [pos="72,-144!"] }').shapes[0].box == Rect(60, 168, 72, 48)
    for broken in ("", "x,y", "1", "nan,inf", "1e999,2"):
        assert read(f'graph {{ a [pos="{broken}"] }}').shapes[0].box is None


def test_invisible_things_are_left_out_and_told() -> None:
    board = read("digraph { x [style=invis] y [style=invis] a -> b [style=invis] a -> y }")
    assert {each.id for each in board.shapes} == {"a", "b", "y"}
    assert board.remarks == ("invisible nodes and edges left out, which only arrange the others: 2",)


def test_several_graphs_stand_side_by_side() -> None:
    board = read('digraph { a [pos="0,0"] } digraph Two { a [pos="0,0"] b; a -> b }')
    assert [(each.id, each.box and each.box.x) for each in board.shapes] == [("a", -36), ("page2-a", 236), ("b", None)]
    assert ends(board) == [("page2-a", "b")]
    assert board.remarks == ("drawings in the file, read one beside the other: 2",)


def test_what_is_odd_is_read_and_told() -> None:
    assert dot.read('digraph { a [label="größe"] }'.encode("latin-1"), "x").shapes[0].text == "größe"
    board = read('digraph { a [designer="[1]", designer_board="{"] b [designer="{\\"x\\": NaN}"] } }')
    assert board.remarks == (
        "left out as malformed, of what designer itself had kept in the file: 3",
        "what follows the last graph in the file is left out",
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "x.dot: the file is empty"),
        ("digraph\0{}", "x.dot: this is a binary file"),
        ("flowchart LR", "x.dot:1: this is no DOT graph"),
        ("{}", "x.dot:1: this is no DOT graph"),
        ("strict {}", "x.dot:1: 'graph' or 'digraph' is missing"),
        ('digraph {\n a [label="x\n }', "x.dot:2: a text in quotes has no end"),
        ("digraph {\n a [label=<x<b>] }", "x.dot:2: a label that begins with '<' has no end"),
        ("digraph {\n a /* }", "x.dot:2: a comment has no end"),
        ("digraph {\n\n a -> }", "x.dot:3: '}' stands where a name should be"),
        ("digraph {\n a - b }", "x.dot:2: '-' cannot stand here"),
        ("digraph {\n a [x y= }", "x.dot:2: '}' stands where a name should be"),
        ("digraph {\n a -> b", "x.dot:1: the graph has a '{' without its '}'"),
        ("digraph {\n a [label=b", "x.dot:2: the file ends where a name should be"),
        ('digraph {\n "a" + b }', "x.dot:2: 'b' stands where a text in quotes should be"),
        ("digraph " + "{" * 200, "x.dot:1: subgraphs are nested more than 100 deep"),
        ("digraph {" + "subgraph cluster { " * 101 + "}" * 102, "nested more than 100 deep"),
        ("digraph {" + " ".join(f"n{index}" for index in range(20_001)) + "}", "more than 20,000 nodes"),
        ("digraph {" + "a->a;" * 20_001 + "}", "more than 20,000 edges"),
        (
            "digraph { subgraph s {" + " ".join(f"n{index}" for index in range(600)) + "} -> subgraph s }",
            "20,000 edges",
        ),
        ("digraph { a }" * 101, "more than 100 graphs"),
    ],
    ids=range(20),
)
def test_what_is_no_graph_is_refused(text: str, says: str) -> None:
    with pytest.raises(DesignerError, match=re.escape(says)):
        read(text)


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(DesignerError, match=r"the file has 21 MB"):
        dot.read(b" " * 21_000_000, "x.dot")


@settings(max_examples=60)
@given(boards())
def test_a_board_is_read_back_the_same(board: Board) -> None:
    assert sorted_by_id(dot.read(dot.write(board), "x")) == sorted_by_id(board)


@settings(max_examples=60)
@given(st.text(st.sampled_from('{}[]<>"\\-+;:=,/*#\n ab1') | st.characters(), max_size=40))
@example('a [label="\\')
@example("} digraph {")
def test_any_text_is_read_or_refused(text: str) -> None:
    for whole in (text, f"digraph {{ {text} }}"):
        with contextlib.suppress(DesignerError):
            dot.read(whole.encode("utf-8", "surrogatepass"), "x")


@settings(max_examples=40)
@given(boards(), st.integers(0, 2000), st.integers(0, 30), st.binary(max_size=4))
def test_a_damaged_file_is_read_or_refused(board: Board, at: int, gone: int, put: bytes) -> None:
    raw = dot.write(board)
    at %= len(raw)
    try:
        again = dot.read(raw[:at] + put + raw[at + gone :], "x")
    except DesignerError:
        return
    dot.write(again)


def test_groups_that_are_none_and_circles_are_written_outside() -> None:
    shapes = (
        Shape("a", inside="b"),
        Shape("b", inside="nobody"),
        Shape("g", form=Form.GROUP, inside="h"),
        Shape("h", form=Form.GROUP, inside="g"),
    )
    again = dot.read(dot.write(Board(shapes)), "x")
    assert {each.id: each.inside for each in again.shapes} == {"a": "", "b": "", "g": "", "h": ""}


def test_nesting_deeper_than_is_read_is_written_so_that_it_is_read() -> None:
    shapes = tuple(Shape(f"cluster{index}", form=Form.GROUP, inside=f"cluster{index - 1}") for index in range(150))
    assert len(dot.read(dot.write(Board(shapes)), "x").shapes) == 150


def test_what_the_other_program_changed_wins_over_what_was_kept() -> None:
    board = Board((Shape("a", "Features", looks=("aws4 s3", "cylinder"), own={"component": {"id": "a"}}),))
    text = dot.write(board).decode()
    assert read(text) == board
    changed = read(text.replace('shape="cylinder"', 'shape="diamond"').replace('"Features"', '"Offline features"'))
    assert changed.shapes == (replace(board.shapes[0], text="Offline features", looks=("diamond",)),)


def test_places_are_kept_to_only_where_everything_has_one() -> None:
    a, b = Shape("a", box=Rect(0, 0, 96, 48)), Shape("b")
    assert b"layout" in dot.write(Board((a,)))
    assert b'pos="36,-18", width="1", height="0.5"' in dot.write(Board((a,)))
    assert b"layout" not in dot.write(Board((a, b)))
    assert b"layout" not in dot.write(Board((a,), (Line("l", "a"),)))
    assert b"layout" in dot.write(Board((a,), (Line("l", "a", end=(1, 2)),)))
