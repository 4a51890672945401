"""The command line as people and scripts meet it: another process, its output, its exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from designer.catalog.library import scenario_folder
from designer.exchange.formats import FORMATS
from designer.rules.rubric import own_rubric, shipped
from tests.bad_files import BAD_FILES

ROOT = Path(__file__).parents[1]
FRAUD = scenario_folder("fraud") / "reference.design.yaml"


def designer(
    *arguments: str | Path, cwd: Path | None = None, given: str | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run `python -m designer` without a display."""
    clean = {
        key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    return subprocess.run(
        [sys.executable, "-m", "designer", *map(str, arguments)],
        capture_output=True,
        text=True,
        input=given,
        cwd=cwd or ROOT,
        env={**clean, "PYTHONPATH": str(ROOT), **env},
        check=False,
        timeout=120,
    )


def refused(*arguments: str | Path, says: str, cwd: Path | None = None) -> None:
    done = designer(*arguments, cwd=cwd)
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_grade_prints_the_critique() -> None:
    done = designer("grade", FRAUD)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "100 %" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_grade_after_the_twists_tells_each_and_grades_the_brief_as_they_leave_it(tmp_path: Path) -> None:
    eta, files = scenario_folder("eta"), [tmp_path / "before.json", tmp_path / "after.json"]
    for options, file in zip(([], ["--twists"]), files, strict=True):
        done = designer("grade", eta / "reference.design.yaml", *options, "--format", "json", "-o", file)
        assert (done.returncode, done.stderr) == (0, "")
    before, after = (json.loads(file.read_text(encoding="utf-8")) for file in files)
    assert before["changes"] == []
    assert [change["minute"] for change in after["changes"]] == [10, 19, 27]
    assert after["changes"][-1]["killed"] == ["zone:1"]
    assert 0 < after["changes"][-1]["outcome"]["served"] < 1
    assert "over-capacity" in after["changes"][-1]["missed"]
    assert after["score"]["percent"] < before["score"]["percent"]
    assert "After the changes" in designer("grade", eta / "reference.design.yaml", "--twists").stdout


def test_grade_as_json_goes_through_a_pipe() -> None:
    data = json.loads(designer("grade", FRAUD, "--format", "json").stdout)
    assert data["score"]["percent"] == 100
    assert 50 < len(data["findings"]) <= len(shipped().rules)


def test_analyze_prints_the_numbers() -> None:
    done = designer("analyze", FRAUD)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "Availability" in done.stdout
    assert "What takes it down" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_analyze_under_faults_as_json(tmp_path: Path) -> None:
    data = json.loads(designer("analyze", FRAUD, "--kill", "scorer", "--kill", "zone:2", "--format", "json").stdout)
    assert data["format"] == "designer-analysis/1"
    assert data["killed"] == ["scorer", "zone:2"]
    assert [(each["kill"], each["served"], each["degraded"]) for each in data["faults"]] == [
        ("scorer + zone:2", 1.0, ["api"])
    ]
    one, other = (designer("analyze", FRAUD, "--format", "json", PYTHONHASHSEED=seed).stdout for seed in "12")
    assert one == other


def test_analyze_needs_no_scenario(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(
        "format: designer-design/1\n"
        "components: [{id: c, kind: client}, {id: a, kind: app_service, replicas: 2, zones: 2}]\n"
        "connections: [{source: c, target: a, kind: request}]\n"
    )
    done = designer("analyze", "small.yaml", "--format", "json", cwd=tmp_path)
    assert json.loads(done.stdout)["scenario"] is None
    assert "No scenario is named" in designer("analyze", "small.yaml", cwd=tmp_path).stdout


def test_the_same_drawing_gives_the_same_bytes() -> None:
    one = designer("grade", FRAUD, "--format", "json", PYTHONHASHSEED="1").stdout
    assert one == designer("grade", FRAUD, "--format", "json", PYTHONHASHSEED="2").stdout


@pytest.mark.parametrize(
    ("name", "begins"),
    [("c.pdf", b"%PDF"), ("c.json", b"{"), ("c.MD", b"# "), ("c.sarif", b"{"), ("c.txt", b"Card"), ("c", b"Card")],
)
def test_a_critique_is_written_as_its_file_is_named(tmp_path: Path, name: str, begins: bytes) -> None:
    assert designer("grade", FRAUD, "-o", tmp_path / name).returncode == 0
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert designer("grade", FRAUD, "--format", "json", "-o", tmp_path / name).returncode == 0
    assert (tmp_path / name).read_bytes().startswith(b"{")


def test_grade_writes_a_pdf_that_another_program_reads(tmp_path: Path) -> None:
    target = tmp_path / "critique.pdf"
    assert designer("grade", FRAUD, "--format", "pdf", "-o", target).returncode == 0
    text = subprocess.run(["pdftotext", "-layout", target, "-"], capture_output=True, text=True, check=True).stdout
    assert "Card-payment fraud detection" in text
    fonts = subprocess.run(["pdffonts", target], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts), fonts
    subprocess.run(["qpdf", "--check", target], capture_output=True, check=True)
    again = tmp_path / "again.pdf"
    designer("grade", FRAUD, "--format", "pdf", "-o", again)
    assert again.read_bytes() == target.read_bytes()


def test_a_critique_is_written_as_markdown_and_as_sarif(tmp_path: Path) -> None:
    drawing = tmp_path / "two words.yaml"
    drawing.write_bytes(FRAUD.read_bytes())
    assert designer("grade", drawing, "--format", "markdown").stdout.startswith("# Card-payment fraud detection: 100 %")
    (run,) = json.loads(designer("grade", drawing, "--format", "sarif").stdout)["runs"]
    assert run["artifacts"][0]["location"]["uri"].endswith("two%20words.yaml")
    one, other = (designer("grade", FRAUD, "--format", "sarif", PYTHONHASHSEED=seed).stdout for seed in "12")
    assert one == other


def test_fail_under_sets_the_status(tmp_path: Path) -> None:
    empty = tmp_path / "empty.json"
    empty.write_text('{"format": "designer-design/1", "scenario": "fraud"}')
    assert designer("grade", FRAUD, "--fail-under", "95").returncode == 0
    assert designer("grade", empty, "--fail-under", "1").returncode == 1
    assert designer("grade", empty).returncode == 0


def test_lists_and_pages() -> None:
    assert "fraud" in designer("scenarios").stdout
    assert "80 ms" in designer("scenarios", "fraud").stdout
    assert "About 120 $" not in designer("scenarios", "fraud", "--format", "json").stdout
    assert "model_server" in designer("components").stdout
    assert "deploy" in designer("components", "trainer").stdout
    assert "ungated-release" in designer("rules").stdout
    assert "Sources" in designer("rules", "ev-01").stdout
    for command in ("scenarios", "components", "rules"):
        assert isinstance(json.loads(designer(command, "--format", "json").stdout), list)


def test_a_rule_s_page_in_every_format(tmp_path: Path) -> None:
    done = designer("rules", "dp-01")
    assert done.returncode == 0, done.stderr
    assert "- Promotion gate → Rollout (deploy)" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    data = json.loads(designer("rules", "dp-01", "--format", "json").stdout)
    assert data["contrast"]["lines"][0] == "- Promotion gate → Rollout (deploy)"
    assert "# Unregistered model" in designer("rules", "dp-01", "--format", "markdown").stdout
    assert designer("rules", "dp-01", "--format", "pdf", "-o", tmp_path / "rule.pdf").returncode == 0
    assert (tmp_path / "rule.pdf").read_bytes().startswith(b"%PDF")


def test_all_rules_as_markdown_are_a_new_folder(tmp_path: Path) -> None:
    refused("rules", "--format", "markdown", says="all rules as Markdown are a folder; name one with -o")
    refused("rules", "--format", "markdown", "-o", tmp_path / "no" / "such", says="the folder cannot be written")
    (tmp_path / "mine.txt").touch()
    refused("rules", "--format", "markdown", "-o", tmp_path, says="there is something here already; name a new folder")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("format_", ["markdown", "pdf"])
def test_all_rules_of_a_drill_are_written(tmp_path: Path, format_: str) -> None:
    done = designer("rules", "--scenario", "eta", "--format", format_, "-o", tmp_path / "rules")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    if format_ == "markdown":
        own = own_rubric("eta")
        assert own is not None
        pages = {path.stem for path in (tmp_path / "rules").rglob("*.md")}
        assert pages == {"index"} | {rule.rule.id for rule in own.rules}
    else:
        assert (tmp_path / "rules").read_bytes().startswith(b"%PDF")


def test_a_rubric_of_one_s_own_is_checked_and_used(tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text(
        "rubric: mine\nrules:\n"
        "  - {id: no-cdn, number: XX-01, competency: cost, severity: minor, require: {some: cdn}, "
        'say: "No CDN is drawn.", holds: "A CDN is drawn.", why: "Bytes travel.", fix: "Draw one.", sources: [ours]}\n'
    )
    assert designer("rules", "--check", own).stdout == "1 rule, 0 examples, nothing wrong\n"
    data = json.loads(designer("grade", FRAUD, "--rubric", own, "--format", "json").stdout)
    assert data["findings"][-1]["verdict"] == "fail"
    other = tmp_path / "other.yaml"
    other.write_text(own.read_text().replace("mine", "other").replace("no-cdn", "no-cdns").replace("XX-01", "XX-02"))
    both = json.loads(designer("grade", FRAUD, "--rubric", own, "--rubric", other, "--format", "json").stdout)
    assert {"XX-01", "XX-02"} <= {each["number"] for each in both["findings"]}
    other.write_text(other.read_text().replace("XX-02", "SV-01"))
    refused("rules", "--check", other, says="other.yaml:3: the number 'SV-01' is taken; see rubrics/serving.yaml")
    other.write_text(own.read_text().rstrip("\n}") + ", examples: [{of: frod, verdict: fail}]}\n")
    refused("rules", "--check", other, says="example 1: there is no scenario 'frod'; did you mean 'fraud'?")
    own.write_text(own.read_text().replace("some: cdn", "some: cnd"))
    refused(
        "rules",
        "--check",
        own,
        says="mine.yaml:3: rule 'no-cdn': there is no kind, role or set 'cnd'; did you mean 'cdn'?",
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["grad"], "'grad' is not a command; did you mean 'grade'?"),
        (["grade"], "see 'designer grade --help'"),
        (["grade", "nowhere.json"], "nowhere.json: there is no such file"),
        (["grade", "."], ".: this is a folder"),
        (["grade", str(FRAUD), "--scenario", "fruad"], "there is no scenario 'fruad'; did you mean 'fraud'?"),
        (["grade", str(FRAUD), "--level", "jnior"], "'jnior' is not a level; did you mean 'senior'?"),
        (["grade", str(FRAUD), "--format", "docx"], "'docx' is not a format"),
        (["grade", str(FRAUD), "--fail-under", "200"], "'200' is not a percentage"),
        (["grade", str(FRAUD), "--fail-under", "nan"], "'nan' is not a percentage"),
        (["grade", str(FRAUD), "-o", "no/such/place.txt"], "no/such/place.txt: the file cannot be written"),
        (["analyze", str(FRAUD), "--scenario", "fruad"], "there is no scenario 'fruad'; did you mean 'fraud'?"),
        (["analyze", str(FRAUD), "--kill", "scoerr"], "the drawing has no component 'scoerr'; did you mean 'scorer'?"),
        (["analyze", str(FRAUD), "--kill", "zone:9"], "the drawing has no zone '9'; known are: 1, 2, 3"),
        (["analyze", str(FRAUD), "--format", "pdf"], "'pdf' is not a format"),
        (["analyze", "nowhere.json"], "nowhere.json: there is no such file"),
        (["drill", "fruad"], "there is no scenario 'fruad'"),
        (["drill", "fraud"], "there is no display"),
        (["drill", "fraud", "--minutes", "-3"], "'-3' is not a number of minutes"),
        (["open", "nowhere.json"], "there is no such file"),
        ([], "there is no display"),
        (["scenarios", "x"], "there is no scenario 'x'"),
        (["components", "trianer"], "did you mean 'trainer'?"),
        (["rules", "ungated"], "did you mean 'ungated-release'?"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_status_2(arguments: list[str], says: str) -> None:
    refused(*arguments, says=says)


@pytest.mark.parametrize(("text", "says"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_refused_and_nothing_is_written(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "bad.json").write_text(text)
    done = designer("grade", "bad.json", "--scenario", "fraud", "--format", "pdf", "-o", "out.pdf", cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.startswith("bad.json")
    assert "Traceback" not in done.stderr
    assert (
        sorted(entry.name for entry in tmp_path.iterdir()) == ["bad.json", "home"]
        or not (tmp_path / "out.pdf").exists()
    )


def test_50_megabytes_are_refused(tmp_path: Path) -> None:
    with (tmp_path / "large.json").open("wb") as file:
        file.truncate(50_000_000)
    refused("grade", "large.json", says="large.json: the file has 50 MB", cwd=tmp_path)


def test_a_closed_pipe_is_no_traceback() -> None:
    command = f"{sys.executable} -m designer components --format json | head -c 10"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, cwd=ROOT, check=False)
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stderr


@pytest.mark.parametrize("command", ["scenarios", "components --format json", f"grade {FRAUD}", "--help"])
@pytest.mark.parametrize(("output", "says"), [("> /dev/full", "cannot be written"), (">&-", "is closed")])
def test_output_that_goes_nowhere_is_one_sentence(command: str, output: str, says: str) -> None:
    shell = f"{sys.executable} -m designer {command} {output}"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("standard output")
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_errors_never_go_to_standard_output() -> None:
    for nowhere in ("2>&-", "2>/dev/full"):
        shell = f"{sys.executable} -m designer grade nowhere {nowhere}"
        done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, cwd=ROOT, check=False)
        assert (done.returncode, done.stdout) == (2, "")


def test_results_are_the_same_bytes_in_every_locale() -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "latin-1"}
    for command in (["rules", "--format", "json"], ["scenarios", "fraud"], ["grade", str(FRAUD)]):
        here, there = designer(*command, PYTHONHASHSEED="1"), designer(*command, cwd=None, PYTHONHASHSEED="2", **plain)
        assert here.stdout == there.stdout
        assert here.returncode == there.returncode == 0


def test_what_is_read_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_bytes(FRAUD.read_bytes())
    (tmp_path / "link.txt").symlink_to("mine.yaml")
    for output in ("mine.yaml", "link.txt"):
        refused("grade", "mine.yaml", "-o", output, says=f"{output}: this is what is to be read", cwd=tmp_path)
    assert (tmp_path / "mine.yaml").read_bytes() == FRAUD.read_bytes()


def test_a_dash_is_standard_output(tmp_path: Path) -> None:
    done = designer("grade", FRAUD, "-o", "-", cwd=tmp_path)
    assert done.stdout == designer("grade", FRAUD).stdout
    assert not list(tmp_path.glob("-"))


def test_a_dash_is_standard_input() -> None:
    given = FRAUD.read_text()
    for command in ("grade", "analyze"):
        done = designer(command, "-", given=given)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == designer(command, FRAUD).stdout
    wrong = designer("grade", "-", given="a: [}\n")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith("standard input:1: this is not valid YAML")


def test_a_drawing_of_an_unknown_scenario_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("format: designer-design/1\nscenario: fruad\n")
    refused("grade", "mine.yaml", says="mine.yaml: there is no scenario 'fruad'; did you mean 'fraud'?", cwd=tmp_path)


def test_a_name_cannot_command_the_terminal(tmp_path: Path) -> None:
    refused("grade", "a\x1b[2J\nb.yaml", says="a\\x1b[2J\\x0ab.yaml: there is no such file", cwd=tmp_path)


def test_headless_work_never_loads_qt() -> None:
    code = "import sys; from designer import grade, load; grade(load(sys.argv[1])); assert 'PySide6' not in sys.modules"
    subprocess.run([sys.executable, "-c", code, str(FRAUD)], check=True, cwd=ROOT)


def test_without_a_display_the_sample_drill_is_played(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "designer.sample"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "critique.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "out" / "diagram.png").read_bytes().startswith(b"\x89PNG")


def test_a_drawing_is_converted_and_comes_back(tmp_path: Path) -> None:
    flow, back = tmp_path / "flow.mmd", tmp_path / "back.design.json"
    assert designer("convert", FRAUD, flow).returncode == 0
    done = designer("convert", flow, back)
    assert (done.returncode, done.stdout) == (0, "")
    first, second = (designer("grade", path, "--format", "json") for path in (FRAUD, back))
    assert json.loads(first.stdout)["score"] == json.loads(second.stdout)["score"]


def test_what_was_inferred_of_another_program_s_drawing_is_told(tmp_path: Path) -> None:
    done = designer("convert", "-", "-", "--to", "yaml", given="flowchart LR\n a[Mobile app] --> b[Zorblax]")
    assert done.returncode == 0, done.stderr
    assert "kind: client" in done.stdout
    assert "read as Application service, since no word names what it is: “Zorblax”" in done.stderr
    picture = tmp_path / "x.png"
    assert designer("convert", FRAUD, picture).returncode == 0
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_drawing_of_another_program_is_graded(tmp_path: Path) -> None:
    done = designer("grade", "-", "--scenario", "fraud", given="digraph { app [label=Client]; app -> model_server }")
    assert done.returncode == 0, done.stderr
    assert "read as" in done.stderr
    assert "of" in done.stdout


def test_the_help_of_convert_names_every_format() -> None:
    told = designer("convert", "--help").stdout.replace("\n", " ")
    assert all(f" {each.id}" in told for each in FORMATS)


def test_comments_that_are_lost_are_told_and_none_that_never_were(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.yaml", tmp_path / "theirs.mmd"
    ours.write_text("# mine\nformat: designer-design/1\n")
    theirs.write_text('flowchart LR\n a[Client] -->|"#quot;a #1#quot;"| b[Cache]\n')
    assert designer("convert", ours, tmp_path / "a.json").stderr == f"{ours}: its comments were left out\n"
    assert "its comments were" not in designer("convert", theirs, tmp_path / "b.json").stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((FRAUD, "x.vsdx"), "names no format that drawings are written in"),
        ((FRAUD, "x.json", "--to", "visio"), "'visio' is no format"),
        ((FRAUD, FRAUD, "--to", "yaml"), "this is what is to be read"),
        (("nowhere.mmd", "x.json"), "there is no such file"),
    ],
)
def test_what_cannot_be_converted_is_refused(arguments: tuple[str, ...], says: str, tmp_path: Path) -> None:
    before = FRAUD.read_bytes()
    refused("convert", *arguments, says=says, cwd=tmp_path)
    assert FRAUD.read_bytes() == before
    assert not list(tmp_path.iterdir())
