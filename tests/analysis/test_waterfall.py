import pytest
from hypothesis import given, settings

from designer.analysis.performance import Performance
from designer.analysis.waterfall import waterfall
from designer.model.scenario import Brief
from tests.analysis.drawings import CLIENT, app, graph
from tests.analysis.test_latency import call_trees, steady


def test_calls_begin_one_after_the_other_or_together() -> None:
    drawn = graph(
        "c > a", "a > x | parallel=inputs", "a > y | parallel=inputs", "a > z | soft timeout_ms=5",
        c=CLIENT, a=steady(10), x=steady(20), y=steady(30), z=steady(50),
    )  # fmt: skip
    spans = {span.id: span for span in waterfall(Performance(drawn, Brief()))}
    assert list(spans) == ["c", "a", "x", "y", "z"]
    starts = [span.starts_ms for span in spans.values()]
    assert starts == pytest.approx([0, 0, 10, 10, 40], abs=0.2)
    assert [span.takes_ms for span in spans.values()] == pytest.approx([45, 45, 20, 30, 5], abs=0.2)
    assert [span.together for span in spans.values()] == ["", "", "inputs", "inputs", ""]
    assert [span.depth for span in spans.values()] == [0, 1, 2, 2, 2]
    assert spans["a"].own_p99_ms == pytest.approx(10, abs=0.2)


def test_what_is_overloaded_has_no_time_of_its_own() -> None:
    drawn = graph("c > a", "a > b | soft timeout_ms=5", c=CLIENT, a=app(rate_per_s=1e6), b=app(rate_per_s=1))
    span = waterfall(Performance(drawn, Brief(peak_rate_per_s=100)))[-1]
    assert span.own_ms is None
    assert span.takes_ms == pytest.approx(5)


def test_without_a_time_there_is_no_timeline() -> None:
    assert waterfall(Performance(graph("c > a", "a > b", "b > a", c=CLIENT, a=app(), b=app()), Brief())) == ()


@settings(max_examples=20, deadline=None)
@given(call_trees())
def test_nothing_begins_before_its_caller_and_each_component_is_told_once(drawn: object) -> None:
    spans = waterfall(Performance(drawn, Brief()))  # type: ignore[arg-type]
    assert len({span.id for span in spans}) == len(spans)
    above: list[float] = []
    for span in spans:
        above[span.depth :] = [span.starts_ms]
        assert span.depth == 0 or span.starts_ms >= above[span.depth - 1] - 1e-9
