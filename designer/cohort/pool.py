"""Grading on this machine's cores: processes that are handed one drawing after the other, and may die of one."""

import contextlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from pathlib import Path

from designer.cohort.assignment import Assignment, grade_file
from designer.cohort.row import Row, failed_row
from designer.errors import DesignerError

Task = tuple[int, Path]
"""A drawing with its place among all."""
_SPAWN = multiprocessing.get_context("spawn")


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def graded_here(paths: Sequence[Path], assignment: Assignment, jobs: int) -> Iterator[tuple[int, Row]]:
    """Grade drawings in so many processes; give each's place among `paths`, and its row, as they are done.

    A drawing whose process dies is tried again at the end, alone, so that its row does not hang on what was graded
    beside it. Raises DesignerError where no process can be started.
    """
    suspects: list[Task] = []
    for (index, path), outcome in _graded(list(enumerate(paths)), assignment, jobs):
        if isinstance(outcome, Row):
            yield index, outcome
        else:
            suspects.append((index, path))
    for (index, path), outcome in _graded(sorted(suspects), assignment, 1):
        yield index, outcome if isinstance(outcome, Row) else failed_row(path, outcome)


def _graded(tasks: Sequence[Task], assignment: Assignment, jobs: int) -> Iterator[tuple[Task, Row | DesignerError]]:
    """Grade what is handed in; a drawing of which a process dies gives the error that says so."""
    waiting, workers = deque(tasks), dict[object, _Worker]()
    try:
        while waiting or workers:
            while waiting and len(workers) < min(jobs, len(tasks)):
                worker = _Worker(assignment)
                workers[worker.connection] = worker
            for connection in wait([each.connection for each in workers.values()]):
                worker = workers[connection]
                outcome = worker.receive()
                if worker.task is not None and outcome is not None:
                    yield worker.task, outcome
                if waiting and not isinstance(outcome, DesignerError):
                    worker.hand(waiting.popleft())
                else:
                    workers.pop(connection).end()
    finally:
        for worker in workers.values():
            worker.end()


class _Worker:
    """A process that grades; `task` is what it has in hand, None until it has read what it grades by."""

    def __init__(self, assignment: Assignment) -> None:
        try:
            self.connection, theirs = _SPAWN.Pipe()
            self._process = _SPAWN.Process(target=_work, args=(theirs, assignment), daemon=True)
            with _ctrl_c_held():
                self._process.start()
        except OSError as error:
            what = f"a process to grade in cannot be started ({error.strerror})"
            raise DesignerError(what, remedy="choose fewer with --jobs") from None
        theirs.close()  # only so does its death end what is read here
        self.task: Task | None = None

    def hand(self, task: Task) -> None:
        """Hand out a drawing; a process that is dead takes none, and the next `receive` tells."""
        self.task = task
        with contextlib.suppress(OSError):
            self.connection.send(task[1])

    def receive(self) -> Row | DesignerError | None:
        """Give the row of what is in hand, how the process died of it, or None where it was not handed anything yet.

        Raises DesignerError where it cannot begin.
        """
        try:
            told: Row | DesignerError | None = self.connection.recv()
        except (EOFError, OSError):
            told = self._death()
        if self.task is None and isinstance(told, DesignerError):
            raise told
        return told

    def _death(self) -> DesignerError:
        self._process.join()
        did = "that graded this drawing died" if self.task else "to grade in could not be started"
        what = f"the process {did} ({_cause(self._process.exitcode or 0)})"
        return DesignerError(what, remedy="it may need more memory than there is")

    def end(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.join()
        self.connection.close()


@contextmanager
def _ctrl_c_held() -> Iterator[None]:
    """Hold Ctrl+C back; a process that starts meanwhile is deaf to it for good, and is ended by who began it."""
    usual = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, usual)


def _cause(status: int) -> str:
    with contextlib.suppress(ValueError):
        return signal.Signals(-status).name
    return f"exit status {status}"


def _work(connection: Connection, assignment: Assignment) -> None:
    """Grade what is handed in, one after the other, until nobody is there to hand anything."""
    with contextlib.suppress(EOFError, OSError):
        connection.send(_wrong_with(assignment))
        while True:
            connection.send(grade_file(connection.recv(), assignment))


def _wrong_with(assignment: Assignment) -> DesignerError | None:
    try:
        assignment.check()
    except DesignerError as error:
        return error
    return None
