"""The rubric that drawings are graded by: what ships, what installed packages bring, and the person's own files."""

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from designer.data_folder import data_folder
from designer.errors import DesignerError
from designer.rules.rubric import CompiledRubric, compose, read_rubric, shipped, shipped_with

GROUP = "designer.rubrics"
"""Packages name rubric files under this group of entry points: a path, or a callable that gives one."""

Stamp = tuple[Path, int, int]
"""A file with its time of change and size: the same stamp, the same rules, so it is read once."""


def rubric_in_use(scenario: str = "", files: Iterable[Path] = ()) -> CompiledRubric:
    """Compose the rules that ship, with those of a scenario's own where one is given, and more on top.

    That is those of installed packages, those of the person's own folder, and last those of `files`. A rule with a
    known id takes the place of the one below. Raises DesignerError, with its name, for a file or a package's entry
    that is malformed.
    """
    return _composed(scenario, *(tuple(map(_stamp, paths)) for paths in (_installed_files(), own_files(), files)))


def own_files() -> list[Path]:
    """List the rubric files in the person's data folder by name; a folder that does not exist has none."""
    return sorted(data_folder().joinpath("rubrics").glob("*.yaml"))


def _stamp(path: Path) -> Stamp:
    try:
        status = path.stat()
    except OSError:
        return path, 0, 0  # reading it says what is wrong
    return path, status.st_mtime_ns, status.st_size


@lru_cache(maxsize=32)
def _composed(scenario: str, *layers: tuple[Stamp, ...]) -> CompiledRubric:
    rubric = shipped_with(scenario) if scenario else shipped()
    for stamps in layers:
        if stamps:
            rubric = compose(rubric, read_rubric(path for path, *_ in stamps))
    return rubric


def _installed_files() -> Iterator[Path]:
    for entry in _entries():
        yield _file_of(entry)


@lru_cache(maxsize=1)
def _entries() -> tuple[EntryPoint, ...]:
    """Look the entry points up once: what is installed does not change while a program runs."""
    return tuple(sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value)))


def _file_of(entry: EntryPoint) -> Path:
    where = f"entry point '{entry.name} = {entry.value}' of {GROUP}"
    try:
        value = entry.load()
        path = value() if callable(value) else value
    except Exception as error:  # (a package that is broken may raise anything)
        reason = f"{type(error).__name__}: {error}"
        raise DesignerError(f"the rubric cannot be found ({reason})", where=where, remedy="mend the package") from error
    if not isinstance(path, (str, os.PathLike)):
        raise DesignerError(f"it gives a {type(path).__name__}", where=where, remedy="give the path of a rubric file")
    return Path(path)
