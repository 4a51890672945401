"""Numbers in a person's sentence: stretches of time, how often something is done, rates, shares."""

import re

from designer.catalog.quantity import LARGEST, UNITS

_DURATION = (
    r"(?P<number>\d+(?:\.\d+)?)?\s*(?P<unit>ms|s|sec|seconds?|m|min|minutes?|h|hours?|d|days?|w|weeks?|months?)\b"
)

_KEPT = re.compile(
    rf"\b(?:kept|held|cached|remembered)(?:\s+(?:locally|in (?:process|memory)))?\s+for(?:\s+an?)?\s+{_DURATION}"
)
_STATED_DURATION = re.compile(_DURATION.replace(")?\\s*", ")\\s*", 1))
_COUNTS = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "twelve": "12"}
_COUNTED = re.compile(rf"\b(?P<count>{'|'.join(_COUNTS)})(?= (?:sec|min|hour|day|week|month))")
_EVERY = re.compile(rf"\b(?:every|each|q)\s*{_DURATION}")
_SPAN_S = {"minute": 60.0, "hour": 3600.0, "shift": 28800.0, "day": 86400.0, "night": 86400.0, "week": 604800.0}
_SPAN_S |= {"month": 2592000.0, "quarter": 7776000.0, "year": 31536000.0}
_SO_OFTEN = re.compile(
    rf"\b(?P<times>once|twice|\d+\s*(?:x|times))\s*(?:an?|per|every|each|/)?\s*(?P<span>{'|'.join(_SPAN_S)})(?:ly|s)?\b"
)
_WEEKDAY = re.compile(r"\b(?:every|each|on)\s+(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?\b")
_FIELD = r"(\*(?:/[1-9]\d*)?|\d[\d,-]*)"
_CRON = re.compile(
    rf"(?<![\d*/]){_FIELD} {_FIELD} {_FIELD} (?:\*|\d[\d,-]*) (\*|[\d,-]+|[a-z]{{3}}(?:[,-][a-z]{{3}})*)(?![\w*])"
)


def _figure(digits: str) -> float:
    return min(float(digits), LARGEST)  # hundreds of digits would be infinite, and no sum could hold them


def _duration_s(match: re.Match[str]) -> float:
    unit = match["unit"] if match["unit"] in {"ms", "s"} else match["unit"].removesuffix("s")
    return _figure(match["number"] or "1") * UNITS["s"][0][unit]


def _first_s(pattern: re.Pattern[str], text: str) -> float | None:
    match = pattern.search(text.lower())
    return _duration_s(match) if match else None


def duration_s(text: str) -> float | None:
    """Read the first stretch of time in a text, in seconds: "labels after 30 days".

    >>> duration_s("labels after 30 days")
    2592000.0
    """
    return next(iter(durations_s(text)), None)


def kept_s(text: str) -> float | None:
    """Read for how long a caller keeps an answer, in seconds: "kept in memory for a minute".

    >>> kept_s("kept in memory for a minute")
    60.0
    """
    return _first_s(_KEPT, text)


_HELD = re.compile(
    rf"\b(?:kept|held|cached|remembered)(?:\s+for)?(?:\s+an?)?\s+{_DURATION}"
    r"\s+(?:in|by|at|inside)\s+(?:(?:the|its|each|every|all)\s+)?(?:own\s+)?(?:calling\s+)?"
    r"(?:services?|callers?|process(?:es)?|applications?|readers?)\b"
)


def held_s(text: str) -> float | None:
    """Read for how long those who ask keep what a component answers, from its own words, in seconds.

    >>> held_s("held 60 s in the service"), held_s("kept 30 days")
    (60.0, None)
    """
    return _first_s(_HELD, text)


_TOO_OLD = re.compile(
    rf"\bolder than(?:\s+an?)?\s+{_DURATION}[^.;]*?(?<!not )"
    r"\b(?:missing|absent|ignored|unused|not used|not read|dropped|discarded|refused|expired?s?|default|fallback"
    r"|falls? back)\b"
)


def too_old_s(text: str) -> float | None:
    """Read from which age on a value is used no more, in seconds.

    >>> too_old_s("older than 120 s = missing = list price"), too_old_s("rings when older than 10 min")
    (120.0, None)
    """
    return _first_s(_TOO_OLD, text)


