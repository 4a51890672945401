"""The command line: a file a family of commands, results on standard output, all else on standard error."""

import contextlib
import sys
from collections.abc import Callable, Sequence

from designer.cli.parser import parser
from designer.errors import DesignerError

WRONG, INTERRUPTED = 2, 130
"""Exit statuses: something given is wrong; the person stopped it."""


def main(arguments: Sequence[str], open_window: Callable[..., int]) -> int:
    """Run one command; give the exit status: 0 done, 1 below --fail-under, 2 something given is wrong.

    `open_window` is handed in, since this door and the window's know nothing of each other.
    """
    try:
        options = parser().parse_args(arguments)
        options.open_window = open_window
        status: int = options.run(options)
    except DesignerError as error:
        if sys.stderr is not None:
            with contextlib.suppress(OSError):
                print(error, file=sys.stderr, flush=True)  # noqa: T201 (this is where errors go)
        return WRONG
    except KeyboardInterrupt:
        return INTERRUPTED
    return status
