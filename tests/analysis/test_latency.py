from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.analysis.estimate import Estimates
from designer.analysis.graph import DesignGraph
from designer.analysis.performance import Performance
from designer.analysis.reading import build_graph
from designer.catalog.library import catalog
from designer.catalog.words import words
from designer.model.design import Component, Connection, ConnectionKind, Design, PropertyValue
from designer.model.scenario import Brief
from tests.analysis.drawings import CLIENT, app, graph
from tests.analysis.simulated import Simulation

QUIET = Brief()
"""No load is known, so that nothing waits in a queue."""


def steady(time_ms: float, **fields: object) -> dict[str, object]:
    return app(p50_ms=time_ms, p99_ms=time_ms, **fields)


def p99_ms(graph_: DesignGraph, brief: Brief = QUIET) -> float | None:
    return Estimates(graph_, brief).p99_ms


def test_serial_calls_add_and_parallel_ones_take_the_slowest() -> None:
    parts = {"c": CLIENT, "a": steady(10), "b": steady(20), "d": steady(30)}
    assert p99_ms(graph("c > a", "a > b", "a > d", **parts)) == pytest.approx(60, rel=2e-3)
    together = graph("c > a", "a > b | parallel=x", "a > d | parallel=x", **parts)
    assert p99_ms(together) == pytest.approx(40, rel=2e-3)


def test_a_request_takes_the_time_of_the_one_model_that_it_is_routed_to() -> None:
    quick: dict[str, object] = {"kind": "llm_server", "properties": {"p50_ms": 10, "p99_ms": 10}}
    slow: dict[str, object] = {"kind": "llm_server", "properties": {"p50_ms": 100, "p99_ms": 100}}
    routed = graph("c > a", "a > q | soft", "a > s | soft", c=CLIENT, a=steady(1), q=quick, s=slow)
    assert Estimates(routed, QUIET).p99_ms == pytest.approx(101, rel=2e-3)
    assert Estimates(routed, QUIET).p50_ms == pytest.approx(11, rel=0.02)


def test_the_p99_of_a_chain_is_below_the_sum_of_p99s() -> None:
    found = graph("c > a", "a > b", "b > d", c=CLIENT, a=app(), b=app(), d=app())
    assert 10 < (p99_ms(found) or inf) < 25


def test_a_soft_call_counts_at_most_its_timeout() -> None:
    found = graph("c > a", "a > b | soft timeout_ms=5", c=CLIENT, a=steady(10), b=steady(200))
    assert p99_ms(found) == pytest.approx(15, rel=2e-3)


def test_a_hard_call_beyond_its_timeout_is_never_answered() -> None:
    found = Estimates(graph("c > a", "a > b | timeout_ms=5", c=CLIENT, a=steady(10), b=steady(200)), QUIET)
    assert found.p99_ms is None
    shown = found.shown()["p99_ms"]
    assert shown.value is None
    assert "run out of time even while all is up, above all for the timeout of 5 ms with which" in shown.statement
    assert "“Application service”" in shown.statement


def test_some_requests_without_an_answer_leave_the_percentiles_below_them() -> None:
    drawn = graph("c > a", "a > b | timeout_ms=40", c=CLIENT, a=steady(1), b=app(p50_ms=10, p99_ms=35))
    shown = Estimates(drawn, QUIET).shown()
    assert shown["p99_ms"].value == pytest.approx(36, rel=2e-3)
    assert shown["p999_ms"].value is None
    assert "of the requests run out of time even while all is up" in shown["p99_ms"].statement
    assert "of the requests run out of time on top" in shown["availability"].statement


def test_what_is_down_and_what_is_late_may_break_a_promise_together() -> None:
    drawn = graph("c > a", "a > b | timeout_ms=40", c=CLIENT, a=steady(1), b=app(p50_ms=10, p99_ms=35))
    up = Estimates(drawn, QUIET).availability
    assert up is not None

    def said(slo: float) -> bool:
        told = Estimates(drawn, QUIET.model_copy(update={"availability_slo": slo})).shown()["availability"].statement
        return "together" in told

    assert said(up)
    assert not said(up + 1e-5)
    assert not said(up - 0.02)


def test_of_two_timeouts_the_one_that_more_requests_meet_is_named() -> None:
    parts = {"c": CLIENT, "a": steady(1), "b": app(p50_ms=10, p99_ms=35), "d": app(p50_ms=10, p99_ms=37)}
    drawn = graph("c > a", "a > b | timeout_ms=40", "a > d | timeout_ms=40 share=0.1", **parts)
    named = Estimates(drawn, QUIET).performance.tightest
    assert named is not None
    assert named.target == "b"


