"""Journals: a file an attempt, to which each edit is appended at once: a crash takes at most the gesture in hand.

A journal is lines of JSON: a head with the drawing as it was at the start, then one line an edit, then an end line when
the attempt was finished or the drawing closed on purpose; before that of an attempt that was graded stands its score,
as a Record. A line is handed to the operating system before the next
gesture, so that killing the program loses nothing; the file is locked while it is written, so that another window does
not offer it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from filelock import FileLock, Timeout
from pydantic import TypeAdapter

from designer.errors import DesignerError
from designer.history.record import Record
from designer.model.design import Design
from designer.model.edit import Edit

FORMAT = "designer-journal/1"
LARGEST_BYTES = 200_000_000
"""An hour's journal has about 1 MB; more than this is no journal."""
_EDIT: TypeAdapter[Edit] = TypeAdapter(Edit)


@dataclass(frozen=True)
class Head:
    """What was being done: the scenario (None for a blank board), mode, minutes, level, and the file that was open."""

    scenario: str | None
    mode: str
    minutes: float
    started: str
    path: str | None = None
    level: str | None = None


@dataclass(frozen=True)
class Recovered:
    """An attempt read back: the drawing after its last whole line, and how long had been spent on it."""

    journal: Path
    head: Head
    design: Design
    elapsed_s: float
    edits: int
    ended: bool


@dataclass(frozen=True, slots=True)
class Finished:
    """An attempt that was stopped and graded: of which scenario, at which level (None: its own), when, and the score.

    `started` is ISO 8601 in UTC, `percent` from 0 to 100.
    """

    scenario: str
    level: str | None
    started: str
    percent: float


class Journal:
    """The journal of the drawing that is open; it is created with the first edit, so that looking leaves no trace."""

    def __init__(self, folder: Path, head: Head, design: Design) -> None:
        """Prepare to write under `folder`; nothing is written yet."""
        self._head, self._design = head, design
        self.path = folder / "attempts" / f"{head.started.replace(':', '-')}.jsonl"
        self._file: IO[str] | None = None
        self._lock: FileLock | None = None

    @classmethod
    def begin(cls, folder: Path, design: Design, now: datetime, **head: Any) -> "Journal":  # noqa: ANN401 (Head's fields)
        """Start the journal of a drawing at a time of day; `head` is what Head holds besides."""
        started = now.astimezone(UTC).isoformat(timespec="microseconds")
        return cls(folder, Head(started=started, **head), design)

    def append(self, edit: Edit, at_s: float) -> None:
        """Write one edit, applied `at_s` seconds after the start; raises DesignerError where that is impossible."""
        self._line({"at_s": round(at_s, 3), "edit": edit.model_dump(mode="json")})

    def end(self, at_s: float, *, why: str, record: Record | None = None) -> None:
        """Say that the attempt ended on purpose, with its score if it was graded: it is not offered again.

        What was graded is kept without a single edit too, if anything is drawn: of an attempt that was resumed, say.
        """
        at_s = round(at_s, 3)
        try:
            if record is not None and (self._file is not None or self._design.components):
                self._line({"at_s": at_s, "score": record.model_dump(mode="json")})
            if self._file is not None:
                self._line({"at_s": at_s, "end": why, "percent": record.percent if record else None})
        finally:
            self.release()

    def release(self) -> None:
        """Close the file and give up its lock."""
        if self._file is not None:
            self._file.close()
            self._file = None
        if self._lock is not None:
            self._lock.release()
            Path(self._lock.lock_file).unlink(missing_ok=True)
            self._lock = None

    def _line(self, data: dict[str, Any]) -> None:
        try:
            self._file = self._file or self._create()
            self._file.write(json.dumps(data, ensure_ascii=False) + "\n")
            self._file.flush()
        except OSError as error:
            raise self._unsafe(error) from None

    def _unsafe(self, error: OSError) -> DesignerError:
        what = f"the drawing cannot be kept safe while it is edited ({error.strerror})"
        return DesignerError(what, where=str(self.path), remedy="save it to a file")

    def _create(self) -> IO[str]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(f"{self.path}.lock")
        self._lock.acquire(timeout=0)
        file = self.path.open("w", encoding="utf-8")
        head = {"format": FORMAT, **vars(self._head), "design": self._design.model_dump(mode="json")}
        file.write(json.dumps(head, ensure_ascii=False) + "\n")
        return file


