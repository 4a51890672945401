from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import pytest

from designer.catalog.library import scenario
from designer.history.attempts import Attempt
from designer.history.demand import Demand
from designer.history.schedule import MOST_DAYS, Card, cards
from tests.history.made import NOW, attempt, record

RULE = "blind-path"
ASR = Demand(scenario("asr"), {}, frozenset({RULE}))
FRAUD = Demand(scenario("fraud"), {}, frozenset({RULE, "single-zone"}))
CHURN = Demand(scenario("churn"), {}, frozenset())


def said(verdict: str, days_ago: float, drill: str = "fraud", *rules: str) -> Attempt:
    return attempt(days_ago, drill, record(verdicts={verdict: rules or (RULE,)}))


def card(*attempts: Attempt, ranked: Sequence[Demand] = (CHURN, FRAUD, ASR)) -> Card:
    (found,) = cards(attempts, ranked)
    return found


def rests_days(*attempts: Attempt) -> int:
    return (card(*attempts).due - attempts[0].started).days


def test_what_was_never_missed_has_no_card() -> None:
    assert cards([said("pass", 1)], [FRAUD]) == ()


@pytest.mark.parametrize("verdict", ["fail", "unknown"])
def test_a_missed_rule_is_due_the_day_after(verdict: str) -> None:
    found = card(said(verdict, 1))
    assert found.due == NOW
    assert (found.rule.id, found.missed, found.seen) == (RULE, 1, 1)


def test_every_time_that_it_holds_it_rests_for_longer() -> None:
    days = [20.0, 10.0, 5.0]
    rest = [rests_days(*[said("pass", day) for day in reversed(days[:count])], said("fail", 21)) for count in (1, 2, 3)]
    assert 1 <= rest[0] < rest[1] < rest[2]
    assert rests_days(said("fail", 1), said("pass", 5), said("pass", 10), said("fail", 21)) < rest[2]


def test_in_part_is_worth_less_than_whole() -> None:
    assert rests_days(said("partial", 10), said("fail", 20)) <= rests_days(said("pass", 10), said("fail", 20))


def test_what_held_before_the_first_miss_is_not_counted() -> None:
    assert card(said("fail", 1), said("pass", 9)) == card(said("fail", 1))


def test_nothing_rests_for_more_than_a_year() -> None:
    many = [said("pass", 3000 - 100 * number) for number in reversed(range(30))]
    assert rests_days(*many, said("fail", 3001)) == MOST_DAYS


def test_it_is_drawn_again_in_the_best_other_drill_that_asks_for_it() -> None:
    assert card(said("fail", 1)).again_in == "asr"
    assert card(said("fail", 1, "asr")).again_in == "fraud"


def test_it_is_drawn_again_in_the_same_where_no_other_asks_for_it() -> None:
    found = card(said("fail", 1, "fraud", "single-zone"), ranked=(CHURN, FRAUD))
    assert (found.missed_in, found.again_in) == ("fraud", "fraud")
    assert card(said("fail", 1), ranked=(CHURN,)).again_in is None


def test_a_rule_that_is_no_more_has_no_card() -> None:
    assert cards([said("fail", 1, "fraud", "no-such-rule")], [FRAUD]) == ()


def test_a_rule_of_a_scenarios_own_is_found_there() -> None:
    assert card(said("fail", 1, "churn", "nobody-looks-at-the-list")).rule.number == "CHU-04"


def test_the_same_attempts_give_the_same_cards_and_the_weightiest_of_a_day_first() -> None:
    tried = [said("fail", 1, "fraud", "single-zone", RULE, "unlimited-admission"), said("fail", 2)]
    one, other = cards(tried, [FRAUD]), cards(tried, [FRAUD])
    assert one == other
    assert all(a.rule.points >= b.rule.points for a, b in pairwise(one) if a.due == b.due)
    assert {each.due - timedelta(days=1) for each in one} == {tried[0].started}
