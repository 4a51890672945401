"""What an interviewer would ask, under the findings: folded up, and worked out once somebody looks."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from designer.app.job import Job
from designer.app.review.question_card import QuestionCard
from designer.app.widgets.fold import Fold
from designer.app.widgets.parts import clear, column, in_tab_order, rule, words
from designer.errors import DesignerError
from designer.model.advice import Question

TITLE = "An interviewer would ask"
WAIT = "One moment…"
_FIRST = "Answer aloud first. A click shows on the board what a question is about."
_NOTHING = "Nothing in this drawing invites a question."

Ask = Callable[[], Sequence[Question]]
"""Works out the questions of one critique, in any thread; raises DesignerError."""


class Questions(QFrame):
    """The questions of one critique at a time; those of another are dropped, though they come later."""

    chosen = Signal(object)
    """The card that was chosen."""
    unfolded = Signal()
    """There is more to see below the title than before."""

    def __init__(self) -> None:
        """Offer nothing yet."""
        super().__init__()
        self.cards: list[QuestionCard] = []
        self._ask: Ask | None = None
        self._job = Job(self)
        self.head = Fold(TITLE)
        self._body = QWidget()
        self._lines = QVBoxLayout(self._body)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)
        self.setLayout(column(rule(), self.head, self._body, spacing=10))
        self.head.toggled.connect(self._turn)
        self.offer(None)

    def offer(self, ask: Ask | None) -> None:
        """Fold up, and have these questions from now on; without any there is nothing to be seen."""
        self.head.setChecked(False)
        self._body.hide()
        self._job.forget()
        self._ask, self.cards = ask, []
        clear(self._lines)
        self.head.say(TITLE)
        self.setVisible(ask is not None)

    @property
    def stops(self) -> list[QWidget]:
        """What the keyboard reaches, from top to bottom."""
        return [self.head, *(part for card in self.cards for part in (card, card.fold))]

    def _turn(self, on: bool) -> None:
        self._body.setVisible(on)
        if on and self._ask is not None and not self._job.busy:
            self._say(WAIT)
            self._job.start(self._ask, self._show, self._fail)
        if on:
            self.unfolded.emit()

    def _show(self, questions: Sequence[Question]) -> None:
        count, self._ask = len(questions), None
        self.head.say(f"{TITLE}  {count}", f"{TITLE}, {count} question{'' if count == 1 else 's'}")
        self._say(_FIRST if questions else _NOTHING)
        for number, question in enumerate(questions, 1):
            card = QuestionCard(number, question)
            card.chosen.connect(self.chosen)
            self.cards.append(card)
            self._lines.addWidget(card)
        in_tab_order(self.stops)
        if self.head.isChecked():
            self.unfolded.emit()

    def _fail(self, error: DesignerError) -> None:
        self._say(str(error), "warning")

    def _say(self, sentence: str, role: str = "caption") -> None:
        clear(self._lines)
        self._lines.addWidget(words(sentence, role), 0, Qt.AlignmentFlag.AlignTop)
