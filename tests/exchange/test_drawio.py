"""draw.io's files: small ones written by hand, and boards that go there and back."""

import base64
import contextlib
import json
import struct
import zlib
from dataclasses import replace
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from designer.drawing.geometry import Rect
from designer.errors import DesignerError
from designer.exchange import drawio
from designer.exchange.boards.board import Board, Form, Line, Shape
from tests.exchange.boards.graphs import Holds, boards

FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def model(*cells: str) -> str:
    root = f'<root><mxCell id="0"/><mxCell id="1" parent="0"/>{"".join(cells)}</root>'
    return f'<mxGraphModel pageWidth="800">{root}</mxGraphModel>'


def box(  # noqa: PLR0913, PLR0917 (what a cell says)
    id_: str, value: str = "", style: str = "html=1;", at: str = "10 20 120 60", parent: str = "1", more: str = ""
) -> str:
    x, y, width, height = at.split()
    geometry = f'<mxGeometry x="{x}" y="{y}" width="{width}" height="{height}" as="geometry"/>'
    said = f'id="{id_}" value={quoteattr(value)} style="{style}" parent="{parent}" {more}'
    return f'<mxCell {said} vertex="1">{geometry}</mxCell>'


def part(id_: str, value: str, style: str, parent: str) -> str:
    offset = '<mxPoint x="-20" y="5" as="offset"/>'
    geometry = f'<mxGeometry x="0.5" width="40" height="30" relative="1" as="geometry">{offset}</mxGeometry>'
    said = f'id="{id_}" value={quoteattr(value)} style="{style}" parent="{parent}"'
    return f'<mxCell {said} vertex="1">{geometry}</mxCell>'


def edge(id_: str, ends: str = "", style: str = "", inside: str = "", more: str = 'value=""') -> str:
    geometry = f'<mxGeometry relative="1" as="geometry">{inside}</mxGeometry>'
    return f'<mxCell id="{id_}" style="{style}" edge="1" parent="1" {ends} {more}>{geometry}</mxCell>'


def read(*cells: str) -> Board:
    return drawio.read(model(*cells).encode(), "x.drawio")


A, B = box("a", "A"), box("b", "B", at="300 20 120 60")
A_TO_B = 'source="a" target="b"'
PAGE = model(A, B, edge("e", A_TO_B))
FILE = f'<mxfile host="x"><diagram id="d" name="Fraud">{PAGE}</diagram></mxfile>'


def deflated(text: str) -> bytes:
    packing = zlib.compressobj(wbits=-15)
    return packing.compress(quote(text, safe="").encode()) + packing.flush()


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(*chunks: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(13)) + b"".join(chunks) + chunk(b"IEND", b"")


SVG = '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">\n'
WRAPPINGS = {
    "plain": FILE.encode(),
    "bare model": PAGE.encode(),
    "with a BOM and blank lines": b"\xef\xbb\xbf" + FILE.encode(),
    "after blank lines": b"\n\n" + FILE.encode(),
    "UTF-16": f'<?xml version="1.0" encoding="UTF-16"?>{FILE}'.encode("utf-16"),
    "compressed": f"<mxfile><diagram>{base64.b64encode(deflated(PAGE)).decode()}</diagram></mxfile>".encode(),
    "escaped": f"<mxfile><diagram>{PAGE.replace('&', '&amp;').replace('<', '&lt;')}</diagram></mxfile>".encode(),
    "PNG": png(chunk(b"tEXt", b"mxfile\0" + quote(FILE, safe="").encode())),
    "PNG, packed by draw.io": png(chunk(b"zTXt", b"mxGraphModel\0\0" + deflated(FILE))),
    "PNG, packed as PNG says": png(chunk(b"zTXt", b"mxfile\0\0" + zlib.compress(quote(FILE, safe="").encode()))),
    "SVG": f'{SVG}<svg xmlns="http://www.w3.org/2000/svg" content={quoteattr(FILE)}><g/></svg>'.encode(),
    "SVG, percent signs": f'<svg content="{quote(FILE, safe="")}"/>'.encode(),
}


@pytest.mark.parametrize("raw", WRAPPINGS.values(), ids=WRAPPINGS)
def test_every_wrapping_holds_the_same_drawing(raw: bytes) -> None:
    board = drawio.read(raw, "x")
    assert [(shape.id, shape.text, shape.box) for shape in board.shapes] == [
        ("a", "A", Rect(10, 20, 120, 60)),
        ("b", "B", Rect(300, 20, 120, 60)),
    ]
    assert board.lines == (Line("e", "a", "b"),)
    assert not board.remarks


