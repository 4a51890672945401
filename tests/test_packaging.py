"""The wheel carries all that ships, and the installed program works away from the checkout; so does an editable one."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DESIGN = {
    "format": "designer-design/1",
    "title": "Card-fraud scoring",
    "scenario": "fraud",
    "components": [
        {"id": "app", "kind": "app_service", "replicas": 3, "zones": 3},
        {"id": "model", "kind": "model_server", "name": "Scorer", "replicas": 2, "properties": {"p99": "12 ms"}},
    ],
    "connections": [{"source": "app", "target": "model", "kind": "request", "properties": {"timeout": "25 ms"}}],
}

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Run a program as somebody who has never heard of the checkout, and give what it printed."""
    inherited = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "DISPLAY"}}
    done = subprocess.run(command, cwd=cwd, env=inherited | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel beside the libraries of the running environment, and give the folder of its programs."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, symlinks=True)
    here = {"base": str(home), "platbase": str(home)}
    programs, site = (Path(sysconfig.get_path(name, "venv", vars=here)) for name in ("scripts", "purelib"))
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", programs / "python")
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=home)
    (site / "libraries.pth").write_text("\n".join({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}))
    return programs


def test_the_wheel_carries_all_that_ships(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    content = [path for folder in ("scenarios", "rubrics") for path in (ROOT / folder).rglob("*.yaml")]
    package = [path for path in (ROOT / "designer").rglob("*.*") if path.is_file() and path.suffix != ".pyc"]
    assert content
    assert {f"designer/_content/{path.relative_to(ROOT)}" for path in content} <= names
    assert {str(path.relative_to(ROOT)) for path in package} <= names
    assert not [name for name in names if name.startswith(("tests/", "scenarios/", "rubrics/"))]


def test_the_installed_program_lists_every_scenario(installed: Path, tmp_path: Path) -> None:
    where = run(installed / "python", "-c", "import designer; print(designer.__file__)", cwd=tmp_path)
    assert Path(where).is_relative_to(installed.parent)
    listed = run(installed / "designer", "scenarios", cwd=tmp_path)
    assert all(folder.parent.name in listed for folder in (ROOT / "scenarios").glob("*/scenario.yaml"))


def test_the_installed_program_grades(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "fraud.design.json").write_text(json.dumps(DESIGN))
    critique = json.loads(run(installed / "designer", "grade", "fraud.design.json", "--format", "json", cwd=tmp_path))
    assert critique["format"] == "designer-critique/1"
    assert critique["scenario"] == "fraud"
    assert critique["findings"]
    run(installed / "designer", "grade", "fraud.design.json", "--format", "pdf", "-o", "critique.pdf", cwd=tmp_path)
    assert (tmp_path / "critique.pdf").read_bytes().startswith(b"%PDF")


def test_an_editable_install_reads_the_checkout(tmp_path: Path) -> None:
    listed = run(sys.executable, "-m", "designer", "scenarios", cwd=tmp_path, PYTHONPATH=str(ROOT))
    assert all(folder.parent.name in listed for folder in (ROOT / "scenarios").glob("*/scenario.yaml"))
    assert not (ROOT / "designer/_content").exists()
