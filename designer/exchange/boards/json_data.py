"""JSON that another program wrote: parsed within limits, each part taken only as the type that it should have."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from designer.catalog import source
from designer.errors import DesignerError

MOST_ITEMS = 20_000
"""Shapes or lines of one drawing."""
DEEPEST = 100
"""Steps of nesting."""
FARTHEST = 10_000_000.0
"""How far from the origin a place is believed, in px."""


class Remarks(Counter[str]):
    """What of a file was not read, counted by a sentence that has a place for the number."""

    def sentences(self) -> tuple[str, ...]:
        """Give the sentences, in the order in which they first came up."""
        return tuple(sentence.format(f"{count:,}") for sentence, count in self.items())


def parse(raw: bytes, name: str, what: str, largest: int = source.LARGEST_BYTES) -> dict[str, Any]:
    """Read a JSON object; raises DesignerError for anything else, and says that it is not `what`."""
    if len(raw) > largest:
        what = f"the file has {len(raw) / 1e6:,.0f} MB, and a drawing has less than {largest / 1e6:.0f} MB"
        raise DesignerError(what, where=name, remedy="is it the right file?")
    if not raw.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        raise DesignerError(f"this is not {what}", where=name, remedy="is it the right file?")
    data = source.parse(raw, name).data
    if not isinstance(data, dict):
        raise DesignerError(f"this is not {what}", where=name, remedy="is it the right file?")
    return data


def refuse_masses(count: int, what: str, name: str, most: int = MOST_ITEMS) -> None:
    """Raise DesignerError for more things of one sort than are read."""
    if count > most:
        raise DesignerError(f"there are {count:,} {what}, and at most {most:,} are read", where=name)


def number(value: object, default: float | None = None) -> float | None:
    """Give a finite number that may be a place or a length in px; anything else is the default."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return default
    return float(value) if abs(value) <= FARTHEST else default  # False for no number (NaN), too


def text(value: object) -> str:
    """Give a text as it is; anything else is none."""
    return value if isinstance(value, str) else ""


def mapping(value: object) -> Mapping[str, Any]:
    """Give an object as it is; anything else is an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> Sequence[Any]:
    """Give a list as it is; anything else is an empty one."""
    return value if isinstance(value, list) else ()


def is_plain(value: object) -> bool:
    """Say whether data can be written as JSON again: no endless numbers, nested at most `DEEPEST` steps."""
    level = [value]
    for _ in range(DEEPEST):
        if not level:
            return True
        if any(isinstance(part, float) and not math.isfinite(part) for part in level):
            return False
        level = [inner for part in level for inner in _parts(part)]
    return not level


def _parts(value: object) -> Sequence[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else ()
