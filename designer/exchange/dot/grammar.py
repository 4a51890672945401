"""A DOT text as its grammar has it: nodes, edges and clusters, each with the attributes that it ends up with."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from designer.exchange.boards.kept import BESIDE, OWN
from designer.exchange.boards.limits import DEEPEST, MOST
from designer.exchange.dot.tokens import Html, Token, Tokens

Attributes = dict[str, str]

READ = {
    *("label", "xlabel", "headlabel", "taillabel", "shape", "style", "class", "image", "penwidth", "id"),
    *("pos", "width", "height", "bb", "inputscale", "dir", "arrowhead", "arrowtail", "lhead", "ltail", "compound"),
    *(OWN, BESIDE),
}
"""Attributes that say what we want to know; the rest is dropped at once, so that defaults never grow."""
_INHERITED = ("style", "penwidth")
"""Attributes of a graph that hold for the clusters in it; its label does too, for Graphviz, and is meant by nobody."""
MOST_JOINED = 200_000
"""Edges that a text may state, of which a strict graph may keep few."""
_BEGINS = {"strict", "graph", "digraph"}
_KEYWORDS = {*_BEGINS, "node", "edge", "subgraph"}


@dataclass
class Node:
    """A node. `cluster` is the innermost it is in; `stated` that it stood by itself, and not only at an edge."""

    name: str
    attributes: Attributes
    cluster: str = ""
    stated: bool = False


@dataclass
class Edge:
    """An edge between the names of two nodes."""

    tail: str
    head: str
    attributes: Attributes


@dataclass
class Cluster:
    """A subgraph that is drawn as a box. `inside` is the cluster round it."""

    name: str
    inside: str
    attributes: Attributes


@dataclass
class Graph:
    """One graph of a file."""

    name: str = ""
    directed: bool = True
    strict: bool = False
    attributes: Attributes = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    clusters: dict[str, Cluster] = field(default_factory=dict)

    def is_within(self, cluster: str, other: str) -> bool:
        """Say whether a cluster is another, or somewhere inside it."""
        while cluster and cluster != other:
            cluster = self.clusters[cluster].inside
        return cluster == other


@dataclass
class _Scope:
    """What holds between two braces: attributes of what is inside, of nodes and edges to come, and nodes so far."""

    attributes: Attributes
    cluster: str = ""
    node: Attributes = field(default_factory=dict)
    edge: Attributes = field(default_factory=dict)
    mentioned: dict[str, None] = field(default_factory=dict)

    def inner(self, attributes: Attributes, cluster: str) -> "_Scope":
        return _Scope(attributes, cluster, dict(self.node), dict(self.edge))


class Parser:
    """Reads one graph after the other."""

    def __init__(self, text: str, name: str) -> None:
        """Prepare to read a text, which messages call by a name."""
        self._tokens = Tokens(text, name)
        self._graph = Graph()
        self._subgraphs: dict[str, dict[str, None]] = {}
        self._kept: dict[tuple[str, str], Edge] = {}
        self._depth = self._joined = 0

    @property
    def sees_graph(self) -> bool:
        """Say whether another graph begins here."""
        return self._keyword() in _BEGINS

    @property
    def sees_end(self) -> bool:
        """Say whether the text ends here."""
        return self._tokens.next.sort == "end"

    def graph(self) -> Graph:
        """Read a graph, from its first word to the brace that ends it; raises DesignerError for what is none."""
        if not self.sees_graph:
            raise self._problem("this is no DOT graph: it begins neither with 'graph' nor with 'digraph'")
        graph = self._graph = Graph()
        self._subgraphs, self._kept = {}, {}
        self._joined = 0
        if self._keyword() == "strict":
            self._tokens.take()
            graph.strict = True
        if self._keyword() not in {"graph", "digraph"}:
            raise self._problem("'graph' or 'digraph' is missing")
        graph.directed = self._tokens.take().text.lower() == "digraph"
        if self._tokens.next.sort != "{":
            graph.name = self._id()
        self._body(_Scope(graph.attributes))
        return graph

    def _keyword(self) -> str:
        """Give the keyword that comes next; none is told from a name by quotes."""
        word = self._tokens.next
        return word.text.lower() if word.sort == "word" and word.text.lower() in _KEYWORDS else ""

    def _problem(self, what: str, token: Token | None = None) -> Exception:
        return self._tokens.problem(what, (token or self._tokens.next).at)

    def _expected(self, what: str) -> Exception:
        token = self._tokens.next
        found = "the file ends" if token.sort == "end" else f"'{token.text[:40]}' stands"
        return self._problem(f"{found} where {what} should be")

    def _body(self, scope: _Scope) -> None:
        opening = self._tokens.next
        self._sign("{")
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._problem(f"subgraphs are nested more than {DEEPEST} deep", opening)
        while self._tokens.next.sort != "}":
            if self.sees_end:
                raise self._problem("the graph has a '{' without its '}'", opening)
            if not self._took(";", ","):
                self._statement(scope)
        self._depth -= 1
        self._sign("}")

    def _sign(self, sign: str) -> None:
        if not self._took(sign):
            raise self._expected(f"'{sign}'")

    def _took(self, *signs: str) -> bool:
        if self._tokens.next.sort not in signs:
            return False
        self._tokens.take()
        return True

    def _statement(self, scope: _Scope) -> None:
        word = self._keyword()
        if word in {"graph", "node", "edge"}:
            self._tokens.take()
            of = {"graph": scope.attributes, "node": scope.node, "edge": scope.edge}[word]
            of.update(self._attribute_lists())
        elif word == "subgraph" or self._tokens.next.sort == "{":
            self._edges(scope, self._subgraph(scope))
        else:
            self._named(scope)

    def _named(self, scope: _Scope) -> None:
        """Read a statement that begins with a name: `name = value`, a node, or edges."""
        name = self._id()
        if self._took("="):
            _set(scope.attributes, name, self._id())
            return
        node = self._node(scope, name)
        if self._tokens.next.sort in {"->", "--"}:
            self._edges(scope, (node.name,))
        else:
            node.stated = True
            node.attributes.update(self._attribute_lists())

    def _id(self) -> str:
        token = self._tokens.next
        if token.sort not in {"word", "quoted", "html"} or self._keyword():
            raise self._expected("a name")
        self._tokens.take()
        if token.sort == "html":
            return Html(token.text)
        parts = [token.text]
        while token.sort == "quoted" and self._took("+"):
            if self._tokens.next.sort != "quoted":
                raise self._expected("a text in quotes")
            parts.append(self._tokens.take().text)
        return "".join(parts)

    def _node(self, scope: _Scope, name: str) -> Node:
        """Give the node of a name, after which ports may follow, and note that it was mentioned here."""
        while self._took(":"):
            self._id()
        nodes = self._graph.nodes
        if name not in nodes:
            if len(nodes) >= MOST:
                raise self._problem(f"there are more than {MOST:,} nodes")
            nodes[name] = Node(name, dict(scope.node))
        scope.mentioned[name] = None
        node = nodes[name]
        if scope.cluster != node.cluster and self._graph.is_within(scope.cluster, node.cluster):
            node.cluster = scope.cluster
        return node

    def _subgraph(self, scope: _Scope) -> Iterable[str]:
        """Read a subgraph and give the names of its nodes. One without braces is one that was read before."""
        name = ""
        if self._keyword() == "subgraph":
            self._tokens.take()
            name = "" if self._tokens.next.sort == "{" else self._id()
        drawn = {key: scope.attributes[key] for key in _INHERITED if key in scope.attributes}
        if name.startswith("cluster"):
            cluster = self._cluster(name, scope.cluster, drawn)
            inner = scope.inner(cluster.attributes, cluster.name)
        else:
            inner = scope.inner(drawn, scope.cluster)
        if not name or self._tokens.next.sort == "{":
            self._body(inner)
        scope.mentioned |= inner.mentioned
        if not name:
            return inner.mentioned
        known = self._subgraphs.setdefault(name, {})
        known |= inner.mentioned
        return known

    def _cluster(self, name: str, inside: str, drawn: Attributes) -> Cluster:
        clusters = self._graph.clusters
        if name not in clusters:
            if len(clusters) >= MOST:
                raise self._problem(f"there are more than {MOST:,} clusters")
            clusters[name] = Cluster(name, inside, drawn)
        return clusters[name]

    def _edges(self, scope: _Scope, first: Iterable[str]) -> None:
        """Read the rest of a chain of edges; where a subgraph stands, each of its nodes is joined."""
        ends = [tuple(first)] if self._tokens.next.sort in {"->", "--"} else []
        while self._took("->", "--"):
            if self._keyword() == "subgraph" or self._tokens.next.sort == "{":
                ends.append(tuple(self._subgraph(scope)))
            else:
                ends.append((self._node(scope, self._id()).name,))
            self._joined += len(ends[-2]) * len(ends[-1])
            if self._joined > MOST_JOINED:
                raise self._problem(f"there are more than {MOST:,} edges")
        if not ends:
            return
        attributes = {**scope.edge, **self._attribute_lists()}
        for tails, heads in pairwise(ends):
            for tail in tails:
                for head in heads:
                    self._join(tail, head, attributes)

    def _join(self, tail: str, head: str, attributes: Attributes) -> None:
        pair = (tail, head) if self._graph.directed or tail <= head else (head, tail)
        if self._graph.strict and pair in self._kept:
            self._kept[pair].attributes.update(attributes)
            return
        if len(self._graph.edges) >= MOST:
            raise self._problem(f"there are more than {MOST:,} edges")
        edge = self._kept[pair] = Edge(tail, head, dict(attributes))
        self._graph.edges.append(edge)

    def _attribute_lists(self) -> Attributes:
        attributes: Attributes = {}
        while self._took("["):
            while not self._took("]"):
                name = self._id()
                _set(attributes, name, self._id() if self._took("=") else "true")
                self._took(",", ";")
        return attributes


def _set(attributes: Attributes, name: str, value: str) -> None:
    if name in READ:
        attributes[name] = value
