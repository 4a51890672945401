"""The numbers under the drawing, beside it: what a client sees, where the time goes, what breaks, what it costs."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from designer.app.numbers.meter import Meter
from designer.app.widgets.marks_picture import MarksPicture
from designer.app.widgets.parts import button, clear, scrolling, words
from designer.canvas.paint import measure
from designer.drawing.waterfall import waterfall
from designer.model.analysis import Analysis
from designer.report.numbers.digest import sections
from designer.report.numbers.line import Section
from designer.report.numbers.pictures import timeline_rows
from designer.report.words import milliseconds

_PICTURE = 318.0
"""The width of the waterfall in px: what the narrowest panel has room for."""
WAITING = "Draw something, and what it costs, what breaks it and what a client would see appear here."


class NumbersPanel(QWidget):
    """Shows an analysis; it knows nothing of how and when it was made."""

    pointed = Signal(tuple)
    """The ids of what a line is about, when it is pointed at; none when it is left."""
    break_wanted = Signal()
    """Somebody wants to see what happens when something fails."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._analysis: Analysis | None = None
        self._names: Mapping[str, str] = {}
        self._lines: list[Meter] = []
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(16, 14, 16, 24)
        self._column.setSpacing(10)
        self.area = scrolling(self._body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)
        self.rebuild()

    def show_analysis(self, analysis: Analysis | None, names: Mapping[str, str]) -> None:
        """Show these numbers, or that there are none; what is in sight stays in its place."""
        place, read = self.area.verticalScrollBar().value(), self._read
        self._analysis, self._names = analysis, names
        self.rebuild()
        self.area.verticalScrollBar().setValue(place)
        if read is not None and self._lines:
            self._lines[min(read, len(self._lines) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _read(self) -> int | None:
        """The place of the line that has the keyboard."""
        return next((place for place, line in enumerate(self._lines) if line.hasFocus()), None)

    def rebuild(self) -> None:
        """Make the panel again, in the colours that the window has now."""
        clear(self._column)
        self._lines = []
        self.pointed.emit(())  # what was pointed at is gone
        found = sections(self._analysis, self._names) if self._analysis is not None and self._names else ()
        if not found:
            self._column.addWidget(words("Numbers", "title"))
            self._column.addWidget(words(WAITING, "soft"))
        else:
            self._column.addWidget(button("Break something…", self.break_wanted.emit, glyph="lightning-slash"))
        for place, section in enumerate(found):
            self._add(section)
            if not place:
                self._add_timeline()
        self._column.addStretch(1)
        if self._lines:
            self._lines[0].setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the arrows lead to the others

    def _step(self, step: int) -> None:
        read = self._read
        if read is not None:
            line = self._lines[min(max(read + step, 0), len(self._lines) - 1)]
            line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(line)

    def _add_timeline(self) -> None:
        """Show where an ordinary request's time goes."""
        rows = timeline_rows(self._analysis) if self._analysis is not None else ()
        if rows:
            self._column.addSpacing(6)
            self._column.addWidget(words("Where the time goes", "title"))
            self._column.addWidget(words("Own time: median, and p99 behind it.", "caption"))
            bounds, marks = waterfall(rows, _PICTURE, measure)
            said = "; ".join(f"{row.name} {milliseconds(row.p50_ms)}" for row in rows)
            self._column.addWidget(MarksPicture(bounds, marks, f"Where the time goes: {said}"))

    def _add(self, section: Section) -> None:
        self._column.addSpacing(6)
        self._column.addWidget(words(section.title, "title"))
        if section.about:
            self._column.addWidget(words(section.about, "caption"))
        for line in section.lines:
            made = Meter(line)
            made.pointed.connect(self.pointed)
            made.stepped.connect(self._step)
            self._lines.append(made)
            self._column.addWidget(made)
