"""The command line: a file a family of commands, results on standard output, all else on standard error."""

from collections.abc import Callable, Sequence

from designer.cli.output import complain
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
        complain(str(error))
        return WRONG
    except KeyboardInterrupt:
        return INTERRUPTED
    return status
