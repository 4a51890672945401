"""The availability of drawn systems against an oracle that tries every state of every zone and every replica."""

from itertools import product
from math import fsum, prod

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from designer.analysis.assumption import Assumptions
from designer.analysis.availability import Availability
from designer.analysis.element import REQUEST, Node
from designer.analysis.estimate import Estimates
from designer.analysis.graph import DesignGraph
from designer.analysis.placement import Lost
from designer.model.scenario import Brief
from tests.analysis.drawings import CLIENT, app, graph

NEAR = 1e-9
Part = dict[str, object]


def found(drawing: DesignGraph, peak: float | None = None, **assumed: float) -> Estimates:
    return Estimates(drawing, Brief(peak_rate_per_s=peak), Assumptions(**assumed))


def down(drawing: DesignGraph, peak: float | None = None, **assumed: float) -> float:
    """Give the unavailability of the worst entry."""
    figure = found(drawing, peak, **assumed).availability_figure
    assert figure.unavailability is not None, figure.statement
    return figure.unavailability


def part(availability: float, replicas: int = 1, zones: object = 1, **stated: object) -> Part:
    return app(availability=availability, replicas=replicas, zones=zones, **stated)


# The oracle: the words of the drawing's contract, tried state by state.


def answers(drawing: DesignGraph, id_: str, up: dict[str, bool]) -> bool:
    calls = drawing.leaving(id_, [REQUEST])
    main, stand_ins = [e for e in calls if e.role is None], [e for e in calls if e.role == "fallback"]
    fine = {edge.id: answers(drawing, edge.target, up) for edge in calls}
    for edge in main:
        same = [other for other in main if other.group == edge.group and other.hard] if edge.group else [edge]
        if edge.hard and not any(fine[other.id] for other in same):
            return False
        covering = [other for other in stand_ins if other.group in {None, edge.group}]
        missed = not edge.hard and not edge.values.get("async") and not fine[edge.id]
        if missed and covering and not any(fine[other.id] for other in covering):
            return False
    return up[id_]


def homes(node: Node) -> list[str]:
    """Give the zone of each replica, dealt out like cards."""
    names = node.zone_names
    return [names[number % len(names)] for number in range(node.replicas)]


def chance_down(node: Node, up: dict[str, bool], needed: int) -> float:
    alive = sum(up[zone] for zone in homes(node))
    one = node.number("availability") or 0.0
    states = product([True, False], repeat=alive)
    return fsum(prod(one if each else 1 - one for each in state) for state in states if sum(state) < needed)


def tried(drawing: DesignGraph, zone: float, needed: dict[str, int]) -> float:
    parts = [node for node in drawing.nodes.values() if node.kind.id != "client"]
    zones = sorted({name for node in parts for name in homes(node)})
    terms = []
    for zones_up in product([True, False], repeat=len(zones)):
        weight = prod(zone if up else 1 - zone for up in zones_up)
        chances = [chance_down(node, dict(zip(zones, zones_up, strict=True)), needed[node.id]) for node in parts]
        for ups in product([True, False], repeat=len(parts)):
            if not answers(drawing, "c", dict(zip([node.id for node in parts], ups, strict=True)) | {"c": True}):
                states = zip(ups, chances, strict=True)
                terms.append(weight * prod(1 - chance if up else chance for up, chance in states))
    return fsum(terms)


@st.composite
def systems(draw: st.DrawFn, most: int = 5) -> DesignGraph:
    """Draw a system without circles: soft calls, groups and fallbacks, in zones that are shared or not."""
    count = draw(st.integers(1, most))
    names = [f"a{number}" for number in range(count)]
    parts: dict[str, Part] = {
        name: part(
            draw(st.sampled_from([0.9, 0.99, 0.999, 0.999999, 1 - 1e-9])),
            draw(st.integers(1, 3)),
            draw(st.sampled_from([1, 2, 3, ("x",), ("1", "x"), ("y", "z")])),
            rate_per_s=draw(st.sampled_from([40, 60, 100, 1000])),
        )
        for name in names
    }
    rows = ["c > a0"]
    for index, name in enumerate(names[1:], start=1):
        for caller in draw(st.lists(st.sampled_from(names[:index]), min_size=1, max_size=2, unique=True)):
            stated = draw(
                st.sampled_from(["", "", "soft", "soft group=g", "group=g", "group=h", "role=fallback",
                                 "role=fallback group=g", "async"])
            )  # fmt: skip
            rows.append(f"{caller} > {name} | {stated}")
    return graph(*rows, c=CLIENT, **parts)


