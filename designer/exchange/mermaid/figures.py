"""What Mermaid draws shapes and lines as, and the words for how these look."""

import re
from typing import NamedTuple

from designer.exchange.boards.board import Form

FREE_TEXT, STICKY = "free_text", "sticky"
"""The style classes of words without an outline and of sticky notes."""


class Outline(NamedTuple):
    """How a node is written: the brackets round its label, and the words for how it looks."""

    opens: str
    closes: str
    looks: tuple[str, ...]


PLAIN = "rectangle"
OUTLINES = {
    "double circle": Outline("(((", ")))", ("double circle", "ellipse")),
    "circle": Outline("((", "))", ("circle", "ellipse")),
    "stadium": Outline("([", "])", ("stadium", "rounded")),
    "ellipse": Outline("(-", "-)", ("ellipse",)),
    "rounded": Outline("(", ")", ("rounded",)),
    "subroutine": Outline("[[", "]]", ("subroutine",)),
    "cylinder": Outline("[(", ")]", ("cylinder",)),
    "parallelogram": Outline("[/", "/]", ("parallelogram",)),
    "trapezoid": Outline("[/", "\\]", ("trapezoid",)),
    "inverted trapezoid": Outline("[\\", "/]", ("inverted trapezoid",)),
    "inverted parallelogram": Outline("[\\", "\\]", ("inverted parallelogram",)),
    PLAIN: Outline("[", "]", ()),
    "hexagon": Outline("{{", "}}", ("hexagon",)),
    "diamond": Outline("{", "}", ("diamond",)),
    "flag": Outline(">", "]", ("flag",)),
}
"""By what a node is drawn as; brackets that begin with others' stand before these."""
OPENING = re.compile("|".join(re.escape(each) for each in dict.fromkeys(one.opens for one in OUTLINES.values())))

_NAMED = {
    "double circle": "dbl-circ double-circle",
    "circle": "circle circ",
    "stadium": "stadium pill terminal",
    "rounded": "rounded event",
    "subroutine": "fr-rect subproc subprocess subroutine framed-rectangle",
    "cylinder": "cyl cylinder db database",
    "parallelogram": "lean-r lean-right in-out",
    "inverted parallelogram": "lean-l lean-left out-in",
    "trapezoid": "trap-b trapezoid trapezoid-bottom priority",
    "inverted trapezoid": "trap-t trapezoid-top inv-trapezoid manual",
    "hexagon": "hex hexagon prepare",
    "diamond": "diam diamond decision question",
    PLAIN: "rect rectangle proc process",
    "flag": "odd",
}
SHAPES = {name: drawn for drawn, names in _NAMED.items() for name in names.split()}
"""What a node is drawn as by the name of its shape in `@{ shape: ... }`."""
DISKS = {"das", "disk", "h-cyl", "horizontal-cylinder", "lin-cyl", "lined-cylinder"}
"""Shapes that are cylinders lying or lined."""

HEADS = {"-": "undirected", "x": "cross", "o": "circle"}
"""Words for the ends of lines that are no arrowheads."""


def node(form: Form, looks: tuple[str, ...]) -> str:
    """Tell what a shape is drawn as.

    >>> node(Form.BOX, ("database", "cylinder")), node(Form.BOX, ("ellipse",)), node(Form.GROUP, ("rounded",))
    ('cylinder', 'circle', 'rectangle')
    """
    if form is not Form.BOX or style(form, looks):
        return PLAIN
    known = (look for look in looks if look in OUTLINES)
    drawn = next(known, PLAIN)
    return "circle" if drawn == "ellipse" else drawn


def style(form: Form, looks: tuple[str, ...]) -> str:
    """Name the style class that a shape needs, if any."""
    if form is Form.TEXT:
        return FREE_TEXT
    return STICKY if form is Form.BOX and STICKY in looks else ""


def line(looks: tuple[str, ...], both: bool) -> str:  # noqa: FBT001 (as a line has it)
    """Tell what a line is drawn as: its stroke and its head.

    >>> line(("dashed",), False), line(("undirected",), True)
    ('dotted >', 'normal >')
    """
    stroke = "dotted" if {"dashed", "dotted"} & set(looks) else "thick" if "thick" in looks else "normal"
    head = next((head for head, look in HEADS.items() if look in looks and not (both and head == "-")), ">")
    return f"{stroke} {head}"


def line_looks(drawn: str) -> tuple[str, ...]:
    """Give the words for how a line looks.

    >>> line_looks("dotted -")
    ('dotted', 'undirected')
    """
    stroke, head = drawn.split()
    return (*([stroke] if stroke != "normal" else []), *([HEADS[head]] if head in HEADS else []))


def arrow(drawn: str, both: bool) -> str:  # noqa: FBT001 (as a line has it)
    """Write the arrow of a line.

    >>> arrow("normal >", False), arrow("dotted >", True), arrow("thick -", False)
    ('-->', '<-.->', '===')
    """
    stroke, head = drawn.split()
    dash = {"normal": "--", "thick": "==", "dotted": "-.-"}[stroke]
    tail = ("<" if head == ">" else head) if both else ""
    if head == "-":
        head = {"normal": "-", "thick": "=", "dotted": ""}[stroke]
    return f"{tail}{dash}{head}"