def test_the_quantiles_ascend_and_lie_in_their_brackets() -> None:
    shown = Estimates(graph("c > a", "a > b", c=CLIENT, a=app(), b=app()), QUIET).shown()
    values = [shown[name].value or inf for name in ("p50_ms", "p90_ms", "p99_ms", "p999_ms")]
    assert values == sorted(values)
    for name in ("p50_ms", "p90_ms", "p99_ms", "p999_ms"):
        assert (shown[name].low or inf) <= (shown[name].value or inf) <= (shown[name].high or 0)


def test_a_cache_answers_its_part_of_the_calls() -> None:
    cache: dict[str, object] = {"kind": "cache", "properties": {"p50_ms": 1, "p99_ms": 1, "hit": 0.95}}
    found = graph("c > k", "k > a", c=CLIENT, k=cache, a=steady(50))
    shown = Estimates(found, QUIET).shown()
    assert shown["p90_ms"].value == pytest.approx(1, abs=0.05)
    assert shown["p99_ms"].value == pytest.approx(51, rel=2e-3)


def test_a_call_that_most_requests_need_not_make_leaves_the_median_alone() -> None:
    found = Estimates(graph("c > a", "a > b | share=0.2", c=CLIENT, a=steady(10), b=steady(100)), QUIET)
    assert found.p50_ms == pytest.approx(10, rel=2e-2)
    assert found.p99_ms == pytest.approx(110, rel=2e-3)


def test_retries_take_their_timeouts_and_pauses() -> None:
    found = graph("c > a", "a > b | soft timeout_ms=10 retries=2", c=CLIENT, a=steady(1), b=steady(50))
    assert p99_ms(found) == pytest.approx(31, rel=2e-3)
    paused = graph("c > a", "a > b | soft timeout_ms=10 retries=2 backoff", c=CLIENT, a=steady(1), b=steady(50))
    assert 31 + 15 < (p99_ms(paused) or 0) < 31 + 30


def test_a_hedge_cuts_the_tail() -> None:
    parts = {"c": CLIENT, "a": steady(0), "b": app(p50_ms=10, p99_ms=300)}
    plain, hedged = graph("c > a", "a > b", **parts), graph("c > a", "a > b | hedge_after_ms=60", **parts)
    assert (p99_ms(hedged) or inf) < (p99_ms(plain) or 0) / 2


def test_without_a_component_the_timeout_and_the_stand_in_count() -> None:
    parts = {"c": CLIENT, "a": steady(10), "b": steady(5), "f": steady(3)}
    found = graph("c > a", "a > b | soft timeout_ms=25", "a > f | role=fallback", **parts)
    numbers = Estimates(found, QUIET)
    assert numbers.p99_ms == pytest.approx(15, rel=5e-3)
    assert numbers.p99_ms_without("b") == pytest.approx(10 + 25 + 3, rel=5e-3)
    assert numbers.p99_ms_without("f") == pytest.approx(15, rel=1e-2)
    assert numbers.p99_ms_without("a") == inf


def test_nothing_answers_where_the_stand_in_is_lost_too() -> None:
    parts = {"c": CLIENT, "a": steady(1), "b": steady(5), "f": steady(3), "s": steady(1)}
    lost = graph("c > a", "a > b | soft timeout_ms=25", "b > s", "a > f | role=fallback", "f > s", **parts)
    assert Estimates(lost, QUIET).p99_ms_without("b") == pytest.approx(1 + 25 + 3 + 1, rel=1e-2)
    assert Estimates(lost, QUIET).p99_ms_without("s") == inf


def test_what_is_lost_behind_a_mask_costs_the_soft_call_s_timeout_and_the_stand_in() -> None:
    parts: dict[str, dict[str, object]] = {
        "c": CLIENT, "a": steady(10), "mask": {"kind": "pii_redactor"}, "llm": {"kind": "llm_server"},
        "plain": {"kind": "fallback", "properties": {"p50_ms": 5, "p99_ms": 5}},
    }  # fmt: skip
    drawing = graph("c > a", "a > mask | soft timeout_ms=90", "mask > llm", "a > plain | role=fallback", **parts)
    assert Estimates(drawing, QUIET).p99_ms_without("llm") == pytest.approx(10 + 90 + 5, rel=5e-3)


SHARED = (
    "c > a", "c > x | soft timeout_ms=30", "x > y", "a > b | soft timeout_ms=25 parallel=p",
    "a > d | soft timeout_ms=15 parallel=p", "a > f | role=fallback", "d > s", "f > s",
)  # fmt: skip


