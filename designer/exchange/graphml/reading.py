"""A GraphML document as a drawing."""

from collections.abc import Iterator, Sized
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from designer.drawing.geometry import Point
from designer.exchange.boards import kept
from designer.exchange.boards.board import Board, Form, Line, Shape
from designer.exchange.boards.ids import Ids
from designer.exchange.boards.kept import Kept
from designer.exchange.boards.limits import DEEPEST, refuse_masses
from designer.exchange.boards.nesting import too_deep
from designer.exchange.boards.pages import side_by_side
from designer.exchange.boards.remarks import Remarks
from designer.exchange.graphml import pens, realizer
from designer.exchange.graphml.document import Document, child, local

_NAMES = ("label", "name", "title", "text")
"""What data are called that hold the words on a thing, the most likely first."""
_SORTS = ("type", "kind", "category", "class", "shape")
_TITLES = ("title", "name", "label", "description")
_UNBOUND = "ends of edges that lead to what is not there: {}"
_HYPER = "hyperedges left out, which join more than two nodes: {}"


def read(raw: bytes, name: str) -> Board:
    """Read a GraphML file; raises DesignerError, where it can with the line, for what is none.

    Nodes with a graph inside are groups; places are yEd's. Several graphs stand one beside the other.
    """
    document = Document(raw, name)
    remarks = Remarks()
    boards = [_Sheet(document, graph, name, remarks).board() for graph in document.graphs]
    whole = side_by_side(boards, remarks) if boards else Board()
    _refuse_masses(whole.shapes, whole.lines, name)
    return replace(whole, remarks=remarks.sentences())


def _refuse_masses(nodes: Sized, edges: Sized, name: str) -> None:
    refuse_masses(len(nodes), "nodes", name)
    refuse_masses(len(edges), "edges", name)


@dataclass
class _Node:
    """A node of the file, and the group it is in."""

    element: Element
    group: "_Node | None"
    is_group: bool
    id: str = ""
    kept: Kept = field(default_factory=Kept)


