"""What is left after a change, in words: what was lost, what it leaves, what lacks data, and what is missed."""

import pytest

from designer.catalog.library import catalog
from designer.model.critique import Change, FaultOutcome, Verdict
from designer.report.critique.changes import TITLE, aftermaths, left
from designer.report.critique.markdown import critique_markdown
from designer.report.critique.text import critique_text
from tests.report.sample import DESIGN, critique, finding

NAMES = {"api": "Quote API", "model": "Scorer", "log": "Log"}


def outcome(served: float, **more: object) -> FaultOutcome:
    return FaultOutcome.model_validate({"kill": "model", "served": served, **more})


def change(**more: object) -> Change:
    return Change.model_validate({"minute": 5, "say": "The scorer is gone.", **more})


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, []),
        ({"lacking": ("external_source", "zone")},
         ["No third-party service is drawn that could be lost.", "No zone is drawn that could be lost."]),
        ({"killed": ("zone:1",), "outcome": outcome(1)}, ["Without zone 1, every request is answered."]),
        ({"killed": ("model", "log"), "outcome": outcome(0, down=("model", "api", "log"))},
         ["Without “Scorer” and “Log”, no request is answered; down: “Quote API”."]),
        ({"killed": ("model",), "outcome": outcome(0.9999, degraded=("api",), overloaded={"log": 1.1}, statement="b")},
         ["Without “Scorer”, over 99 % of the requests are answered; degraded: “Quote API”.", "B."]),
        ({"killed": ("model",), "outcome": outcome(1, overloaded={"log": 1.1})},
         ["Without “Scorer”, every request is answered; overloaded: “Log”."]),
        ({"killed": ("log",), "starved": ("model",)},
         ["Without “Log”, nobody waits for an answer: no request path is drawn.",
          "“Scorer” lacks data from what is lost."]),
    ],
)  # fmt: skip
def test_what_is_left_is_said(told: dict[str, object], said: list[str]) -> None:
    assert list(left(change(**told), NAMES)) == said


def test_what_is_missed_is_named_by_title_and_that_nothing_is_is_said() -> None:
    findings = (finding(1, Verdict.FAIL, rule="one", title="First"), finding(2, Verdict.PASS, rule="two"))
    missed, met, other = aftermaths(
        (change(rules=("one", "two"), missed=("one",)), change(rules=("two",)), change()), findings, NAMES
    )
    assert (missed.missed, missed.sentences) == ((("one", "First"),), ("Missed: First.",))
    assert met.sentences == ("Nothing that it asks to look at again is missed.",)
    assert other.sentences == ()


def test_text_and_markdown_have_the_section_where_something_changed() -> None:
    told = critique().model_copy(update={"changes": (change(killed=("model",), outcome=outcome(1)),)})
    text = critique_text(told, DESIGN, catalog().kinds)
    marked = critique_markdown(told, DESIGN, catalog().kinds)
    assert f"{TITLE}\n  -  Minute 5: The scorer is gone.\n     Without “Fraud scorer”, every request" in text
    assert f"## {TITLE}\n\n- Minute 5: The scorer is gone. Without “Fraud scorer”, every request" in marked
    assert TITLE not in critique_text(critique(), DESIGN, catalog().kinds)
    assert TITLE not in critique_markdown(critique(), DESIGN, catalog().kinds)
