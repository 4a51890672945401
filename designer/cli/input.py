"""Where drawings come from: a file that was named, or standard input."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from designer.cli.output import complain
from designer.errors import DesignerError, on_one_line

if TYPE_CHECKING:
    from designer.exchange.reading import Reading
    from designer.model.design import Design

STANDARD_INPUT = Path("-")
_STANDARD_INPUT = "standard input"


def drawing(path: Path) -> "Design":
    """Read a drawing from a file, or from standard input where that is named `-`; what was inferred is told."""
    found = reading(path)
    tell(path, found.remarks)
    return found.design


def tell(path: Path, remarks: Iterable[str]) -> None:
    """Say on standard error what there is to know of a drawing that was read."""
    name = _STANDARD_INPUT if path == STANDARD_INPUT else str(path)
    for remark in remarks:
        complain(on_one_line(f"{name}: {remark}"))


def reading(path: Path) -> "Reading":
    """Read a drawing in any format, with what was inferred or left out."""
    from designer.exchange.formats import read, read_text

    if path != STANDARD_INPUT:
        return read(path)
    from designer.catalog.source import LARGEST_BYTES

    name = _STANDARD_INPUT
    if sys.stdin is None:
        raise DesignerError("it is closed", where=name, remedy="name a file")
    raw = sys.stdin.buffer.read(LARGEST_BYTES + 1)
    if len(raw) > LARGEST_BYTES:
        raise DesignerError(f"there is more than {LARGEST_BYTES / 1e6:.0f} MB, and a drawing has less", where=name)
    return read_text(raw, name)
