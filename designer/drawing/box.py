"""A component as marks: a card with the glyph of its kind on a tinted tile, its name, and what it is."""

from collections.abc import Mapping
from typing import Literal

from designer.drawing.geometry import Rect, within
from designer.drawing.marks import Glyph, Mark, Path, Rectangle, Text
from designer.drawing.measure import Measure, cut, wrap
from designer.model.design import Component, Position, Spread
from designer.model.kind import Kind

State = Literal["fail", "partial", "unknown", "pass", "lost", "down", "degraded", "overloaded"]
"""What a critique found at something, or what became of it when something failed."""

BOX = (176.0, 64.0)
"""The size of a component that says none."""

RADIUS = 12.0
STATE_ROLES: Mapping[State, str] = {
    "fail": "danger", "partial": "warning", "unknown": "unknown", "pass": "success",
    "lost": "ink", "down": "danger", "degraded": "warning", "overloaded": "warning",
}  # fmt: skip
STATE_GLYPHS: Mapping[State, str] = {
    "fail": "x", "partial": "minus", "unknown": "question-mark", "pass": "check",
    "lost": "power", "down": "x", "degraded": "warning", "overloaded": "gauge",
}  # fmt: skip

_NAME_SIZE, _SOFT_SIZE = 13.0, 11.0
_NAME_STEP, _SOFT_STEP = 15.5, 14.0
_TILE = 34.0
_PAD = 12.0
_BEHIND = 4.0
_SMALLEST, WIDEST = 8.0, 4000.0
"""Px of the shortest and longest side that is drawn."""


def box_rect(component: Component, position: Position | None = None) -> Rect:
    """Give where a component's box lies: `position` is its top left corner."""
    x, y = position or component.position or (0.0, 0.0)
    return Rect(within(x), within(y), *box_size(component))


def box_size(component: Component) -> tuple[float, float]:
    """Give a component's width and height, within what can be drawn."""
    width, height = component.size or BOX
    return min(max(width, _SMALLEST), WIDEST), min(max(height, _SMALLEST), WIDEST)


def component_marks(
    component: Component,
    kind: Kind | None,
    measured: Measure,
    *,
    state: State | None = None,
    selected: bool = False,
) -> tuple[Mark, ...]:
    """Draw a component in local coordinates, its top left corner at (0, 0); every word is cut to fit."""
    width, height = box_size(component)
    behind = min(_BEHIND, width / 8, height / 8) if component.replicas > 1 else 0.0
    front = (width - behind, height - behind)
    return (
        *_card(width, height, behind, state, selected=selected),
        *_tile(kind, *front),
        *_words(component, kind, *front, measured),
        *(state_marks(state, width) if state else ()),
    )


def _card(width: float, height: float, behind: float, state: State | None, *, selected: bool) -> tuple[Mark, ...]:
    """Draw the card; one that is replicated shows a second behind it, inside the box, so that arrows reach its edge."""
    radius = min(RADIUS, width / 3, height / 3)
    marks: list[Mark] = []
    if selected:
        marks.append(Rectangle(-4, -4, width + 8, height + 8, radius + 4, fill="accent_soft"))
    if behind:
        back = Rectangle(behind, behind, width - behind, height - behind, radius, fill="surface", stroke="border")
        marks.append(back)
    else:
        marks.append(Rectangle(0, 1.5, width, height, radius, fill="shadow"))
    stroke, line = ("accent", 2.0) if selected else (STATE_ROLES[state], 1.5) if state else ("border", 1.0)
    front = Rectangle(0, 0, width - behind, height - behind, radius, fill="surface", stroke=stroke, line=line)
    return (*marks, front)


def _tile_side(width: float, height: float) -> float:
    return max(min(_TILE, height - 12, width - 12), 4.0)


def _tile(kind: Kind | None, width: float, height: float) -> tuple[Mark, ...]:
    side = _tile_side(width, height)
    group, name = (kind.group, kind.glyph) if kind else ("other", "cube")
    x, y = min(_PAD, (width - side) / 2), (height - side) / 2
    return (
        Rectangle(x, y, side, side, side / 4, fill=f"tint_{group}"),
        Glyph(x + side / 2, y + side / 2, name, side * 0.59, f"glyph_{group}"),
    )