def test_the_page_names_the_drawing_unless_draw_io_named_it() -> None:
    assert drawio.read(FILE.encode(), "x").title == "Fraud"
    assert not drawio.read(FILE.replace("Fraud", "Page-1").encode(), "x").title


BOMB = zlib.compress(bytes(60_000_000))
REFUSED = {
    "nothing": (b"", "x: the file is empty"),
    "JSON": (b'{"a": 1}', "x:1: this is not valid XML"),
    "cut off": (FILE[:200].encode(), "x:1: this is not valid XML"),
    "a later line": (b"<mxfile>\n<diagram>\n</mxfile>", "x:3: this is not valid XML: mismatched tag"),
    "other XML": (b"<graphml/>", "x: this is no draw.io drawing: it begins with <graphml>"),
    "entities": (
        b'<!DOCTYPE mxfile [<!ENTITY a "b">]><mxfile>&a;</mxfile>',
        "x:1: a document type or an entity",
    ),
    "entities in SVG": (
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg content="&a;"/>',
        "x:1: a document type or an entity",
    ),
    "encoding": (b'<?xml version="1.0" encoding="klingon"?><mxfile/>', "x: this is XML in an unknown encoding"),
    "no base64": (b"<mxfile><diagram>&#233;</diagram></mxfile>", "x: a page cannot be unpacked: it is not base64"),
    "damaged": (b"<mxfile><diagram>AAAA////</diagram></mxfile>", "x: this cannot be unpacked"),
    "cut off inside": (
        f"<mxfile><diagram>{base64.b64encode(deflated(PAGE)[:-8]).decode()}</diagram></mxfile>".encode(),
        "x: this cannot be unpacked: the packed text is damaged or cut off",
    ),
    "broken inside": (
        f"<mxfile><diagram>{base64.b64encode(deflated('<a>')).decode()}</diagram></mxfile>".encode(),
        "x: page 1 is not valid XML: no element found",
    ),
    "a picture": (png(), "x: this picture holds no draw.io drawing; export it"),
    "an SVG picture": (
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        "x: this picture holds no draw.io drawing; export it",
    ),
    "a bomb": (png(chunk(b"zTXt", b"mxfile\0\0" + BOMB)), "x: unpacked this has more than 50 MB"),
    "a bomb in pages": (
        f"<mxfile>{f'<diagram>{base64.b64encode(BOMB[2:-4]).decode()}</diagram>' * 2}</mxfile>".encode(),
        "x: unpacked this has more than 50 MB",
    ),
    "large": (bytes(20_000_001), "x: the file has 20 MB"),
    "many tags": (b"<a>" * 600_001, "x: the file has more than 600,000 tags"),
    "many pages": (b"<mxfile>" + b"<diagram/>" * 1_001 + b"</mxfile>", "x: the file has more than 1,000 pages"),
    "many shapes": (model(*(["<mxCell vertex='1'/>"] * 20_001)).encode(), "x: there are more than 20,000 shapes"),
    "many lines": (model(*(["<mxCell edge='1'/>"] * 20_001)).encode(), "x: there are more than 20,000 lines"),
    "deep": (
        model(*(box(f"g{n}", parent=f"g{n - 1}" if n else "1") for n in range(120))).encode(),
        "x: groups are nested more than 100 deep",
    ),
    "in itself": (model(box("a", parent="b"), box("b", parent="a")).encode(), "x: a shape lies in itself"),
}