def recover(path: Path) -> Recovered:
    """Read a journal back; a torn last line is left out. Raises DesignerError where the head cannot be read."""
    lines = _whole_lines(path)
    try:
        head = next(lines)
        if head.get("format") != FORMAT:
            raise DesignerError(f"this is no journal that this version reads ({head.get('format')})", where=str(path))
        design = Design.model_validate(head["design"])
        known: dict[str, Any] = {name: head[name] for name in ("scenario", "mode", "minutes", "started", "path")}
        known["minutes"] = float(known["minutes"])
        begun = Head(**known, level=head.get("level"))
    except (StopIteration, KeyError, TypeError, ValueError):  # a ValidationError is a ValueError
        raise DesignerError("the journal's first line cannot be read", where=str(path)) from None
    elapsed_s, edits, ended = 0.0, 0, False
    for line in lines:
        ended = "end" in line
        try:
            elapsed_s = float(line.get("at_s", elapsed_s))
            if "edit" not in line:
                continue
            design = _EDIT.validate_python(line["edit"]).apply(design)
        except (TypeError, ValueError, DesignerError):
            break  # what follows an edit that does not fit cannot be trusted
        edits += 1
    return Recovered(path, begun, design, elapsed_s, edits, ended)


def _whole_lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise DesignerError("the journal is larger than any that is written", where=str(path))
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise DesignerError(f"the journal cannot be read ({error.strerror})", where=str(path)) from None
    for line in text.split("\n"):
        try:
            data = json.loads(line)
        except (ValueError, RecursionError):
            continue  # the line that the crash tore; only the end line of `discard` can follow it
        if isinstance(data, dict):
            yield data


def unfinished(folder: Path) -> tuple[Recovered, ...]:
    """Give the attempts that a crash broke off, the latest first; those open in another window are left out."""
    found = []
    for path in sorted((folder / "attempts").glob("*.jsonl"), reverse=True):
        if _is_ended(path) or is_open(path):
            continue
        try:
            attempt = recover(path)
        except DesignerError:
            continue  # its head was torn by the crash: there was no edit yet
        if attempt.edits and not attempt.ended:
            found.append(attempt)
    return tuple(found)


def finished(folder: Path) -> tuple[Finished, ...]:
    """Give the attempts that were stopped and graded, the earliest first; what cannot be read is left out."""
    return tuple(filter(None, map(_finished, sorted((folder / "attempts").glob("*.jsonl")))))


def _finished(path: Path) -> Finished | None:
    """Read the first line and the last alone: an attempt has hundreds in between."""
    try:
        end = json.loads(_last_line(path))
        if end.get("end") != "stopped":
            return None
        with path.open("rb") as file:
            head = json.loads(file.readline())
        return Finished(str(head["scenario"]), head.get("level"), str(head["started"]), float(end["percent"]))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _is_ended(path: Path) -> bool:
    """Look at the last line alone, so that a hundred finished attempts cost nothing at the start."""
    try:
        return b'"end": ' in _last_line(path)
    except OSError:
        return True  # what cannot be opened cannot be offered


def _last_line(path: Path) -> bytes:
    """Give the last line, or the end of it where it is longer than an end line."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _LAST_LINE_BYTES))
        return file.read().rstrip().rpartition(b"\n")[2]


_LAST_LINE_BYTES = 400
"""More than an end line has."""


def discard(attempt: Recovered) -> None:
    """Say that an attempt is not wanted any more; the file stays as a record."""
    with attempt.journal.open("a", encoding="utf-8") as file:
        file.write("\n" + json.dumps({"at_s": attempt.elapsed_s, "end": "discarded"}) + "\n")


def is_open(path: Path) -> bool:
    """Say whether a window is writing a journal."""
    lock = FileLock(f"{path}.lock")
    if not Path(lock.lock_file).exists():
        return False
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False
