"""What the report's pages are made of: paragraphs and pictures, tagged, and places that links may lead to."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph

from designer.drawing.fonts import TEXT, Face
from designer.drawing.geometry import Rect
from designer.drawing.marks import Mark, Weight
from designer.drawing.measure import font, runs
from designer.drawing.theme import LIGHT
from designer.report.paper.paint import paint

THEME = LIGHT
"""Paper is light, whatever the window is."""

_HARD_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that links may lead to; with a title it is also a bookmark, at a level from 0."""

    key: str
    title: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Hotspot:
    """A part of a picture that leads to a place when clicked."""

    rect: Rect
    key: str


def style(
    size: float,
    leading: float,
    role: str = "ink",
    *,
    weight: Weight = "regular",
    tag: str = "P",
    **more: Any,  # noqa: ANN401 (reportlab's own)
) -> ParagraphStyle:
    """Make a paragraph style; `more` goes to reportlab as it is (spaceBefore, leftIndent, ...)."""
    return ParagraphStyle(
        f"{size}-{role}-{weight}-{tag}",
        fontName=font(TEXT[weight]).fontName,
        fontSize=size,
        leading=leading,
        textColor=HexColor(THEME.color(role)),
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
        tag=tag,
        weight=weight,
        **more,
    )


def callout(indent: float, before: float, after: float) -> ParagraphStyle:
    """Make the style of what would mend it: words on a tinted box, `indent` points in, with room round it."""
    return style(
        10,
        15,
        leftIndent=indent + 9,
        rightIndent=9,
        spaceBefore=before,
        spaceAfter=after,
        backColor="#eef1fc",
        borderPadding=(5, 9, 7, 9),
        borderRadius=5,
        borderColor="#eef1fc",  # reportlab rounds corners only where there is a border
        borderWidth=0.1,
    )


def rich(text: str, weight: Weight = "regular") -> str:
    """Write anybody's words as reportlab's markup: escaped, and in a face that has each character."""
    parts = []
    for face, part in _unbroken(list(runs(text, weight))):
        words = escape(part)
        parts.append(words if face is TEXT[weight] else f'<font face="{face.name}">{words}</font>')
    return "".join(parts)


def _unbroken(parts: Sequence[tuple[Face, str]]) -> Iterator[tuple[Face, str]]:
    """Keep right-to-left words on one line: they are already turned round, and must not be broken.

    The space between two of them may be of the face of the text, and so a part of its own.
    """
    turned = [any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in part) for _, part in parts]
    for place, (face, part) in enumerate(parts):
        between = part.isspace() and 0 < place < len(parts) - 1 and turned[place - 1] and turned[place + 1]
        yield face, part.replace(" ", _HARD_SPACE) if turned[place] or between else part


def bold(text: str) -> str:
    """Write anybody's words as markup in the semibold face."""
    return f'<font face="{font(TEXT["semibold"]).fontName}">{rich(text, "semibold")}</font>'


def colored(markup: str, role: str) -> str:
    """Give markup the colour of a role."""
    return f'<font color="{THEME.color(role)}">{markup}</font>'


def link(key: str, text: str) -> str:
    """Write words that lead to a place in the document."""
    return f'<a href="#{key}" color="{THEME.color("accent")}">{rich(text)}</a>'


class Words(Paragraph):
    """A paragraph of markup, tagged by its style; `spot` makes it a place."""

    canv: Any
    spot: Spot | None = None

    @classmethod
    def at(cls, spot: Spot, markup: str, style_: ParagraphStyle) -> "Words":
        """Make a paragraph that is a place."""
        words = cls(markup, style_)
        words.spot = spot
        return words

    def draw(self) -> None:
        """Paint the paragraph."""
        if self.spot:
            place(self.canv, self.spot, self.height)
        with self.canv.tagged(self.style.tag):
            super().draw()


class Picture(Flowable):
    """Marks as a block of the page, scaled; with parts that lead somewhere and parts that links lead to."""

    canv: Any

    def __init__(  # noqa: PLR0913 (a picture and what it is)
        self,
        rect: Rect,
        marks: Sequence[Mark],
        *,
        tag: str = "P",
        alt: str = "",
        scale: float = 1.0,
        spot: Spot | None = None,
        hotspots: Sequence[Hotspot] = (),
        places: Sequence[Hotspot] = (),
        before: float = 0.0,
        after: float = 0.0,
    ) -> None:
        """Take what of the marks' plane is shown, and how many points one of its px is."""
        super().__init__()
        self.rect, self.marks, self.tag, self.alt, self.scale = rect, marks, tag, alt, scale
        self.spot, self.hotspots, self.places = spot, hotspots, places
        self.width, self.height = rect.width * scale, rect.height * scale
        self.spaceBefore, self.spaceAfter = before, after

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:  # noqa: ARG002
        """Give the size; it does not depend on the room there is."""
        return self.width, self.height

    def draw(self) -> None:
        """Paint the marks, and lay the links over them."""
        canvas = self.canv
        if self.spot:
            place(canvas, self.spot, self.height)
        canvas.saveState()
        canvas.scale(self.scale, self.scale)
        canvas.translate(-self.rect.x, self.rect.bottom)
        with canvas.tagged(self.tag, self.alt):
            paint(canvas, self.marks, THEME)
        for hotspot in self.hotspots:
            box = hotspot.rect
            canvas.linkRect("", hotspot.key, (box.x, -box.bottom, box.right, -box.y), relative=1, Border="[0 0 0]")
        for target in self.places:
            box = target.rect
            left, bottom = canvas.absolutePosition(box.x, -box.bottom)
            right, top = canvas.absolutePosition(box.right, -box.y)
            canvas.bookmarkPage(target.key, fit="FitR", left=left, bottom=bottom, right=right, top=top)
        canvas.restoreState()


def place(canvas: Any, spot: Spot, height: float) -> None:  # noqa: ANN401 (reportlab's canvas)
    """Let links lead here, a little above, so that what they lead to does not stick to the window's edge."""
    left, top = canvas.absolutePosition(0, height + 18)
    canvas.bookmarkPage(spot.key, fit="XYZ", left=max(left - 40, 0), top=top, zoom=0)
    if spot.title:
        canvas.addOutlineEntry(spot.title, spot.key, spot.level, closed=int(spot.level > 0))
