import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.errors import DesignerError
from designer.exchange.boards.board import Board, Form, Line, Shape
from designer.exchange.mingrammer import read, write
from tests.exchange.boards.texts import damaged, text_boards

IMPORTS = """\
from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.compute import EC2 as Server
from diagrams.aws.ml import Sagemaker
"""


def script(*rows: str, head: str = 'with Diagram("Ours", show=False):') -> Board:
    """Read the rows as they stand inside a diagram, after nodes a, b and c."""
    nodes = 'a, b, c = Server("A"), Server("B"), Server("C")'
    text = "\n".join([IMPORTS.strip(), head, *(f"    {row}" for row in (nodes, *rows))])
    return read(text.encode(), "x.py")


def drawn(board: Board) -> list[str]:
    arrow = {(False, False): ">", (True, False): "<>", (False, True): "-"}
    return [
        f"{line.source}{arrow[line.both, 'undirected' in line.looks]}{line.target}{line.text and ' ' + line.text}"
        for line in board.lines
    ]


OPERATORS = {
    "a >> b": ["a>b"],
    "a << b": ["b>a"],
    "a - b": ["a-b"],
    "a >> b >> c": ["a>b", "b>c"],
    "a >> b << c": ["a>b", "c>b"],
    "a >> b - c": ["b-c", "a>c"],
    "a >> [b, c]": ["a>b", "a>c"],
    "[a, b] >> c": ["a>c", "b>c"],
    "[a, b] << c": ["c>a", "c>b"],
    "a >> [b, c] >> a": ["a>b", "a>c", "b>a", "c>a"],
    "a >> Edge(label='x') >> b": ["a>b x"],
    "a << Edge(label='x') << b": ["b>a x"],
    "a - Edge(label='x') - b": ["a-b x"],
    "a << Edge(label='x') >> b": ["a<>b x"],
    "a >> Edge(label='x') << b": ["a<>b x"],
    "[a, b] >> Edge(label='x') >> c": ["a>c x", "b>c x"],
    "[a, b] - Edge(label='x') - c": ["a-c x", "b-c x"],
    "a >> Edge(xlabel='x') >> [b, c]": ["a>b x", "a>c x"],
    "(a\n     >> Edge(label='x')\n     >> b)": ["a>b x"],
    "e = Edge(label='x')\n    a >> e >> b\n    b >> e >> c": ["a>b x", "b>c x"],
    "a >>= b": ["a>b"],
}


@pytest.mark.parametrize(("text", "seen"), OPERATORS.items())
def test_operators_draw_as_the_package_s_do(text: str, seen: list[str]) -> None:
    board = script(text)
    assert drawn(board) == seen
    assert not board.remarks


PYTHON = {
    "for n in [b, c]:\n        a >> n": ["a>b", "a>c"],
    "for i, n in enumerate((b, c), 1):\n        a >> Edge(label=f'{i:02d}') >> n": ["a>b 01", "a>c 02"],
    "for n, t in zip([b, c], ['x', 'y']):\n        a >> Edge(label=t.upper() + '!') >> n": ["a>b X!", "a>c Y!"],
    "for t, n in {'x': b}.items():\n        a >> Edge(label=t) >> n": ["a>b x"],
    "for i in range(4):\n        if i == 1: continue\n        if i > 2: break\n        a >> Edge(label=str(i)) >> b": [
        "a>b 0",
        "a>b 2",
    ],
    "a >> [n for n in [a, b, c] if n != 5][1:]": ["a>b", "a>c"],
    "d = {k: v for k, v in zip('xy', [a, b])}\n    d['x'] >> d['y']": ["a>b"],
    "l = []\n    l.append(a)\n    l += [b]\n    l.extend((c,))\n    l[0] >> l[-1]": ["a>c"],
    "first, second = [a, b]\n    first >> second": ["a>b"],
    "if len('xy') == 2 and not False:\n        a >> b\n    else:\n        a >> c": ["a>b"],
    "(a if 1 in [1] else b) >> c": ["a>c"],
    "style = {'label': 'x'}\n    a >> Edge(**style, color='red') >> b": ["a>b x"],
    "a >> Edge(label='%s of %d' % ('x', 2)) >> b": ["a>b x of 2"],
    "a >> Edge(label='{}-{y}'.format('x', y=1)) >> b": ["a>b x-1"],
    "a >> Edge(label=', '.join(['x', 'y'])) >> b": ["a>b x, y"],
    "try:\n        a >> b\n    finally:\n        a >> c": ["a>b", "a>c"],
    "def to(n, *, t='x'):\n        a >> Edge(label=t) >> n\n        return n\n    to(b) >> to(n=c, t='y')": [
        "a>b x",
        "a>c y",
        "b>c",
    ],
    "a >> Edge(label=r'C:\\new') >> b": ["a>b C:\new"],
}


