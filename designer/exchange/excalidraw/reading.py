"""An Excalidraw file read as shapes and lines."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from designer.drawing.geometry import Point
from designer.exchange.boards import kept
from designer.exchange.boards.board import Board, Form, Line, Shape, Stanza
from designer.exchange.boards.ids import Ids
from designer.exchange.boards.json_data import items, mapping, text
from designer.exchange.boards.limits import MOST, refuse_masses
from designer.exchange.boards.nesting import believed
from designer.exchange.boards.remarks import Remarks
from designer.exchange.excalidraw.captions import captions
from designer.exchange.excalidraw.element import STROKES, Element
from designer.exchange.excalidraw.icons import Icon, icons
from designer.exchange.excalidraw.scene import scene_of

_FRAMES = ("frame", "magicframe")
_DRAWABLE = ("rounded", "ellipse", "diamond", "dashed", "dotted", "thick", "undirected")
"""Words for looks that the program itself draws."""
_THICK = 4
"""The widest stroke that it offers, in px."""
_MOST_ELEMENTS = 5 * MOST
"""Of which icons have many."""
_DECIMALS = 3
"""Of px, in the place of an end."""


def read(raw: bytes, name: str) -> Board:
    """Read a drawing, its PNG or its SVG; raises DesignerError for what is none, or broken, or too large."""
    scene = scene_of(raw, name)
    remarks = Remarks()
    reading = _Reading(_elements(items(scene["elements"]), remarks, name), remarks)
    title, own = reading.header(scene)
    shapes, lines = tuple(reading.shapes()), tuple(reading.lines())
    refuse_masses(len(shapes), "shapes", name)
    refuse_masses(len(lines), "lines", name)
    return Board(believed(shapes, name), lines, title, own, remarks.sentences())


def _elements(raw: Sequence[object], remarks: Remarks, name: str) -> list[Element]:
    """Take what is to be seen, each under an id of its own."""
    ids, elements = Ids(), []
    for data in raw:
        if not isinstance(data, dict) or not text(data.get("type")):
            remarks["elements left out, since they are none: {}"] += 1
        elif not data.get("isDeleted") and data["type"] != "selection":
            elements.append(Element(ids.take(text(data.get("id"))), data))
    refuse_masses(len(elements), "elements", name, _MOST_ELEMENTS)
    present = {element.id for element in elements}
    return [each for each in elements if text(mapping(each.kept.get(kept.BESIDE)).get("part_of")) not in present]


class _Reading:
    """The elements of one scene, and what they have to do with one another, each worked out once."""

    def __init__(self, elements: Sequence[Element], remarks: Remarks) -> None:
        self._elements, self._remarks = elements, remarks
        self._by_id = {element.id: element for element in elements}
        self._arrows = {element.id: element for element in elements if element.type == "arrow"}
        self._shape_ids: dict[str, str] = {}
        self._held: dict[str, kept.Kept] = {}

    def header(self, scene: Mapping[str, Any]) -> tuple[str, Stanza | None]:
        """Give the title and our own stanza of the whole, which some element carries, or else the scene."""
        carried = (each.kept for each in self._elements)
        found = next((held for held in carried if mapping(held.get(kept.BESIDE)).get("board")), scene)
        return kept.read_board(found, self._remarks)

    @cached_property
    def _bound(self) -> dict[str, str]:
        """The texts that are bound to a shape or an arrow, each with that."""
        claimed: dict[str, str] = {}
        for element in self._elements:
            for entry in map(mapping, items(element.data.get("boundElements"))):
                if entry.get("type") == "text":
                    claimed.setdefault(text(entry.get("id")), element.id)
        bound = {}
        for element in self._elements:
            holder = self._by_id.get(text(element.data.get("containerId")) or claimed.get(element.id, ""))
            if element.type == "text" and holder is not None and holder.type != "text":
                bound[element.id] = holder.id
        return bound

    @cached_property
    def _words(self) -> dict[str, str]:
        """The words of each shape or arrow that has some bound to it."""
        words: dict[str, list[str]] = {}
        for id_, holder in self._bound.items():
            words.setdefault(holder, []).append(self._by_id[id_].words)
        return {holder: "\n".join(parts) for holder, parts in words.items()}

    @cached_property
    def _icons(self) -> dict[str, Icon]:
        """What is drawn of several elements, by the element that stands for it."""
        joined: dict[str, list[str]] = {}
        for source, target in map(self._ends, self._arrows.values()):
            joined.setdefault(source, []).append(target)
        loose = [element for element in self._elements if element.id not in self._bound]
        return {icon.main.id: icon for icon in icons(loose, self._words.keys(), joined)}

    @cached_property
    def _stands_for(self) -> dict[str, str]:
        """The element that stands for each part of an icon."""
        return {part.id: main for main, icon in self._icons.items() for part in icon.members}

    @cached_property
    def _captions(self) -> dict[str, str]:
        texts = {each.id: each for each in self._elements if each.type == "text" and each.id not in self._bound}
        loose = {id_: each for id_, each in texts.items() if id_ not in self._stands_for}
        return captions(self._arrows, {id_: self._ends(arrow) for id_, arrow in self._arrows.items()}, loose)

    @cached_property
    def _captioned(self) -> dict[str, str]:
        """The words of each arrow that is bound to its own label."""
        words: dict[str, list[str]] = {}
        for id_, arrow in self._captions.items():
            words.setdefault(arrow, []).append(self._by_id[id_].words)
        return {arrow: "\n".join(parts) for arrow, parts in words.items()}

    def _ends(self, arrow: Element) -> tuple[str, str]:
        """Give the elements to which the two ends are bound; a text stands for what it is bound to."""
        names = [text(mapping(arrow.data.get(key)).get("elementId")) for key in ("startBinding", "endBinding")]
        start, end = (self._bound.get(name, name) for name in names)
        return start, end

    def shapes(self) -> Iterator[Shape]:
        """Give what is no line, in the order of the file."""
        ids = Ids()
        present = [element for element in self._elements if self._is_shape(element)]
        for element in present:
            held = self._held[element.id] = kept.read(element.kept, self._remarks)
            self._shape_ids[element.id] = ids.take(held.id or element.id)
        return (self._shape(element) for element in present)

    def _is_shape(self, element: Element) -> bool:
        if element.id in self._bound or element.id in self._captions or element.type == "arrow":
            return False
        if element.id in self._stands_for:
            return element.id in self._icons
        if element.type == "freedraw":
            self._remarks["strokes of a free hand left out: {}"] += 1
        if element.type == "text":
            return bool(element.words.strip())
        return element.closed if element.type in STROKES[:2] else element.type != "freedraw"

    def _shape(self, element: Element) -> Shape:
        held = self._held[element.id]
        if element.box is None:
            self._remarks["shapes that have no place: {}"] += 1
        icon = self._icons.get(element.id)
        drawn = Form.TEXT if element.type == "text" else Form.GROUP if element.type in _FRAMES else Form.BOX
        looks = (*_looks(element), *(("icon",) if icon and icon.strokes and kept.OWN not in element.kept else ()))
        frame = self._shape_ids.get(text(element.data.get("frameId")), "")
        return Shape(
            id=self._shape_ids[element.id],
            text=self._label(element, icon),
            form=held.form or drawn if element.type == "rectangle" else drawn,
            box=icon.box if icon else element.box,
            looks=held.looks_now(looks, _DRAWABLE),
            inside=frame or held.inside,
            own=held.own,
        )

    def _label(self, element: Element, icon: Icon | None) -> str:
        if element.type == "text":
            return element.words
        if element.type in _FRAMES:
            return text(element.data.get("name"))
        if element.type in {"embeddable", "iframe"}:
            return text(element.data.get("link"))
        if icon is None:
            return self._words.get(element.id, "")
        bound = [self._words[part.id] for part in icon.members if part.id in self._words]
        free = sorted(icon.texts, key=lambda each: (each.box.y, each.box.x) if each.box else (0, 0))
        return "\n".join([*bound, *(each.words for each in free)])

    def lines(self) -> Iterator[Line]:
        """Give the arrows, and the lines that enclose nothing, in the order of the file; after the shapes."""
        ids = Ids()
        for element in self._elements:
            line = element.type == "arrow" or (element.type in STROKES[:2] and not element.closed)
            if line and element.id not in self._stands_for:
                held = kept.read(element.kept, self._remarks)
                yield self._line(element, ids.take(held.id or element.id), held)

    def _line(self, element: Element, id_: str, held: kept.Kept) -> Line:
        start, end = _heads(element)
        ends = [self._end(element, target, at) for target, at in zip(self._ends(element), (0, -1), strict=True)]
        looks = (*(() if start or end else ("undirected",)), *_dashes(element), *_width(element))
        (source, begins), (target, stops) = ends if end or not start else ends[::-1]
        return Line(
            id=id_,
            source=source,
            target=target,
            text=self._words.get(element.id, "") or self._captioned.get(element.id, ""),
            start=begins,
            end=stops,
            looks=held.looks_now(looks, _DRAWABLE),
            both=start and end,
            own=held.own,
        )

    def _end(self, element: Element, target: str, at: int) -> tuple[str, Point | None]:
        """Give the shape at an end, or else the place of the end."""
        bound = self._shape_ids.get(self._stands_for.get(target, target), "")
        if bound:
            return bound, None
        if target and target not in self._captions:
            self._remarks["ends of arrows that were bound to what is not there: {}"] += 1
        if not element.path:
            return "", None
        x, y = element.path[at]
        return "", (round(x, _DECIMALS), round(y, _DECIMALS))


def _heads(element: Element) -> tuple[bool, bool]:
    """Say whether there is an arrowhead at the start, and at the end."""
    usual = "arrow" if element.type == "arrow" else None
    return bool(element.data.get("startArrowhead")), bool(element.data.get("endArrowhead", usual))


def _looks(element: Element) -> tuple[str, ...]:
    round_ = element.data.get("roundness") or element.data.get("strokeSharpness") == "round"
    if element.type == "text":
        return ()
    if element.type == "rectangle":
        shape = ("rounded",) if round_ else ()
    else:
        shape = ("polygon",) if element.type in STROKES else (element.type.lower(),)
    return (*shape, *_dashes(element))


def _dashes(element: Element) -> tuple[str, ...]:
    style = element.data.get("strokeStyle")
    return (str(style),) if style in {"dashed", "dotted"} else ()


def _width(element: Element) -> tuple[str, ...]:
    width = element.data.get("strokeWidth")
    return ("thick",) if isinstance(width, (int, float)) and width >= _THICK else ()
