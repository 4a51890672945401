"""Drawings of Excalidraw, read and written."""

import base64
import contextlib
import json
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from designer.drawing.geometry import Rect
from designer.errors import DesignerError
from designer.exchange.boards.board import Board, Form, Line, Shape
from designer.exchange.excalidraw import read, write
from tests.exchange.boards.places import boards

Data = dict[str, Any]


def element(id_: str, type_: str = "rectangle", box: tuple[float, ...] = (0, 0, 100, 60), **more: object) -> Data:
    return {"id": id_, "type": type_, **dict(zip(("x", "y", "width", "height"), box, strict=True)), **more}


def text(id_: str, words: str, box: tuple[float, ...] = (0, 0, 50, 20), **more: object) -> Data:
    return element(id_, "text", box, text=words, originalText=words, **more)


def arrow(id_: str, start: str = "", end: str = "", **more: object) -> Data:
    bound = {
        key: {"elementId": to, "focus": 0, "gap": 1} for key, to in zip(_BINDINGS, (start, end), strict=True) if to
    }
    return element(id_, "arrow", (0, 0, 200, 0), points=[[0, 0], [200, 0]], endArrowhead="arrow", **bound, **more)


_BINDINGS = ("startBinding", "endBinding")


def scene(*elements: Data, **more: object) -> bytes:
    return json.dumps({"type": "excalidraw", "version": 2, "elements": list(elements), **more}).encode()


def board(*elements: Data) -> Board:
    return read(scene(*elements), "here")


def test_words_bound_to_a_shape_or_an_arrow_are_its_label() -> None:
    drawn = board(
        element("a", boundElements=[{"id": "t", "type": "text"}]),
        text("t", "Scorer", containerId="a"),
        element("b", "ellipse"),
        arrow("e", "a", "b"),
        text("l", "score", containerId="e"),
    )
    assert [(shape.id, shape.text, shape.looks) for shape in drawn.shapes] == [
        ("a", "Scorer", ()),
        ("b", "", ("ellipse",)),
    ]
    assert drawn.lines == (Line("e", "a", "b", "score"),)
    assert drawn.remarks == ()


def test_either_side_of_a_binding_tells_a_label() -> None:
    holder = element("a", boundElements=[{"id": "t", "type": "text"}])
    assert [shape.text for shape in board(holder, text("t", "Scorer")).shapes] == ["Scorer"]
    assert [shape.text for shape in board(element("a"), text("t", "Scorer", containerId="a")).shapes] == ["Scorer"]


def test_words_are_read_as_they_were_typed_unless_another_program_changed_them() -> None:
    shown = [text("t", "feature\nstore") | {"originalText": "feature store"}]
    assert board(*shown).shapes[0].text == "feature store"
    assert board(shown[0] | {"text": "model\nstore"}).shapes[0].text == "model\nstore"


def test_new_bindings_are_read_and_what_a_shape_alone_claims_is_not() -> None:
    new = arrow("e") | {"startBinding": {"elementId": "a", "fixedPoint": [0.5, 1.1], "mode": "orbit"}}
    drawn = board(element("a"), element("b", boundElements=[{"id": "e", "type": "arrow"}]), new)
    assert drawn.lines == (Line("e", "a", "", end=(200.0, 0.0)),)


def test_an_arrow_bound_to_a_label_ends_at_what_the_label_belongs_to() -> None:
    assert board(element("a"), text("t", "x", containerId="a"), arrow("e", "t")).lines[0].source == "a"


def test_arrowheads_say_where_a_line_leads() -> None:
    ends = [element("a"), element("b")]
    back = arrow("e", "a", "b") | {"startArrowhead": "triangle", "endArrowhead": None}
    both = arrow("e", "a", "b") | {"startArrowhead": "arrow"}
    none = arrow("e", "a", "b") | {"endArrowhead": None}
    unsaid = {key: value for key, value in arrow("e", "a", "b").items() if key != "endArrowhead"}
    assert board(*ends, back).lines == (Line("e", "b", "a"),)
    assert board(*ends, both).lines == (Line("e", "a", "b", both=True),)
    assert board(*ends, none).lines == (Line("e", "a", "b", looks=("undirected",)),)
    assert board(*ends, unsaid).lines == (Line("e", "a", "b"),)


def test_a_loose_end_has_its_place_as_the_arrow_is_turned() -> None:
    turned = arrow("e") | {"angle": 1.5707963267948966, "x": 10}
    assert board(turned).lines == (Line("e", start=(110.0, -100.0), end=(110.0, 100.0)),)


