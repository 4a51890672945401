"""Grading on a running Dask cluster: drawings are read here and sent, with the rubrics; their rows come back."""

import gc
import logging
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from designer.cohort.assignment import Assignment, Edition, grade_design, read
from designer.cohort.row import Row, failed_row
from designer.errors import DesignerError
from designer.model.design import Design

if TYPE_CHECKING:
    from distributed import Client, Future

AHEAD = 256
"""Drawings that are sent before the first of them is done: what is under way bounds the memory here and there."""
CONNECT_S = 10
LOOK_AFTER_S = 5
"""How long nothing may come back before it is asked whether anybody is still there."""


@dataclass(frozen=True)
class Parcel:
    """An assignment as it travels: rubric files by their names and bytes, since a cluster need not see our files."""

    scenario: str | None
    level: str | None
    rubrics: tuple[tuple[str, bytes], ...]


def graded_there(paths: Sequence[Path], assignment: Assignment, address: str) -> Iterator[tuple[int, Row]]:
    """Grade drawings on the cluster of a scheduler; give each's place among `paths`, and its row, as they are done.

    Raises DesignerError where Dask is not installed, nobody answers, the workers are gone, or one of them grades by
    another version of designer or by other rubrics than this machine.
    """
    parcel = Parcel(
        assignment.scenario, assignment.level, tuple((path.name, path.read_bytes()) for path in assignment.rubrics)
    )
    edition = assignment.edition()
    with _connected(address) as client:
        _refuse_others(_editions(client, parcel, address), edition, address)
        running: dict[Future[tuple[Edition, Row]], tuple[int, Path]] = {}
        for index, path in enumerate(paths):
            design = read(path)
            if isinstance(design, Row):
                yield index, design
                continue
            running[client.submit(_grade, parcel, path, design, pure=False)] = index, path
            while len(running) >= AHEAD:
                yield from _finished(client, running, edition, address)
        while running:
            yield from _finished(client, running, edition, address)


@contextmanager
def _connected(address: str) -> Iterator["Client"]:
    try:
        from distributed import Client
    except ImportError:
        remedy = "install designer with its extra 'cluster'"
        raise DesignerError("--cluster needs Dask's distributed, which is not installed", remedy=remedy) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters of it is said in our own words
    failed = ""
    try:
        client = Client(address, timeout=CONNECT_S, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        failed = type(error).__name__
    if failed:
        gc.collect()  # what is left of the client closes itself now: while another one starts, it would wait for ever
        what = f"no Dask scheduler answers there ({failed})"
        raise DesignerError(what, where=address, remedy="give its address as tcp://HOST:PORT")
    with client, client.as_current():
        yield client


def _editions(client: "Client", parcel: Parcel, address: str) -> Mapping[str, Edition]:
    """Ask each worker what it grades by."""
    try:
        told: Mapping[str, Edition] = client.run(_edition, parcel)
    except Exception as error:  # noqa: BLE001 (a worker without designer, or with one that is too old to be asked)
        what = f"the workers cannot run this version of designer ({type(error).__name__}: {error})"
        raise DesignerError(what, where=address, remedy="install the same version there") from None
    if not told:
        raise DesignerError("the scheduler has no workers", where=address, remedy="start some with 'dask worker'")
    return told


def _refuse_others(told: Mapping[str, Edition], edition: Edition, address: str) -> None:
    for worker, other in sorted(told.items()):
        if other[0] != edition[0]:
            what = f"the worker {worker} has designer {other[0]}, and this is {edition[0]}"
            raise DesignerError(what, where=address, remedy="install the same version there")
        if other != edition:
            what = f"the worker {worker} grades by other rubrics than this machine"
            remedy = "have the same content and the same files in the data folder's 'rubrics' on both"
            raise DesignerError(what, where=address, remedy=remedy)


def _finished(
    client: "Client", running: "dict[Future[tuple[Edition, Row]], tuple[int, Path]]", edition: Edition, address: str
) -> Iterator[tuple[int, Row]]:
    """Give the rows that are done by now, at least one."""
    from distributed import KilledWorker

    for future in _first(client, running, address):
        index, path = running.pop(future)
        error = future.exception()
        if isinstance(error, KilledWorker):
            yield index, failed_row(path, DesignerError("each process that graded this drawing died", remedy=MEMORY))
        elif error is not None:
            raise DesignerError(f"the cluster failed ({type(error).__name__}: {error})", where=address)
        else:
            other, row = future.result()
            _refuse_others({"that came later": other}, edition, address)
            yield index, row


MEMORY = "it may need more memory than there is"


def _first(
    client: "Client", running: "Mapping[Future[tuple[Edition, Row]], object]", address: str
) -> "list[Future[tuple[Edition, Row]]]":
    """Wait until something is done, as long as somebody is there to do it."""
    from concurrent.futures import CancelledError

    from distributed import wait

    while True:
        try:
            return list(wait(list(running), timeout=LOOK_AFTER_S, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            if client.status == "running" and client.scheduler_info()["workers"]:
                continue
        except (CancelledError, OSError):
            pass
        raise DesignerError("the cluster is gone: nobody there grades any more", where=address) from None


_ONE_AT_A_TIME = Lock()
"""A worker has several threads; grading is Python's work, of which a process does one at a time in any case."""


def _grade(parcel: Parcel, path: Path, design: Design) -> tuple[Edition, Row]:
    """Grade on a worker, and say by what."""
    with _ONE_AT_A_TIME:
        assignment, edition = _unpacked(parcel)
        return edition, grade_design(path, design, assignment)


def _edition(parcel: Parcel) -> Edition:
    with _ONE_AT_A_TIME:
        return _unpacked(parcel)[1]


_FOLDERS: list[tempfile.TemporaryDirectory[str]] = []
"""Where rubrics lie that were sent; they go with the process."""


@lru_cache(maxsize=8)
def _unpacked(parcel: Parcel) -> tuple[Assignment, Edition]:
    """Lay the rubrics down as files, once a worker."""
    _FOLDERS.append(tempfile.TemporaryDirectory(prefix="designer-"))
    paths = []
    for number, (name, content) in enumerate(parcel.rubrics):
        paths.append(Path(_FOLDERS[-1].name, str(number), name))
        paths[-1].parent.mkdir()
        paths[-1].write_bytes(content)
    assignment = Assignment(parcel.scenario, parcel.level, tuple(paths))
    return assignment, assignment.edition()
