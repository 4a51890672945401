"""The font files that the window, the PDF, the PNG and the SVG share, and the names of the glyphs."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from designer.drawing.marks import Weight

FOLDER = Path(__file__).parent / "fonts"


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: the family that the file itself names, its PostScript name, and where it lies."""

    family: str
    name: str
    path: Path


TEXT: Mapping[Weight, Face] = {
    "regular": Face("Inter", "Inter-Regular", FOLDER / "Inter-Regular.ttf"),
    "medium": Face("Inter", "Inter-Medium", FOLDER / "Inter-Medium.ttf"),
    "semibold": Face("Inter", "Inter-SemiBold", FOLDER / "Inter-SemiBold.ttf"),
}
"""The face of each weight: Inter 4, SIL Open Font License."""

GLYPH_FACE = Face("Phosphor", "Phosphor", FOLDER / "Phosphor.ttf")
"""The glyph font: Phosphor 2.1, MIT."""

GLYPH_RISE = 0.4375
"""How far a glyph's middle lies above its baseline, in font sizes: Phosphor's em box runs from -64 to 960 of 1,024."""

FALLBACKS: tuple[Face, ...] = (
    Face("Noto Sans Arabic", "NotoSansArabic-Regular", FOLDER / "NotoSansArabic-Regular.ttf"),
    Face("Noto Sans Hebrew", "NotoSansHebrew-Regular", FOLDER / "NotoSansHebrew-Regular.ttf"),
    Face("Noto Sans Thai", "NotoSansThai-Regular", FOLDER / "NotoSansThai-Regular.ttf"),
    Face("Droid Sans Fallback", "DroidSansFallback", FOLDER / "DroidSansFallbackFull.ttf"),
    Face("NanumGothic", "NanumGothic", FOLDER / "NanumGothic-Regular.ttf"),
    Face("Noto Emoji", "NotoEmoji-Regular", FOLDER / "NotoEmoji-Regular.ttf"),
)
"""Where a character is looked for, in this order, when the text face lacks it; all free (OFL, Droid Apache 2.0)."""

FACES: tuple[Face, ...] = (*TEXT.values(), GLYPH_FACE, *FALLBACKS)
"""Every face that ships; what an application registers at its start."""


def _glyphs() -> Mapping[str, str]:
    lines = (FOLDER / "phosphor.tsv").read_text("ascii").splitlines()
    return {name: chr(int(code, 16)) for name, code in (line.split("\t") for line in lines)}


GLYPHS = _glyphs()
"""The glyph font's character for each of its names ("database"); all 1,500 of Phosphor's regular weight."""

UNKNOWN_GLYPH = "cube"


def glyph(name: str) -> str:
    """Give the character that shows this glyph; a name that the font lacks shows a plain cube.

    >>> glyph("no-such-glyph") == GLYPHS["cube"]
    True
    """
    return GLYPHS.get(name, GLYPHS[UNKNOWN_GLYPH])
