"""Questions that the numbers of answering raise: what fills first, what dies worst, and who waits too short."""

from collections.abc import Iterable, Iterator, Mapping
from math import inf

from designer.analysis.call import Call
from designer.analysis.capacity import TARGET_UTILISATION
from designer.analysis.estimate import Estimates
from designer.analysis.graph import DesignGraph
from designer.analysis.naming import listed, quoted
from designer.analysis.production import in_production
from designer.catalog.quantity import format_number
from designer.coach.raised import raised
from designer.model.advice import Question
from designer.model.critique import FaultOutcome

GROWTH = 2.0
"""What is asked of a load: how the drawing stands when it grows so many times."""
_RARE = 1e-6
"""A share that is told as none."""


def of_growth(estimates: Estimates, names: Mapping[str, str]) -> Iterator[Question]:
    """Ask what gives way first as the load grows; nothing where no load, or no rate of anything, is known."""
    capacity, brief = estimates.capacity, estimates.brief
    events = capacity.full_of_events
    id_, full_at = events or (capacity.bottleneck, estimates.capacity_per_s())
    peak = brief.events_per_s if events else brief.peak_rate_per_s
    if id_ is None or not full_at or not peak:
        return
    what, name = "events" if events else "requests", quoted(names[id_])
    at_peak = f"{_rate(peak)} {what} a second"
    if full_at < peak:
        ask = (
            f"At the peak of {at_peak} {name} is asked for more than it can do. What do callers see, and for how long?"
        )
    elif full_at < GROWTH * peak:
        ask = f"{at_peak} become {_rate(GROWTH * peak)} tomorrow. What happens at {name}, and what do you do?"
    else:
        ask = f"From {at_peak} the load doubles, and doubles again. What gives way first, and how do you know?"
    times = f"{full_at / peak:.2g} times the peak"
    figure = f"{name} is full first, at {_rate(full_at)} {what} a second: {times}."
    yield raised(ask, figure, [id_], names, _replicas(estimates, id_), _full(estimates, names))


def _replicas(estimates: Estimates, id_: str) -> str:
    """Say how many replicas carry the grown load; nothing where no number is ours to choose."""
    node = estimates.graph.nodes[id_]
    needed = None if node.sold_whole else estimates.capacity.replicas_needed(id_, TARGET_UTILISATION / GROWTH)
    used = f"{100 * TARGET_UTILISATION:.0f} %"
    drawn = f"Replicas drawn: {node.replicas:,}; for twice the peak at {used} each:"
    return "" if needed is None else f"{drawn} {needed:,}."


def _full(estimates: Estimates, names: Mapping[str, str]) -> str:
    full = [id_ for id_, used in sorted(estimates.utilisation().items()) if used * GROWTH > 1]
    return f"Full at twice the peak: {listed(names[id_] for id_ in full)}." if full else ""


def of_work(estimates: Estimates, names: Mapping[str, str]) -> Iterator[Question]:
    """Ask when the busiest model is done with twice the work, where the brief counts what must be done in a time."""
    brief, models = estimates.brief, in_production(estimates.graph)
    used = {id_: share for id_, share in estimates.utilisation().items() if id_ in models}
    if not used or (brief.batch_rows is None and brief.work_s is None):
        return
    id_ = min(used, key=lambda id_: (-used[id_], id_))
    busy, grown = (f"{100 * times * used[id_]:,.0f} %" for times in (1, GROWTH))
    name = quoted(names[id_])
    ask = f"Twice as much comes in for {name}. When is it done, and who waits for it meanwhile?"
    figure = f"{name} is busy for {busy} of the time that it has; with twice as much for {grown}."
    yield raised(ask, figure, [id_], names)


def of_loss(faults: Iterable[FaultOutcome], estimates: Estimates, names: Mapping[str, str]) -> Iterator[Question]:
    """Ask for the one component whose loss leaves least, of equal ones for that which takes most along."""
    graph, worst = estimates.graph, estimates.availabilities.worst
    single = [each for each in faults if each.kill in graph.nodes and each.kill not in graph.entries]
    hurt = [each for each in single if each.served < 1 or each.degraded]
    if not hurt:
        return
    saved = worst.saved() if worst else {}
    found = min(hurt, key=lambda each: (each.served, -len(_beside(each)), -saved.get(each.kill, 0.0), each.kill))
    name, beside = quoted(names[found.kill]), _beside(found)
    ask = f"{name} is gone, and answers still come. What is worse about them, and who notices?"
    if found.served < 1:
        ask = f"At peak {name} is gone. What does a caller get in the first minute, and who or what brings it back?"
    left = f"{100 * found.served:.3g} % of the requests are" if found.served else "no request is"
    hit = f"; hit with it: {listed(names[id_] for id_ in beside)}" if beside else ""
    yield raised(ask, f"Without {name} {left} answered{hit}.", [found.kill, *beside], names)


def _beside(found: FaultOutcome) -> list[str]:
    """Give what is down or does without something, apart from what failed."""
    return [id_ for id_ in dict.fromkeys((*found.down, *found.degraded)) if id_ != found.kill]


def of_timeouts(estimates: Estimates, names: Mapping[str, str]) -> Iterator[Question]:
    """Ask for the call of which the largest share runs out of time, of equal ones that with the shortest timeout."""
    times = estimates.performance
    if times.slowest is None:
        return
    callers = dict.fromkeys((*times.graph.entries, *times.graph.path))
    calls = [call for id_ in callers for call in times.calls.all(id_) if call.timeout_ms < inf]
    known = not times.added and not times.overloaded
    late = {call.id: times.distributions.late(call) if known else 0.0 for call in calls}
    first = min(calls, key=lambda call: (-round(late[call.id], 6), call.timeout_ms, call.id), default=None)
    if first is not None:
        yield _of_timeout(
            first, _late(first, late[first.id], names) if known else _alone(first, times.graph, names), names
        )


def _late(call: Call, share: float, names: Mapping[str, str]) -> str:
    """Say which share of a call's tries runs out of time."""
    some = f"{100 * share:.2g} %" if share >= _RARE else "Next to none"
    caller, called = quoted(names[call.source]), quoted(names[call.target])
    return f"{some} of the tries would be answered after the {_wait(call)} that {caller} waits for {called}."


def _alone(call: Call, graph: DesignGraph, names: Mapping[str, str]) -> str:
    """Say how long what is called takes by itself, where queues that only grow leave no share to tell."""
    own = graph.nodes[call.target].number("p99_ms")
    alone = "" if own is None else f", which alone takes {format_number(own)} ms at p99"
    return f"{quoted(names[call.source])} waits {_wait(call)} for {quoted(names[call.target])}{alone}."


def _of_timeout(call: Call, figure: str, names: Mapping[str, str]) -> Question:
    then = "what is its answer made of then" if call.soft or call.stand_ins else "what does the user get then"
    gives = f"{quoted(names[call.source])} gives {quoted(names[call.target])} {_wait(call)}"
    return raised(
        f"{gives}. How often is that too short, {then}, and who sees it?",
        figure,
        [call.source, call.target],
        names,
        f"It is tried {call.tries} times." if call.tries > 1 else "",
        f"In its place: {listed(names[each.target] for each in call.stand_ins)}." if call.stand_ins else "",
    )


def _wait(call: Call) -> str:
    return f"{format_number(call.timeout_ms)} ms"


def _rate(per_s: float) -> str:
    return format_number(float(f"{per_s:.3g}"))
