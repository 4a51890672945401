import pytest

from designer.model.critique import ModelFault, Rollout, Step
from designer.report.consequences import consequences
from designer.report.critique.markdown import critique_markdown
from designer.report.critique.text import critique_text
from tests.report.critique.test_text import KINDS
from tests.report.sample import DESIGN, critique

NAMES = {"model": "Scorer", "watch": "Watch"}
STEP = Step(what="it is looked at", at="watch", seconds=1800, origin="assumption: hourly")
DRILL = Rollout(
    model="model",
    noticed_by="watch",
    ended_by="rollout",
    detect_s=5400,
    restore_s=90,
    bad_predictions=127093.5,
    answers_per_s=100,
    blast_share=0.05,
    statement="“Watch” shows it, and “Rollout” takes it back by itself",
    steps=(STEP,),
)
PUSHED = ModelFault(fault="bad-model", title="A bad version is pushed", outcome="handled")
STALE = ModelFault(
    fault="stale-features",
    title="Features stop being refreshed",
    outcome="unnoticed",
    bad_predictions_per_h=90000,
    answers_per_s=100,
    statement="nobody notices: nothing watches the job",
)
ABSENT = ModelFault(fault="late-labels", title="Labels come late", outcome="absent", statement="none are drawn")
PREVENTED = ModelFault(
    fault="schema-change", title="A schema changes", outcome="prevented", bad_predictions=0, statement="kept out"
)


def test_a_rollout_says_how_long_and_how_much() -> None:
    (found,) = consequences([DRILL], [PUSHED], NAMES)
    assert found.title == "A bad version of “Scorer” is pushed"
    assert found.outcome == "noticed and ended"
    assert found.sentence == "“Watch” shows it, and “Rollout” takes it back by itself."
    assert found.figures == (
        "noticed after 90 min",
        "taken back 90 s later",
        "about 130,000 wrong answers at 25 % of 100 a second",
        "at most 5 % of the traffic",
    )
    assert found.steps == ("30 min: it is looked at (Watch); assumption: hourly",)


def test_of_several_rollouts_each_names_its_model() -> None:
    found = consequences([DRILL, DRILL.model_copy(update={"model": "other"})], [PUSHED], NAMES)
    assert [each.title for each in found] == [
        "A bad version of “Scorer” is pushed",
        "A bad version of “other” is pushed",
    ]


@pytest.mark.parametrize(
    ("strategy", "says"),
    [
        ("blue_green", "all of the traffic, as blue/green is drawn"),
        ("direct", "all of the traffic at once"),
        ("canary", "all of the traffic by then"),
    ],
)
def test_what_reaches_all_says_why(strategy: str, says: str) -> None:
    (found,) = consequences([DRILL.model_copy(update={"strategy": strategy, "blast_share": 1.0})], [PUSHED], NAMES)
    assert found.figures[-1] == says


def test_steps_of_which_nothing_says_how_long_they_are_held_are_said_to_be_guessed() -> None:
    guessed = DRILL.model_copy(
        update={"strategy": "canary", "blast_share": 1.0, "assumes": ("each step is held for 1 h",)}
    )
    (found,) = consequences([guessed], [PUSHED], NAMES)
    assert found.figures[-1] == "all of the traffic by then, as no step says how long it is held"


def test_what_nobody_notices_is_told_by_the_hour() -> None:
    (found,) = consequences([], [STALE], NAMES)
    assert found.bad
    assert found.figures == ("about 90,000 answers from old data an hour at 100 a second until somebody sees it",)
    (wrong,) = consequences([], [STALE.model_copy(update={"fault": "late-labels"})], NAMES)
    assert wrong.figures == ("about 90,000 wrong answers an hour at 25 % of 100 a second until somebody sees it",)


def test_what_does_no_harm_needs_no_figures() -> None:
    found = consequences([], [PREVENTED, ABSENT], NAMES)
    assert [(each.outcome, each.figures, each.bad) for each in found] == [
        ("kept out", (), False),
        ("cannot happen", (), False),
    ]


def test_text_and_markdown_say_it_and_leave_out_what_cannot_happen() -> None:
    graded = critique().model_copy(update={"rollout": DRILL, "model_faults": (STALE, ABSENT, PUSHED)})
    text = critique_text(graded, DESIGN, KINDS)
    said = " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 80
    assert "When a version or data go wrong" in said
    assert "A bad version of “Fraud scorer” is pushed: noticed and ended." in said
    assert "Features stop being refreshed: not noticed. Nobody notices: nothing watches the job." in said
    assert "Labels come late" not in said
    assert "## When a version or data go wrong" in critique_markdown(graded, DESIGN, KINDS)
    assert "When a version" not in critique_text(critique(), DESIGN, KINDS)
