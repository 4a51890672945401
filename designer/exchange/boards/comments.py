"""Comments in which a text keeps what designer knows of a drawing: one line of JSON for each thing."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from designer.exchange.boards.board import Stanza

_WORD = "designer:"


@dataclass(frozen=True)
class Comment:
    """What one comment says, and the line that it stands on, from 1; `data` is None where it says nothing readable."""

    line: int
    data: Stanza | None


def comment(sign: str, **data: object) -> str:
    r"""Write a comment, which `sign` begins, in one line, whatever the data hold.

    >>> comment("#", shape="a", own={"note": "two\nlines"})
    '# designer: {"shape": "a", "own": {"note": "two\\nlines"}}'
    """
    text = json.dumps(data, ensure_ascii=False).replace("%%", "%\\u0025")  # which begins something in Mermaid
    return f"{sign} {_WORD} {text}"


def comments(text: str, sign: str) -> Iterator[Comment]:
    """Yield what the comments of a text say, in their order; a line ends with a line feed."""
    pattern = re.compile(rf"[ \t]*{re.escape(sign)}[ \t]*{_WORD}(.*)")
    for number, line in enumerate(text.split("\n"), start=1):
        if match := pattern.match(line):
            yield Comment(number, _object(match[1]))


def _object(text: str) -> Stanza | None:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def stanza(data: Mapping[str, Any], key: str) -> Stanza | None:
    """Give the JSON object that stands under a key, or None."""
    found = data.get(key)
    return found if isinstance(found, dict) else None


def word(data: Mapping[str, Any], key: str) -> str:
    """Give the text that stands under a key, or an empty one."""
    found = data.get(key)
    return found if isinstance(found, str) else ""


def words(data: Mapping[str, Any], key: str) -> tuple[str, ...] | None:
    """Give the list of texts that stands under a key, or None."""
    found = data.get(key)
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        return None
    return tuple(found)
