"""A reduced ordered binary decision diagram of an AND/OR structure: its exact unavailability, and each part's worth.

Nodes are numbers: 0 says down and 1 says up, and the children of a node are older than the node. All probabilities are
of failure, one row a variable and one column a state of what fails together; only positive terms are added, so that
the smallest unavailability keeps its figures (Rauzy, New algorithms for fault trees analysis, 1993).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

DOWN, UP = 0, 1
NODES = 200_000
"""Nodes above which a diagram is given up."""
_LEAF = 1 << 60

_Pair = tuple[int, int]


class TooLargeError(Exception):
    """The diagram outgrew its limit; the number must be estimated in another way."""


@dataclass
class Diagram:
    """A store of nodes, shared by all functions over the same variables; `variable`, `low` and `high` are columns."""

    limit: int = NODES
    variable: list[int] = field(default_factory=lambda: [_LEAF, _LEAF])
    low: list[int] = field(default_factory=lambda: [DOWN, UP])
    high: list[int] = field(default_factory=lambda: [DOWN, UP])
    _known: dict[tuple[int, int, int], int] = field(default_factory=dict)
    _both: dict[_Pair, int] = field(default_factory=dict)
    _either: dict[_Pair, int] = field(default_factory=dict)

    def leaf(self, variable: int) -> int:
        """Give the function that is up while the variable is; variables are numbered from the top."""
        return self._node(variable, DOWN, UP)

    def all_of(self, functions: Iterable[int]) -> int:
        """Give what is up while all of these are; raises TooLargeError."""
        return self._fold(functions, UP, self._both)

    def any_of(self, functions: Iterable[int]) -> int:
        """Give what is up while one of these is; raises TooLargeError."""
        return self._fold(functions, DOWN, self._either)

    def _fold(self, functions: Iterable[int], neutral: int, cache: dict[_Pair, int]) -> int:
        """Join from the bottom up: what lies above is then walked once, whatever hangs below it."""
        several = set(functions)
        several.discard(neutral)
        if UP - neutral in several:
            return UP - neutral
        result = neutral
        for function in sorted(several, key=lambda node: (self.variable[node], node), reverse=True):
            result = self._join(function, result, neutral, cache)
        return result

    def _node(self, variable: int, low: int, high: int) -> int:
        if low == high:
            return low
        key = (variable, low, high)
        node = self._known.get(key)
        if node is None:
            node = self._known[key] = len(self.variable)
            if node > self.limit:
                raise TooLargeError
            self.variable.append(variable)
            self.low.append(low)
            self.high.append(high)
        return node

    def _join(self, one: int, other: int, neutral: int, cache: dict[_Pair, int]) -> int:
        """Apply AND (neutral UP) or OR (neutral DOWN), without recursion: there may be thousands of variables."""
        known = _easy(one, other, neutral)
        if known is not None:
            return known
        top = _pair(one, other)
        stack = [top]
        while stack:
            pair = stack[-1]
            if pair in cache:
                stack.pop()
                continue
            variable, lows, highs = self._split(*pair)
            low, high = (_easy(*half, neutral) for half in (lows, highs))
            low = cache.get(_pair(*lows)) if low is None else low
            high = cache.get(_pair(*highs)) if high is None else high
            if low is None:
                stack.append(_pair(*lows))
            if high is None:
                stack.append(_pair(*highs))
            if low is not None and high is not None:
                cache[pair] = self._node(variable, low, high)
                stack.pop()
        return cache[top]

    def _split(self, one: int, other: int) -> tuple[int, _Pair, _Pair]:
        a, b = self.variable[one], self.variable[other]
        variable = min(a, b)
        one_low, one_high = (self.low[one], self.high[one]) if a == variable else (one, one)
        other_low, other_high = (self.low[other], self.high[other]) if b == variable else (other, other)
        return variable, (one_low, other_low), (one_high, other_high)

    def levels(self, root: int) -> list[tuple[int, list[int]]]:
        """Give the variables that decide a function, from the top, each with its nodes."""
        found: dict[int, list[int]] = {}
        seen, stack = {DOWN, UP}, [root]
        while stack:
            node = stack.pop()
            if node not in seen:
                seen.add(node)
                found.setdefault(self.variable[node], []).append(node)
                stack += (self.low[node], self.high[node])
        return sorted(found.items())


@dataclass(frozen=True)
class Weighed:
    """A function's unavailability in each state, and Birnbaum's importance of each variable (a row) in each state."""

    unavailability: "Matrix"
    birnbaum: "Matrix"


def weigh(diagram: Diagram, root: int, failing: "Matrix") -> Weighed:
    """Weigh a function with the chance that each variable (a row) fails in each state (a column)."""
    import numpy as np

    states = failing.shape[1]
    birnbaum = np.zeros_like(failing)
    if root in {DOWN, UP}:
        return Weighed(np.full(states, 1.0 - root), birnbaum)
    levels = [(variable, np.array(nodes)) for variable, nodes in diagram.levels(root)]
    low, high = np.array(diagram.low), np.array(diagram.high)
    down = np.zeros((len(low), states))
    down[DOWN] = 1.0
    for variable, nodes in reversed(levels):
        down[nodes] = failing[variable] * down[low[nodes]] + (1 - failing[variable]) * down[high[nodes]]
    reached = np.zeros_like(down)
    reached[root] = 1.0
    for variable, nodes in levels:
        here = reached[nodes]
        birnbaum[variable] = (here * (down[low[nodes]] - down[high[nodes]])).sum(axis=0)
        np.add.at(reached, low[nodes], here * failing[variable])
        np.add.at(reached, high[nodes], here * (1 - failing[variable]))
    return Weighed(down[root], birnbaum)


def _pair(one: int, other: int) -> _Pair:
    return (one, other) if one < other else (other, one)


def _easy(one: int, other: int, neutral: int) -> int | None:
    """Give the result where one side decides it."""
    if one in (other, neutral):
        return other
    if other == neutral:
        return one
    absorbing = UP - neutral
    return absorbing if absorbing in (one, other) else None
