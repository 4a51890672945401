"""Readers' grades of drawings, as a table of tab-separated columns: `file`, `overall`, and dimensions if there are."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from designer.catalog import source
from designer.errors import DesignerError, suggestion
from designer.exchange.formats import FORMATS
from designer.model.agreement import DIMENSIONS, Graded

FILE, OVERALL = "file", "overall"
HIGHEST = 100


def stem(name: str) -> str:
    """Give the name of a drawing's file without its folder and ending.

    >>> stem("answers/eta-1.design.json"), stem("eta-1"), stem("eta.v2.yaml")
    ('eta-1', 'eta-1', 'eta.v2')
    """
    bare = Path(name).name
    endings = sorted((ending for format_ in FORMATS for ending in format_.endings), key=len, reverse=True)
    ending = next((each for each in endings if bare.lower().endswith(each) and len(bare) > len(each)), "")
    return bare[: len(bare) - len(ending)]


def read_grades(path: Path) -> tuple[Graded, ...]:
    """Read a table of grades; raises DesignerError with file and line for what is malformed in it."""
    rows = _rows(source.read_bytes(path), path)
    line, head = next(rows, (1, []))
    columns = _columns(head, f"{path}:{line}")
    found: dict[str, Graded] = {}
    for line, cells in rows:
        graded = _graded(cells, columns, path, line)
        first = found.setdefault(graded.drawing, graded)
        if first is not graded:
            what = f"'{graded.drawing}' is graded twice"
            raise DesignerError(what, where=f"{path}:{line}", remedy=f"the first time is in line {first.line}")
    if not found:
        raise DesignerError("no drawing is graded here", where=f"{path}:{line}", remedy="add a row for each drawing")
    return tuple(found.values())


def _rows(raw: bytes, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold something, with their lines."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = f"{path}:{raw[: error.start].count(10) + 1}"
        raise DesignerError("this is not UTF-8 text", where=where, remedy="is it the right file?") from None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True)
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise DesignerError(f"this is no table ({error})", where=f"{path}:{reader.line_num}") from None


def _columns(head: Sequence[str], where: str) -> list[str]:
    columns = [cell.lower() for cell in head]
    for name in (FILE, OVERALL):
        if name not in columns:
            near = suggestion(name, columns) if len(columns) > 1 else ""
            remedy = near if near.startswith("did") else "columns are separated by tabs, and the first row names them"
            raise DesignerError(f"there is no column '{name}'", where=where, remedy=remedy)
    for name in (FILE, OVERALL, *DIMENSIONS):
        if columns.count(name) > 1:
            raise DesignerError(f"the column '{name}' stands twice", where=where)
    return columns


def _graded(cells: Sequence[str], columns: Sequence[str], path: Path, line: int) -> Graded:
    where = f"{path}:{line}"
    if len(cells) != len(columns):
        raise DesignerError(f"this row has {len(cells)} cells, and there are {len(columns)} columns", where=where)
    row = dict(zip(columns, cells, strict=True))
    if not row[FILE]:
        raise DesignerError("this row names no file", where=where)
    parts = {name: _grade(row[name], name, where) for name in DIMENSIONS if row.get(name)}
    overall = _grade(row[OVERALL], OVERALL, where)
    return Graded(drawing=stem(row[FILE]), line=line, overall=overall, by_dimension=parts)


def _grade(text: str, column: str, where: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not 0 <= value <= HIGHEST:
        what = f"'{text}' in the column '{column}' is no grade"
        raise DesignerError(what, where=where, remedy=f"give a number from 0 to {HIGHEST}")
    return value
