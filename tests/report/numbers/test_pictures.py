"""The numbers that are drawn: who has a gauge, and who stands on the way of a request."""

from designer.model.analysis import Analysis, Importance, Load, Span
from designer.model.critique import DesignName
from designer.report.numbers.pictures import gauges, timeline_rows

NAME = DesignName(title="A", sha256="0" * 64)


def test_gauges_are_of_what_has_numbers() -> None:
    found = gauges(
        Analysis(
            design=NAME,
            estimates={},
            importance=(
                Importance(part="model", name="Scorer", birnbaum=0.9, saved_min_per_month=9.0),
                Importance(part="zone:a", name="Zone a", birnbaum=0.1, saved_min_per_month=3.0),
            ),
            loads=(Load(id="model", name="Scorer", utilisation=1.2), Load(id="dark", name="Unknown")),
        )
    )
    assert found["model"].words == "120 % busy · 75 % of downtime"
    assert found["dark"].words == ""


def test_the_timeline_leaves_the_client_out_and_what_has_no_time() -> None:
    spans = (
        Span(id="c", name="Client", depth=0, starts_ms=0, own_ms=0, own_p99_ms=0, takes_ms=30, takes_p99_ms=60),
        Span(id="a", name="API", depth=1, starts_ms=0, own_ms=3, own_p99_ms=9, takes_ms=30, takes_p99_ms=60),
        Span(
            id="m", name="Model", depth=2, starts_ms=3, own_ms=None, own_p99_ms=None, takes_ms=None, takes_p99_ms=None
        ),
        Span(id="s", name="Store", depth=2, starts_ms=3, own_ms=2, own_p99_ms=4, takes_ms=2, takes_p99_ms=4, share=0.5),
    )
    rows = timeline_rows(Analysis(design=NAME, estimates={}, timeline=spans))
    assert [(row.name, row.start_ms, row.depth, row.optional) for row in rows] == [
        ("API", 0, 0, False), ("Store", 3, 1, True),
    ]  # fmt: skip
