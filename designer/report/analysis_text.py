"""The numbers of a drawing as plain text for a terminal."""

from collections.abc import Iterable, Iterator, Mapping

from designer.analysis.naming import listed
from designer.model.analysis import Analysis, EntryFigures, Load
from designer.model.critique import Estimate, FaultOutcome
from designer.model.kind import Group
from designer.report import words
from designer.report.consequences import consequences
from designer.report.cost_text import cost_lines, improvement_line
from designer.report.numbers import rests_on
from designer.report.text import wrapped

_WIDE = 26
_FIRST, _PAIRS, _BUSIEST, _FAULTS, _DRILLS, _SPANS = 8, 10, 12, 40, 3, 25
"""Lines of a section that a terminal shows; JSON has them all."""


def analysis_text(analysis: Analysis, names: Mapping[str, str], groups: Mapping[str, Group]) -> str:
    """Write an analysis as text that ends with a line break; `names` are the components', `groups` the palette's."""
    return "\n".join(line.rstrip() for line in _lines(analysis, names, groups)) + "\n"


def _lines(analysis: Analysis, names: Mapping[str, str], groups: Mapping[str, Group]) -> Iterator[str]:
    yield from wrapped(analysis.design.title or "Untitled drawing")
    under = f"under the load of '{analysis.scenario}'" if analysis.scenario else "without a load"
    dead = f", with {', '.join(analysis.killed)} dead" if analysis.killed else ""
    yield from wrapped(f"{under}{dead}".capitalize())
    yield ""
    yield from _estimates(analysis.estimates)
    if len(analysis.entries) > 1:
        yield from (line for entry in analysis.entries for line in _entry(entry))
    yield from _section("What to mend first, and the downtime that goes", _importance(analysis))
    yield from _section("Takes the entry down", _cut_sets(analysis))
    yield from _section("An ordinary request, and the slowest in a hundred", _timeline(analysis))
    yield from _section("Busiest at peak", _loads(analysis))
    yield from _cost(analysis, names, groups)
    yield from _section("When it fails", _faults(analysis.faults, names))
    yield from _consequences(analysis, names)
    yield from _section("Rests on", (f"{what} ({', '.join(of)})" for what, of in rests_on(analysis)))
    yield from _section("Left out", (f"{note}." for note in analysis.notes))
    ends = (f"{end.what}{f' ({words.short(end.where)})' if end.where else ''}" for end in analysis.loose_ends)
    yield from _section("Loose ends", ends)


def _section(title: str, items: Iterable[str]) -> Iterator[str]:
    found = list(items)
    if found:
        yield ""
        yield title
    for item in found:
        yield from wrapped(f"  -  {item}", hang=5)


def _figure(name: str, found: Estimate) -> Iterator[str]:
    title = words.ESTIMATE_TITLES.get(name, name.replace("_", " ").capitalize())
    value = words.estimate(found)
    if found.unavailability is not None and found.value is not None:
        value += f"  ({'degraded or ' if name == 'full_service' else ''}{words.downtime(found.unavailability)})"
    how = "" if found.method == "exact" or found.value is None else "about "
    between = ""
    if found.low is not None and found.high is not None:
        ends = [words.estimate(found.model_copy(update={"value": end})) for end in (found.low, found.high)]
        between = f", between {ends[0]} and {ends[1]}" if ends[0] != ends[1] else ""
    said = f": {found.statement}" if found.statement else ""
    yield from wrapped(f"{title:<{_WIDE}}{how}{value}{between}{said}", hang=_WIDE)


def _estimates(estimates: Mapping[str, Estimate]) -> Iterator[str]:
    """Tell the figures; a reason why one is not known is told once for all that follow."""
    before = ""
    for name, found in estimates.items():
        same = found.value is None and found.statement == before != ""
        yield from _figure(name, found.model_copy(update={"statement": "for the same reason"}) if same else found)
        before = found.statement if found.value is None else ""


def _entry(entry: EntryFigures) -> Iterator[str]:
    yield ""
    yield from wrapped(f"From {entry.name}")
    yield from _estimates(entry.estimates)


def _importance(analysis: Analysis) -> Iterator[str]:
    for each in analysis.importance[:_FIRST]:
        yield f"{each.name}: {words.a_month(each.saved_min_per_month)}"


def _cut_sets(analysis: Analysis) -> Iterator[str]:
    single = [cut for cut in analysis.cut_sets if len(cut.parts) == 1]
    for cut in (*single, *[cut for cut in analysis.cut_sets if len(cut.parts) > 1][:_PAIRS]):
        yield f"{' with '.join(cut.names)} ({words.downtime(cut.unavailability)})"


