"""The drills to choose from: grouped by level, found by a word or a family, marked once they are done."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QToolButton, QWidget

from designer.app.home.card import Record, ScenarioCard, family_name
from designer.app.widgets.parts import button, column, row, words
from designer.app.widgets.segments import Segments
from designer.app.widgets.switch import Choice
from designer.model.scenario import Level, Scenario

LEVELS = {Level.MID: "Mid level", Level.SENIOR: "Senior level", Level.STAFF: "Staff level"}
CARD_WIDTH = 330
GAP = 16
USUAL_COLUMNS = 3
"""What the window's usual width has room for, so that the cards are laid out once."""
_SHOWN = (("", "All"), ("open", "Not done"), ("done", "Done"))


class Section(QWidget):
    """The drills of one level under their heading; those that are not wanted take no room."""

    def __init__(self, title: str, cards: Sequence[ScenarioCard]) -> None:
        """Take the cards in their order."""
        super().__init__()
        self.cards = tuple(cards)
        self._count = words("", "caption", wrap=False)
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP)
        self._arranged: tuple[object, ...] = ()
        self._fillers: list[QWidget] = []
        heading = row(words(title, "title", wrap=False), self._count, None, spacing=10)
        layout = column(spacing=12)
        layout.addLayout(heading)
        layout.addLayout(self._grid)
        self.setLayout(layout)

    def arrange(self, wanted: Sequence[ScenarioCard], columns: int) -> None:
        """Show the wanted cards in so many columns."""
        if (columns, *wanted) == self._arranged:
            return
        self._arranged = (columns, *wanted)
        while self._grid.takeAt(0) is not None:
            pass
        for place in range(self._grid.columnCount()):
            self._grid.setColumnStretch(place, 0)
        for place in range(columns):
            self._grid.setColumnStretch(place, 1)
        self._fillers += [QWidget(self) for _ in range(columns - len(self._fillers))]
        shown = [*wanted, *self._fillers[len(wanted) : columns]]  # a lone card is as wide as in company
        for place, card in enumerate(shown):
            self._grid.addWidget(card, place // columns, place % columns)
        for card in self.cards:
            card.setVisible(card in wanted)
        self._count.setText(counted(len(wanted)))
        self.setVisible(bool(wanted))


class Shelf(QWidget):
    """Search, family and what is done above; below, a section a level. Every card can be reached from the keyboard."""

    started = Signal(str)
    """The id of a scenario."""
    reached = Signal(QWidget)
    """The keyboard has come to a card, which should be in sight."""

    def __init__(self, scenarios: Sequence[Scenario]) -> None:
        """Show a card for each scenario, the shortest of a level first."""
        super().__init__()
        self._columns = USUAL_COLUMNS
        self._rows: list[list[ScenarioCard]] = []
        cards = [ScenarioCard(each) for each in sorted(scenarios, key=lambda each: (each.level.rank, each.minutes))]
        self.cards = tuple(cards)
        self.sections = [
            Section(title, [card for card in cards if card.scenario.level is level]) for level, title in LEVELS.items()
        ]
        self._make_filters(scenarios)
        layout = column(spacing=28)
        layout.addLayout(self._filters())
        layout.addWidget(self._nothing)
        for section in self.sections:
            layout.addWidget(section)
        self.setLayout(layout)
        for card in cards:
            card.clicked.connect(lambda _checked=False, id_=card.scenario.id: self.started.emit(id_))
            card.installEventFilter(self)
        self._follow()

    def _make_filters(self, scenarios: Sequence[Scenario]) -> None:
        self.field = QLineEdit(placeholderText="Find a drill  /")
        self.field.setAccessibleName("Find a drill")
        self.field.setClearButtonEnabled(True)
        for clear in self.field.findChildren(QToolButton):
            clear.setAccessibleName("Clear")
        self.field.installEventFilter(self)
        self.family = Choice("Family")
        self.family.addItem("Every family", "")
        for name, family in sorted((family_name(each), each) for each in {each.family for each in scenarios}):
            self.family.addItem(name, family)
        self.family.setFixedWidth(190)
        self.shown = Segments("Show", _SHOWN)
        self.shown.hide()
        self._count = words("", "muted", wrap=False)
        self._says = words("", "soft", wrap=False)
        self._nothing = QWidget()
        self._nothing.setLayout(row(self._says, button("Show every drill", self.clear), None, spacing=16))
        self._nothing.hide()
        self.field.textChanged.connect(lambda _text: self._follow())
        self.family.currentIndexChanged.connect(lambda _index: self._follow())
        self.shown.chosen.connect(lambda _value: self._follow())

    def _filters(self) -> QHBoxLayout:
        line = row(spacing=10)
        line.addWidget(self.field, 1)
        for part in (self.family, self.shown):
            line.addWidget(part)
        line.addSpacing(4)
        line.addWidget(self._count)
        return line

    # what is shown

    def set_columns(self, columns: int) -> None:
        """Use so many columns."""
        if columns != self._columns:
            self._columns = columns
            self._follow()

    def show_records(self, known: Mapping[str, Record]) -> None:
        """Mark what has been done, by the scenario's id."""
        for card in self.cards:
            card.show_record(known.get(card.scenario.id))
        self.shown.setVisible(bool(known))
        if not known:
            self.shown.choose("")
        self._follow()

    def clear(self) -> None:
        """Show every drill."""
        self.field.clear()
        self.family.setCurrentIndex(0)
        self.shown.choose("")
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wants(self, card: ScenarioCard) -> bool:
        family, shown = self.family.currentData(), self.shown.value
        return (
            card.fits(self.field.text())
            and family in {"", card.scenario.family}
            and (not shown or (card.record is not None) == (shown == "done"))
        )

    def _follow(self) -> None:
        self._rows = []
        for section in self.sections:
            wanted = [card for card in section.cards if self._wants(card)]
            section.arrange(wanted, self._columns)
            self._rows += [wanted[start : start + self._columns] for start in range(0, len(wanted), self._columns)]
        found, all_ = sum(map(len, self._rows)), len(self.cards)
        self._count.setText(counted(all_) if found == all_ else f"{found} of {counted(all_)}")
        query = self.field.text().strip()
        self._says.setText(f"No drill fits “{query}”." if query else "No drill fits.")
        self._nothing.setVisible(not found and bool(all_))

    # the keyboard

    def focus(self) -> None:
        """Put the keyboard on the first card that is shown."""
        for card in self._visible():
            card.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def search(self) -> None:
        """Put the cursor in the search field, ready to type over what stands there."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.reached.emit(self.field)

    def _visible(self) -> Iterator[ScenarioCard]:
        return (card for cards in self._rows for card in cards)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from card to card with the arrow keys; Enter starts, and a letter begins a search."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if watched is self.field:
            return self._in_field(event)
        return isinstance(watched, ScenarioCard) and self._on_card(watched, event)

    def _in_field(self, event: QKeyEvent) -> bool:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._go(next(self._visible(), None))
            return True
        if event.key() == Qt.Key.Key_Escape:
            if self.field.text():
                self.field.clear()
            else:
                self._go(next(self._visible(), None))
            return True
        return event.key() == Qt.Key.Key_Slash and not self.field.text()  # the key that leads here, pressed once more

    def _on_card(self, card: ScenarioCard, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            card.click()
            return True
        if key in _STEPS or key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._go(self._beside(card, key))
            return True
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
        if plain and event.text().isprintable() and event.text().strip():
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.field.setText(event.text())
            self.reached.emit(self.field)
            return True
        return False

    def _beside(self, card: ScenarioCard, key: Qt.Key) -> QWidget | None:
        """Give where a key leads from a card: up from the first row it is the search field."""
        cards = list(self._visible())
        if key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            return cards[0 if key == Qt.Key.Key_Home else -1]
        across, down = _STEPS[key]
        line = next(place for place, held in enumerate(self._rows) if card in held)
        if across:
            place = cards.index(card) + across
            return cards[place] if 0 <= place < len(cards) else None
        if line + down < 0:
            return self.field
        if line + down >= len(self._rows):
            return None
        held = self._rows[line + down]
        return held[min(self._rows[line].index(card), len(held) - 1)]

    def _go(self, to: QWidget | None) -> None:
        if to is not None:
            to.setFocus(Qt.FocusReason.TabFocusReason)
            self.reached.emit(to)


_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
"""Columns across and rows down."""


def counted(count: int) -> str:
    """Say how many drills there are.

    >>> counted(1), counted(24)
    ('1 drill', '24 drills')
    """
    return f"{count} drill{'' if count == 1 else 's'}"
