"""A DOT text as a drawing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from designer.catalog.source import refuse_size
from designer.drawing.geometry import Point, Rect, within
from designer.errors import DesignerError
from designer.exchange.boards.board import Board, Form, Line, Shape
from designer.exchange.boards.ids import Ids
from designer.exchange.boards.kept import BESIDE, OWN, Kept, of_stanzas
from designer.exchange.boards.limits import refuse_masses
from designer.exchange.boards.pages import side_by_side
from designer.exchange.boards.remarks import Remarks
from designer.exchange.dot import pens
from designer.exchange.dot.grammar import Edge, Graph, Node, Parser
from designer.exchange.dot.labels import plain

PX_PER_INCH, PX_PER_POINT = 96.0, 96 / 72
_NODE_INCHES = ("0.75", "0.5")
"""A node's size where a file has a place for it and no size."""
_MOST_GRAPHS = 100
_INVISIBLE = "invisible nodes and edges left out, which only arrange the others: {}"
_LATIN = "the file is not UTF-8 text, and was read as Latin-1 ({} bytes)"
_AFTER = "what follows the last graph in the file is left out"


def read(raw: bytes, name: str) -> Board:
    """Read a DOT file; raises DesignerError, with file and line, for what is none.

    Clusters are groups, and an edge that says `lhead` or `ltail` ends at the cluster. Nodes without outline are text
    unless an edge ends there. Several graphs stand one beside the other.
    """
    remarks = Remarks()
    parser = Parser(_text(raw, name, remarks), name)
    boards = [_Sheet(parser.graph(), remarks).board()]
    while parser.sees_graph:
        if len(boards) >= _MOST_GRAPHS:
            raise DesignerError(f"there are more than {_MOST_GRAPHS} graphs in the file", where=name)
        boards.append(_Sheet(parser.graph(), remarks).board())
    remarks[_AFTER] += not parser.sees_end
    whole = side_by_side(boards, remarks)
    refuse_masses(len(whole.shapes), "nodes", name)
    refuse_masses(len(whole.lines), "edges", name)
    return replace(whole, remarks=remarks.sentences())


def _text(raw: bytes, name: str, remarks: Remarks) -> str:
    refuse_size(len(raw), name)
    if b"\0" in raw:
        raise DesignerError("this is a binary file", where=name, remedy="is it the right file?")
    if not raw.strip():
        raise DesignerError("the file is empty", where=name)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        remarks[_LATIN] += len(raw)
        return raw.decode("latin-1")


@dataclass
class _Sheet:
    """One graph on its way to being a drawing."""

    graph: Graph
    remarks: Remarks
    kept: dict[str, Kept] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """Ids of shapes by the names of nodes, and by those of clusters after a NUL, which no node's name has."""

    def board(self) -> Board:
        graph = self.graph
        places = _Places(graph)
        edges = [edge for edge in graph.edges if "invis" not in pens.styles(edge.attributes)]
        ended = {name for edge in edges for name in (edge.tail, edge.head)}
        nodes = [node for node in graph.nodes.values() if self._is_shown(node, ended)]
        self.remarks[_INVISIBLE] += len(graph.edges) - len(edges) + len(graph.nodes) - len(nodes)
        self._identify(nodes)
        shapes = (*self._groups(places), *self._shapes(nodes, ended, places))
        lines = tuple(self._lines(edges, places))
        own = self._kept(graph.attributes).own
        title = graph.attributes.get("label", graph.name)
        return Board(shapes, lines, plain(title, {"G": graph.name}), own)

    def _is_shown(self, node: Node, ended: set[str]) -> bool:
        """Say whether a node is drawn, or an edge ends there; not so a name at an edge that is a cluster's."""
        if node.name in self.graph.clusters and not node.stated:
            return False
        return node.name in ended or "invis" not in pens.styles(node.attributes)

    def _identify(self, nodes: list[Node]) -> None:
        ids = Ids()
        named = [(node.name, node.attributes) for node in nodes]
        named += [(_of_cluster(cluster.name), cluster.attributes) for cluster in self.graph.clusters.values()]
        for name, attributes in named:
            kept = self.kept[name] = self._kept(attributes)
            self.names[name] = "" if kept.stand_in else ids.take(kept.id or name.removeprefix("\0") or "node")

    def _kept(self, attributes: Mapping[str, str]) -> Kept:
        own, beside = (plain(attributes.get(name, ""), {}) for name in (OWN, BESIDE))
        return of_stanzas(own, beside, self.remarks)

    def _groups(self, places: "_Places") -> Iterator[Shape]:
        for cluster in self.graph.clusters.values():
            name = _of_cluster(cluster.name)
            kept = self.kept[name]
            _, looks = pens.form_and_looks(kept, cluster.attributes, Form.GROUP)
            yield Shape(
                id=self.names[name],
                text=plain(cluster.attributes.get("label", ""), {"G": cluster.name}),
                form=Form.GROUP,
                box=places.of_cluster(cluster.attributes),
                looks=looks,
                inside=self.names.get(_of_cluster(cluster.inside), ""),
                own=kept.own,
            )

    def _shapes(self, nodes: list[Node], ended: set[str], places: "_Places") -> Iterator[Shape]:
        for node in nodes:
            kept = self.kept[node.name]
            if kept.stand_in:
                continue
            is_text = node.name not in ended and not pens.has_outline(node.attributes)
            form, looks = pens.form_and_looks(kept, node.attributes, Form.TEXT if is_text else Form.BOX)
            yield Shape(
                id=self.names[node.name],
                text=self._words(node),
                form=form,
                box=places.of_node(node.attributes),
                looks=looks,
                inside=self.names.get(_of_cluster(node.cluster), ""),
                own=kept.own,
            )

    def _words(self, node: Node) -> str:
        names = {"N": node.name, "G": self.graph.name}
        is_record = node.attributes.get("shape", "").lower() in {"record", "mrecord"}
        label = plain(node.attributes.get("label", "\\N"), names, record=is_record)
        beside = plain(node.attributes.get("xlabel", ""), names)
        return "\n".join(filter(None, (label, beside)))

    def _lines(self, edges: list[Edge], places: "_Places") -> Iterator[Line]:
        ids = Ids()
        for index, edge in enumerate(edges, start=1):
            line = self._line(edge, places, f"edge-{index}")
            yield replace(line, id=ids.take(line.id))

    def _line(self, edge: Edge, places: "_Places", id_: str) -> Line:
        attributes = edge.attributes
        kept = self._kept(attributes)
        names = {"T": edge.tail, "H": edge.head, "G": self.graph.name, "E": f"{edge.tail}->{edge.head}"}
        labels = (plain(attributes.get(name, ""), names) for name in ("taillabel", "label", "xlabel", "headlabel"))
        at_tail, at_head = _arrows(attributes, directed=self.graph.directed)
        looks = pens.line_looks(kept, attributes, both=at_tail and at_head)
        if not at_tail and not at_head and "undirected" not in looks:
            looks = (*looks, "undirected")
        tail = (self._end(edge.tail, attributes.get("ltail")), places.middle(self.graph.nodes[edge.tail].attributes))
        head = (self._end(edge.head, attributes.get("lhead")), places.middle(self.graph.nodes[edge.head].attributes))
        (source, start), (target, end) = (head, tail) if at_tail and not at_head else (tail, head)
        return Line(
            id=kept.id or plain(attributes.get("id", ""), names) or id_,
            source=source,
            target=target,
            text="\n".join(filter(None, labels)),
            start=None if source else start,
            end=None if target else end,
            looks=looks,
            both=at_tail and at_head,
            own=kept.own,
        )

    def _end(self, node: str, cluster: str | None) -> str:
        """Give the id at which an edge ends: a node's, or that of the cluster round it at which it is cut off."""
        clusters = self.graph.clusters
        if node in clusters and not self.graph.nodes[node].stated:
            return self.names[_of_cluster(node)]
        cut_off = self.graph.attributes.get("compound", "").lower() in {"true", "yes", "1"}
        if (
            cluster
            and cluster in clusters
            and cut_off
            and self.graph.is_within(self.graph.nodes[node].cluster, cluster)
        ):
            return self.names[_of_cluster(cluster)]
        return self.names[node]


