"""How much is painted at which scale: words that nobody could read would cost the most."""

from typing import Final, Literal

FULL: Final = 0.6
"""From this scale on, everything is painted: below it a name of 13 px would be less than 8 px high."""
NAMED: Final = 0.2
"""From this scale on a box shows its name in large letters and a connection its dashes and head; below, neither."""

Detail = Literal["full", "far", "hairline"]


def detail_at(scale: float) -> Detail:
    """Give how much is painted at a scale, 1.0 being 100 %.

    >>> detail_at(0.3)
    'far'
    """
    if scale >= FULL:
        return "full"
    return "far" if scale >= NAMED else "hairline"
