"""How long a request takes by adding one time of each component along the calls: quick, and high on a chain.

It stands in for distributions where a drawing is too large for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import inf

from designer.analysis.call import Alternatives, Call, Calls
from designer.analysis.element import REQUEST


@dataclass
class LatencySum:
    """One time in ms of each component, added along the calls; the slowest counts of those that are made together."""

    calls: Calls
    own_ms: Mapping[str, float]
    down: frozenset[str] = frozenset()
    whole: "LatencySum | None" = None
    _known: dict[str, float] = field(default_factory=dict)

    def without(self, lost: frozenset[str]) -> "LatencySum":
        """Give the times when some components answer no more; who does not call them keeps the time that it has."""
        return LatencySum(self.calls, self.own_ms, self.down | lost, self)

    def of(self, id_: str) -> float:
        """Give the time in ms until a component has answered, its calls included; infinite where it never does."""
        if self.told(id_) is None:
            if self.whole is not None:
                self.whole.of(id_)
            for below in self.calls.callees_first(id_, lambda other: self.told(other) is not None):
                self._known[below] = self.own_ms.get(below, 0.0) + self._below(below)
        found = self.told(id_)
        return inf if found is None else found

    @cached_property
    def _touched(self) -> frozenset[str]:
        return frozenset(self.calls.graph.reach(self.down, lambda _: True, kinds=[REQUEST], back=True))

    def told(self, id_: str) -> float | None:
        """Give a time that is known by now."""
        if id_ in self.down:
            return inf
        if self.whole is not None and id_ not in self._touched:
            return self.whole.told(id_)
        return self._known.get(id_)

    def _below(self, id_: str) -> float:
        given_up = (call for call in self.calls.all(id_) if call.soft and self._one(call) > call.timeout_ms)
        stand_ins = {other.id: other for call in given_up for other in call.stand_ins}
        fallback = max(map(self._call, stand_ins.values()), default=0.0)
        return sum(max(map(self._either, step)) for step in self.calls.steps(id_)) + fallback

    def _either(self, alternatives: Alternatives) -> float:
        alive = [call for call in alternatives if self._one(call) < inf]
        return max(map(self._call, alive or alternatives[:1]))

    def _one(self, call: Call) -> float:
        return inf if call.circular else self.told(call.target) or 0.0

    def _call(self, call: Call) -> float:
        if not call.count or not call.made:
            return 0.0
        time = self._one(call)
        if call.soft and time > call.timeout_ms:
            time = call.given_up_ms
        return time if call.together else time * call.count
