"""Values of properties as people type them ("80 ms", "2k/s", "30 days", "99.9 %") and as they are kept and shown."""

import math
import re
from collections.abc import Mapping

from designer.errors import DesignerError, suggestion
from designer.model.design import PropertyValue
from designer.model.kind import Property, PropertyType

HOURS_A_MONTH = 730.0
"""Hours for which a machine is paid in a month: 8,760 a year, a twelfth of it (the cloud vendors' own convention)."""

_TIME = {
    "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "ms": 1e-3, "millisecond": 1e-3, "msec": 1e-3,
    "s": 1.0, "sec": 1.0, "second": 1.0, "m": 60.0, "min": 60.0, "minute": 60.0,
    "h": 3600.0, "hr": 3600.0, "hour": 3600.0, "d": 86400.0, "day": 86400.0,
    "w": 604800.0, "week": 604800.0, "month": 2_626_560.0, "y": 31_557_600.0, "year": 31_557_600.0,
}  # fmt: skip
_RATE = {
    "rps": 1.0,
    "qps": 1.0,
    "tps": 1.0,
    "hz": 1.0,
    "rpm": 1 / 60,
    **{f"/{time}": 1 / s for time, s in _TIME.items()},
}
_MONEY = {
    **dict.fromkeys(("$", "usd", "dollar", "/month", "/mo", "$/month", "$/mo", "usd/month", "dollar/month"), 1.0),
    **{f"{money}/{time}": HOURS_A_MONTH for money in ("$", "usd", "") for time in ("h", "hour")},
    **{f"{money}/{time}": 1 / 12 for money in ("$", "usd", "") for time in ("y", "year")},
}
_SIZE = {"b": 1e-9, "kb": 1e-6, "mb": 1e-3, "gb": 1.0, "tb": 1e3, "pb": 1e6, "gib": 1.073741824, "tib": 1099.511627776}
_FLOW = {"kb/s": 1e-3, "mb/s": 1.0, "gb/s": 1e3}

UNITS: Mapping[str, tuple[Mapping[str, float], float]] = {
    "ms": (_TIME, 1e3),
    "s": (_TIME, 1.0),
    "h": (_TIME, 1 / 3600),
    "d": (_TIME, 1 / 86400),
    "per_s": (_RATE, 1.0),
    "rows_per_s": (_RATE, 1.0),
    "usd_per_month": (_MONEY, 1.0),
    "usd": (_MONEY, 1.0),
    "gb": (_SIZE, 1.0),
    "mb_per_s": (_FLOW, 1.0),
    "fraction": ({"%": 0.01, "percent": 0.01}, 1.0),
    "percent": ({"%": 1.0, "percent": 1.0}, 1.0),
}
"""For each unit of the catalog: the words that may follow a number, in a base unit, and the base unit in this one."""

SHOWN: Mapping[str, str] = {
    "per_s": "/s", "rows_per_s": "rows/s", "usd_per_month": "$/month", "usd": "$", "mb_per_s": "MB/s", "gb": "GB",
    "fraction": "", "percent": "%",
}  # fmt: skip
"""How a unit is written for people; the others are written as they are."""

