"""The rows as a file: CSV, JSON Lines or Parquet, with the same bytes for the same rows."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace

import designer
from designer.cohort.row import COLUMNS, Cell, Row
from designer.errors import DesignerError

Writer = Callable[[Sequence[Row]], bytes]
COMMANDS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def writer(output: Path | None) -> Writer:
    """Choose how the table is written, by the file's ending; None is standard output, which gets CSV.

    Raises DesignerError for an ending that is none of ours, and for Parquet where its library is not installed.
    """
    ending = output.suffix.lower() if output else ".csv"
    if ending not in WRITERS:
        what = f"a table is not written as '{ending}'" if ending else "the name does not say how to write the table"
        raise DesignerError(what, where=str(output), remedy=f"let it end in {', '.join(WRITERS)}")
    if ending == ".parquet":
        try:
            import arro3.core
            import arro3.io  # noqa: F401 (whether it is there)
        except ImportError:
            what = "Parquet needs the library arro3, which is not installed"
            remedy = "install designer with its extra 'parquet', or write .csv or .jsonl"
            raise DesignerError(what, where=str(output), remedy=remedy) from None
    return WRITERS[ending]


def csv_table(rows: Sequence[Row]) -> bytes:
    """Write CSV in UTF-8 with a head; what is unknown is empty; text that a spreadsheet would run gets a '."""
    lines: list[str] = []
    table = csv.writer(SimpleNamespace(write=lines.append), lineterminator=_ENDING)
    table.writerow(COLUMNS)
    table.writerows([_harmless(row.cells[name]) for name in COLUMNS] for row in rows)
    return "".join(f"{line.removesuffix(_ENDING)}\n" for line in lines).encode()


_ENDING = "\r\n"
"""With another ending the writer does not quote what holds one of the two alone."""


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(COMMANDS) else cell


def jsonl_table(rows: Sequence[Row]) -> bytes:
    """Write a line of JSON a drawing: its cells, and under `rules` the share that each rule which applies gives it."""
    lines = ({**row.cells, "rules": row.shares} for row in rows)
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines).encode()


def parquet_table(rows: Sequence[Row]) -> bytes:
    """Write Parquet: strings, 64-bit floats and integers, and as metadata `designer`, JSON of version and rubrics."""
    from arro3.core import Array, DataType, Table
    from arro3.io import write_parquet

    types = {str: DataType.string(), float: DataType.float64(), int: DataType.int64()}
    columns = [Array([row.cells[name] for row in rows], types[type_]) for name, type_ in COLUMNS.items()]
    rubrics = {str(row.cells["scenario"]): row.cells["rubric_sha256"] for row in rows if row.is_graded}
    about = {"version": designer.__version__, "rubric_sha256_by_scenario": rubrics}
    metadata = {"designer": json.dumps(about, sort_keys=True)}  # of several keys the library keeps no order
    file = io.BytesIO()
    write_parquet(
        Table.from_arrays(columns, names=list(COLUMNS)), file, compression="zstd(3)", key_value_metadata=metadata
    )
    return file.getvalue()


WRITERS: Mapping[str, Writer] = {".csv": csv_table, ".jsonl": jsonl_table, ".parquet": parquet_table}
