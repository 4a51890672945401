"""The first screen: what this is, and the drills to choose from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSpinBox, QVBoxLayout, QWidget

from designer.app.home.card import Record
from designer.app.home.shelf import CARD_WIDTH, GAP, Shelf
from designer.app.widgets.parts import Elided, button, clear, column, row, scrolling, words
from designer.app.widgets.segments import Segments
from designer.app.widgets.style import look
from designer.history.store import Finished, Recovered
from designer.model.scenario import Level, Scenario

NAME = "Designer"
SENTENCE = "Draw an ML system against the clock. Stop, and read what it would do in production."
STEPS = (
    ("article", "Read the brief", "Traffic, latency, labels, budget: what an interviewer would tell you."),
    ("flow-arrow", "Draw the system", "Typed components, typed connections, numbers where they matter."),
    ("check-circle", "Stop and be graded", "Findings computed from the drawing, each with reason, fix and source."),
)
MODES = {
    "interview": "Silent until you stop, as in the room.",
    "practice": "Check your drawing whenever you like.",
}
_WIDEST = 1160
_ROOM = 60
"""What is kept in sight above and below a card that the keyboard comes to, in px."""
_MINUTES = (5, 180)
_OFFERED = 2
"""How many attempts are offered at once: more would push the drills out of sight."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a person chose to start: the scenario, how senior, in which mode, and the minutes (None: the scenario's)."""

    scenario: str
    level: Level | None
    mode: str
    minutes: int | None


def described(found: Recovered) -> tuple[str, str]:
    """Give a title and a sentence for an attempt that can be resumed."""
    title = found.design.title or "Untitled"
    count = len(found.design.components)
    drawn = f"{count} component{'' if count == 1 else 's'}"
    if not found.head.scenario or not found.head.minutes:
        return title, f"A drawing that was not saved: {drawn}."
    left = max(0, round(found.head.minutes - found.elapsed_s / 60))
    return title, f"A drill that was not finished: {drawn}, {left} of {found.head.minutes:g} minutes left."


