"""The groups of a drawing as nested blocks of a text, and names for its shapes that a text can hold."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from designer.exchange.boards.board import Board, Form, Line, Shape
from designer.exchange.boards.draft import Unique


class Outline:
    """Who stands inside whom, from the outside inwards.

    What is in no group, in one that is none, or in itself stands outside; groups deeper than `deepest` are written
    inside the last one that is not.
    """

    def __init__(self, board: Board, deepest: int) -> None:
        groups = {shape.id: shape for shape in board.shapes if shape.form is Form.GROUP}
        self.members: dict[str, list[Shape]] = defaultdict(list)
        chains = {id_: _chain(id_, groups) for id_ in groups}
        for shape in board.shapes:
            chain = chains.get(shape.inside, [])
            looped = not chain or (shape.form is Form.GROUP and not chains[shape.id])
            deep = deepest - (shape.form is Form.GROUP)
            around = "" if looped or not deep else chain[min(len(chain), deep) - 1]
            self.members[around].append(shape)


def _chain(id_: str, groups: dict[str, Shape]) -> list[str]:
    """Give the ids of the groups from the outermost to this one; none if they stand in a circle."""
    chain: list[str] = []
    seen: set[str] = set()
    while id_ in groups:
        if id_ in seen:
            return []
        seen.add(id_)
        chain.append(id_)
        id_ = groups[id_].inside
    return chain[::-1]


def names(board: Board, is_safe: Callable[[str], bool]) -> dict[str, str]:
    """Name each shape: by its id where a text may use that as it is, else by a number."""
    unique = Unique(shape.id for shape in board.shapes)
    return {
        shape.id: shape.id if is_safe(shape.id) else _numbered(unique, index, is_safe)
        for index, shape in enumerate(board.shapes, start=1)
    }


def _numbered(unique: Unique, index: int, is_safe: Callable[[str], bool]) -> str:
    """Give a name that no shape has as its id: what `Unique` makes of a taken one is no safe name."""
    name = f"n{index}"
    while not is_safe(free := unique.of(name)):
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
