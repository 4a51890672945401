from pathlib import Path

import pytest

from designer.cohort import assignment
from designer.cohort.assignment import Assignment, grade_file
from designer.cohort.row import COLUMNS
from designer.errors import DesignerError
from designer.exchange.formats import load
from designer.grading import grade
from designer.model.critique import Verdict
from designer.model.rubric import Competency
from tests.bad_files import BAD_FILES
from tests.cohort.made import drawn


def test_a_row_is_the_critique_in_short(tmp_path: Path) -> None:
    path = drawn(tmp_path / "small.json", title="Klein")
    row, critique = grade_file(path, Assignment()), grade(load(path))
    assert list(row.cells) == list(COLUMNS)
    assert row.cells["error"] is None
    told = [row.cells[name] for name in ("file", "title", "scenario", "level", "percent", "rollback_percent")]
    by_competency = critique.score.by_competency
    assert told == [
        str(path),
        "Klein",
        "fraud",
        "senior",
        critique.score.percent,
        by_competency[Competency.ROLLBACK].percent,
    ]
    assert row.cells["cost_usd_per_month"] == critique.estimates["cost_usd_per_month"].value
    assert row.cells["loose_end_count"] == len(critique.loose_ends)
    assert sum(row.cells[f"{verdict}_count"] for verdict in Verdict) == len(critique.findings)  # type: ignore[misc]
    assert row.shares == {each.rule: each.share for each in critique.findings if each.verdict != "not_applicable"}


def test_a_scenario_and_a_level_given_are_those_of_all(tmp_path: Path) -> None:
    row = grade_file(drawn(tmp_path / "small.json", scenario=None), Assignment("eta", "staff"))
    assert (row.cells["scenario"], row.cells["level"]) == ("eta", "staff")


@pytest.mark.parametrize("name", BAD_FILES)
def test_what_cannot_be_read_is_a_row_with_the_sentence(name: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    text, says = BAD_FILES[name]
    path.write_text(text)
    row = grade_file(path, Assignment())
    assert not row.is_graded
    assert says in str(row.cells["error"])
    assert {key: value for key, value in row.cells.items() if value is not None}.keys() == {"file", "error"}


def test_of_several_mistakes_the_first_is_told_and_the_rest_counted(tmp_path: Path) -> None:
    odd = [{"id": name, "kind": "nothing"} for name in "abc"]
    row = grade_file(drawn(tmp_path / "bad.json", components=odd, connections=[]), Assignment())
    assert str(row.cells["error"]).endswith("(and 2 more)")
    assert "\n" not in str(row.cells["error"])


def test_what_cannot_be_graded_is_a_row_too(tmp_path: Path) -> None:
    row = grade_file(drawn(tmp_path / "small.json", scenario=None), Assignment())
    assert (row.is_graded, row.cells["title"]) == (False, None)
    assert "names no scenario" in str(row.cells["error"])


@pytest.mark.parametrize(
    ("error", "says"),
    [(MemoryError(), "not enough memory"), (KeyError("x"), "designer is at fault"), (RecursionError("deep"), "report")],
)
def test_a_bug_costs_a_row_and_names_itself(
    error: Exception, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*given: object) -> None:
        raise error

    monkeypatch.setattr(assignment, "grade", failing)
    row = grade_file(drawn(tmp_path / "small.json"), Assignment())
    assert says in str(row.cells["error"])


def test_a_name_that_is_not_utf8_can_be_written(tmp_path: Path) -> None:
    row = grade_file(tmp_path / "caf\udce9.json", Assignment())
    assert str(row.cells["file"]).encode().endswith(b"caf\\udce9.json")


def test_what_is_given_is_checked_before_any_drawing(tmp_path: Path) -> None:
    with pytest.raises(DesignerError, match="fraudd"):
        Assignment("fraudd").check()
    with pytest.raises(DesignerError, match="there is no such file"):
        Assignment(rubrics=(tmp_path / "mine.yaml",)).check()


def test_another_rubric_and_another_version_are_other_editions(
    data_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Assignment().edition()
    assert Assignment().edition() == plain
    data_home.joinpath("rubrics").mkdir(parents=True)
    data_home.joinpath("rubrics/mine.yaml").write_text("rubric: mine\nrules: []\n")
    mine = Assignment().edition()
    assert (mine[0], mine[1] == plain[1]) == (plain[0], False)
    monkeypatch.setattr("designer.__version__", "99")
    assert Assignment().edition() == ("99", mine[1])
