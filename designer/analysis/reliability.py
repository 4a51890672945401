"""The unavailability of what is built of independent parts: in series, in parallel, k of n, and networks with two ends.

Everything takes and gives shares of time in which a thing is down, since 1 - 0.999999999 has lost half of its figures
before anybody adds to it. Sums and products of positive terms alone keep a relative error of about 1e-15.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import comb, exp, expm1, floor, inf, lgamma, log, log1p, prod

from designer.analysis.bdd import DOWN, Diagram, weigh
from designer.catalog.quantity import HOURS_A_MONTH
from designer.errors import DesignerError

HOURS_A_YEAR = 8760
"""A year of 365 days, as the published tables of nines count it; a month is its twelfth."""
_MINUTES = 60.0
_KNOWN = 1e-5
"""Unavailability under which nobody knows more than that it is less."""
_EXACT_REPLICAS = 1000
"""Replicas up to which binomial coefficients are taken as whole numbers; above, by logarithms to about 1e-9."""


def fraction(value: float, what: str = "the availability") -> float:
    """Pass a share of time on; raises DesignerError for what is none, such as a percentage.

    >>> fraction(99.95)
    Traceback (most recent call last):
    designer.errors.DesignerError: the availability is 99.95, and a share of time lies between 0 and 1; write 0.9995
    """
    if not 0 <= value <= 1:
        remedy = f"write {value / 100:.6g}" if 1 < value <= 100 else "write e.g. 0.9995"  # noqa: PLR2004 (percent)
        raise DesignerError(f"{what} is {value:g}, and a share of time lies between 0 and 1", remedy=remedy)
    return value


def series(unavailabilities: Iterable[float]) -> float:
    """Give the unavailability of what needs every part.

    >>> round(1 - series([0.0001] * 3), 8)
    0.99970003
    """
    parts = [fraction(each, "the unavailability") for each in unavailabilities]
    return 1.0 if 1 in parts else -expm1(sum(log1p(-each) for each in parts))


def parallel(unavailabilities: Iterable[float]) -> float:
    """Give the unavailability of what needs any one part.

    >>> round(1 - parallel([0.001, 0.001]), 9)
    0.999999
    """
    return prod(fraction(each, "the unavailability") for each in unavailabilities)


def at_least(needed: int, unavailabilities: Sequence[float]) -> float:
    """Give the unavailability of what needs so many of its parts, each with its own figure.

    >>> round(at_least(2, [0.01, 0.01, 0.01]), 9)
    0.000298
    """
    up = [1.0]
    for down in unavailabilities:
        fraction(down, "the unavailability")
        up = [
            here * down + before * (1 - down)
            for here, before in zip([*up[: needed + 1], 0.0], [0.0, *up[: needed + 1]], strict=True)
        ]
    return min(1.0, sum(up[: max(needed, 0)]))


@lru_cache(maxsize=4096)
def too_few(needed: int, replicas: int, unavailability: float) -> float:
    """Give the chance that fewer than `needed` of equal replicas are up; 1 where there are not that many.

    >>> too_few(1, 3, 0.1) == at_least(1, [0.1] * 3)
    True
    """
    if needed <= 0 or unavailability == 0:
        return 0.0 if needed <= replicas else 1.0
    if needed > replicas or unavailability == 1:
        return 1.0
    if needed - 1 <= replicas * (1 - unavailability):
        return min(1.0, _tail(needed - 1, -1, replicas, unavailability))
    return max(0.0, 1 - _tail(needed, 1, replicas, unavailability))


def _tail(start: int, step: int, replicas: int, unavailability: float) -> float:
    """Add binomial chances of `start` up, and on by `step`, until a term no longer counts."""
    odds = (1 - unavailability) / unavailability
    term, total, up = _chance(start, replicas, unavailability), 0.0, start
    while 0 <= up <= replicas and term > total * 1e-18:
        total += term
        term *= up / ((replicas - up + 1) * odds) if step < 0 else (replicas - up) / (up + 1) * odds
        up += step
    return total


def _chance(up: int, replicas: int, unavailability: float) -> float:
    """Give the chance that exactly so many replicas are up."""
    if replicas <= _EXACT_REPLICAS:
        return comb(replicas, up) * (1 - unavailability) ** up * unavailability ** (replicas - up)
    ways = lgamma(replicas + 1) - lgamma(up + 1) - lgamma(replicas - up + 1)
    return exp(ways + up * log1p(-unavailability) + (replicas - up) * log(unavailability))


def repairable(mtbf_h: float, mttr_h: float) -> float:
    """Give the unavailability of what runs so many hours between failures and takes so many to mend.

    >>> round(1 - repairable(10_000, 20), 6)
    0.998004
    """
    if mtbf_h <= 0 or mttr_h < 0:
        raise DesignerError("hours between failures are more than 0, hours to mend at least 0", remedy="give both")
    return mttr_h / (mtbf_h + mttr_h)


def downtime_min(unavailability: float, hours: float = HOURS_A_MONTH) -> float:
    """Give the minutes of downtime in so many hours, a month by default.

    >>> round(downtime_min(0.0005), 1), round(downtime_min(0.001, HOURS_A_YEAR) / 60, 2)
    (21.9, 8.76)
    """
    return fraction(unavailability, "the unavailability") * hours * _MINUTES


def availability_text(value: float) -> str:
    """Write a share of time in percent, as `shown_percent` gives it; past five nines nobody knows.

    >>> [availability_text(value) for value in (0.9995, 0.998968, 0.99899999, 0.999909, 0.99999983, 1.0)]
    ['99.95 %', '99.896 %', '99.899 %', '99.9909 %', '> 99.999 %', '100 %']
    """
    if 0 < 1 - value < _KNOWN - _TINY:
        return "> 99.999 %"
    return f"{shown_percent(value):.{_PLACES}f}".rstrip("0").rstrip(".") + " %"


def shown_percent(value: float) -> float:
    """Give a share of time in percent with as few digits as tell its downtime to a fiftieth.

    It is rounded down, so that what just misses a limit does not read as the limit.
    """
    shown = (floor(value * 10.0 ** (2 + places) + _TINY) / 10.0**places for places in range(_PLACES + 1))
    return next((each for each in shown if 1 - each / 100 <= _TOLD * (1 - value) + _TINY**2), value * 100)


def as_told(unavailability: float) -> float:
    """Give an unavailability as it reads beside its percentage, so that one can be had from the other.

    >>> round(as_told(0.00024543), 9), as_told(1e-7)
    (0.00025, 1e-07)
    """
    return 1 - shown_percent(1 - unavailability) / 100 if unavailability >= _KNOWN else unavailability


_TINY = 1e-6
"""What a product of floats may be short of a whole number; for shares, a thousandth of what is known of them."""
_PLACES = 8
"""Digits behind the point that a percentage is ever given."""
_TOLD = 1.02
"""How much longer the downtime may read than it is."""


def own_budget(target: float, dependencies: Iterable[float]) -> float:
    """Give the unavailability that is left for a service itself under its target, its hard dependencies paid for.

    It is negative where they alone break the target (Treynor et al., The Calculus of Service Availability, 2017).

    >>> round(own_budget(0.9999, [0.99999] * 5) * 525_600, 2)
    26.28
    """
    return 1 - fraction(target) - sum(1 - fraction(each) for each in dependencies)


def two_terminal(
    edges: Sequence[tuple[str, str]],
    ends: tuple[str, str],
    down: Sequence[float],
    nodes_down: Mapping[str, float] | None = None,
) -> float:
    """Give the chance that no way of working edges and nodes joins the two ends of an undirected network.

    `down` has one figure an edge, `nodes_down` one for each node that may fail. Raises bdd.TooLargeError.

    >>> bridge = [("s", "a"), ("s", "b"), ("a", "b"), ("a", "t"), ("b", "t")]
    >>> round(1 - two_terminal(bridge, ("s", "t"), [0.1] * 5), 9)
    0.97848
    """
    import numpy as np

    source, target = ends
    failing = nodes_down or {}
    place = _breadth_first(edges, source)
    if target not in place:
        return 1.0
    if source == target:
        return failing.get(source, 0.0)
    inside = [index for index, (one, _) in enumerate(edges) if one in place]
    inside.sort(key=lambda index: sorted((place[end] for end in edges[index]), reverse=True))
    diagram = Diagram(limit=3_000_000)
    chances: list[float] = []
    nodes: dict[str, int] = {}
    wires: dict[str, list[tuple[str, int]]] = {}

    def variable(chance: float) -> int:
        chances.append(fraction(chance, "the unavailability"))
        return diagram.leaf(len(chances) - 1)

    for index in inside:
        wire = variable(down[index])
        for end, other in (edges[index], edges[index][::-1]):
            if end not in nodes:
                nodes[end] = variable(failing.get(end, 0.0))
            wires.setdefault(end, []).append((other, wire))
    joined = _joined(diagram, nodes, wires, ends)
    return float(weigh(diagram, joined, np.array(chances)[:, None]).unavailability[0])


def _joined(
    diagram: Diagram, nodes: Mapping[str, int], wires: Mapping[str, list[tuple[str, int]]], ends: tuple[str, str]
) -> int:
    """Spread from one end until nothing changes; give the function that is up while the other end is reached."""
    source, target = ends
    joined = dict.fromkeys(nodes, DOWN) | {source: nodes[source]}
    queue = deque([source])
    while queue:
        here = queue.popleft()
        for other, wire in wires[here]:
            if other == source:
                continue
            reached = diagram.any_of((joined[other], diagram.all_of((joined[here], wire, nodes[other]))))
            if reached != joined[other]:
                joined[other] = reached
                if other != target and other not in queue:
                    queue.append(other)
    return joined[target]


def _breadth_first(edges: Sequence[tuple[str, str]], start: str) -> Mapping[str, float]:
    """Count the nodes off by their distance from the start; a small frontier keeps the diagram small."""
    beside: dict[str, list[str]] = {}
    for one, other in edges:
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    place = {start: 0.0}
    queue = deque([start])
    while queue:
        for other in beside.get(queue.popleft(), ()):
            if place.setdefault(other, inf) == inf:
                place[other] = float(len(place))
                queue.append(other)
    return place
