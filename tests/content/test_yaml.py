"""What ships is YAML that any reader takes, not only the one that we use."""

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DRAWINGS = sorted((ROOT / "calibration").rglob("*.yaml"))
FILES = [
    *(
        path
        for folder in ("scenarios", "rubrics", "designer/catalog")
        for path in sorted((ROOT / folder).rglob("*.yaml"))
    ),
    *DRAWINGS[::6],  # what takes time is that this reader is written in Python
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_strict_reader_takes_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert yaml.load(text, Loader=yaml.SafeLoader) is not None
