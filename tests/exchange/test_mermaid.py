import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.errors import DesignerError
from designer.exchange.boards.board import Board, Form, Line, Shape
from designer.exchange.mermaid import read, write
from tests.exchange.boards.texts import damaged, text_boards


def chart(*rows: str, head: str = "flowchart LR") -> Board:
    return read("\n".join((head, *rows)).encode(), "x.mmd")


def drawn(board: Board) -> list[tuple[str, str, str]]:
    return [(line.source, line.target, line.text) for line in board.lines]


def words(board: Board) -> dict[str, str]:
    return {shape.id: shape.text for shape in board.shapes}


NODES = {
    "a": ("a", ()),
    "a[Rect]": ("Rect", ()),
    "a(Round)": ("Round", ("rounded",)),
    "a([Stadium])": ("Stadium", ("stadium", "rounded")),
    "a[[Sub]]": ("Sub", ("subroutine",)),
    "a[(Events)]": ("Events", ("cylinder",)),
    "a((Circle))": ("Circle", ("circle", "ellipse")),
    "a(((Double)))": ("Double", ("double circle", "ellipse")),
    "a(-Ellipse-)": ("Ellipse", ("ellipse",)),
    "a{Choice}": ("Choice", ("diamond",)),
    "a{{Hex}}": ("Hex", ("hexagon",)),
    "a[/in/]": ("in", ("parallelogram",)),
    "a[\\out\\]": ("out", ("inverted parallelogram",)),
    "a[/up\\]": ("up", ("trapezoid",)),
    "a[\\down/]": ("down", ("inverted trapezoid",)),
    "a[/api/v1]": ("/api/v1", ()),
    "a>Flag]": ("Flag", ("flag",)),
    "a[|borders:lr|Props]": ("Props", ()),
    'a["quoted; [x] --> (y)"]': ("quoted; [x] --> (y)", ()),
    'a["two\n  lines"]': ("two\nlines", ()),
    "a[one<br/>two<BR>three\\nfour]": ("one\ntwo\nthree\nfour", ()),
    "a[&lt;5 #quot;ms#quot; #35;1 &#39; #nope;]": ('<5 "ms" #1 \' #nope;', ()),
    'a["<b>Bold</b> List<T> 3 < 4"]': ("Bold List<T> 3 < 4", ()),
    'a["`**Feature** _store_ user_id`"]': ("Feature store user_id", ()),
    "a[fa:fa-database Events]": ("Events", ("database",)),
    'a@{ shape: cyl, label: "Events, raw" }': ("Events, raw", ("cylinder",)),
    "a@{\n shape: docs\n label: Files\n}": ("Files", ("docs",)),
    "a@{ shape: das }": ("a", ("cylinder", "das")),
    'a@{ icon: "logos:aws-s3", label: S3 }': ("S3", ("logos aws s3",)),
    "a[(Old)]\na{New}": ("New", ("diamond",)),
    "a:::store": ("a", ("store",)),
    "a[(x)]:::Hot\na[y]\nclass a cold": ("y", ("hot", "cold")),
}


@pytest.mark.parametrize(("text", "seen"), NODES.items())
def test_a_node_has_its_words_and_looks(text: str, seen: tuple[str, tuple[str, ...]]) -> None:
    (shape,) = chart(text).shapes
    assert (shape.text, shape.looks) == seen
    assert shape.id == "a"


LINKS = {
    "a --> b": ((), False, ""),
    "a-->b": ((), False, ""),
    "a ----> b": ((), False, ""),
    "a\n  --> b": ((), False, ""),
    "a -->\n b": ((), False, ""),
    "a --- b": (("undirected",), False, ""),
    "a === b": (("thick", "undirected"), False, ""),
    "a ==> b": (("thick",), False, ""),
    "a -.-> b": (("dotted",), False, ""),
    "a -..- b": (("dotted", "undirected"), False, ""),
    "a --o b": (("circle",), False, ""),
    "a --x b": (("cross",), False, ""),
    "a <--> b": ((), True, ""),
    "a x--x b": (("cross",), True, ""),
    "a <-.-> b": (("dotted",), True, ""),
    "a -->|reads| b": ((), False, "reads"),
    'a -->|"reads | writes"| b': ((), False, "reads | writes"),
    "a -- reads --> b": ((), False, "reads"),
    'a -- "x --> y" --> b': ((), False, "x --> y"),
    "a --reads-->b": ((), False, "reads"),
    "a -. reads .-> b": (("dotted",), False, "reads"),
    "a -.reads.->b": (("dotted",), False, "reads"),
    "a == reads ==> b": (("thick",), False, "reads"),
    "a <-- reads --> b": ((), True, "reads"),
    "a -->|one<br>two| b": ((), False, "one\ntwo"),
    "a e1@--> b\ne1@{ animate: true }": ((), False, ""),
}


