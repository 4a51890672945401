"""How far the times of a request reach: from means and variances, so that a grid is laid about the distributions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf, sqrt
from typing import NamedTuple

from designer.analysis.call import Alternatives, Call, Calls

SPREADS = 4.0
"""Standard deviations above the mean, beside the longest time of a single component."""


class Extent(NamedTuple):
    """A time in ms by its mean, its variance, and the longest that any single part of it takes."""

    mean: float
    variance: float = 0.0
    longest: float = 0.0

    @property
    def reach_ms(self) -> float:
        """Give a time that hardly any is longer than."""
        return self.mean + SPREADS * sqrt(self.variance) + self.longest

    def added(self, other: "Extent") -> "Extent":
        """Give the extent of one time after the other."""
        return Extent(self.mean + other.mean, self.variance + other.variance, max(self.longest, other.longest))

    def or_else(self, other: "Extent") -> "Extent":
        """Give an extent that is no less than either."""
        return Extent(*map(max, self, other))


@dataclass
class Reach:
    """The extents of one drawing's times.

    `down` never answers, and with `losing` every call that can be is given up.
    """

    calls: Calls
    own: Mapping[str, Extent]
    down: frozenset[str] = frozenset()
    losing: bool = False
    _known: dict[str, Extent] = field(default_factory=dict)

    def of(self, id_: str) -> Extent:
        """Give the extent of the time until a component has answered."""
        for below in self.calls.callees_first(id_, lambda other: other in self._known):
            total = self.own.get(below, Extent(0.0))
            for step in self.calls.steps(below):
                total = total.added(_widest([self._either(alternatives) for alternatives in step]))
            self._known[below] = total
        return self._known[id_]

    def _either(self, alternatives: Alternatives) -> Extent:
        return _widest([self._call(call) for call in alternatives])

    def _call(self, call: Call) -> Extent:
        if not call.count or not call.made:
            return Extent(0.0)
        one = self._tried(call)
        for other in call.stand_ins if call.soft and self._fails(call) else ():
            one = one.added(self._tried(other))
        return one if call.together else Extent(one.mean * call.count, one.variance * call.count, one.longest)

    def _tried(self, call: Call) -> Extent:
        answer = self._answer(call)
        if call.timeout_ms == inf or not self._fails(call) or (self.losing and not call.soft):
            return answer
        if self.losing or self._is_down(call) or call.tries > 1:
            return Extent(call.given_up_ms, 0.0, 0.0)
        return Extent(*map(min, answer, (call.timeout_ms, call.timeout_ms * call.timeout_ms / 4, call.timeout_ms)))

    def _fails(self, call: Call) -> bool:
        return self._is_down(call) or self.losing or self._answer(call).reach_ms > call.timeout_ms

    def _is_down(self, call: Call) -> bool:
        return call.circular or call.target in self.down

    def _answer(self, call: Call) -> Extent:
        return Extent(0.0) if self._is_down(call) else self._known.get(call.target, Extent(0.0))


def _widest(extents: list[Extent]) -> Extent:
    widest = extents[0]
    for extent in extents[1:]:
        widest = widest.or_else(extent)
    return widest
