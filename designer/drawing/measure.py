"""How wide words are, and which face shows each part of them; without Qt, from the font files themselves."""

import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from designer.drawing.fonts import FALLBACKS, TEXT, Face
from designer.drawing.marks import Weight
from designer.drawing.script import visual

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

Measure = Callable[[str, float, Weight], float]
"""Gives the width of words in px, for a font size in px and a weight."""

ELLIPSIS = "…"
MISSING = "□"
_SHAPELESS = {"Cc", "Cf", "Cs"}
_VARIANTS = {chr(code) for code in range(0xFE00, 0xFE10)}


@cache
def font(face: Face) -> "TTFont":
    """Load a face and make it known to reportlab under its own name."""
    # Only here, since the window measures with its own fonts and should not wait for reportlab at its start.
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    loaded = TTFont(face.name, str(face.path), shapable=False)
    pdfmetrics.registerFont(loaded)
    return loaded


@cache
def face_for(character: str, weight: Weight) -> Face | None:
    """Choose the face that shows a character: the text face, else the first fallback that has it, else none."""
    faces = (TEXT[weight], *FALLBACKS)
    return next((face for face in faces if ord(character) in font(face).face.charToGlyph), None)


def shown(text: str, weight: Weight = "regular") -> str:
    r"""Give words as they are painted: in visual order, with a box for each character that no face has.

    Characters that have no shape (controls, joiners, variation selectors) are left out.

    >>> shown("a\u200db \u1200")
    'ab □'
    """
    kept = (
        letter for letter in visual(text) if unicodedata.category(letter) not in _SHAPELESS and letter not in _VARIANTS
    )
    return "".join(letter if face_for(letter, weight) else MISSING for letter in kept)


def runs(text: str, weight: Weight) -> Iterator[tuple[Face, str]]:
    """Cut words into stretches that one face can show, ready to be painted from left to right.

    >>> [(face.family, part) for face, part in runs("Redis 缓存", "medium")]
    [('Inter', 'Redis '), ('Droid Sans Fallback', '缓存')]
    """
    for face, characters in groupby(shown(text, weight), key=lambda character: face_for(character, weight)):
        yield face or TEXT[weight], "".join(characters)


@cache
def _character_width(character: str, weight: Weight) -> float:
    return float(font(face_for(character, weight) or TEXT[weight]).stringWidth(character, 1))


def measure(text: str, size: float, weight: Weight) -> float:
    """Give the width of words in px, without kerning."""
    return size * sum(_character_width(character, weight) for character in shown(text, weight))


def cut(text: str, width: float, size: float, weight: Weight, measured: Measure) -> str:
    """Give as much of one line as fits into a width, with an ellipsis where something was left out; else nothing.

    >>> cut("Feature store", 40, 13, "medium", measure)
    'Feat…'
    """
    text = " ".join(text.split())
    if measured(text, size, weight) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measured(text[:middle].rstrip() + ELLIPSIS, size, weight) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS if low else ""


def wrap(  # noqa: PLR0913, PLR0917 (a font is a size and a weight)
    text: str, width: float, size: float, weight: Weight, measured: Measure, lines: int
) -> tuple[str, ...]:
    """Break words over at most so many lines, the last one cut; a word that is wider than the line is cut inside."""
    words = text.split()
    done: list[str] = []
    while words and len(done) < lines - 1:
        taken = 1
        while taken < len(words) and measured(" ".join(words[: taken + 1]), size, weight) <= width:
            taken += 1
        line = " ".join(words[:taken])
        if measured(line, size, weight) > width:
            kept = cut(line, width, size, weight, measured).rstrip(ELLIPSIS)
            words[0] = line[len(kept) :]
            if not kept:
                break
            done.append(kept)
        else:
            done.append(line)
            words = words[taken:]
    if words:
        done.append(cut(" ".join(words), width, size, weight, measured))
    return tuple(line for line in done if line)