@pytest.mark.parametrize(("text", "seen"), LINKS.items())
def test_a_link_has_its_words_and_looks(text: str, seen: tuple[tuple[str, ...], bool, str]) -> None:
    board = chart(text)
    (line,) = board.lines
    assert (line.source, line.target) == ("a", "b")
    assert (line.looks, line.both, line.text) == seen
    assert len(board.shapes) == 2


def test_a_link_keeps_its_id() -> None:
    assert chart("a e1@--> b").lines[0].id == "e1"


def test_several_ends_are_joined_each_with_each_and_chains_go_on() -> None:
    board = chart("a & b --> c & d --> e; f[F] --> g")
    assert [(source, target) for source, target, _ in drawn(board)] == [
        *(("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")),
        *(("c", "e"), ("d", "e"), ("f", "g")),
    ]


def test_subgraphs_are_groups() -> None:
    board = chart(
        "subgraph cloud [Our <b>cloud</b>]",
        '  subgraph "Data plane"',
        "    direction TB",
        "    a --> b",
        "  end",
        "  subgraph Serving",
        "    c",
        "  end",
        '  subgraph net ["`The **net**`"]',
        "  end",
        "  a --> c",
        "end",
        "d --> cloud",
        "net --> a",
    )
    groups = {shape.id: (shape.text, shape.inside) for shape in board.shapes if shape.form is Form.GROUP}
    assert groups == {
        "cloud": ("Our cloud", ""),
        "subGraph1": ("Data plane", "cloud"),
        "Serving": ("Serving", "cloud"),
        "net": ("The net", "cloud"),
    }
    assert {shape.id: shape.inside for shape in board.shapes if shape.form is Form.BOX} == {
        "a": "subGraph1",
        "b": "subGraph1",
        "c": "Serving",
        "d": "",
    }
    assert ("d", "cloud", "") in drawn(board)
    assert ("net", "a", "") in drawn(board)


def test_subgraphs_of_one_name_are_two_and_none_is_inside_itself() -> None:
    board = chart("subgraph A", "x", "B", "A", "end", "subgraph B", "A", "end", "subgraph A", "y", "end")
    assert {shape.id: shape.inside for shape in board.shapes} == {"A": "", "x": "A", "B": "A", "A-2": "", "y": "A-2"}


def test_what_does_not_draw_is_passed_over() -> None:
    board = chart(
        "%% a comment --> b",
        "a --> b %% another",
        "style a fill:#fff,stroke:#333;",
        "classDef hot fill:#f00",
        "linkStyle 0 stroke:#ff3",
        'click a href "https://example.org/;x" "a; tip"',
        "accTitle: Our --> system",
        "accDescr {",
        " many --> words",
        "}",
        "direction LR",
        "a ~~~ c",
        head="---\ntitle: 'Our: system'\nconfig:\n  theme: dark\n---\n%%{init: {'theme':\n 'base'}}%%\n\ngraph TD;",
    )
    assert board.title == "Our: system"
    assert drawn(board) == [("a", "b", "")]
    assert list(words(board)) == ["a", "b", "c"]
    assert board.remarks == ("invisible lines (~~~) left out: 1",)


def test_the_first_flowchart_of_a_markdown_file_is_read() -> None:
    text = (
        "# Ours\n```mermaid\nsequenceDiagram\n a->>b: x\n```\n"
        "  ```mermaid\n  graph LR\n  a --> b\n  ```\n\n```mermaid\nflowchart\nc\n```\n"
    )
    board = read(text.encode(), "x.md")
    assert drawn(board) == [("a", "b", "")]
    assert board.remarks == ("Mermaid diagrams left out, since one of a file is read: 2",)
    with pytest.raises(DesignerError, match=r"^x.md:8: this is not understood: '\?\?'$"):
        read(text.replace("a --> b", "a --> b ??").encode(), "x.md")


