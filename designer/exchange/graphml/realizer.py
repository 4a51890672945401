"""What yEd says of how a node or an edge is drawn: its words, its place, its arrowheads."""

from collections.abc import Iterator
from math import isfinite
from xml.etree.ElementTree import Element

from designer.drawing.geometry import LIMIT, Rect, within
from designer.exchange.dot.labels import plain
from designer.exchange.dot.tokens import Html
from designer.exchange.graphml.document import attributes, child, graphics, local

_OF_LANES = ("RowNodeLabelModelParameter", "ColumnNodeLabelModelParameter")


def of_node(node: Element) -> Element | None:
    """Give the element that draws a node; of a group's two, for open and closed, the one that is shown."""
    for drawn in graphics(node):
        if local(drawn) == "ProxyAutoBoundsNode":
            realizers = child(drawn, "Realizers")
            both = [] if realizers is None else list(realizers)
            active = attributes(realizers).get("active", "0")
            return both[1 if active == "1" and len(both) > 1 else 0] if both else None
        if local(drawn).endswith("Node"):
            return drawn
    return None


def of_edge(edge: Element) -> Element | None:
    """Give the element that draws an edge."""
    return next((drawn for drawn in graphics(edge) if local(drawn).endswith("Edge")), None)


def words(realizer: Element) -> str:
    """Give the words on a node or an edge; of a UML class, its attributes and methods too; not those of its lanes."""
    texts = [_text(label) for label in _labels(realizer) if not is_of_lane(label)]
    uml = child(realizer, "UML")
    for part in () if uml is None else uml:
        texts += [(part.text or "").strip()] if local(part) in {"AttributeLabel", "MethodLabel"} else []
    return "\n".join(filter(None, texts))


def _labels(realizer: Element) -> Iterator[Element]:
    for label in realizer:
        is_shown = label.get("visible") != "false" and label.get("hasText") != "false"
        if local(label) in {"NodeLabel", "EdgeLabel"} and is_shown:
            yield label


def _text(label: Element) -> str:
    text = (label.text or "").strip()
    return plain(Html(text), {}) if text[:5].lower() == "<html" else text


def is_of_lane(label: Element) -> bool:
    """Say whether a label is the title of a table's row or column."""
    parameter = child(label, "ModelParameter")
    return parameter is not None and any(local(part) in _OF_LANES for part in parameter)


def lanes(realizer: Element) -> list[tuple[str, Rect | None]]:
    """Give the titles of a table's rows and columns, with their places."""
    box = place(realizer)
    found = []
    for label in filter(is_of_lane, _labels(realizer)):
        at = _rect(label)
        found.append((_text(label), Rect(box.x + at.x, box.y + at.y, at.width, at.height) if box and at else None))
    return [(text, at) for text, at in found if text]


def place(realizer: Element | None) -> Rect | None:
    """Give a node's box, if it has one."""
    geometry = None if realizer is None else child(realizer, "Geometry")
    return None if geometry is None else _rect(geometry)


def _rect(element: Element) -> Rect | None:
    try:
        x, y, width, height = (float(element.get(name, "")) for name in ("x", "y", "width", "height"))
    except ValueError:
        return None
    if not all(map(isfinite, (x, y, width, height))):
        return None
    return Rect(within(x), within(y), min(max(width, 0.0), LIMIT), min(max(height, 0.0), LIMIT))


def arrows(realizer: Element | None, *, directed: bool) -> tuple[bool, bool]:
    """Say whether an edge has an arrowhead at its source, and whether it has one at its target."""
    stated = None if realizer is None else child(realizer, "Arrows")
    if stated is None:
        return False, directed
    return stated.get("source", "none") != "none", stated.get("target", "none") != "none"
