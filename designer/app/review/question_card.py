"""One question of the interviewer: asked aloud first, and only on demand what a good answer touches on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from designer.app.review.card import Card
from designer.app.widgets.fold import Fold
from designer.app.widgets.parts import column, row, words
from designer.model.advice import Question

TOUCHES = "What a good answer touches on"
_CARET = 8
"""How far a fold's caret stands from its left edge, in px: the caret is aligned with the words, not the edge."""


class QuestionCard(Card):
    """A question that can be chosen; its answer is folded up."""

    def __init__(self, number: int, question: Question) -> None:
        """Show the question, by its number from 1."""
        super().__init__(place.id for place in question.where)
        self.question = question
        self.setAccessibleName(f"Question {number}: {question.ask}")
        mark = words(str(number), "muted", wrap=False)
        mark.setMinimumWidth(20)
        ask = row(spacing=8)
        ask.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        ask.addWidget(words(question.ask), 1)
        layout = column(spacing=2, margins=(12, 10, 12, 8))
        layout.addLayout(ask)
        layout.addLayout(self._touches(number))
        self.setLayout(layout)

    def _touches(self, number: int) -> QVBoxLayout:
        self.fold = Fold(TOUCHES, "fold-small")
        self.fold.setAccessibleName(f"{TOUCHES}, question {number}")
        self.fold.setMinimumWidth(40)  # or it, which cannot wrap, would say how narrow the panel can be
        self.answer = QWidget()
        told = (words(sentence, "soft") for sentence in self.question.touches)
        self.answer.setLayout(column(*told, spacing=6, margins=(_CARET, 0, 0, 4)))
        self.answer.hide()
        self.fold.toggled.connect(self.answer.setVisible)
        self.fold.setVisible(bool(self.question.touches))
        return column(self.fold, self.answer, spacing=2, margins=(28 - _CARET, 0, 0, 0))
