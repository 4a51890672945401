"""`designer`, `designer drill` and `designer open`: the commands that open the window, handed in by the caller."""

import argparse
import os
import sys

from designer.errors import DesignerError


def home(options: argparse.Namespace) -> int:
    """Open the window at its home page."""
    _need_display()
    return int(options.open_window())


def drill(options: argparse.Namespace) -> int:
    """Open the window in a drill that exists."""
    from designer.catalog.library import scenario

    scenario(options.scenario)
    _need_display()
    return int(options.open_window(scenario=options.scenario, mode=options.mode, minutes=options.minutes))


def drawing(options: argparse.Namespace) -> int:
    """Open the window with a drawing that can be read."""
    from designer.exchange.formats import load

    load(options.file)
    _need_display()
    return int(options.open_window(path=str(options.file)))


def _need_display() -> None:
    """Refuse in a sentence where Qt would abort."""
    if sys.platform == "linux" and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
        raise DesignerError(
            "there is no display to open a window on", remedy="use 'designer grade' here, or set DISPLAY"
        )
