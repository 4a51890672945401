"""The attempts that were finished: when, at what, for how long, and how they were graded."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from designer.drill.session import Mode
from designer.errors import DesignerError
from designer.history.record import Record
from designer.history.store import FORMAT, Recovered, is_open, recover
from designer.model.scenario import Level

Regrade = Callable[[Recovered], Record]
"""Grades an attempt of which no score was kept; raises DesignerError where nothing can grade it any more."""
_TAIL_BYTES = 200_000
"""More than the last two lines have: a score names each rule once."""
_YEARS = range(2000, 2200)
"""Clocks that are not set say 1970."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt. `started` is in UTC; `record` is None where only the score from 0 to 100 is known.

    `again` says that the score was not kept, and is that of today's rules.
    """

    started: datetime
    scenario: str
    mode: str
    level: Level | None
    minutes_used: float
    percent: float
    record: Record | None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Attempts:
    """What a data folder holds of attempts, the latest first, and what in it is damaged, a sentence a file."""

    found: tuple[Attempt, ...]
    damaged: tuple[DesignerError, ...]


def attempts(folder: Path, regrade: Regrade) -> Attempts:
    """Read all attempts that were finished, whatever the names of their files; a folder that is not there has none."""
    found: list[Attempt] = []
    damaged: list[DesignerError] = []
    for path in sorted((folder / "attempts").glob("*.jsonl")):
        try:
            attempt = _attempt(path)
            if attempt is not None and attempt.record is None:
                attempt = _again(path, attempt, regrade, damaged)
        except DesignerError as error:
            damaged.append(error)
            continue
        if attempt is not None:
            found.append(attempt)
    once = {_order(attempt): attempt for attempt in found}  # a copy of a file is no second attempt
    return Attempts(tuple(once[place] for place in sorted(once, reverse=True)), tuple(damaged))


def _order(attempt: Attempt) -> tuple[object, ...]:
    """Order by time, and those of one instant by what they hold, so that the names of files decide nothing."""
    level = attempt.level.value if attempt.level else ""
    record = attempt.record.model_dump_json() if attempt.record else ""
    return attempt.started, attempt.scenario, attempt.mode, level, attempt.minutes_used, attempt.percent, record


def _attempt(path: Path) -> Attempt | None:
    """Read the first line and the last two alone; None where the attempt was not finished, or is open."""
    try:
        if not path.is_file():
            raise DesignerError("this is no file", where=str(path), remedy="move it elsewhere")
        before, last = _last_lines(path)
        end = _data(last)
        if "end" in end and end["end"] != "stopped":
            return None
        with path.open("rb") as file:
            head = _data(file.readline(_LONGEST_HEAD))
        if head.get("format") != FORMAT:
            raise DesignerError("its first line is not that of a journal that this version reads", where=str(path))
        if "end" in end:
            return _read(head, end, _record(_data(before).get("score"), path), path)
        if last and not end and not is_open(path):
            raise DesignerError("its last line is torn", where=str(path), remedy="the window offers to resume it")
    except OSError as error:
        raise DesignerError(f"the attempt cannot be read ({error.strerror})", where=str(path)) from None
    return None


_LONGEST_HEAD = 20_000_000
"""A head holds the drawing as it was at the start."""


def _last_lines(path: Path) -> tuple[bytes, bytes]:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL_BYTES))
        lines = file.read().rstrip().rsplit(b"\n", 2)
    return (lines[-2] if len(lines) > 1 else b""), lines[-1]


def _data(line: bytes) -> dict[str, Any]:
    """Read a line; what is torn or no object is empty."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _record(kept: object, path: Path) -> Record | None:
    """Read the score that was kept; None where there is none, as before scores were."""
    if kept is None:
        return None
    try:
        return Record.model_validate(kept)
    except ValidationError:
        raise DesignerError("its score is none that this version reads", where=str(path)) from None


def _read(head: dict[str, Any], end: dict[str, Any], record: Record | None, path: Path) -> Attempt:
    try:
        started = datetime.fromisoformat(head["started"])
        started = (started.replace(tzinfo=UTC) if started.tzinfo is None else started).astimezone(UTC)
        level = record.level if record else head.get("level")
        attempt = Attempt(
            started=started,
            scenario=str(head["scenario"]),
            mode=Mode(head["mode"]).value,
            level=Level(level) if level else None,
            minutes_used=float(end["at_s"]) / 60,
            percent=float(end["percent"]),
            record=record,
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        raise DesignerError("its first or last line does not say what it should", where=str(path)) from None
    fits = 0 <= attempt.percent <= 100 and 0 <= attempt.minutes_used <= _LONGEST_MINUTES  # noqa: PLR2004 (per cent)
    if started.year not in _YEARS or not fits:
        raise DesignerError("its time or its score makes no sense", where=str(path))
    return attempt


_LONGEST_MINUTES = 7 * 24 * 60
"""More than anybody draws at one drill, breaks apart."""


def _again(path: Path, attempt: Attempt, regrade: Regrade, damaged: list[DesignerError]) -> Attempt:
    """Grade an attempt of which only the whole score was kept; where nothing can, say so and leave it as it is."""
    try:
        record = regrade(recover(path))
    except DesignerError as error:
        damaged.append(DesignerError(error.what, where=error.where or str(path), remedy=error.remedy))
        return attempt
    return replace(attempt, level=record.level, percent=record.percent, record=record, again=True)