@given(st.permutations(["a", "b", "d", "f", "s", "x", "y"]))
def test_what_was_asked_before_changes_no_time(order: list[str]) -> None:
    parts = {id_: app(p50_ms=3, p99_ms=20, rate_per_s=900) for id_ in order}
    drawn, brief = graph(*SHARED, c=CLIENT, **parts), Brief(peak_rate_per_s=300)
    asked = Estimates(drawn, brief)
    found = {id_: asked.p99_ms_without(id_) for id_ in order}
    assert found == {id_: Estimates(drawn, brief).p99_ms_without(id_) for id_ in order}
    assert asked.p99_ms == Estimates(drawn, brief).p99_ms


def test_a_time_without_a_component_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = Estimates(graph("c > a", "a > b | soft timeout_ms=5", c=CLIENT, a=steady(10), b=steady(5)), QUIET)
    first = numbers.p99_ms_without("b")
    monkeypatch.setattr(Performance, "p99_ms_without", lambda *_: pytest.fail("asked twice"))
    assert numbers.p99_ms_without("b") == first


def test_calls_that_stand_in_for_each_other_take_as_long_as_the_slowest() -> None:
    parts = {"c": CLIENT, "a": steady(10), "x": steady(30), "y": steady(40)}
    either = graph("c > a", "a > x | group=model", "a > y | group=model", **parts)
    assert p99_ms(either) == pytest.approx(50, rel=2e-3)
    assert Estimates(either, QUIET).p99_ms_without("y") == pytest.approx(40, rel=1e-2)
    assert p99_ms(graph("c > a", "a > x", "a > y", **parts)) == pytest.approx(80, rel=2e-3)


def test_soft_calls_with_one_stand_in_are_made_one_after_the_other() -> None:
    parts = {"c": CLIENT, "a": steady(10), "x": steady(30), "y": steady(40), "f": steady(1)}
    chain = ["c > a", "a > x | soft group=model", "a > y | soft group=model"]
    assert p99_ms(graph(*chain, "a > f | role=fallback group=model", **parts)) == pytest.approx(80, rel=2e-3)
    assert p99_ms(graph(*chain, "a > f | role=fallback group=other", **parts)) == pytest.approx(50, rel=2e-3)


def test_shares_among_the_like_are_a_choice_with_a_stand_in_too() -> None:
    parts = {"c": CLIENT, "a": steady(10), "x": steady(30), "y": steady(40), "f": steady(1)}

    def asked(x: float, y: float) -> float | None:
        calls = [f"a > x | soft group=model share={x}", f"a > y | soft group=model share={y}"]
        return p99_ms(graph("c > a", *calls, "a > f | role=fallback group=model", **parts))

    assert asked(0.8, 0.2) == pytest.approx(50, rel=2e-3)
    assert asked(0.8, 0.8) == pytest.approx(80, rel=2e-3)


def test_nobody_waits_for_a_shadow_or_an_asynchronous_call() -> None:
    parts = {"c": CLIENT, "a": steady(10), "x": steady(500), "y": steady(500)}
    found = graph("c > a", "a > x | role=shadow", "a > y | async", **parts)
    assert p99_ms(found) == pytest.approx(10, rel=2e-3)


def test_a_soft_call_back_to_its_caller_is_given_up() -> None:
    found = graph("c > a", "a > b", "b > a | soft timeout_ms=20", c=CLIENT, a=steady(10), b=steady(5))
    assert p99_ms(found) == pytest.approx(35, rel=2e-3)


def test_the_slowest_entry_is_the_one_that_is_told() -> None:
    found = graph("c > a", "e > b", c=CLIENT, e=CLIENT, a=steady(10), b=steady(20))
    performance = Performance(found, QUIET)
    assert performance.slowest == "e"
    assert performance.percentiles("c")["p99_ms"].value == pytest.approx(10, rel=2e-2)


def test_a_p99_below_the_median_is_a_loose_end_and_no_number() -> None:
    found = graph("c > a", c=CLIENT, a=app(p50_ms=20, p99_ms=10))
    assert [end.where for end in found.loose_ends] == ["a"]
    shown = Estimates(found, QUIET).shown()["p99_ms"]
    assert shown.value is None
    assert shown.statement == "a p99 is stated below the median of “Application service”"