class HomePage(QWidget):
    """Product name, choices and the scenario cards; every card can be reached and started from the keyboard."""

    started = Signal(object)
    """A `Start`."""
    wanted = Signal(str)
    """The id of a command: "open" or "blank"."""
    resumed = Signal(object)
    discarded = Signal(object)
    """A `Recovered` that is to be gone on with, or not offered again."""

    def __init__(self, scenarios: Sequence[Scenario]) -> None:
        """Show a card for each scenario."""
        super().__init__()
        self.setProperty("role", "page")
        self._scenarios = tuple(scenarios)
        self.shelf = Shelf(scenarios)
        self.shelf.started.connect(self._start)
        self.level = Segments("Level", [("", "As asked"), *[(level.value, level.value.title()) for level in Level]])
        self.mode = Segments("Mode", [(mode, mode.title()) for mode in MODES])
        self.minutes = QSpinBox()
        self.minutes.setRange(_MINUTES[0] - 1, _MINUTES[1])
        self.minutes.setSpecialValueText("As asked")
        self.minutes.setSuffix(" min")
        self.minutes.setValue(_MINUTES[0] - 1)
        self.minutes.setAccessibleName("Minutes")
        self.minutes.setFixedWidth(104)
        self.minutes.lineEdit().setTextMargins(8, 0, 0, 0)
        self._mode_says = Elided("muted")
        self._mode_says.show_words(MODES["interview"])
        self.mode.chosen.connect(lambda mode: self._mode_says.show_words(MODES[mode]))
        self._banner = QWidget()
        self._offers = column()
        self._banner.setLayout(self._offers)
        self._banner.hide()
        self._steps = self._make_steps()
        self._area = scrolling(self._body())
        self.shelf.reached.connect(self._bring_in_sight)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def _body(self) -> QWidget:
        body = QWidget()
        body.setMaximumWidth(_WIDEST)
        layout = column(self._header(), self._banner, self._steps, 4, self._options(), spacing=20)
        layout.setContentsMargins(32, 40, 32, 48)
        if self._scenarios:
            layout.addWidget(self.shelf)
        if not self._scenarios:
            layout.addWidget(words("No scenarios were found. You can still draw on a blank board.", "soft"))
        layout.addStretch(1)
        body.setLayout(layout)
        held = QWidget()
        centred = row(None, body, None, spacing=0)
        centred.setStretch(1, 100)
        held.setLayout(centred)
        return held

    def _header(self) -> QWidget:
        header = QWidget()
        named = column(words(NAME, "display"), words(SENTENCE, "lead"), spacing=4)
        blank = button("Blank board", lambda: self.wanted.emit("blank"), glyph="file", hint="Draw without a question")
        open_ = button("Open a drawing…", lambda: self.wanted.emit("open"), glyph="folder-open")
        layout = row(spacing=10)
        layout.addLayout(named, 1)
        layout.addWidget(open_, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(blank, 0, Qt.AlignmentFlag.AlignTop)
        header.setLayout(layout)
        return header

    def _make_steps(self) -> QWidget:
        held = QWidget()
        layout = row(spacing=24)
        self._step_glyphs: list[tuple[QLabel, str]] = []
        for glyph, title, text in STEPS:
            mark = QLabel()
            mark.setPixmap(look().glyph(glyph, 22, "accent"))
            self._step_glyphs.append((mark, glyph))
            step = row(spacing=10)
            step.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            step.addLayout(column(words(title, "strong"), words(text, "soft"), None, spacing=2), 1)
            layout.addLayout(step, 1)
        held.setLayout(layout)
        return held

    def _options(self) -> QWidget:
        held = QFrame()
        held.setProperty("role", "options")
        layout = row(
            words("Level", "label", wrap=False), self.level, 14,
            words("Mode", "label", wrap=False), self.mode, self._mode_says,
            words("Time", "label", wrap=False), self.minutes,
            spacing=10,
        )  # fmt: skip
        layout.setStretchFactor(self._mode_says, 1)
        held.setLayout(layout)
        return held

    def offer_resume(self, attempts: Iterable[Recovered]) -> None:
        """Offer to go on with these attempts, the latest first; the older ones are shown when they are asked for."""
        clear(self._offers)
        cards = [self._resume_card(found) for found in attempts]
        for card in cards:
            self._offers.addWidget(card)
        older = cards[_OFFERED:]
        if older:
            more = button(f"Show {len(older)} more", role="link")

            def unfold() -> None:
                more.hide()
                for card in older:
                    card.show()

            more.clicked.connect(unfold)
            self._offers.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        for card in older:
            card.hide()
        self._banner.setVisible(bool(cards))

    def _resume_card(self, found: Recovered) -> QWidget:
        card = QFrame()
        card.setProperty("role", "resume")
        title, says = described(found)
        layout = row(spacing=12, margins=(18, 14, 14, 14))
        layout.addLayout(column(words(title, "strong"), words(says, "soft"), spacing=2), 1)
        layout.addWidget(button("Discard", lambda: self.discarded.emit(found), role="quiet"))
        layout.addWidget(button("Resume", lambda: self.resumed.emit(found), role="accent", glyph="play"))
        card.setLayout(layout)
        return card

    def _bring_in_sight(self, widget: QWidget) -> None:
        if widget is self.shelf.field:
            self._area.verticalScrollBar().setValue(0)
        else:
            self._area.ensureWidgetVisible(widget, 0, _ROOM)

    def show_records(self, attempts: Iterable[Finished]) -> None:
        """Mark the drills that were done, with their best scores; who has done one need not be told how it goes."""
        scores: dict[str, list[float]] = {}
        for attempt in attempts:
            scores.setdefault(attempt.scenario, []).append(attempt.percent)
        self._steps.setVisible(not scores)
        self.shelf.show_records({id_: Record(len(found), max(found)) for id_, found in scores.items()})

    def focus(self) -> None:
        """Put the keyboard on the first card."""
        self.shelf.focus()

    def redress(self) -> None:
        """Repaint the pictures in the colours of a new theme."""
        for mark, glyph in self._step_glyphs:
            mark.setPixmap(look().glyph(glyph, 22, "accent"))

    def _start(self, scenario: str) -> None:
        minutes = self.minutes.value()
        level = self.level.value
        wanted = minutes if minutes >= _MINUTES[0] else None
        self.started.emit(Start(scenario, Level(level) if level else None, self.mode.value, wanted))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use as many columns as fit."""
        super().resizeEvent(event)
        self.shelf.set_columns(max(1, (min(self.width(), _WIDEST) - 64 + GAP) // (CARD_WIDTH + GAP)))
