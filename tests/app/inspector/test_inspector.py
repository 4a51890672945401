"""Editing what is selected: what can be meant is one edit, what cannot is said and changes nothing."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from designer.app.inspector.connection_form import ConnectionForm
from designer.app.inspector.field import ChoiceField, ConceptsField, FlagField, LineField, NoteField
from designer.app.inspector.panel import Inspector
from designer.canvas.document import Document
from designer.catalog.library import catalog
from designer.model.design import Component, Connection, ConnectionKind, Design, PropertyValue
from designer.model.edit import Batch, Replace


@pytest.fixture
def document() -> Document:
    return Document(
        Design(
            components=(
                Component(id="app", kind="app_service"),
                Component(id="model", kind="model_server"),
                Component(id="watch", kind="ml_monitor"),
                Component(id="pager", kind="alerting"),
            ),
            connections=(
                Connection(id="ask", source="app", target="model", kind=ConnectionKind.REQUEST),
                Connection(id="tell", source="watch", target="pager", kind=ConnectionKind.CONTROL),
            ),
        )
    )


@pytest.fixture
def inspector(qtbot: QtBot, show: Callable[[QWidget], None], document: Document) -> Inspector:
    made = Inspector(document, catalog(), [("Delete", "trash", lambda: None)])
    qtbot.addWidget(made)
    made.resize(340, 900)
    show(made)
    return made


def line(inspector: Inspector, name: str) -> LineField:
    assert inspector.form is not None
    field = inspector.form.fields[name]
    assert isinstance(field, LineField)
    return field


def enter(field: LineField, text: str) -> None:
    field.line.setFocus()
    field.line.selectAll()
    QTest.keyClicks(field.line, text)
    QTest.keyClick(field.line, Qt.Key.Key_Return)


def kept(document: Document, name: str) -> PropertyValue:
    component = document.design.component("model")
    assert component is not None
    return component.properties.get(name)


@pytest.mark.parametrize(
    ("name", "typed", "value", "written"),
    [
        ("p99_ms", "80 ms", 80.0, "80 ms"),
        ("p99_ms", "2 s", 2000.0, "2,000 ms"),
        ("rate_per_s", "2k/s", 2000.0, "2,000 /s"),
        ("availability", "99.9 %", 0.999, "99.9 %"),
        ("max_r", "12", 12, "12"),
        ("model_ref", "scorer:3", "scorer:3", "scorer:3"),
    ],
)
def test_what_can_be_meant_is_kept_as_one_edit(
    inspector: Inspector, name: str, typed: str, value: object, written: str
) -> None:
    document = inspector._document
    inspector.show_selection(["model"])
    enter(line(inspector, name), typed)
    assert kept(document, name) == (pytest.approx(value) if isinstance(value, float) else value)
    assert line(inspector, name).line.text() == written
    assert line(inspector, name).error.isHidden()
    document.undo()
    assert kept(document, name) is None
    assert line(inspector, name).line.text() == ""
    assert not document.can_undo


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("p99_ms", "fast", "p99 latency is 'fast', and it must be a number in ms."),
        ("p99_ms", "-3", "p99 latency is -3, and it must be at least 0 ms."),
        ("max_r", "2.5", "Most replicas is 2.5, and it must be a whole number."),
        ("replicas", "0", "Replicas is 0, and it must be at least 1."),
        ("zones", "a, a", "Zones names the same place twice; name each once."),
    ],
)
def test_what_cannot_be_meant_is_said_and_the_old_value_stays(
    inspector: Inspector, name: str, typed: str, said: str
) -> None:
    document = inspector._document
    inspector.show_selection(["model"])
    before = document.design
    field = line(inspector, name)
    enter(field, typed)
    assert document.design is before
    assert field.error.text().lower() == said.lower()
    assert not field.error.isHidden()
    assert field.line.property("wrong")
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    assert field.error.text() == ""
    assert field.line.text() == ("1" if name == "replicas" else "")


def test_leaving_a_field_commits_it(qtbot: QtBot, inspector: Inspector, document: Document) -> None:
    inspector.show_selection(["model"])
    name = line(inspector, "name")
    name.line.setFocus()
    QTest.keyClicks(name.line, "Scorer")
    line(inspector, "technology").line.setFocus()
    component = document.design.component("model")
    assert component is not None
    assert component.name == "Scorer"
    assert document.undo_label == "Change name"


def test_a_field_that_is_left_as_it_was_is_no_edit(qtbot: QtBot, inspector: Inspector, document: Document) -> None:
    inspector.show_selection(["model"])
    enter(line(inspector, "replicas"), "1")
    assert not document.can_undo


@pytest.mark.parametrize(("typed", "value"), [("3", 3), ("a, b", ("a", "b")), ("eu-west", ("eu-west",))])
def test_zones_are_a_count_or_names(
    qtbot: QtBot, inspector: Inspector, document: Document, typed: str, value: object
) -> None:
    inspector.show_selection(["model"])
    enter(line(inspector, "zones"), typed)
    component = document.design.component("model")
    assert component is not None
    assert component.zones == value


def test_a_switch_is_yes_or_not_stated(inspector: Inspector, document: Document) -> None:
    inspector.show_selection(["model"])
    assert inspector.form is not None
    field = inspector.form.fields["batching"]
    assert isinstance(field, FlagField)
    field.switch.click()
    assert kept(document, "batching") is True
    field.switch.click()
    assert kept(document, "batching") is None


def test_a_choice_takes_an_option_and_other_words(qtbot: QtBot, inspector: Inspector, document: Document) -> None:
    inspector.show_selection(["model"])
    assert inspector.form is not None
    field = inspector.form.fields["hw"]
    assert isinstance(field, ChoiceField)
    for typed in ("gpu", "tpu v5"):
        field.box.setFocus()
        edit = field.box.lineEdit()
        assert edit is not None
        edit.selectAll()
        QTest.keyClicks(edit, typed)
        QTest.keyClick(edit, Qt.Key.Key_Return)
        assert kept(document, "hw") == typed


def test_words_are_shown_as_what_was_understood(qtbot: QtBot, inspector: Inspector, document: Document) -> None:
    inspector.show_selection(["watch"])
    field = line(inspector, "watches")
    assert isinstance(field, ConceptsField)
    enter(field, "feature drift, vibes")
    chips = [chip.text() for chip in field.chips.findChildren(QLabel) if not chip.isHidden()]
    assert chips == ["drift", "vibes ?"]
    component = document.design.component("watch")
    assert component is not None
    assert component.properties["watches"] == "feature drift, vibes"


def test_a_note_commits_when_it_is_left(qtbot: QtBot, inspector: Inspector, document: Document) -> None:
    inspector.show_selection(["model"])
    assert inspector.form is not None
    note = inspector.form.fields["note"]
    assert isinstance(note, NoteField)
    note.text.setFocus()
    QTest.keyClicks(note.text, "cheaper")
    line(inspector, "name").line.setFocus()
    component = document.design.component("model")
    assert component is not None
    assert component.note == "cheaper"


def test_only_legal_kinds_of_connection_are_offered(inspector: Inspector, document: Document) -> None:
    inspector.show_selection(["ask"])
    form = inspector.form
    assert isinstance(form, ConnectionForm)
    offered = [form.box.itemData(place) for place in range(form.box.count())]
    assert offered == [kind.value for kind in catalog().legal_kinds("app_service", "model_server")]
    assert "feedback" not in offered


def test_another_kind_keeps_what_it_knows_and_undo_brings_all_back(
    qtbot: QtBot, inspector: Inspector, document: Document
) -> None:
    inspector.show_selection(["ask"])
    enter(line(inspector, "timeout_ms"), "25 ms")
    form = inspector.form
    assert isinstance(form, ConnectionForm)
    form.box.activated.emit(form.box.findData("data"))
    changed = document.design.connection("ask")
    assert changed is not None
    assert (changed.kind, dict(changed.properties)) == (ConnectionKind.DATA, {})
    document.undo()
    restored = document.design.connection("ask")
    assert restored is not None
    assert (restored.kind, dict(restored.properties)) == (ConnectionKind.REQUEST, {"timeout_ms": 25.0})


def test_a_role_that_is_read_from_the_ends_is_shown(inspector: Inspector) -> None:
    inspector.show_selection(["tell"])
    assert any("as: alert" in label.text() for label in inspector.findChildren(QLabel))


def test_what_a_label_states_is_shown_as_it_is_typed_until_a_property_states_it(inspector: Inspector) -> None:
    def told() -> str:
        return " ".join(made.text() for made in inspector.findChildren(QLabel) if "Read from" in made.text())

    inspector.show_selection(["ask"])
    assert not told()
    form = inspector.form
    assert isinstance(form, ConnectionForm)
    form.box.activated.emit(form.box.findData("data"))
    inspector.show_selection(["ask"])
    enter(line(inspector, "label"), "nightly, 300/s")
    assert told() == "Read from its ends and label as: interval 1 d, rate 300 /s"
    enter(line(inspector, "interval_s"), "2 h")
    assert told() == "Read from its ends and label as: rate 300 /s"
    enter(line(inspector, "label"), "all of it")
    assert not told()


def test_a_label_on_the_only_model_is_not_read_as_a_stand_in(inspector: Inspector, document: Document) -> None:
    ask = document.design.connection("ask")
    assert ask is not None
    late = ask.model_copy(update={"label": "late: rules in code"})
    document.do(Batch(label="Label", edits=(Replace(collection="connections", item=late),)))
    inspector.show_selection(["ask"])
    assert not any("Read from its ends" in label.text() for label in inspector.findChildren(QLabel))


def test_a_direction_that_is_not_legal_cannot_be_swapped_to(inspector: Inspector) -> None:
    inspector.show_selection(["tell"])
    assert not [made for made in inspector.findChildren(QLabel) if made.text() == "Swap direction"]
    form = inspector.form
    assert isinstance(form, ConnectionForm)
    assert ConnectionKind.CONTROL not in catalog().legal_kinds("alerting", "ml_monitor")


def test_several_show_how_many_they_are(inspector: Inspector) -> None:
    inspector.show_selection(["app", "model", "ask"])
    assert any("3 things are selected" in label.text() for label in inspector.findChildren(QLabel))


def test_what_is_deleted_is_shown_no_longer(inspector: Inspector, document: Document) -> None:
    inspector.show_selection(["ask"])
    document.open(Design())
    assert inspector.form is None


def test_a_read_only_drawing_cannot_be_edited(inspector: Inspector) -> None:
    inspector.set_editable(False)
    inspector.show_selection(["model"])
    assert inspector.form is not None
    assert not inspector.form.isEnabled()
