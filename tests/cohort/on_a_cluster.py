"""A real scheduler and two worker processes, as `dask scheduler` and `dask worker` start them."""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from designer.cohort import cluster as module
from designer.cohort.assignment import Assignment, grade_file
from designer.cohort.cluster import graded_there
from designer.errors import DesignerError
from tests.cohort import deadly
from tests.cohort.made import drawn

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60


class Cluster(NamedTuple):
    """Where it answers, and its workers' processes."""

    address: str
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Start a scheduler that gives a task up at its first death, and two workers that die of deadly drawings."""
    folder = tmp_path_factory.mktemp("cluster")
    file = folder / "scheduler.json"
    env = os.environ | {
        "DESIGNER_HOME": str(folder / "home"),
        "PYTHONPATH": str(ROOT),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
    }

    def start(role: str, *options: str) -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "-m",
            f"distributed.cli.dask_{role}",
            "--scheduler-file",
            str(file),
            "--no-dashboard",
        ]
        return stack.enter_context(
            subprocess.Popen([*command, *options], cwd=folder, env=env, stderr=subprocess.DEVNULL)
        )

    with contextlib.ExitStack() as stack:
        started = [start("scheduler", "--host", "127.0.0.1", "--port", "0")]
        try:
            address = _address(file, started[0])
            started += [start("worker", "--no-nanny", "--nthreads", "2", "--preload", deadly.__file__) for _ in "ab"]
            yield Cluster(address, started[1:])
        finally:
            for process in started:
                process.kill()


def _address(file: Path, scheduler: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end and scheduler.poll() is None:
        with contextlib.suppress(OSError, ValueError):
            return str(json.loads(file.read_text())["address"])
        time.sleep(0.05)
    raise AssertionError("the scheduler does not start")


def _await_workers(cluster: Cluster) -> None:
    from distributed import Client

    with Client(cluster.address, set_as_default=False) as client:
        client.wait_for_workers(len(cluster.workers), timeout=PATIENCE_S)


def _kill_workers(cluster: Cluster) -> None:
    """Kill them, and see the scheduler notice."""
    from distributed import Client

    with Client(cluster.address, set_as_default=False) as client:
        for worker in cluster.workers:
            worker.kill()
        end = time.monotonic() + PATIENCE_S
        while client.scheduler_info()["workers"] and time.monotonic() < end:
            time.sleep(0.05)


def test_rows_are_those_of_this_machine_with_rubrics_that_travel(cluster: Cluster, tmp_path: Path) -> None:
    _await_workers(cluster)
    mine = tmp_path / "mine.yaml"
    mine.write_text("rubric: mine\nrules: []\n")
    paths = [drawn(tmp_path / f"{number}.json", title=str(number)) for number in range(3)] + [tmp_path / "none.json"]
    given = Assignment(level="staff", rubrics=(mine,))
    rows = dict(graded_there(paths, given, cluster.address))
    assert [rows[index] for index in range(4)] == [grade_file(path, given) for path in paths]
    assert [rows[index].is_graded for index in range(4)] == [True, True, True, False]


def test_workers_of_another_edition_are_refused(
    cluster: Cluster, tmp_path: Path, data_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _await_workers(cluster)
    paths = [drawn(tmp_path / "a.json")]
    data_home.joinpath("rubrics").mkdir(parents=True)
    data_home.joinpath("rubrics/mine.yaml").write_text("rubric: mine\nrules: []\n")
    with pytest.raises(DesignerError, match=r"the worker tcp://\S+ grades by other rubrics than this machine"):
        list(graded_there(paths, Assignment(), cluster.address))
    monkeypatch.setattr("designer.__version__", "99")
    with pytest.raises(DesignerError, match=r"has designer [\d.]+, and this is 99; install the same version there"):
        list(graded_there(paths, Assignment(), cluster.address))


def test_where_no_scheduler_answers_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CONNECT_S", 0.3)
    for address in ("tcp://127.0.0.1:1", "carrier-pigeon://x", "::"):
        with pytest.raises(DesignerError, match=f"{address}: no Dask scheduler answers there .*; give its address"):
            list(graded_there([], Assignment(), address))


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(DesignerError, match=r"not installed; install designer with its extra 'cluster'"):
        list(graded_there([], Assignment(), "tcp://127.0.0.1:1"))


def test_a_drawing_that_kills_a_worker_costs_its_row_and_a_dead_cluster_is_told(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _await_workers(cluster)
    paths = [drawn(tmp_path / "deadly.json"), drawn(tmp_path / "a.json")]
    rows = dict(graded_there(paths, Assignment(), cluster.address))
    assert "each process that graded this drawing died" in str(rows[0].cells["error"])
    assert (rows[1], (tmp_path / deadly.TRIED).read_text()) == (grade_file(paths[1], Assignment()), "once\n")
    monkeypatch.setattr(module, "LOOK_AFTER_S", 0.3)
    under_way = graded_there([tmp_path / "none.json", paths[1]], Assignment(), cluster.address)
    assert next(under_way)[0] == 0
    _kill_workers(cluster)
    with pytest.raises(DesignerError, match="nobody there grades any more"):
        list(under_way)
    with pytest.raises(DesignerError, match="the scheduler has no workers; start some with 'dask worker'"):
        list(graded_there(paths, Assignment(), cluster.address))
