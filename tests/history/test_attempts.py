import json
import os
import random
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.errors import DesignerError
from designer.history.attempts import Attempts, attempts
from designer.history.record import Record
from designer.history.store import Journal, Recovered, finished, recover, unfinished
from designer.model.design import Component, Design
from designer.model.edit import Insert
from tests.history.made import NOW, end, record, write

AGAIN = record(33.0, data=33.0)


def again(found: Recovered) -> Record:
    assert found.ended
    return AGAIN


def never(found: Recovered) -> Record:
    raise AssertionError(f"{found.journal} has its score")


def test_a_folder_that_is_not_there_has_no_attempts(tmp_path: Path) -> None:
    assert attempts(tmp_path / "nowhere", never) == Attempts((), ())


def test_attempts_are_listed_with_the_latest_first_and_not_graded_again(tmp_path: Path) -> None:
    write(tmp_path, 3, record(40.0, data=20.0))
    write(tmp_path, 1, record(60.0, data=70.0), "churn")
    found = attempts(tmp_path, never)
    assert found.damaged == ()
    assert [(each.scenario, each.percent, each.minutes_used, each.again) for each in found.found] == [
        ("churn", 60.0, 20.0, False),
        ("fraud", 40.0, 20.0, False),
    ]
    assert found.found[0].started == NOW - timedelta(days=1)
    assert found.found[0].record == record(60.0, data=70.0)


def test_what_was_not_finished_is_not_listed(tmp_path: Path) -> None:
    write(tmp_path, 1, record())
    for minutes, why in enumerate(("closed", "discarded")):
        journal = Journal.begin(
            tmp_path, Design(), NOW + timedelta(minutes=minutes), scenario="fraud", mode="interview", minutes=40.0
        )
        journal.append(Insert(collection="components", item=Component(id="a", kind="cache")), 1.0)
        journal.end(2.0, why=why)
    journal = Journal.begin(tmp_path, Design(), NOW, scenario="fraud", mode="interview", minutes=40.0)
    journal.append(Insert(collection="components", item=Component(id="a", kind="cache")), 1.0)
    assert len(attempts(tmp_path, never).found) == 1
    journal.release()
    assert attempts(tmp_path, never).damaged == ()


def test_what_was_recorded_before_scores_were_is_graded_again(tmp_path: Path) -> None:
    write(tmp_path, 2)
    (found,) = attempts(tmp_path, again).found
    assert (found.percent, found.record, found.again, found.level) == (33.0, AGAIN, True, AGAIN.level)


def test_what_nothing_can_grade_any_more_keeps_its_score_and_is_told(tmp_path: Path) -> None:
    def gone(found: Recovered) -> Record:
        raise DesignerError(f"there is no scenario '{found.head.scenario}'")

    path = write(tmp_path, 2, scenario="gone")
    found = attempts(tmp_path, gone)
    assert [(each.percent, each.record, each.again) for each in found.found] == [(12.5, None, False)]
    assert [str(each) for each in found.damaged] == [f"{path}: there is no scenario 'gone'"]


def test_a_score_without_an_edit_is_kept_where_something_was_drawn(tmp_path: Path) -> None:
    drawn = Design(components=(Component(id="a", kind="cache"),))
    for minutes, design in enumerate((Design(), drawn)):
        at = NOW + timedelta(minutes=minutes)
        journal = Journal.begin(tmp_path, design, at, scenario="fraud", mode="interview", minutes=40.0)
        journal.end(5.0, why="stopped", record=record(7.0))
    assert [each.percent for each in attempts(tmp_path, never).found] == [7.0]


def test_the_score_does_not_hide_an_attempt_from_the_home_page(tmp_path: Path) -> None:
    path = write(tmp_path, 1, record(40.0, verdicts={"pass": [f"rule-{number}" for number in range(400)]}))
    assert [each.percent for each in finished(tmp_path)] == [40.0]
    assert recover(path).ended
    assert unfinished(tmp_path) == ()
    assert attempts(tmp_path, never).found[0].record is not None


