"""The lock file holds all that pyproject.toml asks for, with hashes and without an address."""

import tomllib
from itertools import pairwise
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text()


def test_every_dependency_is_locked_as_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    extras = project["project"]["optional-dependencies"]
    lists = (project["project"]["dependencies"], *extras.values(), *project["dependency-groups"].values())
    asked = [entry for entries in lists for entry in entries if isinstance(entry, str)]
    pinned = (Requirement(line.rstrip(" \\")) for line in LOCK.splitlines() if line[:1].isalpha())
    locked = {canonicalize_name(pin.name): next(iter(pin.specifier)).version for pin in pinned}
    for requirement in map(Requirement, asked):
        assert requirement.specifier.contains(locked[canonicalize_name(requirement.name)]), str(requirement)


def test_every_pin_has_hashes_and_no_address() -> None:
    assert "://" not in LOCK
    for line, following in pairwise(LOCK.splitlines()):
        assert following.startswith("    --hash=sha256:") or not line[:1].isalpha(), line
