"""Elements that are drawn as one thing: an icon of a library in its many strokes, or a card with words on it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from designer.drawing.geometry import Rect, union
from designer.exchange.boards.kept import OWN
from designer.exchange.excalidraw.element import STROKES, Element

_LARGEST = 400.0
"""Px of an icon's longer side; what is larger is a part of the drawing."""
_MOST_PARTS = 300
_NEAR = 4.0
"""Px between parts that count as touching."""


class Icon(NamedTuple):
    """One thing of many elements: the element that stands for it, all of them, its words and its place."""

    main: Element
    members: tuple[Element, ...]
    texts: tuple[Element, ...]
    box: Rect

    @property
    def strokes(self) -> bool:
        """Say whether it is more than one outline with words."""
        return len(self.members) - len(self.texts) > 1


def icons(
    elements: Iterable[Element], labelled: Collection[str], joined: Mapping[str, Collection[str]]
) -> tuple[Icon, ...]:
    """Find what is one thing, the outermost groups first.

    `labelled` are the ids of shapes with words bound to them, `joined` what arrows join
    each id to.
    """
    groups: dict[str, list[Element]] = {}
    for element in elements:
        for id_ in dict.fromkeys(element.groups):
            groups.setdefault(id_, []).append(element)
    found: list[Icon] = []
    used: set[str] = set()
    for members in sorted(groups.values(), key=len, reverse=True):
        if not 1 < len(members) <= _MOST_PARTS or any(member.id in used for member in members):
            continue
        if icon := _icon(members, labelled, joined):
            found.append(icon)
            used.update(member.id for member in members)
    return tuple(found)


def _icon(members: list[Element], labelled: Collection[str], joined: Mapping[str, Collection[str]]) -> Icon | None:
    texts = tuple(member for member in members if member.type == "text")
    shapes = [member for member in members if member.type != "text"]
    boxes = {shape.id: shape.box for shape in shapes if shape.box}
    if not shapes or len(boxes) < len(shapes) or any(shape.type in _NO_PARTS for shape in shapes):
        return None
    if sum(OWN in member.kept for member in members) > 1:
        return None
    outlines = [shape for shape in shapes if shape.type not in {*STROKES, "image"}]
    named = [shape for shape in shapes if shape.id in labelled]
    if not (_is_card(shapes, outlines, boxes) or _is_icon(boxes, len(named) + len(texts))):
        return None
    if any(other in boxes and other != id_ for id_ in boxes for other in joined.get(id_, ())):
        return None
    return Icon(_main(named, outlines or shapes, boxes), tuple(members), texts, union(boxes.values()))


_NO_PARTS = ("arrow", "frame", "magicframe")


def _is_card(shapes: Sequence[Element], outlines: Sequence[Element], boxes: Mapping[str, Rect]) -> bool:
    """Say whether all is on one outline, with at most a picture and some strokes beside the words."""
    if len(outlines) != 1 or sum(shape.type == "image" for shape in shapes) > 1:
        return False
    outline = boxes[outlines[0].id].grown(_NEAR)
    return all(_lies_in(box, outline) for box in boxes.values())


def _lies_in(box: Rect, outline: Rect) -> bool:
    across = outline.x <= box.x and box.right <= outline.right
    return across and outline.y <= box.y and box.bottom <= outline.bottom


def _is_icon(boxes: Mapping[str, Rect], words: int) -> bool:
    """Say whether parts with at most one text are small together, and hang together."""
    whole = union(boxes.values())
    return words <= 1 and max(whole.width, whole.height) <= _LARGEST and _hangs_together([*boxes.values()])


def _hangs_together(boxes: Sequence[Rect]) -> bool:
    reached, waiting = [boxes[0]], list(boxes[1:])
    while reached:
        around = reached.pop().grown(_NEAR)
        near = [box for box in waiting if around.overlaps(box.grown(_LINE))]
        waiting = [box for box in waiting if not around.overlaps(box.grown(_LINE))]
        reached += near
    return not waiting


_LINE = 0.5
"""Half the width of a line, whose box may have no width of its own."""


def _main(named: Sequence[Element], shapes: Sequence[Element], boxes: Mapping[str, Rect]) -> Element:
    """Choose what stands for all: what we know of, what has words, or the largest."""
    known = [shape for shape in shapes if OWN in shape.kept]
    return (known or named or sorted(shapes, key=lambda shape: -boxes[shape.id].area))[0]
