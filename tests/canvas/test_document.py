"""The open document: what it tells, and what it refuses."""

from pytestqt.qtbot import QtBot

from designer.canvas.document import Document
from designer.model.design import Component, Design
from designer.model.edit import Edit, Insert, Move, Remove

ADD = Insert(collection="components", item=Component(id="a", kind="cache"))


def test_an_edit_is_applied_and_told_to_views_and_journal(qtbot: QtBot) -> None:
    document = Document()
    seen: list[Edit] = []
    log: list[Edit] = []
    document.changed.connect(seen.append)
    document.edited.connect(log.append)
    assert document.do(ADD)
    assert document.design.component("a") is not None
    assert seen == [ADD] == log


def test_undo_and_redo_are_told_as_the_edits_that_were_applied(qtbot: QtBot) -> None:
    document = Document()
    log: list[Edit] = []
    document.edited.connect(log.append)
    document.do(ADD)
    document.undo()
    document.redo()
    document.redo()
    assert log == [ADD, Remove(collection="components", id="a"), ADD]
    replayed = Design()
    for edit in log:
        replayed = edit.apply(replayed)
    assert replayed == document.design


def test_a_refused_edit_changes_nothing_and_says_why(qtbot: QtBot) -> None:
    document = Document()
    said: list[str] = []
    document.refused.connect(said.append)
    assert not document.do(Move(positions={"ghost": (0, 0)}))
    assert document.design == Design()
    assert not document.can_undo
    assert len(said) == 1
    assert "ghost" in said[0]


def test_a_new_drawing_has_nothing_to_undo(qtbot: QtBot) -> None:
    document = Document()
    document.do(ADD)
    assert (document.can_undo, document.undo_label) == (True, "Add")
    seen: list[object] = []
    document.changed.connect(seen.append)
    document.open(Design(title="Other"))
    assert seen == [None]
    assert not document.can_undo
    assert not document.can_redo
    document.undo()
    assert document.design.title == "Other"
