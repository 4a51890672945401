"""One finding in the review: its verdict and points, what is wrong; opened, why it matters and what would mend it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from designer.app.review.card import Card
from designer.app.widgets.parts import button, column, row, words
from designer.app.widgets.style import look
from designer.catalog.quantity import format_number
from designer.model.critique import Finding, Verdict
from designer.report.critique.outline import ASKED
from designer.report.words import also

MARKS = {
    Verdict.FAIL: ("x-circle", "danger", "Missed"),
    Verdict.PARTIAL: ("circle-half", "warning", "Partly"),
    Verdict.UNKNOWN: ("question", "unknown", "Not said"),
    Verdict.ERROR: ("warning-circle", "danger", "Could not be checked"),
    Verdict.PASS: ("check-circle", "success", "Met"),
    Verdict.NOT_APPLICABLE: ("prohibit", "ink_faint", "Does not apply"),
}
"""Of each verdict: glyph, colour, and the word for it."""

EVIDENCE = {
    "shown": "Decided by what is drawn",
    "claimed": "Rests on a property that was ticked",
}


def points(finding: Finding) -> str:
    """Write what a finding earned of what it could: "0 / 8"."""
    return f"{format_number(round(finding.points.earned, 1))} / {format_number(round(finding.points.possible, 1))}"


class FindingCard(Card):
    """A finding that can be chosen; opened, it tells more."""

    asked = Signal(object)
    """The finding, whose rule is asked about."""

    def __init__(self, finding: Finding) -> None:
        """Show it closed."""
        super().__init__((*finding.subjects, *finding.witness))
        self.finding = finding
        glyph, colour, word = MARKS[finding.verdict]
        self.setAccessibleName(f"{word}: {finding.title}. {finding.message}")
        self._mark = QLabel()
        self._mark.setPixmap(look().glyph(glyph, 20, colour))
        self._mark.setToolTip(word)
        earned = words(points(finding) if finding.points.possible else "", "caption", wrap=False)
        earned.setToolTip("Points earned of those possible")
        head = row(spacing=8)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        title = words(finding.title, "strong")
        head.addWidget(title, 1)
        head.addWidget(earned, 0, Qt.AlignmentFlag.AlignTop)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(28, 0, 0, 0)
        self._body.setSpacing(6)
        why_not = finding.reason if finding.verdict is Verdict.NOT_APPLICABLE else ""
        self._body.addWidget(words(why_not or finding.message, "soft"))
        layout = column(spacing=4, margins=(12, 10, 12, 10))
        layout.addLayout(head)
        layout.addLayout(self._body)
        self.setLayout(layout)
        self._more: QWidget | None = None
        self.about: QPushButton | None = None

    def open(self) -> None:
        """Show everything."""
        if self._more is None:
            self._more = self._make_more()
            self._body.addWidget(self._more)
            if self.about is not None:
                QWidget.setTabOrder(self, self.about)  # made after the cards below, and reached before them
        self._more.show()
        super().open()

    def close_up(self) -> None:
        """Show what is wrong only."""
        if self._more is not None:
            self._more.hide()
        super().close_up()

    def _make_more(self) -> QWidget:
        finding, more = self.finding, QWidget()
        layout = column(spacing=8, margins=(0, 4, 0, 2))
        parts = [("Why it matters", finding.why), ("What would mend it", finding.fix)]
        if finding.verdict is Verdict.UNKNOWN and finding.ask:
            parts.insert(0, ("The interviewer would ask", finding.ask))
        if finding.verdict in {Verdict.PASS, Verdict.NOT_APPLICABLE}:
            parts = parts[:1]
        for title, text in parts:
            if text:
                layout.addLayout(column(words(title, "section"), words(text), spacing=1))
        facts = (EVIDENCE[finding.evidence.value], finding.severity.value, finding.number, *also(finding.also))
        layout.addWidget(words(" · ".join((*facts, *((ASKED,) if finding.asked else ()))), "caption"))
        if finding.sources:
            sources = words("\n".join(finding.sources), "caption")
            sources.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addLayout(column(words("Sources", "section"), sources, spacing=1))
        self.about = button("About this rule", lambda: self.asked.emit(self.finding), role="link")
        layout.addLayout(row(self.about, None))
        more.setLayout(layout)
        return more
