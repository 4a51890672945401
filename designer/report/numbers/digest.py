"""An analysis in the order in which people read it, as data: the window, the PDF and the terminal all write it out."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from designer.analysis.reliability import downtime_min
from designer.drawing.gauge import Gauge
from designer.model.analysis import Analysis, Load, Span
from designer.report import words
from designer.report.numbers.cost import cheapest, costs
from designer.report.numbers.faults import failing, going_wrong, stepwise
from designer.report.numbers.figures import rests_on, seen_by_a_client
from designer.report.numbers.line import GLANCE, Extent, Line, Section, first, joined
from designer.report.numbers.pictures import MOST_ROWS

LEAVES_ROOM = "Load over what all replicas can do; 70 % leaves room."


def sections(analysis: Analysis, names: Mapping[str, str], extent: Extent = GLANCE) -> tuple[Section, ...]:
    """Put an analysis in order; a section that has nothing to say is left out. `names` are those of the components."""
    made = (
        *seen_by_a_client(analysis),
        *_timeline(analysis, extent),
        first("How busy at the peak", _loads(analysis), extent, LEAVES_ROOM),
        first("What to fix first", _importance(analysis), extent, "Downtime that goes away if this one never fails."),
        first("What takes it down", _cut_sets(analysis), extent, "Alone, or both at once; what is likeliest first."),
        failing(analysis.faults, names, extent),
        Section("If a version or data go wrong", tuple(going_wrong(analysis, names))),
        Section("A bad version, step by step", () if extent.whole else tuple(stepwise(analysis.rollout))),
        *costs(analysis, names, extent),
        Section("The cheapest way to the objective", tuple(cheapest(analysis.improvement))),
        Section("What the numbers rest on", tuple(rests_on(analysis))),
        Section("Left out", tuple(Line(note, "") for note in analysis.notes)),
        Section("Loose ends", tuple(_loose_ends(analysis)) if extent.whole else ()),
    )
    return tuple(replace(each, lines=tuple(map(_begun, each.lines))) for each in made if each.lines)


def _begun(line: Line) -> Line:
    """Begin a line's name and its note with capitals."""
    return replace(line, name=words.sentence(line.name), note=words.sentence(line.note))


def _timeline(analysis: Analysis, extent: Extent) -> Iterator[Section]:
    """Tell the way of an ordinary request, which is drawn for whoever does not read the whole."""
    if extent.whole:
        spans = [span for span in analysis.timeline if span.takes_ms or span.takes_p99_ms or span.takes_p99_ms is None]
        about = "What the caller of each waits, its own calls included: median, and p99."
        lines = tuple(map(_span, spans[:MOST_ROWS]))
        yield Section("Where the time goes", lines, about, len(spans) - len(lines))


def _span(span: Span) -> Line:
    begins, takes, takes_p99 = map(words.milliseconds, (span.starts_ms, span.takes_ms, span.takes_p99_ms))
    seldom = f"in {100 * span.share:,.3g} % of the requests" if span.share < 1 else ""
    beside = f"together with {span.together}" if span.together else ""
    told = "; ".join(filter(None, (f"p99 {takes_p99}", seldom, beside)))
    return Line(f"{'· ' * span.depth}{span.name}", f"from {begins} for {takes}", told)


def _loads(analysis: Analysis) -> Iterator[Line]:
    known = [load for load in analysis.loads if load.utilisation is not None]
    for load in sorted(known, key=lambda load: (-(load.utilisation or 0.0), load.id)):
        rate = f"{words.figures(load.rate_per_s)} /s" if load.rate_per_s is not None else ""
        used = load.utilisation or 0.0
        yield Line(load.name, words.share(used), rate, used, Gauge(used).tone, (load.id,), tuple(_replicas(load)))


def _replicas(load: Load) -> Iterator[str]:
    """Say what a region has, and what it needs."""
    if load.replicas_needed is not None:
        has = f"{load.replicas} {'replica' if load.replicas == 1 else 'replicas'}"
        spare = load.replicas_needed_less_a_zone
        without = "" if spare is None else f", {spare} without a zone"
        yield f"{has}, {load.replicas_needed} needed at 70 %{without}"


def _importance(analysis: Analysis) -> Iterator[Line]:
    total = sum(each.saved_min_per_month for each in analysis.importance)
    for each in analysis.importance:
        share = each.saved_min_per_month / total if total else None
        yield Line(each.name, words.a_month(each.saved_min_per_month), "", share, "accent", (each.part,))


def _cut_sets(analysis: Analysis) -> Iterator[Line]:
    """Tell what takes the entry down, the likeliest first; what is held never to fail is left out."""
    likely = sorted((cut for cut in analysis.cut_sets if cut.unavailability > 0), key=lambda cut: -cut.unavailability)
    for cut in likely:
        yield Line(joined(cut.names), words.a_month(downtime_min(cut.unavailability)), ids=cut.parts)


def _loose_ends(analysis: Analysis) -> Iterator[Line]:
    for end in analysis.loose_ends:
        yield Line(f"{end.what}{f' ({words.short(end.where)})' if end.where else ''}", "")
