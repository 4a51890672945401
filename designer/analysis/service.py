"""What a component says of its own time and rate, read as a law of service and as servers behind a queue."""

from designer.analysis.capacity import rate_per_s, states_rate
from designer.analysis.distribution import WIDEST, Lognormal
from designer.analysis.element import Node, contradicts_itself
from designer.analysis.queueing import Waiting

SECOND_MS = 1000.0
LONGEST_MS = 1e12
"""Thirty years, which is as long as any time."""
MOST_PER_S = 1e12
MOST_SLOTS = 1_000_000
"""Requests that one replica works on at once, at most."""
_LAST_BITS = 1e-9
STEADY = 1e-3
"""The spread of a time that does not vary, in the law of its wait."""


def service_of(node: Node) -> Lognormal | float | None:
    """Give the time in ms that a request takes in a component alone: lognormal from p50 and p99, or always the same.

    None where the drawing states a p99 below the median. A default that what is stated contradicts follows it in
    proportion; a median that is missing, 0 or tiny is taken as high as a lognormal time allows.
    """
    if contradicts_itself(node):
        return None
    p50, p99 = (None if (time := node.number(name)) is None else min(time, LONGEST_MS) for name in ("p50_ms", "p99_ms"))
    if p50 is None or p99 is None:
        return p50 or p99 or 0.0
    if p99 < p50:
        p50, p99 = _in_proportion(node, p50, p99)
    p50 = max(p50, p99 / WIDEST * (1 + _LAST_BITS))
    return p99 if p50 >= p99 * (1 - _LAST_BITS) else Lognormal.fit(p50, p99)


def _in_proportion(node: Node, p50: float, p99: float) -> tuple[float, float]:
    """Move the one of both that is a default of the kind, so that their ratio is the default one."""
    usual = [node.kind.properties[name].default for name in ("p50_ms", "p99_ms") if name in node.kind.properties]
    low, high = (float(value) if isinstance(value, (int, float)) else 0.0 for value in (*usual, 0.0, 0.0)[:2])
    ratio = high / low if 0 < low <= high else 1.0
    return (p50, p50 * ratio) if node.component.properties.get("p99_ms") is None else (p99 / ratio, p99)


def is_overloaded(node: Node, utilisation: float | None) -> bool:
    """Say whether more arrives than a component can do; the default rate of a vendor is not held against it."""
    if "vendor_run" in node.roles and not states_rate(node):
        return False
    return (utilisation or 0.0) >= 1


def waiting_of(node: Node, service: Lognormal | float, utilisation: float | None) -> Waiting | None:
    """Give the law of the wait before a component that is not overloaded; None where its load or rate is not known.

    By Little's law a replica that handles a rate of requests with a mean time works on rate times mean at once. That
    many servers, rounded and at least one, it has, and all replicas of a region share one queue, as under a balancer
    that knows who is idle. A server is held for as long as makes the stated rate come true, with the variation of the
    stated times, which are read as without waiting.
    """
    rate = rate_per_s(node)
    if not rate or not utilisation or utilisation >= 1:
        return None
    if not service:
        return None
    law = service if isinstance(service, Lognormal) else Lognormal.fit(service, service * (1 + STEADY))
    at_once = min(rate, MOST_PER_S) * law.mean / SECOND_MS
    slots = min(max(1, round(min(at_once, MOST_SLOTS))), MOST_SLOTS)
    held = law.scaled(slots / at_once)
    return Waiting(held, slots * node.replicas, utilisation)
