"""The interviewer's changes of mind: said when they come, kept in the brief, with what they leave of the drawing."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from designer.app.drill.attempt import Attempt
from designer.app.live import Live
from designer.app.workspace import Workspace
from designer.model.critique import Change
from designer.model.scenario import Twist
from designer.report.critique.outline import part_names


class Twists(QObject):
    """Says each twist once, and what is left after each for as long as the drill may speak."""

    def __init__(self, attempt: Attempt, work: Workspace) -> None:
        """Follow this attempt and what is drawn in it."""
        super().__init__(work)
        self._attempt, self._work = attempt, work
        self._live = Live(work.document, self._asked, self)
        self._live.came.connect(self._tell)
        attempt.twisted.connect(self._say)

    def follow(self) -> None:
        """Speak or be silent, as the drill is now."""
        takes = any(twist.kill for twist in self._attempt.happened)
        self._live.switch(on=takes and not self._attempt.silent)

    def _say(self, twist: Twist) -> None:
        self._work.banner.say(f"Something has changed (minute {twist.minute})", twist.say)
        self._work.brief.add_twist(twist)
        self._work.state_changed.emit()  # the numbers follow the brief as it is now
        self._live.refresh()

    def _asked(self) -> Callable[[], tuple[Change, ...]]:
        design, scenario = self._work.document.design, self._attempt.scenario
        happened = tuple(self._attempt.happened)

        def work() -> tuple[Change, ...]:
            from designer.analyzing import changes

            return changes(design, scenario, happened) if scenario is not None else ()

        return work

    def _tell(self, changes: tuple[Change, ...] | None) -> None:
        """Put what is left under each twist, or nothing."""
        from designer.report.critique.changes import left

        design, kinds = self._work.document.design, self._work.board.catalog.kinds
        names = part_names(design, kinds)
        told = [" ".join(left(change, names)) for change in changes or ()]
        self._work.brief.tell_left(told)
        for change, sentence in zip(changes or (), told, strict=True):
            self._work.banner.tell_more(change.say, sentence)