@pytest.mark.parametrize(("text", "seen"), PYTHON.items())
def test_what_can_be_told_without_running_is_followed(text: str, seen: list[str]) -> None:
    board = script(text)
    assert drawn(board) == seen
    assert not board.remarks


def test_nodes_have_their_words_looks_and_names() -> None:
    board = script(
        'm = Sagemaker("Fraud\\nmodel")',
        "from diagrams.custom import Custom",
        "import diagrams.onprem.queue as q",
        "from diagrams.programming.flowchart import Database, Document",
        'Custom("DVC", "./icons/dvc_logo.png")',
        'k = q.Kafka(label="events", nodeid="kafka-1")',
        "d = Database()",
        'Document("runbook")',
        'n = Node("said", shape="plaintext")',
        "class Ours(Server):",
        "    pass",
        'o = Ours("ours")',
        'a = Server("again")',
    )
    assert board.title == "Ours"
    assert [(shape.id, shape.text, shape.looks) for shape in board.shapes[3:]] == [
        ("m", "Fraud\nmodel", ("aws ml sagemaker",)),
        ("node-5", "DVC", ("dvc logo",)),
        ("kafka-1", "events", ("onprem queue kafka",)),
        ("d", "", ("cylinder",)),
        ("node-8", "runbook", ("document",)),
        ("n", "said", ("plaintext",)),
        ("o", "ours", ("ours",)),
        ("a-2", "again", ("aws compute ec2",)),
    ]
    assert [shape.form for shape in board.shapes if shape.form is not Form.BOX] == [Form.TEXT]


def test_clusters_are_groups() -> None:
    board = script(
        'with Cluster("Zone") as zone:',
        '    x = Server("x")',
        '    with Cluster(label="Inner"), Cluster():',
        '        y = Server("y")',
        '    z = Server("z")',
    )
    assert [(shape.id, shape.text, shape.inside) for shape in board.shapes[3:]] == [
        ("zone", "Zone", ""),
        ("x", "x", "zone"),
        ("cluster-6", "Inner", "zone"),
        ("cluster-7", "cluster", "cluster-6"),
        ("y", "y", "cluster-7"),
        ("z", "z", "zone"),
    ]


def test_styles_are_looks() -> None:
    board = script(
        "a >> Edge(style='dashed') >> b",
        "a >> Edge('', '', '', 'x', 'red', 'dotted,bold') >> b",
        "a >> Edge(style='invis') >> c",
    )
    assert [line.looks for line in board.lines] == [("dashed",), ("dotted", "thick")]
    assert board.lines[1].text == "x"
    assert board.remarks == ("invisible lines left out: 1",)


@pytest.mark.parametrize(
    "rows",
    [
        'def main(name="T", other=None):\n    with Diagram(name):\n        a = Server("A")\n',
        'def main():\n    with Diagram("T"):\n        a = Server("A")\nif __name__ == "__main__":\n    main()\n',
        'from diagrams import *\nfrom diagrams.aws.compute import *\nwith Diagram("T"):\n    a = Server("A")\n',
        'import diagrams\nd = diagrams.Diagram("T")\nwith d:\n    a = Server("A")\n',
    ],
    ids=["function", "called", "everything", "module"],
)
def test_the_diagram_may_be_anywhere(rows: str) -> None:
    board = read((IMPORTS + rows).encode(), "x.py")
    assert (board.title, [shape.text for shape in board.shapes]) == ("T", ["A"])


LOST = {
    "a >> other": "line 6 (a line to or from what is no node)",
    "[a] >> [b]": "line 6 (a line to or from what is no node)",
    "for n in load():\n        a >> n": "line 6 (a loop over what is not known)",
    "while True:\n        a >> b": "line 6 (a loop without a known end)",
    "x = 1\n    if x > limit():\n        a >> b": "line 7 (a condition that is not known and is taken to hold)",
    "(a if limit() else c) >> b": "line 6 (a condition that is not known and is taken to hold)",
    "helper(a)": "line 6 (a call of what is not in the script)",
    "Server(open('x').read())": "line 6 (a label that is computed)",
    "def f(n):\n        f(n)\n    f(a)": "line 6 (a function that calls itself)",
    "def f():\n        with Diagram('other'): pass": "line 6 (a function that is not called)",
}


