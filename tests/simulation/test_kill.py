"""What a person may kill, and how a slip is answered."""

import pytest

from designer.analysis.placement import Lost, cells
from designer.errors import DesignerError
from designer.simulation.kill import fault, faults, survivors
from tests.analysis.drawings import CLIENT, graph
from tests.analysis.test_availability import part

VENDOR: dict[str, object] = {"kind": "external_source"}
DRAWING = graph(
    "c > a",
    "a > v",
    c=CLIENT,
    a=part(0.99, 4, ("a", "b", "c")),
    v=VENDOR,
)
TWO = graph("c > a", c=CLIENT, a=part(0.99, 3, 3, rate_per_s=90) | {"regions": ["eu", "us"]})


def test_each_sort_of_kill_is_read() -> None:
    found = faults(DRAWING, ["a", "zone:b", "region:1", "replica:a", "slow:v", "a"])
    assert found.kills == ("a", "zone:b", "region:1", "replica:a", "slow:v")
    assert found.lost == Lost(frozenset({"a"}), frozenset({"b"}), frozenset({"1"}), {"a": 1})
    assert found.slow == {"v"}
    assert found.gone == {"a", "v"}


def test_what_is_killed_twice_is_gone_once_but_a_replica_more_each_time() -> None:
    found = faults(DRAWING, ["replica:a", "zone:b", "replica:a", "zone:b", "v", "v"])
    assert found.kills == ("replica:a", "zone:b", "replica:a", "v")
    assert found.lost == Lost(frozenset({"v"}), frozenset({"b"}), replicas={"a": 2})


def test_an_id_comes_before_a_zone() -> None:
    drawing = graph("c > zone:x", **{"c": CLIENT, "zone:x": part(0.99, 1, ("x",))})
    assert fault(drawing, "zone:x").lost.components == {"zone:x"}


@pytest.mark.parametrize(
    ("kill", "says"),
    [
        ("aa", "--kill aa: the drawing has no component 'aa'; did you mean 'a'?"),
        ("zone:d", "--kill zone:d: the drawing has no zone 'd'; known are: a, b, c"),
        ("region:2", "--kill region:2: the drawing has no region '2'; known are: 1"),
        ("replica:b", "--kill replica:b: the drawing has no component 'b'; known are: a, c, v"),
        ("slow:vv", "--kill slow:vv: the drawing has no component 'vv'; did you mean 'v'?"),
        ("replica:v", "--kill replica:v: “Third-party service” is managed, and its replicas are its vendor's"),
        ("zon:a", "--kill zon:a: the drawing has no component 'zon:a'"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(kill: str, says: str) -> None:
    with pytest.raises(DesignerError) as caught:
        fault(DRAWING, kill)
    assert str(caught.value).startswith(says)


def test_a_zone_in_several_regions_is_told_apart() -> None:
    with pytest.raises(DesignerError, match="say zone:eu/1 or zone:us/1"):
        fault(TWO, "zone:1")
    assert fault(TWO, "zone:eu/1").lost.zones == {"eu/1"}
    one = graph("c > a", c=CLIENT, a=part(0.99) | {"regions": ["eu"]})
    assert fault(one, "zone:1").kills == ("zone:eu/1",)


@pytest.mark.parametrize(
    "lost",
    [
        Lost(zones=frozenset({"a"})),
        Lost(zones=frozenset({"b", "c"})),
        Lost(replicas={"a": 1}),
        Lost(replicas={"a": 3}),
        Lost(zones=frozenset({"c"}), replicas={"a": 1}),
    ],
)
def test_what_survives_stands_where_it_stood(lost: Lost) -> None:
    left = survivors(DRAWING, lost)
    assert cells(left.nodes["a"]) == cells(DRAWING.nodes["a"], lost)
    assert left.nodes["v"] == DRAWING.nodes["v"]


def test_what_is_gone_altogether_stays_as_it_was() -> None:
    for lost in (Lost(components=frozenset({"a"})), Lost(zones=frozenset({"a", "b", "c"})), Lost(replicas={"a": 9})):
        assert survivors(DRAWING, lost) == DRAWING


def test_regions_of_different_sizes_are_slower_in_all() -> None:
    left = survivors(TWO, Lost(zones=frozenset({"eu/1"}))).nodes["a"]
    assert (left.replicas, left.regions) == (3, 2)
    assert left.number("rate_per_s") == pytest.approx(90 * 5 / 6)
    assert survivors(TWO, Lost(regions=frozenset({"eu"}))).nodes["a"].region_names == ("us",)
