"""Reading people's YAML and JSON: the data, and the line at which each part of it stands."""

import contextlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from designer.catalog import composer
from designer.errors import DesignerError, suggestion

Location = composer.Location
"""The keys and indices that lead to a part of a file."""
LARGEST_BYTES = 20_000_000
"""A drawing of 10,000 components takes about 3 MB; more than this is no drawing."""


@dataclass
class Source:
    """A file's data with the line at which each part of it begins."""

    name: str
    data: Any
    lines: composer.Lines = field(default_factory=composer.Lines)

    def where(self, location: Location = ()) -> str:
        """Give `file:line` of a part, or of the nearest part around it that has a line."""
        line = self.lines.of(location)
        return f"{self.name}:{line}" if line else self.name

    def problem(self, what: str, location: Location = (), remedy: str = "") -> DesignerError:
        """Make the error that says where in this file something is wrong."""
        return DesignerError(what, where=self.where(location), remedy=remedy)


def read_bytes(path: Path) -> bytes:
    """Read a file that a person named; each way in which that can fail is one sentence."""
    try:
        if path.is_dir():
            raise DesignerError("this is a folder", where=str(path), remedy="name a file in it")
        if not path.is_file() and path.exists():
            raise DesignerError("this is not a regular file", where=str(path), remedy="name a file")
        refuse_size(path.stat().st_size, str(path))
        return path.read_bytes()
    except FileNotFoundError:
        raise DesignerError("there is no such file", where=str(path), remedy=_neighbour(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DesignerError(f"the file cannot be read ({reason})", where=str(path)) from None


def refuse_size(size_bytes: int, name: str, most: int = LARGEST_BYTES) -> None:
    """Raise DesignerError for a file, or what it unpacks to, of more bytes than a drawing has."""
    if size_bytes > most:
        what = f"the file has {size_bytes / 1e6:,.0f} MB, and a drawing has less than {most / 1e6:.0f} MB"
        raise DesignerError(what, where=name, remedy="is it the right file?")


def _neighbour(path: Path) -> str:
    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.is_file()]
    except OSError:
        return "its folder does not exist either"
    near = suggestion(path.name, names)
    return near if near.startswith("did") else "check the name"


def read(path: Path, *, name: str = "") -> Source:
    """Read a YAML or JSON file with its lines."""
    return parse(read_bytes(path), name or str(path))


def parse(raw: bytes, name: str) -> Source:
    """Parse YAML or JSON text; the two are told apart by the text, not by the file's name."""
    text = text_of(raw, name)
    if text.lstrip()[0] not in "{[":
        return _parse_yaml(text, name)
    try:
        return _parse_json(text, name)
    except _NoJsonError as error:
        if name.lower().endswith((".yaml", ".yml")):  # YAML may begin with a brace too
            return _parse_yaml(text, name)
        raise DesignerError(error.what, where=error.where) from None


def text_of(raw: bytes, name: str) -> str:
    """Decode a file; raises DesignerError for what is no UTF-8 text, and for an empty one."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise DesignerError("this is not UTF-8 text", where=f"{name}:{line}", remedy="is it the right file?") from None
    if "\0" in text:
        raise DesignerError("this is a binary file", where=name, remedy="is it the right file?")
    if not text.strip():
        raise DesignerError("the file is empty", where=name)
    return text


class _NoJsonError(DesignerError):
    pass


def _parse_json(text: str, name: str) -> Source:
    try:
        data = json.loads(text, object_pairs_hook=_unique_keys)
    except json.JSONDecodeError as error:
        what = f"this is not valid JSON: {_lower(error.msg)}, column {error.colno}"
        raise _NoJsonError(what, where=f"{name}:{error.lineno}") from None
    except RecursionError:
        raise DesignerError("the file is nested too deeply", where=name, remedy="is it the right file?") from None
    except _RepeatedKeyError as error:
        line = _line_of_repeated(text, str(error))
        raise DesignerError(f"the key '{error}' stands twice in one place", where=f"{name}:{line}") from None
    except ValueError:  # an integer of thousands of digits
        raise DesignerError("a number has too many digits", where=name, remedy="is it the right file?") from None
    _refuse_halves(data, text, name)
    return _LazySource(name, data, text)


_HALF = re.compile(r"(\\\\)|\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
"""One of the two escapes in which JSON writes an emoji; alone it is no character. What is escaped itself is none."""


def _refuse_halves(data: object, text: str, name: str) -> None:
    if not _HALF.search(text):
        return
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise DesignerError("a text holds half a character ('\\ud800' to '\\udfff')", where=name) from None


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]


class _RepeatedKeyError(Exception):
    pass


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _RepeatedKeyError(key)
            seen.add(key)
    return data


def _line_of_repeated(text: str, key: str) -> int:
    position = text.rfind(json.dumps(key))
    return text[: max(position, 0)].count("\n") + 1


class _LazySource(Source):
    """JSON data, whose lines are looked up only when an error needs one: JSON is YAML too, once tabs are spaces."""

    def __init__(self, name: str, data: Any, text: str) -> None:  # noqa: ANN401 (whatever JSON holds)
        super().__init__(name, data)
        self._text: str | None = text

    def where(self, location: Location = ()) -> str:
        if self._text is not None:
            text, self._text = self._text, None
            text = _HALF.sub(lambda match: match[1] or "??????", text.replace("\t", " "))
            with contextlib.suppress(DesignerError):  # the lines up to there are right
                composer.Composer(self.name, text, self.lines).compose()
        return super().where(location)


def _parse_yaml(text: str, name: str) -> Source:
    lines = composer.Lines()
    return Source(name, composer.Composer(name, text, lines).compose(), lines)
