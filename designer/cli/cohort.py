"""`designer cohort`."""

import argparse
import contextlib
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from designer.cli.output import complain, deliver, spare_inputs
from designer.cohort.assignment import Assignment
from designer.cohort.drawings import drawings
from designer.cohort.row import Row
from designer.cohort.table import writer
from designer.errors import DesignerError
from designer.exchange.atomic import check_writable

BETWEEN_TELLING_S = 0.2
WIPE = "\r\x1b[K"
"""What takes a terminal back to the beginning of an empty line."""


def run(options: argparse.Namespace) -> int:
    """Grade many drawings and write one table; raise DesignerError where none of them could be graded."""
    output = None if options.output == Path("-") else options.output
    write = writer(output)
    assignment = Assignment(options.scenario, options.level, tuple(options.rubric or ()))
    assignment.check()
    paths = drawings(options.designs)
    spare_inputs(output, [*paths, *assignment.rubrics])
    if output is not None:
        check_writable(output)
    rows = _in_order(_graded(paths, assignment, options), len(paths))
    deliver(write(rows), output, "csv")
    return _told(rows, output)


def _graded(paths: Sequence[Path], assignment: Assignment, options: argparse.Namespace) -> Iterator[tuple[int, Row]]:
    if options.cluster:
        from designer.cohort.cluster import graded_there

        return graded_there(paths, assignment, options.cluster)
    from designer.cohort.pool import cores, graded_here

    return graded_here(paths, assignment, options.jobs or cores())


def _in_order(graded: Iterator[tuple[int, Row]], total: int) -> list[Row]:
    """Collect rows by their places, whatever is done first, and tell a terminal how far it is."""
    rows: dict[int, Row] = {}
    shows, told_at = sys.stderr is not None and sys.stderr.isatty(), 0.0
    try:
        for index, row in graded:
            rows[index] = row
            if shows and time.monotonic() - told_at > BETWEEN_TELLING_S:
                told_at = time.monotonic()
                _tell(f"{WIPE}{len(rows)} of {total} drawings")
    finally:
        if shows:
            _tell(WIPE)
    return [rows[index] for index in range(total)]


def _tell(text: str) -> None:
    with contextlib.suppress(OSError):
        sys.stderr.write(text)
        sys.stderr.flush()


def _told(rows: Sequence[Row], output: Path | None) -> int:
    """Say how many drawings could not be graded, if any; raise DesignerError where that is all."""
    failed = [row for row in rows if not row.is_graded]
    if not failed:
        return 0
    if len(failed) == len(rows):
        first = str(failed[0].cells["error"])
        raise DesignerError(
            first if len(rows) == 1 else f"none of the {len(rows)} drawings could be graded; the first: {first}"
        )
    where = f"{output}: " if output else ""
    complain(f"{where}{len(failed)} of {len(rows)} drawings could not be graded; the column 'error' says why")
    return 0
