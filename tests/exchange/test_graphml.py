import contextlib
import re
from dataclasses import replace
from io import BytesIO
from xml.sax.saxutils import escape

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.drawing.geometry import Rect
from designer.errors import DesignerError
from designer.exchange import graphml
from designer.exchange.boards.board import Board, Form, Line, Shape
from tests.exchange.boards.graphs import LETTERS, TEXTS, Holds, boards, sorted_by_id

KEYS = """<key id="d0" for="node" yfiles.type="nodegraphics"/><key id="d1" for="edge" yfiles.type="edgegraphics"/>
    <key id="d2" for="node" attr.name="label" attr.type="string"/><key id="d3" for="edge" attr.name="label"/>
    <key id="d4" for="node" attr.name="type" attr.type="string"/><key id="d5" for="graph" attr.name="Description"/>"""


def document(inner: str, direction: str = "directed") -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?><!-- made by hand -->
    <graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">{KEYS}
    <graph id="G" edgedefault="{direction}">{inner}</graph></graphml>""".encode()


def read(inner: str, direction: str = "directed") -> Board:
    return graphml.read(document(inner, direction), "x.graphml")


def node(id_: str, drawn: str) -> str:
    return f'<node id="{id_}"><data key="d0">{drawn}</data></node>'


def shape(kind: str, inner: str, **stated: str) -> str:
    written = " ".join(f'{name}="{value}"' for name, value in stated.items())
    return f"<y:{kind} {written}>{inner}</y:{kind}>"


def test_a_plain_document() -> None:
    board = read("""<data key="d5">Fraud</data>
        <node id="store"><data key="d2">Features</data><data key="d4">Cache</data></node><node id="api"/>
        <edge source="api" target="store"><data key="d3">reads</data></edge>
        <edge id="x" source="store" target="api" directed="false"/>""")
    assert board.title == "Fraud"
    assert board.shapes == (Shape("store", "Features", looks=("cache",)), Shape("api", "api"))
    assert board.lines == (
        Line("edge-1", "api", "store", "reads"),
        Line("x", "store", "api", looks=("undirected",)),
    )
    assert read('<node id="a"/><edge source="a" target="a"/>', "undirected").lines[0].looks == ("undirected",)


def test_data_that_no_key_declares_and_defaults() -> None:
    raw = b"""<graphml><key id="k" for="node" attr.name="label"><default>nameless</default></key>
        <graph><node id="a"/><node id="b"><data key="name">B</data><data key="k"/></node></graph></graphml>"""
    assert [each.text for each in graphml.read(raw, "x").shapes] == ["nameless", "B"]


@pytest.mark.parametrize("kind", ["ShapeNode", "GenericNode", "SVGNode", "ImageNode", "UMLClassNode", "NewNode"])
def test_every_sort_of_node_has_its_words_and_its_place(kind: str) -> None:
    drawn = shape(
        kind,
        """<y:Geometry x="10.5" y="-4" width="120" height="40"/><y:Fill color="#ffffff"/>
        <y:NodeLabel hasText="false">icon</y:NodeLabel><y:NodeLabel visible="false">hidden</y:NodeLabel>
        <y:NodeLabel x="1" y="1">Feature
