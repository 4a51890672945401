"""Processes that die of the drawings in files called `deadly`; a preload of Dask's workers too."""

import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path

from designer.cohort import assignment, cluster, pool
from designer.cohort.row import Row
from designer.model.design import Design

TRIED = "tried"
"""A file beside a deadly drawing: a line for each process that died of it."""


def _die_of(path: Path) -> None:
    if "deadly" in path.name:
        with path.with_name(TRIED).open("a") as file:
            file.write("once\n")
        os.kill(os.getpid(), signal.SIGKILL)


def work(connection: Connection, given: assignment.Assignment) -> None:
    def grade_file(path: Path, given: assignment.Assignment) -> Row:
        _die_of(path)
        return assignment.grade_file(path, given)

    vars(pool)["grade_file"] = grade_file  # of a process of its own
    pool._work(connection, given)


def stillborn(connection: Connection, given: assignment.Assignment) -> None:
    os._exit(3)


def dask_setup(worker: object) -> None:
    """Make a worker deadly."""

    def grade_design(path: Path, design: Design, given: assignment.Assignment) -> Row:
        _die_of(path)
        return assignment.grade_design(path, design, given)

    vars(cluster)["grade_design"] = grade_design  # of a process of its own
