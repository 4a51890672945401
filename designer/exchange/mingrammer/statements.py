"""The statements of a script, followed in their order as far as they draw."""

import ast
from enum import Enum, auto
from functools import singledispatchmethod
from typing import NamedTuple

from designer.exchange.mingrammer.classes import Named
from designer.exchange.mingrammer.expressions import Expressions
from designer.exchange.mingrammer.values import UNKNOWN, Diagram, Drawing, Function, Group, Symbol, Value

_DEEPEST_CALL = 20


class _How(Enum):
    """How a block of statements ended before its last one."""

    RETURN = auto()
    BREAK = auto()
    CONTINUE = auto()


class _Left(NamedTuple):
    """That a block was left, how, and with what it returned."""

    how: _How
    value: Value = None


class Script:
    """A script while it is followed."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing
        self._expressions = Expressions(drawing, self)
        self._called: set[ast.FunctionDef] = set()
        self._calls = 0

    def follow(self, tree: ast.Module) -> None:
        """Follow all of it; where that draws nothing, the functions that hold diagrams and that nobody called."""
        self._block(tree.body)
        alone = not self._drawing.diagrams
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef) or function in self._called or not _holds_a_diagram(function):
                continue
            if alone:
                self.call(Function(function), [], {})
            else:
                self._drawing.lose(function.lineno, "a function that is not called")

    def call(self, function: Function, values: list[Value], named: Named) -> Value:
        """Follow a function of the script; arguments that are not given and have no default are not known."""
        tree = function.tree
        self._called.add(tree)
        if self._calls >= _DEEPEST_CALL:
            self._drawing.lose(tree.lineno, "a function that calls itself")
            return UNKNOWN
        self._calls += 1
        self._expressions.scopes.append(self._arguments(tree.args, values, named))
        try:
            left = self._block(tree.body)
        finally:
            self._expressions.scopes.pop()
            self._calls -= 1
        return left.value if left else None

    def _arguments(self, stated: ast.arguments, values: list[Value], named: Named) -> dict[str, Value]:
        names = [argument.arg for argument in (*stated.posonlyargs, *stated.args)]
        defaults = dict(zip(names[len(names) - len(stated.defaults) :], stated.defaults, strict=True))
        defaults.update(
            (argument.arg, default)
            for argument, default in zip(stated.kwonlyargs, stated.kw_defaults, strict=True)
            if default
        )
        known: Named = dict.fromkeys((*names, *(argument.arg for argument in stated.kwonlyargs)), UNKNOWN)
        known |= {name: self._expressions.of(default) for name, default in defaults.items()}
        known |= dict(zip(names, values, strict=False))
        if stated.vararg:
            known[stated.vararg.arg] = list(values[len(names) :])
        if stated.kwarg:
            known[stated.kwarg.arg] = {name: value for name, value in named.items() if name not in known}
        return known | {name: value for name, value in named.items() if name in known}

    def _block(self, statements: list[ast.stmt]) -> _Left | None:
        for statement in statements:
            self._expressions.spend(1, statement.lineno)
            if left := self._follow(statement):
                return left
        return None

    @singledispatchmethod
    def _follow(self, _: ast.stmt) -> _Left | None:
        return None

    @_follow.register
    def _expression(self, tree: ast.Expr) -> None:
        self._expressions.of(tree.value)

    @_follow.register
    def _assign(self, tree: ast.Assign) -> None:
        value = self._expressions.of(tree.value)
        for target in tree.targets:
            self._expressions.assign(target, value)

    @_follow.register
    def _assign_typed(self, tree: ast.AnnAssign) -> None:
        if tree.value:
            self._expressions.assign(tree.target, self._expressions.of(tree.value))

    @_follow.register
    def _assign_more(self, tree: ast.AugAssign) -> None:
        """Follow `values += more`, and `node >>= other` too, which draws."""
        changed = ast.BinOp(left=tree.target, op=tree.op, right=tree.value)
        self._expressions.assign(tree.target, self._expressions.of(ast.copy_location(changed, tree)))

    @_follow.register
    def _import(self, tree: ast.Import) -> None:
        for alias in tree.names:
            name = alias.asname or alias.name.partition(".")[0]
            self._expressions.scopes[-1][name] = Symbol(alias.name if alias.asname else name)

    @_follow.register
    def _import_from(self, tree: ast.ImportFrom) -> None:
        module = tree.module or ""
        for alias in tree.names:
            if alias.name == "*":
                self._expressions.everything_from += [module] if module.startswith("diagrams") else []
            else:
                self._expressions.scopes[-1][alias.asname or alias.name] = Symbol(f"{module}.{alias.name}")

    @_follow.register
    def _function(self, tree: ast.FunctionDef) -> None:
        self._expressions.scopes[-1][tree.name] = Function(tree)

    @_follow.register
    def _class(self, tree: ast.ClassDef) -> None:
        """Take a class that is derived from one of nodes as another of these."""
        bases = [self._expressions.of(base) for base in tree.bases]
        base = next((each for each in bases if isinstance(each, Symbol) and each.path.startswith("diagrams.")), None)
        self._expressions.scopes[-1][tree.name] = Symbol(f"diagrams.{tree.name}") if base else UNKNOWN
        if base is None and any(isinstance(each, ast.FunctionDef) and _holds_a_diagram(each) for each in tree.body):
            self._drawing.lose(tree.lineno, "a class")

    @_follow.register
    def _with(self, tree: ast.With) -> _Left | None:
        entered = 0
        around = self._drawing.around
        try:
            for item in tree.items:
                value = self._expressions.of(item.context_expr)
                if item.optional_vars:
                    self._expressions.assign(item.optional_vars, value)
                if isinstance(value, Diagram):
                    self._drawing.diagrams.append(value)
                elif isinstance(value, Group):
                    self._drawing.enter(value)
                    entered += 1
            return self._block(tree.body)
        finally:
            del around[len(around) - entered :]

    @_follow.register
    def _for(self, tree: ast.For) -> _Left | None:
        for value in self._expressions.loop(tree.iter):
            self._expressions.assign(tree.target, value)
            left = self._block(tree.body)
            if left and left.how is _How.BREAK:
                return None
            if left and left.how is _How.RETURN:
                return left
        return self._block(tree.orelse)

    @_follow.register
    def _if(self, tree: ast.If) -> _Left | None:
        holds = self._expressions.of(tree.test)
        before = self._drawing.size
        left = self._block(tree.body if holds else tree.orelse)
        if holds is UNKNOWN and (tree.orelse or left or self._drawing.size > before):
            self._expressions.lose_condition(tree.test)
        return left

    @_follow.register
    def _try(self, tree: ast.Try) -> _Left | None:
        return self._block([*tree.body, *tree.orelse, *tree.finalbody])

    @_follow.register
    def _return(self, tree: ast.Return) -> _Left:
        return _Left(_How.RETURN, self._expressions.of(tree.value))

    @_follow.register
    def _break(self, _: ast.Break) -> _Left:
        return _Left(_How.BREAK)

    @_follow.register
    def _continue(self, _: ast.Continue) -> _Left:
        return _Left(_How.CONTINUE)

    @_follow.register
    def _lose(self, tree: ast.While | ast.Match | ast.AsyncFunctionDef | ast.AsyncWith | ast.AsyncFor) -> None:
        self._drawing.lose(tree.lineno, _LOST[type(tree)])


def _holds_a_diagram(tree: ast.AST) -> bool:
    """Say whether `Diagram(...)` is called anywhere in a tree."""
    names = (each.func for each in ast.walk(tree) if isinstance(each, ast.Call))
    return any(getattr(each, "id", getattr(each, "attr", "")) == "Diagram" for each in names)


_LOST: dict[type[ast.stmt], str] = {
    ast.While: "a loop without a known end",
    ast.Match: "a choice by pattern",
    ast.AsyncFunctionDef: "a function that waits",
    ast.AsyncWith: "a block that waits",
    ast.AsyncFor: "a loop that waits",
}
"""Statements that are not followed."""
