"""All rules in a folder: written whole, or not at all."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from designer.errors import DesignerError
from designer.rule_catalogue import write_folder


def files() -> Mapping[str, bytes]:
    return {"index.md": b"all", "cost/one.md": b"one"}


def test_files_are_written_by_their_paths(tmp_path: Path) -> None:
    write_folder(tmp_path / "rules", files)
    assert (tmp_path / "rules/cost/one.md").read_bytes() == b"one"
    assert [path.name for path in tmp_path.iterdir()] == ["rules"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    write_folder(tmp_path / "rules", files)
    assert (tmp_path / "rules/index.md").read_bytes() == b"all"


@pytest.mark.parametrize("place", ["full", "file", "dangling"])
def test_what_is_there_is_left_alone_and_nothing_is_made(tmp_path: Path, place: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    with pytest.raises(DesignerError, match="something here already"):
        write_folder(tmp_path / place, lambda: pytest.fail("made for nothing"))
    assert (tmp_path / "full/mine.txt").read_text() == "mine"
    assert (tmp_path / "file").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dangling", "file", "full"]


def test_a_place_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DesignerError, match="cannot be written"):
        write_folder(tmp_path / "no/such/rules", files)


def test_what_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    def fails() -> Mapping[str, bytes]:
        return {"index.md": b"all", "index.md/under-a-file.md": b"x"}

    with pytest.raises(DesignerError, match="cannot be written"):
        write_folder(tmp_path / "rules", fails)
    assert list(tmp_path.iterdir()) == []
