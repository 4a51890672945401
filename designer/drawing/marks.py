"""What a picture is made of: rectangles, paths, words and glyphs; every painter paints the same marks."""

from dataclasses import dataclass
from typing import Literal

Weight = Literal["regular", "medium", "semibold"]
Anchor = Literal["start", "middle", "end"]
Command = tuple[str, *tuple[float, ...]]
"""A step of a path: ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y) or ("Z",)."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle with rounded corners. Colours are the theme's roles, None paints nothing; lengths are px at 100 %."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0.0
    fill: str | None = None
    stroke: str | None = None
    line: float = 1.0
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A line or an area of straight and cubic steps."""

    commands: tuple[Command, ...]
    fill: str | None = None
    stroke: str | None = None
    line: float = 1.0
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words at a baseline, already cut to fit; `size` is the font's size in px."""

    x: float
    y: float
    text: str
    size: float
    fill: str
    weight: Weight = "regular"
    anchor: Anchor = "start"


@dataclass(frozen=True, slots=True)
class Glyph:
    """One picture of the glyph font, centred on (x, y); `name` is a key of `fonts.GLYPHS`."""

    x: float
    y: float
    name: str
    size: float
    fill: str


Mark = Rectangle | Path | Text | Glyph
