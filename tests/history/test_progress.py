from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.history.progress import Standing, direction, shrunk_mean, standings
from designer.model.rubric import Competency
from tests.history.made import attempt, record

PERCENTS = st.lists(st.floats(0, 100), max_size=8)


def test_what_was_not_observed_is_in_no_sum() -> None:
    known = standings([attempt(1, graded=record(data=80.0)), attempt(2, graded=record(serving=20.0))])
    assert known[Competency.DATA] == Standing(1, 80.0, shrunk_mean([80.0]), None)
    assert known[Competency.SERVING].attempts == 1
    assert known[Competency.LLM] == Standing(0)
    assert set(known) == set(Competency)


def test_the_latest_counts_most() -> None:
    assert shrunk_mean([90.0, 10.0]) > shrunk_mean([10.0, 90.0])


@settings(max_examples=40)
@given(PERCENTS, st.floats(0, 100))
def test_one_day_moves_mastery_by_a_third_at_most(before: list[float], today: float) -> None:
    was, now = shrunk_mean(before), shrunk_mean([today, *before])
    assert 0 <= now <= 100
    assert abs(now - was) <= 100 / 3


def test_it_comes_to_what_is_always_shown() -> None:
    assert shrunk_mean([90.0] * 5) < 85
    assert shrunk_mean([90.0] * 40) == pytest.approx(90, abs=0.1)


@pytest.mark.parametrize(
    ("percents", "expected"),
    [([], None), ([50.0], None), ([50.0, 45.0], "steady"), ([50.0, 44.0], "up"), ([29.0, 100.0, 60.0], "down")],
)
def test_the_direction_is_that_of_the_latest(percents: list[float], expected: str | None) -> None:
    assert direction(percents) == expected


def test_an_attempt_of_which_only_the_whole_score_is_known_says_nothing() -> None:
    assert standings([replace(attempt(1, graded=record(data=80.0)), record=None)])[Competency.DATA] == Standing(0)