@dataclass
class _Sheet:
    """One graph on its way to being a drawing."""

    document: Document
    graph: Element
    name: str
    remarks: Remarks
    nodes: list[_Node] = field(default_factory=list)
    edges: list[tuple[Element, bool]] = field(default_factory=list)
    """Each with whether it is directed where it does not say."""
    ids: Ids = field(default_factory=Ids)

    def board(self) -> Board:
        self._collect(self.graph, None, 1)
        self.named: dict[str, _Node] = {}
        for node in self.nodes:
            words = self.document.words(node.element)
            node.kept = kept.read(words, self.remarks)
            file_id = node.element.get("id", "")
            node.id = "" if node.kept.stand_in else self.ids.take(node.kept.id or file_id or "node")
            self.named.setdefault(file_id, node)
        self.ended = {edge.get(end, "") for edge, _ in self.edges for end in ("source", "target")}
        words = self.document.words(self.graph)
        title = next((words[name].strip() for name in _TITLES if words.get(name)), "")
        shapes = tuple(shape for node in self.nodes for shape in self._shapes(node))
        return Board(shapes, tuple(self._lines()), title, kept.read(words, self.remarks).own)

    def _collect(self, graph: Element, group: _Node | None, depth: int) -> None:
        if depth > DEEPEST:
            raise too_deep(self.name)
        directed = graph.get("edgedefault") != "undirected"
        for element in graph:
            tag = local(element)
            if tag == "node":
                inner = child(element, "graph")
                folder = element.get("yfiles.foldertype") in {"group", "folder"}
                holds = inner is not None and child(inner, "node") is not None
                node = _Node(element, group, folder or holds)
                self.nodes.append(node)
                if inner is not None:
                    self._collect(inner, node if node.is_group else group, depth + 1)
            elif tag == "edge":
                self.edges.append((element, directed))
            elif tag == "hyperedge":
                self.remarks[_HYPER] += 1
            _refuse_masses(self.nodes, self.edges, self.name)

    def _shapes(self, node: _Node) -> Iterator[Shape]:
        if node.kept.stand_in:
            return
        drawn = realizer.of_node(node.element)
        form, looks = self._form_and_looks(node, drawn)
        yield Shape(
            id=node.id,
            text=self._words(node.element, drawn, node.id),
            form=form,
            box=realizer.place(drawn),
            looks=looks,
            inside=node.group.id if node.group else "",
            own=node.kept.own,
        )
        for text, box in () if drawn is None else realizer.lanes(drawn):
            inside = node.id if form is Form.GROUP else ""
            yield Shape(self.ids.take(f"{node.id}-lane"), text, Form.TEXT, box, inside=inside)

    def _form_and_looks(self, node: _Node, drawn: Element | None) -> tuple[Form, tuple[str, ...]]:
        """Give what was kept of form and looks, if a node is still drawn as that is; else what it is drawn as."""
        if drawn is None:
            return Form.GROUP if node.is_group else Form.BOX, self._sorts(node.element)
        pen = pens.of_realizer(drawn)
        is_text = not pen.outline and node.element.get("id", "") not in self.ended
        form = Form.GROUP if node.is_group else Form.TEXT if is_text else Form.BOX
        looks = (*pens.looks(pen), *self._sorts(node.element))
        kept_form, kept_looks = node.kept.form or form, looks if node.kept.looks is None else node.kept.looks
        return (kept_form, kept_looks) if pens.of_shape(kept_form, kept_looks) == pen else (form, looks)

    def _sorts(self, element: Element) -> tuple[str, ...]:
        """Give the words that data have for what a thing is."""
        words = self.document.words(element)
        return tuple(words[name].strip().lower() for name in _SORTS if words.get(name, "").strip())

    def _words(self, element: Element, drawn: Element | None, otherwise: str) -> str:
        """Give the words that are drawn; without a drawing, those among the data, or else the id."""
        if drawn is not None:
            return realizer.words(drawn)
        words = self.document.words(element)
        return next((words[name].strip() for name in _NAMES if words.get(name, "").strip()), otherwise)

    def _lines(self) -> Iterator[Line]:
        ids = Ids()
        for index, (edge, directed) in enumerate(self.edges, start=1):
            line = self._line(edge, f"edge-{index}", directed=directed)
            yield replace(line, id=ids.take(line.id))

    def _line(self, edge: Element, id_: str, *, directed: bool) -> Line:
        held = kept.read(self.document.words(edge), self.remarks)
        drawn = realizer.of_edge(edge)
        stated = edge.get("directed", "true" if directed else "false") != "false"
        at_source, at_target = realizer.arrows(drawn, directed=stated)
        (source, start), (target, end) = self._end(edge, "source"), self._end(edge, "target")
        if at_source and not at_target:
            source, start, target, end = target, end, source, start
        return Line(
            id=held.id or edge.get("id") or id_,
            source=source,
            target=target,
            text=self._words(edge, drawn, ""),
            start=start,
            end=end,
            looks=self._line_looks(edge, held, drawn, directed=at_source or at_target),
            both=at_source and at_target,
            own=held.own,
        )

    def _line_looks(self, edge: Element, held: Kept, drawn: Element | None, *, directed: bool) -> tuple[str, ...]:
        stroke = pens.of_edge(drawn)
        looks = (*pens.line_looks(stroke), *self._sorts(edge))
        if held.looks is not None and pens.of_line(held.looks) == stroke:
            looks = held.looks
        return looks if directed or "undirected" in looks else (*looks, "undirected")

    def _end(self, edge: Element, which: str) -> tuple[str, Point | None]:
        """Give the id of the shape at an edge's end, or the place where it ends loose."""
        node = self.named.get(edge.get(which, ""))
        if node is None:
            self.remarks[_UNBOUND] += 1
            return "", None
        box = None if node.id else realizer.place(realizer.of_node(node.element))
        return node.id, (round(box.centre[0], 6), round(box.centre[1], 6)) if box else None
