"""The cells of one page of draw.io, each with what it says of itself and where it lies on the page."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from designer.drawing.geometry import Point, Rect, within
from designer.errors import DesignerError
from designer.exchange.boards.limits import DEEPEST
from designer.exchange.boards.nesting import too_deep
from designer.exchange.drawio.labels import plain
from designer.exchange.drawio.style import Style, is_container, is_icon, is_words, style_of


@dataclass
class Cell:
    """A shape ("vertex"), a line ("edge"), or a layer, which is neither. `parent` is what it lies in."""

    id: str
    sort: str
    text: str
    style: Style
    data: Mapping[str, str]
    geometry: Element
    bounds: Element
    """Where its size is written: beside its geometry while it is folded."""
    parent: "Cell | None" = None
    children: list["Cell"] = field(default_factory=list)
    source: "Cell | None" = None
    target: "Cell | None" = None
    hidden: bool = False
    depth: int = 0
    origin: Point = (0.0, 0.0)
    size: Point = (0.0, 0.0)

    @property
    def box(self) -> Rect:
        """Give its place on the page."""
        return Rect(*self.origin, *self.size)

    @property
    def is_words(self) -> bool:
        """Say whether it is text by itself."""
        return is_words(self.style)

    @property
    def is_icon(self) -> bool:
        """Say whether it is a picture."""
        return is_icon(self.style)

    @property
    def is_container(self) -> bool:
        """Say whether it is meant to hold others."""
        return is_container(self.style)

    @property
    def rides(self) -> bool:
        """Say whether it is a part of the shape that it lies in, placed by a share of its size."""
        return self.geometry.get("relative") == "1" and self.parent is not None and self.parent.sort == "vertex"


def cells(model: Element, name: str) -> tuple[Cell, list[Cell]]:
    """Read a page's cells: the root, and all others in the order in which they are painted."""
    found = list(_cells(model))
    raw = {cell.id: (cell, element) for cell, element in reversed(found)}  # of two with one id, the first is meant
    root = Cell("", "layer", "", {}, {}, Element("mxGeometry"), Element("mxGeometry"))
    rest: list[Cell] = []
    for cell, element in found:
        parent = raw.get(element.get("parent") or "", (None,))[0]
        if parent is None and cell.sort == "layer" and not rest and not root.id:
            root = cell
            continue
        cell.parent = parent if parent is not cell else None
        cell.source = raw.get(element.get("source") or "", (None,))[0]
        cell.target = raw.get(element.get("target") or "", (None,))[0]
        rest.append(cell)
    for cell in rest:
        if cell.parent is None:
            cell.parent = root
        cell.parent.children.append(cell)
    _lay_out(rest, root, name)
    return root, rest


_PLACEHOLDER = re.compile(r"%(\w{1,60})%")
_MOST_PLACEHOLDERS, _LONGEST = 20, 300
"""How many of a label are filled in, and with how many letters: more is a trick to fill the memory."""


def _cells(model: Element) -> Iterator[tuple[Cell, Element]]:
    for place, item in enumerate(model.find("root") or ()):
        element = item if item.tag == "mxCell" else item.find("mxCell")
        if element is not None:
            yield _cell(element, {} if element is item else dict(item.attrib), f"cell {place}"), element


def _cell(element: Element, data: Mapping[str, str], id_: str) -> Cell:
    style = style_of(element.get("style") or "")
    label = data.get("label") or element.get("value") or ""
    if data.get("placeholders") == "1":
        label = _PLACEHOLDER.sub(lambda match: data.get(match[1], match[0])[:_LONGEST], label, _MOST_PLACEHOLDERS)
    geometry = element.find("mxGeometry")
    geometry = Element("mxGeometry") if geometry is None else geometry
    unfolded = geometry.find("mxRectangle[@as='alternateBounds']") if element.get("collapsed") == "1" else None
    return Cell(
        data.get("id") or element.get("id") or id_,
        "edge" if element.get("edge") == "1" else "vertex" if element.get("vertex") == "1" else "layer",
        plain(label, is_html=style.get("html") == "1"),
        style,
        data,
        geometry,
        geometry if unfolded is None else unfolded,
        hidden=element.get("visible") == "0",
    )


def _lay_out(all_: list[Cell], root: Cell, name: str) -> None:
    """Give each cell its place on the page, from the outside in; who lies in himself is never come to."""
    waiting, reached = [root], 0
    while waiting:
        cell = waiting.pop()
        if cell.depth > DEEPEST:
            raise too_deep(name)
        for child in cell.children:
            child.depth, child.hidden = cell.depth + 1, child.hidden or cell.hidden
            _place(child, cell)
            waiting.append(child)
            reached += 1
    if reached < len(all_):
        what = "a shape lies in itself, by way of others"
        raise DesignerError(what, where=name, remedy="save it again from draw.io")


def _place(cell: Cell, parent: Cell) -> None:
    if cell.sort != "vertex":
        cell.origin = parent.origin
        return
    x, y = number(cell.geometry, "x"), number(cell.geometry, "y")
    width, height = number(cell.bounds, "width"), number(cell.bounds, "height")
    if cell.rides:
        offset = point(cell.geometry, "offset") or (0.0, 0.0)
        x, y = x * parent.size[0] + offset[0], y * parent.size[1] + offset[1]
    cell.origin = _in_px(parent.origin[0] + x), _in_px(parent.origin[1] + y)
    cell.size = _in_px(max(width, 0)), _in_px(max(height, 0))


def point(geometry: Element, role: str) -> Point | None:
    """Find a geometry's point of a role, e.g. "sourcePoint", from the origin of what its cell lies in."""
    found = next((each for each in geometry.findall("mxPoint") if each.get("as") == role), None)
    return None if found is None else (number(found, "x"), number(found, "y"))


def number(element: Element, key: str) -> float:
    """Read a number, 0 where there is none."""
    try:
        value = float(element.get(key) or 0)
    except ValueError:
        return 0.0
    return within(value) if math.isfinite(value) else 0.0


def _in_px(value: float) -> float:
    """Round to a thousandth, so that sums of places come out as they were written."""
    return round(within(value), 3)