def test_an_end_bound_to_what_is_not_there_is_loose_and_that_is_told() -> None:
    gone = element("b", isDeleted=True)
    drawn = board(element("a"), gone, arrow("e", "a", "b"), arrow("f", "a", "b"))
    assert [(line.source, line.target, line.end) for line in drawn.lines] == [("a", "", (200.0, 0.0))] * 2
    assert drawn.remarks == ("ends of arrows that were bound to what is not there: 2",)


def test_an_arrow_bound_to_a_short_text_on_its_own_way_has_it_as_label() -> None:
    drawn = board(element("a", box=(-110, -30, 100, 60)), text("t", "scores", (80, -24, 60, 20)), arrow("e", "a", "t"))
    assert [shape.id for shape in drawn.shapes] == ["a"]
    assert drawn.lines == (Line("e", "a", "", "scores", end=(200.0, 0.0)),)


def test_an_arrow_that_ends_at_a_text_or_runs_along_a_long_one_is_bound_to_it() -> None:
    at_its_end = text("t", "scores", (205, -10, 60, 20))
    long = text("t", "scores " * 12, (80, -24, 60, 20))
    for words in (at_its_end, long):
        assert board(words, arrow("e", "", "t")).lines[0].target == "t"


def stick_figure(group: str) -> list[Data]:
    return [
        element("head", "ellipse", (10, 0, 20, 20), groupIds=[f"{group}-in", group]),
        element("body", "line", (20, 20, 0, 30), points=[[0, 0], [0, 30]], groupIds=[f"{group}-in", group]),
        text("name", "Users", (0, 52, 40, 20), groupIds=[group]),
    ]


def test_an_icon_of_many_strokes_is_one_shape_with_its_words() -> None:
    drawn = board(*stick_figure("g"), element("a"), arrow("e", "body", "a"))
    assert drawn.shapes[0] == Shape("head", "Users", box=Rect(10, 0, 20, 50), looks=("ellipse", "icon"))
    assert drawn.lines == (Line("e", "head", "a"),)


def test_a_card_is_one_shape_with_all_words_on_it_in_reading_order() -> None:
    card = [
        element("a", box=(0, 0, 900, 200), groupIds=["g"]),
        text("low", "what it does", (10, 60, 100, 20), groupIds=["g"]),
        text("high", "Scorer", (10, 10, 100, 20), groupIds=["g"]),
    ]
    assert board(*card).shapes == (Shape("a", "Scorer\nwhat it does", box=Rect(0, 0, 900, 200)),)


def test_what_was_only_grouped_to_be_moved_stays_several_shapes() -> None:
    two = [element("a", groupIds=["g"]), element("b", box=(300, 0, 100, 60), groupIds=["g"])]
    labels = [text("ta", "A", containerId="a"), text("tb", "B", containerId="b")]
    assert len(board(*two, *labels).shapes) == 2
    assert len(board(*two).shapes) == 2
    assert len(board(*two, arrow("e", "a", "b") | {"groupIds": ["g"]}).shapes) == 2
    near = [two[0], two[1] | {"x": 100}]
    assert len(board(*near).shapes) == 1
    assert len(board(*near, arrow("e", "a", "b")).shapes) == 2


def test_frames_are_groups_of_what_they_hold() -> None:
    frame = element("f", "frame", (-50, -50, 400, 300), name="Zone A")
    drawn = board(element("a", frameId="f"), element("far", box=(900, 0, 10, 10), frameId="f"), frame)
    assert drawn.shapes[2].form is Form.GROUP
    assert [shape.inside for shape in drawn.shapes] == ["f", "", ""]


def test_closed_lines_are_outlines_open_ones_are_lines_and_free_hand_is_left_out() -> None:
    triangle = element("p", "line", points=[[0, 0], [50, 0], [20, 40], [0, 0]])
    drawn = board(triangle, element("o", "line", points=[[0, 0], [50, 0]]), element("d", "freedraw", points=[[0, 0]]))
    assert drawn.shapes == (Shape("p", box=Rect(0, 0, 50, 40), looks=("polygon",)),)
    assert drawn.lines == (Line("o", start=(0, 0), end=(50, 0), looks=("undirected",)),)
    assert drawn.remarks == ("strokes of a free hand left out: 1",)


