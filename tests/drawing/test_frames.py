"""Frames of a drawing that nobody placed."""

from hypothesis import given
from hypothesis import strategies as st

from designer.catalog.library import catalog
from designer.drawing.boundary import boundary_rects
from designer.drawing.box import box_rect
from designer.drawing.frames import Frame, nested
from designer.drawing.layout import positions
from designer.model.design import Boundary, BoundaryKind, Component, Connection, ConnectionKind, Design

KINDS = catalog().kinds


def frame(id_: str, *members: str) -> Boundary:
    return Boundary(id=id_, kind=BoundaryKind.FRAME, components=members)


def test_frames_are_nested_by_what_they_hold() -> None:
    found = nested(
        [frame("a", "1", "2", "3"), frame("b", "1", "2"), frame("c", "4"), frame("d"), frame("e", "4")], "12345"
    )
    assert found == (Frame(frozenset("123"), (Frame(frozenset("12")),)), Frame(frozenset("4")))


def test_frames_that_share_a_part_are_not_nested() -> None:
    assert nested([frame("a", "1", "2"), frame("b", "2", "3")], "123") is None
    assert nested([frame("o", "1", "2", "3"), frame("a", "1", "2"), frame("b", "2", "3")], "123") is None


def test_frames_that_nobody_could_read_are_not_nested() -> None:
    ids = [str(number) for number in range(1200)]
    assert nested([frame(id_, *ids[place:]) for place, id_ in enumerate(ids)], ids) is None
    assert nested([frame(id_, id_) for id_ in ids], ids) is None
    deep = [frame(id_, *ids[place:40]) for place, id_ in enumerate(ids[:40])]
    assert nested(deep, ids) is None
    assert nested(deep[:12], ids) is not None


@st.composite
def framed(draw: st.DrawFn) -> Design:
    """Draw a design of frames in frames, none of which share a part, joined at random."""
    count = draw(st.integers(1, 14))
    ids = [f"c{number}" for number in range(count)]
    boundaries, start = [], 0
    while start < count:
        size = draw(st.integers(1, 5))
        members = ids[start : start + size]
        if draw(st.booleans()):
            boundaries.append(frame(f"f{start}", *members))
            if len(members) > 2 and draw(st.booleans()):
                boundaries.append(frame(f"g{start}", *members[:2]))
        start += size
    ends = st.tuples(st.sampled_from(ids), st.sampled_from(ids))
    edges = [
        Connection(id=f"e{number}", source=one, target=other, kind=ConnectionKind.DATA)
        for number, (one, other) in enumerate(draw(st.lists(ends, max_size=16)))
    ]
    parts = [Component(id=id_, kind=draw(st.sampled_from(sorted(KINDS)))) for id_ in ids]
    return Design(components=tuple(parts), connections=tuple(edges), boundaries=tuple(boundaries))


@given(framed())
def test_no_frame_lies_over_another_or_round_a_stranger(design: Design) -> None:
    places = positions(design, KINDS)
    boxes = {part.id: box_rect(part, places[part.id]) for part in design.components}
    outlines = boundary_rects(design.boundaries, boxes)
    for one in design.boundaries:
        strangers = boxes.keys() - set(one.components)
        assert not any(outlines[one.id].overlaps(boxes[id_]) for id_ in strangers)
        for other in design.boundaries:
            if set(one.components).isdisjoint(other.components):
                assert not outlines[one.id].overlaps(outlines[other.id])
    assert len({(box.x, box.y) for box in boxes.values()}) == len(boxes)


def test_a_frame_that_would_be_too_large_leaves_the_drawing_without_frames() -> None:
    parts = tuple(Component(id=f"c{number}", kind="cache", size=(900.0, 900.0)) for number in range(30))
    design = Design(components=parts, boundaries=(frame("f", *(part.id for part in parts)),))
    assert len(positions(design, KINDS)) == len(parts)
