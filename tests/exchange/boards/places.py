"""Boards for hypothesis: shapes in places of whole px, some in groups, and lines among them."""

from typing import Any

from hypothesis import strategies as st

from designer.drawing.geometry import Rect
from designer.exchange.boards.board import Board, Form, Line, Shape

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).filter(
    lambda text: not text or text.strip()
)
OUTLINES = st.sampled_from([(), ("rounded",), ("ellipse",), ("diamond",), ("cylinder",), ("hexagon",), ("sticky",)])
DASHES = st.sampled_from([(), ("dashed",), ("dotted",)])
_LEAVES = st.none() | st.booleans() | st.integers(-9, 9) | st.text("ab", max_size=3)
OWN = st.none() | st.dictionaries(st.sampled_from(["component", "note"]), st.recursive(_LEAVES, st.lists), max_size=2)
PLACES = st.tuples(st.integers(-500, 500).map(float), st.integers(-500, 500).map(float))
BESIDE = st.tuples(st.integers(501, 900).map(float), st.integers(-500, 500).map(float))
"""Places that are no PLACES, for the other end of a line: one that leads nowhere cannot be drawn."""


@st.composite
def boards(draw: st.DrawFn, *, own: bool = True) -> Board:
    """Draw a board of at most six shapes and six lines; ids may hold anything but nothing."""
    owns: st.SearchStrategy[Any] = OWN if own else st.none()
    ids = draw(st.lists(st.text(min_size=1, max_size=4), unique=True, max_size=6))
    forms = [draw(st.sampled_from(Form)) for _ in ids]
    boxes = [Rect(*map(float, (*draw(PLACES), *draw(SIZES)))) for _ in ids]
    shapes = tuple(
        Shape(
            id_,
            draw(WORDS) or ("words" if form is Form.TEXT else ""),
            form,
            box,
            (*(draw(OUTLINES) if form is Form.BOX else ()), *(draw(DASHES) if form is not Form.TEXT else ())),
            draw(st.sampled_from(["", *_round(box, ids, forms, boxes)])),
            draw(owns),
        )
        for id_, form, box in zip(ids, forms, boxes, strict=True)
    )
    names = draw(st.lists(st.text(min_size=1, max_size=4), unique=True, max_size=6))
    lines = tuple(draw(_lines(name, ids, owns)) for name in names)
    return Board(shapes, lines, draw(WORDS), draw(owns))


SIZES = st.tuples(st.integers(1, 400), st.integers(1, 400))


def _round(box: Rect, ids: list[str], forms: list[Form], boxes: list[Rect]) -> list[str]:
    """Give the groups that are larger than a box and hold its middle."""
    x, y = box.centre
    return [
        id_
        for id_, form, other in zip(ids, forms, boxes, strict=True)
        if form is Form.GROUP
        and other.width * other.height > box.width * box.height
        and other.x <= x <= other.right
        and other.y <= y <= other.bottom
    ]


@st.composite
def _lines(draw: st.DrawFn, id_: str, ids: list[str], owns: st.SearchStrategy[Any]) -> Line:
    source, target = draw(st.sampled_from(["", *ids])), draw(st.sampled_from(["", *ids]))
    both = draw(st.booleans())
    looks = () if both else draw(st.sampled_from([(), ("undirected",)]))
    return Line(
        id_,
        source,
        target,
        draw(WORDS),
        None if source else draw(PLACES),
        None if target else draw(BESIDE),
        (*looks, *draw(DASHES), *draw(st.sampled_from([(), ("thick",)]))),
        both,
        draw(owns),
    )
