from math import ceil, inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.analysis.capacity import Capacity
from designer.analysis.estimate import Estimates
from designer.analysis.reading import build_graph
from designer.catalog.library import catalog
from designer.catalog.source import Source
from designer.catalog.words import words
from designer.exchange.design_file import design_of
from designer.model.scenario import Brief
from tests.analysis.drawings import CLIENT, app, graph

BRIEF = Brief(peak_rate_per_s=1000)


def test_load_follows_shares_and_calls() -> None:
    found = graph("c > a", "a > b | share=0.25 calls=2", c=CLIENT, a=app(rate_per_s=2000), b=app(rate_per_s=1000))
    numbers = Estimates(found, BRIEF)
    assert numbers.capacity.utilisation("a") == pytest.approx(0.5)
    assert numbers.capacity.utilisation("b") == pytest.approx(0.5)
    assert numbers.capacity_per_s() == pytest.approx(2000)


def test_a_cache_keeps_its_hits_from_what_stands_behind_it() -> None:
    cache: dict[str, object] = {"kind": "cache", "properties": {"hit": 0.75}}
    parts = {"c": CLIENT, "a": app(), "k": cache, "b": app()}
    found = Capacity(graph("c > a", "a > k", "k > b", **parts), BRIEF).load_per_s
    assert found == pytest.approx({"a": 1000, "k": 1000, "b": 250})
    stated = graph("c > a", "a > k | hit_ratio=0.9", "k > b", **parts)
    assert Capacity(stated, BRIEF).load_per_s["b"] == pytest.approx(100)
    shared = graph("c > a", "a > k", "k > b | share=0.4", **parts)
    assert Capacity(shared, BRIEF).load_per_s["b"] == pytest.approx(400)
    beside = graph("c > a", "a > b | hit_ratio=0.8", c=CLIENT, a=app(), b=app())
    assert Capacity(beside, BRIEF).load_per_s["b"] == pytest.approx(200)


def test_a_cache_of_answers_beside_the_models_spares_them_its_hits() -> None:
    model: dict[str, object] = {"kind": "model_server"}
    cache: dict[str, object] = {"kind": "cache", "properties": {"hit": 0.2}}
    parts: dict[str, dict[str, object]] = {"c": CLIENT, "a": app(), "k": cache, "m": model}
    found = Estimates(graph("c > a", "a > k | soft", "a > m", **parts), BRIEF)
    assert found.capacity.load_per_s == pytest.approx({"a": 1000, "k": 1000, "m": 800})
    assert "what a cache beside the models has is not asked of them" in found.shown()["capacity_per_s"].assumes
    by_call = graph("c > a", "a > k | hit_ratio=0.5", "a > m", **parts)
    assert Capacity(by_call, BRIEF).load_per_s["m"] == pytest.approx(500)
    two = {**parts, "n": model}
    split = graph("c > a", "a > k", "a > m | share=0.9", "a > n | share=0.1", **two)
    assert Capacity(split, BRIEF).load_per_s["n"] == pytest.approx(80), "shares of all are of what the cache leaves"
    part = graph("c > a", "a > k", "a > m | share=0.6", "a > n | share=0.1", **two)
    assert Capacity(part, BRIEF).load_per_s["n"] == pytest.approx(100), "other shares are of all requests"
    stated = graph("c > a", "a > k", "a > m | share=1", **parts)
    assert Capacity(stated, BRIEF).load_per_s["m"] == pytest.approx(1000)
    store = graph("c > a", "a > k", "a > m", **parts | {"m": {"kind": "kv_store"}})
    assert Capacity(store, BRIEF).load_per_s["m"] == pytest.approx(1000)
    balanced = graph("c > a", "a > k", "a > b", "b > m", **parts, b={"kind": "load_balancer"})
    assert Capacity(balanced, BRIEF).load_per_s["m"] == pytest.approx(800), (
        "a balancer before the models is none of them"
    )
    in_front = graph("c > a", "a > k", "k > m", "a > n", **parts, n=model)
    assert Capacity(in_front, BRIEF).load_per_s == pytest.approx({"a": 1000, "k": 1000, "m": 800, "n": 1000})


