"""The import contracts of pyproject.toml, that they bite, and that work without a window loads no Qt."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    """Check the tree at `root` by its own pyproject.toml, in a process of its own: the linter puts it on the path."""
    return subprocess.run([sys.executable, "-c", LINT], cwd=root, capture_output=True, text=True, check=False)


def test_imports_keep_the_contracts() -> None:
    run = lint(ROOT)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("model/stray.py", "import designer.exchange", "Imports point down only"),
        ("app/stray.py", "import designer.cli", "Imports point down only"),
        ("stray.py", "", "Imports point down only"),
        ("app/widgets/stray.py", "import designer.app.review.panel", "The rooms of the window stand over one another"),
        ("report/stray.py", "import PySide6.QtGui", "Qt stays in the window"),
        ("exchange/stray.py", "import reportlab.pdfgen", "Only the report and its fonts know the PDF library"),
        ("rules/stray.py", "import designer.catalog.recognition", "Names change no verdict"),
        ("exchange/stray.py", "import arro3.io", "Only the cohort knows the cluster and the columns"),
        ("rules/conditions/stray.py", "import designer.rules.conditions.gate", "A rule condition knows no other"),
        ("checking/stray.py", "import designer.checking.rules", "A check knows no other"),
        ("analysis/stray/__init__.py", "import designer.analysis.graph", "No cycles among siblings"),
    ],
    ids=[
        "upwards",
        "between neighbours",
        "in no layer",
        "room",
        "Qt",
        "PDF",
        "names",
        "columns",
        "conditions",
        "checks",
        "cycle",
    ],
)
def test_a_stray_import_breaks_its_contract(tmp_path: Path, file: str, line: str, contract: str) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "designer", tmp_path / "designer", ignore=shutil.ignore_patterns("__pycache__", "fonts"))
    stray = tmp_path / "designer" / file
    stray.parent.mkdir(exist_ok=True)
    stray.write_text(line)
    if contract == "No cycles among siblings":
        with (tmp_path / "designer/analysis/graph.py").open("a") as graph:
            graph.write("import designer.analysis.stray\n")
    run = lint(tmp_path)
    assert run.returncode != 0
    assert f"{contract} BROKEN" in run.stdout


@pytest.mark.parametrize("module", ["designer", "designer.cli", "designer.report", "designer.__main__"])
def test_without_a_window_no_qt_is_loaded(module: str) -> None:
    code = f"import sys, {module}; sys.exit('PySide6' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