def test_old_files_and_odd_values_are_read() -> None:
    old = element("a", strokeSharpness="round", boundElementIds=["e"], strokeStyle="dashed")
    drawn = board(old, element("a", "image", (0, 0, -10, -20)), {"type": 5}, element("w", box=(0, float("inf"), 1, 1)))
    assert [(shape.id, shape.looks, shape.box) for shape in drawn.shapes] == [
        ("a", ("rounded", "dashed"), Rect(0, 0, 100, 60)),
        ("a-2", ("image",), Rect(-10, -20, 10, 20)),
        ("w", (), None),
    ]
    assert drawn.remarks == ("elements left out, since they are none: 1", "shapes that have no place: 1")


def test_the_clipboard_is_read() -> None:
    assert len(read(json.dumps({"type": "excalidraw/clipboard", "elements": [element("a")]}).encode(), "x").shapes) == 1


def envelope(raw: bytes, *, compressed: bool = True) -> str:
    packed = (zlib.compress(raw) if compressed else raw).decode("latin-1")
    return json.dumps({"version": "1", "encoding": "bstring", "compressed": compressed, "encoded": packed})


def png(content: str) -> bytes:
    chunks = [
        (b"IHDR", bytes(13)),
        (b"tEXt", b"application/vnd.excalidraw+json\0" + content.encode("latin-1")),
        (b"IEND", b""),
    ]
    parts = (struct.pack(">I", len(data)) + kind + data + bytes(4) for kind, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def svg(payload: bytes, version: str = "<!-- payload-version:2 -->") -> bytes:
    coded = base64.b64encode(payload).decode()
    kind = "<!-- payload-type:application/vnd.excalidraw+json -->"
    return f"<svg><metadata>{kind}{version}<!-- payload-start -->{coded}<!-- payload-end --></metadata></svg>".encode()


UMLAUT = scene(text("t", "Größe"))


@pytest.mark.parametrize(
    "raw",
    [
        png(envelope(UMLAUT)),
        png(envelope(UMLAUT, compressed=False)),
        png(UMLAUT.decode()),
        svg(envelope(UMLAUT).encode("latin-1")),
        svg(UMLAUT, version=""),
        svg(envelope(UMLAUT, compressed=False).encode(), "<!-- payload-version:1 -->"),
    ],
    ids=["png", "png, not packed", "oldest png", "svg 2", "oldest svg", "svg 1"],
)
def test_pictures_that_hold_a_drawing_are_read(raw: bytes) -> None:
    assert [shape.text for shape in read(raw, "x").shapes] == ["Größe"]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "this is not an Excalidraw drawing"),
        (b"[1]", "this is not an Excalidraw drawing"),
        (b"\xff\xfe{", "this is not an Excalidraw drawing"),
        (b'{"type": "excalidraw",\n "elements": [}', "x:2: this is not valid JSON"),
        (b'{"nodes": []}', "its 'type' is not 'excalidraw'"),
        (b'{"type": "excalidrawlib", "libraryItems": []}', "this is a library of Excalidraw; open a drawing"),
        (b'{"type": "excalidraw", "elements": 5}', "no list of 'elements'"),
        (b'{"type": "excalidraw", "elements": [' + b"[" * 100_000, "nested too deeply"),
        (scene(*[element(str(number)) for number in range(20_001)]), "there are more than 20,000 shapes"),
        (b" " * 20_000_001, "the file has 20 MB, and a drawing has less than 20 MB"),
        (png("")[:40], "this picture holds no Excalidraw drawing; export it with 'Embed scene'"),
        (png("{"), "the drawing that this picture holds is broken"),
        (png('{"encoded": "x", "compressed": true}'), "is broken"),
        (png(envelope(UMLAUT)[:-20] + '"}'), "is broken"),
        (png(envelope(b" " * 50_000_001)), "has more than 50 MB"),
        (b"<svg></svg>", "this picture holds no Excalidraw drawing"),
        (svg(b"x").replace(b"payload-start -->", b"payload-start -->\xc3"), "is broken"),
    ],
)
def test_what_is_no_drawing_is_told_in_a_sentence(raw: bytes, says: str) -> None:
    with pytest.raises(DesignerError) as refused:
        read(raw, "x")
    assert str(refused.value).startswith("x")
    assert says in str(refused.value)


def test_groups_nested_too_deeply_are_refused() -> None:
    groups = [
        Shape(f"g{at}", "", Form.GROUP, Rect(at, at, 999 - 2 * at, 999 - 2 * at), (), f"g{at - 1}") for at in range(102)
    ]
    with pytest.raises(DesignerError, match="nested more than 100 deep"):
        read(write(Board(tuple(groups))), "x")


@settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(boards())
def test_what_is_written_is_read_as_the_same_board(drawn: Board) -> None:
    raw = write(drawn)
    assert raw == write(drawn)
    assert read(raw, "x") == drawn


@settings(max_examples=25, deadline=None)
@given(boards())
def test_what_is_written_needs_no_mending(drawn: Board) -> None:
    elements = json.loads(write(drawn))["elements"]
    by_id = {each["id"]: each for each in elements}
    assert len(by_id) == len(elements)
    assert [each["index"] for each in elements] == sorted(each["index"] for each in elements)
    for each in elements:
        for bound in each["boundElements"]:
            other = by_id[bound["id"]]
            held = [(other.get(key) or {}).get("elementId") for key in _BINDINGS]
            assert each["id"] in (held if bound["type"] == "arrow" else [other["containerId"]])
        if each["type"] == "text":
            assert each["text"]
            holder = by_id.get(each["containerId"])
            assert holder is None or {"id": each["id"], "type": "text"} in holder["boundElements"]
        for key in _BINDINGS:
            if binding := each.get(key):
                assert {"id": each["id"], "type": "arrow"} in by_id[binding["elementId"]]["boundElements"]
        if each["type"] == "arrow":
            xs, ys = zip(*each["points"], strict=True)
            assert each["points"][0] == [0, 0]
            assert max(max(xs) - min(xs), max(ys) - min(ys)) > 0.5
            assert (each["width"], each["height"]) == (max(xs) - min(xs), max(ys) - min(ys))


def edited(raw: bytes, change: Callable[[list[Data]], object]) -> Board:
    data = json.loads(raw)
    change(data["elements"])
    return read(json.dumps(data).encode(), "x")


OURS = Board(
    (
        Shape("z", "Zone", Form.GROUP, Rect(0, 0, 400, 300), (), "", {"boundary": {"kind": "zone"}}),
        Shape(
            "m", "Scorer", Form.BOX, Rect(50, 50, 100, 60), ("cylinder",), "z", {"component": {"kind": "model_server"}}
        ),
    ),
    (),
    "Fraud",
    {"scenario": "fraud"},
)


def test_what_is_moved_out_of_a_group_there_is_no_longer_in_it() -> None:
    out = edited(write(OURS), lambda all_: all_[-2].update(x=900))
    assert [shape.inside for shape in out.shapes] == ["", ""]
    assert out.shapes[1].own == OURS.shapes[1].own


def test_the_title_outlives_the_first_shape() -> None:
    assert edited(write(OURS), lambda all_: all_[0].update(isDeleted=True)).title == "Fraud"


def test_a_copy_made_there_gets_an_id_of_its_own_and_other_looks_are_seen() -> None:
    double = replace(OURS, shapes=(replace(OURS.shapes[1], id="e", inside=""),), lines=(Line("e"),))
    assert (
        len({shape.id for shape in edited(write(double), lambda all_: all_.append({**all_[2], "id": "copy"})).shapes})
        == 2
    )
    dashed = edited(write(OURS), lambda all_: all_[-2].update(strokeStyle="dotted"))
    assert dashed.shapes[1].looks == ("cylinder", "dotted")


def test_a_stanza_that_is_none_is_left_out_and_told() -> None:
    deep: Any = {}
    for _ in range(150):
        deep = {"a": deep}
    drawn = board(element("a", customData={"designer": 5}), element("b", customData={"designer": deep}))
    assert [shape.own for shape in drawn.shapes] == [None, None]
    assert drawn.remarks == ("left out as malformed, of what designer itself had kept in the file: 2",)


def attempt(raw: bytes) -> None:
    with contextlib.suppress(DesignerError):
        write(read(raw, "x"))


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_a_board_or_a_sentence(raw: bytes) -> None:
    for whole in (raw, b'{"type": "excalidraw", "elements": [' + raw, png(raw.decode("latin-1")), svg(raw)):
        attempt(whole)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["a", "e", "text"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "type", "elementId"]), inner),
    max_leaves=6,
)
KEYS = ["id", "type", "x", "width", "points", "containerId", "boundElements", "groupIds", "angle", "text", "customData"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 99), st.sampled_from([*KEYS, *_BINDINGS]), JSON), max_size=4))
def test_a_drawing_with_anything_in_it_is_a_board_or_a_sentence(changes: list[tuple[int, str, Any]]) -> None:
    elements = [*stick_figure("g"), element("a"), text("t", "x", containerId="a"), arrow("e", "a", "t")]
    for at, key, value in changes:
        elements[at % len(elements)][key] = value
    attempt(scene(*elements))
