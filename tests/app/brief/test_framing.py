"""The framing card: what is typed there is in the drawing, can be taken back, and is judged at the end."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from designer.app.brief.framing import FramingForm
from designer.app.inspector.field import LineField, NoteField
from designer.app.window import Window


def form(window: Window) -> FramingForm:
    found = window.workspace.framing.form
    assert found is not None
    return found


def typed(window: Window, name: str, text: str) -> None:
    field = form(window).fields[name]
    window.workspace.tabs.choose("framing")
    if isinstance(field, LineField):
        field.line.setFocus()
        field.line.clear()
        QTest.keyClicks(field.line, text)
        field.line.editingFinished.emit()
    elif isinstance(field, NoteField):
        field.text.setFocus()
        QTest.keyClicks(field.text, text)
        form(window).fields["guardrail" if name != "guardrail" else "objective"].setFocus()


def test_words_go_into_the_drawing_and_out_again(practice: Window) -> None:
    document = practice.workspace.document
    typed(practice, "metrics", "recall, calibration")
    assert ", ".join(document.design.framing.metrics) == "recall, calibration"
    practice.workspace.undo()
    assert not document.design.framing.metrics
    assert form(practice).fields["metrics"].text.toPlainText() == ""  # type: ignore[attr-defined]


def test_a_number_is_read_with_its_unit(practice: Window) -> None:
    typed(practice, "peak_rate", "0.9k/s")
    assert practice.workspace.document.design.framing.numbers == {"peak_rate": 900}
    typed(practice, "peak_rate", "")
    assert practice.workspace.document.design.framing.numbers == {}


def test_what_is_no_number_is_refused_beside_it(practice: Window) -> None:
    typed(practice, "peak_rate", "a lot")
    field = form(practice).fields["peak_rate"]
    assert "must be a number" in field.error.text()
    assert practice.workspace.document.design.framing.numbers == {}


def test_the_answers_come_with_the_end(practice: Window) -> None:
    typed(practice, "peak_rate", "868")
    typed(practice, "daily_volume", "7 TB")
    assert not any("868 /s" in label.text() for label in labels(practice))
    practice.workspace.framing.show_answers(on=True)
    said = [label.text() for label in labels(practice)]
    assert any(text.startswith("Near enough: it is 868") for text in said)
    assert any(text.startswith("No: it is 75 GB") for text in said)
    assert any(text == "Not answered: it is 3 replicas." for text in said)
    assert not form(practice).fields["peak_rate"].isEnabled()
    practice.workspace.framing.show_answers(on=False)
    assert form(practice).fields["peak_rate"].isEnabled()


def labels(window: Window) -> list[QLabel]:
    return form(window).findChildren(QLabel)


def test_a_drawing_without_a_scenario_has_a_framing_without_numbers(window: Window) -> None:
    window.drill.open_blank()
    assert set(form(window).fields) == {"objective", "metrics", "guardrail"}


def test_what_is_refused_stays_with_its_sentence_while_others_are_answered(practice: Window) -> None:
    typed(practice, "daily_volume", "lots")
    typed(practice, "peak_rate", "868")
    field = form(practice).fields["daily_volume"]
    assert isinstance(field, LineField)
    assert field.line.text() == "lots"
    assert field.error.text() == "Your answer is 'lots', and it must be a number in GB."
