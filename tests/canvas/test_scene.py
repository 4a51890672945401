"""The scene keeps up with the document, whatever is done to it, and touches only what an edit touched."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from designer.canvas.document import Document
from designer.canvas.edits.touched import touched
from designer.canvas.items.edge import EdgeItem
from designer.canvas.items.node import NodeItem
from designer.canvas.scene import BoardScene
from designer.catalog.library import catalog
from designer.drawing.theme import LIGHT
from designer.model.design import (
    ITEM_TYPES,
    Boundary,
    BoundaryKind,
    Collection,
    Component,
    Connection,
    ConnectionKind,
    Design,
    Item,
    Note,
    Stroke,
)
from designer.model.edit import (
    Batch,
    Edit,
    Insert,
    Move,
    Remove,
    Replace,
    deletion,
)
from tests.canvas.hand import open_board, small_design
from tests.canvas.steps import assert_in_step

IDS = [f"c{number}" for number in range(6)]
PLACES = st.tuples(st.integers(-5, 5), st.integers(-5, 5)).map(lambda p: (p[0] * 120.0, p[1] * 90.0))
KINDS = st.sampled_from(["cache", "app_service", "model_server", "label_store"])
COMPONENTS = st.builds(
    Component,
    id=st.sampled_from(IDS),
    kind=KINDS,
    position=st.none() | PLACES,
    replicas=st.integers(1, 2),
    size=st.none() | st.just((220.0, 90.0)),
)
CONNECTIONS = st.builds(
    Connection,
    id=st.sampled_from(["e0", "e1", "e2", "e3"]),
    source=st.sampled_from(IDS),
    target=st.sampled_from(IDS),
    kind=st.sampled_from(ConnectionKind),
    label=st.sampled_from(["", "80 ms"]),
)
NOTES = st.builds(Note, id=st.just("n"), text=st.text(max_size=20), position=st.none() | PLACES)
BOUNDARIES = st.builds(
    Boundary, id=st.just("b"), kind=st.just(BoundaryKind.ZONE), components=st.lists(st.sampled_from(IDS)).map(tuple)
)
INK = st.just(Stroke(id="s", points=((0, 0, 0.5), (10, 10, 1.0))))

COLLECTIONS: dict[type[Item], Collection] = {type_: name for name, type_ in ITEM_TYPES.items()}  # type: ignore[misc]
ITEMS: st.SearchStrategy[Item] = st.one_of(COMPONENTS, CONNECTIONS, NOTES, BOUNDARIES, INK)
EDITS: st.SearchStrategy[Edit] = st.one_of(
    ITEMS.map(lambda item: Insert(collection=COLLECTIONS[type(item)], item=item)),
    ITEMS.map(lambda item: Replace(collection=COLLECTIONS[type(item)], item=item)),
    ITEMS.map(lambda item: Remove(collection=COLLECTIONS[type(item)], id=item.id)),
    st.dictionaries(st.sampled_from(IDS), PLACES, max_size=3).map(lambda places: Move(positions=places)),
)
STEPS = st.lists(st.one_of(EDITS, st.sampled_from(["undo", "redo", "delete", "batch"])), max_size=25)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_scene_is_the_drawing_after_any_edits(qapp: QApplication, steps: list[Edit | str]) -> None:
    document = Document(
        Design(
            components=(
                Component(id="c0", kind="cache"),
                Component(id="c1", kind="app_service", position=(300, 0)),
                Component(id="c2", kind="model_server", position=(600, 90)),
            ),
            connections=(Connection(id="e0", source="c1", target="c0", kind=ConnectionKind.REQUEST),),
        )
    )
    scene = BoardScene(document, catalog(), LIGHT)
    verbs: dict[str, Callable[[], object]] = {
        "undo": document.undo,
        "redo": document.redo,
        "delete": lambda: document.do(deletion(document.design, {"c1", "e1"})),
        "batch": lambda: document.do(
            Batch(edits=(Insert(collection="components", item=Component(id="c5", kind="cache", position=(0, 400))),))
        ),
    }
    for step in steps:
        if isinstance(step, str):
            verbs[step]()
        else:
            document.do(step)
        assert_in_step(scene)
    while document.can_undo:
        document.undo()
    assert_in_step(scene)


def test_moving_one_component_touches_it_and_its_lines_alone(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document(small_design())
    scene = BoardScene(document, catalog(), LIGHT)
    routed: list[str] = []
    monkeypatch.setattr(EdgeItem, "route", lambda item, _shape: routed.append(item.id))
    monkeypatch.setattr(NodeItem, "show_component", lambda *_: pytest.fail("a move repaints nothing"))
    items = dict(scene.nodes)
    document.do(Move(positions={"app": (0, 40)}))
    assert routed == ["ask"]
    assert scene.nodes == items


def test_components_that_nobody_placed_are_laid_out_apart(qapp: QApplication) -> None:
    design = Design(components=tuple(Component(id=f"c{n}", kind="cache") for n in range(5)))
    scene = BoardScene(Document(design), catalog(), LIGHT)
    boxes = list(scene.rects.values())
    assert not any(one.overlaps(other) for i, one in enumerate(boxes) for other in boxes[:i])
    assert scene.document.design == design, "looking changes nothing"


def test_an_unknown_kind_is_shown_all_the_same(qapp: QApplication) -> None:
    scene = BoardScene(Document(Design(components=(Component(id="x", kind="not-a-kind"),))), catalog(), LIGHT)
    assert scene.called("x") == "not-a-kind"


def test_what_an_edit_touched_is_named_through_batches() -> None:
    edit = Batch(edits=(Move(positions={"a": (0, 0)}), Batch(edits=(Remove(collection="ink", id="s"),))))
    assert touched(edit)["components"] == {"a"}
    assert touched(edit)["ink"] == {"s"}


def test_what_comes_later_lies_over_what_came_before(qtbot: QtBot) -> None:
    ids = [f"c{number}" for number in range(20)]
    design = Design(components=tuple(Component(id=id_, kind="cache", position=(0, 0)) for id_ in ids))
    board = open_board(qtbot, design).view.board
    over = [item.id for item in board.items(QPointF(50, 30)) if isinstance(item, NodeItem)]
    assert over == ids[::-1]
