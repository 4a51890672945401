from pathlib import Path

import pytest

from designer.cohort.drawings import drawings
from designer.errors import DesignerError


def test_files_come_as_named_and_folders_by_name_with_all_below_and_none_twice(tmp_path: Path) -> None:
    names = ["b/z.yaml", "b/a.design.json", "b.YML", "a.json", "notes.txt", ".hidden.yaml", ".git/x.yaml", "b/.part"]
    for path in (tmp_path / name for name in names):
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = drawings([tmp_path / "notes.txt", tmp_path / "b/z.yaml", tmp_path])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "notes.txt", "b/z.yaml", "a.json", "b/a.design.json", "b.YML",
    ]  # fmt: skip


def test_a_folder_without_drawings_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    with pytest.raises(DesignerError, match=r"there is no drawing in this folder; drawings end in .*\.yaml"):
        drawings([tmp_path])
