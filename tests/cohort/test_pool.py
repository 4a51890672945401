import multiprocessing
from pathlib import Path

import pytest

from designer.cohort import pool
from designer.cohort.assignment import Assignment, grade_file
from designer.cohort.pool import graded_here
from designer.errors import DesignerError
from tests.cohort import deadly
from tests.cohort.made import drawn


def test_a_drawing_that_kills_processes_costs_its_row_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [drawn(tmp_path / f"{name}.json") for name in ("deadly", "a", "b", "c")]
    monkeypatch.setattr(pool, "_work", deadly.work)
    rows = dict(graded_here(paths, Assignment(), jobs=1))
    assert [rows[index] for index in (1, 2, 3)] == [grade_file(path, Assignment()) for path in paths[1:]]
    assert "the process that graded this drawing died (SIGKILL)" in str(rows[0].cells["error"])
    assert (tmp_path / deadly.TRIED).read_text() == "once\n" * 2  # among others, and then alone
    assert multiprocessing.active_children() == []


def test_who_stops_listening_ends_the_processes_at_once(tmp_path: Path) -> None:
    rows = graded_here([drawn(tmp_path / f"{number}.json") for number in range(3)], Assignment(), jobs=1)
    assert next(rows)[0] == 0
    rows.close()  # type: ignore[attr-defined] # it is a generator, which Ctrl+C closes
    assert multiprocessing.active_children() == []


def test_where_no_process_can_begin_nothing_is_graded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_work", deadly.stillborn)
    with pytest.raises(DesignerError, match=r"could not be started \(exit status 3\)"):
        list(graded_here([tmp_path / "a.json"], Assignment(), jobs=1))


def test_too_many_processes_for_the_machine_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted() -> None:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(pool._SPAWN, "Pipe", exhausted)
    with pytest.raises(DesignerError, match=r"cannot be started \(Too many open files\); choose fewer with --jobs"):
        list(graded_here([tmp_path / "a.json"], Assignment(), jobs=1))
