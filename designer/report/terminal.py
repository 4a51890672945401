"""Plain text for a terminal: 80 columns, and no character that could command it."""

import textwrap
import unicodedata
from collections.abc import Iterable

WIDTH = 80


def plain(text: str) -> str:
    r"""Leave out control characters, so that a name in a drawing cannot command the terminal.

    >>> plain("a\x1b[2Jb")
    'a[2Jb'
    """
    return "".join(letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cf"})


def wrapped(text: str, indent: int = 0, hang: int | None = None) -> list[str]:
    """Break words into lines of the terminal's width, the first and the later ones each with their indent."""
    first = " " * indent
    later = " " * (indent if hang is None else hang)
    return textwrap.wrap(plain(text), WIDTH, initial_indent=first, subsequent_indent=later) or [""]


def paragraph(text: str, indent: str = "") -> str:
    """Break words into lines of the width of a page."""
    return textwrap.fill(" ".join(text.split()), WIDTH, initial_indent=indent, subsequent_indent=indent)


def item(text: str, mark: str = "- ") -> str:
    """Break words into lines that stand under one another behind a mark."""
    return textwrap.fill(" ".join(text.split()), WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark))


def columns(rows: Iterable[tuple[str, ...]]) -> str:
    """Set rows of words under one another, two spaces between the columns."""
    table = list(rows)
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table)
    return "\n".join(lines) + "\n"
