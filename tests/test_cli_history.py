"""`designer history` as people and scripts meet it."""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from designer.catalog.library import scenario_ids
from designer.cli import main
from tests.history.made import NOW, record, write
from tests.test_cli import designer

MISSED = {"fail": ["blind-path", "single-zone"], "pass": ["open-endpoint"]}


@pytest.fixture
def in_tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def told(capfd: pytest.CaptureFixture[str], *options: str) -> tuple[str, str]:
    assert main(["history", *options], lambda: 0) == 0
    said = capfd.readouterr()
    return said.out, said.err


def test_an_empty_history_says_what_to_do_first(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "nowhere"
    done = designer("history", DESIGNER_HOME=str(home))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Begin with 'designer drill " in done.stdout
    assert not home.exists()  # looking leaves no trace
    data = json.loads(told(capfd, "--format", "json")[0])
    assert (data["format"], data["attempts"], data["due"]["cards"]) == ("designer-history/1", [], [])
    assert f"designer drill {data['due']['next']['scenario']}" in done.stdout


def test_attempts_progress_and_what_is_due_as_json(data_home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write(data_home, 9, record(40.0, data=30.0, verdicts=MISSED))
    write(data_home, 2, record(60.0, data=50.0, serving=80.0, verdicts={"pass": ["blind-path"]}))
    out, err = told(capfd, "--format", "json")
    data = json.loads(out)
    assert (err, list(data)) == ("", ["format", "attempts", "competencies", "due"])
    assert [(each["percent"], each["by_competency"]) for each in data["attempts"]] == [
        (60.0, {"data": 50.0, "serving": 80.0}),
        (40.0, {"data": 30.0}),
    ]
    assert data["attempts"][0] | {"date": "", "started": ""} == {
        "date": "", "started": "", "scenario": "fraud", "mode": "interview", "level": "senior", "minutes_used": 20.0,
        "percent": 60.0, "by_competency": {"data": 50.0, "serving": 80.0}, "graded_again": False,
    }  # fmt: skip
    assert data["competencies"]["data"] | {"mastery": 0} == {
        "attempts": 2, "latest": 50.0, "mastery": 0, "direction": "up",
    }  # fmt: skip
    assert data["competencies"]["llm"] == {"attempts": 0, "latest": None, "mastery": None, "direction": None}
    following = data["due"]["next"]
    assert following["scenario"] in scenario_ids()
    assert following["score"] == pytest.approx(following["gain"] - following["penalty"], abs=2e-4)
    assert "Most is to be gained in" in following["reason"]
    cards = {each["rule"]: each for each in data["due"]["cards"]}
    assert set(cards) == set(MISSED["fail"])
    assert (cards["single-zone"]["due"], cards["single-zone"]["missed_in"]) == (True, "fraud")
    assert cards["single-zone"]["again_in"] in set(scenario_ids()) - {"fraud"}
    assert (cards["blind-path"]["missed"], cards["blind-path"]["seen"]) == (1, 2)


def test_it_fits_a_terminal(data_home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write(data_home, 9, record(100.0, data=100.0, serving=100.0, llm=100.0, framing=100.0, verdicts=MISSED))
    write(data_home, 1, record(30.0, verdicts=MISSED), "a scenario with\x1b[2J a name that is far too long for this")
    out, err = told(capfd)
    assert err == ""
    assert max(map(len, out.splitlines())) <= 80
    assert "\x1b" not in out
    for words in ("Attempts, the latest first", "Where you stand", "Next: designer drill ", "Rules to draw again"):
        assert words in out
    assert "Single zone" in out


def test_the_day_is_the_persons(in_tokyo: None, data_home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write(data_home, 0.5 - 18 / 24, record())  # 18:00 of the day in UTC, when it is the next in Tokyo
    assert NOW.day == 30
    (attempt,) = json.loads(told(capfd, "--format", "json")[0])["attempts"]
    assert (attempt["date"], attempt["started"]) == ("2026-12-01", "2026-11-30T18:00:00+00:00")


def test_what_was_recorded_before_is_graded_again(data_home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write(data_home, 2)
    (attempt,) = json.loads(told(capfd, "--format", "json")[0])["attempts"]
    assert attempt["graded_again"]
    assert 0 <= attempt["by_competency"]["serving"] < 50
    assert attempt["level"] == "senior"
    out, _ = told(capfd)
    assert "* graded again by today's rules" in out


def test_what_is_damaged_goes_to_standard_error(data_home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write(data_home, 2, record(40.0))
    write(data_home, 3, None, "no-such-drill")
    (data_home / "attempts" / "x.jsonl").write_bytes(os.urandom(300))
    out, err = told(capfd, "--format", "json")
    assert [each["percent"] for each in json.loads(out)["attempts"]] == [40.0, 12.5]
    assert len(err.splitlines()) == 2
    assert "there is no scenario 'no-such-drill'" in err
    assert "x.jsonl" in err
    assert "Traceback" not in err


def test_another_format_is_refused() -> None:
    done = designer("history", "--format", "pdf")
    assert done.returncode == 2
    assert "'pdf' is not a format" in done.stderr
