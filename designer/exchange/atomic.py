"""Writing a file whole or not at all."""

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from designer.errors import DesignerError


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file's contents: the old bytes or the new ones, whatever happens in between.

    A device or a pipe is written to as it is. Raises DesignerError for what cannot be written.
    """
    try:
        if _is_device(path):
            _write_through(path, content)
            return
        target = path.resolve()
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=".designer.", suffix=".part")
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        raise _unwritable(path, error) from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except OSError as error:
        raise _unwritable(path, error) from None
    finally:
        with contextlib.suppress(OSError):
            Path(temporary).unlink(missing_ok=True)


def check_writable(path: Path) -> None:
    """Raise DesignerError where a file could not be written now, before the work for it is done."""
    try:
        if not _is_device(path):
            with tempfile.TemporaryFile(dir=path.resolve().parent):
                pass
    except (OSError, ValueError, RuntimeError) as error:
        raise _unwritable(path, error) from None


def _is_device(path: Path) -> bool:
    """Say whether a path is a device or a pipe, which must be written to and never replaced: `/dev/null`, say."""
    if path.is_dir():
        raise DesignerError("this is a folder", where=str(path), remedy="name a file in it")
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    return not stat.S_ISREG(mode)


def _write_through(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_NONBLOCK)  # a pipe that nobody reads is refused, not waited for
    os.set_blocking(descriptor, True)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(path: Path, error: Exception) -> DesignerError:
    reason = getattr(error, "strerror", None) or str(error)
    return DesignerError(f"the file cannot be written ({reason})", where=str(path), remedy="choose another place")