REFUSED = {
    "sequenceDiagram\n a->>b: hi": "x.mmd:1: this is a Mermaid sequence diagram, and of Mermaid only",
    "%% ours\n\nstateDiagram-v2\n": "x.mmd:3: this is a Mermaid state diagram, and",
    "C4Context\n": "this is a Mermaid C4 diagram, and",
    "architecture-beta\n": "this is a Mermaid architecture diagram, and",
    "---\ntitle: x\n---\ngantt\n": "x.mmd:4: this is a Mermaid Gantt chart, and",
    "hello\n": "x.mmd:1: this is no Mermaid flowchart: it begins with 'hello'; a flowchart begins with 'flowchart LR'",
    "digraph { a -> b }": "this is no Mermaid flowchart",
    "": "x.mmd: the file is empty",
    "flowchart LR\n a[Half": "x.mmd:2: this label has no end: '[Half'",
    'flowchart LR\n a["x" y]': "x.mmd:2: this label has no end",
    "flowchart LR\n a --> ": "x.mmd:2: this is not understood: ''",
    "flowchart LR\n\n a -> b": "x.mmd:3: this is not understood: '-> b'",
    "flowchart LR\n a -->|x b": "x.mmd:2: this label has no '|' at its end",
    "flowchart LR\n a -- x b": "x.mmd:2: the arrow that begins with '--' has no end",
    "flowchart LR\n subgraph A\n  subgraph B\n  end\n": "x.mmd:2: this subgraph has no 'end'; is the file whole?",
    "flowchart LR\n a\n end": "x.mmd:3: this 'end' ends no subgraph",
    "flowchart LR\n subgraph A [x": "x.mmd:2: the title of this subgraph has no end",
    "flowchart LR\n" + "subgraph A\n" * 101: "x.mmd:102: there are more than 100 subgraphs inside one another",
    "flowchart LR\n" + "\n".join(f"n{i}" for i in range(20_001)): "x.mmd:20002: there are more than 20,000 shapes",
    "flowchart LR\n" + "a\n" * 100_001: "x.mmd:100002: there are more than 200,000 statements",
    "flowchart LR\n" + "subgraph a\nend\n" * 20_001: "there are more than 20,000 shapes",
    "flowchart LR\n" + " & ".join("a" * 150) + " --> " + " & ".join("b" * 150): "there are more than 20,000 lines",
}


@pytest.mark.parametrize(("text", "message"), REFUSED.items(), ids=range(len(REFUSED)))
def test_anything_else_is_refused_in_a_sentence(text: str, message: str) -> None:
    with pytest.raises(DesignerError) as refused:
        read(text.encode(), "x.mmd")
    assert message in str(refused.value)


@pytest.mark.parametrize("raw", [b"\xff\xfe\0a", b"flowchart LR\n\0", b"x" * 20_000_001], ids=["UTF-16", "NUL", "huge"])
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(DesignerError, match="is it the right file"):
        read(raw, "x.mmd")


HOSTILE = [
    "a\n",
    "a --> b\n",
    "%%{",
    "a[/x]\n",
    " ",
    "-. ",
    "a -.",
    ".",
    '"',
    "a['**b'];",
    "<b ",
    "** a",
    "a & ",
    "```mermaid\n",
]


