"""The operators that draw lines, `>>`, `<<` and `-`, between nodes, edges and lists of these."""

import ast
from typing import NamedTuple

from designer.exchange.mingrammer.values import UNKNOWN, Drawing, Edge, Node, Value


class _Way(NamedTuple):
    """Which ways an operator points."""

    forward: bool
    reverse: bool


OPERATORS: dict[type[ast.operator], _Way] = {
    ast.RShift: _Way(forward=True, reverse=False),
    ast.LShift: _Way(forward=False, reverse=True),
    ast.Sub: _Way(forward=False, reverse=False),
}


def is_drawn(value: Value) -> bool:
    """Say whether an operator on this draws."""
    if isinstance(value, (list, tuple)):
        return any(isinstance(each, (Node, Edge)) for each in value)
    return isinstance(value, (Node, Edge))


class Joiner:
    """Draws the lines of one operator. As in the package, an edge remembers the node on its left until it has both."""

    def __init__(self, drawing: Drawing, operator: type[ast.operator], line: int) -> None:
        self._drawing, self._way, self._operator, self._line = drawing, OPERATORS[operator], operator, line

    def join(self, left: Value, right: Value) -> Value:
        """Draw from what is on the left to what is on the right, and give what the next operator goes on from."""
        if isinstance(left, Node):
            return self._from_node(left, right)
        if isinstance(left, Edge):
            self._turn(left)
            return self._connect(left, right)
        if isinstance(left, (list, tuple)):
            return self._from_list(list(left), right)
        return self._lose(right)

    def _from_node(self, node: Node, right: Value) -> Value:
        if isinstance(right, Edge):
            self._turn(right)
            if self._operator is ast.LShift:
                return self._connect(right, node)
            right.node = node
            return right
        if isinstance(right, (list, tuple)):
            for each in right:
                self._link(node, each)
            return right
        return self._link(node, right)

    def _from_list(self, left: list[Value], right: Value) -> Value:
        if isinstance(right, Edge):
            return [self._with(each, right) for each in left]
        if not isinstance(right, Node):
            return self._lose(right)
        for each in left:
            if isinstance(each, Edge):
                self._turn(each)
                self._connect(each, right)
            else:
                self._link(each, right)
        return right

    def _with(self, each: Value, edge: Edge) -> Value:
        """Give an edge of its own to one of a list."""
        if isinstance(each, Edge):
            self._turn(each)
            return each
        if not isinstance(each, Node):
            return self._lose(each)
        return Edge(each, *self._way, attributes=dict(edge.attributes))

    def _connect(self, edge: Edge, right: Value) -> Value:
        if isinstance(right, Edge):
            edge.attributes = dict(right.attributes)
            return edge
        if isinstance(right, Node) and edge.node is None:
            edge.node = right
            return edge
        for each in right if isinstance(right, (list, tuple)) else [right]:
            if edge.node is None or not isinstance(each, Node):
                self._lose(each)
            else:
                self._drawing.join(edge.node, each, edge, self._line)
        return right

    def _link(self, node: Value, other: Value) -> Value:
        if isinstance(node, Node) and isinstance(other, Node):
            return self._drawing.join(node, other, Edge(None, *self._way), self._line)
        return self._lose(other)

    def _turn(self, edge: Edge) -> None:
        edge.forward |= self._way.forward
        edge.reverse |= self._way.reverse

    def _lose(self, right: Value) -> Value:
        self._drawing.lose(self._line, "a line to or from what is no node")
        return right if is_drawn(right) else UNKNOWN
