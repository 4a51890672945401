"""What happens on a bug: it is written to a log, said in one sentence, and the drawing goes on."""

import faulthandler
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO

LOG = "crash.log"
_LONGEST = 200_000


def watch(folder: Path, tell: Callable[[str, str], object]) -> None:
    """Send every exception that nobody caught, and every crash of the process, to the log in this folder.

    `tell` is called with the exception's name and the log's path; it must not raise.
    """
    log = folder / LOG
    stream = _open(log)
    if stream is not None:
        faulthandler.enable(stream)
    busy: list[bool] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt) or busy:
            return
        busy.append(True)
        try:
            _note(log, "".join(traceback.format_exception(kind, error, trace)))
            tell(f"{kind.__name__}: {error}", str(log))
        finally:
            busy.clear()

    sys.excepthook = hook


def _open(log: Path) -> IO[str] | None:
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > _LONGEST:
            log.unlink()
        return log.open("a", encoding="utf-8")
    except OSError:
        return None


def _note(log: Path, text: str) -> None:
    with suppress(OSError), log.open("a", encoding="utf-8") as file:
        file.write(f"\n{datetime.now(UTC).isoformat(timespec='seconds')}\n{text}")
