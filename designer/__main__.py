"""`python -m designer` and the `designer` command."""

import sys

from designer.cli import main as command_line


def main() -> int:
    """Run the command line with the process's arguments; without any, that is the window."""
    return command_line(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
