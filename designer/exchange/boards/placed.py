"""What the places on a foreign board imply: labels, captions, groups and their members, what loose ends meet.

Only what is near or inside decides; moving the whole board, or another order of its shapes, changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from designer.drawing.geometry import Rect
from designer.exchange.boards.board import Board, Form, Shape
from designer.exchange.boards.loose_ends import joined, relabelled
from designer.exchange.boards.nearness import HALF, MOST, Boxes, innermost, order
from designer.exchange.boards.nesting import around

_TOP = 32.0
"""Px below a group's upper edge within which its title begins."""
_APART = 24.0
"""Px between a picture and its caption, which lies under it, or over it."""
_ICON = 200.0
"""Px of the longer side of a picture that may have a caption."""
_ROOMY = 4.0
"""How many times larger an outline is than the one shape in it, to be a group all the same."""
_PICTURES = ("image", "icon")
_MOST_PASSES = 12
"""What one pass finds may let the next find more, e.g. a group whose member has words by now."""


def settled(board: Board) -> Board:
    """Give the board with all that its places imply; settling it again changes nothing.

    Free texts become labels, titles and captions, outlines round other shapes become groups, shapes get the innermost
    group that they lie in, and ends that are bound to nothing are bound to the nearest outline. What is stated stays:
    words, members, ends, and whatever we wrote ourselves (`own`) is no label and no outline of others.
    """
    for _ in range(_MOST_PASSES):
        before, board = board, _settled_once(board)
        if board == before:
            break
    return board


def _settled_once(board: Board) -> Board:
    board = relabelled(board)
    board = _with_groups(board)
    for find in (_labels, _captions):
        board = _merged(board, find(board.shapes))
    return joined(_with_members(board))


def _merged(board: Board, labels: Mapping[str, str]) -> Board:
    """Make texts the words of shapes, and let lines that were bound to the text be bound to the shape.

    A text that a line joins to the shape is no label of it.
    """
    pairs = {(line.source, line.target) for line in board.lines}
    labels = {text: of for text, of in labels.items() if (text, of) not in pairs and (of, text) not in pairs}
    if not labels:
        return board
    words: dict[str, list[Shape]] = {}
    for shape in board.shapes:
        if shape.id in labels:
            words.setdefault(labels[shape.id], []).append(shape)
    shapes = tuple(
        replace(shape, text=_joined(words[shape.id])) if shape.id in words else shape
        for shape in board.shapes
        if shape.id not in labels
    )
    lines = tuple(
        replace(line, source=labels.get(line.source, line.source), target=labels.get(line.target, line.target))
        for line in board.lines
    )
    return replace(board, shapes=shapes, lines=lines)


def _joined(texts: Iterable[Shape]) -> str:
    return "\n".join(text.text for text in sorted(texts, key=_reading_order))


def _reading_order(shape: Shape) -> tuple[float, float, str, str]:
    box = shape.box or Rect(0, 0, 0, 0)
    return box.y, box.x, shape.text, shape.id


def _free(shapes: Iterable[Shape]) -> Iterator[tuple[Shape, Rect]]:
    """Yield the texts that may belong to a shape, with their places."""
    for shape in shapes:
        if shape.form is Form.TEXT and shape.own is None and shape.box is not None:
            yield shape, shape.box


def _outlines(shapes: Iterable[Shape]) -> tuple[Shape, ...]:
    return tuple(shape for shape in shapes if shape.form is not Form.TEXT and shape.box is not None)


def _labels(shapes: tuple[Shape, ...]) -> dict[str, str]:
    """Give each text that is the label or title of the innermost outline round it, with that outline."""
    outlines = innermost(_outlines(shapes), (text for text, _ in _free(shapes)), HALF)
    titles: dict[str, list[Shape]] = {}
    labels: dict[str, str] = {}
    for text, box in _free(shapes):
        outline = outlines.get(text.id)
        if outline is None or outline.text or outline.box is None:
            continue
        if outline.form is Form.BOX:
            labels[text.id] = outline.id
        elif box.y - outline.box.y <= _TOP:
            titles.setdefault(outline.id, []).append(text)
    return labels | {min(texts, key=_reading_order).id: group for group, texts in titles.items()}


def _captions(shapes: tuple[Shape, ...]) -> dict[str, str]:
    """Give each text right under or over a picture without words, with that picture; the nearest of several."""
    pictures = Boxes(tuple(shape for shape in _outlines(shapes) if _wants_caption(shape)))
    claims: dict[str, list[tuple[float, tuple[float, float, str, str], str]]] = {}
    for text, box in _free(shapes):
        if found := pictures.over_or_under(box, _APART):
            gap, picture = found
            claims.setdefault(picture.id, []).append((gap, _reading_order(text), text.id))
    return {min(texts)[2]: picture for picture, texts in claims.items()}


def _wants_caption(shape: Shape) -> bool:
    if shape.form is not Form.BOX or shape.own is not None or shape.text or shape.box is None:
        return False
    return max(shape.box.width, shape.box.height) <= _ICON


def _with_groups(board: Board) -> Board:
    """Make a group of each outline that holds two other shapes, or one and looks like it."""
    outlines = _outlines(board.shapes)
    boxes = Boxes(outlines)
    labels = innermost(outlines, (text for text, _ in _free(board.shapes)), HALF)
    named = {shape.id for shape in outlines if shape.text} | {outline.id for outline in labels.values()}
    groups = {shape.id for shape in outlines if _may_hold(shape) and _is_group(shape, _held(shape, boxes), named)}
    shapes = (replace(shape, form=Form.GROUP) if shape.id in groups else shape for shape in board.shapes)
    return replace(board, shapes=tuple(shapes))


def _held(shape: Shape, boxes: Boxes) -> list[Shape]:
    """Give at most two of the shapes that lie in one."""
    if shape.box is None:
        return []
    return [boxes.shapes[at] for at in boxes.within(shape.box, MOST, below=_area(shape))[:2]]


def _may_hold(shape: Shape) -> bool:
    kept = shape.own is not None or not {*_PICTURES, "sticky"}.isdisjoint(shape.looks)
    return shape.form is Form.BOX and not kept


def _is_group(shape: Shape, members: list[Shape], named: set[str]) -> bool:
    if len(members) != 1:
        return bool(members)
    only = members[0]
    if not {"dashed", "dotted"}.isdisjoint(shape.looks):
        return True
    picture = not set(_PICTURES).isdisjoint(only.looks)
    return only.id in named and not picture and _area(shape) >= _ROOMY * _area(only)


def _area(shape: Shape) -> float:
    return shape.box.area if shape.box else 0.0


def _with_members(board: Board) -> Board:
    """Put each shape that is stated to be in no group into the innermost that it lies in; never round in a circle."""
    groups = (shape for shape in _outlines(board.shapes) if shape.form is Form.GROUP)
    parents = {shape.id: shape.inside for shape in board.shapes}
    homeless = [shape for shape in board.shapes if not shape.inside]
    holders = innermost(groups, homeless, MOST)
    for shape in sorted(homeless, key=order):
        group = holders.get(shape.id)
        if group and shape.id not in (group.id, *around(group.id, parents)):
            parents[shape.id] = group.id
    shapes = (
        shape if shape.inside == parents[shape.id] else replace(shape, inside=parents[shape.id])
        for shape in board.shapes
    )
    return replace(board, shapes=tuple(shapes))
