"""The formats that drawings are read from and written to; dialogs, command line and docs read this list."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from designer.catalog.source import read_bytes
from designer.errors import DesignerError, suggestion
from designer.exchange import design_file, yaml_file
from designer.exchange.atomic import write_atomically
from designer.exchange.foreign import foreign
from designer.exchange.reading import Reading
from designer.model.design import Design


@dataclass(frozen=True)
class Format:
    """A file format: its name, the endings of its files, and what files in it plainly are.

    One of another program is read and written by the module of its name: `read(raw, name)` gives a Board, and
    `write(board)` the bytes of one.
    """

    id: str
    title: str
    written: tuple[str, ...]
    """The endings of files that are read and written."""
    is_plainly: str = ""
    """As `foreign` names it; empty for our own."""
    only_read: tuple[str, ...] = ()
    """The endings of pictures and texts that carry a drawing."""

    @property
    def endings(self) -> tuple[str, ...]:
        """Give the endings of all files that are read."""
        return (*self.written, *self.only_read)

    def read(self, raw: bytes, name: str) -> Reading:
        """Read a file's bytes, which messages call by a name; raises DesignerError with what would do."""
        if not self.is_plainly:
            return Reading(design_file.read_text(raw, name))
        from designer.exchange.boards.incoming import design_from

        return design_from(import_module(f"designer.exchange.{self.id}").read(raw, name), name)

    def write(self, design: Design) -> bytes:
        """Give a drawing as a file's bytes."""
        if not self.is_plainly:
            return yaml_file.write(design) if self.id == "yaml" else design_file.write(design)
        from designer.exchange.boards.outgoing import board_of

        written: bytes = import_module(f"designer.exchange.{self.id}").write(board_of(design))
        return written


FORMATS = (
    Format("design", "Drawing", (".design.json", ".json")),
    Format("yaml", "Drawing in YAML", (".design.yaml", ".yaml", ".yml")),
    Format(
        "excalidraw",
        "Excalidraw",
        (".excalidraw", ".excalidraw.json"),
        "an Excalidraw drawing",
        (".excalidraw.png", ".excalidraw.svg"),
    ),
    Format("drawio", "draw.io", (".drawio", ".xml"), "a draw.io drawing", (".drawio.png", ".drawio.svg")),
    Format("mermaid", "Mermaid", (".mmd", ".mermaid"), "a Mermaid diagram", (".md",)),
    Format("dot", "Graphviz DOT", (".dot", ".gv"), "a DOT graph"),
    Format("graphml", "GraphML", (".graphml",), "a GraphML drawing"),
    Format("json_canvas", "JSON Canvas", (".canvas",), "a JSON Canvas drawing"),
    Format("mingrammer", "Python diagrams", (".py",), "a Python script"),
)
OURS = FORMATS[:2]
"""Those that hold a drawing as it is, and that the window saves to."""


def load(path: str | Path) -> Design:
    """Read a drawing from any file that can be read; raises DesignerError with file, line and what would do."""
    return read(Path(path)).design


def read(path: Path) -> Reading:
    """Read a drawing from any file that can be read, with what was inferred; raises DesignerError."""
    return read_text(read_bytes(path), str(path))


def read_text(raw: bytes, name: str) -> Reading:
    """Read a drawing in whatever format the bytes are: what they plainly are counts more than how a file is called."""
    plainly = foreign(raw)
    found = next((each for each in FORMATS if each.is_plainly and each.is_plainly == plainly), None)
    return (found or _by_ending(name) or FORMATS[0]).read(raw, name)


def save(design: Design, path: str | Path) -> None:
    """Write a drawing in the format of the file's ending, whole or not at all, or raise DesignerError; else JSON."""
    path = Path(path)
    write_atomically(path, _to_write(path, _by_ending(path.name) or FORMATS[0]).write(design))


def format_of(path: Path, named: str | None = None) -> Format:
    """Give the format to write in, by its name or a file's ending; raises DesignerError where there is none."""
    found = next((each for each in FORMATS if each.id == named), None) if named else _by_ending(path.name)
    if found is None:
        known = [each.id for each in FORMATS]
        what = f"'{named}' is no format" if named else "the file's ending names no format that drawings are written in"
        raise DesignerError(what, where="" if named else str(path), remedy=suggestion(named or "", [*known, "png"]))
    return found if named else _to_write(path, found)


def _to_write(path: Path, format_: Format) -> Format:
    if path.name.lower().endswith(format_.only_read):
        what = f"{format_.title} is read from such a file, and not written to it"
        raise DesignerError(what, where=str(path), remedy=f"let its name end in {format_.written[0]}")
    return format_


def is_ours(path: Path) -> bool:
    """Say whether a file's ending is one of our own formats, or of none."""
    return (_by_ending(path.name) or OURS[0]) in OURS


def endings(formats: Iterable[Format] = FORMATS) -> tuple[str, ...]:
    """Give all endings of files of some formats."""
    return tuple(ending for each in formats for ending in each.endings)


def _by_ending(name: str) -> Format | None:
    """Find the format by a file's longest ending; None where a file's own text must say what it is."""
    ends = [(ending, each) for each in FORMATS for ending in each.endings if name.lower().endswith(ending)]
    return max(ends, key=lambda end: len(end[0]))[1] if ends else None


def has_comments(path: Path) -> bool:
    """Say whether a file that can be read has comments, which are lost when a drawing is written to it."""
    try:
        text = read_bytes(path).decode(errors="replace")
    except DesignerError:
        return False
    return "#" in text and text.lstrip()[:1] not in "{[" and yaml_file.has_comments(text)
