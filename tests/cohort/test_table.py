import csv
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from arro3.core import DataType
from arro3.io import read_parquet
from hypothesis import given, settings
from hypothesis import strategies as st

import designer
from designer.cohort.row import COLUMNS, Cell, Row
from designer.cohort.table import COMMANDS, csv_table, jsonl_table, parquet_table, writer
from designer.errors import DesignerError

CELLS = {
    str: st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
    float: st.floats(allow_nan=False, allow_infinity=False),
    int: st.integers(0, 1000),
}
ARROW = {str: DataType.string(), float: DataType.float64(), int: DataType.int64()}
TRIED = ("file", "title", "percent", "pass_count", "availability", "error")
ROWS = st.lists(
    st.builds(
        Row,
        st.fixed_dictionaries(
            {name: st.none() | CELLS[COLUMNS[name]] if name in TRIED else st.none() for name in COLUMNS}
        ),
        st.none() | st.dictionaries(st.sampled_from(["blind-path", "single-zone"]), st.floats(0, 1)),
    ),
    max_size=3,
)


@settings(max_examples=15)
@given(ROWS)
def test_csv_gives_all_back_and_nothing_that_a_spreadsheet_runs(rows: Sequence[Row]) -> None:
    head, *body = csv.reader(io.StringIO(csv_table(rows).decode(), newline=""))
    assert head == list(COLUMNS)
    for cells, row in zip(body, rows, strict=True):
        for text, name in zip(cells, COLUMNS, strict=True):
            assert _meant(text, name) == (row.cells[name] if row.cells[name] is not None else _nothing(name))


def _meant(text: str, name: str) -> Cell:
    if COLUMNS[name] is str:
        assert not text.startswith(COMMANDS)
        return text[1:] if text.startswith(tuple(f"'{sign}" for sign in COMMANDS)) else text
    return COLUMNS[name](text) if text else None


def _nothing(name: str) -> Cell:
    return "" if COLUMNS[name] is str else None


@settings(max_examples=15)
@given(ROWS)
def test_json_lines_give_all_back(rows: Sequence[Row]) -> None:
    lines = jsonl_table(rows).decode().split("\n")[:-1]
    assert list(map(json.loads, lines)) == [{**row.cells, "rules": row.shares} for row in rows]


@settings(max_examples=15)
@given(ROWS)
def test_parquet_gives_all_back_typed(rows: Sequence[Row]) -> None:
    content = parquet_table(rows)
    assert content == parquet_table(rows)
    table = read_parquet(io.BytesIO(content)).read_all()
    for name, type_ in COLUMNS.items():
        assert table.column(name).to_pylist() == [row.cells[name] for row in rows]
        assert table.schema.field(name).type == ARROW[type_]


def test_parquet_says_what_graded() -> None:
    row = Row({**dict.fromkeys(COLUMNS), "scenario": "fraud", "rubric_sha256": "ab"}, {})
    failed = Row({**dict.fromkeys(COLUMNS), "error": "no"})
    about = read_parquet(io.BytesIO(parquet_table([row, failed]))).schema.metadata_str["designer"]
    assert json.loads(about) == {"version": designer.__version__, "rubric_sha256_by_scenario": {"fraud": "ab"}}


def test_the_ending_says_how_it_is_written() -> None:
    assert writer(None) is csv_table
    assert writer(Path("a.JSONL")) is jsonl_table
    with pytest.raises(DesignerError, match=r"a.xlsx: a table is not written as '.xlsx'; let it end in .csv, .jsonl"):
        writer(Path("a.xlsx"))
    with pytest.raises(DesignerError, match="does not say how"):
        writer(Path("results"))


def test_without_its_library_parquet_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "arro3.io", None)
    with pytest.raises(DesignerError, match=r"not installed; install designer with its extra 'parquet', or write .csv"):
        writer(Path("a.parquet"))
