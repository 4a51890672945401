"""A drill on the home page: what is asked, how hard it is, and its three hardest numbers."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from designer.app.widgets.style import look
from designer.canvas.paint import text_font
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
    """A card that is a button: a click or Enter starts the drill. It is painted, since a widget a word takes long."""

    def __init__(self, scenario: Scenario) -> None:
        """Show the scenario."""
        super().__init__()
        self.scenario = scenario
        self.record: Record | None = None
        parts = (scenario.title, scenario.id, scenario.level, family_name(scenario.family), scenario.prompt)
        self._sought = f"{' '.join(parts)} {scenario.minutes} min".casefold()
        self._says, self._facts = opening(scenario.prompt), facts(scenario.brief)
        self.setProperty("role", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleDescription(self._says)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_record(None)

    def show_record(self, record: Record | None) -> None:
        """Mark the drill as done with the best score, or (None) as not done."""
        self.record = record
        scenario = self.scenario
        name = f"{scenario.title}, {scenario.level.value}, {scenario.minutes} minutes"
        self.setAccessibleName(f"{name}. {record.words}" if record else name)
        self.setToolTip(record.words if record else "")
        self.update()

    def fits(self, query: str) -> bool:
        """Tell whether each word that is looked for stands in title, prompt, family, level or minutes."""
        return all(word in self._sought for word in query.casefold().split())

    @property
    def corner(self) -> str:
        """What stands in the upper right corner: the best score, and the minutes."""
        done = f"✓ {percent(self.record.best)}" if self.record else ""
        return "   ".join(filter(None, (done, f"{self.scenario.minutes} min")))

    # how much room it takes

    def sizeHint(self) -> QSize:
        """Ask for the usual width."""
        return QSize(_WIDTH, self.heightForWidth(_WIDTH))

    def minimumSizeHint(self) -> QSize:
        """Let a card be a little narrower."""
        return QSize(260, self.heightForWidth(260))

    def heightForWidth(self, width: int) -> int:
        """Give the height of the words inside."""
        room = width - 2 * _SIDE
        sizes = look().theme.sizes
        title = _height(self.scenario.title, room, text_font(sizes.title, "semibold"))
        says = _height(self._says, room, text_font(sizes.body))
        return 2 * _ABOVE + _TOP + _STEP + title + _STEP + says + (_STEP + 4 + _FACTS if self._facts else 0)

    # how it looks

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words over what the style sheet paints."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = self.rect().adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        sizes = look().theme.sizes
        self._paint_top(painter, QRect(inside.left(), inside.top(), inside.width(), _TOP))
        top = inside.top() + _TOP + _STEP
        for text, font, colour in (
            (self.scenario.title, text_font(sizes.title, "semibold"), "ink"),
            (self._says, text_font(sizes.body), "ink_soft"),
        ):
            area = QRect(inside.left(), top, inside.width(), inside.height())
            _write(painter, area, text, font, colour)
            top += _height(text, inside.width(), font) + _STEP
        self._paint_facts(painter, QRect(inside.left(), inside.bottom() + 1 - _FACTS, inside.width(), _FACTS))

    def _paint_top(self, painter: QPainter, area: QRect) -> None:
        caption = look().theme.sizes.caption
        minutes, medium = text_font(caption), text_font(caption, "medium")
        family = family_name(self.scenario.family)
        chip = QRect(area.left(), area.top(), QFontMetrics(medium).horizontalAdvance(family) + 16, area.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look().colours["accent_soft"]))
        painter.drawRoundedRect(chip, _TOP / 2, _TOP / 2)
        _write(painter, chip, family, medium, "accent", Qt.AlignmentFlag.AlignCenter)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        *done, time = self.corner.split("   ")
        _write(painter, area, time, minutes, "ink_soft", right)
        if done:
            beside = area.adjusted(0, 0, -QFontMetrics(minutes).horizontalAdvance(time) - 12, 0)
            _write(painter, beside, done[0], text_font(caption, "semibold"), "success", right)

    def _paint_facts(self, painter: QPainter, area: QRect) -> None:
        sizes = look().theme.sizes
        strong, caption = text_font(sizes.body, "semibold"), text_font(sizes.caption)
        left = area.left()
        for value, name in self._facts:
            _write(painter, QRect(left, area.top(), area.width(), area.height()), value, strong, "ink")
            below = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
            _write(painter, QRect(left, area.top(), area.width(), area.height()), name, caption, "ink_soft", below)
            widths = (QFontMetrics(strong).horizontalAdvance(value), QFontMetrics(caption).horizontalAdvance(name))
            left += max(widths) + 18


_WIDTH = 330
_SIDE, _ABOVE, _STEP = 18, 16, 8
_TOP, _FACTS = 18, 32
"""Heights of the first line, and of the numbers with their names."""
_WRAPPED = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


def _height(text: str, width: int, font: QFont) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 10_000), _WRAPPED, text).height()


def _write(  # noqa: PLR0913, PLR0917 (words, where and how)
    painter: QPainter, area: QRect, text: str, font: QFont, colour: str, how: Qt.AlignmentFlag = _WRAPPED
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(look().colours[colour]))
    painter.drawText(area, how, text)
