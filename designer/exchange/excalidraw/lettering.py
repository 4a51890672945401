"""Words as Excalidraw sets them: broken into lines, in the largest size that fits, without asking a browser."""

import unicodedata
from functools import cache
from typing import NamedTuple

LINE_HEIGHT = 1.25
"""Of its hand-written font, in font sizes."""
SIZES = (20, 16, 14, 12)
_SLIM, _USUAL, _BROAD = 0.33, 0.58, 0.75
"""Widths of letters in font sizes, on the safe side; the program sets the real ones when somebody edits the words."""


class Lettering(NamedTuple):
    """Words in lines. `width` and `height` are px."""

    shown: str
    size: int
    width: float
    height: float


def lettering(text: str, width: float, height: float) -> Lettering:
    """Set words in a place; where they fit in no size they are set in the smallest, and stand out."""
    for size in SIZES:
        lines = [line for part in text.split("\n") for line in _broken(part, width, size)]
        widest = max(_width(line, size) for line in lines)
        set_ = Lettering("\n".join(lines), size, widest, len(lines) * size * LINE_HEIGHT)
        if set_.height <= height and widest <= width:
            break
    return set_


def _broken(text: str, width: float, size: int) -> list[str]:
    lines: list[str] = []
    space, filled = _width(" ", size), 0.0
    for word in text.split():
        needed = _width(word, size)
        if lines and filled + space + needed <= width:
            lines[-1] += f" {word}"
            filled += space + needed
        else:
            lines.append(word)
            filled = needed
    return lines or [""]


def _width(text: str, size: int) -> float:
    return round(size * sum(_letter(letter) for letter in text), 2)


@cache
def _letter(letter: str) -> float:
    """Give the width of a letter in font sizes: all of one for Chinese, nothing for what stands on another letter."""
    if unicodedata.category(letter) in {"Mn", "Me", "Cf", "Cc"}:
        return 0.0
    if unicodedata.east_asian_width(letter) in {"W", "F"}:
        return 1.0
    if letter in " .,:;'|!()[]ijlftr":
        return _SLIM
    return _BROAD if letter.isupper() or letter in "mw@%&—" else _USUAL
