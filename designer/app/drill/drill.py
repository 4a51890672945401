"""From a scenario to a critique: starting, stopping, checking, resuming, and letting go of what is on the board."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from designer.app.home.page import described
from designer.app.job import Job
from designer.app.widgets.sheet import Sheet, ask
from designer.catalog.library import catalog, scenario_ids
from designer.catalog.library import scenario as scenario_named
from designer.history.record import Record
from designer.history.store import Recovered, discard
from designer.model.design import Design
from designer.model.edit import SetHeader

TIME_IS_UP = ("Time is up", "Finish your thought, and press Stop when you are ready.")

if TYPE_CHECKING:
    from designer.app.home.page import Start
    from designer.app.window import Window
    from designer.errors import DesignerError
    from designer.model.advice import Question
    from designer.model.critique import Critique
    from designer.model.scenario import Scenario


class Drill(QObject):
    """What the person does with the open drawing as a whole; the window shows it."""

    def __init__(self, window: Window) -> None:
        """Begin with nothing open."""
        super().__init__(window)
        self._window = window
        self.attempt = window.attempt
        self.job = Job(self)
        self._graded: tuple[Critique, Design, Scenario] | None = None
        self._time_is_up = False
        self.attempt.ticked.connect(self.tick)
        self.attempt.unkept.connect(lambda sentence: window.notice.say(sentence, refused=True))

    @property
    def scenario(self) -> Scenario | None:
        """The question that the drawing answers, with what has changed since; None without one that is known."""
        if self.attempt.session is not None:
            return self.attempt.scenario
        id_ = self._window.workspace.document.design.scenario
        return scenario_named(id_) if id_ in scenario_ids() else None

    def about(self) -> str:
        """Say in a few words what the drawing answers."""
        scenario, session = self.scenario, self.attempt.session
        if scenario is None:
            return "No scenario"
        level = (self.attempt.level or scenario.level).value.title()
        return f"{level} · {session.mode.title()}" if session is not None else f"{scenario.title} · {level}"

    # opening

    def start(self, start: Start) -> None:
        """Begin a drill on an empty board; the clock runs from now."""
        scenario = scenario_named(start.scenario)
        design = Design(title=scenario.title, scenario=scenario.id)
        self.attempt.begin(scenario, start, design)
        self._show(design, None)
        self._opened(scenario)

    def resume(self, offered: Recovered) -> None:
        """Go on with an attempt that was not finished; its clock goes on where it stood."""
        found = next((each for each in self.attempt.unfinished() if each.journal == offered.journal), None)
        if found is None:  # another window has it now, or has finished it
            self._window.show_home()
            return
        self.attempt.resume(found)
        path = Path(found.head.path) if found.head.path else None
        self._show(found.design, path, saved=False)
        self._opened(self.scenario)

    def discard(self, offered: Recovered) -> None:
        """Do not offer an attempt again, after asking: nothing brings it back."""

        def let_it_go() -> None:
            discard(offered)
            self._window.show_home()

        title, says = described(offered)
        text = f"{title}. {says} What was drawn cannot be brought back."
        self._ask("Discard the drawing?", text, (("Discard", let_it_go),), dangerous=True)

    def open_blank(self) -> None:
        """Open an empty board without a question."""
        self.let_go(lambda: self._open(Design(title="Untitled"), None))

    def open_file(self, design: Design, path: Path | None) -> None:
        """Open a drawing that was read from a file."""
        self.let_go(lambda: self._open(design, path))

    def _open(self, design: Design, path: Path | None) -> None:
        self.attempt.open(design, path)
        self._show(design, path)
        self._opened(self.scenario)

    def _show(self, design: Design, path: Path | None, *, saved: bool = True) -> None:
        work = self._window.workspace
        self.job.forget()  # a verdict on the last drawing is none on this one
        work.hide_critique()
        work.document.open(design)
        self._window.files.follow(path, saved=saved)
        work.banner.put_away()
        work.palette_panel.forget()
        self._time_is_up = False

    def _opened(self, scenario: Scenario | None) -> None:
        work = self._window.workspace
        work.brief.show_scenario(scenario)
        work.framing.show_scenario(scenario)
        for twist in self.attempt.happened:
            work.brief.add_twist(twist)
        self._window.show_board()
        work.tabs.choose("brief")
        if work.document.design.components:
            work.board.zoom_to_fit()
        else:
            work.board.zoom_to(1.0)
        self.tick()

    def answer(self, scenario: str) -> None:
        """Let the drawing answer a scenario from now on."""
        self._window.workspace.document.do(SetHeader(fields={"scenario": scenario}))
        self._window.workspace.brief.show_scenario(self.scenario)
        self._window.workspace.framing.show_scenario(self.scenario)

    # the clock

    def tick(self) -> None:
        """Show the time that is left."""
        session, top = self.attempt.session, self._window.workspace.top
        if session is None or not self.attempt.running:
            top.hide_time()
        else:
            elapsed_s = self.attempt.elapsed_s
            top.show_time(elapsed_s, session.minutes, session.phase(elapsed_s))
            if self.attempt.remaining_s <= 0 and not self._time_is_up:
                self._time_is_up = True
                self._window.workspace.banner.say(*TIME_IS_UP, glyph="timer")

    # grading

    def stop(self) -> None:
        """End the drill and grade; asks first while there is time left."""
        left = self.attempt.remaining_s
        if left <= 0:
            self._finish()
            return
        minutes = round(left / 60)
        there_is = "1 minute is left." if minutes == 1 else f"{minutes} minutes are left."
        text = f"{there_is if minutes else ''} The clock stops and the drawing is graded as it stands.".strip()
        self._ask("Stop and grade?", text, (("Stop and grade", self._finish),), keep="Go on drawing")

    def _finish(self) -> None:
        self._grade(final=True)

    def check_now(self) -> None:
        """Grade the drawing as it stands; the clock goes on."""
        self._grade(final=False)

    def _grade(self, *, final: bool) -> None:
        scenario, design, level = self.scenario, self._window.workspace.document.design, self.attempt.level
        happened = tuple(self.attempt.happened)
        if scenario is None:
            return

        def work() -> Critique:
            from designer.analyzing import grade_after

            return grade_after(design, scenario, happened, level.value if level else None)

        def done(critique: Critique) -> None:
            if final:
                self.attempt.stop(Record.of(critique))
            self._graded = (critique, design, scenario)
            ask = None if self.attempt.silent else partial(_asked, critique, design, scenario)
            self._window.workspace.show_critique(critique, final=final, ask=ask)
            self.tick()

        self.job.start(work, done, self._failed("The drawing cannot be graded"))

    def _failed(self, title: str) -> Callable[[DesignerError], None]:
        return lambda error: self._window.tell(title, str(error))

    def export_pdf(self) -> None:
        """Ask for a file and write the critique to it."""
        path = self._window.files.ask_export() if self._graded else None
        if path is None or self._graded is None:
            return
        critique, design, scenario = self._graded
        drawn_on, elapsed_s = self.attempt.drawn_on, self.attempt.elapsed_s if self.attempt.session else None

        def work() -> None:
            from designer.exchange.atomic import write_atomically
            from designer.report.critique.pdf import critique_pdf

            kinds = catalog().kinds
            pdf = critique_pdf(critique, design, scenario, kinds, drawn_on=drawn_on, elapsed_s=elapsed_s)
            write_atomically(path, pdf)

        said = f"The critique is in {path.name}."
        failed = self._failed("The critique cannot be exported")
        self.job.start(work, lambda _nothing: self._window.notice.say(said), failed)

    def show_references(self) -> None:
        """Show how others draw it: the references stay closed until the person's own drawing is finished."""
        from designer.app.review.debrief_sheet import show_debrief

        scenario = self.scenario
        if scenario is not None:
            self._window.show_sheet(lambda: show_debrief(self._window, scenario, self.job))

    def keep_drawing(self) -> None:
        """Go back to the board, in practice mode from now on."""
        self.attempt.practise(self._window.workspace.document.design)
        self._window.workspace.hide_critique()
        self._window.board.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tick()

    # letting go

    def go_home(self) -> None:
        """Go to the home page, once the drawing may be let go."""
        self.let_go(self._home)

    def _home(self) -> None:
        self.attempt.leave()
        self._window.show_home()

    def let_go(self, then: Callable[[], object]) -> None:
        """Do something that takes the drawing off the board, after asking about what would be lost."""
        window = self._window
        if not window.drawing:
            then()
        elif self.attempt.running:
            self._ask(
                "Leave the drill?",
                "Your drawing is kept: you can resume the drill from the home page, with the time that is left now.",
                (("Leave", then),),
                keep="Go on drawing",
            )
        elif window.files.modified:
            save = ("Save", lambda: self._closed(then) if window.files.save() else None)
            leave = ("Don't save", lambda: self._closed(then))
            self._ask("Save the drawing?", "It has changes that are not in a file yet.", (save, leave))
        else:
            self._closed(then)

    def ask_overwrite(self, path: Path) -> None:
        """Ask what to do with a file that somebody else has written since it was opened."""
        files = self._window.files
        self._ask(
            "The file has changed",
            f"{path.name} was written by somebody else since you opened it. What stands there now would be lost.",
            (("Save as…", files.save_as), ("Overwrite", files.overwrite)),
        )

    def _closed(self, then: Callable[[], object]) -> None:
        self.attempt.finish("closed")
        then()

    def _ask(
        self,
        title: str,
        text: str,
        answers: tuple[tuple[str, Callable[[], object]], ...],
        *,
        keep: str = "Cancel",
        dangerous: bool = False,
    ) -> Sheet:
        window = self._window
        return window.show_sheet(lambda: ask(window, title, text, answers, keep=keep, dangerous=dangerous))


def _asked(critique: Critique, design: Design, scenario: Scenario) -> tuple[Question, ...]:
    from designer.coach.advice import asked

    return asked(critique, design, scenario)
