"""The window's front door: `run` opens it and returns when it is closed."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from designer.app import crash
from designer.app.job import Job
from designer.app.settings import SettingsFile
from designer.app.widgets.style import wear
from designer.app.window import Window, theme_of
from designer.data_folder import data_folder
from designer.rules.in_use import rubric_in_use


def open_window(folder: Path) -> Window:
    """Make the window in its theme, not yet shown; needs an application."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("a window needs an application")
    settings = SettingsFile(folder)
    wear(app, theme_of(settings.now.appearance))
    return Window(settings, folder)


def run(
    *, scenario: str | None = None, mode: str = "interview", minutes: int | None = None, path: str | None = None
) -> int:
    """Open the window at its home page, in a drill, or with a drawing; give the exit code once it is closed.

    Raises DesignerError for a scenario that does not exist.
    """
    from designer.app.home.page import Start
    from designer.catalog.library import scenario as scenario_named

    if scenario is not None:
        scenario_named(scenario)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    app.setApplicationName("Designer")
    folder = data_folder()
    window = open_window(folder)
    crash.watch(folder, lambda what, log: window.tell("Something went wrong inside", _apology(what, log)))
    window.show()
    look_at_rubrics(window)
    if scenario is not None:
        window.drill.start(Start(scenario, None, mode, minutes))
    elif path is not None:
        window.files.read(Path(path))
    return int(app.exec())


def look_at_rubrics(window: Window) -> None:
    """Read the rules beside the window's start, so that a rubric that cannot be read is told before a drill begins."""
    title = "A rubric of your own cannot be read"
    Job(window).start(rubric_in_use, lambda _: None, lambda error: window.tell(title, str(error)))


def _apology(what: str, log: str) -> str:
    first = "This is a bug, and your drawing is still here: save it now to be sure."
    return f"{first}\n\n{what[:300]}\n\nThe details are in {log}."
