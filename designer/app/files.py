"""Files on the disk: which one the drawing came from, whether it has been saved, opening, saving, exporting."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from designer.canvas.document import Document
from designer.catalog.source import read_bytes
from designer.errors import DesignerError
from designer.exchange.formats import FORMATS, OURS, Format, endings, format_of, has_comments, is_ours, read, save
from designer.model.design import Design

ENDING = ".design.json"


@dataclass(frozen=True, slots=True)
class PathRequest:
    """A file that is asked for: to read or to write, the dialog's title, a name to begin with, what may be chosen."""

    title: str
    writing: bool
    start: Path
    filters: tuple[str, ...]


AskPath = Callable[[PathRequest], Path | None]


class Files(QObject):
    """The open drawing's file; `ask_path` may be replaced, all the rest is what the person gets."""

    failed = Signal(str, str)
    """A title and the sentence of what went wrong."""
    done = Signal(str)
    """One sentence of what was done."""
    opened = Signal(object, object)
    """A design that was read, and its path; None where it was read from another program's file."""
    changed = Signal()
    """The path or what is saved has changed."""
    overtaken = Signal(object)
    """The path of a file that somebody else has written since it was opened: it was not saved."""

    def __init__(self, document: Callable[[], Document], ask_path: AskPath, folder: Callable[[], str]) -> None:
        """Work on the window's document; dialogs begin in the last folder."""
        super().__init__()
        self._document, self._folder = document, folder
        self.ask_path = ask_path
        self.path: Path | None = None
        self._saved: Design | None = None
        self._known = ""

    @property
    def modified(self) -> bool:
        """Whether the drawing differs from what lies on the disk."""
        design = self._document().design
        return self._saved is not None and design is not self._saved and design != self._saved

    def follow(self, path: Path | None, *, saved: bool = True) -> None:
        """Count the drawing as it stands as what lies in this file, or (None) in no file yet; or as changed since."""
        self.path, self._saved = path, self._document().design if saved else Design()
        self._known = _fingerprint(path)
        self.changed.emit()

    def open(self) -> None:
        """Ask for a drawing and open it."""
        filters = (f"Drawings ({_globs(endings())})", *map(_filter, FORMATS[len(OURS) :]), "All files (*)")
        path = self.ask_path(PathRequest("Open a drawing", writing=False, start=self._start(""), filters=filters))
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> bool:
        """Read a drawing; what cannot be read is said, and what is open stays as it is."""
        try:
            found = read(path)
        except DesignerError as error:
            self.failed.emit("This drawing cannot be opened", str(error))
            return False
        self.opened.emit(found.design, path if found.ours else None)
        if not found.ours:
            self.done.emit(
                " ".join([f"Read from {path.name}, which stays as it is.", *map(_sentence, found.remarks[:2])])
            )
        return True

    def save(self) -> bool:
        """Write the drawing to its file, asking for one the first time; say whether it was written."""
        if self.path is None:
            return self.save_as()
        if _fingerprint(self.path) not in {"", self._known}:
            self.overtaken.emit(self.path)
            return False
        return self._write(self.path)

    def overwrite(self) -> bool:
        """Write the drawing to its file, whatever stands there by now; say whether it was written."""
        return self.path is not None and self._write(self.path)

    def save_as(self) -> bool:
        """Ask for a file and write the drawing to it."""
        name = self.path.name if self.path else f"{slug(self._document().design.title)}{ENDING}"
        others = (f"{each.title} ({_globs(each.written)})" for each in FORMATS[len(OURS) :])
        filters = (f"Drawings (*{ENDING} *.yaml)", *others)
        path = self.ask_path(PathRequest("Save the drawing", writing=True, start=self._start(name), filters=filters))
        if path is None:
            return False
        path = path if path.suffix else path.with_name(f"{path.name}{ENDING}")
        return self._write(path) if is_ours(path) else self._write_copy(path)

    def ask_export(self) -> Path | None:
        """Ask for the file that the critique goes to as PDF."""
        start = self._start(f"{slug(self._document().design.title)}-critique.pdf")
        request = PathRequest("Export the critique", writing=True, start=start, filters=("PDF (*.pdf)",))
        path = self.ask_path(request)
        return path if path is None or path.suffix else path.with_suffix(".pdf")

    def _write(self, path: Path) -> bool:
        design, commented = self._document().design, has_comments(path)
        try:
            save(design, path)
        except DesignerError as error:
            self.failed.emit("The drawing cannot be saved", str(error))
            return False
        self.path, self._saved = path, design
        self._known = _fingerprint(path)
        self.changed.emit()
        self.done.emit(f"Saved in {path.name}{', without the comments that it had' if commented else ''}.")
        return True

    def _write_copy(self, path: Path) -> bool:
        """Write the drawing for another program; it stays in the file that it came from."""
        try:
            save(self._document().design, path)
        except DesignerError as error:
            self.failed.emit("The drawing cannot be written", str(error))
            return False
        self.done.emit(f"Written to {path.name} for {format_of(path).title}.")
        return True

    def _start(self, name: str) -> Path:
        folder = Path(self._folder()) if self._folder() else Path.home()
        return (self.path.parent if self.path else folder) / name


def _globs(of: Iterable[str]) -> str:
    return " ".join(f"*{ending}" for ending in of)


def _filter(format_: Format) -> str:
    return f"{format_.title} ({_globs(format_.endings)})"


def _sentence(remark: str) -> str:
    return f"{remark[:1].upper()}{remark[1:]}."


def _fingerprint(path: Path | None) -> str:
    """Tell a file's contents from others; empty for what cannot be read, which is then no reason not to save."""
    try:
        return hashlib.sha256(read_bytes(path)).hexdigest() if path else ""
    except DesignerError:
        return ""


def slug(title: str) -> str:
    """Make a file's name out of a title.

    >>> slug("Card-payment fraud: detection?"), slug(" ")
    ('card-payment-fraud-detection', 'drawing')
    """
    kept = "".join(letter if letter.isalnum() else " " for letter in title.lower())
    return "-".join(kept.split())[:60] or "drawing"
