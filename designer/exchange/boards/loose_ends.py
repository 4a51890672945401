"""Ends of lines that are bound to no shape, or to the line's own label, and the shapes that they meet."""

from collections.abc import Mapping
from dataclasses import replace

from designer.drawing.geometry import Point, Rect
from designer.exchange.boards.board import Board, Form, Line, Shape
from designer.exchange.boards.nearness import NEAR, Boxes
from designer.exchange.boards.nesting import around

_SHORT = 60
"""Letters of a label."""


def relabelled(board: Board) -> Board:
    """Free each end that is bound to a short text on the line's own way, and make that text the line's label.

    The end must have a place of its own, beyond the text, and the other end a place or a shape.
    """
    texts = {shape.id: shape for shape in board.shapes if shape.form is Form.TEXT and shape.own is None}
    boxes = {shape.id: shape.box for shape in board.shapes if shape.box is not None}
    labels: dict[str, str] = {}
    for line in sorted(board.lines, key=lambda each: each.id):
        for id_ in (line.source, line.target):
            if id_ in texts and _is_on_way(line, texts[id_], boxes):
                labels.setdefault(id_, line.id)
    shapes = tuple(shape for shape in board.shapes if shape.id not in labels)
    words = {line: text for text, line in reversed(labels.items())}
    lines = tuple(_freed(line, labels, texts[words[line.id]].text if line.id in words else "") for line in board.lines)
    return replace(board, shapes=shapes, lines=lines) if labels else board


def _freed(line: Line, labels: Mapping[str, str], text: str) -> Line:
    return replace(
        line,
        text=line.text or text,
        source="" if line.source in labels else line.source,
        target="" if line.target in labels else line.target,
    )


def _is_on_way(line: Line, label: Shape, boxes: Mapping[str, Rect]) -> bool:
    mine, other = (line.start, line.end) if line.source == label.id else (line.end, line.start)
    far = line.target if line.source == label.id else line.source
    if other is None and far in boxes:
        other = boxes[far].centre
    if label.box is None or mine is None or other is None or len(label.text) > _SHORT or far == label.id:
        return False
    return not label.box.grown(NEAR / 2).has(mine) and _crosses(label.box, mine, other)


def _crosses(rect: Rect, one: Point, other: Point) -> bool:
    """Say whether the straight way between two points passes through a rectangle."""
    first, last = 0.0, 1.0
    for begin, end, low, high in ((one[0], other[0], rect.x, rect.right), (one[1], other[1], rect.y, rect.bottom)):
        if begin == end:
            if not low <= begin <= high:
                return False
            continue
        near, far = sorted(((low - begin) / (end - begin), (high - begin) / (end - begin)))
        first, last = max(first, near), min(last, far)
    return first <= last


def joined(board: Board) -> Board:
    """Bind each loose end to the nearest outline within 24 px: to a group only if no box is that near.

    No line is bound to one shape at both ends, or to a group round the shape at its other end.
    """
    loose = any(_loose(line, end) for line in board.lines for end in _ENDS)
    outlines = Boxes(tuple(shape for shape in board.shapes if shape.form is not Form.TEXT)) if loose else None
    if outlines is None:
        return board
    parents = {shape.id: shape.inside for shape in board.shapes}
    return replace(board, lines=tuple(_bound(line, outlines, parents) for line in board.lines))


_ENDS = (("source", "start"), ("target", "end"))


def _loose(line: Line, end: tuple[str, str]) -> bool:
    return not getattr(line, end[0]) and getattr(line, end[1]) is not None


def _bound(line: Line, outlines: Boxes, parents: Mapping[str, str]) -> Line:
    """Bind what can be bound, the nearer end first."""
    near = {end: outlines.nearest(getattr(line, end[1])) for end in _ENDS if _loose(line, end)}
    while near:
        choices = []
        for rank, end in enumerate(near):
            other = line.target if end[0] == "source" else line.source
            barred = {other, *around(other, parents)}
            fit = next(((gap, shape) for gap, shape in near[end] if shape.id not in barred), None)
            if fit:
                choices.append((fit[1].form is Form.GROUP, fit[0], rank, end, fit[1].id))
        if not choices:
            break
        *_, end, id_ = min(choices)
        line = replace(line, source=id_, start=None) if end[0] == "source" else replace(line, target=id_, end=None)
        del near[end]
    return line
