"""YAML text as plain data with the line of each part, read event by event so that no file can exhaust the stack."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from designer.errors import DesignerError

DEEPEST = 60
"""No format of ours nests deeper than about ten."""
MOST_PARTS = 1_000_000
"""Values in one file; a drawing of 10,000 components has about 300,000."""

Location = tuple[str | int, ...]


_WORD = yaml.ScalarEvent
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one, where there is one


def _whole_number(text: str) -> int:
    return int(text.replace("_", ""))


def _number(text: str) -> float:
    return float(text.replace("_", "").lower().replace(".inf", "inf").replace(".nan", "nan"))


def _truth(text: str) -> bool:
    return text.lower() == "true"


def _nothing(_: str) -> None:
    return None


_TAG = "tag:yaml.org,2002:"
_READ: Mapping[str, Callable[[str], Any]] = {
    _TAG + "str": str,
    _TAG + "null": _nothing,
    _TAG + "bool": _truth,
    _TAG + "int": _whole_number,
    _TAG + "float": _number,
}

_PLAIN: dict[str, list[tuple[re.Pattern[str], Callable[[str], Any]]]] = {}
"""What a plain word may be besides a text, by its first letter.

Plain words are read as YAML 1.2 does: `no` and `on` are words, `12:30` is no number, `1e3` is one.
"""
for _read, _pattern, _first in (
    (_nothing, r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    (_truth, r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    (_whole_number, r"[-+]?(0|[1-9][0-9_]*)", list("-+0123456789")),
    (
        _number,
        r"[-+]?(\.[0-9]+|[0-9][0-9_]*\.[0-9_]*)([eE][-+]?[0-9]+)?|[-+]?[0-9]+[eE][-+]?[0-9]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        list("-+0123456789."),
    ),
):
    for _letter in _first:
        _PLAIN.setdefault(_letter, []).append((re.compile(f"(?:{_pattern})$"), _read))


def plain(text: str) -> Any:  # noqa: ANN401 (plain data)
    """Read a word without quotes: a number, true or false, nothing, or else a text."""
    for pattern, read in _PLAIN.get(text[:1], ()):
        if pattern.match(text):
            return read(text)
    return text


@dataclass(slots=True)
class Lines:
    """At which lines a file's parts begin: its own, and those of what it holds by key or index.

    What holds nothing has its bare line. Kept as a tree, so that noting a line costs no path to it.
    """

    line: int = 0
    inner: dict[str | int, "int | Lines"] = field(default_factory=dict)

    def of(self, location: Location) -> int:
        """Give the line of a part, or of the nearest part around it that has a line; 0 where none is known."""
        around = self
        for step in location:
            found = around.inner.get(step)
            if not isinstance(found, Lines):
                return found or around.line
            around = found
        return around.line


class Composer:
    """Turns one YAML text into plain data, noting each part's line; aliases are refused, since they can explode."""

    def __init__(self, name: str, text: str, lines: Lines) -> None:
        """Prepare to read; `lines` is filled while that happens, so that it is right up to where reading stops."""
        self.name, self._text, self.lines = name, text, lines
        self._parts = 0

    def compose(self) -> Any:  # noqa: ANN401 (plain data)
        """Read the text; raises DesignerError with the line of what is wrong."""
        try:
            self._next = _LOADER(self._text).get_event
            return self._document()
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "it does not parse"
            raise self._problem(f"this is not valid YAML: {reason}", mark.line + 1 if mark else 0) from None

    def _problem(self, what: str, line: int, remedy: str = "") -> DesignerError:
        return DesignerError(what, where=f"{self.name}:{line}" if line else self.name, remedy=remedy)

    def _document(self) -> Any:  # noqa: ANN401 (plain data)
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        event = self._next()
        self.lines.line = event.start_mark.line + 1
        data = self._scalar(event) if type(event) is _WORD else self._part(event, self.lines, DEEPEST)
        self._next()
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            line = after.start_mark.line + 1
            raise self._problem("a second document begins here ('---')", line, "put each into a file of its own")
        return data

    def _part(self, event: Any, lines: Lines, deeper: int) -> Any:  # noqa: ANN401 (as above)
        """Read the list or mapping that an event begins, which may hold so many within each other."""
        kind = type(event)
        if kind is yaml.AliasEvent:
            raise self._problem("a part is repeated by an alias ('*name')", _line(event), "write the part out")
        if not deeper:
            raise self._problem("the file is nested too deeply", _line(event), "is it the right file?")
        read = self._sequence if kind is yaml.SequenceStartEvent else self._mapping
        return read(lines.inner, deeper - 1)

    def _count(self, more: int, line: int) -> None:
        self._parts += more
        if self._parts > MOST_PARTS:
            raise self._problem(f"the file has more than {MOST_PARTS:,} values", line, "is it the right file?")

    # Most of what is read are words in lists and mappings: these two are written for speed.

    def _sequence(self, lines: dict[str | int, int | Lines], deeper: int) -> list[Any]:
        data: list[Any] = []
        following, scalar, word, end, line = self._next, self._scalar, _WORD, yaml.SequenceEndEvent, 0
        while (kind := type(event := following())) is not end:
            line = event.start_mark.line + 1
            if len(data) > MOST_PARTS:
                break
            if kind is word:
                lines[len(data)] = line
                data.append(scalar(event))
            else:
                lines[len(data)] = inner = Lines(line)
                data.append(self._part(event, inner, deeper))
        self._count(len(data), line)
        return data

    def _mapping(self, lines: dict[str | int, int | Lines], deeper: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        following, scalar, word, end, line = self._next, self._scalar, _WORD, yaml.MappingEndEvent, 0
        while (kind := type(event := following())) is not end:
            line = event.start_mark.line + 1
            if len(data) > MOST_PARTS:
                break
            if kind is not word:
                raise self._problem("a key must be a word", line)
            key = event.value
            if key in data:
                raise self._problem(f"the key '{key}' stands twice in one place", line)
            event = following()
            if type(event) is word:
                lines[key] = line
                data[key] = scalar(event)
            else:
                lines[key] = inner = Lines(line)
                data[key] = self._part(event, inner, deeper)
        self._count(len(data), line)
        return data

    def _scalar(self, event: Any) -> Any:  # noqa: ANN401 (as above)
        tag, text = event.tag, event.value
        try:
            if tag is None or tag == "!":
                return plain(text) if event.implicit[0] else text
            return _READ[tag](text)
        except (KeyError, ValueError):
            wanted = "int" if tag in {None, "!"} else tag.removeprefix(_TAG)  # of plain words, too long a number alone
            what = f"'{text[:40]}' cannot be read as {wanted}"
            raise self._problem(what, _line(event), "put it in quotes") from None


def _line(event: Any) -> int:  # noqa: ANN401 (as above)
    line: int = event.start_mark.line
    return line + 1