@given(systems(), st.sampled_from([0.9995, 0.9, 1.0]), st.sampled_from([None, 100.0]))
def test_every_system_is_as_available_as_all_its_states_say(
    drawing: DesignGraph, zone: float, peak: float | None
) -> None:
    engine_found = found(drawing, peak, zone_availability=zone)
    assume(not any(fallback_in_a_hard_group(drawing, id_) for id_ in drawing.nodes))
    needed = {id_: engine_found.availabilities.needed(id_) for id_ in drawing.nodes}
    worst = engine_found.availabilities.worst
    assert worst is not None
    assert worst.exact
    assert worst.unavailability == pytest.approx(tried(drawing, zone, needed), rel=NEAR, abs=1e-300)


def fallback_in_a_hard_group(drawing: DesignGraph, id_: str) -> bool:
    """Say whether a stand-in shares a group with a plain call, on which the oracle's words are silent."""
    calls = drawing.leaving(id_, [REQUEST])
    hard = {edge.group for edge in calls if edge.hard and edge.group}
    return any(edge.role == "fallback" and edge.group in hard for edge in calls)


def parts(*names: str) -> dict[str, Part]:
    return {"c": CLIENT, **{name: part(0.9) for name in names}}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["c > a"], 0.1),
        (["c > a", "a > b"], 1 - 0.9**2),
        (["c > a", "a > b | soft"], 0.1),
        (["c > a", "a > b | async"], 0.1),
        (["c > a", "a > b | role=shadow"], 0.1),
        (["c > a", "a > b | role=fallback"], 0.1),
        (["c > a", "a > b | soft", "a > d | role=fallback"], 1 - 0.9 * 0.99),
        (["c > a", "a > b | soft group=g", "a > d | role=fallback"], 1 - 0.9 * 0.99),
        (["c > a", "a > b | soft group=g", "a > d | role=fallback group=g"], 1 - 0.9 * 0.99),
        (["c > a", "a > b | soft group=g", "a > d | role=fallback group=h"], 0.1),
        (["c > a", "a > b | async", "a > d | role=fallback"], 0.1),
        (["c > a", "a > b | group=g", "a > d | group=g"], 1 - 0.9 * 0.99),
        (["c > a", "a > b | group=g", "a > d | group=h"], 1 - 0.9**3),
        (["c > a", "a > b | group=g", "a > d | role=fallback group=g"], 1 - 0.9 * 0.99),
        (["c > a", "a > b | group=g", "a > d | group=g", "b > e", "d > e"], 1 - 0.9 * 0.9 * 0.99),
        (["c > a | soft"], 0.1),
        (["c > a | role=fallback"], 0.1),
        (["c > a | role=shadow"], 0.1),
        (["c > a | role=banana"], 0.1),
        (["c > a", "a > b | role=banana"], 1 - 0.9**2),
        (["c > a", "c > b | soft"], 0.1),
        (["c > a", "a > b | soft", "a > d | role=fallback", "b > a"], 1 - 0.9 * 0.9),
    ],
)
def test_what_a_caller_cannot_do_without(rows: list[str], expected: float) -> None:
    names = sorted({end.strip() for row in rows for end in row.partition("|")[0].split(">")} - {"c"})
    assert down(graph(*rows, **parts(*names)), zone_availability=1.0) == pytest.approx(expected, rel=NEAR)


def test_a_degraded_answer_is_an_answer_but_not_a_whole_one() -> None:
    rows = ["c > a", "a > b | soft", "a > d | role=fallback", "a > e | async"]
    numbers = found(graph(*rows, **parts("a", "b", "d", "e")), zone_availability=1.0).availabilities
    assert numbers.of("c").unavailability == pytest.approx(1 - 0.9 * 0.99)
    assert numbers.of("c", whole=True).unavailability == pytest.approx(1 - 0.9**2)


