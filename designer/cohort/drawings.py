"""Which drawings are meant: the files that were named, and those in the folders that were named."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from designer.errors import DesignerError
from designer.exchange.formats import FORMATS

ENDINGS = tuple(ending for format_ in FORMATS for ending in format_.endings)


def drawings(named: Iterable[Path]) -> list[Path]:
    """List the files to grade: in the order named, those in a folder and below by name, and none twice.

    In a folder counts what has a drawing's ending and is not hidden. Raises DesignerError for a folder that has none.
    """
    return list(dict.fromkeys(path for each in named for path in ([each] if not each.is_dir() else _within(each))))


def _within(folder: Path) -> list[Path]:
    found = sorted(_walked(folder), key=lambda path: path.parts)
    if not found:
        what = "there is no drawing in this folder"
        raise DesignerError(what, where=str(folder), remedy=f"drawings end in {', '.join(sorted(set(ENDINGS)))}")
    return found


def _walked(folder: Path) -> Iterator[Path]:
    for at, folders, files in os.walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(at, name) for name in files if name.lower().endswith(ENDINGS) and not name.startswith("."))


def _refuse(error: OSError) -> None:
    raise DesignerError(f"this folder cannot be read ({error.strerror})", where=str(error.filename))