_SCALES = {"k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12}
_MAGNITUDES = {
    "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "mio": 1e6, "mln": 1e6, "mn": 1e6, "crore": 1e7,
    "billion": 1e9, "bn": 1e9, "trillion": 1e12,
}  # fmt: skip
_NUMBER = re.compile(
    r"(?:about|around|circa|ca\.?|roughly|under|below|up to|[~≈<≤])?\s*(?P<sign>[-−]?)\s*(?P<money>\$)?\s*"
    r"(?P<number>(?:\d{1,3}(?:[, '\u00a0\u2009\u202f_]\d{3})+(?!\d)|\d[\d_]*)(?:[.,]\d+|\.)?(?:e[+-]?\d+)?|\.\d+)"
    rf"\s*(?P<scale>[kKMGT](?![a-zA-Zµμ])|(?i:{'|'.join(_MAGNITUDES)})s?\b)?\s*(?P<unit>\D.*)?",
    re.ASCII | re.DOTALL,
)
"""A number as people write it: about, with thousands apart, with a scale, and whatever follows it as its unit."""
_THOUSANDS = re.compile(r"(?<=\d)[, '\u00a0\u2009\u202f_](?=\d{3}(?!\d))|_")
_EVERY = {"hourly": 3600.0, "daily": 86400.0, "nightly": 86400.0, "weekly": 604800.0, "monthly": _TIME["month"]}
_YES = {"true", "yes", "on", "y"}
_NO = {"", "false", "no", "off", "none", "n", "never", "without", "absent"}


def parse_value(prop: Property, raw: object) -> PropertyValue:
    """Read what a person typed or a file holds as a value of this property.

    None or empty text means: not stated. Raises DesignerError, in one sentence, for what cannot be meant.

    >>> limit = Property(name="timeout_ms", type="quantity", title="Timeout", unit="ms", minimum=0)
    >>> parse_value(limit, "2 s")
    2000.0
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if prop.type is PropertyType.FLAG:
        return _flag(prop, raw)
    if prop.type in {PropertyType.QUANTITY, PropertyType.COUNT}:
        return _number(prop, raw)
    if prop.type is PropertyType.CONCEPTS:
        return _words(prop, raw)
    return _text(prop, raw)


def _flag(prop: Property, raw: object) -> bool | str:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, (int, float)) and abs(raw) <= LARGEST:
        return bool(raw) if raw in (0, 1) else f"{raw:g}"  # "limits: 500" states a limit
    if isinstance(raw, str):
        word = raw.strip().lower()
        return True if word in _YES else False if word in _NO else raw.strip()
    if isinstance(raw, (list, tuple)) and all(isinstance(part, str) for part in raw):
        return ", ".join(raw)
    raise DesignerError(f"{prop.name} is {str(raw)[:60]}, and it is a yes or a no", remedy="write true or false")


def _text(prop: Property, raw: object) -> PropertyValue:
    if isinstance(raw, (list, tuple)) and all(isinstance(part, str) for part in raw):
        return ", ".join(raw)
    if isinstance(raw, (dict, list, tuple)):
        raise DesignerError(f"{prop.name} is a list of parts, and it is text", remedy="write it as words")
    return raw.strip() if isinstance(raw, str) else raw if isinstance(raw, bool) else str(raw)


def _words(prop: Property, raw: object) -> PropertyValue:
    if isinstance(raw, (list, tuple)):
        if not all(isinstance(part, (str, int, float)) for part in raw):
            raise DesignerError(f"{prop.name} is a list of words", remedy="write the words one after the other")
        return tuple(str(part) for part in raw)
    if isinstance(raw, dict):
        raise DesignerError(f"{prop.name} is a list of words or a sentence", remedy="write it as words")
    return raw.strip() if isinstance(raw, str) else raw if isinstance(raw, bool) else str(raw)


def _number(prop: Property, raw: object) -> int | float:
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
        stood = (
            str(raw).lower()
            if isinstance(raw, bool)
            else f"'{', '.join(raw)}'"
            if isinstance(raw, tuple)
            else repr(raw)
        )
        raise DesignerError(f"{prop.name} is {stood[:60]}, and it is a number{_in_unit(prop)}")
    try:
        value = _read_number(prop, raw) if isinstance(raw, str) else raw
        finite = math.isfinite(value)
    except OverflowError:  # a whole number of hundreds of digits
        finite = False
    if not finite or abs(value) > LARGEST:
        raise DesignerError(f"{prop.name} is {str(raw)[:60]}, and it must be a finite number{_in_unit(prop)}")
    if prop.type is PropertyType.COUNT:
        if value != int(value):
            raise DesignerError(f"{prop.name} is {raw}, and it must be a whole number")
        value = int(value)
    _check_bounds(prop, value)
    return value


LARGEST = 1e15
"""No quantity of a system is larger in its unit; what is would make sums infinite."""


def _read_number(prop: Property, text: str) -> float:
    words = text.strip()
    every = words.lower().removeprefix("every ")
    if _is_time(prop) and every in _EVERY | _TIME:
        return (_EVERY | _TIME)[every] * UNITS[prop.unit][1]
    match = _NUMBER.fullmatch(every if _is_time(prop) and words.lower() != every else words)
    if match is None:
        raise _no_number(prop, text)
    if match["money"] and prop.unit in UNITS and UNITS[prop.unit][0] is not _MONEY:
        raise _no_unit(prop, "$")
    value = float(_plain(match["number"])) * _magnitude(match["scale"] or "")
    scaled = (-value if match["sign"] else value) * _factor(prop, (match["unit"] or "").strip(), text)
    return float(f"{scaled:.12g}")  # 99.9 % is 0.999, and not 0.9990000000000001


def _magnitude(word: str) -> float:
    return _SCALES.get(word) or _MAGNITUDES.get(word.lower().removesuffix("s"), 1.0)


def _no_number(prop: Property, text: str) -> DesignerError:
    one = "one" if any(letter.isdigit() for letter in text) else "a"
    return DesignerError(f"{prop.name} is '{text.strip()[:60]}', and it must be {one} number{_in_unit(prop)}")


def _is_time(prop: Property) -> bool:
    return prop.unit in UNITS and UNITS[prop.unit][0] is _TIME


def _plain(number: str) -> str:
    """Write a number as Python does: "1,200" is twelve hundred, "0,5" and "1,25" are decimals."""
    if not number.startswith("0"):
        number = _THOUSANDS.sub("", number)
    return number.replace(",", ".").replace("_", "")


def _factor(prop: Property, unit: str, text: str) -> float:
    if not unit or unit.lower() == prop.unit:
        return 1.0
    words, scale = UNITS.get(prop.unit, ({prop.unit: 1.0} if prop.unit else {}, 1.0))
    word = re.sub(r"\s*(?:/|\b(?:per|an?|each|every)\b)\s*", "/", unit.lower())
    if words is _RATE and "/" in word:
        counted, _, time = word.rpartition("/")  # requests, rows, predictions: what is counted does not matter
        if counted.split()[:1] == ["m"]:  # no minutes, since nobody counts those
            counted, scale = counted[1:], scale * _MAGNITUDES["million"]
        if _is_measure(counted):
            raise _no_unit(prop, unit)
        word = f"/{time}"
    for form in (word, word.removesuffix("s"), word.removesuffix(".")):
        if form in words:
            return words[form] * scale
    if any(letter.isdigit() for letter in unit) or not words:
        raise _no_number(prop, text)
    raise _no_unit(prop, unit, suggestion(word, words))


_BITS = re.compile(r"[kmgt]?(?:i?b|bits?|(?:kilo|mega|giga|tera)?bytes?)")


def _is_measure(counted: str) -> bool:
    """Say whether what stands before "a second" is no count: so many GB, dollars or minutes, or so many per user."""
    first = (counted.split() or [""])[0]
    return (
        "/" in counted
        or bool(_BITS.fullmatch(first))
        or any(
            form in words
            for words in (_SIZE, _TIME, _MONEY, UNITS["fraction"][0])
            for form in (first, first.removesuffix("s"))
        )
    )


def _no_unit(prop: Property, unit: str, near: str = "") -> DesignerError:
    remedy = near if near.startswith("did") else f"use {SHOWN.get(prop.unit, prop.unit) or '%'}"
    return DesignerError(f"{prop.name} cannot be in '{unit[:40]}', it is a number{_in_unit(prop)}", remedy=remedy)


def _in_unit(prop: Property) -> str:
    if prop.unit == "fraction":
        return " between 0 and 1, or in %"
    return f" in {SHOWN.get(prop.unit, prop.unit)}" if prop.unit else ""


def _check_bounds(prop: Property, value: float) -> None:
    unit = "" if prop.unit == "fraction" else f" {SHOWN.get(prop.unit, prop.unit)}".rstrip()
    hint = f", or up to {prop.maximum * 100:g} %" if prop.unit == "fraction" and prop.maximum is not None else ""
    if prop.minimum is not None and value < prop.minimum:
        raise DesignerError(f"{prop.name} is {value:g}, and it must be at least {prop.minimum:g}{unit}")
    if prop.maximum is not None and value > prop.maximum:
        raise DesignerError(f"{prop.name} is {value:g}, and it must be at most {prop.maximum:g}{unit}{hint}")


def format_value(prop: Property, value: PropertyValue) -> str:
    """Write a value for people: "80 ms", "2,000 /s", "99.95 %"; empty for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (tuple, list)):
        return ", ".join(value)
    if isinstance(value, str) or prop.type not in {PropertyType.QUANTITY, PropertyType.COUNT}:
        return str(value)
    if prop.unit == "fraction":
        return f"{format_number(value * 100)} %"
    return f"{format_number(value)} {SHOWN.get(prop.unit, prop.unit)}".strip()


def format_number(value: float) -> str:
    """Write a number with thousands separated and no needless zeros, e.g. 2,000 or 99.95."""
    text = f"{value:,.6f}" if abs(value) < 1000 else f"{value:,.2f}"  # noqa: PLR2004 (fewer decimals on big numbers)
    return text.rstrip("0").rstrip(".")
