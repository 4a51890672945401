"""What a drawing costs: in all, for a thousand requests, for what, and the cheapest change to its objective."""

from collections.abc import Iterator, Mapping

from designer.analysis.reliability import availability_text
from designer.catalog.library import catalog
from designer.model.analysis import Analysis, Improvement
from designer.model.rubric import TITLES
from designer.report import words
from designer.report.numbers.figures import bracket
from designer.report.numbers.line import Extent, Line, Section, first


def costs(analysis: Analysis, names: Mapping[str, str], extent: Extent) -> Iterator[Section]:
    """Give the sums by group of the palette; the whole has them by component and by competency too."""
    cost, title = analysis.cost, "What it costs a month"
    if cost is None:
        return
    known = "not known" if cost.total.value is None else f"${cost.total.value:,.0f}"
    sums = [Line("In all", known, cost.total.statement or bracket(cost.total))]
    if cost.per_thousand_requests.value is not None:
        sums.append(Line("For a thousand requests", words.small_usd(cost.per_thousand_requests.value)))
    groups = first(title, _parts(cost.by_group, {group.id: group.title for group in catalog().groups}), extent)
    yield Section(title, (*sums, *groups.lines), left_out=groups.left_out)
    if extent.whole:
        yield first(f"{title}, by component", _parts(cost.by_component, names), extent)
        competencies = {competency.value: said for competency, said in TITLES.items()}
        yield first(f"{title}, by competency", _parts(cost.by_competency, competencies), extent)


def _parts(usd: Mapping[str, float], titles: Mapping[str, str]) -> Iterator[Line]:
    """Give each part of a sum a line, the dearest first."""
    total = sum(usd.values())
    for name, value in sorted(usd.items(), key=lambda item: (-item[1], item[0])):
        yield Line(titles.get(name, name), f"${value:,.0f}", "", value / total if total else None)


def cheapest(found: Improvement | None) -> Iterator[Line]:
    """Tell the cheapest change, or why there is none; nothing where none was looked for."""
    if found is None or (found.change is None and not found.meets and not found.tried):
        return
    if found.change is None:
        yield Line("", f"{words.sentence(found.statement)}.")
        return
    usd = found.change.cost_usd_per_month
    more = f"${usd:,.0f} more a month" if usd else "at no cost"
    reached = availability_text(found.change.availability)
    enough = "" if found.meets else ", which is not enough"
    yield Line(found.change.sentence, more, f"{reached}{enough}", ids=(found.change.at,))
