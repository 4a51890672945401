"""Rules of one's own: in the data folder and in installed packages, on top of what ships."""

import hashlib
import json
import os
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from designer import grade, load
from designer.catalog.library import scenario_folder
from designer.errors import DesignerError
from designer.report.critique.data import critique_json
from designer.rules import in_use
from designer.rules.in_use import rubric_in_use
from designer.rules.rubric import shipped, shipped_with

ROOT = Path(__file__).parents[2]
FRAUD = scenario_folder("fraud") / "reference.design.yaml"
TEXT = """\
rubric: school
version: 3
rules:
  - {id: no-cdn, number: XX-01, competency: cost, severity: minor, require: {some: cdn}, say: No CDN is drawn.,
     holds: A CDN is drawn., why: Bytes travel., fix: Draw one., sources: [ours]}
"""


def placed(home: Path, text: str, name: str = "school.yaml") -> Path:
    path = home / "rubrics" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def installed(monkeypatch: pytest.MonkeyPatch, *values: str) -> None:
    found = tuple(EntryPoint(f"rubric{number}", value, in_use.GROUP) for number, value in enumerate(values))
    monkeypatch.setattr(in_use, "_entries", lambda: found)


def test_without_a_folder_it_is_what_ships() -> None:
    assert rubric_in_use() is shipped()


def test_files_in_the_data_folder_are_on_top(data_home: Path) -> None:
    path = placed(data_home, TEXT)
    placed(data_home, "no rubric at all", "notes.txt")
    rubric = rubric_in_use()
    assert rubric.find("no-cdn") is not None
    assert len(rubric.rules) == len(shipped().rules) + 1
    critique = grade(load(FRAUD))
    named = critique.rubric.files[-1]
    assert (named.id, named.version) == ("school", 3)
    assert named.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert len(critique.rubric.files) == len(critique.rubric.ids) == len(shipped_with("fraud").ids) + 1
    assert critique.findings[-1].verdict.value == "fail"


def test_a_file_that_changes_is_read_again(data_home: Path) -> None:
    path = placed(data_home, TEXT)
    first = rubric_in_use()
    assert rubric_in_use() is first
    path.write_text(TEXT.replace("no-cdn", "no-waf-at-all"))
    assert rubric_in_use().find("no-waf-at-all") is not None
    path.unlink()
    assert rubric_in_use().sha256 == shipped().sha256


def test_the_same_files_give_the_same_bytes_wherever_they_lie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = set()
    for name in ("here", "there"):
        monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / name))
        placed(tmp_path / name, TEXT)
        written.add(critique_json(grade(load(FRAUD))))
    (text,) = written
    assert str(tmp_path) not in text


def test_a_malformed_file_is_refused_by_name(data_home: Path) -> None:
    placed(data_home, TEXT.replace("some: cdn", "some: cnd"))
    with pytest.raises(DesignerError, match=r"school\.yaml:4: rule 'no-cdn': .* did you mean 'cdn'"):
        grade(load(FRAUD))


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        ("version: 3", "version: new", r"school\.yaml:2: 'version' is 'new'; give a whole number from 1"),
        ("version: 3", "version: 0", "'version' is 0"),
        ("version: 3", "version: true", "'version' is True"),
        ("version: 3", "verson: 3", "unknown key 'verson' in a rubric; did you mean 'version'"),
        ("rubric: school", "rubric: [a]", "'rubric' is no name"),
    ],
)
def test_the_head_of_a_rubric_is_checked(data_home: Path, good: str, bad: str, says: str) -> None:
    placed(data_home, TEXT.replace(good, bad))
    with pytest.raises(DesignerError, match=says):
        rubric_in_use()


def test_a_rubric_without_name_and_version_has_the_file_s_and_the_first(data_home: Path) -> None:
    placed(data_home, TEXT.split("\n", 2)[2])
    named = rubric_in_use().files[-1]
    assert (named.id, named.version) == ("school", 1)


def test_packages_bring_rubrics_by_path_or_callable(
    data_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text(TEXT)
    two.write_text(TEXT.replace("school", "second").replace("no-cdn", "other").replace("XX-01", "XX-02"))
    code = f"from pathlib import Path\nHERE = {str(one)!r}\ndef there():\n    return Path({str(two)!r})\n"
    (tmp_path / "school_rubrics.py").write_text(code)
    monkeypatch.syspath_prepend(tmp_path)
    installed(monkeypatch, "school_rubrics:HERE", "school_rubrics:there")
    assert rubric_in_use().ids[-2:] == ("school", "second")
    placed(data_home, TEXT.replace("minor", "major"))
    own = rubric_in_use().find("no-cdn")
    assert own is not None
    assert own.rule.severity.value == "major", "the person's own rule stands above a package's"


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("no_such_package:path", "entry point 'rubric0 = no_such_package:path' of designer.rubrics: .*ModuleNotFound"),
        ("sys:maxsize", "it gives a int; give the path"),
        ("os:abort_not_there", "AttributeError"),
        ("tempfile:gettempprefix", "there is no such file"),
    ],
)
def test_a_package_s_broken_entry_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, value: str, says: str) -> None:
    installed(monkeypatch, value)
    with pytest.raises(DesignerError, match=says):
        rubric_in_use()


def test_a_real_installed_package_is_found(tmp_path: Path) -> None:
    (tmp_path / "school.yaml").write_text(TEXT)
    (tmp_path / "school.py").write_text("import pathlib\nPATH = pathlib.Path(__file__).with_name('school.yaml')\n")
    facts = tmp_path / "school-1.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: school\nVersion: 1.0\n")
    (facts / "entry_points.txt").write_text("[designer.rubrics]\nschool = school:PATH\n")
    done = subprocess.run(
        [sys.executable, "-m", "designer", "grade", FRAUD, "--format", "json"],
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["rubric"]["files"][-1]["id"] == "school"


def test_the_command_line_refuses_a_malformed_file_with_status_2(data_home: Path) -> None:
    placed(data_home, "rules: 3")
    for command in (["grade", FRAUD], ["rules"]):
        done = subprocess.run(
            [sys.executable, "-m", "designer", *command],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2
        assert done.stdout == ""
        assert "school.yaml:1: a rubric is 'rubric: NAME' and 'rules:'" in done.stderr
        assert len(done.stderr.splitlines()) == 1