store<y:LabelModel/></y:NodeLabel><y:NodeLabel>online</y:NodeLabel>""",
    )
    (found,) = read(node("n0", drawn)).shapes
    assert (found.id, found.text, found.box) == ("n0", "Feature\nstore\nonline", Rect(10.5, -4, 120, 40))
    assert found.form is Form.BOX


@pytest.mark.parametrize(
    ("drawn", "looks"),
    [
        (shape("ShapeNode", '<y:Shape type="rectangle"/>'), ()),
        (
            shape("ShapeNode", '<y:Shape type="roundrectangle"/><y:BorderStyle type="dashed" width="4"/>'),
            ("rounded", "dashed", "thick"),
        ),
        (
            shape("ShapeNode", '<y:Shape type="ellipse"/><y:BorderStyle type="dotted" width="x"/>'),
            ("ellipse", "dotted"),
        ),
        (shape("ShapeNode", '<y:Shape type="octagon"/>'), ("octagon",)),
        (shape("GenericNode", "", configuration="com.yworks.flowchart.dataBase"), ("cylinder", "flowchart database")),
        (shape("GenericNode", "", configuration="ShinyPlateNode3"), ("shinyplatenode3",)),
        (shape("UMLNoteNode", ""), ("sticky",)),
        (shape("GenericNode", "", configuration="com.yworks.entityRelationship.small_entity"), ()),
    ],
    ids=range(8),
)
def test_looks(drawn: str, looks: tuple[str, ...]) -> None:
    assert read(node("a", drawn)).shapes[0].looks == looks


def test_words_of_a_class_of_html_and_of_a_table() -> None:
    uml = "<y:UML><y:AttributeLabel>id: str</y:AttributeLabel><y:MethodLabel>score()</y:MethodLabel></y:UML>"
    lane = "<y:ModelParameter><y:RowNodeLabelModelParameter/></y:ModelParameter>"
    board = read(
        node("a", shape("UMLClassNode", f"<y:NodeLabel>Model</y:NodeLabel>{uml}"))
        + node(
            "b",
            shape("ShapeNode", f"<y:NodeLabel>{escape('<html><b>A</b><br>B &amp; C')}</y:NodeLabel>"),
        )
        + node(
            "c",
            shape(
                "TableNode",
                f"""<y:Geometry x="100" y="50" width="300" height="200"/>
            <y:NodeLabel>Training</y:NodeLabel>
            <y:NodeLabel x="5" y="10" width="20" height="60">offline{lane}</y:NodeLabel>""",
            ),
        )
    )
    assert [each.text for each in board.shapes] == ["Model\nid: str\nscore()", "A\nB & C", "Training", "offline"]
    assert board.shapes[3] == Shape("c-lane", "offline", Form.TEXT, Rect(105, 60, 20, 60))


def test_groups_in_groups_and_the_realizer_that_is_shown() -> None:
    both = """<y:ProxyAutoBoundsNode><y:Realizers active="{}"><y:GroupNode>
        <y:Geometry x="0" y="0" width="300" height="200"/>
        <y:NodeLabel>open</y:NodeLabel></y:GroupNode><y:GroupNode><y:NodeLabel>closed</y:NodeLabel></y:GroupNode>
        </y:Realizers></y:ProxyAutoBoundsNode>"""
    board = read(f"""<node id="n0" yfiles.foldertype="group"><data key="d0">{both.format(0)}</data><graph id="n0:">
        <node id="n0::n0" yfiles.foldertype="folder"><data key="d0">{both.format(1)}</data></node>
        <node id="n0::n1"><graph><node id="deep"/></graph></node><node id="n0::n2"><graph/></node>
        <edge source="n0::n1" target="n0"/></graph></node>""")
    assert [(each.id, each.form, each.inside, each.text) for each in board.shapes] == [
        ("n0", Form.GROUP, "", "open"),
        ("n0::n0", Form.GROUP, "n0", "closed"),
        ("n0::n1", Form.GROUP, "n0", "n0::n1"),
        ("deep", Form.BOX, "n0::n1", "deep"),
        ("n0::n2", Form.BOX, "n0", "n0::n2"),
    ]
    assert board.shapes[0].box == Rect(0, 0, 300, 200)
    assert [(line.source, line.target) for line in board.lines] == [("n0::n1", "n0")]


def test_edges_as_yed_draws_them() -> None:
    def edge(kind: str, source: str, target: str, style: str = "") -> str:
        inner = f'<y:LineStyle {style}/><y:Arrows source="{source}" target="{target}"/><y:EdgeLabel>x</y:EdgeLabel>'
        return f'<edge source="a" target="b"><data key="d1">{shape(kind, inner)}</data></edge>'

    board = read(
        '<node id="a"/><node id="b"/>'
        + edge("PolyLineEdge", "none", "standard", 'type="dashed" width="3.0"')
        + edge("ArcEdge", "standard", "delta")
        + edge("BezierEdge", "white_delta", "none")
        + edge("SplineEdge", "none", "none", 'type="dotted"')
    )
    assert [(line.source, line.both, line.looks, line.text) for line in board.lines] == [
        ("a", False, ("dashed", "thick"), "x"),
        ("a", True, (), "x"),
        ("b", False, (), "x"),
        ("a", False, ("dotted", "undirected"), "x"),
    ]


def test_words_without_an_outline_are_text_unless_something_ends_there() -> None:
    bare = shape("ShapeNode", '<y:Fill hasColor="false"/><y:BorderStyle hasColor="false"/><y:NodeLabel>n</y:NodeLabel>')
    board = read(node("a", bare) + node("b", bare) + '<edge source="b" target="b"/>')
    assert [each.form for each in board.shapes] == [Form.TEXT, Form.BOX]


def test_what_is_odd_is_read_and_told() -> None:
    board = read("""<node id="a"/><node id="a"/><node/><edge source="a" target="gone"/><hyperedge/>
        <node id="b"><data key="designer">{"x": Infinity}</data></node>""")
    assert [each.id for each in board.shapes] == ["a", "a-2", "node", "b"]
    assert board.lines == (Line("edge-1", "a", ""),)
    assert board.remarks == (
        "hyperedges left out, which join more than two nodes: 1",
        "left out as malformed, of what designer itself had kept in the file: 1",
        "ends of edges that lead to what is not there: 1",
    )
    for broken in ('x="nan"', 'x="1e999"', 'x=""', ""):
        geometry = f'<y:Geometry {broken} y="1" width="1" height="1"/>'
        assert read(node("a", shape("ShapeNode", geometry))).shapes[0].box is None


def test_several_graphs_stand_side_by_side_and_none_is_an_empty_drawing() -> None:
    raw = b'<graphml><graph><node id="a"/></graph><graph><node id="a"/><edge source="a" target="a"/></graph></graphml>'
    board = graphml.read(raw, "x")
    assert [each.id for each in board.shapes] == ["a", "page2-a"]
    assert board.lines[0].source == "page2-a"
    assert graphml.read(b"<graphml/>", "x") == Board()


BOMB = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n<graphml>&b;</graphml>'


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "x: the file is empty"),
        (b"digraph {}", "x:1: this is not valid XML"),
        (b"\n<graphml>\n<graph>", "x:3: this is not valid XML"),
        (b"<mxfile/>", "x: this is no GraphML: it begins with <mxfile>"),
        (b"\n" + BOMB, "x:2: a document type or an entity is declared"),
        (b'<?xml version="1.0" encoding="utf-99"?><graphml/>', "x: this is XML in an unknown encoding"),
        (b"<graphml>\0</graphml>", "x:1: this is not valid XML"),
        (b"<graphml>" + b"<a/>" * 1_000_001, "x: the file has more than 1,000,000 tags"),
        (b" " * 20_000_001, "x: the file has 20 MB"),
        (b"<graphml>" + b"<graph><node>" * 101 + b"</node></graph>" * 101 + b"</graphml>", "x: groups are nested more"),
        (b"<graphml>" + b"<graph/>" * 101 + b"</graphml>", "x: there are more than 100 graphs"),
        (b"<graphml><graph>" + b"<node/>" * 20_001 + b"</graph></graphml>", "x: there are more than 20,000 nodes"),
        (b"<graphml><graph>" + b"<edge/>" * 20_001 + b"</graph></graphml>", "x: there are more than 20,000 edges"),
    ],
    ids=range(13),
)
def test_what_is_no_graphml_is_refused(raw: bytes, says: str) -> None:
    with pytest.raises(DesignerError, match=re.escape(says)):
        graphml.read(raw, "x")


def test_elements_nested_in_one_another_without_end_are_no_trouble() -> None:
    inner = "<data>" * 50_000 + "</data>" * 50_000
    assert len(read(f'<node id="a">{inner}</node>').shapes) == 1


HEARD = st.text(LETTERS.filter(str.isprintable), max_size=12).map(str.strip) | TEXTS.filter(
    lambda text: not text.startswith("<html") and all(letter.isprintable() or letter == "\n" for letter in text)
)


@settings(max_examples=60)
@given(boards(Holds(HEARD)))
def test_a_board_is_read_back_the_same(board: Board) -> None:
    assert sorted_by_id(graphml.read(graphml.write(board), "x")) == sorted_by_id(board)


@settings(max_examples=30)
@given(boards(Holds(HEARD)))
def test_networkx_reads_the_structure(board: Board) -> None:
    graph = nx.read_graphml(BytesIO(graphml.write(board)), force_multigraph=True)
    labels = [data["label"] for _, data in graph.nodes(data=True) if data.get("label")]
    assert sorted(labels) == sorted(each.text for each in board.shapes if each.text)
    assert graph.number_of_edges() == len(board.lines)


@settings(max_examples=40)
@given(boards(), st.integers(0, 5000), st.integers(0, 30), st.binary(max_size=4))
def test_a_damaged_file_is_read_or_refused(board: Board, at: int, gone: int, put: bytes) -> None:
    raw = graphml.write(board)
    at %= len(raw)
    with contextlib.suppress(DesignerError):
        graphml.write(graphml.read(raw[:at] + put + raw[at + gone :], "x"))


@settings(max_examples=40)
@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    for whole in (raw, b"<graphml><graph>" + raw + b"</graph></graphml>"):
        with contextlib.suppress(DesignerError):
            graphml.read(whole, "x")


def test_yed_may_give_other_ids_and_what_it_changed_wins() -> None:
    one = Shape(
        "a b", "Features", Form.BOX, Rect(0, 0, 160, 80), ("aws4 s3", "cylinder"), own={"component": {"id": "c"}}
    )
    board = Board((one,), (Line("l", "a b", "a b"),))
    text = graphml.write(board).decode()
    assert graphml.read(text.encode(), "x") == board
    text = text.replace('id="n"', 'id="n7"').replace('"n"', '"n7"').replace('id="l"', 'id="e3"')
    text = text.replace('x="0.0"', 'x="44.0"').replace(">Features</y:NodeLabel>", ">Offline</y:NodeLabel>")
    text = text.replace("com.yworks.flowchart.dataBase", "com.yworks.flowchart.card")
    changed = replace(one, text="Offline", box=Rect(44, 0, 160, 80), looks=("flowchart card",))
    assert graphml.read(text.encode(), "x") == replace(board, shapes=(changed,))


def test_a_group_leaves_the_room_round_its_members() -> None:
    group = Shape("g", "Online", Form.GROUP, Rect(0, 0, 400, 300))
    text = graphml.write(Board((group, Shape("a", box=Rect(40, 72, 160, 80), inside="g")))).decode()
    assert 'leftF="40.0"' in text
    assert 'topF="50.0"' in text
    assert 'rightF="200.0"' in text
    assert 'bottomF="148.0"' in text
