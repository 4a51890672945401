"""The reader of Mermaid flowcharts: statement by statement, as Mermaid's own grammar has them or a little looser."""

import re
from dataclasses import dataclass, field
from typing import NoReturn

from designer.errors import DesignerError
from designer.exchange.boards.board import Board, Form
from designer.exchange.boards.draft import Draft, Figure, Stroke
from designer.exchange.boards.ids import Ids
from designer.exchange.boards.limits import DEEPEST, MOST
from designer.exchange.mermaid import figures
from designer.exchange.mermaid.document import document
from designer.exchange.mermaid.labels import icons_of, text_of, text_of_markdown
from designer.exchange.mermaid.links import Link, Links
from designer.exchange.mermaid.scanner import Scanner, without_backticks

_EMPTY = re.compile(r"(?:[\s;]|%%[^\n]*)*")
_END = re.compile(r"[ \t]*(?:(?=[\n;]|$)|%%[^\n]*)")
_SUBGRAPH = re.compile(r"subgraph(?![\w-])[ \t]*")
_SUBGRAPH_END = re.compile(r"end(?![\w-])")
_IGNORED = re.compile(
    r"(?:style|linkStyle|classDef|click|href)[ \t][^\n;\"]*(?:\"[^\"\n]*\"[^\n;\"]*)*"
    r"|direction[ \t]+(?:TB|TD|BT|LR|RL)[^\n;]*|accTitle[ \t]*:[^\n]*|accDescr[ \t]*(?::[^\n]*|\{[^}]*\}?)"
)
_CLASS = re.compile(r"class[ \t]+([^\n;]+?)[ \t]+([\w-]+)[ \t]*(?=[\n;]|$)")
_ID = re.compile(r"(?:[\w!#$%'*+.`?\\/]|-(?![-.>])|=(?!=)|:(?=\w)|(?<=\w)&(?=\w))+")
_AMPERSAND = re.compile(r"\s*&\s*")
_STYLED = re.compile(r":::[ \t]*([\w-]+(?:,[\w-]+)*)")
_PAIR = re.compile(r"([\w-]+)\s*:\s*(?:\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|([^,}\n]*))")
_DATA = re.compile(r"@\{((?:[^}\"]|\"(?:[^\"\\]|\\.)*\")*)\}")

_MOST_STEPS = 10 * MOST


def read(raw: bytes, name: str) -> Board:
    """Read a flowchart, or the first one in a Markdown file; raises DesignerError for anything else.

    Mermaid has no places, so that no shape has a box. Nodes are shapes that have the node's id, subgraphs are groups.
    """
    found = document(raw, name)
    draft = Draft(name, remarks=found.remarks)
    reader = _Reader(Scanner(found.text, name, found.body), draft)
    reader.read()
    return draft.board(found.title, found.kept, figures.node, figures.line)


@dataclass
class _Open:
    """A subgraph that has not ended: its name, its line, and who was named in it."""

    name: str
    line: int
    named: dict[str, None] = field(default_factory=dict)


