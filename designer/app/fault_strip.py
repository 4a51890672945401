"""The strip over the board while things are broken on purpose: zones to lose, what is still served, the way back."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton

from designer.app.parts import button, clear, column, row, set_role, words
from designer.model.critique import FaultOutcome

ASKS = "Click a component to break it, or choose a zone."
NOTHING = "Nothing is broken: every request is answered."


class FaultStrip(QFrame):
    """Buttons for the zones, one sentence on what is left, and the two ways out."""

    toggled = Signal(str)
    """A kill, e.g. "zone:a", that is to be done or undone."""
    mended = Signal()
    done = Signal()

    def __init__(self) -> None:
        """Begin without zones."""
        super().__init__()
        set_role(self, "strip")
        self.setAccessibleName("What fails")
        self.zones: dict[str, QPushButton] = {}
        self._zones = row(spacing=4)
        self.says = words(ASKS, "strong", wrap=False)
        self.about = words(NOTHING, "caption", wrap=False)
        self.mend = button("Mend all", self.mended.emit, role="quiet", glyph="arrow-u-up-left")
        layout = row(spacing=14, margins=(14, 8, 8, 8))
        layout.addLayout(column(self.says, self.about, spacing=1))
        layout.addLayout(self._zones)
        layout.addWidget(self.mend)
        layout.addWidget(button("Done", self.done.emit))
        self.setLayout(layout)
        self.hide()

    def offer(self, zones: Sequence[str]) -> None:
        """Offer these zones."""
        clear(self._zones)
        self.zones = {}
        for zone in zones:
            made = QPushButton(f"Zone {zone}")
            made.setCheckable(True)
            set_role(made, "segment")
            made.setAccessibleName(f"Lose zone {zone}")
            made.clicked.connect(lambda _checked=False, zone=zone: self.toggled.emit(f"zone:{zone}"))
            self.zones[zone] = made
            self._zones.addWidget(made)

    def show_outcome(self, killed: Sequence[str], outcome: FaultOutcome | None, names: Mapping[str, str]) -> None:
        """Say what is left of the service."""
        for zone, made in self.zones.items():
            made.setChecked(f"zone:{zone}" in killed)
        self.mend.setEnabled(bool(killed))
        if outcome is None:
            self.says.setText(ASKS)
            self.about.setText(NOTHING)
        else:
            self.says.setText(f"{outcome.served:.0%} of the requests are answered.".replace("%", " %"))
            self.about.setText(_consequences(outcome, killed, names) or outcome.statement or "Nothing else is touched.")
        self.adjustSize()


def _consequences(outcome: FaultOutcome, killed: Sequence[str], names: Mapping[str, str]) -> str:
    """Say what else is down, what does without, and what is overloaded, each with the first name."""
    parts = []
    down = tuple(id_ for id_ in outcome.down if id_ not in killed)
    fates = {"down": down, "degraded": outcome.degraded, "overloaded": tuple(outcome.overloaded)}
    for what, ids in fates.items():
        if ids:
            more = f" and {len(ids) - 1} more" if len(ids) > 1 else ""
            parts.append(f"{what}: {names.get(ids[0], ids[0])[:28]}{more}")
    return " · ".join(parts)
