"""The writer of Mermaid flowcharts."""

import json
import re
from collections.abc import Iterator

from designer.exchange.boards import kept
from designer.exchange.boards.board import Board, Form, Shape
from designer.exchange.boards.comments import comment, keeping
from designer.exchange.boards.draft import line_id
from designer.exchange.boards.limits import DEEPEST
from designer.exchange.boards.names import Ends, ends, names
from designer.exchange.boards.nesting import members
from designer.exchange.mermaid import figures
from designer.exchange.mermaid.labels import label_of

_SAFE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_WORDS = {
    *("end", "graph", "flowchart", "subgraph", "style", "linkStyle", "classDef", "class", "click", "href", "call"),
    *("default", "interpolate", "direction", "accTitle", "accDescr", "TB", "TD", "BT", "LR", "RL", "BR", "v", "x", "o"),
}
"""What may mean something else than a node to Mermaid."""
_STYLES = {
    figures.FREE_TEXT: "fill:none,stroke:none",
    figures.STICKY: "fill:#fff3b0,stroke:#d8b93c,color:#333",
}
_LOST_END = re.compile(r"(?:style|classDef).*:\S*#.*;")


def write(board: Board) -> bytes:
    """Write a flowchart, each label quoted, and what Mermaid cannot say in comments; the same for the same board.

    Read again it is the same board, except for what is lost: the places of shapes and of loose ends; remarks; the order
    of shapes, which becomes that of the groups with their members; `inside` of what is in no group, or in a group that
    is inside itself or deeper than 100; ends at shapes that there are not, which become loose; and halves of characters
    in texts. Ids must not be empty.
    """
    named = names(board, lambda id_: bool(_SAFE.fullmatch(id_)) and id_ not in _WORDS)
    lines = [*_front(board), *_Shapes(board, named).lines("", "  ")]
    lines += _strokes(board, ends(board.lines, named))
    used = {figures.style(shape.form, shape.looks) for shape in board.shapes} - {""}
    lines += [f"  classDef {style} {_STYLES[style]}" for style in sorted(used)]
    return "".join(f"{line}\n" for line in lines).encode(errors="replace")


def _front(board: Board) -> Iterator[str]:
    """Yield the lines before the first shape."""
    if board.title:
        title = "".join(
            each if each.isprintable() else _escape(each) for each in json.dumps(board.title, ensure_ascii=False)
        )
        yield from ("---", f"title: {title.replace('%%', '%' + _escape('%'))}", "---")
    yield "flowchart LR"
    if board.own is not None:
        yield f"  {comment('%%', board=board.own)}"


def _escape(letter: str) -> str:
    return f"\\u{ord(letter):04x}" if letter <= "\uffff" else f"\\U{ord(letter):08x}"


class _Shapes:
    """The shapes of a board under their names."""

    def __init__(self, board: Board, named: dict[str, str]) -> None:
        self._members = members(board.shapes, DEEPEST)
        self._named = named

    def lines(self, group: str, indent: str) -> Iterator[str]:
        """Yield the lines of a group's members."""
        for shape in self._members[group]:
            name, label = self._named[shape.id], label_of(shape.text)
            if shape.form is Form.GROUP:
                yield _ended(f"{indent}subgraph {name} [{label}]")
                yield from _kept(shape, name, indent)
                yield from self.lines(shape.id, indent + "  ")
                yield f"{indent}end"
            else:
                yield _ended(f"{indent}{name}{_drawn(shape, label)}")
                yield from _kept(shape, name, indent)


def _drawn(shape: Shape, label: str) -> str:
    outline = figures.OUTLINES[figures.node(shape.form, shape.looks)]
    style = figures.style(shape.form, shape.looks)
    return f"{outline.opens}{label}{outline.closes}{':::' if style else ''}{style}"


def _ended(line: str) -> str:
    """End a line of which Mermaid would drop the last semicolon, taking it for a style, with some that it may drop."""
    return f"{line};;" if _LOST_END.search(line) else line


def _kept(shape: Shape, name: str, indent: str) -> Iterator[str]:
    """Yield the comment of what the text does not say of a shape."""
    for line in keeping("%%", kept.of_thing(shape, id_=name, looks=_looks(shape)), shape=name):
        yield indent + line


def _looks(shape: Shape) -> tuple[str, ...]:
    """Tell how a shape looks to who reads the text alone."""
    style = figures.style(shape.form, shape.looks)
    looks = figures.OUTLINES[figures.node(shape.form, shape.looks)].looks
    return (*looks, style) if style == figures.STICKY else looks


def _strokes(board: Board, drawn: list[Ends]) -> Iterator[str]:
    for index, (line, at) in enumerate(zip(board.lines, drawn, strict=True)):
        for name in at.loose:
            yield f'  {name}((" "))'
            yield f"  {comment('%%', stand_in=name)}"
        kind = figures.line(line.looks, line.both)
        label = f"|{label_of(line.text)}|" if line.text else ""
        yield _ended(f"  {at.source} {figures.arrow(kind, line.both)}{label} {at.target}")
        mine = kept.of_thing(line, id_=line_id(index), looks=figures.line_looks(kind))
        for each in keeping("%%", mine, line=[at.source, at.target]):
            yield f"  {each}"
