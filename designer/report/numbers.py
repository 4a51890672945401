"""An analysis in the order in which people read it, as data: the window, the PDF and the terminal all write it out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from designer.analysis.reliability import downtime_min
from designer.catalog.library import catalog
from designer.drawing.gauge import Gauge
from designer.drawing.waterfall import Row
from designer.model.analysis import Analysis, Improvement
from designer.model.critique import Estimate, FaultOutcome, Rollout
from designer.report import words
from designer.report.consequences import OUTCOMES, consequences

FIGURES: Mapping[str, str] = {
    "availability": "Availability",
    "full_service": "With nothing missing",
    "p50_ms": "Median latency",
    "p90_ms": "p90 latency",
    "p99_ms": "p99 latency",
    "p999_ms": "p99.9 latency",
    "capacity_per_s": "Capacity",
    "cost_usd_per_month": "Cost",
}
MOST_ROWS = 24
"""Components on the picture of a request's way."""
MOST = 6
"""Lines of a list; what matters less is among the data of `designer analyze --format json`."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a name, what is said of it, and perhaps a share of a whole (1 is all of it) in a tone.

    `ids` are what it speaks of in the drawing; `note` is what else there is to know.
    """

    name: str
    value: str
    note: str = ""
    share: float | None = None
    tone: str = "accent"
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Some rows under a title, with a sentence on how they were found."""

    title: str
    lines: tuple[Line, ...]
    about: str = ""


def sections(analysis: Analysis, names: Mapping[str, str]) -> tuple[Section, ...]:
    """Put an analysis in order; a section that has nothing to say is left out. `names` are those of the components."""
    made = (
        Section("What a client sees", tuple(_figures(analysis.estimates))),
        *_entries(analysis),
        Section(
            "How busy at the peak", tuple(_loads(analysis)), "load over what all replicas can do; 70 % leaves room"
        ),
        Section(
            "What to fix first",
            tuple(_importance(analysis)),
            "downtime that goes away if this one never fails",
        ),
        Section("What takes it down", tuple(_cut_sets(analysis)), "alone, or both at once"),
        Section("If something fails", tuple(_faults(analysis, names))),
        Section("If a version or data go wrong", tuple(_consequences(analysis, names))),
        Section("A bad version, step by step", tuple(_rollout(analysis.rollout)) if analysis.rollout else ()),
        Section("What it costs a month", tuple(_cost(analysis))),
        Section("The cheapest way to the objective", tuple(_improvement(analysis.improvement))),
    )
    return tuple(section for section in made if section.lines)


def bracket(found: Estimate) -> str:
    """Say how a figure was computed, and by how much it may be off.

    >>> bracket(Estimate(value=57.0, unit="ms", method="approximation", low=55.0, high=60.0))
    'approximation, between 55 ms and 60 ms'
    """
    if found.low is None or found.high is None or found.low == found.high:
        return found.method
    low, high = (words.estimate(found.model_copy(update={"value": end})) for end in (found.low, found.high))
    return found.method if low == high else f"{found.method}, between {low} and {high}"


def _figures(estimates: Mapping[str, Estimate]) -> Iterator[Line]:
    for name, title in FIGURES.items():
        found = estimates.get(name)
        if found is None:
            continue
        about = [found.statement] if found.statement else [bracket(found)]
        if found.unit == "fraction" and found.value is not None:
            about.insert(0, words.downtime(found.unavailability or 1 - found.value))
        yield Line(title, words.estimate(found), "; ".join(about))


def _entries(analysis: Analysis) -> Iterator[Section]:
    """Give each entry point a section of its own where there are several."""
    for entry in analysis.entries if len(analysis.entries) > 1 else ():
        yield Section(f"As “{words.short(entry.name)}” sees it", tuple(_figures(entry.estimates)))


def _loads(analysis: Analysis) -> Iterator[Line]:
    known = [load for load in analysis.loads if load.utilisation is not None]
    for load in sorted(known, key=lambda load: (-(load.utilisation or 0.0), load.id))[:MOST]:
        rate = f"{load.rate_per_s:,.3g} /s" if load.rate_per_s is not None else ""
        used = load.utilisation or 0.0
        yield Line(load.name, f"{used:.0%}".replace("%", " %"), rate, used, Gauge(used).tone, (load.id,))


def _importance(analysis: Analysis) -> Iterator[Line]:
    total = sum(each.saved_min_per_month for each in analysis.importance)
    for each in analysis.importance[:MOST]:
        share = each.saved_min_per_month / total if total else None
        yield Line(_sentence(each.name), _minutes(each.saved_min_per_month), "", share, "accent", (each.part,))


def _sentence(text: str) -> str:
    """Begin words with a capital, as a line does."""
    return f"{text[:1].upper()}{text[1:]}"


def _minutes(minutes: float) -> str:
    if minutes < 1:
        return f"{minutes * 60:.2g} s a month"
    return f"{minutes:.3g} min a month"


def _cut_sets(analysis: Analysis) -> Iterator[Line]:
    for cut in analysis.cut_sets[:MOST]:
        yield Line(_sentence(" and ".join(cut.names)), _minutes(downtime_min(cut.unavailability)), ids=cut.parts)


def killed_name(kill: str, names: Mapping[str, str]) -> str:
    """Name what was killed for people.

    >>> killed_name("zone:a", {}), killed_name("replica:m", {"m": "Scorer"}), killed_name("m", {"m": "Scorer"})
    ('Zone a', 'One replica of Scorer', 'Scorer')
    """
    sort, _, what = kill.rpartition(":")
    name = names.get(what, what)
    starts = {"zone": "Zone ", "region": "Region ", "replica": "One replica of ", "slow": "A slow "}
    return f"{starts[sort]}{name}" if sort in starts else names.get(kill, kill)


def _faults(analysis: Analysis, names: Mapping[str, str]) -> Iterator[Line]:
    """Tell each fault, what costs most answers first."""
    worst = sorted(analysis.faults, key=lambda fault: (fault.served, -len(fault.degraded), fault.kill))
    return (_fault(fault, names) for fault in worst[:MOST])


def _fault(fault: FaultOutcome, names: Mapping[str, str]) -> Line:
    served = f"{fault.served:.0%}".replace("%", " % served")
    tone = "success" if fault.served >= 1 and not fault.degraded else "warning" if fault.served > 0 else "danger"
    told = [fault.statement] if fault.statement else []
    if fault.overloaded:
        worst = max(fault.overloaded.values())
        told.append(f"survivors at {worst:.0%}".replace("%", " %"))
    if fault.p99_ms is not None:
        told.append(f"p99 {fault.p99_ms:,.3g} ms")
    ids = (*fault.down, *fault.degraded, *fault.overloaded)
    return Line(killed_name(fault.kill, names), served, "; ".join(told), fault.served, tone, ids)


def _consequences(analysis: Analysis, names: Mapping[str, str]) -> Iterator[Line]:
    """Tell how each fault of model or data goes; what cannot happen here is left out."""
    for each in consequences(analysis.rollouts, analysis.model_faults, names):
        if each.outcome != OUTCOMES["absent"]:
            note = " ".join((each.sentence, *([f"{'; '.join(each.figures)}."] if each.figures else [])))
            yield Line(each.title, each.outcome, note)


def _rollout(rollout: Rollout) -> Iterator[Line]:
    """Tell the drill as it goes: each stretch of time with its origin, or where the walk along the drawing ends."""
    seen = tuple(dict.fromkeys(rollout.witness))
    if rollout.failure:
        yield Line("", _sentence(rollout.statement), ids=seen, tone="danger")
    whole = sum(step.seconds for step in rollout.steps)
    for step in rollout.steps:
        share = step.seconds / whole if whole else None
        yield Line(
            _sentence(step.what), words.duration(step.seconds), step.origin, share, ids=(step.at,) if step.at else seen
        )
    if rollout.bad_predictions is not None:
        share = rollout.blast_share
        blast = "" if share is None else f"it answers {share:.0%} of the traffic at most".replace("%", " %")
        yield Line("Bad predictions until it is undone", f"{rollout.bad_predictions:,.0f}", blast, ids=seen)
    elif rollout.bad_predictions_per_h is not None:
        yield Line(
            "Bad predictions", f"{rollout.bad_predictions_per_h:,.0f} an hour", "and nothing ends them", ids=seen
        )


def _cost(analysis: Analysis) -> Iterator[Line]:
    cost = analysis.cost
    if cost is None:
        return
    yield Line("In all", words.estimate(cost.total), bracket(cost.total))
    if cost.per_thousand_requests.value is not None:
        yield Line("For a thousand requests", f"${cost.per_thousand_requests.value:,.3g}")
    total, titles = sum(cost.by_group.values()), {group.id: group.title for group in catalog().groups}
    for name, value in sorted(cost.by_group.items(), key=lambda item: (-item[1], item[0]))[:MOST]:
        yield Line(titles.get(name, name), f"${value:,.0f}", "", value / total if total else None)


def _improvement(found: Improvement | None) -> Iterator[Line]:
    if found is None or (found.change is None and not found.statement):
        return
    if found.change is None:
        yield Line("", _sentence(found.statement))
        return
    more = f"${found.change.cost_usd_per_month:,.0f} more a month"
    reached = words.estimate(Estimate(value=found.change.availability, unit="fraction", method="exact"))
    yield Line(_sentence(found.change.sentence), more, f"{reached}{'' if found.meets else ', which is not enough'}",
               ids=(found.change.at,))  # fmt: skip


def timeline_rows(analysis: Analysis) -> tuple[Row, ...]:
    """Give the way of an ordinary request as rows to draw, without its client; none where there are no times."""
    spans = [span for span in analysis.timeline if span.depth and span.own_ms is not None]
    return tuple(
        Row(
            span.name,
            span.starts_ms,
            span.own_ms or 0.0,
            span.own_p99_ms or 0.0,
            span.depth - 1,
            optional=span.share < 1,
        )
        for span in spans[:MOST_ROWS]
    )


def gauges(analysis: Analysis) -> dict[str, Gauge]:
    """Give each component its numbers: how busy it is, and its share of the downtime."""
    total = sum(each.saved_min_per_month for each in analysis.importance)
    shares = {each.part: each.saved_min_per_month / total for each in analysis.importance} if total else {}
    used = {load.id: load.utilisation for load in analysis.loads}
    return {id_: Gauge(used.get(id_), shares.get(id_)) for id_ in dict.fromkeys([*used, *shares])}
