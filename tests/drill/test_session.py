from designer.catalog.library import scenario
from designer.drill.session import Mode, Session, changed
from designer.model.scenario import Twist


def session(**fields: float) -> Session:
    return Session(scenario=scenario("fraud"), minutes=40, mode=Mode.INTERVIEW, started=100.0, **fields)


def test_time_runs_from_the_start_and_stands_still_after_the_stop() -> None:
    attempt = session()
    assert attempt.elapsed_s(160) == 60
    assert attempt.remaining_s(160) == 39 * 60
    assert attempt.stop(700) == 600
    assert attempt.elapsed_s(9999) == 600
    assert attempt.stop(9999) == 600


def test_time_over_is_negative() -> None:
    assert session().remaining_s(100 + 41 * 60) == -60


def test_twists_come_at_their_minute_and_stay() -> None:
    attempt = session()
    first, second, _ = sorted(twist.minute for twist in attempt.scenario.twists)
    assert attempt.due(100) == ()
    assert [twist.minute for twist in attempt.due(100 + first * 60)] == [first]
    assert [twist.minute for twist in attempt.due(100 + second * 60)] == [first, second]


def test_a_resumed_attempt_counts_what_was_spent_before() -> None:
    assert session(before_s=600).remaining_s(100) == 30 * 60


def test_each_part_of_a_drill_has_its_time() -> None:
    attempt = session()
    phases = attempt.scenario.phases
    assert attempt.phase(0) == phases[0].name
    assert attempt.phase(phases[0].minutes * 60) == phases[1].name
    assert attempt.phase(40 * 60) == "Time is up"
    attempt.minutes = 20
    assert attempt.phase(phases[0].minutes * 30) == phases[1].name


def test_the_last_word_on_a_fact_holds_and_the_others_stay() -> None:
    asked = scenario("fraud")
    twists = [Twist(minute=1, say="", brief=brief) for brief in ({"p99_ms": 80, "pii": False}, {"p99_ms": 60})]
    after = changed(asked, twists)
    assert (after.brief.p99_ms, after.brief.pii) == (60, False)
    assert after.brief.peak_rate_per_s == asked.brief.peak_rate_per_s
    assert changed(asked, ()) == asked
