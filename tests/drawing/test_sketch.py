"""A whole drawing as marks."""

from designer.catalog.library import catalog
from designer.drawing.fonts import GLYPHS
from designer.drawing.geometry import Rect, union
from designer.drawing.marks import Glyph, Path, Rectangle, Text
from designer.drawing.measure import measure
from designer.drawing.sketch import Group, sketch
from designer.drawing.theme import DARK, LIGHT
from designer.model.design import Boundary, BoundaryKind, Component, Connection, Design, Note, Stroke

KINDS = catalog().kinds

DESIGN = Design(
    components=(
        Component(id="a", kind="client", position=(0, 0)),
        Component(id="b", kind="app_service", position=(300, 0), replicas=2),
        Component(id="c", kind="model_server", position=(300, 200)),
    ),
    connections=(
        Connection.model_validate({"id": "ab", "source": "a", "target": "b", "kind": "request", "label": "ask"}),
        Connection.model_validate({"id": "bc", "source": "b", "target": "c", "kind": "data"}),
    ),
    boundaries=(
        Boundary(id="zone", kind=BoundaryKind.ZONE, name="Zone a", components=("b",)),
        Boundary(id="region", kind=BoundaryKind.REGION, name="Region", components=("b", "c")),
        Boundary(id="empty", kind=BoundaryKind.TEAM, components=("gone",)),
    ),
    notes=(Note(id="n", text="Remember\nthe peak"), Note(id="m", text="", position=(900, 900))),
    ink=(Stroke(id="s", points=((0, 0, 0.5), (10, 10, 0.9))), Stroke(id="t", points=((5, 5, 1),))),
)


def group(groups: tuple[Group, ...], id_: str, kind: str) -> Group:
    return next(one for one in groups if (one.id, one.kind) == (id_, kind))


def test_everything_is_there_from_back_to_front() -> None:
    order = [one.kind for one in sketch(DESIGN, KINDS, measure).groups]
    assert order == sorted(order, key=["boundary", "connection", "component", "label", "note", "ink"].index)
    assert [one.id for one in sketch(DESIGN, KINDS, measure).groups if one.kind == "component"] == ["a", "b", "c"]


def test_the_bounds_hold_every_part() -> None:
    drawn = sketch(DESIGN, KINDS, measure)
    for one in drawn.groups:
        assert union([drawn.bounds, one.bounds]) == drawn.bounds


def test_a_wider_boundary_holds_a_narrower_one_and_an_empty_one_is_not_drawn() -> None:
    drawn = sketch(DESIGN, KINDS, measure)
    zone, region = group(drawn.groups, "zone", "boundary"), group(drawn.groups, "region", "boundary")
    assert union([zone.bounds, region.bounds]) == region.bounds
    assert not any(one.id == "empty" for one in drawn.groups)


def test_a_label_hides_no_box() -> None:
    drawn = sketch(DESIGN, KINDS, measure)
    label = group(drawn.groups, "ab", "label").bounds
    assert not any(label.overlaps(rect) for rect in drawn.rects.values())


def test_a_long_label_between_near_boxes_is_cut_rather_than_laid_over_them() -> None:
    long = DESIGN.connections[0].model_copy(update={"label": "a very long label that has no room here"})
    drawn = sketch(DESIGN.model_copy(update={"connections": (long,)}), KINDS, measure)
    label = group(drawn.groups, "ab", "label")
    assert not any(label.bounds.overlaps(rect) for rect in drawn.rects.values())
    assert any(isinstance(mark, Text) and mark.text.endswith("…") for mark in label.marks)


def test_a_note_without_a_place_stands_below() -> None:
    drawn = sketch(DESIGN, KINDS, measure)
    assert group(drawn.groups, "n", "note").bounds.y > max(rect.bottom for rect in drawn.rects.values())
    assert group(drawn.groups, "m", "note").bounds.x == 900


def test_states_and_highlights_change_only_what_they_name() -> None:
    plain, marked = (
        sketch(DESIGN, KINDS, measure),
        sketch(DESIGN, KINDS, measure, states={"c": "fail"}, highlight=frozenset({"a", "ab"})),
    )
    changed = {one.id for one, other in zip(plain.groups, marked.groups, strict=True) if one != other}
    assert changed == {"a", "ab", "c"}


def test_both_themes_have_every_colour_and_the_fonts_every_glyph() -> None:
    every = Design(
        components=tuple(Component(id=kind, kind=kind, replicas=2) for kind in KINDS),
        connections=DESIGN.model_copy().connections[:0],
        boundaries=DESIGN.boundaries,
        notes=DESIGN.notes,
        ink=DESIGN.ink,
    )
    for drawn in (
        sketch(every, KINDS, measure, states=dict.fromkeys(KINDS, "unknown")),
        sketch(DESIGN, KINDS, measure),
    ):
        for mark in drawn.marks:
            roles = [mark.fill, mark.stroke] if isinstance(mark, (Rectangle, Path)) else [mark.fill]
            for role in filter(None, roles):
                assert LIGHT.color(role)
                assert DARK.color(role)
            assert not isinstance(mark, Glyph) or mark.name in GLYPHS


def test_an_empty_drawing_is_an_empty_sketch() -> None:
    drawn = sketch(Design(), KINDS, measure)
    assert drawn.groups == ()
    assert drawn.bounds == Rect(-32, -32, 64, 64)