def test_a_cache_that_a_job_fills_holds_data_and_spares_no_model() -> None:
    kinds = {"c": "client", "a": "app_service", "k": "cache", "m": "model_server", "f": "stream_processor"}
    parts = [{"id": id_, "kind": kind} for id_, kind in kinds.items()]
    parts[2]["properties"] = {"hit": 0.9}  # type: ignore[assignment]
    rows = [("c", "a", "request"), ("a", "k", "request"), ("a", "m", "request")]
    for source, expected in (("a", 100), ("f", 1000)):
        edges = [{"source": s, "target": t, "kind": kind} for s, t, kind in [*rows, (source, "k", "data")]]
        data = {"format": "designer-design/1", "components": parts, "connections": edges}
        drawn = build_graph(design_of(Source("test", data)), catalog(), words())
        assert Capacity(drawn, BRIEF).load_per_s["m"] == pytest.approx(expected)


@pytest.mark.parametrize("said", ["| interval_s=10", ": every 10 s | async", ": kept in memory for 10 s | soft"])
def test_what_each_caller_asks_on_a_timer_does_not_grow_with_the_requests(said: str) -> None:
    drawn = graph("c > a", f"a > b {said}", "b > d", c=CLIENT, a=app(replicas=6), b=app(), d=app())
    found = Capacity(drawn, BRIEF)
    assert found.load_per_s == pytest.approx({"a": 1000, "b": 0.6, "d": 0.6})
    assert found.visits == pytest.approx({"a": 1, "b": 0, "d": 0})


def test_what_is_asked_on_a_timer_is_never_the_first_to_be_full_by_more_requests() -> None:
    parts = {"c": CLIENT, "a": app(replicas=6, rate_per_s=500), "b": app(rate_per_s=1)}
    timed = Estimates(graph("c > a", "a > b | interval_s=10", **parts), BRIEF)
    assert timed.capacity.utilisation("b") == pytest.approx(0.6)
    assert timed.capacity.bottleneck == "a"
    assert timed.capacity_per_s() == pytest.approx(3000)
    both = Estimates(graph("c > a", "a > d | share=0.001", "d > b", "a > b | interval_s=10", d=app(), **parts), BRIEF)
    assert both.capacity.utilisation("b") == pytest.approx(1.6)
    # timers take 0.6 of the one call a second, so that 0.4 are left for one request in a thousand
    assert both.capacity.bottleneck == "b"
    assert both.capacity_per_s() == pytest.approx(400)


@pytest.mark.parametrize("said", [": made every 10 s | soft", ": kept in memory for 10 s", ": kept safe | async"])
def test_a_call_whose_label_tells_of_something_else_is_made_once_a_request(said: str) -> None:
    drawn = graph("c > a", f"a > b {said}", c=CLIENT, a=app(), b=app())
    assert Capacity(drawn, BRIEF).load_per_s == pytest.approx({"a": 1000, "b": 1000})


def test_a_balancer_sends_each_request_to_one_of_a_group() -> None:
    balancer: dict[str, object] = {"kind": "load_balancer"}
    drawn = graph("c > l", "l > a | group=g", "l > b | group=g", c=CLIENT, l=balancer, a=app(), b=app())
    assert Capacity(drawn, BRIEF).load_per_s == pytest.approx({"l": 1000, "a": 500, "b": 500})
    asked = graph("c > s", "s > a | group=g", "s > b | group=g", c=CLIENT, s=app(), a=app(), b=app())
    assert Capacity(asked, BRIEF).load_per_s["a"] == 1000
    stated = graph(
        "c > l", "l > a | group=g share=0.9", "l > b | group=g share=0.1", c=CLIENT, l=balancer, a=app(), b=app()
    )
    assert Capacity(stated, BRIEF).load_per_s["b"] == pytest.approx(100)


