"""The strip over the board while things are broken on purpose: zones to lose, what is still served, the way back."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton

from designer.app.widgets.flow import Flow
from designer.app.widgets.parts import button, clear, column, row, set_role, words
from designer.app.widgets.strip import Strip
from designer.model.critique import FaultOutcome
from designer.report.words import sentence, share

ASKS = "Click a component to break it, or choose a zone."
NOTHING = "Nothing is broken: every request is answered. Escape ends this."
NO_REQUESTS = "No request is drawn, so see who is left without new data. Escape ends this."
UNTOUCHED = "The rest carries on: nothing else is down, degraded or overloaded."
UNREAD, NO_HARM = "Nothing reads from it.", "Every other component gets its data as before."
_WIDEST, _NAME = 620, 40


class FaultStrip(Strip):
    """What is left in a sentence, and the way out; below them what can be lost besides a component."""

    toggled = Signal(str)
    """A kill, e.g. "zone:a", that is to be done or undone."""
    mended = Signal()
    done = Signal()

    def __init__(self) -> None:
        """Begin without zones."""
        super().__init__("What fails")
        self._room = _WIDEST
        self.zones: dict[str, QPushButton] = {}
        self._zones = Flow()
        self.says = words(ASKS, "strong")
        self.about = words(NOTHING, "caption")
        self.mend = button("Mend all", self.mended.emit, role="quiet", glyph="arrow-u-up-left")
        top = row(spacing=14)
        top.addLayout(column(self.says, self.about, spacing=1), 1)
        top.addWidget(button("Done", self.done.emit, hint="Done  (Escape)"), 0, Qt.AlignmentFlag.AlignTop)
        below = row(spacing=14)
        below.addLayout(self._zones, 1)
        below.addWidget(self.mend, 0, Qt.AlignmentFlag.AlignBottom)
        self._column = column(spacing=6, margins=(14, 10, 10, 8))
        self._column.addLayout(top)
        self._column.addLayout(below)
        self.setLayout(self._column)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End with Escape, as on the board."""
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def fit(self, room: int) -> None:
        """Be as wide as reads well, and as high as the words then need."""
        self._room = room
        width = min(_WIDEST, room)
        self._column.activate()
        self.resize(width, self._column.totalHeightForWidth(width))

    def offer(self, zones: Sequence[str]) -> None:
        """Offer these zones."""
        clear(self._zones)
        self.zones = {}
        for zone in zones:
            made = QPushButton(f"Zone {zone}")
            made.setCheckable(True)
            made.setCursor(Qt.CursorShape.PointingHandCursor)
            set_role(made, "breakable")
            made.setAccessibleName(f"Lose zone {zone}")
            made.clicked.connect(lambda _checked=False, zone=zone: self.toggled.emit(f"zone:{zone}"))
            self.zones[zone] = made
            self._zones.addWidget(made)

    def show_intact(self, *, requests: bool) -> None:
        """Say that nothing is broken; whether anybody asks for answers here."""
        self._show((), ASKS, NOTHING if requests else NO_REQUESTS)

    def show_outcome(self, killed: Sequence[str], outcome: FaultOutcome, names: Mapping[str, str]) -> None:
        """Say what is left of the service."""
        says = sentence(f"{share(outcome.served)} of the requests are answered.")
        why = f"{sentence(outcome.statement).removesuffix('.')}." if outcome.statement else UNTOUCHED
        self._show(killed, says, _fates(outcome, killed, names) or why)

    def show_starved(self, killed: Sequence[str], starved: Sequence[str], names: Mapping[str, str]) -> None:
        """Say who gets no new data, where nobody asks for answers."""
        count = len(starved)
        says = f"{count} {'component gets' if count == 1 else 'components get'} no new data." if count else UNREAD
        self._show(killed, says, f"Without it: {_some(starved, names)}" if starved else NO_HARM)

    def show_failed(self, sentence: str) -> None:
        """Say why it is not known what is left."""
        self._show(tuple(f"zone:{zone}" for zone, made in self.zones.items() if made.isChecked()), ASKS, sentence)

    def _show(self, killed: Sequence[str], says: str, about: str) -> None:
        for zone, made in self.zones.items():
            made.setChecked(f"zone:{zone}" in killed)
        self.mend.setEnabled(bool(killed))
        self.says.setText(says)
        self.about.setText(about)
        self.fit(self._room)
        if killed:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{says} {about}"))


def _fates(outcome: FaultOutcome, killed: Sequence[str], names: Mapping[str, str]) -> str:
    """Say what else is down, what does without, and what is overloaded, each with the first names."""
    down = tuple(id_ for id_ in outcome.down if id_ not in killed)
    fates = {"Down": down, "Degraded": outcome.degraded, "Overloaded": tuple(outcome.overloaded)}
    return " · ".join(f"{what}: {_some(ids, names)}" for what, ids in fates.items() if ids)


def _some(ids: Sequence[str], names: Mapping[str, str]) -> str:
    more = f" and {len(ids) - 1} more" if len(ids) > 1 else ""
    return f"{names.get(ids[0], ids[0])[:_NAME]}{more}"
