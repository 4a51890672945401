"""The figures that a client sees, each with how it was computed and what it rests on."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from designer.model.analysis import Analysis
from designer.model.critique import Estimate
from designer.report import words
from designer.report.numbers.line import Line, Section, joined

FIGURES: Mapping[str, str] = {
    name: title for name, title in words.ESTIMATE_TITLES.items() if name != "cost_usd_per_month"
}
"""What a client sees of it: not what it costs."""
NO_REQUESTS = (
    "Availability, latency and capacity come once a request can be followed from a client to an answer; "
    "a batch has none."
)


def seen_by_a_client(analysis: Analysis) -> Iterator[Section]:
    """Give what any client sees, and each entry point a section of its own where there are several."""
    yield Section("What a client sees", tuple(_figures(analysis.estimates)))
    for entry in analysis.entries if len(analysis.entries) > 1 else ():
        yield Section(f"As “{words.short(entry.name)}” sees it", tuple(_figures(entry.estimates)))


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
            first, *more = titles
            yield Line(joined([first, *(f"{title[0].lower()}{title[1:]}" for title in more)]), "not known", why)


def _figure(title: str, found: Estimate, statement: str) -> Line:
    about = [bracket(found), *([statement] if statement else [])]
    if found.unit == "fraction" and found.value is not None:
        about.insert(0, words.downtime(1 - found.value if found.unavailability is None else found.unavailability))
    return Line(title, words.estimate(found), "; ".join(about))


def bracket(found: Estimate) -> str:
    """Say how a figure was computed, and by how much it may be off.

    >>> bracket(Estimate(value=57.0, unit="ms", method="approximation", low=55.0, high=60.0))
    'approximation, between 55 ms and 60 ms'
    """
    if found.low is None or found.high is None or found.low == found.high:
        return found.method
    low, high = (words.estimate(found.model_copy(update={"value": end})) for end in (found.low, found.high))
    return found.method if low == high else f"{found.method}, between {low} and {high}"


def rests_on(analysis: Analysis) -> Iterator[Line]:
    """Give each assumption once, with the names of the figures that rest on it."""
    said: dict[str, list[str]] = {}
    for name, found in analysis.estimates.items():
        for assumption in found.assumes:
            said.setdefault(assumption, []).append(words.ESTIMATE_TITLES.get(name, name).lower())
    for assumption in analysis.rollout.assumes if analysis.rollout is not None else ():
        said.setdefault(assumption, []).append("a bad version")
    return (Line(assumption, "", ", ".join(titles)) for assumption, titles in said.items())
