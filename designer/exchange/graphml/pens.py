"""What yEd draws a thing with that looks so, and what a thing looks like that yEd draws so."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from designer.exchange.boards.board import Form
from designer.exchange.graphml.document import attributes, child, local

DATABASE = "com.yworks.flowchart.dataBase"
_SHAPES = {"rounded": "roundrectangle", "ellipse": "ellipse", "diamond": "diamond", "hexagon": "hexagon"}
"""yEd's shapes by our words."""
_WORDS = {
    **{shape: word for word, shape in _SHAPES.items()},
    **dict.fromkeys(("rectangle", "rectangle3d", "custom", "com.yworks.entityrelationship.small_entity"), ""),
}
_BORDERS = {"dashed": "dashed", "dotted": "dotted", "dashed_dotted": "dashed"}
_THICK_PX = 2.0


@dataclass(frozen=True)
class Pen:
    """How yEd draws a node: with which element, as which shape or configuration, with which border."""

    node: str
    shape: str = ""
    border: str = "line"
    thick: bool = False
    outline: bool = True


def of_shape(form: Form, looks: tuple[str, ...]) -> Pen:
    """Give the pen that draws a shape."""
    border, thick = _border(looks), "thick" in looks
    shape = next((_SHAPES[look] for look in looks if look in _SHAPES), "rectangle")
    if form is Form.GROUP:
        return Pen("GroupNode", "roundrectangle" if "rounded" in looks else "rectangle", border, thick)
    if form is Form.TEXT:
        return Pen("ShapeNode", "rectangle", outline=False)
    if "sticky" in looks:
        return Pen("UMLNoteNode", "", border, thick)
    if "cylinder" in looks:
        return Pen("GenericNode", DATABASE, border, thick)
    return Pen("ShapeNode", shape, border, thick)


def of_realizer(realizer: Element) -> Pen:
    """Give the pen with which a node is drawn in a file."""
    node = local(realizer)
    shape = realizer.get("configuration") or attributes(child(realizer, "Shape")).get("type", "")
    border = attributes(child(realizer, "BorderStyle"))
    colours = (border.get("hasColor"), attributes(child(realizer, "Fill")).get("hasColor"))
    outline = colours != ("false", "false") or node != "ShapeNode" or shape not in {"rectangle", ""}
    style = border.get("type", "line") if outline else "line"
    return Pen(node, shape, style, outline and _is_thick(border.get("width")), outline)


def looks(pen: Pen) -> tuple[str, ...]:
    """Give words for how a node is drawn.

    >>> looks(Pen("GenericNode", DATABASE)), looks(Pen("ShapeNode", "roundrectangle", "dashed"))
    (('cylinder', 'flowchart database'), ('rounded', 'dashed'))
    """
    words = ["sticky" if pen.node == "UMLNoteNode" else "uml class" if pen.node == "UMLClassNode" else ""]
    words += ["cylinder"] if pen.shape == DATABASE else []
    shape = re.sub(r"[\W_]+", " ", pen.shape.removeprefix("com.yworks.").lower())
    words += [_WORDS.get(pen.shape.lower(), shape), _BORDERS.get(pen.border, ""), "thick" if pen.thick else ""]
    return tuple(filter(None, words))


def of_line(looks: tuple[str, ...]) -> tuple[str, bool]:
    """Give the type of a line's stroke, and whether it is thick."""
    return _border(looks), "thick" in looks


def of_edge(realizer: Element | None) -> tuple[str, bool]:
    """Give the type of an edge's stroke in a file, and whether it is thick."""
    style = attributes(None if realizer is None else child(realizer, "LineStyle"))
    return style.get("type", "line"), _is_thick(style.get("width"))


def line_looks(stroke: tuple[str, bool]) -> tuple[str, ...]:
    """Give words for how an edge is drawn."""
    border, thick = stroke
    return tuple(filter(None, (_BORDERS.get(border, ""), "thick" if thick else "")))


def _border(looks: tuple[str, ...]) -> str:
    return next((look for look in looks if look in {"dashed", "dotted"}), "line")


def _is_thick(width: str | None) -> bool:
    try:
        return float(width or 0) >= _THICK_PX
    except ValueError:
        return False