def test_who_can_do_without_each_of_several_language_models_routes_between_them() -> None:
    model: dict[str, object] = {"kind": "llm_server"}
    parts = {"c": CLIENT, "a": app(), "small": model, "large": model}
    routed = graph("c > a", "a > small | soft", "a > large | soft", **parts)
    assert Capacity(routed, BRIEF).load_per_s["large"] == pytest.approx(500)
    for both in ("a > large", "a > large | soft parallel=p", "a > large | soft share=1"):
        drawn = graph(
            "c > a", "a > small | soft parallel=p" if "parallel" in both else "a > small | soft", both, **parts
        )
        assert Capacity(drawn, BRIEF).load_per_s["large"] == pytest.approx(1000), both


def worked_off(*rows: tuple[str, str], speeds: dict[str, float]) -> dict[str, float | None]:
    kinds = {"q": "queue", "r": "queue", "s": "stream", "k": "kv_store"}
    parts = [{"id": id_, "kind": "model_server", "properties": {"speed": speed}} for id_, speed in speeds.items()]
    parts += [{"id": id_, "kind": kinds[id_]} for id_ in kinds if any(id_ in row for row in rows)]
    edges = [{"source": source, "target": target, "kind": "data"} for source, target in rows]
    data = {"format": "designer-design/1", "components": parts, "connections": edges}
    drawn = build_graph(design_of(Source("test", data)), catalog(), words())
    found = Capacity(drawn, Brief(mode="stream", work_s=10))
    return {id_: found.utilisation(id_) for id_ in speeds}


def test_workers_of_one_queue_share_its_work_and_consumers_of_a_stream_do_not() -> None:
    ends = (("a", "k"), ("b", "k"))
    assert worked_off(("q", "a"), ("q", "b"), *ends, speeds={"a": 5, "b": 15}) == {"a": 0.5, "b": 0.5}
    assert worked_off(("s", "a"), ("s", "b"), *ends, speeds={"a": 5, "b": 20}) == {"a": 2, "b": 0.5}


def test_what_one_worker_hands_to_another_is_a_part_that_nobody_states() -> None:
    found = worked_off(("q", "a"), ("a", "r"), ("r", "b"), ("a", "k"), ("b", "k"), speeds={"a": 20, "b": 1})
    assert found == {"a": 0.5, "b": None}


EVENTS = Brief(mode="stream", events_per_s=6000)


def model(**stated: object) -> dict[str, object]:
    replicas = {"replicas": stated.pop("replicas", 1)}
    return {"kind": "model_server", "properties": stated, **replicas}


def test_what_works_a_stream_off_carries_its_events_and_the_models_that_it_calls_do_too() -> None:
    kinds = {"s": "client", "k": "stream", "v": "data_validator", "f": "kv_store"}
    parts: dict[str, dict[str, object]] = {id_: {"kind": kind} for id_, kind in kinds.items()}
    calls = ("s ~> k", "k ~> v", "v ~> a", "a > m", "a > f")
    found = Capacity(graph(*calls, **parts, a=app(rate_per_s=4000, replicas=3), m=model(rate_per_s=1500)), EVENTS)
    assert found.events_per_s == pytest.approx({"a": 6000, "m": 6000})
    assert (found.utilisation("a"), found.utilisation("m"), found.utilisation("f")) == pytest.approx((0.5, 4.0, None))
    asked = Capacity(graph(*calls, **parts, a=app(), m=model()), Brief(mode="online", events_per_s=6000))
    assert asked.events_per_s == {}


def test_events_may_be_checked_before_they_come_to_the_stream() -> None:
    kinds = {"s": "client", "v": "data_validator", "k": "stream"}
    parts: dict[str, dict[str, object]] = {id_: {"kind": kind} for id_, kind in kinds.items()}
    found = Capacity(graph("s ~> v", "v ~> k", "k ~> m", **parts, m=model(rate_per_s=8000)), EVENTS)
    assert found.events_per_s == pytest.approx({"m": 6000})


