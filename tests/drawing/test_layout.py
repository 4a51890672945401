"""Where components go that nobody placed."""

import itertools
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from designer.catalog.library import catalog
from designer.drawing.box import box_rect
from designer.drawing.geometry import LIMIT, Rect
from designer.drawing.layout import positions
from designer.model.design import Component, Connection, Design

KINDS = catalog().kinds


def design(count: int, seed: int, *, placed: float = 0.0, joined: float = 1.4) -> Design:
    chance = random.Random(seed)  # noqa: S311 (no secret)
    components = [
        Component(
            id=f"c{number}",
            kind=chance.choice(list(KINDS)),
            position=(300.0 * (number % 6), 160.0 * (number // 6)) if chance.random() < placed else None,
            size=(chance.uniform(60, 400), chance.uniform(30, 200)) if chance.random() < 0.1 and not placed else None,
        )
        for number in range(count)
    ]
    edges = [
        Connection.model_validate(
            {
                "id": f"e{number}",
                "source": f"c{chance.randrange(count)}",
                "target": f"c{chance.randrange(count)}",
                "kind": chance.choice(["request", "data", "feedback", "control", "deploy"]),
            }
        )
        for number in range(int(count * joined))
    ]
    return Design(components=tuple(components), connections=tuple(edges))


designs = st.builds(design, st.integers(1, 40), st.integers(0, 10**6), placed=st.sampled_from([0.0, 0.3, 0.9]))


def boxes(drawn: Design) -> dict[str, Rect]:
    where = positions(drawn, KINDS)
    return {item.id: box_rect(item, where[item.id]) for item in drawn.components}


@settings(deadline=None)
@given(designs)
def test_no_two_boxes_overlap(drawn: Design) -> None:
    all_ = list(boxes(drawn).values())
    assert not any(one.overlaps(other) for index, one in enumerate(all_) for other in all_[index + 1 :])


@settings(deadline=None)
@given(designs, st.randoms(use_true_random=False))
def test_the_order_of_things_changes_nothing(drawn: Design, chance: random.Random) -> None:
    components, connections = list(drawn.components), list(drawn.connections)
    chance.shuffle(components)
    chance.shuffle(connections)
    shuffled = drawn.model_copy(update={"components": tuple(components), "connections": tuple(connections)})
    assert positions(shuffled, KINDS) == positions(drawn, KINDS)


@given(designs)
def test_what_was_placed_stays(drawn: Design) -> None:
    where = positions(drawn, KINDS)
    assert all(where[item.id] == item.position for item in drawn.components if item.position is not None)


def chain(*kinds: str) -> Design:
    return Design(
        components=tuple(Component(id=kind, kind=kind) for kind in kinds),
        connections=tuple(
            Connection.model_validate({"id": f"{one}-{other}", "source": one, "target": other, "kind": "request"})
            for one, other in itertools.pairwise(kinds)
        ),
    )


def test_a_request_path_runs_from_left_to_right() -> None:
    where = positions(chain("client", "load_balancer", "app_service", "model_server"), KINDS)
    columns = [where[kind][0] for kind in ("client", "load_balancer", "app_service", "model_server")]
    assert columns == sorted(set(columns))
    assert len({where[kind][1] for kind in where}) == 1


def test_training_lies_below_the_online_path_and_monitoring_below_training() -> None:
    where = positions(chain("client", "app_service", "stream", "trainer", "metrics_monitor"), KINDS)
    rows = [where[kind][1] for kind in ("app_service", "stream", "trainer", "metrics_monitor")]
    assert rows == sorted(set(rows))


def test_a_circle_of_requests_is_laid_out_too() -> None:
    circle = chain("client", "app_service", "model_server")
    back = Connection.model_validate({"id": "back", "source": "model_server", "target": "client", "kind": "request"})
    where = positions(circle.model_copy(update={"connections": (*circle.connections, back)}), KINDS)
    assert len(set(where.values())) == 3


def test_a_new_component_goes_to_the_right_of_what_leads_to_it() -> None:
    drawn = chain("client", "app_service")
    client, app = drawn.components
    placed = drawn.model_copy(update={"components": (client.model_copy(update={"position": (500.0, 300.0)}), app)})
    assert positions(placed, KINDS)["app_service"][0] > 500 + 176


def test_a_drawing_made_for_smaller_boxes_is_stretched() -> None:
    tight = Design(
        components=tuple(
            Component(id=f"c{number}", kind="cache", position=(120.0 * (number % 4), 60.0 * (number // 4)))
            for number in range(8)
        )
    )
    all_ = list(boxes(tight).values())
    assert not any(one.overlaps(other) for index, one in enumerate(all_) for other in all_[index + 1 :])


def test_two_boxes_that_touch_among_many_are_left_as_they_are() -> None:
    apart = [Component(id=f"c{number}", kind="cache", position=(300.0 * number, 0.0)) for number in range(12)]
    near = Component(id="near", kind="cache", position=(20.0, 10.0))
    where = positions(Design(components=(*apart, near)), KINDS)
    assert where["near"] == (20.0, 10.0)


def test_nothing_gives_nothing() -> None:
    assert positions(Design(), KINDS) == {}


def test_boxes_that_all_lie_on_one_point_are_laid_out() -> None:
    heap = Design(
        components=tuple(Component(id=f"c{number}", kind="cache", position=(0.0, 0.0)) for number in range(9))
    )
    assert len(set(positions(heap, KINDS).values())) == 9


def test_many_loose_components_are_laid_out_under_the_placed_ones() -> None:
    drawn = design(40, 7)
    first = drawn.components[0].model_copy(update={"position": (500.0, 400.0)})
    where = positions(drawn.model_copy(update={"components": (first, *drawn.components[1:])}), KINDS)
    assert where[first.id] == (500.0, 400.0)
    assert min(where[item.id][1] for item in drawn.components[1:]) > 464


def test_no_position_is_too_far_to_be_drawn() -> None:
    far = Design(
        components=tuple(
            Component(id=f"c{number}", kind="cache", position=(1e308 * (-1) ** number, 7.0 if number % 3 else -1e308))
            for number in range(12)
        )
    )
    assert all(abs(x) <= LIMIT and abs(y) <= LIMIT for x, y in positions(far, KINDS).values())
