"""Comments in which a text keeps what designer knows of a drawing: one line of JSON for each thing."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from designer.exchange.boards.kept import BESIDE, OWN, Data

_WORD = "designer:"


class Comment(NamedTuple):
    """The JSON of one comment, and the line that it stands on, from 1."""

    line: int
    text: str


def comment(sign: str, **data: object) -> str:
    r"""Write a comment, which `sign` begins, in one line, whatever the data hold.

    >>> comment("#", shape="a", own={"note": "two\nlines"})
    '# designer: {"shape": "a", "own": {"note": "two\\nlines"}}'
    """
    text = json.dumps(data, ensure_ascii=False).replace("%%", "%\\u0025")  # which begins something in Mermaid
    return f"{sign} {_WORD} {text}"


def keeping(sign: str, kept: Data, **thing: object) -> Iterator[str]:
    """Yield the comment in which a thing, named by what it is, keeps something; none where there is nothing."""
    if kept:
        yield comment(sign, **thing, **kept.get(BESIDE, {}), **({"own": kept[OWN]} if OWN in kept else {}))


def comments(text: str, sign: str) -> Iterator[Comment]:
    """Yield the comments of ours in a text, in their order; a line ends with a line feed."""
    pattern = re.compile(rf"[ \t]*{re.escape(sign)}[ \t]*{_WORD}(.*)")
    for number, line in enumerate(text.split("\n"), start=1):
        if match := pattern.match(line):
            yield Comment(number, match[1].strip() or "?")
