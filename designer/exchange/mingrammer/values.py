"""What the names of a script stand for while it is read: nodes, edges, clusters, and what is not known."""

import ast
from dataclasses import dataclass, field
from typing import Any

from designer.errors import DesignerError
from designer.exchange.boards.limits import DEEPEST, refuse_masses

Value = Any
"""A text, a number, a list, a dict, or one of the classes here: whatever a script computes with."""


class Unknown:
    """What cannot be told without running the script."""


UNKNOWN = Unknown()


@dataclass(frozen=True)
class Symbol:
    """Something imported, or built in, by its whole name."""

    path: str


@dataclass(frozen=True)
class Method:
    """A method of a text, a list or a dict."""

    of: Value
    name: str


@dataclass(frozen=True)
class Function:
    """A function of the script."""

    tree: ast.FunctionDef


@dataclass(eq=False)
class Group:
    """A cluster. `name` is the variable that it was first given to."""

    label: str
    parent: "Group | None"
    line: int
    name: str = ""
    is_drawn: bool = False


@dataclass(eq=False)
class Diagram:
    """A diagram that a script draws."""

    label: str


@dataclass(eq=False)
class Node:
    """A node of a class. `name` is the variable that it was first given to, or the id that it states."""

    label: str
    path: str
    group: Group | None
    line: int
    name: str = ""
    icon: str = ""
    shape: str = ""


@dataclass(eq=False)
class Edge:
    """An edge on the way between two nodes, as the package itself builds one from the left to the right."""

    node: Node | None = None
    forward: bool = False
    reverse: bool = False
    attributes: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Joint:
    """A line that is drawn."""

    source: Node
    target: Node
    forward: bool
    reverse: bool
    attributes: dict[str, Value]
    line: int


@dataclass
class Drawing:
    """All that a script draws, in its order. `name` is what messages call the file."""

    name: str
    diagrams: list[Diagram] = field(default_factory=list)
    things: list[Node | Group] = field(default_factory=list)
    joints: list[Joint] = field(default_factory=list)
    around: list[Group] = field(default_factory=list)
    lost: dict[int, str] = field(default_factory=dict)

    @property
    def group(self) -> Group | None:
        """Give the cluster in which the script is."""
        return self.around[-1] if self.around else None

    @property
    def size(self) -> int:
        """Count what is drawn."""
        return len(self.things) + len(self.joints)

    def add(self, thing: Node | Group) -> None:
        """Draw a node or a cluster."""
        refuse_masses(len(self.things) + 1, "shapes", f"{self.name}:{thing.line}")
        self.things.append(thing)

    def enter(self, group: Group) -> None:
        """Go into a cluster, which draws it the first time."""
        if len(self.around) >= DEEPEST:
            what = f"there are more than {DEEPEST} clusters inside one another"
            raise DesignerError(what, where=f"{self.name}:{group.line}")
        if not group.is_drawn:
            self.add(group)
        group.is_drawn = True
        self.around.append(group)

    def join(self, node: Node, other: Node, edge: Edge, line: int) -> Node:
        """Draw a line, and give its second end, as the package does."""
        refuse_masses(len(self.joints) + 1, "lines", f"{self.name}:{line}")
        source, target = (other, node) if edge.reverse and not edge.forward else (node, other)
        self.joints.append(Joint(source, target, edge.forward, edge.reverse, dict(edge.attributes), line))
        return other

    def lose(self, line: int, what: str) -> None:
        """Note a line of the script that is not followed, and why."""
        self.lost.setdefault(line, what)
