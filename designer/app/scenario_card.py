"""A drill on the home page: what is asked, how hard it is, and its three hardest numbers."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from designer.app.parts import column, row, words
from designer.catalog.quantity import format_number
from designer.model.scenario import Brief, Scenario
from designer.report.words import percent

FAMILIES = {
    "ads": "Advertising",
    "async": "Asynchronous",
    "batch": "Batch scoring",
    "recsys": "Recommendation",
    "llm": "LLM and retrieval",
    "forecast": "Forecasting",
    "edge": "On the edge",
    "regulated": "Regulated decisions",
    "stream": "Streaming",
}
"""Families whose name is not yet what people read."""

_HOUR_S, _DAY_S = 3600.0, 86_400.0
_ROOM = 130


def family_name(family: str) -> str:
    """Give a family as people read it.

    >>> family_name("llm"), family_name("dynamic_pricing")
    ('LLM and retrieval', 'Dynamic pricing')
    """
    return FAMILIES.get(family, family.replace("_", " ").replace("-", " ").capitalize())


def compact(number: float) -> str:
    """Write a number short enough for a card.

    >>> compact(868.06), compact(34722.2), compact(60_000_000), compact(0.8)
    ('868', '34.7k', '60M', '0.8')
    """
    for size, letter in ((1e9, "G"), (1e6, "M"), (1e4, "k")):
        if number >= size:
            scaled = number / (1e3 if letter == "k" else size)
            return f"{format_number(round(scaled, 1 if scaled < 100 else 0))}{letter}"  # noqa: PLR2004 (three digits)
    return format_number(round(number, 0 if number >= 10 else 1))  # noqa: PLR2004 (three digits)


def lasting(seconds: float) -> str:
    """Write a stretch of time in its nearest unit.

    >>> lasting(5), lasting(7200), lasting(2_592_000)
    ('5 s', '2 h', '30 days')
    """
    if seconds >= 2 * _DAY_S:
        return f"{format_number(round(seconds / _DAY_S, 1))} days"
    if seconds >= _HOUR_S:
        return f"{format_number(round(seconds / _HOUR_S, 1))} h"
    if seconds >= 60:  # noqa: PLR2004 (a minute)
        return f"{format_number(round(seconds / 60, 1))} min"
    return f"{format_number(round(seconds, 1))} s"


def facts(brief: Brief) -> list[tuple[str, str]]:
    """Give the numbers that shape the answer, the first three that the brief has: (value, what it is)."""
    offered = (
        (f"{compact(brief.peak_rate_per_s)}/s" if brief.peak_rate_per_s else "", "peak rate"),
        (f"{compact(brief.events_per_s)}/s" if brief.events_per_s and not brief.peak_rate_per_s else "", "events"),
        (compact(brief.batch_rows) if brief.batch_rows else "", "rows a run"),
        (f"{format_number(brief.p99_ms)} ms" if brief.p99_ms else "", "p99"),
        (f"{format_number(brief.availability_slo * 100)} %" if brief.availability_slo else "", "availability"),
        (lasting(brief.label_delay_s) if brief.label_delay_s else "", "label delay"),
        (f"${compact(brief.budget_usd_per_month)}" if brief.budget_usd_per_month else "", "a month"),
    )
    return [(value, name) for value, name in offered if value][:3]


def opening(prompt: str) -> str:
    """Give the first sentences of a prompt: as many as a card has room for, and at least one.

    >>> opening("Design a feed. It must be quick.")
    'Design a feed. It must be quick.'
    """
    first, *others = " ".join(prompt.split()).split(". ")
    for sentence in others:
        if len(first) + len(sentence) > _ROOM:
            return f"{first}."
        first = f"{first}. {sentence}"
    return first


@dataclass(frozen=True, slots=True)
class Record:
    """What came of a scenario so far: how often it was done, and the best score in percent."""

    times: int
    best: float

    @property
    def words(self) -> str:
        """Say it.

        >>> Record(2, 71.4).words
        'Done twice, best 71 %'
        """
        often = {1: "once", 2: "twice"}.get(self.times, f"{self.times} times")
        return f"Done {often}, best {percent(self.best)}"


class ScenarioCard(QPushButton):
    """A card that is a button: a click or Enter starts the drill."""

    def __init__(self, scenario: Scenario) -> None:
        """Show the scenario."""
        super().__init__()
        self.scenario = scenario
        self.record: Record | None = None
        parts = (scenario.title, scenario.id, scenario.level, family_name(scenario.family), scenario.prompt)
        self._sought = f"{' '.join(parts)} {scenario.minutes} min".casefold()
        self.setProperty("role", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleDescription(opening(scenario.prompt))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._done = words("", "chip-success", wrap=False)
        top = row(
            words(family_name(scenario.family), "chip", wrap=False),
            None,
            self._done,
            words(f"{scenario.minutes} min", "caption", wrap=False),
        )
        says = words(opening(scenario.prompt), "soft")
        says.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = column(spacing=8, margins=(18, 16, 18, 16))
        layout.addLayout(top)
        layout.addWidget(words(scenario.title, "title"))
        layout.addWidget(says, 1)
        layout.addSpacing(4)
        numbers = row(spacing=18)
        for value, name in facts(scenario.brief):
            numbers.addLayout(column(words(value, "strong", wrap=False), words(name, "caption", wrap=False), spacing=0))
        numbers.addStretch(1)
        layout.addLayout(numbers)
        self._column = layout
        self.setLayout(layout)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show_record(None)

    def show_record(self, record: Record | None) -> None:
        """Mark the drill as done with the best score, or (None) as not done."""
        self.record = record
        self._done.setText(f"✓ {percent(record.best)}" if record else "")
        self._done.setVisible(record is not None)
        scenario = self.scenario
        name = f"{scenario.title}, {scenario.level.value}, {scenario.minutes} minutes"
        self.setAccessibleName(f"{name}. {record.words}" if record else name)
        self.setToolTip(record.words if record else "")

    def fits(self, query: str) -> bool:
        """Tell whether each word that is looked for stands in title, prompt, family, level or minutes."""
        return all(word in self._sought for word in query.casefold().split())

    def sizeHint(self) -> QSize:
        """Ask for what the words inside need."""
        return QSize(330, max(188, self._column.totalHeightForWidth(max(self.width(), 300))))

    def minimumSizeHint(self) -> QSize:
        """Keep the card's height where the window is low."""
        return QSize(260, self.sizeHint().height())
