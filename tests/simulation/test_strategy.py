from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.errors import DesignerError
from designer.simulation.detection import time_to_detect_s
from designer.simulation.strategy import Stage, served_s, stage_at, stages, until_seen_s

PERCENTS = st.lists(st.floats(0.1, 100), max_size=4)
HOLDS = st.floats(0, 1e6)
STRATEGIES = st.sampled_from(["canary", "rolling_cohort", "rolling", "shadow", "blue_green", "direct", None])


@pytest.mark.parametrize(
    ("strategy", "percents", "served"),
    [
        (None, (), [1]),
        ("direct", (5,), [1]),
        ("blue_green", (), [1]),
        ("rolling", (), [0.25, 0.5, 0.75, 1]),
        ("canary", (), [0.1, 1]),
        ("canary", (5,), [0.05, 1]),
        ("canary", (1, 10, 100), [0.01, 0.1, 1]),
        ("rolling_cohort", (2,), [0.02, 1]),
        ("shadow", (), [0, 1]),
        ("shadow", (1, 10, 100), [0, 0.01, 0.1, 1]),
    ],
)
def test_each_strategy_has_its_stages(strategy: str | None, percents: tuple[float, ...], served: list[float]) -> None:
    plan = stages(strategy, percents)
    assert [stage.served for stage in plan] == served
    assert plan[-1] == Stage(1, 1, inf)


def test_a_shadow_answers_nothing_and_sees_what_is_mirrored() -> None:
    assert stages("shadow", mirrored=0.2, hold_s=60)[0] == Stage(0, 0.2, 60)


def test_more_than_all_the_traffic_is_refused() -> None:
    with pytest.raises(DesignerError, match="a step of the rollout is 105 %"):
        stages("canary", (105,))


def test_one_long_step_is_detected_as_the_formula_says() -> None:
    plan = stages("canary", (5,), hold_s=1e6)
    formula = time_to_detect_s(rate_per_s=100, seen_share=0.05, answers=1000)
    assert until_seen_s(plan, 100, 1000) == pytest.approx(formula)


def test_what_a_short_step_did_not_show_the_next_one_does() -> None:
    plan = stages("canary", (10,), hold_s=50)
    assert until_seen_s(plan, 100, 1000) == pytest.approx(50 + (1000 - 500) / 100)
    assert stage_at(plan, 49).served == 0.1
    assert stage_at(plan, 51).served == 1
    assert served_s(plan, 60) == pytest.approx(0.1 * 50 + 10)


@given(st.builds(stages, STRATEGIES, PERCENTS, HOLDS), st.floats(0.01, 1e5), st.floats(1, 1e6), st.floats(0, 1e6))
def test_steps_never_answer_more_than_all_at_once(
    plan: tuple[Stage, ...], rate: float, answers: float, later_s: float
) -> None:
    """Until so many answers are counted, and then some time: a part of the traffic is at most the whole."""
    at_once = stages(None)
    stepwise = served_s(plan, until_seen_s(plan, rate, answers) + later_s)
    whole = served_s(at_once, until_seen_s(at_once, rate, answers) + later_s)
    assert stepwise <= whole * (1 + 1e-9) + 1e-6
