"""The numbers that are drawn: the way of a request in time, and the gauges on the board."""

from designer.drawing.gauge import Gauge
from designer.drawing.waterfall import Row
from designer.model.analysis import Analysis

MOST_ROWS = 24
"""Components of a request's way that are shown, drawn or in words."""


def timeline_rows(analysis: Analysis) -> tuple[Row, ...]:
    """Give the way of an ordinary request as rows to draw, without its client; none where there are no times."""
    spans = [span for span in analysis.timeline if span.depth and span.own_ms is not None]
    return tuple(
        Row(
            span.name,
            span.starts_ms,
            span.own_ms or 0.0,
            span.own_p99_ms or 0.0,
            span.depth - 1,
            optional=span.share < 1,
        )
        for span in spans[:MOST_ROWS]
    )


def gauges(analysis: Analysis) -> dict[str, Gauge]:
    """Give each component its numbers: how busy it is, and its share of the downtime."""
    total = sum(each.saved_min_per_month for each in analysis.importance)
    shares = {each.part: each.saved_min_per_month / total for each in analysis.importance} if total else {}
    used = {load.id: load.utilisation for load in analysis.loads}
    return {id_: Gauge(used.get(id_), shares.get(id_)) for id_ in dict.fromkeys([*used, *shares])}
