"""Plain arithmetic as data may hold it: numbers, names, + - * /, and `ceil` for what is counted whole."""

import ast
import math
import operator
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass

from designer.errors import DesignerError

_OPERATORS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@dataclass(frozen=True)
class Arithmetic:
    """An expression over named numbers, e.g. `daily / 86400 * peak_factor`; a name may have one dot."""

    text: str
    tree: ast.expr

    @classmethod
    def parse(cls, text: str) -> "Arithmetic":
        """Read an expression; raises DesignerError for anything that is no plain arithmetic."""
        try:
            tree = ast.parse(text.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            raise DesignerError(f"'{text}' is no arithmetic") from None
        if not all(map(_is_plain, _parts(tree))):
            raise DesignerError(f"'{text}' is no arithmetic")
        return cls(text, tree)

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names that it reads, in their order."""
        return tuple(dict.fromkeys(name for part in _parts(self.tree) if (name := _name(part))))

    def value(self, look_up: Callable[[str], float | None]) -> float | None:
        """Compute it; None where a name has no number, something is divided by nothing, or a number is too large."""
        try:
            return _compute(self.tree, look_up)
        except (OverflowError, ValueError):  # a whole number of hundreds of digits, or infinity to be counted whole
            return None

    def unknown(self, known: Container[str]) -> Iterator[str]:
        """Give the names that are not known."""
        return (name for name in self.names if name not in known)


def _parts(node: ast.expr) -> Iterator[ast.expr]:
    """Give a node and what it is made of; the function of a call is part of the call."""
    yield node
    match node:
        case ast.BinOp(left=left, right=right):
            yield from _parts(left)
            yield from _parts(right)
        case ast.Call(args=[argument]):
            yield from _parts(argument)


def _is_plain(node: ast.expr) -> bool:
    match node:
        case ast.BinOp(op=op):
            return type(op) in _OPERATORS
        case ast.Constant(value=int() | float() as value):
            return not isinstance(value, bool)
        case ast.Call(func=ast.Name(id="ceil"), args=[_], keywords=[]):
            return True
    return bool(_name(node))


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id=owner), attr=name):
            return f"{owner}.{name}"
    return ""


def _compute(node: ast.expr, look_up: Callable[[str], float | None]) -> float | None:
    match node:
        case ast.Constant(value=value):
            return float(value)  # type: ignore[arg-type]
        case ast.Call(args=[argument]):
            inner = _compute(argument, look_up)
            return None if inner is None else float(math.ceil(inner))
        case ast.BinOp(left=left, op=op, right=right):
            one, other = _compute(left, look_up), _compute(right, look_up)
            if one is None or other is None or (isinstance(op, ast.Div) and not other):
                return None
            return _OPERATORS[type(op)](one, other)
    return look_up(_name(node))
