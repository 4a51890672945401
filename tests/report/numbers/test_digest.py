"""An analysis in reading order: what is known is said, and nothing is made up where it is not."""

import pytest

from designer.model.analysis import Analysis, Change, Cost, CutSet, EntryFigures, Importance, Improvement, Load, Span
from designer.model.critique import DesignName, Estimate, FaultOutcome, LooseEnd, Rollout, Step
from designer.report.numbers.digest import sections
from designer.report.numbers.figures import NO_REQUESTS, bracket
from designer.report.numbers.line import GLANCE, Extent, Line

NAMES = {"model": "Scorer", "app": "API"}
NAME = DesignName(title="A", sha256="0" * 64)
P99 = Estimate(value=57.0, unit="ms", method="approximation", low=55.0, high=60.0, assumes=("independent",))
WHOLE = Analysis(
    design=NAME,
    estimates={
        "availability": Estimate(value=0.9997, unit="fraction", method="exact", unavailability=3e-4),
        "p99_ms": P99,
        "capacity_per_s": Estimate(value=None, unit="per_s", method="approximation", statement="no peak is given"),
    },
    importance=(
        Importance(part="model", name="Scorer", birnbaum=0.9, saved_min_per_month=9.0),
        Importance(part="zone:a", name="Zone a", birnbaum=0.1, saved_min_per_month=3.0),
    ),
    cut_sets=(CutSet(parts=("a", "b"), names=("A", "B"), unavailability=1e-4),),
    loads=(
        Load(id="idle", name="Idle", utilisation=0.1, rate_per_s=10),
        Load(id="model", name="Scorer", utilisation=1.2, rate_per_s=900),
        Load(id="dark", name="Unknown"),
    ),
    cost=Cost(
        total=Estimate(value=300.0, unit="usd_per_month", method="approximation"),
        per_thousand_requests=Estimate(value=0.02, unit="usd", method="approximation"),
        by_group={"Serving": 200.0, "Storage": 100.0},
    ),
    improvement=Improvement(
        meets=True,
        change=Change(
            at="model", sort="replica", sentence="One more Scorer", cost_usd_per_month=248.0, availability=0.9999
        ),
    ),
    faults=(FaultOutcome(kill="zone:a", served=0.98, degraded=("app",), overloaded={"model": 1.2}),),
    rollout=Rollout(
        model="model",
        detect_s=3600,
        restore_s=60,
        bad_predictions=1234.0,
        blast_share=0.05,
        steps=(
            Step(what="The monitor sees it", at="mon", seconds=3600, origin="drawn on Monitor"),
            Step(what="The version before is back", at="cd", seconds=60, origin="assumption: a minute"),
        ),
    ),
)


def lines(analysis: Analysis, title: str) -> tuple[Line, ...]:
    return next((section.lines for section in sections(analysis, NAMES) if section.title == title), ())


def test_a_figure_says_how_it_was_found() -> None:
    found = {line.name: line for line in lines(WHOLE, "What a client sees")}
    assert found["Availability"].value == "99.97 %"
    assert found["Availability"].note == "Down 13.1 min a month; exact"
    assert found["p99 latency"].note == "Approximation, between 55 ms and 60 ms"
    assert (found["Capacity"].value, found["Capacity"].note) == ("not known", "No peak is given")


def test_what_is_fullest_stands_first_and_what_is_not_known_nowhere() -> None:
    found = lines(WHOLE, "How busy at the peak")
    assert [(line.name, line.value, line.tone) for line in found] == [
        ("Scorer", "120 %", "danger"), ("Idle", "10 %", "success"),
    ]  # fmt: skip


def test_shares_are_of_the_whole() -> None:
    assert [line.share for line in lines(WHOLE, "What to fix first")] == [0.75, 0.25]
    assert [line.share for line in lines(WHOLE, "What it costs a month")][2:] == [2 / 3, 1 / 3]
    assert sum(line.share or 0 for line in lines(WHOLE, "A bad version, step by step")) == pytest.approx(1)


def test_a_fault_says_what_is_left() -> None:
    (found,) = lines(WHOLE, "If something fails")
    assert (found.value, found.tone) == ("98 % served", "warning")
    assert "survivors at 120 %" in found.note
    assert found.ids == ("app", "model")


def test_a_drill_that_goes_nowhere_says_where_it_stops() -> None:
    stuck = Rollout(failure="unwatched", statement="nobody sees that Scorer is worse", witness=("model",))
    found = lines(WHOLE.model_copy(update={"rollout": stuck}), "A bad version, step by step")
    assert [(line.value, line.ids) for line in found] == [("Nobody sees that Scorer is worse.", ("model",))]


def unknown(why: str, *names: str) -> dict[str, Estimate]:
    return {name: Estimate(value=None, unit="ms", method="approximation", statement=why) for name in names}


