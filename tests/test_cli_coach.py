"""`designer coach` as people and scripts meet it."""

import io
import json
import sys
from pathlib import Path

import pytest

from designer.cli import main as command_line
from tests.bad_files import BAD_FILES

DRAWING = """\
format: designer-design/1
title: First try
scenario: fraud
components:
  - {id: pos, kind: client}
  - {id: api, kind: app_service, name: Decision API, replicas: 2, zones: 2, properties: {rate_per_s: 300}}
  - {id: model, kind: model_server, name: Scorer, properties: {p50_ms: 4, p99_ms: 30}}
connections:
  - {source: pos, target: api, kind: request}
  - {source: api, target: model, kind: request, properties: {timeout_ms: 20}}
"""


def main(*arguments: str | Path) -> int:
    def no_window(**_: object) -> int:
        raise AssertionError

    return command_line([*map(str, arguments)], no_window)


@pytest.fixture
def drawing(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(DRAWING)
    return path


def test_the_text_names_fixes_and_asks_of_the_parts_of_the_drawing(
    drawing: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main("coach", drawing) == 0
    out, err = capsys.readouterr()
    assert err == ""
    said = " ".join(out.split())
    assert "Card-payment fraud detection First try · Senior level" in said
    assert "With the first three: " in said
    assert "“Scorer” is asked for more than it can do" in said
    assert "“Decision API” gives “Scorer” 20 ms." in said


def test_json_agrees_with_the_critique_and_keeps_answers_apart(
    drawing: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main("grade", drawing, "--format", "json", "--level", "staff") == 0
    graded = json.loads(capsys.readouterr().out)
    assert main("coach", drawing, "--format", "json", "--level", "staff") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["format"] == "designer-advice/1"
    assert (data["level"], data["scenario"], data["design"]) == ("staff", "fraud", graded["design"])
    assert (data["percent"], data["possible"]) == (graded["score"]["percent"], graded["score"]["possible"])
    missed = {each["rule"] for each in graded["findings"] if each["verdict"] in {"fail", "partial", "unknown"}}
    assert {rule["rule"] for fix in data["fixes"] for rule in fix["mends"]} == missed
    assert 5 <= len(data["questions"]) <= 10
    for question in data["questions"]:
        assert question["touches"]
        assert bool(question["figure"]) == (question["comes_of"] == "figure")


def test_a_drawing_may_come_from_standard_input(
    drawing: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main("coach", drawing) == 0
    named = capsys.readouterr().out
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DRAWING.encode())))
    assert main("coach", "-") == 0
    assert capsys.readouterr().out == named


@pytest.mark.parametrize(
    ("text", "options", "says"),
    [
        (DRAWING.replace("scenario: fraud\n", ""), [], "mine.yaml: the drawing names no scenario"),
        (DRAWING, ["--scenario", "fruad"], "there is no scenario 'fruad'; did you mean 'fraud'?"),
        (DRAWING, ["--level", "jnior"], "'jnior' is not a level; did you mean 'senior'?"),
        (DRAWING, ["--format", "pdf"], "'pdf' is not a format"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_status_2(
    drawing: Path, capsys: pytest.CaptureFixture[str], text: str, options: list[str], says: str
) -> None:
    drawing.write_text(text)
    assert main("coach", drawing, *options) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize(("text", "says"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_refused_as_grade_refuses_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, says: str
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text(text)
    assert main("coach", bad, "--scenario", "fraud") == 2
    out, err = capsys.readouterr()
    assert (out, says in err) == ("", True)
    assert main("grade", bad, "--scenario", "fraud") == 2
    assert capsys.readouterr().err == err
