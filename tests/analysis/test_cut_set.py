"""Cut sets against trying every one and two parts by hand."""

from itertools import combinations

import pytest
from hypothesis import given

from designer.analysis import cut_set
from designer.analysis.cut_set import cut_sets
from designer.analysis.graph import DesignGraph
from designer.analysis.placement import Lost, zones_of
from tests.analysis.drawings import CLIENT, graph
from tests.analysis.test_availability import found, part, parts, systems


def parts_of(drawing: DesignGraph) -> list[str]:
    reached = found(drawing).availabilities.of("c").structure.parts
    nodes = [drawing.nodes[id_] for id_ in reached if id_ != "c"]
    return [node.id for node in nodes] + sorted({f"zone:{zone}" for node in nodes for zone in zones_of(node)})


def is_down(drawing: DesignGraph, *gone: str) -> bool:
    """Say whether nothing is answered without these, everything else being perfect."""
    zones = frozenset(each.removeprefix("zone:") for each in gone if each.startswith("zone:"))
    numbers = found(drawing, zone_availability=1.0).availabilities.of("c")
    perfect = numbers.failing.copy()
    perfect[:] = 0.0
    lost = Lost(components=frozenset(each for each in gone if not each.startswith("zone:")), zones=zones)
    for row, id_ in enumerate(numbers.structure.parts):
        _, left, needed = numbers.within.part(id_, lost)
        perfect[row] = sum(cell.replicas for cell in left) < needed
    assert numbers.compiled is not None
    return bool(numbers.compiled.weigh(perfect).unavailability[0] == 1)


@given(systems(most=4))
def test_they_are_what_takes_the_entry_down_and_no_more(drawing: DesignGraph) -> None:
    got = cut_sets(found(drawing).availabilities.of("c"))
    names = parts_of(drawing)
    single = {name for name in names if is_down(drawing, name)}
    pairs = {frozenset(two) for two in combinations(sorted(set(names) - single), 2) if is_down(drawing, *two)}
    assert {cut.parts[0] for cut in got.single} == single
    assert {frozenset(cut.parts) for cut in got.pairs} == pairs
    assert got.left_out == 0


def test_each_tells_how_long_it_is_down() -> None:
    rows = ["c > a", "a > b | group=g", "a > d | group=g"]
    got = cut_sets(found(graph(*rows, **parts("a", "b", "d")), zone_availability=1.0).availabilities.of("c"))
    (single,), (pair,) = got.single, got.pairs
    assert (single.parts, pair.parts) == (("a",), ("b", "d"))
    assert single.unavailability == pytest.approx(0.1)
    assert pair.unavailability == pytest.approx(0.01)


def test_a_zone_that_all_share_is_one() -> None:
    drawing = graph("c > a", c=CLIENT, a=part(0.99, 3, ("east",)))
    assert [cut.parts for cut in cut_sets(found(drawing).availabilities.of("c")).single] == [("a",), ("zone:east",)]


def test_two_zones_are_one_where_the_third_cannot_carry_the_load() -> None:
    drawing = graph("c > a", c=CLIENT, a=part(0.99, 3, 3, rate_per_s=60))
    got = cut_sets(found(drawing, 100).availabilities.of("c"))
    assert [cut.parts for cut in got.single] == [("a",)]
    assert {cut.parts for cut in got.pairs} == {("zone:1", "zone:2"), ("zone:1", "zone:3"), ("zone:2", "zone:3")}


def test_the_likeliest_pairs_are_kept_and_the_rest_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cut_set, "MOST_PAIRS", 1)
    rows = ["c > a", "a > b | group=g", "a > d | group=g", "a > e | group=h", "a > f | group=h"]
    drawing = graph(*rows, **(parts("a", "b", "d") | {"c": CLIENT, "e": part(0.8), "f": part(0.8)}))
    got = cut_sets(found(drawing, zone_availability=1.0).availabilities.of("c"))
    assert [cut.parts for cut in got.pairs] == [("e", "f")]
    assert got.left_out == 1
    monkeypatch.setattr(cut_set, "MOST_PARTS", 3)
    got = cut_sets(found(drawing, zone_availability=1.0).availabilities.of("c"))
    assert (got.pairs, got.left_out) == ((), None)