ZONE = 0.9995


@pytest.mark.parametrize(
    ("replicas", "zones", "expected"),
    [
        (1, 1, 1 - ZONE * 0.9),
        (2, 1, 1 - ZONE * 0.99),
        (2, 2, (1 - ZONE * 0.9) ** 2),
        (1, 3, 1 - ZONE * 0.9),
        (3, 2, (1 - ZONE * 0.99) * (1 - ZONE * 0.9)),
        (3, ("a", "b", "c"), (1 - ZONE * 0.9) ** 3),
        (4, 1000, (1 - ZONE * 0.9) ** 4),
    ],
)
def test_replicas_are_dealt_out_over_the_zones(replicas: int, zones: object, expected: float) -> None:
    assert down(graph("c > a", c=CLIENT, a=part(0.9, replicas, zones))) == pytest.approx(expected, rel=NEAR)


def test_zones_of_one_name_fail_together() -> None:
    def pair(one: object, other: object) -> float:
        return down(graph("c > a", "a > b", c=CLIENT, a=part(1.0, 1, one), b=part(1.0, 1, other)))

    assert pair(("east",), ("east",)) == pytest.approx(1 - ZONE, rel=NEAR)
    assert pair(("east",), ("west",)) == pytest.approx(1 - ZONE**2, rel=NEAR)
    assert pair(1, 1) == pytest.approx(1 - ZONE, rel=NEAR)
    assert pair(1, ("1",)) == pytest.approx(1 - ZONE, rel=NEAR)


def test_regions_have_zones_of_their_own_and_may_fail_as_a_whole() -> None:
    drawing = graph("c > a", c=CLIENT, a=part(0.9, 1, 1) | {"regions": 2})
    assert down(drawing) == pytest.approx((1 - ZONE * 0.9) ** 2, rel=NEAR)
    one = 1 - 0.99 * ZONE * 0.9
    assert down(drawing, region_availability=0.99) == pytest.approx(one**2, rel=NEAR)
    two = graph("c > a", "a > b", c=CLIENT, a=part(1.0) | {"regions": ["eu"]}, b=part(1.0) | {"regions": ["eu"]})
    assert down(two, zone_availability=1.0, region_availability=0.99) == pytest.approx(0.01, rel=NEAR)


def test_a_release_may_take_all_of_what_is_ours_but_nothing_that_a_vendor_runs() -> None:
    ours = graph("c > a", c=CLIENT, a=part(0.9, 3, 3))
    assert down(ours, zone_availability=1.0, common_mode_availability=0.99) == pytest.approx(1 - 0.999 * 0.99, rel=NEAR)
    theirs = graph("c > a", c=CLIENT, a={"kind": "external_source", "properties": {"availability": 0.97}})
    assert down(theirs, zone_availability=0.5, common_mode_availability=0.5) == pytest.approx(0.03, rel=NEAR)


def test_as_many_replicas_are_needed_as_carry_the_load() -> None:
    drawing = graph("c > a", c=CLIENT, a=part(0.9, 3, 1, rate_per_s=60))
    assert found(drawing, 100).availabilities.needed("a") == 2
    assert down(drawing, 100, zone_availability=1.0) == pytest.approx(3 * 0.9 * 0.01 + 0.001, rel=NEAR)
    assert down(drawing, zone_availability=1.0) == pytest.approx(0.001, rel=NEAR)
    assert down(drawing, 120, zone_availability=1.0) == pytest.approx(0.028, rel=NEAR)


def test_what_cannot_carry_its_load_leaves_no_number() -> None:
    figure = found(graph("c > a", c=CLIENT, a=part(0.9, 2, 1, rate_per_s=50)), 130).availability_figure
    assert figure.value is None
    assert figure.unavailability is None
    assert figure.statement == "“Application service” cannot carry its load at peak: 3 replicas are needed, and 2 drawn"


