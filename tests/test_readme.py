"""The README is run: its commands, its Python, its rule."""

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from designer.catalog.source import parse
from designer.checking.rules import try_examples
from designer.rules.rubric import compose, read_rubric, shipped

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
BLOCKS = [
    textwrap.dedent(block) for block in re.findall(r"(?:^    .*\n)+(?:(?:\n)?(?:^    .*\n)+)*", README, re.MULTILINE)
]
COMMANDS = [line.split("  #")[0] for block in BLOCKS for line in block.splitlines() if line.startswith("designer ")]


def test_there_is_something_to_run() -> None:
    assert len(COMMANDS) >= 5


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_run(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command.split()],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_the_python_runs() -> None:
    code = next(block for block in BLOCKS if block.startswith("from designer"))
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_the_rule_is_a_rule(tmp_path: Path) -> None:
    text = next(block for block in BLOCKS if block.startswith("rubric:"))
    assert parse(text.encode(), "README.md").data["rubric"] == "mine"
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    assert compose(shipped(), read_rubric([path])).find("reads-uncached") is not None


def test_its_examples_are_what_the_rule_says(tmp_path: Path) -> None:
    rule = next(block for block in BLOCKS if block.startswith("rubric:"))
    examples = next(block for block in BLOCKS if block.startswith("examples:"))
    path = tmp_path / "mine.yaml"
    path.write_text(f"{rule.rstrip()}\n{textwrap.indent(examples, '    ')}")
    tried = list(try_examples(read_rubric([path])))
    assert {each.verdict for each in tried} == {"fail", "pass", "partial"}
    assert [each for each in tried if not each.example.agrees(each.verdict, each.share)] == []


def test_every_path_that_it_names_exists() -> None:
    named = {
        name for name in re.findall(r"`((?:designer|tests|rubrics|scenarios)/[\w./-]*)`", README) if "<" not in name
    }
    assert named
    missing = [name for name in sorted(named) if not (ROOT / name).exists()]
    assert not missing


def test_the_picture_is_there() -> None:
    for picture in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README):
        assert (ROOT / picture).is_file()
