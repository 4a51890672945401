"""The framing card: what is to be achieved, what must not get worse, and the numbers on the back of an envelope."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from designer.app.inspector.field import LineField, NoteField
from designer.app.inspector.form import Form
from designer.app.widgets.parts import clear, column, scrolling, words
from designer.canvas.document import Document
from designer.catalog.quantity import SHOWN, format_value, parse_value
from designer.drill.envelope import Answer, answers, as_property
from designer.model.design import Framing, PropertyValue
from designer.model.edit import SetHeader
from designer.model.scenario import Envelope, Scenario

_SAID = {
    "objective": ("Objective", "What should get better, for whom?"),
    "metrics": ("Metrics", "How would you know? Several, with commas between"),
    "guardrail": ("Guardrail", "What must not get worse?"),
}
"""What a framing says in words: the title of each field, and the question in it while it is empty."""
_TWO_LINES = 58


class FramingPanel(QWidget):
    """The framing of the open drawing, with a drill's numeric questions; their answers come with the critique."""

    def __init__(self, document: Document) -> None:
        """Edit this document's framing."""
        super().__init__()
        self._document = document
        self._scenario: Scenario | None = None
        self._answered = False
        self.form: FramingForm | None = None
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(self._body))
        document.changed.connect(lambda _edit: self.form.refresh() if self.form is not None else None)
        self.rebuild()

    def show_scenario(self, scenario: Scenario | None) -> None:
        """Ask the questions of this scenario, none without one."""
        self._scenario = scenario
        self.rebuild()

    def show_answers(self, *, on: bool) -> None:
        """Show what is right under each number, which ends the writing, or hide it again."""
        if on != self._answered:
            self._answered = on
            self.rebuild()

    def rebuild(self) -> None:
        """Make the panel again."""
        clear(self._column)
        self.form = FramingForm(self._document, self._scenario, answered=self._answered)
        self._column.addWidget(self.form)
        self._column.addStretch(1)


class FramingForm(Form):
    """Edits the framing, a field for each thing that it says."""

    def __init__(self, document: Document, scenario: Scenario | None, *, answered: bool) -> None:
        """Show the framing, and with `answered` what each number should have been."""
        super().__init__(document)
        self._questions = {question.id: question for question in scenario.envelope} if scenario else {}
        self.column.addWidget(words("Frame the problem", "title"))
        for name, (title, question) in _SAID.items():
            field = NoteField(title, question)
            field.text.setFixedHeight(_TWO_LINES)
            self.add(name, field).setEnabled(not answered)
        if scenario is not None and self._questions:
            self.column.addSpacing(6)
            self.column.addWidget(words("On the back of an envelope", "title"))
            for answer in answers(scenario, document.design.framing.numbers):
                self.add(answer.question.id, _number_field(answer.question)).setEnabled(not answered)
                if answered:
                    self.column.addLayout(column(*_told(answer), spacing=2))
        self.refresh()

    @property
    def _framing(self) -> Framing:
        return self.document.design.framing

    def is_current(self) -> bool:
        """Say that there is always a framing."""
        return True

    def value(self, name: str) -> PropertyValue:
        """Give what the framing says under a name."""
        if name in self._questions:
            return self._framing.numbers.get(name)
        said = getattr(self._framing, name)
        return said if isinstance(said, str) else ", ".join(said)

    def commit(self, name: str, value: PropertyValue) -> None:
        """Make the framing say something else under a name; nothing at all takes a number out."""
        if name in self._questions:
            numbers = {key: number for key, number in self._framing.numbers.items() if key != name}
            fields = {"numbers": numbers if value is None else numbers | {name: value}}
        else:
            text = str(value or "")
            said = [part.strip() for part in text.split(",") if part.strip()]
            fields = {"metrics": said} if name == "metrics" else {name: text}  # type: ignore[dict-item]
        framing = self._framing.model_dump(mode="json") | fields
        self.document.do(SetHeader(fields={"framing": framing}))


def _number_field(question: Envelope) -> LineField:
    asked = as_property(question)
    spoken = asked.model_copy(update={"name": "your answer"})  # a question's id says nothing to a person
    unit = SHOWN.get(question.unit, question.unit)
    return LineField(
        question.ask, lambda text: parse_value(spoken, text), lambda value: format_value(asked, value), placeholder=unit
    )


def _told(answer: Answer) -> tuple[QWidget, QWidget]:
    """Say what is right, and how one gets there."""
    if answer.right:
        return words(f"Near enough: it is {answer.text}.", "success"), words(answer.question.how, "caption")
    role, start = ("danger", "No: it") if answer.said is not None else ("soft", "Not answered: it")
    return words(f"{start} is {answer.text}.", role), words(answer.question.how, "caption")
