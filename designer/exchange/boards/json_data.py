"""JSON that another program wrote: parsed within limits, each part taken only as the type that it should have."""

from collections.abc import Mapping, Sequence
from typing import Any

from designer.catalog import source
from designer.errors import DesignerError

FARTHEST = 10_000_000.0
"""How far from the origin a place is believed, in px."""


def parse(raw: bytes, name: str, what: str, largest: int = source.LARGEST_BYTES) -> dict[str, Any]:
    """Read a JSON object; raises DesignerError for anything else, and says that it is not `what`."""
    source.refuse_size(len(raw), name, largest)
    if not raw.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        raise DesignerError(f"this is not {what}", where=name, remedy="is it the right file?")
    data = source.parse(raw, name).data
    if not isinstance(data, dict):
        raise DesignerError(f"this is not {what}", where=name, remedy="is it the right file?")
    return data


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
