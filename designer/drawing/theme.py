"""The two themes: what colour each role has, by day and by night, and the sizes that everything keeps to."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

GROUPS = {
    "sources": 250.0,
    "ingest": 215.0,
    "storage": 285.0,
    "processing": 190.0,
    "features": 150.0,
    "training": 60.0,
    "evaluation": 100.0,
    "release": 35.0,
    "serving": 268.0,
    "llm": 320.0,
    "monitoring": 15.0,
    "governance": 345.0,
    "infra": 235.0,
}
"""The hue of each group of kinds, in degrees of OKLCH; neighbours on the board lie far apart."""

_GREYISH = {"infra", "other"}


@dataclass(frozen=True, slots=True)
class Spacing:
    """The distances between things, in px at 100 %."""

    tiny: float = 4
    small: float = 8
    medium: float = 12
    large: float = 16
    wide: float = 24
    vast: float = 40


@dataclass(frozen=True, slots=True)
class Radii:
    """How round the corners are, in px at 100 %."""

    small: float = 6
    medium: float = 10
    large: float = 14


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of type, in px at 100 %."""

    caption: float = 11
    body: float = 13
    title: float = 15
    heading: float = 20
    display: float = 34


@dataclass(frozen=True)
class Theme:
    """A theme: a hex colour for each role, and the scales that both themes share."""

    name: str
    dark: bool
    colors: Mapping[str, str]
    spacing: Spacing = Spacing()
    radii: Radii = Radii()
    sizes: Sizes = Sizes()

    def color(self, role: str) -> str:
        """Give a role's colour; the tint of a group that the theme does not know is grey.

        >>> LIGHT.color("tint_quantum") == LIGHT.color("tint_other")
        True
        """
        family = role.partition("_")[0]
        if role not in self.colors and family in ("tint", "glyph"):
            return self.colors[f"{family}_other"]
        return self.colors[role]


def oklch(lightness: float, chroma: float, hue: float) -> str:
    """Give the sRGB hex of an OKLCH colour, each channel clipped (Ottosson 2020, "A perceptual color space").

    >>> oklch(1, 0, 0)
    '#ffffff'
    """
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(255 * _encoded(min(max(part, 0.0), 1.0))):02x}" for part in linear)


def _encoded(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055  # noqa: PLR2004 (sRGB's own curve)


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two hex colours, from 1 to 21 (WCAG 2.2).

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    channels = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 (sRGB's own curve)
        for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _tints(tile: tuple[float, float], picture: tuple[float, float]) -> dict[str, str]:
    tints = {}
    for group, hue in {**GROUPS, "other": 270.0}.items():
        strength = 0.3 if group in _GREYISH else 1.0
        tints[f"tint_{group}"] = oklch(tile[0], tile[1] * strength, hue)
        tints[f"glyph_{group}"] = oklch(picture[0], picture[1] * strength, hue)
    return tints


LIGHT = Theme(
    name="light",
    dark=False,
    colors={
        "canvas": "#f7f7f9",
        "surface": "#ffffff",
        "raised": "#ffffff",
        "sunken": "#eff0f3",
        "hover": "#f0f1f5",
        "border": "#dddfe6",
        "border_strong": "#828695",
        "ink": "#1a1c23",
        "ink_soft": "#4e525f",
        "ink_faint": "#686c7a",
        "accent": "#4353cc",
        "accent_hover": "#3644b0",
        "accent_soft": "#e8ebfc",
        "on_accent": "#ffffff",
        "danger": "#bf2c3b",
        "danger_soft": "#fcebec",
        "warning": "#8f5800",
        "warning_soft": "#fbf0db",
        "success": "#17734b",
        "success_soft": "#e3f4ea",
        "unknown": "#5b5f8f",
        "unknown_soft": "#ececf6",
        "focus": "#4353cc",
        "grid": "#dfe1e8",
        "shadow": "#c9ccd6",
        "sticky": "#fdf3cf",
        "on_sticky": "#453a12",
        "ink_stroke": "#343846",
        "request": "#343846",
        "data": "#2067b0",
        "feedback": "#8445a8",
        "control": "#b04a12",
        "deploy": "#1b7a55",
        **_tints((0.945, 0.036), (0.47, 0.115)),
    },
)

DARK = Theme(
    name="dark",
    dark=True,
    colors={
        "canvas": "#131419",
        "surface": "#1e2027",
        "raised": "#262932",
        "sunken": "#181a20",
        "hover": "#2b2e38",
        "border": "#363a46",
        "border_strong": "#757b8c",
        "ink": "#eceef4",
        "ink_soft": "#b4b8c5",
        "ink_faint": "#9398a8",
        "accent": "#8b9bff",
        "accent_hover": "#a3b0ff",
        "accent_soft": "#2a3056",
        "on_accent": "#10132b",
        "danger": "#ff8b90",
        "danger_soft": "#47242a",
        "warning": "#f0b45e",
        "warning_soft": "#42331c",
        "success": "#6fce9d",
        "success_soft": "#1c3b2d",
        "unknown": "#b3b7ea",
        "unknown_soft": "#2e304b",
        "focus": "#8b9bff",
        "grid": "#2a2d36",
        "shadow": "#08090b",
        "sticky": "#4a4224",
        "on_sticky": "#f5ecc9",
        "ink_stroke": "#d4d7e1",
        "request": "#d4d7e1",
        "data": "#7db8f5",
        "feedback": "#cf9df0",
        "control": "#f5a06b",
        "deploy": "#70cfa4",
        **_tints((0.315, 0.045), (0.82, 0.095)),
    },
)

THEMES: Mapping[str, Theme] = {theme.name: theme for theme in (LIGHT, DARK)}
