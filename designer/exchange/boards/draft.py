"""A drawing while its text is read: shapes and lines by the names that the text gives them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from designer.catalog.source import LARGEST_BYTES
from designer.errors import DesignerError
from designer.exchange.boards.board import Board, Form, Line, Shape, Stanza
from designer.exchange.boards.comments import Comment, stanza, word, words

MOST = 20_000
"""Shapes, and lines, of one drawing."""
DEEPEST = 100
"""Groups inside one another."""

Pen = Callable[[Form, tuple[str, ...]], str]
"""Tells as what a format draws a shape of this form that looks so."""
Brush = Callable[[tuple[str, ...], bool], str]
"""Tells as what a format draws a line that looks so, with one arrowhead or both."""


def text_of(raw: bytes, name: str) -> str:
    """Decode a file, with line feeds alone between its lines; raises DesignerError for what is no text."""
    if len(raw) > LARGEST_BYTES:
        what = f"the file has {len(raw) / 1e6:,.0f} MB, and a drawing has less than {LARGEST_BYTES / 1e6:.0f} MB"
        raise DesignerError(what, where=name, remedy="is it the right file?")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise DesignerError("this is not UTF-8 text", where=f"{name}:{line}", remedy="is it the right file?") from None
    if "\0" in text:
        raise DesignerError("this is a binary file", where=name, remedy="is it the right file?")
    if not text.strip():
        raise DesignerError("the file is empty", where=name)
    return text.replace("\r\n", "\n").replace("\r", "\n")


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
    remarks: list[str] = field(default_factory=list)

    def figure(self, name: str, line: int) -> Figure:
        """Give the figure of a name, a new one the first time."""
        if name not in self.figures:
            self._refuse_masses(len(self.figures), "shapes", line)
            self.figures[name] = Figure(name)
        return self.figures[name]

    def stroke(self, stroke: Stroke) -> None:
        """Add a line."""
        self._refuse_masses(len(self.strokes), "lines", stroke.at)
        self.strokes.append(stroke)

    def _refuse_masses(self, count: int, what: str, line: int) -> None:
        if count >= MOST:
            raise DesignerError(f"there are more than {MOST:,} {what}", where=f"{self.name}:{line}")

    def put(self, name: str, group: str) -> None:
        """Put a figure into a group, unless it is in one, or the group in it."""
        around = group
        while around and around != name:
            around = self.figures[around].inside
        if not around and not self.figures[name].inside:
            self.figures[name].inside = group

    def board(self, title: str, kept: Iterable[Comment], pen: Pen, brush: Brush) -> Board:
        """Give the whole drawing, with what the comments keep of its things where these are still drawn."""
        found = _Kept(self.figures, self.strokes, kept)
        ids = _ids(self.figures, found)
        shapes = tuple(
            _shape(figure, found.shapes.get(name, {}), ids, pen)
            for name, figure in self.figures.items()
            if name not in found.stand_ins
        )
        taken = Unique(ids.values())
        lines = tuple(
            _line(stroke, found.lines.get(index, {}), brush, taken.of(found.line_id(index)), found.ends(index, ids))
            for index, stroke in enumerate(self.strokes)
        )
        return Board(shapes, lines, title, found.board, (*self.remarks, *found.remarks()))


class _Kept:
    """What the comments say, by the thing that each speaks of."""

    def __init__(self, figures: dict[str, Figure], strokes: list[Stroke], kept: Iterable[Comment]) -> None:
        self.board: Stanza | None = None
        self.shapes: dict[str, Stanza] = {}
        self.lines: dict[int, Stanza] = {}
        self.stand_ins: set[str] = set()
        self.malformed = self.orphans = 0
        self._figures, self._strokes = figures, strokes
        self._known: set[str] = set()
        self._between: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._at = [stroke.at for stroke in strokes]
        for index, stroke in enumerate(strokes):
            self._between[stroke.source, stroke.target].append(index)
        for each in kept:
            self._take(each)

    def _take(self, each: Comment) -> None:
        data = each.data
        if data is None or not isinstance(data.get("own", {}), dict):
            self.malformed += 1
        elif ends := words(data, "line"):
            self._take_line(each.line, ends, data)
        elif "board" in data:
            self.board = stanza(data, "board")
            self.malformed += self.board is None
        elif (name := word(data, "stand_in")) in self._figures and not self._figures[name].text:
            self.stand_ins.add(name)
        elif (name := word(data, "shape")) in self._figures:
            self.shapes[name] = data
        else:
            self.orphans += 1

    def _take_line(self, at: int, ends: tuple[str, ...], data: Stanza) -> None:
        """Give a line's comment to the last line before it that joins these two, or else to the next after it."""
        waiting = self._between.get(ends)
        if not waiting:
            self.orphans += 1
            return
        before = bisect_right(waiting, at, key=self._at.__getitem__)
        self.lines[waiting.pop(max(before - 1, 0))] = data

    def line_id(self, index: int) -> str:
        """Give the id of a line: the one that was kept, or the text's, or else its number."""
        return word(self.lines.get(index, {}), "id") or self._strokes[index].id or line_id(index)

    def ends(self, index: int, ids: Mapping[str, str]) -> tuple[str, str]:
        """Give the ids at a line's ends: those that were kept, where such shapes are there, or else those drawn."""
        kept, stroke = self.lines.get(index, {}), self._strokes[index]
        real = [word(kept, end) for end in ("source", "target")]
        if any(real) and not self._known:
            self._known = set(ids.values()) - {""}
        source, target = (id_ if id_ in self._known else "" for id_ in real)
        return source or ids[stroke.source], target or ids[stroke.target]

    def remarks(self) -> Iterable[str]:
        """Yield a sentence for each way in which comments were of no use."""
        if self.malformed:
            yield f"Left out as malformed: {counted(self.malformed, 'comment')} of designer itself."
        if self.orphans:
            yield f"Left out: {counted(self.orphans, 'comment')} of designer itself on what is no longer drawn."


