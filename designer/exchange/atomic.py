"""Writing a file whole or not at all."""

import contextlib
import os
import tempfile
from pathlib import Path

from designer.errors import DesignerError


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file's contents: the old bytes or the new ones, whatever happens in between."""
    target = path.resolve()
    if target.is_dir():
        raise DesignerError("this is a folder", where=str(path), remedy="name a file in it")
    try:
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:80]}.", suffix=".part")
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        Path(temporary).replace(target)
    except OSError as error:
        raise _unwritable(path, error) from None
    finally:
        with contextlib.suppress(OSError):
            Path(temporary).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(path: Path, error: Exception) -> DesignerError:
    reason = getattr(error, "strerror", None) or str(error)
    return DesignerError(f"the file cannot be written ({reason})", where=str(path), remedy="choose another place")
