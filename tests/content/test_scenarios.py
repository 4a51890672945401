"""Every scenario that ships: its folder agrees with itself, which is what `designer scenarios --check` looks at."""

from pathlib import Path

import pytest

from designer.catalog.library import scenario, scenario_folder, scenario_ids
from designer.checking.scenarios import check_scenario
from designer.model.scenario import Scenario

TWIST, WEAK, QUESTIONS = 2, 2, range(3, 6)


@pytest.mark.parametrize("id_", scenario_ids())
def test_nothing_is_wrong_with_the_folder(id_: str) -> None:
    assert [str(problem) for problem in check_scenario(scenario_folder(id_))] == []


@pytest.mark.parametrize("id_", scenario_ids())
def test_the_drill_is_whole(id_: str) -> None:
    each = scenario(id_)
    assert len(each.weak) >= WEAK
    assert len(each.twists) >= TWIST
    assert len(each.envelope) in QUESTIONS
    assert each.clarifications
    assert each.follow_ups
    assert each.focus
    assert all(weak.story.strip().endswith(".") for weak in each.weak)


def test_families_and_levels_are_spread() -> None:
    drills = [scenario(id_) for id_ in scenario_ids()]
    assert len({each.level for each in drills}) >= 2
    assert len({each.family for each in drills}) >= min(3, len(drills))


FRAUD = scenario_folder("fraud") / "scenario.yaml"


def broken(folder: Path, *changes: tuple[str, str]) -> list[str]:
    """Copy the fraud scenario with changes of its text, and give what the check says of it."""
    mine = folder / "fraud"
    mine.mkdir(parents=True)
    for path in FRAUD.parent.iterdir():
        (mine / path.name).write_bytes(path.read_bytes())
    text = FRAUD.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (mine / "scenario.yaml").write_text(text, encoding="utf-8")
    return [str(problem) for problem in check_scenario(mine)]


def test_what_is_wrong_is_told_at_once_with_lines(tmp_path: Path) -> None:
    told = broken(
        tmp_path,
        ("rules: [immature-labels, ", "rules: [inmature-labels, "),
        ("  - minute: 33", "  - minute: 44"),
        ("minutes: 40", "minutes: 41"),
        ("peak_rate_per_s: 868", "peak_rate_per_s: 968"),
    )
    text = "\n".join(told)
    assert "fraud/scenario.yaml:" in text
    assert "unknown rule 'inmature-labels'; did you mean 'immature-labels'?" in text
    assert "this twist comes at minute 44, and the drill ends at 41" in text
    assert "the phases take 40 minutes, and the drill 41" in text
    assert "peak_rate_per_s is 968" in text


def test_a_number_without_a_unit_is_told(tmp_path: Path) -> None:
    told = broken(tmp_path, ("unit: per_s", 'unit: ""'))
    assert any("'unit' is ''" in line for line in told)


def test_an_unknown_kind_is_told(tmp_path: Path) -> None:
    told = broken(tmp_path, ("kill: [external_source]", "kill: [external_sauce]"))
    assert any("unknown kind 'external_sauce'; did you mean 'external_source'?" in line for line in told)


KILL = "    kill: [external_source]\n    serves: 1\n"


def test_a_kill_of_what_the_reference_does_not_have_is_told(tmp_path: Path) -> None:
    (told,) = broken(tmp_path, (KILL, "    kill: [vector_index]\n"))
    assert "fraud/scenario.yaml:113: reference.design.yaml has no 'vector_index' that this twist could kill" in told


def test_a_kill_that_leaves_nothing_is_told_unless_it_is_meant(tmp_path: Path) -> None:
    told = broken(tmp_path / "one", (KILL, "    kill: [app_service]\n"))
    assert any("after this twist reference.design.yaml answers no request; say 'serves: 0'" in line for line in told)
    assert any("after this twist interview.design.yaml answers no request" in line for line in told)
    assert all(line.startswith("fraud/scenario.yaml:113: ") for line in told)
    assert broken(tmp_path / "two", (KILL, "    kill: [app_service]\n    serves: 0\n")) == []


def test_a_kill_that_leaves_less_than_it_should_is_told(tmp_path: Path) -> None:
    change = "    kill: [zone]\n    serves: 0.9\n    brief: {peak_rate_per_s: 5000}\n"
    (told,) = broken(tmp_path, (KILL, change))
    assert told.startswith("fraud/scenario.yaml:114: after this twist reference.design.yaml answers 0.")


def test_a_share_to_be_served_after_nothing_was_killed_is_told(tmp_path: Path) -> None:
    (told,) = broken(tmp_path, (KILL, "    serves: 1\n"))
    assert told.startswith("fraud/scenario.yaml:113: this twist kills nothing")


def test_a_reference_that_fails_is_told(tmp_path: Path) -> None:
    mine = tmp_path / "fraud"
    mine.mkdir()
    for path in FRAUD.parent.iterdir():
        text = path.read_text(encoding="utf-8").replace("id: scorer, kind: model_server", "id: scorer, kind: cache")
        (mine / path.name).write_text(text, "utf-8")
    told = [str(problem) for problem in check_scenario(mine)]
    assert any("this reference gets" in line for line in told)


def test_a_folder_that_holds_no_scenario_is_told(tmp_path: Path) -> None:
    assert "there is no such file" in str(check_scenario(tmp_path)[0])


def test_a_scenario_is_a_value() -> None:
    assert Scenario.model_validate(scenario("fraud").model_dump()) == scenario("fraud")


OWN_RULE = """\
  - {id: no-cdn, number: XX-01, competency: cost, severity: minor, require: {some: cdn}, say: No CDN is drawn.,
     holds: A CDN is drawn., why: Bytes travel., fix: Draw one., sources: [ours],
     examples: [{of: fraud, verdict: pass}]}
"""


def test_rules_of_its_own_are_read(tmp_path: Path) -> None:
    mine = tmp_path / "fraud"
    mine.mkdir()
    for path in FRAUD.parent.iterdir():
        (mine / path.name).write_bytes(path.read_bytes())
    own = (mine / "rubric.yaml").read_text() + OWN_RULE
    (mine / "rubric.yaml").write_text(own)
    assert check_scenario(mine) == []
    (mine / "rubric.yaml").write_text(own.replace("scenario: fraud", "scenario: churn", 1))
    assert "these rules are for other drills; say 'scenario: fraud' at its top" in "\n".join(
        str(problem) for problem in check_scenario(mine)
    )
    (mine / "rubric.yaml").write_text(own.replace("some: cdn", "some: cnd"))
    line = own.splitlines().index(OWN_RULE.splitlines()[0]) + 1
    assert [str(problem).partition("rubric.yaml:")[2] for problem in check_scenario(mine)][:1] == [
        f"{line}: rule 'no-cdn': there is no kind, role or set 'cnd'; did you mean 'cdn'?"
    ]
