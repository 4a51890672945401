"""`designer scenarios`: its pages, its check and its sheet of references."""

import io
import json
import shutil
from pathlib import Path

import pytest
from PIL import Image

from designer.catalog.library import scenario, scenario_folder, scenario_ids
from designer.cli import main as command_line
from designer.rules.rubric import own_rubric


def main(arguments: list[str]) -> int:
    def no_window(**_: object) -> int:
        raise AssertionError

    return command_line(arguments, no_window)


def test_the_page_keeps_the_answers_back_until_asked(capsys: pytest.CaptureFixture[str]) -> None:
    kept = scenario("fraud").clarifications[0].answer
    assert main(["scenarios", "fraud"]) == 0
    assert kept not in " ".join(capsys.readouterr().out.split())
    assert main(["scenarios", "fraud", "--answers"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert kept in shown
    assert "868.1 /s (within 10 % counts)" in shown


def test_the_rules_of_a_drill_are_among_what_is_kept_back(capsys: pytest.CaptureFixture[str]) -> None:
    own = own_rubric("churn")
    assert own is not None
    title = f"{own.rules[0].rule.number} {own.rules[0].title}"
    assert main(["scenarios", "churn"]) == 0
    assert title not in capsys.readouterr().out
    assert main(["scenarios", "churn", "--answers"]) == 0
    assert title in capsys.readouterr().out


def test_the_rules_of_a_drill_are_listed_and_have_pages(capsys: pytest.CaptureFixture[str]) -> None:
    own = own_rubric("churn")
    assert own is not None
    assert main(["rules", "--scenario", "churn"]) == 0
    listed = capsys.readouterr().out.splitlines()[1:]
    assert [line.split()[0] for line in listed] == [rule.rule.number for rule in own.rules]
    assert main(["rules", own.rules[0].rule.id]) == 0
    assert own.rules[0].rule.number in capsys.readouterr().out
    assert main(["rules", "--scenario", "chrun"]) == 2
    assert "there is no scenario 'chrun'; did you mean 'churn'?" in capsys.readouterr().err


def test_json_keeps_the_formulas_back_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenarios", "fraud", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["envelope"]
    assert all(set(question) == {"id", "ask", "unit", "tolerance"} for question in data["envelope"])
    assert "weak" not in data


def test_a_good_folder_passes_the_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenarios", "--check", str(scenario_folder("fraud"))]) == 0
    assert capsys.readouterr().out == "1 scenario, nothing wrong\n"


def test_a_bad_folder_is_refused_with_its_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "fraud"
    shutil.copytree(scenario_folder("fraud"), mine)
    text = (mine / "scenario.yaml").read_text("utf-8").replace("minutes: 40", "minutes: 42", 1)
    (mine / "scenario.yaml").write_text(text, "utf-8")
    assert main(["scenarios", "--check", str(mine)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "fraud/scenario.yaml:" in told.err
    assert "the phases take 40 minutes, and the drill 42" in told.err


def test_the_sheet_shows_every_reference(tmp_path: Path) -> None:
    path = tmp_path / "sheet.png"
    assert main(["scenarios", "fraud", "--sheet", str(path)]) == 0
    picture = Image.open(io.BytesIO(path.read_bytes()))
    assert picture.width > 900


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["frued", "--sheet", "a.png"], "there is no scenario 'frued'; did you mean 'fraud'?"),
        (["fraud", "--sheet", "a.jpg"], "the sheet is a PNG"),
        (["--check", "nowhere"], "there is no such file"),
    ],
)
def test_what_cannot_be_meant_is_refused(arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenarios", *arguments]) == 2
    assert says in capsys.readouterr().err


def test_every_scenario_has_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenarios"]) == 0
    listed = capsys.readouterr().out
    assert all(f"\n{id_} " in listed for id_ in scenario_ids())
