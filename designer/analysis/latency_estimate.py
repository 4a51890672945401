"""The latency of a drawing as figures to show: percentiles with brackets, what they assume, or why there are none."""

from math import inf

from designer.analysis.naming import listed, quoted
from designer.analysis.performance import QUANTILES, Percentile, Performance
from designer.catalog.quantity import format_number
from designer.model.critique import Estimate

TOLD = 5e-4
"""The share of requests without an answer that is worth a word."""


def latency_estimates(performance: Performance, lost: frozenset[str] = frozenset()) -> dict[str, Estimate]:
    """Give the percentiles of the slowest entry point, while some components answer no more."""
    if performance.slowest is None:
        return _nothing(why_no_time(performance))
    entries = sorted(performance.graph.main_entries) if lost else [performance.slowest]
    found = [entry_estimates(performance, entry, lost) for entry in entries]
    return max(found, key=lambda each: inf if each["p99_ms"].value is None else each["p99_ms"].value)


def _nothing(why: str) -> dict[str, Estimate]:
    return dict.fromkeys(QUANTILES, Estimate(value=None, unit="ms", method="approximation", statement=why))


def entry_estimates(performance: Performance, entry: str, lost: frozenset[str] = frozenset()) -> dict[str, Estimate]:
    """Give the percentiles of one entry point of a drawing that has times at all."""
    assumes = tuple(assumptions(performance))
    if lost:
        without = performance.percentiles_without(entry, lost)
        if inf in without.values():
            return _nothing("no request is answered")
        said = "a call to what is lost takes its whole timeout, and what stands in carries the whole load"
        return {
            name: Estimate(value=value, unit="ms", method="approximation", assumes=(said, *assumes))
            for name, value in without.items()
        }
    found = performance.percentiles(entry)
    return {name: _estimate(performance, found[name], assumes) for name in QUANTILES}


def _estimate(performance: Performance, found: Percentile, assumes: tuple[str, ...]) -> Estimate:
    return Estimate(
        value=_finite(found.value),
        unit="ms",
        method="approximation",
        low=found.low if found.value < inf else None,
        high=found.high if found.high != inf else None,
        assumes=assumes,
        statement="; ".join(_statements(performance, answered=found.value < inf)),
    )


def _finite(value: float) -> float | None:
    return None if value == inf else value


def why_no_time(performance: Performance) -> str:
    """Say why a drawing has no latency at all; nothing where it has one."""
    names = [performance.graph.nodes[id_].name for id_ in performance.contradicting]
    return performance.graph.unanswered or (f"a p99 is stated below the median of {listed(names)}" if names else "")


def why_none(performance: Performance) -> str:
    """Say why a drawing has no latency, or why too few of its requests are answered for the percentile asked for."""
    return why_no_time(performance) or "; ".join(_statements(performance, answered=False))


def _statements(performance: Performance, *, answered: bool) -> list[str]:
    """Give what a percentile does not tell: which parts only queue up, and how many requests are never answered."""
    told = [_overload(performance)] if performance.overloaded else []
    missing = performance.unanswered
    if missing > TOLD and (answered or not told):
        told.append(
            f"{100 * missing:.3g} % of the requests run out of time even while all is up{_because(performance)}"
        )
    if performance.added and answered:
        told.append("added up along the calls, since the drawing is large: high on a chain, low on fan-out")
    return told or ([] if answered else ["too few requests are ever answered"])


def out_of_time(performance: Performance) -> str:
    """Say how many requests a timeout ends, which is no matter of parts that are down; nothing where queues grow."""
    missing = performance.unanswered
    counts = missing > TOLD and not performance.overloaded
    return f"{100 * missing:.3g} % of the requests run out of time on top" if counts else ""


def _because(performance: Performance) -> str:
    call = performance.tightest
    if call is None:
        return ""
    caller, called = (quoted(performance.graph.nodes[id_].name) for id_ in (call.source, call.target))
    return f", above all for the timeout of {format_number(call.timeout_ms)} ms with which {caller} calls {called}"


def _overload(performance: Performance) -> str:
    """Name what is unstable, and the rate that can be sustained."""
    names = [performance.graph.nodes[id_].name for id_ in performance.overloaded]
    used = performance.utilisation_of(performance.capacity)(performance.overloaded[0]) or inf
    rate = (performance.brief.peak_rate_per_s or 0.0) / used
    more = f", as {'is' if len(names) == 2 else 'are'} {listed(names[1:])}" if len(names) > 1 else ""  # noqa: PLR2004 (one beside it)
    share = f"{100 * used:,.0f} % of what it can do" if used < inf else "what it cannot do at all"
    return (
        f"unstable: {quoted(names[0])} is asked for {share} at the peak{more}, so that its queue only grows; "
        f"{format_number(float(f'{rate:.3g}'))} requests a second can be sustained"
    )


def assumptions(performance: Performance) -> list[str]:
    """Give what the percentiles rest on."""
    if performance.added:
        return ["the drawing is large, so that percentiles are added along the calls: high on a chain, low on fan-out"]
    told = ["own times are lognormal with the p50 and p99 of each component", "calls take independent times"]
    if performance.queues:
        told.append("the stated times hold without waiting; a replica works on rate times mean time at once")
        told.append("the replicas of a region share one queue, at the brief's peak (p99 errs by -5 to +20 %)")
    else:
        told.append("nothing waits in a queue: no load and rate are known")
    told += performance.calls.assumes()
    told.append("low and high bracket the rounding of times to a grid, not the assumptions")
    return told
