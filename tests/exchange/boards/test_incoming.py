import contextlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.drawing.geometry import Rect
from designer.errors import DesignerError
from designer.exchange.boards.board import Board, Form, Line, Shape
from designer.exchange.boards.incoming import design_from
from designer.exchange.boards.inferred import UNKNOWN
from designer.exchange.boards.outgoing import board_of
from designer.model.design import ConnectionKind, Design
from tests.exchange.boards.test_outgoing import SERVED
from tests.strategies import designs

FLOW = Board(
    shapes=(
        Shape("g", "eu-west-1a", Form.GROUP, Rect(200, 0, 600, 300)),
        Shape("a", "Mobile app", box=Rect(0, 0, 60, 40)),
        Shape("b", "Model server\n3 pods on GPU nodes of the second pool", box=Rect(240, 40, 180, 80), inside="g"),
        Shape("c", "Zorblax", box=Rect(500, 40, 60, 40), inside="g"),
        Shape("n", "p99 80 ms", Form.TEXT, Rect(0, 400, 80, 20)),
    ),
    lines=(Line("1", "a", "b", "score"), Line("2", "b", "c"), Line("3", "b", "", "to nowhere")),
    title="Flow",
)


def changed(board: Board, id_: str, **to: Any) -> Board:  # noqa: ANN401 (any field of a shape)
    shapes = tuple(replace(shape, **to) if shape.id == id_ else shape for shape in board.shapes)
    return replace(board, shapes=shapes)


def test_boxes_become_what_their_words_name_and_lines_what_may_join_them() -> None:
    design, remarks, ours = design_from(FLOW, "flow")
    assert [(part.name, part.kind) for part in design.components] == [
        ("Mobile app", "client"),
        ("Model server", "model_server"),
        ("Zorblax", UNKNOWN),
    ]
    assert design.components[1].note == "3 pods on GPU nodes of the second pool"
    assert [(edge.source, edge.target, edge.kind) for edge in design.connections][:1] == [
        ("a", "b", ConnectionKind.REQUEST)
    ]
    assert not ours
    assert "lines left out, since an end of it is bound to no component: “to nowhere”" in remarks
    assert "read as Application service, since no word names what it is: “Zorblax”" in remarks
    assert any(remark.startswith("read as Model server: “Model server") for remark in remarks)


def test_groups_hold_what_lies_in_them_and_free_words_are_notes() -> None:
    design = design_from(FLOW, "flow").design
    assert [(line.kind, line.name, line.components) for line in design.boundaries] == [
        ("zone", "eu-west-1a", ("b", "c"))
    ]
    assert [(note.text, note.kind) for note in design.notes] == [("p99 80 ms", "text")]


def test_large_boxes_keep_their_size_and_small_ones_their_middle() -> None:
    small, large, _ = design_from(FLOW, "flow").design.components
    assert (large.position, large.size) == ((240.0, 40.0), (180.0, 80.0))
    assert (small.position, small.size) == ((30.0 - 88, 20.0 - 32), None)


def test_a_line_to_a_group_joins_its_few_members() -> None:
    design = design_from(replace(FLOW, lines=(Line("1", "a", "g"),)), "flow").design
    assert {(edge.source, edge.target) for edge in design.connections} == {("a", "b"), ("a", "c")}
    many = tuple(Shape(f"m{number}", "Cache", inside="g") for number in range(9))
    reading = design_from(replace(FLOW, shapes=(*FLOW.shapes, *many), lines=(Line("1", "a", "g"),)), "flow")
    assert not reading.design.connections
    assert any("left out" in remark for remark in reading.remarks)


def test_what_we_wrote_comes_back_as_it_was() -> None:
    assert design_from(board_of(SERVED), "x").design == SERVED


def test_what_was_changed_meanwhile_is_taken_and_the_rest_kept() -> None:
    board = board_of(SERVED)
    moved = changed(changed(board, "model", box=Rect(9, 9, 176, 64), inside=""), "lake", text="Data lake\nS3")
    design = design_from(moved, "x").design
    model, lake = design.component("model"), design.component("lake")
    assert model
    assert lake
    assert (model.position, model.replicas, model.name) == ((9.0, 9.0), 3, "Ranker")
    assert (lake.name, lake.technology) == ("Data lake", "S3")
    assert lake.position == (680.0, 80.0), "what stood beside what was moved stays where it was drawn"
    assert [line.components for line in design.boundaries] == [(), ("lake",)], "what was moved out is out"


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Ranker\nModel server · ×9 · 3 zones", {"replicas": 9}),
        ("Ranker\nModel server", {"replicas": 1, "zones": None}),
        ("Ranker\nBatch scoring · ×3 · 3 zones", {"kind": "batch_scorer"}),
        ("Ranker\nTriton · ×3 · 3 zones", {"technology": "Triton"}),
        ("Second ranker\nModel server · ×3 · 3 zones", {"name": "Second ranker"}),
        ("Ranker", {}),
        ("", {}),
    ],
)
def test_what_stands_below_a_name_may_be_changed(text: str, becomes: dict[str, Any]) -> None:
    model = SERVED.component("model")
    assert model
    edited = design_from(changed(board_of(SERVED), "model", text=text), "x").design
    assert edited.component("model") == model.model_copy(update=becomes)


def test_what_stood_in_a_group_and_was_put_into_another_is_there() -> None:
    bare = without_places(board_of(SERVED))
    out = design_from(changed(bare, "model", inside=""), "x").design
    assert [line.components for line in out.boundaries] == [(), ("lake",)]
    for board in (board_of(SERVED), bare):
        edited = design_from(changed(board, "lake", inside="zone"), "x").design
        assert [set(line.components) for line in edited.boundaries] == [{"model", "lake"}, {"model", "lake"}]


