"""Notes and boundaries in the inspector: their words, the kind of a boundary, and that both can go."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from designer.app.inspector.field import LineField, NoteField
from designer.app.inspector.panel import Inspector
from designer.app.inspector.words_form import BoundaryForm, NoteForm
from designer.canvas.document import Document
from designer.catalog.library import catalog
from designer.model.design import Boundary, BoundaryKind, Component, Design, Note, Stroke


@pytest.fixture
def document() -> Document:
    return Document(
        Design(
            components=(Component(id="app", kind="app_service", name="Front"), Component(id="db", kind="cache")),
            boundaries=(Boundary(id="a", kind=BoundaryKind.ZONE, components=("app", "db")),),
            notes=(Note(id="n", text="ask about refunds"),),
            ink=(Stroke(id="s", points=((0, 0, 1), (9, 9, 1))),),
        )
    )


@pytest.fixture
def pressed() -> list[str]:
    return []


@pytest.fixture
def inspector(qtbot: QtBot, show: Callable[[QWidget], None], document: Document, pressed: list[str]) -> Inspector:
    shared = [(name, "trash", lambda name=name: pressed.append(name)) for name in ("Connect", "Duplicate", "Delete")]
    made = Inspector(document, catalog(), shared)
    qtbot.addWidget(made)
    made.resize(340, 900)
    show(made)
    return made


def said(inspector: Inspector) -> str:
    QApplication.processEvents()  # what is laid out is shown in the next turn
    return " ".join(label.text() for label in inspector.findChildren(QLabel) if label.isVisible())


def offered(inspector: Inspector) -> dict[str, QPushButton]:
    QApplication.processEvents()
    return {made.text().strip(): made for made in inspector.findChildren(QPushButton) if made.isVisible()}


def test_the_words_of_a_note_are_changed_as_one_edit(inspector: Inspector, document: Document) -> None:
    inspector.show_selection(["n"])
    form = inspector.form
    assert isinstance(form, NoteForm)
    field = form.fields["text"]
    assert isinstance(field, NoteField)
    field.text.setFocus()
    field.text.selectAll()
    QTest.keyClicks(field.text, "ask about returns")
    inspector.show_selection([])
    assert document.design.notes[0].text == "ask about returns"
    document.undo()
    assert document.design.notes[0].text == "ask about refunds"
    assert not document.can_undo


def test_a_boundary_is_named_and_made_another_kind(inspector: Inspector, document: Document) -> None:
    inspector.show_selection(["a"])
    form = inspector.form
    assert isinstance(form, BoundaryForm)
    assert "Holds Front, Cache" in said(inspector)
    name = form.fields["name"]
    assert isinstance(name, LineField)
    name.line.setFocus()
    QTest.keyClicks(name.line, "eu-west-1a")
    QTest.keyClick(name.line, Qt.Key.Key_Return)
    form.box.activated.emit(list(BoundaryKind).index(BoundaryKind.TEAM))
    kept = document.design.boundaries[0]
    assert (kept.name, kept.kind, kept.components) == ("eu-west-1a", BoundaryKind.TEAM, ("app", "db"))
    assert "Team" in said(inspector)
    document.undo()
    document.undo()
    assert document.design.boundaries[0] == Boundary(id="a", kind=BoundaryKind.ZONE, components=("app", "db"))


@pytest.mark.parametrize("chosen", ["n", "a"])
def test_both_can_be_deleted_but_not_connected(inspector: Inspector, pressed: list[str], chosen: str) -> None:
    inspector.show_selection([chosen])
    assert "Connect" not in offered(inspector)
    offered(inspector)["Delete"].click()
    assert pressed == ["Delete"]


@pytest.mark.parametrize("chosen", ["n", "a"])
def test_neither_is_changed_while_the_board_is_only_read(inspector: Inspector, chosen: str) -> None:
    inspector.set_editable(False)
    inspector.show_selection([chosen])
    assert inspector.form is not None
    assert not inspector.form.isEnabled()
    assert offered(inspector)
    assert not any(made.isEnabled() for made in offered(inspector).values())


def test_a_stroke_is_called_a_stroke(inspector: Inspector) -> None:
    inspector.show_selection(["s"])
    assert "A stroke is selected" in said(inspector)
