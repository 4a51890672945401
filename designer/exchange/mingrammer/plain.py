"""Python's own functions and methods, on texts, numbers, lists and dicts, as far as scripts draw with them."""

import ast
import operator
import re
from collections.abc import Callable, Sequence
from typing import Any

from designer.exchange.boards.limits import MOST
from designer.exchange.mingrammer.values import UNKNOWN, Node, Value

_LONGEST = 10_000
"""Letters of a text that is computed."""
_LARGEST = 1_000_000_000
"""What a computed number may be."""
_SPEC = re.compile(r"[<>^+,]?0?\d{0,2}(?:\.\d{1,2})?[dfsgxX%,]?")
_FIELD = re.compile(r"\{(\w*)\}|\{\{|\}\}")
SCALARS = (str, int, float, bool, type(None))


def text(value: Value) -> str | None:
    """Give a scalar as text; None for anything else."""
    return str(value) if isinstance(value, SCALARS) else None


def bounded(value: Value) -> Value:
    """Give what was computed, unless it is larger than any drawing needs."""
    if isinstance(value, (list, tuple, dict, str, range)):
        return value if len(value) <= (_LONGEST if isinstance(value, str) else MOST) else UNKNOWN
    return value if not isinstance(value, (int, float)) or abs(value) <= _LARGEST else UNKNOWN


def formatted(value: Value, spec: str) -> str | None:
    """Give a scalar as an f-string writes it."""
    if not isinstance(value, SCALARS) or not _SPEC.fullmatch(spec):
        return None
    try:
        return format(value, spec)
    except (ValueError, TypeError):
        return None


_ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Div: operator.truediv,
}


def arithmetic(kind: type[ast.operator], left: Value, right: Value) -> Value:
    """Compute with numbers, put texts and lists one after the other, repeat them, and fill in `%s`."""
    compute = _ARITHMETIC.get(kind)
    if compute is None:
        return UNKNOWN
    if kind is ast.Mod and isinstance(left, str):
        return _filled(left, right)
    numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
    alike = kind is ast.Add and isinstance(left, (str, list, tuple)) and isinstance(right, type(left))
    repeated = kind is ast.Mult and isinstance(left, (str, list)) and isinstance(right, int)
    if not (numbers or alike or (repeated and len(left) * right <= _LONGEST)):
        return UNKNOWN
    try:
        return bounded(compute(left, right))
    except (ArithmeticError, ValueError):
        return UNKNOWN


def _filled(template: str, values: Value) -> Value:
    """Fill in `%s` and `%d`."""
    rest = list(values) if isinstance(values, tuple) else [values]
    parts = re.split(r"%[sd]", template)
    texts = [text(each) for each in rest]
    if len(parts) != len(texts) + 1 or None in texts:
        return UNKNOWN
    return bounded("".join(part + (each or "") for part, each in zip(parts, [*texts, ""], strict=True)))


_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda left, right: left in right,
    ast.NotIn: lambda left, right: left not in right,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
}


_OF_SAME: dict[type[ast.cmpop], Callable[[bool], bool]] = {
    **dict.fromkeys((ast.Eq, ast.Is), bool),
    **dict.fromkeys((ast.NotEq, ast.IsNot), operator.not_),
}


def compared(kind: type[ast.cmpop], left: Value, right: Value) -> Value:
    """Compare two scalars, look for one among several, or tell one node from another."""
    if isinstance(left, Node) or isinstance(right, Node):
        same = left is right
        return _OF_SAME[kind](same) if kind in _OF_SAME else UNKNOWN
    among = kind in {ast.In, ast.NotIn} and isinstance(right, (list, tuple, dict, str))
    if not isinstance(left, SCALARS) or not (among or isinstance(right, SCALARS)):
        return UNKNOWN
    try:
        return bool(_COMPARISONS[kind](left, right))
    except TypeError:
        return UNKNOWN


