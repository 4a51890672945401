"""Words as a painter without a shaping engine needs them: Arabic letters joined, right-to-left stretches turned."""

import unicodedata
from collections.abc import Mapping
from functools import cache

from bidi import get_display  # type: ignore[import-untyped]

_PRESENTATION = (*range(0xFB50, 0xFDC8), *range(0xFE80, 0xFEFD))
_ZERO_WIDTH_JOINER = "\u200d"


def visual(text: str) -> str:
    """Give words in the order and the letter forms in which they are seen, in a line that runs from left to right.

    Arabic letters become Unicode's presentation forms, which need no engine to join them and still read back as text.
    """
    if not any(unicodedata.bidirectional(character) in {"R", "AL", "RLE", "RLO", "RLI"} for character in text):
        return text
    return str(get_display(joined(text), base_dir="L"))


@cache
def _forms() -> Mapping[str, Mapping[str, str]]:
    """Read Unicode's own table backwards: for each letter (or ligature), its form by place in the word."""
    forms: dict[str, dict[str, str]] = {}
    for code in _PRESENTATION:
        place, *letters = unicodedata.decomposition(chr(code)).split()[:4] or ["", ""]
        word = "".join(chr(int(letter, 16)) for letter in letters if letter)
        if place.strip("<>") in {"isolated", "initial", "medial", "final"} and _is_shaped(word):
            forms.setdefault(word, {}).setdefault(place.strip("<>"), chr(code))
    return forms


def _is_shaped(word: str) -> bool:
    """Take single letters and the one ligature that Arabic demands, lam with alef."""
    return len(word) == 1 or (len(word) == 2 and word[0] == "\u0644" and word[1] in "\u0622\u0623\u0625\u0627")  # noqa: PLR2004


def joined(text: str) -> str:
    """Give each Arabic letter the form that its neighbours ask for, in logical order."""
    forms = _forms()
    letters = _with_ligatures(text, forms)
    out = []
    for index, letter in enumerate(letters):
        shapes = forms.get(letter)
        if shapes is None:
            out.append(letter)
            continue
        before = _joins_onward(_neighbour(letters, index, -1), forms)
        after = "initial" in shapes and _joins_back(_neighbour(letters, index, 1), forms)
        place = ("medial" if after else "final") if before else ("initial" if after else "isolated")
        out.append(shapes.get(place) or shapes.get("isolated") or letter)
    return "".join(out)


def _with_ligatures(text: str, forms: Mapping[str, Mapping[str, str]]) -> list[str]:
    letters: list[str] = []
    for character in text:
        if letters and letters[-1] + character in forms:
            letters[-1] += character
        else:
            letters.append(character)
    return letters


def _neighbour(letters: list[str], index: int, step: int) -> str:
    """Give the next letter that is no mark above or below."""
    index += step
    while 0 <= index < len(letters) and unicodedata.combining(letters[index][0]):
        index += step
    return letters[index] if 0 <= index < len(letters) else ""


def _joins_onward(letter: str, forms: Mapping[str, Mapping[str, str]]) -> bool:
    return letter in {_ZERO_WIDTH_JOINER, "\u0640"} or "initial" in forms.get(letter, {})


def _joins_back(letter: str, forms: Mapping[str, Mapping[str, str]]) -> bool:
    return letter in {_ZERO_WIDTH_JOINER, "\u0640"} or "final" in forms.get(letter, {})
