"""Rules as pages, and all of them in a folder: written whole, or not at all."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from designer.errors import DesignerError
from designer.rule_catalogue import MOST_OF_A_VERDICT, page, write_folder, written
from designer.rules.rubric import own_rubric


def files() -> Mapping[str, bytes]:
    return {"index.md": b"all", "cost/one.md": b"one"}


def test_files_are_written_by_their_paths(tmp_path: Path) -> None:
    write_folder(tmp_path / "rules", files)
    assert (tmp_path / "rules/cost/one.md").read_bytes() == b"one"
    assert [path.name for path in tmp_path.iterdir()] == ["rules"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    write_folder(tmp_path / "rules", files)
    assert (tmp_path / "rules/index.md").read_bytes() == b"all"


@pytest.mark.parametrize("place", ["full", "file", "dangling"])
def test_what_is_there_is_left_alone_and_nothing_is_made(tmp_path: Path, place: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    with pytest.raises(DesignerError, match="something here already"):
        write_folder(tmp_path / place, lambda: pytest.fail("made for nothing"))
    assert (tmp_path / "full/mine.txt").read_text() == "mine"
    assert (tmp_path / "file").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dangling", "file", "full"]


def test_a_place_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DesignerError, match="cannot be written"):
        write_folder(tmp_path / "no/such/rules", files)


def test_what_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    def fails() -> Mapping[str, bytes]:
        return {"index.md": b"all", "index.md/under-a-file.md": b"x"}

    with pytest.raises(DesignerError, match="cannot be written"):
        write_folder(tmp_path / "rules", fails)
    assert list(tmp_path.iterdir()) == []


def test_a_page_tells_a_few_examples_of_each_verdict_of_a_drill_s_own_rule() -> None:
    own = own_rubric("churn")
    assert own is not None
    shown = page(own, own.rules[0])
    counts = Counter(case.wanted for case in shown.cases)
    assert set(counts) >= {"pass", "partial", "fail"}
    assert max(counts.values()) <= MOST_OF_A_VERDICT
    assert all(case.wanted == case.verdict for case in shown.cases)
    data = json.loads(written(own, own.rules[0], "json"))
    assert len(data["examples"]) == len(shown.cases)
    assert all(example["found"] == example["verdict"] for example in data["examples"])


def test_an_example_that_is_drawn_tells_what_is_drawn_and_not_what_its_reference_has() -> None:
    own = own_rubric("churn")
    assert own is not None
    drawn = [case for case in page(own, own.rules[0]).cases if own.rules[0].rule.examples[case.number - 1].draw]
    assert drawn
    assert all(line.startswith("+") for case in drawn for line in case.change)
