import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.errors import DesignerError
from designer.simulation.detection import sample_size, share, share_of_percent, time_to_detect_s

TIMES = st.floats(0, 1e7)
SHARES = st.floats(1e-4, 1)


def test_the_terms_add_up() -> None:
    found = time_to_detect_s(
        rate_per_s=100, seen_share=0.05, sampled_share=0.5, delay_s=600, window_s=60, interval_s=300, answers=1000
    )
    assert found == pytest.approx(600 + 1000 / (100 * 0.05 * 0.5) + 150)


def test_a_window_that_is_longer_than_the_count_is_waited_for() -> None:
    assert time_to_detect_s(rate_per_s=1000, window_s=3600, interval_s=0) == 3600


def test_where_nothing_comes_nothing_is_ever_detected() -> None:
    assert time_to_detect_s(rate_per_s=0) == float("inf")


@given(TIMES, TIMES, SHARES, st.floats(0.1, 1e5))
def test_later_labels_never_show_it_sooner(delay_s: float, more_s: float, seen: float, rate: float) -> None:
    soon = time_to_detect_s(rate_per_s=rate, seen_share=seen, delay_s=delay_s, window_s=60, interval_s=60)
    late = time_to_detect_s(rate_per_s=rate, seen_share=seen, delay_s=delay_s + more_s, window_s=60, interval_s=60)
    assert late >= soon


@given(st.floats(0.01, 0.4), st.floats(0.01, 0.2), st.floats(0.01, 0.2))
def test_a_larger_change_takes_fewer_answers(before: float, change: float, more: float) -> None:
    assert sample_size(before, before + change + more) < sample_size(before, before + change)


def test_a_percentage_where_a_fraction_is_meant_is_refused() -> None:
    with pytest.raises(DesignerError, match=r"the canary's share is 5, and it is a fraction.*; write 0.05 for 5 %"):
        time_to_detect_s(rate_per_s=1, seen_share=5)
    with pytest.raises(DesignerError, match="the share before is 20"):
        sample_size(20, 25)


@pytest.mark.parametrize("value", [0.0, -0.1, float("nan"), 101.0])
def test_what_is_no_share_is_refused(value: float) -> None:
    with pytest.raises(DesignerError, match="a fraction above 0 and at most 1"):
        share(value)


@pytest.mark.parametrize("value", [0.0, -5.0, 100.5, float("nan")])
def test_what_is_no_percentage_is_refused(value: float) -> None:
    with pytest.raises(DesignerError, match="above 0 and at most 100 %"):
        share_of_percent(value)


@pytest.mark.parametrize("name", ["delay_s", "window_s", "interval_s", "rate_per_s"])
def test_times_and_rates_below_nothing_are_refused(name: str) -> None:
    terms = {"rate_per_s": 1.0} | {name: -1.0}
    with pytest.raises(DesignerError, match="is -1, and it is at least 0"):
        time_to_detect_s(**terms)


def test_equal_shares_cannot_be_told_apart() -> None:
    with pytest.raises(DesignerError, match="no sample tells them apart"):
        sample_size(0.2, 0.2)