def test_what_is_not_known_for_one_reason_is_told_once() -> None:
    why, some = "no request path is drawn from a client", ("availability", "p50_ms", "p99_ms", "capacity_per_s")
    (found,) = lines(Analysis(design=NAME, estimates=unknown(why, *some)), "What a client sees")
    assert (found.name, found.value, found.note) == ("", "No request path is drawn from a client.", NO_REQUESTS)
    estimates = {**WHOLE.estimates, **unknown("the queue only grows", "p50_ms", "p99_ms")}
    told = [(line.name, line.note) for line in lines(Analysis(design=NAME, estimates=estimates), "What a client sees")]
    assert ("Median latency and p99 latency", "The queue only grows") in told
    assert len(told) == 3


def test_what_holds_for_several_figures_is_told_at_the_first() -> None:
    lost = P99.model_copy(update={"statement": "0.1 % of the requests get no answer"})
    found = lines(Analysis(design=NAME, estimates={"p50_ms": lost, "p99_ms": lost}), "What a client sees")
    assert [line.note for line in found] == [
        "Approximation, between 55 ms and 60 ms; 0.1 % of the requests get no answer",
        "Approximation, between 55 ms and 60 ms",
    ]  # fmt: skip


def test_what_never_takes_it_down_is_left_out_and_the_likeliest_stands_first() -> None:
    downs = (("x", 0.0), ("y", 1e-5), ("z", 2e-5))
    cuts = tuple(CutSet(parts=(id_,), names=(id_,), unavailability=down) for id_, down in downs)
    found = lines(WHOLE.model_copy(update={"cut_sets": cuts}), "What takes it down")
    assert [line.name for line in found] == ["Z", "Y"]


def test_zones_are_told_though_much_else_costs_more() -> None:
    parts = [FaultOutcome(kill=f"part{number}", served=0.0, down=(f"part{number}",)) for number in range(9)]
    zone = FaultOutcome(kill="zone:a", served=1.0)
    found = lines(WHOLE.model_copy(update={"faults": (*parts, zone)}), "If something fails")
    assert [line.name for line in found[:2]] == ["Zone a", "Part0"]
    assert found[1].note == ""


def test_an_objective_that_nobody_set_is_not_spoken_of() -> None:
    none = Improvement(meets=False, statement="the brief asks for no availability")
    assert lines(WHOLE.model_copy(update={"improvement": none}), "The cheapest way to the objective") == ()
    met = Improvement(meets=True, statement="meets 99.9 % as it is drawn")
    (found,) = lines(WHOLE.model_copy(update={"improvement": met}), "The cheapest way to the objective")
    assert found.value == "Meets 99.9 % as it is drawn."


def test_nothing_to_say_says_nothing() -> None:
    assert sections(Analysis(design=NAME, estimates={}), NAMES) == ()


def test_several_entries_have_a_section_each() -> None:
    entries = tuple(EntryFigures(id=id_, name=id_.upper(), estimates={"p99_ms": P99}) for id_ in ("web", "app"))
    titles = [section.title for section in sections(WHOLE.model_copy(update={"entries": entries}), NAMES)]
    assert "As “WEB” sees it" in titles
    assert "As “APP” sees it" in titles
    alone = WHOLE.model_copy(update={"entries": entries[:1]})
    assert not any(section.title.startswith("As ") for section in sections(alone, NAMES))


def test_a_bracket_that_rounds_to_the_figure_is_not_told() -> None:
    assert bracket(P99.model_copy(update={"low": 57.001, "high": 57.002})) == "approximation"


def test_each_assumption_is_told_once_with_what_rests_on_it() -> None:
    p50 = P99.model_copy(update={"value": 20.0, "assumes": ("independent", "idle")})
    rollout = Rollout(detect_s=1, restore_s=1, assumes=("a day on each step",))
    changed = {"estimates": {"p99_ms": P99, "p50_ms": p50}, "rollout": rollout, "notes": ("pairs",)}
    whole = WHOLE.model_copy(update=changed)
    assert [(line.name, line.note) for line in lines(whole, "What the numbers rest on")] == [
        ("Independent", "p99 latency, median latency"),
        ("Idle", "Median latency"),
        ("A day on each step", "A bad version"),
    ]
    assert [line.name for line in lines(whole, "Left out")] == ["Pairs"]


def test_the_whole_is_in_the_same_order_and_tells_in_words_what_is_drawn_for_others() -> None:
    span = Span(id="a", name="API", depth=1, starts_ms=0, own_ms=3, own_p99_ms=9, takes_ms=30, takes_p99_ms=60)
    ends = (LooseEnd(what="'Phone' is joined to nothing", where="phone"),)
    analysis = WHOLE.model_copy(update={"timeline": (span,), "loose_ends": ends})
    glance, whole = (sections(analysis, NAMES, extent) for extent in (GLANCE, Extent(rows=1, named=1, whole=True)))
    shared = [section.title for section in glance if section.title != "A bad version, step by step"]
    titles = [section.title for section in whole]
    assert [title for title in titles if title in shared] == shared
    assert [title for title in titles if title not in shared] == ["Where the time goes", "Loose ends"]
    (busiest,) = (section for section in whole if section.title == "How busy at the peak")
    assert ([line.name for line in busiest.lines], busiest.left_out) == (["Scorer"], 1)
    (way,) = whole[1].lines
    assert (way.name, way.value, way.note) == ("· API", "from 0 ms for 30 ms", "p99 60 ms")
