"""`python -m designer` and the `designer` command."""

import gc
import sys

from designer.cli import main as command_line

OBJECTS_BEFORE_COLLECTING = 200_000
"""A command makes about 110,000 objects to begin with, keeps them, and so has none of them to look through."""
USUAL = gc.get_threshold()
"""How often Python looks by itself; the window goes back to it, since it may stay open for days."""


def main() -> int:
    """Run the command line with the process's arguments; without any, that is the window.

    Python looks for garbage every 700 objects, and through all that is left when it ends, which takes a command a
    sixth of its time. Here it looks once a command is large, and what is left at the end goes with the process.
    """
    gc.set_threshold(OBJECTS_BEFORE_COLLECTING, *USUAL[1:])
    try:
        return command_line(sys.argv[1:], _open_window)
    finally:
        _leave_what_is_there()


def _open_window(
    *, scenario: str | None = None, mode: str = "interview", minutes: int | None = None, path: str | None = None
) -> int:
    from designer.app.main import run  # Qt loads for the window alone

    _leave_what_is_there()
    return run(scenario=scenario, mode=mode, minutes=minutes, path=path)


def _leave_what_is_there() -> None:
    """Look through new objects alone from here on."""
    gc.freeze()
    gc.set_threshold(*USUAL)


if __name__ == "__main__":
    sys.exit(main())
