"""An analysis in the order in which people read it, as data: the window, the PDF and the terminal all write it out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from designer.analysis.reliability import downtime_min
from designer.catalog.library import catalog
from designer.drawing.gauge import Gauge
from designer.drawing.waterfall import Row
from designer.model.analysis import Analysis
from designer.model.critique import Estimate, FaultOutcome, Rollout
from designer.report import words
from designer.report.consequences import OUTCOMES, consequences

FIGURES: Mapping[str, str] = {
    name: title for name, title in words.ESTIMATE_TITLES.items() if name != "cost_usd_per_month"
}
"""What a client sees of it: not what it costs."""
NO_REQUESTS = (
    "Availability, latency and capacity come once a request can be followed from a client to an answer; "
    "a batch has none."
)
MOST_ROWS = 24
"""Components on the picture of a request's way."""
_NAMED = 2
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
            "How busy at the peak", tuple(_loads(analysis)), "Load over what all replicas can do; 70 % leaves room."
        ),
        Section(
            "What to fix first",
            tuple(_importance(analysis)),
            "Downtime that goes away if this one never fails.",
        ),
        Section("What takes it down", tuple(_cut_sets(analysis)), "Alone, or both at once; what is likeliest first."),
        Section("If something fails", tuple(_faults(analysis, names))),
        Section("If a version or data go wrong", tuple(_consequences(analysis, names))),
        Section("A bad version, step by step", tuple(_rollout(analysis.rollout)) if analysis.rollout else ()),
        Section("What it costs a month", tuple(_cost(analysis))),
        Section("The cheapest way to the objective", tuple(_improvement(analysis))),
        Section("What the numbers rest on", tuple(Line(what, "", ", ".join(of)) for what, of in rests_on(analysis))),
        Section("Left out", tuple(Line(note, "") for note in analysis.notes)),
    )
    return tuple(replace(each, lines=tuple(map(_begun, each.lines))) for each in made if each.lines)


def _begun(line: Line) -> Line:
    """Begin a line's name and its note with capitals."""
    return replace(line, name=words.sentence(line.name), note=words.sentence(line.note))


