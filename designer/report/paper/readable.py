"""What a PDF says its letters are, for search, copying and screen readers."""

import unicodedata
from collections.abc import Sequence

from reportlab.pdfbase import ttfonts

_PER_BLOCK = 100  # the PDF format's own limit


def install() -> None:
    """Have reportlab write our table of letters instead of its own.

    Its own (5.1) writes letters beyond U+FFFF with five digits, which readers take for other letters, and keeps the
    forms of Arabic letters apart, so that nobody's search finds them.
    """
    ttfonts.makeToUnicodeCMap = letters  # type: ignore[assignment] # the same arguments under our names


def letters(name: str, subset: Sequence[int]) -> str:
    """Write the ToUnicode table of a font's subset (PDF 32000-1, 9.10.3)."""
    lines = [f"<{code:02X}> <{_meaning(letter)}>" for code, letter in enumerate(subset)]
    blocks = [lines[start : start + _PER_BLOCK] for start in range(0, len(lines), _PER_BLOCK)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


def _meaning(code: int) -> str:
    """Give the UTF-16 of what a letter means; a glyph of the glyph font means a space.

    >>> _meaning(0x1F680), _meaning(0xFEDF)
    ('D83DDE80', '0644')
    """
    letter = chr(code)
    if unicodedata.category(letter) == "Co":
        letter = " "
    elif "ARABIC" in unicodedata.name(letter, ""):
        plain = unicodedata.normalize("NFKC", letter)
        # A ligature stays one letter: readers turn each line round, and would turn the two letters round as well.
        letter = plain if len(plain) == 1 else letter
    return letter.encode("utf-16-be").hex().upper()
