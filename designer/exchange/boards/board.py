"""A drawing as another program keeps it: shapes, lines and words, before it is known what they stand for."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from designer.drawing.geometry import Point, Rect

Stanza = Mapping[str, Any]
"""What our own format says of one thing, as plain data, e.g. a component."""


class Form(StrEnum):
    """What a shape is drawn as."""

    BOX = "box"
    TEXT = "text"
    """Words without an outline."""
    GROUP = "group"
    """An outline round other shapes."""


@dataclass(frozen=True)
class Shape:
    """One shape. `looks` are words for how it is drawn; `inside` is the group's id.

    Words that every format draws as well as it can: "cylinder", "rounded", "ellipse", "diamond", "hexagon", "sticky"
    for the outline, "dashed", "dotted", "thick" for how it is drawn. "image" and "icon" are pictures; any other word
    only helps to tell what a shape stands for ("aws4 sagemaker").
    `box` is in px of our board, None in a format without places. `own` is what we wrote of it into the file.
    """

    id: str
    text: str = ""
    form: Form = Form.BOX
    box: Rect | None = None
    looks: tuple[str, ...] = ()
    inside: str = ""
    own: Stanza | None = None


@dataclass(frozen=True)
class Line:
    """A line from the shape `source` to the shape `target`; an end that is bound to none may have a place instead.

    It has an arrowhead at its target, at each end when it is `both`, and at none when it `looks` "undirected" and is
    not `both`. The other words that every format draws as well as it can: "dashed", "dotted", "thick".
    """

    id: str
    source: str = ""
    target: str = ""
    text: str = ""
    start: Point | None = None
    end: Point | None = None
    looks: tuple[str, ...] = ()
    both: bool = False
    own: Stanza | None = None


@dataclass(frozen=True)
class Board:
    """A whole drawing. `own` is what we wrote of the drawing as a whole: title, scenario, framing, waivers, ink.

    `remarks` tell what of the file was not read: each a sentence without its capital and its stop.
    """

    shapes: tuple[Shape, ...] = ()
    lines: tuple[Line, ...] = ()
    title: str = ""
    own: Stanza | None = None
    remarks: tuple[str, ...] = ()