def test_a_connection_that_states_a_rate_passes_no_more_events() -> None:
    kinds = {"s": "client", "k": "stream", "j": "stream_processor"}
    parts: dict[str, dict[str, object]] = {id_: {"kind": kind} for id_, kind in kinds.items()}
    for said, rate in (("2k/s left", 2000), ("about 40 %", 6000), ("9,000 a second", 6000)):
        calls = ("s ~> k", "k ~> j", f"j ~> m : {said}")
        assert Capacity(graph(*calls, **parts, m=model()), EVENTS).events_per_s == pytest.approx({"m": rate})


def test_what_is_full_first_of_events_may_be_what_carries_them_where_it_tells_its_rate() -> None:
    kinds = {"s": "client", "k": "stream", "v": "data_validator"}
    parts: dict[str, dict[str, object]] = {id_: {"kind": kind} for id_, kind in kinds.items()}
    check: dict[str, object] = {"kind": "data_validator", "replicas": 2, "properties": {"rate_per_s": 3500}}
    calls = ("s ~> k", "k ~> v", "v ~> m | rate_per_s=600")
    assert Capacity(graph(*calls, **parts, m=model(rate_per_s=900)), EVENTS).full_of_events == ("m", 9000)
    assert Capacity(graph(*calls, **{**parts, "v": check}, m=model(rate_per_s=900)), EVENTS).full_of_events == (
        "v",
        7000,
    )
    aside = ("s ~> l", "l ~> v")
    told: dict[str, dict[str, object]] = {**parts, "l": {"kind": "stream"}, "v": check}
    assert Capacity(graph("s ~> k", "k ~> m", *aside, **told, m=model(rate_per_s=9000)), EVENTS).full_of_events == (
        "m",
        9000,
    ), "what brings them nowhere is no limit"
    asked = Capacity(graph("c > m", c=CLIENT, m=model(rate_per_s=900)), Brief(peak_rate_per_s=600))
    assert asked.full_of_events is None


def test_of_two_that_are_full_at_once_the_one_that_answers_need_is_named() -> None:
    drawn = graph("c > z", "z > a | soft", c=CLIENT, a=app(rate_per_s=600), z=app(rate_per_s=600))
    assert Capacity(drawn, BRIEF).bottleneck == "z"
    fuller = graph("c > z", "z > a | soft", c=CLIENT, a=app(rate_per_s=500), z=app(rate_per_s=600))
    assert Capacity(fuller, BRIEF).bottleneck == "a"


def test_events_that_no_stream_brings_come_as_requests() -> None:
    found = Capacity(graph("c > a", "a > m", c=CLIENT, a=app(), m=model(rate_per_s=3000)), EVENTS)
    assert found.events_per_s == pytest.approx({"a": 6000, "m": 6000})
    assert found.utilisation("m") == pytest.approx(2.0)


def test_a_stream_that_leads_nowhere_spares_nobody_the_rate_of_the_events() -> None:
    kinds = {"s": "ingest", "k": "stream", "lake": "object_store"}
    parts: dict[str, dict[str, object]] = {id_: {"kind": kind} for id_, kind in kinds.items()}
    found = Capacity(graph("s ~> k", "k ~> lake", "c > a", "a > m", **parts, c=CLIENT, a=app(), m=model()), EVENTS)
    assert found.events_per_s == pytest.approx({"a": 6000, "m": 6000})


def test_a_model_that_states_its_work_is_measured_by_the_work_of_the_brief() -> None:
    brief = Brief(peak_rate_per_s=10, work_s=2000)
    for stated, used in (({"speed": 40}, 5.0), ({"speed": 40, "rate_per_s": 2}, 0.5)):
        found = Capacity(graph("c > a", "a > m", c=CLIENT, a=app(), m=model(replicas=10, **stated)), brief)
        assert found.utilisation("m") == pytest.approx(used)


