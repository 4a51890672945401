"""Where results go: standard output with the same bytes in every locale, or a file that is written whole."""

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import TextIO

from designer.errors import DesignerError


def put_out(result: str | bytes) -> None:
    """Write a result to standard output: the same bytes in every locale."""
    if sys.stdout is None:
        raise DesignerError("standard output is closed", remedy="redirect it to a file")
    try:
        sys.stdout.buffer.write(result.encode() if isinstance(result, str) else result)
        sys.stdout.flush()
    except BrokenPipeError:  # `designer rules | head`: nobody reads on, and that is all right
        _abandon(sys.stdout)
    except OSError as error:
        _abandon(sys.stdout)
        raise DesignerError(f"standard output cannot be written ({error.strerror})") from None


def complain(message: str) -> None:
    """Write a message to standard error; where that is closed or full, the exit status alone tells."""
    if sys.stderr is None:
        return
    try:
        print(message, file=sys.stderr, flush=True)  # noqa: T201 (this is where errors go)
    except OSError:
        _abandon(sys.stderr)


def _abandon(stream: TextIO) -> None:
    """Let what is still buffered go nowhere: Python would complain of it at the end, and change the exit status."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def deliver(content: bytes, output: Path | None, format_: str) -> None:
    """Write to the file that was named, or to standard output; a PDF or PNG is not shown on a terminal."""
    if output is not None:
        from designer.exchange.atomic import write_atomically

        write_atomically(output, content)
        return
    if format_ in {"pdf", "png"} and sys.stdout is not None and sys.stdout.isatty():
        raise DesignerError(f"a {format_.upper()} is not for a terminal", remedy="name a file, or redirect it")
    put_out(content)


def put_json(data: object) -> int:
    """Write plain data as JSON; give the exit status."""
    put_out(json.dumps(data, indent=1, ensure_ascii=False) + "\n")
    return 0


def spare_inputs(output: Path | None, inputs: list[Path]) -> None:
    """Refuse to write the result over what it is made from."""
    for path in inputs:
        with contextlib.suppress(OSError, ValueError):
            if output is not None and output.samefile(path):
                raise DesignerError("this is what is to be read", where=str(output), remedy="write to another file")