def durations_s(text: str) -> list[float]:
    """Read every stretch of time in a text, in seconds.

    >>> durations_s("watched for 30 s, closed after 2 h"), durations_s("two weeks")
    ([30.0, 7200.0], [1209600.0])
    """
    in_digits = _COUNTED.sub(lambda match: _COUNTS[match["count"]], text.lower())
    return [_duration_s(match) for match in _STATED_DURATION.finditer(in_digits)]


_RATE = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<times>[km]?)\s*(?:/|\b(?:per|a|each)\b)\s*(?:s|sec|second)\b")
_TIMES = {"": 1.0, "k": 1e3, "m": 1e6}


def rate_per_s(text: str) -> float | None:
    """Read the first rate in a text, a second: "33k/s left".

    >>> rate_per_s("only what is odd, about 60/s"), rate_per_s("1,200 a second"), rate_per_s("28 MB/s")
    (60.0, 1200.0, None)
    """
    match = _RATE.search(text.lower())
    return _figure(match["number"].replace(",", "")) * _TIMES[match["times"]] if match else None


_PERCENTS = re.compile(
    r"(?P<steps>(?:\d+(?:\.\d+)?\s*%?\s*(?:[-–→>/,;]+|\bthen\b|\bto\b|\band\b)\s*)*\d+(?:\.\d+)?)\s*(?:%|percent\b)"
)


def percents(text: str) -> list[float]:
    """Read the percentages in a text; numbers in a row share the sign of the last.

    >>> percents("shadow, then 1 - 10 - 100 %")
    [1.0, 10.0, 100.0]
    """
    runs = (match["steps"] for match in _PERCENTS.finditer(text.lower()))
    return [_figure(number) for run in runs for number in re.findall(r"\d+(?:\.\d+)?", run)]


def percent(text: str) -> float | None:
    """Read the first percentage in a text: "canary 5 %".

    >>> percent("canary 5 %")
    5.0
    """
    return next(iter(percents(text)), None)


def repeated_s(text: str) -> float | None:
    """Read how often something is done, in seconds from one time to the next.

    >>> repeated_s("every 15 min"), repeated_s("twice a week"), repeated_s("on Mondays"), repeated_s("cron 0 3 * * *")
    (900.0, 302400.0, 604800.0, 86400.0)
    """
    text = text.lower()
    if match := _EVERY.search(text):
        return _duration_s(match)
    if match := _SO_OFTEN.search(text):
        number = re.match(r"\d+", match["times"])
        times = _figure(number[0]) if number else {"once": 1.0, "twice": 2.0}[match["times"]]
        return _SPAN_S[match["span"]] / times if times else None
    if _WEEKDAY.search(text):
        return _SPAN_S["week"]
    cron = _CRON.search(text)
    return _cron_s(*cron.groups()) if cron and "*" in cron[0] else None


def _cron_s(minute: str, hour: str, day: str, weekday: str) -> float:
    """Give about how often the fields of a cron table let a job run; of several days or hours it is the first kind."""
    if weekday != "*":
        return _SPAN_S["week"]
    if day != "*":
        return _SPAN_S["month"]
    for field, span in ((hour, "hour"), (minute, "minute")):
        if field.startswith("*/"):
            return _figure(field[2:]) * _SPAN_S[span]
        if field != "*":
            return _SPAN_S["day" if span == "hour" else "hour"]
    return _SPAN_S["minute"]


_TOTAL = re.compile(r"\b(?:totals?|in all|altogether|together|summed|sums?)\b")
_NO_TOTAL = re.compile(r"\b(?:(?:per|in each|each|every|a)\s+region|not|no)\b")


def counts_all_regions(text: str) -> bool:
    """Say whether a sentence makes the numbers of replicas those of all regions together, and not of each.

    >>> counts_all_regions("replica counts are totals over two regions; half of each in each region")
    True
    >>> counts_all_regions("replicas are per region"), counts_all_regions("replica counts are not totals over regions")
    (False, False)
    """
    clauses = re.split(r"[.;:\n]", text.lower())
    return any(
        re.search(r"\b(?:replicas?|counts?|instances|machines)\b", each)
        and re.search(r"\bregions\b", each)
        and _TOTAL.search(each)
        and not _NO_TOTAL.search(each)
        for each in clauses
    )