def test_what_is_nudged_moves_by_as_much_and_its_copy_stands_beside_it() -> None:
    board = board_of(SERVED)
    model = next(shape for shape in board.shapes if shape.id == "model")
    assert model.box
    nudged = changed(board, "model", own={**(model.own or {}), "at": [model.box.x - 10, model.box.y + 30]})
    moved = design_from(nudged, "x").design.component("model")
    assert moved
    assert moved.position == (410.0, 50.0)


def test_a_count_that_no_drawing_may_say_is_a_name() -> None:
    board = Board((Shape("a", "Tables\n1,200 regions"), Shape("b", "Cache\n×9999999"), Shape("c", "Cache\n×3")))
    counted = [(part.name, part.replicas, part.regions) for part in design_from(board, "x").design.components]
    assert counted == [("Tables 1,200 regions", 1, None), ("Cache ×9999999", 1, None), ("Cache", 3, None)]


def test_a_stanza_without_a_place_is_placed_where_its_shape_was_moved() -> None:
    own = {"component": {"id": "a", "kind": "cache", "position": None}, "at": [0, 0]}
    (part,) = design_from(Board((Shape("a", "Cache", box=Rect(50, 60, 176, 64), own=own),)), "x").design.components
    assert part.position == (50.0, 60.0)


def test_our_own_words_are_read_where_nothing_else_is_left_of_us() -> None:
    board = board_of(SERVED)
    bare = replace(board, own=None, shapes=tuple(replace(shape, own=None) for shape in board.shapes))
    design = design_from(bare, "x").design
    assert [(part.name, part.kind, part.replicas, part.zones) for part in design.components] == [
        ("Shop", "client", 1, None),
        ("Ranker", "model_server", 3, 3),
        ("Object store S3", "object_store", 1, None),
    ]


def without_places(board: Board) -> Board:
    return replace(board, shapes=tuple(replace(shape, box=None) for shape in board.shapes))


def test_a_copied_shape_is_another_component() -> None:
    board = board_of(SERVED)
    copy = replace(next(shape for shape in board.shapes if shape.id == "model"), id="pasted")
    design = design_from(replace(board, shapes=(*board.shapes, copy)), "x").design
    assert [part.id for part in design.components] == ["app", "model", "model-2", "lake"]


def test_what_is_ours_and_spoilt_is_refused_with_the_sentence_of_our_own_format() -> None:
    spoilt = changed(board_of(SERVED), "lake", own={"component": {"id": "lake", "kind": "objct_store"}})
    with pytest.raises(DesignerError, match=r"x: unknown kind 'objct_store'; did you mean 'object_store'\?"):
        design_from(spoilt, "x")


@given(designs())
def test_any_drawing_comes_back_as_it_was(design: Design) -> None:
    assert design_from(board_of(design), "x").design == design


@st.composite
def boards(draw: st.DrawFn) -> Board:
    """Draw a board of another program: words of any kind, ends that lead nowhere, groups in a circle."""
    ids = [f"s{number}" for number in range(draw(st.integers(0, 6)))]
    end = st.sampled_from([*ids, "", "gone"])
    words = st.text(max_size=20) | st.sampled_from(["Kafka", "Feature store", "VPC", "nightly training job"])
    places = st.builds(Rect, *[st.floats(-1e4, 1e4)] * 2, *[st.floats(0, 900)] * 2)
    shapes = tuple(
        Shape(id_, draw(words), draw(st.sampled_from(Form)), draw(st.none() | places), inside=draw(end)) for id_ in ids
    )
    lines = tuple(Line(f"l{n}", draw(end), draw(end), draw(words)) for n in range(draw(st.integers(0, 6))))
    return Board(shapes, lines, draw(words))


@given(boards())
def test_any_board_becomes_a_drawing_with_each_box_in_it_or_told(board: Board) -> None:
    design = design_from(board, "x").design
    ends = {end for line in board.lines for end in (line.source, line.target)}
    plain = [each for each in board.shapes if each.form is Form.BOX and not each.text.strip() and each.id not in ends]
    kept = len(design.components) + len(design.notes) + len(design.boundaries)
    assert len(board.shapes) - len(plain) <= kept <= len(board.shapes)
    assert design_from(board_of(design), "x").design == design


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["a", "cache", "frame", "request", "trianer", ""]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "kind", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)
KEYS = [
    "id",
    "kind",
    "name",
    "position",
    "size",
    "replicas",
    "zones",
    "properties",
    "note",
    "components",
    "text",
    "source",
]
STANZAS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(
            ["component", "boundary", "note", "connection"],
            st.dictionaries(st.sampled_from(KEYS), JSON, max_size=5) | JSON,
        ),
        "at": st.lists(JSON, max_size=3),
        "inside": JSON,
        "number": JSON,
    },
)


@given(boards(), st.lists(STANZAS, min_size=12, max_size=12))
def test_whatever_our_stanzas_have_become_is_a_drawing_or_a_sentence(board: Board, owns: list[dict[str, Any]]) -> None:
    shapes = tuple(replace(shape, own=own) for shape, own in zip(board.shapes, owns, strict=False))
    lines = tuple(replace(line, own=own) for line, own in zip(board.lines, owns[6:], strict=False))
    with contextlib.suppress(DesignerError):
        design_from(replace(board, shapes=shapes, lines=lines, own=owns[0]), "x")
