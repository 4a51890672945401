"""What the expressions of a script give, computed from the tree of its text alone."""

import ast
from collections.abc import Iterator
from functools import singledispatchmethod
from typing import Protocol

from designer.errors import DesignerError
from designer.exchange.mingrammer import plain
from designer.exchange.mingrammer.classes import Arguments, Named, drawn
from designer.exchange.mingrammer.joining import OPERATORS, Joiner, is_drawn
from designer.exchange.mingrammer.values import (
    UNKNOWN,
    Drawing,
    Function,
    Group,
    Method,
    Node,
    Symbol,
    Value,
)

MOST_STEPS = 600_000
"""Expressions and elements that are looked at, loops counted out."""


class Caller(Protocol):
    """Who can run a function of the script."""

    def call(self, function: Function, values: list[Value], named: Named) -> Value:
        """Run it and give what it returns."""


class Expressions:
    """The names that are known, innermost first, and the values of expressions with these."""

    def __init__(self, drawing: Drawing, caller: Caller) -> None:
        self.drawing, self._caller = drawing, caller
        self.scopes: list[dict[str, Value]] = [{"__name__": "__main__"}]
        self.everything_from: list[str] = []
        self._left = MOST_STEPS

    def spend(self, steps: int, line: int) -> None:
        """Count steps; raises DesignerError when a script takes too many."""
        self._left -= steps
        if self._left < 0:
            raise DesignerError("this script computes too much to be read", where=f"{self.drawing.name}:{line}")

    def of(self, tree: ast.expr | None) -> Value:
        """Give the value of an expression, or UNKNOWN."""
        if tree is None:
            return None
        self.spend(1, tree.lineno)
        return self._value(tree)

    @singledispatchmethod
    def _value(self, _: ast.expr) -> Value:
        return UNKNOWN

    def assign(self, target: ast.expr, value: Value) -> None:
        """Give a value to a name, to names or to an element; what is drawn keeps the first name that it is given."""
        if isinstance(target, ast.Name):
            self.scopes[-1][target.id] = value
            if isinstance(value, (Node, Group)):
                value.name = value.name or target.id
        elif isinstance(target, (ast.Tuple, ast.List)):
            values = plain.elements(value) or []
            known = len(values) == len(target.elts) and not any(isinstance(each, ast.Starred) for each in target.elts)
            for index, each in enumerate(target.elts):
                self.assign(each, values[index] if known else UNKNOWN)
        elif isinstance(target, ast.Subscript):
            holder, key = self.of(target.value), self.of(target.slice)
            if isinstance(holder, (dict, list)) and isinstance(key, plain.SCALARS):
                plain.call(type(holder).__setitem__, (holder, key, value), {})

    @_value.register
    def _constant(self, tree: ast.Constant) -> Value:
        return tree.value if isinstance(tree.value, plain.SCALARS) else UNKNOWN

    @_value.register
    def _name(self, tree: ast.Name) -> Value:
        for scope in reversed(self.scopes):
            if tree.id in scope:
                return scope[tree.id]
        if tree.id in plain.BUILT_IN:
            return Symbol(tree.id)
        if self.everything_from and tree.id[0].isupper():
            module = self.everything_from[0] if len(set(self.everything_from)) == 1 else "diagrams"
            return Symbol(f"{module}.{tree.id}")
        return UNKNOWN

    @_value.register
    def _operation(self, tree: ast.BinOp) -> Value:
        """Go along a chain from its left end: a chain of thousands is no deep nesting."""
        chain = []
        left: ast.expr = tree
        while isinstance(left, ast.BinOp):
            chain.append(left)
            left = left.left
        value = self.of(left)
        for each in reversed(chain):
            value = self._operated(type(each.op), value, self.of(each.right), each)
        return value

    def _operated(self, kind: type[ast.operator], left: Value, right: Value, tree: ast.BinOp) -> Value:
        line = tree.right.end_lineno or tree.lineno
        self.spend(sum(len(each) for each in (left, right) if isinstance(each, (list, tuple))), line)
        if kind in OPERATORS and (is_drawn(left) or is_drawn(right)):
            return Joiner(self.drawing, kind, line).join(left, right)
        if kind in {ast.RShift, ast.LShift}:
            self.drawing.lose(line, "a line to or from what is no node")
            return UNKNOWN
        return plain.arithmetic(kind, left, right)

    def _elements(self, trees: list[ast.expr]) -> Iterator[Value]:
        for tree in trees:
            if isinstance(tree, ast.Starred):
                yield from plain.elements(self.of(tree.value)) or []
            else:
                yield self.of(tree)

    @_value.register
    def _list(self, tree: ast.List | ast.Set) -> Value:
        return list(self._elements(tree.elts))

    @_value.register
    def _tuple(self, tree: ast.Tuple) -> Value:
        return tuple(self._elements(tree.elts))

    @_value.register
    def _dict(self, tree: ast.Dict) -> Value:
        made: dict[Value, Value] = {}
        for key, value in zip(tree.keys, tree.values, strict=True):
            found = self.of(value)
            if key is None:
                made.update(found if isinstance(found, dict) else {})
            elif isinstance(name := self.of(key), plain.SCALARS):
                made[name] = found
        return made

    @_value.register
    def _text(self, tree: ast.JoinedStr) -> Value:
        made = ""
        for part in tree.values:
            piece = self._formatted(part) if isinstance(part, ast.FormattedValue) else self.of(part)
            if not isinstance(piece, str) or plain.bounded(made + piece) is UNKNOWN:
                return UNKNOWN
            made += piece
        return made

    def _formatted(self, tree: ast.FormattedValue) -> str | None:
        spec = self.of(tree.format_spec) if tree.format_spec else ""
        return plain.formatted(self.of(tree.value), spec) if isinstance(spec, str) else None

    @_value.register
    def _attribute(self, tree: ast.Attribute) -> Value:
        of = self.of(tree.value)
        if isinstance(of, Symbol):
            return Symbol(f"{of.path}.{tree.attr}")
        if isinstance(of, Node) and tree.attr == "label":
            return of.label
        return Method(of, tree.attr) if plain.has_method(of, tree.attr) else UNKNOWN

    @_value.register
    def _subscript(self, tree: ast.Subscript) -> Value:
        of = self.of(tree.value)
        if not isinstance(of, (str, list, tuple, dict)):
            return UNKNOWN
        if isinstance(tree.slice, ast.Slice):
            key: Value = slice(*(self.of(part) for part in (tree.slice.lower, tree.slice.upper, tree.slice.step)))
            self.spend(len(of), tree.lineno)
            return UNKNOWN if isinstance(of, dict) else plain.call(type(of).__getitem__, (of, key), {})
        key = self.of(tree.slice)
        return plain.call(type(of).__getitem__, (of, key), {}) if isinstance(key, plain.SCALARS) else UNKNOWN

    @_value.register
    def _listed(self, tree: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> Value:
        return [self.of(tree.elt) for _ in self._rounds(tree.generators)]

    @_value.register
    def _dict_listed(self, tree: ast.DictComp) -> Value:
        rounds = ((self.of(tree.key), self.of(tree.value)) for _ in self._rounds(tree.generators))
        return {key: value for key, value in rounds if isinstance(key, plain.SCALARS)}

    def _rounds(self, generators: list[ast.comprehension]) -> Iterator[None]:
        """Give each round of a comprehension its names, in a scope of their own."""
        self.scopes.append({})
        try:
            yield from self._rounds_of(generators)
        finally:
            self.scopes.pop()

    def _rounds_of(self, generators: list[ast.comprehension]) -> Iterator[None]:
        if not generators:
            yield
            return
        first, *rest = generators
        for value in self.loop(first.iter):
            self.assign(first.target, value)
            if all(self.holds(test) for test in first.ifs):
                yield from self._rounds_of(rest)

    def loop(self, tree: ast.expr) -> list[Value]:
        """Give what a loop goes over; nothing where that is not known, which is noted."""
        values = plain.elements(self.of(tree))
        if values is None:
            self.drawing.lose(tree.lineno, "a loop over what is not known")
            return []
        self.spend(len(values), tree.lineno)
        return values

    def holds(self, tree: ast.expr) -> bool:
        """Say whether a condition holds; one that is not known is taken to, which is noted."""
        value = self.of(tree)
        if value is UNKNOWN:
            self.lose_condition(tree)
        return bool(value)

    def lose_condition(self, tree: ast.expr) -> None:
        """Note a condition that is not known."""
        self.drawing.lose(tree.lineno, "a condition that is not known and is taken to hold")

    @_value.register
    def _choice(self, tree: ast.IfExp) -> Value:
        holds = self.of(tree.test)
        value = self.of(tree.body if holds else tree.orelse)
        if holds is UNKNOWN and is_drawn(value):
            self.lose_condition(tree.test)
        return value

    @_value.register
    def _either(self, tree: ast.BoolOp) -> Value:
        value: Value = UNKNOWN
        for each in tree.values:
            value = self.of(each)
            if value is UNKNOWN or bool(value) is isinstance(tree.op, ast.Or):
                break
        return value

    @_value.register
    def _unary(self, tree: ast.UnaryOp) -> Value:
        value = self.of(tree.operand)
        if isinstance(tree.op, ast.Not):
            return UNKNOWN if value is UNKNOWN else not value
        negative = isinstance(tree.op, ast.USub) and isinstance(value, (int, float))
        return -value if negative else UNKNOWN

    @_value.register
    def _compared(self, tree: ast.Compare) -> Value:
        left = self.of(tree.left)
        for kind, each in zip(tree.ops, tree.comparators, strict=True):
            right = self.of(each)
            result = plain.compared(type(kind), left, right)
            if result is not True:
                return result
            left = right
        return True

    @_value.register
    def _walrus(self, tree: ast.NamedExpr) -> Value:
        value = self.of(tree.value)
        self.assign(tree.target, value)
        return value

    @_value.register
    def _call(self, tree: ast.Call) -> Value:
        function = self.of(tree.func)
        values = list(self._elements(tree.args))
        named = self._named(tree.keywords)
        self.spend(sum(len(each) for each in values if isinstance(each, (list, tuple, dict, range))), tree.lineno)
        if isinstance(function, Function):
            return self._caller.call(function, values, named)
        if isinstance(function, Method):
            return plain.call_method(function.of, function.name, values, named)
        if isinstance(function, Symbol) and function.path in plain.BUILT_IN:
            return plain.call(plain.BUILT_IN[function.path], values, named)
        if isinstance(function, Symbol) and function.path.startswith("diagrams."):
            return drawn(self.drawing, function.path, Arguments(values, named), tree.lineno)
        if any(is_drawn(value) for value in [*values, *named.values()]):
            self.drawing.lose(tree.lineno, "a call of what is not in the script")
        return UNKNOWN

    def _named(self, keywords: list[ast.keyword]) -> Named:
        named: Named = {}
        for keyword in keywords:
            value = self.of(keyword.value)
            if keyword.arg is not None:
                named[keyword.arg] = value
            elif isinstance(value, dict):
                named.update((key, each) for key, each in value.items() if isinstance(key, str))
        return named
