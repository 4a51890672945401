"""What the numbers of the request path make an interviewer ask, and when they make nobody ask."""

import pytest

from designer.analysis.estimate import Estimates
from designer.analysis.graph import DesignGraph
from designer.coach.place import names_of
from designer.coach.request_path import of_growth, of_loss, of_timeouts, of_work
from designer.model.advice import Question
from designer.model.scenario import Brief
from designer.simulation.fault import Faults
from tests.analysis.drawings import app, graph

CLIENT: dict[str, object] = {"kind": "client"}


def growth(drawn: DesignGraph, **brief: object) -> list[Question]:
    estimates = Estimates(drawn, Brief.model_validate(brief))
    return list(of_growth(estimates, names_of(drawn)))


def loss(drawn: DesignGraph) -> list[Question]:
    estimates = Estimates(drawn, Brief(peak_rate_per_s=10))
    return list(of_loss(Faults(estimates).singles(), estimates, names_of(drawn)))


def timeouts(drawn: DesignGraph) -> list[Question]:
    return list(of_timeouts(Estimates(drawn, Brief()), names_of(drawn)))


@pytest.mark.parametrize(
    ("peak", "asks", "times"),
    [
        (200, "At the peak of 200 requests a second “api” is asked for more than it can do", "0.5 times"),
        (60, "60 requests a second become 120 tomorrow. What happens at “api”", "1.7 times"),
        (10, "From 10 requests a second the load doubles, and doubles again. What gives way first", "10 times"),
    ],
)
def test_it_asks_what_fills_first_by_how_near_that_is(peak: float, asks: str, times: str) -> None:
    (found,) = growth(graph("c > a", c=CLIENT, a=app(rate_per_s=100) | {"name": "api"}), peak_rate_per_s=peak)
    assert found.ask.startswith(asks)
    assert found.figure == f"“api” is full first, at 100 requests a second: {times} the peak."
    assert [place.id for place in found.where] == ["a"]


def test_the_answer_counts_the_replicas_for_twice_the_peak() -> None:
    (found,) = growth(graph("c > a", c=CLIENT, a=app(replicas=2, rate_per_s=100)), peak_rate_per_s=140)
    assert found.touches[1:] == (
        "Replicas drawn: 2; for twice the peak at 70 % each: 4.",
        "Full at twice the peak: “Application service”.",
    )


def test_without_a_load_or_a_path_nothing_fills() -> None:
    assert not growth(graph("c > a", c=CLIENT, a=app(rate_per_s=100)))
    assert not growth(graph(c=CLIENT), peak_rate_per_s=10)


def test_it_asks_when_twice_the_rows_are_scored() -> None:
    scorer: dict[str, object] = {"kind": "batch_scorer", "name": "Night run", "properties": {"rows_s": 1000}}
    drawn = graph("w ~> s", "s ~> k", w={"kind": "warehouse"}, s=scorer, k={"kind": "kv_store"})
    found = list(
        of_work(Estimates(drawn, Brief(mode="batch", batch_rows=7_200_000, batch_window_h=4)), names_of(drawn))
    )
    assert [each.figure for each in found] == [
        "“Night run” is busy for 50 % of the time that it has; with twice as much for 100 %."
    ]
    assert not list(of_work(Estimates(drawn, Brief(peak_rate_per_s=5)), names_of(drawn)))


def test_it_asks_for_the_one_whose_loss_takes_most_along() -> None:
    drawn = graph("c > a", "a > b | soft", "a > d", c=CLIENT, a=app(), b=app(), d=app() | {"name": "Database"})
    (found,) = loss(drawn)
    assert found.ask.startswith("At peak “Database” is gone.")
    assert found.figure == "Without “Database” no request is answered; hit with it: “Application service”."


def test_where_answers_still_come_it_asks_what_is_worse_about_them() -> None:
    calls = ("c > a | soft", "c > f | role=fallback", "a > b | soft")
    (found,) = loss(graph(*calls, c=CLIENT, a=app(), b=app() | {"name": "Scores"}, f=app()))
    assert found.ask == "“Scores” is gone, and answers still come. What is worse about them, and who notices?"
    assert "100 % of the requests are answered" in found.figure


def test_without_a_request_path_nothing_is_lost() -> None:
    assert not loss(graph(c=CLIENT, a=app()))


def test_it_asks_for_the_call_that_runs_out_of_time_most_often() -> None:
    calls = ("c > a | timeout_ms=500", "a > b | timeout_ms=8 soft", "a > d | timeout_ms=100")
    (found,) = timeouts(graph(*calls, c=CLIENT, a=app(), b=app() | {"name": "Slow"}, d=app()))
    ask = "“Application service” gives “Slow” 8 ms. How often is that too short, what is its answer made of then"
    assert found.ask.startswith(ask)
    share = float(found.figure.split(" %")[0])
    assert 1 < share < 5


def test_of_calls_that_are_all_in_time_it_asks_for_the_shortest_timeout() -> None:
    calls = ("c > a | timeout_ms=90000", "a > b | timeout_ms=60000 retries=2")
    (found,) = timeouts(graph(*calls, c=CLIENT, a=app(), b=app()))
    assert "60,000 ms. How often is that too short, what does the user get then" in found.ask
    assert found.figure.startswith("Next to none of the tries")
    assert "It is tried 3 times." in found.touches


def test_where_queues_only_grow_it_gives_the_time_alone_and_no_share() -> None:
    drawn = graph("c > a | timeout_ms=20", c=CLIENT, a=app(p99_ms=30, rate_per_s=5) | {"name": "Scorer"})
    (found,) = of_timeouts(Estimates(drawn, Brief(peak_rate_per_s=10)), names_of(drawn))
    assert found.figure == "“Client” waits 20 ms for “Scorer”, which alone takes 30 ms at p99."


def test_without_a_timeout_or_a_time_it_asks_for_none() -> None:
    assert not timeouts(graph("c > a", c=CLIENT, a=app()))
    assert not timeouts(graph("c > a | timeout_ms=5", c=CLIENT, a=app(p50_ms=90)))
