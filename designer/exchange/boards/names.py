"""Names under which a text draws the shapes of a board, and the ends of lines that are bound to none."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from designer.exchange.boards.board import Board, Line
from designer.exchange.boards.ids import Ids


def names(board: Board, is_safe: Callable[[str], bool]) -> dict[str, str]:
    """Name each shape: by its id where a text may use that as it is, else by a number."""
    unique = Ids(shape.id for shape in board.shapes)
    return {
        shape.id: shape.id if is_safe(shape.id) else _numbered(unique, index, is_safe)
        for index, shape in enumerate(board.shapes, start=1)
    }


def _numbered(unique: Ids, index: int, is_safe: Callable[[str], bool]) -> str:
    """Give a name that no shape has as its id: what `Ids` makes of a taken one is no safe name."""
    name = f"n{index}"
    while not is_safe(free := unique.take(name)):
        name = f"n{name}"
    return free


class Ends(NamedTuple):
    """The names at which a line is drawn, and the names of those among them that stand for nothing."""

    source: str
    target: str
    loose: tuple[str, ...]


def ends(lines: Iterable[Line], named: dict[str, str], taken: Iterable[str] = ()) -> list[Ends]:
    """Give each line two ends to be drawn at: a loose one gets a name of its own, which is not taken."""
    taken = {*named.values(), *taken}
    drawn = []
    number = 0
    for line in lines:
        both = []
        loose = []
        for end in (line.source, line.target):
            name = named.get(end, "")
            while not name:
                number += 1
                name = f"loose{number}"
                if name in taken:
                    name = ""
                else:
                    loose.append(name)
            both.append(name)
        drawn.append(Ends(both[0], both[1], tuple(loose)))
    return drawn
