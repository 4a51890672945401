"""The critique for a terminal, and as Markdown."""

import re

import pytest
from markdown_it import MarkdownIt

from designer.catalog.library import catalog
from designer.model.critique import Estimate, LooseEnd, Verdict
from designer.model.rubric import Competency
from designer.report.critique.markdown import critique_markdown
from designer.report.critique.text import critique_text
from tests.report.sample import DESIGN, FINDINGS, critique, finding

KINDS = catalog().kinds
HOSTILE = "\x1b[2J<script>*a* | `b` $x$ \x07" + "long " * 60


def test_no_line_is_wider_than_a_terminal() -> None:
    assert max(map(len, critique_text(critique(), DESIGN, KINDS).splitlines())) <= 80


def test_it_says_the_score_what_failed_what_to_do_and_what_is_open() -> None:
    said = " ".join(critique_text(critique(), DESIGN, KINDS).split())
    assert "42 % 24 of 56 points that applied" in said
    for item in FINDINGS:
        if item.verdict in {Verdict.FAIL, Verdict.PARTIAL}:
            assert item.title in said
            assert f"Fix: {item.fix}" in said
    for part in ("How is a feature's past read?", "The brief has no LLM.", "near Payments", "2 rules passed."):
        assert part in said


def test_colours_come_only_when_asked_for() -> None:
    assert "\x1b" not in critique_text(critique(), DESIGN, KINDS)
    colored = critique_text(critique(), DESIGN, KINDS, colors=True)
    assert "\x1b[31m" in colored
    assert re.sub(r"\x1b\[\d+m", "", colored) == critique_text(critique(), DESIGN, KINDS)


@pytest.mark.parametrize("colors", [False, True])
def test_names_cannot_command_the_terminal(colors: bool) -> None:
    graded = critique((finding(1, Verdict.FAIL, title=HOSTILE, message=HOSTILE),), title=HOSTILE)
    said = critique_text(graded, DESIGN, KINDS, colors=colors)
    assert "\x07" not in said
    assert "\x1b[2J" not in said


def test_markdown_has_the_same_and_shows_words_as_they_are() -> None:
    graded = critique((finding(1, Verdict.FAIL, title=HOSTILE, message=HOSTILE),), title=HOSTILE)
    html = MarkdownIt("commonmark").enable("table").render(critique_markdown(graded, DESIGN, KINDS))
    assert "<script>" not in html
    assert "&lt;script&gt;*a* | `b` $x$" in html
    assert html.count("<table>") == 2
    assert "<h2>Registry, deploy and rollback</h2>" in html


LACKING = tuple(
    finding(number, Verdict.FAIL, competency, lacks=("trainer",), fix=f"Fix of {number}.")
    for number, competency in ((1, Competency.TRAINING), (2, Competency.ROLLBACK), (3, Competency.DATA))
)


def test_what_is_missing_altogether_is_told_once() -> None:
    alone = finding(4, Verdict.FAIL, lacks=("evaluator",))
    graded = critique((*LACKING, alone))
    said = " ".join(critique_text(graded, DESIGN, KINDS).split())
    assert "Missing altogether No “Training job”: 3 problems (1, 2, 3), 24 points" in said
    assert said.count("Comes of there being no “Training job”.") == 1
    assert said.count("Comes of there being no “Training job”, as does 1.") == 2
    assert "Fix of 3." in said  # of equal ones that of the first competency
    assert "Fix of 1." not in said
    assert alone.fix in said
    assert "No “Offline evaluation”" not in said
    marked = critique_markdown(graded, DESIGN, KINDS)
    assert f"- No “Training job”: 3 problems (1, 2, 3), 24 points. {KINDS['trainer'].about}" in marked
    assert marked.count("Comes of there being no “Training job”, as does 1.") == 2
    for write in (critique_text, critique_markdown):
        assert "Missing altogether" not in write(critique(), DESIGN, KINDS)


def test_what_a_drill_asks_of_its_own_is_marked() -> None:
    said = critique_text(critique((finding(1, Verdict.FAIL, asked=True),)), DESIGN, KINDS)
    assert "asked by this drill's brief" in " ".join(said.split())
    assert "asked by" not in critique_text(critique((finding(1, Verdict.FAIL),)), DESIGN, KINDS)


def test_of_very_many_loose_ends_only_some_are_listed() -> None:
    ends = tuple(LooseEnd(what=f"box {number} is joined to nothing", where="") for number in range(3000))
    said = critique_text(critique().model_copy(update={"loose_ends": ends}), DESIGN, KINDS)
    assert said.count("is joined to nothing") == 40
    assert "2,960 more of this sort" in said


def test_of_a_batch_the_time_is_told_and_not_what_clients_would_see() -> None:
    time = Estimate(value=1.5, unit="h", method="approximation", statement="of the 6 h that the brief gives")
    none = Estimate(value=None, unit="fraction", method="exact", statement="no request path is drawn from a client")
    without = critique().model_copy(update={"estimates": {"availability": none}})
    batch = critique().model_copy(update={"estimates": {"batch_run_h": time, "availability": none}})
    assert "Availability" in critique_text(without, DESIGN, KINDS)
    told = critique_text(batch, DESIGN, KINDS)
    assert "Scoring the batch         about 1.5 h  (of the 6 h that the brief gives)" in told
    assert "Availability" not in told


def test_of_events_the_time_is_told_and_not_what_no_client_waits_for() -> None:
    time = Estimate(value=75, unit="s", method="approximation", statement="of the 120 s that the brief gives")
    none = Estimate(value=None, unit="ms", method="approximation", statement="no request path is drawn from a client")
    told = critique_text(critique().model_copy(update={"estimates": {"event_s": time, "p99_ms": none}}), DESIGN, KINDS)
    assert "From event to answer      about 75 s  (of the 120 s that the brief gives)" in told
    assert "p99 latency" not in told
    lost = critique().model_copy(update={"estimates": {"event_s": time.model_copy(update={"value": None})}})
    assert "From event to answer      not known" in critique_text(lost, DESIGN, KINDS)
