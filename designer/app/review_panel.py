"""The critique beside the board: the score, the competencies, and every finding with its witness lit on the drawing."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from designer.app.finding_card import FindingCard
from designer.app.parts import clear, column, row, rule, scrolling, words
from designer.app.segments import Segments
from designer.app.style import look
from designer.catalog.quantity import format_number
from designer.model.critique import Critique, Finding, Score, Verdict
from designer.model.rubric import Competency

ORDER = (Verdict.FAIL, Verdict.ERROR, Verdict.PARTIAL, Verdict.UNKNOWN, Verdict.PASS, Verdict.NOT_APPLICABLE)
MISSED = frozenset({Verdict.FAIL, Verdict.ERROR, Verdict.PARTIAL, Verdict.UNKNOWN})
_GOOD, _FAIR = 80.0, 50.0


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


def tone(percent: float) -> str:
    """Give the colour's role for a share of the points."""
    return "success" if percent >= _GOOD else "warning" if percent >= _FAIR else "danger"


class Bar(QWidget):
    """A share of 100 as a bar; without one, a dashed line."""

    def __init__(self, percent: float | None) -> None:
        """Take the share in percent."""
        super().__init__()
        self._percent = percent
        self.setMinimumWidth(60)
        self.setFixedHeight(8)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Ask for a thin line."""
        return QSize(120, 8)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 (Qt's signature)
        """Paint the track and the share."""
        painter, colours = QPainter(self), look().colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(0, 1, self.width(), 6)
        painter.setBrush(QColor(colours["border" if self._percent is not None else "sunken"]))
        painter.drawRoundedRect(track, 3, 3)
        if self._percent:
            track.setWidth(max(6.0, track.width() * self._percent / 100))
            painter.setBrush(QColor(colours[tone(self._percent)]))
            painter.drawRoundedRect(track, 3, 3)


class ReviewPanel(QFrame):
    """Score, bars and findings; choosing a finding lights its witness."""

    selected = Signal(object)
    """The finding that was chosen, or None."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.setProperty("role", "right")
        self.setAccessibleName("Critique")
        self.cards: list[FindingCard] = []
        self.current: FindingCard | None = None
        self._critique: Critique | None = None
        self.filter = Segments("Show", [("missed", "Missed"), ("all", "All")])
        self.filter.chosen.connect(lambda _choice: self._list())
        self._summary = QVBoxLayout()
        self._findings = QVBoxLayout()
        self._findings.setSpacing(8)
        body = QWidget()
        layout = column(margins=(18, 18, 18, 24), spacing=16)
        layout.addLayout(self._summary)
        layout.addWidget(rule())
        layout.addLayout(row(words("Findings", "title", wrap=False), None, self.filter))
        layout.addLayout(self._findings)
        layout.addStretch(1)
        body.setLayout(layout)
        self.scroll = scrolling(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.scroll)

    def show_critique(self, critique: Critique) -> None:
        """Show a critique from its top."""
        self._critique = critique
        clear(self._summary)
        self._summary.addLayout(_score(critique))
        self._summary.addSpacing(14)
        self._summary.addLayout(_bars(critique.score))
        self._list()
        self.scroll.verticalScrollBar().setValue(0)

    def rebuild(self) -> None:
        """Make the panel again, in the colours of a new theme."""
        if self._critique is not None:
            self.show_critique(self._critique)

    def step(self, by: int) -> None:
        """Choose the next finding, or the one before."""
        if self.cards:
            here = self.cards.index(self.current) if self.current in self.cards else (-1 if by > 0 else 0)
            self.choose(self.cards[(here + by) % len(self.cards)])

    def choose(self, card: FindingCard) -> None:
        """Open a finding, close the one before, and bring it into sight."""
        if self.current is not None and self.current is not card:
            self.current.close_up()
        if self.current is card and card.property("role") == "finding-open":
            card.close_up()
            self.current = None
            self.selected.emit(None)
            return
        self.current = card
        card.open()
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, lambda: self.scroll.ensureWidgetVisible(card, 0, 24) if card is self.current else None)
        self.selected.emit(card.finding)

    def _list(self) -> None:
        clear(self._findings)
        self.cards, self.current = [], None
        self.selected.emit(None)
        if self._critique is None:
            return
        findings = shown(self._critique.findings, self.filter.value)
        for competency in Competency:
            here = [finding for finding in findings if finding.competency is competency]
            if here:
                self._group(competency.title, here)
        if not findings:
            nothing = "Nothing was missed." if self._critique.findings else "Nothing in the rubric applies to this drawing."
            self._findings.addWidget(words(nothing, "soft"))
        if self.filter.value == "all":
            self._unscored(self._critique)

    def _group(self, title: str, findings: Sequence[Finding]) -> None:
        heading = words(f"{title}  {len(findings)}", "section")
        heading.setContentsMargins(0, 8, 0, 0)
        self._findings.addWidget(heading)
        for finding in findings:
            self._card(finding)

    def _card(self, finding: Finding) -> None:
        card = FindingCard(finding)
        card.chosen.connect(self.choose)
        self.cards.append(card)
        self._findings.addWidget(card)

    def _unscored(self, critique: Critique) -> None:
        left_out = [finding for finding in critique.findings if finding.verdict is Verdict.NOT_APPLICABLE]
        if left_out:
            self._group("Not scored: does not apply here", left_out)


def _score(critique: Critique) -> QVBoxLayout:
    score = critique.score
    big = row(words(f"{format_number(round(score.percent, 1))} %", "score", wrap=False), spacing=14)
    earned = f"{format_number(round(score.earned, 1))} of {format_number(round(score.possible, 1))} points"
    says = column(
        None, words(f"{critique.scenario_title}", "strong"), words(f"{critique.level.value.title()} level · {earned}", "caption"),
        None, spacing=2,
    )  # fmt: skip
    big.addLayout(says, 1)
    layout = column(spacing=8)
    layout.addLayout(big)
    if score.capped_by:
        layout.addWidget(words(f"Capped by {', '.join(_titles(critique, score.capped_by))}.", "warning"))
    return layout


def _titles(critique: Critique, rules: Sequence[str]) -> list[str]:
    titles = {finding.rule: finding.title for finding in critique.findings}
    return [f"“{titles.get(rule_id, rule_id)}”" for rule_id in rules]


def _bars(score: Score) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(9)
    grid.setColumnStretch(1, 1)
    for place, competency in enumerate(Competency):
        scored = score.by_competency.get(competency)
        percent = scored.percent if scored is not None else None
        name = words(competency.title, "body" if percent is not None else "muted", wrap=False)
        grid.addWidget(name, place, 0)
        grid.addWidget(Bar(percent), place, 1)
        text = f"{round(percent)} %" if percent is not None else "not scored"
        written = words(text, "strong" if percent is not None else "caption", wrap=False)
        written.setAlignment(Qt.AlignmentFlag.AlignRight)
        name.setAccessibleName(f"{competency.title}: {text}")
        grid.addWidget(written, place, 2)
    return grid
