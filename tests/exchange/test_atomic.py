import os
import stat
from pathlib import Path

import pytest

from designer.errors import DesignerError
from designer.exchange.atomic import check_writable, write_atomically


def test_a_pipe_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_atomically(pipe, b"whole")
    assert os.read(reader, 10) == b"whole"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_pipe_that_nobody_reads_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(DesignerError, match="cannot be written"):
        write_atomically(pipe, b"whole")


def test_what_cannot_be_a_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    for path in (tmp_path / "one", tmp_path / ("x" * 300), tmp_path / "no" / "where"):
        with pytest.raises(DesignerError, match="cannot be written"):
            write_atomically(path, b"")
    with pytest.raises(DesignerError, match="this is a folder"):
        write_atomically(tmp_path, b"")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


def test_a_link_stays_and_its_file_is_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "link").symlink_to("file")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == b"new"


def test_whether_it_can_be_written_is_known_beforehand_and_leaves_nothing(tmp_path: Path) -> None:
    check_writable(tmp_path / "new")
    check_writable(Path(os.devnull))
    for path in (tmp_path / "no" / "where", Path("/proc/new")):
        with pytest.raises(DesignerError, match="cannot be written"):
            check_writable(path)
    assert list(tmp_path.iterdir()) == []