@pytest.mark.parametrize(("raw", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_drawing_is_refused_in_a_sentence(raw: bytes, message: str) -> None:
    with pytest.raises(DesignerError) as refused:
        drawio.read(raw, "x")
    assert str(refused.value).startswith(message)


LABELS = {
    "<b>Feature</b> store": "Feature store",
    "a<br>b<br/>c": "a\nb\nc",
    "a<div>b</div><div>c<br></div>": "a\nb\nc",
    "<p>a</p><p>b</p>": "a\nb",
    "p99&nbsp;&lt; 5&amp;6": "p99 < 5&6",
    "a&#160; &nbsp;b\n": "a b",
    "2 < 3": "2 < 3",
    "x%3CmxGraphModel%3E%3Croot": "x",
    '<font color="#000">Pub/Sub</font><!-- no -->': "Pub/Sub",
}


@pytest.mark.parametrize(("value", "text"), LABELS.items())
def test_labels_are_read_as_people_see_them(value: str, text: str) -> None:
    assert read(box("a", value)).shapes[0].text == text


def test_a_label_that_is_not_html_is_read_as_it_is_unless_it_plainly_is() -> None:
    board = read(box("a", "a &lt; <x>", style=""), box("b", "a<br>b", style=""))
    assert [shape.text for shape in board.shapes] == ["a &lt; <x>", "a\nb"]


LOOKS = {
    "rounded=1;html=1": ("rounded",),
    "ellipse;html=1": ("ellipse",),
    "rhombus;#9E9E9E;": ("diamond",),
    "shape=cylinder3;dashed=1;": ("cylinder", "dashed"),
    "shape=note;rounded=0": ("sticky",),
    "shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.sagemaker;": ("aws4 sagemaker",),
    "shape=mxgraph.kubernetes.icon2;prIcon=ns": ("kubernetes ns",),
    "image;image=https://cdn.example.org/python/3776AB;": ("python",),
    "image=img/lib/azure2/ai_machine_learning/Bot_Services.svg;": ("azure2 ai machine learning bot services",),
    "shape=stencil(rVNdT8);": ("stencil",),
    "html=1;strokeColor=red": (),
}


@pytest.mark.parametrize(("style", "looks"), LOOKS.items())
def test_a_style_tells_what_a_shape_is(style: str, looks: tuple[str, ...]) -> None:
    assert read(box("a", "A", style)).shapes[0].looks == looks


@pytest.mark.parametrize(
    ("style", "form"),
    [
        ("text;html=1;strokeColor=red;", Form.TEXT),
        ("strokeColor=none;fillColor=none;", Form.TEXT),
        ("swimlane;", Form.GROUP),
        ("container=1;", Form.GROUP),
        ("shape=mxgraph.aws4.group;grIcon=mxgraph.aws4.group_vpc;", Form.GROUP),
        ("group;strokeColor=default;", Form.BOX),
        ("rounded=0;", Form.BOX),
    ],
)
def test_a_style_tells_texts_and_groups(style: str, form: Form) -> None:
    assert read(box("a", "A", style)).shapes[0].form is form


def test_places_in_groups_are_from_the_groups_corner() -> None:
    lane = box("lane", "Serving", "swimlane;", "100 100 400 300")
    loose = '<mxPoint x="5" y="6" as="sourcePoint"/><mxPoint x="7.5" y="8" as="targetPoint"/>'
    line = edge("e", inside=loose).replace('parent="1"', 'parent="lane"')
    board = read(lane, box("a", "A", parent="lane"), line)
    assert board.shapes[1].box == Rect(110, 120, 120, 60)
    assert (board.shapes[0].form, board.shapes[1].inside) == (Form.GROUP, "lane")
    assert (board.lines[0].start, board.lines[0].end) == ((105, 106), (107.5, 108))


def test_a_folded_group_is_read_as_if_unfolded() -> None:
    unfolded = '<mxRectangle width="400" height="300" as="alternateBounds"/>'
    lane = box("lane", "Serving", "swimlane;", "0 0 90 30", more='collapsed="1"')
    board = read(lane.replace('as="geometry"/>', f'as="geometry">{unfolded}</mxGeometry>'))
    assert board.shapes[0].box == Rect(0, 0, 400, 300)


def test_a_bundle_that_is_not_to_be_seen_is_none() -> None:
    board = read(box("g", "", "group", "100 0 500 90"), box("a", "A", parent="g"), box("b", "B", parent="g"))
    assert [(shape.id, shape.inside) for shape in board.shapes] == [("a", ""), ("b", "")]
    assert board.shapes[0].box == Rect(110, 20, 120, 60)


def test_a_bundle_that_a_line_ends_on_is_a_group() -> None:
    board = read(box("g", "", "group"), box("a", "A", parent="g"), box("b", "B", parent="g"), edge("e", 'target="g"'))
    assert [(shape.id, shape.inside) for shape in board.shapes] == [("g", ""), ("a", "g"), ("b", "g")]


ICON = "html=1;shape=image;image=data:image/svg+xml,PHN2;"


def test_a_card_and_its_icon_are_one_and_lines_end_on_either() -> None:
    card = box("card", "", "rounded=1;"), part("icon", "<font>Events</font><br>Pub/Sub", ICON, "card")
    plain = box("card 2", "Store"), box("icon 2", "", "shape=mxgraph.gcp2.database", "5 5 40 30", "card 2")
    board = read(*card, *plain, edge("e", 'source="icon" target="icon 2"'))
    assert [(shape.id, shape.text, shape.looks) for shape in board.shapes] == [
        ("card", "Events\nPub/Sub", ("rounded",)),
        ("card 2", "Store", ("gcp2 database",)),
    ]
    assert board.lines == (Line("e", "card", "card 2"),)
    assert board.remarks == ("pictures left out, of shapes that are read without: 1",)


def test_what_lies_in_a_frame_is_no_card() -> None:
    frame = box("frame", "VPC", at="0 0 600 400")
    one = read(frame, box("a", "S3", "shape=mxgraph.aws4.s3", "10 10 48 48", "frame"))
    joined = read(
        box("g", "", "group"),
        box("a", "A", parent="g"),
        box("t", "T", "text", parent="g"),
        edge("e", 'source="a" target="t"'),
    )
    assert [(shape.text, shape.form) for shape in one.shapes] == [("VPC", Form.GROUP), ("S3", Form.BOX)]
    assert [shape.text for shape in joined.shapes] == ["A", "T"]


def test_an_icon_and_its_words_bundled_are_one() -> None:
    board = read(
        box("g", "", "group", "0 0 60 60"),
        box("t", "Batch", "text", "0 40 60 20", "g"),
        box("i", "", "shape=mxgraph.aws4.s3", "10 0 40 40", "g"),
    )
    assert board.shapes == (Shape("g", "Batch", Form.BOX, Rect(0, 0, 60, 60), ("aws4 s3",)),)


def test_the_text_under_an_icon_is_its_caption() -> None:
    icon = box("i", "", "shape=mxgraph.aws4.s3", "100 100 48 48")
    board = read(
        icon, box("t", "Lake", "text", "84 150 80 20"), box("u", "Far", "text", "84 300 80 20"), edge("e", 'source="t"')
    )
    assert [(shape.id, shape.text, shape.form) for shape in board.shapes] == [
        ("i", "Lake", Form.BOX),
        ("u", "Far", Form.TEXT),
    ]
    assert board.lines[0].source == "i"


def test_a_table_is_one_shape_with_its_rows() -> None:
    table = box("t", "users", "swimlane;childLayout=stackLayout;")
    board = read(table, box("r", "id", "text", parent="t"), box("s", "name", "text", parent="t"))
    assert [(shape.id, shape.text) for shape in board.shapes] == [("t", "users\nid\nname")]


def test_words_on_a_line_are_its_label() -> None:
    board = read(A, B, edge("e", A_TO_B, more='value="p99"'), part("l", "80 ms", "edgeLabel", "e"))
    assert board.lines[0].text == "p99\n80 ms"
    assert len(board.shapes) == 2


@pytest.mark.parametrize(
    ("style", "line"),
    [
        ("", Line("e", "a", "b")),
        ("startArrow=block;endArrow=block;", Line("e", "a", "b", both=True)),
        ("startArrow=classic;endArrow=none;", Line("e", "b", "a")),
        ("endArrow=none;", Line("e", "a", "b", looks=("undirected",))),
        ("startArrow=diamond;", Line("e", "a", "b")),
        ("dashed=1;strokeWidth=4;", Line("e", "a", "b", looks=("dashed", "thick"))),
        ("dashed=1;dashPattern=1 4;strokeWidth=x", Line("e", "a", "b", looks=("dotted",))),
    ],
)
def test_a_lines_style_tells_its_direction_and_looks(style: str, line: Line) -> None:
    assert read(A, B, edge("e", A_TO_B, style)).lines == (line,)


def test_a_line_on_a_line_or_on_nothing_has_a_loose_end() -> None:
    place = '<mxPoint x="5" y="6" as="targetPoint"/>'
    board = read(A, B, edge("e", A_TO_B), edge("f", 'source="a" target="e"', inside=place), edge("g", 'source="zzz"'))
    assert board.lines[1:] == (Line("f", "a", "", end=(5, 6)), Line("g"))
    assert board.remarks == ("ends of lines on other lines, read as loose: 1",)


def test_what_is_hidden_is_left_out_with_what_hangs_on_it() -> None:
    hidden = '<mxCell id="2" parent="0" visible="0"/>'
    board = read(hidden, A, B.replace('parent="1"', 'parent="2"'), edge("e", A_TO_B), box("c", more='visible="0"'))
    assert [shape.id for shape in board.shapes] == ["a"]
    assert not board.lines
    assert board.remarks == ("hidden shapes and lines left out: 3",)


def test_what_lies_in_words_on_a_line_is_in_no_group() -> None:
    board = read(A, B, edge("e", A_TO_B), part("l", "80 ms", "edgeLabel", "e"), box("c", "C", parent="l"))
    assert [(shape.id, shape.inside) for shape in board.shapes] == [("a", ""), ("b", ""), ("c", "")]


def test_layers_are_read_as_one() -> None:
    board = read('<mxCell id="2" parent="0"/>', A, B.replace('parent="1"', 'parent="2"'), edge("e", A_TO_B))
    assert [shape.inside for shape in board.shapes] == ["", ""]
    assert board.remarks == ("layers read as one with the first: 1",)


def test_pages_stand_side_by_side_with_ids_of_their_own() -> None:
    other = model(
        box("a", "C", at="-30 0 10 10"), edge("e", 'source="a"', inside='<mxPoint x="1" y="2" as="targetPoint"/>')
    )
    board = drawio.read(f"<mxfile><diagram>{PAGE}</diagram><diagram>{other}</diagram></mxfile>".encode(), "x")
    assert [shape.id for shape in board.shapes] == ["a", "b", "page2-a"]
    assert board.shapes[2].box == Rect(1000, 0, 10, 10)
    assert board.lines[1] == Line("page2-e", "page2-a", end=(1031, 2))
    assert board.remarks == ("drawings in the file, read one beside the other: 2",)


def test_of_two_cells_with_one_id_lines_mean_the_first() -> None:
    board = read(A, box("a", "A again"), edge("e", 'source="a"'))
    assert [(shape.id, shape.text) for shape in board.shapes] == [("a", "A"), ("a-2", "A again")]
    assert board.lines[0].source == "a"


def test_a_cells_data_fill_the_gaps_of_its_label() -> None:
    cell = box("x", "").replace('id="x"', "")
    wrapped = (
        f'<object placeholders="1" name="Scorer" label="&lt;b&gt;%name%&lt;/b&gt; %other%" id="c4">{cell}</object>'
    )
    assert [(shape.id, shape.text) for shape in read(wrapped).shapes] == [("c4", "Scorer %other%")]


def test_numbers_that_are_none_are_zero() -> None:
    board = read(box("a", "A", at="nan 1e999 -5 abc"))
    assert board.shapes[0].box == Rect(0, 0, 0, 0)


@pytest.mark.parametrize("own", ["[1]", "{", '{"a": NaN}', '"\\ud800"', "[" * 100_000, "5"])
def test_damaged_data_of_ours_are_left_out_and_told(own: str) -> None:
    board = read(f'<UserObject label="A" id="a" designer={quoteattr(own)}>{A}</UserObject>')
    assert board.shapes[0].own is None
    assert board.remarks == ("left out as malformed, of what designer itself had kept in the file: 1",)


TEXTS = st.lists(st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=8), max_size=4).map(
    " ".join
)
LABEL = st.lists(TEXTS.filter(bool), max_size=3).map("\n".join)
PX = st.integers(-4_000_000, 4_000_000).map(lambda value: value / 1000)
POINTS = st.tuples(PX, PX)
BOXES = st.builds(Rect, PX, PX, PX.map(abs), PX.map(abs))
OWN = st.none() | st.dictionaries(
    st.text(max_size=4).filter(lambda text: text < "\ud800"), st.integers() | st.lists(TEXTS), max_size=2
)
IDS = st.text(min_size=1, max_size=4) | st.sampled_from(["0", "1", "cell-1", "cell-2"])
SHAPE_LOOKS = st.tuples(
    st.sampled_from([(), ("cylinder",), ("ellipse",), ("diamond",), ("hexagon",), ("sticky",)]),
    st.sampled_from([(), ("rounded",)]),
    st.sampled_from([(), ("dashed",), ("dotted",)]),
).map(lambda looks: looks[0] + looks[1] + looks[2])
LINE_LOOKS = st.tuples(
    st.sampled_from([(), ("dashed",), ("dotted",)]),
    st.sampled_from([(), ("thick",)]),
    st.sampled_from([(), ("undirected",)]),
).map(lambda looks: looks[0] + looks[1] + looks[2])


def held(board: Board) -> Board:
    """Give what draw.io can hold of a board."""
    shapes = (
        replace(
            shape,
            text=shape.text or ("words" if shape.form is Form.TEXT else ""),
            looks=shape.looks if shape.form is Form.BOX else (),
        )
        for shape in board.shapes
    )
    lines = (
        replace(line, looks=tuple(look for look in line.looks if look != "undirected")) if line.both else line
        for line in board.lines
    )
    return replace(board, shapes=tuple(shapes), lines=tuple(lines), title=" ".join(board.title.split()))


@FEW
@given(boards(Holds(LABEL, IDS, BOXES, POINTS, SHAPE_LOOKS, LINE_LOOKS, OWN)).map(held))
def test_a_board_comes_back_as_it_was(board: Board) -> None:
    raw = drawio.write(board)
    assert drawio.read(raw, "x") == board
    assert drawio.write(board) == raw


def test_groups_stand_round_their_members_and_shapes_without_a_place_get_one() -> None:
    shapes = (
        Shape("g", "G", Form.GROUP),
        Shape("a", "A", inside="g"),
        Shape("b", "B", inside="g"),
        Shape("c", inside="?"),
    )
    group, a, b, c = (shape.box for shape in drawio.read(drawio.write(Board(shapes)), "x").shapes)
    assert group
    assert a
    assert b
    assert c
    assert (group.x, group.right) == (a.x - 30, b.right + 30)
    assert not a.overlaps(b)
    assert not c.overlaps(group)


def test_groups_that_lie_in_each_other_are_written_all_the_same() -> None:
    shapes = tuple(Shape(one, form=Form.GROUP, box=Rect(0, 0, 9, 9), inside=other) for one, other in ("ab", "bc", "ca"))
    again = drawio.read(drawio.write(Board(shapes)), "x").shapes
    assert [shape.inside for shape in again] == ["", "", ""]


def test_letters_that_xml_has_not_are_left_out() -> None:
    board = Board((Shape("a\0", "x\0y\ud800z", box=Rect(0, 0, 9, 9)),), title="\1T")
    again = drawio.read(drawio.write(board), "x")
    assert (again.title, again.shapes[0].id, again.shapes[0].text) == ("T", "a\0", "xyz")


def survives(raw: bytes) -> None:
    with contextlib.suppress(DesignerError):
        assert isinstance(drawio.read(raw, "x"), Board)


@FEW
@given(st.binary(max_size=200), st.sampled_from([b"", b"<mxfile>", b"\x89PNG\r\n\x1a\n", b"<svg content='"]))
def test_any_bytes_are_read_or_refused(raw: bytes, start: bytes) -> None:
    survives(start + raw)


@FEW
@given(st.sampled_from(sorted(WRAPPINGS)), st.data())
def test_a_damaged_file_is_read_or_refused(wrapping: str, data: st.DataObject) -> None:
    raw = WRAPPINGS[wrapping]
    at, to = sorted(data.draw(st.tuples(*[st.integers(0, len(raw))] * 2)))
    survives(raw[:at] + data.draw(st.binary(max_size=4)) + raw[min(to, at + 20) :])
    survives(raw[:at])


CELLS = st.lists(
    st.builds(
        "<mxCell id='{}' parent='{}' {}='1' source='{}' target='{}' style='{}' value='{}' visible='{}'>"
        "<mxGeometry x='{}' width='{}' height='40' relative='{}' as='geometry'/></mxCell>".format,
        *[st.sampled_from("01abc")] * 2,
        st.sampled_from(["vertex", "edge", "none"]),
        *[st.sampled_from("01abc")] * 2,
        st.sampled_from(
            ["group", "text", "swimlane;childLayout=stackLayout", "shape=image;image=a/b", "shape=table", ""]
        ),
        st.sampled_from(["", "A"]),
        st.sampled_from("001"),
        *[st.sampled_from(["0", "40", "nan", "-9", "1e400"])] * 2,
        st.sampled_from("01"),
    ),
    max_size=8,
)


@FEW
@given(CELLS)
def test_cells_in_any_order_and_nesting_are_read_or_refused(cells: list[str]) -> None:
    try:
        board = read(*cells)
    except DesignerError:
        return
    ids = {shape.id for shape in board.shapes}
    assert len(ids) == len(board.shapes)
    assert all(shape.inside in {"", *ids} for shape in board.shapes)
    assert all({line.source, line.target} <= {"", *ids} for line in board.lines)
    json.dumps([shape.text for shape in board.shapes])


def test_percent_signs_are_undone_across_slices() -> None:
    label = "é" * 200_000
    page = PAGE.replace('value="A"', f'value="{label}"')
    raw = f"<mxfile><diagram>{base64.b64encode(deflated(page)).decode()}</diagram></mxfile>".encode()
    assert drawio.read(raw, "x").shapes[0].text == label