def test_what_is_too_small_beside_a_stand_in_counts_as_down() -> None:
    small, enough = part(0.9, 1, 1, rate_per_s=50), part(0.9, 1, 1, rate_per_s=500)
    drawing = graph("c > a", "a > b | soft", "a > d | role=fallback", c=CLIENT, a=enough, b=small, d=enough)
    figure = found(drawing, 100, zone_availability=1.0).availability_figure
    assert figure.value == pytest.approx(0.81)
    assert "2 replicas are needed, and 1 drawn, and counts as down" in figure.statement


def test_eight_nines_are_doubted() -> None:
    many = graph("c > a", c=CLIENT, a=part(0.99, 5, 5))
    assert "independence assumed" in found(many).availability_figure.statement
    assert (
        "independence assumed" not in found(graph("c > a", c=CLIENT, a=part(0.99, 2, 2))).availability_figure.statement
    )


def test_a_fleet_of_devices_is_in_no_zone_of_ours_unless_the_drawing_says_so() -> None:
    device = {"kind": "edge_device", "properties": {"runs_model": True, "p50_ms": 1, "p99_ms": 2}}
    stops: dict[str, object] = {"kind": "policy_engine", "replicas": 2000}
    fleet = found(graph("d > p", d={**device, "replicas": 2000}, p=stops)).availability_figure
    assert (fleet.value, fleet.statement.startswith("each device answers for itself")) == (None, True)
    behind = found(graph("d > a", d={**device, "replicas": 2000}, a=part(0.99, 1, 1))).availability_figure
    assert behind.value == pytest.approx(0.99 * 0.9995)
    assert "how often a single device is down is not counted" in behind.statement
    placed = found(graph("d > p", d={**device, "replicas": 2000, "zones": ["a"]}, p=stops)).availability_figure
    assert placed.value == pytest.approx(0.9995)
    few = found(graph("d > p", d={**device, "replicas": 2}, p={**stops, "replicas": 2})).availability_figure
    assert few.value is not None


def test_the_smallest_unavailability_keeps_its_figures() -> None:
    drawing = graph("c > a", c=CLIENT, a=part(1 - 1e-9, 3, 1))
    assert down(drawing, zone_availability=1.0) == pytest.approx((1 - (1 - 1e-9)) ** 3, rel=NEAR)


def test_the_worst_entry_is_told() -> None:
    drawing = graph("c > a", "d > b", c=CLIENT, d={"kind": "client", "name": "Partner"}, a=part(0.99), b=part(0.9))
    figure = found(drawing, zone_availability=1.0).availability_figure
    assert figure.value == pytest.approx(0.9)
    assert figure.statement == "the worst of 2 entries, “Partner”"


@given(systems(), st.data())
def test_a_replica_more_never_lowers_availability(drawing: DesignGraph, data: st.DataObject) -> None:
    id_ = data.draw(st.sampled_from([id_ for id_ in drawing.nodes if id_ != "c"]))
    node = drawing.nodes[id_]
    more = DesignGraph({**drawing.nodes, id_: node.resized(node.replicas + 1, node.zones)}, drawing.edges, ())
    for peak in (None, 100.0):
        before, after = found(drawing, peak), found(more, peak)
        assert after.availabilities.of("c").unavailability <= before.availabilities.of("c").unavailability * (1 + NEAR)


@given(st.integers(1, 6), st.integers(1, 4), st.sampled_from([0.5, 0.9, 0.999]), st.sampled_from([0.5, ZONE]))
def test_a_zone_more_never_lowers_availability(replicas: int, zones: int, one: float, zone: float) -> None:
    fewer = graph("c > a", c=CLIENT, a=part(one, replicas, zones))
    more = graph("c > a", c=CLIENT, a=part(one, replicas, zones + 1))
    assert down(more, zone_availability=zone) <= down(fewer, zone_availability=zone) * (1 + NEAR)


@given(systems(), st.sampled_from([0.5, 0.99]))
def test_a_fallback_more_never_lowers_availability(drawing: DesignGraph, one: float) -> None:
    stood_in = {edge.source for edge in drawing.edges if edge.role == "fallback" and edge.group is None}
    assume(stood_in)
    spare = graph("c > z", c=CLIENT, z=part(one)).nodes["z"]
    edge = graph(f"{min(stood_in)} > z | role=fallback", z=part(one), **{min(stood_in): part(one)}).edges[0]
    more = DesignGraph({**drawing.nodes, "z": spare}, (*drawing.edges, edge), ())
    assert down(more) <= down(drawing) * (1 + NEAR)