def _loads(analysis: Analysis) -> Iterator[str]:
    busy = sorted((each for each in analysis.loads if each.utilisation), key=lambda each: -(each.utilisation or 0.0))
    for each in busy[:_BUSIEST]:
        rate = "" if each.rate_per_s is None else f" of {words.figures(each.rate_per_s)} /s"
        used = f"{words.figures(100 * (each.utilisation or 0.0))} % used{rate and f',{rate[3:]} asked'}"
        yield f"{each.name}: {used}{_replicas(each)}"


def _replicas(load: Load) -> str:
    """Say what a region has, and what it needs where that is more."""
    if load.replicas_needed is None:
        return ""
    told = f", {load.replicas} {'replica' if load.replicas == 1 else 'replicas'}, {load.replicas_needed} needed at 70 %"
    spare = load.replicas_needed_less_a_zone
    return told if spare is None else f"{told}, {spare} without a zone"


def _timeline(analysis: Analysis) -> Iterator[str]:
    for span in analysis.timeline[:_SPANS]:
        if span.takes_ms or span.takes_p99_ms or span.takes_p99_ms is None:
            times = [words.milliseconds(each) for each in (span.starts_ms, span.takes_ms, span.takes_p99_ms)]
            share = f", in {100 * span.share:,.3g} % of the requests" if span.share < 1 else ""
            together = f", together with {span.together}" if span.together else ""
            yield f"{'· ' * span.depth}{span.name}: from {times[0]} for {times[1]}, p99 {times[2]}{share}{together}"


def _cost(analysis: Analysis, names: Mapping[str, str], groups: Mapping[str, Group]) -> Iterator[str]:
    if analysis.cost is not None:
        yield from ("", "Cost")
        for line in cost_lines(analysis.cost, names, groups):
            indent = len(line) - len(line.lstrip())
            yield from wrapped(line.strip(), indent=2 + indent, hang=4 + indent)
    if analysis.improvement is not None:
        yield from wrapped(improvement_line(analysis.improvement), indent=2)


def _consequences(analysis: Analysis, names: Mapping[str, str]) -> Iterator[str]:
    """Say how each fault of data or of a version goes, with every step, how long it takes and where that is from."""
    found = consequences(analysis.rollouts[:_DRILLS], analysis.model_faults, names)
    if found:
        yield from ("", "When a version or data go wrong")
    for each in found:
        figures = f" ({', '.join(each.figures)})" if each.figures else ""
        yield from wrapped(f"  -  {each.title}: {each.outcome}. {each.sentence}{figures}", hang=5)
        yield from (line for step in each.steps for line in wrapped(step, indent=7, hang=9))
        if each.assumes:
            yield from wrapped(f"rests on: {'; '.join(each.assumes)}", indent=7, hang=9)
    if len(analysis.rollouts) > _DRILLS:
        yield from wrapped(f"  -  and {len(analysis.rollouts) - _DRILLS} models more, in JSON", hang=5)


def _faults(faults: Iterable[FaultOutcome], names: Mapping[str, str]) -> Iterator[str]:
    found = list(faults)
    for each in found[:_FAULTS]:
        told = [] if each.statement and not each.served else [f"{_share(each.served)} of requests answered"]
        for title, ids in (("down", each.down), ("without all it asks for", each.degraded)):
            if ids:
                told.append(f"{title}: {listed(names.get(id_, id_) for id_ in ids)}")
        if each.overloaded:
            full = (f"{names.get(id_, id_)} {100 * used:,.0f} %" for id_, used in each.overloaded.items())
            told.append(f"overloaded: {', '.join(list(full)[:4])}")
        told += [each.statement] if each.statement else []
        yield f"{_called(each.kill, names)}: {'; '.join(told)}"
    if len(found) > _FAULTS:
        yield f"and {len(found) - _FAULTS} faults more, in JSON"


def _called(kill: str, names: Mapping[str, str]) -> str:
    """Say kills for people: `zone:a` is "zone a", an id is the component's name."""

    def one(each: str) -> str:
        sort, colon, name = each.partition(":")
        return names[each] if each in names else f"{sort} {names.get(name, name)}" if colon else each

    return " + ".join(map(one, kill.split(" + ")))


def _share(served: float) -> str:
    return f"{100 * served:,.3g} %" if served < 1 else "all"
