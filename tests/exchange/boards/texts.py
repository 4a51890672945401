"""Boards for hypothesis as a format without places can hold them: groups before their members, ends bound or loose."""

from collections.abc import Sequence

from hypothesis import strategies as st

from designer.exchange.boards.board import Board, Form, Line, Shape, Stanza

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
        *(
            "",
            " ",
            'say "hi"',
            "a<br/>b",
            "p99 < 5 &lt; #quot;",
            "**bold** _x_",
            "`code`",
            "C:\\new\nline ",
            "%% no",
            "'''",
        ),
        *(
            "direction LR",
            "style x:#y; #z;",
            "fa:fa-car",
            "--> b",
            "end",
            "{a} [b] (c)",
            "%%{init: {}}%%",
            "<b>&amp;</b>",
        ),
    ]
)
IDS = ["end", "api", "a b", "n1", "n2", "o", "loose1", "ü", "class", "x-y", "line", "A", "1", '"', "\n", "None", "Edge"]
LOOKS = st.lists(
    st.sampled_from(["cylinder", "rounded", "ellipse", "diamond", "hexagon", "sticky", "aws s3", "flag"]), max_size=2
).map(tuple)
LINE_LOOKS = st.lists(st.sampled_from(["dashed", "dotted", "thick", "cross", "undirected"]), max_size=2).map(tuple)
OWN: st.SearchStrategy[Stanza | None] = st.none() | st.dictionaries(
    st.sampled_from(["component", "connection"]),
    st.dictionaries(TEXTS, TEXTS | st.integers() | st.booleans()),
    max_size=1,
)


@st.composite
def text_boards(draw: st.DrawFn) -> Board:
    """Draw a board whose shapes stand in the order of its groups."""
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=8))
    shapes: list[Shape] = []
    around: list[str] = []
    for id_ in ids:
        del around[draw(st.integers(0, len(around))) :]
        form = draw(st.sampled_from(Form))
        inside = around[-1] if around else ""
        shapes.append(Shape(id_, draw(TEXTS), form, None, draw(LOOKS), inside, draw(OWN)))
        if form is Form.GROUP:
            around.append(id_)
    ends = st.sampled_from(["", *ids])
    lines = tuple(
        Line(
            id=f"line-{number}",
            source=draw(ends),
            target=draw(ends),
            text=draw(TEXTS),
            looks=draw(LINE_LOOKS),
            both=draw(st.booleans()),
            own=draw(OWN),
        )
        for number in draw(st.lists(st.integers(1, 9), unique=True, max_size=6))
    )
    return Board(tuple(shapes), lines, draw(TEXTS), draw(OWN))


@st.composite
def damaged(draw: st.DrawFn, texts: Sequence[str]) -> str:
    """Draw one of some texts with a few letters of it taken out, and others put in."""
    text = draw(st.sampled_from(texts))
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 9)))
    added = draw(st.text("abox-=.>|[](){}/\\\"'`@:;&% \n~<#", max_size=6))
    return f"{text[:start]}{added}{text[end:]}"
