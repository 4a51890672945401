from collections.abc import Sequence

import pytest

from designer.catalog.library import scenario
from designer.history.attempts import Attempt
from designer.history.demand import Demand, demands
from designer.history.progress import shrunk_mean, standings
from designer.history.suggestion import Suggestion, level_in_reach, suggestions
from designer.model.rubric import Competency
from designer.model.scenario import Level
from tests.history.made import NOW, attempt, record

C = Competency
SERVING = Demand(scenario("asr"), {C.SERVING: 60.0, C.DATA: 20.0}, frozenset({"blind-path"}))
DATA = Demand(scenario("churn"), {C.SERVING: 20.0, C.DATA: 60.0}, frozenset())
MID = Level.MID


def ranked(attempts: Sequence[Attempt], asked: Sequence[Demand] = (SERVING, DATA)) -> tuple[Suggestion, ...]:
    return suggestions(asked, standings(attempts), attempts, NOW)


def test_the_weakest_competency_decides() -> None:
    weak_in_data = [attempt(1, "anomaly", record(level=MID, data=10.0, serving=90.0))]
    weak_in_serving = [attempt(1, "anomaly", record(level=MID, data=90.0, serving=10.0))]
    assert ranked(weak_in_data)[0].scenario.id == "churn"
    assert ranked(weak_in_serving)[0].scenario.id == "asr"


def test_the_sum_is_weight_times_what_is_missing_times_coverage() -> None:
    first = ranked([attempt(1, "anomaly", record(level=MID, data=10.0, serving=90.0))])[0]
    data, serving = (shrunk_mean([percent]) / 100 for percent in (10.0, 90.0))
    assert first.gains[C.DATA] == pytest.approx(80 / 160 * (1 - data) * 60 / 60)
    assert first.gains[C.SERVING] == pytest.approx(80 / 160 * (1 - serving) * 20 / 60)
    assert list(first.gains) == [C.DATA, C.SERVING]
    assert (first.penalty, first.score) == (0.0, first.gain)


def test_repetition_costs_half_today_and_less_with_time() -> None:
    same = record(level=MID, data=40.0, serving=40.0)
    today, month, year = (
        next(each for each in ranked([attempt(days, "asr", same)]) if each.scenario.id == "asr")
        for days in (0, 30, 365)
    )
    assert today.penalty == pytest.approx(today.gain / 2)
    assert month.penalty == pytest.approx(month.gain / 3)
    assert year.penalty < year.gain / 1000
    assert ranked([attempt(0, "asr", same)])[0].scenario.id == "churn"
    assert "drawn it once, last today" in today.reason
    assert "last 30 days ago" in month.reason


def test_an_attempt_from_the_future_counts_as_todays() -> None:
    ahead = ranked([attempt(-400, "asr", record(level=MID))])
    assert max(each.penalty for each in ahead) == pytest.approx(ahead[-1].gain / 2)


def test_the_reason_names_what_is_weakest_and_that_it_is_new() -> None:
    reason = ranked([attempt(1, "anomaly", record(level=MID, data=10.0))])[0].reason
    assert reason.startswith("Most is to be gained in Data ingest and validation (34 % mastered) and Serving")
    assert "(not seen yet)" in reason
    assert reason.endswith("You have not drawn it yet.")


def test_a_level_is_in_reach_once_the_one_before_is_mastered() -> None:
    poor, good = record(40.0, MID), record(95.0, MID)
    assert level_in_reach([]) is Level.MID
    assert level_in_reach([attempt(1, graded=poor)]) is Level.MID
    assert level_in_reach([attempt(day, graded=good) for day in (1, 2)]) is Level.SENIOR
    assert level_in_reach([attempt(1, graded=record(99.0, Level.STAFF))] * 9) is Level.STAFF
    hard = Demand(scenario("ads-ctr"), {C.DATA: 900.0}, frozenset())
    assert ranked([attempt(1, graded=poor)], (hard, SERVING, DATA))[-1].scenario.id == "ads-ctr"


def test_every_drill_that_ships_asks_for_something() -> None:
    found = demands()
    assert all(each.rules and each.points for each in found)
    assert not any(C.LLM in each.points for each in found if not each.scenario.brief.rag and each.scenario.id == "asr")
    assert len(ranked([], found)) == len(found)