def _ids(figures: dict[str, Figure], found: _Kept) -> dict[str, str]:
    """Give the id of each figure: the one that was kept, or else its name."""
    taken = Unique(())
    return {
        name: "" if name in found.stand_ins else taken.of(word(found.shapes.get(name, {}), "id") or name)
        for name in figures
    }


def _shape(figure: Figure, kept: Stanza, ids: dict[str, str], pen: Pen) -> Shape:
    looks = words(kept, "looks")
    if looks is None or pen(figure.form, looks) != figure.drawn:
        looks = figure.looks
    return Shape(
        id=ids[figure.name],
        text=figure.text,
        form=figure.form,
        looks=looks,
        inside=ids.get(figure.inside, ""),
        own=stanza(kept, "own"),
    )


def _line(stroke: Stroke, kept: Stanza, brush: Brush, id_: str, ends: tuple[str, str]) -> Line:
    looks = words(kept, "looks")
    if looks is None or brush(looks, stroke.both) != stroke.drawn:
        looks = stroke.looks
    return Line(id_, *ends, text=stroke.text, looks=looks, both=stroke.both, own=stanza(kept, "own"))


def counted(number: int, what: str) -> str:
    """Give a number of things.

    >>> counted(1, "line"), counted(2000, "line")
    ('1 line', '2,000 lines')
    """
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def line_id(index: int) -> str:
    """Give the id of a line that the text has no name for."""
    return f"line-{index + 1}"


class Unique:
    """Ids that are taken; who asks for a taken one gets it with a number."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._taken = set(ids)
        self._next: dict[str, int] = {}

    def of(self, id_: str) -> str:
        """Take an id.

        >>> unique = Unique(["a"])
        >>> unique.of("a"), unique.of("a"), unique.of("b")
        ('a-2', 'a-3', 'b')
        """
        free = id_
        while free in self._taken:
            self._next[id_] = self._next.get(id_, 1) + 1
            free = f"{id_}-{self._next[id_]}"
        self._taken.add(free)
        return free
