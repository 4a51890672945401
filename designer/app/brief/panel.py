"""The question, to be read again at any time: prompt, what is asked, questions to put, and what has changed since."""

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from designer.app.widgets.parts import button, clear, column, row, rule, scrolling, well, words
from designer.app.widgets.switch import Choice
from designer.model.scenario import Clarification, Requirement, Scenario, Twist


class BriefPanel(QWidget):
    """A scenario's brief; without a scenario, a way to choose the one that the drawing answers."""

    chosen = Signal(str)
    """The scenario that a drawing without one is to answer."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        """Offer these scenarios (id, title) to a drawing that has none."""
        super().__init__()
        self._titles = titles
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(16, 16, 16, 24)
        self._column.setSpacing(10)
        self._twists = QVBoxLayout()
        self._twists.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(self._body))
        self._scenario: Scenario | None = None
        self._happened: list[Twist] = []
        self._left: Sequence[str] = ()

    def show_scenario(self, scenario: Scenario | None) -> None:
        """Show a brief from its beginning, nothing asked yet."""
        self._scenario, self._happened, self._left = scenario, [], ()
        self.rebuild()

    def add_twist(self, twist: Twist) -> None:
        """Keep what has changed at the top."""
        self._happened.append(twist)
        self._show_twists()

    def tell_left(self, left: Sequence[str]) -> None:
        """Say what is left of the drawing after each of what has changed, in its order; nothing of those without."""
        if list(left) != list(self._left):
            self._left = left
            self._show_twists()

    def _show_twists(self) -> None:
        clear(self._twists)
        for place, twist in enumerate(self._happened):
            self._twists.insertWidget(0, _twist_card(twist, self._left[place] if place < len(self._left) else ""))

    def rebuild(self) -> None:
        """Make the panel again."""
        clear(self._column)
        self._twists = QVBoxLayout()
        self._twists.setSpacing(8)
        self._column.addLayout(self._twists)
        if self._scenario is None:
            self._offer_scenarios()
        else:
            self._fill(self._scenario)
        self._column.addStretch(1)
        self._show_twists()

    def _fill(self, scenario: Scenario) -> None:
        self._column.addWidget(words(scenario.title, "title"))
        self._column.addWidget(words(" ".join(scenario.prompt.split())))
        if scenario.functional:
            self._section("It must")
            for line in scenario.functional:
                self._column.addLayout(_bullet(line))
        if scenario.requirements:
            self._section("In numbers")
            self._column.addWidget(_table(scenario.requirements))
        if scenario.clarifications:
            self._section("You may ask")
            for clarification in scenario.clarifications:
                self._column.addWidget(Question(clarification))

    def _section(self, title: str) -> None:
        self._column.addSpacing(6)
        self._column.addWidget(words(title, "section"))

    def _offer_scenarios(self) -> None:
        self._column.addWidget(words("No scenario", "title"))
        sentence = "This drawing answers no question yet. Choose one to see its brief and have the drawing graded."
        self._column.addWidget(words(sentence, "soft"))
        box = Choice("Scenario")
        box.addItem("Choose a scenario…", "")
        for id_, title in self._titles.items():
            box.addItem(title, id_)
        box.activated.connect(lambda index: self.chosen.emit(box.itemData(index)) if box.itemData(index) else None)
        self._column.addWidget(box)


class Question(QFrame):
    """A question that a good candidate asks; the answer comes when it is asked."""

    def __init__(self, clarification: Clarification) -> None:
        """Hide the answer."""
        super().__init__()
        self.setProperty("role", "well")
        self._answer = words(clarification.answer)
        self._answer.hide()
        self.ask = button("Ask", self._reveal, role="quiet")
        self.ask.setAccessibleName(f"Ask: {clarification.ask}")
        top = row(spacing=8)
        top.addWidget(words(clarification.ask, "strong"), 1)
        top.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignTop)
        layout = column(spacing=6, margins=(12, 8, 8, 8))
        layout.addLayout(top)
        layout.addWidget(self._answer)
        self.setLayout(layout)

    def _reveal(self) -> None:
        self._answer.show()
        self.ask.hide()


def _twist_card(twist: Twist, left: str) -> QFrame:
    card = QFrame()
    card.setProperty("role", "banner")
    title = words(f"Changed at minute {twist.minute}", "section")
    said = [title, words(twist.say), *([words(left, "soft")] if left else [])]
    card.setLayout(column(*said, spacing=4, margins=(12, 10, 12, 10)))
    return card


def _bullet(text: str) -> QVBoxLayout:
    line = row(spacing=8)
    dot = words("•", "muted", wrap=False)
    line.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(words(text), 1)
    held = column()
    held.addLayout(line)
    return held


def _table(requirements: Sequence[Requirement]) -> QFrame:
    table, grid = well((12, 8, 12, 8), 12, 6)
    for place, requirement in enumerate(requirements):
        if place:
            grid.addWidget(rule(), place * 2 - 1, 0, 1, 2)
        grid.addWidget(words(requirement.name, "label", wrap=False), place * 2, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words(_together(requirement.value)), place * 2, 1)
    return table


def _together(text: str) -> str:
    """Keep "289/s" on one line, which could be broken at the stroke."""
    return re.sub(r"(?<=\d)/(?=\w)", "/\u2060", text)
