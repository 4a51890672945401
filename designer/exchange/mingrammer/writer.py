"""The writer of `diagrams` scripts."""

import keyword
from collections.abc import Iterator

from designer.exchange.boards import kept
from designer.exchange.boards.board import Board, Form, Line, Shape
from designer.exchange.boards.comments import comment, keeping
from designer.exchange.boards.draft import line_id
from designer.exchange.boards.names import Ends, ends, names
from designer.exchange.boards.nesting import members
from designer.exchange.mingrammer import icons

_DEEPEST = 18
"""Clusters inside one another: Python nests 20 blocks at most, and the diagram is one."""
_INDENT = "    "
_TAKEN = {"graph_attr"}
"""Names that the script itself uses and that begin with a small letter."""


def write(board: Board) -> bytes:
    """Write a script that the package `diagrams` runs, and what it cannot say in comments; the same for the same board.

    Read again it is the same board, except for what is lost: the places of shapes and of loose ends; remarks; the order
    of shapes, which becomes that of the groups with their members; `inside` of what is in no group, or in a group that
    is inside itself or deeper than 18, where it becomes the eighteenth; and ends at shapes that there are not, which
    become loose. Ids must not be empty.
    """
    script = _Script(board)
    body = list(script.body())
    used = script.used | {"Cluster", "Diagram", "Edge"}
    lines = ["# Draw it with: pip install diagrams (and Graphviz), then run this file.", *script.imports(used)]
    lines += ["", *([comment("#", board=board.own)] if board.own is not None else [])]
    title = repr(icons.label_of(board.title))
    lines.append('graph_attr = {"compound": "true", "splines": "spline"}')
    lines.append(f'with Diagram({title}, filename="diagram", direction="LR", show=False, graph_attr=graph_attr):')
    return "".join(f"{line}\n" for line in [*lines, *(body or [f"{_INDENT}pass"])]).encode()


def _is_safe(id_: str) -> bool:
    is_name = id_.isascii() and id_.isidentifier() and not keyword.iskeyword(id_)
    return is_name and id_ not in _TAKEN and not id_.startswith("_") and not id_[0].isupper()


class _Script:
    """The shapes and lines of a board as statements; `used` are the classes that these name."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._named = names(board, _is_safe)
        self._inside = members(board.shapes, _DEEPEST)
        self._groups = {shape.id: shape.text for shape in board.shapes if shape.form is Form.GROUP}
        self._taken = set(self._named.values())
        self._first: dict[str, str] = {}
        self.used: set[str] = set()

    @staticmethod
    def imports(used: set[str]) -> Iterator[str]:
        """Yield the imports of classes."""
        own = sorted({"Cluster", "Diagram", "Edge"} & used)
        yield f"from diagrams import {', '.join(own)}"
        rest = sorted(used - set(own))
        for module in sorted({icons.module(class_) for class_ in rest}):
            yield f"from {module} import {', '.join(each for each in rest if icons.module(each) == module)}"

    def body(self) -> Iterator[str]:
        """Yield the statements inside the diagram."""
        yield from self._members("", _INDENT)
        for index, (line, at) in enumerate(zip(self._board.lines, self._ends(), strict=True)):
            for name in at.loose:
                yield from self._stand_in(name, _INDENT)
            yield from self._line(line, at, index)

    def _members(self, group: str, indent: str) -> Iterator[str]:
        for shape in self._inside[group]:
            name, label = self._named[shape.id], repr(icons.label_of(shape.text))
            class_ = icons.node(shape.form, shape.looks)
            if shape.form is Form.GROUP:
                yield f"{indent}with {class_}({label}) as {name}:"
                yield from self._kept(shape, name, class_, indent + _INDENT)
                yield from self._members(shape.id, indent + _INDENT)
                if not self._inside[shape.id]:
                    self._first[shape.id] = self._fresh(name)
                    yield from self._stand_in(self._first[shape.id], indent + _INDENT)
            else:
                self.used.add(class_)
                yield f"{indent}{name} = {class_}({label})"
                yield from self._kept(shape, name, class_, indent)

    def _stand_in(self, name: str, indent: str) -> Iterator[str]:
        """Yield an invisible node, where the package needs one and the board has none."""
        self.used.add("Blank")
        yield f'{indent}{name} = Blank("")'
        yield f"{indent}{comment('#', stand_in=name)}"

    def _fresh(self, name: str) -> str:
        while (name := f"{name}_") in self._taken:
            pass
        self._taken.add(name)
        return name

    @staticmethod
    def _kept(shape: Shape, name: str, class_: str, indent: str) -> Iterator[str]:
        """Yield the comment of what the statement does not say of a shape."""
        looks = () if shape.form is Form.GROUP else icons.looks(f"{icons.module(class_)}.{class_}")
        for line in keeping("#", kept.of_thing(shape, id_=name, looks=looks), shape=name):
            yield indent + line

    def _ends(self) -> list[Ends]:
        """Give the nodes that lines are drawn between: those in a group stand for it, since a cluster has no lines."""
        nodes = {id_: self._node(id_) if id_ in self._groups else name for id_, name in self._named.items()}
        return ends(self._board.lines, nodes, self._taken)

    def _node(self, group: str) -> str:
        """Find the first node in a group."""
        while group not in self._first:
            inside = self._inside[group]
            first = next((shape for shape in inside if shape.form is not Form.GROUP), inside[0])
            if first.form is not Form.GROUP:
                return self._named[first.id]
            group = first.id
        return self._first[group]

    def _line(self, line: Line, at: Ends, index: int) -> Iterator[str]:
        drawn = icons.line(line.looks, line.both)
        styles, head = drawn.split(" ")
        given = {"label": icons.label_of(line.text), "style": styles, **self._clusters(line)}
        edge = f"Edge({', '.join(f'{key}={value!r}' for key, value in given.items() if value)})"
        first, second = ("-", "-") if head == "-" else ("<<", ">>") if line.both else (">>", ">>")
        yield f"{_INDENT}{at.source} {first} {edge} {second} {at.target}"
        mine = kept.of_thing(line, id_=line_id(index), looks=icons.line_looks(styles, undirected=head == "-"))
        groups = {key: id_ for key, id_ in (("source", line.source), ("target", line.target)) if id_ in self._groups}
        if groups:
            mine[kept.BESIDE] = {**mine.get(kept.BESIDE, {}), **groups}
        for each in keeping("#", mine, line=[at.source, at.target]):
            yield _INDENT + each

    def _clusters(self, line: Line) -> dict[str, str]:
        """Let a line end at the outline of a cluster, which the package names by its label."""
        found = {"ltail": self._groups.get(line.source), "lhead": self._groups.get(line.target)}
        return {key: f"cluster_{icons.label_of(label)}" for key, label in found.items() if label is not None}