@given(systems(), st.data())
def test_what_is_lost_is_what_is_not_there(drawing: DesignGraph, data: st.DataObject) -> None:
    """Losing something in a computed system is the same as computing the system without it."""
    ids = sorted(drawing.nodes)
    zones = sorted({zone for node in drawing.nodes.values() for zone in node.zone_names})
    lost = Lost(
        components=data.draw(st.frozensets(st.sampled_from(ids), max_size=2)) - {"c"},
        zones=data.draw(st.frozensets(st.sampled_from(zones), max_size=2)),
        replicas=data.draw(st.dictionaries(st.sampled_from(ids), st.integers(1, 2), max_size=2)),
    )
    numbers = found(drawing).availabilities
    assert numbers.worst is not None
    anew = Availability(drawing, numbers.capacity, numbers.assumed, lost).of("c").unavailability
    assert numbers.worst.given(lost) == pytest.approx(anew, rel=NEAR)


@given(systems())
def test_a_part_is_worth_what_the_system_gains_without_its_failures(drawing: DesignGraph) -> None:
    numbers = found(drawing).availabilities.of("c")
    for id_, saved in numbers.saved().items():
        if id_ not in drawing.nodes:
            continue
        row = numbers.structure.parts.index(id_)
        perfect = numbers.failing.copy()
        perfect[row] = 0.0
        assert numbers.compiled is not None
        gained = numbers.unavailability - float(numbers.shared.weights @ numbers.compiled.weigh(perfect).unavailability)
        assert saved == pytest.approx(gained, abs=1e-15 + 1e-9 * numbers.unavailability)
        assert numbers.without_each()[id_] == pytest.approx(numbers.given(Lost(components=frozenset({id_}))), rel=NEAR)


def test_a_managed_service_goes_with_its_zones_only_where_they_are_drawn() -> None:
    vendor: Part = {"kind": "external_source", "properties": {"availability": 0.97}}
    for zones, expected in ({}, 0.03), ({"zones": ["a"]}, 1.0), ({"zones": ["a", "b"]}, 0.03):
        numbers = found(graph("c > a", c=CLIENT, a=vendor | zones)).availabilities.of("c")
        assert numbers.given(Lost(zones=frozenset({"a"}))) == pytest.approx(expected)


def test_replicas_that_are_drawn_count_also_of_what_is_said_to_be_managed() -> None:
    def gateway(replicas: int, **stated: object) -> float:
        place = {"kind": "api_gateway", "replicas": replicas, "zones": replicas, "properties": stated}
        return down(graph("c > g", "g > a", c=CLIENT, g=place, a=part(1.0, 3, 3)), zone_availability=1.0)

    assert gateway(1) == gateway(1, managed=True) == pytest.approx(0.005, rel=NEAR), "the catalogue's figure of one"
    assert gateway(3, managed=True) == gateway(3) == pytest.approx(0.005**3, rel=NEAR)
    assert gateway(3, managed=True, availability=0.99) == pytest.approx(0.01, rel=NEAR), "the vendor's, of the whole"


def test_an_entry_that_has_a_default_needs_none_of_its_soft_calls() -> None:
    rows, parts = ("a > b | soft", "a > d | soft"), {"b": part(0.9), "d": part(0.9)}
    assert down(graph(*rows, a=part(0.99, default=True), **parts), zone_availability=1.0) == pytest.approx(
        0.01, abs=NEAR
    )
    assert down(graph(*rows, a=part(0.99), **parts)) > 0.01 + NEAR, (
        "without one it has nothing to say when all are down"
    )
    needed = graph(*rows, "a > n", a=part(0.99, default=True), n=part(0.9), **parts)
    assert down(needed, zone_availability=1.0) == pytest.approx(1 - 0.99 * 0.9, abs=NEAR)
