"""A drawing while its text is read: shapes and lines by the names that the text gives them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from designer.catalog import source
from designer.exchange.boards.board import Board, Form, Line, Shape, Stanza
from designer.exchange.boards.comments import Comment
from designer.exchange.boards.ids import Ids
from designer.exchange.boards.kept import Kept, of_stanzas, stanza
from designer.exchange.boards.limits import refuse_masses
from designer.exchange.boards.remarks import Remarks

Pen = Callable[[Form, tuple[str, ...]], str]
"""Tells as what a format draws a shape of this form that looks so."""
Brush = Callable[[tuple[str, ...], bool], str]
"""Tells as what a format draws a line that looks so, with one arrowhead or both."""


def text_of(raw: bytes, name: str) -> str:
    """Decode a file, with line feeds alone between its lines; raises DesignerError for what is no text."""
    source.refuse_size(len(raw), name)
    return source.text_of(raw, name).replace("\r\n", "\n").replace("\r", "\n")


@dataclass
class Figure:
    """A shape as the text draws it. `inside` is the name of its group, `drawn` what the text draws it as."""

    name: str
    text: str = ""
    form: Form = Form.BOX
    looks: tuple[str, ...] = ()
    inside: str = ""
    drawn: str = ""


@dataclass
class Stroke:
    """A line as the text draws it, between the names of two figures; `at` is the line of the text that says so."""

    source: str
    target: str
    text: str = ""
    looks: tuple[str, ...] = ()
    both: bool = False
    drawn: str = ""
    id: str = ""
    at: int = 0


@dataclass
class Draft:
    """What has been read so far. `name` is what messages call the file."""

    name: str
    figures: dict[str, Figure] = field(default_factory=dict)
    strokes: list[Stroke] = field(default_factory=list)
    remarks: Remarks = field(default_factory=Remarks)

    def figure(self, name: str, line: int) -> Figure:
        """Give the figure of a name, a new one the first time."""
        if name not in self.figures:
            refuse_masses(len(self.figures) + 1, "shapes", f"{self.name}:{line}")
            self.figures[name] = Figure(name)
        return self.figures[name]

    def stroke(self, stroke: Stroke) -> None:
        """Add a line."""
        refuse_masses(len(self.strokes) + 1, "lines", f"{self.name}:{stroke.at}")
        self.strokes.append(stroke)

    def put(self, name: str, group: str) -> None:
        """Put a figure into a group, unless it is in one, or the group in it."""
        around = group
        while around and around != name:
            around = self.figures[around].inside
        if not around and not self.figures[name].inside:
            self.figures[name].inside = group

    def board(self, title: str, kept: Iterable[Comment], pen: Pen, brush: Brush) -> Board:
        """Give the whole drawing, with what the comments keep of its things where these are still drawn."""
        found = _Found(self, kept)
        ids = found.ids()
        shapes = tuple(
            _shape(figure, found.of_shape(name), ids, pen)
            for name, figure in self.figures.items()
            if name not in found.stand_ins
        )
        taken = Ids(ids.values())
        lines = tuple(
            _line(stroke, found.of_line(index), brush, taken.take(found.line_id(index)), found.ends(index, ids))
            for index, stroke in enumerate(self.strokes)
        )
        return Board(shapes, lines, title, found.board, self.remarks.sentences())


class _Found:
    """What the comments say, by the thing that each speaks of."""

    def __init__(self, draft: Draft, kept: Iterable[Comment]) -> None:
        self.board: Stanza | None = None
        self._shapes: dict[str, Kept] = {}
        self._lines: dict[int, Kept] = {}
        self.stand_ins: set[str] = set()
        self._figures, self._strokes, self._remarks = draft.figures, draft.strokes, draft.remarks
        self._known: set[str] = set()
        self._between: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._at = [stroke.at for stroke in draft.strokes]
        for index, stroke in enumerate(draft.strokes):
            self._between[stroke.source, stroke.target].append(index)
        for each in kept:
            if data := stanza(each.text, self._remarks):
                self._take(data, each.line)

    def _take(self, data: Stanza, at: int) -> None:
        name, ends = data.get("shape"), data.get("line")
        if "board" in data:
            self.board = stanza(data["board"], self._remarks)
        elif isinstance(ends, list):
            self._take_line(at, tuple(map(str, ends)), self._kept(data))
        elif isinstance(name, str) and name in self._figures:
            self._shapes[name] = self._kept(data)
        elif (name := str(data.get("stand_in"))) in self._figures and not self._figures[name].text:
            self.stand_ins.add(name)
        else:
            self._remarks[_ORPHANS] += 1

    def _kept(self, data: Stanza) -> Kept:
        return of_stanzas(data.get("own"), data, self._remarks)

    def _take_line(self, at: int, ends: tuple[str, ...], kept: Kept) -> None:
        """Give a line's comment to the last line before it that joins these two, or else to the next after it."""
        waiting = self._between.get(ends)
        if not waiting:
            self._remarks[_ORPHANS] += 1
            return
        before = bisect_right(waiting, at, key=self._at.__getitem__)
        self._lines[waiting.pop(max(before - 1, 0))] = kept

    def of_shape(self, name: str) -> Kept:
        """Give what was kept of a shape."""
        return self._shapes.get(name, Kept())

    def of_line(self, index: int) -> Kept:
        """Give what was kept of a line."""
        return self._lines.get(index, Kept())

    def line_id(self, index: int) -> str:
        """Give the id of a line: the one that was kept, or the text's, or else its number."""
        return self.of_line(index).id or self._strokes[index].id or line_id(index)

    def ends(self, index: int, ids: Mapping[str, str]) -> tuple[str, str]:
        """Give the ids at a line's ends: those that were kept, where such shapes are there, or else those drawn."""
        kept, stroke = self.of_line(index), self._strokes[index]
        if (kept.source or kept.target) and not self._known:
            self._known = set(ids.values()) - {""}
        source, target = (id_ if id_ in self._known else "" for id_ in (kept.source, kept.target))
        return source or ids[stroke.source], target or ids[stroke.target]

    def ids(self) -> dict[str, str]:
        """Give the id of each figure: the one that was kept, or else its name."""
        taken = Ids()
        return {
            name: "" if name in self.stand_ins else taken.take(self.of_shape(name).id or name) for name in self._figures
        }


_ORPHANS = "left out, of what designer itself had kept in the file, since it is no longer drawn: {}"


def _shape(figure: Figure, kept: Kept, ids: dict[str, str], pen: Pen) -> Shape:
    looks = kept.looks
    if looks is None or pen(figure.form, looks) != figure.drawn:
        looks = figure.looks
    return Shape(
        id=ids[figure.name],
        text=figure.text,
        form=figure.form,
        looks=looks,
        inside=ids.get(figure.inside, ""),
        own=kept.own,
    )


def _line(stroke: Stroke, kept: Kept, brush: Brush, id_: str, ends: tuple[str, str]) -> Line:
    looks = kept.looks
    if looks is None or brush(looks, stroke.both) != stroke.drawn:
        looks = stroke.looks
    return Line(id_, *ends, text=stroke.text, looks=looks, both=stroke.both, own=kept.own)


def line_id(index: int) -> str:
    """Give the id of a line that the text has no name for."""
    return f"line-{index + 1}"
