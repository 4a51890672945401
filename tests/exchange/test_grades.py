"""Readers' grades as a table."""

from pathlib import Path

import pytest

from designer.errors import DesignerError
from designer.exchange.grades import read_grades


def table(folder: Path, text: str | bytes) -> Path:
    path = folder / "grades.tsv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_grades_are_read_whatever_the_order_of_columns(tmp_path: Path) -> None:
    text = (
        '\ufeffOverall\t"file"\tnotes\tserving\tdata\r\n\r\n71.5\tb/one.design.json\tnice\t80\t\r\n0\ttwo\t\t\t100\r\n'
    )
    one, two = read_grades(table(tmp_path, text))
    assert (one.drawing, one.line, one.overall, one.by_dimension) == ("one", 3, 71.5, {"serving": 80})
    assert (two.drawing, two.overall, two.by_dimension) == ("two", 0, {"data": 100})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "grades.tsv:1: there is no column 'file'"),
        ("file,overall\na,1\n", "there is no column 'file'; columns are separated by tabs"),
        ("file\toveral\na\t1\n", "grades.tsv:1: there is no column 'overall'; did you mean 'overal'?"),
        ("file\toverall\toverall\na\t1\t2\n", "the column 'overall' stands twice"),
        ("file\toverall\n", "no drawing is graded here"),
        ("file\toverall\na\n", "grades.tsv:2: this row has 1 cells, and there are 2 columns"),
        ("file\toverall\na\t1\t2\n", "grades.tsv:2: this row has 3 cells"),
        ("file\toverall\n\t1\n", "grades.tsv:2: this row names no file"),
        ("file\toverall\na\tgood\n", "'good' in the column 'overall' is no grade; give a number from 0 to 100"),
        ("file\toverall\na\t101\n", "'101' in the column 'overall' is no grade"),
        ("file\toverall\na\tnan\n", "'nan' in the column 'overall'"),
        ("file\toverall\na\t\n", "'' in the column 'overall'"),
        ("file\toverall\tserving\na\t1\t-3\n", "'-3' in the column 'serving'"),
        ("file\toverall\na\t1\n\na.yaml\t2\n", "grades.tsv:4: 'a' is graded twice; the first time is in line 2"),
        ('file\toverall\n"a\t1\n', "this is no table"),
        (b"file\toverall\n\xff\t1\n", "grades.tsv:2: this is not UTF-8 text"),
    ],
)
def test_each_mistake_is_one_sentence_with_its_line(tmp_path: Path, text: str | bytes, says: str) -> None:
    with pytest.raises(DesignerError) as refused:
        read_grades(table(tmp_path, text))
    assert says in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1