def test_the_peak_comes_through_the_clients_that_ask_a_model() -> None:
    parts = {"c": CLIENT, "auditor": CLIENT, "desk": app(), "a": app(), "m": model()}
    found = graph("c > a", "a > m", "auditor > desk", **parts)
    assert Capacity(found, BRIEF).load_per_s == pytest.approx({"a": 1000, "m": 1000, "desk": 0})
    assert found.main_entries == ("c",)
    quick: dict[str, dict[str, object]] = {"a": app(rate_per_s=5000), "m": model(rate_per_s=5000)}
    slow = {**parts, **quick, "desk": app(rate_per_s=5000, p50_ms=4000, p99_ms=5000)}
    numbers = Estimates(graph("c > a", "a > m", "auditor > desk", **slow), BRIEF)
    assert numbers.p99_ms is not None
    assert max(numbers.p99_ms, numbers.p99_sum_ms or 0, numbers.p99_ms_without("desk") or 0) < 4000
    assert (Estimates(graph("auditor > desk", **slow), BRIEF).p99_ms or 0) >= 4000
    assert graph("c > a", "auditor > desk", **parts).main_entries == ("c", "auditor")


def test_what_only_stands_in_is_idle_while_nothing_is_lost() -> None:
    drawn = graph("c > a", "a > b | soft", "a > f | role=fallback", c=CLIENT, a=app(), b=app(), f=app())
    found = Capacity(drawn, BRIEF)
    assert found.load_per_s["f"] == 1000
    assert found.expected_per_s["f"] == 0
    assert found.visits == {"a": 1, "b": 1, "f": 0}


def test_losing_a_zone_leaves_what_is_left() -> None:
    found = graph("c > a", c=CLIENT, a=app(rate_per_s=500, replicas=3, zones=3))
    assert Estimates(found, BRIEF).capacity.utilisation_less_a_zone("a") == pytest.approx(1.0)
    alone = graph("c > a", c=CLIENT, a=app(rate_per_s=5000))
    assert Estimates(alone, BRIEF).capacity.utilisation_less_a_zone("a") == inf


def copies(*calls: str, zones: tuple[str, ...] = ("x", "y", "z"), rate: float = 100) -> Capacity:
    """Draw a caller with a part for each zone, of five replicas each."""
    drawn = {zone: app(rate_per_s=rate, replicas=5, zones=[zone]) for zone in zones}
    parts = {f"part_{number}": part for number, part in enumerate(drawn.values())}
    rows = [f"a > {part} | group=parts share={1 / len(parts)}" for part in parts]
    return Capacity(graph("c > a", *rows, *calls, c=CLIENT, a=app(), d=app(), s=app(rate_per_s=9000), **parts), BRIEF)


def test_copies_in_a_group_take_over_what_a_zone_loses() -> None:
    # 1,000 calls a second are 333 for each part; two parts of 500 a second are left when a zone is gone
    found = copies()
    for part in ("part_0", "part_1", "part_2"):
        assert found.utilisation_less_a_zone(part) == pytest.approx(1.0)
        assert found.graph.zones_of_copies(part) == 3
        assert found.graph.copies(part) == {"part_0", "part_1", "part_2"}
    assert copies(rate=50).utilisation_less_a_zone("part_0") == pytest.approx(2.0)


def test_copies_in_one_zone_are_lost_together() -> None:
    assert copies(zones=("x",)).utilisation_less_a_zone("part_0") == inf
    rows = ["c > a", "a > p | group=g share=0.5", "a > q | group=g share=0.5"]
    both = graph(*rows, c=CLIENT, a=app(), p=app(rate_per_s=900, zones=["x"]), q=app(rate_per_s=900, zones=["x"]))
    assert Capacity(both, BRIEF).utilisation_less_a_zone("p") == inf
    assert both.zones_of_copies("p") == 1


def test_what_one_caller_asks_by_name_or_only_stands_in_is_no_copy() -> None:
    named = copies("c > d", "d > part_0").graph
    assert named.copies("part_0") == {"part_0"}
    assert named.copies("part_1") == {"part_0", "part_1", "part_2"}
    stands_in = copies("a > s | group=parts role=fallback").graph
    assert stands_in.copies("part_0") == {"part_0", "part_1", "part_2"}
    assert stands_in.copies("s") == {"s"}
    rows = ["c > a", "a > s | role=fallback group=parts", *(f"a > {part} | soft group=parts" for part in "pq")]
    chain = graph(*rows, c=CLIENT, a=app(), p=app(), q=app(), s=app())
    assert [chain.copies(part) for part in "pq"] == [{"p"}, {"q"}]
    assert [chain.alternatives(part) for part in "pqs"] == [1, 1, 2]


