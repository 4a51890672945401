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
    """One shape. `looks` are words for how it is drawn ("cylinder", "aws4 sagemaker"); `inside` the group's id.

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

    `both` says that it has an arrowhead at each end.
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

    `remarks` are sentences on what of the file was not read.
    """

    shapes: tuple[Shape, ...] = ()
    lines: tuple[Line, ...] = ()
    title: str = ""
    own: Stanza | None = None
    remarks: tuple[str, ...] = ()
