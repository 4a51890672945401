"""How well a rubric's scores agree with the grades of people who read the same drawings."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from designer.model.critique import RubricName
from designer.model.rubric import Competency
from designer.model.value import Value

FORMAT = "designer-agreement/1"

DIMENSIONS: Mapping[str, tuple[Competency, ...]] = {
    "data_features": (Competency.DATA, Competency.FEATURES),
    "training_eval": (Competency.TRAINING, Competency.EVALUATION),
    **{competency.value: (competency,) for competency in Competency},
}
"""The columns in which readers may grade a part of a drawing, with the competencies that we score for it."""

Grade = Annotated[float, Field(ge=0, le=100)]
Tau = Annotated[float, Field(ge=-1, le=1)]


class Graded(Value):
    """One row of the readers' grades, 0 to 100: a drawing by its file's stem, overall and by dimension."""

    drawing: str
    line: int
    overall: Grade
    by_dimension: Mapping[str, Grade] = {}


class Part(Value):
    """The agreement over a part: Kendall's tau-b, None where it is not defined, over so many drawings."""

    name: str
    tau: Tau | None
    drawings: int


class Against(Value):
    """A rule that moves a drawing against the grain.

    `points` is what the drawing earned here beyond (or, negative, short of) the mean share of those drawings that the
    readers put on the other side of it than we do.
    """

    rule: str
    number: str
    title: str
    points: float


class Compared(Value):
    """One drawing: the readers' grade, our percent, and the rank that each gives it (1 is best, ties share the mean).

    `too_high` is how many places we put it above the readers; below is negative.
    """

    drawing: str
    scenario: str
    readers: float
    ours: float
    readers_rank: float
    our_rank: float
    too_high: float
    rules: tuple[Against, ...] = ()


class LeftOut(Value):
    """A drawing that was not compared, and why."""

    drawing: str
    reason: str


class Agreement(Value):
    """The whole comparison; `drawings` has the largest difference of ranks first."""

    format: str = FORMAT
    rubric: RubricName
    overall: Part
    within_scenario: Tau | None
    by_scenario: tuple[Part, ...]
    by_dimension: tuple[Part, ...]
    drawings: tuple[Compared, ...]
    left_out: tuple[LeftOut, ...] = ()
