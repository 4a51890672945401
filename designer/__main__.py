"""`python -m designer` and the `designer` command."""

import sys

from designer.cli import main as command_line


def main() -> int:
    """Run the command line with the process's arguments; without any, that is the window."""
    return command_line(sys.argv[1:], _open_window)


def _open_window(
    *, scenario: str | None = None, mode: str = "interview", minutes: int | None = None, path: str | None = None
) -> int:
    from designer.app.main import run  # Qt loads for the window alone

    return run(scenario=scenario, mode=mode, minutes=minutes, path=path)


if __name__ == "__main__":
    sys.exit(main())