@pytest.mark.parametrize(("text", "remark"), LOST.items())
def test_what_cannot_be_followed_is_told_with_its_line(text: str, remark: str) -> None:
    assert script(text).remarks == (f"lines of the script not followed: {remark}",)


def test_a_condition_that_decides_nothing_drawn_is_not_told() -> None:
    board = script("import sys", "out = 'x' if sys.argv else 'y'", "if sys.argv:", "    print(out)", "a >> b")
    assert (drawn(board), board.remarks) == (["a>b"], ())


def test_many_lost_lines_are_one_remark() -> None:
    (remark,) = script(*["a >> gone"] * 12).remarks
    assert remark.startswith("lines of the script not followed: line 6 (")
    assert remark.count("(") == 8
    assert remark.endswith("), and 4 more")


def test_several_diagrams_are_read_side_by_side() -> None:
    text = IMPORTS + 'for t in "XY":\n    with Diagram(t):\n        a = Server(t) >> Server("to")\n'
    board = read(text.encode(), "x.py")
    assert [shape.text for shape in board.shapes] == ["X", "to", "Y", "to"]
    assert board.title == "X"
    assert board.remarks == ("drawings in the file, read one beside the other: 2",)


IN_A_DIAGRAM = IMPORTS + 'with Diagram("x"):\n    a = Server()\n    '
REFUSED = {
    "import os\nprint(1)\n": "x.py: this Python script draws no diagram that could be read; 'with Diagram",
    "flowchart LR\n a --> b\n": "x.py:1: this is not valid Python: ",
    "with Diagram(:\n": "x.py:1: this is not valid Python: ",
    "x = " + "9" * 5000: "x.py:1: this is not valid Python: ",
    "x = " + "(" * 150 + "1" + ")" * 150: "this Python script draws no diagram",
    "x = " + "-" * 100_000 + "1": "the script is nested too deeply",
    "x = " + "a." * 20_000 + "b": "x.py: the script is nested too deeply",
    IN_A_DIAGRAM + " >> ".join("a" * 5000): "x.py: the script is nested too deeply",
    IN_A_DIAGRAM
    + "[a for i in range(999) for j in range(999) for k in range(999)]": "x.py:6: this script computes too",
    IN_A_DIAGRAM + "[Server() for i in range(200) for j in range(200)]": "x.py:6: there are more than 20,000 shapes",
    IN_A_DIAGRAM + "n = [a] * 200\n    for x in n: x >> n": "x.py:7: there are more than 20,000 lines",
    IN_A_DIAGRAM
    + "def f(n):\n        with Cluster(): return f(n)\n    while 1: pass\n"
    + "x = 1\n" * 170_000: "too long",
    "": "x.py: the file is empty",
}


@pytest.mark.parametrize(("text", "message"), REFUSED.items(), ids=range(len(REFUSED)))
def test_anything_else_is_refused_in_a_sentence(text: str, message: str) -> None:
    with pytest.raises(DesignerError) as refused:
        read(text.encode(), "x.py")
    assert message in str(refused.value)