def rests_on(analysis: Analysis) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each assumption once, with the names of the figures that rest on it."""
    said: dict[str, list[str]] = {}
    for name, found in analysis.estimates.items():
        for assumption in found.assumes:
            said.setdefault(assumption, []).append(words.ESTIMATE_TITLES.get(name, name).lower())
    for assumption in analysis.rollout.assumes if analysis.rollout is not None else ():
        said.setdefault(assumption, []).append("a bad version")
    return ((assumption, tuple(titles)) for assumption, titles in said.items())


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
    """Give each figure its line; those that are not known for one reason share one, and all of them a sentence."""
    shown = [(title, estimates[name]) for name, title in FIGURES.items() if name in estimates]
    for why, group in groupby(shown, key=lambda each: each[1].statement if each[1].value is None else None):
        titles, found = zip(*group, strict=True)
        if why is None:
            told = [each.statement for each in found]
            news = [text if text not in told[:place] else "" for place, text in enumerate(told)]
            yield from map(_figure, titles, found, news)
        elif why and len(titles) == len(shown) > 1:
            yield Line("", f"{words.sentence(why)}.", NO_REQUESTS)
        else:
            yield Line(_all(titles), "not known", why)


def _figure(title: str, found: Estimate, statement: str) -> Line:
    about = [statement or bracket(found)]
    if found.unit == "fraction" and found.value is not None:
        about.insert(0, words.downtime(1 - found.value if found.unavailability is None else found.unavailability))
    return Line(title, words.estimate(found), "; ".join(about))


def _entries(analysis: Analysis) -> Iterator[Section]:
    """Give each entry point a section of its own where there are several."""
    for entry in analysis.entries if len(analysis.entries) > 1 else ():
        yield Section(f"As “{words.short(entry.name)}” sees it", tuple(_figures(entry.estimates)))


def _loads(analysis: Analysis) -> Iterator[Line]:
    known = [load for load in analysis.loads if load.utilisation is not None]
    for load in sorted(known, key=lambda load: (-(load.utilisation or 0.0), load.id))[:MOST]:
        rate = f"{words.figures(load.rate_per_s)} /s" if load.rate_per_s is not None else ""
        used = load.utilisation or 0.0
        yield Line(load.name, words.share(used), rate, used, Gauge(used).tone, (load.id,))


def _importance(analysis: Analysis) -> Iterator[Line]:
    total = sum(each.saved_min_per_month for each in analysis.importance)
    for each in analysis.importance[:MOST]:
        share = each.saved_min_per_month / total if total else None
        yield Line(each.name, words.a_month(each.saved_min_per_month), "", share, "accent", (each.part,))


def _cut_sets(analysis: Analysis) -> Iterator[Line]:
    """Tell what takes the entry down, the likeliest first; what is held never to fail is left out."""
    likely = sorted((cut for cut in analysis.cut_sets if cut.unavailability > 0), key=lambda cut: -cut.unavailability)
    for cut in likely[:MOST]:
        yield Line(_all(cut.names), words.a_month(downtime_min(cut.unavailability)), ids=cut.parts)


def _faults(analysis: Analysis, names: Mapping[str, str]) -> Iterator[Line]:
    """Tell the faults, what costs most answers first; zones are told whatever they cost."""
    worst = sorted(analysis.faults, key=lambda fault: (fault.served, -len(fault.degraded), fault.kill))
    zones = [fault for fault in worst if fault.kill.startswith("zone:")][:MOST]
    rest = [fault for fault in worst if fault not in zones][:MOST]
    return (_fault(fault, names) for fault in (*zones, *rest))


def _fault(fault: FaultOutcome, names: Mapping[str, str]) -> Line:
    tone = "success" if fault.served >= 1 and not fault.degraded else "warning" if fault.served > 0 else "danger"
    told = [fault.statement] if fault.statement else []
    down = tuple(id_ for id_ in fault.down if id_ != fault.kill)
    told += [f"{fate}: {_some(ids, names)}" for fate, ids in (("down", down), ("degraded", fault.degraded)) if ids]
    if fault.overloaded:
        told.append(f"survivors at {words.share(max(fault.overloaded.values()))}")
    if fault.p99_ms is not None:
        told.append(f"p99 {words.milliseconds(fault.p99_ms)}")
    ids = (*fault.down, *fault.degraded, *fault.overloaded)
    served = words.sentence(f"{words.share(fault.served)} served")
    return Line(words.killed_name(fault.kill, names), served, "; ".join(told), fault.served, tone, ids)


def _all(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _some(ids: Sequence[str], names: Mapping[str, str]) -> str:
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return f"{', '.join(names.get(id_, id_) for id_ in ids[:_NAMED])}{more}"


def _consequences(analysis: Analysis, names: Mapping[str, str]) -> Iterator[Line]:
    """Tell how each fault of model or data goes; what cannot happen here is left out."""
    for each in consequences(analysis.rollouts, analysis.model_faults, names):
        if each.outcome != OUTCOMES["absent"]:
            figures = words.sentence(f"{'; '.join(each.figures)}.") if each.figures else ""
            note = f"{each.sentence} {figures}".strip()
            yield Line(each.title, each.outcome, note)


def _rollout(rollout: Rollout) -> Iterator[Line]:
    """Tell the drill as it goes: each stretch of time with its origin, or where the walk along the drawing ends."""
    seen = tuple(dict.fromkeys(rollout.witness))
    if rollout.failure:
        yield Line("", f"{words.sentence(rollout.statement)}.", ids=seen, tone="danger")
    whole = sum(step.seconds for step in rollout.steps)
    for step in rollout.steps:
        share = step.seconds / whole if whole else None
        seconds = words.duration(step.seconds) if step.seconds else "at once"
        yield Line(step.what, seconds, step.origin, share, ids=(step.at,) if step.at else seen)
    if rollout.bad_predictions is not None:
        share = rollout.blast_share
        most = {0.0: "none", 1.0: "all"}.get(share or 0.0, f"at most {words.share(share or 0.0)}")
        blast = "" if share is None else f"it answers {most} of the traffic"
        yield Line("Bad predictions until it is undone", f"{rollout.bad_predictions:,.0f}", blast, ids=seen)
    elif rollout.bad_predictions_per_h is not None:
        yield Line(
            "Bad predictions", f"{rollout.bad_predictions_per_h:,.0f} an hour", "and nothing ends them", ids=seen
        )


def _cost(analysis: Analysis) -> Iterator[Line]:
    cost = analysis.cost
    if cost is None:
        return
    whole = cost.total
    known = "not known" if whole.value is None else f"${whole.value:,.0f}"
    yield Line("In all", known, whole.statement or bracket(whole))
    if cost.per_thousand_requests.value is not None:
        yield Line("For a thousand requests", words.small_usd(cost.per_thousand_requests.value))
    total, titles = sum(cost.by_group.values()), {group.id: group.title for group in catalog().groups}
    for name, value in sorted(cost.by_group.items(), key=lambda item: (-item[1], item[0]))[:MOST]:
        yield Line(titles.get(name, name), f"${value:,.0f}", "", value / total if total else None)


def _improvement(analysis: Analysis) -> Iterator[Line]:
    """Tell the cheapest change, or why there is none; nothing where none was looked for."""
    found = analysis.improvement
    if found is None or (found.change is None and not found.meets and not found.tried):
        return
    if found.change is None:
        yield Line("", f"{words.sentence(found.statement)}.")
        return
    usd = found.change.cost_usd_per_month
    more = f"${usd:,.0f} more a month" if usd else "at no cost"
    reached = words.fraction(found.change.availability)
    yield Line(found.change.sentence, more, f"{reached}{'' if found.meets else ', which is not enough'}",
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