@pytest.mark.parametrize("part", HOSTILE)
@pytest.mark.parametrize("head", ["flowchart LR\n", "flowchart LR\na -. ", 'flowchart LR\na["`'])
def test_no_repetition_takes_long(head: str, part: str) -> None:
    with contextlib.suppress(DesignerError):
        read((head + part * (50_000 // len(part))).encode(), "x.mmd")


SMALL = Board(
    shapes=(
        Shape("zone a", "Zone a", Form.GROUP, own={"boundary": {"kind": "zone"}}),
        Shape("api", 'The "API"', looks=("rounded",), inside="zone a", own={"component": {"kind": "app_service"}}),
        Shape("db", "Events", looks=("cylinder", "aws rds")),
        Shape("note", "What of\nfailover?", looks=("sticky",)),
        Shape("words", "EU only", Form.TEXT),
    ),
    lines=(
        Line("c1", "api", "db", "writes", looks=("dashed",), own={"connection": {"kind": "data"}}),
        Line("c2", "api", "db", "reads"),
        Line("line-3", "api", "", ""),
        Line("line-4", "zone a", "db", both=True),
    ),
    title="Fraud: scoring",
    own={"scenario": "fraud", "title": "50 %%{ sure }%%"},
)
WRITTEN = """\
---
title: "Fraud: scoring"
---
flowchart LR
  %% designer: {"board": {"scenario": "fraud", "title": "50 %\\u0025{ sure }%\\u0025"}}
  subgraph n1 ["Zone a"]
  %% designer: {"shape": "n1", "id": "zone a", "own": {"boundary": {"kind": "zone"}}}
    api("The #quot;API#quot;")
    %% designer: {"shape": "api", "own": {"component": {"kind": "app_service"}}}
  end
  db[("Events")]
  %% designer: {"shape": "db", "looks": ["cylinder", "aws rds"]}
  note["What of<br/>failover?"]:::sticky
  words["EU only"]:::free_text
  api -.->|"writes"| db
  %% designer: {"line": ["api", "db"], "id": "c1", "looks": ["dashed"], "own": {"connection": {"kind": "data"}}}
  api -->|"reads"| db
  %% designer: {"line": ["api", "db"], "id": "c2"}
  loose1((" "))
  %% designer: {"stand_in": "loose1"}
  api --> loose1
  n1 <--> db
  classDef free_text fill:none,stroke:none
  classDef sticky fill:#fff3b0,stroke:#d8b93c,color:#333
"""


def test_a_board_is_written_as_a_person_would() -> None:
    assert write(SMALL).decode() == WRITTEN
    assert read(write(SMALL), "x") == SMALL


def test_who_edits_the_diagram_keeps_what_is_known_of_the_rest() -> None:
    text = WRITTEN.replace("The #quot;API#quot;", "Gateway").replace('[("Events")]', "{{Events}}")
    text = text.replace('  api -.->|"writes"| db\n', "").replace('|"reads"| db', '|"gets"| db')
    board = read(text.encode(), "x")
    api, db = board.shapes[1:3]
    assert (api.text, api.own) == ("Gateway", {"component": {"kind": "app_service"}})
    assert db.looks == ("hexagon",)
    assert next((line.id, line.text, line.own) for line in board.lines) == (
        "c1",
        "gets",
        {"connection": {"kind": "data"}},
    )
    assert board.remarks == ("left out, of what designer itself had kept in the file, since it is no longer drawn: 1",)


def test_malformed_comments_of_ours_are_left_out_with_a_remark() -> None:
    board = chart(
        "a --> b",
        "%% designer: {broken",
        "%% designer: [1]",
        '%% designer: {"shape": "a", "own": 5}',
        '%% designer: {"board": 5}',
        '%% designer: {"shape": "a", "id": 7, "looks": [1]}',
        '%% designer: {"shape": "zz"}',
        "%% designer: " + "[" * 100_000,
    )
    assert board.shapes[0] == Shape("a", "a")
    assert board.remarks == (
        "left out as malformed, of what designer itself had kept in the file: 5",
        "left out, of what designer itself had kept in the file, since it is no longer drawn: 1",
    )


@settings(max_examples=40, deadline=None)
@given(text_boards())
def test_what_is_written_is_read_again(board: Board) -> None:
    assert read(write(board), "x") == board
    assert write(read(write(board), "x")) == write(board)


@settings(max_examples=40, deadline=None)
@given(damaged([WRITTEN, *NODES, *LINKS]))
def test_any_text_is_a_board_or_a_sentence(text: str) -> None:
    with contextlib.suppress(DesignerError):
        read(f"flowchart LR\n{text}".encode(), "x")


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_a_board_or_a_sentence(raw: bytes) -> None:
    for each in (raw, b"flowchart LR\n" + raw):
        with contextlib.suppress(DesignerError):
            read(each, "x")


def test_what_is_lost_is_only_what_is_said_to_be() -> None:
    shapes = (
        Shape("a", inside="b", form=Form.GROUP),
        Shape("b", inside="a", form=Form.GROUP),
        Shape("c", inside="none"),
        Shape("d", inside="c"),
    )
    board = read(write(Board(shapes, (Line("line-1", "c", "gone", start=(1, 2)),))), "x")
    assert [shape.inside for shape in board.shapes] == ["", "", "", ""]
    assert board.lines == (Line("line-1", "c", ""),)


def test_path_is_not_needed(tmp_path: Path) -> None:
    assert write(Board()) == b"flowchart LR\n"
    assert read(write(Board()), str(tmp_path)) == Board()
