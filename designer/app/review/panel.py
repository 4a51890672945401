"""The critique beside the board: the score, the competencies, and every finding with its witness lit on the drawing."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from designer.app.job import Job
from designer.app.review.card import Card
from designer.app.review.change_card import ChangeCard
from designer.app.review.finding_card import FindingCard
from designer.app.review.head import competency_bars, figures, score_head
from designer.app.review.missing_card import MissingCard
from designer.app.review.question_card import QuestionCard
from designer.app.review.questions import Ask, Questions
from designer.app.review.rule_sheet import show_rule
from designer.app.widgets.parts import clear, column, in_tab_order, row, rule, scrolling, words
from designer.app.widgets.segments import Segments
from designer.model.critique import MISSED, Critique, Finding, Verdict
from designer.model.rubric import Competency
from designer.report.critique.changes import TITLE, aftermaths
from designer.report.critique.outline import shared
from designer.rules.absence import absences

ORDER = (Verdict.FAIL, Verdict.ERROR, Verdict.PARTIAL, Verdict.UNKNOWN, Verdict.PASS, Verdict.NOT_APPLICABLE)


def shown(findings: Iterable[Finding], choice: str) -> list[Finding]:
    """Give the findings that a filter shows, by competency, the worst and heaviest first.

    `choice` is "missed" or "all"; what does not apply is never among them.
    """
    wanted = [
        finding
        for finding in findings
        if finding.verdict is not Verdict.NOT_APPLICABLE and (choice == "all" or finding.verdict in MISSED)
    ]
    places = list(Competency)
    return sorted(
        wanted,
        key=lambda finding: (
            places.index(finding.competency),
            ORDER.index(finding.verdict),
            -finding.points.possible,
            finding.number,
        ),
    )


def states(findings: Iterable[Finding]) -> dict[str, str]:
    """Give the worst that any finding says of each thing on the board, by its id."""
    worst: dict[str, str] = {}
    for verdict in (Verdict.FAIL, Verdict.PARTIAL, Verdict.UNKNOWN):
        for finding in findings:
            if finding.verdict is verdict:
                for id_ in finding.subjects:
                    worst.setdefault(id_, verdict.value)
    return worst


class ReviewPanel(QFrame):
    """Score, bars, findings and questions; choosing one of these lights what it speaks of."""

    selected = Signal(object)
    """The card that was chosen, or None."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName("Critique")
        self.cards: list[FindingCard] = []
        self.current: Card | None = None
        self._critique: Critique | None = None
        self._names: Mapping[str, str] = {}
        self._asking = Job(self)
        self.filter = Segments("Show", [("missed", "Missed"), ("all", "All")])
        self.filter.chosen.connect(lambda _choice: self._list())
        self._stale = words("The drawing has changed since: check it again.", "warning")
        self._summary = QVBoxLayout()
        self._changes = QVBoxLayout()
        self._changes.setSpacing(8)
        self._findings = QVBoxLayout()
        self._findings.setSpacing(8)
        self.questions = Questions()
        self.questions.chosen.connect(self.choose)
        self.questions.head.toggled.connect(self._close_question)
        self.questions.unfolded.connect(lambda: QTimer.singleShot(0, self._bring_questions_up))
        body = QWidget()
        layout = column(margins=(18, 18, 18, 24), spacing=16)
        layout.addWidget(self._stale)
        layout.addLayout(self._summary)
        layout.addLayout(self._changes)
        layout.addWidget(rule())
        layout.addLayout(row(words("Findings", "title", wrap=False), None, self.filter))
        layout.addLayout(self._findings)
        layout.addWidget(self.questions)
        layout.addStretch(1)
        body.setLayout(layout)
        self.area = scrolling(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)

    def show_critique(self, critique: Critique, names: Mapping[str, str] | None = None, ask: Ask | None = None) -> None:
        """Show a critique from its top; `names` are those of the components, `ask` works out what would be asked."""
        self._critique, self._names = critique, names or {}
        self._stale.hide()
        self._fill(critique)
        self.questions.offer(ask)
        self.area.verticalScrollBar().setValue(0)

    def _fill(self, critique: Critique) -> None:
        clear(self._summary)
        self._summary.addLayout(score_head(critique))
        self._summary.addSpacing(14)
        self._summary.addWidget(figures(critique))
        self._summary.addSpacing(14)
        self._summary.addLayout(competency_bars(critique))
        if said := shared(critique.findings):
            self._summary.addSpacing(6)
            self._summary.addWidget(words(said, "caption"))
        self._tell_changes(critique)
        self._list()

    def _tell_changes(self, critique: Critique) -> None:
        clear(self._changes)
        if critique.changes:
            self._changes.addWidget(words(TITLE, "title"))
        for change in aftermaths(critique.changes, critique.findings, self._names):
            self._changes.addWidget(ChangeCard(change, self.show_rule))

    def say_stale(self) -> None:
        """Say that the critique is of the drawing as it was."""
        self._stale.show()

    def rebuild(self) -> None:
        """Make the panel again, in the colours of a new theme; what is open stays open, and in its place."""
        if self._critique is None:
            return
        bar, current = self.area.verticalScrollBar(), self.current
        place = bar.value()
        self._fill(self._critique)
        if isinstance(current, FindingCard):
            self.show_rule(current.finding.rule)
        elif current is not None:
            self.choose(current)
        QTimer.singleShot(0, lambda: bar.setValue(place))  # once the cards have their heights

    def step(self, by: int) -> None:
        """Choose the next finding, or the one before."""
        if self.cards:
            here = self.cards.index(self.current) if self.current in self.cards else (-1 if by > 0 else 0)
            self.choose(self.cards[(here + by) % len(self.cards)])

    def show_about(self, id_: str) -> None:
        """Choose the first finding that is about a thing on the board, if there is one in the list."""
        about = [card for card in self.cards if id_ in card.finding.subjects]
        if about and self.current not in about:
            self.choose(about[0])

    def show_rule(self, rule_id: str) -> None:
        """Open the finding of a rule, if it is in the list."""
        found = next((card for card in self.cards if card.finding.rule == rule_id), None)
        if found is not None and found is not self.current:
            self.choose(found)

    def choose(self, card: Card) -> None:
        """Open a finding or a question, close the one before, and bring it into sight."""
        if self.current is not None and self.current is not card:
            self.current.close_up()
        if self.current is card and card.is_open:
            card.close_up()
            self.current = None
            self.selected.emit(None)
            return
        self.current = card
        card.open()
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, lambda: self.area.ensureWidgetVisible(card, 0, 24) if card is self.current else None)
        self.selected.emit(card)

    def _bring_questions_up(self) -> None:
        """Scroll to the questions: they open at the bottom, where nobody would see them."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # or there is nothing to scroll over yet
        self.area.verticalScrollBar().setValue(self.questions.y())

    def _close_question(self, on: bool) -> None:
        """Light nothing that a question speaks of which is folded up."""
        if not on and isinstance(self.current, QuestionCard):
            self.choose(self.current)

    def _list(self) -> None:
        if isinstance(self.current, QuestionCard):
            self.current.close_up()
        elif self.current is not None and self.current.hasFocus():
            self.filter.buttons[self.filter.value].setFocus(Qt.FocusReason.OtherFocusReason)
        clear(self._findings)
        self.cards, self.current = [], None
        self.selected.emit(None)
        if self._critique is None:
            return
        findings = shown(self._critique.findings, self.filter.value)
        seeks: list[QPushButton] = []
        if absences(findings):
            missing = MissingCard(findings, self.show_rule)
            self._findings.addWidget(missing)
            seeks = missing.findChildren(QPushButton)
        for competency in Competency:
            here = [finding for finding in findings if finding.competency is competency]
            if here:
                self._group(competency.title, here)
        if not findings:
            nothing = "Nothing was missed." if self._critique.findings else "No rule applies to this drawing."
            self._findings.addWidget(words(nothing, "soft"))
        self._loose_ends(self._critique)
        if self.filter.value == "all":
            self._unscored(self._critique)
        *_, choice = self.filter.buttons.values()
        in_tab_order((choice, *seeks, *self.cards, *self.questions.stops))

    def _group(self, title: str, findings: Sequence[Finding]) -> None:
        heading = words(f"{title}  {len(findings)}", "section")
        heading.setContentsMargins(0, 8, 0, 0)
        self._findings.addWidget(heading)
        for finding in findings:
            self._card(finding)

    def _card(self, finding: Finding) -> None:
        card = FindingCard(finding)
        card.chosen.connect(self.choose)
        card.asked.connect(self._tell_about)
        self.cards.append(card)
        self._findings.addWidget(card)

    def _tell_about(self, finding: Finding) -> None:
        if self._critique is not None:
            show_rule(self.window(), finding, self._critique.scenario, self._asking)

    def _loose_ends(self, critique: Critique) -> None:
        if critique.loose_ends:
            heading = words("Could not be read as meant", "section")
            heading.setContentsMargins(0, 8, 0, 0)
            self._findings.addWidget(heading)
        for end in critique.loose_ends:
            self._findings.addWidget(words(f"{end.what} ({end.where})" if end.where else end.what, "soft"))

    def _unscored(self, critique: Critique) -> None:
        left_out = [finding for finding in critique.findings if finding.verdict is Verdict.NOT_APPLICABLE]
        if left_out:
            self._group("Not scored: does not apply here", left_out)
