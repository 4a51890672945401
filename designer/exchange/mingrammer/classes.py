"""The classes of the package `diagrams`, and what a call of one stands for."""

from typing import NamedTuple

from designer.exchange.mingrammer import plain
from designer.exchange.mingrammer.values import UNKNOWN, Diagram, Drawing, Edge, Group, Node, Value

Named = dict[str, Value]

_GROUPS = {"diagrams.Cluster", "diagrams.Group"}
_BEFORE_LABEL = 3
"""Parameters of an edge before its label."""


class Arguments(NamedTuple):
    """What a call gives, by place and by name."""

    values: list[Value]
    named: Named

    def text(self, key: str) -> str:
        """Give a text that is given by name; an empty one where it is none."""
        return value if isinstance(value := self.named.get(key), str) else ""


def drawn(drawing: Drawing, path: str, given: Arguments, line: int) -> Value:
    """Make what a class stands for; a node is drawn at once."""
    if path == "diagrams.Edge":
        return _edge(given)
    if path == "diagrams.Diagram":
        return Diagram(_label(drawing, given, "name", "", line))
    if path in _GROUPS:
        return Group(_label(drawing, given, "label", "cluster", line), drawing.group, line)
    node = Node(_label(drawing, given, "label", "", line), path, drawing.group, line)
    if len(given.values) > 1:
        given.named["icon_path"] = given.values[1]
    node.name, node.icon, node.shape = map(given.text, ("nodeid", "icon_path", "shape"))
    drawing.add(node)
    return node


def _label(drawing: Drawing, given: Arguments, key: str, default: str, line: int) -> str:
    value = given.values[0] if given.values else given.named.get(key, default)
    if value is UNKNOWN:
        drawing.lose(line, "a label that is computed")
    return plain.text(value) or ""


def _edge(given: Arguments) -> Edge:
    node, forward, reverse = (*given.values, None, None, None)[:3]
    rest = dict(given.named)
    if len(given.values) > _BEFORE_LABEL:
        rest.update(zip(("label", "color", "style"), given.values[_BEFORE_LABEL:], strict=False))
    node, forward, reverse = (
        rest.pop(key, value) for key, value in (("node", node), ("forward", forward), ("reverse", reverse))
    )
    return Edge(node if isinstance(node, Node) else None, forward is True, reverse is True, rest)
