"""How the report says numbers, dates and durations to people."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from designer.analysis.reliability import as_told, availability_text, downtime_min
from designer.model.critique import Estimate
from designer.model.rubric import Competency

ESTIMATE_TITLES = {
    "batch_run_h": "Scoring the batch",
    "event_s": "From event to answer",
    "availability": "Availability",
    "full_service": "With nothing missing",
    "p50_ms": "Median latency",
    "p90_ms": "p90 latency",
    "p99_ms": "p99 latency",
    "p999_ms": "p99.9 latency",
    "capacity_per_s": "Capacity",
    "cost_usd_per_month": "Cost",
}
"""The figures of a drawing by the names that people give them."""
_SECOND_MS = 1_000.0


def number(value: float) -> str:
    """Write a number with at most one decimal, thousands separated.

    >>> number(235.30001), number(4.0), number(12000.0)
    ('235.3', '4', '12,000')
    """
    return f"{value:,.1f}".removesuffix(".0")


def percent(value: float | None) -> str:
    """Write a percentage, rounded down to a whole one, so that 99.9 never reads as full.

    >>> percent(71.4), percent(99.96), percent(None)
    ('71 %', '99 %', 'not scored')
    """
    return "not scored" if value is None else f"{math.floor(value + 1e-9)} %"


def points(earned: float, possible: float) -> str:
    """Write what was earned of what was possible.

    >>> points(4, 8), points(0.97, 1)
    ('4 of 8', '0.97 of 1')
    """
    less = earned < possible and number(earned) == number(possible)
    return f"{earned:.2f} of {number(possible)}" if less else f"{number(earned)} of {number(possible)}"


def day(date: dt.date) -> str:
    """Write a date the same way on every machine, whatever its language.

    >>> day(dt.date(2026, 3, 2))
    '2 March 2026'
    """
    months = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
    return f"{date.day} {(*months, 'November', 'December')[date.month - 1]} {date.year}"


def worth_telling(estimates: Mapping[str, Estimate]) -> dict[str, Estimate]:
    """Give the figures of a drawing; where a batch or an event has its time, without those of clients there are not."""
    own = (estimates.get(name) for name in ("batch_run_h", "event_s"))
    known = any(found is not None and found.value is not None for found in own)
    return {name: found for name, found in estimates.items() if found.value is not None or not known}


def estimate(found: Estimate) -> str:
    """Write an estimate's value with its unit.

    >>> estimate(Estimate(value=0.9997, unit="fraction", method="exact"))
    '99.97 %'
    >>> estimate(Estimate(value=1234.5, unit="ms", method="exact"))
    '1.23 s'
    """
    if found.value is None:
        return "not known"
    writers: Mapping[str, Callable[[float], str]] = {
        "fraction": availability_text,
        "ms": milliseconds,
        "h": lambda value: duration(value * 3600),
        "s": lambda value: milliseconds(value * _SECOND_MS) if value < 600 else duration(value),  # noqa: PLR2004 (minutes)
        "per_s": lambda value: f"{figures(value)} /s",
        "usd_per_month": lambda value: f"${value:,.0f} a month",
        "usd_per_thousand_requests": small_usd,
        "usd": lambda value: f"${value:,.0f}",
    }
    writer = writers.get(found.unit)
    return writer(found.value) if writer else f"{figures(found.value)} {found.unit}".strip()


def milliseconds(value: float | None) -> str:
    """Write a time for people; none has no end that is known.

    >>> milliseconds(2.5), milliseconds(4404.3), milliseconds(None)
    ('2.5 ms', '4.4 s', 'not known')
    """
    if value is None:
        return "not known"
    return f"{figures(value / _SECOND_MS)} s" if value >= _SECOND_MS - 0.5 else f"{figures(value)} ms"


def figures(value: float) -> str:
    """Write a number with three figures, or whole where it has more.

    >>> figures(0.8333), figures(57.04), figures(43800.0), figures(3.77e-7)
    ('0.833', '57', '43,800', 'under 0.001')
    """
    if 0 < value < 1e-3:  # noqa: PLR2004 (which no drawing knows)
        return "under 0.001"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.3g}"  # noqa: PLR2004 (three figures are enough)


def round_figures(value: float) -> str:
    """Write a large number that is only an estimate: to two figures, in whole ones.

    >>> round_figures(1_432_303.0), round_figures(351.2), round_figures(0.3)
    ('1,400,000', '350', '1')
    """
    return f"{max(1.0, float(f'{value:.2g}')):,.0f}"


def share(value: float) -> str:
    """Write a share in whole percent; what is nearly all or nearly none is not rounded to it.

    >>> share(1.0), share(0.997), share(0.25), share(0.001), share(86.8)
    ('100 %', 'over 99 %', '25 %', 'under 1 %', '8,680 %')
    """
    percent = round(100 * value)
    if percent == 100 and value < 1:  # noqa: PLR2004 (all of it)
        return "over 99 %"
    return "under 1 %" if not percent and value > 0 else f"{percent:,} %"


def small_usd(value: float) -> str:
    """Write an amount of money that may be far below a cent.

    >>> small_usd(10.3), small_usd(0.00812), small_usd(0.00000002)
    ('$10.30', '$0.00812', 'under $0.0001')
    """
    if value >= 1:
        return f"${value:,.2f}"
    return "under $0.0001" if 0 < value < 1e-4 else f"${value:.3g}"  # noqa: PLR2004 (nobody pays by less)


def sentence(text: str) -> str:
    """Begin words with a capital; a percentile keeps its small p.

    >>> sentence("the calls go in a circle"), sentence(""), sentence("p99 is over")
    ('The calls go in a circle', '', 'p99 is over')
    """
    return text if text[:1] == "p" and text[1:2].isdigit() else f"{text[:1].upper()}{text[1:]}"


def downtime(unavailability: float) -> str:
    """Say what an unavailability means in a month.

    >>> downtime(0.0005)
    'down 21.9 min a month'
    """
    return f"down {a_month(downtime_min(as_told(unavailability)))}" if unavailability else "never down"


def a_month(minutes: float) -> str:
    """Write the minutes of a month that are lost in the unit that suits them.

    >>> a_month(21.9), a_month(43800.0), a_month(0.0072), a_month(0.0001)
    ('21.9 min a month', '730 h a month', '0.43 s a month', 'under 0.1 s a month')
    """
    if minutes >= 60:  # noqa: PLR2004 (an hour)
        return f"{figures(minutes / 60)} h a month"
    if minutes >= 1:
        return f"{minutes:.3g} min a month"
    return f"{minutes * 60:.2g} s a month" if minutes * 60 >= 0.1 or not minutes else "under 0.1 s a month"  # noqa: PLR2004 (of a second)


def minutes(seconds: float) -> str:
    """Write a duration in whole minutes, a short one in seconds.

    >>> minutes(2290), minutes(45)
    ('38 min', '45 s')
    """
    return f"{seconds / 60:.0f} min" if seconds >= 60 else f"{seconds:.0f} s"  # noqa: PLR2004 (a minute)


def duration(seconds: float) -> str:
    """Write a duration in the largest unit of which it has at least one, three figures of it.

    >>> duration(45), duration(5400), duration(2_592_000)
    ('45 s', '1.5 h', '30 d')
    """
    units = (("d", 86_400.0), ("h", 3_600.0), ("min", 60.0), ("s", 1.0))
    name, size = next((unit for unit in units if seconds >= unit[1]), units[-1])
    return f"{seconds / size:.3g} {name}"


def short(text: str, most: int = 60) -> str:
    """Cut words to so many characters, on one line.

    >>> short("a b" * 40, 5)
    'a ba…'
    """
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def killed_name(kill: str, names: Mapping[str, str]) -> str:
    """Name what was killed, alone or together, for people.

    >>> killed_name("zone:a", {}), killed_name("replica:m", {"m": "Scorer"}), killed_name("m", {"m": "Scorer"})
    ('Zone a', 'One replica of Scorer', 'Scorer')
    >>> killed_name("slow:m + zone:1", {"m": "Scorer"}), killed_name("replica:m + replica:m", {"m": "Scorer"})
    ('A slow Scorer + Zone 1', '2 replicas of Scorer')
    """
    counts = Counter([kill] if kill in names else kill.split(" + "))
    return " + ".join(_killed(each, count, names) for each, count in counts.items())


def _killed(kill: str, count: int, names: Mapping[str, str]) -> str:
    sort, _, what = kill.rpartition(":")
    name = names.get(what, what)
    replicas = "One replica of " if count == 1 else f"{count} replicas of "
    starts = {"zone": "Zone ", "region": "Region ", "replica": replicas, "slow": "A slow "}
    return f"{starts[sort]}{name}" if sort in starts else names.get(kill, kill)


def also(competencies: Iterable[Competency]) -> tuple[str, ...]:
    """Say in which other competencies half of a rule's points count too."""
    titles = [competency.title for competency in competencies]
    return (f"half counts in {' and in '.join(titles)} too",) if titles else ()