def test_a_scorer_beside_one_that_does_the_whole_batch_has_a_part_that_nobody_says() -> None:
    def used(**rows_per_s: float | None) -> dict[str, float | None]:
        parts: dict[str, dict[str, object]] = {
            id_: {"kind": "batch_scorer", "properties": {"rows_s": rate}} for id_, rate in rows_per_s.items()
        }
        drawn = graph(*(f"lake ~> {id_}" for id_ in parts), lake={"kind": "object_store"}, **parts)
        found = Capacity(drawn, Brief(batch_rows=3_600_000, batch_window_h=1))
        return {id_: found.utilisation(id_) for id_ in parts}

    assert used(a=1000) == {"a": 1.0}
    assert used(a=500) == {"a": 2.0}
    assert used(a=2000, b=100) == {"a": 0.5, "b": None}
    assert used(a=500, b=100) == {"a": 2.0, "b": 10.0}, "neither does the whole"


def test_a_quota_is_used_as_far_as_the_drawing_states_one() -> None:
    for stated, expected in (({"quota_rate_per_s": 1250}, 0.8), ({"rate_per_s": 2000}, 0.5), ({}, None)):
        found = graph("c > v", c=CLIENT, v={"kind": "external_source", "properties": stated})
        assert Estimates(found, BRIEF).capacity.utilisation_of_quota("v") == expected


@given(st.integers(1, 40), st.integers(1, 4), st.floats(5, 2000))
def test_the_replicas_needed_are_just_enough(replicas: int, zones: int, rate: float) -> None:
    def drawn(count: int) -> Capacity:
        return Capacity(graph("c > a", c=CLIENT, a=app(rate_per_s=rate, replicas=count, zones=zones)), BRIEF)

    needed = drawn(replicas).replicas_needed("a") or 0
    assert needed == max(1, ceil(1000 / rate / 0.7 - 1e-9))
    assert (drawn(needed).utilisation("a") or inf) <= 0.7 + 1e-9
    spare = drawn(replicas).replicas_needed_less_a_zone("a")
    if zones == 1:
        assert spare is None
    else:
        assert (drawn(spare or 0).utilisation_less_a_zone("a") or 0) <= 1 + 1e-9
        fewer = max(1, (spare or 0) - 1)
        assert spare == fewer or (drawn(fewer).utilisation_less_a_zone("a") or 0) > 1 - 1e-9


def test_what_can_do_nothing_needs_no_number_of_replicas() -> None:
    found = Capacity(graph("c > a", c=CLIENT, a=app(rate_per_s=0)), BRIEF)
    assert found.utilisation("a") == inf
    assert found.replicas_needed("a") is None
    assert found.saturating_rate_per_s == 0


def test_the_first_full_component_is_named() -> None:
    found = Capacity(graph("c > a", "a > b", c=CLIENT, a=app(rate_per_s=4000), b=app(rate_per_s=1250)), BRIEF)
    assert found.bottleneck == "b"
    assert found.saturating_rate_per_s == pytest.approx(1250)
    unknown = Capacity(graph("c > a", c=CLIENT, a=app()), Brief())
    assert unknown.bottleneck is None
    assert unknown.saturating_rate_per_s is None


def test_retries_multiply_from_layer_to_layer_at_worst() -> None:
    rows = ["c > n1 | retries=2", *(f"n{layer} > n{layer + 1} | retries=2" for layer in range(1, 5))]
    found = Capacity(graph(*rows, c=CLIENT, **{f"n{layer}": app() for layer in range(1, 6)}), BRIEF)
    assert found.amplification["n5"] == 243
    assert found.load_per_s["n5"] == 1000


def again(row: str, rate: float) -> float:
    parts = {"c": CLIENT, "a": app(rate_per_s=1e6), "b": app(p50_ms=10, p99_ms=80, rate_per_s=rate)}
    return Estimates(graph("c > a", f"a > b | soft {row}", **parts), BRIEF).capacity.load_per_s["b"]


