"""The cells of a page that are drawn as one thing: a card and its icon, an icon and its caption, a table and rows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from designer.exchange.boards.kept import OWN
from designer.exchange.drawio.cells import Cell
from designer.exchange.drawio.style import is_unseen

_MOST_PARTS = 4
"""Cells of a card: more than an icon and three lines of words are a drawing of their own."""


class Nodes:
    """The cells of a page that stand for themselves; the rest are parts of these, or only bundle them."""

    def __init__(self, shapes: list[Cell], lines: list[Cell]) -> None:
        """Take the shapes from the back of the page to its front."""
        self.whole: dict[int, Cell] = {}
        """What a cell is a part of, by the cell's identity."""
        self.parts: dict[int, list[Cell]] = defaultdict(list)
        self.joined = {frozenset((id(line.source), id(line.target))) for line in lines}
        self.ends = {id(end) for line in lines for end in (line.source, line.target) if end}
        for cell in sorted(shapes, key=lambda cell: -cell.depth):
            for part in self._parts(cell):
                self._merge(part, cell)
        self._caption([cell for cell in shapes if id(cell) not in self.whole])
        self.shapes = [cell for cell in shapes if id(cell) not in self.whole and not self._is_nothing(cell)]
        self._seen = {id(cell) for cell in self.shapes}

    def of(self, cell: Cell) -> Cell:
        """Give the node that a cell is, or is a part of."""
        while (whole := self.whole.get(id(cell))) is not None:
            cell = whole
        return cell

    def members(self, cell: Cell) -> list[Cell]:
        """Give the shapes in it that are no parts of it."""
        inside = (child for child in cell.children if child.sort == "vertex" and not child.hidden)
        return [child for child in inside if id(child) not in self.whole]

    def group(self, cell: Cell) -> Cell | None:
        """Give the nearest group round a node that is one to see."""
        around = cell.parent
        while around is not None and id(around) not in self._seen:
            around = around.parent
        return around

    def texts(self, cell: Cell) -> Iterator[str]:
        """Give its own words and those of its parts."""
        yield cell.text
        for part in self.parts.get(id(cell), ()):
            yield from self.texts(part)

    def _merge(self, part: Cell, whole: Cell) -> None:
        self.whole[id(part)] = whole
        self.parts[id(whole)].append(part)

    def _parts(self, cell: Cell) -> list[Cell]:
        inside = self.members(cell)
        plain = [child for child in inside if not self.members(child) and OWN not in child.data]
        placed = [child for child in inside if not child.rides]
        if placed and len(plain) == len(inside) and self._is_one(cell, placed):
            return inside
        return [child for child in plain if child.rides]

    def _is_one(self, cell: Cell, inside: list[Cell]) -> bool:
        """Say whether a shape and those that lie in it are drawn as one thing."""
        drawn = [child for child in inside if not child.is_words]
        if cell.style.get("childLayout") or cell.style.get("shape") in {"table", "tableRow"}:
            return not drawn
        if cell.is_container or len(inside) > _MOST_PARTS or self._are_joined(inside):
            return False
        if is_unseen(cell.style):
            return len(drawn) == 1
        return not drawn or (len(drawn) == 1 and drawn[0].is_icon and _is_card(cell, drawn[0]))

    def _are_joined(self, cells: list[Cell]) -> bool:
        return any(
            frozenset((id(one), id(other))) in self.joined for one in cells for other in cells if one is not other
        )

    def _is_bundle(self, cell: Cell) -> bool:
        """Say whether a group only keeps together what it holds, and is not to be seen itself."""
        return is_unseen(cell.style) and not (cell.text or id(cell) in self.ends or OWN in cell.data)

    def _is_nothing(self, cell: Cell) -> bool:
        """Say whether nothing of a cell is to be seen."""
        if id(cell) in self.parts:
            return False
        return self._is_bundle(cell) or (cell.is_words and not self._is_told(cell) and not self.members(cell))

    def _is_told(self, cell: Cell) -> bool:
        return bool(cell.text) or id(cell) in self.ends or OWN in cell.data

    def _caption(self, cells: Iterable[Cell]) -> None:
        """Give icons without words the text that stands right under them."""
        icons: dict[tuple[int, int, int], list[Cell]] = defaultdict(list)
        texts = []
        for cell in cells:
            if cell.is_icon and not any(self.texts(cell)):
                icons[_square(cell, cell.box.bottom)].append(cell)
            elif cell.is_words and cell.text and not self.members(cell) and OWN not in cell.data:
                texts.append(cell)
        for text in texts:
            if icon := next((each for each in _near(icons, text) if _is_under(text, each)), None):
                icons[_square(icon, icon.box.bottom)].remove(icon)
                self._merge(text, icon)


def _is_card(cell: Cell, icon: Cell) -> bool:
    """Say whether an icon is the picture of a card: a container's is small in it, or both have names."""
    shares = 4
    return not (cell.text and icon.text) and cell.size[1] <= shares * icon.size[1]


_SQUARE_PX = 50
_UNDER_PX = 20
"""How far under an icon its caption begins, at most."""


def _square(cell: Cell, y: float) -> tuple[int, int, int]:
    return id(cell.parent), int(cell.box.centre[0] // _SQUARE_PX), int(y // _SQUARE_PX)


def _near(icons: dict[tuple[int, int, int], list[Cell]], text: Cell) -> Iterator[Cell]:
    """Give the icons whose lower side is near a text's upper side; of a heap of them a few are enough."""
    parent, across, down = _square(text, text.box.y)
    few = 20
    for x in (across, across - 1, across + 1):
        for y in (down, down - 1, down + 1):
            yield from islice(icons.get((parent, x, y), ()), few)


def _is_under(text: Cell, icon: Cell) -> bool:
    aside = abs(text.box.centre[0] - icon.box.centre[0])
    below = text.box.y - icon.box.bottom
    return aside <= max(icon.size[0] / 2, _UNDER_PX) and -icon.size[1] / 4 <= below <= _UNDER_PX
