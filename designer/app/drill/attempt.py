"""The open drawing in time: its drill's clock, the changes of mind, the journal that keeps every edit."""

import datetime as dt
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from designer.app.home.page import Start
from designer.catalog.library import scenario as scenario_named
from designer.catalog.library import scenario_ids
from designer.drill.session import Mode, Session, changed
from designer.errors import DesignerError
from designer.history.record import Record
from designer.history.store import Finished, Journal, Recovered, discard, finished, unfinished
from designer.model.design import Design
from designer.model.edit import Edit
from designer.model.scenario import Level, Scenario, Twist

TICK_MS = 250


class Attempt(QObject):
    """At most one at a time; a drawing without a drill has a journal and no clock."""

    ticked = Signal()
    twisted = Signal(object)
    """A `Twist` whose minute has come."""
    unkept = Signal(str)
    """One sentence: why changes are no longer kept on the disk."""

    def __init__(self, folder: Path) -> None:
        """Keep journals in this folder."""
        super().__init__()
        self._folder = folder
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        self.session: Session | None = None
        self._journal: Journal | None = None
        self.level: Level | None = None
        self._resumed: Recovered | None = None
        self.happened: list[Twist] = []
        self.drawn_on: dt.date | None = None

    # what holds

    @property
    def running(self) -> bool:
        """Whether a clock runs."""
        return self.session is not None and self.session.stopped is None

    @property
    def silent(self) -> bool:
        """Whether nothing is graded before the end: an interview."""
        return self.running and self.session is not None and self.session.mode is Mode.INTERVIEW

    @property
    def kept(self) -> bool:
        """Whether every change is on the disk at once."""
        return self._journal is not None

    @property
    def scenario(self) -> Scenario | None:
        """The drill's question, its brief as it is after what has changed."""
        if self.session is None:
            return None
        return changed(self.session.scenario, self.happened)

    @property
    def elapsed_s(self) -> float:
        """How long has been drawn, in seconds."""
        return self.session.elapsed_s(time.monotonic()) if self.session is not None else 0.0

    @property
    def remaining_s(self) -> float:
        """How much time is left, in seconds; below zero when it is over."""
        return self.session.remaining_s(time.monotonic()) if self.session is not None else 0.0

    # from the first edit to the last

    def begin(self, scenario: Scenario, start: Start, design: Design) -> None:
        """Start the clock on a drawing."""
        self.level = start.level
        self._clock(scenario, start.minutes or scenario.minutes, Mode(start.mode), 0.0)
        self._keep(design, None)

    def open(self, design: Design, path: Path | None) -> None:
        """Keep the changes of a drawing that no clock runs for."""
        self.leave()
        self.drawn_on = self.level = None
        self._keep(design, path)

    def note(self, edit: Edit) -> None:
        """Keep an edit on the disk; where that fails it is said once, and drawing goes on."""
        if self._journal is None:
            return
        try:
            self._journal.append(edit, self.elapsed_s)
            self._supersede()
        except (DesignerError, OSError) as error:
            self._journal = None
            self.unkept.emit(f"{error}.")

    def _supersede(self) -> None:
        """Offer the attempt that was resumed no more: its edits live on in the new journal."""
        if self._resumed is not None:
            discard(self._resumed)
            self._resumed = None

    def tick(self) -> None:
        """Look at the clock."""
        if self.session is not None and self.running:
            due = self.session.due(time.monotonic())
            for twist in due[len(self.happened) :]:
                self.happened.append(twist)
                self.twisted.emit(twist)
        self.ticked.emit()

    def stop(self, record: Record) -> None:
        """Stop the clock; the attempt is finished, with this score, and is not offered again."""
        self._timer.stop()
        if self.session is not None:
            self.session.stop(time.monotonic())
        self.finish("stopped", record)

    def practise(self, design: Design) -> None:
        """Go on drawing in practice mode; a clock that has stopped stays so."""
        if self.session is not None and not self.running:
            self.session.mode = Mode.PRACTICE
            self._keep(design, None)

    def finish(self, why: str, record: Record | None = None) -> None:
        """Say in the journal that the drawing was closed on purpose, with its score if it was graded."""
        journal, self._journal = self._journal, None
        if journal is None:
            return
        try:
            journal.end(self.elapsed_s, why=why, record=record)
            if record is not None:
                self._supersede()
        except (DesignerError, OSError) as error:
            self.unkept.emit(f"{error}.")

    def leave(self) -> None:
        """Let the drawing go for now; what was not finished can be resumed."""
        self._timer.stop()
        if self._journal is not None:
            self._journal.release()
        self.session = self._journal = self._resumed = None
        self.happened = []

    # resuming

    def unfinished(self) -> tuple[Recovered, ...]:
        """Give the attempts that can be resumed, the latest first."""
        return unfinished(self._folder)

    def finished(self) -> tuple[Finished, ...]:
        """Give the attempts that were stopped and graded, the earliest first."""
        return finished(self._folder)

    def resume(self, found: Recovered) -> None:
        """Go on with an attempt; its clock goes on where it stood."""
        self.level = Level(found.head.level) if found.head.level in list(Level) else None
        if found.head.scenario in scenario_ids() and found.head.minutes:
            question = scenario_named(found.head.scenario)
            self._clock(question, found.head.minutes, Mode(found.head.mode), found.elapsed_s)
            if self.session is not None:  # what has changed before is known, and said no second time
                self.happened = list(self.session.due(time.monotonic()))
        else:
            self.leave()
        self._keep(found.design, Path(found.head.path) if found.head.path else None)
        self._resumed = found

    def _clock(self, scenario: Scenario, minutes: float, mode: Mode, before_s: float) -> None:
        self.leave()
        self.drawn_on = _today()
        self.session = Session(scenario, minutes, mode, started=time.monotonic(), before_s=before_s)
        self._timer.start()

    def _keep(self, design: Design, path: Path | None) -> None:
        session = self.session
        self._journal = Journal.begin(
            self._folder,
            design,
            dt.datetime.now(dt.UTC),
            scenario=session.scenario.id if session else design.scenario,
            mode=session.mode.value if session else "practice",
            minutes=session.minutes if session else 0,
            path=str(path) if path else None,
            level=self.level.value if self.level else None,
        )


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