def test_one_percentile_that_a_default_contradicts_takes_the_other_along() -> None:
    found = graph("c > a", c=CLIENT, a={"kind": "app_service", "properties": {"p99_ms": 2}})
    assert not found.loose_ends
    shown = Estimates(found, QUIET).shown()
    assert shown["p50_ms"].value == pytest.approx(2 * 3 / 15, rel=1e-2)
    assert shown["p99_ms"].value == pytest.approx(2, rel=1e-2)


def chain(length: int) -> DesignGraph:
    names = [f"n{index}" for index in range(length)]
    rows = [f"{source} > {target}" for source, target in zip(["c", *names], names, strict=False)]
    return graph(*rows, c=CLIENT, **{name: app(p50_ms=3, p99_ms=15) for name in names})


def test_a_chain_of_some_length_approaches_the_sum_of_its_means() -> None:
    found = Performance(chain(200), QUIET, bins=4096).percentile("p99_ms")
    assert found == pytest.approx(200 * 3.812 + 2.33 * 200**0.5 * 3.0, rel=0.02)


def test_a_long_chain_is_added_and_does_not_exhaust_the_stack() -> None:
    found = Estimates(chain(3000), QUIET)
    assert found.p99_ms == pytest.approx(3000 * 15)
    assert found.p99_ms_without("n2999") == inf
    assert "added along the calls" in found.shown()["p99_ms"].assumes[0]
    assert "since the drawing is large" in found.shown()["p99_ms"].statement


NAMES = [f"n{index}" for index in range(7)]
TRAITS = ["", "", "parallel=x", "parallel=x", "share=0.3", "calls=2", "soft timeout_ms={}", "hedge_after_ms={}",
          "soft timeout_ms={} retries=1", "parallel=x soft timeout_ms={}"]  # fmt: skip


@st.composite
def call_trees(draw: st.DrawFn) -> DesignGraph:
    """Draw a tree of calls of every sort."""
    count = draw(st.integers(2, 6))
    parts = {"c": CLIENT}
    for name in NAMES[:count]:
        p50 = draw(st.floats(1, 20))
        parts[name] = app(p50_ms=p50, p99_ms=p50 * draw(st.floats(1.3, 8)))
    rows = ["c > n0"]
    for index in range(1, count):
        trait = draw(st.sampled_from(TRAITS)).format(round(draw(st.floats(5, 60)), 2))
        rows.append(f"{NAMES[draw(st.integers(0, index - 1))]} > {NAMES[index]} | {trait}")
    return graph(*rows, **parts)


@given(call_trees())
@settings(max_examples=25, deadline=None)
def test_the_p99_is_within_2_percent_of_a_simulation(drawing: DesignGraph) -> None:
    times = Simulation(drawing, requests=100_000).of("c")
    for name, share, near in (("p50_ms", 0.5, 0.005), ("p99_ms", 0.99, 0.001)):
        found = Performance(drawing, QUIET).percentile(name)
        assert found is not None
        assert float((times <= found * 1.02).mean()) >= share - near
        assert float((times <= found * 0.98).mean()) <= share + near


@given(call_trees(), st.floats(5, 60), st.floats(1, 4))
@settings(max_examples=20, deadline=None)
def test_a_longer_timeout_of_a_soft_call_never_lowers_the_p99(drawing: DesignGraph, limit: float, times: float) -> None:
    found = [
        p99_ms(graph("c > a", f"a > b | soft timeout_ms={each}", c=CLIENT, a=app(), b=app(p50_ms=8, p99_ms=70))) or 0
        for each in (limit, limit * times)
    ]
    assert found[1] >= found[0] * (1 - 2e-3)


@given(st.floats(50, 900), st.floats(1.0, 1.1), st.integers(1, 4))
@settings(max_examples=25, deadline=None)
def test_more_load_never_lowers_the_p99(peak: float, more: float, replicas: int) -> None:
    parts = {"c": CLIENT, "a": app(rate_per_s=1100), "b": app(p50_ms=8, p99_ms=60, rate_per_s=1000, replicas=replicas)}
    drawn = graph("c > a", "a > b", **parts)
    quiet, busy = (p99_ms(drawn, Brief(peak_rate_per_s=rate)) or inf for rate in (peak, peak * more))
    assert busy >= quiet * (1 - 1e-3)


def test_a_component_that_is_asked_for_more_than_it_can_do_is_named_with_the_rate_that_lasts() -> None:
    drawn = graph("c > a", "a > b", c=CLIENT, a=app(rate_per_s=5000), b=app(rate_per_s=400))
    shown = Estimates(drawn, Brief(peak_rate_per_s=1000)).shown()["p99_ms"]
    assert shown.value is None
    assert shown.statement == (
        "unstable: “Application service” is asked for 250 % of what it can do at the peak, so that its queue only "
        "grows; 400 requests a second can be sustained"
    )


