"""The formats that drawings are read from and written to; dialogs, command line and docs read this list."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from designer.catalog.source import read_bytes
from designer.errors import DesignerError
from designer.exchange import design_file, yaml_file
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
    Format("design", "Drawing", (".design.json", ".json"), design_file.read, design_file.write),
    Format("yaml", "Drawing in YAML", (".design.yaml", ".yaml", ".yml"), design_file.read, yaml_file.write),
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
    """Write a drawing in the format of the file's ending, whole or not at all, or raise DesignerError; else JSON."""
    path = Path(path)
    write_atomically(path, (_by_ending(path) or FORMATS[0]).write(design))


def has_comments(path: Path) -> bool:
    """Say whether a file that can be read has comments, which are lost when a drawing is written to it."""
    try:
        text = read_bytes(path).decode(errors="replace")
    except DesignerError:
        return False
    return "#" in text and text.lstrip()[:1] not in "{[" and yaml_file.has_comments(text)
