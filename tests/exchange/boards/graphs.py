"""Boards for hypothesis: any that a format of nodes and edges can hold, given which texts it can hold."""

from typing import NamedTuple

from hypothesis import strategies as st

from designer.drawing.geometry import Point, Rect
from designer.exchange.boards.board import Board, Form, Line, Shape, Stanza

LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")
TEXTS = st.text(LETTERS, max_size=12).map(str.strip) | st.sampled_from(
    ("a\nb", 'say "a"', "\\N", "C:\\", "&lt; &amp", "<b>bold</b>", "node", "[x]", "// no comment", "]]>", "<html>")
)
IDS = st.text(LETTERS, min_size=1, max_size=6) | st.sampled_from(
    ("a", "cluster_a", "cluster", "node", "a b", "ü", "n1")
)
LOOKS = st.lists(
    st.sampled_from(
        ("cylinder", "rounded", "ellipse", "diamond", "hexagon", "sticky", "dashed", "dotted", "thick", "aws4 s3")
    ),
    unique=True,
    max_size=3,
).map(tuple)
HUNDREDTHS = st.integers(-5_000_000, 5_000_000).map(lambda number: number / 100)
POINTS = st.tuples(HUNDREDTHS, HUNDREDTHS)
SIZES = st.integers(1, 100_000).map(lambda number: number / 100)
BOXES = st.none() | st.builds(Rect, HUNDREDTHS, HUNDREDTHS, SIZES, SIZES)
STANZAS: st.SearchStrategy[Stanza | None] = st.none() | st.dictionaries(
    st.text(LETTERS, max_size=4),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
        max_leaves=5,
    ),
    max_size=3,
)


class Holds(NamedTuple):
    """What a format can hold."""

    texts: st.SearchStrategy[str] = TEXTS
    ids: st.SearchStrategy[str] = IDS
    boxes: st.SearchStrategy[Rect | None] = BOXES
    points: st.SearchStrategy[Point] = POINTS
    looks: st.SearchStrategy[tuple[str, ...]] = LOOKS
    line_looks: st.SearchStrategy[tuple[str, ...]] = LOOKS
    stanzas: st.SearchStrategy[Stanza | None] = STANZAS


@st.composite
def boards(draw: st.DrawFn, holds: Holds = Holds()) -> Board:  # noqa: B008 (a value)
    """Draw a board: groups in groups, bound and loose ends, with places or without."""
    texts, ids, boxes, points, looks, line_looks, stanzas = holds
    shapes: list[Shape] = []
    for id_ in draw(st.lists(ids, unique=True, max_size=7)):
        groups = [shape.id for shape in shapes if shape.form is Form.GROUP]
        inside = draw(st.sampled_from(["", *groups]))
        form = draw(st.sampled_from(Form))
        shapes.append(Shape(id_, draw(texts), form, draw(boxes), draw(looks), inside, draw(stanzas)))
    names = st.sampled_from(["", *(shape.id for shape in shapes)])
    lines = []
    for id_ in draw(st.lists(ids, unique=True, max_size=5)):
        source, target = draw(names), draw(names)
        start, end = (None if bound else draw(st.none() | points) for bound in (source, target))
        words, look, both = draw(texts), draw(line_looks), draw(st.booleans())
        lines.append(Line(id_, source, target, words, start, end, look, both, draw(stanzas)))
    return Board(tuple(shapes), tuple(lines), draw(texts), draw(stanzas))


def sorted_by_id(board: Board) -> Board:
    """Give the board with its shapes in the order of their ids, which formats of nested groups do not keep."""
    shapes = tuple(sorted(board.shapes, key=lambda shape: shape.id))
    return Board(shapes, board.lines, board.title, board.own, board.remarks)