class _Reader:
    """What is read, and inside which subgraphs."""

    def __init__(self, scanner: Scanner, draft: Draft) -> None:
        self._scanner, self._draft = scanner, draft
        self._links = Links(scanner)
        self._open: list[_Open] = []
        self._subgraphs: set[str] = set()
        self._unique = Ids()
        self._labelled: set[str] = set()
        self._edge_ids: set[str] = set()
        self._invisible = self._steps = 0

    def read(self) -> None:
        """Read all statements."""
        scanner = self._scanner
        scanner.take(_EMPTY)
        while not scanner.ended:
            self._statement()
            if scanner.take(_END) is None:
                self._refuse()
            scanner.take(_EMPTY)
        if self._open:
            where = f"{scanner.name}:{self._open[-1].line}"
            raise DesignerError("this subgraph has no 'end'", where=where, remedy="is the file whole?")
        self._draft.remarks["invisible lines (~~~) left out: {}"] += self._invisible
        for name, figure in self._draft.figures.items():
            figure.text = figure.text if name in self._labelled or name in self._subgraphs else name

    def _step(self) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise self._scanner.problem(f"there are more than {_MOST_STEPS:,} statements and nodes in them")

    def _statement(self) -> None:
        self._step()
        scanner = self._scanner
        if scanner.take(_SUBGRAPH):
            self._begin()
        elif scanner.take(_SUBGRAPH_END):
            self._finish()
        elif not scanner.take(_IGNORED):
            if match := scanner.take(_CLASS):
                self._classify(match[1], match[2])
            else:
                self._chain()

    def _refuse(self) -> NoReturn:
        raise self._scanner.problem(f"this is not understood: '{self._scanner.excerpt()}'")

    def _begin(self) -> None:
        """Begin a subgraph: `subgraph id [title]`, or a title alone, which is its id too if it is a single word."""
        scanner = self._scanner
        if len(self._open) >= DEEPEST:
            raise scanner.problem(f"there are more than {DEEPEST} subgraphs inside one another")
        line = scanner.line
        stated, title = scanner.subgraph_head()
        words, markdown = title or without_backticks(stated)
        text = (text_of_markdown if markdown else text_of)(words)
        name = stated.strip() if title is not None or not re.search(r"\s", stated.strip()) else ""
        name = self._unique.take(name or f"subGraph{len(self._subgraphs)}")  # a second one of a name gets another
        figure = self._draft.figure(name, line)
        figure.form, figure.text, figure.drawn, figure.looks = Form.GROUP, text, figures.PLAIN, ()
        self._subgraphs.add(name)
        self._name(name)
        self._open.append(_Open(name, line))

    def _finish(self) -> None:
        if not self._open:
            raise self._scanner.problem("this 'end' ends no subgraph")
        ended = self._open.pop()
        for name in ended.named:
            self._draft.put(name, ended.name)

    def _name(self, name: str) -> None:
        """Note that a node or a subgraph is named here, which puts it into the subgraph around."""
        if self._open:
            self._open[-1].named[name] = None

    def _classify(self, ids: str, class_: str) -> None:
        for id_ in ids.split(","):
            if id_.strip() in self._draft.figures:
                self._style(self._draft.figures[id_.strip()], class_)

    def _style(self, figure: Figure, classes: str) -> None:
        """Take a style class as a word for how a shape looks, or as what it is where the class is of our own making."""
        for class_ in classes.split(","):
            if class_ == figures.FREE_TEXT and figure.form is Form.BOX:
                figure.form = Form.TEXT
            elif class_ not in {"default", figures.FREE_TEXT}:
                _add(figure, class_.lower())

    def _chain(self) -> None:
        """Read `a & b --> c --> d`, or a node alone."""
        sources = self._nodes()
        while link := self._links.take():
            targets = self._nodes()
            self._invisible += link.hidden
            self._edge_ids |= {link.id} - {""}
            for source in [] if link.hidden else sources:
                for target in targets:
                    self._join(source, target, link)
            sources = targets

    def _join(self, source: str, target: str, link: Link) -> None:
        looks = figures.line_looks(link.drawn)
        at = self._scanner.line
        self._draft.stroke(Stroke(source, target, link.text, looks, link.both, link.drawn, link.id, at))

    def _nodes(self) -> list[str]:
        names = [self._node()]
        while self._scanner.take(_AMPERSAND):
            names.append(self._node())
        return names

    def _node(self) -> str:
        self._step()
        scanner = self._scanner
        match = scanner.take(_ID)
        if match is None:
            self._refuse()
        name = match[0]
        data = scanner.take(_DATA)
        if data and name in self._edge_ids:  # e1@{ animate: true }: of a line
            return name
        figure = self._draft.figure(name, scanner.line)
        figure.drawn = figure.drawn or figures.PLAIN
        self._name(name)
        if data:
            self._describe(figure, data[1])
        elif label := scanner.label():
            self._draw(figure, label.drawn)
            self._label(figure, label.text, markdown=label.markdown)
        while styled := scanner.take(_STYLED):
            self._style(figure, styled[1])
        return name

    def _describe(self, figure: Figure, data: str) -> None:
        """Take the data of `id@{ shape: cyl, label: "x" }`."""
        known = {key: double or single or plain.strip() for key, double, single, plain in _PAIR.findall(data)}
        if shape := known.get("shape", "").lower():
            self._shape(figure, shape)
        if "label" in known:
            self._label(figure, known["label"].replace('\\"', '"'), markdown=False)
        for key in ("icon", "img"):
            if word := known.get(key, ""):
                _add(figure, " ".join(re.findall(r"\w+", word.rsplit("/", 1)[-1].lower())))

    def _shape(self, figure: Figure, shape: str) -> None:
        if shape == "text" and figure.form is Form.BOX:
            figure.form = Form.TEXT
        elif shape in figures.SHAPES:
            self._draw(figure, figures.SHAPES[shape])
        else:
            self._draw(figure, "cylinder" if shape in figures.DISKS else figures.PLAIN)
            _add(figure, shape.replace("-", " "))

    def _draw(self, figure: Figure, drawn: str) -> None:
        if figure.name not in self._subgraphs:
            before = figures.OUTLINES[figure.drawn].looks
            added = (look for look in figure.looks if look not in before)
            figure.drawn, figure.looks = drawn, (*figures.OUTLINES[drawn].looks, *added)

    def _label(self, figure: Figure, label: str, *, markdown: bool) -> None:
        if figure.name in self._subgraphs:
            return
        label, icons = icons_of(label)
        figure.text = (text_of_markdown if markdown else text_of)(label)
        _add(figure, *icons)
        self._labelled.add(figure.name)


def _add(figure: Figure, *looks: str) -> None:
    figure.looks += tuple(look for look in looks if look and look not in figure.looks)
