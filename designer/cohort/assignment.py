"""What all drawings of a cohort are graded by."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import designer
from designer.catalog.library import scenario as scenario_named
from designer.catalog.library import scenario_ids
from designer.cohort.row import Row, failed_row, graded_row
from designer.errors import DesignerError
from designer.exchange.formats import load
from designer.grading import grade
from designer.model.design import Design
from designer.rules.in_use import rubric_in_use

Edition = tuple[str, str]
"""What grades: the version of designer, and one digest of the rubrics of all scenarios."""


@dataclass(frozen=True)
class Assignment:
    """A scenario, by default each drawing's own; a level, by default the scenario's; and rubrics on top."""

    scenario: str | None = None
    level: str | None = None
    rubrics: tuple[Path, ...] = ()

    def check(self) -> None:
        """Read what is given, once a process; raises DesignerError where that is wrong, before any drawing is."""
        if self.scenario:
            scenario_named(self.scenario)
        rubric_in_use(self.scenario or "", self.rubrics)

    def edition(self) -> Edition:
        """Give what grades here: two editions that are the same give the same rows."""
        names = [self.scenario] if self.scenario else scenario_ids()
        digests = "".join(rubric_in_use(name, self.rubrics).sha256 for name in names)
        return designer.__version__, hashlib.sha256(digests.encode()).hexdigest()


def grade_file(path: Path, assignment: Assignment) -> Row:
    """Read a drawing and grade it; whatever goes wrong is its row's."""
    design = read(path)
    return design if isinstance(design, Row) else grade_design(path, design, assignment)


def read(path: Path) -> Design | Row:
    """Read a drawing, or give the row that says why it cannot be read."""
    try:
        return load(path)
    except Exception as error:  # noqa: BLE001 (as below)
        return failed_row(path, _told(error))


def grade_design(path: Path, design: Design, assignment: Assignment) -> Row:
    """Grade a drawing that was read from a file; whatever goes wrong is its row's."""
    try:
        rubric = rubric_in_use(assignment.scenario or design.scenario or "", assignment.rubrics)
        return graded_row(path, grade(design, assignment.scenario, assignment.level, rubric))
    except Exception as error:  # noqa: BLE001 (a bug that one drawing meets is no reason to lose the others)
        return failed_row(path, _told(error))


def _told(error: Exception) -> DesignerError:
    if isinstance(error, DesignerError):
        return error
    if isinstance(error, MemoryError):
        return DesignerError("there is not enough memory for this drawing")
    what = f"designer is at fault and could not grade this drawing ({type(error).__name__}: {error})"
    return DesignerError(what, remedy="please report it, with the drawing")