HOSTILE = [
    "s = 'x' * 10 ** 9",
    "s = 'x'\n    for i in range(99): s = s + s\n    Server(s)",
    "n = [a]\n    for i in range(99): n = [n, n]\n    str(n); n == n; a >> n",
    "n = [a]\n    for i in range(99): n = n + n\n    a >> n",
    "n = ()\n    for i in range(99): n = (n, n)\n    d = {n: 1}; d[n]",
    "s = '{:>999999999}'.format(1) + '%999999999d' % 1 + f'{1:>999999999}'",
    "s = ('x' * 9999).replace('', 'x' * 9999)",
    "s = ('x' * 9999).join(['y'] * 9999)",
    "x = 9 ** 9 ** 9; y = 1 << 10 ** 10; z = list(range(10 ** 12))",
    "n = [a]\n    for i in n: n.append(i)",
    "f = lambda: f()\n    f()",
    "__import__('os').abort()",
    "exec('raise SystemExit')",
    "().__class__.__base__.__subclasses__()[0]",
    "'{0.__class__}'.format(a)",
    "x = yield",
    "del a\n    a >> b",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_would_harm_if_it_were_run_is_not(text: str) -> None:
    with contextlib.suppress(DesignerError):
        script(text)


SMALL = Board(
    shapes=(
        Shape("zone a", "Zone a", Form.GROUP, own={"boundary": {"kind": "zone"}}),
        Shape("api", 'The "API"', inside="zone a", own={"component": {"kind": "app_service"}}),
        Shape("empty", "Nothing yet", Form.GROUP),
        Shape("db", "Events", looks=("cylinder", "aws rds")),
        Shape("said", "EU\nonly", Form.TEXT),
    ),
    lines=(
        Line("c1", "api", "db", "writes", looks=("dashed",), own={"connection": {"kind": "data"}}),
        Line("line-2", "api", "db", "reads"),
        Line("line-3", "zone a", "", ""),
        Line("line-4", "db", "empty", both=True),
    ),
    title="Fraud: scoring",
    own={"scenario": "fraud"},
)
WRITTEN = """\
# Draw it with: pip install diagrams (and Graphviz), then run this file.
from diagrams import Cluster, Diagram, Edge
from diagrams.generic.blank import Blank
from diagrams.programming.flowchart import Action, Database

# designer: {"board": {"scenario": "fraud"}}
graph_attr = {"compound": "true", "splines": "spline"}
with Diagram('Fraud: scoring', filename="diagram", direction="LR", show=False, graph_attr=graph_attr):
    with Cluster('Zone a') as n1:
        # designer: {"shape": "n1", "id": "zone a", "own": {"boundary": {"kind": "zone"}}}
        api = Action('The "API"')
        # designer: {"shape": "api", "own": {"component": {"kind": "app_service"}}}
    with Cluster('Nothing yet') as empty:
        empty_ = Blank("")
        # designer: {"stand_in": "empty_"}
    db = Database('Events')
    # designer: {"shape": "db", "looks": ["cylinder", "aws rds"]}
    said = Blank('EU\\nonly')
    api >> Edge(label='writes', style='dashed') >> db
    # designer: {"line": ["api", "db"], "id": "c1", "own": {"connection": {"kind": "data"}}}
    api >> Edge(label='reads') >> db
    loose1 = Blank("")
    # designer: {"stand_in": "loose1"}
    api >> Edge(ltail='cluster_Zone a') >> loose1
    # designer: {"line": ["api", "loose1"], "source": "zone a"}
    db << Edge(lhead='cluster_Nothing yet') >> empty_
    # designer: {"line": ["db", "empty_"], "target": "empty"}
"""


def test_a_board_is_written_as_a_script_that_the_package_runs() -> None:
    assert write(SMALL).decode() == WRITTEN
    compile(WRITTEN, "x.py", "exec")
    assert read(write(SMALL), "x.py") == SMALL


def test_who_edits_the_script_keeps_what_is_known_of_the_rest() -> None:
    text = WRITTEN.replace("Action('The \"API\"')", "Server('Gateway')").replace("Database('Events')", "Server('Rows')")
    text = text.replace("from diagrams import", "from diagrams.aws.compute import EC2 as Server\nfrom diagrams import")
    board = read(text.replace("api >> Edge(label='reads') >> db", "api >> said").encode(), "x.py")
    api, db = board.shapes[1], board.shapes[3]
    assert (api.text, api.own, api.looks) == ("Gateway", {"component": {"kind": "app_service"}}, ("aws compute ec2",))
    assert db.looks == ("aws compute ec2",)
    assert [line.id for line in board.lines] == ["c1", "line-2", "line-3", "line-4"]
    assert not board.remarks


def test_groups_deeper_than_python_nests_blocks_are_written_in_the_last_that_is_not() -> None:
    groups = tuple(Shape(f"g{i}", form=Form.GROUP, inside=f"g{i - 1}" if i else "") for i in range(25))
    raw = write(Board((*groups, Shape("x", inside="g24"))))
    compile(raw, "x.py", "exec")
    board = read(raw, "x.py")
    assert {shape.id: shape.inside for shape in board.shapes} == {
        **{f"g{i}": f"g{min(i - 1, 16)}" if i else "" for i in range(25)},
        "x": "g17",
    }


@settings(max_examples=40, deadline=None)
@given(text_boards())
def test_what_is_written_is_read_again(board: Board) -> None:
    raw = write(board)
    compile(raw, "x.py", "exec")
    assert read(raw, "x.py") == board


@settings(max_examples=40, deadline=None)
@given(damaged([WRITTEN, *(IN_A_DIAGRAM + each for each in (*PYTHON, *OPERATORS))]))
def test_any_text_is_a_board_or_a_sentence(text: str) -> None:
    with contextlib.suppress(DesignerError):
        read(text.encode(), "x.py")


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_a_board_or_a_sentence(raw: bytes) -> None:
    with contextlib.suppress(DesignerError):
        read(raw, "x.py")
