"""How large a drawing of another program may be."""

from designer.errors import DesignerError

MOST = 20_000
"""Shapes, or lines, of one drawing."""
DEEPEST = 100
"""Groups inside one another."""
LARGEST_UNPACKED_BYTES = 50_000_000
"""Of a drawing that was packed."""


def refuse_masses(count: int, what: str, where: str, most: int = MOST) -> None:
    """Raise DesignerError for more things of one sort than are read."""
    if count > most:
        raise DesignerError(f"there are more than {most:,} {what}", where=where, remedy="is it the right file?")
