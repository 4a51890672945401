"""Attempts that were never made: as values, and as journals on the disk."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from designer.history.attempts import Attempt
from designer.history.record import Record
from designer.history.store import Journal
from designer.model.critique import Verdict
from designer.model.design import Component, Design
from designer.model.edit import Insert
from designer.model.rubric import Competency
from designer.model.scenario import Level

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


def record(percent: float = 50.0, level: Level = Level.SENIOR, verdicts: Any = None, **scores: float) -> Record:  # noqa: ANN401 (rules by verdict)
    by_competency: Mapping[Competency, float] = {Competency(name): score for name, score in scores.items()}
    kept = {Verdict(verdict): tuple(rules) for verdict, rules in (verdicts or {}).items()}
    return Record(level=level, percent=percent, by_competency=by_competency, verdicts=kept)


def attempt(days_ago: float, scenario: str = "fraud", graded: Record | None = None) -> Attempt:
    graded = graded or record()
    started = NOW - timedelta(days=days_ago)
    return Attempt(started, scenario, "interview", graded.level, 40.0, graded.percent, graded)


def write(folder: Path, days_ago: float, graded: Record | None = None, scenario: str = "fraud") -> Path:
    """Write the journal of an attempt that was stopped; without a score, as they were written before scores were."""
    head: dict[str, Any] = {"scenario": scenario, "mode": "interview", "minutes": 40.0}
    journal = Journal.begin(folder, Design(scenario=scenario), NOW - timedelta(days=days_ago), **head)
    journal.append(Insert(collection="components", item=Component(id="a", kind="client")), 60.0)
    journal.append(Insert(collection="components", item=Component(id="b", kind="app_service")), 90.0)
    journal.end(1200.0, why="stopped", record=graded)
    if graded is None:
        end(journal.path, percent=12.5)
    return journal.path


def end(path: Path, *, percent: float | None) -> None:
    """Let the last line of a journal say another percentage."""
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[-1] = json.dumps({**json.loads(lines[-1]), "percent": percent})
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