def _of_cluster(name: str) -> str:
    return f"\0{name}"


def _arrows(attributes: Mapping[str, str], *, directed: bool) -> tuple[bool, bool]:
    """Say whether an edge has an arrowhead at its tail, and whether it has one at its head."""
    way = attributes.get("dir", "").lower() or ("forward" if directed else "none")
    at_tail = way in {"back", "both"} and attributes.get("arrowtail", "") != "none"
    return at_tail, way in {"forward", "both"} and attributes.get("arrowhead", "") != "none"


_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")


class _Places:
    """Where things are, in px with y downwards; in a file y grows upwards, in points or, for Neato, in inches."""

    def __init__(self, graph: Graph) -> None:
        scale = pens.number(graph.attributes.get("inputscale", ""))
        pinned = any("!" in node.attributes.get("pos", "") for node in graph.nodes.values())
        bounds = _numbers(graph.attributes.get("bb", ""))
        self._top = bounds[3] if len(bounds) == 4 else 0.0  # noqa: PLR2004 (left, lower, right, upper)
        self._scale = PX_PER_POINT
        if scale > 0:
            self._scale = PX_PER_INCH / scale
        elif pinned and not bounds:
            self._scale = PX_PER_INCH

    def _point(self, x: float, y: float) -> Point:
        return within(x * self._scale), within((self._top - y) * self._scale)

    def _middle(self, attributes: Mapping[str, str]) -> Point | None:
        numbers = _numbers(attributes.get("pos", ""))
        return self._point(numbers[0], numbers[1]) if len(numbers) > 1 else None

    def middle(self, attributes: Mapping[str, str]) -> Point | None:
        """Give the middle of a node."""
        middle = self._middle(attributes)
        return middle and (_rounded(middle[0]), _rounded(middle[1]))

    def of_node(self, attributes: Mapping[str, str]) -> Rect | None:
        """Give the box of a node."""
        middle = self._middle(attributes)
        if middle is None:
            return None
        stated = (attributes.get("width", ""), attributes.get("height", ""))
        sizes = (_numbers(text) or _numbers(usual) for text, usual in zip(stated, _NODE_INCHES, strict=True))
        width, height = (within(size[0] * PX_PER_INCH) for size in sizes)
        return _rounded_box(middle[0] - width / 2, middle[1] - height / 2, width, height)

    def of_cluster(self, attributes: Mapping[str, str]) -> Rect | None:
        """Give the box of a cluster."""
        numbers = _numbers(attributes.get("bb", ""))
        if len(numbers) != 4:  # noqa: PLR2004 (left, lower, right, upper)
            return None
        left, lower = self._point(numbers[0], numbers[1])
        right, upper = self._point(numbers[2], numbers[3])
        return _rounded_box(left, upper, right - left, lower - upper)


def _numbers(text: str) -> list[float]:
    """Give the first numbers of an attribute; none of one that is no list of numbers."""
    return [number for number in map(float, _NUMBER.findall(text[:200])) if abs(number) < float("inf")]


def _rounded(length: float) -> float:
    return round(length, 2)


def _rounded_box(x: float, y: float, width: float, height: float) -> Rect:
    return Rect(_rounded(x), _rounded(y), _rounded(max(width, 0.0)), _rounded(max(height, 0.0)))