def test_a_soft_call_to_what_is_overloaded_costs_its_timeout_and_says_so() -> None:
    parts = {"c": CLIENT, "a": steady(10, rate_per_s=1e6), "b": app(rate_per_s=400)}
    shown = Estimates(graph("c > a", "a > b | soft timeout_ms=30", **parts), Brief(peak_rate_per_s=1000)).shown()
    assert shown["p99_ms"].value == pytest.approx(40, rel=2e-3)
    assert "unstable" in shown["p99_ms"].statement


def test_a_vendor_s_default_rate_is_not_held_against_it() -> None:
    parts: dict[str, dict[str, object]] = {"c": CLIENT, "a": steady(10, rate_per_s=1e6), "v": {"kind": "kv_store"}}
    busy = Brief(peak_rate_per_s=5000)
    assert p99_ms(graph("c > a", "a > v", **parts), busy) == pytest.approx(20, rel=2e-3)
    parts["v"] = {"kind": "kv_store", "properties": {"rate_per_s": 1000}}
    assert p99_ms(graph("c > a", "a > v", **parts), busy) is None


def test_a_wait_comes_on_top_of_the_service() -> None:
    drawn = graph("c > a", c=CLIENT, a=app(p50_ms=8, p99_ms=60, rate_per_s=80))
    assert (p99_ms(drawn, Brief(peak_rate_per_s=70)) or 0) > 2 * (p99_ms(drawn, QUIET) or inf)


EXTREMES = st.sampled_from([0.0, 1e-9, 0.5, 1.0, 10.0, 300.0, 1e9, 1e300])
SAID: dict[str, st.SearchStrategy[PropertyValue]] = {
    "timeout_ms": EXTREMES,
    "share": st.sampled_from([0.0, 0.1, 1.0]),
    "calls": st.sampled_from([0.0, 0.5, 1.0, 2.5, 100.0, 1e300]),
    "hit_ratio": st.sampled_from([0.0, 0.3, 1.0]),
    "retries": st.sampled_from([0, 1, 20]),
    "hedge_after_ms": EXTREMES,
    "soft": st.just(value=True),
    "backoff": st.just(value=True),
    "parallel": st.just("p"),
    "group": st.just("g"),
    "role": st.sampled_from(["fallback", "shadow"]),
}
KINDS = st.sampled_from(["app_service", "cache", "kv_store", "load_balancer", "fallback", "external_source"])


@st.composite
def hostile(draw: st.DrawFn) -> DesignGraph:
    """Draw calls with every property at its ends, in circles or not."""
    count = draw(st.integers(1, 5))
    numbers = st.dictionaries(st.sampled_from(["p50_ms", "p99_ms", "rate_per_s"]), EXTREMES)
    components = [Component(id="c", kind="client")] + [
        Component(
            id=f"n{index}", kind=draw(KINDS), replicas=draw(st.sampled_from([1, 2, 10**6])), properties=draw(numbers)
        )
        for index in range(count)
    ]
    ends = draw(st.lists(st.tuples(st.integers(0, count), st.integers(1, count)), min_size=1, max_size=8))
    connections = [
        Connection(
            id=f"e{number}",
            source=components[one].id,
            target=components[other].id,
            kind=ConnectionKind.REQUEST,
            properties={name: draw(SAID[name]) for name in draw(st.sets(st.sampled_from(sorted(SAID)), max_size=4))},
        )
        for number, (one, other) in enumerate(ends)
    ]
    return build_graph(Design(components=tuple(components), connections=tuple(connections)), catalog(), words())


@given(hostile(), st.sampled_from([None, 1e-6, 100.0, 1e9]))
@settings(max_examples=150, deadline=None)
def test_whatever_is_stated_gives_percentiles_in_order_or_says_why_not(drawn: DesignGraph, peak: float | None) -> None:
    numbers = Estimates(drawn, Brief() if peak is None else Brief(peak_rate_per_s=peak), bins=512)
    shown = [numbers.shown()[name] for name in ("p50_ms", "p90_ms", "p99_ms", "p999_ms")]
    values = [inf if found.value is None else found.value for found in shown]
    assert values == sorted(values)
    for found in shown:
        assert found.value is not None or found.statement
        assert found.low is None or found.low <= (found.value or 0) <= (inf if found.high is None else found.high)
    for id_ in drawn.nodes:
        assert (numbers.p99_ms_without(id_) or 0) >= 0