def elements(value: Value) -> list[Value] | None:
    """Give what a loop goes over; None where that is not known or too much."""
    if isinstance(value, (list, tuple, dict, str, range)) and len(value) <= MOST:
        return list(value)
    return None


def _lists(*values: Value) -> list[list[Value]]:
    found = [elements(value) for value in values]
    if None in found:
        raise ValueError
    return [each for each in found if each is not None]


def _enumerated(value: Value, start: int = 0) -> list[Value]:
    return [(start + index, each) for index, each in enumerate(_lists(value)[0])]


def _in_order(value: Value) -> list[Value]:
    found = _lists(value)[0]
    if not all(isinstance(each, str) for each in found):
        raise ValueError
    return sorted(found)


BUILT_IN: dict[str, Callable[..., Value]] = {
    "range": range,
    "len": lambda value: len(_lists(value)[0]),
    "list": lambda *values: _lists(*values)[0] if values else [],
    "tuple": lambda *values: tuple(_lists(*values)[0]) if values else (),
    "enumerate": _enumerated,
    "zip": lambda *values: [tuple(each) for each in zip(*_lists(*values), strict=False)],
    "reversed": lambda value: _lists(value)[0][::-1],
    "sorted": _in_order,
    "dict": lambda **values: dict(values),
    "str": lambda value: UNKNOWN if text(value) is None else text(value),
}
"""Functions that need no import."""


def _joined(separator: str, values: Value) -> str:
    texts = [each for each in _lists(values)[0] if isinstance(each, str)]
    if sum(len(each) + len(separator) for each in texts) > _LONGEST:
        raise ValueError
    return separator.join(texts)


def _replaced(whole: str, old: str, new: str) -> str:
    if (len(whole) + 1) * max(len(new), 1) > _LONGEST * 10:
        raise ValueError
    return whole.replace(old, new)


def _with_fields(template: str, *values: Value, **named: Value) -> Value:
    """Fill in `{}`, `{0}` and `{name}`."""
    waiting = iter(values)

    def fill(match: re.Match[str]) -> str:
        if match[0] in {"{{", "}}"}:
            return match[0][0]
        field = match[1]
        value = named[field] if field in named else values[int(field)] if field.isdigit() else next(waiting)
        filled = text(value)
        if filled is None or len(filled) > _LONGEST / 10:
            raise ValueError
        return filled

    if re.search(r"\{[^{}]*[^\w{}]", template) or len(template) > _LONGEST:
        return UNKNOWN
    return bounded(_FIELD.sub(fill, template))


def _put(values: dict[Value, Value], more: Value) -> None:
    if isinstance(more, dict):
        values.update(more)


_METHODS: dict[type, dict[str, Callable[..., Value]]] = {
    str: {
        **{name: getattr(str, name) for name in ("upper", "lower", "title", "capitalize", "strip", "lstrip", "rstrip")},
        **{name: getattr(str, name) for name in ("split", "startswith", "endswith")},
        "join": _joined,
        "replace": _replaced,
        "format": _with_fields,
    },
    list: {
        "append": list.append,
        "extend": lambda values, more: values.extend(_lists(more)[0]),
        "insert": list.insert,
        "pop": list.pop,
        "copy": list.copy,
    },
    dict: {
        "items": lambda values: list(values.items()),
        "keys": list,
        "values": lambda values: list(values.values()),
        "get": dict.get,
        "update": _put,
    },
}


def has_method(value: Value, name: str) -> bool:
    """Say whether a method is known."""
    return name in _METHODS.get(type(value), {})


def call(function: Callable[..., Value], values: Sequence[Value], named: dict[str, Value]) -> Value:
    """Call one of the functions here; what goes wrong gives what is not known."""
    try:
        return bounded(function(*values, **named))
    except (TypeError, ValueError, LookupError, ArithmeticError, AttributeError, StopIteration):
        return UNKNOWN


def call_method(value: Value, name: str, values: Sequence[Value], named: dict[str, Value]) -> Value:
    """Call a method that is known."""
    return call(_METHODS[type(value)][name], (value, *values), named)