def spread_words(component: Component) -> str:
    """Say how far a component is replicated, shortly.

    >>> spread_words(Component(id="a", kind="cache", replicas=3, zones=3))
    '×3 · 3 zones'
    """
    parts = [f"×{component.replicas:,}"] if component.replicas > 1 else []
    for spread, word in ((component.zones, "zone"), (component.regions, "region")):
        count = _count(spread)
        if count > 1:
            parts.append(f"{count:,} {word}s")
    return " · ".join(parts)


def _count(spread: Spread | None) -> int:
    return len(spread) if isinstance(spread, tuple) else spread or 1


def _words(component: Component, kind: Kind | None, width: float, height: float, measured: Measure) -> tuple[Mark, ...]:
    x = _PAD + _tile_side(width, height) + 10
    room = width - x - 10
    if room < 16 or height < 20:  # noqa: PLR2004 (less than two letters, or less than a line)
        return ()
    title = kind.title if kind else component.kind
    name = component.name.strip() or title
    what = component.technology.strip() or (title if name != title else "")
    lines = _fitting(name, what, spread_words(component), room, height, measured)
    total = sum(_NAME_STEP if bold else _SOFT_STEP for _, bold in lines)
    marks: list[Mark] = []
    top = (height - total) / 2
    for text, bold in lines:
        step, size = (_NAME_STEP, _NAME_SIZE) if bold else (_SOFT_STEP, _SOFT_SIZE)
        # Capitals of Inter are 0.73 em high: this centres them in their line.
        baseline = top + step / 2 + 0.36 * size
        marks.append(Text(x, baseline, text, size, "ink" if bold else "ink_soft", "medium" if bold else "regular"))
        top += step
    return tuple(marks)


def _fitting(  # noqa: PLR0913, PLR0917 (three words, the room for them, and how wide words are)
    name: str, what: str, spread: str, room: float, height: float, measured: Measure
) -> list[tuple[str, bool]]:
    """Choose the lines: the name on one or two, then what it is and how far it is spread, as the height allows."""
    space = height - 8
    allowed = 2 if space >= 2 * _NAME_STEP + (_SOFT_STEP if what or spread else 0) else 1
    lines = [(line, True) for line in wrap(name, room, _NAME_SIZE, "medium", measured, allowed)]
    left = int((space - _NAME_STEP * len(lines)) // _SOFT_STEP)
    soft = [part for part in (what, spread) if part]
    if len(soft) > left:
        soft = [_joined(what, spread, room, measured)] if left > 0 else []
    cuts = (cut(part, room, _SOFT_SIZE, "regular", measured) for part in soft)
    return lines + [(part, False) for part in cuts if part]


def _joined(what: str, spread: str, room: float, measured: Measure) -> str:
    """Put both on one line where both fit, else what it is gives way to the number."""
    both = f"{what} · {spread}" if what and spread else what or spread
    return both if not spread or measured(both, _SOFT_SIZE, "regular") <= room else spread


def state_marks(state: State, width: float, radius: float = 9.0) -> tuple[Mark, ...]:
    """Draw the badge that says what a review found, on the top right corner of a box so wide."""
    return (
        disc(width - 2, 2, radius, STATE_ROLES[state], edge="canvas"),
        Glyph(width - 2, 2, STATE_GLYPHS[state], radius * 11 / 9, "surface"),
    )


def disc(x: float, y: float, radius: float, fill: str, edge: str | None = None) -> Path:
    """Draw a full circle round (x, y)."""
    handle = radius * 0.5523
    return Path(
        (
            ("M", x + radius, y),
            ("C", x + radius, y + handle, x + handle, y + radius, x, y + radius),
            ("C", x - handle, y + radius, x - radius, y + handle, x - radius, y),
            ("C", x - radius, y - handle, x - handle, y - radius, x, y - radius),
            ("C", x + handle, y - radius, x + radius, y - handle, x + radius, y),
            ("Z",),
        ),
        fill=fill,
        stroke=edge,
        line=2.0 if edge else 0.0,
    )