DAMAGED = {
    "empty": (b"", "first line"),
    "bytes": (b"\xff\xfe\0", "first line"),
    "deep": (b"[" * 100_000, "first line"),
    "other": (b'{"format": "designer-journal/9"}\n{"end": "stopped"}\n', "first line"),
    "poor": (b'{"format": "designer-journal/1"}\n{"end": "stopped"}\n', "does not say what it should"),
    "torn": (b'{"format": "designer-journal/1"}\n{"at_s": 3, "ed', "torn"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_one_sentence_and_the_rest_is_listed(tmp_path: Path, name: str) -> None:
    write(tmp_path, 1, record())
    raw, says = DAMAGED[name]
    (tmp_path / "attempts" / f"{name}.jsonl").write_bytes(raw)
    found = attempts(tmp_path, never)
    assert len(found.found) == 1
    (sentence,) = map(str, found.damaged)
    assert f"{name}.jsonl" in sentence
    assert says in sentence


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    write(tmp_path, 1, record())
    (tmp_path / "attempts" / "folder.jsonl").mkdir()
    os.mkfifo(tmp_path / "attempts" / "pipe.jsonl")  # opening it would wait for ever
    assert [each.what for each in attempts(tmp_path, never).damaged] == ["this is no file"] * 2


@pytest.mark.parametrize("year", ["1970", "9999"])
def test_a_time_that_no_clock_shows_is_refused(tmp_path: Path, year: str) -> None:
    path = write(tmp_path, 1, record())
    path.write_text(path.read_text().replace('"started": "2026', f'"started": "{year}'))
    assert [each.what for each in attempts(tmp_path, never).damaged] == ["its time or its score makes no sense"]


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ('"mode": "interview"', '"mode": ["x"]', "does not say what it should"),
        ('"end": "stopped"', '"at_s": 1e308, "end": "stopped"', "makes no sense"),
    ],
)
def test_a_mode_or_a_length_that_is_none_is_refused(tmp_path: Path, was: str, becomes: str, says: str) -> None:
    path = write(tmp_path, 1, record())
    lines = path.read_text().splitlines()
    path.write_text("\n".join(line.replace(was, becomes) for line in lines) + "\n")
    found = attempts(tmp_path, never)
    assert not found.found
    assert says in str(found.damaged[0])


def test_a_copy_of_a_file_is_no_second_attempt(tmp_path: Path) -> None:
    path = write(tmp_path, 1, record())
    path.with_name("copy of it.jsonl").write_bytes(path.read_bytes())
    assert len(attempts(tmp_path, never).found) == 1


@pytest.mark.parametrize("percent", [-1.0, 101.0, float("nan"), None])
def test_a_score_that_is_none_is_refused(tmp_path: Path, percent: float | None) -> None:
    end(write(tmp_path, 1, record()), percent=percent)
    found = attempts(tmp_path, never)
    assert (len(found.found), len(found.damaged)) == (0, 1)


def test_a_newer_score_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, 1, record())
    path.write_text(path.read_text().replace("designer-score/1", "designer-score/2"))
    (sentence,) = map(str, attempts(tmp_path, never).damaged)
    assert "none that this version reads" in sentence


@settings(max_examples=30)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_files_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, days: list[int], chance: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("history")
    raws = []
    for number, day in enumerate(days):
        path = write(folder, day, record(float(number)))  # some at one instant: they take the place of one another
        raws.append(path.read_bytes())
        path.unlink()
    found = []
    for _ in range(2):
        names = chance.sample(range(100), len(raws))
        for name, raw in zip(names, raws, strict=True):
            (folder / "attempts" / f"{name}.jsonl").write_bytes(raw)
        found.append(attempts(folder, never))
        for path in (folder / "attempts").iterdir():
            path.unlink()
    assert found[0] == found[1]
    assert len(found[0].found) == len(days)


@settings(max_examples=40)
@given(st.data())
def test_a_write_that_was_interrupted_loses_at_most_the_last_record(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("history")
    write(folder, 3, record(10.0))
    last = write(folder, 1, record(20.0))
    raw = last.read_bytes()
    last.write_bytes(raw[: data.draw(st.integers(0, len(raw)))])
    found = [each.percent for each in attempts(folder, never).found]
    assert found in ([10.0], [20.0, 10.0])
    whole = last.read_bytes().rstrip() == raw.rstrip()
    assert (found == [20.0, 10.0]) == whole


def _changed(raw: bytes, data: st.DataObject) -> bytes:
    """Put other bytes in the place of some, or a line in the place of another."""
    if data.draw(st.booleans()):
        start = data.draw(st.integers(0, len(raw)))
        return raw[:start] + data.draw(st.binary(max_size=8)) + raw[start + data.draw(st.integers(0, 8)) :]
    lines = raw.split(b"\n")
    values = st.none() | st.integers() | st.floats() | st.text(max_size=5) | st.lists(st.integers(), max_size=2)
    keys = st.sampled_from(["format", "at_s", "end", "percent", "score", "started", "scenario", "level", "mode"])
    lines[data.draw(st.integers(0, len(lines) - 1))] = json.dumps(
        data.draw(st.dictionaries(keys, values, max_size=5))
    ).encode()
    return b"\n".join(lines)


@settings(max_examples=40)
@given(st.data())
def test_any_bytes_give_an_attempt_or_a_sentence(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("history")
    path = write(folder, 1, record(20.0, data=3.0, verdicts={"fail": ["blind-path"]}))
    path.write_bytes(_changed(path.read_bytes(), data))
    found = attempts(folder, lambda _: AGAIN)
    assert len(found.found) + len(found.damaged) <= 2
    assert all(0 <= each.percent <= 100 for each in found.found)
