"""The formats that drawings are read from and written to; dialogs, command line and docs read this list."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from designer.exchange import design_file
from designer.exchange.atomic import write_atomically
from designer.model.design import Design


@dataclass(frozen=True)
class Format:
    """A file format: its name, the endings of its files, and how it is read and written."""

    id: str
    title: str
    endings: tuple[str, ...]
    read: Callable[[Path], Design]
    write: Callable[[Design], bytes]


FORMATS = (
    Format(
        "design",
        "Drawing",
        (".design.json", ".json", ".design.yaml", ".yaml", ".yml"),
        design_file.read,
        design_file.write,
    ),
)


def load(path: str | Path) -> Design:
    """Read a drawing from any file that can be read; raises DesignerError with file, line and what would do."""
    path = Path(path)
    return (_by_ending(path) or FORMATS[0]).read(path)


def _by_ending(path: Path) -> Format | None:
    """Find the format by the file's ending; None where a file's own text must say what it is."""
    name = path.name.lower()
    return next((format_ for format_ in FORMATS if name.endswith(format_.endings)), None)


def save(design: Design, path: str | Path) -> None:
    """Write a drawing as JSON, whole or not at all; raises DesignerError where it cannot be written."""
    write_atomically(Path(path), design_file.write(design))
