import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.errors import DesignerError
from designer.history.record import Record
from designer.history.store import LARGEST_BYTES, Journal, discard, finished, recover, unfinished
from designer.model.design import Component, Design
from designer.model.edit import Insert, SetHeader
from designer.model.scenario import Level
from tests.strategies import designs, edits

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def begun(folder: Path, design: Design = Design(), **head: Any) -> Journal:  # noqa: ANN401, B008 (Head's fields)
    fields: dict[str, Any] = {"scenario": "fraud", "mode": "interview", "minutes": 40.0, **head}
    return Journal.begin(folder, design, NOW, **fields)


def box(id_: str) -> Insert:
    return Insert(collection="components", item=Component(id=id_, kind="cache"))


def test_looking_leaves_no_trace(tmp_path: Path) -> None:
    begun(tmp_path).end(3, why="closed")
    assert not list(tmp_path.iterdir())


def test_a_broken_off_attempt_is_offered_with_all_its_edits(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    journal.append(box("a"), 1.5)
    journal.append(box("b"), 61.0)
    assert unfinished(tmp_path) == ()  # it is still open
    journal.release()
    (found,) = unfinished(tmp_path)
    assert [part.id for part in found.design.components] == ["a", "b"]
    assert (found.elapsed_s, found.edits, found.head.scenario) == (61.0, 2, "fraud")


def test_an_attempt_that_ended_is_not_offered(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    journal.append(box("a"), 1)
    journal.end(2, why="stopped", record=Record(level=Level.SENIOR, percent=71.4))
    assert unfinished(tmp_path) == ()
    assert recover(journal.path).ended


def test_a_discarded_attempt_is_not_offered_again(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    journal.append(box("a"), 1)
    journal.release()
    discard(unfinished(tmp_path)[0])
    assert unfinished(tmp_path) == ()


def test_the_chosen_level_is_kept(tmp_path: Path) -> None:
    journal = begun(tmp_path, level="staff")
    journal.append(box("a"), 1)
    journal.release()
    assert unfinished(tmp_path)[0].head.level == "staff"


@given(st.data())
def test_cut_anywhere_a_journal_gives_back_all_whole_lines(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("journal")
    design = data.draw(designs(most=4))
    journal, states = begun(folder, design), [design]
    for _ in range(data.draw(st.integers(1, 6))):
        edit = data.draw(edits(states[-1]))
        try:
            states.append(edit.apply(states[-1]))
        except DesignerError:
            continue
        journal.append(edit, 1.0)
    journal.append(SetHeader(fields={}), 2.0)
    states.append(states[-1])
    journal.release()
    raw = journal.path.read_bytes()
    lines = raw.count(b"\n")
    cut = data.draw(st.integers(0, len(raw)))
    journal.path.write_bytes(raw[:cut])
    whole = raw[:cut].count(b"\n") + (1 if cut == len(raw) and not raw.endswith(b"\n") else 0)
    if whole == 0:
        assert unfinished(folder) == () or cut >= raw.index(b"\n")
    else:
        found = recover(journal.path)
        assert found.design in (states[min(whole, lines) - 1], states[min(whole, len(states) - 1)])


def test_a_journal_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "attempts").write_text("in the way")
    with pytest.raises(DesignerError, match=r"cannot be kept safe.*save it to a file"):
        begun(tmp_path).append(box("a"), 1)


def test_foreign_files_are_not_offered(tmp_path: Path) -> None:
    (tmp_path / "attempts").mkdir()
    (tmp_path / "attempts" / "x.jsonl").write_text('{"format": "other"}\n')
    (tmp_path / "attempts" / "y.jsonl").write_bytes(b"\xff\xfe\0")
    assert unfinished(tmp_path) == ()
    with pytest.raises(DesignerError, match="no journal that this version reads"):
        recover(tmp_path / "attempts" / "x.jsonl")


@pytest.mark.parametrize(
    "line",
    [
        '{"at_s": null, "edit": {"op": "remove", "collection": "components", "id": "a"}}',
        '{"at_s": "soon"}',
        '{"at_s": [1]}',
        "[" * 100_000,
        '{"at_s": 5, "edit": 7}',
    ],
)
def test_a_line_that_makes_no_sense_ends_what_is_recovered(tmp_path: Path, line: str) -> None:
    head = {"scenario": "fraud", "mode": "interview", "minutes": 40.0}
    journal = Journal.begin(tmp_path, Design(), datetime.now(UTC), **head)
    journal.append(Insert(collection="components", item=Component(id="a", kind="cache")), 1.0)
    journal.release()
    with journal.path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    (tmp_path / "attempts" / "folder.jsonl").mkdir()
    (tmp_path / "attempts" / "headless.jsonl").write_text('{"format": "designer-journal/1", "minutes": "x"}\n')
    (found,) = unfinished(tmp_path)
    assert [component.id for component in found.design.components] == ["a"]


def test_what_is_larger_than_any_journal_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.jsonl"
    path.touch()
    os.truncate(path, LARGEST_BYTES + 1)
    with pytest.raises(DesignerError, match="larger than any"):
        recover(path)


WRITER = """
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from designer.history.record import Record
from designer.history.store import Journal
from designer.model.design import Component, Design
from designer.model.edit import Insert
head = {"scenario": "fraud", "mode": "interview", "minutes": 40.0}
journal = Journal.begin(Path(sys.argv[1]), Design(), datetime.now(UTC), **head)
number = 0
while True:
    number += 1
    journal.append(Insert(collection="components", item=Component(id=f"c{number}", kind="cache")), float(number))
    print(number, flush=True)
    time.sleep(0.003)
"""


@pytest.mark.slow
@pytest.mark.parametrize("after_s", [0.05, 0.2, 0.4])
def test_a_killed_process_loses_at_most_the_edit_in_hand(tmp_path: Path, after_s: float) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(after_s)
        os.kill(writer.pid, signal.SIGKILL)
        told = writer.stdout.read().split()
    (found,) = unfinished(tmp_path)
    assert found.edits >= (int(told[-1]) if told else 1)
    assert len(found.design.components) == found.edits


def test_what_was_stopped_is_remembered_with_its_score(tmp_path: Path) -> None:
    ends = (("stopped", 71.4), ("closed", None), ("stopped", 0.0), ("discarded", None))
    for number, (why, percent) in enumerate(ends):
        fields: dict[str, Any] = {"scenario": f"drill-{number}", "mode": "interview", "minutes": 40.0, "level": "staff"}
        journal = Journal.begin(tmp_path, Design(), NOW + timedelta(minutes=number), **fields)
        journal.append(box("a"), 1)
        record = None if percent is None else Record(level=Level.STAFF, percent=percent)
        journal.end(2, why=why, record=record)
    found = finished(tmp_path)
    assert [(one.scenario, one.level, one.percent) for one in found] == [
        ("drill-0", "staff", 71.4),
        ("drill-2", "staff", 0.0),
    ]


@pytest.mark.parametrize("torn", [b"", b"{", b"[]\n[]", b'{}\n{"end": "stopped", "percent": "x"}', b"\xff\n\xff"])
def test_a_journal_that_makes_no_sense_is_not_remembered(tmp_path: Path, torn: bytes) -> None:
    (tmp_path / "attempts").mkdir()
    (tmp_path / "attempts" / "torn.jsonl").write_bytes(torn)
    (tmp_path / "attempts" / "folder.jsonl").mkdir()
    assert finished(tmp_path) == ()
