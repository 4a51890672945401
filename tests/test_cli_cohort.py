"""`designer cohort` as people and scripts meet it."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from designer.cli import main
from designer.cohort import pool
from designer.cohort.assignment import Assignment, grade_file
from designer.cohort.row import Row
from tests.cohort.made import drawn
from tests.test_cli import ROOT


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder of three good drawings and a bad one, and be beside it."""
    monkeypatch.chdir(tmp_path)
    for name, title in (("b", "=1+1"), ("a", "Ä"), ("group/c", "C")):
        drawn(Path("course") / f"{name}.design.json", title=title)
    Path("course/bad.yaml").write_text("componets: []")
    return Path("course")


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Grade without other processes, the last first."""

    def graded(paths: Sequence[Path], assignment: Assignment, jobs: int) -> Iterator[tuple[int, Row]]:
        yield from ((index, grade_file(paths[index], assignment)) for index in reversed(range(len(paths))))

    monkeypatch.setattr(pool, "graded_here", graded)


def cohort(*arguments: str | Path) -> int:
    return main(["cohort", *map(str, arguments)], lambda: 0)


def refused(capfd: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    assert cohort(*arguments) == 2
    said = capfd.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    return said.err


def test_the_same_drawings_give_the_same_bytes_whoever_grades(
    course: Path, capfd: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    assert cohort(course, "-o", "one.csv", "--jobs", "2") == 0
    request.getfixturevalue("in_process")
    assert cohort(course, "-o", "-") == 0
    told = capfd.readouterr()
    assert Path("one.csv").read_text(encoding="utf-8") == told.out
    assert told.err.splitlines() == [
        f"{where}1 of 4 drawings could not be graded; the column 'error' says why" for where in ("one.csv: ", "")
    ]
    rows = list(csv.DictReader(io.StringIO(told.out)))
    names = ["a.design.json", "b.design.json", "bad.yaml", "group/c.design.json"]
    assert [row["file"] for row in rows] == [f"course/{name}" for name in names]
    assert [row["title"] for row in rows] == ["Ä", "'=1+1", "", "C"]
    assert rows[2]["error"].startswith("course/bad.yaml")
    assert {name for name, text in rows[2].items() if text} == {"file", "error"}


@pytest.mark.usefixtures("in_process")
def test_json_lines_have_the_rules_in_the_order_of_the_files(course: Path) -> None:
    assert cohort(course, "-o", "all.jsonl", "--level", "staff", "--scenario", "eta") == 0
    rows = [json.loads(line) for line in Path("all.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["title"] for row in rows] == ["Ä", "=1+1", None, "C"]
    assert {(row["scenario"], row["level"]) for row in rows} == {("eta", "staff"), (None, None)}
    assert all(0 <= share <= 1 for share in rows[0]["rules"].values())
    assert (len(rows[0]["rules"]) > 20, rows[2]["rules"]) == (True, None)


@pytest.mark.usefixtures("in_process")
def test_where_nothing_can_be_graded_the_status_says_so_and_the_table_why(
    course: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert "bad.yaml" in refused(capfd, course / "bad.yaml", "-o", "all.csv")
    said = refused(capfd, course / "bad.yaml", "missing.json", "-o", "all.csv")
    assert said.startswith("none of the 2 drawings could be graded; the first: course/bad.yaml")
    assert [row["file"] for row in csv.DictReader(Path("all.csv").read_text().splitlines())] == [
        "course/bad.yaml",
        "missing.json",
    ]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["course"], "arguments are required: -o"),
        (["course", "-o", "all.xlsx"], "all.xlsx: a table is not written as '.xlsx'; let it end in .csv, .jsonl, .pa"),
        (["course", "-o", "no/where.csv"], "where.csv: the file cannot be written"),
        (["course", "-o", "all.csv", "--scenario", "fruad"], "did you mean 'fraud'?"),
        (["course", "-o", "all.csv", "--rubric", "none.yaml"], "none.yaml: there is no such file"),
        (["course", "-o", "all.csv", "--jobs", "0"], "'0' is not a number of processes"),
        (["course", "-o", "all.csv", "--jobs", "2", "--cluster", "tcp://x:1"], "not allowed with argument"),
        (["empty", "-o", "all.csv"], "empty: there is no drawing in this folder"),
        (["twice.csv", "-o", "twice.csv"], "twice.csv: this is what is to be read"),
    ],
    ids=["no output", "ending", "folder", "scenario", "rubric", "jobs", "both ways", "empty", "over itself"],
)
def test_what_is_given_wrong_is_told_before_any_grading(
    arguments: list[str], says: str, course: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("empty").mkdir()
    Path("twice.csv").touch()
    assert says in refused(capfd, *arguments)
    assert not Path("all.csv").exists()


def test_ctrl_c_stops_all_and_leaves_no_file(course: Path, tmp_path: Path) -> None:
    for number in range(200):
        drawn(course / f"{number}.json")
    command = [sys.executable, "-m", "designer", "cohort", str(course), "-o", "all.csv", "--jobs", "1"]
    usual = {"start_new_session": True, "env": os.environ | {"PYTHONPATH": str(ROOT)}}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, **usual) as process:  # type: ignore[call-overload]
        while not _children(process.pid):
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: all of them get it
        assert (process.wait(60), process.stderr.read()) == (130, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["course"]


def _children(pid: int) -> str:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text()
