"""A component as it is seen from farther off: its name in large letters, and its glyph where the name leaves room."""

from designer.drawing.box import box_size
from designer.drawing.marks import Anchor, Glyph, Mark, Text
from designer.drawing.measure import Measure, wrap
from designer.model.design import Component
from designer.model.kind import Kind

NAME, STEP = 24.0, 27.0
"""The size of the letters and the height of their lines, in the drawing's px: legible from a third of full size on."""
_GLYPH = 34.0
_PAD = 8.0
_LINES = 2


def far_marks(component: Component, kind: Kind | None, measured: Measure) -> tuple[Mark, ...]:
    """Draw the words and the glyph in local coordinates; the name is never cut for the sake of the glyph."""
    width, height = box_size(component)
    words = component.name.strip() or (kind.title if kind else component.kind)
    lines = max(1, min(_LINES, int((height - 4) // STEP)))
    beside = _PAD + _GLYPH + _PAD
    if width > beside + _PAD and height >= _GLYPH:
        shown = wrap(words, width - beside - _PAD, NAME, "medium", measured, lines)
        if _whole(words, shown):
            glyph, group = (kind.glyph, kind.group) if kind else ("cube", "other")
            mark = Glyph(_PAD + _GLYPH / 2, height / 2, glyph, _GLYPH, f"glyph_{group}")
            return (mark, *_lines(shown, beside, height, "start"))
    shown = wrap(words, width - 2 * _PAD, NAME, "medium", measured, lines)
    return _lines(shown, width / 2, height, "middle")


def _whole(words: str, shown: tuple[str, ...]) -> bool:
    """Say whether no word was cut or broken."""
    return [part for line in shown for part in line.split()] == words.split()


def _lines(shown: tuple[str, ...], x: float, height: float, anchor: Anchor) -> tuple[Mark, ...]:
    # Capitals of Inter are 0.73 em high: this centres them in their line.
    top = height / 2 - STEP * (len(shown) - 1) / 2 + 0.36 * NAME
    return tuple(Text(x, top + STEP * number, line, NAME, "ink", "medium", anchor) for number, line in enumerate(shown))
