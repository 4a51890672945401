"""YAML text as plain data with the line of each part, read event by event so that no file can exhaust the stack."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import yaml

from designer.errors import DesignerError

DEEPEST = 60
"""No format of ours nests deeper than about ten."""
MOST_PARTS = 1_000_000
"""Values in one file; a drawing of 10,000 components has about 300,000."""

Location = tuple[str | int, ...]


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the C one, where there is one
    """Reads plain words as YAML 1.2 does: `no` and `on` are words, `12:30` is no number, `1e3` is one."""

    yaml_implicit_resolvers: dict[str, Any] = {}


_TAG = "tag:yaml.org,2002:"
for _name, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?(0|[1-9][0-9_]*)", list("-+0123456789")),
    (
        "float",
        r"[-+]?(\.[0-9]+|[0-9][0-9_]*\.[0-9_]*)([eE][-+]?[0-9]+)?|[-+]?[0-9]+[eE][-+]?[0-9]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        list("-+0123456789."),
    ),
):
    _Loader.add_implicit_resolver(_TAG + _name, re.compile(f"(?:{_pattern})$"), _first)

_READ: Mapping[str, Callable[[str], Any]] = {
    _TAG + "str": str,
    _TAG + "null": lambda _: None,
    _TAG + "bool": lambda text: text.lower() == "true",
    _TAG + "int": lambda text: int(text.replace("_", "")),
    _TAG + "float": lambda text: float(text.replace("_", "").lower().replace(".inf", "inf").replace(".nan", "nan")),
}


class Composer:
    """Turns one YAML text into plain data, noting each part's line; aliases are refused, since they can explode."""

    def __init__(self, name: str, text: str, lines: dict[Location, int]) -> None:
        """Prepare to read; `lines` is filled while that happens, so that it is right up to where reading stops."""
        self.name, self._text, self.lines = name, text, lines

    def compose(self) -> Any:  # noqa: ANN401 (plain data)
        """Read the text; raises DesignerError with the line of what is wrong."""
        try:
            self._loader = _Loader(self._text)
            return self._document()
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "it does not parse"
            raise self._problem(f"this is not valid YAML: {reason}", mark.line + 1 if mark else 0) from None

    def _problem(self, what: str, line: int, remedy: str = "") -> DesignerError:
        return DesignerError(what, where=f"{self.name}:{line}" if line else self.name, remedy=remedy)

    def _next(self) -> Any:  # noqa: ANN401 (the library is not typed)
        return self._loader.get_event()

    def _document(self) -> Any:  # noqa: ANN401 (plain data)
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        data = self._part(self._next(), ())
        self._next()
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            line = after.start_mark.line + 1
            raise self._problem("a second document begins here ('---')", line, "put each into a file of its own")
        return data

    def _part(self, event: Any, location: Location) -> Any:  # noqa: ANN401 (as above)
        line = event.start_mark.line + 1
        self.lines[location] = line
        if len(self.lines) > MOST_PARTS:
            raise self._problem(f"the file has more than {MOST_PARTS:,} values", line, "is it the right file?")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, line)
        if isinstance(event, yaml.AliasEvent):
            raise self._problem("a part is repeated by an alias ('*name')", line, "write the part out")
        if len(location) >= DEEPEST:
            raise self._problem("the file is nested too deeply", line, "is it the right file?")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(location)
        return self._mapping(location)

    def _sequence(self, location: Location) -> list[Any]:
        data: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            data.append(self._part(event, (*location, len(data))))
        return data

    def _mapping(self, location: Location) -> dict[str, Any]:
        data: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            line = event.start_mark.line + 1
            if not isinstance(event, yaml.ScalarEvent):
                raise self._problem("a key must be a word", line)
            key = event.value
            if key in data:
                raise self._problem(f"the key '{key}' stands twice in one place", line)
            data[key] = self._part(self._next(), (*location, key))
            self.lines[*location, key] = line
        return data

    def _scalar(self, event: Any, line: int) -> Any:  # noqa: ANN401 (as above)
        tag = event.tag
        if tag is None or tag == "!":
            tag = self._loader.resolve(yaml.ScalarNode, event.value, event.implicit)
        try:
            return _READ[tag](event.value)
        except (KeyError, ValueError):
            what = f"'{event.value[:40]}' cannot be read as {tag.removeprefix(_TAG)}"
            raise self._problem(what, line, "put it in quotes") from None
