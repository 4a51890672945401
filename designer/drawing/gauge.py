"""The numbers at a component, as marks: a bar for how busy it is at the peak, and its share of the downtime."""

from dataclasses import dataclass

from designer.drawing.marks import Mark, Rectangle, Text
from designer.drawing.measure import Measure

HEIGHT = 18.0
BUSY, FULL = 0.7, 1.0
"""From where a component has no room left for a lost zone, and none at all."""
_BAR, _PAD, _GAP, _SIZE = 30.0, 7.0, 6.0, 10.0
_LEAST = 0.005
"""A share of the downtime that is not worth a word."""


@dataclass(frozen=True, slots=True)
class Gauge:
    """Load over capacity (1 is full) and the share of the downtime that goes away if it never fails, where known."""

    utilisation: float | None = None
    downtime_share: float | None = None

    @property
    def words(self) -> str:
        """Write what is known.

        >>> Gauge(0.482, 0.31).words
        '48 % busy · 31 % of downtime'
        """
        parts = [] if self.utilisation is None else [f"{self.utilisation:.0%}".replace("%", " % busy")]
        if self.downtime_share is not None and self.downtime_share >= _LEAST:
            parts.append(f"{self.downtime_share:.0%}".replace("%", " % of downtime"))
        return " · ".join(parts)

    @property
    def tone(self) -> str:
        """Give the colour's role of the bar."""
        used = self.utilisation or 0.0
        return "success" if used <= BUSY else "warning" if used < FULL else "danger"


def gauge_marks(gauge: Gauge, width: float, height: float, measured: Measure) -> tuple[Mark, ...]:
    """Draw a gauge on the lower edge of a box so large; nothing where nothing is known."""
    if not gauge.words:
        return ()
    bar = _BAR if gauge.utilisation is not None else 0.0
    long = measured(gauge.words, _SIZE, "medium") + 2 * _PAD + (bar + _GAP if bar else 0.0)
    x, y = (width - long) / 2, height - HEIGHT / 2
    marks: list[Mark] = [Rectangle(x, y, long, HEIGHT, HEIGHT / 2, fill="surface", stroke="border")]
    if bar:
        marks.append(Rectangle(x + _PAD, y + HEIGHT / 2 - 2, bar, 4, 2, fill="border"))
        done = max(4.0, bar * min(gauge.utilisation or 0.0, 1.0))
        marks.append(Rectangle(x + _PAD, y + HEIGHT / 2 - 2, done, 4, 2, fill=gauge.tone))
    at = x + _PAD + (bar + _GAP if bar else 0.0)
    return (*marks, Text(at, y + HEIGHT / 2 + 0.36 * _SIZE, gauge.words, _SIZE, "ink_soft", "medium"))
