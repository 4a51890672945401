"""Names of components in a sentence: each in quotation marks, long ones cut, many counted."""

import unicodedata
from collections.abc import Iterable

_LONG = 48
"""Characters of a name that a sentence can carry."""
_SOME = 3
"""Names that a sentence can carry."""


def quoted(name: str) -> str:
    """Give a name as a sentence carries it.

    >>> quoted("Scorer")
    '“Scorer”'
    """
    return f"“{isolated(name if len(name) < _LONG else f'{name[: _LONG - 1]}…')}”"


def introduced(name: str, title: str) -> str:
    """Give a component's name, and the title of its kind where the name is another.

    >>> introduced("Registry", "Model registry"), introduced("", "Model registry")
    ('“Registry” (Model registry)', '“Model registry”')
    """
    return quoted(title) if name.lower() in {"", title.lower()} else f"{quoted(name)} ({title})"


def isolated(name: str) -> str:
    r"""Keep a name that is read from right to left from turning the words and arrows beside it (Unicode UAX #9).

    >>> isolated("Scorer"), ascii(isolated("\u062e\u0627\u062f\u0645"))
    ('Scorer', "'\\u2068\\u062e\\u0627\\u062f\\u0645\\u2069'")
    """
    turned = not name.isascii() and any(unicodedata.bidirectional(letter) in {"R", "AL", "AN"} for letter in name)
    return f"\u2068{name}\u2069" if turned else name


def listed(names: Iterable[str]) -> str:
    """Give several names in a sentence, the fourth and later ones counted.

    >>> listed(["A", "B", "C", "D", "E"])
    '“A”, “B” and 3 more'
    """
    told = list(names)
    shown = [quoted(name) for name in (told if len(told) <= _SOME else told[: _SOME - 1])]
    if len(told) > _SOME:
        shown.append(f"{len(told) - len(shown)} more")
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]])) if shown else ""


def lasting(seconds: float) -> str:
    """Give a length of time in the unit that people would use.

    >>> lasting(45), lasting(5400), lasting(7200), lasting(2592000)
    ('45 s', '90 min', '2 h', '30 days')
    """
    for size, unit, least in _UNITS:
        if seconds >= size * least:
            return f"{float(f'{seconds / size:.3g}'):,g} {unit}"
    return f"{float(f'{seconds:.3g}'):g} s"


_UNITS = ((86400.0, "days", 2), (3600.0, "h", 2), (60.0, "min", 2))
"""Seconds of a unit, its name, and from how many of it on it is used."""
