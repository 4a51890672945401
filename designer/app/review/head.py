"""The upper half of the critique: the score, the numbers computed from the drawing, and a bar for each competency."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from designer.app.widgets.parts import column, row, words
from designer.app.widgets.style import look
from designer.model.critique import Critique, Estimate
from designer.model.rubric import Competency
from designer.report import words as report_words
from designer.report.critique.outline import bars, held_back

FIGURES = {
    "batch_run_h": "Scoring the batch",
    "event_s": "Event to answer",
    "availability": "Availability",
    "p99_ms": "p99 latency",
    "capacity_per_s": "Capacity",
    "cost_usd_per_month": "Cost a month",
}
"""The numbers that are shown, by their name among the estimates."""
_GOOD, _FAIR = 80.0, 50.0


def figure(estimate: Estimate) -> str:
    """Write a computed number as the report does, short enough for a well; a dash where there is none.

    >>> figure(Estimate(value=57.0, unit="ms", method="approximation"))
    '≈ 57 ms'
    """
    if estimate.value is None:
        return "–"
    about = "" if estimate.method == "exact" else "≈ "
    return about + report_words.estimate(estimate).removesuffix(" a month")  # the title says it


class Figures(QWidget):
    """Wells beside one another, in two rows where one has no room for them."""

    def __init__(self, wells: Sequence[QFrame]) -> None:
        """Take the wells in their order."""
        super().__init__()
        self._wells, self._columns = wells, 0
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self.setLayout(self._grid)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._arrange(len(wells))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use one row or two."""
        super().resizeEvent(event)
        widest = max((well.minimumSizeHint().width() for well in self._wells), default=0)
        self._arrange(len(self._wells) if len(self._wells) * (widest + 8) - 8 <= self.width() else 2)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, well in enumerate(self._wells):
            self._grid.addWidget(well, place // columns, place % columns)
        for place in range(len(self._wells)):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)


def figures(critique: Critique) -> Figures:
    """Lay out the numbers; hovering says what each rests on."""
    wells, told = [], report_words.worth_telling(critique.estimates)
    for name, title in FIGURES.items():
        estimate = told.get(name)
        if estimate is None:
            continue
        well = QFrame()
        well.setProperty("role", "well")
        text = figure(estimate)
        well.setLayout(column(words(text, "strong", wrap=False), words(title, "caption", wrap=False), spacing=1,
                              margins=(10, 8, 10, 8)))  # fmt: skip
        rests = "\n".join(filter(None, (estimate.statement, *estimate.assumes)))
        well.setToolTip(f"{estimate.method.capitalize()}\n{rests}" if rests else estimate.method.capitalize())
        well.setAccessibleName(f"{title}: {text}")
        wells.append(well)
    return Figures(wells)


def tone(percent: float) -> str:
    """Give the colour's role for a share of the points."""
    return "success" if percent >= _GOOD else "warning" if percent >= _FAIR else "danger"


class Bar(QWidget):
    """A share of 100 as a bar, and as a thin line what is drawn and held back; without a share, a dashed line."""

    def __init__(self, percent: float | None, drawn: float = 0.0) -> None:
        """Take the share in percent, and what it would be if nothing were held back."""
        super().__init__()
        self._percent, self._drawn = percent, drawn
        self.setMinimumWidth(60)
        self.setFixedHeight(8)

    def sizeHint(self) -> QSize:
        """Ask for a thin line."""
        return QSize(120, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track and the share."""
        painter, colours = QPainter(self), look().colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(0, 1, self.width(), 6)
        painter.setBrush(QColor(colours["border" if self._percent is not None else "sunken"]))
        painter.drawRoundedRect(track, 3, 3)
        if self._percent is not None:
            if self._drawn > self._percent:
                painter.setBrush(QColor(colours["border_strong"]))
                painter.drawRoundedRect(QRectF(0, 3, track.width() * self._drawn / 100, 2), 1, 1)
            track.setWidth(max(6.0, track.width() * self._percent / 100))
            painter.setBrush(QColor(colours[tone(self._percent)]))
            painter.drawRoundedRect(track, 3, 3)


def score_head(critique: Critique) -> QVBoxLayout:
    """Lay out the score in percent, of what, and what holds it back."""
    score = critique.score
    percent = score.percent if score.possible else None
    big = row(words(report_words.percent(percent), "score", wrap=False), spacing=14)
    earned = f"{report_words.points(score.earned, score.possible)} points"
    about = f"{critique.level.value.title()} level · {earned}"
    says = column(None, words(critique.scenario_title, "strong"), words(about, "caption"), None, spacing=2)
    big.addLayout(says, 1)
    layout = column(spacing=8)
    layout.addLayout(big)
    for sentence in held_back(critique):
        layout.addWidget(words(f"{sentence}.", "warning"))
    return layout


def competency_bars(critique: Critique) -> QGridLayout:
    """Lay out a bar for each competency; one that nothing applied to says so."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(9)
    grid.setColumnStretch(0, 4)
    grid.setColumnStretch(1, 3)
    scored = {bar.competency: bar for bar in bars(critique)}
    for place, competency in enumerate(Competency):
        bar = scored.get(competency)
        percent = bar.percent if bar is not None else None
        name = words(competency.title, "body" if percent is not None else "muted")
        grid.addWidget(name, place, 0)
        line = Bar(percent, bar.drawn if bar is not None else 0.0)
        grid.addWidget(line, place, 1)
        text = bar.share if bar is not None else report_words.percent(None)
        written = words(text, "strong" if percent is not None else "caption", wrap=False)
        written.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        held = report_words.number(bar.held_back) if bar is not None else "0"
        if held != "0":
            line.setToolTip(f"{held} points are drawn and held back")
        name.setAccessibleName(f"{competency.title}: {text}" + (f", {held} points held back" if held != "0" else ""))
        grid.addWidget(written, place, 2)
    return grid
