"""Reading people's YAML and JSON: the data, and the line at which each part of it stands."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel

from designer.errors import DesignerError, suggestion

LARGEST_BYTES = 20_000_000
"""A drawing of 10,000 components takes about 3 MB; more than this is no drawing."""
DEEPEST = 60
"""No format of ours nests deeper than about ten; this keeps a hostile file from exhausting the stack."""

Location = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Source:
    """A file's data with the line at which each part of it begins."""

    name: str
    data: Any
    lines: dict[Location, int] = field(default_factory=dict)

    def where(self, location: Location = ()) -> str:
        """Give `file:line` of a part, or of the nearest part around it that has a line."""
        while location and location not in self.lines:
            location = location[:-1]
        line = self.lines.get(location)
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
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            what = f"the file has {size / 1e6:,.0f} MB, and a drawing has less than {LARGEST_BYTES / 1e6:.0f} MB"
            raise DesignerError(what, where=str(path), remedy="is it the right file?")
        return path.read_bytes()
    except FileNotFoundError:
        raise DesignerError("there is no such file", where=str(path), remedy=_neighbour(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DesignerError(f"the file cannot be read ({reason})", where=str(path)) from None


def _neighbour(path: Path) -> str:
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return "its folder does not exist either"
    near = suggestion(path.name, names)
    return near if near.startswith("did") else "check the name"


def read(path: Path, *, name: str = "") -> Source:
    """Read a YAML or JSON file with its lines."""
    return parse(read_bytes(path), name or str(path))


def parse(raw: bytes, name: str) -> Source:
    """Parse YAML or JSON text; the two are told apart by the text, not by the file's name."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise DesignerError("this is not UTF-8 text", where=f"{name}:{line}", remedy="is it the right file?") from None
    if "\0" in text:
        raise DesignerError("this is a binary file", where=name, remedy="is it the right file?")
    if not text.strip():
        raise DesignerError("the file is empty", where=name)
    return _parse_json(text, name) if text.lstrip()[0] in "{[" else _parse_yaml(text, name)


def _parse_json(text: str, name: str) -> Source:
    try:
        data = json.loads(text, object_pairs_hook=_unique_keys)
    except json.JSONDecodeError as error:
        what = f"this is not valid JSON: {_lower(error.msg)}, column {error.colno}"
        raise DesignerError(what, where=f"{name}:{error.lineno}") from None
    except RecursionError:
        raise DesignerError("the file is nested too deeply", where=name, remedy="is it the right file?") from None
    except _RepeatedKeyError as error:
        line = _line_of_repeated(text, str(error))
        raise DesignerError(f"the key '{error}' stands twice in one place", where=f"{name}:{line}") from None
    except ValueError as error:  # an integer of thousands of digits
        raise DesignerError(f"this is not valid JSON: {_lower(str(error))}", where=name) from None
    return _LazySource(name, data, text)


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
            try:
                _Composer(self.name).compose(text.replace("\t", " "), self.lines)
            except (DesignerError, RecursionError):
                self.lines = {}
        return super().where(location)


def _parse_yaml(text: str, name: str) -> Source:
    lines: dict[Location, int] = {}
    try:
        return Source(name, _Composer(name).compose(text, lines), lines)
    except RecursionError:
        raise DesignerError("the file is nested too deeply", where=name, remedy="is it the right file?") from None


class _Composer:
    """Turns a YAML text into plain data, noting each part's line; anchors are refused, since they can explode."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._scalars = _Loader("")

    def compose(self, text: str, lines: dict[Location, int]) -> Any:  # noqa: ANN401 (plain data)
        try:
            node = yaml.compose(text, Loader=_Loader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f"{self.name}:{mark.line + 1}" if mark else self.name
            reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "it does not parse"
            raise DesignerError(f"this is not valid YAML: {reason}", where=where) from None
        self._seen: set[int] = set()
        return None if node is None else self._plain(node, (), lines)

    def _plain(self, node: yaml.Node, location: Location, lines: dict[Location, int]) -> Any:  # noqa: ANN401
        line = node.start_mark.line + 1
        lines[location] = line
        if len(location) > DEEPEST:
            raise DesignerError("the file is nested too deeply", where=f"{self.name}:{line}")
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, line)
        if id(node) in self._seen:
            what = "a part is repeated by an alias ('*name')"
            raise DesignerError(what, where=f"{self.name}:{line}", remedy="write the part out")
        self._seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(part, (*location, index), lines) for index, part in enumerate(node.value)]
        return self._mapping(node, location, lines)

    def _mapping(self, node: yaml.Node, location: Location, lines: dict[Location, int]) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is None:
                raise DesignerError("a key must be a word", where=f"{self.name}:{line}")
            if key in data:
                raise DesignerError(f"the key '{key}' stands twice in one place", where=f"{self.name}:{line}")
            data[key] = self._plain(value_node, (*location, key), lines)
            lines[(*location, key)] = line
        return data

    def _scalar(self, node: yaml.ScalarNode, line: int) -> Any:  # noqa: ANN401
        if node.tag == "tag:yaml.org,2002:timestamp":
            return node.value
        try:
            return self._scalars.construct_object(node)
        except (yaml.YAMLError, ValueError):
            what = f"'{node.value[:40]}' cannot be read as {node.tag.rsplit(':', 1)[-1]}"
            raise DesignerError(what, where=f"{self.name}:{line}", remedy="put it in quotes") from None