def test_timeouts_that_are_retried_add_to_the_load() -> None:
    assert again("timeout_ms=10 retries=2", rate=1e6) == pytest.approx(1000 * (1 + 0.5 + 0.25), rel=0.02)
    assert again("timeout_ms=10000 retries=2", rate=1e6) == 1000


def test_retries_that_overload_fail_too_until_all_tries_are_made() -> None:
    assert again("timeout_ms=10 retries=2", rate=1700) == 3000


def test_a_hedge_adds_the_share_that_it_repeats() -> None:
    assert again("hedge_after_ms=80", rate=1e6) == pytest.approx(1010, rel=1e-3)


def test_the_other_zones_of_a_region_take_over_or_the_other_regions() -> None:
    def left(**places: int) -> float | None:
        drawn = graph("c > a", c=CLIENT, a=app(rate_per_s=100, replicas=6, regions=2, **places))
        return Capacity(drawn, BRIEF).utilisation_less_a_zone("a")

    full = 1000 / 1200
    assert left(zones=3) == pytest.approx(full * 3 / 2)
    assert left(zones=1) == pytest.approx(full * 2)


def test_what_stands_in_is_no_limit_and_nor_is_who_is_handed_work() -> None:
    rows = ["c > a", "a > m | soft", "a > s | role=fallback", "a > desk | soft async"]
    slow: dict[str, object] = {"kind": "human_review", "properties": {"rate_per_s": 0.1}}
    parts = {"a": app(rate_per_s=5000), "m": app(rate_per_s=2000), "s": app(rate_per_s=10)}
    drawn = graph(*rows, c=CLIENT, desk=slow, **parts)
    found = Capacity(drawn, BRIEF)
    assert found.bottleneck == "m"
    assert found.saturating_rate_per_s == pytest.approx(2000)
    assert Capacity(drawn, BRIEF, lacking=True).bottleneck == "s"


def test_a_rate_that_is_only_that_of_a_kind_limits_too_and_the_first_that_is_drawn_is_known() -> None:
    drawn = graph("c > a", "a > b", c=CLIENT, a=app(rate_per_s=5000), b={"kind": "kv_store"})
    found = Capacity(drawn, BRIEF)
    assert (found.bottleneck, found.stated_bottleneck) == ("b", "a")
    assert (found.states("a"), found.states("b")) == (True, False)
    assert found.full_at_per_s("a") == pytest.approx(5000)
    assert found.saturating_rate_per_s == pytest.approx(1000)


def test_autoscaling_carries_without_a_zone_what_its_most_replicas_do() -> None:
    for said, used in (({"autoscale": True, "max_r": 6}, 0.75), ({"max_r": 6}, 1.5), ({"autoscale": True}, 1.5)):
        drawn = graph("c > a", c=CLIENT, a=app(replicas=3, zones=3, rate_per_s=100, **said))
        found = Capacity(drawn, Brief(peak_rate_per_s=300)).utilisation_less_a_zone_scaled("a")
        assert found == pytest.approx(used)


def test_where_work_waits_for_a_model_no_rate_of_requests_is_told() -> None:
    worker: dict[str, object] = {"kind": "model_server", "replicas": 75, "properties": {"speed": 40}}
    parts: dict[str, dict[str, object]] = {
        "c": CLIENT,
        "a": app(rate_per_s=100),
        "q": {"kind": "queue"},
        "w": worker,
        "s": {"kind": "kv_store"},
    }
    brief = Brief(asynchronous=True, peak_rate_per_s=10, work_s=1500)
    queued = Estimates(graph("c > a", "a ~> q", "q ~> w", "w ~> s", **parts), brief).shown()["capacity_per_s"]
    assert queued.value is None
    assert queued.statement == "“Model server” works off what waits, 50 % busy; that is no rate of requests"
    asked = Estimates(graph("c > a", "a > w", **parts), brief).shown()["capacity_per_s"]
    assert asked.value == pytest.approx(20)
